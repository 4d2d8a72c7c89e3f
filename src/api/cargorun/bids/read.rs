//! A bid out of any of the platform's three models, whose names for one thing differ.
//!
//! Each list of paths names, in this order, the row of `GetListForExternal`, the view of `bids/Get`, the edit shape of
//! `TruckingBids/Get`, and other spellings that occur.

use super::point;
use crate::api::cargorun::json::{Fields, Row};
use crate::api::cargorun::session::References;
use crate::domain::bid::{Bid, BidFacts, BidStatus, PaymentPeriodKind};
use crate::domain::bid_more::Temperature;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::pulled::PulledBid;

const CUSTOMER: &[&str] =
    &["counterpartyId", "cargoOwnerDictionaryItem.id", "counterparty.id", "cargoOwnerDictionaryItemId"];
const ORGANISATION: &[&str] = &["legalPerson.id", "legalPersonId"];
const RESPONSIBLE: &[&str] = &["responsibleId", "responsible.id"];
const CAR: &[&str] = &["car.id", "car.carId", "carOption.carId", "carId"];
const TRAILER: &[&str] = &["trailer.id", "trailer.trailerId", "trailerOption.trailerId", "trailerId"];
const DRIVER: &[&str] = &["driverId", "driver.id"];
const SECOND_DRIVER: &[&str] = &["secondaryDriverId", "secondaryDriver.id"];

/// Which raw text a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    /// Row of `GetListForExternal`.
    List,
    /// Answer of `TruckingBids/Get/{id}`.
    Edit,
    /// Answer of `bids/Get/{id}`, which is not kept: nothing is written back from it.
    View,
}

/// Reads a bid; `None` when it has no id.
pub(crate) fn bid(row: Row, model: Model, refs: &dyn References) -> Option<PulledBid> {
    let fields = row.fields();
    let remote_id = fields.id(&["id"])?;
    let external_id = fields.text(&["externalId"]);
    let updated_at = fields.instant(&["updatedAt"]);
    let bid = document(fields, refs);
    let facts = facts(fields);
    let (list_raw, edit_raw) = match model {
        Model::List => (Some(row.raw), None),
        Model::Edit => (None, Some(row.raw)),
        Model::View => (None, None),
    };
    Some(PulledBid { remote_id, external_id, updated_at, list_raw, edit_raw, bid, facts })
}

/// What a person sets.
pub(crate) fn document(fields: Fields<'_>, refs: &dyn References) -> Bid {
    let local = |kind: RecordKind, remote: Option<RemoteId>| -> Option<LocalId> {
        remote.map(|remote| refs.local(kind, remote))
    };
    Bid {
        customer: local(RecordKind::Counterparty, fields.id(CUSTOMER)),
        organisation: local(RecordKind::Organisation, fields.id(ORGANISATION)),
        responsible: fields.id(RESPONSIBLE),
        sales_manager: fields.id(&["salesManagerId", "salesManager.id"]),
        payment_type: fields.id(&["paymentTypeId"]),
        vat_type: fields.id(&["ndsTypeId"]),
        vat_on_top: fields.flag(&["isVatTop"]).unwrap_or(false),
        price: fields.money(&["price"]),
        contract_number: fields.text(&["contractNumber"]),
        payment_days: fields.integer(&["paymentPeriodInDays"]).and_then(|days| i32::try_from(days).ok()),
        payment_period: fields.text(&["paymentPeriodType"]).and_then(|name| payment_period(&name)),
        driver: local(RecordKind::Driver, fields.id(DRIVER)),
        second_driver: local(RecordKind::Driver, fields.id(SECOND_DRIVER)),
        car: local(RecordKind::Car, fields.id(CAR)),
        trailer: local(RecordKind::Trailer, fields.id(TRAILER)),
        cargos: point::cargos(fields),
        points: point::points(fields, refs),
        empty_run: empty_run(fields),
        temperature: Temperature::of(
            fields.float(&["temperatureRegime.temperatureMinimum"]),
            fields.float(&["temperatureRegime.temperatureMaximum"]),
        ),
        options: point::options(fields),
        properties: point::properties(fields),
        ..Bid::default()
    }
}

/// What only the platform knows.
fn facts(fields: Fields<'_>) -> BidFacts {
    BidFacts {
        status: fields.text(&["status"]).map(|name| status(&name)).unwrap_or_default(),
        deleted: fields.flag(&["isDeleted"]).unwrap_or(false),
        created_at: fields.instant(&["createdAt"]),
        updated_at_raw: fields.text(&["updatedAt"]),
        plan_mileage_m: fields.float(&["planMileage"]),
        fact_mileage_m: fields.float(&["factMileage"]),
        accepted_by_driver_at: fields.instant(&["acceptedByDriverAt"]),
        estimated_at: estimated_at(fields),
        points: point::facts(fields),
    }
}

/// One forecast of the list, or the earliest of the view's forecasts by point.
fn estimated_at(fields: Fields<'_>) -> Option<chrono::DateTime<chrono::Utc>> {
    let by_point = || {
        let forecasts = fields.objects(&["estimations"]);
        forecasts.into_iter().filter_map(|forecast| forecast.instant(&["estimatedDate"])).min()
    };
    fields.instant(&["estimation.estimatedDate"]).or_else(by_point)
}

/// An empty run has three spellings; the plain flag decides where it is there.
fn empty_run(fields: Fields<'_>) -> bool {
    fields.flag(&["isEmptyMileageBid", "isEmpty"]).unwrap_or_else(|| fields.object(&["emptyMileageBid"]).is_some())
}

/// `Canceled` and `Cancelled` both occur.
pub(crate) fn status(name: &str) -> BidStatus {
    match name.to_ascii_lowercase().as_str() {
        "new" => BidStatus::Draft,
        "planned" => BidStatus::Planned,
        "started" => BidStatus::Started,
        "done" => BidStatus::Done,
        "canceled" | "cancelled" => BidStatus::Cancelled,
        _ => BidStatus::Other(name.to_owned()),
    }
}

/// The platform's name of a status.
pub(crate) fn status_name(status: &BidStatus) -> &str {
    match status {
        BidStatus::Draft => "New",
        BidStatus::Planned => "Planned",
        BidStatus::Started => "Started",
        BidStatus::Done => "Done",
        BidStatus::Cancelled => "Canceled",
        BidStatus::Other(name) => name,
    }
}

fn payment_period(name: &str) -> Option<PaymentPeriodKind> {
    match name.to_ascii_lowercase().as_str() {
        "incalendardays" => Some(PaymentPeriodKind::Calendar),
        "inbankingdays" => Some(PaymentPeriodKind::Banking),
        _ => None,
    }
}

/// The platform's name of a way to count days.
pub(crate) const fn payment_period_name(kind: PaymentPeriodKind) -> &'static str {
    match kind {
        PaymentPeriodKind::Calendar => "InCalendarDays",
        PaymentPeriodKind::Banking => "InBankingDays",
    }
}
