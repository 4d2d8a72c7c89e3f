//! What the rules of "late" and "lost" look at: the bids in work, few beside all.

use super::Store;
use super::bid_record::{By, find};
use super::codec::Cells;
use super::error::{Fault, StoreError};
use super::model::BidRecord;
use crate::domain::id::LocalId;

impl Store {
    /// Bids in work, whole.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn started_bids(&self) -> Result<Vec<BidRecord>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT id FROM bids WHERE status = 'started' AND deleted = 0 ORDER BY row")?;
            let ids: Vec<LocalId> =
                statement.query_and_then([], |row| Cells::new(row).local_id())?.collect::<Result<_, Fault>>()?;
            let mut bids = Vec::with_capacity(ids.len());
            for id in ids {
                bids.extend(find(tx, By::Id(&id))?.map(|stored| stored.record));
            }
            Ok(bids)
        })
    }
}
