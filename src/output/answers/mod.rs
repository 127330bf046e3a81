//! What the commands answer, each as a value that tells itself to every format.

mod agenda;
mod alerts;
mod analysis;
mod candidates;
mod count;
mod dated;
mod document;
mod explanation;
mod failure;
mod hits;
mod job;
mod original;
mod outline;
mod place;
mod publishers;
mod related;

pub use agenda::Agenda;
pub use analysis::{
    AlternativeReport, AnalysisReport, BigramReport, CharRange, EojeolReport, MorphemeReport,
    NumberReport, PartReport, QueryReport, QueryWordReport, ReadingReport, StemReport, TermsReport,
    TermsSource, TokenReport,
};
pub use candidates::{CandidateMorpheme, CandidateReport, Candidates};
pub use count::HitCount;
pub use dated::{DATED_COLUMNS, dated_cells, shown_date};
pub use document::{DocumentPage, Documents};
pub use failure::Failure;
pub use hits::{HitsPage, counts_of_hits, lacking, notes, rewritten_words};
pub use original::{OriginalLine, OriginalText, Originals};
pub use outline::{ReadQuery, syntax_error_text};
pub(super) use place::cited_text;
pub use publishers::{PublisherWorks, publishers_table, works_table};
pub use related::Related;
