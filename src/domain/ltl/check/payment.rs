//! Checks 66–78: payment, goods paid for on delivery, texts, and what was sent before.

use rust_decimal::Decimal;

use super::super::{CashOnDelivery, Finding, Known, Method, Payer, Payment, PaymentType, Role, Shipment, Variant};
use super::{is_blank, length};
use crate::domain::ltl::DeliveryType;

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    if let Some(payment) = &shipment.payment {
        kind(payment, known, found);
        town(shipment, payment, known, found);
        if known.method == Method::Order {
            if payment.cash_on_delivery.len() > 1 {
                found.push(Finding::warns(71, "payment.cashOnDelivery[1]"));
            }
            if let Some(first) = payment.cash_on_delivery.first() {
                goods(shipment, first, known, found);
            }
        }
    }
    if known.method == Method::Order {
        payers(shipment, found);
        if shipment.comment.as_deref().is_some_and(|comment| escaped_length(comment) > 500) {
            found.push(Finding::blocks(76, "delivery.comment").with(500));
        }
        if shipment.cargo_code.as_deref().is_some_and(|code| length(code) > 100) {
            found.push(Finding::blocks(77, "cargoCode").with(100));
        }
        if known.sent_before {
            found.push(Finding::blocks(78, "payment.cashOnDelivery[0].orderNumber"));
        }
    }
}

/// 66, 67.
fn kind(payment: &Payment, known: &Known, found: &mut Vec<Finding>) {
    match payment.kind {
        None => found.push(Finding::blocks(66, "payment.type")),
        Some(PaymentType::Cash) if known.cashless_town == Some(true) => {
            found.push(Finding::warns(66, "payment.type"));
        }
        Some(PaymentType::Cash | PaymentType::Noncash) => {}
    }
    if known.method == Method::Order && payment.primary_payer.is_none() {
        found.push(Finding::blocks(67, "payment.primaryPayer"));
    }
}

/// 68: not more than two pay, whoever pays by default counted.
fn payers(shipment: &Shipment, found: &mut Vec<Finding>) {
    let mut distinct: Vec<Payer> = Vec::new();
    for (field, payer) in shipment.payers() {
        if distinct.contains(&payer) {
            continue;
        }
        distinct.push(payer);
        if distinct.len() > 2 {
            found.push(Finding::blocks(68, field));
        }
    }
}

/// 69, 70.
fn town(shipment: &Shipment, payment: &Payment, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "payment.paymentCity";
    let given = usize::from(payment.city.is_some()) + usize::from(payment.city_search.is_some());
    let search_is_wrong = payment.city_search.as_deref().is_some_and(|text| !(2..=1024).contains(&length(text.trim())));
    match known.method {
        Method::Quote => {
            if given != 1 {
                found.push(Finding::blocks(69, FIELD));
            }
            if search_is_wrong {
                found.push(Finding::blocks(69, "payment.paymentCitySearch.search"));
            }
        }
        Method::Order => {
            let third_pays = shipment.payers().iter().any(|(_, payer)| *payer == Payer::Third);
            if third_pays && (given != 1 || search_is_wrong) {
                found.push(Finding::blocks(70, FIELD));
            }
        }
    }
}

/// 72–75.
fn goods(shipment: &Shipment, first: &CashOnDelivery, known: &Known, found: &mut Vec<Finding>) {
    const PATH: &str = "payment.cashOnDelivery[0]";
    if first.products.is_empty() {
        return;
    }
    let is_sender = shipment.requester.as_ref().is_some_and(|requester| requester.role == Some(Role::Sender));
    let receiver = shipment.receiver.as_ref().and_then(|receiver| receiver.counteragent.as_ref());
    let form = receiver.and_then(|receiver| receiver.form.as_deref());
    let to_company = receiver.is_some_and(|receiver| {
        receiver.custom_form.as_ref().and_then(|custom| custom.juridical) == Some(true)
            || form.and_then(|form| known.is_juridical(form)) == Some(true)
    });
    let sender = shipment.sender.as_ref().and_then(|sender| sender.counteragent.as_ref());
    let from_person = sender.is_some_and(|sender| {
        sender.custom_form.as_ref().and_then(|custom| custom.juridical) == Some(false)
            || sender.form.as_deref().and_then(|form| known.is_juridical(form)) == Some(false)
    });
    let from_airport = shipment.arrival.variant == Some(Variant::Airport)
        || (shipment.delivery == Some(DeliveryType::Avia) && shipment.arrival.city.is_some());
    if !known.session || !is_sender || to_company || from_person || from_airport {
        found.push(Finding::blocks(72, format!("{PATH}.products")));
    }
    let mut sum = Decimal::ZERO;
    for (at, product) in first.products.iter().enumerate() {
        let path = |field: &str| format!("{PATH}.products[{at}].{field}");
        if is_blank(Some(&product.name)) {
            found.push(Finding::blocks(73, path("productName")));
        }
        if product.amount.is_none_or(|amount| amount < 1) {
            found.push(Finding::blocks(73, path("productAmount")));
        }
        if product.cost_with_vat.is_none_or(|cost| cost < Decimal::ZERO) {
            found.push(Finding::blocks(73, path("costWithVAT")));
        }
        let (amount, cost) = (product.amount.unwrap_or_default(), product.cost_with_vat.unwrap_or_default());
        sum = cost.checked_mul(Decimal::from(amount)).and_then(|part| sum.checked_add(part)).unwrap_or(Decimal::MAX);
        let rates = vat_rates(known.now.date());
        if product.vat_rate.is_some_and(|rate| !rates.contains(&rate)) {
            found.push(Finding::blocks(74, path("VATRate")).with(format!("{}, {}, {}", rates[0], rates[1], rates[2])));
        }
    }
    if !sum.fract().is_zero() {
        found.push(Finding::blocks(73, format!("{PATH}.products")).with(sum.normalize()));
    }
}

/// Rates of VAT in percent that are in force on a day: the base rate was 18 until 2018, 20 until 2025.
fn vat_rates(day: chrono::NaiveDate) -> [i64; 3] {
    use chrono::Datelike as _;
    let base = match day.year() {
        ..=2018 => 18,
        2019..=2025 => 20,
        _ => 22,
    };
    [0, 10, base]
}

/// Characters of a comment after the carrier has written its signs the way of HTML.
#[must_use]
pub fn escaped_length(text: &str) -> usize {
    text.chars()
        .map(|sign| match sign {
            '"' | '\'' => 6,
            '&' => 5,
            '<' | '>' => 4,
            _ => 1,
        })
        .sum()
}
