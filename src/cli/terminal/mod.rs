//! The process's streams and signals: what is written to a terminal, a pager or a pipe, and
//! what comes from there.

pub(super) mod hyperlinks;
pub(super) mod log;
pub(super) mod pager;
pub(super) mod stop;
pub(super) mod streams;
