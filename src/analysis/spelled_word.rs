//! A word of a query by its letters: the readings it is looked up as, and where it stands in a
//! text.
//!
//! The index has the readings of every word (`readings`); here a text is looked through for
//! the same, without the dictionary, so that what is marked is what was found.

use super::readings::{ReadAs, VERB_MARK, reads_as};
use super::units::{Unit, spelling};

/// A word by its letters, to be found where a word of the text begins with them and what
/// follows leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpelledWord {
    /// Its characters that count, in normal form; one at least.
    pub chars: Vec<char>,
    /// Whether it is looked for as a word, or as one that particles stand behind.
    pub as_noun: bool,
    /// Whether it is looked for as a form of a verb that endings stand behind.
    pub as_verb: bool,
    /// Whether it may be written apart: 레드 팀.
    pub may_be_apart: bool,
}

/// In how many pieces a word may be written at most.
pub(super) const MOST_PIECES: usize = 4;

/// The most ways to cut a word that are looked for.
const MOST_WAYS: usize = 16;

/// Whether a piece is a Latin letter alone, which is a piece of too many words.
fn is_too_short(piece: &[char]) -> bool {
    matches!(piece, [c] if c.is_ascii_alphabetic())
}

impl SpelledWord {
    /// A word that particles may stand behind; `None` where nothing in it counts.
    pub fn noun(text: &str) -> Option<Self> {
        let chars: Vec<char> = spelling(text).chars().collect();
        (!chars.is_empty()).then_some(SpelledWord {
            chars,
            as_noun: true,
            as_verb: false,
            may_be_apart: false,
        })
    }

    /// The same, which may be written apart as well.
    pub fn or_apart(self) -> Self {
        SpelledWord {
            may_be_apart: true,
            ..self
        }
    }

    /// Its letters as one text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The terms of the readings' view that it is.
    pub fn terms(&self) -> Vec<String> {
        let text = self.text();
        let mut terms = Vec::new();
        if self.as_verb {
            terms.push(format!("{VERB_MARK}{text}"));
        }
        if self.as_noun {
            terms.push(text);
        }
        terms
    }

    /// The ways to cut it into pieces: two at least, and a piece of Latin letters has two of
    /// them at least. `beginnings` tells how long, in bytes, those beginnings of a text are that
    /// can be pieces, the shortest first.
    ///
    /// # Errors
    ///
    /// Those of `beginnings`.
    pub fn pieces<E>(
        &self,
        beginnings: impl Fn(&str) -> Result<Vec<usize>, E>,
        ways: &mut Vec<Vec<String>>,
    ) -> Result<(), E> {
        self.cut(&self.text(), &mut Vec::new(), &beginnings, ways)
    }

    fn cut<E>(
        &self,
        rest: &str,
        pieces: &mut Vec<String>,
        beginnings: &impl Fn(&str) -> Result<Vec<usize>, E>,
        ways: &mut Vec<Vec<String>>,
    ) -> Result<(), E> {
        if rest.is_empty() {
            if pieces.len() > 1 {
                ways.push(pieces.clone());
            }
            return Ok(());
        }
        if pieces.len() == MOST_PIECES || ways.len() == MOST_WAYS {
            return Ok(());
        }
        for length in beginnings(rest)? {
            let (piece, behind) = rest.split_at(length);
            let is_all = pieces.is_empty() && behind.is_empty();
            let alone = piece.chars().next().filter(|c| c.len_utf8() == length);
            if is_all || alone.is_some_and(|letter| is_too_short(&[letter])) {
                continue;
            }
            pieces.push(piece.to_owned());
            self.cut(behind, pieces, beginnings, ways)?;
            pieces.pop();
        }
        Ok(())
    }

    /// Where it stands among the `units` of a text, as ranges of their indexes, in order.
    pub fn find(&self, units: &[Unit]) -> Vec<std::ops::Range<usize>> {
        let starts = (0..units.len()).filter(|at| units[*at].starts_word);
        let found = starts.filter(|start| units[*start].value == self.chars[0]);
        let found = found.filter_map(|start| Some(start..self.end_of(units, start)?));
        found.collect()
    }

    /// Where `words` stand side by side among the `units` of a text, with nothing but particles
    /// and spaces between them.
    pub fn find_in_a_row(words: &[SpelledWord], units: &[Unit]) -> Vec<std::ops::Range<usize>> {
        let Some((first, rest)) = words.split_first() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for place in first.find(units) {
            let mut end = place.end;
            let all_follow = rest.iter().all(|word| {
                let behind = units[end..].iter().position(|unit| unit.starts_word);
                let start = behind.map(|behind| end + behind);
                let start = start.filter(|start| !units[*start].starts_section);
                let next = start.and_then(|start| word.end_of(units, start));
                end = next.unwrap_or(end);
                next.is_some()
            });
            if all_follow {
                found.push(place.start..end);
            }
        }
        found
    }

    /// Where its letters stand inside words of a text, as ranges of the indexes of `units`.
    pub fn find_inside(&self, units: &[Unit]) -> Vec<std::ops::Range<usize>> {
        let count = self.chars.len();
        if count < 2 || !self.as_noun {
            return Vec::new();
        }
        let starts = 0..(units.len() + 1).saturating_sub(count);
        let is_here = |start: &usize| {
            let here = &units[*start..*start + count];
            here.iter()
                .zip(&self.chars)
                .all(|(unit, c)| unit.value == *c)
                && here[1..].iter().all(|unit| !unit.starts_word)
        };
        starts
            .filter(is_here)
            .map(|start| start..start + count)
            .collect()
    }

    /// Where it ends, if it begins at `start`.
    fn end_of(&self, units: &[Unit], start: usize) -> Option<usize> {
        let mut word_start = start;
        let mut pieces = 1;
        for (number, wanted) in self.chars.iter().enumerate() {
            let at = start + number;
            let unit = units.get(at)?;
            if unit.value != *wanted {
                return None;
            }
            if number > 0 && unit.starts_word {
                pieces += 1;
                let is_short = is_too_short(&self.chars[word_start - start..number]);
                if !self.may_be_apart || unit.starts_section || pieces > MOST_PIECES || is_short {
                    return None;
                }
                word_start = at;
            }
        }
        if pieces > 1 && is_too_short(&self.chars[word_start - start..]) {
            return None;
        }
        let end = start + self.chars.len();
        let behind = units[end..].iter().take_while(|unit| !unit.starts_word);
        let last = units[word_start..end].iter().chain(behind);
        let last: Vec<char> = last.map(|unit| unit.value).collect();
        let fits = match reads_as(&last, end - word_start)? {
            ReadAs::Whole => self.as_noun,
            ReadAs::Noun { or_verb } => self.as_noun || (or_verb && self.as_verb),
            ReadAs::Verb => self.as_verb,
        };
        fits.then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::units;

    fn found(word: &SpelledWord, text: &str) -> Vec<String> {
        let units = units(text);
        let found = word.find(&units).into_iter();
        let bytes = found.map(|at| units[at.start].range.start..units[at.end - 1].range.end);
        bytes.map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_where_it_begins_an_eojeol() {
        let word = SpelledWord::noun("우크라이나").unwrap();
        for text in [
            "우크라이나에",
            "(우크라이나)",
            "“우크라이나”를",
            "우크라이나였다.",
            "우크라이나",
        ] {
            assert_eq!(found(&word, text), ["우크라이나"], "{text}");
        }
        for text in ["우크라이나산", "옛우크라이나", "우크라 이나", "우크라이"]
        {
            assert!(found(&word, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_word_written_apart_is_found_but_not_across_words_or_marks() {
        let word = SpelledWord::noun("유아인").unwrap().or_apart();
        assert_eq!(found(&word, "유아 인이"), ["유아 인"]);
        assert!(found(&word, "유아 인성 교육").is_empty());
        assert!(found(&word, "유아, 인").is_empty());
        assert!(found(&word, "유아는 인").is_empty());
    }

    #[test]
    fn forms_of_verbs_want_endings() {
        let word = SpelledWord {
            as_noun: false,
            as_verb: true,
            ..SpelledWord::noun("밝혔").unwrap()
        };
        for text in ["밝혔다", "밝혔습니다.", "밝혔으며", "밝혔다고"] {
            assert_eq!(found(&word, text), ["밝혔"], "{text}");
        }
        assert!(found(&word, "밝혔").is_empty());
    }
}
