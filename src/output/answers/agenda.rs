//! Events by their days: a few lines each for people, a row each elsewhere.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Label, Line, Table};
use super::dated::{DATED_COLUMNS, Dated};
use super::document::days;
use crate::document::Event;

/// Events in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda(pub Vec<Event>);

impl Answer for Agenda {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().map(row).collect();
        Some(Cow::Owned(Table::new("events", &COLUMNS, rows)))
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
        lines.push(Line::of(Label::Faint, &format!("{}건", self.0.len())));
        lines
    }
}

const COLUMNS: [Column; 9] = [
    Column::new("id", "ID"),
    Column::new("first_day", "첫날"),
    Column::new("last_day", "끝날"),
    Column::new("name", "행사"),
    Column::new("place", "장소"),
    Column::new("homepage", "홈페이지"),
    Column::new("period", "기간"),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
];

fn row(event: &Event) -> Vec<Cell> {
    let text = |text: &str| Cell::optional(Some(text).filter(|text| !text.is_empty()));
    let dated = Dated::of_date(event.date());
    vec![
        Cell::Text(event.id.to_string()),
        event.first_day.into(),
        event.last_day.into(),
        Cell::Text(event.name.clone()),
        text(&event.place),
        Cell::optional(event.homepage.as_deref()),
        text(&event.period),
        Cell::optional(dated.known_date.as_deref()),
        Cell::optional(dated.date_precision),
    ]
}
