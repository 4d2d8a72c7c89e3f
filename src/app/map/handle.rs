//! Commands of the map → changes of state and effects.

use std::sync::Arc;

use super::ask::{MapCommand, MapEffect};
use super::points::{Look, MapData, Tint};
use super::web::Trial;
use crate::app::command::Screen;
use crate::app::effect::Effect;
use crate::app::handle::set;
use crate::app::state::{AddressAnswer, AppState};
use crate::domain::bid::BidStatus;

/// Handles a command.
pub fn handle(state: &mut AppState, command: MapCommand) -> Vec<Effect> {
    match command {
        MapCommand::Tiles(keys) => vec![Effect::Map(MapEffect::Tiles(keys))],
        MapCommand::TookTiles(keys) => {
            state.map.tiles.retain(|(key, _)| !keys.contains(key));
            Vec::new()
        }
        MapCommand::Name(point) => {
            state.map.named = Some((point, AddressAnswer::Waiting));
            vec![Effect::Map(MapEffect::Name(point))]
        }
        MapCommand::ForgetName => {
            state.map.named = None;
            Vec::new()
        }
        MapCommand::Remember(place) => set(state, |settings| settings.map.place = Some(place)),
        MapCommand::Trucks => trucks(state),
        MapCommand::Web(keys) => vec![Effect::Map(MapEffect::Web(keys))],
        MapCommand::TookWeb(keys) => {
            state.map.web.come.retain(|(key, _)| !keys.contains(key));
            Vec::new()
        }
        // A person asks, and still nothing goes out while the setting is off.
        MapCommand::TryWeb if state.settings.map.tiles().is_some() => {
            state.map.web.trial = Trial::Running;
            vec![Effect::Map(MapEffect::TryWeb)]
        }
        MapCommand::TryWeb => Vec::new(),
        MapCommand::CountWeb => vec![Effect::Map(MapEffect::CountWeb(false))],
        MapCommand::ClearWeb => vec![Effect::Map(MapEffect::CountWeb(true))],
    }
}

/// Another screen is looked at: tiles that are on their way are no longer wanted.
#[must_use]
pub fn left(state: &AppState) -> Vec<Effect> {
    if state.settings.map.tiles_on { vec![Effect::Map(MapEffect::Web(Vec::new()))] } else { Vec::new() }
}

/// The map was opened: what it shows is read anew, and trucks are asked for.
pub fn opened(state: &mut AppState) -> Vec<Effect> {
    let mut effects = changed(state);
    effects.extend(trucks(state));
    if let Some(record) = state.card.clone() {
        effects.extend(super::came(state, &record));
    }
    effects
}

/// Bids, or the part of them that the list shows, have changed. Nothing is done while nobody looks.
pub fn changed(state: &mut AppState) -> Vec<Effect> {
    if state.screen != Screen::Map {
        return Vec::new();
    }
    if state.map.turn.begin() { vec![Effect::Map(MapEffect::Load)] } else { Vec::new() }
}

/// An exchange has ended: trucks have moved meanwhile.
pub fn synced(state: &mut AppState) -> Vec<Effect> {
    if state.screen == Screen::Map { trucks(state) } else { Vec::new() }
}

fn trucks(state: &mut AppState) -> Vec<Effect> {
    if state.map.trucks.asking {
        return Vec::new();
    }
    state.map.trucks.asking = true;
    vec![Effect::Map(MapEffect::Trucks)]
}

/// How each bid of the data looks: those that the list shows.
pub(super) fn looks(state: &AppState, data: &MapData) -> Arc<Vec<Option<Look>>> {
    let mut looks = vec![None; data.bids().len()];
    let lines = state.bids.lines.as_deref().map(Vec::as_slice).unwrap_or_default();
    for place in state.bids.shown.iter() {
        let Some(line) = usize::try_from(*place).ok().and_then(|place| lines.get(place)) else { continue };
        let bid = data.place_of(&line.id).and_then(|bid| usize::try_from(bid).ok());
        if let Some(look) = bid.and_then(|bid| looks.get_mut(bid)) {
            *look = Some(Look { tint: Tint::of(&line.status), line: *place });
        }
    }
    Arc::new(looks)
}

/// A trail is drawn of what is under way.
pub(super) fn has_trail(status: &BidStatus) -> bool {
    matches!(status, BidStatus::Started)
}
