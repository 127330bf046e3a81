//! What else stands for words of a query and their neighbours: synonyms, amounts and dates,
//! and words written together.

use std::ops::Range;

use crate::analysis::loanwords::{loanword_spellings, looks_like_a_loanword, regular_loanword};
use crate::analysis::{SpelledWord, numbers};

use super::reading::Reading;
use super::spellings::spellings;
use super::synonyms::phrase;
use super::word::{Alternative, AlternativeKind, Form, QueryWord, Trust, WordKind, by_letters};

/// Words of the dictionary with fewer characters are no letters spelled out: 이유 is not EU.
const SHORTEST_KNOWN_SPELLED_CHARS: usize = 4;

/// Spellings of fewer characters are another word wherever the dictionary has them: 베드 is no 배드.
const SHORTEST_SURE_LOANWORD_CHARS: usize = 3;

/// So long a word that has no parts is taken for a loanword whatever its syllables; one that is
/// shorter by one where the dictionary has it as more than a name, as it has those of people.
const SHORTEST_WHOLE_LOANWORD_CHARS: usize = 4;

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
                let between = text.get(pieces[last - 1].0.end..pieces[last].0.start);
                let place = pieces[last].1;
                let is_next = match (words.last(), place) {
                    (Some(before), Some(place)) => place == before + 1,
                    _ => true,
                };
                if !is_next
                    || !between.is_some_and(|between| between.chars().all(char::is_whitespace))
                {
                    break;
                }
                joined.push_str(&text[pieces[last].0.clone()]);
                words.extend(place);
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
        let is_other = trust == Trust::Full && is_cut_otherwise;
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

    /// What else stands for words that were just added, from `text`.
    pub(super) fn add_alternatives(
        &mut self,
        words: Range<usize>,
        text: &str,
        places: &[(Range<usize>, usize)],
    ) {
        let numbers = number_alternatives(text, places);
        self.query.alternatives.extend(numbers);
        let added = &self.query.words[words.clone()];
        let mut spelled_otherwise = Vec::new();
        for (place, word) in added.iter().enumerate() {
            let is_short = word.stem.chars().count() < SHORTEST_KNOWN_SPELLED_CHARS;
            if word.kind != WordKind::Plain || (word.is_in_dictionary && is_short) {
                continue;
            }
            for text in spellings(&word.stem) {
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

impl Reading<'_> {
    /// Adds the other ways to spell those of `words` that look like loanwords. They are looked for
    /// by their letters alone: what the dictionary makes of a misspelling is of no use.
    fn spell_loanwords(&self, words: Range<usize>, others: &mut Vec<Alternative>) {
        for place in words {
            let word = &self.query.words[place];
            if word.kind != WordKind::Plain {
                continue;
            }
            let whole = word.spelled.first().map(SpelledWord::text);
            let is_cut_wrongly = word.trust != Trust::Full && whole.as_ref() != Some(&word.stem);
            let whole = whole.filter(|_| is_cut_wrongly);
            for written in [Some(&word.stem), whole.as_ref()].into_iter().flatten() {
                for text in self.spellings_of_loanword(written, word) {
                    let spelled = SpelledWord::noun(&text).into_iter();
                    others.push(Alternative {
                        words: place..place + 1,
                        text,
                        form: Form::Phrase {
                            terms: Vec::new(),
                            spelled: spelled.collect(),
                        },
                        kind: AlternativeKind::Respelled,
                    });
                }
            }
        }
    }

    /// The spellings of a loanword that are no other word. `written` are letters of `word`.
    fn spellings_of_loanword(&self, written: &str, word: &QueryWord) -> Vec<String> {
        let count = written.chars().count();
        let is_a_word = |text: &str| self.known_as(text) == Known::Word;
        // A word of the dictionary that is not made of others is seldom Korean where it is long.
        let is_long = count >= SHORTEST_WHOLE_LOANWORD_CHARS;
        let has_shape = looks_like_a_loanword(written);
        let is_foreign = has_shape
            || word.terms.len() == 1
                && (is_long || count + 1 == SHORTEST_WHOLE_LOANWORD_CHARS && is_a_word(written));
        let regular = regular_loanword(written).filter(|_| has_shape);
        if word.is_verb() {
            // Or a loanword that ends like one: 미니어쳐.
            return regular.filter(|_| is_long).into_iter().collect();
        }
        if !is_foreign && word.is_in_dictionary {
            return Vec::new();
        }
        let is_known = is_a_word(written) || self.known_as(written) == Known::Verb;
        let mut spellings = loanword_spellings(written);
        spellings.retain(|text| {
            let looks_foreign = looks_like_a_loanword(text);
            let is_sure = looks_foreign && count >= SHORTEST_SURE_LOANWORD_CHARS;
            if is_foreign && (is_sure || regular.as_ref() == Some(text)) {
                return true;
            }
            match self.known_as(text) {
                Known::Nothing => is_foreign,
                // What the dictionary lacks may be a misspelling of what it has.
                Known::Name => is_foreign || (looks_foreign && !is_known),
                Known::Word => {
                    let is_long = count >= SHORTEST_SURE_LOANWORD_CHARS;
                    (looks_foreign || is_long) && !is_known
                }
                Known::Verb => false,
            }
        });
        spellings
    }

    /// What the dictionary has `text` as. It lists names by the hundred thousand, and among
    /// these misspellings of all kinds.
    fn known_as(&self, text: &str) -> Known {
        let pieces = self.analyzer.morphemes(text);
        let tags = pieces.iter().flat_map(|(_, morphemes)| morphemes);
        let tags: Vec<&str> = tags.map(|morpheme| morpheme.tag.as_str()).collect();
        let is_ending = |tag: &&str| tag.starts_with(['E', 'V', 'J']);
        match tags.as_slice() {
            [first, rest @ ..] if first.starts_with('V') && rest.iter().all(is_ending) => {
                Known::Verb
            }
            ["NNP"] => Known::Name,
            [tag] if tag.starts_with('N') || tag.starts_with('M') || tag.starts_with('I') => {
                Known::Word
            }
            _ => Known::Nothing,
        }
    }
}

/// What the dictionary has a text as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// As none, or as several.
    Nothing,
    /// As something's name.
    Name,
    Word,
    /// As a form of a verb, which any other letters may be as well.
    Verb,
}

/// The values of the amounts and dates in `text`. `places` are the words of the text, in
/// order. One that is part of another, and stands for the same words, is left out: 10억달러
/// is no 10억 of something else, 3Q25 not all of 2025.
fn number_alternatives(text: &str, places: &[(Range<usize>, usize)]) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut last_range = 0..0;
    for mention in numbers(text) {
        let range = mention.range;
        let Some(term) = mention.terms.into_iter().next() else {
            continue;
        };
        // Words are in order and apart.
        let first = places.partition_point(|(place, _)| place.end <= range.start);
        let covered: Vec<usize> = places[first..]
            .iter()
            .take_while(|(place, _)| place.start < range.end)
            .map(|(_, place)| *place)
            .collect();
        let (Some(&first), Some(&last)) = (covered.first(), covered.last()) else {
            continue;
        };
        // A word that was typed twice is out of order; there its tokens must do.
        if !covered.windows(2).all(|pair| pair[1] == pair[0] + 1) {
            continue;
        }
        let words = first..last + 1;
        let is_same = |other: &Alternative| other.words == words;
        // Mentions come by where they begin, then by their ends.
        if last_range.start == range.start {
            // The year of a day is no more asked for than its digits.
            let is_day = term.contains('-') && !term.contains('q');
            let is_of_date = |other: &Alternative| is_day && words.contains(&other.words.start);
            alternatives.pop_if(|shorter| is_same(shorter) || is_of_date(shorter));
        } else if range.end <= last_range.end && alternatives.last().is_some_and(is_same) {
            // $10억 may also stand without its sign.
            let before = &text[last_range.start..range.start];
            if before.contains(char::is_alphanumeric) {
                continue;
            }
        }
        last_range = range.clone();
        alternatives.push(Alternative {
            words,
            text: text[range].to_owned(),
            form: Form::Number(term),
            kind: AlternativeKind::Synonym,
        });
    }
    alternatives
}
