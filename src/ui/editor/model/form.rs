//! The form: a bid as it is being typed. Serialisable whole, so that a crash loses nothing that was typed.

use serde::{Deserialize, Serialize};

use super::more::{MoreForm, PropertyForm};
pub use super::rows::{CargoForm, PointForm};
use super::spot::Spot;
use crate::app::books::Books;
use crate::domain::bid::{Bid, PaymentPeriodKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::money::Money;
use crate::ui::widgets::pick::Pick;

/// Names a row of the form for as long as the form lives, wherever the row moves.
pub type RowKey = u32;

/// A bid as it is being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Who pays.
    pub customer: Pick<LocalId>,
    /// The carrier's organisation.
    pub organisation: Pick<LocalId>,
    /// Responsible employee.
    pub responsible: Pick<RemoteId>,
    /// Payment type.
    pub payment_type: Pick<RemoteId>,
    /// VAT type.
    pub vat_type: Pick<RemoteId>,
    /// VAT on top.
    pub vat_on_top: bool,
    /// Price as typed.
    pub price: String,
    /// Contract number as typed.
    pub contract: String,
    /// Days of the payment term as typed.
    pub payment_days: String,
    /// How they are counted.
    pub payment_period: Pick<PaymentPeriodKind>,
    /// Truck.
    pub car: Pick<LocalId>,
    /// Driver.
    pub driver: Pick<LocalId>,
    /// Trailer.
    pub trailer: Pick<LocalId>,
    /// Cargos.
    pub cargos: Vec<CargoForm>,
    /// Points in the order of the route.
    pub points: Vec<PointForm>,
    /// The rarer fields.
    #[serde(default)]
    pub more: MoreForm,
    /// The next free row key.
    next_key: RowKey,
}

impl Default for Form {
    fn default() -> Self {
        Self::of(&Bid::blank())
    }
}

impl Form {
    /// The form of a bid.
    #[must_use]
    pub fn of(bid: &Bid) -> Self {
        let more = MoreForm::of(bid);
        let bid = bid.clone();
        let mut form = Self {
            customer: Pick::of(bid.customer),
            organisation: Pick::of(bid.organisation),
            responsible: Pick::of(bid.responsible),
            payment_type: Pick::of(bid.payment_type),
            vat_type: Pick::of(bid.vat_type),
            vat_on_top: bid.vat_on_top,
            price: bid.price.map(price_text).unwrap_or_default(),
            contract: bid.contract_number.unwrap_or_default(),
            payment_days: bid.payment_days.map(|days| days.to_string()).unwrap_or_default(),
            payment_period: Pick::of(bid.payment_period),
            car: Pick::of(bid.car),
            driver: Pick::of(bid.driver),
            trailer: Pick::of(bid.trailer),
            cargos: Vec::new(),
            points: Vec::new(),
            more,
            next_key: 1,
        };
        form.cargos = bid.cargos.into_iter().map(|cargo| CargoForm::of(form.new_key(), cargo)).collect();
        form.points = bid.points.into_iter().map(|point| PointForm::of(form.new_key(), point)).collect();
        form
    }

    /// The bid that the form means. Text that can't be read is left out ([`super::reading::unread`] names it).
    #[must_use]
    pub fn to_bid(&self) -> Bid {
        let mut bid = Bid {
            customer: self.customer.chosen.clone(),
            organisation: self.organisation.chosen.clone(),
            responsible: self.responsible.chosen,
            payment_type: self.payment_type.chosen,
            vat_type: self.vat_type.chosen,
            vat_on_top: self.vat_on_top,
            price: Money::parse_typed(&self.price).ok(),
            contract_number: filled(&self.contract),
            payment_days: read_days(&self.payment_days),
            payment_period: self.payment_period.chosen,
            driver: self.driver.chosen.clone(),
            car: self.car.chosen.clone(),
            trailer: self.trailer.chosen.clone(),
            cargos: self.cargos.iter().map(CargoForm::to_cargo).collect(),
            points: self.points.iter().map(PointForm::to_point).collect(),
            ..Bid::default()
        };
        self.more.put(&mut bid);
        bid
    }

    /// Adds what the organisation has of its own making and this bid doesn't yet.
    pub fn know(&mut self, books: &Books) {
        self.more.know(books);
        for point in &mut self.points {
            PropertyForm::add_names(&mut point.properties, books.point_properties());
        }
    }

    /// A row key that no row of this form has had.
    pub fn new_key(&mut self) -> RowKey {
        let key = self.next_key;
        self.next_key = self.next_key.saturating_add(1);
        key
    }

    /// True for a field with a list that nothing is chosen or typed in yet: its list may open by itself.
    #[must_use]
    pub fn awaits_choice(&self, spot: Spot) -> bool {
        match spot {
            Spot::Customer => self.customer.is_empty(),
            Spot::Organisation => self.organisation.is_empty(),
            Spot::Responsible => self.responsible.is_empty(),
            Spot::PaymentType => self.payment_type.is_empty(),
            Spot::VatType => self.vat_type.is_empty(),
            Spot::PaymentPeriod => self.payment_period.is_empty(),
            Spot::Car => self.car.is_empty(),
            Spot::Driver => self.driver.is_empty(),
            Spot::Trailer => self.trailer.is_empty(),
            Spot::SalesManager => self.more.sales_manager.is_empty(),
            Spot::SecondDriver => self.more.second_driver.is_empty(),
            Spot::CargoLoading(key) => self.cargo(key).is_some_and(|cargo| cargo.loading.is_empty()),
            Spot::CargoUnloading(key) => self.cargo(key).is_some_and(|cargo| cargo.unloading.is_empty()),
            Spot::PointCustomer(key) => self.point(key).is_some_and(|point| point.counterparty.is_empty()),
            Spot::CustomType(key) => self.point(key).is_some_and(|point| point.custom_type.is_empty()),
            Spot::CargoType(key) => self.cargos.iter().any(|cargo| cargo.key == key && cargo.kind.is_empty()),
            Spot::Address(key) => self.point(key).is_some_and(|point| point.address.text.is_empty()),
            Spot::VatOnTop
            | Spot::Price
            | Spot::Contract
            | Spot::PaymentDays
            | Spot::CargoName(_)
            | Spot::CargoWeight(_)
            | Spot::CargoVolume(_)
            | Spot::AddCargo
            | Spot::PointKind(_)
            | Spot::Arrival(_)
            | Spot::Window(_)
            | Spot::Comment(_)
            | Spot::Leave(_)
            | Spot::PointProperty(..)
            | Spot::More
            | Spot::Coldest
            | Spot::Warmest
            | Spot::CustomerNumber
            | Spot::CustomerDate
            | Spot::BidComment
            | Spot::EmptyRun
            | Spot::Property(_)
            | Spot::CargoLength(_)
            | Spot::CargoWidth(_)
            | Spot::CargoHeight(_)
            | Spot::CargoPacking(_)
            | Spot::CargoComment(_)
            | Spot::ContactName(_)
            | Spot::ContactPhone(_)
            | Spot::AddPoint => false,
        }
    }

    /// The cargo of a row.
    #[must_use]
    pub fn cargo(&self, key: RowKey) -> Option<&CargoForm> {
        self.cargos.iter().find(|cargo| cargo.key == key)
    }

    /// The cargo of a row, for changing.
    pub fn cargo_mut(&mut self, key: RowKey) -> Option<&mut CargoForm> {
        self.cargos.iter_mut().find(|cargo| cargo.key == key)
    }

    /// The point of a row.
    #[must_use]
    pub fn point(&self, key: RowKey) -> Option<&PointForm> {
        self.points.iter().find(|point| point.key == key)
    }

    /// The point of a row, for changing.
    pub fn point_mut(&mut self, key: RowKey) -> Option<&mut PointForm> {
        self.points.iter_mut().find(|point| point.key == key)
    }
}

/// A number as people type it: comma or point, spaces between thousands.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let digits_only = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    plain.parse().ok().filter(|_| digits_only)
}

/// A whole number of days.
#[must_use]
pub fn read_days(text: &str) -> Option<i32> {
    text.trim().parse().ok().filter(|days| *days >= 0)
}

/// The price as its field shows it: the currency stands beside the field.
#[must_use]
pub fn price_text(price: Money) -> String {
    price.shown().trim_end_matches('₽').trim_end().to_owned()
}

/// Degrees, which may stand below zero.
#[must_use]
pub fn read_degrees(text: &str) -> Option<f64> {
    let text = text.trim();
    let (below, rest) =
        text.strip_prefix(['-', '−', '–']).map_or((false, text.trim_start_matches('+')), |rest| (true, rest));
    read_number(rest).map(|degrees| if below { -degrees } else { degrees })
}

pub(super) fn number_text(number: f64) -> String {
    number.to_string().replace('.', ",")
}

pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
