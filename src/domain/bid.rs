//! A bid: what the dispatcher sets ([`Bid`]) and what the platform says of it ([`BidFacts`]).
//!
//! Source: seed 000 chapters 2.3 and 3.7; `BidTruckingEditModel`, `BidForExternalSyncModel` of the OpenAPI file.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::bid_more::{CustomType, OwnTerms, Property, Temperature};
use super::id::{LocalId, RemoteId};
use super::money::Money;
use super::place::Place;

/// Where a bid stands on the platform. The platform moves it in any direction; nothing here assumes an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BidStatus {
    /// Draft ("Черновик"), `New` on the wire.
    #[default]
    Draft,
    /// Waiting: launched while the truck has another active bid.
    Planned,
    /// In work.
    Started,
    /// Done.
    Done,
    /// Cancelled. The wire has both `Canceled` and `Cancelled`.
    Cancelled,
    /// A status this version does not know, kept as the platform wrote it.
    Other(String),
}

impl BidStatus {
    /// True while the bid occupies its truck and people: everything but cancelled.
    #[must_use]
    pub fn occupies_resources(&self) -> bool {
        !matches!(self, Self::Cancelled)
    }
}

/// What is done at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Added by the platform: where the truck stood before the bid.
    Start,
    /// Loading.
    Load,
    /// Unloading.
    Unload,
    /// A point of the organisation's own kind (customs, for one).
    Custom,
    /// Service of the truck.
    Service,
}

/// Whom to call at a point.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Name as people write it.
    pub name: String,
    /// Phone as typed; checked as a phone only when it looks like a Russian one.
    pub phone: String,
}

/// A point of a bid.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BidPoint {
    /// The platform's id of the point; `None` until the bid has been sent.
    pub remote_id: Option<i64>,
    /// What is done there.
    pub kind: PointKind,
    /// Where.
    pub place: Place,
    /// Planned arrival, local time of the address.
    pub plan_enter: Option<NaiveDateTime>,
    /// End of the arrival window, local time of the address (`secondaryPlanEnterDate`).
    pub window_end: Option<NaiveDateTime>,
    /// Planned departure, local time of the address.
    pub plan_leave: Option<NaiveDateTime>,
    /// Note for the driver.
    pub comment: Option<String>,
    /// Whom to call.
    pub contact: Option<Contact>,
    /// The counterparty at the point, when it isn't the customer.
    pub counterparty: Option<LocalId>,
    /// The platform's saved point it was taken from (`counterpartyPointId`).
    pub saved_point: Option<RemoteId>,
    /// Which of the organisation's own kinds it is.
    #[serde(default)]
    pub custom_type: Option<CustomType>,
    /// Ways of loading or unloading there: items of the catalog `LoadUnloadType`, by number, none twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub load_options: Vec<RemoteId>,
    /// Options of the organisation's own (`typeOptions`): numbers of the option, none twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<RemoteId>,
    /// Fields of the organisation's own making, in the platform's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
}

impl BidPoint {
    /// An empty point of a kind.
    #[must_use]
    pub fn new(kind: PointKind) -> Self {
        Self {
            remote_id: None,
            kind,
            place: Place::default(),
            plan_enter: None,
            window_end: None,
            plan_leave: None,
            comment: None,
            contact: None,
            counterparty: None,
            saved_point: None,
            custom_type: None,
            load_options: Vec::new(),
            options: Vec::new(),
            properties: Vec::new(),
        }
    }

    /// Planned arrival in UTC; `None` while the time or the zone is unknown.
    #[must_use]
    pub fn plan_enter_utc(&self) -> Option<DateTime<Utc>> {
        Some(self.place.zone?.to_utc(self.plan_enter?))
    }

    /// The last moment the plan keeps the truck at the point, in UTC: departure, end of window or arrival, the latest
    /// that is known.
    #[must_use]
    pub fn plan_last_utc(&self) -> Option<DateTime<Utc>> {
        let zone = self.place.zone?;
        [self.plan_enter, self.window_end, self.plan_leave].into_iter().flatten().max().map(|t| zone.to_utc(t))
    }
}

/// What is carried.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cargo {
    /// The platform's id of the cargo; `None` until the bid has been sent.
    pub remote_id: Option<i64>,
    /// Name ("ТНП").
    pub name: String,
    /// Item of the catalog `CargoType`.
    pub type_id: Option<RemoteId>,
    /// Weight in tonnes.
    pub weight_t: Option<f64>,
    /// Volume in cubic metres.
    pub volume_m3: Option<f64>,
    /// Length in metres.
    pub length_m: Option<f64>,
    /// Width in metres.
    pub width_m: Option<f64>,
    /// Height in metres.
    pub height_m: Option<f64>,
    /// Packing ("паллеты").
    pub packing: Option<String>,
    /// Item of the catalog `LoadingType`.
    pub loading_type: Option<RemoteId>,
    /// Item of the catalog `UnloadingType`.
    pub unloading_type: Option<RemoteId>,
    /// Note.
    pub comment: Option<String>,
}

/// How the days of a payment term are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentPeriodKind {
    /// Calendar days.
    Calendar,
    /// Banking days.
    Banking,
}

/// The fields of a bid that a person sets: one document, compared and merged field by field.
///
/// Every top-level field is one unit of change, so the names here are the names in patches, conflicts and the journal.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bid {
    /// Who pays for the transport.
    pub customer: Option<LocalId>,
    /// The carrier's organisation that carries.
    pub organisation: Option<LocalId>,
    /// Responsible employee.
    pub responsible: Option<RemoteId>,
    /// Employee who sold the transport.
    pub sales_manager: Option<RemoteId>,
    /// Item of the catalog `PaymentType`.
    pub payment_type: Option<RemoteId>,
    /// Item of the catalog `NDSType`.
    pub vat_type: Option<RemoteId>,
    /// VAT is added on top of the price ("НДС сверху").
    pub vat_on_top: bool,
    /// Fixed price in roubles.
    pub price: Option<Money>,
    /// Number of the contract.
    pub contract_number: Option<String>,
    /// Payment term in days.
    pub payment_days: Option<i32>,
    /// How the days of the term are counted.
    pub payment_period: Option<PaymentPeriodKind>,
    /// Driver.
    pub driver: Option<LocalId>,
    /// Second driver of a crew.
    pub second_driver: Option<LocalId>,
    /// Truck.
    pub car: Option<LocalId>,
    /// Trailer.
    pub trailer: Option<LocalId>,
    /// Cargos.
    pub cargos: Vec<Cargo>,
    /// Points in the order of the route.
    pub points: Vec<BidPoint>,
    /// An empty run ("порожняя заявка").
    pub empty_run: bool,
    /// What the cargo is kept at.
    pub temperature: Option<Temperature>,
    /// Options of the organisation's own (`typeOptions`): numbers of the option, none twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<RemoteId>,
    /// Fields of the organisation's own making, in the platform's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    /// What this desk keeps by itself: no part of the document that both sides agree on, never sent, never merged.
    #[serde(skip)]
    pub own: OwnTerms,
}

impl Bid {
    /// A new form: one cargo, a loading and an unloading.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            cargos: vec![Cargo::default()],
            points: vec![BidPoint::new(PointKind::Load), BidPoint::new(PointKind::Unload)],
            ..Self::default()
        }
    }

    /// First planned moment of the route in UTC.
    #[must_use]
    pub fn first_utc(&self) -> Option<DateTime<Utc>> {
        self.points.iter().filter_map(BidPoint::plan_enter_utc).min()
    }

    /// Last planned moment of the route in UTC.
    #[must_use]
    pub fn last_utc(&self) -> Option<DateTime<Utc>> {
        self.points.iter().filter_map(BidPoint::plan_last_utc).max()
    }
}

/// Fact times of one point, all UTC, by the source that saw them.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PointFacts {
    /// The platform's id of the point.
    pub point: i64,
    /// The truck entered the geozone (`autoEnteredAt`).
    pub auto_entered_at: Option<DateTime<Utc>>,
    /// The truck left the geozone (`autoLeavedAt`).
    pub auto_left_at: Option<DateTime<Utc>>,
    /// The driver said that he arrived.
    pub driver_entered_at: Option<DateTime<Utc>>,
    /// The dispatcher said so.
    pub logist_entered_at: Option<DateTime<Utc>>,
}

impl PointFacts {
    /// The entry that counts: the dispatcher's word outweighs the geofence, the geofence outweighs the driver.
    #[must_use]
    pub fn entered_at(&self) -> Option<DateTime<Utc>> {
        self.logist_entered_at.or(self.auto_entered_at).or(self.driver_entered_at)
    }
}

/// What only the platform knows of a bid; never edited here.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BidFacts {
    /// Status on the platform.
    pub status: BidStatus,
    /// True when the bid was deleted there.
    pub deleted: bool,
    /// Created there.
    pub created_at: Option<DateTime<Utc>>,
    /// Changed there, exactly as the server wrote it (the cursor must not lose fractions).
    pub updated_at_raw: Option<String>,
    /// Planned mileage in metres.
    pub plan_mileage_m: Option<f64>,
    /// Driven mileage in metres.
    pub fact_mileage_m: Option<f64>,
    /// The driver pressed "accept".
    pub accepted_by_driver_at: Option<DateTime<Utc>>,
    /// Forecast of the next arrival.
    pub estimated_at: Option<DateTime<Utc>>,
    /// Fact times by point.
    pub points: Vec<PointFacts>,
}
