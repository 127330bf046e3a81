//! What is said, before any format: answers as values, labelled lines, tables, objects.
//!
//! Defines what an answer must be able to tell of itself. How that looks is `format`'s,
//! and what each command answers is in `answers`.

mod answer;
mod columns;
mod counts;
mod harmless;
mod json;
mod known_words;
mod line;
mod link;
mod page;
mod table;
mod width;
mod wrap;
mod xml;

pub use answer::{Answer, Shape};

pub(super) use counts::{Counts, bar};
pub(super) use harmless::harmless;
pub use harmless::{harmless_text, is_harmless};
pub(super) use json::{
    FORMAT_VERSION, Told, Versioned, day, object, pairs, score, to_four_places, told, write_line,
};
pub use json::{
    NEWEST_FORMAT_VERSION, OLDEST_FORMAT_VERSION, Object, write_line as write_json_line,
};
pub use known_words::kind_cell;
pub(super) use known_words::truth_cell;
pub use line::{Label, Line, Span};
pub use link::Link;
pub(super) use page::{Entry, Page, Passage};
pub use table::{Cell, Column, Table};
pub use width::{cut, width_of};
pub(super) use xml::escaped_xml;
