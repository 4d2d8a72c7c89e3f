//! The reference books: drivers, trucks, trailers, counterparties, trackers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Record;
use super::geozone::Geozone;
use super::names::{CounterpartyStatus, TrackerRelation};

/// Why and how long a driver or a truck is out of work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Inactivity {
    pub(crate) reason: String,
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
}

/// What is written with a record and only given back: lists and people that nothing here depends on. As it came, but that
/// new items of lists get a number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Kept(pub(crate) Map<String, Value>);

/// A driver.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Driver {
    pub(crate) id: i64,
    pub(crate) user_id: i64,
    pub(crate) last_name: String,
    pub(crate) first_name: String,
    pub(crate) patronymic: Option<String>,
    /// `+7XXXXXXXXXX`.
    pub(crate) phone: String,
    /// What the driver signs in with. The vendor's list shows it in clear, and so does ours.
    pub(crate) pin: String,
    pub(crate) comment: Option<String>,
    pub(crate) shift_comment: Option<String>,
    pub(crate) urgent_shift: bool,
    pub(crate) inactivity: Option<Inactivity>,
    #[serde(default)]
    pub(crate) kept: Kept,
    pub(crate) deleted: bool,
}

impl Driver {
    /// `Петров Олег Иванович`.
    pub(crate) fn full_name(&self) -> String {
        [self.last_name.as_str(), &self.first_name, self.patronymic.as_deref().unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A truck.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Car {
    pub(crate) id: i64,
    /// In the vendor's form: `А123ВС/77`.
    pub(crate) number: String,
    pub(crate) type_id: Option<i64>,
    pub(crate) brand_id: i64,
    pub(crate) comment: Option<String>,
    pub(crate) maintenance_comment: Option<String>,
    pub(crate) urgent_maintenance: bool,
    pub(crate) logist_id: Option<i64>,
    pub(crate) winter_fuel: Option<i32>,
    pub(crate) summer_fuel: Option<i32>,
    pub(crate) inactivity: Option<Inactivity>,
    #[serde(default)]
    pub(crate) kept: Kept,
    pub(crate) deleted_at: Option<DateTime<Utc>>,
}

/// A trailer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Trailer {
    pub(crate) id: i64,
    /// In the vendor's form: `АВ1234/77`.
    pub(crate) number: String,
    pub(crate) type_id: i64,
    pub(crate) brand_id: i64,
    pub(crate) comment: Option<String>,
    pub(crate) sizes: TrailerSizes,
    #[serde(default)]
    pub(crate) kept: Kept,
    pub(crate) deleted: bool,
}

/// Sizes and weights of a trailer, as they came: the list doesn't show them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct TrailerSizes {
    pub(crate) carrying: Option<f64>,
    pub(crate) volume: Option<f64>,
    pub(crate) length: Option<f64>,
    pub(crate) height: Option<f64>,
    pub(crate) width: Option<f64>,
    pub(crate) axle_load: Option<f64>,
    pub(crate) wheel_base: Option<f64>,
    pub(crate) axes_distance: Option<f64>,
    pub(crate) fifth_wheel_load: Option<f64>,
    pub(crate) gross_weight: Option<f64>,
    pub(crate) curb_weight: Option<f64>,
    pub(crate) container_count: Option<i32>,
    pub(crate) wheel_formula: Option<String>,
    pub(crate) wheels_description: Option<String>,
}

/// A person to call at a counterparty.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ContactPerson {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) patronymic: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
}

/// A place that a counterparty loads or unloads at.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SavedPoint {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) client: Option<String>,
    pub(crate) geozone: Geozone,
    pub(crate) last_used_at: DateTime<Utc>,
}

/// A contract with a counterparty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Contract {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) payment_days: i32,
    pub(crate) main: bool,
}

/// A counterparty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Counterparty {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) inn: Option<String>,
    pub(crate) kpp: Option<String>,
    pub(crate) status: CounterpartyStatus,
    pub(crate) insolvent: bool,
    pub(crate) insolvency_comment: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) note_for_drivers: Option<String>,
    pub(crate) settlement_account: Option<String>,
    pub(crate) correspondent_account: Option<String>,
    pub(crate) bank_name: Option<String>,
    pub(crate) bank_id: Option<String>,
    pub(crate) strict_offset_hours: Option<i32>,
    pub(crate) contact: Option<ContactPerson>,
    /// As they came.
    pub(crate) documents: Option<Value>,
    /// As they came.
    pub(crate) platforms: Option<Value>,
    pub(crate) points: Vec<SavedPoint>,
    pub(crate) contracts: Vec<Contract>,
    pub(crate) deleted: bool,
}

/// What a tracker is fixed to, and since when.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Attachment {
    pub(crate) relation: TrackerRelation,
    pub(crate) entity_id: i64,
    pub(crate) since: DateTime<Utc>,
}

/// A GPS tracker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tracker {
    pub(crate) id: i64,
    pub(crate) device_number: String,
    pub(crate) attachment: Option<Attachment>,
    pub(crate) first_fixed_at: DateTime<Utc>,
    pub(crate) last_fixed_at: DateTime<Utc>,
    pub(crate) odometer_km: f64,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) deleted: bool,
}

macro_rules! record {
    ($type:ident, $kind:literal) => {
        impl Record for $type {
            const KIND: &'static str = $kind;

            fn id(&self) -> i64 {
                self.id
            }
        }
    };
}

record!(Driver, "driver");
record!(Car, "car");
record!(Trailer, "trailer");
record!(Counterparty, "counterparty");
record!(Tracker, "tracker");
