//! Where a truck is, and what it does next.
//!
//! All moments here are road time: it runs as fast as the options say and never stands behind the server's own clock
//! (see [`super::super::life`]).

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::super::life::way::{self, Way};
use super::Record;
use crate::domain::place::GeoPoint;

/// What a truck covers in an hour of driving, kilometres.
const SPEED_KMH: f64 = 66.0;
/// A driver drives so long without a pause, seconds.
const SHIFT: f64 = 4.5 * 3600.0;
/// A pause; every second one is a night.
const PAUSE: f64 = 45.0 * 60.0;
const NIGHT: f64 = 10.0 * 3600.0;

/// What a truck does.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Doing {
    /// Stands, without a bid.
    Idle { at: GeoPoint, since: DateTime<Utc> },
    /// Is on its way to a point of a bid.
    Driving(Leg),
    /// Is loaded or unloaded at a point.
    AtPoint { bid: i64, point: i64, at: GeoPoint, since: DateTime<Utc>, until: DateTime<Utc> },
    /// Left the last point; the bid ends when its papers are done.
    Ending { bid: i64, at: GeoPoint, until: DateTime<Utc> },
}

/// A way to a point of a bid.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Leg {
    pub(crate) bid: i64,
    pub(crate) point: i64,
    /// The plan of the point when the truck set out.
    pub(crate) plan: DateTime<Utc>,
    pub(crate) from: GeoPoint,
    pub(crate) to: GeoPoint,
    pub(crate) depart: DateTime<Utc>,
    pub(crate) arrive: DateTime<Utc>,
    /// Metres by road.
    pub(crate) way_m: f64,
}

/// A truck on the map.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Truck {
    /// The number of its car.
    pub(crate) id: i64,
    pub(crate) doing: Doing,
    /// Driven since the server has known it, kilometres; without the present way.
    pub(crate) driven_km: f64,
    /// Its tracker says nothing from the one moment to the other.
    pub(crate) silent: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The present way over the map, once somebody asked for it.
    #[serde(skip)]
    course: OnceLock<Way>,
}

impl Leg {
    /// How long a way takes with the pauses that the law asks for.
    pub(crate) fn duration(way_m: f64) -> TimeDelta {
        let driving = driving_seconds(way_m);
        let pauses = (driving / SHIFT).floor();
        let nights = (pauses / 2.0).floor();
        seconds(driving + (pauses - nights) * PAUSE + nights * NIGHT)
    }

    /// How long a way takes without a pause.
    pub(crate) fn driving(way_m: f64) -> TimeDelta {
        seconds(driving_seconds(way_m))
    }

    /// The driven part of the way, 0–1. Pauses are of equal length; on a short way the truck leaves the later.
    pub(crate) fn driven_part(&self, at: DateTime<Utc>) -> f64 {
        let driving = driving_seconds(self.way_m).max(1.0);
        let whole = self.arrive.signed_duration_since(self.depart).as_seconds_f64();
        let passed = at.signed_duration_since(self.depart).as_seconds_f64();
        if at >= self.arrive || whole <= 0.0 {
            return 1.0;
        }
        let pauses = (driving / SHIFT).floor();
        let slack = (whole - driving).max(0.0);
        if pauses < 1.0 {
            return ((passed - slack) / (whole - slack)).clamp(0.0, 1.0);
        }
        let shift = driving.min(whole) / (pauses + 1.0);
        let with_pause = shift + slack / pauses;
        let shifts = (passed / with_pause).floor().max(0.0);
        let in_shift = (passed - shifts * with_pause).clamp(0.0, shift);
        ((shifts * shift + in_shift) / driving.min(whole)).clamp(0.0, 1.0)
    }
}

fn driving_seconds(way_m: f64) -> f64 {
    way_m / 1000.0 / SPEED_KMH * 3600.0
}

#[expect(clippy::cast_possible_truncation, reason = "the longest way on the Earth takes some million seconds")]
fn seconds(seconds: f64) -> TimeDelta {
    TimeDelta::seconds(seconds.ceil() as i64)
}

impl Truck {
    pub(crate) fn new(id: i64, doing: Doing) -> Self {
        Self { id, doing, driven_km: 0.0, silent: None, course: OnceLock::new() }
    }

    /// Does something else from now on.
    pub(crate) fn turn_to(&mut self, doing: Doing) {
        self.doing = doing;
        self.course = OnceLock::new();
    }

    /// Where it is at a moment of its present doing.
    pub(crate) fn position(&self, at: DateTime<Utc>) -> GeoPoint {
        match &self.doing {
            Doing::Idle { at, .. } | Doing::AtPoint { at, .. } | Doing::Ending { at, .. } => *at,
            Doing::Driving(leg) => match leg.driven_part(at) {
                part if part <= 0.0 => leg.from,
                part if part >= 1.0 => leg.to,
                part => self.course.get_or_init(|| way::way(leg.from, leg.to)).at(part),
            },
        }
    }

    /// Kilometres driven until a moment of its present doing.
    pub(crate) fn driven_km_at(&self, at: DateTime<Utc>) -> f64 {
        let present = match &self.doing {
            Doing::Driving(leg) => leg.way_m / 1000.0 * leg.driven_part(at),
            Doing::Idle { .. } | Doing::AtPoint { .. } | Doing::Ending { .. } => 0.0,
        };
        self.driven_km + present
    }

    /// When it will do something else; never, when it only stands.
    pub(crate) fn next_at(&self) -> Option<DateTime<Utc>> {
        match &self.doing {
            Doing::Idle { .. } => None,
            Doing::Driving(leg) => Some(leg.arrive),
            Doing::AtPoint { until, .. } | Doing::Ending { until, .. } => Some(*until),
        }
    }

    /// The bid that it carries.
    pub(crate) fn bid(&self) -> Option<i64> {
        match &self.doing {
            Doing::Idle { .. } => None,
            Doing::Driving(leg) => Some(leg.bid),
            Doing::AtPoint { bid, .. } | Doing::Ending { bid, .. } => Some(*bid),
        }
    }
}

impl Record for Truck {
    const KIND: &'static str = "truck";

    fn id(&self) -> i64 {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(way_km: f64, spare_hours: i64) -> Leg {
        let depart = "2026-11-21T10:00:00Z".parse().unwrap();
        let way_m = way_km * 1000.0;
        let arrive = depart + Leg::duration(way_m) + TimeDelta::hours(spare_hours);
        let place = GeoPoint { longitude: 37.0, latitude: 55.0 };
        Leg { bid: 1, point: 2, plan: arrive, from: place, to: place, depart, arrive, way_m }
    }

    #[test]
    fn a_day_of_driving_is_some_six_hundred_kilometres() {
        let hours = |km: f64| Leg::duration(km * 1000.0).num_minutes() / 60;
        assert_eq!((hours(66.0), hours(330.0)), (1, 5));
        assert!((19..24).contains(&hours(620.0)), "{}", hours(620.0));
    }

    #[test]
    fn a_truck_drives_forward_with_pauses_and_comes_when_it_should() {
        for (km, spare) in [(40.0, 3), (250.0, 0), (700.0, 0), (2_400.0, 12)] {
            let leg = leg(km, spare);
            let whole = leg.arrive - leg.depart;
            let parts: Vec<f64> = (0..=200).map(|step| leg.driven_part(leg.depart + whole * step / 200)).collect();
            assert!(parts[0].abs() < 1e-9 && (parts[200] - 1.0).abs() < 1e-9, "{km}");
            assert!(parts.is_sorted(), "{km}: never back");
            let stands = parts.windows(2).any(|pair| pair[1] - pair[0] < 1e-9 && pair[0] < 1.0);
            assert_eq!(stands, spare > 0 || km > 300.0, "{km}");
            let quickest = parts.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
            let kmh = quickest * km / (whole.as_seconds_f64() / 200.0 / 3600.0);
            assert!(kmh < 67.0, "{km}: {kmh} km/h");
        }
    }
}
