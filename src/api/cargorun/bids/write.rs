//! A bid in the platform's form for writing.
//!
//! Numbers are numbers: ids whole, prices with two decimals straight from the decimal, plan dates local to the point and
//! without a zone. A point or cargo that the platform already has is written over what it holds, and only where it was
//! changed; so what this version doesn't know stays as it came.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::point::kind_name;
use super::read::payment_period_name;
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::{Fields, Object, local_text, money_number, plan_date};
use crate::api::cargorun::places;
use crate::api::cargorun::session::References;
use crate::api::cargorun::shape::{CARGO, POINT};
use crate::domain::bid::{Bid, BidPoint, Cargo};
use crate::domain::bid_more::{Property, Temperature};
use crate::domain::id::{LocalId, RecordKind, RemoteId};

/// The body that creates a draft.
pub(crate) fn creation(bid: &Bid, external_id: &str, refs: &dyn References) -> Result<Value, ApiError> {
    let mut body = Object::new();
    for (name, value) in [
        ("id", json!(0)),
        ("status", json!("New")),
        ("externalId", json!(external_id)),
        ("isExpressBid", json!(false)),
        ("isPreBid", json!(false)),
        ("showDraftInPlanning", json!(false)),
        ("createDocumentAssignment", json!(false)),
        ("parallelPointBehavior", json!("Update")),
        ("isEmptyMileageBid", json!(bid.empty_run)),
        ("isVatTop", json!(bid.vat_on_top)),
    ] {
        body.insert(name.to_owned(), value);
    }
    put(&mut body, "cargoOwnerDictionaryItemId", reference(RecordKind::Counterparty, bid.customer.as_ref(), refs)?);
    put(&mut body, "legalPersonId", reference(RecordKind::Organisation, bid.organisation.as_ref(), refs)?);
    put(&mut body, "responsibleId", bid.responsible.map(number));
    put(&mut body, "salesManagerId", bid.sales_manager.map(number));
    put(&mut body, "paymentTypeId", bid.payment_type.map(number));
    put(&mut body, "ndsTypeId", bid.vat_type.map(number));
    put(&mut body, "price", bid.price.map(money_number));
    put(&mut body, "contractNumber", bid.contract_number.as_ref().map(|text| json!(text)));
    put(&mut body, "paymentPeriodInDays", bid.payment_days.map(|days| json!(days)));
    put(&mut body, "paymentPeriodType", bid.payment_period.map(|kind| json!(payment_period_name(kind))));
    let driver = reference(RecordKind::Driver, bid.driver.as_ref(), refs)?;
    put(&mut body, "driver", driver.map(|id| json!({"id": id})));
    put(&mut body, "secondaryDriverId", reference(RecordKind::Driver, bid.second_driver.as_ref(), refs)?);
    let car = reference(RecordKind::Car, bid.car.as_ref(), refs)?;
    put(&mut body, "carOption", car.map(|id| json!({"carId": id})));
    let trailer = reference(RecordKind::Trailer, bid.trailer.as_ref(), refs)?;
    put(&mut body, "trailerOption", trailer.map(|id| json!({"trailerId": id})));
    put(&mut body, "temperatureRegime", bid.temperature.map(temperature));
    put(&mut body, "typeOptions", (!bid.options.is_empty()).then(|| options(None, &bid.options)));
    put(&mut body, "extendedProperties", (!bid.properties.is_empty()).then(|| properties(&bid.properties)));
    body.insert("cargos".to_owned(), cargos(&[], None, &bid.cargos));
    body.insert("bidPoints".to_owned(), points(&[], None, &bid.points, refs)?);
    Ok(Value::Object(body))
}

fn put(body: &mut Object, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), value);
    }
}

/// `BidTemperatureRegimeModel`.
pub(crate) fn temperature(regime: Temperature) -> Value {
    json!({"temperatureMinimum": regime.min, "temperatureMaximum": regime.max})
}

/// `TypeOptionModel`s: an option that the record has already keeps the number of its row.
pub(crate) fn options(held: Option<&Value>, set: &[RemoteId]) -> Value {
    let rows: Vec<&Object> =
        held.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    let row_of = |option: &RemoteId| {
        let known = rows.iter().map(|row| Fields::of(row)).find(|row| row.id(&["entityOptionId"]) == Some(*option));
        known.and_then(|row| row.id(&["id"])).map_or(0, |id| id.0)
    };
    set.iter().map(|option| json!({"id": row_of(option), "entityOptionId": option.0})).collect()
}

/// `ExtendedPropertyJsonObject`s.
pub(crate) fn properties(set: &[Property]) -> Value {
    set.iter().map(|one| json!({"propertyName": one.name, "value": one.value})).collect()
}

/// A platform number as JSON.
pub(crate) fn number(id: RemoteId) -> Value {
    Value::from(id.0)
}

/// The platform's number of a record of ours.
pub(crate) fn reference(
    kind: RecordKind,
    local: Option<&LocalId>,
    refs: &dyn References,
) -> Result<Option<Value>, ApiError> {
    let Some(local) = local else { return Ok(None) };
    let missing = || ApiError::MissingReference { kind, id: local.clone() };
    Ok(Some(number(refs.remote(kind, local).ok_or_else(missing)?)))
}

/// The whole array of points. `held` are the platform's own points and `before` what they were read as.
pub(crate) fn points(
    held: &[Object],
    before: Option<&[BidPoint]>,
    after: &[BidPoint],
    refs: &dyn References,
) -> Result<Value, ApiError> {
    let before = before.unwrap_or_default();
    let ids = |points: &[BidPoint]| points.iter().map(|point| point.remote_id).collect::<Vec<_>>();
    let same_sequence = ids(before) == ids(after) && !before.is_empty();
    let mut written = Vec::with_capacity(after.len());
    for (index, point) in after.iter().enumerate() {
        let old = point.remote_id.and_then(|id| before.iter().find(|old| old.remote_id == Some(id)));
        let mut out = held_as(held, point.remote_id).map(held_point).unwrap_or_default();
        write_point(&mut out, old, point, refs)?;
        if !(same_sequence && out.contains_key("order")) {
            out.insert("order".to_owned(), json!(index));
        }
        written.push(Value::Object(out));
    }
    Ok(Value::Array(written))
}

/// A point of the platform as it goes back untouched: its plan dates in the one form for writing, however they came.
pub(crate) fn held_point(held: &Object) -> Object {
    let mut out = POINT.writable(held);
    for name in ["planEnterDate", "secondaryPlanEnterDate", "planLeaveDate"] {
        let fields = Fields::of(held);
        let (written, offset) = (fields.written(&[name]), fields.written(&[&format!("{name}Offset")]));
        if let (Some(local), _) = plan_date(written, offset) {
            out.insert(name.to_owned(), json!(local_text(local)));
        }
    }
    out
}

fn held_as(held: &[Object], id: Option<i64>) -> Option<&Object> {
    let id = RemoteId(id?);
    held.iter().find(|object| Fields::of(object).id(&["id"]) == Some(id))
}

/// Writes over `out` what differs between `old` and `new`; everything, when there is no old one.
fn write_point(
    out: &mut Object,
    old: Option<&BidPoint>,
    new: &BidPoint,
    refs: &dyn References,
) -> Result<(), ApiError> {
    out.insert("id".to_owned(), json!(new.remote_id.unwrap_or(0)));
    if old.is_none_or(|old| old.kind != new.kind) {
        out.insert("type".to_owned(), json!(kind_name(new.kind)));
    }
    if old.is_none_or(|old| !places::same(&old.place, &new.place)) {
        out.insert("geozone".to_owned(), places::write(&new.place)?);
    }
    if old.is_none_or(|old| old.plan_enter != new.plan_enter) {
        write_date(out, "planEnterDate", new.plan_enter);
    }
    if old.is_none_or(|old| old.window_end != new.window_end) {
        write_date(out, "secondaryPlanEnterDate", new.window_end);
    }
    if old.is_none_or(|old| old.plan_leave != new.plan_leave) {
        write_date(out, "planLeaveDate", new.plan_leave);
    }
    if old.is_none_or(|old| old.comment != new.comment) {
        out.insert("comment".to_owned(), json!(new.comment));
    }
    if old.is_none_or(|old| old.counterparty != new.counterparty) {
        let id = reference(RecordKind::Counterparty, new.counterparty.as_ref(), refs)?;
        out.insert("cargoOwnerDictionaryItemId".to_owned(), json!(id));
    }
    if old.is_none_or(|old| old.saved_point != new.saved_point) {
        out.insert("counterpartyPointId".to_owned(), json!(new.saved_point.map(number)));
    }
    write_own_kinds(out, old, new);
    if old.is_none_or(|old| old.contact != new.contact) {
        match &new.contact {
            // Another person: the platform finds a known one by the phone itself.
            Some(contact) => {
                out.insert(
                    "contactPerson".to_owned(),
                    json!({"id": 0, "name": contact.name, "phoneNumber": contact.phone}),
                );
            }
            None => {
                out.remove("contactPerson");
            }
        }
    }
    Ok(())
}

/// What of a point the organisation itself has made up. A new point without it says nothing of it.
fn write_own_kinds(out: &mut Object, old: Option<&BidPoint>, new: &BidPoint) {
    let number_of = |point: &BidPoint| point.custom_type.as_ref().map(|kind| kind.id);
    if old.map_or(new.custom_type.is_some(), |old| number_of(old) != number_of(new)) {
        out.insert("customPointTypeId".to_owned(), json!(number_of(new).map(number)));
    }
    if old.map_or(!new.load_options.is_empty(), |old| old.load_options != new.load_options) {
        let rows = new.load_options.iter().map(|id| json!({"id": id.0}));
        out.insert("loadOptions".to_owned(), rows.collect());
    }
    if old.map_or(!new.options.is_empty(), |old| old.options != new.options) {
        let rows = options(out.get("typeOptions"), &new.options);
        out.insert("typeOptions".to_owned(), rows);
    }
    if old.map_or(!new.properties.is_empty(), |old| old.properties != new.properties) {
        out.insert("extendedProperties".to_owned(), properties(&new.properties));
    }
}

/// The `…Offset` beside a date is the platform's to compute: a stale one does not go back with a new date.
fn write_date(out: &mut Object, name: &str, date: Option<NaiveDateTime>) {
    out.insert(name.to_owned(), json!(date.map(local_text)));
    out.remove(&format!("{name}Offset"));
}

/// The whole array of cargos.
pub(crate) fn cargos(held: &[Object], before: Option<&[Cargo]>, after: &[Cargo]) -> Value {
    let written = after.iter().map(|cargo| {
        let before = before.unwrap_or_default();
        let old = cargo.remote_id.and_then(|id| before.iter().find(|old| old.remote_id == Some(id)));
        let mut out = held_as(held, cargo.remote_id).map(|object| CARGO.writable(object)).unwrap_or_default();
        write_cargo(&mut out, old, cargo);
        Value::Object(out)
    });
    Value::Array(written.collect())
}

fn write_cargo(out: &mut Object, old: Option<&Cargo>, new: &Cargo) {
    out.insert("id".to_owned(), json!(new.remote_id.unwrap_or(0)));
    if old.is_none_or(|old| old.name != new.name) {
        out.insert("name".to_owned(), json!(new.name));
    }
    if old.is_none_or(|old| old.type_id != new.type_id) {
        out.insert("typeId".to_owned(), json!(new.type_id.map(number)));
    }
    if old.is_none_or(|old| old.weight_t != new.weight_t) {
        out.insert("weight".to_owned(), json!(new.weight_t));
    }
    if old.is_none_or(|old| old.volume_m3 != new.volume_m3) {
        out.insert("volume".to_owned(), json!(new.volume_m3));
    }
    if old.is_none_or(|old| old.comment != new.comment) {
        out.insert("comment".to_owned(), json!(new.comment));
    }
    let mut write = |name: &str, same: bool, value: Value| {
        let is_new_and_empty = old.is_none() && value.is_null();
        if !same && !is_new_and_empty {
            out.insert(name.to_owned(), value);
        }
    };
    let same = |same: fn(&Cargo, &Cargo) -> bool| old.is_some_and(|old| same(old, new));
    write("length", same(|old, new| old.length_m == new.length_m), json!(new.length_m));
    write("width", same(|old, new| old.width_m == new.width_m), json!(new.width_m));
    write("height", same(|old, new| old.height_m == new.height_m), json!(new.height_m));
    write("packType", same(|old, new| old.packing == new.packing), json!(new.packing));
    let loading = json!(new.loading_type.map(number));
    write("loadingTypeId", same(|old, new| old.loading_type == new.loading_type), loading);
    let unloading = json!(new.unloading_type.map(number));
    write("unloadingTypeId", same(|old, new| old.unloading_type == new.unloading_type), unloading);
}
