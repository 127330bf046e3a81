//! What speaks for pieces as the titles of a newsletter's articles.

use super::labels;
use super::piece::{Piece, PieceKind};
use super::records;
use super::role::Role;
use super::signs::{self, number_bytes};
use super::sources;
use super::titles::{has_rest, level, strong_title, title_link};

/// So much must speak for a newsletter.
const LEAST_SCORE: i32 = 4;
/// A title of so many characters says something; a shorter one names a part.
const LONG_TITLE_CHARS: usize = 14;
const SHORT_TITLE_CHARS: usize = 10;
/// A line in bold letters is a title up to this length.
const MOST_TITLE_CHARS: usize = 160;

/// A document whose titles are looked for.
pub(super) struct View<'a> {
    pub pieces: &'a [Piece],
    pub roles: &'a [Role],
    pub whole_title: Option<usize>,
    pub base_score: i32,
}

impl View<'_> {
    /// The pieces that are titles, if it is a newsletter.
    pub(super) fn titles(&self) -> Option<Vec<usize>> {
        let records = records::rows(self.pieces).into_iter();
        let records = records.map(|(at, _)| at).collect();
        let mut sets = vec![self.strong_lines(), records, self.linked_items()];
        let mut levels: Vec<u8> = self.pieces.iter().filter_map(level).collect();
        levels.sort_unstable();
        levels.dedup();
        for wanted in levels.into_iter().rev() {
            sets.push(self.all(|piece| level(piece) == Some(wanted)));
        }
        let mut best: Option<(i32, Vec<usize>)> = None;
        for set in sets {
            let set: Vec<usize> = set
                .into_iter()
                .filter(|&at| Some(at) != self.whole_title)
                .collect();
            let score = self.score(&set);
            if score >= LEAST_SCORE && best.as_ref().is_none_or(|(best, _)| score > *best) {
                best = Some((score, set));
            }
        }
        best.map(|(_, set)| set)
    }

    fn all(&self, is_such: impl Fn(&Piece) -> bool) -> Vec<usize> {
        let pieces = self.pieces.iter().enumerate();
        pieces
            .filter(|(_, piece)| is_such(piece))
            .map(|(at, _)| at)
            .collect()
    }

    fn strong_lines(&self) -> Vec<usize> {
        let lines = self.all(|piece| {
            let kind = matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item(0));
            let title = strong_title(piece);
            let bare = title.get(number_bytes(title)..).unwrap_or_default();
            kind && signs::sign_of(&piece.text).is_none()
                && (6..=MOST_TITLE_CHARS).contains(&bare.chars().count())
                && !bare.ends_with([':', '：'])
                && labels::label_bytes(bare) == 0
        });
        // What nothing follows is no title.
        let has_text = |at: &usize| {
            if self.pieces.get(*at).is_some_and(|piece| !piece.is_strong) {
                return true;
            }
            let next = self.pieces.get(at + 1);
            next.is_some_and(|next| level(next).is_none() && !next.is_strong)
        };
        lines.into_iter().filter(has_text).collect()
    }

    /// Items of lists and rows of tables that are little but a link, where they are most of
    /// the text.
    fn linked_items(&self) -> Vec<usize> {
        let mut is_reference = false;
        let mut items = Vec::new();
        let mut others = 0;
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece.kind {
                PieceKind::Heading(_) => is_reference = labels::is_reference_heading(&piece.text),
                PieceKind::Item(0) | PieceKind::Row if !is_reference => {
                    if title_link(piece).is_some() {
                        items.push(at);
                    } else if piece.kind != PieceKind::Row {
                        others += 1;
                    }
                }
                PieceKind::Paragraph if self.roles.get(at) == Some(&Role::Text) => others += 1,
                _ => {}
            }
        }
        if items.len() < 2 || others > items.len() {
            return Vec::new();
        }
        items
    }

    /// How much speaks for these pieces as titles of articles.
    fn score(&self, set: &[usize]) -> i32 {
        let is_member = |at: usize| set.binary_search(&at).is_ok();
        let (mut filled, mut cited, mut numbered, mut run_in) = (0usize, 0usize, 0usize, 0usize);
        let mut lengths = Vec::new();
        for &at in set {
            let Some(title) = self.pieces.get(at) else {
                continue;
            };
            let content = (at + 1..self.pieces.len())
                .take_while(|&next| !is_member(next))
                .map_while(|next| self.pieces.get(next).map(|piece| (next, piece)))
                .take_while(|(_, piece)| level(piece).is_none());
            let content: Vec<&Piece> = content
                .filter(|(next, _)| self.roles.get(*next) == Some(&Role::Text))
                .map(|(_, piece)| piece)
                .collect();
            let is_item = matches!(title.kind, PieceKind::Item(_) | PieceKind::Row);
            let leads_text = is_item && title_link(title).is_some()
                || has_rest(title)
                || title.kind == PieceKind::Row;
            if content.is_empty() && !leads_text {
                continue;
            }
            filled += 1;
            let has_source = |piece: &&Piece| sources::names_a_source(piece);
            cited += usize::from(has_source(&title) || content.iter().any(has_source));
            let words = if has_rest(title) {
                strong_title(title)
            } else {
                &title.text
            };
            run_in += usize::from(has_rest(title));
            let number = number_bytes(words);
            numbered += usize::from(number > 0);
            lengths.push(words.get(number..).unwrap_or_default().chars().count());
        }
        if filled == 0 || filled * 3 < set.len() {
            return 0;
        }
        lengths.sort_unstable();
        let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let length = match middle {
            middle if middle >= LONG_TITLE_CHARS => 1,
            middle if middle < SHORT_TITLE_CHARS => -2,
            _ => 0,
        };
        let sources = match cited {
            0 => 0,
            cited if cited * 2 >= filled => 2,
            _ => 1,
        };
        let is_numbered = numbered * 2 > filled && length >= 0;
        let few = if filled == 1 { -2 } else { 0 };
        // Text goes on behind the titles, as it does behind words that a memo lays weight on.
        let run_in = -i32::from(run_in * 2 > filled);
        self.base_score
            + sources
            + length
            + few
            + run_in
            + i32::from(is_numbered)
            + 2 * i32::from(self.stands_in_sections(set))
    }

    /// Whether a heading that has no text of its own stands before a member.
    fn stands_in_sections(&self, set: &[usize]) -> bool {
        set.iter().any(|&at| {
            let before = at.checked_sub(1);
            before.is_some_and(|before| {
                Some(before) != self.whole_title
                    && set.binary_search(&before).is_err()
                    && self
                        .pieces
                        .get(before)
                        .is_some_and(|piece| level(piece).is_some())
            })
        })
    }
}
