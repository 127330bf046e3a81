//! Query text to hits: what was asked, which documents answer, and why.
//!
//! Defines the query, the ranking, and the snippets with their highlights. Leaves
//! tokens to `analysis`, reading to `index`, and showing to `output`.

mod batch;
mod explanation;
mod highlight;
mod holding;
mod nearness;
mod parts;
mod plan;
mod postings;
mod query;
mod ranking;
mod rewrite;
mod searcher;
mod snippet;
mod synonyms;
mod weights;

pub use batch::{BatchLineError, BatchQuery};
pub use explanation::{AlternativeScore, Explanation, NearScore, TermScore};
pub use highlight::Highlighter;
pub use parts::Parts;
pub use query::{Alternative, Form, LONGEST_QUERY_CHARS, Query, QueryTerm, QueryWord, TooLong};
pub use rewrite::{Rewrite, RewriteReason};
pub use searcher::{Hit, Hits, SearchEngine, SearchOptions};
pub use snippet::{Snippet, SnippetField};
pub use synonyms::Synonyms;
