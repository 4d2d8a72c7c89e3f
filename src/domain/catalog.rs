//! The platform's catalogs: lists of choices that only the platform changes.
//!
//! Source: seed 000 chapters 2.1 and 3.2.

use serde::{Deserialize, Serialize};

use super::id::RemoteId;

/// The seven catalogs of the seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatalogKind {
    /// Truck types.
    CarType,
    /// Trailer types.
    TrailerType,
    /// Cargo types.
    CargoType,
    /// VAT.
    VatType,
    /// Payment types.
    PaymentType,
    /// Truck brands.
    CarBrand,
    /// Trailer brands.
    TrailerBrand,
}

impl CatalogKind {
    /// All seven, in the order of the seed.
    pub const ALL: [Self; 7] = [
        Self::CarType,
        Self::TrailerType,
        Self::CargoType,
        Self::VatType,
        Self::PaymentType,
        Self::CarBrand,
        Self::TrailerBrand,
    ];

    /// The platform's name (`propertyName`, `type`).
    #[must_use]
    pub const fn platform_name(self) -> &'static str {
        match self {
            Self::CarType => "CarType",
            Self::TrailerType => "TrailerType",
            Self::CargoType => "CargoType",
            Self::VatType => "NDSType",
            Self::PaymentType => "PaymentType",
            Self::CarBrand => "CarBrandType",
            Self::TrailerBrand => "TrailerBrandType",
        }
    }

    /// The catalog of a platform name, letter case aside; `None` for catalogs that this product doesn't use.
    #[must_use]
    pub fn from_platform_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.platform_name().eq_ignore_ascii_case(name))
    }
}

/// One choice of a catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogItem {
    /// The platform's number, what bids and books refer to.
    pub id: RemoteId,
    /// Shown name.
    pub name: String,
    /// No longer offered, but old records still refer to it.
    pub deleted: bool,
}

/// A catalog with its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// Which one.
    pub kind: CatalogKind,
    /// Its items, in the platform's order.
    pub items: Vec<CatalogItem>,
}
