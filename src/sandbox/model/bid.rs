//! A bid: what people set ([`Terms`], points, cargos) apart from what the server keeps of it ([`Life`], [`Figures`]).
//!
//! A full `Apply` replaces the first and leaves the second alone; that is why they are apart.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Record;
use super::names::{BidStatus, InvoiceTrigger, LoadUnloadStatus, PaymentPeriod, PointKind, UnitOfMeasure};
use super::point::Point;

/// What people set on a bid, points and cargos aside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the vendor's document has as many")]
pub(crate) struct Terms {
    pub(crate) counterparty_id: Option<i64>,
    pub(crate) contract_id: Option<i64>,
    pub(crate) legal_person_id: Option<i64>,
    pub(crate) responsible_id: Option<i64>,
    pub(crate) sales_manager_id: Option<i64>,
    pub(crate) car_id: Option<i64>,
    pub(crate) trailer_id: Option<i64>,
    pub(crate) driver_id: Option<i64>,
    pub(crate) second_driver_id: Option<i64>,
    pub(crate) payment_type_id: Option<i64>,
    pub(crate) vat_type_id: Option<i64>,
    pub(crate) price: Option<Decimal>,
    pub(crate) hourly_price: Option<Decimal>,
    pub(crate) route_cost: Option<Decimal>,
    pub(crate) vat_on_top: Option<bool>,
    pub(crate) external_id: Option<String>,
    pub(crate) external_updated_at: Option<DateTime<Utc>>,
    pub(crate) contract_number: Option<String>,
    pub(crate) payment_days: Option<i32>,
    pub(crate) payment_period: Option<PaymentPeriod>,
    pub(crate) invoice_trigger: Option<InvoiceTrigger>,
    pub(crate) empty_run: bool,
    pub(crate) express: bool,
    pub(crate) show_draft: bool,
    pub(crate) pre_bid: bool,
    pub(crate) document_assignment: bool,
    /// Parts that this server keeps and gives back without looking into them, by their wire names.
    pub(crate) extras: Map<String, Value>,
}

/// What is carried.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Cargo {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) type_id: Option<i64>,
    /// Tonnes.
    pub(crate) weight: Option<f64>,
    /// Cubic metres.
    pub(crate) volume: Option<f64>,
    pub(crate) length: Option<f64>,
    pub(crate) height: Option<f64>,
    pub(crate) width: Option<f64>,
    pub(crate) comment: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) loading_type_id: Option<i64>,
    pub(crate) unloading_type_id: Option<i64>,
    pub(crate) pack_type: Option<String>,
    pub(crate) unit: Option<UnitOfMeasure>,
    /// `typeOptions`, `extendedProperties` as they came.
    pub(crate) extras: Map<String, Value>,
}

/// How a bid lives: its status and the moments of its life.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Life {
    pub(crate) status: BidStatus,
    pub(crate) deleted: bool,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) created_by: i64,
    /// Moved by every write and by the server's own calculations.
    pub(crate) updated_at: DateTime<Utc>,
    /// Changed by every write of a person, not by calculations.
    pub(crate) version: String,
    pub(crate) started_at: Option<DateTime<Utc>>,
    pub(crate) first_started_at: Option<DateTime<Utc>>,
    pub(crate) ended_at: Option<DateTime<Utc>>,
    pub(crate) accepted_by_driver_at: Option<DateTime<Utc>>,
    /// Ended by hand.
    #[serde(default)]
    pub(crate) forced: Option<ForcedEnd>,
}

/// How a bid was ended by hand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ForcedEnd {
    pub(crate) reason: Option<String>,
    pub(crate) by: i64,
    pub(crate) at: DateTime<Utc>,
    /// Its mileage is the odometer's.
    pub(crate) odometer: bool,
}

/// What the server works out by itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// The route of the present points has been worked out.
    pub(crate) route_is_known: bool,
    /// Metres.
    pub(crate) plan_mileage_m: f64,
    pub(crate) fact_mileage_m: f64,
    pub(crate) plan_empty_mileage_m: f64,
    /// Driven to the first point.
    #[serde(default)]
    pub(crate) fact_empty_m: f64,
    pub(crate) load_status: Option<LoadUnloadStatus>,
    /// Forecast of the next arrival.
    pub(crate) estimated_at: Option<DateTime<Utc>>,
}

/// A bid.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Bid {
    pub(crate) id: i64,
    pub(crate) terms: Terms,
    pub(crate) points: Vec<Point>,
    pub(crate) cargos: Vec<Cargo>,
    pub(crate) life: Life,
    pub(crate) figures: Figures,
}

impl Bid {
    /// The points in the order of the route.
    pub(crate) fn route(&self) -> Vec<&Point> {
        let mut route: Vec<&Point> = self.points.iter().collect();
        route.sort_by_key(|point| point.order);
        route
    }

    /// First and last planned arrival in absolute time; the server's own zero point holds nothing.
    pub(crate) fn period(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let planned = self.points.iter().filter(|point| point.kind != PointKind::StartPoint);
        let moments: Vec<DateTime<Utc>> = planned.map(|point| point.plan.enter_utc()).collect();
        Some((*moments.iter().min()?, *moments.iter().max()?))
    }

    /// True while it holds its truck and people: launched, and not ended.
    pub(crate) fn is_active(&self) -> bool {
        !self.life.deleted && matches!(self.life.status, BidStatus::Planned | BidStatus::Started)
    }

    /// Both drivers.
    pub(crate) fn drivers(&self) -> impl Iterator<Item = i64> {
        [self.terms.driver_id, self.terms.second_driver_id].into_iter().flatten()
    }
}

impl Record for Bid {
    const KIND: &'static str = "bid";

    fn id(&self) -> i64 {
        self.id
    }
}
