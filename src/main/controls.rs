//! The training server's faults and the speed of its world for the window: `ui` and `app` know them by name only.

use std::sync::{Arc, Mutex, PoisonError};

use cargorun_desk::app::training::Controls;
use cargorun_desk::sandbox::{AtiFault, AtiPanel, Fault, FaultPanel, Running};

/// A server that runs until its classroom closes.
pub(super) type Shared = Arc<Mutex<Option<Running>>>;

/// What can be changed of a running server.
pub(super) struct TrainingControls {
    running: Shared,
    panel: Option<FaultPanel>,
    ati: Option<AtiPanel>,
}

impl TrainingControls {
    pub(super) fn of(running: Shared) -> Self {
        let panel = running.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Running::faults);
        let ati = running.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Running::ati);
        Self { running, panel, ati }
    }

    fn with_running<T>(&self, ask: impl FnOnce(&Running) -> T) -> Option<T> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ask)
    }
}

impl Controls for TrainingControls {
    fn faults(&self) -> Vec<(&'static str, f64)> {
        let present = self.panel.as_ref().map(FaultPanel::probabilities).unwrap_or_default();
        let events = self.ati.as_ref().map(AtiPanel::faults).unwrap_or_default();
        let events = events.into_iter().map(|(fault, chance)| (fault.name(), chance));
        present.into_iter().map(|(fault, chance)| (fault.name(), chance)).chain(events).collect()
    }

    fn set_fault(&self, name: &str, chance: f64) {
        let fault = Fault::ALL.into_iter().find(|fault| fault.name() == name);
        if let (Some(panel), Some(fault)) = (&self.panel, fault) {
            panel.set(fault, chance);
        }
        let of_events = AtiFault::ALL.into_iter().find(|fault| fault.name() == name);
        if let (Some(ati), Some(fault)) = (&self.ati, of_events) {
            ati.set_fault(fault, chance);
        }
    }

    fn speed(&self) -> Option<f64> {
        self.with_running(Running::speed)
    }

    fn set_speed(&self, speed: f64) {
        self.with_running(|running| running.set_speed(speed));
    }
}
