//! What ATI.SU of the training server remembers: subscriptions, living invitations, events that wait and that were missed.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::fault::AtiFault;
use super::offers;
use crate::sandbox::seed::rng::Rng;

/// So many refusals, and an event counts as missed.
const PATIENCE: u32 = 200;

/// A subscription.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    pub(super) id: String,
    pub(super) topic: String,
    pub(super) callback: String,
    pub(super) key: String,
    pub(super) state: &'static str,
}

/// An event on its way.
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    pub(super) topic: String,
    pub(super) entity_id: String,
    pub(super) at: DateTime<Utc>,
    pub(super) entity: Value,
    pub(super) tries: u32,
}

impl Parcel {
    pub(super) fn wire(&self) -> Value {
        json!({ "entity_id": self.entity_id, "action_date": offers::moment(self.at), "entity": self.entity })
    }
}

/// The office.
pub(super) struct Office {
    pub(super) subscriptions: BTreeMap<String, Subscription>,
    /// Living invitations by id, with their topic and content.
    pub(super) living: BTreeMap<String, (String, Value)>,
    pub(super) waiting: VecDeque<Parcel>,
    pub(super) missed: Vec<Parcel>,
    pub(super) faults: BTreeMap<AtiFault, f64>,
    pub(super) rng: Rng,
    last: Option<DateTime<Utc>>,
}

impl Office {
    pub(super) fn new(seed: u64, faults: &[(AtiFault, f64)]) -> Self {
        Self {
            subscriptions: BTreeMap::new(),
            living: BTreeMap::new(),
            waiting: VecDeque::new(),
            missed: Vec::new(),
            faults: faults.iter().copied().collect(),
            rng: Rng::new(seed, "ati"),
            last: None,
        }
    }

    pub(super) fn strikes(&mut self, fault: AtiFault) -> bool {
        let chance = self.faults.get(&fault).copied().unwrap_or_default();
        chance > 0.0 && self.rng.chance(chance)
    }

    /// Moments of actions differ, as they do on a server whose clock is fine enough.
    fn moment(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let after = self.last.map(|last| last + chrono::TimeDelta::microseconds(1));
        let at = after.map_or(now, |after| after.max(now));
        self.last = Some(at);
        at
    }

    fn post(&mut self, topic: &str, entity_id: &str, entity: Value, now: DateTime<Utc>) {
        let at = self.moment(now);
        let (topic, entity_id) = (topic.to_owned(), entity_id.to_owned());
        self.waiting.push_back(Parcel { topic, entity_id, at, entity, tries: 0 });
    }

    /// Somebody invites us, or we invite somebody.
    pub(super) fn invite(&mut self, is_sent: bool, now: DateTime<Utc>) -> String {
        let mut rng = self.rng.fork();
        let (topic, entity) = if is_sent {
            ("orders.invites.sent", offers::sent(&mut rng, now))
        } else {
            ("orders.invites", offers::received(&mut rng, now))
        };
        let id = offers::guid(&mut rng);
        self.living.insert(id.clone(), (topic.to_owned(), entity.clone()));
        self.post(topic, &id, entity, now);
        if self.strikes(AtiFault::Withdrawn) {
            self.withdraw(&id, now);
        }
        id
    }

    /// The owner changes his note.
    pub(super) fn change(&mut self, id: &str, note: &str, now: DateTime<Utc>) -> bool {
        let Some((topic, entity)) = self.living.get_mut(id) else { return false };
        if let Some(load) = entity.get_mut("load").and_then(Value::as_object_mut) {
            load.insert("note".to_owned(), note.into());
        }
        let (topic, entity) = (topic.clone(), entity.clone());
        self.post(&topic, id, entity, now);
        true
    }

    /// An invitation is taken back.
    pub(super) fn withdraw(&mut self, id: &str, now: DateTime<Utc>) -> bool {
        let Some((topic, _)) = self.living.remove(id) else { return false };
        self.post(&topic, id, Value::Null, now);
        true
    }

    /// Somebody takes one of those that stand back.
    pub(super) fn withdraw_one(&mut self, now: DateTime<Utc>) {
        let place = self.rng.below(self.living.len().max(1));
        if let Some(id) = self.living.keys().nth(place).cloned() {
            self.withdraw(&id, now);
        }
    }

    /// What can be sent now: events of topics with an active subscription, in the order in which they go.
    pub(super) fn batch(&mut self) -> Vec<(Subscription, Parcel)> {
        let active: Vec<Subscription> =
            self.subscriptions.values().filter(|one| one.state == "active").cloned().collect();
        let of = |parcel: &Parcel| active.iter().find(|one| one.topic.replace('-', ".") == parcel.topic).cloned();
        let mut batch = Vec::new();
        let mut staying = VecDeque::new();
        for parcel in std::mem::take(&mut self.waiting) {
            match of(&parcel) {
                Some(subscription) => batch.push((subscription, parcel)),
                None => staying.push_back(parcel),
            }
        }
        self.waiting = staying;
        for place in 1..batch.len() {
            if self.strikes(AtiFault::Disorder) {
                let other = self.rng.below(place);
                batch.swap(place, other);
            }
        }
        batch
    }

    /// An event that was not taken in: later again, or missed.
    pub(super) fn refused(&mut self, parcel: Parcel) {
        let parcel = Parcel { tries: parcel.tries.saturating_add(1), ..parcel };
        if parcel.tries >= PATIENCE {
            self.missed.push(parcel);
        } else {
            self.waiting.push_back(parcel);
        }
    }
}
