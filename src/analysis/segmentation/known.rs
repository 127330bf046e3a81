//! What the dictionary has a text as, as it cuts it where it stands alone.

use crate::analysis::analyzer::Analyzer;

/// What the dictionary has a text as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// As none, or as several.
    Nothing,
    /// As something's name. It lists names by the hundred thousand, and among these misspellings of
    /// all kinds.
    Name,
    /// As any other word of one morpheme.
    Word,
    /// As a form of a verb, which any other letters may be as well.
    Verb,
}

impl Analyzer {
    /// What the dictionary has `text` as.
    pub fn known_as(&self, text: &str) -> Known {
        let pieces = self.morphemes(text);
        let tags = pieces.iter().flat_map(|(_, morphemes)| morphemes);
        let tags: Vec<&str> = tags.map(|morpheme| morpheme.tag.as_str()).collect();
        let is_ending = |tag: &&str| tag.starts_with(['E', 'V', 'J']);
        match tags.as_slice() {
            [first, rest @ ..] if first.starts_with('V') && rest.iter().all(is_ending) => {
                Known::Verb
            }
            ["NNP"] => Known::Name,
            [tag] if tag.starts_with(['N', 'M', 'I']) => Known::Word,
            _ => Known::Nothing,
        }
    }
}
