//! What is asked of an index beside its hits: counts, trends, what is related, who is cited.

mod cited;
pub(super) mod cited_works;
mod documents;
pub(super) mod facets;
mod fitting;
pub(super) mod months;
pub(super) mod publishers;
mod rarity;
pub(super) mod related;
mod shared_words;
pub(super) mod trend;
