//! One model of what is said, and the formats that it is written in.
//!
//! Every answer of a command is a value that tells itself (`model`, `answers`); a format
//! prints from that alone (`format`). Citations, calendars and pictures are for programs of
//! their own. What is shown is decided by the callers, and nothing here opens a stream.

mod answers;
mod calendar;
mod charts;
mod check;
mod citations;
mod events;
mod format;
mod model;
mod report;

pub use answers::{
    Agenda, AlternativeReport, AnalysisReport, BigramReport, CandidateMorpheme, CandidateReport,
    Candidates, CharRange, DocumentPage, Documents, EojeolReport, FailedQuery, HitsPage,
    MorphemeReport, NumberReport, OriginalText, Originals, PartReport, PublisherWorks, QueryReport,
    QueryWordReport, ReadQuery, ReadingReport, Related, StemReport, TermsReport, TermsSource,
    TokenReport, notes, publishers_table, rewritten_words, syntax_error_text, works_table,
};
pub use calendar::calendar;
pub use charts::{TrendChart, TrendSeries, trend_svg};
pub use check::check_text;
pub use citations::{
    CitationStyle, CitationWriter, CitedParts, Issued, UnknownCitationStyle, Work, WorkKind,
    citation_lines, works,
};
pub use events::{event_json, event_text};
pub use format::{Format, Links, Style, UnknownFormat, Unsuited, encoded_path, write_lines};
pub use model::{
    Answer, Cell, Column, Label, Line, Link, NEWEST_FORMAT_VERSION, OLDEST_FORMAT_VERSION, Object,
    Shape, Span, Table, cut, harmless_text, is_harmless, width_of,
};
pub use report::{failure_json, job_json, report_text};

// What the files about a run of the index job and a check still take.
mod json {
    pub(super) use super::model::{FORMAT_VERSION, write_line};
}
mod harmless {
    pub(super) use super::model::harmless_text;
}
mod style {
    pub(super) use super::format::Style;
    pub(super) enum Role {
        Plain,
    }
}
mod text {
    use std::io::{self, Write};
    pub(super) fn write_lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}
mod wrap {
    use super::format::Style;
    use super::model::Line;
    use super::style::Role;
    use std::ops::Range;
    pub(super) fn wrapped(
        text: &str,
        _: &[Range<usize>],
        _: Role,
        first: &str,
        rest: &str,
        style: &Style,
    ) -> Vec<String> {
        let lines = Line::plain(text).wrapped(first, rest, style.width_cells);
        lines.iter().map(Line::text).collect()
    }
}
