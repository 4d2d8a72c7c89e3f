//! Typed text that can't be read: it would be lost in silence, so it is named beside its field and holds sending back.

use super::form::{Form, read_number};
use super::spot::Spot;
use crate::domain::money::{Money, MoneyError};
use crate::ui::widgets::pick::Pick;

/// Fields whose text can't be read, in the order of the form, with the key of the reason.
#[must_use]
pub fn unread(form: &Form) -> Vec<(Spot, &'static str)> {
    let mut found = Vec::new();
    let mut note = |spot: Spot, reason: Option<&'static str>| found.extend(reason.map(|reason| (spot, reason)));
    note(Spot::Customer, not_chosen(&form.customer));
    note(Spot::Organisation, not_chosen(&form.organisation));
    note(Spot::PaymentType, not_chosen(&form.payment_type));
    note(Spot::VatType, not_chosen(&form.vat_type));
    note(Spot::Price, unread_price(&form.price));
    note(Spot::Responsible, not_chosen(&form.responsible));
    note(Spot::PaymentDays, unread_days(&form.payment_days));
    note(Spot::PaymentPeriod, not_chosen(&form.payment_period));
    note(Spot::Car, not_chosen(&form.car));
    note(Spot::Driver, not_chosen(&form.driver));
    note(Spot::Trailer, not_chosen(&form.trailer));
    for cargo in &form.cargos {
        note(Spot::CargoType(cargo.key), not_chosen(&cargo.kind));
        note(Spot::CargoWeight(cargo.key), unread_amount(&cargo.weight));
        note(Spot::CargoVolume(cargo.key), unread_amount(&cargo.volume));
    }
    for point in &form.points {
        note(Spot::Arrival(point.key), point.arrival.is_unread().then_some("editor-unread-time"));
        note(Spot::Window(point.key), point.window.is_unread().then_some("editor-unread-time"));
    }
    found
}

fn not_chosen<K>(pick: &Pick<K>) -> Option<&'static str> {
    let typed = pick.typed.as_deref().is_some_and(|text| !text.trim().is_empty());
    typed.then_some("editor-unread-choice")
}

fn unread_price(text: &str) -> Option<&'static str> {
    match Money::parse_typed(text) {
        Err(MoneyError::NotANumber) if !text.trim().is_empty() => Some("editor-unread-price"),
        Err(MoneyError::OutOfRange) => Some("editor-unread-price-range"),
        Ok(_) | Err(MoneyError::NotANumber) => None,
    }
}

fn unread_days(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let whole = text.parse::<i32>().is_ok_and(|days| days >= 0);
    (!text.is_empty() && !whole).then_some("editor-unread-days")
}

fn unread_amount(text: &str) -> Option<&'static str> {
    (!text.trim().is_empty() && read_number(text).is_none()).then_some("editor-unread-number")
}
