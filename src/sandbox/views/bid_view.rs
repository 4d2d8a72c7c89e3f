//! `BidViewModel`: one bid for looking at (`bids/Get/{id}`). The customer stands under `cargoOwnerDictionaryItem`, the
//! truck's number under `car.carId`.

use serde_json::{Value, json};

use super::super::model::bid::Bid;
use super::super::model::names::Named as _;
use super::super::world::{ORGANISATION_ID, World};
use super::super::{clock, sentences};
use super::bid_external::source;
use super::fleet::{logist_name, tracker_of_car, tracker_of_trailer};
use super::{Shape, bid_list, bid_parts, bid_point, catalogs, counterparties, draw, drivers, value};

/// All properties.
pub(crate) const VIEW: &Shape<Bid> = &[
    ("id", |_, bid| json!(bid.id)),
    ("paymentTypeId", |_, bid| json!(bid.terms.payment_type_id)),
    ("ndsTypeId", |_, bid| json!(bid.terms.vat_type_id)),
    ("hourlyPrice", |_, bid| value::money(bid.terms.hourly_price)),
    ("price", |_, bid| value::money(bid.terms.price)),
    ("priceWithoutVatOnTop", bid_parts::price_without_vat),
    ("isVatTop", |_, bid| json!(bid.terms.vat_on_top)),
    ("externalId", |_, bid| json!(bid.terms.external_id)),
    ("contractNumber", |_, bid| json!(bid.terms.contract_number)),
    ("sourceType", |_, bid| json!(source(bid))),
    ("paymentPeriodInDays", |_, bid| json!(bid.terms.payment_days)),
    ("paymentPeriodType", |_, bid| value::name(bid.terms.payment_period)),
    ("documents", |_, bid| value::extra_list(&bid.terms.extras, "documents")),
    ("truckingOrganizationId", |_, _| json!(ORGANISATION_ID)),
    ("organizationId", |_, _| json!(ORGANISATION_ID)),
    ("createdById", |_, bid| json!(bid.life.created_by)),
    ("distributionBidId", |_, _| Value::Null),
    ("bidRateStatus", |_, _| Value::Null),
    ("createdAt", |_, bid| json!(clock::organisation_text(bid.life.created_at))),
    ("startedAt", |_, bid| value::utc(bid.life.started_at)),
    ("firstStartedAt", |_, bid| value::utc(bid.life.first_started_at)),
    ("endedAt", |_, bid| value::utc(bid.life.ended_at)),
    ("updatedAt", |_, bid| value::utc(Some(bid.life.updated_at))),
    ("status", |_, bid| json!(bid.life.status.name())),
    ("type", |_, _| json!("Private")),
    ("isEmptyMileageBid", |_, bid| json!(bid.terms.empty_run)),
    ("isExpressBid", |_, bid| json!(bid.terms.express)),
    ("hasFactoring", |_, _| json!(false)),
    ("showDraftInPlanning", |_, bid| json!(bid.terms.show_draft)),
    ("calculationStatus", |_, bid| bid_parts::calculation_status(bid)),
    ("bidPointLoadUnloadStatus", |_, bid| value::name(bid.figures.load_status)),
    ("activeMileage", |_, bid| json!(bid.figures.fact_mileage_m)),
    ("planEmptyMileageBefore", |_, bid| json!(bid.figures.plan_empty_mileage_m)),
    ("factEmptyMileageBefore", |_, _| json!(0.0)),
    ("factEmptyMileageFromStartPoint", |_, bid| json!(bid.figures.fact_empty_m)),
    ("factEmptyOdometerMileageBefore", |_, _| json!(0.0)),
    ("factEmptyOdometerMileageFromStartPoint", |_, _| json!(0.0)),
    ("estimations", |_, bid| bid_list::estimations_in_view(bid)),
    ("excessMileage", |_, _| Value::Null),
    ("excessMileageReason", |_, _| Value::Null),
    ("excessMileageReasonTypeId", |_, _| Value::Null),
    ("intStateFlags", |_, _| json!(0)),
    ("approvedAt", |_, _| Value::Null),
    ("trackerSensorValue", |_, _| Value::Null),
    ("trailerTrackerSensorValue", |_, _| Value::Null),
    ("isDeleted", |_, bid| json!(bid.life.deleted)),
    ("lastSyncStatus", |_, _| json!("NotSynchronized")),
    ("hasItemsChange", |_, _| json!(false)),
    ("planMileage", |_, bid| json!(bid.figures.plan_mileage_m)),
    ("odometerMileage", |_, _| Value::Null),
    ("expressBid", |_, bid| value::extra(&bid.terms.extras, "expressBid")),
    ("emptyMileageBid", |_, bid| value::extra(&bid.terms.extras, "emptyMileageBid")),
    ("acceptedByDriverAt", |_, bid| value::utc(bid.life.accepted_by_driver_at)),
    ("approvedBy", |_, _| Value::Null),
    ("startedBy", |world, bid| bid_parts::employee(world, bid.life.started_at.map(|_| bid.life.created_by))),
    ("responsible", |world, bid| bid_parts::employee(world, bid.terms.responsible_id)),
    ("salesManager", |world, bid| bid_parts::employee(world, bid.terms.sales_manager_id)),
    ("forceCompletedBy", |world, bid| bid_parts::employee(world, bid.life.forced.as_ref().map(|end| end.by))),
    ("legalPerson", legal_person),
    ("axisLoad", |_, _| Value::Null),
    ("temperature", |_, _| Value::Null),
    ("factoring", |_, _| Value::Null),
    ("organization", |_, _| organisation()),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("createdBy", created_by),
    ("trailer", trailer),
    ("car", car),
    ("driver", |world, bid| driver(world, bid.terms.driver_id)),
    ("secondaryDriver", |world, bid| driver(world, bid.terms.second_driver_id)),
    ("cargoOwnerDictionaryItem", customer),
    ("sharedAccess", |_, _| json!(false)),
    ("contract", contract),
    ("documentAssignment", |_, _| Value::Null),
    ("compoundBidIds", |_, _| json!([])),
    ("chats", |_, _| json!([])),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("bidPoints", bid_point::viewed),
    ("itemChangePoints", |_, _| json!([])),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("createDocumentAssignment", |_, bid| json!(bid.terms.document_assignment)),
    ("hasExternalBid", |_, _| json!(false)),
    ("externalBidOutput", |_, _| Value::Null),
    ("fuelConsumption", |_, _| Value::Null),
    ("eBills", |_, _| json!([])),
    ("startPointBidId", |_, _| Value::Null),
    ("version", |_, bid| json!(bid.life.version)),
    ("forceCompletionReason", |_, bid| json!(bid.life.forced.as_ref().and_then(|end| end.reason.as_ref()))),
    ("forceCompletedById", |_, bid| json!(bid.life.forced.as_ref().map(|end| end.by))),
    ("forceCompletedAt", |_, bid| value::utc(bid.life.forced.as_ref().map(|end| end.at))),
    ("hasSkippedRefuelings", |_, _| json!(false)),
    ("planMarginality", |_, _| Value::Null),
    ("canApplyFeedback", |_, _| json!(false)),
    ("feedback", |_, _| Value::Null),
    ("carGroups", |_, _| json!([])),
    ("isHidden", |_, _| json!(false)),
    ("isPreBid", |_, bid| json!(bid.terms.pre_bid)),
    ("payment", |_, bid| bid_parts::payment(bid)),
    ("forwardingOrder", |_, _| Value::Null),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
    ("parcels", |_, _| json!([])),
    ("useOdometerMileage", |_, bid| json!(bid.life.forced.as_ref().is_some_and(|end| end.odometer))),
];

fn legal_person(world: &World, bid: &Bid) -> Value {
    let person = bid.terms.legal_person_id.and_then(|id| world.legal_persons.get(id));
    person.map_or(Value::Null, |person| draw(world, person, catalogs::LEGAL_PERSON))
}

fn organisation() -> Value {
    json!({ "id": ORGANISATION_ID, "isDeleted": false, "name": sentences::ORGANISATION, "phoneNumber": null })
}

fn created_by(world: &World, bid: &Bid) -> Value {
    let employee = world.employees.get(bid.life.created_by);
    employee.map_or(Value::Null, |employee| {
        json!({ "id": employee.id, "shortName": bid_parts::short(&employee.full_name), "isOperator": false })
    })
}

fn driver(world: &World, id: Option<i64>) -> Value {
    id.and_then(|id| world.drivers.get(id)).map_or(Value::Null, drivers::in_view)
}

fn customer(world: &World, bid: &Bid) -> Value {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    counterparty.map_or(Value::Null, counterparties::in_bid)
}

fn contract(world: &World, bid: &Bid) -> Value {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    let contract =
        counterparty.and_then(|c| c.contracts.iter().find(|contract| Some(contract.id) == bid.terms.contract_id));
    contract.map_or(Value::Null, |contract| json!({ "id": contract.id, "number": contract.number }))
}

/// `CarOptionViewModel`: its number is `carId` here.
fn car(world: &World, bid: &Bid) -> Value {
    bid.terms.car_id.and_then(|id| world.cars.get(id)).map_or(Value::Null, |car| {
        json!({
            "carId": car.id,
            "typeId": car.type_id,
            "number": car.number,
            "brandTypeId": car.brand_id,
            "trackerId": tracker_of_car(world, car).map(|tracker| tracker.id),
            "comment": car.comment,
            "planningComment": null,
            "logistDisplayName": logist_name(world, car),
            "logistId": car.logist_id,
            "carOutput": null,
            "mechanic": null,
            "columnDispatcher": null,
            "accessPermitIds": [],
        })
    })
}

/// `TrailerOptionPreviewModel`: both numbers.
fn trailer(world: &World, bid: &Bid) -> Value {
    bid.terms.trailer_id.and_then(|id| world.trailers.get(id)).map_or(Value::Null, |trailer| {
        json!({
            "trailerId": trailer.id,
            "typeId": trailer.type_id,
            "trackerId": tracker_of_trailer(world, trailer).map(|tracker| tracker.id),
            "brandTypeId": trailer.brand_id,
            "number": trailer.number,
            "comment": trailer.comment,
            "accessPermitIds": [],
            "id": trailer.id,
        })
    })
}
