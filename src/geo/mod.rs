//! Places of the embedded list, the geocoder of the training server, and zones by coordinates.
//!
//! `geo` is pure data and arithmetic: it sees only `domain`, opens no file and no socket.

pub mod basemap;
pub mod geocoder;
pub mod grid;
pub mod places;
pub mod roads;
pub mod sphere;
pub mod zones;
