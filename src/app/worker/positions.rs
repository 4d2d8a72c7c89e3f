//! Where trucks were last, on a platform without a list of their places: its trackers are asked one by one, in turn.
//!
//! At most [`A_MINUTE`] questions go out within a minute, whoever asks. Trucks of started bids go first and take two thirds of them
//! at most, so that the rest of the fleet has its turn too; among equals who was asked longest ago goes first. What was heard is
//! remembered, so a fleet of 300 is whole on the map after a few rounds, and stays so.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Desk;
use crate::api::cargorun::{ApiError, Fix};
use crate::app::connect::Connected;
use crate::domain::id::{RecordKind, RemoteId};

/// Questions within a minute.
const A_MINUTE: usize = 60;
const MINUTE: Duration = Duration::from_mins(1);
/// Trackers that were silent for longer aren't asked.
const HEARD_WITHIN: TimeDelta = TimeDelta::days(7);
/// How far back around its last word a tracker is asked.
const AROUND_LAST: TimeDelta = TimeDelta::minutes(10);

/// What was heard, and who was asked when.
#[derive(Debug, Default)]
pub(super) struct Positions(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The last place of each truck.
    last: HashMap<RemoteId, Fix>,
    /// When each tracker was asked last, by the clock that nobody sets.
    asked: HashMap<RemoteId, Duration>,
    /// Questions of the last minute.
    lately: VecDeque<Duration>,
}

/// A tracker that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Candidate {
    tracker: RemoteId,
    car: RemoteId,
    heard: DateTime<Utc>,
    /// Its truck is on a started bid.
    started: bool,
}

impl Positions {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Questions that may still go out now.
    fn room(&mut self, now: Duration) -> usize {
        while self.lately.front().is_some_and(|at| now.saturating_sub(*at) >= MINUTE) {
            self.lately.pop_front();
        }
        A_MINUTE.saturating_sub(self.lately.len())
    }

    /// Who is asked now: those of started bids first, in their share, then the others; who waits longest before the rest.
    fn turn(&mut self, candidates: &[Candidate], now: Duration) -> Vec<Candidate> {
        let room = self.room(now);
        let waiting = |started: bool| {
            let mut some: Vec<&Candidate> = candidates.iter().filter(|one| one.started == started).collect();
            some.sort_by_key(|one| (self.asked.get(&one.tracker).copied(), std::cmp::Reverse(one.heard), one.tracker));
            some
        };
        let (started, others) = (waiting(true), waiting(false));
        let for_others = others.len().min(room / 3);
        let for_started = started.len().min(room.saturating_sub(for_others));
        let first = started.into_iter().take(for_started);
        first.chain(others.into_iter().take(room.saturating_sub(for_started))).copied().collect()
    }

    fn ask(&mut self, tracker: RemoteId, now: Duration) {
        self.asked.insert(tracker, now);
        self.lately.push_back(now);
    }
}

/// The last words of trackers that were heard lately: of all, or of those that are wanted (trucks of started bids). Who has no turn
/// now is told from memory.
pub(super) async fn by_trackers(
    desk: &Desk,
    connected: &Connected,
    wanted: Option<&HashSet<RemoteId>>,
) -> Result<Vec<(RemoteId, Vec<Fix>)>, ApiError> {
    let started = match wanted {
        Some(wanted) => wanted.clone(),
        None => started(desk).await,
    };
    let candidates = candidates(desk, wanted, &started);
    let turn = desk.positions.known().turn(&candidates, (desk.timing.steady)());
    let mut found: HashMap<RemoteId, Vec<Fix>> = HashMap::new();
    for one in turn {
        let since = {
            let mut known = desk.positions.known();
            known.ask(one.tracker, (desk.timing.steady)());
            known.last.get(&one.car).map_or(one.heard, |last| last.at.max(one.heard)) - AROUND_LAST
        };
        let fixes = connected.client.trail(one.tracker, since).await?;
        if let Some(last) = fixes.last() {
            desk.positions.known().last.insert(one.car, *last);
            found.insert(one.car, fixes);
        }
    }
    let known = desk.positions.known();
    let told = candidates.iter().filter_map(|one| {
        let fixes = found.remove(&one.car).or_else(|| Some(vec![*known.last.get(&one.car)?]));
        Some((one.car, fixes?))
    });
    Ok(told.collect())
}

/// Trackers on trucks that were heard lately, one a truck: the latest heard.
fn candidates(desk: &Desk, wanted: Option<&HashSet<RemoteId>>, started: &HashSet<RemoteId>) -> Vec<Candidate> {
    let (books, now) = (desk.model().books(), desk.now());
    let mut all: Vec<Candidate> = books
        .trackers()
        .iter()
        .filter_map(|tracker| match (tracker.attached_to, tracker.last_fixed_at) {
            (Some((RecordKind::Car, car)), Some(heard)) => {
                Some(Candidate { tracker: tracker.id, car, heard, started: started.contains(&car) })
            }
            _ => None,
        })
        .filter(|one| now - one.heard < HEARD_WITHIN && wanted.is_none_or(|wanted| wanted.contains(&one.car)))
        .collect();
    all.sort_by_key(|one| (one.car, std::cmp::Reverse(one.heard)));
    all.dedup_by_key(|one| one.car);
    all
}

/// Trucks of started bids.
async fn started(desk: &Desk) -> HashSet<RemoteId> {
    let (store, books) = (desk.store.clone(), desk.model().books());
    let read = tokio::task::spawn_blocking(move || store.started_bids()).await;
    let Ok(Ok(bids)) = read else { return HashSet::new() };
    bids.iter().filter_map(|one| books.record(one.bid.car.as_ref()?)?.meta.remote_id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fleet(trucks: i64, started: i64) -> Vec<Candidate> {
        let one = |id| Candidate {
            tracker: RemoteId(id),
            car: RemoteId(10_000 + id),
            heard: DateTime::from_timestamp(1_795_000_000 + id, 0).unwrap(),
            started: id < started,
        };
        (0..trucks).map(one).collect()
    }

    /// Asks round by round, a minute between; who was asked in each.
    fn rounds(fleet: &[Candidate], some: u32) -> Vec<Vec<Candidate>> {
        let mut known = Known::default();
        let round = |number: u32| {
            let now = MINUTE * number;
            let turn = known.turn(fleet, now);
            for one in &turn {
                known.ask(one.tracker, now);
            }
            turn
        };
        (0..some).map(round).collect()
    }

    #[test]
    fn a_fleet_of_three_hundred_is_whole_after_some_rounds_and_started_ones_come_in_each() {
        let fleet = fleet(300, 30);
        let rounds = rounds(&fleet, 9);
        for round in &rounds {
            assert_eq!(round.len(), A_MINUTE);
            assert!(round.iter().take(30).all(|one| one.started) && round.iter().skip(30).all(|one| !one.started));
        }
        let asked: HashSet<RemoteId> = rounds.iter().flatten().map(|one| one.car).collect();
        assert_eq!(asked.len(), 300, "270 others, thirty a round");
    }

    #[test]
    fn many_started_ones_leave_room_for_the_others() {
        let fleet = fleet(300, 200);
        let first = &rounds(&fleet, 1)[0];
        assert_eq!(first.iter().filter(|one| one.started).count(), 40);
        assert_eq!(first.len(), A_MINUTE);
        let asked: HashSet<RemoteId> = rounds(&fleet, 5).iter().flatten().map(|one| one.car).collect();
        assert_eq!(asked.len(), 300);
    }

    #[test]
    fn within_a_minute_no_more_than_the_bound_goes_out_whoever_asks() {
        let fleet = fleet(300, 10);
        let mut known = Known::default();
        let second = Duration::from_secs(1);
        for number in 0..40 {
            let now = second * number;
            let turn = known.turn(&fleet, now);
            assert_eq!(turn.len(), if number == 0 { A_MINUTE } else { 0 });
            for one in &turn {
                known.ask(one.tracker, now);
            }
        }
        assert_eq!(known.turn(&fleet, MINUTE).len(), A_MINUTE);
    }

    proptest! {
        #[test]
        fn nobody_waits_for_ever(trucks in 0_i64..400, started in 0_i64..400) {
            let fleet = fleet(trucks, started.min(trucks));
            // Twenty of the others and forty of the started ones a round, at least.
            let rounds = rounds(&fleet, 21);
            prop_assert!(rounds.iter().all(|round| round.len() <= A_MINUTE));
            let asked: HashSet<RemoteId> = rounds.iter().flatten().map(|one| one.car).collect();
            prop_assert_eq!(asked.len(), fleet.len());
        }
    }
}
