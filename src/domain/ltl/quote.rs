//! What the carrier answers: a price with terms, and an order that was made.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::words::DeliveryType;

/// The cost of a service. `None` with [`Cost::contract`]: it is to be agreed, and never means 0.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cost {
    /// Roubles.
    pub price: Option<Decimal>,
    /// The price is to be agreed.
    pub contract: bool,
    /// Sum of what was added, roubles.
    pub premium: Option<Decimal>,
    /// Sum of what was taken off, roubles.
    pub discount: Option<Decimal>,
    /// What was added.
    pub premiums: Vec<Pricing>,
    /// What was taken off.
    pub discounts: Vec<Pricing>,
}

/// Something added or taken off.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pricing {
    /// Name.
    pub name: String,
    /// Roubles.
    pub value: Option<Decimal>,
    /// Until when.
    pub date: Option<String>,
    /// Part of an action.
    pub announcement: Option<bool>,
    /// For everybody.
    pub public: Option<bool>,
    /// What caused it (`promocode`).
    pub triggers: Vec<String>,
}

/// A cost with the name that it has in the answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Priced {
    /// Uid of the package, or its place in the list.
    pub name: String,
    /// What it costs.
    pub cost: Cost,
}

/// One end of the way.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct End {
    /// Town of the terminal.
    pub terminal: Option<String>,
    /// Roubles.
    pub price: Option<Decimal>,
    /// The price is to be agreed.
    pub contract: bool,
    /// The service before what is added and taken off, roubles (addresses only).
    pub service_price: Option<Decimal>,
    /// What was added.
    pub premiums: Vec<Pricing>,
    /// What was taken off.
    pub discounts: Vec<Pricing>,
    /// Terminals to choose from.
    pub terminals: Vec<QuoteTerminal>,
    /// Loading by hand.
    pub handling: Option<Cost>,
}

/// A terminal of an answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuoteTerminal {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// KLADR code of the street.
    pub street_code: Option<String>,
    /// Entrance, roubles.
    pub price: Option<Decimal>,
    /// The price is to be agreed.
    pub contract: bool,
    /// The usual one of the town.
    pub default: Option<bool>,
    /// Serves express cargo.
    pub express: Option<bool>,
    /// Not used by the carrier now.
    pub is_pvz: Option<bool>,
}

/// Days of the way, as the carrier wrote them ("2019-11-28", "2019-11-28 00:00:00").
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderDates {
    /// Handed over at the sender's address.
    pub pickup: Option<String>,
    /// Until when it must be fetched at the address.
    pub sender_address_time: Option<String>,
    /// Until when it must be brought to the terminal.
    pub sender_terminal_time: Option<String>,
    /// At the sender's terminal.
    pub arrival_to_sender: Option<String>,
    /// Leaves the sender's terminal.
    pub from_sender: Option<String>,
    /// At the receiver's terminal.
    pub arrival_to_receiver: Option<String>,
    /// At the airport or the terminal.
    pub arrival_to_airport: Option<String>,
    /// At the latest.
    pub arrival_to_airport_max: Option<String>,
    /// Given out at the terminal from.
    pub giveout: Option<String>,
    /// At the latest.
    pub giveout_max: Option<String>,
    /// Leaves the receiver's terminal.
    pub from_receiver: Option<String>,
    /// Until when the fetching must be ordered.
    pub create_to: Option<String>,
    /// At the receiver's address from.
    pub to_address: Option<String>,
    /// At the latest.
    pub to_address_max: Option<String>,
}

/// What a text of the request was understood as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// Path of the field.
    pub field: String,
    /// What was written.
    pub source: String,
    /// What was found.
    pub result: String,
}

/// A price with terms.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Quote {
    /// When the carrier worked it out, by its own clock.
    pub generated_at: Option<String>,
    /// Status that the answer claims.
    pub status: Option<i64>,
    /// The beginning of the way.
    pub derival: End,
    /// The end of the way.
    pub arrival: End,
    /// Between the terminals by kind of delivery (`auto` is the block `intercity`, `avia` the block `air`).
    pub between: Vec<(DeliveryType, Cost)>,
    /// The total of what has a price, roubles: what is to be agreed is left out.
    pub price: Option<Decimal>,
    /// The kind that would be cheapest.
    pub cheapest: Option<String>,
    /// Packages.
    pub packages: Vec<Priced>,
    /// Days of the way.
    pub dates: OrderDates,
    /// Days from the terminal to the address.
    pub delivery_term_days: Option<i64>,
    /// Papers there.
    pub papers_send: Option<Cost>,
    /// Papers back.
    pub papers_return: Option<Cost>,
    /// Insurance, roubles.
    pub insurance: Option<Decimal>,
    /// Of the cargo, roubles.
    pub insurance_cargo: Option<Decimal>,
    /// Of the term, roubles; `None`: not to be had.
    pub insurance_term: Option<Decimal>,
    /// Insurance is to be agreed.
    pub insurance_contract: bool,
    /// Notices of the state.
    pub notify: Option<Cost>,
    /// The simple shipment can be had.
    pub simple_shipping: Option<bool>,
    /// Prices of other kinds, for comparison only: they disagree with the blocks (I8).
    pub other_types: Vec<(String, Option<Decimal>)>,
    /// What texts were understood as.
    pub found: Vec<Found>,
    /// Sentences of the carrier.
    pub information: Vec<String>,
}

impl Quote {
    /// The cost between the terminals of a kind.
    #[must_use]
    pub fn leg(&self, delivery: DeliveryType) -> Option<&Cost> {
        self.between.iter().find(|(kind, _)| *kind == delivery).map(|(_, cost)| cost)
    }

    /// The parts that the total is made of, by their names in the answer. What is to be agreed has no part.
    #[must_use]
    pub fn parts(&self, delivery: DeliveryType) -> Vec<(&'static str, Decimal)> {
        let cost = |cost: Option<&Cost>| cost.and_then(|cost| cost.price);
        let packages: Vec<Decimal> = self.packages.iter().filter_map(|one| one.cost.price).collect();
        let named = [
            ("derival", self.derival.price),
            ("leg", cost(self.leg(delivery))),
            ("arrival", self.arrival.price),
            ("insurance", self.insurance),
            ("packages", (!packages.is_empty()).then(|| packages.into_iter().sum())),
            ("papers_send", cost(self.papers_send.as_ref())),
            ("papers_return", cost(self.papers_return.as_ref())),
            ("notify", cost(self.notify.as_ref())),
        ];
        named.into_iter().filter_map(|(name, price)| Some((name, price?))).collect()
    }

    /// True when some part is to be agreed, so that the total is not all.
    #[must_use]
    pub fn has_contract_parts(&self, delivery: DeliveryType) -> bool {
        self.derival.contract
            || self.arrival.contract
            || self.insurance_contract
            || self.leg(delivery).is_some_and(|cost| cost.contract)
            || self.packages.iter().any(|one| one.cost.contract)
            || [&self.papers_send, &self.papers_return, &self.notify].into_iter().flatten().any(|cost| cost.contract)
    }

    /// When the receiver has it: from and at the latest, as the carrier wrote it, by where it goes and how.
    #[must_use]
    pub fn term(&self, delivery: DeliveryType, to_address: bool) -> (Option<&str>, Option<&str>) {
        let dates = &self.dates;
        let chosen = match (to_address, delivery) {
            (true, DeliveryType::Avia | DeliveryType::Express) => (&dates.to_address, &dates.to_address_max),
            (true, DeliveryType::Auto | DeliveryType::Small | DeliveryType::Letter) => {
                (&dates.from_receiver, &dates.to_address_max)
            }
            (false, _) if dates.giveout.is_some() => (&dates.giveout, &dates.giveout_max),
            (false, _) => (&dates.arrival_to_airport, &dates.arrival_to_airport_max),
        };
        (chosen.0.as_deref(), chosen.1.as_deref())
    }
}

/// An order that the carrier took.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Placed {
    /// When, by the carrier's clock.
    pub generated_at: Option<String>,
    /// Status that the answer claims.
    pub status: Option<i64>,
    /// State word.
    pub state: Option<String>,
    /// Number of the request; the consignment's own number comes later.
    pub request_id: Option<String>,
    /// Barcode of a pre-order. A text: it has letters and zeros in front.
    pub barcode: Option<String>,
    /// Sentences of the carrier.
    pub information: Vec<String>,
    /// What was kept in the address book: sender, receiver, third.
    pub saved: Vec<(String, Saved)>,
    /// What texts were understood as.
    pub found: Vec<Found>,
}

/// What of a member was kept in the account's address book.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The counteragent.
    pub counteragent: Option<SavedItem>,
    /// The address.
    pub address: Option<SavedItem>,
    /// Contacts.
    pub contacts: Vec<SavedItem>,
    /// Phones.
    pub phones: Vec<SavedItem>,
}

/// An entry of the address book.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedItem {
    /// Its id.
    pub id: Option<String>,
    /// `new`, `existing` or `existed`.
    pub state: Option<String>,
    /// Name or number.
    pub value: Option<String>,
}

/// An order that the search has found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FoundOrder {
    /// The carrier's number of the order; it comes later than the number of the request.
    pub order_id: Option<String>,
    /// State word.
    pub state: Option<String>,
    /// State for people.
    pub state_name: Option<String>,
    /// How far it has come, percent.
    pub progress: Option<i64>,
    /// Its papers: request, waybill, bill.
    pub papers: Vec<OrderPaper>,
    /// Roubles.
    pub total: Option<Decimal>,
    /// It is paid.
    pub is_paid: Option<bool>,
    /// Days of the way, by the carrier's own names.
    pub dates: Vec<(String, String)>,
}

/// A paper of an order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderPaper {
    /// What the printed form is asked by.
    pub uid: Option<String>,
    /// Number of the request.
    pub id: Option<String>,
    /// `request`, `shipping`, `bill` …
    pub kind: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Barcode.
    pub barcode: Option<String>,
    /// Printed forms that can be had.
    pub forms: Vec<String>,
}
