//! Tables whose rows are articles: a column of titles, and others of publishers and days.

use super::piece::{Piece, PieceKind};
use super::sources;
use crate::corpus::characters::{is_space, trim};
use crate::corpus::date_text::first_date;
use crate::document::Citation;

/// What the columns of a table hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    title: usize,
    publisher: Option<usize>,
    date: Option<usize>,
    count: usize,
}

const TITLES: [&str; 7] = [
    "제목",
    "기사제목",
    "기사",
    "헤드라인",
    "title",
    "headline",
    "뉴스",
];
const PUBLISHERS: [&str; 8] = [
    "매체",
    "언론사",
    "출처",
    "발행처",
    "매체명",
    "source",
    "publisher",
    "press",
];
const DATES: [&str; 6] = ["날짜", "일자", "발행일", "게시일", "date", "published"];

/// The columns of a table of articles, by the row of their names.
pub(super) fn columns(head: &Piece) -> Option<Columns> {
    if head.kind != PieceKind::Row || !head.links.is_empty() {
        return None;
    }
    let names: Vec<String> = cells(head).map(dense).collect();
    let of = |words: &[&str]| names.iter().position(|name| words.contains(&name.as_str()));
    Some(Columns {
        title: of(&TITLES)?,
        publisher: of(&PUBLISHERS),
        date: of(&DATES),
        count: names.len(),
    })
}

fn dense(text: &str) -> String {
    let letters = text.chars().filter(|&c| !is_space(c));
    letters.collect::<String>().to_lowercase()
}

fn cells(row: &Piece) -> impl Iterator<Item = &str> {
    row.text.split(" | ").map(trim)
}

/// Where the rows of articles stand, each with the columns of its table.
pub(super) fn rows(pieces: &[Piece]) -> Vec<(usize, Columns)> {
    let mut found = Vec::new();
    let mut table: Option<Columns> = None;
    for (at, piece) in pieces.iter().enumerate() {
        match table.filter(|table| piece.kind == PieceKind::Row && table.fits(piece)) {
            Some(table) => found.push((at, table)),
            None => table = columns(piece),
        }
    }
    found
}

impl Columns {
    fn fits(&self, row: &Piece) -> bool {
        let title = self.title(row);
        cells(row).count() == self.count && title.chars().count() >= 4
    }

    /// The title of a row's article.
    pub(super) fn title<'p>(&self, row: &'p Piece) -> &'p str {
        cells(row).nth(self.title).unwrap_or_default()
    }

    /// The source of a row's article.
    pub(super) fn citation(&self, row: &Piece) -> Option<Citation> {
        let cell = |column: Option<usize>| column.and_then(|column| cells(row).nth(column));
        let publisher = cell(self.publisher).unwrap_or_default();
        let date = cell(self.date).and_then(first_date);
        let link = sources::links(row)
            .into_iter()
            .find(|link| sources::is_work(&link.url));
        let url = link.map(|link| link.url);
        if publisher.is_empty() && url.is_none() {
            return None;
        }
        let title = self.title(row);
        let day = date.map(|date| date.to_string()).unwrap_or_default();
        let parts = [publisher, title, &day, url.as_deref().unwrap_or_default()];
        let printed: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Citation {
            publisher: publisher.to_owned(),
            title: title.to_owned(),
            date,
            printed: printed.join(", "),
            url,
            line: row.line,
        })
    }
}
