//! `conflict …`: records changed on both sides, listed, shown field by field, decided.

use serde_json::{Value, json};

use super::context::{Context, now, words_of};
use super::output::{Exit, Failure, json as answer};
use super::resolve::remote_number;
use super::sync_args::{ConflictVerb, TakeArg};
use super::{bid, book};
use crate::app::books::Books;
use crate::app::conflicts::carry::{Carried, carry_out};
use crate::app::conflicts::{Case, Choices, DELETED, Speaker};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::sync_case::ConflictKind;
use crate::merge::{Moved, Pick, Unit};
use crate::words::Message;

pub(super) fn run(context: &Context, verb: &ConflictVerb) -> Result<Exit, Failure> {
    match verb {
        ConflictVerb::List => list(context),
        ConflictVerb::Show { id } => show(context, id),
        ConflictVerb::Resolve { id, take, fields } => resolve(context, id, *take, fields),
    }
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let cases = Case::all(&context.store)?;
    answer(&cases.iter().map(about).collect::<Vec<_>>())?;
    Ok(if cases.is_empty() { Exit::Done } else { Exit::Waits })
}

fn show(context: &Context, id: &str) -> Result<Exit, Failure> {
    let case = find(context, id)?;
    answer(&whole(context, &case)?)?;
    Ok(Exit::Waits)
}

/// A conflict by its id (that of its record) or the record's `cr:12345`; a bid comes first when numbers coincide.
fn find(context: &Context, text: &str) -> Result<Case, Failure> {
    let number = remote_number(text);
    let mut cases = Case::all(&context.store)?;
    cases.sort_by_key(|case| case.kind != RecordKind::Bid);
    let is_it = |case: &Case| match number {
        Some(number) => case.meta.remote_id == Some(number),
        None => case.id().as_str() == text,
    };
    cases.into_iter().find(is_it).ok_or_else(|| Failure::new(Message::new("cli-no-conflict").with("text", text)))
}

fn about(case: &Case) -> Value {
    let fields: Vec<&str> = case.asked().map(|unit| unit.name.as_str()).collect();
    json!({
        "id": case.id(), "kind": kind_name(case.kind), "record_id": case.id(), "remote_id": case.meta.remote_id,
        "fields": fields, "since": case.since,
        "reason": match case.conflict {
            ConflictKind::Fields => "changed_on_both_sides",
            ConflictKind::GoneThere => "deleted_remotely",
            ConflictKind::DeletedHere => "deleted_here",
        },
    })
}

pub(super) const fn kind_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Bid => "bid",
        RecordKind::Driver => "driver",
        RecordKind::Car => "car",
        RecordKind::Trailer => "trailer",
        RecordKind::Counterparty => "counterparty",
        RecordKind::Organisation => "organisation",
    }
}

/// The conflict with every unit that somebody changed. Values are texts as `--field` takes them; null is empty.
fn whole(context: &Context, case: &Case) -> Result<Value, Failure> {
    let books = books(context)?;
    let speaker = speaker(context, case, &books);
    let item = |unit: &Unit| {
        let text = |value: &Value| {
            let shown = speaker.shown(unit, value);
            if shown.empty { Value::Null } else { Value::String(shown.text) }
        };
        json!({
            "field": unit.name, "title": speaker.title(unit), "base": text(&unit.base), "ours": text(&unit.ours),
            "remote": text(&unit.theirs), "conflict": unit.moved == Moved::Apart,
        })
    };
    let items: Vec<_> = case.units.iter().filter(|unit| unit.moved != Moved::Nobody).map(item).collect();
    let mut value = about(case);
    if let Value::Object(fields) = &mut value {
        fields.insert("items".into(), Value::Array(items));
        fields.insert("updated_here".into(), json!(case.meta.updated_here));
        fields.insert("updated_there".into(), json!(case.meta.updated_there));
        fields.insert("synced_at".into(), json!(case.meta.synced_at));
    }
    Ok(value)
}

fn books(context: &Context) -> Result<Books, Failure> {
    let store = &context.store;
    let (pairings, places) = (std::collections::HashMap::new(), std::collections::HashMap::new());
    Ok(Books::new(store.book_records()?, store.catalogs()?, store.employees()?, pairings, places))
}

/// A command line has no clock of its own to compare with: zones are said where they are not UTC+3.
fn speaker<'a>(context: &Context, case: &'a Case, books: &'a Books) -> Speaker<'a> {
    Speaker { case, books, lang: context.lang.unwrap_or_default(), own_offset: 180 }
}

fn resolve(context: &Context, id: &str, take: Option<TakeArg>, fields: &[String]) -> Result<Exit, Failure> {
    // The server is read first, so that the decision is about what it holds now.
    let known = find(context, id)?;
    let before = theirs(&known);
    look_again(context, &known)?;
    let Some(case) = Case::all(&context.store)?.into_iter().find(|case| case.id() == known.id()) else {
        return Err(Failure { message: Message::new("conflicts-over"), exit: Exit::Waits });
    };
    if theirs(&case) != before {
        answer(&whole(context, &case)?)?;
        return Err(Failure { message: Message::new("cli-conflict-moved"), exit: Exit::Waits });
    }
    let choices = choices(context, &case, take, fields)?;
    let left: Vec<_> = case.asked().filter(|unit| choices.of(unit).is_none()).map(|unit| unit.name.clone()).collect();
    if !left.is_empty() {
        return Err(Failure::usage(Message::new("cli-conflict-left").with("fields", left.join(", "))));
    }
    match carry_out(&context.store, case.id(), &choices, now())? {
        Carried::Done(case) => answer_record(context, &case),
        Carried::Moved | Carried::Over => {
            Err(Failure { message: Message::new("cli-conflict-moved"), exit: Exit::Waits })
        }
    }
}

/// What the platform holds of the disputed units.
fn theirs(case: &Case) -> Vec<(String, Value)> {
    case.asked().map(|unit| (unit.name.clone(), unit.theirs.clone())).collect()
}

/// Without a network the decision is written all the same: the sending reads the server again in any case.
fn look_again(context: &Context, case: &Case) -> Result<(), Failure> {
    let connected = context.connect()?;
    if let Err(error) = context.block_on(connected.engine.look_again(case.kind, case.id())) {
        words_of(context, &Failure::from(error).message);
    }
    Ok(())
}

fn choices(context: &Context, case: &Case, take: Option<TakeArg>, fields: &[String]) -> Result<Choices, Failure> {
    let books = books(context)?;
    let speaker = speaker(context, case, &books);
    let mut choices = Choices::default();
    if let Some(side) = take {
        for unit in case.asked() {
            choices.set(unit, Some(side.pick()));
        }
    }
    for field in fields {
        let wrong = |key| Failure::usage(Message::new(key).with("text", field.as_str()));
        let (name, value) = field.split_once('=').ok_or_else(|| wrong("cli-conflict-pick"))?;
        let unit = case.unit(name).filter(|unit| case.may_pick(unit)).ok_or_else(|| wrong("cli-conflict-field"))?;
        let pick = match value {
            "ours" => Pick::Ours,
            "remote" => Pick::Theirs,
            // A value in quotes may be a word that names a side.
            _ => {
                let text = value.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or(value);
                Pick::Typed(speaker.read_typed(unit, text, now()).ok_or_else(|| wrong("cli-conflict-value"))?)
            }
        };
        choices.set(unit, Some(pick));
    }
    Ok(choices)
}

/// Sends what waits and answers the record as it now stands.
fn answer_record(context: &Context, case: &Case) -> Result<Exit, Failure> {
    let id: &LocalId = case.id();
    let show = || match case.kind {
        RecordKind::Bid => bid::show(context, id),
        _ => book::show(context, id),
    };
    let queued = match case.kind {
        RecordKind::Bid => context.store.bid(id)?.is_some_and(|record| record.meta.queued),
        _ => context.store.book(id)?.is_some_and(|record| record.meta.queued),
    };
    // A record that was kept is created anew under another id: it waits too.
    if queued || (case.is_gone() && case.unit(DELETED).is_some()) { context.send_and_answer(show) } else { show() }
}
