//! A shipment as the documents want it: what a method does not know is left out, absent stays absent.

use chrono::NaiveTime;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

use crate::domain::ltl::{
    Address, Cargo, CashOnDelivery, Counteragent, DeliveryType, IdentityKind, Member, Method, PapersAction, PayBy,
    Payer, Payment, PaymentType, Pickup, Role, Shipment, Side, Variant, Window,
};

/// The body of a request without the key of the application and the session.
#[must_use]
pub fn write_shipment(shipment: &Shipment, method: Method) -> Map<String, Value> {
    let order = method == Method::Order;
    let mut delivery = Doc::default();
    delivery.node("deliveryType", shipment.delivery.map(|kind| Doc::default().with_text("type", kind.word())));
    let packages = shipment.packages.iter().map(|package| {
        let mut doc = Doc::default().with_text("uid", &package.uid);
        doc.payer(order, package.payer).int("count", package.count);
        doc
    });
    delivery.list("packages", packages);
    let papers = shipment.papers.iter().map(|papers| {
        let mut doc = Doc::default();
        doc.word("action", papers.action.map(PapersAction::word)).payer(order, papers.payer);
        doc
    });
    delivery.list("accompanyingDocuments", papers);
    delivery.node("derival", Some(side(&shipment.derival, order)));
    delivery.node("arrival", Some(side(&shipment.arrival, order)));
    if order {
        delivery.text("smsback", shipment.sms_phone.as_ref()).text("comment", shipment.comment.as_ref());
    }

    let mut members = Doc::default();
    members.node(
        "requester",
        shipment.requester.as_ref().map(|requester| {
            let mut doc = Doc::default();
            doc.word("role", requester.role.map(Role::word)).text("uid", requester.uid.as_ref());
            doc.text("email", requester.email.as_ref().filter(|_| order));
            doc
        }),
    );
    if order {
        for (name, one) in shipment.members() {
            members.node(name, Some(member(one)));
        }
    }

    let third_pays = shipment.payers().iter().any(|(_, payer)| *payer == Payer::Third);
    let is_letter = shipment.delivery == Some(DeliveryType::Letter);
    let mut root = Doc::default();
    root.flag("inOrder", shipment.in_order.filter(|_| order));
    root.node("delivery", Some(delivery));
    root.node("members", Some(members).filter(|members| !members.0.is_empty()));
    root.node("cargo", shipment.cargo.as_ref().map(|one| cargo(one, order, is_letter)));
    root.node("payment", shipment.payment.as_ref().map(|one| payment(one, order, third_pays)));
    root.text("cargoCode", shipment.cargo_code.as_ref().filter(|_| order));
    root.0
}

fn side(side: &Side, order: bool) -> Doc {
    let mut doc = Doc::default();
    doc.text("produceDate", side.produce_date.map(|day| day.to_string()).as_ref());
    doc.word("variant", side.variant.map(Variant::word)).payer(order, side.payer);
    doc.text("terminalID", side.terminal.as_ref()).int("addressID", side.address_id);
    doc.node("address", side.address.as_ref().map(|one| address(one, order)));
    doc.text("city", side.city.as_ref());
    doc.node("time", side.time.as_ref().map(window));
    doc.node(
        "handling",
        side.handling.as_ref().map(|handling| {
            let mut doc = Doc::default();
            doc.flag("freightLift", handling.freight_lift).int("toFloor", handling.to_floor);
            doc.int("carry", handling.carry).payer(order, handling.payer);
            doc
        }),
    );
    doc.texts("requirements", &side.requirements);
    if order {
        doc.node("pickupParams", side.pickup.as_ref().map(pickup));
        doc.node(
            "additionalAddress",
            side.additional.as_ref().map(|additional| {
                let mut doc = Doc::default();
                doc.int("addressID", additional.address_id);
                doc.node("address", additional.address.as_ref().map(|one| address(one, true)));
                doc.payer(true, additional.payer);
                doc
            }),
        );
    }
    doc
}

fn pickup(pickup: &Pickup) -> Doc {
    let mut doc = Doc::default();
    doc.int("derivalDriverPass", pickup.driver_pass).flag("shipmentRegister", pickup.shipment_register);
    doc.node(
        "paidEntry",
        pickup.paid_entry.as_ref().map(|entry| {
            let mut doc = Doc::default();
            // All ASCII, whatever the table of the document has.
            doc.number("cost", entry.cost).int("type", entry.kind);
            doc
        }),
    );
    doc.text("shipmentDerival", pickup.shipment_number.as_ref()).flag("priorCall", pickup.prior_call);
    doc.flag("noNeedAgreement", pickup.no_need_agreement).texts("documentsForReceive", &pickup.documents);
    doc
}

fn address(address: &Address, order: bool) -> Doc {
    let mut doc = Doc::default();
    doc.text("search", address.search.as_ref()).text("street", address.street.as_ref());
    doc.text("house", address.house.as_ref()).text("building", address.building.as_ref());
    doc.text("structure", address.structure.as_ref()).text("flat", address.flat.as_ref());
    doc.flag("save", address.save.filter(|_| order));
    doc
}

fn window(window: &Window) -> Doc {
    let clock = |at: Option<NaiveTime>| at.map(|at| at.format("%H:%M").to_string());
    let mut doc = Doc::default();
    doc.text("worktimeStart", clock(window.start).as_ref()).text("worktimeEnd", clock(window.end).as_ref());
    doc.text("breakStart", clock(window.break_start).as_ref()).text("breakEnd", clock(window.break_end).as_ref());
    doc.flag("exactTime", window.exact);
    doc
}

fn member(member: &Member) -> Doc {
    let mut doc = Doc::default();
    doc.int("counteragentID", member.counteragent_id);
    doc.node("counteragent", member.counteragent.as_ref().map(counteragent));
    doc.ints("contactIDs", &member.contact_ids);
    let contacts = member.contacts.iter().map(|contact| {
        let mut doc = Doc::default().with_text("name", &contact.name);
        doc.flag("save", contact.save);
        doc
    });
    doc.list("contactPersons", contacts);
    doc.ints("phoneIDs", &member.phone_ids);
    let phones = member.phones.iter().map(|phone| {
        let mut doc = Doc::default().with_text("number", &phone.number);
        doc.text("ext", phone.ext.as_ref()).flag("save", phone.save);
        doc
    });
    doc.list("phoneNumbers", phones);
    doc.text("email", member.email.as_ref());
    doc.node(
        "dataForReceipt",
        member.receipt.as_ref().map(|receipt| {
            let mut doc = Doc::default();
            doc.flag("send", receipt.send).text("phone", receipt.phone.as_ref());
            doc.text("email", receipt.email.as_ref());
            doc
        }),
    );
    doc
}

fn counteragent(one: &Counteragent) -> Doc {
    let mut doc = Doc::default();
    doc.text("form", one.form.as_ref());
    doc.node(
        "customForm",
        one.custom_form.as_ref().map(|custom| {
            let mut doc = Doc::default();
            doc.text("formName", custom.name.as_ref()).text("countryUID", custom.country.as_ref());
            doc.flag("juridical", custom.juridical);
            doc
        }),
    );
    doc.node(
        "document",
        one.document.as_ref().map(|document| {
            let mut doc = Doc::default();
            doc.word("type", document.kind.map(IdentityKind::word)).text("serial", document.serial.as_ref());
            doc.text("number", document.number.as_ref());
            doc
        }),
    );
    doc.flag("isAnonym", one.is_anonym).text("phone", one.phone.as_ref()).text("name", one.name.as_ref());
    doc.text("inn", one.inn.as_ref());
    doc.node("juridicalAddress", one.juridical_address.as_ref().map(|one| address(one, true)));
    doc.flag("save", one.save);
    doc
}

/// A letter has measures of its own: none are sent (check 9).
fn cargo(cargo: &Cargo, order: bool, is_letter: bool) -> Doc {
    let mut doc = Doc::default();
    if !is_letter {
        doc.int("quantity", cargo.quantity).number("length", cargo.length).number("width", cargo.width);
        doc.number("height", cargo.height).number("weight", cargo.weight);
        doc.number("totalVolume", cargo.total_volume).number("totalWeight", cargo.total_weight);
        doc.number("oversizedWeight", cargo.oversized_weight).number("oversizedVolume", cargo.oversized_volume);
        doc.text("freightUID", cargo.freight.as_ref());
    }
    // Required by the calculator although it has a default (I10).
    doc.number("hazardClass", Some(cargo.hazard_class.unwrap_or_default()));
    doc.node(
        "insurance",
        cargo.insurance.as_ref().map(|insurance| {
            let mut doc = Doc::default();
            doc.number("statedValue", insurance.stated_value.map(|value| value.round_dp(2)));
            doc.payer(order, insurance.payer).flag("term", insurance.term);
            doc
        }),
    );
    doc
}

fn payment(payment: &Payment, order: bool, third_pays: bool) -> Doc {
    let mut doc = Doc::default();
    doc.word("type", payment.kind.map(PaymentType::word)).text("promocode", payment.promocode.as_ref());
    // An order ignores the town unless a third person pays.
    if !order || third_pays {
        doc.text("paymentCity", payment.city.as_ref());
        let search = payment.city_search.as_ref().map(|text| Doc::default().with_text("search", text));
        doc.node("paymentCitySearch", search);
    }
    if order {
        doc.word("primaryPayer", payment.primary_payer.map(Payer::word));
        doc.list("cashOnDelivery", payment.cash_on_delivery.iter().map(on_delivery));
    }
    doc
}

fn on_delivery(one: &CashOnDelivery) -> Doc {
    let mut doc = Doc::default();
    doc.text("orderNumber", one.order_number.as_ref());
    doc.text("orderDate", one.order_date.map(|day| day.to_string()).as_ref());
    doc.word("paymentType", one.pay_by.map(PayBy::word));
    let products = one.products.iter().map(|product| {
        let mut doc = Doc::default().with_text("productName", &product.name);
        doc.text("productCode", product.code.as_ref()).int("productAmount", product.amount);
        doc.number("costWithVAT", product.cost_with_vat).int("VATRate", product.vat_rate);
        doc
    });
    doc.list("products", products);
    doc
}

/// A number exactly as it is, without zeros at its end.
pub(super) fn exact(number: Decimal) -> Value {
    number.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}

/// An object under way: what is absent is never written.
#[derive(Default)]
struct Doc(Map<String, Value>);

impl Doc {
    fn put(&mut self, key: &str, value: Option<Value>) -> &mut Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    fn with_text(mut self, key: &str, text: &str) -> Self {
        self.put(key, Some(text.into()));
        self
    }

    fn text(&mut self, key: &str, text: Option<&String>) -> &mut Self {
        self.put(key, text.map(|text| text.as_str().into()))
    }

    fn word(&mut self, key: &str, word: Option<&str>) -> &mut Self {
        self.put(key, word.map(Value::from))
    }

    fn payer(&mut self, known: bool, payer: Option<Payer>) -> &mut Self {
        self.word("payer", payer.filter(|_| known).map(Payer::word))
    }

    fn int(&mut self, key: &str, number: Option<i64>) -> &mut Self {
        self.put(key, number.map(Value::from))
    }

    fn number(&mut self, key: &str, number: Option<Decimal>) -> &mut Self {
        self.put(key, number.map(exact))
    }

    fn flag(&mut self, key: &str, flag: Option<bool>) -> &mut Self {
        self.put(key, flag.map(Value::from))
    }

    fn node(&mut self, key: &str, node: Option<Self>) -> &mut Self {
        self.put(key, node.map(|node| Value::Object(node.0)))
    }

    fn list(&mut self, key: &str, items: impl Iterator<Item = Self>) -> &mut Self {
        let items: Vec<Value> = items.map(|item| Value::Object(item.0)).collect();
        self.put(key, (!items.is_empty()).then_some(Value::Array(items)))
    }

    fn texts(&mut self, key: &str, texts: &[String]) -> &mut Self {
        self.put(key, (!texts.is_empty()).then(|| texts.iter().map(String::as_str).collect()))
    }

    fn ints(&mut self, key: &str, numbers: &[i64]) -> &mut Self {
        self.put(key, (!numbers.is_empty()).then(|| numbers.iter().copied().collect()))
    }
}
