//! `BidViewModel`: one bid for looking at (`bids/Get/{id}`). The customer stands under `cargoOwnerDictionaryItem`, the
//! truck's number under `car.carId`.

use super::super::model::bid::Bid;
use super::super::model::names::Named as _;
use super::super::world::{ORGANISATION_ID, World};
use super::super::{clock, sentences};
use super::bid_external::source;
use super::drawn::{Drawn, drawn};
use super::fleet::{logist_name, tracker_of_car, tracker_of_trailer};
use super::{Shape, bid_list, bid_parts, bid_point, catalogs, counterparties, draw, drivers, value};

/// All properties.
pub(crate) const VIEW: &Shape<Bid> = &[
    ("id", |_, bid| drawn!(bid.id)),
    ("paymentTypeId", |_, bid| drawn!(bid.terms.payment_type_id)),
    ("ndsTypeId", |_, bid| drawn!(bid.terms.vat_type_id)),
    ("hourlyPrice", |_, bid| value::money(bid.terms.hourly_price)),
    ("price", |_, bid| value::money(bid.terms.price)),
    ("priceWithoutVatOnTop", bid_parts::price_without_vat),
    ("isVatTop", |_, bid| drawn!(bid.terms.vat_on_top)),
    ("externalId", |_, bid| drawn!(&bid.terms.external_id)),
    ("contractNumber", |_, bid| drawn!(&bid.terms.contract_number)),
    ("sourceType", |_, bid| drawn!(source(bid))),
    ("paymentPeriodInDays", |_, bid| drawn!(bid.terms.payment_days)),
    ("paymentPeriodType", |_, bid| value::name(bid.terms.payment_period)),
    ("documents", |_, bid| value::extra_list(&bid.terms.extras, "documents")),
    ("truckingOrganizationId", |_, _| drawn!(ORGANISATION_ID)),
    ("organizationId", |_, _| drawn!(ORGANISATION_ID)),
    ("createdById", |_, bid| drawn!(bid.life.created_by)),
    ("distributionBidId", |_, _| Drawn::Null),
    ("bidRateStatus", |_, _| Drawn::Null),
    ("createdAt", |_, bid| drawn!(clock::organisation_text(bid.life.created_at))),
    ("startedAt", |_, bid| value::utc(bid.life.started_at)),
    ("firstStartedAt", |_, bid| value::utc(bid.life.first_started_at)),
    ("endedAt", |_, bid| value::utc(bid.life.ended_at)),
    ("updatedAt", |_, bid| value::utc(Some(bid.life.updated_at))),
    ("status", |_, bid| drawn!(bid.life.status.name())),
    ("type", |_, _| drawn!("Private")),
    ("isEmptyMileageBid", |_, bid| drawn!(bid.terms.empty_run)),
    ("isExpressBid", |_, bid| drawn!(bid.terms.express)),
    ("hasFactoring", |_, _| drawn!(false)),
    ("showDraftInPlanning", |_, bid| drawn!(bid.terms.show_draft)),
    ("calculationStatus", |_, bid| bid_parts::calculation_status(bid)),
    ("bidPointLoadUnloadStatus", |_, bid| value::name(bid.figures.load_status)),
    ("activeMileage", |_, bid| drawn!(bid.figures.fact_mileage_m)),
    ("planEmptyMileageBefore", |_, bid| drawn!(bid.figures.plan_empty_mileage_m)),
    ("factEmptyMileageBefore", |_, _| drawn!(0.0)),
    ("factEmptyMileageFromStartPoint", |_, bid| drawn!(bid.figures.fact_empty_m)),
    ("factEmptyOdometerMileageBefore", |_, _| drawn!(0.0)),
    ("factEmptyOdometerMileageFromStartPoint", |_, _| drawn!(0.0)),
    ("estimations", |_, bid| bid_list::estimations_in_view(bid)),
    ("excessMileage", |_, _| Drawn::Null),
    ("excessMileageReason", |_, _| Drawn::Null),
    ("excessMileageReasonTypeId", |_, _| Drawn::Null),
    ("intStateFlags", |_, _| drawn!(0)),
    ("approvedAt", |_, _| Drawn::Null),
    ("trackerSensorValue", |_, _| Drawn::Null),
    ("trailerTrackerSensorValue", |_, _| Drawn::Null),
    ("isDeleted", |_, bid| drawn!(bid.life.deleted)),
    ("lastSyncStatus", |_, _| drawn!("NotSynchronized")),
    ("hasItemsChange", |_, _| drawn!(false)),
    ("planMileage", |_, bid| drawn!(bid.figures.plan_mileage_m)),
    ("odometerMileage", |_, _| Drawn::Null),
    ("expressBid", |_, bid| value::extra(&bid.terms.extras, "expressBid")),
    ("emptyMileageBid", |_, bid| value::extra(&bid.terms.extras, "emptyMileageBid")),
    ("acceptedByDriverAt", |_, bid| value::utc(bid.life.accepted_by_driver_at)),
    ("approvedBy", |_, _| Drawn::Null),
    ("startedBy", |world, bid| bid_parts::employee(world, bid.life.started_at.map(|_| bid.life.created_by))),
    ("responsible", |world, bid| bid_parts::employee(world, bid.terms.responsible_id)),
    ("salesManager", |world, bid| bid_parts::employee(world, bid.terms.sales_manager_id)),
    ("forceCompletedBy", |world, bid| bid_parts::employee(world, bid.life.forced.as_ref().map(|end| end.by))),
    ("legalPerson", legal_person),
    ("axisLoad", |_, _| Drawn::Null),
    ("temperature", |_, _| Drawn::Null),
    ("factoring", |_, _| Drawn::Null),
    ("organization", |_, _| organisation()),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("createdBy", created_by),
    ("trailer", trailer),
    ("car", car),
    ("driver", |world, bid| driver(world, bid.terms.driver_id)),
    ("secondaryDriver", |world, bid| driver(world, bid.terms.second_driver_id)),
    ("cargoOwnerDictionaryItem", customer),
    ("sharedAccess", |_, _| drawn!(false)),
    ("contract", contract),
    ("documentAssignment", |_, _| Drawn::Null),
    ("compoundBidIds", |_, _| Drawn::EMPTY),
    ("chats", |_, _| Drawn::EMPTY),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("bidPoints", bid_point::viewed),
    ("itemChangePoints", |_, _| Drawn::EMPTY),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("createDocumentAssignment", |_, bid| drawn!(bid.terms.document_assignment)),
    ("hasExternalBid", |_, _| drawn!(false)),
    ("externalBidOutput", |_, _| Drawn::Null),
    ("fuelConsumption", |_, _| Drawn::Null),
    ("eBills", |_, _| Drawn::EMPTY),
    ("startPointBidId", |_, _| Drawn::Null),
    ("version", |_, bid| drawn!(&bid.life.version)),
    ("forceCompletionReason", |_, bid| drawn!(bid.life.forced.as_ref().and_then(|end| end.reason.as_ref()))),
    ("forceCompletedById", |_, bid| drawn!(bid.life.forced.as_ref().map(|end| end.by))),
    ("forceCompletedAt", |_, bid| value::utc(bid.life.forced.as_ref().map(|end| end.at))),
    ("hasSkippedRefuelings", |_, _| drawn!(false)),
    ("planMarginality", |_, _| Drawn::Null),
    ("canApplyFeedback", |_, _| drawn!(false)),
    ("feedback", |_, _| Drawn::Null),
    ("carGroups", |_, _| Drawn::EMPTY),
    ("isHidden", |_, _| drawn!(false)),
    ("isPreBid", |_, bid| drawn!(bid.terms.pre_bid)),
    ("payment", |_, bid| bid_parts::payment(bid)),
    ("forwardingOrder", |_, _| Drawn::Null),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
    ("parcels", |_, _| Drawn::EMPTY),
    ("useOdometerMileage", |_, bid| drawn!(bid.life.forced.as_ref().is_some_and(|end| end.odometer))),
];

fn legal_person(world: &World, bid: &Bid) -> Drawn {
    let person = bid.terms.legal_person_id.and_then(|id| world.legal_persons.get(id));
    person.map_or(Drawn::Null, |person| draw(world, person, catalogs::LEGAL_PERSON))
}

fn organisation() -> Drawn {
    drawn!({ "id": ORGANISATION_ID, "isDeleted": false, "name": sentences::ORGANISATION, "phoneNumber": Drawn::Null })
}

fn created_by(world: &World, bid: &Bid) -> Drawn {
    let employee = world.employees.get(bid.life.created_by);
    employee.map_or(Drawn::Null, |employee| {
        drawn!({ "id": employee.id, "shortName": bid_parts::short(&employee.full_name), "isOperator": false })
    })
}

fn driver(world: &World, id: Option<i64>) -> Drawn {
    id.and_then(|id| world.drivers.get(id)).map_or(Drawn::Null, drivers::in_view)
}

fn customer(world: &World, bid: &Bid) -> Drawn {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    counterparty.map_or(Drawn::Null, counterparties::in_bid)
}

fn contract(world: &World, bid: &Bid) -> Drawn {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    let contract =
        counterparty.and_then(|c| c.contracts.iter().find(|contract| Some(contract.id) == bid.terms.contract_id));
    contract.map_or(Drawn::Null, |contract| drawn!({ "id": contract.id, "number": &contract.number }))
}

/// `CarOptionViewModel`: its number is `carId` here.
fn car(world: &World, bid: &Bid) -> Drawn {
    bid.terms.car_id.and_then(|id| world.cars.get(id)).map_or(Drawn::Null, |car| {
        drawn!({
            "carId": car.id,
            "typeId": car.type_id,
            "number": &car.number,
            "brandTypeId": car.brand_id,
            "trackerId": tracker_of_car(world, car).map(|tracker| tracker.id),
            "comment": &car.comment,
            "planningComment": Drawn::Null,
            "logistDisplayName": logist_name(world, car),
            "logistId": car.logist_id,
            "carOutput": Drawn::Null,
            "mechanic": Drawn::Null,
            "columnDispatcher": Drawn::Null,
            "accessPermitIds": Drawn::EMPTY,
        })
    })
}

/// `TrailerOptionPreviewModel`: both numbers.
fn trailer(world: &World, bid: &Bid) -> Drawn {
    bid.terms.trailer_id.and_then(|id| world.trailers.get(id)).map_or(Drawn::Null, |trailer| {
        drawn!({
            "trailerId": trailer.id,
            "typeId": trailer.type_id,
            "trackerId": tracker_of_trailer(world, trailer).map(|tracker| tracker.id),
            "brandTypeId": trailer.brand_id,
            "number": &trailer.number,
            "comment": &trailer.comment,
            "accessPermitIds": Drawn::EMPTY,
            "id": trailer.id,
        })
    })
}
