//! Pairs of neighbouring characters: matching that does not need the dictionary.
//!
//! Defines the characters that count, across spaces and hyphens, and the bigrams
//! made of them. What the dictionary cuts wrongly (new names, foreign words) is
//! found through these, however it is spaced.

use std::ops::Range;

use super::characters::{CharKind, is_point_in_number, is_thousands_comma, kind_of};
use super::normalization::{NormalChar, normalize};

/// Marks a bigram that stands where a run of characters begins. No normal form of
/// a counted character is this.
const RUN_START: char = '^';

/// A character that counts, in normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The character's normal form.
    pub value: char,
    /// The bytes of the original it stands for, on character boundaries.
    pub range: Range<usize>,
    /// Whether a run of one kind of characters begins here: after a space, a
    /// mark, or where Latin, digits and Hangul meet.
    pub starts_run: bool,
    /// Whether a separating mark stands before it. No match goes across one.
    pub starts_section: bool,
}

/// The characters of `text` that count, in order. Spaces and joiners (`-`) are
/// passed over, points between digits count; other marks part the text into sections.
pub fn units(text: &str) -> Vec<Unit> {
    let mut normal = Vec::new();
    normalize(text, &mut normal);
    let mut units: Vec<Unit> = Vec::with_capacity(normal.len());
    for_each_unit(&normal, |unit| units.push(unit));
    units
}

/// Calls `sink` with the units of a text in normal form, in order.
fn for_each_unit(normal: &[NormalChar], mut sink: impl FnMut(Unit)) {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let mut run: Option<CharKind> = None;
    let mut section_broken = true;
    for (index, &NormalChar { value, start, end }) in normal.iter().enumerate() {
        let kind = if is_point_in_number(at, index) {
            CharKind::Digit
        } else {
            kind_of(value)
        };
        match kind {
            CharKind::Separator if value.is_whitespace() => run = None,
            CharKind::Separator if is_thousands_comma(at, index) => {}
            CharKind::Separator => {
                run = None;
                section_broken = true;
            }
            CharKind::Joiner => run = None,
            CharKind::Letter | CharKind::Latin | CharKind::Digit => {
                sink(Unit {
                    value,
                    range: start..end,
                    starts_run: run != Some(kind),
                    starts_section: std::mem::take(&mut section_broken),
                });
                run = Some(kind);
            }
        }
    }
}

/// The characters of `text` that count, in normal form and without what is between
/// them: one text for all spacings of a word, with hyphens or without.
pub fn spelling(text: &str) -> String {
    units(text).into_iter().map(|unit| unit.value).collect()
}

/// A bigram as it is indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gram {
    pub text: String,
    pub range: Range<usize>,
    pub position: usize,
}

/// The bigrams of `text`, as [`for_each_gram`] gives them.
pub(crate) fn grams(text: &str) -> Vec<Gram> {
    let mut grams = Vec::new();
    for_each_gram(text, |text, range, position| {
        let text = text.to_owned();
        grams.push(Gram {
            text,
            range,
            position,
        });
    });
    grams
}

/// Calls `sink` with each bigram of `text` as it is indexed: its text, its bytes in the
/// original and its position. Where a run begins, the pair comes twice at one position:
/// marked, and as it is.
///
/// Grams of neighbouring pairs have neighbouring positions; a section starts two further
/// on, so that no phrase goes across.
pub(crate) fn for_each_gram(text: &str, mut sink: impl FnMut(&str, Range<usize>, usize)) {
    let mut normal = Vec::with_capacity(text.len() / 2);
    normalize(text, &mut normal);
    let mut position = 0;
    let mut gram = String::new();
    let mut before: Option<Unit> = None;
    for_each_unit(&normal, |unit| {
        if let Some(first) = &before {
            if unit.starts_section {
                position += 2;
            } else {
                gram.clear();
                gram.extend([RUN_START, first.value, unit.value]);
                let range = first.range.start..unit.range.end;
                if first.starts_run {
                    sink(&gram, range.clone(), position);
                }
                sink(&gram[RUN_START.len_utf8()..], range, position);
                position += 1;
            }
        }
        before = Some(unit);
    });
}

/// The bigrams of `text` without the marked ones, in order.
pub fn bigrams(text: &str) -> Vec<String> {
    let mut bigrams = Vec::new();
    for_each_gram(text, |gram, _, _| {
        if !gram.starts_with(RUN_START) {
            bigrams.push(gram.to_owned());
        }
    });
    bigrams
}

/// How a word is looked for among the bigrams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GramPhrase {
    /// The word's characters, in normal form; two at least.
    pub chars: Vec<char>,
    /// Whether the first must begin a run. Two characters are too little to be
    /// looked for inside words: 자기 stands in 투자기업.
    pub at_run_start: bool,
}

impl GramPhrase {
    /// The phrase for `word`, or `None` where it has no pair of characters.
    pub fn new(word: &str) -> Option<Self> {
        let chars: Vec<char> = units(word).into_iter().map(|unit| unit.value).collect();
        (chars.len() >= 2).then_some(GramPhrase {
            at_run_start: chars.len() == 2,
            chars,
        })
    }

    /// The bigrams, as they are indexed, to be found at neighbouring positions.
    pub fn terms(&self) -> Vec<String> {
        let mut terms: Vec<String> = self.chars.windows(2).map(String::from_iter).collect();
        if self.at_run_start {
            terms[0].insert(0, RUN_START);
        }
        terms
    }

    /// Where the phrase stands among `units`, as ranges of their indexes. They do
    /// not overlap.
    pub fn find(&self, units: &[Unit]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at + self.chars.len() <= units.len() {
            let here = &units[at..at + self.chars.len()];
            let matches = here
                .iter()
                .zip(&self.chars)
                .all(|(unit, c)| unit.value == *c)
                && here[1..].iter().all(|unit| !unit.starts_section)
                && (!self.at_run_start || here[0].starts_run);
            if matches {
                found.push(at..at + self.chars.len());
                at += self.chars.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, usize)> {
        grams(text)
            .into_iter()
            .map(|gram| (gram.text, gram.position))
            .collect()
    }

    #[test]
    fn pairs_cross_spaces_but_no_marks() {
        let expected = [("^레드", 0), ("레드", 0), ("드팀", 1)];
        assert_eq!(texts("레드팀"), expected.map(|(t, p)| (t.to_owned(), p)));
        let expected = [("^레드", 0), ("레드", 0), ("드팀", 1)];
        assert_eq!(texts("레드 팀"), expected.map(|(t, p)| (t.to_owned(), p)));
        let expected = [("^가나", 0), ("가나", 0), ("^다라", 3), ("다라", 3)];
        assert_eq!(
            texts("가나, 다라"),
            expected.map(|(t, p)| (t.to_owned(), p))
        );
    }

    #[test]
    fn a_phrase_is_found_however_it_is_spaced() {
        let phrase = GramPhrase::new("생성AI").unwrap();
        for text in ["생성 AI를", "생성AI", "다생성-AI"] {
            assert_eq!(phrase.find(&units(text)).len(), 1, "{text}");
        }
        assert!(phrase.find(&units("생성, AI")).is_empty());
    }

    #[test]
    fn two_characters_must_begin_a_run() {
        let phrase = GramPhrase::new("자기").unwrap();
        assert!(phrase.find(&units("투자기업")).is_empty());
        assert_eq!(phrase.find(&units("(자기)")), [0..2]);
        assert_eq!(phrase.terms(), ["^자기"]);
    }

    #[test]
    fn one_character_is_no_phrase() {
        assert_eq!(GramPhrase::new("팀"), None);
        assert_eq!(GramPhrase::new("…"), None);
    }
}
