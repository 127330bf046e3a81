//! Query text to the words that are looked for.
//!
//! Any text is a query: there is no syntax to get wrong. Defines how each word is
//! looked for; which field it weighs what in is `ranking`'s.

use std::collections::HashSet;

use crate::analysis::{Analyzer, GramPhrase, Scratch, Word};

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The text as it was typed.
    pub text: String,
    /// The words to be found, each once, in the order typed. Empty where the text
    /// holds nothing that can be searched for.
    pub words: Vec<QueryWord>,
}

/// One word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// The word as it was typed, without the marks around it.
    pub text: String,
    /// Its tokens, to be found side by side in this order.
    pub terms: Vec<String>,
    /// Its characters, to be found side by side whatever the spaces: the way to
    /// words that the dictionary may cut differently in a text.
    pub grams: Option<GramPhrase>,
}

impl Query {
    /// Reads `text`. Never fails.
    pub fn new(text: &str, analyzer: &Analyzer) -> Self {
        let mut seen = HashSet::new();
        let words = analyzer
            .words(text, &mut Scratch::default())
            .into_iter()
            .filter(|word| !word.tokens.is_empty())
            .map(|word| QueryWord::new(text, word))
            .filter(|word| seen.insert(word.terms.clone()))
            .collect();
        Query {
            text: text.to_owned(),
            words,
        }
    }
}

impl QueryWord {
    fn new(text: &str, word: Word) -> Self {
        // Without the particles and endings behind it.
        let end = word
            .tokens
            .last()
            .map_or(word.range.end, |last| last.range.end);
        let stem = word.range.start..end;
        // A known word alone is cut out of every eojeol in the same way, and its
        // characters would also be found in others: 인도 in 인도적.
        let trusted = match word.tokens.as_slice() {
            [token] => token.known,
            tokens => tokens.iter().all(|token| token.text.is_ascii()),
        };
        let grams = if trusted {
            None
        } else {
            GramPhrase::new(&text[stem])
        };
        QueryWord {
            text: text[word.range].to_owned(),
            terms: word.tokens.into_iter().map(|token| token.text).collect(),
            grams,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let analyzer = Analyzer::new().unwrap();
        let query = Query::new(text, &analyzer);
        query.words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn what_looks_like_syntax_is_text() {
        assert_eq!(words("AI: 규제"), ["AI", "규제"]);
        assert_eq!(words("(주)카카오"), ["주", "카카오"]);
        assert_eq!(words("[단독] 구글"), ["단독", "구글"]);
        assert_eq!(words("\"레드팀"), ["레드팀"]);
        assert_eq!(words("-규제"), ["규제"]);
        assert_eq!(words("AND"), ["AND"]);
        assert_eq!(words("C++"), ["C"]);
        assert_eq!(words("🎉"), Vec::<String>::new());
    }

    #[test]
    fn a_word_counts_once_however_inflected() {
        assert_eq!(words("투자 투자를 투자했다"), ["투자"]);
    }

    #[test]
    fn words_the_dictionary_may_cut_otherwise_are_looked_for_by_characters_too() {
        let analyzer = Analyzer::new().unwrap();
        let grams = |text: &str| Query::new(text, &analyzer).words[0].grams.clone();
        assert!(grams("레드팀은").is_some_and(|g| g.chars == ['레', '드', '팀']));
        assert_eq!(grams("인도"), None);
        assert_eq!(grams("GPT-4"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in any::<String>()) {
            let analyzer = Analyzer::new().unwrap();
            for word in Query::new(&text, &analyzer).words {
                prop_assert!(!word.text.is_empty() && !word.terms.is_empty());
                prop_assert!(text.contains(&word.text));
            }
        }
    }
}
