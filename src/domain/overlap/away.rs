//! Times out of work: not a bid, and in the way of one all the same.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::Occupation;
use super::timeline::Span;
use crate::domain::id::LocalId;

/// A truck, trailer or person that is not at work from one moment up to another, UTC. An open end is the furthest moment
/// there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// Which record of the books.
    pub record: LocalId,
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// Behind its last moment.
    pub to: DateTime<Utc>,
}

impl Away {
    /// True when an occupation has a moment of it, by the rule of two bids.
    fn meets(&self, held: &Occupation) -> bool {
        Span::between(self.from, self.to).crosses(Span::between(held.from, held.to))
    }
}

/// Periods by record. A fleet has a few dozen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Periods(HashMap<LocalId, Vec<Away>>);

impl Periods {
    pub(super) fn new(periods: impl IntoIterator<Item = Away>) -> Self {
        let mut periods: Vec<Away> = periods.into_iter().collect();
        periods.sort_by_key(|away| (away.from, away.to));
        let mut of = HashMap::<LocalId, Vec<Away>>::new();
        for away in periods {
            of.entry(away.record.clone()).or_default().push(away);
        }
        Self(of)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Away> {
        self.0.values().flatten()
    }

    /// Those in the way of an occupation.
    pub(super) fn of<'a>(&'a self, held: &'a Occupation) -> impl Iterator<Item = &'a Away> {
        let records = held.resources.iter().filter_map(|(_, id)| self.0.get(id));
        records.flatten().filter(|away| away.meets(held))
    }
}
