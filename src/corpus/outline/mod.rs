//! Documents that are told by headings, paragraphs, lists and tables, whatever file they came
//! out of: which of their pieces make an article, and which of their links are its sources.
//!
//! Readers of formats make the pieces (`flow.rs`); `layout.rs` finds the titles by what
//! `weighing.rs` says for them, `sources.rs` the citations, and `draft.rs` puts the articles
//! together.

mod articles;
mod dates;
mod draft;
mod flow;
mod kinds;
mod labels;
mod layout;
mod piece;
mod reading;
mod records;
mod role;
mod signs;
mod sources;
mod titles;
mod weighing;
mod wording;

pub(super) use flow::Flow;
pub(super) use piece::{About, LeftOut, Outline, Piece, PieceKind, Told};
pub(super) use reading::{issue_lines, read};
