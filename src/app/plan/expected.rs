//! What is expected of a started bid: where positions saw its truck, and when it will be at the points ahead. Pure: positions,
//! minutes of road and the moment come in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::bid::{Bid, BidFacts, BidPoint};
use crate::domain::forecast::{self, Ahead, Forecast, Rest, Start, Stop, Wheel};
use crate::domain::place::GeoPoint;
use crate::domain::visits::{Visit, visits};
use crate::geo::sphere;

/// Radius of a geozone that doesn't say its own, metres (what the editor gives a new point).
const USUAL_RADIUS_M: f64 = 500.0;
/// Positions older than this before the plan belong to another trip.
const BEFORE_PLAN: TimeDelta = TimeDelta::hours(12);
/// A position older than this says nothing of where a truck is now.
const OLDEST: TimeDelta = TimeDelta::hours(24);
/// A truck so far from a point that nobody saw it leave has left, metres.
const GONE_M: f64 = 3_000.0;

/// Where a truck was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub place: GeoPoint,
}

/// What is expected of a bid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expected {
    /// When it will be at the points ahead; `None`: nothing can be said.
    pub forecast: Option<Forecast>,
    /// What positions told of each point of the route.
    pub seen: Vec<Option<Visit>>,
}

/// What a forecast counts with.
pub struct Terms<'a> {
    /// Minutes at the wheel between two places; `None` where there is no way.
    pub road_min: &'a dyn Fn(GeoPoint, GeoPoint) -> Option<f64>,
    /// How drivers rest.
    pub rest: Rest,
    /// Minutes of work at a point whose plan doesn't say.
    pub stay_min: u32,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// What is expected of a bid whose truck was seen at these positions (in any order).
#[must_use]
pub fn expected(bid: &Bid, facts: &BidFacts, positions: &[Position], terms: &Terms<'_>) -> Expected {
    let since = bid.first_utc().map_or(DateTime::<Utc>::MIN_UTC, |first| first - BEFORE_PLAN);
    let of_trip: Vec<Position> = positions.iter().filter(|one| one.at >= since).copied().collect();
    let seen: Vec<Option<Visit>> = bid.points.iter().map(|point| seen_at(point, &of_trip)).collect();
    let ahead = forecast::ahead(bid, facts, |place| seen.get(place).copied().flatten());
    Expected { forecast: forecast(bid, facts, &ahead, &of_trip, terms), seen }
}

/// The first visit of a point that positions tell of.
fn seen_at(point: &BidPoint, positions: &[Position]) -> Option<Visit> {
    let centre = point.place.location.filter(|at| at.is_usable())?;
    let radius = point.place.radius_m.filter(|radius| *radius > 0.0).unwrap_or(USUAL_RADIUS_M);
    let inside = positions.iter().map(|one| (one.at, sphere::distance_m(one.place, centre) <= radius));
    visits(inside).into_iter().next()
}

fn forecast(bid: &Bid, facts: &BidFacts, ahead: &Ahead, positions: &[Position], terms: &Terms<'_>) -> Option<Forecast> {
    let latest = positions.iter().max_by_key(|one| one.at).filter(|one| terms.now - one.at <= OLDEST);
    let begin = begin(bid, ahead, latest, terms);
    let mut from = begin.map(|(_, place)| place);
    let mut stops: Vec<Stop> = Vec::new();
    for place in &ahead.next {
        let Some(point) = bid.points.get(*place) else { break };
        let to = point.place.location.filter(|at| at.is_usable());
        let road = from.zip(to).and_then(|(from, to)| (terms.road_min)(from, to));
        if road.is_none() && !stops.is_empty() {
            // How long the way there takes nobody knows: nothing is said of it and of what follows.
            break;
        }
        stops.push(Stop::of(*place, point, road.unwrap_or_default(), terms.stay_min));
        from = to;
    }
    let has_way = begin.zip(stops.first()).is_some_and(|((_, place), first)| {
        bid.points
            .get(first.point)
            .and_then(|point| point.place.location)
            .is_some_and(|to| (terms.road_min)(place, to).is_some())
    });
    let told = facts.estimated_at.filter(|told| ahead.entered.max(ahead.left).is_none_or(|last| last < *told));
    forecast::arrivals(begin.map(|(start, _)| start).filter(|_| has_way), told, &stops, &terms.rest, terms.now)
}

/// Where the way to the points ahead begins, and when.
fn begin(bid: &Bid, ahead: &Ahead, latest: Option<&Position>, terms: &Terms<'_>) -> Option<(Start, GeoPoint)> {
    let fresh = |at, place| (Start { at, wheel: Wheel::default() }, place);
    let Some(point) = ahead.last.and_then(|place| bid.points.get(place)) else {
        return latest.map(|one| fresh(one.at, one.place));
    };
    let place = point.place.location.filter(|at| at.is_usable());
    let newer = latest.filter(|one| ahead.left.or(ahead.entered).is_none_or(|seen| one.at > seen));
    match (ahead.left, newer) {
        (Some(left), Some(one)) => {
            let passed = minutes(one.at - left);
            Some((Start { at: one.at, wheel: Wheel::default().after(passed, &terms.rest) }, one.place))
        }
        (Some(left), None) => Some(fresh(left, place?)),
        (None, Some(one)) if place.is_none_or(|there| sphere::distance_m(there, one.place) > GONE_M) => {
            Some(fresh(one.at, one.place))
        }
        (None, _) => {
            // It stands there: it leaves when the work is done, and not in the past.
            let begins = point.plan_enter_utc().max(ahead.entered)?;
            let stay = i64::from(forecast::stay_min(point, terms.stay_min));
            Some(fresh((begins + TimeDelta::minutes(stay)).max(terms.now), place?))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a trip")]
fn minutes(span: TimeDelta) -> f64 {
    span.num_minutes() as f64
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::bid::{PointFacts, PointKind};
    use crate::domain::forecast::Basis;
    use crate::domain::place::{Place, Zone};

    const KAZAN: GeoPoint = GeoPoint { longitude: 49.12, latitude: 55.79 };
    const UFA: GeoPoint = GeoPoint { longitude: 55.96, latitude: 54.73 };
    const HALFWAY: GeoPoint = GeoPoint { longitude: 52.4, latitude: 55.7 };

    fn local(hour: i64) -> chrono::NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::hours(hour)
    }

    fn utc(hour: i64) -> DateTime<Utc> {
        local(hour).and_utc()
    }

    fn point(id: i64, kind: PointKind, at: GeoPoint, hour: i64) -> BidPoint {
        BidPoint {
            remote_id: Some(id),
            place: Place {
                location: Some(at),
                zone: Some(Zone::Fixed(0)),
                radius_m: Some(1_000.0),
                ..Place::default()
            },
            plan_enter: Some(local(hour)),
            ..BidPoint::new(kind)
        }
    }

    /// Kazan at six, Ufa at eighteen; eight hours of road.
    fn bid() -> Bid {
        Bid {
            points: vec![point(1, PointKind::Load, KAZAN, 6), point(2, PointKind::Unload, UFA, 18)],
            ..Bid::default()
        }
    }

    fn expect(facts: &BidFacts, positions: &[Position], now: i64) -> Expected {
        let road_min = |from: GeoPoint, to: GeoPoint| Some(sphere::distance_m(from, to) / 1000.0);
        let terms = Terms { road_min: &road_min, rest: Rest::default(), stay_min: 60, now: utc(now) };
        expected(&bid(), facts, positions, &terms)
    }

    #[expect(clippy::cast_possible_truncation, reason = "minutes of a way")]
    fn driven(minutes: f64) -> TimeDelta {
        TimeDelta::seconds((minutes * 60.0) as i64)
    }

    fn at(hour: i64, place: GeoPoint) -> Position {
        Position { at: utc(hour), place }
    }

    #[test]
    fn a_truck_on_the_road_is_expected_by_its_last_position() {
        let left =
            PointFacts { point: 1, auto_entered_at: Some(utc(6)), auto_left_at: Some(utc(8)), ..PointFacts::default() };
        let facts = BidFacts { points: vec![left], ..BidFacts::default() };
        let found = expect(&facts, &[at(12, HALFWAY), at(9, KAZAN)], 13).forecast.unwrap();
        let way = sphere::distance_m(HALFWAY, UFA) / 1000.0;
        let expected = utc(12) + driven(way) + TimeDelta::minutes(45);
        assert_eq!((found.basis, found.arrivals[0].point), (Basis::Roads, 1));
        assert!(
            (found.arrivals[0].at - expected).num_minutes().abs() <= 1,
            "four hours driven: the pause is due on the way"
        );
        assert_eq!(found.late_min(), None);
    }

    #[test]
    fn positions_say_that_a_point_was_reached_where_the_platform_has_not() {
        let parked = [at(5, HALFWAY), at(6, KAZAN), at(7, KAZAN)];
        let found = expect(&BidFacts::default(), &parked, 7);
        assert_eq!(found.seen, [Some(Visit { entered: utc(6), left: None }), None]);
        let forecast = found.forecast.unwrap();
        assert_eq!(forecast.arrivals.len(), 1, "only Ufa is ahead");
        let way = sphere::distance_m(KAZAN, UFA) / 1000.0;
        assert!((forecast.arrivals[0].at - utc(7) - driven(way) - TimeDelta::minutes(45)).num_minutes().abs() <= 1);
    }

    #[test]
    fn a_truck_far_from_where_it_was_seen_has_left() {
        let there = PointFacts { point: 1, auto_entered_at: Some(utc(6)), ..PointFacts::default() };
        let facts = BidFacts { points: vec![there], ..BidFacts::default() };
        let found = expect(&facts, &[at(10, HALFWAY)], 10).forecast.unwrap();
        let way = sphere::distance_m(HALFWAY, UFA) / 1000.0;
        assert!(found.arrivals[0].at - utc(10) <= driven(way) + TimeDelta::minutes(46));
    }

    #[test]
    fn the_platforms_forecast_wins_unless_it_is_of_a_point_that_was_reached() {
        let there =
            PointFacts { point: 1, auto_entered_at: Some(utc(6)), auto_left_at: Some(utc(8)), ..PointFacts::default() };
        let told =
            |hour| BidFacts { points: vec![there.clone()], estimated_at: Some(utc(hour)), ..BidFacts::default() };
        let won = expect(&told(20), &[at(9, HALFWAY)], 10).forecast.unwrap();
        assert_eq!((won.basis, won.late_min()), (Basis::Platform, Some(120)));
        let stale = expect(&told(6), &[at(9, HALFWAY)], 10).forecast.unwrap();
        assert_eq!(stale.basis, Basis::Roads);
    }

    #[test]
    fn nobody_knows_where_it_is_and_the_plan_has_passed() {
        assert_eq!(expect(&BidFacts::default(), &[], 5).forecast, None);
        let late = expect(&BidFacts::default(), &[], 7).forecast.unwrap();
        assert_eq!((late.basis, late.late_min()), (Basis::Clock, Some(60)));
        let of_last_week = at(6 - 200, KAZAN);
        assert_eq!(expect(&BidFacts::default(), &[of_last_week], 5).forecast, None);
    }
}
