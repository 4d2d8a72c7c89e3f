//! The probabilities of faults, and what is drawn from them for each request.
//!
//! Each kind of fault is drawn from the seed, so that the same requests meet the same faults again. [`FaultPanel`] is the
//! handle by which a window shows and sets them while the server runs.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::Fault;
use super::seed::rng::Rng;

/// What a request is, as far as faults care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Victim {
    /// It needs a token.
    pub(crate) authorised: bool,
    /// It makes a new record.
    pub(crate) creates: bool,
}

/// What befalls the server's world before or while a request is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "five independent mishaps; every mix of them occurs")]
pub(crate) struct Mishaps {
    pub(crate) lag: bool,
    pub(crate) clock: bool,
    pub(crate) restore: bool,
    pub(crate) unknown_fields: bool,
    pub(crate) other_dispatchers: bool,
}

impl Mishaps {
    /// True on a good day.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The probabilities, and the randomness they are drawn with.
#[derive(Debug)]
pub(crate) struct Faults {
    chances: Vec<(Fault, f64)>,
    rng: Rng,
    world_rng: Rng,
}

impl Faults {
    pub(crate) fn new(chances: &[(Fault, f64)], seed: u64) -> Self {
        let mut faults =
            Self { chances: Vec::new(), rng: Rng::new(seed, "faults"), world_rng: Rng::new(seed, "mishaps") };
        for (fault, chance) in chances {
            faults.set(*fault, *chance);
        }
        faults
    }

    /// How likely a fault is now.
    pub(crate) fn chance(&self, fault: Fault) -> f64 {
        chance_of(&self.chances, fault)
    }

    /// Draws what befalls the world around a request. What can't happen takes nothing from the randomness.
    pub(crate) fn draw_mishaps(&mut self) -> Mishaps {
        let possible = self.possible_mishaps();
        let mut hits = |possible: bool, chance: f64| possible && self.world_rng.chance(chance);
        let chance = |fault| chance_of(&self.chances, fault);
        Mishaps {
            lag: hits(possible.lag, chance(Fault::Lag)),
            clock: hits(possible.clock, chance(Fault::Clock)),
            restore: hits(possible.restore, chance(Fault::Restore)),
            unknown_fields: hits(possible.unknown_fields, chance(Fault::UnknownFields)),
            other_dispatchers: hits(possible.other_dispatchers, chance(Fault::OtherDispatchers)),
        }
    }

    /// What may befall the world at all now.
    pub(crate) fn possible_mishaps(&self) -> Mishaps {
        let may = |fault| self.chance(fault) > 0.0;
        Mishaps {
            lag: may(Fault::Lag),
            clock: may(Fault::Clock),
            restore: may(Fault::Restore),
            unknown_fields: may(Fault::UnknownFields),
            other_dispatchers: may(Fault::OtherDispatchers),
        }
    }

    /// Randomness for how a mishap looks.
    pub(crate) fn details(&mut self) -> Rng {
        self.world_rng.fork()
    }

    pub(crate) fn set(&mut self, fault: Fault, chance: f64) {
        self.chances.retain(|(known, _)| *known != fault);
        self.chances.push((fault, chance));
        self.chances.sort_by_key(|(known, _)| *known);
    }

    /// Draws the fault of a request; the first that hits wins. A fault that can't befall the request isn't drawn.
    pub(crate) fn draw(&mut self, victim: Victim) -> Option<Fault> {
        let rng = &mut self.rng;
        let befalls = |fault: Fault| match fault {
            Fault::LateCreate => victim.creates,
            Fault::Unauthorised401Mid => victim.authorised,
            Fault::DropBefore
            | Fault::DropAfter
            | Fault::Error500
            | Fault::Html
            | Fault::TooMany
            | Fault::TooManyBare
            | Fault::Truncate
            | Fault::Slow => true,
            Fault::Lag | Fault::Clock | Fault::Restore | Fault::UnknownFields | Fault::OtherDispatchers => false,
        };
        self.chances.iter().find(|(fault, chance)| befalls(*fault) && rng.chance(*chance)).map(|(fault, _)| *fault)
    }
}

fn chance_of(chances: &[(Fault, f64)], fault: Fault) -> f64 {
    chances.iter().find(|(known, _)| *known == fault).map_or(0.0, |(_, chance)| *chance)
}

/// Shows and sets the probabilities of a server that runs. Cheap to clone; it outlives the server harmlessly.
#[derive(Debug, Clone)]
pub struct FaultPanel(pub(crate) Arc<Mutex<Faults>>);

impl FaultPanel {
    /// Sets the probability (0–1) of a fault from now on.
    pub fn set(&self, fault: Fault, probability: f64) {
        self.lock().set(fault, probability.clamp(0.0, 1.0));
    }

    /// The present probability (0–1) of a fault.
    #[must_use]
    pub fn probability(&self, fault: Fault) -> f64 {
        self.lock().chance(fault)
    }

    /// All faults, with their present probabilities, in the order of [`Fault::ALL`].
    #[must_use]
    pub fn probabilities(&self) -> Vec<(Fault, f64)> {
        let faults = self.lock();
        Fault::ALL.into_iter().map(|fault| (fault, faults.chance(fault))).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Faults> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_draws_one_sequence() {
        let victim = Victim { authorised: true, creates: true };
        let draw = |seed| {
            let mut faults = Faults::new(&[(Fault::Slow, 0.2), (Fault::Error500, 0.2)], seed);
            (0..200).map(|_| faults.draw(victim)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let hits = draw(7).into_iter().flatten().count();
        assert!((40..=110).contains(&hits), "about 36 % of 200 are hit, drew {hits}");
    }

    #[test]
    fn a_read_is_never_created_late_and_a_login_never_loses_its_token() {
        let mut faults = Faults::new(&[(Fault::LateCreate, 1.0), (Fault::Unauthorised401Mid, 1.0)], 1);
        assert_eq!(faults.draw(Victim { authorised: false, creates: false }), None);
        assert_eq!(faults.draw(Victim { authorised: true, creates: false }), Some(Fault::Unauthorised401Mid));
        assert_eq!(faults.draw(Victim { authorised: true, creates: true }), Some(Fault::LateCreate));
    }

    #[test]
    fn a_panel_shows_what_it_sets() {
        let panel = FaultPanel(Arc::new(Mutex::new(Faults::new(&[(Fault::Slow, 0.2)], 1))));
        panel.clone().set(Fault::Lag, 7.0);
        assert_eq!((panel.probability(Fault::Slow), panel.probability(Fault::Lag)), (0.2, 1.0));
        assert_eq!(panel.probabilities().len(), Fault::ALL.len());
        assert_eq!(panel.probabilities().iter().filter(|(_, chance)| *chance > 0.0).count(), 2);
    }

    #[test]
    fn mishaps_of_the_world_come_beside_faults_of_the_network() {
        let mut faults = Faults::new(&[(Fault::Lag, 1.0), (Fault::OtherDispatchers, 1.0)], 1);
        assert_eq!(faults.draw(Victim { authorised: true, creates: true }), None, "the network is good");
        let drawn = faults.draw_mishaps();
        assert_eq!(drawn, Mishaps { lag: true, other_dispatchers: true, ..Mishaps::default() });
    }
}
