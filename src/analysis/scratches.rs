//! Working memory for threads that analyse side by side.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::analysis::scratch::Scratch;

/// Scratches that threads share by turns: a thread takes one and gives it back, so there
/// are as many as threads that work at once, and what they remember stays.
#[derive(Clone)]
pub struct Scratches {
    remembered_bytes: usize,
    idle: Arc<Mutex<Vec<Scratch>>>,
}

impl Scratches {
    /// Scratches that remember eojeols in at most about `remembered_bytes` each.
    pub fn new(remembered_bytes: usize) -> Self {
        Scratches {
            remembered_bytes,
            idle: Arc::default(),
        }
    }

    /// An idle one, or a new one.
    pub fn take(&self) -> Scratch {
        let idle = self.idle().pop();
        idle.unwrap_or_else(|| Scratch::with_readings(self.remembered_bytes))
    }

    /// Puts one back that was taken.
    pub fn give_back(&self, scratch: Scratch) {
        self.idle().push(scratch);
    }

    /// A thread that panicked left what lies here as good as before.
    fn idle(&self) -> MutexGuard<'_, Vec<Scratch>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Scratches {
    fn default() -> Self {
        Scratches {
            remembered_bytes: Scratch::REMEMBERED_BYTES,
            idle: Arc::default(),
        }
    }
}
