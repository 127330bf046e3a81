//! How often each eojeol of a corpus occurs, in bounded memory.

use std::collections::HashMap;

use crate::analysis::letters::characters::{CharKind, kind_of};
use crate::analysis::letters::normalization::normalize;
use crate::analysis::spelled::tails::{Symbol, is_syllable};

/// Symbols from here on are words of Latin letters and digits, by their numbers: no
/// candidate ends inside `gpt4`.
pub(super) const FIRST_LATIN: Symbol = 0x11_0000;

/// Words of Latin letters and digits longer than this are addresses and the like, and
/// end the eojeol.
const LONGEST_LATIN_BYTES: usize = 24;

/// How many words of Latin letters and digits are told apart. Those that come after
/// them end the eojeol.
const LATIN_WORDS: usize = 65_536;

/// How many symbols of an eojeol are kept: the longest candidate and its particles.
const EOJEOL_SYMBOLS: usize = 16;

/// How many different eojeols are kept before rare ones are forgotten, at about 100
/// bytes each. 9 MB of news have 215,000.
pub(super) const EOJEOLS: usize = 500_000;

/// Counts the eojeols of a corpus and suggests words from the counts.
///
/// Two statistics tell a word. Its symbols hold together: the cohesion of soynlp, by
/// Hyunjoong Kim. And what stands beside it varies: the branching entropy of Zhihui
/// Jin and Kumiko Tanaka-Ishii, "Unsupervised Segmentation of Chinese Text by Use of
/// Branching Entropy" (COLING/ACL 2006), after Zellig Harris, "From Phoneme to
/// Morpheme" (Language 31, 1955). That Korean words are to be looked for at the left
/// of eojeols is from Hyun-Joong Kim, Sungzoon Cho and Pilsung Kang, "KR-WordRank: An
/// Unsupervised Korean Word Extraction Method Based on WordRank" (Journal of the
/// Korean Institute of Industrial Engineers 40, 2014). What follows a word is compared
/// with the particles besides, and that is ours.
///
/// Eojeols here are runs of Hangul, Latin letters and digits: any mark ends one.
/// Memory is bounded (by about 80 MB), and time grows with the text.
#[derive(Debug, Default)]
pub struct WordStatistics {
    pub(super) eojeols: HashMap<Box<[Symbol]>, u64>,
    pub(super) latin_symbols: HashMap<Box<str>, Symbol>,
    pub(super) latin_words: Vec<Box<str>>,
    /// Eojeols in all, those forgotten included.
    pub(super) total: u64,
}

impl WordStatistics {
    /// Statistics of nothing yet.
    pub fn new() -> Self {
        WordStatistics::default()
    }

    /// Counts the eojeols of `text`.
    pub fn add(&mut self, text: &str) {
        let mut normal = Vec::new();
        for piece in text.split_whitespace() {
            normalize(piece, &mut normal);
            let is_counted = |value| {
                matches!(kind_of(value), CharKind::Latin | CharKind::Digit) || is_syllable(value)
            };
            for run in normal.split(|entry| !is_counted(entry.value)) {
                self.count(run.iter().map(|entry| entry.value));
            }
        }
    }

    /// Counts an eojeol, as far as it is kept.
    fn count(&mut self, values: impl Iterator<Item = char>) {
        let mut eojeol: Vec<Symbol> = Vec::with_capacity(EOJEOL_SYMBOLS);
        let mut values = values.peekable();
        while let Some(value) = values.next() {
            let symbol = if is_syllable(value) {
                Some(Symbol::from(value))
            } else {
                let mut latin = String::from(value);
                while latin.len() <= LONGEST_LATIN_BYTES
                    && let Some(value) = values.next_if(|&value| !is_syllable(value))
                {
                    latin.push(value);
                }
                self.latin_symbol(&latin)
            };
            let Some(symbol) = symbol else {
                break;
            };
            eojeol.push(symbol);
            if eojeol.len() == EOJEOL_SYMBOLS {
                break;
            }
        }
        if eojeol.iter().all(|&symbol| symbol >= FIRST_LATIN) {
            return;
        }
        self.total += 1;
        match self.eojeols.get_mut(eojeol.as_slice()) {
            Some(count) => *count += 1,
            None => {
                self.eojeols.insert(eojeol.into(), 1);
            }
        }
        if self.eojeols.len() > EOJEOLS {
            self.forget_rare();
        }
    }

    /// The symbol of a word of Latin letters and digits, if it has one.
    fn latin_symbol(&mut self, latin: &str) -> Option<Symbol> {
        let known = self.latin_symbols.get(latin).copied();
        if known.is_some()
            || latin.len() > LONGEST_LATIN_BYTES
            || self.latin_words.len() >= LATIN_WORDS
        {
            return known;
        }
        let symbol = FIRST_LATIN + self.latin_words.len() as Symbol;
        self.latin_words.push(latin.into());
        self.latin_symbols.insert(latin.into(), symbol);
        Some(symbol)
    }

    /// Halves what is kept, the rarest going first.
    pub(super) fn forget_rare(&mut self) {
        let mut rare = 1;
        while self.eojeols.len() > EOJEOLS / 2 {
            self.eojeols.retain(|_, count| *count > rare);
            rare *= 2;
        }
    }

    pub(super) fn text(&self, symbols: &[Symbol]) -> String {
        let mut text = String::new();
        for &symbol in symbols {
            match symbol.checked_sub(FIRST_LATIN) {
                Some(latin) => {
                    text.push_str(self.latin_words.get(latin as usize).map_or("", |w| w));
                }
                None => text.extend(char::from_u32(symbol)),
            }
        }
        text
    }

    pub(super) fn starts_with_digit(&self, symbol: Symbol) -> bool {
        symbol
            .checked_sub(FIRST_LATIN)
            .and_then(|latin| self.latin_words.get(latin as usize))
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    }
}
