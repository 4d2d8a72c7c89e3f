//! One row of a book in the shape that it is written in: read before each change, so that what this desk doesn't know
//! of it is not wiped.

use serde_json::json;

use super::{controller, no_book, read, write};
use crate::api::cargorun::client::Client;
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::{Object, answered_id};
use crate::api::cargorun::odata::Query;
use crate::api::cargorun::transport::Request;
use crate::domain::book::BookEntry;
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::pulled::PulledBook;

/// A row with all fields of its form.
#[derive(Debug, Clone)]
pub struct BookForm {
    /// What this desk knows of it. Whether it is active, and what only its list shows, is not said here.
    pub row: PulledBook,
    held: Object,
}

impl Client {
    /// Reads a row as it is written back.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for bids and organisations: the platform shows no form of those.
    pub async fn book_form(&self, kind: RecordKind, id: RemoteId) -> Result<BookForm, ApiError> {
        let controller = controller(kind)?;
        let row = match kind {
            RecordKind::Counterparty => self.one(&format!("/api/{controller}/Get({id})"), Query::new()).await?,
            RecordKind::Driver | RecordKind::Car | RecordKind::Trailer => {
                self.one(&format!("/api/{controller}/GetForEdit"), Query::new().with("Id", id.to_string())).await?
            }
            RecordKind::Organisation | RecordKind::Bid => return Err(no_book()),
        };
        if row.fields().id(&["id"]).is_some_and(|came| came != id) {
            return Err(ApiError::Malformed { what: format!("{controller}: another row") });
        }
        let held = row.clone().into_object();
        let row = read::book(kind, row).ok_or_else(|| ApiError::Malformed { what: format!("{controller}: no row") })?;
        Ok(BookForm { row, held })
    }

    /// Creates a row; answers its number.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] when a required field is missing; [`ApiError::Malformed`] when the
    /// answer names no number, though the row may be there.
    pub async fn create_book(&self, entry: &BookEntry) -> Result<RemoteId, ApiError> {
        self.send_book(entry, None).await
    }

    /// Changes a row over its form as it was read; what the desk doesn't know of it stays as it is.
    ///
    /// # Errors
    /// As [`Self::create_book`].
    pub async fn change_book(&self, entry: &BookEntry, form: &BookForm) -> Result<RemoteId, ApiError> {
        self.send_book(entry, Some((form.row.remote_id, &form.held))).await
    }

    /// Creates a row (`remote` is `None`), or reads one and changes it.
    ///
    /// # Errors
    /// As [`Self::create_book`].
    pub async fn apply_book(&self, entry: &BookEntry, remote: Option<RemoteId>) -> Result<RemoteId, ApiError> {
        match remote {
            None => self.create_book(entry).await,
            // What can't be read can only be written over.
            Some(id) if entry.kind() == RecordKind::Organisation => {
                self.send_book(entry, Some((id, &Object::new()))).await
            }
            Some(id) => self.change_book(entry, &self.book_form(entry.kind(), id).await?).await,
        }
    }

    async fn send_book(&self, entry: &BookEntry, held: Option<(RemoteId, &Object)>) -> Result<RemoteId, ApiError> {
        let body = write::body(entry, held)?;
        let path = format!("/api/{}/Apply", controller(entry.kind())?);
        let answer = self.call(Request::post(path.as_str(), body)).await?;
        let named = serde_json::from_str(&answer.text).ok().as_ref().and_then(answered_id);
        let known = if answer.text.trim().is_empty() { held.map(|(id, _)| id) } else { None };
        named.or(known).ok_or_else(|| answer.malformed(&path))
    }

    /// Deletes a row; the platform refuses while an active bid uses it.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for bids.
    pub async fn delete_book(&self, kind: RecordKind, id: RemoteId) -> Result<(), ApiError> {
        self.act(&format!("/api/{}/Delete", controller(kind)?), json!({"id": id})).await
    }

    /// Restores a deleted row; the platform refuses when its phone, plate or INN is another's by now.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for bids, and for organisations, which can't be restored.
    pub async fn restore_book(&self, kind: RecordKind, id: RemoteId) -> Result<(), ApiError> {
        if kind == RecordKind::Organisation {
            return Err(no_book());
        }
        self.act(&format!("/api/{}/Restore", controller(kind)?), json!({"id": id})).await
    }
}
