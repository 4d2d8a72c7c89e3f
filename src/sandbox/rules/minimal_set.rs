//! The minimal set without which the platform doesn't take a bid (integration document, chapter 2.3).

use rust_decimal::Decimal;

use super::super::http::answer::{Refusal, refuse};
use super::super::model::bid::Bid;
use super::super::sentences;

/// Payment, VAT, price above zero, driver, truck, cargo with name and type; of an empty run only driver and truck.
/// Addresses and plan times are demanded where points are read.
pub(crate) fn check(bid: &Bid) -> Result<(), Refusal> {
    let terms = &bid.terms;
    let has_price = terms.price.is_some_and(|price| price > Decimal::ZERO);
    let has_cargo = !bid.cargos.is_empty() && bid.cargos.iter().all(|cargo| !cargo.name.is_empty());
    let has_cargo_type = bid.cargos.iter().all(|cargo| cargo.type_id.is_some());
    let loaded = !terms.empty_run;
    let demands = [
        (loaded && terms.payment_type_id.is_none(), "paymentTypeId"),
        (loaded && terms.vat_type_id.is_none(), "ndsTypeId"),
        (loaded && !has_price, "price"),
        (terms.driver_id.is_none(), "driver"),
        (terms.car_id.is_none(), "carOption"),
        (loaded && !has_cargo, "cargos.name"),
        (loaded && !has_cargo_type, "cargos.typeId"),
    ];
    let missing = demands.iter().find(|(is_missing, _)| *is_missing);
    missing.map_or(Ok(()), |(_, field)| refuse(sentences::minimal_set(field)))
}
