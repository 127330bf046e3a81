//! What goes wrong between this program and a cluster, told apart as far as somebody would do
//! something else about it.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::language::{Message, messages};

/// Why a cluster did not do what it was asked, or was not asked at all. None holds anything
/// secret, and what the cluster said in it is on one line and bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClusterError {
    /// Credentials would travel readable: the address is of another machine, without TLS.
    PlainHttp {
        /// The address.
        url: String,
    },
    /// A user, a password or a key holds characters that cannot be sent.
    UnsendableCredentials,
    /// The file of authorities cannot be read or holds no certificate.
    AuthorityFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: Message,
    },
    /// Nobody knows a host of this name.
    UnknownHost {
        /// The host.
        host: String,
    },
    /// The machine is there, and nothing listens at the port.
    Refused {
        /// The address.
        url: String,
    },
    /// The machine cannot be reached.
    Unreachable {
        /// The address.
        url: String,
        /// What the system says.
        reason: Message,
    },
    /// The certificate is of no authority that is trusted.
    Untrusted {
        /// The host.
        host: String,
    },
    /// The certificate is of another host.
    OtherHost {
        /// The host.
        host: String,
    },
    /// The certificate has expired, or is not valid yet.
    NotValidNow {
        /// The host.
        host: String,
        /// Whether it was valid before.
        is_expired: bool,
    },
    /// The server does not speak TLS.
    NoTls {
        /// The address.
        url: String,
    },
    /// TLS failed otherwise.
    Tls {
        /// The host.
        host: String,
        /// What is wrong.
        reason: Message,
    },
    /// The connection ended before the answer did.
    Lost {
        /// The address.
        url: String,
        /// What is known of it.
        reason: Message,
    },
    /// No connection, or no whole answer, came in time.
    Late {
        /// The address.
        url: String,
        /// The time that it had.
        after: Duration,
    },
    /// The cluster does not take the credentials, or wants some (401).
    Unauthorized {
        /// The address.
        url: String,
        /// Whether some were sent.
        sent: bool,
    },
    /// The cluster knows who asks, who may not do this (403).
    Forbidden {
        /// The index, where it is known.
        index: String,
        /// What the cluster says.
        reason: Message,
    },
    /// There is no such index (404).
    NoIndex {
        /// The index.
        index: String,
    },
    /// The cluster had too much to do, also after repetitions (429).
    Busy {
        /// What the cluster says.
        reason: Message,
    },
    /// A disk of the cluster is full, so that nothing can be written.
    DiskFull {
        /// What the cluster says.
        reason: Message,
    },
    /// Something else keeps the cluster from reading or writing an index.
    Blocked {
        /// What the cluster says.
        reason: Message,
    },
    /// The cluster has no manager, so that it can do nothing.
    NoManager {
        /// The address.
        url: String,
    },
    /// The cluster, or what stands before it, cannot answer now (5xx).
    Unavailable {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
        /// What the cluster says.
        reason: Message,
    },
    /// Parts of the index did not answer: the answer is not of all of it.
    PartsMissing {
        /// How many did not.
        failed: u64,
        /// How many there are.
        total: u64,
        /// What the first of them says.
        reason: Message,
    },
    /// The cluster gave up in the time that it had: the answer is not of all of the index.
    CutShort,
    /// What answers is no cluster.
    NotACluster {
        /// The address.
        url: String,
        /// What it told instead.
        told: Message,
    },
    /// What answers names another address, which is not followed.
    Elsewhere {
        /// The address.
        url: String,
        /// The other address.
        to: Message,
    },
    /// The cluster runs a program, or a version of one, that this program does not speak to.
    OtherVersion {
        /// The program with its version.
        server: String,
    },
    /// Somebody else changed the same thing meanwhile (409).
    Conflict {
        /// What the cluster says.
        reason: Message,
    },
    /// Some documents of many were not taken.
    Items(Box<RefusedItems>),
    /// More was sent at once than the cluster takes (413).
    TooLarge {
        /// The address.
        url: String,
    },
    /// The answer is longer than what is read.
    ReplyTooLarge {
        /// The longest that is read, in bytes.
        limit_bytes: u64,
    },
    /// The query has more clauses than the cluster takes.
    TooManyClauses {
        /// What the cluster says.
        reason: Message,
    },
    /// The cluster refuses the request for another reason.
    Answered {
        /// The status of HTTP.
        status: u16,
        /// What kind of error it is, as the cluster calls it; may be empty.
        kind: String,
        /// What the cluster says.
        reason: Message,
    },
    /// The request could not be made: a mistake of this program.
    BadRequest {
        /// What is wrong with it.
        reason: Message,
    },
    /// The caller wanted to stop.
    Stopped,
}

/// What was not taken of many documents that were sent together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedItems {
    /// How many were not taken.
    pub refused: u64,
    /// How many were sent.
    pub sent: u64,
    /// The id of the first of them.
    pub id: String,
    /// The status that it got.
    pub status: u16,
    /// What kind of error it is, as the cluster calls it.
    pub kind: String,
    /// Why.
    pub reason: Message,
}

impl ClusterError {
    /// Whether the same request may succeed a moment later.
    pub fn is_passing(&self) -> bool {
        match self {
            ClusterError::Lost { .. }
            | ClusterError::Busy { .. }
            | ClusterError::NoManager { .. } => true,
            ClusterError::Unavailable { status, .. } => matches!(status, 502..=504),
            _ => false,
        }
    }

    fn message(&self) -> Message {
        use messages::cluster as say;
        match self {
            ClusterError::PlainHttp { url } => say::plain_http(url),
            ClusterError::UnsendableCredentials => say::unsendable_credentials(),
            ClusterError::AuthorityFile { path, reason } => {
                say::authority_file(&path.display(), reason)
            }
            ClusterError::UnknownHost { host } => say::unknown_host(host),
            ClusterError::Refused { url } => say::refused(url),
            ClusterError::Unreachable { url, reason } => say::unreachable(url, reason),
            ClusterError::Untrusted { host } => say::untrusted(host),
            ClusterError::OtherHost { host } => say::other_host(host),
            ClusterError::NotValidNow { host, is_expired } => match is_expired {
                true => say::expired(host),
                false => say::not_valid_yet(host),
            },
            ClusterError::NoTls { url } => say::no_tls(url),
            ClusterError::Tls { host, reason } => say::tls(host, reason),
            ClusterError::Lost { url, reason } => say::lost(url, reason),
            ClusterError::Late { url, after } => say::late(url, &after.as_secs_f64()),
            ClusterError::Unauthorized { url, sent: true } => say::wrong_credentials(url),
            ClusterError::Unauthorized { url, sent: false } => say::no_credentials(url),
            ClusterError::Forbidden { index, reason } => say::forbidden(index, reason),
            ClusterError::NoIndex { index } => say::no_index(index),
            ClusterError::Busy { reason } => say::busy(reason),
            ClusterError::DiskFull { reason } => say::disk_full(reason),
            ClusterError::Blocked { reason } => say::blocked(reason),
            ClusterError::NoManager { url } => say::no_manager(url),
            ClusterError::Unavailable {
                url,
                status,
                reason,
            } => say::unavailable(url, status, reason),
            ClusterError::PartsMissing {
                failed,
                total,
                reason,
            } => say::parts_missing(failed, total, reason),
            ClusterError::CutShort => say::cut_short(),
            ClusterError::NotACluster { url, told } => say::not_a_cluster(url, told),
            ClusterError::Elsewhere { url, to } => say::elsewhere(url, to),
            ClusterError::OtherVersion { server } => say::other_version(server),
            ClusterError::Conflict { reason } => say::conflict(reason),
            ClusterError::Items(items) => say::items(
                &items.refused,
                &items.sent,
                &items.id,
                &items.reason,
                &items.status,
            ),
            ClusterError::TooLarge { url } => say::too_large(url),
            ClusterError::ReplyTooLarge { limit_bytes } => say::reply_too_large(limit_bytes),
            ClusterError::TooManyClauses { reason } => say::too_many_clauses(reason),
            ClusterError::Answered {
                status,
                kind,
                reason,
            } => say::answered(status, kind, reason),
            ClusterError::BadRequest { reason } => say::bad_request(reason),
            ClusterError::Stopped => say::stopped(),
        }
    }
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for ClusterError {}
