//! A generation of an index on a cluster: an index of its own, whose rows are the documents, the
//! manifest, and the files that a folder would have beside its segments, in pieces.

pub(crate) mod files;
mod issues;
pub(crate) mod listing;
pub(crate) mod mapping;
pub(crate) mod names;
pub(crate) mod reader;
pub(crate) mod row_parts;
mod searches;
mod terms;
pub(crate) mod writer;
