//! The generations of an index folder: which there are, which is published, who may write
//! and who reads. What is in one is `segments`'s, whether that is right `integrity`'s.

pub(super) mod base;
pub(super) mod current;
pub(super) mod generation;
mod head;
pub(super) mod lock;
pub(super) mod mark;
mod removal;
pub(super) mod rollback;
pub(super) mod standing;
pub(super) mod work;
