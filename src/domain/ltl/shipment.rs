//! The shipment: every field of both requests. What is absent was not said; nothing here checks anything.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::member::{Member, Requester};
use super::words::{DeliveryType, PapersAction, PayBy, Payer, PaymentType, Variant};

/// A shipment between two ends.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shipment {
    /// False: the order is kept by the carrier but not processed (`inOrder`).
    pub in_order: Option<bool>,
    /// How it travels.
    pub delivery: Option<DeliveryType>,
    /// Packages wanted of the carrier.
    pub packages: Vec<Package>,
    /// Papers that go with the cargo.
    pub papers: Vec<Papers>,
    /// Where it is taken from.
    pub derival: Side,
    /// Where it is brought to.
    pub arrival: Side,
    /// Phone for text messages, eleven digits from 7.
    pub sms_phone: Option<String>,
    /// Comment to the order.
    pub comment: Option<String>,
    /// Who orders.
    pub requester: Option<Requester>,
    /// Who sends.
    pub sender: Option<Member>,
    /// Who receives.
    pub receiver: Option<Member>,
    /// A third person.
    pub third: Option<Member>,
    /// What is carried.
    pub cargo: Option<Cargo>,
    /// How it is paid.
    pub payment: Option<Payment>,
    /// The client's waybill number (`cargoCode`).
    pub cargo_code: Option<String>,
}

/// A package wanted of the carrier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Package {
    /// Its uid in the directory.
    pub uid: String,
    /// Who pays.
    pub payer: Option<Payer>,
    /// How many, where the directory counts them.
    pub count: Option<i64>,
}

/// Papers that go with the cargo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Papers {
    /// What becomes of them.
    pub action: Option<PapersAction>,
    /// Who pays.
    pub payer: Option<Payer>,
}

/// One end of the way.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Side {
    /// Day of handing over, local (derival only).
    pub produce_date: Option<NaiveDate>,
    /// How it is fetched (derival only).
    pub pickup: Option<Pickup>,
    /// How it is handed over.
    pub variant: Option<Variant>,
    /// Who pays.
    pub payer: Option<Payer>,
    /// The terminal.
    pub terminal: Option<String>,
    /// An address of the account's own book.
    pub address_id: Option<i64>,
    /// The address.
    pub address: Option<Address>,
    /// KLADR code of the town (arrival only).
    pub city: Option<String>,
    /// A second address on the way (derival only).
    pub additional: Option<AdditionalAddress>,
    /// When it can be handed over at the address.
    pub time: Option<Window>,
    /// Loading and carrying by hand.
    pub handling: Option<Handling>,
    /// Uids of demands on the vehicle.
    pub requirements: Vec<String>,
}

/// An address: free text or coordinates, or codes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Text, or "latitude, longitude".
    pub search: Option<String>,
    /// KLADR code of the street.
    pub street: Option<String>,
    /// House.
    pub house: Option<String>,
    /// Building ("корпус").
    pub building: Option<String>,
    /// Structure ("строение").
    pub structure: Option<String>,
    /// Flat or office.
    pub flat: Option<String>,
    /// Keep it in the account's address book.
    pub save: Option<bool>,
}

/// How the cargo is fetched.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pickup {
    /// Hours before which a pass for the driver is ordered: 1 or 24.
    pub driver_pass: Option<i64>,
    /// The loading is booked.
    pub shipment_register: Option<bool>,
    /// The entrance costs money.
    pub paid_entry: Option<PaidEntry>,
    /// Number of the consignment to be fetched.
    pub shipment_number: Option<String>,
    /// Call first.
    pub prior_call: Option<bool>,
    /// Need not be agreed with the sender.
    pub no_need_agreement: Option<bool>,
    /// Uids of papers that are needed to get the cargo.
    pub documents: Vec<String>,
}

/// A paid entrance.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PaidEntry {
    /// Roubles.
    pub cost: Option<Decimal>,
    /// 1: by the receipt at the address, 2: in the bill.
    pub kind: Option<i64>,
}

/// A second address.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AdditionalAddress {
    /// An address of the account's own book.
    pub address_id: Option<i64>,
    /// The address.
    pub address: Option<Address>,
    /// Who pays.
    pub payer: Option<Payer>,
}

/// Hours of a place, local.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// From.
    pub start: Option<NaiveTime>,
    /// To.
    pub end: Option<NaiveTime>,
    /// Break from.
    pub break_start: Option<NaiveTime>,
    /// Break to.
    pub break_end: Option<NaiveTime>,
    /// Exactly at the hour.
    pub exact: Option<bool>,
}

/// Loading and carrying by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Handling {
    /// There is a lift for cargo.
    pub freight_lift: Option<bool>,
    /// Floor to carry to.
    pub to_floor: Option<i64>,
    /// Metres to carry.
    pub carry: Option<i64>,
    /// Who pays.
    pub payer: Option<Payer>,
}

/// What is carried.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cargo {
    /// Places.
    pub quantity: Option<i64>,
    /// The longest place, m.
    pub length: Option<Decimal>,
    /// The widest, m.
    pub width: Option<Decimal>,
    /// The highest, m.
    pub height: Option<Decimal>,
    /// The heaviest place, kg.
    pub weight: Option<Decimal>,
    /// All of it, m³.
    pub total_volume: Option<Decimal>,
    /// All of it, kg.
    pub total_weight: Option<Decimal>,
    /// Oversized places, kg.
    pub oversized_weight: Option<Decimal>,
    /// Oversized places, m³.
    pub oversized_volume: Option<Decimal>,
    /// Uid of what it is, in the directory.
    pub freight: Option<String>,
    /// Class of danger (ADR); 0: none.
    pub hazard_class: Option<Decimal>,
    /// Insurance.
    pub insurance: Option<Insurance>,
}

/// Insurance of the cargo.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Insurance {
    /// Declared value, roubles.
    pub stated_value: Option<Decimal>,
    /// Who pays.
    pub payer: Option<Payer>,
    /// The term is insured too.
    pub term: Option<bool>,
}

/// How it is paid.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Payment {
    /// Cash or transfer.
    pub kind: Option<PaymentType>,
    /// A code of an action.
    pub promocode: Option<String>,
    /// Who pays for what nobody else is named for.
    pub primary_payer: Option<Payer>,
    /// KLADR code of the town where it is paid.
    pub city: Option<String>,
    /// The same as text.
    pub city_search: Option<String>,
    /// Goods paid for on delivery; also carries our order number.
    pub cash_on_delivery: Vec<CashOnDelivery>,
}

/// Goods paid for on delivery.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CashOnDelivery {
    /// Our own order number: by it an order is looked up.
    pub order_number: Option<String>,
    /// Day of that order.
    pub order_date: Option<NaiveDate>,
    /// How the receiver pays.
    pub pay_by: Option<PayBy>,
    /// The goods; without them nothing is paid on delivery.
    pub products: Vec<Product>,
}

/// Goods of one kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Product {
    /// Name.
    pub name: String,
    /// Article.
    pub code: Option<String>,
    /// Pieces.
    pub amount: Option<i64>,
    /// Price of a piece with VAT, roubles.
    pub cost_with_vat: Option<Decimal>,
    /// VAT in percent; absent: not taxed.
    pub vat_rate: Option<i64>,
}

impl Shipment {
    /// Our number of the order, by which the carrier finds it.
    #[must_use]
    pub fn order_number(&self) -> Option<&str> {
        self.payment.as_ref()?.cash_on_delivery.first()?.order_number.as_deref()
    }

    /// Puts our number of the order where the carrier looks for it.
    pub fn set_order_number(&mut self, number: &str) {
        let list = &mut self.payment.get_or_insert_default().cash_on_delivery;
        if list.is_empty() {
            list.push(CashOnDelivery::default());
        }
        if let Some(first) = list.first_mut() {
            first.order_number = Some(number.to_owned());
        }
    }

    /// The three members by the words of the document.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, &Member)> {
        let named = [("sender", &self.sender), ("receiver", &self.receiver), ("third", &self.third)];
        named.into_iter().filter_map(|(name, member)| Some((name, member.as_ref()?)))
    }

    /// Both ends by the words of the document.
    #[must_use]
    pub const fn sides(&self) -> [(&'static str, &Side); 2] {
        [("derival", &self.derival), ("arrival", &self.arrival)]
    }

    /// Who pays for what: every payer that is named, with its path, the one by default first.
    #[must_use]
    pub fn payers(&self) -> Vec<(String, Payer)> {
        let mut named: Vec<(String, Option<Payer>)> = Vec::new();
        let payment = self.payment.as_ref();
        named.push(("payment.primaryPayer".into(), payment.and_then(|payment| payment.primary_payer)));
        for (at, package) in self.packages.iter().enumerate() {
            named.push((format!("delivery.packages[{at}].payer"), package.payer));
        }
        for (at, papers) in self.papers.iter().enumerate() {
            named.push((format!("delivery.accompanyingDocuments[{at}].payer"), papers.payer));
        }
        for (name, side) in self.sides() {
            named.push((format!("delivery.{name}.payer"), side.payer));
            let handling = side.handling.and_then(|handling| handling.payer);
            named.push((format!("delivery.{name}.handling.payer"), handling));
            let additional = side.additional.as_ref().and_then(|additional| additional.payer);
            named.push((format!("delivery.{name}.additionalAddress.payer"), additional));
        }
        let insurance = self.cargo.as_ref().and_then(|cargo| cargo.insurance);
        named.push(("cargo.insurance.payer".into(), insurance.and_then(|insurance| insurance.payer)));
        named.into_iter().filter_map(|(path, payer)| Some((path, payer?))).collect()
    }

    /// A pre-order (with a barcode) rather than an order: it is brought to a terminal.
    #[must_use]
    pub fn is_preorder(&self) -> bool {
        self.derival.variant == Some(Variant::Terminal)
    }
}
