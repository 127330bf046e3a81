//! HTTP: sending one request, and what came back.
//!
//! Defines [`Agent`] and [`Received`]. The crates that send bytes are named in this room alone,
//! and built with the feature `cluster`; in a build without it there is no agent to be had, and
//! asking for one says so. What a request means, and sending it again, is left to others.

#[cfg(feature = "cluster")]
mod agent;
#[cfg(not(feature = "cluster"))]
mod no_agent;

#[cfg(feature = "cluster")]
pub(super) use agent::Agent;
#[cfg(not(feature = "cluster"))]
pub(super) use no_agent::Agent;

/// What was answered.
pub(super) struct Received {
    /// The status of HTTP.
    pub(super) status: u16,
    /// The other address that is named; may be empty.
    pub(super) location: String,
    /// What was told. Of an answer that names another address (3xx) nothing is read.
    pub(super) bytes: Vec<u8>,
}
