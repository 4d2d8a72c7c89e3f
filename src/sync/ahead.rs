//! Pages of a pull, each on its way and being read while the one before it is written: the network, the reading of JSON
//! and the disk work beside each other.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::task::JoinSet;

use super::bids::position;
use super::engine::SyncError;
use super::references::References;
use crate::api::cargorun::{ApiError, BidPage, Client};
use crate::store::model::Cursor;

/// One page ahead, at most. Dropped, it gives up the page that is on its way: nothing depends on a page that was only read.
pub(super) struct Ahead {
    client: Client,
    references: Arc<References>,
    since: DateTime<Utc>,
    size: usize,
    coming: JoinSet<Result<BidPage, ApiError>>,
}

impl Ahead {
    /// Pages of `size` rows of what changed at `since` or later.
    pub(super) fn new(client: &Client, references: &Arc<References>, since: DateTime<Utc>, size: usize) -> Self {
        let (client, references) = (client.clone(), Arc::clone(references));
        Self { client, references, since, size, coming: JoinSet::new() }
    }

    /// Asks for the page behind a position.
    pub(super) fn ask(&mut self, after: Option<Cursor>) {
        let (client, references) = (self.client.clone(), Arc::clone(&self.references));
        let (since, size) = (self.since, self.size);
        self.coming.spawn(async move { client.bids_page(position(after.as_ref()), since, size, &*references).await });
    }

    /// The page that was asked for.
    pub(super) async fn page(&mut self) -> Result<BidPage, SyncError> {
        match self.coming.join_next().await {
            Some(Ok(page)) => Ok(page?),
            Some(Err(broken)) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
            // Nothing was asked for, or the runtime is going down.
            Some(Err(_)) | None => Err(SyncError::Cancelled),
        }
    }
}
