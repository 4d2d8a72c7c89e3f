//! Slow work of the map: points from the store, marks, tiles, ways along the roads, and what the platform knows of trucks and
//! places.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, blocking, positions, task, web_tiles, words};
use crate::api::cargorun::{ApiError, Fix};
use crate::app::connect::Connected;
use crate::app::event::Event;
use crate::app::map::ask::{MapEffect, MapEvent};
use crate::app::map::points::MapData;
use crate::app::map::scene::Scene;
use crate::app::map::tiles::TileKey;
use crate::app::map::trucks::{Trail, TruckPlace};
use crate::app::map::ways::{Line, Way};
use crate::app::map::{from_geo, stops, to_geo};
use crate::app::state::AddressAnswer;
use crate::domain::bid::PointKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::place::{GeoPoint, Place};
use crate::geo::{basemap, geocoder, zones};
use crate::store::StoreError;
use crate::store::model::BidRecord;
use crate::words::Message;

/// Bids whose points are filled in at a time, and times after which the screen is told.
const FILLED_AT_ONCE: usize = 500;
const TOLD_EVERY: usize = 8;
/// Ways that are told at a time.
const WAYS_AT_ONCE: usize = 12;
/// Tiles that are drawn at the same time: a core is left to the window.
const DRAWERS: usize = 2;
/// The longest trail.
const LONGEST_TRAIL: TimeDelta = TimeDelta::days(14);

/// Tiles that wait to be drawn.
#[derive(Debug, Default)]
pub(super) struct Drawing(Mutex<Wanted>);

#[derive(Debug, Default)]
struct Wanted {
    /// The most wanted last.
    keys: Vec<TileKey>,
    under_way: HashSet<TileKey>,
    drawers: usize,
}

/// One line an effect.
pub(super) fn carry_out(desk: &Desk, effect: MapEffect) {
    match effect {
        MapEffect::Load => blocking(desk, load),
        MapEffect::Build(data, looks) => blocking(desk, move |desk| {
            tell(desk, MapEvent::Scene(Arc::new(Scene::build(data, looks))));
        }),
        MapEffect::Tiles(keys) => want(desk, keys),
        MapEffect::Ways(data, bids) => blocking(desk, move |desk| ways(desk, &data, &bids)),
        MapEffect::Way(record) => blocking(desk, move |desk| way(desk, &record)),
        MapEffect::Trucks => task(desk, trucks),
        MapEffect::Trail(record) => task(desk, |desk| trail(desk, record)),
        MapEffect::Name(point) => task(desk, move |desk| name(desk, point)),
        MapEffect::Web(keys) => web_tiles::want(desk, keys),
        MapEffect::TryWeb => task(desk, web_tiles::try_one),
        MapEffect::CountWeb(clear) => blocking(desk, move |desk| web_tiles::count(desk, clear)),
    }
}

pub(super) fn tell(desk: &Desk, event: MapEvent) {
    desk.out.tell(Event::Map(event));
}

fn load(desk: &Desk) {
    if let Err(error) = try_load(desk) {
        tell(desk, MapEvent::NoPoints(words::store_error(&error)));
    }
}

fn try_load(desk: &Desk) -> Result<(), StoreError> {
    let read = || Ok::<_, StoreError>(Arc::new(MapData::of(desk.store.bid_points()?)));
    for turn in 1_usize.. {
        let left = desk.store.fill_points(FILLED_AT_ONCE)?;
        if left == 0 {
            break;
        }
        if turn.is_multiple_of(TOLD_EVERY) {
            tell(desk, MapEvent::Points(read()?, true));
        }
    }
    tell(desk, MapEvent::Points(read()?, false));
    Ok(())
}

impl Drawing {
    fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next tile for a drawer; `None`: there is nothing to draw, and the drawer is done.
    fn next(&self) -> Option<TileKey> {
        let mut wanted = self.wanted();
        while let Some(key) = wanted.keys.pop() {
            if wanted.under_way.insert(key) {
                return Some(key);
            }
        }
        wanted.drawers = wanted.drawers.saturating_sub(1);
        None
    }
}

/// Takes the wishes over and sees that somebody draws.
fn want(desk: &Desk, keys: Vec<TileKey>) {
    let mut wanted = desk.drawing.wanted();
    wanted.keys = keys;
    wanted.keys.reverse();
    while wanted.drawers < DRAWERS.min(wanted.keys.len()) {
        wanted.drawers += 1;
        let desk = desk.clone();
        tokio::task::spawn_blocking(move || draw(&desk));
    }
}

fn draw(desk: &Desk) {
    basemap::warm();
    while let Some(key) = desk.drawing.next() {
        let tile = key.draw();
        desk.drawing.wanted().under_way.remove(&key);
        if let Some(tile) = tile {
            tell(desk, MapEvent::Tile(key, Arc::new(tile)));
        }
    }
}

fn ways(desk: &Desk, data: &MapData, bids: &[u32]) {
    for some in bids.chunks(WAYS_AT_ONCE) {
        let found = some.iter().filter_map(|bid| data.bid(*bid)).map(|bid| {
            let stops = data.points_of(&bid.id).iter().filter(|point| point.kind != PointKind::Start);
            let stops: Vec<GeoPoint> = stops.map(|point| to_geo(point.at)).collect();
            (bid.id.clone(), Arc::new(Way::by_roads(&stops, None)))
        });
        tell(desk, MapEvent::Ways(found.collect()));
    }
}

/// The way of a bid. Empty run: from where the platform says that the truck stood, else from the end of its bid before.
fn way(desk: &Desk, record: &BidRecord) {
    let bid = &record.bid;
    let start = bid.points.iter().find(|point| point.kind == PointKind::Start);
    let said = start.and_then(|point| point.place.location).filter(|at| at.is_usable());
    let before = || {
        let (car, first) = (bid.car.as_ref()?, bid.first_utc()?);
        desk.store.place_before(car, first, &record.meta.id).ok().flatten()
    };
    let way = Way::by_roads(&stops(record), said.or_else(before));
    tell(desk, MapEvent::Way(record.meta.id.clone(), Arc::new(way)));
}

async fn trucks(desk: Desk) {
    let told = match desk.connected() {
        Some(connected) => truck_places(&desk, &connected).await.map_err(|error| words::api_error(&error)),
        None => Ok(Vec::new()),
    };
    tell(&desk, MapEvent::Trucks(told));
}

async fn truck_places(desk: &Desk, connected: &Connected) -> Result<Vec<TruckPlace>, ApiError> {
    let found = last_fixes(desk, connected, None).await?;
    let books = desk.model().books();
    let place = |(car, fixes): (RemoteId, Vec<Fix>)| {
        let fix = fixes.last()?;
        let record = books.by_remote(RecordKind::Car, car)?;
        Some(TruckPlace {
            car: record.meta.id.clone(),
            plate: record.entry.title(),
            at: from_geo(fix.location),
            fixed_at: fix.at,
        })
    };
    Ok(found.into_iter().filter_map(place).collect())
}

/// The last positions of trucks, oldest first: of all, or of those that are wanted.
pub(super) async fn last_fixes(
    desk: &Desk,
    connected: &Connected,
    wanted: Option<&HashSet<RemoteId>>,
) -> Result<Vec<(RemoteId, Vec<Fix>)>, ApiError> {
    let is_wanted = |car: &RemoteId| wanted.is_none_or(|wanted| wanted.contains(car));
    match connected.client.car_places().await? {
        Some(places) => {
            let places = places.into_iter().filter(|place| is_wanted(&place.car));
            Ok(places.map(|place| (place.car, vec![place.fix])).collect())
        }
        None => positions::by_trackers(desk, connected, wanted).await,
    }
}

async fn trail(desk: Desk, record: Arc<BidRecord>) {
    let id = record.meta.id.clone();
    let told = match (tracker_of(&desk, &record), desk.connected()) {
        (None, _) => Err(Message::new("map-trail-no-tracker")),
        (_, None) => return,
        (Some(tracker), Some(connected)) => {
            let fixes = connected.client.trail(tracker, began(&record, desk.now())).await;
            fixes.map(|fixes| drawn(&id, &fixes)).map_err(|error| words::api_error(&error))
        }
    };
    tell(&desk, MapEvent::Trail(id, told));
}

fn drawn(bid: &LocalId, fixes: &[Fix]) -> Trail {
    let points: Vec<[f64; 2]> = fixes.iter().map(|fix| from_geo(fix.location)).collect();
    Trail { bid: bid.clone(), fixes: fixes.len(), line: Line::of(&points) }
}

fn tracker_of(desk: &Desk, record: &BidRecord) -> Option<RemoteId> {
    let books = desk.model().books();
    let car = books.record(record.bid.car.as_ref()?)?.meta.remote_id?;
    let of_car = |tracker: &&crate::domain::book::Tracker| tracker.attached_to == Some((RecordKind::Car, car));
    books.trackers().iter().find(of_car).map(|tracker| tracker.id)
}

/// When the bid began: the truck was seen at a point, else its plan.
fn began(record: &BidRecord, now: DateTime<Utc>) -> DateTime<Utc> {
    let seen = record.facts.points.iter().filter_map(|point| point.auto_entered_at).min();
    let began = [seen, record.bid.first_utc()].into_iter().flatten().min().unwrap_or(now - TimeDelta::days(1));
    began.clamp(now - LONGEST_TRAIL, now)
}

/// Asks what is at a place; without a network the nearest town is said, marked approximate.
async fn name(desk: Desk, point: GeoPoint) {
    let asked = match desk.connected() {
        Some(connected) => connected.client.address_at(point).await,
        None => Err(ApiError::Timeout),
    };
    let near = || geocoder::town_at(point).into_iter().collect::<Vec<Place>>();
    let answer = match asked {
        Ok(place) => {
            let zoned = |place: Place| Place { zone: place.zone.or_else(|| zones::zone_at(point)), ..place };
            AddressAnswer::Found(place.map(zoned).into_iter().collect())
        }
        Err(error) if error.is_offline() => AddressAnswer::Offline(near()),
        Err(error) => AddressAnswer::Failed(words::api_error(&error)),
    };
    tell(&desk, MapEvent::Named(point, answer));
}
