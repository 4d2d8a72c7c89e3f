//! The reference books, and the lists beside them (employees, trackers).
//!
//! The platform gives books no date of change: they are read whole, page by page. Before a row is changed its edit shape
//! is read, so that what this desk doesn't know of it is not wiped.

mod keys;
mod read;
mod write;

use std::ops::ControlFlow;

use serde_json::json;

use super::bids::PAGE;
use super::client::{Client, List};
use super::error::ApiError;
use super::json::answered_id;
use super::odata::{Filter, Query};
use super::transport::Request;
use crate::domain::book::{BookEntry, Employee, Tracker};
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::pulled::PulledBook;

/// A page of a book.
#[derive(Debug, Clone, PartialEq)]
pub struct BookPage {
    /// The rows, by number; deleted ones too where the platform lists them.
    pub rows: Vec<PulledBook>,
    /// How many rows came, readable or not: fewer than asked for is the end.
    pub came: usize,
    /// How many rows there are in all, when the server says.
    pub total: Option<u64>,
}

/// How the reading of a whole book ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Every page was read.
    Whole,
    /// The reader of the pages stopped it.
    Stopped,
}

impl Client {
    /// One page of a book: at most `top` rows after the first `skip`.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for [`RecordKind::Bid`].
    pub async fn book(&self, kind: RecordKind, top: usize, skip: usize) -> Result<BookPage, ApiError> {
        // Trucks have no such option: their list has the deleted ones anyway.
        let query = if kind == RecordKind::Car { Query::new() } else { Query::new().with("withDeleted", "true") };
        let List { rows, came, total } = self.book_list(kind, query.order_by("id").page(top, skip)).await?;
        Ok(BookPage { rows: rows.into_iter().filter_map(|row| read::book(kind, row)).collect(), came, total })
    }

    /// One row by its number, deleted or not; `None` when the platform lists none.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when other rows came.
    pub async fn book_row(&self, kind: RecordKind, id: RemoteId) -> Result<Option<PulledBook>, ApiError> {
        let query = if kind == RecordKind::Car { Query::new() } else { Query::new().with("withDeleted", "true") };
        let list = self.book_list(kind, query.filter(Filter::eq("id", id.0)).order_by("id").page(1, 0)).await?;
        match list.rows.into_iter().find_map(|row| read::book(kind, row)) {
            Some(row) if row.remote_id == id => Ok(Some(row)),
            Some(_) => Err(ApiError::Malformed { what: "a row that was not asked for".to_owned() }),
            None => Ok(None),
        }
    }

    /// Reads a whole book, handing over page by page; `on_page` may stop it.
    ///
    /// # Errors
    /// Those of any call; pages handed over before stay handed over.
    pub async fn book_all(
        &self,
        kind: RecordKind,
        on_page: &mut (dyn FnMut(BookPage) -> ControlFlow<()> + Send),
    ) -> Result<Reading, ApiError> {
        let mut skip = 0;
        loop {
            let page = self.book(kind, PAGE, skip).await?;
            let came = page.came;
            if on_page(page).is_break() {
                return Ok(Reading::Stopped);
            }
            if came < PAGE {
                return Ok(Reading::Whole);
            }
            skip += came;
        }
    }

    /// Rows that are the same thing in the world as `key` says (phone, plate, or INN with KPP, as
    /// [`BookEntry::natural_key`] writes them), deleted ones left out. More than one is for a person to decide.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when rows came that can't have been asked for: then "none" would prove
    /// nothing.
    pub async fn find_book(&self, kind: RecordKind, key: &str) -> Result<Vec<PulledBook>, ApiError> {
        let (field, spellings) = keys::spellings(kind, key);
        let mut found = Vec::new();
        let mut skip = 0;
        loop {
            let filter = Filter::is_in(field, spellings.iter().map(String::as_str));
            let page = self.book_list(kind, Query::new().filter(filter).order_by("id").page(PAGE, skip)).await?;
            let rows: Vec<PulledBook> = page.rows.into_iter().filter_map(|row| read::book(kind, row)).collect();
            let asked_for = rows.iter().filter(|row| keys::may_answer(&row.entry, key)).count();
            if asked_for < page.came {
                return Err(ApiError::Malformed { what: format!("{field}: rows that were not asked for") });
            }
            found
                .extend(rows.into_iter().filter(|row| row.entry.natural_key().as_deref() == Some(key) && !row.deleted));
            if page.came < PAGE {
                return Ok(found);
            }
            skip += page.came;
        }
    }

    /// Creates a row (`remote` is `None`) or changes one; answers its number. What the desk doesn't know of an existing
    /// row stays as it is.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] when a required field is missing, and for organisations, which only
    /// the platform changes; [`ApiError::Malformed`] when the answer names no number, though the row may be there.
    pub async fn apply_book(&self, entry: &BookEntry, remote: Option<RemoteId>) -> Result<RemoteId, ApiError> {
        let kind = entry.kind();
        let held = match remote {
            Some(id) => Some((id, self.book_for_edit(kind, id).await?)),
            None => None,
        };
        let body = write::body(entry, held.as_ref().map(|(id, object)| (*id, object)))?;
        let path = format!("/api/{}/Apply", controller(kind)?);
        let answer = self.call(Request::post(path.as_str(), body)).await?;
        let named = serde_json::from_str(&answer.text).ok().as_ref().and_then(answered_id);
        let known = if answer.text.trim().is_empty() { remote } else { None };
        named.or(known).ok_or_else(|| answer.malformed(&path))
    }

    /// Deletes a row; the platform refuses while an active bid uses it.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for bids and organisations.
    pub async fn delete_book(&self, kind: RecordKind, id: RemoteId) -> Result<(), ApiError> {
        self.act(&format!("/api/{}/Delete", controller(kind)?), json!({"id": id})).await
    }

    /// The employees of the organisation.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn employees(&self) -> Result<Vec<Employee>, ApiError> {
        self.whole_list("/api/Employees/GetNamesList", &Query::new(), |row| read::employee(row.fields())).await
    }

    /// The trackers, or those with one device number.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn trackers(&self, device_number: Option<&str>) -> Result<Vec<Tracker>, ApiError> {
        let query =
            device_number.map_or_else(Query::new, |number| Query::new().filter(Filter::eq("deviceNumber", number)));
        self.whole_list("/api/Trackers/Get", &query, |row| read::tracker(row.fields())).await
    }

    /// A list read to its end in pages.
    async fn whole_list<T>(
        &self,
        path: &str,
        query: &Query,
        read: impl Fn(&super::json::Row) -> Option<T>,
    ) -> Result<Vec<T>, ApiError> {
        let mut all = Vec::new();
        let mut skip = 0;
        loop {
            let page = self.list(path, query.clone().order_by("id").page(PAGE, skip)).await?;
            all.extend(page.rows.iter().filter_map(&read));
            if page.came < PAGE {
                return Ok(all);
            }
            skip += page.came;
        }
    }

    async fn book_list(&self, kind: RecordKind, query: Query) -> Result<List, ApiError> {
        if kind == RecordKind::Counterparty {
            // The seed's name of the method, and today's.
            let paths = ["/api/CargoOwnerDictionary/GetList", "/api/CargoOwnerDictionary/Get"];
            return self.list_either(paths, &self.known.counterparties_by_get, query).await;
        }
        let list = match kind {
            RecordKind::Organisation => "LegalPersons",
            RecordKind::Driver | RecordKind::Car | RecordKind::Trailer => controller(kind)?,
            RecordKind::Counterparty | RecordKind::Bid => return Err(no_book()),
        };
        self.list(&format!("/api/{list}/GetList"), query).await
    }

    /// The row as it is written back.
    async fn book_for_edit(&self, kind: RecordKind, id: RemoteId) -> Result<super::json::Object, ApiError> {
        let controller = controller(kind)?;
        let row = if kind == RecordKind::Counterparty {
            self.one(&format!("/api/{controller}/Get({id})"), Query::new()).await?
        } else {
            self.one(&format!("/api/{controller}/GetForEdit"), Query::new().with("Id", id.to_string())).await?
        };
        let other = row.fields().id(&["id"]).is_some_and(|came| came != id);
        if other {
            Err(ApiError::Malformed { what: format!("{controller}: another row") })
        } else {
            Ok(row.into_object())
        }
    }
}

/// The part of the address that names a book which can be changed.
fn controller(kind: RecordKind) -> Result<&'static str, ApiError> {
    match kind {
        RecordKind::Driver => Ok("Driver"),
        RecordKind::Car => Ok("Car"),
        RecordKind::Trailer => Ok("Trailer"),
        RecordKind::Counterparty => Ok("CargoOwnerDictionary"),
        RecordKind::Organisation | RecordKind::Bid => Err(no_book()),
    }
}

fn no_book() -> ApiError {
    ApiError::Unsendable { what: "this is no reference book that can be changed".to_owned() }
}
