//! What a parser asks about words, and leaves to whoever has a dictionary.

/// Says whether a space was lost where a line was wrapped.
///
/// Only asked in a file that has lost the spaces at its lines' ends, and where
/// the file itself does not tell.
pub trait WordJudge {
    /// Whether a space stands between `left`, the last word of a line, and
    /// `right`, the first of the next.
    fn is_space_between(&self, left: &str, right: &str) -> bool;
}

impl<F: Fn(&str, &str) -> bool> WordJudge for F {
    fn is_space_between(&self, left: &str, right: &str) -> bool {
        self(left, right)
    }
}

/// A judge that knows no words: lines are mostly wrapped between them.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpacesEverywhere;

impl WordJudge for SpacesEverywhere {
    fn is_space_between(&self, _left: &str, _right: &str) -> bool {
        true
    }
}
