//! Searching an index that a cluster keeps: what is asked of it, and what is made of that.

pub(super) mod gathered;
mod gathering;
mod requests;
