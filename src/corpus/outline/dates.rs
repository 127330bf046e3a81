//! The day that a document gives itself in a line of its text.

use super::labels;
use super::piece::{Piece, PieceKind};
use super::sources;
use crate::corpus::characters::is_space;
use crate::corpus::date_text::{find_dates, first_date};
use crate::corpus::issue_name::day_within;
use crate::document::PartialDate;

/// A line that dates a document stands among its first.
const FIRST_PIECES: usize = 16;
/// A line that holds little but a date is no longer than this.
const MOST_CHARS: usize = 60;

/// Words before the day of a document.
const LABELS: [&str; 16] = [
    "보도시점",
    "보도일시",
    "보도일",
    "배포일시",
    "배포",
    "작성일",
    "작성",
    "게시일",
    "등록일",
    "발행일",
    "발행",
    "입력",
    "일자",
    "날짜",
    "date",
    "published",
];

/// The day that a title names: `데일리 20260315`, `브리핑 (2026년 3월 15일)`.
pub(super) fn of_title(text: &str) -> Option<PartialDate> {
    first_date(text).or_else(|| day_within(text))
}

/// The day in the first lines that are little but a date.
pub(super) fn told(pieces: &[Piece]) -> Option<PartialDate> {
    pieces.iter().take(FIRST_PIECES).find_map(|piece| {
        if piece.day.is_some() {
            return piece.day;
        }
        if labels::label_bytes(&piece.text) > 0 {
            return None;
        }
        let dense: String = piece.text.chars().filter(|&c| !is_space(c)).collect();
        let lower = dense.to_lowercase();
        let is_labelled = LABELS.iter().any(|label| lower.contains(label));
        let is_heading = matches!(piece.kind, PieceKind::Heading(_));
        if is_heading
            && piece.text.chars().count() <= MOST_CHARS
            && let Some(day) = of_title(&piece.text)
        {
            return Some(day);
        }
        let date = find_dates(&piece.text)
            .into_iter()
            .find(|date| date.date.is_some())?;
        let around = piece
            .text
            .get(..date.start)
            .into_iter()
            .chain(piece.text.get(date.end..));
        let rest: usize = around.map(|text| text.chars().count()).sum();
        (is_labelled && piece.text.chars().count() <= 2 * MOST_CHARS || rest <= 20)
            .then_some(date.date)
            .flatten()
    })
}

/// The day of a line that is little but a day and a name.
pub(super) fn of_line(piece: &Piece) -> Option<PartialDate> {
    if piece.day.is_some() {
        return piece.day;
    }
    let is_line = matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item(_));
    if !is_line || piece.text.chars().count() > MOST_CHARS || !piece.links.is_empty() {
        return None;
    }
    let dates = find_dates(&piece.text);
    let day = dates.iter().find_map(|date| date.date)?;
    sources::publisher_in(&piece.text, &dates).map(|_| day)
}
