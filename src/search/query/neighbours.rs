//! What else stands for words of a query and their neighbours: synonyms, amounts and dates,
//! and words written together.

use std::ops::Range;

use crate::analysis::{SpelledWord, Wording, is_numeral, numbers, units};

use super::reading::Reading;
use super::spellings::{all_in_letters, spellings};
use super::synonyms::phrase;
use super::word::{Alternative, AlternativeKind, Form, Trust, WordKind, by_letters};

/// Words of the dictionary with fewer characters are no letters spelled out: 이유 is not EU.
const SHORTEST_KNOWN_SPELLED_CHARS: usize = 4;

/// In queries of more words none are joined: such a text is no query with a space too many.
const MOST_JOINED_WORDS: usize = 12;

/// So many pieces of a word are joined at most.
const MOST_PIECES: usize = 3;

impl Reading<'_> {
    /// Neighbouring words of `text` written together: a space may be put where none belongs
    /// (인공지 능), or left out in documents (OpenAI).
    pub(super) fn add_joined(&mut self, text: &str, places: &[(Range<usize>, usize)]) {
        if places.len() > MOST_JOINED_WORDS {
            return;
        }
        let pieces = self.pieces(text, places);
        for first in 0..pieces.len() {
            let mut joined = text[pieces[first].0.clone()].to_owned();
            let mut words: Vec<usize> = pieces[first].1.into_iter().collect();
            for last in first + 1..pieces.len().min(first + MOST_PIECES) {
                // One character may be two words (½), and one typed twice is out of order.
                let (before, (behind, place)) = (&pieces[last - 1].0, &pieces[last]);
                let between = text.get(before.end..behind.start);
                let is_beside = between.is_some_and(|between| {
                    let is_space = between.chars().all(char::is_whitespace);
                    is_space || !has_sections(&text[before.start..behind.end])
                });
                let is_next = match (words.last(), place) {
                    (Some(before), Some(place)) => *place == before + 1,
                    _ => true,
                };
                if !is_next || !is_beside {
                    break;
                }
                joined.push_str(&text[behind.clone()]);
                words.extend(*place);
                if let (Some(from), Some(to)) = (words.first(), words.last()) {
                    self.add_one_joined(&joined, *from..to + 1);
                }
            }
        }
    }

    /// The words of `text` with their places, and between them what is no word by itself (히틀
    /// 러), where it may have been cut off one that the dictionary lacks or cuts.
    fn pieces(
        &self,
        text: &str,
        places: &[(Range<usize>, usize)],
    ) -> Vec<(Range<usize>, Option<usize>)> {
        let is_cut = |place: Option<&(Range<usize>, usize)>| {
            place.is_some_and(|(_, place)| {
                let word = &self.query.words[*place];
                !word.is_in_dictionary || word.terms.len() > 1
            })
        };
        let mut pieces = Vec::new();
        let mut from = 0;
        for at in 0..=places.len() {
            let to = places.get(at).map_or(text.len(), |(range, _)| range.start);
            let before = at.checked_sub(1).and_then(|at| places.get(at));
            let gap = text.get(from..to).unwrap_or_default();
            let is_one = gap.trim().chars().all(|c| ('가'..='힣').contains(&c));
            if is_one && !gap.trim().is_empty() && (is_cut(before) || is_cut(places.get(at))) {
                let start = from + (gap.len() - gap.trim_start().len());
                pieces.push((start..start + gap.trim().len(), None));
            }
            if let Some((range, place)) = places.get(at) {
                pieces.push((range.clone(), Some(*place)));
                from = range.end;
            }
        }
        pieces
    }

    fn add_one_joined(&mut self, joined: &str, words: Range<usize>) {
        // Numbers have their own alternatives.
        if joined.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let mut cut = self.analyzer.words(joined, &mut self.scratch);
        let (Some(word), None) = (cut.pop(), cut.pop()) else {
            return;
        };
        let (spelled, trust) = by_letters(joined, &word, None);
        let apart = self.query.words[words.clone()].iter();
        let apart = apart.flat_map(|word| word.terms.iter().map(|term| term.text.as_str()));
        let terms = word.tokens.iter().map(|token| token.text.as_str());
        // Where the tokens are the same they stand side by side in any case, and count already.
        let is_cut_otherwise = !terms.clone().eq(apart);
        // Nor are the tokens of 만명 those of 만 명, which are in 10만 명, too.
        let is_by_value = self.is_by_value(&words);
        let is_other = trust == Trust::Full && is_cut_otherwise && !is_by_value;
        let terms: Vec<String> = terms.filter(|_| is_other).map(str::to_owned).collect();
        let spelled = spelled.into_iter().map(|spelled| SpelledWord {
            may_be_apart: false,
            ..spelled
        });
        self.query.alternatives.push(Alternative {
            words,
            text: joined.to_owned(),
            form: Form::Phrase {
                terms,
                spelled: spelled.filter(|spelled| spelled.as_noun).collect(),
            },
            kind: if is_cut_otherwise {
                AlternativeKind::Joined
            } else {
                AlternativeKind::Spelling
            },
        });
    }

    /// Whether one of these words is a number that is found by its value, and by no tokens.
    fn is_by_value(&self, words: &Range<usize>) -> bool {
        let numbers = self.query.alternatives.iter();
        let mut numbers = numbers.filter(|other| matches!(other.form, Form::Number(_)));
        numbers.any(|other| {
            let mut number = other.words.clone().filter(|place| words.contains(place));
            number.any(|place| self.query.words[place].trust == Trust::None)
        })
    }

    /// What else stands for words that were just added, from `text`.
    pub(super) fn add_alternatives(
        &mut self,
        words: Range<usize>,
        text: &str,
        places: &[(Range<usize>, usize)],
    ) {
        let is_bare = |place: usize| {
            let last = self.query.words[place].terms.last();
            last.is_some_and(|term| term.text.ends_with(|c: char| c.is_ascii_digit()))
        };
        let numbers = number_alternatives(text, places, is_bare);
        let is_typed_twice =
            |place: usize| places.iter().filter(|other| other.1 == place).count() > 1;
        for (place, wording) in numbers.by_value {
            if !words.contains(&place) || is_typed_twice(place) {
                continue;
            }
            let word = &mut self.query.words[place];
            word.trust = Trust::None;
            // A numeral in words is itself where an eojeol begins with it.
            if wording == Wording::Signed {
                word.spelled.clear();
            }
        }
        self.query.alternatives.extend(numbers.alternatives);
        for (words, text) in numbers.events {
            let form = phrase(&text, self.analyzer, &mut self.scratch);
            self.query.alternatives.extend(form.map(|form| Alternative {
                words,
                text,
                form,
                kind: AlternativeKind::Spelling,
            }));
        }
        let added = &self.query.words[words.clone()];
        let mut spelled_otherwise = Vec::new();
        for (place, word) in added.iter().enumerate() {
            if word.kind != WordKind::Plain {
                continue;
            }
            let is_short = word.stem.chars().count() < SHORTEST_KNOWN_SPELLED_CHARS;
            let mut others = match word.is_in_dictionary && is_short {
                true => Vec::new(),
                false => spellings(&word.stem),
            };
            let letters = all_in_letters(word);
            others.extend(letters.filter(|letters| !others.contains(letters)));
            for text in others {
                let form = phrase(&text, self.analyzer, &mut self.scratch);
                spelled_otherwise.extend(form.map(|form| Alternative {
                    words: words.start + place..words.start + place + 1,
                    text,
                    form,
                    kind: AlternativeKind::Spelling,
                }));
            }
        }
        if added.len() <= MOST_JOINED_WORDS {
            self.spell_loanwords(words.clone(), &mut spelled_otherwise);
        }
        let added = &self.query.words[words.clone()];
        let synonyms = self.synonyms.alternatives(added, self.analyzer);
        self.query.alternatives.append(&mut spelled_otherwise);
        self.query
            .alternatives
            .extend(synonyms.into_iter().map(|other| Alternative {
                words: other.words.start + words.start..other.words.end + words.start,
                ..other
            }));
    }
}

/// Whether a mark within `text` parts it so that no word goes over it.
fn has_sections(text: &str) -> bool {
    units(text).iter().skip(1).any(|unit| unit.starts_section)
}

/// The amounts and dates of a text.
struct Numbers {
    /// Their values.
    alternatives: Vec<Alternative>,
    /// The words that are found by these values, and by no tokens, with how they are written.
    by_value: Vec<(usize, Wording)>,
    /// Words that begin with the day of an event (3·1운동), and they with the other mark.
    events: Vec<(Range<usize>, String)>,
}

/// The values of the amounts and dates in `text`. `places` are the words of the text, in
/// order. One that is part of another, and stands for the same words, is left out: 10억달러
/// and $10억 are no 10억 of something else, 3Q25 not all of 2025.
///
/// `is_bare` tells whether a word is a number with nothing but particles behind it.
fn number_alternatives(
    text: &str,
    places: &[(Range<usize>, usize)],
    is_bare: impl Fn(usize) -> bool,
) -> Numbers {
    let mut alternatives: Vec<Alternative> = Vec::new();
    let (mut by_value, mut events) = (Vec::new(), Vec::new());
    let (mut last_range, mut last_wording) = (0..0, Wording::Digits);
    for mention in numbers(text) {
        let wording = mention.wording(text);
        let range = mention.range;
        let Some(term) = mention.terms.into_iter().next() else {
            continue;
        };
        // Words are in order and apart.
        let first = places.partition_point(|(place, _)| place.end <= range.start);
        let places = places[first..].iter();
        let places = places.take_while(|(place, _)| place.start < range.end);
        let covered: Vec<usize> = places.clone().map(|(_, place)| *place).collect();
        let (Some(&first), Some(&last)) = (covered.first(), covered.last()) else {
            continue;
        };
        // A word that was typed twice is out of order; there its tokens must do.
        if !covered.windows(2).all(|pair| pair[1] == pair[0] + 1) {
            continue;
        }
        let words = first..last + 1;
        let end = places
            .clone()
            .last()
            .map_or(range.end, |(place, _)| place.end);
        if let Some((month, day)) = term.split_once('·')
            && !is_bare(last)
            && let Some(behind) = text.get(range.end..end)
        {
            let mark = if text[range].contains('.') { '·' } else { '.' };
            events.push((words, format!("{month}{mark}{day}{behind}")));
            continue;
        }
        let is_same = |other: &Alternative| other.words == words;
        // Mentions come by where they begin, then by their ends.
        if last_range.start == range.start {
            // The year of a day is no more asked for than its digits.
            let is_day = term.contains('-') && !term.contains('q');
            let is_of_date = |other: &Alternative| is_day && words.contains(&other.words.start);
            alternatives.pop_if(|shorter| is_same(shorter) || is_of_date(shorter));
        } else if range.end <= last_range.end
            && (last_wording == Wording::Signed || alternatives.last().is_some_and(is_same))
        {
            continue;
        }
        let of_number = places.enumerate().filter(|(number, (place, _))| {
            let word = &text[place.clone()];
            match wording {
                Wording::Digits => false,
                Wording::Signed => word.contains(|c: char| c.is_numeric()),
                // What is counted is a word of its own.
                Wording::Words => *number == 0 || is_numeral(word),
            }
        });
        by_value.extend(of_number.map(|(_, (_, place))| (*place, wording)));
        (last_range, last_wording) = (range.clone(), wording);
        alternatives.push(Alternative {
            words,
            text: text[range].to_owned(),
            form: Form::Number(term),
            kind: AlternativeKind::Synonym,
        });
    }
    Numbers {
        alternatives,
        by_value,
        events,
    }
}
