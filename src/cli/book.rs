//! `book …`.

use std::path::Path;

use serde_json::Value;

use super::bid_json::Names;
use super::book_args::{BookKind, BookVerb};
use super::context::{Context, now, read_input};
use super::output::{Exit, Failure, json as answer};
use super::resolve;
use super::{book_file, book_json};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::store::model::{BookRecord, OpKind};
use crate::words::Message;

pub(super) fn run(context: &Context, kind: BookKind, verb: &BookVerb) -> Result<Exit, Failure> {
    match verb {
        BookVerb::List { all } => list(context, kind.record(), *all),
        BookVerb::Show { id } => {
            let record = resolve::book(&context.store, kind.record(), id)?;
            show(context, &record.meta.id)
        }
        BookVerb::Apply { file } => apply(context, kind, file),
        BookVerb::Delete { id } => delete(context, kind, id),
        BookVerb::Restore { id } => restore(context, kind, id),
        BookVerb::Import { file, sheet, dry_run } => {
            book_file::import(context, kind.record(), file, sheet.as_deref(), *dry_run)
        }
        BookVerb::Export { file, all, sample } => book_file::export(context, kind.record(), file, *all, *sample),
    }
}

fn list(context: &Context, kind: RecordKind, all: bool) -> Result<Exit, Failure> {
    let names = Names::read(&context.store)?;
    let wanted = |record: &BookRecord| record.entry.kind() == kind && (all || is_usable(record));
    let records = context.store.book_records()?;
    let found: Vec<Value> =
        records.iter().filter(|record| wanted(record)).map(|record| book_json::record(record, &names)).collect();
    answer(&found)?;
    Ok(Exit::Done)
}

/// Neither deleted nor out of use.
pub(super) fn is_usable(record: &BookRecord) -> bool {
    !record.deleted && record.active && record.meta.state != RecordState::Tombstone
}

pub(super) fn show(context: &Context, id: &LocalId) -> Result<Exit, Failure> {
    let record = context.store.book(id)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
    answer(&book_json::record(&record, &Names::read(&context.store)?))?;
    let stands = matches!(record.meta.state, RecordState::Rejected | RecordState::Conflict | RecordState::RemoteGone);
    let refused = stands || (record.deleted && record.meta.error.is_some());
    Ok(if refused { Exit::Waits } else { Exit::Done })
}

fn apply(context: &Context, kind: BookKind, file: &Path) -> Result<Exit, Failure> {
    let bad = |text: &str| Failure::usage(Message::new("cli-bad-file").with("field", "").with("text", text));
    let value: Value = serde_json::from_str(&read_input(file)?).map_err(|error| bad(&error.to_string()))?;
    let Value::Object(fields) = value else { return Err(bad("an object is expected")) };
    context.ensure_books()?;
    let known = match fields.get("id").and_then(Value::as_str) {
        Some(id) => Some(resolve::book(&context.store, kind.record(), id)?),
        None => None,
    };
    let blank = || BookEntry::blank(kind.record());
    let Some(mut entry) = known.as_ref().map(|record| record.entry.clone()).or_else(blank) else {
        return Err(bad("no such book"));
    };
    book_json::apply(&fields, &mut entry, &context.store)?;
    let saved = context.store.save_book(known.as_ref().map(|record| &record.meta.id), &entry, now())?;
    push(context, &saved.meta.id)
}

fn delete(context: &Context, kind: BookKind, id: &str) -> Result<Exit, Failure> {
    let record = resolve::book(&context.store, kind.record(), id)?;
    context.store.queue(kind.record(), &record.meta.id, OpKind::Delete, now())?;
    push(context, &record.meta.id)
}

fn restore(context: &Context, kind: BookKind, id: &str) -> Result<Exit, Failure> {
    let record = resolve::book(&context.store, kind.record(), id)?;
    context.store.restore_book(kind.record(), &record.meta.id, now())?;
    push(context, &record.meta.id)
}

/// Sends what waits and answers the record.
fn push(context: &Context, id: &LocalId) -> Result<Exit, Failure> {
    context.send_and_answer(|| show(context, id))
}
