//! What will happen next: the earliest is found at once, however many bids there are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

/// Something that will happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Happening {
    /// A truck arrives, leaves or ends its bid; by the number of its car.
    Truck(i64),
    /// A driver accepts a bid.
    Accepting(i64),
    /// Trucks go to repair and come back, drivers go on leave and come back.
    Fleet,
    /// Another dispatcher edits a bid.
    Colleague,
}

/// Happenings by their road time; each kind stands in it once at most.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agenda {
    in_order: BTreeSet<(DateTime<Utc>, Happening)>,
    times: BTreeMap<Happening, DateTime<Utc>>,
}

impl Agenda {
    /// Sets when something happens, or that it doesn't.
    pub(crate) fn set(&mut self, happening: Happening, at: Option<DateTime<Utc>>) {
        if let Some(before) = self.times.remove(&happening) {
            self.in_order.remove(&(before, happening));
        }
        if let Some(at) = at {
            self.times.insert(happening, at);
            self.in_order.insert((at, happening));
        }
    }

    /// When something happens.
    pub(crate) fn time_of(&self, happening: Happening) -> Option<DateTime<Utc>> {
        self.times.get(&happening).copied()
    }

    /// True when something is due.
    pub(crate) fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.in_order.first().is_some_and(|(at, _)| *at <= now)
    }

    /// Takes the earliest of what is due.
    pub(crate) fn take_due(&mut self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, Happening)> {
        let (at, happening) = self.in_order.first().copied().filter(|(at, _)| *at <= now)?;
        self.set(happening, None);
        Some((at, happening))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_comes_first_and_each_once() {
        let at = |minute: i64| DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap();
        let mut agenda = Agenda::default();
        agenda.set(Happening::Truck(1), Some(at(9)));
        agenda.set(Happening::Fleet, Some(at(5)));
        agenda.set(Happening::Truck(1), Some(at(3)));
        assert!(!agenda.is_due(at(2)) && agenda.is_due(at(3)));
        assert_eq!(agenda.take_due(at(60)), Some((at(3), Happening::Truck(1))));
        assert_eq!(agenda.take_due(at(60)), Some((at(5), Happening::Fleet)));
        assert_eq!(agenda.take_due(at(60)), None);
    }
}
