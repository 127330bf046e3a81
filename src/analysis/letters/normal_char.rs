//! A character of the normal form of a text.

/// A character of the normal form and the bytes of the original it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NormalChar {
    pub value: char,
    /// Where it starts in the original, in bytes.
    pub start: usize,
    /// Where it ends in the original, in bytes.
    pub end: usize,
}
