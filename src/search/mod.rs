//! Query text to hits: what was asked, which documents answer, and why.
//!
//! Defines the query, the ranking, and the snippets with their highlights. Leaves
//! tokens to `analysis`, reading to `index`, and showing to `output`.

mod answers;
mod budget;
mod cluster;
mod forgiving;
mod query;
mod ranking;
mod searcher;
mod shown;

pub use answers::cited_works::{CitedWork, CitedWorks};
pub use answers::facets::{Facet, FacetCounts};
pub use answers::publishers::{Publisher, PublisherKeys, Publishers};
pub use answers::related::RelatedArticle;
pub use answers::trend::{MonthCounts, Trend};
pub use budget::{Bounds, OverBounds};
pub use forgiving::continuation::Continued;
pub use forgiving::expansion::Expansion;
pub use forgiving::rewrite::{Rewrite, RewriteReason};
pub use query::batch::{BatchLineError, BatchQuery};
pub use query::outline::{Need, OutlineNode, OutlinePart, QueryOutline};
pub use query::scope::Scope;
pub use query::synonyms::Synonyms;
pub use query::syntax::{
    DEEPEST_GROUP, DateRange, Filter, MOST_CLAUSES, NoPeriod, SyntaxError, is_field_name, period,
};
pub use query::word::{Alternative, AlternativeKind, Form, QueryTerm, QueryWord, Trust, WordKind};
pub use query::{
    Constraints, LONGEST_QUERY_CHARS, MOST_EXPANDED_WORDS, Node, Query, QueryError, Unit,
};
pub use ranking::SATURATION;
pub use ranking::candidate::Sort;
pub use ranking::explanation::{AlternativeScore, Explanation, NearScore, TermScore};
pub use ranking::postings::selection::{DocumentAddress, Selection};
pub use ranking::signals::Signals;
pub use searcher::{SearchEngine, SearchOptions};
pub use shown::highlight::Highlighter;
pub use shown::hits::{Answer, Hit, Hits};
pub use shown::marks::DocumentMarks;
pub use shown::snippet::{SNIPPETS_A_HIT, Show, Snippet};
