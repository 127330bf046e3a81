//! What the analyzer did with a text: the answer of `digest analyze`, as JSON and text.

mod lines;
mod report;

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Line, Object, Page, Table};
use crate::language::{labels::columns, labels::tables};
use lines::Sheet;
pub use report::{
    AlternativeReport, AnalysisReport, BigramReport, CharRange, EojeolReport, MorphemeReport,
    NumberReport, PartReport, QueryReport, QueryWordReport, ReadingReport, StemReport, TermsReport,
    TermsSource, TokenReport,
};

impl Answer for AnalysisReport {
    /// The tokens.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.tokens.iter().map(|token| {
            vec![
                Cell::Text(token.text.clone()),
                Cell::Count(token.range.0 as u64),
                Cell::Count(token.range.1 as u64),
                Cell::Text(token.role.to_owned()),
                Cell::Text(token.known.to_string()),
            ]
        });
        let table = Table::new(tables::TOKENS, TOKENS, rows.collect());
        Some(Cow::Owned(table))
    }

    fn title(&self) -> String {
        self.text.clone()
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn items(&self) -> Vec<Object<'_>> {
        self.objects()
    }

    /// The morphemes and tokens in columns, then the rest.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        Sheet::of(self, width_cells)
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

const TOKENS: &[Column] = &[
    Column::new("text", columns::TOKEN),
    Column::new("start", columns::START),
    Column::new("end", columns::LAST_TOKEN),
    Column::new("role", columns::ROLE),
    Column::new("known", columns::IN_DICTIONARY),
];
