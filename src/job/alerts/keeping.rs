//! Where the state of a reader of alerts lies, and who may write it.
//!
//! It lies in the index folder and not in a generation: it outlives them all. Its names are
//! hidden ones, which an index folder may hold whatever else it is.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, anyhow};

use super::state::{NoState, State};
use crate::index::{FileLock, replace_synced};
use crate::job::{JobError, JobEvent, Sink, Stop, check_stop};
use crate::language::{Message, messages};
use crate::regular_file;

/// No state is larger: a hundred bytes for each document that fits an alert.
const LARGEST_BYTES: u64 = 1 << 30;

/// No name of a reader is longer.
const LONGEST_NAME_CHARS: usize = 40;

/// Who is told of alerts: each reader is told of everything once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderName(String);

impl ReaderName {
    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReaderName {
    fn default() -> Self {
        ReaderName("default".to_owned())
    }
}

impl fmt::Display for ReaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that no reader can have, since it is to be a part of a file's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadReaderName;

impl fmt::Display for BadReaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", messages::alerts::reader_name(&LONGEST_NAME_CHARS))
    }
}

impl std::error::Error for BadReaderName {}

impl FromStr for ReaderName {
    type Err = BadReaderName;

    fn from_str(name: &str) -> Result<Self, BadReaderName> {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_short = (1..=LONGEST_NAME_CHARS).contains(&name.chars().count());
        match is_short && name.chars().all(fits) {
            true => Ok(ReaderName(name.to_owned())),
            false => Err(BadReaderName),
        }
    }
}

/// The right to read and write the state of a reader, held by one process at a time.
pub(super) struct Keeping {
    path: PathBuf,
    _lock: FileLock,
}

/// What was found where a state should be.
pub(super) enum Found {
    /// Nobody was told anything yet.
    Nothing,
    State(State),
    /// It is not what was written; why.
    Damaged(Message),
}

impl Keeping {
    /// Takes the lock of a reader in this index folder, or waits for it so long, without end
    /// where that is `None`.
    pub(super) fn begin(
        index: &Path,
        reader: &ReaderName,
        wait: Option<Duration>,
        stop: Stop<'_>,
        tell: Sink<'_>,
    ) -> Result<Self, JobError> {
        let mut told = false;
        let lock = FileLock::take(&index.join(format!(".alerts-{reader}.lock")), |waited| {
            let is_patient = wait.is_none_or(|wait| waited < wait) && !stop();
            if is_patient && !told {
                tell(&JobEvent::Waiting);
                told = true;
            }
            is_patient
        });
        let lock = lock.context(messages::alerts::written_in_index())?;
        check_stop(stop)?;
        Ok(Keeping {
            path: index.join(format!(".alerts-{reader}.state")),
            _lock: lock.map_err(|_| JobError::AlertsLocked(reader.clone()))?,
        })
    }

    /// Reads the state.
    pub(super) fn read(&self) -> Result<Found, JobError> {
        let bytes = match regular_file::read_itself(&self.path, LARGEST_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                let error = anyhow!(error)
                    .context(messages::alerts::cannot_read_state(&self.path.display()));
                return Err(error.into());
            }
            Err(error) => return Ok(Found::Damaged(self.told(&Message::told_by(&error)))),
        };
        match State::from_bytes(&bytes) {
            Ok(state) => Ok(Found::State(state)),
            Err(NoState::Damaged(why)) => Ok(Found::Damaged(self.told(&why))),
            Err(NoState::Newer(version)) => Err(JobError::Failed(anyhow!(
                messages::alerts::newer_state(&self.path.display(), &version)
            ))),
        }
    }

    fn told(&self, why: &Message) -> Message {
        messages::alerts::state_damaged(&self.path.display(), &why)
    }

    /// Puts the state in the place of the one before, once the disk has it.
    pub(super) fn write(&self, state: &State) -> anyhow::Result<()> {
        replace_synced(&self.path, &state.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_called_by_what_may_be_in_the_name_of_a_file() {
        for name in ["default", "mail-2", "읽는이", "A_b", &"a".repeat(40)] {
            assert_eq!(name.parse::<ReaderName>().unwrap().as_str(), name);
        }
        for name in [
            "",
            ".",
            "a/b",
            "../a",
            "a b",
            "a\n",
            "a\0",
            "a.b",
            &"a".repeat(41),
        ] {
            assert_eq!(name.parse::<ReaderName>(), Err(BadReaderName), "{name:?}");
        }
    }
}
