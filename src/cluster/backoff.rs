//! How long to wait before a request is sent again, and when to give up.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread;
use std::time::{Duration, Instant};

/// Before the first repetition; each further wait is twice as long.
const FIRST: Duration = Duration::from_millis(100);

/// No wait is longer.
const LONGEST: Duration = Duration::from_secs(5);

/// How often it is asked whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// The waits of one request.
#[derive(Debug)]
pub(super) struct Backoff {
    began: Instant,
    within: Duration,
    next: Duration,
    left: u32,
}

/// What a wait came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Waited {
    /// Send it again.
    Again,
    /// It was sent often enough, or long enough.
    Enough,
    /// The caller wants to stop.
    Stopped,
}

impl Backoff {
    /// Of a request that is repeated so many times at most, while so much time has not passed.
    pub(super) fn new(times: u32, within: Duration) -> Self {
        Backoff {
            began: Instant::now(),
            within,
            next: FIRST,
            left: times,
        }
    }

    /// Waits, unless it is enough.
    pub(super) fn wait(&mut self, stop: &dyn Fn() -> bool) -> Waited {
        if stop() {
            return Waited::Stopped;
        }
        let wait = jittered(self.next);
        if self.left == 0 || self.began.elapsed() + wait > self.within {
            return Waited::Enough;
        }
        self.left -= 1;
        self.next = (self.next * 2).min(LONGEST);
        let until = Instant::now() + wait;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            thread::sleep(left.min(LOOK));
            if stop() {
                return Waited::Stopped;
            }
        }
        Waited::Again
    }
}

/// Between half of it and all, so that those who were refused together do not come back
/// together.
fn jittered(wait: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    let share = (random % 1024) as u32;
    wait / 2 + wait * share / 2048
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn waits_grow_and_end() {
        let mut backoff = Backoff::new(2, Duration::from_secs(60));
        let began = Instant::now();
        assert_eq!(backoff.wait(&|| false), Waited::Again);
        assert!(began.elapsed() >= FIRST / 2);
        assert_eq!(backoff.wait(&|| false), Waited::Again);
        assert!(began.elapsed() >= FIRST / 2 + FIRST);
        assert_eq!(backoff.wait(&|| false), Waited::Enough);
    }

    #[test]
    fn time_ends_them_too() {
        let mut backoff = Backoff::new(100, Duration::from_millis(10));
        assert_eq!(backoff.wait(&|| false), Waited::Enough);
    }

    #[test]
    fn a_stop_is_seen_while_waiting() {
        let mut backoff = Backoff::new(9, Duration::from_secs(600));
        backoff.next = Duration::from_secs(300);
        let asked = Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > 2
        };
        let began = Instant::now();
        assert_eq!(backoff.wait(&stop), Waited::Stopped);
        assert!(began.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn jitter_is_within_half_and_all() {
        for _ in 0..100 {
            let wait = jittered(LONGEST);
            assert!((LONGEST / 2..=LONGEST).contains(&wait), "{wait:?}");
        }
    }
}
