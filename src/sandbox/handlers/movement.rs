//! What the trackers tell: mileage, whether a truck is free, where it is, where it has been.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::parse_moment;
use super::super::http::query_string;
use super::super::http::request::Call;
use super::super::life::signal::last_fix;
use super::super::model::book::{Car, Tracker};
use super::super::model::names::{BidStatus, TrackerRelation};
use super::super::odata::Query;
use super::super::rules::track;
use super::super::sentences;
use super::super::views::fleet::tracker_of_car;
use super::super::views::{listing, value};
use super::super::world::World;
use super::super::world::active::Resource;
use crate::domain::place::GeoPoint;
use crate::geo::sphere;

/// A trail has so many places at most, and not more often than a tracker tells them.
const MOST_PLACES: i32 = 1_500;
const OFTENEST: TimeDelta = TimeDelta::seconds(30);
/// A trail that doesn't say its beginning begins so long ago; the longest is so long.
const USUAL_TRAIL: TimeDelta = TimeDelta::hours(24);
const LONGEST_TRAIL: TimeDelta = TimeDelta::days(31);

fn car(world: &World, id: i64) -> Result<&Car, Refusal> {
    world.cars.get(id).map_or_else(|| refuse(sentences::record_not_found(id)), Ok)
}

/// `GET Car/GetCarMileageForPeriod?CarId=&Start=&End=`: kilometres. The period is UTC, written without a zone.
pub(crate) fn mileage(world: &World, call: &Call) -> Outcome {
    let Some(id) = call.integer_param("CarId")? else { return refuse(sentences::is_required("CarId")) };
    let car = car(world, id)?;
    let (start, end) = (moment(call, "Start")?, moment(call, "End")?);
    if end < start {
        return refuse(sentences::period_is_backwards());
    }
    let km = track::mileage_km(world, car.id, (start, end));
    Ok(Answer::plain(json!({ "mileage": (km * 10.0).round() / 10.0 })))
}

fn moment(call: &Call, name: &str) -> Result<DateTime<Utc>, Refusal> {
    let Some(text) = call.param(name) else { return refuse(sentences::is_required(name)) };
    parse_moment(&text).map_or_else(|| refuse(sentences::not_a_date(name)), Ok)
}

/// `GET Car/GetAvailabilityStatus/{carId}`: whether a truck carries a bid, and until when.
pub(crate) fn availability(world: &World, call: &Call) -> Outcome {
    let car = car(world, call.number_in_path()?)?;
    let started = world.active.of(Resource::Car(car.id)).filter(|hold| hold.started).min_by_key(|hold| hold.from);
    if let Some(hold) = started {
        let late = world.bids.get(hold.bid).and_then(|bid| bid.figures.estimated_at);
        let release = late.map_or(hold.to, |late| hold.to.max(late));
        return Ok(status(Some(hold.bid), Some(release), "Busy"));
    }
    let done = world.by_car.of(car.id).filter_map(|bid| world.bids.get(bid));
    let done = done.filter(|bid| bid.life.status == BidStatus::Done && !bid.life.deleted);
    let last = done.max_by_key(|bid| bid.life.ended_at);
    Ok(status(last.map(|bid| bid.id), last.and_then(|bid| bid.life.ended_at), "Idle"))
}

fn status(bid: Option<i64>, release: Option<DateTime<Utc>>, status: &str) -> Answer {
    Answer::plain(json!({ "lastBidId": bid, "releaseDate": value::utc(release), "status": status }))
}

/// `GET Map/GetLastCarsLocations`: in no contract, but seen in traffic; the last place of every truck with a tracker.
pub(crate) fn last_locations(world: &World, call: &Call) -> Outcome {
    let rows = world.cars.iter().filter(|car| car.deleted_at.is_none()).filter_map(|car| {
        let fix = last_fix(world, car, tracker_of_car(world, car)?);
        let is_busy = world.active.of(Resource::Car(car.id)).any(|hold| hold.started);
        Some(json!({
            "id": car.id,
            "fixedAt": value::utc(Some(fix.at)),
            "location": { "type": "Point", "coordinates": [fix.place.longitude, fix.place.latitude] },
            "status": if is_busy { "Busy" } else { "Idle" },
            "car": { "id": car.id, "number": car.number },
        }))
    });
    listing::list_drawn(call, rows.collect())
}

/// `GET Map/GetTrackerLogs?$filter=trackerId eq 5 and fixedAt ge …`: the trail of one tracker. `x` is the longitude.
pub(crate) fn tracker_logs(world: &World, call: &Call) -> Outcome {
    let bounds = Bounds::read(call, world.clock.now())?;
    let tracker = world.trackers.get(bounds.tracker).filter(|tracker| !tracker.deleted);
    let Some(tracker) = tracker else { return refuse(sentences::tracker_is_unknown()) };
    let trail = car_of(world, tracker).map(|car| {
        let every = ((bounds.to - bounds.from) / MOST_PLACES).max(OFTENEST);
        track::trail(world, (car, tracker), (bounds.from, bounds.to), every)
    });
    let row = |(at, place): (DateTime<Utc>, GeoPoint)| {
        json!({
            "trackerId": tracker.id,
            "location": { "x": place.longitude, "y": place.latitude },
            "fixedAt": value::utc(Some(at)),
        })
    };
    let rows: Vec<Value> = trail.unwrap_or_default().into_iter().map(row).collect();
    let page = Query::parse(&call.query).and_then(|query| query.apply(rows));
    let rows = page.map_err(|error| Refusal::Sentence(error.0))?.rows;
    let distance = length_m(&rows);
    Ok(Answer::plain(json!({ "trackerLogs": rows, "distance": distance })))
}

fn car_of<'w>(world: &'w World, tracker: &Tracker) -> Option<&'w Car> {
    let attachment = tracker.attachment.as_ref().filter(|attachment| attachment.relation == TrackerRelation::Car)?;
    world.cars.get(attachment.entity_id)
}

/// Metres from place to place.
fn length_m(rows: &[Value]) -> f64 {
    let degrees = |row: &Value, name: &str| row.pointer(name).and_then(Value::as_f64);
    let place = |row: &Value| {
        Some(GeoPoint { longitude: degrees(row, "/location/x")?, latitude: degrees(row, "/location/y")? })
    };
    let places: Vec<GeoPoint> = rows.iter().filter_map(place).collect();
    places.windows(2).map(|pair| if let [a, b] = pair { sphere::distance_m(*a, *b) } else { 0.0 }).sum::<f64>().round()
}

/// Which tracker and when, as the filter says it. Trails are made, not stored, so the bounds must be known before.
struct Bounds {
    tracker: i64,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Bounds {
    fn read(call: &Call, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let filter = query_string::pairs(&call.query).find(|(name, _)| name.eq_ignore_ascii_case("$filter"));
        let spaced = filter.map(|(_, filter)| filter.to_ascii_lowercase().replace(['(', ')'], " ")).unwrap_or_default();
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let (mut tracker, mut from, mut to) = (None, None, None);
        for three in words.windows(3) {
            match three {
                ["trackerid", "eq", id] => tracker = id.parse().ok(),
                ["fixedat", "ge" | "gt", at] => from = parse_moment(&at.to_ascii_uppercase()),
                ["fixedat", "le" | "lt", at] => to = parse_moment(&at.to_ascii_uppercase()),
                _ => {}
            }
        }
        let Some(tracker) = tracker else { return refuse(sentences::tracker_is_not_named()) };
        let to = to.unwrap_or(now).min(now);
        let from = from.unwrap_or(to - USUAL_TRAIL).max(to - LONGEST_TRAIL);
        Ok(Self { tracker, from, to })
    }
}

/// `GET Trackers/GetTrackersInfo`: how many trucks have not been heard for how long.
pub(crate) fn trackers_info(world: &World, call: &Call) -> Outcome {
    let now = world.clock.now();
    let cars = world.cars.iter().filter(|car| car.deleted_at.is_none());
    let heard: Vec<DateTime<Utc>> =
        cars.filter_map(|car| Some(last_fix(world, car, tracker_of_car(world, car)?).at)).collect();
    let silent = |hours: i64| heard.iter().filter(|at| now - **at > TimeDelta::hours(hours)).count();
    let percent = |count: usize| (count * 100).checked_div(heard.len()).unwrap_or_default();
    let row = json!({
        "organizationName": sentences::ORGANISATION,
        "carsWithTrackerCount": heard.len(),
        "carsWithoutCoordinatesIn1HourCount": silent(1),
        "percentOfCarsWithoutCoordinatesIn1Hour": percent(silent(1)),
        "carsWithoutCoordinatesIn3HoursCount": silent(3),
        "percentOfCarsWithoutCoordinatesIn3Hours": percent(silent(3)),
        "carsWithoutCoordinatesIn24HoursCount": silent(24),
        "percentOfCarsWithoutCoordinatesIn24Hours": percent(silent(24)),
    });
    listing::list_drawn(call, vec![row])
}
