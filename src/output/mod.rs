//! Renders values to a given `Write`: text for people, JSON for programs.
//!
//! Defines how things look. What is shown is decided by the callers, and nothing
//! here opens a stream of its own.

mod agenda;
mod analysis;
mod calendar;
mod candidates;
mod charts;
mod check;
mod citations;
mod document;
mod events;
mod facets;
mod format;
mod harmless;
mod hyperlink;
mod json;
mod original;
mod publishers;
mod query;
mod related;
mod report;
mod style;
mod table;
mod text;
mod wrap;

pub use agenda::events_text;
pub use analysis::{
    AlternativeReport, AnalysisReport, BigramReport, CharRange, EojeolReport, MorphemeReport,
    NumberReport, PartReport, QueryReport, QueryWordReport, ReadingReport, StemReport, TermsReport,
    TermsSource, TokenReport, analysis_json, analysis_text,
};
pub use calendar::calendar;
pub use candidates::{CandidateMorpheme, CandidateReport, candidates_json, candidates_text};
pub use charts::{TrendChart, TrendSeries, trend_svg, trend_text};
pub use check::check_text;
pub use citations::{
    CitationStyle, CitationWriter, CitedParts, Issued, UnknownCitationStyle, Work, WorkKind, works,
};
pub use document::{document_json, document_text};
pub use events::{event_json, event_text};
pub use format::{
    Csv, DocumentPage, Format, HitsPage, Html, Json, JsonLines, Markdown, Renderer, Text, Tsv,
    UnknownFormat,
};
pub use harmless::{harmless_text, is_harmless};
pub use hyperlink::{encoded_path, without_links};
pub use json::{
    NEWEST_FORMAT_VERSION, OLDEST_FORMAT_VERSION, batch_hits_json, failed_query_json, hits_json,
};
pub use original::{OriginalText, original_table, original_text};
pub use publishers::{cited_works_table, cited_works_text, publishers_table};
pub use query::{outline_json, outline_text, syntax_error_text};
pub use related::{percent_of, related_text};
pub use report::{failure_json, job_json, report_text};
pub(crate) use style::Role;
pub use style::{Links, Style};
pub use table::{Cell, Column, Table};
pub use text::{hits_text, notes, rewrites_text};
pub(crate) use wrap::wrapped;
