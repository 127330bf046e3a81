//! How much time and memory a search may take.
//!
//! Defines the bounds and what is said where a search meets one. It is asked in the loops
//! whose length a query decides, and told of the lists that are kept. What is shown of hits
//! is as long as was asked for: each that is shown brings time of its own.

use crate::language::messages;
use std::cell::Cell;
use std::fmt;
use std::time::{Duration, Instant};

/// What one search may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How long it may take until its hits are known. Each that is shown brings a second.
    pub time: Duration,
    /// How much memory the lists may take that it keeps, in bytes.
    pub memory_bytes: usize,
}

impl Default for Bounds {
    /// What no query comes to that somebody means.
    fn default() -> Self {
        Bounds {
            time: Duration::from_secs(120),
            memory_bytes: 1 << 30,
        }
    }
}

/// What a hit that is shown may take besides: a hundred times what it takes.
const TIME_A_HIT: Duration = Duration::from_secs(1);

/// Why a search was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverBounds {
    /// It took longer than this.
    Time(Duration),
    /// Its lists would have taken more than so many bytes.
    Memory(usize),
}

impl fmt::Display for OverBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let less = messages::search::ask_for_less();
        match self {
            OverBounds::Time(time) => write!(
                f,
                "{}",
                messages::search::took_too_long(&time.as_secs_f64(), &less)
            ),
            OverBounds::Memory(bytes) => write!(
                f,
                "{}",
                messages::search::took_too_much(&(bytes >> 20), &less)
            ),
        }
    }
}

impl std::error::Error for OverBounds {}

/// What is left of the bounds of one search.
#[derive(Debug)]
pub(super) struct Budget {
    bounds: Bounds,
    started: Instant,
    /// How long it may take by now.
    time: Cell<Duration>,
    held_bytes: Cell<usize>,
}

impl Budget {
    /// A search begins.
    pub(super) fn start(bounds: Bounds) -> Self {
        Budget {
            bounds,
            started: Instant::now(),
            time: Cell::new(bounds.time),
            held_bytes: Cell::new(0),
        }
    }

    /// Fails where the time is over.
    pub(super) fn check(&self) -> Result<(), OverBounds> {
        let time = self.time.get();
        if self.started.elapsed() < time {
            Ok(())
        } else {
            Err(OverBounds::Time(time))
        }
    }

    /// Notes that `count` more entries of a list are kept for as long as the search takes.
    pub(super) fn keep<T>(&self, count: usize) -> Result<(), OverBounds> {
        self.room_for::<T>(count)?;
        let bytes = count.saturating_mul(size_of::<T>());
        self.held_bytes.set(self.held_bytes.get() + bytes);
        Ok(())
    }

    /// Fails where there is no room for a list of `count` entries, which soon goes again; and
    /// where the time is over.
    pub(super) fn room_for<T>(&self, count: usize) -> Result<(), OverBounds> {
        self.check()?;
        let bytes = count.saturating_mul(size_of::<T>());
        if self.held_bytes.get().saturating_add(bytes) <= self.bounds.memory_bytes {
            Ok(())
        } else {
            Err(OverBounds::Memory(self.bounds.memory_bytes))
        }
    }

    /// The hits are known, and so many are shown, which takes time besides.
    pub(super) fn show(&self, hits: usize) {
        let hits = u32::try_from(hits).unwrap_or(u32::MAX);
        let more = TIME_A_HIT.saturating_mul(hits);
        self.time.set(self.bounds.time.saturating_add(more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_and_what_passes_is_counted() {
        let budget = Budget::start(Bounds {
            memory_bytes: 100,
            ..Bounds::default()
        });
        assert_eq!(budget.keep::<u32>(20), Ok(()));
        assert_eq!(budget.room_for::<u32>(5), Ok(()));
        assert_eq!(budget.room_for::<u32>(5), Ok(()));
        assert_eq!(budget.room_for::<u32>(6), Err(OverBounds::Memory(100)));
        assert_eq!(budget.keep::<u8>(21), Err(OverBounds::Memory(100)));
        assert_eq!(budget.keep::<u8>(20), Ok(()));
        assert_eq!(budget.keep::<u64>(usize::MAX), Err(OverBounds::Memory(100)));
    }

    #[test]
    fn time_is_over_at_once_where_there_is_none_and_each_hit_brings_some() {
        let time = Duration::ZERO;
        let budget = Budget::start(Bounds {
            time,
            ..Bounds::default()
        });
        assert_eq!(budget.check(), Err(OverBounds::Time(time)));
        assert_eq!(budget.keep::<u8>(1), Err(OverBounds::Time(time)));
        budget.show(usize::MAX);
        assert_eq!(budget.check(), Ok(()));
        budget.show(0);
        assert_eq!(budget.check(), Err(OverBounds::Time(time)));
    }
}
