//! What a seed has in store for its story.

use std::fmt;

use cargorun_desk::merge::{Decider, Policy};
use cargorun_desk::sandbox::Fault;
use chrono::TimeDelta;

use crate::lots::Lots;
use crate::template::Size;
use crate::wire::Weather;

/// The conditions of a story.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) seed: u64,
    pub(crate) faults: Vec<(Fault, f64)>,
    pub(crate) weather: Weather,
    pub(crate) size: Size,
    /// One dispatcher or two.
    pub(crate) desks: usize,
    /// How wrong the clock of the first desk is.
    pub(crate) skew: TimeDelta,
    /// How often a person sets it anew.
    pub(crate) jumps: f64,
    /// How often a process dies in a cycle.
    pub(crate) deaths: f64,
    /// The desk is put back to a backup in the middle.
    pub(crate) backup: bool,
    /// The platform refuses one of the bids.
    pub(crate) bad_bid: bool,
    /// The server's answers carry no `Date`.
    pub(crate) has_no_date: bool,
    /// Who decides conflicts of bids, and of the books.
    pub(crate) bids: Policy,
    pub(crate) books: Policy,
}

/// Mostly a person decides, as the program comes.
fn policy(lots: &Lots) -> Policy {
    let (by_itself, whole_document) = (lots.hits(0.25), lots.hits(0.15));
    let decider = if !by_itself {
        Decider::Manual
    } else if lots.hits(0.5) {
        Decider::OursFirst
    } else {
        Decider::TheirsFirst
    };
    Policy { decider, whole_document }
}

/// Probability of each fault where it is drawn, and the most of its chance at a request.
const KINDS: [(Fault, f64, f64); 14] = [
    (Fault::DropBefore, 0.35, 0.15),
    (Fault::DropAfter, 0.35, 0.15),
    (Fault::LateCreate, 0.25, 0.6),
    (Fault::Error500, 0.35, 0.15),
    (Fault::Html, 0.35, 0.15),
    (Fault::TooMany, 0.25, 0.1),
    (Fault::TooManyBare, 0.25, 0.1),
    (Fault::Unauthorised401Mid, 0.3, 0.1),
    (Fault::Truncate, 0.35, 0.15),
    (Fault::Lag, 0.3, 0.6),
    (Fault::Clock, 0.2, 0.2),
    (Fault::Restore, 0.06, 0.02),
    (Fault::UnknownFields, 0.3, 0.5),
    (Fault::OtherDispatchers, 0.4, 0.15),
];

impl Profile {
    /// One seed in ten has good weather throughout.
    pub(crate) fn of(seed: u64) -> Self {
        let lots = Lots::new(seed ^ 0x5eed);
        let calm = seed % 10 == 9;
        let mut faults = Vec::new();
        for (fault, often, most) in KINDS {
            let (drawn, chance) = (lots.hits(often), most * lots.chance());
            if drawn && !calm {
                faults.push((fault, chance));
            }
        }
        let weather = Weather {
            delayed_write: if lots.hits(0.4) && !calm { 0.3 } else { 0.0 },
            no_answer: if lots.hits(0.25) && !calm { 0.1 } else { 0.0 },
        };
        let skews = [0, 0, 60, -60, 7, -7, 60 * 24 * 3];
        Self {
            seed,
            faults,
            weather,
            size: if lots.hits(0.05) { Size::BeyondAPage } else { Size::Small },
            desks: if lots.hits(0.35) { 2 } else { 1 },
            skew: TimeDelta::minutes(skews[lots.below(skews.len())]),
            jumps: if lots.hits(0.2) && !calm { 0.15 } else { 0.0 },
            deaths: if lots.hits(0.6) && !calm { 0.25 } else { 0.0 },
            backup: lots.hits(0.08) && !calm,
            bad_bid: lots.hits(0.25),
            has_no_date: lots.hits(0.1),
            bids: policy(&lots),
            books: policy(&lots),
        }
    }

    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.faults.iter().any(|(known, _)| *known == fault)
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "seed {}: {} desk(s), {:?}, skew {} min, ",
            self.seed,
            self.desks,
            self.size,
            self.skew.num_minutes()
        )?;
        write!(f, "jumps {}, deaths {}, backup {}, {:?}, ", self.jumps, self.deaths, self.backup, self.weather)?;
        write!(f, "no date {}, bids {:?}, books {:?}, faults", self.has_no_date, self.bids, self.books)?;
        for (fault, chance) in &self.faults {
            write!(f, " {}={chance:.3}", fault.name())?;
        }
        write!(f, "\n  again: ENGINE_SEED={} cargo test --test engine every_seed", self.seed)
    }
}
