//! `BidTruckingGetModel`: one bid for the form (`TruckingBids/Get/{id}`). It has `version`, and neither `updatedAt` nor
//! `isDeleted` nor fact times by source.

use super::super::model::bid::Bid;
use super::super::model::book::Trailer;
use super::super::model::names::Named as _;
use super::super::world::{ORGANISATION_ID, World};
use super::bid_external::source;
use super::drawn::{Drawn, drawn};
use super::{Shape, bid_parts, bid_point, counterparties, drivers, value};

/// All properties.
pub(crate) const EDIT: &Shape<Bid> = &[
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
    ("organizationId", |_, _| drawn!(ORGANISATION_ID)),
    ("truckingOrganizationId", |_, _| drawn!(ORGANISATION_ID)),
    ("type", |_, _| drawn!("Private")),
    ("counterparty", counterparty),
    ("contract", contract),
    ("isEmptyMileageBid", |_, bid| drawn!(bid.terms.empty_run)),
    ("externalUpdatedAt", |_, bid| value::utc(bid.terms.external_updated_at)),
    ("legalPersonId", |_, bid| drawn!(bid.terms.legal_person_id)),
    ("responsibleId", |_, bid| drawn!(bid.terms.responsible_id)),
    ("salesManagerId", |_, bid| drawn!(bid.terms.sales_manager_id)),
    ("createdById", |_, bid| drawn!(bid.life.created_by)),
    ("approvedAt", |_, _| Drawn::Null),
    ("isCreatedByOperator", |_, _| drawn!(false)),
    ("isInternational", |_, _| drawn!(false)),
    ("isExpressBid", |_, bid| drawn!(bid.terms.express)),
    ("showDraftInPlanning", |_, bid| drawn!(bid.terms.show_draft)),
    ("status", |_, bid| drawn!(bid.life.status.name())),
    ("driver", |world, bid| driver(world, bid.terms.driver_id)),
    ("secondaryDriver", |world, bid| driver(world, bid.terms.second_driver_id)),
    ("trailerOption", trailer),
    ("carOption", |_, bid| drawn!({ "carId": bid.terms.car_id })),
    ("bidPoints", |_, bid| bid_point::edited(bid)),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("expressBid", |_, bid| value::extra(&bid.terms.extras, "expressBid")),
    ("emptyMileageBid", |_, bid| value::extra(&bid.terms.extras, "emptyMileageBid")),
    ("isCompoundBid", |_, _| drawn!(false)),
    ("isHidden", |_, _| drawn!(false)),
    ("isPreBid", |_, bid| drawn!(bid.terms.pre_bid)),
    ("createDocumentAssignment", |_, bid| drawn!(bid.terms.document_assignment)),
    ("logistTaskSettings", |_, bid| value::extra_list(&bid.terms.extras, "logistTaskSettings")),
    ("payment", |_, bid| bid_parts::payment(bid)),
    ("forwardingOrder", |_, _| Drawn::Null),
    ("invoiceTriggerType", |_, bid| value::name(bid.terms.invoice_trigger)),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
    ("version", |_, bid| drawn!(&bid.life.version)),
];

fn counterparty(world: &World, bid: &Bid) -> Drawn {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    counterparty.map_or(Drawn::Null, counterparties::in_bid)
}

fn contract(world: &World, bid: &Bid) -> Drawn {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    let contract =
        counterparty.and_then(|c| c.contracts.iter().find(|contract| Some(contract.id) == bid.terms.contract_id));
    contract.map_or(Drawn::Null, |contract| {
        drawn!({
            "id": contract.id,
            "name": &contract.number,
            "debtCeiling": Drawn::Null,
            "legalPersonId": Drawn::Null,
            "paymentPeriod": contract.payment_days,
            "paymentPeriodType": "InBankingDays",
            "paymentTypeId": Drawn::Null,
            "isMain": contract.main,
        })
    })
}

fn driver(world: &World, id: Option<i64>) -> Drawn {
    id.and_then(|id| world.drivers.get(id)).map_or(Drawn::Null, drivers::in_form)
}

fn trailer(world: &World, bid: &Bid) -> Drawn {
    bid.terms.trailer_id.and_then(|id| world.trailers.get(id)).map_or(Drawn::Null, trailer_option)
}

/// `TrailerOptionModel`, with the sizes.
fn trailer_option(trailer: &Trailer) -> Drawn {
    let sizes = &trailer.sizes;
    drawn!({
        "trailerId": trailer.id,
        "typeId": trailer.type_id,
        "number": &trailer.number,
        "carrying": sizes.carrying,
        "volume": sizes.volume,
        "length": sizes.length,
        "height": sizes.height,
        "width": sizes.width,
        "axleLoad": sizes.axle_load,
        "wheelBase": sizes.wheel_base,
        "curbWeight": sizes.curb_weight,
        "grossWeight": sizes.gross_weight,
        "axesDistance": sizes.axes_distance,
        "fifthWheelLoad": sizes.fifth_wheel_load,
        "containerCount": sizes.container_count,
        "wheelFormula": &sizes.wheel_formula,
        "wheelsDescription": &sizes.wheels_description,
        "brandTypeId": trailer.brand_id,
    })
}
