//! The generations of an index folder: which there are, which is published, who may write
//! and who reads. What is in one is `segments`'s, whether that is right `integrity`'s.

pub(super) mod base;
pub(super) mod current;
pub(super) mod generation;
pub(super) mod lock;
pub(super) mod mark;
pub(super) mod rollback;
