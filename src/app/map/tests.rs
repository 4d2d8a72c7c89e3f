//! What the map asks for, and when.

use std::sync::Arc;

use super::ask::{MapCommand, MapEffect, MapEvent};
use super::points::MapData;
use super::scene::Scene;
use super::{apply, changed, handle, opened};
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::state::{AddressAnswer, AppState};
use crate::domain::bid::PointKind;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::store::map_points::{BidPoints, PointAt};

fn looked_at() -> AppState {
    AppState { screen: Screen::Map, ..AppState::default() }
}

fn data() -> Arc<MapData> {
    let at = |number, kind, longitude| PointAt {
        number,
        kind,
        location: GeoPoint { longitude, latitude: 55.75 },
        radius_m: None,
        confirmed: true,
    };
    let points = vec![at(1, PointKind::Load, 37.6), at(2, PointKind::Unload, 49.1)];
    Arc::new(MapData::of(vec![BidPoints { id: LocalId::new("bid-1"), points }]))
}

fn asked(effects: &[Effect]) -> Vec<&'static str> {
    let name = |effect: &Effect| match effect {
        Effect::Map(MapEffect::Load) => "load",
        Effect::Map(MapEffect::Build(..)) => "build",
        Effect::Map(MapEffect::Ways(..)) => "ways",
        Effect::Map(MapEffect::Trucks) => "trucks",
        _ => "other",
    };
    effects.iter().map(name).collect()
}

#[test]
fn nothing_is_read_while_nobody_looks() {
    let mut state = AppState::default();
    assert!(changed(&mut state).is_empty());
    assert_eq!(asked(&crate::app::handle::handle(&mut state, Command::Open(Screen::Map))), ["load", "trucks"]);
}

#[test]
fn a_change_while_points_are_read_is_read_after_it_and_once() {
    let mut state = looked_at();
    assert_eq!(asked(&changed(&mut state)), ["load"]);
    assert!(changed(&mut state).is_empty() && changed(&mut state).is_empty());
    let data = data();
    assert_eq!(asked(&apply(&mut state, MapEvent::Points(Arc::clone(&data), false))), ["build"]);
    let looks = Arc::new(vec![None]);
    let scene = Arc::new(Scene::build(Arc::clone(&data), Arc::clone(&looks)));
    assert_eq!(asked(&apply(&mut state, MapEvent::Scene(Arc::clone(&scene)))), ["load"]);
    apply(&mut state, MapEvent::Points(Arc::clone(&data), false));
    assert!(apply(&mut state, MapEvent::Scene(scene)).is_empty());
}

#[test]
fn ways_are_found_for_bids_that_have_lines_and_kept_while_their_points_stay() {
    use super::points::{Look, Tint};
    use super::ways::Way;

    let mut state = looked_at();
    let data = data();
    let looks = Arc::new(vec![Some(Look { tint: Tint::Started, line: 0 })]);
    let scene = Arc::new(Scene::build(Arc::clone(&data), looks));
    assert_eq!(asked(&apply(&mut state, MapEvent::Scene(Arc::clone(&scene)))), ["ways"]);
    let stops: Vec<GeoPoint> = data.points().iter().map(|point| super::to_geo(point.at)).collect();
    let way = |stops: &[GeoPoint]| {
        let way =
            Way { stops: stops.to_vec(), loaded: None, minutes: 0.0, empty: None, lines: vec![], empty_line: None };
        MapEvent::Ways(vec![(LocalId::new("bid-1"), Arc::new(way))])
    };
    apply(&mut state, way(&stops));
    assert!(apply(&mut state, MapEvent::Scene(Arc::clone(&scene))).is_empty(), "it is known");
    let elsewhere = GeoPoint { longitude: 39.0, latitude: 55.0 };
    apply(&mut state, way(&[stops[0], elsewhere]));
    assert_eq!(asked(&apply(&mut state, MapEvent::Scene(scene))), ["ways"], "a point has moved since");
}

#[test]
fn trucks_are_asked_for_once_at_a_time_and_a_failure_keeps_their_last_places() {
    let mut state = looked_at();
    assert_eq!(asked(&opened(&mut state)), ["load", "trucks"]);
    assert!(handle(&mut state, MapCommand::Trucks).is_empty());
    let why = crate::words::Message::new("map-trail-no-tracker");
    apply(&mut state, MapEvent::Trucks(Err(why.clone())));
    assert_eq!((state.map.trucks.asking, state.map.trucks.trouble.clone()), (false, Some(why)));
    apply(&mut state, MapEvent::Trucks(Ok(Vec::new())));
    assert_eq!(state.map.trucks.trouble, None);
}

#[test]
fn only_the_place_that_was_asked_last_is_named() {
    let mut state = looked_at();
    let [first, second] = [37.6, 49.1].map(|longitude| GeoPoint { longitude, latitude: 55.75 });
    handle(&mut state, MapCommand::Name(first));
    handle(&mut state, MapCommand::Name(second));
    apply(&mut state, MapEvent::Named(first, AddressAnswer::Found(Vec::new())));
    assert_eq!(state.map.named, Some((second, AddressAnswer::Waiting)));
    handle(&mut state, MapCommand::ForgetName);
    apply(&mut state, MapEvent::Named(second, AddressAnswer::Found(Vec::new())));
    assert_eq!(state.map.named, None);
}
