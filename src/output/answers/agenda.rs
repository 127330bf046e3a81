//! Events by their days: a few lines each for people, a row each elsewhere.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Label, Line, Table};
use super::dated::{DATED_COLUMNS, Dated};
use super::document::days;
use crate::document::Event;
use crate::language::{counts, labels::columns, labels::tables};

/// Events in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda(pub Vec<Event>);

impl Answer for Agenda {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().map(row).collect();
        Some(Cow::Owned(Table::new(tables::EVENTS, COLUMNS, rows)))
    }

    /// Name, days and place, id and homepage of each, then how many there are.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for event in &self.0 {
            let days = days(event);
            let homepage = event.homepage.as_deref().unwrap_or_default();
            for (label, indent, mut parts) in [
                (Label::Title, "", vec![event.name.as_str()]),
                (Label::Plain, "  ", vec![days.as_str(), &event.place]),
                (Label::Faint, "  ", vec![event.id.as_str(), homepage]),
            ] {
                parts.retain(|part| !part.is_empty());
                if !parts.is_empty() {
                    let line = Line::of(label, &parts.join(" · "));
                    lines.extend(line.wrapped(indent, indent, width_cells));
                }
            }
            lines.push(Line::default());
        }
        lines.push(Line::of(
            Label::Faint,
            counts::events(self.0.len() as u64).text(),
        ));
        lines
    }
}

const COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("first_day", columns::FIRST_DAY),
    Column::new("last_day", columns::LAST_DAY),
    Column::new("name", columns::EVENT),
    Column::new("place", columns::PLACE),
    Column::new("homepage", columns::HOMEPAGE),
    Column::new("period", columns::PERIOD),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
    // What hits and documents call the name.
    Column::new("title", columns::TITLE).for_programs(),
];

fn row(event: &Event) -> Vec<Cell> {
    let dated = Dated::of_date(event.date());
    vec![
        Cell::Text(event.id.to_string()),
        event.first_day.into(),
        event.last_day.into(),
        Cell::Text(event.name.clone()),
        Cell::Text(event.place.clone()),
        Cell::optional(event.homepage.as_deref()),
        Cell::Text(event.period.clone()),
        Cell::optional(dated.known_date.as_deref()),
        Cell::optional(dated.date_precision),
        Cell::Text(event.name.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, SourcePlace};

    #[test]
    fn what_is_not_printed_is_an_empty_text() {
        let event = Event {
            id: DocumentId::event("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            name: "행사".to_owned(),
            first_day: None,
            last_day: None,
            around: None,
            period: String::new(),
            place: String::new(),
            homepage: None,
            description: Vec::new(),
            source: SourcePlace {
                file: "2024-05.txt".to_owned(),
                line: 1,
                pages: None,
            },
        };
        let row = row(&event);
        for (column, cell) in COLUMNS.iter().zip(&row) {
            let is_text = matches!(column.name, "id" | "name" | "title" | "place" | "period");
            assert_eq!(is_text, matches!(cell, Cell::Text(_)), "{}", column.name);
        }
    }
}
