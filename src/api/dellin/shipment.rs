//! A shipment typed by hand in the shape of the carrier's own documents (the larger one, of orders), read tolerantly.

use std::cell::RefCell;

use serde_json::Value;

use super::fields::{Fields, Notes, within};
use crate::domain::ltl::{
    AdditionalAddress, Address, Cargo, CashOnDelivery, ContactPerson, Counteragent, CustomForm, DeliveryType, Finding,
    Handling, Identity, IdentityKind, Insurance, Member, Package, PaidEntry, Papers, PapersAction, PayBy, Payer,
    Payment, PaymentType, PhoneNumber, Pickup, Product, Receipt, Requester, Role, Shipment, Side, Variant, Window,
};

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Typed {
    /// The shipment.
    pub shipment: Shipment,
    /// Words, days and hours that are none, by the numbers of the checks.
    pub findings: Vec<Finding>,
    /// Paths that no field of the documents has: mistyped, mostly.
    pub unknown: Vec<String>,
}

/// Reads a request of either method. The key of the application and the session, if somebody wrote them there, are passed by.
#[must_use]
pub fn read_shipment(document: &Value) -> Typed {
    let notes = RefCell::new(Notes::default());
    let shipment = within(document, "", &notes, |root| {
        let (_, _) = (root.get("appkey"), root.get("sessionID"));
        let mut shipment = Shipment {
            in_order: root.flag("inOrder"),
            cargo: root.node("cargo", cargo),
            payment: root.node("payment", payment),
            cargo_code: root.text("cargoCode"),
            ..Shipment::default()
        };
        root.node("delivery", |delivery| {
            shipment.delivery =
                delivery.node("deliveryType", |kind| kind.word("type", 5, DeliveryType::from_word)).flatten();
            shipment.packages = delivery.list("packages", |one| Package {
                uid: one.text("uid").unwrap_or_default(),
                payer: payer(one, "payer"),
                count: one.int("count"),
            });
            shipment.papers = delivery.list("accompanyingDocuments", |one| Papers {
                action: one.word("action", 13, PapersAction::from_word),
                payer: payer(one, "payer"),
            });
            shipment.derival = delivery.node("derival", side).unwrap_or_default();
            shipment.arrival = delivery.node("arrival", side).unwrap_or_default();
            shipment.sms_phone = delivery.text("smsback");
            shipment.comment = delivery.text("comment");
        });
        root.node("members", |members| {
            shipment.requester = members.node("requester", |one| Requester {
                role: one.word("role", 41, Role::from_word),
                uid: one.text("uid"),
                email: one.text("email"),
            });
            shipment.sender = members.node("sender", member);
            shipment.receiver = members.node("receiver", member);
            shipment.third = members.node("third", member);
        });
        shipment
    });
    let Notes { findings, unknown } = notes.into_inner();
    Typed { shipment, findings, unknown }
}

fn payer(fields: &Fields<'_>, key: &str) -> Option<Payer> {
    fields.word(key, 67, Payer::from_word)
}

fn side(fields: &Fields<'_>) -> Side {
    Side {
        produce_date: fields.day("produceDate", 16),
        pickup: fields.node("pickupParams", pickup),
        variant: fields.word("variant", 20, Variant::from_word),
        payer: payer(fields, "payer"),
        terminal: fields.text("terminalID"),
        address_id: fields.int("addressID"),
        address: fields.node("address", address),
        city: fields.text("city"),
        additional: fields.node("additionalAddress", |one| AdditionalAddress {
            address_id: one.int("addressID"),
            address: one.node("address", address),
            payer: payer(one, "payer"),
        }),
        time: fields.node("time", |time| Window {
            start: time.clock("worktimeStart", 26),
            end: time.clock("worktimeEnd", 26),
            break_start: time.clock("breakStart", 26),
            break_end: time.clock("breakEnd", 26),
            exact: time.flag("exactTime"),
        }),
        handling: fields.node("handling", |one| Handling {
            freight_lift: one.flag("freightLift"),
            to_floor: one.int("toFloor"),
            carry: one.int("carry"),
            payer: payer(one, "payer"),
        }),
        requirements: fields.texts("requirements"),
    }
}

fn pickup(fields: &Fields<'_>) -> Pickup {
    Pickup {
        driver_pass: fields.int("derivalDriverPass"),
        shipment_register: fields.flag("shipmentRegister"),
        paid_entry: fields.node("paidEntry", |entry| PaidEntry { cost: entry.number("cost"), kind: entry.int("type") }),
        shipment_number: fields.text("shipmentDerival"),
        prior_call: fields.flag("priorCall"),
        no_need_agreement: fields.flag("noNeedAgreement"),
        documents: fields.texts("documentsForReceive"),
    }
}

fn address(fields: &Fields<'_>) -> Address {
    Address {
        search: fields.text("search"),
        street: fields.text("street"),
        house: fields.text("house"),
        building: fields.text("building"),
        structure: fields.text("structure"),
        flat: fields.text("flat"),
        save: fields.flag("save"),
    }
}

fn member(fields: &Fields<'_>) -> Member {
    Member {
        counteragent_id: fields.int("counteragentID"),
        counteragent: fields.node("counteragent", counteragent),
        contact_ids: fields.ints("contactIDs"),
        contacts: fields.list("contactPersons", |one| ContactPerson {
            name: one.text("name").unwrap_or_default(),
            save: one.flag("save"),
        }),
        phone_ids: fields.ints("phoneIDs"),
        phones: fields.list("phoneNumbers", |one| PhoneNumber {
            number: one.text("number").unwrap_or_default(),
            ext: one.text("ext"),
            save: one.flag("save"),
        }),
        email: fields.text("email"),
        receipt: fields.node("dataForReceipt", |one| Receipt {
            send: one.flag("send"),
            phone: one.text("phone"),
            email: one.text("email"),
        }),
    }
}

fn counteragent(fields: &Fields<'_>) -> Counteragent {
    Counteragent {
        form: fields.text("form"),
        custom_form: fields.node("customForm", |one| CustomForm {
            name: one.text("formName"),
            country: one.text("countryUID"),
            juridical: one.flag("juridical"),
        }),
        document: fields.node("document", |one| Identity {
            kind: one.word("type", 50, IdentityKind::from_word),
            serial: one.text("serial"),
            number: one.text("number"),
        }),
        is_anonym: fields.flag("isAnonym"),
        phone: fields.text("phone"),
        name: fields.text("name"),
        inn: fields.text("inn"),
        juridical_address: fields.node("juridicalAddress", address),
        save: fields.flag("save"),
    }
}

fn cargo(fields: &Fields<'_>) -> Cargo {
    Cargo {
        quantity: fields.int("quantity"),
        length: fields.number("length"),
        width: fields.number("width"),
        height: fields.number("height"),
        weight: fields.number("weight"),
        total_volume: fields.number("totalVolume"),
        total_weight: fields.number("totalWeight"),
        oversized_weight: fields.number("oversizedWeight"),
        oversized_volume: fields.number("oversizedVolume"),
        freight: fields.text("freightUID"),
        hazard_class: fields.number("hazardClass"),
        insurance: fields.node("insurance", |one| Insurance {
            stated_value: one.number("statedValue"),
            payer: payer(one, "payer"),
            term: one.flag("term"),
        }),
    }
}

fn payment(fields: &Fields<'_>) -> Payment {
    // A table of the document has the search as a text (I14).
    let plain = fields.text("paymentCitySearch");
    Payment {
        kind: fields.word("type", 66, PaymentType::from_word),
        promocode: fields.text("promocode"),
        primary_payer: payer(fields, "primaryPayer"),
        city: fields.text("paymentCity"),
        city_search: plain.or_else(|| fields.node("paymentCitySearch", |one| one.text("search")).flatten()),
        cash_on_delivery: fields.list("cashOnDelivery", |one| CashOnDelivery {
            order_number: one.text("orderNumber"),
            order_date: one.day("orderDate", 75),
            pay_by: one.word("paymentType", 75, PayBy::from_word),
            products: one.list("products", |product| Product {
                name: product.text("productName").unwrap_or_default(),
                code: product.text("productCode"),
                amount: product.int("productAmount"),
                cost_with_vat: product.number("costWithVAT"),
                vat_rate: product.int("VATRate"),
            }),
        }),
    }
}
