//! `bid …`.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::bid_args::BidVerb;
use super::bid_file::{self, BidFile};
use super::bid_json::{self, Names, status_name};
use super::context::{Context, now, read_input};
use super::output::{Exit, Failure, json as answer};
use super::{places, resolve};
use crate::app::book_warnings::against;
use crate::app::books::Books;
use crate::app::exchange_rules::PlatformBids;
use crate::app::{crossing, finding_words, lines};
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::minimal_set::{self, Field, Finding, Problem, Tracking};
use crate::domain::overlap::{Occupation, OverlapIndex, ResourceKind};
use crate::domain::plate::Plate;
use crate::domain::record::RecordState;
use crate::store::model::{BidRow, OpKind};
use crate::words::Message;

pub(super) fn run(context: &Context, verb: &BidVerb) -> Result<Exit, Failure> {
    match verb {
        BidVerb::List { bin: true, .. } => bin(context),
        BidVerb::List { status, car, from, to, bin: false } => {
            list(context, status.as_deref(), car.as_deref(), *from, *to)
        }
        BidVerb::Show { id } => show(context, &resolve::bid(&context.store, id)?),
        BidVerb::Apply { file, strict } => apply(context, file, *strict),
        BidVerb::Check { file } => check(context, file),
        BidVerb::Send { id } => queue(context, id, OpKind::Create),
        BidVerb::Start { id } => queue(context, id, OpKind::Start),
        BidVerb::Cancel { id } => queue(context, id, OpKind::Cancel),
        BidVerb::Revert { id } => queue(context, id, OpKind::Revert),
        BidVerb::Delete { id } => delete(context, id),
        BidVerb::Restore { id } => restore(context, id),
    }
}

fn list(
    context: &Context,
    status: Option<&str>,
    car: Option<&str>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Exit, Failure> {
    let names = Names::read(&context.store)?;
    let car = car.map(|plate| wanted_car(context, plate)).transpose()?;
    let mut found = Vec::new();
    for row in context.store.bid_rows()? {
        let day = row.first_local.map(|time| time.date());
        let fits = lines::is_listed(&row)
            && status.is_none_or(|wanted| is_status(&row.status, wanted))
            && car.as_ref().is_none_or(|car| row.car.as_ref() == Some(car))
            && from.is_none_or(|from| day.is_some_and(|day| day >= from))
            && to.is_none_or(|to| day.is_some_and(|day| day <= to));
        if fits && let Some(record) = context.store.bid(&row.meta.id)? {
            found.push(bid_json::record(&record, &names));
        }
    }
    answer(&found)?;
    Ok(Exit::Done)
}

fn wanted_car(context: &Context, plate: &str) -> Result<LocalId, Failure> {
    let known = Plate::parse(plate).map_or_else(|_| plate.to_owned(), |plate| plate.to_string());
    resolve::book_by_name(&context.store.book_records()?, RecordKind::Car, &known)
}

fn is_status(status: &BidStatus, wanted: &str) -> bool {
    // The platform spells "cancelled" both ways; "draft" is what people call "New".
    let wanted = match wanted.to_ascii_lowercase().as_str() {
        "cancelled" => "canceled".to_owned(),
        "draft" => "new".to_owned(),
        other => other.to_owned(),
    };
    status_name(status).eq_ignore_ascii_case(&wanted)
}

pub(super) fn show(context: &Context, id: &LocalId) -> Result<Exit, Failure> {
    let record = context.store.bid(id)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
    answer(&bid_json::record(&record, &Names::read(&context.store)?))?;
    let waits = matches!(
        record.meta.state,
        RecordState::Rejected | RecordState::Conflict | RecordState::RemoteGone | RecordState::Quarantine
    );
    Ok(if waits { Exit::Waits } else { Exit::Done })
}

fn apply(context: &Context, file: &Path, strict: bool) -> Result<Exit, Failure> {
    let file = BidFile::read(&read_input(file)?)?;
    context.ensure_books()?;
    let (id, mut bid) = bid_file::start(&file, &context.store)?;
    file.apply_to(&mut bid, &context.store)?;
    let found = places::fill(context, &mut bid, strict)?;
    if context.settings.rules.about_bid(id.as_ref()) == Some(PlatformBids::Lock) {
        return Err(Failure::new(Message::new("born-there-locked")));
    }
    let record = context.store.save_bid(id.as_ref(), &bid, now())?;
    if context.settings.rules.goes_at_once(&record) {
        context.store.queue(RecordKind::Bid, &record.meta.id, OpKind::Create, now())?;
    }
    let is_there = record.meta.remote_id.is_some();
    if is_there && record.meta.state == RecordState::Dirty {
        context.store.queue(RecordKind::Bid, &record.meta.id, OpKind::Update, now())?;
    }
    let record = context.store.bid(&record.meta.id)?.unwrap_or(record);
    let mut value = bid_json::record(&record, &Names::read(&context.store)?);
    if let Value::Object(fields) = &mut value {
        fields.insert("geocoded".into(), json!(found.answers));
    }
    answer(&value)?;
    Ok(if found.missing { Exit::Waits } else { Exit::Done })
}

fn check(context: &Context, file: &Path) -> Result<Exit, Failure> {
    let file = BidFile::read(&read_input(file)?)?;
    context.ensure_books()?;
    let (id, mut bid) = bid_file::start(&file, &context.store)?;
    file.apply_to(&mut bid, &context.store)?;
    places::fill(context, &mut bid, false)?;
    let mut found = findings(context, &bid)?;
    found.extend(crossings(context, id.as_ref(), &bid)?);
    found.extend(out_of_work(context, &bid)?);
    answer(&found)?;
    Ok(if found.is_empty() { Exit::Done } else { Exit::Waits })
}

fn findings(context: &Context, bid: &Bid) -> Result<Vec<Value>, Failure> {
    let car = bid.car.as_ref().map(|car| context.store.book(car)).transpose()?.flatten();
    let first_fixed_at = car.and_then(|record| match record.entry {
        crate::domain::book::BookEntry::Car(car) => car.first_fixed_at,
        _ => None,
    });
    let tracking = Tracking { pilot_start: context.settings.pilot_start, first_fixed_at };
    let found = minimal_set::check(bid, tracking).into_iter().map(|finding| {
        let kind = if finding.problem == Problem::Missing { "missing" } else { "wrong" };
        let text = finding_text(context, finding, tracking);
        json!({
            "kind": kind, "field": field_name(finding.field), "text": text,
            "other_bid": null, "resource": null, "from": null, "to": null,
        })
    });
    Ok(found.collect())
}

/// "Груз 1: тип: не выбран".
fn finding_text(context: &Context, finding: Finding, tracking: Tracking) -> String {
    let lang = context.lang.unwrap_or_default();
    let name = lang.say(&finding_words::name(finding.field));
    format!("{name}: {}", lang.say(&finding_words::problem(finding, tracking)))
}

fn crossings(context: &Context, id: Option<&LocalId>, bid: &Bid) -> Result<Vec<Value>, Failure> {
    let rows = context.store.bid_rows()?;
    let own = id.cloned().unwrap_or_else(|| LocalId::new("new"));
    let Some(occupation) = Occupation::of_bid(&own, bid) else { return Ok(Vec::new()) };
    let index = OverlapIndex::build(rows.iter().filter_map(lines::occupation));
    let lang = context.lang.unwrap_or_default();
    let found = index.check_all(&occupation).into_iter().map(|overlap| {
        let row = rows.iter().find(|row| row.meta.id == overlap.other);
        let resource = resource_name(overlap.resource);
        let message = Message::new("cli-overlap").with("resource", resource).with("bid", bid_name(row, &overlap.other));
        json!({
            "kind": "overlap", "field": resource, "text": lang.say(&message), "other_bid": overlap.other,
            "resource": resource, "from": overlap.from, "to": overlap.to,
        })
    });
    Ok(found.collect())
}

/// Periods out of work and papers that end before the trip does, as this desk knows them.
fn out_of_work(context: &Context, bid: &Bid) -> Result<Vec<Value>, Failure> {
    let store = &context.store;
    let books = Books::new(store.book_records()?, Vec::new(), Vec::new(), HashMap::default(), HashMap::default())
        .with_upkeep(store.absences()?, store.papers()?);
    let lang = context.lang.unwrap_or_default();
    let offset = chrono::Local::now().offset().local_minus_utc() / 60;
    let found = against(bid, &books, offset, lang).into_iter().filter(|one| !one.soon).map(|one| {
        let resource = books.record(&one.record).map(|record| record.entry.kind());
        json!({
            "kind": "wrong", "field": resource, "text": lang.say(&one.message), "other_bid": null,
            "resource": resource, "from": bid.first_utc(), "to": bid.last_utc(),
        })
    });
    Ok(found.collect())
}

fn bid_name(row: Option<&BidRow>, id: &LocalId) -> String {
    row.and_then(|row| row.meta.remote_id).map_or_else(|| id.to_string(), |number| format!("№{number}"))
}

const fn resource_name(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Car => "car",
        ResourceKind::Driver => "driver",
        ResourceKind::Trailer => "trailer",
    }
}

/// The field as the bid file names it.
fn field_name(field: Field) -> String {
    match field {
        Field::PaymentType => "payment_type".into(),
        Field::VatType => "vat_type".into(),
        Field::Price => "price".into(),
        Field::Driver => "driver".into(),
        Field::Car => "car".into(),
        Field::CargoName(at) => format!("cargos[{at}].name"),
        Field::CargoType(at) => format!("cargos[{at}].type"),
        Field::Points => "points".into(),
        Field::PointAddress(at) => format!("points[{at}].address"),
        Field::PointCity(at) => format!("points[{at}].city"),
        Field::PointCoordinates(at) => format!("points[{at}].latitude"),
        Field::PointPlanEnter(at) => format!("points[{at}].plan_enter"),
        Field::PointWindow(at) => format!("points[{at}].window_end"),
    }
}

/// Queues an operation and sends what waits, unless a window holds the profile and does the sending itself.
fn queue(context: &Context, id: &str, kind: OpKind) -> Result<Exit, Failure> {
    let id = resolve::bid(&context.store, id)?;
    match kind {
        OpKind::Create => ready_to_send(context, &id)?,
        OpKind::Start => {
            ready_to_start(context, &id)?;
            context.store.queue(RecordKind::Bid, &id, kind, now())?;
        }
        OpKind::Update | OpKind::Revert | OpKind::Cancel | OpKind::Delete | OpKind::Restore | OpKind::Complete => {
            context.store.queue(RecordKind::Bid, &id, kind, now())?;
        }
    }
    push(context, &id)
}

/// A draft may be incomplete; what is sent may not.
fn ready_to_send(context: &Context, id: &LocalId) -> Result<(), Failure> {
    let record = context.store.bid(id)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
    let missing = minimal_set::check(&record.bid, Tracking::default());
    // Places that only lack the geocoder's word are asked for on the way.
    let blocking = missing.iter().find(|finding| {
        finding.blocks_sending()
            && finding.problem != Problem::NotConfirmed
            && !matches!(finding.field, Field::PointCity(_) | Field::PointCoordinates(_))
    });
    if let Some(finding) = blocking {
        let text = finding_text(context, *finding, Tracking::default());
        let message = Message::new("cli-not-complete").with("field", field_name(finding.field)).with("text", text);
        return Err(Failure { message, exit: Exit::Waits });
    }
    Ok(context.store.queue(RecordKind::Bid, id, OpKind::Create, now())?)
}

/// Starting a bid that crosses another one is refused here, with the other's number.
fn ready_to_start(context: &Context, id: &LocalId) -> Result<(), Failure> {
    let record = context.store.bid(id)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
    if record.meta.remote_id.is_none() {
        ready_to_send(context, id)?;
    }
    let rows = context.store.bid_rows()?;
    let index = OverlapIndex::build(rows.iter().filter_map(lines::occupation));
    match crossing::blocks_start(&context.store, &index, id, &record.bid)? {
        None => Ok(()),
        Some(other) => Err(Failure { message: other.sentence(), exit: Exit::Waits }),
    }
}

fn delete(context: &Context, id: &str) -> Result<Exit, Failure> {
    let id = resolve::bid(&context.store, id)?;
    context.store.delete_bid(&id, now())?;
    push(context, &id)
}

/// What the bin holds, as records.
fn bin(context: &Context) -> Result<Exit, Failure> {
    let names = Names::read(&context.store)?;
    let mut found = Vec::new();
    for row in context.store.bin()? {
        found.extend(context.store.bid(&row.meta.id)?.map(|record| bid_json::record(&record, &names)));
    }
    answer(&found)?;
    Ok(Exit::Done)
}

/// Nothing is sent: a draft that came back is sent when a person says so.
fn restore(context: &Context, id: &str) -> Result<Exit, Failure> {
    let id = resolve::bid(&context.store, id)?;
    show(context, &context.store.take_out_of_bin(&id, now())?)
}

/// Sends what waits and answers the record.
fn push(context: &Context, id: &LocalId) -> Result<Exit, Failure> {
    let record = context.store.bid(id)?;
    if !record.is_some_and(|record| record.meta.queued) {
        return show(context, id);
    }
    context.send_and_answer(|| show(context, id))
}
