//! What a person has picked of a case so far, and what follows from it for each side.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::case::{Case, DELETED};
use crate::merge::{Moved, Pick, Unit};

/// Half-made choices of one record. Kept on disk like a half-typed form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Picks by the unit's name.
    pub picks: BTreeMap<String, Pick>,
    /// What the platform held of each picked unit when it was picked.
    pub seen: BTreeMap<String, Value>,
}

impl Choices {
    /// Nothing picked.
    #[must_use]
    pub const fn none() -> Self {
        Self { picks: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// Picks a value of a unit, or takes the pick back.
    pub fn set(&mut self, unit: &Unit, pick: Option<Pick>) {
        if let Some(pick) = pick {
            self.seen.insert(unit.name.clone(), unit.theirs.clone());
            self.picks.insert(unit.name.clone(), pick);
        } else {
            self.seen.remove(&unit.name);
            self.picks.remove(&unit.name);
        }
    }

    /// What was picked of a unit, or stands by itself because only one side changed it; `None` while undecided.
    #[must_use]
    pub fn of<'a>(&'a self, unit: &Unit) -> Option<&'a Pick> {
        self.picks.get(&unit.name).or(match unit.moved {
            Moved::There => Some(&Pick::Theirs),
            Moved::Nobody | Moved::Here | Moved::Alike => Some(&Pick::Ours),
            Moved::Apart => None,
        })
    }

    /// True when the platform changed the unit after it was picked.
    #[must_use]
    pub fn is_moved(&self, unit: &Unit) -> bool {
        self.seen.get(&unit.name).is_some_and(|seen| *seen != unit.theirs)
    }

    /// True when the platform changed any picked unit of a case since.
    #[must_use]
    pub fn any_moved(&self, case: &Case) -> bool {
        case.units.iter().any(|unit| self.is_moved(unit))
    }

    /// How many units of a case are undecided.
    #[must_use]
    pub fn left(&self, case: &Case) -> usize {
        case.asked().filter(|unit| self.of(unit).is_none()).count()
    }

    /// The person has looked at the case as it stands now and holds to the picks.
    pub fn acknowledge(&mut self, case: &Case) {
        for unit in case.units.iter().filter(|unit| self.picks.contains_key(&unit.name)) {
            self.seen.insert(unit.name.clone(), unit.theirs.clone());
        }
    }
}

/// Names of the units that a decision changes on each side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// On the platform.
    pub there: Vec<String>,
    /// Here.
    pub here: Vec<String>,
}

/// What the picks so far change on each side; undecided units change nothing.
#[must_use]
pub fn effect(case: &Case, choices: &Choices) -> Effect {
    let mut effect = Effect::default();
    let decided = case.units.iter().filter(|unit| case.may_pick(unit) && unit.name != DELETED);
    for (unit, pick) in decided.filter_map(|unit| Some((unit, choices.of(unit)?))) {
        // Both made the same change: what only the platform added to it is no news.
        if unit.moved == Moved::Alike && !matches!(pick, Pick::Typed(_)) {
            continue;
        }
        let value = pick.value(unit);
        if *value != unit.theirs {
            effect.there.push(unit.name.clone());
        }
        if *value != unit.ours {
            effect.here.push(unit.name.clone());
        }
    }
    effect
}

/// True for the same field of two records: the points and cargos of two bids have different numbers.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let parts: Vec<String> = name
            .split('/')
            .map(
                |part| {
                    if part.starts_with(|c: char| c.is_ascii_digit() || c == '+') { "*".into() } else { part.into() }
                },
            )
            .collect();
        parts
    };
    plain(one) == plain(other)
}
