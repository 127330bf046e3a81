//! Rows of one kind: what a command that lists things shows.
//!
//! Defines the table as a value. How it looks in each format is `format`'s.

use super::json::to_four_places;
use crate::document::Date;

/// Rows with named columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the rows are, as the field of the JSON object that holds them: `issues`.
    pub name: &'static str,
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
    pub label: &'static str,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known: null in JSON, empty elsewhere.
    Unknown,
    /// A text.
    Text(String),
    /// Several texts: an array in JSON, joined by `; ` elsewhere.
    Texts(Vec<String>),
    /// A count, shown to the right.
    Count(u64),
    /// A figure with up to four places, such as a score, shown to the right.
    Figure(f64),
    /// A day, ISO 8601.
    Date(Date),
}

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::Unknown, Cell::Date)
    }
}

impl Cell {
    /// A text that may be missing.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Cell::Unknown, |text| Cell::Text(text.to_owned()))
    }

    /// The cell as one text, as every format but JSON has it; empty where nothing is
    /// known.
    pub(super) fn plain(&self) -> String {
        match self {
            Cell::Unknown => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Texts(texts) => texts.join("; "),
            Cell::Count(count) => count.to_string(),
            Cell::Figure(figure) => to_four_places(*figure).to_string(),
            Cell::Date(date) => date.to_string(),
        }
    }

    /// Whether it holds text that a digest file may have written, and not a number or a
    /// date of ours.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Cell::Text(_) | Cell::Texts(_))
    }

    /// Whether it is a number, which stands to the right.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Cell::Count(_) | Cell::Figure(_))
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::Format;
    use super::super::style::Style;
    use super::*;

    fn shown(format: Format) -> String {
        let column = |(name, label)| Column { name, label };
        let table = Table {
            name: "papers",
            columns: [
                ("title", "제목"),
                ("tags", "표"),
                ("cited", "인용"),
                ("score", "점수"),
            ]
            .map(column)
            .into_iter()
            .chain([column(("date", "날짜"))])
            .collect(),
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
        format
            .renderer(style, false)
            .table(&mut out, &table)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_comes_in_every_format() {
        assert_eq!(
            shown(Format::Text),
            "제목         표      인용     점수  날짜\n\
             =레드팀|<b>  가; 나    12  -0.1235  2024-04-11\n                        3\n"
        );
        assert_eq!(
            shown(Format::Json),
            "{\"format_version\":1,\"papers\":[{\"title\":\"=레드팀|<b>\",\"tags\":[\"가\",\"나\"],\
             \"cited\":12,\"score\":-0.1235,\"date\":\"2024-04-11\"},{\"title\":null,\"tags\":[],\
             \"cited\":3,\"score\":null,\"date\":null}]}\n"
        );
        assert_eq!(
            shown(Format::JsonLines),
            "{\"format_version\":1,\"title\":\"=레드팀|<b>\",\"tags\":[\"가\",\"나\"],\
             \"cited\":12,\"score\":-0.1235,\"date\":\"2024-04-11\"}\n\
             {\"format_version\":1,\"title\":null,\"tags\":[],\"cited\":3,\"score\":null,\"date\":null}\n"
        );
        assert_eq!(
            shown(Format::Csv),
            "title,tags,cited,score,date\r\n'=레드팀|<b>,가; 나,12,-0.1235,2024-04-11\r\n,,3,,\r\n"
        );
        assert_eq!(
            shown(Format::Tsv),
            "title\ttags\tcited\tscore\tdate\n'=레드팀|<b>\t가; 나\t12\t-0.1235\t2024-04-11\n\t\t3\t\t\n"
        );
        assert_eq!(
            shown(Format::Markdown),
            "| 제목 | 표 | 인용 | 점수 | 날짜 |\n| --- | --- | ---: | ---: | --- |\n\
             | \\=레드팀\\|\\<b\\> | 가; 나 | 12 | -0.1235 | 2024-04-11 |\n|  |  | 3 |  |  |\n"
        );
        let html = shown(Format::Html);
        assert!(html.contains("<th class=\"number\">인용</th>"), "{html}");
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
