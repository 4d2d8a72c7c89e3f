//! Answers of the calculator, of the order and of the search of orders, read tolerantly.

use std::cell::RefCell;

use serde_json::Value;

use super::error::DellinError;
use super::fields::{Fields, Notes, decimal, text, within};
use crate::domain::ltl::{
    Cost, DeliveryType, End, Found, FoundOrder, OrderDates, OrderPaper, Placed, Priced, Pricing, Quote, QuoteTerminal,
    Saved, SavedItem,
};

/// The block of each kind of delivery (I9): objects of kinds that nobody asked for may be there too.
const BLOCKS: [(&str, DeliveryType); 5] = [
    ("intercity", DeliveryType::Auto),
    ("small", DeliveryType::Small),
    ("air", DeliveryType::Avia),
    ("express", DeliveryType::Express),
    ("letter", DeliveryType::Letter),
];

/// Reads an answer of the calculator.
pub(super) fn quote(answer: &Value) -> Result<Quote, DellinError> {
    rooted(answer, "the price", |head, data| {
        let papers = |key: &str| data.node("accompanyingDocuments", |papers| papers.node(key, cost)).flatten();
        let components = data.node("insuranceComponents", |one| {
            (one.number("cargoInsurance"), one.number("termInsurance"), one.flag("contractPrice").unwrap_or_default())
        });
        let (insurance_cargo, insurance_term, insurance_contract) = components.unwrap_or_default();
        let others = data.node("availableDeliveryTypes", |types| {
            let kinds = DeliveryType::ALL.iter();
            kinds.map(|kind| (kind.word().to_owned(), types.number(kind.word()))).collect()
        });
        Quote {
            generated_at: head.generated_at,
            status: head.status,
            derival: data.node("derival", end).unwrap_or_default(),
            arrival: data.node("arrival", end).unwrap_or_default(),
            between: BLOCKS.iter().filter_map(|(key, kind)| Some((*kind, data.node(key, cost)?))).collect(),
            price: data.number("price"),
            cheapest: data.text("priceMinimal"),
            packages: packages(data),
            dates: data.node("orderDates", dates).unwrap_or_default(),
            delivery_term_days: data.int("deliveryTerm"),
            papers_send: papers("send"),
            papers_return: papers("return"),
            insurance: data.number("insurance"),
            insurance_cargo,
            insurance_term,
            insurance_contract,
            notify: data.node("notify", cost),
            simple_shipping: data.flag("simpleShippingAvailable"),
            other_types: others.unwrap_or_default(),
            found: found(data),
            information: data.texts("information"),
        }
    })
}

/// Reads the answer to an order. A success without a number of the request is none: nobody knows what was made.
pub(super) fn placed(answer: &Value) -> Result<Placed, DellinError> {
    let placed = rooted(answer, "the order", |head, data| Placed {
        generated_at: head.generated_at,
        status: head.status,
        state: data.text("state"),
        request_id: data.text("requestID"),
        barcode: data.text("barcode"),
        information: data.texts("information"),
        saved: data
            .node("addressBook", |book| {
                let members = ["sender", "receiver", "third"];
                members.iter().filter_map(|name| Some(((*name).to_owned(), book.node(name, saved)?))).collect()
            })
            .unwrap_or_default(),
        found: found(data),
    })?;
    if placed.request_id.is_none() {
        return Err(DellinError::Malformed { what: "an order without its number".to_owned() });
    }
    Ok(placed)
}

struct Head {
    generated_at: Option<String>,
    status: Option<i64>,
}

fn rooted<T>(answer: &Value, what: &str, read: impl FnOnce(Head, &Fields<'_>) -> T) -> Result<T, DellinError> {
    let notes = RefCell::new(Notes::default());
    let read = within(answer, "", &notes, |root| {
        let head = root
            .node("metadata", |head| Head { generated_at: head.text("generated_at"), status: head.int("status") })
            .unwrap_or(Head { generated_at: None, status: None });
        root.node("data", |data| read(head, data))
    });
    let unknown = notes.into_inner().unknown;
    if !unknown.is_empty() {
        tracing::debug!(?unknown, "the carrier says more than it used to");
    }
    read.ok_or_else(|| DellinError::Malformed { what: format!("{what}: no data") })
}

fn cost(fields: &Fields<'_>) -> Cost {
    let contract = fields.flag("contractPrice").unwrap_or_default();
    Cost {
        price: fields.number("price"),
        contract,
        premium: fields.number("premium"),
        discount: fields.number("discount"),
        premiums: fields.list("premiumDetails", pricing),
        discounts: fields.list("discountDetails", pricing),
    }
}

fn pricing(fields: &Fields<'_>) -> Pricing {
    Pricing {
        name: fields.text("name").unwrap_or_default(),
        value: fields.number("value"),
        date: fields.text("date"),
        announcement: fields.flag("announcement"),
        public: fields.flag("public"),
        triggers: fields.list("triggers", |one| one.text("key").unwrap_or_default()),
    }
}

fn end(fields: &Fields<'_>) -> End {
    End {
        terminal: fields.text("terminal"),
        price: fields.number("price"),
        contract: fields.flag("contractPrice").unwrap_or_default(),
        service_price: fields.number("servicePrice"),
        premiums: fields.list("premiumDetails", pricing),
        discounts: fields.list("discountDetails", pricing),
        terminals: fields.list("terminals", |one| QuoteTerminal {
            id: one.text("id").unwrap_or_default(),
            name: one.text("name").unwrap_or_default(),
            address: one.text("address").unwrap_or_default(),
            street_code: one.text("streetCode"),
            price: one.number("price"),
            contract: one.flag("contractPrice").unwrap_or_default(),
            default: one.flag("default"),
            express: one.flag("express"),
            is_pvz: one.flag("isPVZ"),
        }),
        handling: fields.node("handling", cost),
    }
}

/// A list of costs, one cost, or costs by uid (I6).
fn packages(data: &Fields<'_>) -> Vec<Priced> {
    let named = |(at, cost): (usize, Cost)| Priced { name: (at + 1).to_string(), cost };
    match data.get("packages") {
        Some(Value::Array(_)) => data.list("packages", cost).into_iter().enumerate().map(named).collect(),
        Some(Value::Object(map)) if map.contains_key("price") || map.contains_key("contractPrice") => {
            data.node("packages", cost).into_iter().enumerate().map(named).collect()
        }
        Some(Value::Object(map)) => data
            .node("packages", |packages| {
                map.keys()
                    .filter_map(|uid| Some(Priced { name: uid.clone(), cost: packages.node(uid, cost)? }))
                    .collect()
            })
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// With one `r` or two (I3): [`Fields`] takes both.
fn dates(fields: &Fields<'_>) -> OrderDates {
    OrderDates {
        pickup: fields.text("pickup"),
        sender_address_time: fields.text("senderAddressTime"),
        sender_terminal_time: fields.text("senderTerminalTime"),
        arrival_to_sender: fields.text("arrivalToOspSender"),
        from_sender: fields.text("derivalFromOspSender"),
        arrival_to_receiver: fields.text("arrivalToOspReceiver"),
        arrival_to_airport: fields.text("arrivalToAirport"),
        arrival_to_airport_max: fields.text("arrivalToAirportMax"),
        giveout: fields.text("giveoutFromOspReceiver"),
        giveout_max: fields.text("giveoutFromOspReceiverMax"),
        from_receiver: fields.text("derivalFromOspReceiver"),
        create_to: fields.text("createTo"),
        to_address: fields.text("derivalToAddress"),
        to_address_max: fields.text("derivalToAddressMax"),
    }
}

fn found(data: &Fields<'_>) -> Vec<Found> {
    data.list("foundAddresses", |one| Found {
        field: one.text("field").unwrap_or_default(),
        source: one.text("source").unwrap_or_default(),
        result: one.text("result").unwrap_or_default(),
    })
}

fn saved(fields: &Fields<'_>) -> Saved {
    let item = |one: &Fields<'_>| SavedItem { id: one.text("id"), state: one.text("state"), value: one.text("value") };
    Saved {
        counteragent: fields.node("counteragent", item),
        address: fields.node("address", item),
        contacts: fields.list("contactPersons", item),
        phones: fields.list("phoneNumbers", item),
    }
}

/// Reads what the search of orders found. No list is "nothing found".
pub(super) fn orders(answer: &Value) -> Vec<FoundOrder> {
    let notes = RefCell::new(Notes::default());
    within(answer, "", &notes, |root| {
        let nested = root.node("data", |data| data.list("orders", order)).unwrap_or_default();
        if nested.is_empty() { root.list("orders", order) } else { nested }
    })
}

fn order(fields: &Fields<'_>) -> FoundOrder {
    let dates = match fields.get("orderDates") {
        Some(Value::Object(map)) => map.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect(),
        _ => Vec::new(),
    };
    FoundOrder {
        order_id: fields.text("orderId"),
        state: fields.text("state"),
        state_name: fields.text("stateName"),
        progress: fields.int("progressPercent"),
        papers: fields.list("documents", |one| OrderPaper {
            uid: one.text("uid"),
            id: one.text("id"),
            kind: one.text("type"),
            state: one.text("state"),
            barcode: one.text("barcode"),
            forms: one.texts("availableDocs"),
        }),
        total: fields.get("totalSum").and_then(decimal),
        is_paid: fields.flag("isPaid"),
        dates,
    }
}
