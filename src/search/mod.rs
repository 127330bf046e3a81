//! Query text to hits: what was asked, which documents answer, and why.
//!
//! Defines the query, the ranking, and the snippets with their highlights. Leaves
//! tokens to `analysis`, reading to `index`, and showing to `output`.

mod highlight;
mod query;
mod ranking;
mod searcher;
mod snippet;

pub use highlight::Highlighter;
pub use query::{Query, QueryWord};
pub use searcher::{Hit, Hits, SearchOptions, search};
pub use snippet::{Snippet, SnippetField};
