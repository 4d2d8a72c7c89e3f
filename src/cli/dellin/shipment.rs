//! What is shipped: read from a file in the shape of the carrier's documents, or made of a bid, a file put over it.

use std::path::Path;

use chrono::{Local, NaiveDateTime};
use serde_json::Value;

use super::super::context::{Context, now, read_input, words_of};
use super::super::output::Failure;
use super::super::resolve;
use super::args::What;
use crate::api::dellin::{read_shipment, write_shipment};
use crate::app::groupage::opening;
use crate::domain::id::LocalId;
use crate::domain::ltl::{BidSides, Finding, Method, Missing, Shipment};
use crate::words::Message;

/// What is asked for.
pub(super) struct Asked {
    /// The bid.
    pub(super) bid: Option<LocalId>,
    /// The shipment.
    pub(super) shipment: Shipment,
    /// What the bid can't say and the file didn't.
    pub(super) missing: Vec<Missing>,
    /// Words, days and hours of the file that are none.
    pub(super) findings: Vec<Finding>,
    /// The moment by the clocks of the sender's town; of this machine when its zone is not known.
    pub(super) local: NaiveDateTime,
}

pub(super) fn read(context: &Context, what: &What) -> Result<Asked, Failure> {
    let is_file = what.what == "-" || Path::new(&what.what).is_file();
    let here = Local::now().naive_local();
    let mut asked = if is_file {
        let (shipment, findings) = typed(context, &file(Path::new(&what.what))?);
        Asked { bid: None, shipment, missing: Vec::new(), findings, local: here }
    } else {
        of_bid(context, what, here)?
    };
    if let Some(over) = &what.with {
        let mut document = Value::Object(write_shipment(&asked.shipment, Method::Order));
        // The town of payment stands in an order's document only when a third person pays.
        let town = asked.shipment.payment.as_ref().and_then(|payment| payment.city_search.clone());
        merge(&mut document, file(over)?);
        let (mut shipment, findings) = typed(context, &document);
        if let Some(payment) = &mut shipment.payment
            && payment.city.is_none()
            && payment.city_search.is_none()
        {
            payment.city_search = town;
        }
        asked.shipment = shipment;
        asked.findings = findings;
    }
    asked.shipment.complete();
    let shipment = &asked.shipment;
    // What stands there was put in by the desk unless a file came with it.
    asked.missing.retain(|missing| opening::is_still_missing(*missing, shipment, what.with.is_some()));
    Ok(asked)
}

fn of_bid(context: &Context, what: &What, here: NaiveDateTime) -> Result<Asked, Failure> {
    let id = resolve::bid(&context.store, &what.what)?;
    let gone = || Failure::new(Message::new("error-record-gone"));
    let sides = match what.from.zip(what.to) {
        Some((from, to)) => {
            let points = context.store.bid(&id)?.ok_or_else(gone)?.bid.points.len();
            let index = |number: usize| number.checked_sub(1).filter(|index| *index < points);
            let no_point = || Failure::usage(Message::new("cli-no-record").with("text", format!("{from} → {to}")));
            let (derival, arrival) = index(from).zip(index(to)).ok_or_else(no_point)?;
            Some(BidSides { derival, arrival })
        }
        None => None,
    };
    let made = opening::of_bid(&context.store, &id, sides, &context.settings.dellin, now(), here)?.ok_or_else(gone)?;
    let opening::FromBid { shipment, missing, local, .. } = made;
    Ok(Asked { bid: Some(id), shipment, missing, findings: Vec::new(), local })
}

fn file(path: &Path) -> Result<Value, Failure> {
    let text = read_input(path)?;
    serde_json::from_str(&text).map_err(|error| {
        let message = Message::new("cli-bad-file").with("field", path.display().to_string());
        Failure::usage(message.with("text", error.to_string()))
    })
}

fn typed(context: &Context, document: &Value) -> (Shipment, Vec<Finding>) {
    let typed = read_shipment(document);
    if !typed.unknown.is_empty() {
        words_of(context, &Message::new("dellin-unknown-fields").with("text", typed.unknown.join(", ")));
    }
    (typed.shipment, typed.findings)
}

/// Fields of `over` in the place of those of `document`; null takes a field away, a list comes whole.
fn merge(document: &mut Value, over: Value) {
    match (document, over) {
        (Value::Object(fields), Value::Object(over)) => {
            for (key, value) in over {
                if value.is_null() {
                    fields.remove(&key);
                } else {
                    merge(fields.entry(key).or_insert(Value::Null), value);
                }
            }
        }
        (document, over) => *document = over,
    }
}
