//! A place with its address: what the vendor calls a map object.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::names::MapObjectKind;
use crate::domain::place::GeoPoint;

/// A place of a point of a bid, or of a counterparty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Geozone {
    pub(crate) id: i64,
    pub(crate) kind: MapObjectKind,
    pub(crate) address: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) village: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) county: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) house_number: Option<String>,
    pub(crate) federal_district: Option<String>,
    /// Metres.
    pub(crate) radius: Option<f64>,
    /// Outline drawn by hand, as it came.
    pub(crate) outline: Option<Value>,
    pub(crate) location: GeoPoint,
}
