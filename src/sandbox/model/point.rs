//! A point of a bid: where, when by plan, and when by fact.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::geozone::Geozone;
use super::names::PointKind;
use crate::domain::place::Zone;

/// A contact at a point.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PointContact {
    pub(crate) id: i64,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
}

/// The plan of a point, by the clocks of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PointPlan {
    pub(crate) enter: NaiveDateTime,
    /// End of the arrival window.
    pub(crate) enter_until: Option<NaiveDateTime>,
    pub(crate) leave: Option<NaiveDateTime>,
    /// The zone of the address, found by its coordinates.
    pub(crate) zone: Zone,
}

impl PointPlan {
    /// The planned arrival in absolute time.
    pub(crate) fn enter_utc(&self) -> DateTime<Utc> {
        self.zone.to_utc(self.enter)
    }

    /// A local time of the address with its offset, as the vendor's `…Offset` fields have it.
    pub(crate) fn with_offset(&self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        let seconds = self.zone.offset_minutes(local).saturating_mul(60);
        let utc = local - TimeDelta::seconds(i64::from(seconds));
        match FixedOffset::east_opt(seconds) {
            Some(offset) => DateTime::from_naive_utc_and_offset(utc, offset),
            None => utc.and_utc().fixed_offset(),
        }
    }
}

/// What happened at a point, by who saw it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PointFacts {
    /// The driver pressed it.
    pub(crate) entered_at: Option<DateTime<Utc>>,
    pub(crate) load_unloaded_at: Option<DateTime<Utc>>,
    /// The truck crossed the geozone.
    pub(crate) auto_entered_at: Option<DateTime<Utc>>,
    pub(crate) auto_left_at: Option<DateTime<Utc>>,
    /// The dispatcher said so.
    pub(crate) entered_at_by_logist: Option<DateTime<Utc>>,
    pub(crate) load_unloaded_at_by_logist: Option<DateTime<Utc>>,
    /// From the point before, metres.
    pub(crate) plan_distance_m: Option<f64>,
    pub(crate) fact_distance_m: Option<f64>,
}

impl PointFacts {
    /// When a truck came; the tracker is believed first, then the dispatcher.
    pub(crate) fn entered(&self) -> Option<DateTime<Utc>> {
        self.auto_entered_at.or(self.entered_at_by_logist).or(self.entered_at)
    }

    /// When it was loaded or unloaded, or left.
    pub(crate) fn left(&self) -> Option<DateTime<Utc>> {
        self.auto_left_at.or(self.load_unloaded_at_by_logist).or(self.load_unloaded_at)
    }
}

/// A point.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Point {
    pub(crate) id: i64,
    /// Place in the route. The list of points itself may stand in another order.
    pub(crate) order: i32,
    pub(crate) kind: PointKind,
    pub(crate) custom_type_id: Option<i64>,
    pub(crate) plan: PointPlan,
    pub(crate) geozone: Geozone,
    pub(crate) counterparty_id: Option<i64>,
    pub(crate) saved_point_id: Option<i64>,
    pub(crate) scenario_id: Option<i64>,
    pub(crate) int_options: Option<i32>,
    pub(crate) external_id: Option<String>,
    pub(crate) client: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) contact: Option<PointContact>,
    pub(crate) created_by: i64,
    /// `loadOptions`, `typeOptions`, `extendedProperties`, `servicePoint` as they came.
    pub(crate) extras: Map<String, Value>,
    pub(crate) facts: PointFacts,
}
