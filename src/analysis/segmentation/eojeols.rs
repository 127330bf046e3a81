//! What the analyzer found in an eojeol, packed.
//!
//! How an eojeol is analysed is `analyzer`'s.

use std::ops::Range;

use super::leaves::Role;
use super::token::{Token, Word};

/// The words of an eojeol, their tokens, stems and readings. Ranges are bytes of the eojeol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct AnalyzedEojeol {
    /// The texts of the tokens, those of the stems, then those of the readings, one behind
    /// the other.
    texts: Box<str>,
    /// The tokens, then the words, then the stems, then the readings.
    spans: Box<[Span]>,
    tokens: u16,
    words: u16,
    /// The number of its last word.
    last_number: u16,
    stems: u16,
    /// What stands around its words.
    pub edges: Edges,
}

/// What parts an eojeol from its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::analysis) struct Edges {
    /// Whether a mark that parts words stands before its first word.
    pub opens: bool,
    /// Whether one stands behind its last word.
    pub closes: bool,
    /// Whether a sentence ends with it.
    pub ends_sentence: bool,
}

/// A stretch of an eojeol, which has 1024 bytes at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    /// Where its text ends among the texts; that of a word is empty.
    text_end: u32,
    start: u16,
    end: u16,
    /// Of a word, how many tokens it has; of a token, what it is.
    told: Told,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Token {
        known: bool,
        role: Role,
    },
    Word {
        tokens: u16,
    },
    Stem,
    /// The number of its word, and whether it is all of it.
    Reading {
        number: u16,
        is_whole: bool,
    },
}

/// A token or a stem where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct PlacedTerm<'a> {
    pub text: &'a str,
    /// Bytes of the eojeol.
    pub range: Range<usize>,
}

/// A reading where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct PlacedReading<'a> {
    pub term: PlacedTerm<'a>,
    /// The number of its word in the eojeol.
    pub number: usize,
    /// Whether it is all of the word.
    pub is_whole: bool,
}

impl AnalyzedEojeol {
    /// The tokens, in order, without what the analyzer knows of them.
    pub(in crate::analysis) fn terms(&self) -> impl Iterator<Item = PlacedTerm<'_>> {
        self.placed(0..usize::from(self.tokens))
    }

    /// The stems of the words, in order.
    pub(in crate::analysis) fn stems(&self) -> impl Iterator<Item = PlacedTerm<'_>> {
        let first = usize::from(self.tokens) + usize::from(self.words);
        self.placed(first..first + usize::from(self.stems))
    }

    /// The readings of the words, word by word, the whole first.
    pub(in crate::analysis) fn readings(&self) -> impl Iterator<Item = PlacedReading<'_>> {
        let first = usize::from(self.tokens) + usize::from(self.words) + usize::from(self.stems);
        let places = first..self.spans.len();
        let spans = &self.spans[first..];
        self.placed(places).zip(spans).filter_map(|(term, span)| {
            let Told::Reading { number, is_whole } = span.told else {
                return None;
            };
            Some(PlacedReading {
                term,
                number: usize::from(number),
                is_whole,
            })
        })
    }

    /// The number of its last word: the first is 0, neighbours differ by one, and those that a
    /// mark parts by two.
    pub(in crate::analysis) fn last_number(&self) -> usize {
        usize::from(self.last_number)
    }

    /// How many words it has.
    pub(in crate::analysis) fn word_count(&self) -> usize {
        usize::from(self.words)
    }

    /// The tokens, in order, where the eojeol begins at the byte `start` of a text.
    pub(in crate::analysis) fn tokens(&self, start: usize) -> impl Iterator<Item = Token> {
        let spans = &self.spans[..usize::from(self.tokens)];
        self.terms().zip(spans).filter_map(move |(term, span)| {
            let Told::Token { known, role } = span.told else {
                return None;
            };
            Some(Token {
                text: term.text.to_owned(),
                range: start + term.range.start..start + term.range.end,
                known,
                role,
            })
        })
    }

    /// The words, in order, where the eojeol begins at the byte `start` of a text.
    pub(in crate::analysis) fn words(&self, start: usize) -> impl Iterator<Item = Word> {
        let first = usize::from(self.tokens);
        let spans = &self.spans[first..first + usize::from(self.words)];
        let mut tokens = self.tokens(start);
        spans.iter().filter_map(move |span| {
            let Told::Word { tokens: count } = span.told else {
                return None;
            };
            Some(Word {
                range: start + usize::from(span.start)..start + usize::from(span.end),
                tokens: tokens.by_ref().take(usize::from(count)).collect(),
            })
        })
    }

    fn placed(&self, places: Range<usize>) -> impl Iterator<Item = PlacedTerm<'_>> {
        let text_end = |place: usize| self.spans[place].text_end as usize;
        places.map(move |place| {
            let from = place.checked_sub(1).map_or(0, text_end);
            let span = &self.spans[place];
            PlacedTerm {
                text: &self.texts[from..text_end(place)],
                range: usize::from(span.start)..usize::from(span.end),
            }
        })
    }

    pub(in crate::analysis) fn bytes(&self) -> usize {
        size_of::<Self>() + self.texts.len() + size_of_val(&*self.spans)
    }
}

/// Puts together what is found in an eojeol. Reused from one to the next.
#[derive(Debug, Default)]
pub(in crate::analysis) struct EojeolBuilder {
    texts: String,
    spans: Vec<Span>,
    tokens: u16,
    words: Vec<Span>,
    /// The number of the word that is added next.
    number: u16,
    stem_texts: String,
    stems: Vec<Span>,
    reading_texts: String,
    readings: Vec<Span>,
    edges: Edges,
}

impl EojeolBuilder {
    /// Adds a token. Its range, as all others, is in bytes of the eojeol.
    pub(in crate::analysis) fn token(
        &mut self,
        text: &str,
        range: Range<usize>,
        known: bool,
        role: Role,
    ) {
        self.texts.push_str(text);
        self.tokens += 1;
        let told = Told::Token { known, role };
        self.spans.push(span(self.texts.len(), range, told));
    }

    /// Begins the next word; `is_beside` tells whether it stands beside the one before as with a
    /// space between them, and is its neighbour by its number.
    pub(in crate::analysis) fn begin_word(&mut self, is_beside: bool) {
        if !self.words.is_empty() {
            self.number += if is_beside { 1 } else { 2 };
        }
    }

    /// Adds a word, whose tokens are the last ones that were added.
    pub(in crate::analysis) fn word(&mut self, range: Range<usize>, tokens: usize) {
        let tokens = tokens as u16;
        self.words.push(span(0, range, Told::Word { tokens }));
    }

    /// Adds the stem of the last word.
    pub(in crate::analysis) fn stem(&mut self, text: &str, range: Range<usize>) {
        self.stem_texts.push_str(text);
        self.stems
            .push(span(self.stem_texts.len(), range, Told::Stem));
    }

    /// Adds a reading of the word that was begun.
    pub(in crate::analysis) fn reading(&mut self, text: &str, range: Range<usize>, is_whole: bool) {
        self.reading_texts.push_str(text);
        let number = self.number;
        let told = Told::Reading { number, is_whole };
        self.readings
            .push(span(self.reading_texts.len(), range, told));
    }

    /// Tells what stands around the words.
    pub(in crate::analysis) fn edges(&mut self, edges: Edges) {
        self.edges = edges;
    }

    /// All that was added, in order; nothing is left of it.
    pub(in crate::analysis) fn finish(&mut self) -> AnalyzedEojeol {
        let stems_start = self.texts.len() as u32;
        self.texts.push_str(&self.stem_texts);
        let readings_start = self.texts.len() as u32;
        self.texts.push_str(&self.reading_texts);
        let words = self.words.len() as u16;
        let stems = self.stems.len() as u16;
        for word in &mut self.words {
            word.text_end = stems_start;
        }
        for stem in &mut self.stems {
            stem.text_end += stems_start;
        }
        for reading in &mut self.readings {
            reading.text_end += readings_start;
        }
        self.spans.append(&mut self.words);
        self.spans.append(&mut self.stems);
        self.spans.append(&mut self.readings);
        let analyzed = AnalyzedEojeol {
            texts: self.texts.as_str().into(),
            spans: self.spans.as_slice().into(),
            tokens: std::mem::take(&mut self.tokens),
            words,
            last_number: std::mem::take(&mut self.number),
            stems,
            edges: std::mem::take(&mut self.edges),
        };
        self.texts.clear();
        self.spans.clear();
        self.stem_texts.clear();
        self.reading_texts.clear();
        analyzed
    }
}

fn span(text_end: usize, range: Range<usize>, told: Told) -> Span {
    Span {
        text_end: text_end as u32,
        start: range.start as u16,
        end: range.end as u16,
        told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let token = |text: &str, range, known, role| Token {
            text: text.to_owned(),
            range,
            known,
            role,
        };
        let words = [
            Word {
                range: 1..7,
                tokens: vec![
                    token("가", 1..4, true, Role::Noun),
                    token("나", 4..7, false, Role::Affix),
                ],
            },
            Word {
                range: 8..9,
                tokens: Vec::new(),
            },
            Word {
                range: 10..13,
                tokens: vec![token("다", 10..13, true, Role::Verb)],
            },
        ];
        let mut builder = EojeolBuilder::default();
        // What was put together before leaves no trace.
        builder.token("옛", 0..3, true, Role::Noun);
        builder.stem("옛", 0..3);
        builder.finish();
        for word in &words {
            for token in &word.tokens {
                builder.token(&token.text, token.range.clone(), token.known, token.role);
            }
            builder.word(word.range.clone(), word.tokens.len());
        }
        builder.stem("가나", 1..7);
        builder.stem("다", 10..13);
        builder.reading("다", 10..13, true);
        let kept = builder.finish();
        assert_eq!(kept.words(0).collect::<Vec<_>>(), words);
        let moved: Vec<Token> = kept.tokens(100).collect();
        assert_eq!(moved[2], token("다", 110..113, true, Role::Verb));
        let placed: Vec<_> = kept.stems().map(|stem| (stem.text, stem.range)).collect();
        assert_eq!(placed, [("가나", 1..7), ("다", 10..13)]);
        let readings: Vec<_> = kept.readings().map(|reading| reading.term.text).collect();
        assert_eq!(readings, ["다"]);
    }
}
