//! `BidForExternalSyncModel`: a row of `bids/GetListForExternal`, the list that a synchronisation reads.
//!
//! It has `updatedAt` and `isDeleted`, and it lacks what the edit shape has (express, payment, route cost …).

use serde_json::{Value, json};

use super::super::model::bid::Bid;
use super::super::model::names::Named as _;
use super::super::{clock, model::book::Car, world::World};
use super::fleet::{TRAILER_LIST, tracker_of_car};
use super::{Shape, bid_parts, bid_point, draw, value};

/// All properties.
pub(crate) const EXTERNAL: &Shape<Bid> = &[
    ("id", |_, bid| json!(bid.id)),
    ("price", |_, bid| value::money(bid.terms.price)),
    ("status", |_, bid| json!(bid.life.status.name())),
    ("createdAt", |_, bid| json!(clock::organisation_text(bid.life.created_at))),
    ("externalUpdatedAt", |_, bid| value::utc(bid.terms.external_updated_at)),
    ("hasFactoring", |_, _| json!(false)),
    ("createdById", |_, bid| json!(bid.life.created_by)),
    ("paymentTypeId", |_, bid| json!(bid.terms.payment_type_id.unwrap_or_default())),
    ("ndsTypeId", |_, bid| json!(bid.terms.vat_type_id.unwrap_or_default())),
    ("isVatTop", |_, bid| json!(bid.terms.vat_on_top == Some(true))),
    ("counterpartyId", |_, bid| json!(bid.terms.counterparty_id)),
    ("contractId", |_, bid| json!(bid.terms.contract_id)),
    ("isEmptyMileageBid", |_, bid| json!(bid.terms.empty_run)),
    ("driverId", |_, bid| json!(bid.terms.driver_id)),
    ("secondaryDriverId", |_, bid| json!(bid.terms.second_driver_id)),
    ("approvedById", |_, _| Value::Null),
    ("approvedAt", |_, _| Value::Null),
    ("responsibleId", |_, bid| json!(bid.terms.responsible_id)),
    ("salesManagerId", |_, bid| json!(bid.terms.sales_manager_id)),
    ("carLogistId", |world, bid| json!(car(world, bid).and_then(|car| car.logist_id))),
    ("distributionBidId", |_, _| Value::Null),
    ("routeId", |_, _| Value::Null),
    ("planMileage", |_, bid| json!(bid.figures.plan_mileage_m)),
    ("factMileage", |_, bid| json!(bid.figures.fact_mileage_m)),
    ("planEmptyMileageBefore", |_, bid| json!(bid.figures.plan_empty_mileage_m)),
    ("factEmptyMileageBefore", |_, _| json!(0.0)),
    ("factEmptyMileageFromStartPoint", |_, bid| json!(bid.figures.fact_empty_m)),
    ("factEmptyOdometerMileageBefore", |_, _| json!(0.0)),
    ("factEmptyOdometerMileageFromStartPoint", |_, _| json!(0.0)),
    ("updatedAt", |_, bid| value::utc(Some(bid.life.updated_at))),
    ("car", |world, bid| simple_car(world, bid)),
    ("trailer", trailer),
    ("legalPerson", |_, bid| bid.terms.legal_person_id.map_or(Value::Null, |id| json!({ "id": id }))),
    ("estimation", |_, bid| estimation(bid)),
    ("bidPointLoadUnloadStatus", |_, bid| value::name(bid.figures.load_status)),
    ("bidPoints", bid_point::viewed),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("temperature", |_, _| Value::Null),
    ("isInternational", |_, _| json!(false)),
    ("documents", |_, bid| value::extra_list(&bid.terms.extras, "documents")),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("externalId", |_, bid| json!(bid.terms.external_id)),
    ("contractNumber", |_, bid| json!(bid.terms.contract_number)),
    ("paymentPeriodInDays", |_, bid| json!(bid.terms.payment_days)),
    ("paymentPeriodType", |_, bid| value::name(bid.terms.payment_period)),
    ("sourceType", |_, bid| json!(source(bid))),
    ("acceptedByDriverAt", |_, bid| value::utc(bid.life.accepted_by_driver_at)),
    ("hasItemsChange", |_, _| json!(false)),
    ("isDeleted", |_, bid| json!(bid.life.deleted)),
    ("createDocumentAssignment", |_, bid| json!(bid.terms.document_assignment)),
    ("hasServicePoints", |_, _| json!(false)),
    ("isPreBid", |_, bid| json!(bid.terms.pre_bid)),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
];

/// Bids that carry somebody's own number came from that somebody's system.
pub(crate) fn source(bid: &Bid) -> &'static str {
    if bid.terms.external_id.is_some() { "Enterprise" } else { "Web" }
}

fn car<'w>(world: &'w World, bid: &Bid) -> Option<&'w Car> {
    bid.terms.car_id.and_then(|id| world.cars.get(id))
}

fn simple_car(world: &World, bid: &Bid) -> Value {
    car(world, bid).map_or(Value::Null, |car| {
        json!({
            "id": car.id,
            "number": car.number,
            "typeId": car.type_id.unwrap_or_default(),
            "trackerId": tracker_of_car(world, car).map(|tracker| tracker.id),
        })
    })
}

fn trailer(world: &World, bid: &Bid) -> Value {
    let trailer = bid.terms.trailer_id.and_then(|id| world.trailers.get(id));
    trailer.map_or(Value::Null, |trailer| draw(world, trailer, TRAILER_LIST))
}

fn estimation(bid: &Bid) -> Value {
    bid.figures.estimated_at.map_or(
        Value::Null,
        |moment| json!({ "estimatedDate": value::utc(Some(moment)), "manualEstimatedLeaveDate": null }),
    )
}
