//! The training server's faults for the window: `ui` and `app` know them by name only.

use std::sync::{Arc, Mutex, PoisonError};

use cargorun_desk::app::training::Controls;
use cargorun_desk::sandbox::{Fault, Running};

/// A server that runs until its classroom closes.
pub(super) type Shared = Arc<Mutex<Option<Running>>>;

/// Faults of a running server.
pub(super) struct FaultControls {
    running: Shared,
    /// What was set, by fault.
    chances: Mutex<Vec<(Fault, f64)>>,
}

impl FaultControls {
    pub(super) fn of(running: Shared) -> Self {
        Self { running, chances: Mutex::new(Fault::ALL.map(|fault| (fault, 0.0)).to_vec()) }
    }
}

impl Controls for FaultControls {
    fn faults(&self) -> Vec<(&'static str, f64)> {
        let chances = self.chances.lock().unwrap_or_else(PoisonError::into_inner);
        chances.iter().map(|(fault, chance)| (fault.name(), *chance)).collect()
    }

    fn set_fault(&self, name: &str, chance: f64) {
        let mut chances = self.chances.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((fault, known)) = chances.iter_mut().find(|(fault, _)| fault.name() == name) else { return };
        *known = chance;
        if let Some(running) = self.running.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            running.set_fault(*fault, chance);
        }
    }

    fn speed(&self) -> Option<f64> {
        // The world of this server moves only when it is spoken to.
        None
    }

    fn set_speed(&self, _: f64) {}
}
