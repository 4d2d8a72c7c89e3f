//! One record read anew, right before a person's decision about it is written down.

use super::engine::{Engine, SyncError};
use super::references::References;
use crate::domain::id::{LocalId, RecordKind};

impl Engine {
    /// Takes in what the platform holds of one record now. A conflict of the record then shows the platform's newest
    /// values, or is over. Does nothing for a record that the platform doesn't have.
    ///
    /// # Errors
    /// [`SyncError`] when the platform can't be asked or the store can't be written.
    pub async fn look_again(&self, kind: RecordKind, id: &LocalId) -> Result<(), SyncError> {
        if kind != RecordKind::Bid {
            let number = self.store.book(id)?.and_then(|record| record.meta.remote_id);
            let Some(number) = number else { return Ok(()) };
            if let Some(row) = self.client.book_row(kind, number).await? {
                self.store.apply_book(kind, &[row], false, self.now())?;
            }
            return Ok(());
        }
        let Some(number) = self.store.bid(id)?.and_then(|record| record.meta.remote_id) else { return Ok(()) };
        let references = References::read(&self.store)?;
        if let Some(row) = self.client.bid_row(number, &references).await? {
            self.store.apply_bid_page(&[row], None, self.now())?;
        }
        Ok(())
    }
}
