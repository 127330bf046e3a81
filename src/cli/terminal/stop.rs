//! Stopping when told to: Ctrl-C, SIGTERM, and a terminal that goes away (SIGHUP).
//!
//! A run of the index job looks now and then whether it shall stop, and then leaves
//! everything as it was. A second signal ends it at once, which is as safe and leaves
//! more to tidy up for the next run.
//!
//! The statics stay, since signals are the process's and not a run's.

use std::fmt;
use std::io;
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

use crate::job::JobError;
use crate::language::messages;

#[cfg(unix)]
const ENDING: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const ENDING: [i32; 2] = [SIGINT, SIGTERM];

/// Whether the next signal ends the process, as if it had never been taken.
static ENDS_AT_ONCE: AtomicBool = AtomicBool::new(false);

/// What was registered for the signals.
static TAKEN: Mutex<Vec<SigId>> = Mutex::new(Vec::new());

/// Whether a signal came.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Stop {
    /// The last one's number, 0 before any.
    signal: Arc<AtomicUsize>,
}

/// The run was told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Stopped {
    signal: usize,
    /// Whether what it made was published before.
    published: bool,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match i32::try_from(self.signal) {
            Ok(SIGINT) => "Ctrl-C",
            Ok(SIGTERM) => "SIGTERM",
            _ => "SIGHUP",
        };
        let published = if self.published {
            messages::command::published_before()
        } else {
            messages::command::nothing_published()
        };
        write!(f, "{}", messages::command::stopped_by(&name, &published))
    }
}

impl std::error::Error for Stopped {}

impl Stopped {
    /// The exit code that shells give a process that a signal ended.
    pub(in crate::cli) fn exit_code(self) -> u8 {
        u8::try_from(128 + self.signal).unwrap_or(u8::MAX)
    }
}

impl Stop {
    /// Takes the signals of this process from now on, but those that whoever started it had
    /// it ignore, as `nohup` does.
    pub(in crate::cli) fn on_signals() -> io::Result<Self> {
        let stop = Stop::default();
        ENDS_AT_ONCE.store(false, Ordering::SeqCst);
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        for signal in ENDING.into_iter().filter(|signal| !is_ignored(*signal)) {
            taken.push(flag::register_conditional_default(signal, &ENDS_AT_ONCE)?);
            taken.push(flag::register(signal, &ENDS_AT_ONCE)?);
            let number = usize::try_from(signal).unwrap_or_default();
            taken.push(flag::register_usize(
                signal,
                Arc::clone(&stop.signal),
                number,
            )?);
        }
        // A file that would grow over the limit of the process is an error of the write,
        // which is told, instead of a signal that ends the process.
        #[cfg(unix)]
        flag::register(
            signal_hook::consts::SIGXFSZ,
            Arc::new(AtomicBool::new(false)),
        )?;
        Ok(stop)
    }

    /// The same, for whoever waits for one: gives beside it what can be read when one came.
    #[cfg(unix)]
    pub(in crate::cli) fn with_wake() -> io::Result<(Self, UnixStream)> {
        let stop = Stop::on_signals()?;
        let (read, write) = UnixStream::pair()?;
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        for signal in ENDING.into_iter().filter(|signal| !is_ignored(*signal)) {
            taken.push(low_level::pipe::register(signal, write.try_clone()?)?);
        }
        Ok((stop, read))
    }

    /// The exit code that shells give a process that the signal ended; `None` before any.
    pub(in crate::cli) fn exit_code(&self) -> Option<u8> {
        match self.signal.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        }
    }

    /// Whether a signal came.
    pub(in crate::cli) fn is_asked_for(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// The error of a job, which was told to stop by the signal that came.
    pub(in crate::cli) fn error_of(&self, error: JobError) -> anyhow::Error {
        match (error, self.check_for(false)) {
            (JobError::Stopped, Err(stopped)) => stopped,
            (error, _) => error.into(),
        }
    }

    /// Lets the next signal end the process, now that nothing would be left behind. Fails
    /// where one came while the index was published.
    pub(in crate::cli) fn let_go(&self) -> anyhow::Result<()> {
        ENDS_AT_ONCE.store(true, Ordering::SeqCst);
        self.check_for(true)
    }

    fn check_for(&self, published: bool) -> anyhow::Result<()> {
        match self.signal.load(Ordering::SeqCst) {
            0 => Ok(()),
            signal => Err(Stopped { signal, published }.into()),
        }
    }
}

/// Leaves the signals to whoever takes them next.
pub(in crate::cli) fn hand_over() {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    for id in taken.drain(..) {
        low_level::unregister(id);
    }
}

/// Whether the process was started so that it ignores the signal. Where the system does not
/// tell, it is not.
#[cfg(target_os = "linux")]
fn is_ignored(signal: i32) -> bool {
    let status = crate::regular_file::read("/proc/self/status".as_ref(), 1 << 20);
    let status = status.unwrap_or_default();
    let status = String::from_utf8_lossy(&status);
    is_among_ignored(&status, signal)
}

#[cfg(not(target_os = "linux"))]
fn is_ignored(_: i32) -> bool {
    false
}

/// Whether `status`, as Linux tells it of a process, has the signal among the ignored.
#[cfg(target_os = "linux")]
fn is_among_ignored(status: &str, signal: i32) -> bool {
    let mut lines = status.lines();
    let mask = lines
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_ignores_is_read_of_its_status() {
        let status = "Name:\tdigest\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n";
        assert!(is_among_ignored(status, 1));
        assert!(!is_among_ignored(status, 2));
        assert!(is_among_ignored(status, 13));
        assert!(!is_among_ignored("", 1));
    }
}
