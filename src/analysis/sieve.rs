//! Which eojeols can hold a term, told without the dictionary.
//!
//! Marking a hit needs only the tokens near the words of the query; segmenting all
//! its text would cost most of a search. A sieve lets through each eojeol that gives
//! a term, and some that do not. What it passes over are slang and misspellings that
//! the dictionary reads as another word (깍이 as 깎이): 2 in 1,000 of its inflected
//! rows, as the test below counts.

use std::collections::HashSet;

use super::characters::{CharKind, kind_of};
use super::jamo::final_letter;

/// From so many words on it pays to gather a text's characters first.
const MANY_WORDS: usize = 64;

/// What an eojeol must show to be worth segmenting for one of some words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sieve {
    /// For each word, a probe for each of its terms.
    words: Vec<Vec<Probe>>,
}

/// The part of a sieve that matters in one text.
pub(crate) struct TextSieve<'a> {
    probes: Vec<&'a Probe>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Probe {
    /// These characters side by side.
    Run(Vec<char>),
    /// A syllable with this initial consonant, by its place in Unicode's order.
    Initial(u32),
}

impl Sieve {
    /// A sieve for words, each given by its terms, which must all be there for the
    /// word to be.
    pub fn new<'a>(words: impl Iterator<Item = &'a [String]>) -> Self {
        let probes_of = |terms: &[String]| terms.iter().filter_map(|t| Probe::new(t)).collect();
        Sieve {
            words: words.map(probes_of).collect(),
        }
    }

    /// The sieve for the eojeols of a text, given in normal form. A word that lacks
    /// a term in all of the text is looked for nowhere in it.
    pub(crate) fn for_text(&self, text: &[char]) -> TextSieve<'_> {
        let mut probes: Vec<&Probe> = Vec::new();
        // Most words of a very long query show by one character that they are not here.
        let shown: HashSet<char> = if self.words.len() > MANY_WORDS {
            text.iter().copied().collect()
        } else {
            HashSet::new()
        };
        let lacks = |probe: &Probe| match probe {
            Probe::Run(run) => !shown.is_empty() && run.iter().any(|c| !shown.contains(c)),
            Probe::Initial(_) => false,
        };
        for word in &self.words {
            if word.iter().any(lacks) {
                continue;
            }
            if word.iter().all(|probe| probe.is_shown_by(text)) {
                for probe in word {
                    if !probes.contains(&probe) {
                        probes.push(probe);
                    }
                }
            }
        }
        TextSieve { probes }
    }
}

impl TextSieve<'_> {
    /// Whether no eojeol can pass.
    pub(crate) fn is_closed(&self) -> bool {
        self.probes.is_empty()
    }

    /// Whether the eojeol, in normal form, may hold one of the terms.
    pub(crate) fn lets_through(&self, eojeol: &[char]) -> bool {
        self.probes.iter().any(|probe| probe.is_shown_by(eojeol))
    }
}

impl Probe {
    fn new(term: &str) -> Option<Self> {
        let chars: Vec<char> = term.chars().collect();
        let (&first, _) = chars.split_first()?;
        Some(match kind_of(first) {
            // A number may have commas, and a month has lost its zero.
            CharKind::Digit => Probe::Run(vec![first]),
            CharKind::Letter if initial(first).is_some() => {
                // An ending may melt into the last syllable (거 + ㄹ = 걸, 돕 + 아 =
                // 도와), and with stems in 르 into the last two (흐르 + 어 = 흘러).
                // What is before stays; the first initial consonant always does.
                let melting = if term.ends_with('르') { 2 } else { 1 };
                let steady = chars.len().saturating_sub(melting);
                match (steady, initial(first)) {
                    (0, _) if has_firm_final(first) => Probe::Run(vec![first]),
                    (0, Some(initial)) => Probe::Initial(initial),
                    _ => Probe::Run(chars[..steady].to_vec()),
                }
            }
            _ => Probe::Run(chars),
        })
    }

    fn is_shown_by(&self, eojeol: &[char]) -> bool {
        match self {
            Probe::Run(run) => eojeol.windows(run.len()).any(|window| window == run),
            Probe::Initial(wanted) => eojeol.iter().any(|c| initial(*c) == Some(*wanted)),
        }
    }
}

/// The initial consonant of a Hangul syllable.
fn initial(value: char) -> Option<u32> {
    ('가'..='힣')
        .contains(&value)
        .then(|| (value as u32 - '가' as u32) / (21 * 28))
}

/// Whether a syllable ends in ㄱ, ㄴ, ㅁ or ㅇ: no ending melts into it or takes its
/// final away, as with 듣 (들어), 돕 (도와) or 거 (걸).
fn has_firm_final(syllable: char) -> bool {
    matches!(final_letter(syllable), Some('ㄱ' | 'ㄴ' | 'ㅁ' | 'ㅇ'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::analysis::{Parts, Scratch};
    use proptest::prelude::*;

    fn lets_through(term: &str, eojeol: &str) -> bool {
        let chars: Vec<char> = eojeol.chars().collect();
        let terms = [term.to_owned()];
        let sieve = Sieve::new([terms.as_slice()].into_iter());
        sieve.for_text(&chars).lets_through(&chars)
    }

    #[test]
    fn a_word_that_lacks_a_term_is_not_looked_for() {
        let terms = ["레드".to_owned(), "팀".to_owned()];
        let sieve = Sieve::new([terms.as_slice()].into_iter());
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        assert!(sieve.for_text(&chars("레드 와인")).is_closed());
        assert!(sieve.for_text(&chars("팀의 구성")).is_closed());
        assert!(
            sieve
                .for_text(&chars("팀 레드"))
                .lets_through(&chars("팀이"))
        );
    }

    #[test]
    fn inflected_forms_pass() {
        for (term, eojeol) in [
            ("돕", "도와"),
            ("흐르", "흘러"),
            ("서두르", "서둘러"),
            ("이것", "이게"),
            ("레드", "레드팀은"),
            ("1280", "1,280억"),
            ("4", "2024.04.11"),
        ] {
            assert!(lets_through(term, eojeol), "{term} in {eojeol}");
        }
        assert!(!lets_through("레드", "과기정통부는"));
        assert!(!lets_through("gpt", "ai를"));
    }

    #[test]
    fn inflected_words_of_the_dictionary_pass_but_for_slang() {
        let dictionary = digest_ko_dic::load().unwrap();
        let mut seen = 0;
        let mut passed_over = Vec::new();
        for word in 0..digest_ko_dic::ENTRY_COUNT {
            let details = dictionary.word_details(word);
            // The reading of a Hangul word is its surface.
            let (Some(reading), Some(kind), Some(expression)) =
                (details.get(3), details.get(4), details.get(7))
            else {
                continue;
            };
            let parts = crate::analysis::morphemes::parts(kind, expression, reading);
            if let Parts::Inflected(parts) = parts {
                for (text, tag) in parts {
                    if crate::analysis::leaves::is_content(&tag) {
                        seen += 1;
                        if !lets_through(&text, reading) {
                            passed_over.push(format!("{text}/{tag} in {reading}"));
                        }
                    }
                }
            }
        }
        assert!(seen > 200_000, "{seen}");
        let share = passed_over.len() as f64 / seen as f64;
        assert!(share < 0.0025, "{share}: {:?}", &passed_over[..40]);
    }

    proptest! {
        #[test]
        fn tokens_that_stand_in_the_text_pass(eojeol in "[가-힣]{1,6}|[가-힣a-z0-9,.-]{1,8}") {
            let analyzer = test_analyzer();
            let tokens = analyzer.tokens(&eojeol, &mut Scratch::default());
            for token in tokens.into_iter().filter(|token| eojeol.contains(&token.text)) {
                prop_assert!(lets_through(&token.text, &eojeol), "{} in {eojeol}", token.text);
            }
        }
    }
}
