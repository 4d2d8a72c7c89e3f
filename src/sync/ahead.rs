//! Pages of a pull, on their way and being read while those before them are written: the network, the reading of JSON and
//! the disk work beside each other. What came while the disk was busy is written together, with one wait for the disk.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinSet;

use super::bids::{cursor_of, position};
use super::engine::SyncError;
use super::references::References;
use crate::api::cargorun::{ApiError, BidPage, Client};
use crate::domain::pulled::PulledBid;
use crate::store::model::Cursor;

/// Pages that may wait to be written, and that are written together at most.
const AT_ONCE: usize = 4;

/// The pages of one pass, in their order. Dropped, it gives up the page that is on its way: nothing depends on a page that
/// was only read.
pub(super) struct Ahead {
    coming: Receiver<Came>,
    /// Came behind pages that are to be written first.
    failed: Option<ApiError>,
    reader: JoinSet<()>,
}

type Came = Result<(BidPage, Option<Cursor>), ApiError>;

/// Pages that came one behind the other.
pub(super) struct Batch {
    /// Their rows.
    pub(super) rows: Vec<PulledBid>,
    /// How many pages these are.
    pub(super) pages: usize,
    /// What the first of them counted.
    pub(super) total: Option<u64>,
    /// The last position that one of them reached.
    pub(super) reached: Option<Cursor>,
    /// How many rows the last of them had, readable or not.
    pub(super) came: usize,
    /// And how many of those can't be read.
    pub(super) unreadable: usize,
    /// Another page follows.
    pub(super) goes_on: bool,
}

impl Ahead {
    /// Begins to read pages of `size` rows of what changed at `since` or later.
    pub(super) fn new(client: &Client, references: &Arc<References>, since: DateTime<Utc>, size: usize) -> Self {
        let (client, references) = (client.clone(), Arc::clone(references));
        // One more is in the reader's own hand.
        let (pages, coming) = channel(AT_ONCE - 1);
        let mut reader = JoinSet::new();
        reader.spawn(async move { read(&client, &references, since, size, &pages).await });
        Self { coming, failed: None, reader }
    }

    /// The next page, with those that are there already.
    pub(super) async fn pages(&mut self) -> Result<Batch, SyncError> {
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        let Some(first) = self.coming.recv().await else { return Err(ended(&mut self.reader).await) };
        let mut batch = Batch::of(first?);
        while batch.pages < AT_ONCE && batch.goes_on {
            match self.coming.try_recv() {
                Ok(Ok(page)) => batch.join(Batch::of(page)),
                Ok(Err(error)) => {
                    self.failed = Some(error);
                    break;
                }
                Err(_nothing_yet) => break,
            }
        }
        Ok(batch)
    }
}

/// Why a reader hands over nothing more: no page was left, or the runtime is going down.
pub(super) async fn ended(reader: &mut JoinSet<()>) -> SyncError {
    match reader.join_next().await {
        Some(Err(broken)) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
        Some(_) | None => SyncError::Cancelled,
    }
}

impl Batch {
    fn of((page, next): (BidPage, Option<Cursor>)) -> Self {
        Self {
            reached: page.rows.last().and_then(cursor_of),
            came: page.came,
            unreadable: page.came.saturating_sub(page.rows.len()),
            total: page.total,
            rows: page.rows,
            pages: 1,
            goes_on: next.is_some(),
        }
    }

    fn join(&mut self, next: Self) {
        self.rows.extend(next.rows);
        self.pages = self.pages.saturating_add(next.pages);
        self.reached = next.reached.or(self.reached.take());
        (self.came, self.unreadable, self.goes_on) = (next.came, next.unreadable, next.goes_on);
    }
}

/// Reads page after page, as far ahead as there is room for.
async fn read(client: &Client, references: &References, since: DateTime<Utc>, size: usize, pages: &Sender<Came>) {
    let mut after: Option<Cursor> = None;
    loop {
        let page = client.bids_page(position(after.as_ref()), since, size, references).await;
        // A page without a usable position can't be continued: the next pass starts from the committed cursor.
        let at = page.as_ref().ok().filter(|page| page.came == size).and_then(|page| page.rows.last());
        let next = at.and_then(cursor_of).filter(|at| after.as_ref() != Some(at));
        if pages.send(page.map(|page| (page, next.clone()))).await.is_err() || next.is_none() {
            return;
        }
        after = next;
    }
}
