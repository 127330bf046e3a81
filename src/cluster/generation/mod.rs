//! A generation of an index on a cluster: an index of its own, whose rows are the documents, the
//! manifest, and the files that a folder would have beside its segments, in pieces.

pub(crate) mod base;
pub(super) mod bulk_sender;
pub(crate) mod content;
pub(crate) mod files;
pub(crate) mod found;
mod issues;
pub(crate) mod kinds;
pub(crate) mod listing;
pub(crate) mod mapping;
pub(crate) mod names;
pub(crate) mod reader;
pub(crate) mod rollback;
mod row_batch;
pub(crate) mod row_parts;
pub(crate) mod searches;
pub(crate) mod standing;
mod terms;
pub(crate) mod writer;
