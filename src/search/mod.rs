//! Query text to hits: what was asked, which documents answer, and why.
//!
//! Defines the query, the ranking, and the snippets with their highlights. Leaves
//! tokens to `analysis`, reading to `index`, and showing to `output`.

mod batch;
mod best;
mod budget;
mod candidate;
mod cited_works;
mod expansion;
mod explanation;
mod facets;
mod filter;
mod gathering;
mod highlight;
mod holding;
mod marks;
mod matching;
mod months;
mod nearness;
mod outline;
mod parts;
mod plan;
mod postings;
mod publishers;
mod query;
mod ranking;
mod rarity;
mod related;
mod rewrite;
mod scope;
mod searcher;
mod shared_words;
mod snippet;
mod snippet_field;
mod spellings;
mod synonyms;
mod syntax;
mod trend;
mod weights;
mod window;
mod word;

pub use batch::{BatchLineError, BatchQuery};
pub use budget::{Bounds, OverBounds};
pub use candidate::Sort;
pub use cited_works::{CitedWork, CitedWorks};
pub use expansion::{Expansion, MOST_EXPANDED_WORDS};
pub use explanation::{AlternativeScore, Explanation, NearScore, TermScore};
pub use facets::{Facet, FacetCounts};
pub use highlight::Highlighter;
pub use marks::{DocumentMarks, DocumentPart};
pub use outline::{Need, OutlineNode, OutlinePart, QueryOutline};
pub use parts::Parts;
pub use publishers::{Publisher, PublisherKeys, Publishers};
pub use query::{Constraints, LONGEST_QUERY_CHARS, Node, Query, QueryError, Unit};
pub use related::RelatedArticle;
pub use rewrite::{Rewrite, RewriteReason};
pub use scope::Scope;
pub use searcher::{Hit, Hits, SearchEngine, SearchOptions};
pub use snippet::{SNIPPETS_A_HIT, Snippet};
pub use snippet_field::SnippetField;
pub use synonyms::Synonyms;
pub use syntax::{DEEPEST_GROUP, DateRange, Filter, MOST_CLAUSES, NoPeriod, Period, SyntaxError};
pub use trend::{MonthCounts, Trend};
pub use word::{Alternative, AlternativeKind, Form, QueryTerm, QueryWord, Trust, WordKind};
