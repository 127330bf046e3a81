//! Stopping when told to: Ctrl-C and SIGTERM.
//!
//! A run of the index job looks now and then whether it shall stop, and then leaves
//! everything as it was. A second signal ends it at once, which is as safe and leaves
//! more to tidy up for the next run.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether a signal came.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop {
    /// The last one's number, 0 before any.
    signal: Arc<AtomicUsize>,
}

/// The run was told to stop, and published nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stopped {
    signal: usize,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match i32::try_from(self.signal) {
            Ok(SIGINT) => "Ctrl-C",
            _ => "SIGTERM",
        };
        write!(f, "stopped by {name}; nothing was published")
    }
}

impl std::error::Error for Stopped {}

impl Stopped {
    /// The exit code that shells give a process that a signal ended.
    pub(super) fn exit_code(self) -> u8 {
        u8::try_from(128 + self.signal).unwrap_or(u8::MAX)
    }
}

impl Stop {
    /// Takes the signals of this process from now on.
    pub(super) fn on_signals() -> io::Result<Self> {
        let stop = Stop::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&again))?;
            flag::register(signal, Arc::clone(&again))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&stop.signal), number)?;
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

    /// Whether a signal came.
    pub(super) fn is_asked_for(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Fails once a signal came.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        match self.signal.load(Ordering::Relaxed) {
            0 => Ok(()),
            signal => Err(Stopped { signal }.into()),
        }
    }
}
