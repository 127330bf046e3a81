//! Searching an index that a cluster keeps: what is asked of it, and what is made of that.

mod chosen;
pub(super) mod cited;
mod column_counts;
mod facets;
pub(super) mod gathered;
mod gathering;
mod let_through;
pub(super) mod listed;
pub(super) mod months;
pub(super) mod related;
pub(super) mod requests;
