//! What the map's screen knows. Only [`super::handle`] and [`super::apply`] change it.

use std::collections::HashMap;
use std::sync::Arc;

use super::points::MapData;
use super::scene::Scene;
use super::tiles::TileKey;
use super::trucks::{Trail, TruckPlace};
use super::ways::Way;
use super::web::WebDesk;
use crate::app::in_turn::InTurn;
use crate::app::state::AddressAnswer;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::geo::basemap::Tile;
use crate::words::Message;

/// The map.
#[derive(Debug, Clone, Default)]
pub struct MapDesk {
    /// The points of all bids; `None` until they were read.
    pub data: Option<Arc<MapData>>,
    /// The marks of what the list shows; `None` until they were worked out.
    pub scene: Option<Arc<Scene>>,
    /// Points of older bids are still being filled in.
    pub filling: bool,
    /// Why there are no points.
    pub trouble: Option<Message>,
    /// Ways along the roads of the bids whose lines are drawn.
    pub ways: HashMap<LocalId, Arc<Way>>,
    /// The way of the open bid, with its empty run.
    pub way: Option<(LocalId, Arc<Way>)>,
    /// Where the trucks are.
    pub trucks: Trucks,
    /// Where the truck of the open bid has been, or why that isn't known.
    pub trail: Option<(LocalId, Result<Arc<Trail>, Message>)>,
    /// The place that was clicked, and what is there.
    pub named: Option<(GeoPoint, AddressAnswer)>,
    /// Tiles that have been drawn and not yet been taken over by the window.
    pub tiles: Vec<(TileKey, Arc<Tile>)>,
    /// Tiles of the user's own server.
    pub web: WebDesk,
    /// The points are read and the marks worked out.
    pub(super) turn: InTurn,
}

/// Where the trucks are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trucks {
    /// As they were told last.
    pub places: Arc<Vec<TruckPlace>>,
    /// They are being asked for.
    pub asking: bool,
    /// Why the last question had no answer.
    pub trouble: Option<Message>,
}

impl MapDesk {
    /// The way of a bid along the roads, when it is known for these very points.
    #[must_use]
    pub fn way_of(&self, id: &LocalId) -> Option<&Arc<Way>> {
        self.way.as_ref().filter(|(bid, _)| bid == id).map(|(_, way)| way).or_else(|| self.ways.get(id))
    }
}
