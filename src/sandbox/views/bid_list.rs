//! `BidListItemModel`: a row of `bids/GetList`, the list that the platform's own page shows. It has no `updatedAt` and only
//! the ends of the route; it is no list for a synchronisation.

use chrono::TimeDelta;

use super::super::clock;
use super::super::model::bid::Bid;
use super::super::model::book::{Car, Driver};
use super::super::model::names::{BidStatus, Named as _, PointKind};
use super::super::model::point::Point;
use super::super::world::World;
use super::drawn::{Drawn, drawn};
use super::fleet::{logist_name, tracker_of_car};
use super::{Shape, bid_parts, value};
use crate::domain::place::Zone;

/// All properties.
pub(crate) const LIST: &Shape<Bid> = &[
    ("id", |_, bid| drawn!(bid.id)),
    ("price", |_, bid| value::money(bid.terms.price)),
    ("status", |_, bid| drawn!(bid.life.status.name())),
    ("createdAt", |_, bid| drawn!(clock::organisation_text(bid.life.created_at))),
    ("externalUpdatedAt", |_, bid| value::utc(bid.terms.external_updated_at)),
    ("hasFactoring", |_, _| drawn!(false)),
    ("firstBidPoint", |_, bid| planned(bid).first().map_or(Drawn::Null, |point| end(bid, point))),
    ("lastBidPoint", |_, bid| planned(bid).last().map_or(Drawn::Null, |point| end(bid, point))),
    ("cargos", |_, bid| cargos(bid)),
    ("isAccepted", |_, _| drawn!(false)),
    ("isMyBid", |world, bid| drawn!(car(world, bid).and_then(|car| car.logist_id) == Some(world.user_id()))),
    ("isCreatedByMe", |world, bid| drawn!(bid.life.created_by == world.user_id())),
    ("createdById", |_, bid| drawn!(bid.life.created_by)),
    ("isEmptyMileageBid", |_, bid| drawn!(bid.terms.empty_run)),
    ("isExpressBid", |_, bid| drawn!(bid.terms.express)),
    ("isApproved", |_, _| drawn!(false)),
    ("type", |_, _| drawn!("Private")),
    ("driverId", |_, bid| drawn!(bid.terms.driver_id)),
    ("driver", |world, bid| driver(world, bid.terms.driver_id)),
    ("driverName", |world, bid| driver_name(world, bid.terms.driver_id)),
    ("secondaryDriverId", |_, bid| drawn!(bid.terms.second_driver_id)),
    ("secondaryDriver", |world, bid| driver(world, bid.terms.second_driver_id)),
    ("secondaryDriverName", |world, bid| driver_name(world, bid.terms.second_driver_id)),
    ("externalId", |_, bid| drawn!(&bid.terms.external_id)),
    ("carId", |_, bid| drawn!(bid.terms.car_id)),
    ("car", |world, bid| car(world, bid).map_or(Drawn::Null, |car| car_option(world, car))),
    ("estimations", |_, bid| estimations(bid)),
    ("trailer", trailer),
    ("firstLatePeriod", |_, bid| late(bid).map_or(Drawn::Null, |late| drawn!(span(late)))),
    ("bidPointLoadUnloadStatus", |_, bid| value::name(bid.figures.load_status)),
    ("calculationStatus", |_, bid| bid_parts::calculation_status(bid)),
    ("isCompoundBid", |_, _| drawn!(false)),
    ("isCreatedByOperator", |_, _| drawn!(false)),
    ("responsibleId", |_, bid| drawn!(bid.terms.responsible_id)),
    ("salesManagerId", |_, bid| drawn!(bid.terms.sales_manager_id)),
    ("counterparty", counterparty),
    ("counterpartyId", |_, bid| drawn!(bid.terms.counterparty_id)),
    ("contractId", |_, bid| drawn!(bid.terms.contract_id)),
    ("sharedAccess", |_, _| drawn!(false)),
    ("carLogistId", |world, bid| drawn!(car(world, bid).and_then(|car| car.logist_id))),
    ("carLogistName", |world, bid| drawn!(car(world, bid).and_then(|car| logist_name(world, car)))),
    ("legalPersonId", |_, bid| drawn!(bid.terms.legal_person_id)),
    ("legalPersonName", |world, bid| {
        drawn!(bid.terms.legal_person_id.and_then(|id| world.legal_persons.get(id)).map(|person| &person.name))
    }),
    ("isClosedByLogist", |_, bid| drawn!(bid.life.forced.is_some())),
    ("intStateFlags", |_, _| drawn!(0)),
    ("lastSyncStatus", |_, _| drawn!("NotSynchronized")),
    ("hasItemsChange", |_, _| drawn!(false)),
    ("acceptedByDriverAt", |_, bid| value::utc(bid.life.accepted_by_driver_at)),
    ("hasExternalBid", |_, _| drawn!(false)),
    ("externalBidOutput", |_, _| Drawn::Null),
    ("hasServicePoints", |_, _| drawn!(false)),
    ("hasEBills", |_, _| drawn!(false)),
    ("titleSignAwaiting", |_, _| drawn!(false)),
    ("contractNumber", |_, bid| drawn!(&bid.terms.contract_number)),
    ("temperatureMinimum", |_, _| Drawn::Null),
    ("temperatureMaximum", |_, _| Drawn::Null),
    ("cars", |world, bid| {
        car(world, bid).map_or_else(|| Drawn::EMPTY, |car| drawn!([drawn!({ "id": car.id, "number": &car.number })]))
    }),
    ("drivers", |world, bid| {
        bid.drivers().filter_map(|id| world.drivers.get(id)).map(simple_driver).collect::<Drawn>()
    }),
    ("trailers", |world, bid| {
        let trailer = bid.terms.trailer_id.and_then(|id| world.trailers.get(id));
        trailer
            .map_or_else(|| Drawn::EMPTY, |trailer| drawn!([drawn!({ "id": trailer.id, "number": &trailer.number })]))
    }),
    ("pointAddresses", |_, bid| planned(bid).into_iter().map(|point| drawn!(&point.geozone.address)).collect()),
    ("carTransportColumnName", |_, _| Drawn::Null),
    ("hasChatUploadedFile", |_, _| drawn!(false)),
    ("hasDriverChatUploadedFile", |_, _| drawn!(false)),
    ("payment", |_, bid| bid_parts::payment(bid)),
    ("isHidden", |_, _| drawn!(false)),
    ("isPreBid", |_, bid| drawn!(bid.terms.pre_bid)),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
    ("parcels", |_, _| Drawn::EMPTY),
];

/// The points that people planned, in the order of the route.
fn planned(bid: &Bid) -> Vec<&Point> {
    bid.route().into_iter().filter(|point| point.kind != PointKind::StartPoint).collect()
}

/// `BidPointListItemModel`.
fn end(bid: &Bid, point: &Point) -> Drawn {
    let (geozone, facts) = (&point.geozone, &point.facts);
    drawn!({
        "id": point.id,
        "order": point.order,
        "counterpartyPointId": point.saved_point_id,
        "type": point.kind.name(),
        "bidId": bid.id,
        "geozone": drawn!({
            "id": geozone.id,
            "city": &geozone.city,
            "village": &geozone.village,
            "state": &geozone.state,
            "county": &geozone.county,
            "address": &geozone.address,
            "worldSubjectId": Drawn::Null,
            "regionId": Drawn::Null,
            "countryId": Drawn::Null,
            "federalDistrictId": Drawn::Null,
            "stateId": Drawn::Null,
            "cityId": Drawn::Null,
            "townId": Drawn::Null,
            "villageId": Drawn::Null,
            "timezoneId": match point.plan.zone { Zone::Named(zone) => Some(zone.name()), Zone::Fixed(_) => None },
        }),
        "planEnterDateOffset": value::with_offset(point.plan.with_offset(point.plan.enter)),
        "enteredAtByLogist": value::utc(facts.entered_at_by_logist),
        "autoEnteredAt": value::utc(facts.auto_entered_at),
        "loadUnloadedAtByLogist": value::utc(facts.load_unloaded_at_by_logist),
        "autoLeftAt": value::utc(facts.auto_left_at),
        "loadUnloadedAt": value::utc(facts.load_unloaded_at),
    })
}

fn cargos(bid: &Bid) -> Drawn {
    let cargo = |cargo: &super::super::model::bid::Cargo| drawn!({ "typeId": cargo.type_id, "name": &cargo.name, "weight": cargo.weight });
    bid.cargos.iter().map(cargo).collect()
}

fn car<'w>(world: &'w World, bid: &Bid) -> Option<&'w Car> {
    bid.terms.car_id.and_then(|id| world.cars.get(id))
}

fn car_option(world: &World, car: &Car) -> Drawn {
    drawn!({
        "id": car.id,
        "typeId": car.type_id,
        "trackerId": tracker_of_car(world, car).map(|tracker| tracker.id),
        "number": &car.number,
        "logistId": car.logist_id,
        "transportColumnId": Drawn::Null,
        "accessPermitIds": Drawn::EMPTY,
    })
}

fn trailer(world: &World, bid: &Bid) -> Drawn {
    let trailer = bid.terms.trailer_id.and_then(|id| world.trailers.get(id));
    trailer.map_or(
        Drawn::Null,
        |trailer| drawn!({ "id": trailer.id, "number": &trailer.number, "accessPermitIds": Drawn::EMPTY }),
    )
}

fn driver(world: &World, id: Option<i64>) -> Drawn {
    let driver = id.and_then(|id| world.drivers.get(id));
    driver.map_or(
        Drawn::Null,
        |driver| drawn!({ "id": driver.id, "shortName": bid_parts::short(&driver.full_name()), "accessPermitIds": Drawn::EMPTY }),
    )
}

fn driver_name(world: &World, id: Option<i64>) -> Drawn {
    id.and_then(|id| world.drivers.get(id)).map_or(Drawn::Null, |driver| drawn!(driver.full_name()))
}

fn simple_driver(driver: &Driver) -> Drawn {
    drawn!({ "id": driver.id, "shortName": bid_parts::short(&driver.full_name()) })
}

fn counterparty(world: &World, bid: &Bid) -> Drawn {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    counterparty.map_or(
        Drawn::Null,
        |counterparty| drawn!({ "id": counterparty.id, "name": &counterparty.name, "insolvencyRegistryEntry": Drawn::Null }),
    )
}

/// The point that the truck comes to next.
fn ahead(bid: &Bid) -> Option<&Point> {
    planned(bid).into_iter().find(|point| point.facts.entered().is_none())
}

/// How much later than its plan the truck is expected at the point ahead; below zero: earlier.
fn late(bid: &Bid) -> Option<TimeDelta> {
    if bid.life.status != BidStatus::Started {
        return None;
    }
    Some(bid.figures.estimated_at? - ahead(bid)?.plan.enter_utc())
}

/// `BidEstimateListModel`s.
fn estimations(bid: &Bid) -> Drawn {
    late(bid).map_or_else(
        || Drawn::EMPTY,
        |late| drawn!([drawn!({ "latePeriod": span(late), "estimatedDate": value::utc(bid.figures.estimated_at) })]),
    )
}

/// `BidEstimateGetModel`s, as one bid for looking at has them.
pub(crate) fn estimations_in_view(bid: &Bid) -> Drawn {
    let (Some(late), Some(point)) = (late(bid), ahead(bid)) else { return Drawn::EMPTY };
    drawn!([drawn!({
        "id": point.id,
        "bidPointId": point.id,
        "latePeriod": span(late),
        "estimatedDate": value::utc(bid.figures.estimated_at),
        "manualEstimatedLeaveDate": Drawn::Null,
        "comment": Drawn::Null,
    })])
}

/// `1.02:30:00`, the platform's way to write a length of time.
fn span(length: TimeDelta) -> String {
    let seconds = length.num_seconds().abs();
    let sign = if length.num_seconds() < 0 { "-" } else { "" };
    let days = match seconds / 86_400 {
        0 => String::new(),
        days => format!("{days}."),
    };
    let (hours, minutes) = (seconds / 3_600 % 24, seconds / 60 % 60);
    format!("{sign}{days}{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_written_as_the_platform_does() {
        let written = |minutes| span(TimeDelta::minutes(minutes));
        assert_eq!(written(0), "00:00:00");
        assert_eq!(written(170), "02:50:00");
        assert_eq!(written(-15), "-00:15:00");
        assert_eq!(written(24 * 60 + 150), "1.02:30:00");
    }
}
