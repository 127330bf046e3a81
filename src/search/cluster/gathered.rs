//! What a cluster gave for a query.

use crate::index::IndexReader;
use crate::search::ranking::whole_counts::WholeCounts;

/// Some documents of a cluster, as an index, with what is counted of all.
pub(in crate::search) struct Gathered {
    pub index: IndexReader,
    pub counts: WholeCounts,
}
