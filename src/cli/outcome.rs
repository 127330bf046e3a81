//! How a command ended, which its exit code tells.

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Found, or done.
    Good,
    /// Nothing found, or done with problems that were told.
    Lacking,
    /// Failed, as was told already; the exit code.
    Told(u8),
}

impl Outcome {
    /// The outcome of a command that looked for something.
    pub(super) fn of(found: bool) -> Self {
        if found {
            Outcome::Good
        } else {
            Outcome::Lacking
        }
    }
}
