//! Pages of a pull, on their way, being read and made ready, and written, each beside those before it: the network, the
//! processors and the disk work beside each other. What came while the disk was busy is written together, with one wait for
//! the disk: of the pages of an index that a first pull touches again and again, each is written once a batch.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, JoinSet};

use super::bids::{cursor_of, position};
use super::engine::SyncError;
use super::references::References;
use crate::api::cargorun::{BidPage, BidRows, Client};
use crate::store::model::Cursor;
use crate::store::{ReadyBid, StoreError};

/// Pages that may wait to be written, and that are written together at most.
const AT_ONCE: usize = 40;
/// As many of these are being read and made ready.
const BEING_MADE: usize = 5;
/// Pages that are waited for before they are written, where they come fast: a disk that is faster than the network would
/// write each by itself, with its wait, and with the pages of the indexes that the next one changes again.
const WORTH_WRITING: usize = 20;
/// No page that has come is kept from the disk longer than this, and until the next one.
const PATIENCE: Duration = Duration::from_millis(250);

/// The pages of one pass, in their order. Dropped, it gives up the page that is on its way: nothing depends on a page that
/// was only read.
pub(super) struct Ahead {
    coming: Receiver<Came>,
    /// Came behind pages that are to be written first.
    failed: Option<SyncError>,
    reader: JoinSet<()>,
}

type Came = Result<Batch, SyncError>;

/// Pages that came one behind the other.
pub(super) struct Batch {
    /// Their rows.
    pub(super) rows: Vec<ReadyBid>,
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
        let (pages, coming) = channel(AT_ONCE - BEING_MADE);
        // One more is awaited, one handed on at each end.
        let (making, made) = channel(BEING_MADE - 3);
        let mut reader = JoinSet::new();
        reader.spawn(async move { ask(&client, &references, since, size, &making).await });
        reader.spawn(hand_on(made, pages));
        Self { coming, failed: None, reader }
    }

    /// The next pages: those that are there already, and those that come soon. `steady`: the clock that never jumps.
    pub(super) async fn pages(&mut self, steady: impl Fn() -> Duration) -> Result<Batch, SyncError> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let Some(first) = self.coming.recv().await else { return Err(ended(&mut self.reader).await) };
        let mut batch = first?;
        let since = steady();
        while batch.pages < AT_ONCE && batch.goes_on {
            let is_worth_it = batch.pages >= WORTH_WRITING || steady().saturating_sub(since) > PATIENCE;
            let next = if is_worth_it { self.coming.try_recv().ok() } else { self.coming.recv().await };
            match next {
                Some(Ok(page)) => batch.join(page),
                Some(Err(error)) => {
                    self.failed = Some(error);
                    break;
                }
                None => break,
            }
        }
        Ok(batch)
    }
}

/// Why a reader hands over nothing more: no page was left, or the runtime is going down.
pub(super) async fn ended(reader: &mut JoinSet<()>) -> SyncError {
    while let Some(ended) = reader.join_next().await {
        match ended {
            Err(broken) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
            Ok(()) | Err(_) => {}
        }
    }
    SyncError::Cancelled
}

impl Batch {
    fn of(page: BidPage, goes_on: bool) -> Result<Self, StoreError> {
        Ok(Self {
            reached: page.rows.last().and_then(cursor_of),
            came: page.came,
            unreadable: page.came.saturating_sub(page.rows.len()),
            total: page.total,
            rows: page.rows.into_iter().map(ReadyBid::new).collect::<Result<_, _>>()?,
            pages: 1,
            goes_on,
        })
    }

    fn join(&mut self, next: Self) {
        self.rows.extend(next.rows);
        self.pages = self.pages.saturating_add(next.pages);
        self.reached = next.reached.or(self.reached.take());
        (self.came, self.unreadable, self.goes_on) = (next.came, next.unreadable, next.goes_on);
    }
}

/// A page that is being read and made ready.
type Making = JoinHandle<Came>;

/// Asks for page after page, as far ahead as there is room for. Where the next one begins is known before this one is read:
/// several are read beside each other, on whatever processor is free.
async fn ask(client: &Client, references: &Arc<References>, since: DateTime<Utc>, size: usize, pages: &Sender<Making>) {
    let page_after = async |after: Option<&Cursor>| client.bid_rows(position(after), since, size).await;
    let mut after: Option<Cursor> = None;
    let mut page = page_after(None).await;
    loop {
        // A page without a usable position can't be continued: the next pass starts from the committed cursor.
        let last = page.as_ref().ok().filter(|page| page.came() == size).and_then(BidRows::last);
        let next = last.map(|(updated_at, id)| Cursor { updated_at, id }).filter(|next| after.as_ref() != Some(next));
        let following = async {
            match &next {
                Some(next) => Some(page_after(Some(next)).await),
                None => None,
            }
        };
        let (goes_on, came, references) = (next.is_some(), page, Arc::clone(references));
        let making = tokio::spawn(async move { Ok(Batch::of(came?.read(&*references), goes_on)?) });
        let hand_on = async { pages.send(making).await.is_ok() };
        match tokio::join!(following, hand_on) {
            (Some(following), true) => page = following,
            (None, _) | (_, false) => return,
        }
        after = next;
    }
}

/// Hands the pages on in their order, each when it is ready.
async fn hand_on(mut making: Receiver<Making>, pages: Sender<Came>) {
    while let Some(page) = making.recv().await {
        let ready = match page.await {
            Ok(ready) => ready,
            Err(broken) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
            Err(_going_down) => return,
        };
        if pages.send(ready).await.is_err() {
            return;
        }
    }
}
