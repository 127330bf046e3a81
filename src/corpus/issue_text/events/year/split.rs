//! The words of a row of a year's table, told apart by what they look like.

use super::row::Word;
use crate::corpus::characters::is_hangul;
use crate::corpus::issue_text::period;

/// A column right of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Place,
    Homepage,
}

impl Column {
    pub(super) const ALL: [Column; 3] = [Column::Name, Column::Place, Column::Homepage];
}

/// A row's words by their columns.
#[derive(Default, Clone)]
pub(super) struct Cells<'l, 'a> {
    pub name: Vec<Word<'l, 'a>>,
    pub place: Vec<Word<'l, 'a>>,
    pub homepage: Vec<Word<'l, 'a>>,
}

impl<'l, 'a> Cells<'l, 'a> {
    pub(super) fn column(&self, column: Column) -> &[Word<'l, 'a>] {
        match column {
            Column::Name => &self.name,
            Column::Place => &self.place,
            Column::Homepage => &self.homepage,
        }
    }

    pub(super) fn column_mut(&mut self, column: Column) -> &mut Vec<Word<'l, 'a>> {
        match column {
            Column::Name => &mut self.name,
            Column::Place => &mut self.place,
            Column::Homepage => &mut self.homepage,
        }
    }

    /// Whether a cell is empty.
    pub(super) fn lacks_any(&self) -> bool {
        Column::ALL
            .iter()
            .any(|&column| self.column(column).is_empty())
    }

    /// Twice the height of a cell's middle.
    pub(super) fn height(&self, column: Column) -> Option<usize> {
        let words = self.column(column);
        Some(words.first()?.y + words.last()?.y)
    }
}

/// Name, place and homepage in a row's words.
pub(super) fn split<'l, 'a>(words: &[Word<'l, 'a>]) -> Cells<'l, 'a> {
    let site = words.iter().rposition(|word| is_site(word.text));
    // What is not settled yet stands in the homepage's place.
    let last = words.len().saturating_sub(1);
    let unsettled = (last > 0 && words.last().is_some_and(is_unsettled)).then_some(last);
    let homepage = site.or(unsettled).unwrap_or(words.len());
    let (text, homepage) = words.split_at_checked(homepage).unwrap_or((words, &[]));
    let (name, place) = text
        .split_at_checked(place_start(text))
        .unwrap_or((text, &[]));
    Cells {
        name: name.to_vec(),
        place: place.to_vec(),
        homepage: homepage.to_vec(),
    }
}

/// Whether a word tells that something is not settled.
pub(super) fn is_unsettled(word: &Word<'_, '_>) -> bool {
    word.text == "-" || period::is_unsettled(word.text)
}

/// Whether words are a place and nothing else.
pub(super) fn is_place(words: &[Word<'_, '_>]) -> bool {
    let is_bracketed = words.first().is_some_and(|word| word.text.starts_with('('))
        && words.last().is_some_and(|word| word.text.ends_with(')'))
        && words.iter().all(|word| word.text.chars().any(is_hangul));
    is_bracketed || !words.is_empty() && place_start(words) == 0
}

/// A place has no more words behind its comma.
const MOST_CITY_WORDS: usize = 3;

/// Where the place starts that ends a row's words: `country, city`, or one word of Hangul,
/// and what stands in brackets behind it.
fn place_start(words: &[Word<'_, '_>]) -> usize {
    let mut end = words.len();
    let word = |at: usize| words.get(at).map_or("", |word| word.text);
    if end > 1 && word(end - 1).ends_with(')') {
        let opening = (1..end).rev().find(|&at| word(at).starts_with('('));
        end = opening.unwrap_or(end);
    }
    let is_korean = |at: usize| word(at).chars().all(|c| is_hangul(c) || c == ',');
    let comma = (end.saturating_sub(MOST_CITY_WORDS + 1)..end.saturating_sub(1))
        .rev()
        .find(|&at| word(at).ends_with(','));
    // A comma may stand apart from its word.
    let comma = comma.map(|at| at - usize::from(at > 0 && word(at) == ","));
    match comma {
        Some(at) if (at..end).all(is_korean) => at,
        // A hall's name may be in other letters: `서울, COEX`.
        Some(at) if is_korean(at) && at + 2 == end && is_latin_word(word(at + 1)) => at,
        _ if end > 0 && is_korean(end - 1) => end - 1,
        _ => words.len(),
    }
}

fn is_latin_word(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a word among these starts a web address.
pub(super) fn has_site(words: &[Word<'_, '_>]) -> bool {
    words.iter().any(|word| is_site(word.text))
}

/// Whether a word starts a web address, with or without what names its protocol.
pub(super) fn is_site(word: &str) -> bool {
    let bare = word.split_once("://").map_or(word, |(_, bare)| bare);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((name, top)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    name.len() >= 2
        && name.chars().all(is_label)
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_lowercase())
}
