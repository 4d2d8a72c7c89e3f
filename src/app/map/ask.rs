//! What may be asked of the map, what is slow of it, and what is told.

use std::sync::Arc;

use super::points::{Look, MapData};
use super::scene::Scene;
use super::tiles::TileKey;
use super::trucks::{Trail, TruckPlace};
use super::ways::Way;
use super::web::{Tried, WebKey, WebTile};
use crate::app::settings_map::MapPlace;
use crate::app::state::AddressAnswer;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::geo::basemap::Tile;
use crate::store::model::BidRecord;
use crate::words::Message;

/// A wish of the person at the map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapCommand {
    /// These tiles are needed, the most wanted first; earlier wishes are void.
    Tiles(Vec<TileKey>),
    /// These tiles have been taken over by the window.
    TookTiles(Vec<TileKey>),
    /// Say what is at a place.
    Name(GeoPoint),
    /// Forget the named place.
    ForgetName,
    /// Remember what of the map is looked at.
    Remember(MapPlace),
    /// Ask where the trucks are.
    Trucks,
    /// These tiles of the own server are needed, the most wanted first; earlier wishes are void.
    Web(Vec<WebKey>),
    /// These tiles of the own server have been taken over by the window.
    TookWeb(Vec<WebKey>),
    /// Ask the own server for one tile and say what came.
    TryWeb,
    /// Count what is kept of its tiles.
    CountWeb,
    /// Let go of all its tiles that are kept on the disk.
    ClearWeb,
}

/// Slow work of the map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapEffect {
    /// Read the points of all bids.
    Load,
    /// Work out the marks of what is shown.
    Build(Arc<MapData>, Arc<Vec<Option<Look>>>),
    /// Draw these tiles, the first first.
    Tiles(Vec<TileKey>),
    /// Find the ways of these bids of the data along the roads.
    Ways(Arc<MapData>, Vec<u32>),
    /// Find the way of an open bid, with the empty run before it.
    Way(Arc<BidRecord>),
    /// Ask where the trucks are.
    Trucks,
    /// Ask where the truck of a started bid has been.
    Trail(Arc<BidRecord>),
    /// Ask what is at a place.
    Name(GeoPoint),
    /// Read or fetch these tiles of the own server, the first first; earlier wishes are void.
    Web(Vec<WebKey>),
    /// Fetch one tile of the own server for a person.
    TryWeb,
    /// Count what is kept of its tiles; `true`: let go of them first.
    CountWeb(bool),
}

/// What the worker tells of the map.
#[derive(Debug, Clone)]
pub enum MapEvent {
    /// The points of all bids; `true`: more are still being filled in.
    Points(Arc<MapData>, bool),
    /// The points could not be read.
    NoPoints(Message),
    /// The marks of what is shown.
    Scene(Arc<Scene>),
    /// A tile.
    Tile(TileKey, Arc<Tile>),
    /// Ways of bids.
    Ways(Vec<(LocalId, Arc<Way>)>),
    /// The way of the open bid, with its empty run.
    Way(LocalId, Arc<Way>),
    /// Where the trucks are, or why that isn't known.
    Trucks(Result<Vec<TruckPlace>, Message>),
    /// Where a truck has been, or why that isn't known.
    Trail(LocalId, Result<Trail, Message>),
    /// What is at a place.
    Named(GeoPoint, AddressAnswer),
    /// A tile of the own server.
    Web(WebKey, Arc<WebTile>),
    /// Why no tiles of the own server come; `None`: they come again.
    WebTrouble(Option<Message>),
    /// What the trial of an address (its mark) brought.
    WebTried(u64, Result<Tried, Message>),
    /// Bytes of tiles on the disk.
    WebHeld(u64),
}
