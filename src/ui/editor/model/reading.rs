//! Typed text that can't be read: it would be lost in silence, so it is named beside its field and holds sending back.

use super::form::{Form, read_days, read_degrees, read_number};
use super::spot::Spot;
use crate::domain::money::{Money, MoneyError};
use crate::ui::widgets::pick::Pick;

/// Why text can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It names no row of the list.
    Choice,
    /// It is no amount of money.
    Price,
    /// The amount is too large or has more than two decimals.
    PriceRange,
    /// It is no whole number of days.
    Days,
    /// It is no number.
    Number,
    /// It is no moment.
    Time,
    /// It is no day.
    Day,
}

impl Unread {
    /// The key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Choice => "editor-unread-choice",
            Self::Price => "editor-unread-price",
            Self::PriceRange => "editor-unread-price-range",
            Self::Days => "editor-unread-days",
            Self::Number => "editor-unread-number",
            Self::Time => "editor-unread-time",
            Self::Day => "editor-unread-day",
        }
    }

    /// The key of what would be understood.
    #[must_use]
    pub const fn about_key(self) -> &'static str {
        match self {
            Self::Choice => "editor-unread-choice-about",
            Self::Price | Self::PriceRange => "editor-unread-price-about",
            Self::Days => "editor-unread-days-about",
            Self::Number => "editor-unread-number-about",
            Self::Time => "editor-unread-time-about",
            Self::Day => "editor-unread-day-about",
        }
    }
}

/// Fields whose text can't be read, in the order of the form.
#[must_use]
pub fn unread(form: &Form) -> Vec<(Spot, Unread)> {
    let mut found = Vec::new();
    let mut note = |spot: Spot, reason: Option<Unread>| found.extend(reason.map(|reason| (spot, reason)));
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
    let more = &form.more;
    note(Spot::SecondDriver, not_chosen(&more.second_driver));
    note(Spot::SalesManager, not_chosen(&more.sales_manager));
    note(Spot::CustomerDate, more.date_is_unread().then_some(Unread::Day));
    note(Spot::Coldest, unread_degrees(&more.coldest));
    note(Spot::Warmest, unread_degrees(&more.warmest));
    for cargo in &form.cargos {
        note(Spot::CargoType(cargo.key), not_chosen(&cargo.kind));
        note(Spot::CargoWeight(cargo.key), unread_amount(&cargo.weight));
        note(Spot::CargoVolume(cargo.key), unread_amount(&cargo.volume));
        note(Spot::CargoLoading(cargo.key), not_chosen(&cargo.loading));
        note(Spot::CargoUnloading(cargo.key), not_chosen(&cargo.unloading));
        note(Spot::CargoLength(cargo.key), unread_amount(&cargo.length));
        note(Spot::CargoWidth(cargo.key), unread_amount(&cargo.width));
        note(Spot::CargoHeight(cargo.key), unread_amount(&cargo.height));
    }
    for point in &form.points {
        note(Spot::Arrival(point.key), point.arrival.is_unread().then_some(Unread::Time));
        note(Spot::Window(point.key), point.window.is_unread().then_some(Unread::Time));
        note(Spot::Leave(point.key), point.leave.is_unread().then_some(Unread::Time));
        note(Spot::PointCustomer(point.key), not_chosen(&point.counterparty));
        note(Spot::CustomType(point.key), not_chosen(&point.custom_type));
    }
    found
}

fn not_chosen<K>(pick: &Pick<K>) -> Option<Unread> {
    let typed = pick.typed.as_deref().is_some_and(|text| !text.trim().is_empty());
    typed.then_some(Unread::Choice)
}

fn unread_price(text: &str) -> Option<Unread> {
    match Money::parse_typed(text) {
        Err(MoneyError::NotANumber) if !text.trim().is_empty() => Some(Unread::Price),
        Err(MoneyError::OutOfRange) => Some(Unread::PriceRange),
        Ok(_) | Err(MoneyError::NotANumber) => None,
    }
}

fn unread_days(text: &str) -> Option<Unread> {
    (!text.trim().is_empty() && read_days(text).is_none()).then_some(Unread::Days)
}

fn unread_degrees(text: &str) -> Option<Unread> {
    (!text.trim().is_empty() && read_degrees(text).is_none()).then_some(Unread::Number)
}

fn unread_amount(text: &str) -> Option<Unread> {
    (!text.trim().is_empty() && read_number(text).is_none()).then_some(Unread::Number)
}
