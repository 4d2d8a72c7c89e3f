//! The form: a bid as it is being typed. Serialisable whole, so that a crash loses nothing that was typed.

use serde::{Deserialize, Serialize};

use super::spot::Spot;
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PaymentPeriodKind, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::money::Money;
use crate::ui::widgets::address_text::AddressText;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::time_text::TimeText;

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
    /// Not shown here, carried through: the second driver.
    pub second_driver: Option<LocalId>,
    /// Not shown here, carried through: an empty run.
    pub empty_run: bool,
    /// The next free row key.
    next_key: RowKey,
}

/// A cargo as it is being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CargoForm {
    /// Its row.
    pub key: RowKey,
    /// Name.
    pub name: String,
    /// Type.
    pub kind: Pick<RemoteId>,
    /// Tonnes as typed.
    pub weight: String,
    /// Cubic metres as typed.
    pub volume: String,
    /// Carried through: the platform's id.
    pub remote_id: Option<i64>,
    /// Carried through: the note.
    pub comment: Option<String>,
}

/// A point as it is being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointForm {
    /// Its row.
    pub key: RowKey,
    /// What is done there.
    pub kind: Pick<PointKind>,
    /// Where.
    pub address: AddressText,
    /// Planned arrival.
    pub arrival: TimeText,
    /// End of the arrival window.
    pub window: TimeText,
    /// Note for the driver.
    pub comment: String,
    /// Whom to call: name.
    pub contact_name: String,
    /// Whom to call: phone.
    pub contact_phone: String,
    /// Note and contact are unfolded.
    pub unfolded: bool,
    /// The platform's saved point that the address was taken from.
    pub saved_point: Option<RemoteId>,
    /// Carried through: what the form doesn't show.
    pub rest: PointRest,
}

/// Fields of a point that the form carries through unseen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PointRest {
    /// The platform's id.
    pub remote_id: Option<i64>,
    /// Planned departure, local time of the address.
    pub plan_leave: Option<chrono::NaiveDateTime>,
    /// The counterparty at the point.
    pub counterparty: Option<LocalId>,
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
            second_driver: bid.second_driver,
            empty_run: bid.empty_run,
            next_key: 1,
        };
        form.cargos = bid.cargos.into_iter().map(|cargo| CargoForm::of(form.new_key(), cargo)).collect();
        form.points = bid.points.into_iter().map(|point| PointForm::of(form.new_key(), point)).collect();
        form
    }

    /// The bid that the form means. Text that can't be read is left out ([`super::reading::unread`] names it).
    #[must_use]
    pub fn to_bid(&self) -> Bid {
        Bid {
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
            second_driver: self.second_driver.clone(),
            car: self.car.chosen.clone(),
            trailer: self.trailer.chosen.clone(),
            cargos: self.cargos.iter().map(CargoForm::to_cargo).collect(),
            points: self.points.iter().map(PointForm::to_point).collect(),
            empty_run: self.empty_run,
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
            | Spot::ContactName(_)
            | Spot::ContactPhone(_)
            | Spot::AddPoint => false,
        }
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

impl CargoForm {
    /// The row of a cargo.
    #[must_use]
    pub fn of(key: RowKey, cargo: Cargo) -> Self {
        Self {
            key,
            name: cargo.name,
            kind: Pick::of(cargo.type_id),
            weight: cargo.weight_t.map(number_text).unwrap_or_default(),
            volume: cargo.volume_m3.map(number_text).unwrap_or_default(),
            remote_id: cargo.remote_id,
            comment: cargo.comment,
        }
    }

    fn to_cargo(&self) -> Cargo {
        Cargo {
            remote_id: self.remote_id,
            name: self.name.trim().to_owned(),
            type_id: self.kind.chosen,
            weight_t: read_number(&self.weight),
            volume_m3: read_number(&self.volume),
            comment: self.comment.clone(),
        }
    }
}

impl PointForm {
    /// The row of a point.
    #[must_use]
    pub fn of(key: RowKey, point: BidPoint) -> Self {
        let contact = point.contact.unwrap_or_default();
        Self {
            key,
            kind: Pick::of(Some(point.kind)),
            address: AddressText::of(&point.place),
            arrival: TimeText::of(point.plan_enter),
            window: TimeText::of(point.window_end),
            comment: point.comment.unwrap_or_default(),
            contact_name: contact.name,
            contact_phone: contact.phone,
            unfolded: false,
            saved_point: point.saved_point,
            rest: PointRest {
                remote_id: point.remote_id,
                plan_leave: point.plan_leave,
                counterparty: point.counterparty,
            },
        }
    }

    /// What is done there; while another kind is being typed, the former one.
    #[must_use]
    pub fn kind(&self) -> PointKind {
        self.kind.chosen.or(self.kind.before).unwrap_or(PointKind::Custom)
    }

    fn to_point(&self) -> BidPoint {
        let contact =
            Contact { name: self.contact_name.trim().to_owned(), phone: self.contact_phone.trim().to_owned() };
        BidPoint {
            remote_id: self.rest.remote_id,
            kind: self.kind(),
            place: self.address.to_place(),
            plan_enter: self.arrival.value,
            window_end: self.window.value,
            plan_leave: self.rest.plan_leave,
            comment: filled(&self.comment),
            contact: (contact != Contact::default()).then_some(contact),
            counterparty: self.rest.counterparty.clone(),
            saved_point: self.saved_point.filter(|_| self.address.place.is_some()),
        }
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

fn number_text(number: f64) -> String {
    number.to_string().replace('.', ",")
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
