//! Events of the map → changes of state, and what follows.

use std::collections::HashMap;
use std::sync::Arc;

use super::ask::{MapEffect, MapEvent};
use super::desk::MapDesk;
use super::handle::{changed, has_trail, looks};
use super::points::MapData;
use super::scene::Scene;
use super::ways::Way;
use super::web::Trial;
use crate::app::command::Screen;
use crate::app::effect::Effect;
use crate::app::state::AppState;
use crate::domain::bid::PointKind;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::geo::grid;
use crate::store::model::BidRecord;

/// A way was worked out for points that are still where they were, metres of the grid aside.
const SAME_UNITS: f64 = 1.0;

/// Applies an event.
pub fn apply(state: &mut AppState, event: MapEvent) -> Vec<Effect> {
    match event {
        MapEvent::Points(data, filling) => {
            state.map.filling = filling;
            state.map.trouble = None;
            let looks = looks(state, &data);
            state.map.data = Some(Arc::clone(&data));
            return vec![Effect::Map(MapEffect::Build(data, looks))];
        }
        MapEvent::NoPoints(why) => {
            state.map.trouble = Some(why);
            if state.map.turn.end() {
                return changed(state);
            }
        }
        MapEvent::Scene(scene) => return take(state, scene),
        MapEvent::Tile(key, tile) => {
            state.map.tiles.retain(|(known, _)| *known != key);
            state.map.tiles.push((key, tile));
        }
        MapEvent::Ways(ways) => state.map.ways.extend(ways),
        MapEvent::Way(id, way) => {
            // The person may have moved on while it was found.
            if state.bids.selected.as_ref() == Some(&id) {
                state.map.way = Some((id, way));
            }
        }
        MapEvent::Trucks(told) => {
            let trucks = &mut state.map.trucks;
            trucks.asking = false;
            match told {
                Ok(places) => {
                    trucks.places = Arc::new(places);
                    trucks.trouble = None;
                }
                Err(why) => trucks.trouble = Some(why),
            }
        }
        MapEvent::Trail(id, trail) => {
            if state.bids.selected.as_ref() == Some(&id) {
                state.map.trail = Some((id, trail.map(Arc::new)));
            }
        }
        MapEvent::Named(point, answer) => {
            if let Some((_, known)) = state.map.named.as_mut().filter(|(asked, _)| *asked == point) {
                *known = answer;
            }
        }
        MapEvent::Web(key, tile) => {
            state.map.web.come.retain(|(known, _)| *known != key);
            state.map.web.come.push((key, tile));
        }
        MapEvent::WebTrouble(why) => state.map.web.trouble = why,
        MapEvent::WebTried(source, told) => {
            // The address may be another one by now.
            if state.settings.map.tiles().is_some_and(|template| template.mark() == source) {
                state.map.web.trial = told.map_or_else(Trial::Failed, Trial::Good);
            }
        }
        MapEvent::WebHeld(bytes) => state.map.web.held = Some(bytes),
    }
    Vec::new()
}

/// The record of the open card came: its way is found, and its trail when it is on the road and the map is looked at.
pub fn came(state: &mut AppState, record: &Arc<BidRecord>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let id = &record.meta.id;
    let stops = stops(record);
    let is_known = state.map.way.as_ref().is_some_and(|(bid, way)| bid == id && way.stops == stops);
    if !is_known && !stops.is_empty() {
        state.map.way = None;
        effects.push(Effect::Map(MapEffect::Way(Arc::clone(record))));
    }
    if state.map.trail.as_ref().is_some_and(|(bid, _)| bid != id) {
        state.map.trail = None;
    }
    if state.screen == Screen::Map && has_trail(&record.facts.status) {
        effects.push(Effect::Map(MapEffect::Trail(Arc::clone(record))));
    }
    effects
}

/// The points of a bid's own route that have coordinates.
pub(in crate::app) fn stops(record: &BidRecord) -> Vec<GeoPoint> {
    let stops = record.bid.points.iter().filter(|point| point.kind != PointKind::Start);
    stops.filter_map(|point| point.place.location.filter(|at| at.is_usable())).collect()
}

fn take(state: &mut AppState, scene: Arc<Scene>) -> Vec<Effect> {
    let map: &mut MapDesk = &mut state.map;
    let again = map.turn.end();
    let wanted = scene.with_lines();
    keep_ways(&mut map.ways, &scene.data, &wanted);
    let lacking: Vec<u32> = wanted
        .into_iter()
        .filter(|bid| scene.data.bid(*bid).is_some_and(|bid| !map.ways.contains_key(&bid.id)))
        .collect();
    let data = Arc::clone(&scene.data);
    map.scene = Some(scene);
    let mut effects = Vec::new();
    if again {
        effects.extend(changed(state));
    }
    if !lacking.is_empty() {
        effects.push(Effect::Map(MapEffect::Ways(data, lacking)));
    }
    effects
}

/// Lets go of ways that are no longer drawn, or whose points have moved.
fn keep_ways(ways: &mut HashMap<LocalId, Arc<Way>>, data: &MapData, wanted: &[u32]) {
    let shown = wanted.iter().filter_map(|bid| data.bid(*bid)).map(|bid| &bid.id);
    let mut kept = HashMap::new();
    for id in shown {
        let Some(way) = ways.get(id) else { continue };
        let stops = data.points_of(id).iter().filter(|point| point.kind != PointKind::Start);
        let is_same = way.stops.len() == stops.clone().count()
            && stops.zip(&way.stops).all(|(point, stop)| {
                let stop = grid::from_geo(*stop);
                (point.at[0] - stop[0]).abs() < SAME_UNITS && (point.at[1] - stop[1]).abs() < SAME_UNITS
            });
        if is_same {
            kept.insert(id.clone(), Arc::clone(way));
        }
    }
    *ways = kept;
}
