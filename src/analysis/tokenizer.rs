//! The analyzer as tantivy's tokenizers.
//!
//! Defines the views of a text that are indexed, each a named analyzer. All give byte
//! offsets into the text they are given.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::tokenizer::{Token as IndexToken, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{Analyzer, Scratch};
use super::grams::grams;
use super::numbers::{NumberMention, numbers};

/// A way to look at a text: what its terms are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// The morphemes that carry meaning.
    Morphemes,
    /// Pairs of neighbouring characters, across spaces.
    Grams,
    /// Words without their particles and endings.
    Stems,
    /// Amounts and dates as values.
    Numbers,
}

impl View {
    /// Every view.
    pub const ALL: [View; 4] = [View::Morphemes, View::Grams, View::Stems, View::Numbers];

    /// The name of the view's analyzer.
    pub fn analyzer_name(self) -> &'static str {
        match self {
            View::Morphemes => "korean_morphemes",
            View::Grams => "korean_grams",
            View::Stems => "korean_stems",
            View::Numbers => "korean_numbers",
        }
    }

    /// The view's name in output and in the schema.
    pub fn name(self) -> &'static str {
        match self {
            View::Morphemes => "morphemes",
            View::Grams => "grams",
            View::Stems => "stems",
            View::Numbers => "numbers",
        }
    }

    /// Whether its terms are looked for side by side.
    pub fn has_phrases(self) -> bool {
        matches!(self, View::Morphemes | View::Grams)
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
/// given is counted in `analyzed`.
pub fn named_analyzers(analyzer: &Arc<Analyzer>, analyzed: &AnalyzedBytes) -> TokenizerManager {
    // The default manager holds `raw`, which whole ids are indexed by.
    let manager = TokenizerManager::default();
    let scratch = Arc::new(Mutex::new(Scratch::default()));
    for view in View::ALL {
        manager.register(
            view.analyzer_name(),
            ViewTokenizer {
                analyzer: Arc::clone(analyzer),
                scratch: Arc::clone(&scratch),
                analyzed: analyzed.clone(),
                view,
            },
        );
    }
    manager
}

/// Gives the terms of one view of a text.
#[derive(Clone)]
pub struct ViewTokenizer {
    analyzer: Arc<Analyzer>,
    /// What is remembered of eojeols, for all views and fields together: tantivy clones a
    /// tokenizer for every field, and as many memories would hold the same. One thread
    /// writes an index, so that nobody waits for it.
    scratch: Arc<Mutex<Scratch>>,
    analyzed: AnalyzedBytes,
    view: View,
}

impl Tokenizer for ViewTokenizer {
    type TokenStream<'a> = ListedTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListedTokens {
        let token = |text: String, range: Range<usize>, position: usize| IndexToken {
            offset_from: range.start,
            offset_to: range.end,
            position,
            text,
            position_length: 1,
        };
        let AnalyzedBytes(analyzed) = &self.analyzed;
        analyzed.fetch_add(text.len() as u64, Ordering::Relaxed);
        // After a panic it is as good as before: what is in it was put in whole.
        let mut scratch = self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let tokens: Vec<IndexToken> = match self.view {
            View::Morphemes => {
                let tokens = self.analyzer.tokens(text, &mut scratch).into_iter();
                let placed = tokens.enumerate();
                placed.map(|(at, t)| token(t.text, t.range, at)).collect()
            }
            // A marked bigram stands at the place of the plain one.
            View::Grams => {
                let grams = grams(text).into_iter();
                grams.map(|g| token(g.text, g.range, g.position)).collect()
            }
            View::Stems => {
                let stems = self.analyzer.stems(text, &mut scratch).into_iter();
                let placed = stems.enumerate();
                placed.map(|(at, s)| token(s.text, s.range, at)).collect()
            }
            View::Numbers => {
                let mentions = numbers(text).into_iter().enumerate();
                let of_mention = |(at, mention): (usize, NumberMention)| {
                    let range = mention.range;
                    let terms = mention.terms.into_iter();
                    terms.map(move |term| token(term, range.clone(), at))
                };
                mentions.flat_map(of_mention).collect()
            }
        };
        ListedTokens::new(tokens)
    }
}

/// Tokens that were all made at once.
pub struct ListedTokens {
    rest: std::vec::IntoIter<IndexToken>,
    current: IndexToken,
}

impl ListedTokens {
    fn new(tokens: Vec<IndexToken>) -> Self {
        ListedTokens {
            rest: tokens.into_iter(),
            current: IndexToken::default(),
        }
    }
}

impl TokenStream for ListedTokens {
    fn advance(&mut self) -> bool {
        match self.rest.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
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
            let mut tokenizer = named_analyzers(&analyzer, &analyzed).get(name).unwrap();
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
