//! `BidForExternalSyncModel`: a row of `bids/GetListForExternal`, the list that a synchronisation reads.
//!
//! It has `updatedAt` and `isDeleted`, and it lacks what the edit shape has (express, payment, route cost …).

use super::super::model::bid::Bid;
use super::super::model::names::Named as _;
use super::super::{clock, model::book::Car, world::World};
use super::drawn::{Drawn, drawn};
use super::fleet::{TRAILER_LIST, tracker_of_car};
use super::{Shape, bid_parts, bid_point, draw, value};

/// All properties.
pub(crate) const EXTERNAL: &Shape<Bid> = &[
    ("id", |_, bid| drawn!(bid.id)),
    ("price", |_, bid| value::money(bid.terms.price)),
    ("status", |_, bid| drawn!(bid.life.status.name())),
    ("createdAt", |_, bid| drawn!(clock::organisation_text(bid.life.created_at))),
    ("externalUpdatedAt", |_, bid| value::utc(bid.terms.external_updated_at)),
    ("hasFactoring", |_, _| drawn!(false)),
    ("createdById", |_, bid| drawn!(bid.life.created_by)),
    ("paymentTypeId", |_, bid| drawn!(bid.terms.payment_type_id.unwrap_or_default())),
    ("ndsTypeId", |_, bid| drawn!(bid.terms.vat_type_id.unwrap_or_default())),
    ("isVatTop", |_, bid| drawn!(bid.terms.vat_on_top == Some(true))),
    ("counterpartyId", |_, bid| drawn!(bid.terms.counterparty_id)),
    ("contractId", |_, bid| drawn!(bid.terms.contract_id)),
    ("isEmptyMileageBid", |_, bid| drawn!(bid.terms.empty_run)),
    ("driverId", |_, bid| drawn!(bid.terms.driver_id)),
    ("secondaryDriverId", |_, bid| drawn!(bid.terms.second_driver_id)),
    ("approvedById", |_, _| Drawn::Null),
    ("approvedAt", |_, _| Drawn::Null),
    ("responsibleId", |_, bid| drawn!(bid.terms.responsible_id)),
    ("salesManagerId", |_, bid| drawn!(bid.terms.sales_manager_id)),
    ("carLogistId", |world, bid| drawn!(car(world, bid).and_then(|car| car.logist_id))),
    ("distributionBidId", |_, _| Drawn::Null),
    ("routeId", |_, _| Drawn::Null),
    ("planMileage", |_, bid| drawn!(bid.figures.plan_mileage_m)),
    ("factMileage", |_, bid| drawn!(bid.figures.fact_mileage_m)),
    ("planEmptyMileageBefore", |_, bid| drawn!(bid.figures.plan_empty_mileage_m)),
    ("factEmptyMileageBefore", |_, _| drawn!(0.0)),
    ("factEmptyMileageFromStartPoint", |_, bid| drawn!(bid.figures.fact_empty_m)),
    ("factEmptyOdometerMileageBefore", |_, _| drawn!(0.0)),
    ("factEmptyOdometerMileageFromStartPoint", |_, _| drawn!(0.0)),
    ("updatedAt", |_, bid| value::utc(Some(bid.life.updated_at))),
    ("car", |world, bid| simple_car(world, bid)),
    ("trailer", trailer),
    ("legalPerson", |_, bid| bid.terms.legal_person_id.map_or(Drawn::Null, |id| drawn!({ "id": id }))),
    ("estimation", |_, bid| estimation(bid)),
    ("bidPointLoadUnloadStatus", |_, bid| value::name(bid.figures.load_status)),
    ("bidPoints", bid_point::viewed),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("temperature", |_, _| Drawn::Null),
    ("isInternational", |_, _| drawn!(false)),
    ("documents", |_, bid| value::extra_list(&bid.terms.extras, "documents")),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("externalId", |_, bid| drawn!(&bid.terms.external_id)),
    ("contractNumber", |_, bid| drawn!(&bid.terms.contract_number)),
    ("paymentPeriodInDays", |_, bid| drawn!(bid.terms.payment_days)),
    ("paymentPeriodType", |_, bid| value::name(bid.terms.payment_period)),
    ("sourceType", |_, bid| drawn!(source(bid))),
    ("acceptedByDriverAt", |_, bid| value::utc(bid.life.accepted_by_driver_at)),
    ("hasItemsChange", |_, _| drawn!(false)),
    ("isDeleted", |_, bid| drawn!(bid.life.deleted)),
    ("createDocumentAssignment", |_, bid| drawn!(bid.terms.document_assignment)),
    ("hasServicePoints", |_, _| drawn!(false)),
    ("isPreBid", |_, bid| drawn!(bid.terms.pre_bid)),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
];

/// Bids that carry somebody's own number came from that somebody's system.
pub(crate) fn source(bid: &Bid) -> &'static str {
    if bid.terms.external_id.is_some() { "Enterprise" } else { "Web" }
}

fn car<'w>(world: &'w World, bid: &Bid) -> Option<&'w Car> {
    bid.terms.car_id.and_then(|id| world.cars.get(id))
}

fn simple_car(world: &World, bid: &Bid) -> Drawn {
    car(world, bid).map_or(Drawn::Null, |car| {
        drawn!({
            "id": car.id,
            "number": &car.number,
            "typeId": car.type_id.unwrap_or_default(),
            "trackerId": tracker_of_car(world, car).map(|tracker| tracker.id),
        })
    })
}

fn trailer(world: &World, bid: &Bid) -> Drawn {
    let trailer = bid.terms.trailer_id.and_then(|id| world.trailers.get(id));
    trailer.map_or(Drawn::Null, |trailer| draw(world, trailer, TRAILER_LIST))
}

fn estimation(bid: &Bid) -> Drawn {
    bid.figures.estimated_at.map_or(
        Drawn::Null,
        |moment| drawn!({ "estimatedDate": value::utc(Some(moment)), "manualEstimatedLeaveDate": Drawn::Null }),
    )
}
