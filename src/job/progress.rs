//! How far a run is, and how long the rest takes.

use std::time::{Duration, Instant};

use super::JobEvent;

/// What has to be read, and what was.
pub(super) struct Work {
    pub(super) started: Instant,
    pub(super) files: u64,
    pub(super) done: u64,
    pub(super) bytes: u64,
    pub(super) bytes_done: u64,
    pub(super) articles: u64,
}

impl Work {
    pub(super) fn of(files: u64, bytes: u64) -> Self {
        Work {
            started: Instant::now(),
            files,
            done: 0,
            bytes,
            bytes_done: 0,
            articles: 0,
        }
    }

    /// How long the rest takes, if it goes on as it did: by bytes, since files differ.
    fn left(&self) -> Option<Duration> {
        let elapsed = self.started.elapsed();
        if self.bytes_done == 0 || elapsed < Duration::from_millis(500) {
            return None;
        }
        let rest = self.bytes.saturating_sub(self.bytes_done) as f64 / self.bytes_done as f64;
        Some(elapsed.mul_f64(rest))
    }

    pub(super) fn progress(&self) -> JobEvent<'static> {
        JobEvent::Progress {
            done: self.done,
            of: self.files,
            bytes_done: self.bytes_done,
            bytes: self.bytes,
            left: self.left(),
            articles: self.articles,
        }
    }
}
