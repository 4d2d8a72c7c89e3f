//! Events on their way to the receiver, with all that befalls them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::caller::{self, Seal};
use super::fault::AtiFault;
use super::office::{Office, Parcel, Subscription};

/// How often waiting events are tried.
const EVERY: Duration = Duration::from_secs(2);
/// At ordinary speed somebody invites us once in so many rounds.
const INVITES_EVERY: f64 = 60.0;
/// Beside so many invitations one that stands is taken back.
const WITHDRAWN: f64 = 0.15;

/// What a round of the postman came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivered {
    /// Events that were taken in.
    pub taken: usize,
    /// Events that were not, and will be tried again.
    pub refused: usize,
    /// Forged calls that the receiver let in: always none.
    pub forged_taken: usize,
}

/// The handle of the training server's ATI.SU: invitations are made and taken back by it, and sent when it says.
#[derive(Clone)]
pub struct AtiPanel {
    office: Arc<Mutex<Office>>,
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    round: Arc<tokio::sync::Mutex<()>>,
}

impl std::fmt::Debug for AtiPanel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AtiPanel").finish_non_exhaustive()
    }
}

impl AtiPanel {
    pub(super) fn new(office: Office, now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        Self { office: Arc::new(Mutex::new(office)), now, round: Arc::default() }
    }

    pub(super) fn office(&self) -> MutexGuard<'_, Office> {
        self.office.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// The probability of every fault now.
    #[must_use]
    pub fn faults(&self) -> Vec<(AtiFault, f64)> {
        let office = self.office();
        AtiFault::ALL.map(|fault| (fault, office.faults.get(&fault).copied().unwrap_or_default())).into()
    }

    /// Sets the probability of a fault from now on.
    pub fn set_fault(&self, fault: AtiFault, probability: f64) {
        self.office().faults.insert(fault, probability);
    }

    /// Somebody invites us; gives the name of the invitation.
    #[must_use]
    pub fn invite(&self) -> String {
        let now = self.now();
        self.office().invite(false, now)
    }

    /// We invite somebody.
    #[must_use]
    pub fn invite_somebody(&self) -> String {
        let now = self.now();
        self.office().invite(true, now)
    }

    /// The owner of an invitation writes another note; false when it is not there any more.
    #[must_use]
    pub fn change(&self, id: &str, note: &str) -> bool {
        let now = self.now();
        self.office().change(id, note, now)
    }

    /// An invitation is taken back; false when it is not there any more.
    #[must_use]
    pub fn withdraw(&self, id: &str) -> bool {
        let now = self.now();
        self.office().withdraw(id, now)
    }

    /// Events that wait to be sent.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.office().waiting.len()
    }

    /// Names of the invitations that stand, and the notes of those that came to us.
    #[must_use]
    pub fn living(&self) -> Vec<(String, Option<String>)> {
        let note = |entity: &serde_json::Value| Some(entity.get("load")?.get("note")?.as_str()?.to_owned());
        self.office().living.iter().map(|(id, (_, entity))| (id.clone(), note(entity))).collect()
    }

    /// Sends everything that waits, once; what is refused waits again.
    pub async fn deliver(&self) -> Delivered {
        let _one_at_a_time = self.round.lock().await;
        let batch = self.office().batch();
        let mut delivered = Delivered::default();
        for (subscription, parcel) in batch {
            self.carry(&subscription, parcel, &mut delivered).await;
        }
        delivered
    }

    async fn carry(&self, subscription: &Subscription, parcel: Parcel, delivered: &mut Delivered) {
        let Some(place) = caller::place(&subscription.callback) else {
            self.office().missed.push(parcel);
            return;
        };
        let body = |is_retry: bool| {
            json!({ "topic": subscription.topic, "entities": [parcel.wire()], "is_retry": is_retry }).to_string()
        };
        let seal = |key, is_retry| Seal { key, at: self.now(), is_retry };
        if self.office_strikes(AtiFault::Forged) {
            let status = caller::post(&place, &body(false), &seal("somebody else's key", false)).await;
            delivered.forged_taken += usize::from(status.is_some_and(is_taken));
        }
        let is_retry = parcel.tries > 0;
        let status = caller::post(&place, &body(is_retry), &seal(&subscription.key, is_retry)).await;
        match status {
            Some(status) if is_taken(status) => {
                delivered.taken += 1;
                if self.office_strikes(AtiFault::Repeat) {
                    // Its answer may be lost as well as that of the first: nothing hangs on it.
                    let _ = caller::post(&place, &body(true), &seal(&subscription.key, true)).await;
                }
            }
            Some(410) => {
                // As the real one does: such an answer ends the subscription.
                if let Some(known) = self.office().subscriptions.get_mut(&subscription.id) {
                    known.state = "removed";
                }
                self.office().missed.push(parcel);
            }
            _ => {
                delivered.refused += 1;
                self.office().refused(parcel);
            }
        }
    }

    fn office_strikes(&self, fault: AtiFault) -> bool {
        self.office().strikes(fault)
    }

    /// Asks the address of a new subscription for its challenge.
    pub(super) async fn verify(&self, id: &str) {
        let found = self.office().subscriptions.get(id).map(|one| one.callback.clone());
        let Some(place) = found.as_deref().and_then(caller::place) else { return };
        let is_good = caller::challenge(&place, &format!("challenge-{id}")).await;
        if let Some(subscription) = self.office().subscriptions.get_mut(id) {
            subscription.state = if is_good { "active" } else { "deactivated" };
        }
    }
}

const fn is_taken(status: u16) -> bool {
    status >= 200 && status < 300
}

/// Lets invitations come as time passes, and the postman go his rounds. `speed` is that of the world; at 0 nobody invites.
pub(in crate::sandbox) async fn live(panel: AtiPanel, speed: impl Fn() -> f64 + Send) {
    let mut rounds = tokio::time::interval(EVERY);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        rounds.tick().await;
        let now = panel.now();
        {
            let mut office = panel.office();
            let is_listened_to = office.subscriptions.values().any(|one| one.state == "active");
            let chance = (speed() / INVITES_EVERY).clamp(0.0, 1.0);
            if is_listened_to && chance > 0.0 && office.rng.chance(chance) {
                let is_sent = office.rng.chance(0.1);
                let _name = office.invite(is_sent, now);
                if office.rng.chance(WITHDRAWN) {
                    office.withdraw_one(now);
                }
            }
        }
        if panel.waiting() > 0 {
            panel.deliver().await;
        }
    }
}
