//! Leaves a service that is away alone for a while.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So many failures in a row open the circuit.
const FAILURES_MAX: u32 = 3;
/// While it is open nobody calls.
const PAUSE: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub struct Circuit(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    closed_from: Option<Instant>,
}

impl Circuit {
    /// Whether a call may be made now.
    pub fn is_closed(&self, now: Instant) -> bool {
        self.state().closed_from.is_none_or(|from| now >= from)
    }

    pub fn succeeded(&self) {
        *self.state() = State::default();
    }

    /// After a pause one more failure is enough to open it again.
    pub fn failed(&self, now: Instant) {
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES_MAX {
            state.closed_from = Some(now + PAUSE);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Circuit, PAUSE};
    use std::time::{Duration, Instant};

    #[test]
    fn three_failures_in_a_row_open_it_for_a_minute() {
        let (circuit, now) = (Circuit::default(), Instant::now());
        for _ in 0..2 {
            circuit.failed(now);
        }
        circuit.succeeded();
        for _ in 0..2 {
            circuit.failed(now);
            assert!(circuit.is_closed(now), "a success between them counts");
        }
        circuit.failed(now);
        assert!(!circuit.is_closed(now + PAUSE - Duration::from_secs(1)));
        assert!(circuit.is_closed(now + PAUSE));
        circuit.failed(now + PAUSE);
        assert!(!circuit.is_closed(now + PAUSE), "still away");
    }
}
