//! Rows of one kind: what a command that lists things shows.
//!
//! Defines the table as a value, its objects; its lines are `columns`'s. How it looks in other formats
//! is `format`'s.

use std::rc::Rc;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::json::{Object, to_four_places};
use crate::document::{Date, DateOrigin, PartialDate};
use crate::language::labels::parts;
use crate::language::{Message, Name, in_english};

/// Rows with named columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the rows are: in English the field of the JSON object that holds them, `issues`.
    pub name: Name,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: the field in JSON, the header in CSV.
    pub name: &'static str,
    /// Its heading for people.
    pub label: Name,
    /// Whether lines of text have it.
    shown: Shown,
    /// Whether its texts are dates of the program's own.
    has_dates: bool,
}

/// Whether people see a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Always,
    /// Where something stands in it.
    Filled,
    /// Other columns tell the same.
    Never,
}

impl Column {
    /// A column.
    pub const fn new(name: &'static str, label: Name) -> Self {
        Column {
            name,
            label,
            shown: Shown::Always,
            has_dates: false,
        }
    }

    /// The column, whose texts are dates, as exactly as they are known.
    #[must_use]
    pub const fn of_dates(self) -> Self {
        Column {
            has_dates: true,
            ..self
        }
    }

    /// Whether its texts are dates of the program's own.
    pub(in crate::output) const fn has_dates(&self) -> bool {
        self.has_dates
    }

    /// The column, which people see only where something stands in it.
    #[must_use]
    pub const fn where_filled(self) -> Self {
        Column {
            shown: Shown::Filled,
            ..self
        }
    }

    /// The column, which people do not see: the others tell the same.
    #[must_use]
    pub const fn for_programs(self) -> Self {
        Column {
            shown: Shown::Never,
            ..self
        }
    }
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known: null in JSON, empty elsewhere.
    Unknown,
    /// A text.
    Text(String),
    /// A word of ours, by which programs know it and as people read it.
    Word(&'static str, Name),
    /// A message. Programs get it in English.
    Message(Message),
    /// Several messages: an array in JSON, joined by `; ` elsewhere.
    Messages(Vec<Message>),
    /// Several texts: an array in JSON, joined by `; ` elsewhere.
    Texts(Vec<String>),
    /// A count, shown to the right.
    Count(u64),
    /// A figure with up to four places, such as a score, shown to the right.
    Figure(f64),
    /// A day, ISO 8601.
    Date(Date),
    /// A date as exactly as it is known, with what it was taken from. For programs it is a day
    /// or unknown: other columns tell them the rest.
    Known(PartialDate, DateOrigin),
}

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::Unknown, Cell::Date)
    }
}

impl From<Option<(PartialDate, DateOrigin)>> for Cell {
    fn from(dated: Option<(PartialDate, DateOrigin)>) -> Self {
        dated.map_or(Cell::Unknown, |(date, origin)| Cell::Known(date, origin))
    }
}

impl Cell {
    /// A text that may be missing.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Cell::Unknown, |text| Cell::Text(text.to_owned()))
    }

    /// The cell as one text, as every format has it that people read; empty where nothing
    /// is known.
    pub(in crate::output) fn plain(&self) -> String {
        match self {
            Cell::Unknown => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Word(_, name) => name.text().to_owned(),
            Cell::Message(message) => message.text().to_owned(),
            Cell::Messages(messages) => {
                let texts: Vec<&str> = messages.iter().map(Message::text).collect();
                texts.join("; ")
            }
            Cell::Texts(texts) => texts.join("; "),
            Cell::Count(count) => count.to_string(),
            Cell::Figure(figure) => to_four_places(*figure).to_string(),
            Cell::Date(date) => date.to_string(),
            // A list may have one in each row: a message would be made in both languages.
            Cell::Known(date, DateOrigin::Issue) => format!("{date} ({})", parts::OF_ISSUE),
            Cell::Known(date, _) => date.to_string(),
        }
    }

    /// The cell as one text for programs, which no language changes.
    pub(in crate::output) fn for_programs(&self) -> String {
        match self {
            Cell::Word(word, _) => (*word).to_owned(),
            cell => in_english(|| cell.plain()),
        }
    }

    /// Whether it holds text that a digest file may have written, and not a number or a
    /// date of ours.
    pub(in crate::output) fn is_text(&self) -> bool {
        matches!(
            self,
            Cell::Text(_) | Cell::Texts(_) | Cell::Message(_) | Cell::Messages(_)
        )
    }

    /// Whether it is a number, which stands to the right.
    pub(in crate::output) fn is_number(&self) -> bool {
        matches!(self, Cell::Count(_) | Cell::Figure(_))
    }
}

impl Table {
    /// A table of these rows.
    pub fn new(name: Name, columns: &[Column], rows: Vec<Vec<Cell>>) -> Self {
        Table {
            name,
            columns: columns.to_vec(),
            rows,
        }
    }

    /// The columns that people see, by their places.
    pub(super) fn shown_columns(&self) -> Vec<usize> {
        let is_filled = |place: usize| {
            let mut cells = self.rows.iter().map(|row| &row[place]);
            cells.any(|cell| !cell.plain().is_empty())
        };
        let columns = self.columns.iter().enumerate();
        let shown = columns.filter(|(place, column)| match column.shown {
            Shown::Always => true,
            Shown::Filled => is_filled(*place),
            Shown::Never => false,
        });
        shown.map(|(place, _)| place).collect()
    }
}

impl Table {
    /// It as an object with its rows in the field of its name.
    pub(super) fn into_object<'a>(self) -> Object<'a> {
        struct Rows(&'static str, Vec<Object<'static>>);
        impl Serialize for Rows {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(self.0, &self.1)?;
                map.end()
            }
        }
        Box::new(Rows(self.name.english(), self.into_items()))
    }

    /// Each row as an object with a field for each column, in their order.
    pub(in crate::output) fn into_items<'a>(self) -> Vec<Object<'a>> {
        struct Row(Rc<[Column]>, Vec<Cell>);
        impl Serialize for Row {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let entries = self.0.iter().zip(&self.1);
                serializer.collect_map(entries.map(|(column, cell)| (column.name, cell)))
            }
        }
        let columns: Rc<[Column]> = self.columns.into();
        let rows = self.rows.into_iter();
        let rows = rows.map(|cells| Box::new(Row(Rc::clone(&columns), cells)) as Object<'a>);
        rows.collect()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Unknown => serializer.serialize_unit(),
            Cell::Text(text) => text.serialize(serializer),
            Cell::Word(word, _) => word.serialize(serializer),
            Cell::Message(message) => message.serialize(serializer),
            Cell::Messages(messages) => messages.serialize(serializer),
            Cell::Texts(texts) => texts.serialize(serializer),
            Cell::Count(count) => count.serialize(serializer),
            Cell::Figure(figure) => to_four_places(*figure).serialize(serializer),
            Cell::Date(date) => serializer.collect_str(date),
            Cell::Known(date, _) => date.day().map(|day| day.to_string()).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::format::{Format, Style};
    use super::*;
    use crate::language::labels::columns;

    fn shown(format: &str) -> String {
        let table = Table {
            name: Name::same("papers"),
            columns: vec![
                Column::new("title", columns::TITLE),
                Column::new("tags", Name::same("표")),
                Column::new("cited", columns::CITATIONS),
                Column::new("score", columns::SCORE),
                Column::new("date", columns::DATE),
            ],
            rows: vec![
                vec![
                    Cell::Text("=레드팀|<b>".to_owned()),
                    Cell::Texts(vec!["가".to_owned(), "나".to_owned()]),
                    Cell::Count(12),
                    Cell::Figure(-0.123_456),
                    Date::new(2024, 4, 11).into(),
                ],
                vec![
                    Cell::optional(None),
                    Cell::Texts(Vec::new()),
                    Cell::Count(3),
                    Cell::Unknown,
                    Cell::Unknown,
                ],
            ],
        };
        let style = Style {
            width_cells: 80,
            ..Style::default()
        };
        let mut out = Vec::new();
        let format: Format = format.parse().unwrap();
        format.write(&mut out, &table, &style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_comes_in_every_format() {
        assert_eq!(
            shown("text"),
            "title        표      citations    score  date\n\
             =레드팀|<b>  가; 나         12  -0.1235  2024-04-11\n                             3\n"
        );
        assert_eq!(
            shown("json"),
            "{\"format_version\":1,\"papers\":[{\"title\":\"=레드팀|<b>\",\"tags\":[\"가\",\"나\"],\
             \"cited\":12,\"score\":-0.1235,\"date\":\"2024-04-11\"},{\"title\":null,\"tags\":[],\
             \"cited\":3,\"score\":null,\"date\":null}]}\n"
        );
        assert_eq!(
            shown("jsonl"),
            "{\"format_version\":1,\"title\":\"=레드팀|<b>\",\"tags\":[\"가\",\"나\"],\
             \"cited\":12,\"score\":-0.1235,\"date\":\"2024-04-11\"}\n\
             {\"format_version\":1,\"title\":null,\"tags\":[],\"cited\":3,\"score\":null,\"date\":null}\n"
        );
        assert_eq!(
            shown("csv"),
            "title,tags,cited,score,date\r\n'=레드팀|<b>,가; 나,12,-0.1235,2024-04-11\r\n,,3,,\r\n"
        );
        assert_eq!(
            shown("tsv"),
            "title\ttags\tcited\tscore\tdate\n'=레드팀|<b>\t가; 나\t12\t-0.1235\t2024-04-11\n\t\t3\t\t\n"
        );
        assert_eq!(
            shown("markdown"),
            "| title | 표 | citations | score | date |\n| --- | --- | ---: | ---: | --- |\n\
             | \\=레드팀\\|\\<b\\> | 가; 나 | 12 | -0.1235 | 2024-04-11 |\n|  |  | 3 |  |  |\n"
        );
        let html = shown("html");
        assert!(
            html.contains("<th class=\"number\">citations</th>"),
            "{html}"
        );
        assert!(
            html.contains("<td class=\"word\">=레드팀|&lt;b&gt;</td>"),
            "{html}"
        );
        assert!(html.contains("<td class=\"number\">-0.1235</td>"), "{html}");
        assert!(
            html.contains("<td class=\"date\">2024-04-11</td>"),
            "{html}"
        );
    }
}
