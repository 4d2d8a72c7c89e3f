//! The training server's faults and the speed of its world for the window: `ui` and `app` know them by name only.

use std::sync::{Arc, Mutex, PoisonError};

use cargorun_desk::app::training::Controls;
use cargorun_desk::sandbox::{Fault, FaultPanel, Running};

/// A server that runs until its classroom closes.
pub(super) type Shared = Arc<Mutex<Option<Running>>>;

/// What can be changed of a running server.
pub(super) struct TrainingControls {
    running: Shared,
    panel: Option<FaultPanel>,
}

impl TrainingControls {
    pub(super) fn of(running: Shared) -> Self {
        let panel = running.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Running::faults);
        Self { running, panel }
    }

    fn with_running<T>(&self, ask: impl FnOnce(&Running) -> T) -> Option<T> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ask)
    }
}

impl Controls for TrainingControls {
    fn faults(&self) -> Vec<(&'static str, f64)> {
        let present = self.panel.as_ref().map(FaultPanel::probabilities).unwrap_or_default();
        present.into_iter().map(|(fault, chance)| (fault.name(), chance)).collect()
    }

    fn set_fault(&self, name: &str, chance: f64) {
        let fault = Fault::ALL.into_iter().find(|fault| fault.name() == name);
        if let (Some(panel), Some(fault)) = (&self.panel, fault) {
            panel.set(fault, chance);
        }
    }

    fn speed(&self) -> Option<f64> {
        self.with_running(Running::speed)
    }

    fn set_speed(&self, speed: f64) {
        self.with_running(|running| running.set_speed(speed));
    }
}
