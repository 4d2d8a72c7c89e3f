//! The bid file: a bid as people think of it, references by plate, phone, INN or id. Reading only.
//!
//! With an id in it the file changes only the fields that it names.

use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::output::Failure;
use super::resolve;
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PointKind};
use crate::domain::bid_more::day_of;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision};
use crate::domain::recognise::recognise;
use crate::geo::zones;
use crate::store::Store;
use crate::store::model::BookRecord;
use crate::words::Message;

/// A file that was read as JSON: the bid it changes, if any, and its fields.
pub(super) struct BidFile {
    /// Our id or `cr:12345`.
    pub id: Option<String>,
    fields: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CargoFile {
    name: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    weight_t: Option<f64>,
    volume_m3: Option<f64>,
    comment: Option<String>,
}

#[derive(Deserialize)]
struct PointFile {
    #[serde(rename = "type")]
    kind: String,
    address: String,
    plan_enter: Option<String>,
    window_end: Option<String>,
    plan_leave: Option<String>,
    comment: Option<String>,
    contact: Option<Contact>,
    city: Option<String>,
    village: Option<String>,
    region: Option<String>,
    district: Option<String>,
    street: Option<String>,
    house: Option<String>,
    federal_district: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    radius_m: Option<f64>,
}

/// Fields that only answers carry; a file may be such an answer, edited.
const ANSWER_ONLY: &[&str] = &[
    "id",
    "remote_id",
    "state",
    "updated_here",
    "updated_there",
    "synced_at",
    "error",
    "status",
    "fact_mileage_km",
    "geocoded",
];

impl BidFile {
    /// Reads the JSON of a file.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let value: Value = serde_json::from_str(text).map_err(|error| bad("", &error.to_string()))?;
        let Value::Object(fields) = value else { return Err(bad("", "an object is expected")) };
        let id = fields.get("id").and_then(Value::as_str).map(str::to_owned);
        Ok(Self { id, fields })
    }

    /// Sets the named fields of a bid.
    pub(super) fn apply_to(&self, bid: &mut Bid, store: &Store) -> Result<(), Failure> {
        let records = store.book_records()?;
        let held = bid.clone();
        for (name, value) in &self.fields {
            if !ANSWER_ONLY.contains(&name.as_str()) {
                set(bid, name, value, store, &records)?;
            }
        }
        recognise(&held, bid);
        Ok(())
    }
}

fn set(bid: &mut Bid, name: &str, value: &Value, store: &Store, records: &[BookRecord]) -> Result<(), Failure> {
    let reference = |kind| named(name, value, |text| resolve::book_by_name(records, kind, text));
    let item = |kind| named(name, value, |text| resolve::item(store, kind, text));
    match name {
        "customer" => bid.customer = reference(RecordKind::Counterparty)?,
        "organisation" => bid.organisation = reference(RecordKind::Organisation)?,
        "driver" => bid.driver = reference(RecordKind::Driver)?,
        "second_driver" => bid.second_driver = reference(RecordKind::Driver)?,
        "car" => bid.car = reference(RecordKind::Car)?,
        "trailer" => bid.trailer = reference(RecordKind::Trailer)?,
        "payment_type" => bid.payment_type = item(CatalogKind::PaymentType)?,
        "vat_type" => bid.vat_type = item(CatalogKind::VatType)?,
        "vat_on_top" => bid.vat_on_top = value.as_bool().ok_or_else(|| bad(name, "true or false"))?,
        "empty_run" => bid.empty_run = value.as_bool().ok_or_else(|| bad(name, "true or false"))?,
        "price" => bid.price = price(name, value)?,
        "contract_number" => bid.contract_number = text(name, value)?,
        "payment_days" => bid.payment_days = value.as_i64().and_then(|days| i32::try_from(days).ok()),
        "temperature" => {
            bid.temperature = serde_json::from_value(value.clone()).map_err(|error| bad(name, &error.to_string()))?;
        }
        "properties" => {
            bid.properties = serde_json::from_value(value.clone()).map_err(|error| bad(name, &error.to_string()))?;
        }
        "customer_number" => bid.own.customer_number = text(name, value)?,
        "customer_date" => {
            let typed = text(name, value)?;
            let day = typed.as_deref().map(|typed| day_of(typed).ok_or_else(|| bad(name, "a day like 2026-12-01")));
            bid.own.customer_date = day.transpose()?;
        }
        "comment" => bid.own.comment = text(name, value)?,
        "cargos" => bid.cargos = cargos(name, value, store)?,
        "points" => bid.points = points(name, value)?,
        _ => return Err(bad(name, "there is no such field")),
    }
    Ok(())
}

/// `null` clears, text is looked up.
fn named<T>(name: &str, value: &Value, find: impl Fn(&str) -> Result<T, Failure>) -> Result<Option<T>, Failure> {
    text(name, value)?.map(|wanted| find(&wanted)).transpose()
}

fn text(name: &str, value: &Value) -> Result<Option<String>, Failure> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(bad(name, "text is expected")),
    }
}

fn price(name: &str, value: &Value) -> Result<Option<Money>, Failure> {
    text(name, value)?
        .map(|typed| Money::parse_typed(&typed).map_err(|error| bad(name, &error.to_string())))
        .transpose()
}

fn cargos(name: &str, value: &Value, store: &Store) -> Result<Vec<Cargo>, Failure> {
    let files: Vec<CargoFile> = serde_json::from_value(value.clone()).map_err(|error| bad(name, &error.to_string()))?;
    files
        .into_iter()
        .map(|file| {
            let type_id = file.kind.as_deref().map(|kind| resolve::item(store, CatalogKind::CargoType, kind));
            Ok(Cargo {
                remote_id: None,
                name: file.name,
                type_id: type_id.transpose()?,
                weight_t: file.weight_t,
                volume_m3: file.volume_m3,
                comment: file.comment,
                ..Cargo::default()
            })
        })
        .collect()
}

fn points(name: &str, value: &Value) -> Result<Vec<BidPoint>, Failure> {
    let files: Vec<PointFile> = serde_json::from_value(value.clone()).map_err(|error| bad(name, &error.to_string()))?;
    files.into_iter().map(|file| point(name, file)).collect()
}

fn point(name: &str, file: PointFile) -> Result<BidPoint, Failure> {
    let kind = match file.kind.as_str() {
        "load" => PointKind::Load,
        "unload" => PointKind::Unload,
        "custom" => PointKind::Custom,
        other => return Err(bad(name, &format!("{other}: load, unload or custom"))),
    };
    let time = |text: &Option<String>| text.as_deref().map(|text| local_time(name, text)).transpose();
    let mut point = BidPoint::new(kind);
    point.plan_enter = time(&file.plan_enter)?;
    point.window_end = time(&file.window_end)?;
    point.plan_leave = time(&file.plan_leave)?;
    point.comment = file.comment;
    point.contact = file.contact;
    let location = file.latitude.zip(file.longitude).map(|(latitude, longitude)| GeoPoint { longitude, latitude });
    point.place = Place {
        address: file.address,
        city: file.city,
        village: file.village,
        region: file.region,
        district: file.district,
        street: file.street,
        house: file.house,
        federal_district: file.federal_district,
        location,
        radius_m: file.radius_m,
        zone: location.and_then(zones::zone_at),
        // Coordinates in a file are its author's word; without them the geocoder is asked.
        precision: if location.is_some() { Precision::Confirmed } else { Precision::Typed },
        geozone_id: None,
    };
    Ok(point)
}

/// `2026-12-01T10:00`, with or without seconds, or with a space.
fn local_time(name: &str, text: &str) -> Result<NaiveDateTime, Failure> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .ok_or_else(|| bad(name, &format!("{text}: a local time like 2026-12-01T10:00")))
}

/// The bid that a file changes: a stored one, or a new one.
pub(super) fn start(file: &BidFile, store: &Store) -> Result<(Option<LocalId>, Bid), Failure> {
    match &file.id {
        None => Ok((None, Bid::default())),
        Some(id) => {
            let id = resolve::bid(store, id)?;
            let record = store.bid(&id)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
            Ok((Some(id), record.bid))
        }
    }
}

fn bad(field: &str, reason: &str) -> Failure {
    Failure::usage(Message::new("cli-bad-file").with("field", field).with("text", reason))
}
