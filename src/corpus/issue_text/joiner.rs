//! Wrapped lines to running text.
//!
//! Where a digest file keeps the space that a wrap replaced, the space decides.
//! Where its extractor lost them all, the file's own spelling is asked first and
//! the [`WordJudge`] last.

use std::collections::HashMap;

use super::line::Line;
use crate::corpus::characters::{holds_word, is_hangul, is_space, trim};
use crate::corpus::word_judge::WordJudge;

/// The lines of one part of the issue, before they are joined.
#[derive(Debug, Default, Clone)]
pub(in crate::corpus) struct WrappedText<'a> {
    pieces: Vec<Piece<'a>>,
}

/// What one line gives to a text.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    is_led: bool,
    is_trailed: bool,
}

impl<'a> WrappedText<'a> {
    /// Adds a stretch of a line, without the marker that started it.
    pub(crate) fn push(&mut self, text: &'a str, line: &Line<'a>) {
        if text.is_empty() {
            return;
        }
        let start = text.as_ptr().addr().wrapping_sub(line.text.as_ptr().addr());
        let before = line.text.get(..start).unwrap_or_default();
        let after = line
            .text
            .get(start.saturating_add(text.len())..)
            .unwrap_or_default();
        let is_led = if before.is_empty() {
            line.is_led
        } else {
            before.ends_with(is_space)
        };
        let is_trailed = if after.is_empty() {
            line.is_trailed
        } else {
            after.starts_with(is_space)
        };
        self.pieces.push(Piece {
            text: trim(text),
            is_led,
            is_trailed,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether the last line ends in a space, as one does that goes on.
    pub(crate) fn is_trailed(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.is_trailed)
    }

    /// The lines with nothing between them.
    pub(crate) fn glued(&self) -> String {
        self.pieces.iter().map(|piece| piece.text).collect()
    }
}

/// How wrapped lines of one file are joined.
pub(in crate::corpus) struct Joiner<'a, 'w> {
    keeps_spaces: bool,
    /// Continuations are indented, so that a space before one tells nothing.
    is_indented: bool,
    evidence: Evidence<'a>,
    words: &'w dyn WordJudge,
}

/// A file that keeps its spaces shows at least as many of its wraps with one.
const LEAST_SHARE_OF_SPACES: f64 = 0.25;
/// A file that ends nearly all lines in a space does so for no reason.
const MOST_SHARE_OF_IDLE_SPACES: f64 = 0.9;

impl<'a, 'w> Joiner<'a, 'w> {
    /// Decides from all texts of a file whether its lines keep their spaces.
    pub(crate) fn new(
        lines: &[Line<'a>],
        texts: &[&WrappedText<'a>],
        words: &'w dyn WordJudge,
    ) -> Self {
        let (mut wraps, mut spaced_wraps, mut ends, mut spaced_ends) = (0u32, 0u32, 0u32, 0u32);
        let mut led = 0u32;
        for text in texts {
            led += text
                .pieces
                .iter()
                .skip(1)
                .map(|piece| u32::from(piece.is_led))
                .sum::<u32>();
            if let Some((last, wrapped)) = text.pieces.split_last() {
                for piece in wrapped {
                    wraps += 1;
                    spaced_wraps += u32::from(piece.is_trailed);
                }
                ends += 1;
                spaced_ends += u32::from(last.is_trailed);
            }
        }
        let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1));
        let is_padded = ends >= 10 && share(spaced_ends, ends) >= MOST_SHARE_OF_IDLE_SPACES;
        let keeps_spaces = !is_padded && share(spaced_wraps, wraps) >= LEAST_SHARE_OF_SPACES;
        let evidence = if keeps_spaces || wraps == 0 {
            Evidence::default()
        } else {
            Evidence::of(lines, texts)
        };
        Joiner {
            keeps_spaces,
            is_indented: led * 4 > wraps,
            evidence,
            words,
        }
    }

    /// The text, its lines joined.
    pub(crate) fn join(&self, text: &WrappedText<'a>) -> String {
        let mut joined = String::new();
        let mut last: Option<&Piece<'a>> = None;
        for piece in &text.pieces {
            if last.is_some_and(|last| self.is_space_between(last, piece)) {
                joined.push(' ');
            }
            push_single_spaced(&mut joined, piece.text);
            last = Some(piece);
        }
        joined
    }

    fn is_space_between(&self, left: &Piece<'a>, right: &Piece<'a>) -> bool {
        if self.keeps_spaces {
            return left.is_trailed || right.is_led && !self.is_indented;
        }
        let left = left.text.rsplit(is_space).next().unwrap_or_default();
        let right = right.text.split(is_space).next().unwrap_or_default();
        by_signs(left, right)
            .or_else(|| self.evidence.is_space_between(left, right))
            .unwrap_or_else(|| self.words.is_space_between(left, right))
    }
}

/// Adds a text with one space where it has several: they are an extractor's, and not the issue's.
fn push_single_spaced(joined: &mut String, text: &str) {
    let mut is_after_space = false;
    for c in text.chars() {
        if !is_space(c) || !is_after_space {
            joined.push(c);
        }
        is_after_space = is_space(c);
    }
}

/// What the signs at a wrap tell: nothing stands before a comma, and so on.
fn by_signs(left: &str, right: &str) -> Option<bool> {
    let before = left.chars().next_back()?;
    let after = right.chars().next()?;
    let in_address = left.contains("://") || left.starts_with("www.");
    if in_address {
        let goes_on = "./-_?&=%#~".contains(after)
            || "./-_?&=%".contains(before) && !is_hangul(after)
            || right.contains('/') && right.is_ascii();
        return Some(!goes_on);
    }
    if ",.)]}’”」』》〉>%!?:;·‧․~℃".contains(after) {
        return Some(false);
    }
    if "([{‘“「『《〈<△▲~/".contains(before) {
        return Some(false);
    }
    match before {
        ',' => {
            let left_digits = left
                .trim_end_matches(',')
                .ends_with(|c: char| c.is_ascii_digit());
            let group: String = right.chars().take_while(char::is_ascii_digit).collect();
            Some(!(left_digits && group.len() == 3))
        }
        '.' if after.is_ascii_digit() => Some(false),
        '.' | ';' | ':' | '!' | '?' => Some(true),
        '·' | '‧' | '․' | 'ㆍ' => Some(false),
        '-' | '–' => Some(left.chars().count() == 1),
        '%' | ')' | '’' | '”' | '」' | '』' if is_particle(right) => Some(false),
        _ if before.is_ascii_digit() && after.is_ascii_digit() => Some(true),
        _ if before.is_ascii_digit() && starts_with_unit(right) => Some(false),
        _ if after == '&' || before == '&' => Some(true),
        _ if before.is_ascii_alphabetic() && after.is_ascii_alphanumeric() => Some(true),
        _ if is_bound(right) || !is_hangul(before) && is_particle(right) => Some(false),
        _ => None,
    }
}

/// Whether the word can only stand at the end of another, whatever that is.
fn is_bound(word: &str) -> bool {
    const ENDINGS: &str = "을 를 는 의 에 와 로 으로 에서 에게 에는 에도 까지 부터 라는 이라는 라고 이라고 에서는 으로는 에서의 으로서";
    holds_word(ENDINGS, word.trim_end_matches([',', '.']))
}

/// Whether the word stands at the end of another that is no Korean word.
fn is_particle(word: &str) -> bool {
    const PARTICLES: &str = "을 를 이 가 은 는 의 에 와 과 로 으로 도 만 에서 에게 에는 에도 까지 부터 라는 이라는 라고 이라고 이며 인 에서는 으로는 에서의 와의 과의 로서 으로서";
    holds_word(PARTICLES, word.trim_end_matches([',', '.']))
}

/// Whether the word is a unit that is written onto its number: `2024` and `년`.
fn starts_with_unit(word: &str) -> bool {
    const UNITS: [&str; 12] = [
        "년", "월", "일", "개", "명", "배", "억", "만", "조", "천", "위", "%",
    ];
    UNITS.iter().any(|unit| {
        word.strip_prefix(unit)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([',', '.', '(', ')']))
    })
}

/// How a file itself writes what stands at its wraps.
#[derive(Default)]
struct Evidence<'a> {
    /// The words that stand inside lines, sorted.
    inner_words: Vec<&'a str>,
    /// How often two words of a wrap stand inside lines with a space between.
    spaced: HashMap<(&'a str, &'a str), u32>,
    /// For each opening sign: how often it follows a letter, and how often a space.
    openings: HashMap<char, (u32, u32)>,
}

impl<'a> Evidence<'a> {
    fn of(lines: &[Line<'a>], texts: &[&WrappedText<'a>]) -> Self {
        let mut evidence = Evidence::default();
        for text in texts {
            for pair in text.pieces.windows(2) {
                if let [left, right] = pair {
                    let left = left.text.rsplit(is_space).next().unwrap_or_default();
                    let right = right.text.split(is_space).next().unwrap_or_default();
                    evidence.spaced.insert((bare(left), bare(right)), 0);
                }
            }
        }
        for line in lines {
            evidence.read(line.text);
        }
        evidence.inner_words.sort_unstable();
        evidence
    }

    fn read(&mut self, text: &'a str) {
        let mut words = text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .peekable();
        let mut last = words.next();
        while let Some(word) = words.next() {
            // A line's last word may be cut.
            if words.peek().is_some() {
                self.inner_words.push(bare(word));
                if let Some(count) =
                    last.and_then(|last| self.spaced.get_mut(&(bare(last), bare(word))))
                {
                    *count += 1;
                }
            }
            last = Some(word);
        }
        let mut before = ' ';
        for c in text.chars() {
            if "(‘“「『".contains(c) {
                let counts = self.openings.entry(c).or_default();
                counts.0 += u32::from(before.is_alphanumeric());
                counts.1 += u32::from(is_space(before));
            }
            before = c;
        }
    }

    fn is_space_between(&self, left: &str, right: &str) -> Option<bool> {
        let after = right.chars().next()?;
        if "(‘“「『".contains(after) {
            let (glued, spaced) = self.openings.get(&after).copied().unwrap_or_default();
            return (glued != spaced)
                .then_some(spaced > glued)
                .or(Some(after != '('));
        }
        let (left, right) = (bare(left), bare(right));
        let spaced = self.spaced.get(&(left, right)).copied().unwrap_or(0);
        let glued = self.inner_words_from(&format!("{left}{right}"));
        match spaced.cmp(&glued) {
            std::cmp::Ordering::Greater => Some(true),
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// How many words inside lines start like this; many are not told from more.
    fn inner_words_from(&self, start: &str) -> u32 {
        let from = self.inner_words.partition_point(|word| *word < start);
        let words = self.inner_words.iter().skip(from).take(100);
        let count = words.take_while(|word| word.starts_with(start)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| "()[]‘’“”「」『』<>,.:;'\"".contains(c))
}
