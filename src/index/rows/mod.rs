//! Documents as rows of another engine's index, and a reader of some of them.
//!
//! An engine that knows no Korean is given what the analyzer made, ready cut, beside the
//! document itself. What it gives back of them is put into an index in memory, which is read as
//! any other: so one code ranks, marks and shows documents wherever they are kept.

pub(crate) mod cut_text;
pub(in crate::index) mod gathered;
pub(in crate::index) mod row;
pub(in crate::index) mod whole_index;
