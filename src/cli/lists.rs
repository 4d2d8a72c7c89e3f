//! Lists that are only read: catalogs, employees, the exchange journal.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::book_args::CatalogVerb;
use super::context::Context;
use super::output::{Exit, Failure, json as answer};
use super::sync_args::JournalVerb;
use crate::domain::catalog::CatalogKind;
use crate::words::Message;

/// Newest entries that `journal list` answers.
const JOURNAL: usize = 10_000;

pub(super) fn catalogs(context: &Context, verb: &CatalogVerb) -> Result<Exit, Failure> {
    let CatalogVerb::List { kind } = verb;
    let wanted = kind.as_deref().map(catalog_kind).transpose()?;
    context.ensure_books()?;
    let catalogs = context.store.catalogs()?;
    let found: Vec<Value> = catalogs
        .iter()
        .filter(|catalog| wanted.is_none_or(|wanted| catalog.kind == wanted))
        .map(|catalog| {
            let living = catalog.items.iter().filter(|item| !item.deleted);
            let items: Vec<Value> = living.map(|item| json!({ "id": item.id, "name": item.name })).collect();
            json!({ "type": catalog.kind.platform_name(), "items": items })
        })
        .collect();
    answer(&found)?;
    Ok(Exit::Done)
}

fn catalog_kind(name: &str) -> Result<CatalogKind, Failure> {
    CatalogKind::from_platform_name(name).ok_or_else(|| {
        let known = CatalogKind::ALL.map(CatalogKind::platform_name).join(", ");
        Failure::usage(Message::new("cli-no-catalog").with("text", name).with("known", known))
    })
}

pub(super) fn employees(context: &Context) -> Result<Exit, Failure> {
    context.ensure_books()?;
    let employees = context.store.employees()?;
    let found: Vec<Value> = employees.iter().map(|one| json!({ "id": one.id, "name": one.name })).collect();
    answer(&found)?;
    Ok(Exit::Done)
}

pub(super) fn journal(context: &Context, verb: &JournalVerb) -> Result<Exit, Failure> {
    let JournalVerb::List { errors, since } = verb;
    let since = since.as_deref().map(moment).transpose()?;
    let entries = context.store.journal(JOURNAL, *errors, since)?;
    answer(&entries)?;
    Ok(Exit::Done)
}

/// A day (from its first moment, UTC) or an RFC 3339 moment.
fn moment(text: &str) -> Result<DateTime<Utc>, Failure> {
    let day = text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)).map(|start| start.and_utc());
    day.or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc()))
        .ok_or_else(|| Failure::usage(Message::new("cli-bad-date").with("text", text)))
}
