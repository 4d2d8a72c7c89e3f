//! The reference books, and the lists beside them (employees, trackers).
//!
//! The platform gives books no date of change: they are read whole, page by page. Before a row is changed its edit shape
//! is read, so that what this desk doesn't know of it is not wiped.

#[cfg(test)]
mod contract_tests;
mod details;
mod form;
mod items;
mod keys;
mod lists;
mod read;
mod write;

use std::ops::ControlFlow;

use super::bids::PAGE;
use super::client::{Client, Found, List};
use super::error::ApiError;
use super::odata::{Filter, Query};
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::pulled::PulledBook;

pub use form::BookForm;
pub use lists::period_of_days;

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
        let List { rows, came, total, .. } = self.book_list(kind, query.order_by("id").page(top, skip)).await?;
        Ok(BookPage { rows: rows.into_iter().filter_map(|row| read::book(kind, row)).collect(), came, total })
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
    /// [`natural_key`](crate::domain::book::BookEntry::natural_key) writes them), deleted ones left out. More than one is for a person to decide.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when rows came that can't have been asked for: then "none" would prove
    /// nothing.
    pub async fn find_book(&self, kind: RecordKind, key: &str) -> Result<Found<PulledBook>, ApiError> {
        let (field, spellings) = keys::spellings(kind, key);
        let mut found = Vec::new();
        let mut skip = 0;
        let mut at = None;
        loop {
            let filter = Filter::is_in(field, spellings.iter().map(String::as_str));
            let page = self.book_list(kind, Query::new().filter(filter).order_by("id").page(PAGE, skip)).await?;
            // The first page was the first to be looked at.
            at = at.or(page.date);
            let rows: Vec<PulledBook> = page.rows.into_iter().filter_map(|row| read::book(kind, row)).collect();
            let asked_for = rows.iter().filter(|row| keys::may_answer(&row.entry, key)).count();
            if asked_for < page.came {
                return Err(ApiError::Malformed { what: format!("{field}: rows that were not asked for") });
            }
            found
                .extend(rows.into_iter().filter(|row| row.entry.natural_key().as_deref() == Some(key) && !row.deleted));
            if page.came < PAGE {
                return Ok(Found { rows: found, at });
            }
            skip += page.came;
        }
    }

    /// One row as the platform holds it now, a deleted one too; `None` when it lists none of that number.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn book_row(&self, kind: RecordKind, id: RemoteId) -> Result<Option<PulledBook>, ApiError> {
        let query = if kind == RecordKind::Car { Query::new() } else { Query::new().with("withDeleted", "true") };
        let page = self.book_list(kind, query.filter(Filter::eq("id", id.0)).page(1, 0)).await?;
        Ok(page.rows.into_iter().filter_map(|row| read::book(kind, row)).find(|row| row.remote_id == id))
    }

    async fn book_list(&self, kind: RecordKind, query: Query) -> Result<List, ApiError> {
        if kind == RecordKind::Counterparty {
            // The seed's name of the method, and today's.
            let paths = ["/api/CargoOwnerDictionary/GetList", "/api/CargoOwnerDictionary/Get"];
            return self.list_either(paths, &self.known.counterparties_by_get, query).await;
        }
        self.list(&format!("/api/{}/GetList", controller(kind)?), query).await
    }
}

/// The part of the address that names a book.
fn controller(kind: RecordKind) -> Result<&'static str, ApiError> {
    match kind {
        RecordKind::Driver => Ok("Driver"),
        RecordKind::Car => Ok("Car"),
        RecordKind::Trailer => Ok("Trailer"),
        RecordKind::Counterparty => Ok("CargoOwnerDictionary"),
        RecordKind::Organisation => Ok("LegalPersons"),
        RecordKind::Bid => Err(no_book()),
    }
}

fn no_book() -> ApiError {
    ApiError::Unsendable { what: "this is no reference book".to_owned() }
}
