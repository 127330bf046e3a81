//! The analyzer as tantivy's tokenizers.
//!
//! Defines the views of a text that are indexed, each a named analyzer. All give byte
//! offsets into the text they are given.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::tokenizer::{Token as IndexToken, TokenStream, Tokenizer, TokenizerManager};

use crate::analysis::analyzer::Analyzer;
use crate::analysis::numbers::numbers;
use crate::analysis::scratches::Scratches;
use crate::analysis::spelled::turns::{Turn, Turns};
use crate::language::{Name, labels::fields};

/// A way to look at a text: what its terms are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// The morphemes that carry meaning.
    Morphemes,
    /// Words without their particles and endings.
    Stems,
    /// All that words can be read as by their letters.
    Readings,
    /// Amounts and dates as values.
    Numbers,
}

impl View {
    /// Every view.
    pub const ALL: [View; 4] = [View::Morphemes, View::Stems, View::Readings, View::Numbers];

    /// The name of the view's analyzer.
    pub fn analyzer_name(self) -> &'static str {
        match self {
            View::Morphemes => "korean_morphemes",
            View::Stems => "korean_stems",
            View::Readings => "korean_readings",
            View::Numbers => "korean_numbers",
        }
    }

    /// The view's name in output: the English is that of the schema.
    pub fn name(self) -> Name {
        match self {
            View::Morphemes => fields::MORPHEMES,
            View::Stems => fields::STEMS,
            View::Readings => fields::READINGS,
            View::Numbers => fields::NUMBERS,
        }
    }

    /// Whether a text without words is left out of it. tantivy puts the next text of a field one
    /// position behind such a text, and that is no place of a whole word: the texts behind it
    /// would have no whole words.
    pub fn needs_words(self) -> bool {
        self == View::Readings
    }

    /// Whether its terms are looked for side by side.
    pub fn has_phrases(self) -> bool {
        matches!(self, View::Morphemes | View::Readings)
    }
}

/// How many bytes of text the named analyzers were given, over all views.
#[derive(Debug, Clone, Default)]
pub struct AnalyzedBytes(Arc<AtomicU64>);

impl AnalyzedBytes {
    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The named analyzers, for the index to find by the names in its schema. What they are
/// given is counted in `analyzed`; what they remember of eojeols lies in `scratches`.
pub fn named_analyzers(
    analyzer: &Arc<Analyzer>,
    analyzed: &AnalyzedBytes,
    scratches: &Scratches,
) -> TokenizerManager {
    // The default manager holds `raw`, which whole ids are indexed by.
    let manager = TokenizerManager::default();
    let turns = Turns::default();
    for view in View::ALL {
        manager.register(
            view.analyzer_name(),
            ViewTokenizer {
                analyzer: Arc::clone(analyzer),
                scratches: scratches.clone(),
                analyzed: analyzed.clone(),
                turns: turns.clone(),
                view,
            },
        );
    }
    manager
}

/// Gives the terms of one view of a text.
#[derive(Clone)]
pub(super) struct ViewTokenizer {
    analyzer: Arc<Analyzer>,
    /// For all views and fields together: tantivy clones a tokenizer for every field, and
    /// as many memories would hold the same.
    scratches: Scratches,
    analyzed: AnalyzedBytes,
    /// For texts whose tokens take much memory.
    turns: Turns,
    view: View,
}

/// The tokens of a text may take a hundred times its memory: of texts that are longer than
/// so many bytes one is analysed at a time, however many threads there are.
const LARGE_TEXT_BYTES: usize = 64 << 10;

impl Tokenizer for ViewTokenizer {
    type TokenStream<'a> = ListedTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListedTokens {
        let AnalyzedBytes(analyzed) = &self.analyzed;
        analyzed.fetch_add(text.len() as u64, Ordering::Relaxed);
        let turn = (text.len() > LARGE_TEXT_BYTES).then(|| self.turns.take());
        let mut list = ListedTokens::for_text(text, turn);
        let mut scratch = self.scratches.take();
        match self.view {
            View::Morphemes => {
                let mut position = 0;
                let analyzer = &self.analyzer;
                analyzer.for_each_eojeol(text, &mut scratch, |start, eojeol| {
                    for term in eojeol.terms() {
                        list.add(term.text, start, &term.range, position);
                        position += 1;
                    }
                    // No phrase goes on over the end of a sentence.
                    position += usize::from(eojeol.edges.ends_sentence);
                });
            }
            View::Stems => {
                let mut position = 0;
                let analyzer = &self.analyzer;
                analyzer.for_each_eojeol(text, &mut scratch, |start, eojeol| {
                    for stem in eojeol.stems() {
                        list.add(stem.text, start, &stem.range, position);
                        position += 1;
                    }
                });
            }
            View::Readings => {
                // Numbers of words, with one left out where a mark parts them.
                let mut number = 0;
                let mut is_closed = false;
                let analyzer = &self.analyzer;
                analyzer.for_each_eojeol(text, &mut scratch, |start, eojeol| {
                    if eojeol.word_count() == 0 {
                        is_closed |= eojeol.edges.opens;
                        return;
                    }
                    number += usize::from(is_closed || eojeol.edges.opens);
                    for reading in eojeol.readings() {
                        let place = ReadingPlace {
                            word: number + reading.number,
                            is_whole: reading.is_whole,
                        };
                        let (term, length) = (&reading.term, place.position_length());
                        list.add(term.text, start, &term.range, place.position());
                        list.last_is_long(length);
                    }
                    number += eojeol.last_number() + 1;
                    is_closed = eojeol.edges.closes;
                });
            }
            View::Numbers => {
                for (position, mention) in numbers(text).into_iter().enumerate() {
                    for term in &mention.terms {
                        list.add(term, 0, &mention.range, position);
                    }
                }
            }
        }
        self.scratches.give_back(scratch);
        list
    }
}

/// Where a reading stands: the number of its word, and whether it is all of it.
///
/// Both are in its position, so that a word written apart (레드 팀) is found by wholes with a
/// reading behind them: the whole of word n has the position 2n, a part of it 2n + 1.
struct ReadingPlace {
    word: usize,
    is_whole: bool,
}

impl ReadingPlace {
    fn position(&self) -> usize {
        2 * self.word + usize::from(!self.is_whole)
    }

    /// tantivy puts the next text of a field one behind the end of the last token: this
    /// makes that even, as the positions of wholes must be.
    fn position_length(&self) -> u8 {
        if self.is_whole { 1 } else { 2 }
    }
}

/// Tokens that were all made at once. Their texts lie in one piece of memory, and each is
/// copied into the one token that the reader sees: a block of memory for each of millions
/// of tokens costs more than their analysis.
#[derive(Default)]
pub(super) struct ListedTokens {
    texts: String,
    list: Vec<ListedToken>,
    next: usize,
    current: IndexToken,
    /// Held for as long as the tokens are there.
    _turn: Option<Turn>,
}

/// In half of the memory that its numbers would take as they are.
struct ListedToken {
    /// Where its text ends among the texts.
    text_end: u32,
    offset_from: u32,
    offset_to: u32,
    position: u32,
    position_length: u8,
}

/// tantivy's own numbers of places have as many bits: a text is never so long.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl ListedTokens {
    /// An empty list with room for the tokens of most texts of this length.
    fn for_text(text: &str, turn: Option<Turn>) -> Self {
        ListedTokens {
            texts: String::with_capacity(text.len() * 3),
            list: Vec::with_capacity(text.len() / 2),
            _turn: turn,
            ..ListedTokens::default()
        }
    }

    /// Adds a token at `range`, whose bytes are counted from the byte `start` of the text.
    fn add(&mut self, text: &str, start: usize, range: &Range<usize>, position: usize) {
        self.texts.push_str(text);
        self.list.push(ListedToken {
            text_end: narrow(self.texts.len()),
            offset_from: narrow(start + range.start),
            offset_to: narrow(start + range.end),
            position: narrow(position),
            position_length: 1,
        });
    }

    /// Says over how many positions the last token goes.
    fn last_is_long(&mut self, position_length: u8) {
        if let Some(last) = self.list.last_mut() {
            last.position_length = position_length;
        }
    }
}

impl TokenStream for ListedTokens {
    fn advance(&mut self) -> bool {
        let Some(token) = self.list.get(self.next) else {
            return false;
        };
        let text_start = match self.next.checked_sub(1) {
            Some(before) => self.list[before].text_end as usize,
            None => 0,
        };
        self.next += 1;
        self.current.text.clear();
        self.current
            .text
            .push_str(&self.texts[text_start..token.text_end as usize]);
        self.current.offset_from = token.offset_from as usize;
        self.current.offset_to = token.offset_to as usize;
        self.current.position = token.position as usize;
        self.current.position_length = usize::from(token.position_length);
        true
    }

    fn token(&self) -> &IndexToken {
        &self.current
    }

    fn token_mut(&mut self) -> &mut IndexToken {
        &mut self.current
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;

    #[test]
    fn offsets_are_bytes_of_the_given_text() {
        let analyzer = test_analyzer();
        for view in View::ALL {
            let name = view.analyzer_name();
            let analyzed = AnalyzedBytes::default();
            let mut tokenizer = named_analyzers(&analyzer, &analyzed, &Scratches::new(1 << 20))
                .get(name)
                .unwrap();
            let text = "워싱턴⼤와 투자계획은 ㈜에이 2조 4,000억 원과 38%, 3천만 명, 2024.4.11.";
            let mut stream = tokenizer.token_stream(text);
            let mut seen = 0;
            while let Some(token) = stream.next() {
                assert!(
                    text.get(token.offset_from..token.offset_to).is_some(),
                    "{name}"
                );
                seen += 1;
            }
            assert!(seen > 4, "{name}");
            assert_eq!(analyzed.get(), text.len() as u64);
        }
    }
}
