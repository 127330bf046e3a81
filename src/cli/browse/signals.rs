//! Signals that end the view, and waiting for what comes first: a key, a signal, or a
//! moment.
//!
//! A signal sets a flag that the loop of keys looks at, so that the terminal is given back
//! before the program ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::cli::terminal::stop;

/// What others send and what ends a process by its default: whichever comes, the terminal is
/// given back. Signals of a fault within the process (SIGSEGV, SIGABRT) end it where it is.
#[cfg(unix)]
const ENDING: [i32; 11] = {
    use signal_hook::consts::{
        SIGALRM, SIGHUP, SIGIO, SIGPROF, SIGQUIT, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
    };
    [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
        SIGIO,
    ]
};
#[cfg(not(unix))]
const ENDING: [i32; 2] = [SIGINT, SIGTERM];

/// Whether a signal came.
pub(super) struct Signals {
    /// The last one's number, 0 before any.
    signal: Arc<AtomicUsize>,
}

/// What came while waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// Something was typed, or the moment has passed.
    Input(bool),
    /// The terminal is gone.
    HangUp,
}

impl Signals {
    /// Takes the signals of this process from now on.
    pub(super) fn take() -> io::Result<Self> {
        // A first search may have taken them, to build the index.
        stop::hand_over();
        let signal = Arc::new(AtomicUsize::new(0));
        for ending in ENDING {
            let number = usize::try_from(ending).unwrap_or_default();
            flag::register_usize(ending, Arc::clone(&signal), number)?;
        }
        // Another size shall end a wait at once; the flag itself tells nothing.
        #[cfg(unix)]
        flag::register(signal_hook::consts::SIGWINCH, Arc::default())?;
        Ok(Signals { signal })
    }

    /// The exit code that shells give a process that the signal ended; `None` before any.
    pub(super) fn exit_code(&self) -> Option<u8> {
        match self.signal.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        }
    }

    /// The exit code of a process whose terminal went away.
    pub(super) const HANG_UP: u8 = 129;
}

/// Waits until something is typed, a signal comes, or `moment` has passed.
///
/// crossterm goes on waiting after a signal; so the system is asked first, and crossterm
/// only where there is something. (Its other source of events, without `use-dev-tty`, can
/// keep back a key that comes with a change of the size, and reads for ever from a terminal
/// that is gone.)
#[cfg(unix)]
pub(super) fn wait(moment: Duration) -> io::Result<Came> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    let stdin = io::stdin();
    let mut waited = [PollFd::new(&stdin, PollFlags::IN)];
    let moment = Timespec::try_from(moment).map_err(io::Error::other)?;
    match poll(&mut waited, Some(&moment)) {
        // A signal: the caller looks at what it was.
        Err(Errno::INTR) => return Ok(Came::Input(false)),
        polled => polled?,
    };
    let came = waited[0].revents();
    Ok(
        if came.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            Came::HangUp
        } else {
            Came::Input(came.contains(PollFlags::IN))
        },
    )
}

#[cfg(not(unix))]
pub(super) fn wait(moment: Duration) -> io::Result<Came> {
    crossterm::event::poll(moment).map(Came::Input)
}
