//! The analyzer as tantivy's tokenizers.
//!
//! Defines the two named analyzers of the index. Both give byte offsets into the
//! text they are given.

use std::sync::Arc;

use tantivy::tokenizer::{Token as IndexToken, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer::{Analyzer, Scratch};
use super::grams::grams;

/// The name of the analyzer that gives morphemes.
pub const MORPHEMES: &str = "korean_morphemes";
/// The name of the analyzer that gives bigrams.
pub const GRAMS: &str = "korean_grams";

/// The named analyzers, for the index to find by the names in its schema.
pub fn named_analyzers(analyzer: &Arc<Analyzer>) -> TokenizerManager {
    // The default manager holds `raw`, which whole ids are indexed by.
    let manager = TokenizerManager::default();
    manager.register(
        MORPHEMES,
        MorphemeTokenizer {
            analyzer: Arc::clone(analyzer),
            scratch: Scratch::default(),
        },
    );
    manager.register(GRAMS, GramTokenizer);
    manager
}

/// Gives the analyzer's tokens, one a position.
pub struct MorphemeTokenizer {
    analyzer: Arc<Analyzer>,
    scratch: Scratch,
}

impl Clone for MorphemeTokenizer {
    fn clone(&self) -> Self {
        // The scratch is memory to work in; each clone gets its own.
        MorphemeTokenizer {
            analyzer: Arc::clone(&self.analyzer),
            scratch: Scratch::default(),
        }
    }
}

impl Tokenizer for MorphemeTokenizer {
    type TokenStream<'a> = ListedTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListedTokens {
        let tokens = self.analyzer.tokens(text, &mut self.scratch);
        ListedTokens::new(
            tokens
                .into_iter()
                .enumerate()
                .map(|(position, token)| IndexToken {
                    offset_from: token.range.start,
                    offset_to: token.range.end,
                    position,
                    text: token.text,
                    position_length: 1,
                }),
        )
    }
}

/// Gives the bigrams; a marked one stands at the place of the plain one.
#[derive(Clone)]
pub struct GramTokenizer;

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = ListedTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListedTokens {
        ListedTokens::new(grams(text).into_iter().map(|gram| IndexToken {
            offset_from: gram.range.start,
            offset_to: gram.range.end,
            position: gram.position,
            text: gram.text,
            position_length: 1,
        }))
    }
}

/// Tokens that were all made at once.
pub struct ListedTokens {
    rest: std::vec::IntoIter<IndexToken>,
    current: IndexToken,
}

impl ListedTokens {
    fn new(tokens: impl Iterator<Item = IndexToken>) -> Self {
        ListedTokens {
            rest: tokens.collect::<Vec<_>>().into_iter(),
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

    #[test]
    fn offsets_are_bytes_of_the_given_text() {
        let analyzer = Arc::new(Analyzer::new().unwrap());
        for name in [MORPHEMES, GRAMS] {
            let mut tokenizer = named_analyzers(&analyzer).get(name).unwrap();
            let text = "워싱턴⼤와 투자계획은 ㈜에이";
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
        }
    }
}
