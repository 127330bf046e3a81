//! Stretches of a query's text to its words: plain ones, and those with the marks of a kind.
//!
//! Defines what each word is looked for by; what becomes of the words is `reading`'s.

use std::ops::Range;

use crate::analysis::{Role, SpelledWord, Token, Word, spelling};

use super::reading::{Inherited, Reading};
use super::word::{QueryTerm, QueryWord, Trust, WordKind, by_letters};

const LEGAL_FORMS: [&str; 4] = ["주식회사", "유한회사", "재단법인", "사단법인"];

impl Reading<'_> {
    /// The places of what was typed with the marks of `kind`.
    pub(super) fn marked(
        &mut self,
        kind: WordKind,
        inner: Range<usize>,
        inherited: Inherited,
    ) -> Vec<usize> {
        match kind {
            WordKind::Phrase => self.phrase(inner, inherited).into_iter().collect(),
            WordKind::Prefix => vec![self.prefix(inner, inherited)],
            WordKind::Plain | WordKind::Fuzzy => {
                let words = self.cut_range(inner).into_iter();
                let places = words.map(|word| self.place(QueryWord { kind, ..word }, inherited));
                places.collect()
            }
        }
    }

    /// Words in quotation marks: one word of the query, of all their tokens.
    fn phrase(&mut self, inner: Range<usize>, inherited: Inherited) -> Option<usize> {
        let text = self.query.text[inner.clone()].to_owned();
        let words = self.analyzer.words(&text, &mut self.scratch);
        let in_a_row: Vec<SpelledWord> = words
            .iter()
            .filter_map(|word| {
                let (spelled, _) = by_letters(&text, word, None);
                let mut nouns = spelled.into_iter().filter(|spelled| !spelled.as_verb);
                nouns.next_back()
            })
            .collect();
        let tokens: Vec<_> = words.into_iter().flat_map(|word| word.tokens).collect();
        let end = tokens.last()?.range.end;
        let start = tokens.first().map_or(0, |token| token.range.start);
        let range = inner.start + start..inner.start + end;
        let whole = Word {
            range: start..end,
            tokens,
        };
        let is_one = !text[start..end].contains(char::is_whitespace);
        let mut word = self.query_word(&text, whole, range);
        word.kind = WordKind::Phrase;
        if !is_one {
            // Of several words each is looked for where it stands among the others.
            word.spelled.clear();
            word.in_a_row = in_a_row;
            word.trust = Trust::Full;
        } else if word.trust == Trust::IfNothingElse {
            word.trust = Trust::None;
        }
        for spelled in &mut word.spelled {
            spelled.as_verb = false;
        }
        word.spelled.retain(|spelled| spelled.as_noun);
        Some(self.place(word, inherited))
    }

    /// What words of the index begin with.
    fn prefix(&mut self, inner: Range<usize>, inherited: Inherited) -> usize {
        let text = self.query.text[inner.clone()].to_owned();
        let word = QueryWord {
            range: inner,
            kind: WordKind::Prefix,
            scope: None,
            is_excluded: false,
            terms: Vec::new(),
            stem: spelling(&text),
            is_in_dictionary: false,
            spelled: Vec::new(),
            in_a_row: Vec::new(),
            trust: Trust::Full,
            text,
        };
        self.place(word, inherited)
    }

    pub(super) fn cut_range(&mut self, range: Range<usize>) -> Vec<QueryWord> {
        let text = self.query.text[range.clone()].to_owned();
        self.cut(&text, |word| {
            range.start + word.start..range.start + word.end
        })
    }

    /// The words of `text` that carry meaning; `place` tells where each is in the query.
    pub(super) fn cut(
        &mut self,
        text: &str,
        place: impl Fn(&Range<usize>) -> Range<usize>,
    ) -> Vec<QueryWord> {
        let words = self.analyzer.words(text, &mut self.scratch).into_iter();
        let mut words: Vec<Word> = words.collect();
        // Words without meaning (및, 소위) are looked for where nothing else was typed.
        if words.iter().any(|word| !word.tokens.is_empty()) || text != self.query.text {
            words.retain(|word| !word.tokens.is_empty());
        }
        words.retain(|word| {
            !word.tokens.is_empty() || text[word.range.clone()].chars().nth(1).is_some()
        });
        // A company's legal form stands in one text and not in the next.
        let is_form = |word: &Word| LEGAL_FORMS.contains(&&text[word.range.clone()]);
        if !words.iter().all(is_form) {
            words.retain(|word| !is_form(word));
        }
        words
            .into_iter()
            .map(|word| {
                let range = place(&word.range);
                self.query_word(text, word, range)
            })
            .collect()
    }

    /// `word` of `text`, which stands at `range` of the query.
    fn query_word(&self, text: &str, mut word: Word, range: Range<usize>) -> QueryWord {
        let mut verb = None;
        if let Some(form) = self.analyzer.dictionary_form(&text[word.range.clone()]) {
            let start = word.range.start;
            let tokens = form.tokens.into_iter().map(|token| Token {
                range: token.range.start + start..token.range.end + start,
                ..token
            });
            word.tokens = tokens.collect();
            verb = form.stem;
        }
        let (mut spelled, mut trust) = by_letters(text, &word, verb.as_deref());
        if self.is_noun_alone(text, &word) {
            let whole = spelling(&text[word.range.clone()]);
            spelled.retain(|spelled| spelled.text() == whole);
            if trust == Trust::Full {
                trust = Trust::IfNothingElse;
            }
        }
        // Without the particles and endings behind it.
        let stem = word.stem().unwrap_or_else(|| word.range.clone());
        let stem = match trust {
            Trust::None => word.range.clone(),
            Trust::Full | Trust::IfNothingElse => stem,
        };
        let is_hangul = |text: &str| text.chars().all(|c| ('가'..='힣').contains(&c));
        // What is left of a word when an ending was cut off is no word for sure: 캐 of 캐나댜.
        let is_in_dictionary = match word.tokens.as_slice() {
            [token] => {
                token.known
                    && trust == Trust::Full
                    && is_hangul(&token.text)
                    && token.text.chars().nth(1).is_some()
            }
            // Two Hanja side by side: 한일 is 한 and 일. With an ending or a particle it is what
            // the dictionary makes of any syllables.
            [one, other] if other.range.end == word.range.end => {
                [one, other].into_iter().all(|token| {
                    token.known
                        && trust == Trust::Full
                        && token.role != Role::Verb
                        && token.text.chars().count() == 1
                        && is_hangul(&token.text)
                })
            }
            _ => false,
        };
        let terms = word.tokens.into_iter().map(|token| QueryTerm {
            text: token.text,
            role: token.role,
            scope: None,
        });
        QueryWord {
            text: text[word.range].to_owned(),
            range,
            kind: WordKind::Plain,
            scope: None,
            is_excluded: false,
            stem: spelling(&text[stem]),
            terms: terms.collect(),
            is_in_dictionary,
            spelled,
            in_a_row: Vec::new(),
            trust,
        }
    }

    /// Whether `word` is all that was typed, and a noun that the dictionary cuts as a shorter one
    /// with a particle: 비만 is no 비 + 만. Among other words it may be that.
    fn is_noun_alone(&self, text: &str, word: &Word) -> bool {
        let typed = &text[word.range.clone()];
        let last = word.tokens.last();
        last.is_some_and(|last| last.role != Role::Verb && last.range.end < word.range.end)
            && self.query.text.trim() == typed
            && self.analyzer.has_common_noun(&spelling(typed))
    }
}
