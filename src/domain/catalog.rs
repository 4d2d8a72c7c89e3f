//! The platform's catalogs: lists of choices that only the platform changes.
//!
//! Source: seed 000 chapters 2.1 and 3.2.

use serde::{Deserialize, Serialize};

use super::id::RemoteId;

/// The seven catalogs of the seed, and those that the form of a bid offers beside them.
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
    /// Ways of loading or unloading at a point.
    LoadUnload,
    /// Ways of loading a cargo.
    Loading,
    /// Ways of unloading a cargo.
    Unloading,
    /// Options of a bid of the organisation's own making.
    BidOption,
    /// Options of a point of the organisation's own making.
    PointOption,
    /// Kinds of point of the organisation's own: no catalog of the platform, learned from its bids.
    CustomPoint,
}

impl CatalogKind {
    /// All that are read, those of the seed first, in its order.
    pub const ALL: [Self; 12] = [
        Self::CarType,
        Self::TrailerType,
        Self::CargoType,
        Self::VatType,
        Self::PaymentType,
        Self::CarBrand,
        Self::TrailerBrand,
        Self::LoadUnload,
        Self::Loading,
        Self::Unloading,
        Self::BidOption,
        Self::PointOption,
    ];

    /// The platform's name (`propertyName`, `type`); of options, that of what they are options of (`entityType`).
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
            Self::LoadUnload => "LoadUnloadType",
            Self::Loading => "LoadingType",
            Self::Unloading => "UnloadingType",
            Self::BidOption => "TruckingBid",
            Self::PointOption => "BidPoint",
            Self::CustomPoint => "CustomPointType",
        }
    }

    /// True for options: they stand beside the items of a catalog (`entityOptions`), not among them.
    #[must_use]
    pub const fn is_options(self) -> bool {
        matches!(self, Self::BidOption | Self::PointOption)
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
