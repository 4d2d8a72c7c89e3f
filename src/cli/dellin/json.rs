//! Offers, orders and complaints as the commands answer them.

use serde_json::{Value, json};

use crate::api::dellin::DellinError;
use crate::domain::ltl::{DeliveryType, Quote};
use crate::store::groupage::Order;

/// A price with terms. Amounts are texts in roubles; null where it is to be agreed.
pub(super) fn offer(delivery: DeliveryType, quote: &Quote, to_address: bool, training: bool) -> Value {
    let (from, to) = quote.term(delivery, to_address);
    let parts =
        quote.parts(delivery).into_iter().map(|(name, price)| json!({ "name": name, "price": price.to_string() }));
    json!({
        "delivery": delivery, "price": quote.price.map(|price| price.to_string()), "parts": parts.collect::<Vec<_>>(),
        "contract": quote.has_contract_parts(delivery), "term_from": from, "term_to": to,
        "days_to_address": quote.delivery_term_days, "found": quote.found, "information": quote.information,
        "training": training, "quote": quote,
    })
}

/// An order.
pub(super) fn order(order: &Order) -> Value {
    json!({
        "number": order.number, "bid": order.bid, "state": order.state, "attempts": order.attempts,
        "begun_at": order.begun_at, "settled_at": order.settled_at, "looked_at": order.looked_at,
        "request_id": order.request_id, "barcode": order.barcode, "training": order.training, "error": order.error,
        "information": order.placed.as_ref().map(|placed| placed.information.clone()), "found": order.found,
    })
}

/// The carrier's complaints by field.
pub(super) fn complaints(error: &DellinError) -> Vec<Value> {
    let one = |one: &crate::api::dellin::Complaint| {
        json!({
            "code": one.code, "title": one.title, "detail": one.detail, "fields": one.fields, "valid": one.valid,
            "bad": one.bad, "link": one.link,
        })
    };
    error.complaints().iter().map(one).collect()
}
