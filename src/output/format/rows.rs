//! Hits and documents as flat rows, and cells that a spreadsheet cannot misread.
//!
//! Defines what CSV and TSV share. How records are written is theirs.

use super::super::facets;
use super::super::harmless::harmless_text;
use super::super::json;
use super::super::table::{Cell, Column, Table};
use super::super::text;
use super::DocumentPage;
use crate::document::{Document, Event, steers};
use crate::search::{Hit, Hits};

/// What tells a spreadsheet that a file is UTF-8.
pub(super) const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// What begins a formula in a spreadsheet, the full-width forms among them, which some
/// take for the plain ones.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell on one line. Line ends and tabs become spaces, and a text that a spreadsheet
/// could take for a formula gets an apostrophe in front; numbers and dates are ours.
pub(super) fn flat(cell: &Cell) -> String {
    let text = harmless_text(&cell.plain());
    if cell.is_text() && begins_formula(&cell.plain()) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether a spreadsheet could take `text` for a formula. What is passed over in front
/// of one, white space or what does not show, is passed over here too.
fn begins_formula(text: &str) -> bool {
    let begins_odd = text.starts_with(['\t', '\r', '\n']);
    let is_blank = |c: char| {
        c.is_whitespace() || steers(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    begins_odd || text.trim_start_matches(is_blank).starts_with(FORMULA_SIGNS)
}

/// A row for each hit of a page, or for each count where hits are counted by something:
/// rows of one file are of one kind.
pub(super) fn hit_or_count_rows(hits: &Hits) -> Table {
    if hits.facets.is_empty() {
        hit_rows(hits)
    } else {
        facets::table(&hits.facets)
    }
}

fn hit_rows(hits: &Hits) -> Table {
    let columns = [
        ("rank", "순위"),
        ("score", "점수"),
        ("id", "ID"),
        ("kind", "종류"),
        ("issue", "호"),
        ("date", "날짜"),
        ("title", "제목"),
        ("snippets", "본문"),
        ("citations", "출처"),
        ("urls", "주소"),
        ("missing", "없는 낱말"),
        ("file", "파일"),
        ("line", "줄"),
    ];
    Table {
        name: "hits",
        columns: columns.map(column).to_vec(),
        rows: hits.hits.iter().map(hit_row).collect(),
    }
}

fn column((name, label): (&'static str, &'static str)) -> Column {
    Column { name, label }
}

fn hit_row(hit: &Hit) -> Vec<Cell> {
    let document = &hit.document;
    let snippets = hit.snippets.iter();
    let citations = document.citations();
    let urls = citations.iter().filter_map(|citation| citation.url.clone());
    vec![
        Cell::Count(hit.rank as u64),
        Cell::Figure(json::score(hit.score)),
        Cell::Text(document.id().to_string()),
        Cell::Text(document.kind().as_str().to_owned()),
        Cell::Text(document.issue().to_owned()),
        document.date().into(),
        Cell::Text(document.title().to_owned()),
        Cell::Texts(snippets.map(|snippet| snippet.text.clone()).collect()),
        Cell::Texts(citations.iter().map(text::cited).collect()),
        Cell::Texts(urls.collect()),
        Cell::Texts(hit.missing.clone()),
        Cell::Text(document.source().file.clone()),
        Cell::Count(document.source().line.into()),
    ]
}

/// A row for each part of each document, in order, with the part's line in the digest
/// file.
pub(super) fn document_rows(pages: &[DocumentPage<'_>]) -> Table {
    let columns = [
        ("id", "ID"),
        ("part", "부분"),
        ("text", "글"),
        ("file", "파일"),
        ("line", "줄"),
    ];
    Table {
        name: "parts",
        columns: columns.map(column).to_vec(),
        rows: pages.iter().flat_map(|page| parts(page.document)).collect(),
    }
}

fn parts(document: &Document) -> Vec<Vec<Cell>> {
    let source = document.source();
    let mut rows = Vec::new();
    let mut add = |part: &str, text: &str, line: u32| {
        rows.push(vec![
            Cell::Text(document.id().to_string()),
            Cell::Text(part.to_owned()),
            Cell::Text(text.to_owned()),
            Cell::Text(source.file.clone()),
            Cell::Count(line.into()),
        ]);
    };
    add("title", document.title(), source.line);
    if let Some(date) = document.date() {
        add("date", &date.to_string(), source.line);
    }
    match document {
        Document::Article(article) => {
            for block in &article.summary {
                add("summary", &block.text, block.line);
            }
            for block in &article.body {
                add(block.kind.as_str(), &block.text, block.line);
            }
            for citation in &article.citations {
                add("citation", &text::cited(citation), citation.line);
            }
        }
        Document::Event(event) => {
            for block in &event.description {
                add("description", &block.text, block.line);
            }
            for (part, text) in event_parts(event) {
                add(part, &text, source.line);
            }
        }
    }
    rows
}

/// What is known of an event beside its name and description.
fn event_parts(event: &Event) -> Vec<(&'static str, String)> {
    let day = |date: Option<crate::document::Date>| date.map(|date| date.to_string());
    let parts = [
        ("first_day", day(event.first_day)),
        ("last_day", day(event.last_day)),
        ("period", Some(event.period.clone())),
        ("place", Some(event.place.clone())),
        ("homepage", event.homepage.clone()),
    ];
    let known = parts
        .into_iter()
        .map(|(part, text)| (part, text.unwrap_or_default()));
    known.filter(|(_, text)| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        flat(&Cell::Text(text.to_owned()))
    }

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1",
            "+82-2",
            "-규제",
            "@SUM(A1)",
            "＝1+1",
            "  =1+1",
            "\u{3000}=1+1",
            "\u{a0}-1",
            "\u{200b}=1",
            "\u{feff}=1",
        ] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("\t=1"), "' =1");
        assert_eq!(text("\r\n=1"), "'  =1");
        assert_eq!(text("\t레드팀"), "' 레드팀");
        assert_eq!(text("레드팀 = 1"), "레드팀 = 1");
        assert_eq!(text("(-1)"), "(-1)");
        let several = Cell::Texts(vec!["=1".to_owned(), "=2".to_owned()]);
        assert_eq!(flat(&several), "'=1; =2");
    }

    #[test]
    fn numbers_of_ours_stay_numbers() {
        assert_eq!(flat(&Cell::Figure(-0.5)), "-0.5");
        assert_eq!(flat(&Cell::Count(3)), "3");
        assert_eq!(flat(&Cell::Unknown), "");
    }

    #[test]
    fn a_cell_is_one_line_without_tabs() {
        assert_eq!(
            text("가\t나\r\n다\u{2028}라\u{1b}[1m"),
            "가 나  다 라\u{fffd}[1m"
        );
    }
}
