//! Records by what people call them: our id, `cr:12345`, a plate, a phone, an INN, a name.

use super::output::Failure;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::domain::search_key::fold;
use crate::store::Store;
use crate::store::model::BookRecord;
use crate::words::Message;

/// `cr:12345` → the platform's number.
pub(super) fn remote_number(text: &str) -> Option<RemoteId> {
    text.strip_prefix("cr:").and_then(|number| number.parse().ok()).map(RemoteId)
}

/// A bid by our id or `cr:12345`.
pub(super) fn bid(store: &Store, text: &str) -> Result<LocalId, Failure> {
    let found = match remote_number(text) {
        Some(number) => store.bid_by_remote(number)?.map(|record| record.meta.id),
        None => store.bid_row(&LocalId::new(text))?.map(|row| row.meta.id),
    };
    found.ok_or_else(|| no_record(text))
}

/// A book record by our id or `cr:12345`.
pub(super) fn book(store: &Store, kind: RecordKind, text: &str) -> Result<BookRecord, Failure> {
    let found = match remote_number(text) {
        Some(number) => store.book_by_remote(kind, number)?,
        None => store.book(&LocalId::new(text))?,
    };
    found.filter(|record| record.entry.kind() == kind).ok_or_else(|| no_record(text))
}

/// A book record by anything that names one record: id, `cr:`, phone, plate, INN, or its whole name.
pub(super) fn book_by_name(records: &[BookRecord], kind: RecordKind, text: &str) -> Result<LocalId, Failure> {
    let of_kind: Vec<_> = records.iter().filter(|record| record.entry.kind() == kind && !record.deleted).collect();
    let found: Vec<_> = of_kind
        .iter()
        .filter(|record| match remote_number(text) {
            Some(number) => record.meta.remote_id == Some(number),
            None => record.meta.id.as_str() == text || is_called(record, kind, text),
        })
        .collect();
    match found.as_slice() {
        [only] => Ok(only.meta.id.clone()),
        [] => Err(no_record(text)),
        _ => Err(Failure::new(Message::new("cli-several-records").with("text", text))),
    }
}

/// A catalog item by its name or number.
pub(super) fn item(store: &Store, kind: CatalogKind, text: &str) -> Result<RemoteId, Failure> {
    let catalogs = store.catalogs()?;
    let mut items = catalogs.iter().filter(|catalog| catalog.kind == kind).flat_map(|catalog| &catalog.items);
    let wanted = fold(text);
    items
        .find(|item| !item.deleted && (fold(&item.name) == wanted || item.id.to_string() == text))
        .map(|item| item.id)
        .ok_or_else(|| {
            let catalog = kind.platform_name();
            Failure::new(Message::new("cli-no-item").with("text", text).with("catalog", catalog))
        })
}

fn is_called(record: &BookRecord, kind: RecordKind, text: &str) -> bool {
    let key = record.entry.natural_key();
    let by_key = match kind {
        RecordKind::Driver => Phone::parse(text).is_ok_and(|phone| key.as_deref() == Some(&phone.to_string())),
        RecordKind::Car | RecordKind::Trailer => {
            Plate::parse(text).is_ok_and(|plate| key.as_deref() == Some(plate.as_str()))
        }
        RecordKind::Counterparty | RecordKind::Organisation => {
            key.is_some_and(|key| key.split('/').next() == Some(text) || key == text)
        }
        RecordKind::Bid => false,
    };
    by_key || fold(&record.entry.title()) == fold(text)
}

fn no_record(text: &str) -> Failure {
    Failure::new(Message::new("cli-no-record").with("text", text))
}
