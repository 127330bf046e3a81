//! Turns that threads take at what needs much memory.
//!
//! Defines who may begin and who waits; what is worth a turn is the taker's to say.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// One turn that is passed on.
#[derive(Clone, Default)]
pub(in crate::analysis) struct Turns(Arc<State>);

#[derive(Default)]
struct State {
    is_taken: Mutex<bool>,
    given_back: Condvar,
}

/// A turn, until it is dropped.
pub(in crate::analysis) struct Turn(Turns);

impl Turns {
    /// Waits until nobody else has it. Who has it must not ask again.
    pub(in crate::analysis) fn take(&self) -> Turn {
        let Turns(state) = self;
        // A thread that panicked gave its turn back, and changed nothing else.
        let mut is_taken = state
            .is_taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while *is_taken {
            is_taken = state
                .given_back
                .wait(is_taken)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *is_taken = true;
        Turn(self.clone())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Turns(state) = &self.0;
        *state
            .is_taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = false;
        state.given_back.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn one_at_a_time_has_the_turn() {
        let turns = Turns::default();
        let inside = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _turn = turns.take();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(inside.load(Ordering::SeqCst), 0);
    }
}
