//! Pages of the reference books, one book behind the other, on their way while those before them are written: a first reading
//! of large books takes as long as the network needs.

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinSet;

use super::ahead::ended;
use super::engine::{SyncError, is_of_one_call};
use crate::api::cargorun::{ApiError, BookPage, Client};
use crate::domain::id::RecordKind;

/// Pages that may wait: as many as a slow disk needs for a book of some thousand rows.
const AHEAD: usize = 32;

/// The pages of some books in their order. A book ends with a page that is not full, or with an error. Dropped, it gives up
/// the page that is on its way.
pub(super) struct BookPages {
    coming: Receiver<Result<BookPage, ApiError>>,
    reader: JoinSet<()>,
}

impl BookPages {
    /// Begins to read pages of `size` rows.
    pub(super) fn of(client: &Client, books: &'static [RecordKind], size: usize) -> Self {
        let client = client.clone();
        let (pages, coming) = channel(AHEAD);
        let mut reader = JoinSet::new();
        reader.spawn(async move { read(&client, books, size, &pages).await });
        Self { coming, reader }
    }

    /// The next page.
    pub(super) async fn next(&mut self) -> Result<BookPage, SyncError> {
        match self.coming.recv().await {
            Some(page) => Ok(page?),
            None => Err(ended(&mut self.reader).await),
        }
    }
}

/// A book that can't be read does not hold up the others, unless they would meet the same.
async fn read(client: &Client, books: &[RecordKind], size: usize, pages: &Sender<Result<BookPage, ApiError>>) {
    for kind in books {
        let mut skip = 0;
        loop {
            let page = client.book(*kind, size, skip).await;
            let came = page.as_ref().map_or(0, |page| page.came);
            let goes_on = page.as_ref().err().is_none_or(is_of_one_call);
            if pages.send(page).await.is_err() || !goes_on {
                return;
            }
            if came < size {
                break;
            }
            skip += came;
        }
    }
}
