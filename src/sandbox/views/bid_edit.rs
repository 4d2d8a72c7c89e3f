//! `BidTruckingGetModel`: one bid for the form (`TruckingBids/Get/{id}`). It has `version`, and neither `updatedAt` nor
//! `isDeleted` nor fact times by source.

use serde_json::{Value, json};

use super::super::model::bid::Bid;
use super::super::model::book::Trailer;
use super::super::model::names::Named as _;
use super::super::world::{ORGANISATION_ID, World};
use super::bid_external::source;
use super::{Shape, bid_parts, bid_point, counterparties, drivers, value};

/// All properties.
pub(crate) const EDIT: &Shape<Bid> = &[
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
    ("organizationId", |_, _| json!(ORGANISATION_ID)),
    ("truckingOrganizationId", |_, _| json!(ORGANISATION_ID)),
    ("type", |_, _| json!("Private")),
    ("counterparty", counterparty),
    ("contract", contract),
    ("isEmptyMileageBid", |_, bid| json!(bid.terms.empty_run)),
    ("externalUpdatedAt", |_, bid| value::utc(bid.terms.external_updated_at)),
    ("legalPersonId", |_, bid| json!(bid.terms.legal_person_id)),
    ("responsibleId", |_, bid| json!(bid.terms.responsible_id)),
    ("salesManagerId", |_, bid| json!(bid.terms.sales_manager_id)),
    ("createdById", |_, bid| json!(bid.life.created_by)),
    ("approvedAt", |_, _| Value::Null),
    ("isCreatedByOperator", |_, _| json!(false)),
    ("isInternational", |_, _| json!(false)),
    ("isExpressBid", |_, bid| json!(bid.terms.express)),
    ("showDraftInPlanning", |_, bid| json!(bid.terms.show_draft)),
    ("status", |_, bid| json!(bid.life.status.name())),
    ("driver", |world, bid| driver(world, bid.terms.driver_id)),
    ("secondaryDriver", |world, bid| driver(world, bid.terms.second_driver_id)),
    ("trailerOption", trailer),
    ("carOption", |_, bid| json!({ "carId": bid.terms.car_id })),
    ("bidPoints", |_, bid| bid_point::edited(bid)),
    ("cargos", |_, bid| bid_parts::cargos(bid)),
    ("temperatureRegime", |_, bid| value::extra(&bid.terms.extras, "temperatureRegime")),
    ("extendedProperties", |_, bid| value::extra_list(&bid.terms.extras, "extendedProperties")),
    ("typeOptions", |_, bid| value::extra_list(&bid.terms.extras, "typeOptions")),
    ("expressBid", |_, bid| value::extra(&bid.terms.extras, "expressBid")),
    ("emptyMileageBid", |_, bid| value::extra(&bid.terms.extras, "emptyMileageBid")),
    ("isCompoundBid", |_, _| json!(false)),
    ("isHidden", |_, _| json!(false)),
    ("isPreBid", |_, bid| json!(bid.terms.pre_bid)),
    ("createDocumentAssignment", |_, bid| json!(bid.terms.document_assignment)),
    ("logistTaskSettings", |_, bid| value::extra_list(&bid.terms.extras, "logistTaskSettings")),
    ("payment", |_, bid| bid_parts::payment(bid)),
    ("forwardingOrder", |_, _| Value::Null),
    ("invoiceTriggerType", |_, bid| value::name(bid.terms.invoice_trigger)),
    ("accessPermitIds", |_, bid| value::extra_list(&bid.terms.extras, "accessPermitIds")),
    ("version", |_, bid| json!(bid.life.version)),
];

fn counterparty(world: &World, bid: &Bid) -> Value {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    counterparty.map_or(Value::Null, counterparties::in_bid)
}

fn contract(world: &World, bid: &Bid) -> Value {
    let counterparty = bid.terms.counterparty_id.and_then(|id| world.counterparties.get(id));
    let contract =
        counterparty.and_then(|c| c.contracts.iter().find(|contract| Some(contract.id) == bid.terms.contract_id));
    contract.map_or(Value::Null, |contract| {
        json!({
            "id": contract.id,
            "name": contract.number,
            "debtCeiling": null,
            "legalPersonId": null,
            "paymentPeriod": contract.payment_days,
            "paymentPeriodType": "InBankingDays",
            "paymentTypeId": null,
            "isMain": contract.main,
        })
    })
}

fn driver(world: &World, id: Option<i64>) -> Value {
    id.and_then(|id| world.drivers.get(id)).map_or(Value::Null, drivers::in_form)
}

fn trailer(world: &World, bid: &Bid) -> Value {
    bid.terms.trailer_id.and_then(|id| world.trailers.get(id)).map_or(Value::Null, trailer_option)
}

/// `TrailerOptionModel`, with the sizes.
fn trailer_option(trailer: &Trailer) -> Value {
    let sizes = &trailer.sizes;
    json!({
        "trailerId": trailer.id,
        "typeId": trailer.type_id,
        "number": trailer.number,
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
        "wheelFormula": sizes.wheel_formula,
        "wheelsDescription": sizes.wheels_description,
        "brandTypeId": trailer.brand_id,
    })
}
