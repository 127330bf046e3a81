//! Articles like one, each with the words that are the reason.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Label, Line, Table};
use super::dated::{DATED_COLUMNS, dated_cells, shown_date};
use crate::language::{labels::columns, labels::parts, labels::tables, messages};
use crate::search::RelatedArticle;

/// Articles like one, in the order given.
#[derive(Debug, Clone)]
pub struct Related(pub Vec<RelatedArticle>);

impl Answer for Related {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().map(row).collect();
        Some(Cow::Owned(Table::new(tables::RELATED, COLUMNS, rows)))
    }

    /// Title, id and date, and the shared words of each.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for (place, article) in self.0.iter().enumerate() {
            let document = &article.document;
            let first = format!("{}. ", place + 1);
            let indent = " ".repeat(first.len());
            let mut about = document.id().to_string();
            if let Some(date) = shown_date(document) {
                about.push_str(&format!(" · {date}"));
            }
            let percent = percent_of(article.similarity);
            about.push_str(messages::output::similarity(&percent).text());
            let words = format!("{}: {}", parts::SHARED_WORDS, article.words.join(", "));
            if place > 0 {
                lines.push(Line::default());
            }
            for (label, first, text) in [
                (Label::Title, &first, document.title()),
                (Label::Faint, &indent, &about),
                (Label::Plain, &indent, &words),
            ] {
                lines.extend(Line::of(label, text).wrapped(first, &indent, width_cells));
            }
        }
        lines
    }
}

const COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("date", columns::DATE),
    Column::new("title", columns::TITLE),
    Column::new("similarity_percent", columns::SIMILARITY),
    Column::new("words", columns::SHARED_WORDS),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
    DATED_COLUMNS[2],
];

fn row(article: &RelatedArticle) -> Vec<Cell> {
    let document = &article.document;
    let mut row = vec![
        Cell::Text(document.id().to_string()),
        document.dated().into(),
        Cell::Text(document.title().to_owned()),
        Cell::Count(u64::from(percent_of(article.similarity))),
        Cell::Texts(article.words.clone()),
    ];
    row.extend(dated_cells(document));
    row
}

/// A similarity in whole percent.
fn percent_of(similarity: f32) -> u8 {
    (similarity * 100.0).round().clamp(0.0, 100.0) as u8
}
