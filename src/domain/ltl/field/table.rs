//! The table itself. Sources: seeds 002 and 004; which of them has a field is said beside it.

use super::super::Directory;
use super::Field;

/// A part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// How it travels and what becomes of the order.
    Delivery,
    /// Where it is taken.
    Derival,
    /// Where it is brought.
    Arrival,
    /// What is carried.
    Cargo,
    /// Packages and papers.
    Services,
    /// How it is paid, and who orders.
    Payment,
    /// Who sends.
    Sender,
    /// Who receives.
    Receiver,
    /// A third person.
    Third,
    /// Goods paid for on delivery.
    OnDelivery,
    /// Texts of the order.
    Texts,
}

impl Group {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 11] = [
        Self::Delivery,
        Self::Derival,
        Self::Arrival,
        Self::Cargo,
        Self::Services,
        Self::Payment,
        Self::Sender,
        Self::Receiver,
        Self::Third,
        Self::OnDelivery,
        Self::Texts,
    ];

    /// The end of the key of its title.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Derival => "derival",
            Self::Arrival => "arrival",
            Self::Cargo => "cargo",
            Self::Services => "services",
            Self::Payment => "payment",
            Self::Sender => "sender",
            Self::Receiver => "receiver",
            Self::Third => "third",
            Self::OnDelivery => "on-delivery",
            Self::Texts => "texts",
        }
    }
}

/// A closed list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// Kinds of delivery.
    Delivery,
    /// How it is handed over at the start.
    DerivalVariant,
    /// How it is handed over at the end.
    ArrivalVariant,
    /// Who pays.
    Payer,
    /// Who orders.
    Role,
    /// What becomes of papers.
    PapersAction,
    /// Cash or transfer.
    PaymentType,
    /// How a receiver pays for goods.
    PayBy,
    /// Identity documents.
    Identity,
    /// Hours before which a pass is ordered.
    DriverPass,
    /// How a paid entrance is proven.
    PaidEntry,
    /// VAT in percent.
    VatRate,
}

impl Words {
    /// The words of the documents.
    #[must_use]
    pub const fn all(self) -> &'static [&'static str] {
        match self {
            Self::Delivery => &["auto", "express", "avia", "small", "letter"],
            Self::DerivalVariant => &["address", "terminal"],
            Self::ArrivalVariant => &["address", "terminal", "airport"],
            Self::Payer => &["sender", "receiver", "third"],
            Self::Role => &["sender", "receiver", "payer", "third"],
            Self::PapersAction => &["send", "return"],
            Self::PaymentType => &["noncash", "cash"],
            Self::PayBy => &["cash", "card"],
            Self::Identity => &["passport", "drivingLicence", "foreignPassport"],
            Self::DriverPass => &["1", "24"],
            Self::PaidEntry => &["1", "2"],
            Self::VatRate => &["0", "10", "22"],
        }
    }

    /// The beginning of the keys of their names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::DerivalVariant | Self::ArrivalVariant => "variant",
            Self::Payer => "payer",
            Self::Role => "role",
            Self::PapersAction => "papers",
            Self::PaymentType => "payment",
            Self::PayBy => "pay-by",
            Self::Identity => "identity",
            Self::DriverPass => "pass",
            Self::PaidEntry => "entry",
            Self::VatRate => "vat",
        }
    }
}

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Input {
    /// A text.
    Text,
    /// A text of several lines.
    Long,
    /// A number with a fraction.
    Number,
    /// Kilograms, with a fraction.
    Kilograms,
    /// Metres, with a fraction.
    Metres,
    /// Cubic metres, with a fraction.
    Cubic,
    /// Roubles, with a fraction.
    Roubles,
    /// A whole number.
    Whole,
    /// A day.
    Day,
    /// An hour.
    Clock,
    /// Yes, or not said.
    Flag,
    /// The box says the contrary of the field: ticked is `false`, else it is not said.
    Contrary,
    /// Yes, no, or not said.
    YesNo,
    /// A word of a closed list.
    Word(Words),
    /// A word of a closed list that stands for a number.
    Number10(Words),
    /// A text key of a directory.
    Uid(Directory),
    /// A numeric key of a directory.
    Id(Directory),
}

struct Table {
    rows: Vec<Field>,
    group: Group,
    rare: bool,
    order_only: bool,
}

impl Table {
    fn part(&mut self, group: Group) -> &mut Self {
        (self.group, self.rare, self.order_only) = (group, false, false);
        self
    }

    fn rare(&mut self) -> &mut Self {
        self.rare = true;
        self
    }

    fn usual(&mut self) -> &mut Self {
        self.rare = false;
        self
    }

    /// From here on only orders have the fields.
    fn order(&mut self) -> &mut Self {
        self.order_only = true;
        self
    }

    fn both(&mut self) -> &mut Self {
        self.order_only = false;
        self
    }

    fn put(&mut self, path: impl Into<String>, label: &'static str, input: Input) -> &mut Self {
        let (group, rare, order_only) = (self.group, self.rare, self.order_only);
        self.rows.push(Field { path: path.into(), label, input, group, rare, order_only });
        self
    }
}

/// Builds the table.
pub(super) fn all() -> Vec<Field> {
    let mut table = Table { rows: Vec::new(), group: Group::Delivery, rare: false, order_only: false };
    table.part(Group::Delivery).put("delivery.deliveryType.type", "delivery-type", Input::Word(Words::Delivery));
    side(&mut table, true);
    side(&mut table, false);
    cargo(&mut table);
    services(&mut table);
    payment(&mut table);
    member(&mut table, "sender", Group::Sender);
    member(&mut table, "receiver", Group::Receiver);
    member(&mut table, "third", Group::Third);
    on_delivery(&mut table);
    table.part(Group::Texts).order();
    table.put("delivery.comment", "comment", Input::Long).put("delivery.smsback", "sms", Input::Text);
    table.put("cargoCode", "cargo-code", Input::Text).put("inOrder", "save-only", Input::Contrary);
    table.rows
}

fn side(table: &mut Table, is_start: bool) {
    let base = if is_start { "delivery.derival" } else { "delivery.arrival" };
    let path = |field: &str| format!("{base}.{field}");
    table.part(if is_start { Group::Derival } else { Group::Arrival });
    let variants = if is_start { Words::DerivalVariant } else { Words::ArrivalVariant };
    table.put(path("variant"), "variant", Input::Word(variants));
    if is_start {
        table.put(path("produceDate"), "produce-date", Input::Day);
    }
    table.put(path("address.search"), "address", Input::Text);
    table.put(path("terminalID"), "terminal", Input::Uid(Directory::Terminals));
    if !is_start {
        table.put(path("city"), "city", Input::Uid(Directory::Places));
    }
    table.put(path("time.worktimeStart"), "time-from", Input::Clock);
    table.put(path("time.worktimeEnd"), "time-to", Input::Clock);
    table.rare();
    table.put(path("time.breakStart"), "break-from", Input::Clock);
    table.put(path("time.breakEnd"), "break-to", Input::Clock);
    table.put(path("time.exactTime"), "exact-time", Input::Flag);
    table.put(path("addressID"), "address-id", Input::Id(Directory::Addresses));
    address_parts(table, &path("address"), true);
    table.order().put(path("payer"), "payer", Input::Word(Words::Payer)).both();
    table.put(path("handling.freightLift"), "freight-lift", Input::Flag);
    table.put(path("handling.toFloor"), "to-floor", Input::Whole);
    table.put(path("handling.carry"), "carry", Input::Whole);
    table.order().put(path("handling.payer"), "handling-payer", Input::Word(Words::Payer)).both();
    table.put(path("requirements[]"), "requirement", Input::Uid(Directory::Requirements));
    if is_start {
        table.order();
        table.put(path("pickupParams.derivalDriverPass"), "driver-pass", Input::Number10(Words::DriverPass));
        table.put(path("pickupParams.shipmentRegister"), "shipment-register", Input::Flag);
        table.put(path("pickupParams.paidEntry.cost"), "paid-entry-cost", Input::Roubles);
        table.put(path("pickupParams.paidEntry.type"), "paid-entry-type", Input::Number10(Words::PaidEntry));
        table.put(path("pickupParams.shipmentDerival"), "shipment-number", Input::Text);
        table.put(path("pickupParams.priorCall"), "prior-call", Input::Flag);
        table.put(path("pickupParams.noNeedAgreement"), "no-agreement", Input::Flag);
        table.put(path("pickupParams.documentsForReceive[]"), "document-for-receive", Input::Uid(Directory::Documents));
        table.put(path("additionalAddress.address.search"), "second-address", Input::Text);
        table.put(path("additionalAddress.addressID"), "second-address-id", Input::Id(Directory::Addresses));
        address_parts(table, &path("additionalAddress.address"), true);
        table.put(path("additionalAddress.payer"), "second-payer", Input::Word(Words::Payer));
        for row in table.rows.iter_mut().filter(|row| row.path.contains("additionalAddress.address.")) {
            row.label = second(row.label);
        }
    }
}

/// The same part of the second address has a name of its own.
fn second(label: &'static str) -> &'static str {
    match label {
        "street" => "second-street",
        "house" => "second-house",
        "building" => "second-building",
        "structure" => "second-structure",
        "flat" => "second-flat",
        "save-address" => "second-save",
        other => other,
    }
}

/// An address by codes; the text stands apart, among the usual fields.
fn address_parts(table: &mut Table, base: &str, may_be_saved: bool) {
    let path = |field: &str| format!("{base}.{field}");
    table.put(path("street"), "street", Input::Uid(Directory::Streets));
    table.put(path("house"), "house", Input::Text).put(path("building"), "building", Input::Text);
    table.put(path("structure"), "structure", Input::Text).put(path("flat"), "flat", Input::Text);
    if may_be_saved {
        let order_only = table.order_only;
        table.order().put(path("save"), "save-address", Input::Flag);
        table.order_only = order_only;
    }
}

fn cargo(table: &mut Table) {
    table.part(Group::Cargo);
    table.put("cargo.freightUID", "freight", Input::Uid(Directory::Freights));
    table.put("cargo.quantity", "quantity", Input::Whole);
    table.put("cargo.totalWeight", "total-weight", Input::Kilograms);
    table.put("cargo.totalVolume", "total-volume", Input::Cubic);
    table.put("cargo.weight", "weight", Input::Kilograms);
    table.put("cargo.length", "length", Input::Metres).put("cargo.width", "width", Input::Metres);
    table.put("cargo.height", "height", Input::Metres);
    table.put("cargo.insurance.statedValue", "stated-value", Input::Roubles);
    table.put("cargo.insurance.term", "insure-term", Input::YesNo);
    table.rare().order().put("cargo.insurance.payer", "insurance-payer", Input::Word(Words::Payer)).both();
    table.put("cargo.oversizedWeight", "oversized-weight", Input::Kilograms);
    table.put("cargo.oversizedVolume", "oversized-volume", Input::Cubic);
    table.put("cargo.hazardClass", "hazard-class", Input::Number);
}

fn services(table: &mut Table) {
    table.part(Group::Services);
    table.put("delivery.packages[].uid", "package", Input::Uid(Directory::Packages));
    table.put("delivery.packages[].count", "package-count", Input::Whole);
    table.order().put("delivery.packages[].payer", "package-payer", Input::Word(Words::Payer)).both();
    table.put("delivery.accompanyingDocuments[].action", "papers", Input::Word(Words::PapersAction));
    table.order().put("delivery.accompanyingDocuments[].payer", "papers-payer", Input::Word(Words::Payer));
}

fn payment(table: &mut Table) {
    table.part(Group::Payment);
    table.put("payment.type", "payment-type", Input::Word(Words::PaymentType));
    table.order().put("payment.primaryPayer", "primary-payer", Input::Word(Words::Payer)).both();
    table.put("payment.paymentCitySearch.search", "payment-city", Input::Text);
    table.put("members.requester.role", "role", Input::Word(Words::Role));
    table.put("members.requester.uid", "requester", Input::Uid(Directory::Counteragents));
    table.rare().put("payment.paymentCity", "payment-city-code", Input::Uid(Directory::Places));
    table.put("payment.promocode", "promocode", Input::Text);
    table.order().put("members.requester.email", "requester-email", Input::Text);
}

fn member(table: &mut Table, who: &str, group: Group) {
    let path = |field: &str| format!("members.{who}.{field}");
    let counteragent = |field: &str| path(&format!("counteragent.{field}"));
    table.part(group).order();
    table.put(counteragent("form"), "form", Input::Uid(Directory::LegalForms));
    table.put(counteragent("name"), "name", Input::Text).put(counteragent("inn"), "inn", Input::Text);
    table.put(path("contactPersons[].name"), "contact", Input::Text);
    table.put(path("contactPersons[].save"), "save-contact", Input::Flag);
    table.put(path("phoneNumbers[].number"), "phone", Input::Text);
    table.put(path("phoneNumbers[].ext"), "phone-ext", Input::Text);
    table.put(path("phoneNumbers[].save"), "save-phone", Input::Flag);
    if who == "receiver" {
        table.put(counteragent("isAnonym"), "anonymous", Input::Flag);
        table.put(counteragent("phone"), "anonymous-phone", Input::Text);
    }
    table.rare();
    table.put(path("email"), "email", Input::Text);
    table.put(counteragent("document.type"), "document-type", Input::Word(Words::Identity));
    table.put(counteragent("document.serial"), "document-serial", Input::Text);
    table.put(counteragent("document.number"), "document-number", Input::Text);
    table.put(path("dataForReceipt.send"), "receipt", Input::YesNo);
    table.put(path("dataForReceipt.phone"), "receipt-phone", Input::Text);
    table.put(path("dataForReceipt.email"), "receipt-email", Input::Text);
    table.put(counteragent("customForm.formName"), "custom-form", Input::Text);
    table.put(counteragent("customForm.countryUID"), "custom-country", Input::Uid(Directory::Countries));
    table.put(counteragent("customForm.juridical"), "custom-juridical", Input::YesNo);
    table.put(counteragent("juridicalAddress.search"), "juridical-address", Input::Text);
    address_parts(table, &counteragent("juridicalAddress"), false);
    table.put(counteragent("save"), "save-counteragent", Input::Flag);
    table.put(path("counteragentID"), "counteragent-id", Input::Whole);
    table.put(path("contactIDs[]"), "contact-id", Input::Whole);
    table.put(path("phoneIDs[]"), "phone-id", Input::Whole).usual();
}

/// The carrier minds the first one only (check 71): the form has that one.
fn on_delivery(table: &mut Table) {
    let path = |field: &str| format!("payment.cashOnDelivery[0].{field}");
    table.part(Group::OnDelivery).order();
    table.put(path("products[].productName"), "product", Input::Text);
    table.put(path("products[].productCode"), "product-code", Input::Text);
    table.put(path("products[].productAmount"), "product-amount", Input::Whole);
    table.put(path("products[].costWithVAT"), "product-cost", Input::Roubles);
    table.put(path("products[].VATRate"), "product-vat", Input::Number10(Words::VatRate));
    table.rare();
    table.put(path("paymentType"), "pay-by", Input::Word(Words::PayBy));
    table.put(path("orderNumber"), "order-number", Input::Text);
    table.put(path("orderDate"), "order-date", Input::Day);
}
