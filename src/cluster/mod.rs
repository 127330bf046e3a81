//! Speaking to a cluster that keeps an index: OpenSearch, or Elasticsearch 7.10, whose API it
//! shares.
//!
//! Defines how a cluster is addressed ([`ClusterAddress`]), who asks it ([`Credentials`]), how
//! requests are sent and repeated ([`Client`]), and what went wrong ([`ClusterError`]). What is
//! kept in the cluster, and what is asked of it, is left to others.

mod address;
mod backoff;
mod bulk;
mod client;
mod credentials;
mod error;
mod generation;
mod http;
mod lease;
mod options;
mod path;
mod refusal;
mod reply;
mod server;

pub use address::{AddressError, ClusterAddress};
pub use client::Client;
pub use credentials::{Credentials, CredentialsError};
pub use error::ClusterError;
pub use generation::base::ClusterBase;
pub use generation::content::check_all_rows;
pub use generation::found::{GenerationOnCluster, read_generations_on_cluster};
pub use generation::kinds::{is_article, is_document, is_of_files};
pub use generation::listing::RowPages;
pub use generation::mapping::{MOST_HITS, Spread, SpreadWanted};
pub use generation::reader::{ClusterOpenError, ClusterReader};
pub use generation::rollback::{RolledBackOnCluster, roll_back_on_cluster};
pub use generation::row_parts::RowParts;
pub use generation::searches::{counting, total_of};
pub use generation::standing::remove_leftovers_on_cluster;
pub use generation::writer::{BuiltOnCluster, ClusterWriter, MissingCopies, WriterOptions};
pub use lease::{ClusterLease, LeaseHolder, LeaseLost};
pub use options::ClientOptions;
pub use path::path;
pub use reply::{Body, Method, Reply, Request};
pub use server::{Distribution, ServerInfo};
