//! Whether an index is as it was written: the manifest that says so, the files, their
//! blocks, and what is in them.

pub(super) mod block_sums;
pub(super) mod check;
pub(super) mod damage;
pub(super) mod generation_files;
pub(super) mod index_damaged;
pub(super) mod lacks_memory;
pub(super) mod manifest;
mod rare_words;
pub(super) mod records;
pub(super) mod totals;
