//! `dellin`: prices, orders and directories of the groupage carrier.

pub mod args;
mod json;
mod papers;
mod shipment;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::context::{Context, now, words_of};
use super::output::{Exit, Failure, json as answer};
use crate::api::dellin::DellinError;
use crate::app::groupage::{Carrier, GroupageError, Ordered, Refreshed, order_key, words};
use crate::app::secrets::key_store_works;
use crate::domain::ltl::{Directory, Level, Method, check::may_be_sent};
use crate::store::groupage::OrderState;
use crate::words::Message;
use args::{DellinVerb, What};
use shipment::Asked;

pub(super) fn run(context: &Context, verb: &DellinVerb) -> Result<Exit, Failure> {
    match verb {
        DellinVerb::Quote { what, delivery } => quote(context, what, delivery),
        DellinVerb::Order { what, yes, again } => order(context, what, *yes, *again),
        DellinVerb::Orders => {
            let orders = context.store.groupage_orders()?;
            answer(&orders.iter().map(json::order).collect::<Vec<_>>())?;
            Ok(Exit::Done)
        }
        DellinVerb::Look { number } => {
            let order = context.block_on(carrier(context)?.look_up(number))?;
            if order.state != OrderState::Made {
                words_of(context, &Message::new("dellin-not-shown").with("number", number.as_str()));
            }
            told(&order)
        }
        DellinVerb::NotMade { number, .. } => told(&context.block_on(carrier(context)?.not_made(number))?),
        DellinVerb::Refresh { names } => refresh(context, names),
        DellinVerb::Label { number, out } => papers::label(context, number, out),
        DellinVerb::Print { number, form, out } => papers::print(context, number, form, out),
        DellinVerb::Find { directory, text, limit } => {
            let entries = context.store.find_entries(directory_named(directory)?, text, *limit)?;
            answer(&entries)?;
            Ok(Exit::Done)
        }
    }
}

fn told(order: &crate::store::groupage::Order) -> Result<Exit, Failure> {
    answer(&json::order(order))?;
    Ok(match order.state {
        OrderState::Made | OrderState::NotMade => Exit::Done,
        OrderState::Sending | OrderState::Unknown | OrderState::Refused => Exit::Waits,
    })
}

fn carrier(context: &Context) -> Result<Carrier, Failure> {
    let settings = &context.settings;
    Carrier::new(
        &context.store,
        &settings.dellin,
        context.server(),
        context.timeout(),
        &settings.proxy,
        key_store_works(),
    )
    .map_err(|error| GroupageError::from(error).into())
}

impl From<GroupageError> for Failure {
    fn from(error: GroupageError) -> Self {
        match error {
            GroupageError::Store(error) => error.into(),
            GroupageError::Carrier(error) => Self::new(words::failure(&error)),
        }
    }
}

/// Findings of the reading and of the checks, as the answer lists them.
fn findings(
    context: &Context,
    carrier: &Carrier,
    asked: &Asked,
    method: Method,
    key: Option<&str>,
) -> Result<(Vec<Value>, bool), Failure> {
    let mut found = asked.findings.clone();
    found.extend(carrier.check(&asked.shipment, method, asked.local, key, asked.bid.as_ref())?);
    // A word that is none is missing too: one line is enough, the one that names it.
    found.sort_by(|a, b| (a.rule, &a.field, &b.detail).cmp(&(b.rule, &b.field, &a.detail)));
    found.dedup_by(|later, first| later.rule == first.rule && later.field == first.field);
    let lang = context.lang.unwrap_or_default();
    let lines = found.iter().map(|finding| {
        let level = if finding.level == Level::Blocks { "error" } else { "warning" };
        let text = lang.say(&words::finding(finding));
        json!({ "check": finding.rule, "level": level, "field": finding.field, "text": text })
    });
    Ok((lines.collect(), may_be_sent(&found)))
}

fn missing(context: &Context, asked: &Asked) -> Vec<Value> {
    let lang = context.lang.unwrap_or_default();
    let one =
        |one: &crate::domain::ltl::Missing| json!({ "field": one.field(), "text": lang.say(&words::missing(*one)) });
    asked.missing.iter().map(one).collect()
}

fn quote(context: &Context, what: &What, kinds: &[crate::domain::ltl::DeliveryType]) -> Result<Exit, Failure> {
    let mut asked = shipment::read(context, what)?;
    let carrier = carrier(context)?;
    let kinds = if kinds.is_empty() { asked.shipment.delivery.into_iter().collect() } else { kinds.to_vec() };
    if let Some(first) = kinds.first() {
        asked.shipment.delivery = Some(*first);
    }
    let (mut lines, mut may_go) = findings(context, &carrier, &asked, Method::Quote, None)?;
    let (mut offers, mut errors, mut failed) = (Vec::new(), Vec::new(), None);
    for kind in kinds {
        asked.shipment.delivery = Some(kind);
        let (found, good) = findings(context, &carrier, &asked, Method::Quote, None)?;
        if !good {
            may_go = false;
            lines.extend(found);
            continue;
        }
        match context.block_on(carrier.quote(asked.bid.as_ref(), &asked.shipment)) {
            Ok(quote) => {
                let to_address = asked.shipment.arrival.variant == Some(crate::domain::ltl::Variant::Address);
                offers.push(json::offer(kind, &quote, to_address, carrier.training));
            }
            Err(GroupageError::Carrier(error @ DellinError::Refused(_))) => {
                errors.extend(json::complaints(&error));
                failed = Some(Failure { message: words::failure(&error), exit: Exit::Waits });
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut seen = Vec::new();
    lines.retain(|line| {
        let is_new = !seen.contains(line);
        seen.push(line.clone());
        is_new
    });
    answer(&json!({
        "bid": asked.bid, "missing": missing(context, &asked), "findings": lines, "offers": offers, "errors": errors,
        "training": carrier.training,
    }))?;
    if carrier.training {
        words_of(context, &Message::new("dellin-training"));
    }
    if let Some(failure) = failed {
        words_of(context, &failure.message);
        return Ok(failure.exit);
    }
    Ok(if may_go { Exit::Done } else { Exit::Waits })
}

fn order(context: &Context, what: &What, yes: bool, again: bool) -> Result<Exit, Failure> {
    let asked = shipment::read(context, what)?;
    let carrier = carrier(context)?;
    let key = order_key(asked.bid.as_ref(), &asked.shipment);
    // Whether one stands in the way is said by the mark itself, and not by what was read a moment before.
    let (lines, may_go) = findings(context, &carrier, &asked, Method::Order, None)?;
    let in_the_way = context.store.order_in_the_way(&key)?;
    if !may_go || !yes {
        answer(&json!({
            "bid": asked.bid, "missing": missing(context, &asked), "findings": lines, "order": Value::Null, "errors": [],
            "in_the_way": in_the_way.as_ref().map(json::order), "training": carrier.training,
        }))?;
        words_of(context, &Message::new("dellin-confirm"));
        return Ok(Exit::Waits);
    }
    let (order, error, exit) = match context.block_on(carrier.order(asked.bid.as_ref(), &asked.shipment, again))? {
        Ordered::Sent(order, error) => {
            let exit = if order.state == OrderState::Made { Exit::Done } else { Exit::Waits };
            (order, error, exit)
        }
        Ordered::InTheWay(order) => {
            let message = if order.state == OrderState::Made {
                Message::new("dellin-order-in-the-way")
            } else {
                Message::new("dellin-order-open")
            };
            words_of(context, &message.with("number", order.number.as_str()));
            answer(
                &json!({ "bid": asked.bid, "findings": lines, "order": Value::Null, "in_the_way": json::order(&order),
                "missing": [], "errors": [], "training": carrier.training }),
            )?;
            return Ok(Exit::Waits);
        }
    };
    let errors = error.as_ref().map(json::complaints).unwrap_or_default();
    answer(&json!({ "bid": asked.bid, "findings": lines, "order": json::order(&order), "in_the_way": Value::Null,
        "missing": [], "errors": errors, "training": carrier.training }))?;
    match (order.state, &error) {
        (OrderState::Unknown, _) => {
            words_of(context, &Message::new("dellin-order-unknown").with("number", order.number.as_str()));
        }
        (_, Some(error)) => words_of(context, &words::failure(error)),
        _ => {}
    }
    Ok(exit)
}

fn refresh(context: &Context, names: &[String]) -> Result<Exit, Failure> {
    let carrier = carrier(context)?;
    let wanted = if names.is_empty() {
        Directory::ALL.to_vec()
    } else {
        names.iter().map(|name| directory_named(name)).collect::<Result<Vec<_>, _>>()?
    };
    // Whoever names one wants it now.
    let days = if names.is_empty() { i64::try_from(context.settings.dellin.directory_days).unwrap_or(1) } else { 0 };
    let mut lines = Vec::new();
    let mut all_good = true;
    context.block_on(carrier.refresh(&wanted, TimeDelta::days(days), |directory, outcome| {
        let name = directory.word();
        let (state, count) = match outcome {
            Refreshed::Fresh => ("fresh", None),
            Refreshed::Same => ("same", None),
            Refreshed::New(count) => ("new", Some(*count)),
            Refreshed::NeedsAccount => ("needs_account", None),
            Refreshed::Failed(error) => {
                all_good = false;
                let message = Message::new("dellin-directory-failed").with("name", name);
                words_of(context, &message.with("text", error.to_string()));
                ("failed", None)
            }
        };
        lines.push(json!({ "directory": name, "state": state, "entries": count }));
    }));
    answer(&json!({ "directories": lines, "at": now() }))?;
    Ok(if all_good { Exit::Done } else { Exit::Failed })
}

fn directory_named(name: &str) -> Result<Directory, Failure> {
    Directory::from_word(name).ok_or_else(|| {
        let known = Directory::ALL.map(Directory::word).join(", ");
        Failure::usage(Message::new("dellin-no-directory").with("name", name).with("known", known))
    })
}
