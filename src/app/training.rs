//! The weather of the training server: faults by name with their probabilities, presets, and the pace of its life.
//!
//! The application doesn't know the training server; the binary hands in [`Controls`]. Faults that the server learns later
//! appear by themselves.

/// What the embedded training server lets a person change. Cheap: called on the window's thread.
pub trait Controls: Send {
    /// Faults by name with their probabilities now, 0–1, in the order in which they are shown.
    fn faults(&self) -> Vec<(&'static str, f64)>;
    /// Sets the probability of a fault; an unknown name is nothing.
    fn set_fault(&self, name: &str, chance: f64);
    /// How many times faster than the clock the living world goes; `None`: it doesn't live.
    fn speed(&self) -> Option<f64>;
    /// Changes the pace.
    fn set_speed(&self, speed: f64);
}

/// What the screen knows of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Training {
    /// Faults by name with their probabilities, 0–1.
    pub faults: Vec<(&'static str, f64)>,
    /// The pace of the living world, if it lives.
    pub speed: Option<f64>,
}

/// What a person wants of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A fault at a probability, 0–1.
    Fault(&'static str, f64),
    /// All faults off.
    AllOff,
    /// The faults of a preset, and no others.
    Preset(Preset),
    /// The pace of the living world.
    Speed(f64),
}

/// Faults that come together in life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// A telephone in a basement: cut lines and slow answers.
    BadLine,
    /// A server on a bad day: errors, pages in place of answers, refusals for haste.
    SickServer,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::BadLine, Self::SickServer];

    /// Its faults. A name that the server doesn't have is left out.
    #[must_use]
    pub const fn faults(self) -> &'static [(&'static str, f64)] {
        match self {
            Self::BadLine => &[("drop-before", 0.15), ("drop-after", 0.1), ("truncate", 0.05), ("slow", 0.3)],
            Self::SickServer => {
                &[("error-500", 0.2), ("html", 0.1), ("429", 0.1), ("429-bare", 0.05), ("late-create", 0.2)]
            }
        }
    }
}

impl Training {
    /// As the server is now.
    #[must_use]
    pub fn of(controls: &dyn Controls) -> Self {
        Self { faults: controls.faults(), speed: controls.speed() }
    }

    /// How many faults are on.
    #[must_use]
    pub fn active(&self) -> usize {
        self.faults.iter().filter(|(_, chance)| *chance > 0.0).count()
    }

    /// Shows a wish at once.
    pub fn take(&mut self, wish: &Wish) {
        for (name, chance) in &mut self.faults {
            if let Some(wanted) = wish.chance_of(name) {
                *chance = wanted;
            }
        }
        if let (Wish::Speed(wanted), Some(speed)) = (wish, &mut self.speed) {
            *speed = *wanted;
        }
    }
}

impl Wish {
    /// What it makes of a fault; `None`: nothing.
    fn chance_of(&self, name: &str) -> Option<f64> {
        match self {
            Self::Fault(wanted, chance) => (*wanted == name).then_some(chance.clamp(0.0, 1.0)),
            Self::AllOff => Some(0.0),
            Self::Preset(preset) => {
                let faults = preset.faults().iter();
                Some(faults.clone().find(|(wanted, _)| *wanted == name).map_or(0.0, |(_, chance)| *chance))
            }
            Self::Speed(_) => None,
        }
    }

    /// Tells the server.
    pub(super) fn carry_out(&self, controls: &dyn Controls) {
        for (name, _) in controls.faults() {
            if let Some(chance) = self.chance_of(name) {
                controls.set_fault(name, chance);
            }
        }
        if let Self::Speed(speed) = self {
            controls.set_speed(*speed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    struct Server(Mutex<Vec<(&'static str, f64)>>);

    impl Controls for Server {
        fn faults(&self) -> Vec<(&'static str, f64)> {
            self.0.lock().unwrap().clone()
        }

        fn set_fault(&self, name: &str, chance: f64) {
            for fault in self.0.lock().unwrap().iter_mut().filter(|fault| fault.0 == name) {
                fault.1 = chance;
            }
        }

        fn speed(&self) -> Option<f64> {
            None
        }

        fn set_speed(&self, _: f64) {}
    }

    #[test]
    fn the_screen_and_the_server_never_differ() {
        let server = Server(Mutex::new(vec![("drop-before", 0.0), ("error-500", 0.5), ("new-one", 0.3)]));
        let mut shown = Training::of(&server);
        assert_eq!(shown.active(), 2);
        for (wish, active) in [
            (Wish::Fault("new-one", 7.0), 2),
            (Wish::Preset(Preset::BadLine), 1),
            (Wish::Preset(Preset::SickServer), 1),
            (Wish::Speed(4.0), 1),
            (Wish::AllOff, 0),
        ] {
            shown.take(&wish);
            wish.carry_out(&server);
            assert_eq!(shown, Training::of(&server), "{wish:?}");
            assert_eq!(shown.active(), active, "{wish:?}");
            assert!(shown.faults.iter().all(|(_, chance)| (0.0..=1.0).contains(chance)));
        }
    }
}
