//! A bid as the command line answers it: the keys of the bid file, and what the platform says.

use serde_json::{Value, json};

use crate::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, Cargo, PaymentPeriodKind, PointFacts, PointKind};
use crate::domain::book::BookEntry;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::record::{RecordMeta, RecordState};
use crate::store::model::BidRecord;
use crate::store::{Store, StoreError};

/// Names by which references are answered.
pub(super) struct Names {
    books: std::collections::HashMap<LocalId, BookEntry>,
    items: std::collections::HashMap<(CatalogKind, RemoteId), String>,
}

impl Names {
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        let books = store.book_records()?.into_iter().map(|record| (record.meta.id, record.entry)).collect();
        let catalogs = store.catalogs()?;
        let items = catalogs
            .into_iter()
            .flat_map(|catalog| catalog.items.into_iter().map(move |item| ((catalog.kind, item.id), item.name)))
            .collect();
        Ok(Self { books, items })
    }

    /// Phone, plate or INN; the local id when the record has none.
    fn reference(&self, id: Option<&LocalId>) -> Value {
        let Some(id) = id else { return Value::Null };
        let key = match self.books.get(id) {
            Some(BookEntry::Driver(driver)) => driver.phone.as_ref().map(ToString::to_string),
            Some(BookEntry::Car(car)) => car.number.as_ref().map(ToString::to_string),
            Some(BookEntry::Trailer(trailer)) => trailer.number.as_ref().map(ToString::to_string),
            Some(BookEntry::Counterparty(counterparty)) => counterparty.inn.clone(),
            Some(BookEntry::Organisation(organisation)) => organisation.inn.clone(),
            None => None,
        };
        Value::String(key.unwrap_or_else(|| id.to_string()))
    }

    pub(super) fn item(&self, kind: CatalogKind, id: Option<RemoteId>) -> Value {
        let Some(id) = id else { return Value::Null };
        Value::String(self.items.get(&(kind, id)).cloned().unwrap_or_else(|| id.to_string()))
    }
}

/// The platform's own spelling of a status.
pub(super) fn status_name(status: &BidStatus) -> &str {
    match status {
        BidStatus::Draft => "New",
        BidStatus::Planned => "Planned",
        BidStatus::Started => "Started",
        BidStatus::Done => "Done",
        BidStatus::Cancelled => "Canceled",
        BidStatus::Other(name) => name,
    }
}

/// `new`, `clean`, `dirty` …: the words of `cli.md`.
pub(super) const fn state_name(state: RecordState) -> &'static str {
    match state {
        RecordState::LocalNew => "new",
        RecordState::CreateInflight | RecordState::PushInflight => "sending",
        RecordState::CreateUnknown | RecordState::PushUnknown => "unknown",
        RecordState::Clean => "clean",
        RecordState::Dirty => "dirty",
        RecordState::Conflict => "conflict",
        RecordState::Rejected => "rejected",
        RecordState::RemoteGone => "gone",
        RecordState::DeletePending => "deleting",
        RecordState::Quarantine => "quarantine",
        RecordState::Tombstone => "deleted",
    }
}

/// What every record answers first.
pub(super) fn meta(meta: &RecordMeta) -> serde_json::Map<String, Value> {
    let value = json!({
        "id": meta.id, "remote_id": meta.remote_id, "state": state_name(meta.state), "queued": meta.queued,
        "updated_here": meta.updated_here, "updated_there": meta.updated_there, "synced_at": meta.synced_at,
        "error": meta.error,
    });
    if let Value::Object(fields) = value { fields } else { serde_json::Map::new() }
}

/// The whole record.
pub(super) fn record(record: &BidRecord, names: &Names) -> Value {
    let mut fields = meta(&record.meta);
    fields.insert("status".into(), status_name(&record.facts.status).into());
    fields.insert("fact_mileage_km".into(), json!(record.facts.fact_mileage_m.map(|metres| metres / 1000.0)));
    if let Value::Object(body) = body(&record.bid, &record.facts, names) {
        fields.extend(body);
    }
    Value::Object(fields)
}

fn body(bid: &Bid, facts: &BidFacts, names: &Names) -> Value {
    json!({
        "customer": names.reference(bid.customer.as_ref()),
        "organisation": names.reference(bid.organisation.as_ref()),
        "payment_type": names.item(CatalogKind::PaymentType, bid.payment_type),
        "vat_type": names.item(CatalogKind::VatType, bid.vat_type),
        "vat_on_top": bid.vat_on_top,
        "price": bid.price.map(|price| price.to_string()),
        "contract_number": bid.contract_number,
        "payment_days": bid.payment_days,
        "payment_period": bid.payment_period.map(|kind| match kind {
            PaymentPeriodKind::Calendar => "calendar",
            PaymentPeriodKind::Banking => "banking",
        }),
        "driver": names.reference(bid.driver.as_ref()),
        "second_driver": names.reference(bid.second_driver.as_ref()),
        "car": names.reference(bid.car.as_ref()),
        "trailer": names.reference(bid.trailer.as_ref()),
        "empty_run": bid.empty_run,
        "temperature": bid.temperature,
        "properties": bid.properties,
        "customer_number": bid.own.customer_number,
        "customer_date": bid.own.customer_date,
        "comment": bid.own.comment,
        "cargos": bid.cargos.iter().map(|item| cargo(item, names)).collect::<Vec<_>>(),
        "points": bid.points.iter().map(|item| point(item, facts)).collect::<Vec<_>>(),
    })
}

fn cargo(cargo: &Cargo, names: &Names) -> Value {
    json!({
        "name": cargo.name, "type": names.item(CatalogKind::CargoType, cargo.type_id),
        "weight_t": cargo.weight_t, "volume_m3": cargo.volume_m3, "comment": cargo.comment,
    })
}

fn point(point: &BidPoint, facts: &BidFacts) -> Value {
    let seen: Option<&PointFacts> = facts.points.iter().find(|fact| Some(fact.point) == point.remote_id);
    let place = &point.place;
    json!({
        "type": kind_name(point.kind),
        "address": place.address, "city": place.city, "village": place.village, "region": place.region,
        "district": place.district, "street": place.street, "house": place.house,
        "federal_district": place.federal_district,
        "latitude": place.location.map(|at| at.latitude), "longitude": place.location.map(|at| at.longitude),
        "radius_m": place.radius_m,
        "plan_enter": point.plan_enter.map(local), "window_end": point.window_end.map(local),
        "plan_leave": point.plan_leave.map(local), "plan_enter_utc": point.plan_enter_utc(),
        "comment": point.comment, "contact": point.contact,
        "auto_entered_at": seen.and_then(|fact| fact.auto_entered_at),
        "auto_left_at": seen.and_then(|fact| fact.auto_left_at),
    })
}

fn local(time: chrono::NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M").to_string()
}

const fn kind_name(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Start => "start",
        PointKind::Load => "load",
        PointKind::Unload => "unload",
        PointKind::Custom => "custom",
        PointKind::Service => "service",
    }
}
