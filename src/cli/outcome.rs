//! How a command ended, which its exit code tells.
//!
//! The codes are interface: 0 found or done, 1 nothing found or done with problems, 2 an
//! error, 20 and 21 a format_version that is no longer or not yet spoken, 75 another job
//! holds the index, 129, 130 and 143 stopped by a signal.

use super::terminal::stop;
use crate::job::JobError;

/// An error, of what was typed too.
pub(super) const EXIT_ERROR: u8 = 2;

/// A format_version that this build speaks no longer, as notmuch has it.
pub(super) const EXIT_NO_LONGER_SPOKEN: u8 = 20;

/// A format_version that this build does not speak yet.
pub(super) const EXIT_NOT_YET_SPOKEN: u8 = 21;

/// EX_TEMPFAIL of sysexits.h: try again later.
const EXIT_BUSY: u8 = 75;

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

/// The exit code of a command that failed.
pub(super) fn code_of(error: &anyhow::Error) -> u8 {
    if let Some(JobError::Locked | JobError::AlertsLocked(_)) = error.downcast_ref() {
        return EXIT_BUSY;
    }
    let stopped = error.downcast_ref::<stop::Stopped>();
    stopped.map_or(EXIT_ERROR, |stopped| stopped.exit_code())
}
