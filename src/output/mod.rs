//! One model of what is said, and the formats that it is written in.
//!
//! Every answer of a command is a value that tells itself (`model`, `answers`); a format
//! prints from that alone (`format`). Citations, calendars and pictures are for programs of
//! their own. What is shown is decided by the callers, and nothing here opens a stream.

mod answers;
mod calendar;
mod charts;
mod citations;
mod context;
mod events;
mod feed;
mod format;
mod model;

pub use answers::{
    Agenda, AlternativeReport, AnalysisReport, BigramReport, CandidateMorpheme, CandidateReport,
    Candidates, CharRange, DATED_COLUMNS, DocumentPage, Documents, EojeolReport, Failure, HitCount,
    HitsPage, MorphemeReport, NumberReport, OriginalLine, OriginalText, Originals, PartReport,
    PublisherWorks, QueryReport, QueryWordReport, ReadQuery, ReadingReport, Related, StemReport,
    TermsReport, TermsSource, TokenReport, counts_of_hits, dated_cells, lacking, notes,
    publishers_table, rewritten_words, shown_date, syntax_error_text, works_table,
};
pub use calendar::calendar;
pub use charts::{TrendChart, TrendSeries, trend_svg};
pub use citations::{
    CitationStyle, CitationWriter, CitedParts, UnknownCitationStyle, Work, WorkKind,
    citation_lines, works,
};
pub use context::{
    ContextSchema, DocumentStart, Fitted, Trim, chars_of, context_schema, fit_document, fit_rows,
    json_object,
};
pub use events::{event_json, event_text};
pub use feed::{feed, is_feed};
pub use format::{Format, Links, Style, UnknownFormat, Unsuited, encoded_path, write_lines};
pub use model::{
    Answer, Cell, Column, Label, Line, Link, NEWEST_FORMAT_VERSION, OLDEST_FORMAT_VERSION, Object,
    Shape, Span, Table, cut, harmless_text, is_harmless, kind_cell, width_of, write_json_line,
};
