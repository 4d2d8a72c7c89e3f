//! When and where each truck drives: trips that follow one another in time and in place, and never cross.
//!
//! Every truck has slots of equal length around now, one trip at most in each; whatever happens inside a slot, trips of one
//! truck can't cross. The first truck, driver and trailer have no trips: they are those of the manual's example.

use chrono::{DateTime, Duration, NaiveTime, TimeDelta, Timelike as _, Utc};

use super::super::model::names::BidStatus;
use super::places::Places;
use super::rng::Rng;

/// Trucks that don't drive: the first (the example's) and the last (in repair).
const STANDING_TRUCKS: usize = 2;
/// The shortest slot. A history of more bids than the last month holds goes further back.
const SHORTEST_SLOT: TimeDelta = TimeDelta::hours(62);
/// Time of a slot that isn't driven: aligning to working hours, standing.
const STANDING: TimeDelta = TimeDelta::hours(30);
/// Between the last arrival of a trip and the next slot: unloading, and a margin.
const UNLOADING: TimeDelta = TimeDelta::hours(6);
/// A truck covers this much in a day, kilometres.
const KM_A_DAY: f64 = 650.0;
/// Drafts that deliberately cross a launched bid of the same truck.
const CROSSING_DRAFTS: usize = 3;

/// A stop of a trip.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    /// Place in the list of towns.
    pub(crate) town: usize,
    /// Planned arrival.
    pub(crate) enter: DateTime<Utc>,
    /// Unloads there, otherwise loads.
    pub(crate) unloads: bool,
}

/// A trip.
#[derive(Debug, Clone)]
pub(crate) struct Trip {
    /// Which truck, and with it which driver and trailer: place in the list.
    pub(crate) truck: usize,
    pub(crate) stops: Vec<Stop>,
    pub(crate) status: BidStatus,
    /// Way by road, kilometres.
    pub(crate) way_km: f64,
}

impl Trip {
    pub(crate) fn from(&self) -> Option<DateTime<Utc>> {
        self.stops.first().map(|stop| stop.enter)
    }

    pub(crate) fn to(&self) -> Option<DateTime<Utc>> {
        self.stops.last().map(|stop| stop.enter)
    }
}

/// Trips of so many trucks, so many trips in all.
pub(crate) fn plan(places: &Places, (trucks, count): (usize, usize), rng: &mut Rng, now: DateTime<Utc>) -> Vec<Trip> {
    let driving = trucks.saturating_sub(STANDING_TRUCKS).max(1);
    let regular = if count > driving.max(CROSSING_DRAFTS) { count - CROSSING_DRAFTS } else { count };
    let mut trips = Vec::with_capacity(count);
    for place in 0..driving {
        let share = regular / driving + usize::from(place < regular % driving);
        trips.extend(of_truck(places, place + 1, share, rng, now));
    }
    let launched: Vec<Trip> =
        trips.iter().filter(|trip| matches!(trip.status, BidStatus::Started | BidStatus::Planned)).cloned().collect();
    let missing = count.saturating_sub(trips.len());
    let step = (launched.len() / missing.max(1)).max(1);
    trips.extend(launched.iter().step_by(step).take(missing).filter_map(|trip| crossing_draft(places, trip, rng)));
    trips
}

/// Trips of one truck, from the oldest to the latest.
fn of_truck(places: &Places, truck: usize, count: usize, rng: &mut Rng, now: DateTime<Utc>) -> Vec<Trip> {
    let on_the_road = usize::from(count > 0 && rng.chance(0.62));
    let ahead = ((count - on_the_road) * 35 / 100).min(9);
    let behind = count - on_the_road - ahead;
    let slots = i32::try_from(behind.max(ahead)).unwrap_or(i32::MAX).max(1);
    let slot = (TimeDelta::days(28) / slots.saturating_add(1)).clamp(SHORTEST_SLOT, TimeDelta::days(8));
    let part = i32::try_from(rng.between(25, 55)).unwrap_or(40);
    let present = now - slot * part / 100;
    let mut town = places.any(rng);
    let mut trips: Vec<Trip> = Vec::with_capacity(count);
    let first = -i64::try_from(behind).unwrap_or(0);
    let last = i64::try_from(ahead).unwrap_or(0);
    for number in first..=last {
        if number == 0 && on_the_road == 0 {
            continue;
        }
        let start = present + TimeDelta::seconds(slot.num_seconds().saturating_mul(number));
        let stops = stops(places, town, start, slot, rng);
        town = stops.last().map_or(town, |stop| stop.town);
        // The truck goes on from where it unloaded, or loads not far from there.
        if rng.chance(0.35) {
            town = places.within(rng, town, 20.0, 260.0);
        }
        let way_km = stops.windows(2).map(|pair| way_of(places, pair)).sum();
        let is_driving = trips.iter().any(|trip| trip.status == BidStatus::Started);
        let status = status(&stops, is_driving, rng, now);
        trips.push(Trip { truck, stops, status, way_km });
    }
    trips
}

fn way_of(places: &Places, pair: &[Stop]) -> f64 {
    if let [from, to] = pair { places.way_km(from.town, to.town) } else { 0.0 }
}

/// Two stops, sometimes three or four, that fit into the slot: when warehouses' hours make a trip too long, a shorter one.
fn stops(places: &Places, from: usize, start: DateTime<Utc>, slot: TimeDelta, rng: &mut Rng) -> Vec<Stop> {
    let days = f64::from(i32::try_from((slot - STANDING).num_minutes()).unwrap_or(0)) / 1440.0;
    let most_km = (days * KM_A_DAY).min(4_600.0);
    let fits = |stops: &Vec<Stop>| stops.last().is_some_and(|last| last.enter + UNLOADING <= start + slot);
    let parts = [0.9, 0.6, 0.3, 0.0];
    let mut tries = parts.map(|part| one_way(places, from, start, most_km * part, part > 0.5, rng)).into_iter();
    let nearest = tries.next_back().unwrap_or_default();
    tries.find(fits).unwrap_or(nearest)
}

/// A trip of at most so many kilometres; with `more` it may have a second loading or unloading nearby.
fn one_way(places: &Places, from: usize, start: DateTime<Utc>, most_km: f64, more: bool, rng: &mut Rng) -> Vec<Stop> {
    let to = places.within(rng, from, most_km * 0.4, most_km);
    let mut stops = vec![Stop { town: from, enter: working_time(places, from, start, rng), unloads: false }];
    if rng.chance(0.08) && more {
        let second = places.within(rng, from, 15.0, 200.0);
        stops.push(next_stop(places, &stops, second, false, rng));
    }
    stops.push(next_stop(places, &stops, to, true, rng));
    if rng.chance(0.16) && more {
        let second = places.within(rng, to, 15.0, 220.0);
        stops.push(next_stop(places, &stops, second, true, rng));
    }
    stops
}

fn next_stop(places: &Places, before: &[Stop], town: usize, unloads: bool, rng: &mut Rng) -> Stop {
    let Some(last) = before.last() else { return Stop { town, enter: DateTime::<Utc>::MIN_UTC, unloads } };
    let days = places.way_km(last.town, town) / KM_A_DAY;
    #[expect(clippy::cast_possible_truncation, reason = "the longest way in the country takes some thousand minutes")]
    let driving = TimeDelta::minutes((days * 1440.0) as i64);
    let enter = working_time(places, town, last.enter + TimeDelta::hours(2) + driving, rng);
    Stop { town, enter, unloads }
}

/// The moment itself or the next one that a warehouse works at, by the town's clocks, on a round half-hour.
fn working_time(places: &Places, town: usize, moment: DateTime<Utc>, rng: &mut Rng) -> DateTime<Utc> {
    let Some(zone) = places.towns.get(town).map(|town| town.zone) else { return moment };
    let local = zone.to_local(moment);
    let opening = NaiveTime::from_hms_opt(u32::try_from(rng.between(7, 10)).unwrap_or(8), 0, 0).unwrap_or_default();
    let worked = match local.hour() {
        0..=6 => local.date().and_time(opening),
        21..=23 => (local.date() + Duration::days(1)).and_time(opening),
        _ => {
            let over = i64::from(local.minute() % 30) * 60 + i64::from(local.second());
            let whole = local.with_nanosecond(0).unwrap_or(local) - TimeDelta::seconds(over);
            if whole.hour() < 7 { whole } else { whole + TimeDelta::minutes(30) }
        }
    };
    zone.to_utc(worked)
}

fn status(stops: &[Stop], is_driving: bool, rng: &mut Rng, now: DateTime<Utc>) -> BidStatus {
    let (Some(from), Some(to)) = (stops.first(), stops.last()) else { return BidStatus::New };
    if to.enter < now {
        return if rng.chance(0.05) { BidStatus::Canceled } else { BidStatus::Done };
    }
    if from.enter <= now {
        return BidStatus::Started;
    }
    let soon = from.enter < now + TimeDelta::days(9);
    match rng.below(100) {
        0..=4 => BidStatus::Canceled,
        5..=69 if is_driving && soon => BidStatus::Planned,
        _ => BidStatus::New,
    }
}

/// A draft of the same truck that begins before a launched trip ends: its start will be refused.
fn crossing_draft(places: &Places, trip: &Trip, rng: &mut Rng) -> Option<Trip> {
    let last = trip.stops.last()?;
    let to = places.within(rng, last.town, 200.0, 900.0);
    let mut stops = vec![Stop { town: last.town, enter: last.enter - TimeDelta::hours(5), unloads: false }];
    stops.push(next_stop(places, &stops, to, true, rng));
    let way_km = places.way_km(last.town, to);
    Some(Trip { truck: trip.truck, stops, status: BidStatus::New, way_km })
}

#[cfg(test)]
mod tests {
    use super::super::assets::Assets;
    use super::*;

    #[test]
    fn trips_of_one_truck_follow_one_another_whatever_the_seed() {
        let places = Places::new(&Assets::read().unwrap(), &mut Rng::new(1, "places"));
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        for seed in 0..60 {
            let trips = plan(&places, (40, 300), &mut Rng::new(seed, "trips"), now);
            assert_eq!(trips.len(), 300);
            for truck in 1..=38 {
                let mut periods: Vec<_> = trips[..300 - CROSSING_DRAFTS]
                    .iter()
                    .filter(|trip| trip.truck == truck)
                    .map(|trip| (trip.from().unwrap(), trip.to().unwrap()))
                    .collect();
                periods.sort_unstable();
                let follow = |pair: &[(DateTime<Utc>, DateTime<Utc>)]| pair[0].1 + TimeDelta::hours(5) < pair[1].0;
                assert!(periods.windows(2).all(follow), "seed {seed}, truck {truck}: {periods:#?}");
            }
            let driving = trips.iter().filter(|trip| trip.status == BidStatus::Started);
            let mut trucks: Vec<usize> = driving.map(|trip| trip.truck).collect();
            let count = trucks.len();
            trucks.sort_unstable();
            trucks.dedup();
            assert_eq!(trucks.len(), count, "seed {seed}: a truck is on one road at a time");
        }
    }
}
