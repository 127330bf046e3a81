//! What is asked of an index beside its hits: counts, trends, what is related, who is cited.

mod cited;
pub(super) mod cited_works;
pub(super) mod facets;
mod fitting;
mod months;
pub(super) mod publishers;
mod rarity;
pub(super) mod related;
mod shared_words;
pub(super) mod trend;
