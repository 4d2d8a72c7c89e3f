//! Pages of a pull: the rows as they came, and read. Apart, for where the next page begins is known before this one is read.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};

use super::LIST;
use super::read::{self, Model};
use crate::api::cargorun::client::{Client, List};
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::{Row, Written};
use crate::api::cargorun::odata::{Filter, Literal, Query, instant_text};
use crate::api::cargorun::session::References;
use crate::domain::pulled::PulledBid;

/// The last row that a pull has committed: server values only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterBid<'a> {
    /// Its `updatedAt`, exactly as the server wrote it.
    pub updated_at: &'a str,
    /// Its number.
    pub id: i64,
}

/// A page of bids.
#[derive(Debug, Clone, PartialEq)]
pub struct BidPage {
    /// The bids, by `updatedAt` and number.
    pub rows: Vec<PulledBid>,
    /// How many rows came, readable or not: fewer than asked for is the end.
    pub came: usize,
    /// How many bids the question finds in all, when the server says.
    pub total: Option<u64>,
}

/// The same page as it came.
#[derive(Debug)]
pub struct BidRows {
    rows: Vec<Row>,
    came: usize,
    total: Option<u64>,
}

impl BidRows {
    /// How many rows came, readable or not.
    #[must_use]
    pub const fn came(&self) -> usize {
        self.came
    }

    /// `updatedAt` as the server wrote it and number of the last bid, where the next page begins; `None` when there is none, or
    /// it has no date.
    #[must_use]
    pub fn last(&self) -> Option<(String, i64)> {
        let mut bids = self.rows.iter().rev().map(Row::fields);
        let (fields, id) = bids.find_map(|fields| Some((fields, fields.id(&["id"])?)))?;
        Some((fields.text(&["updatedAt"])?, id.0))
    }

    /// Reads the bids.
    #[must_use]
    pub fn read(self, refs: &dyn References) -> BidPage {
        let rows = self.rows.into_iter().filter_map(|row| read::bid(row, Model::List, refs)).collect();
        BidPage { rows, came: self.came, total: self.total }
    }
}

impl Client {
    /// The next page of a pull: bids changed at or after `since`, or, with `after`, those that follow that row in the
    /// order of `updatedAt` and number. No row is skipped or doubled by rows that change between two pages.
    ///
    /// A server that refuses `or` in a filter is asked from the same `updatedAt` on, and what came before is left out here.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] when `after` holds no date.
    pub async fn bids_page(
        &self,
        after: Option<AfterBid<'_>>,
        since: DateTime<Utc>,
        top: usize,
        refs: &dyn References,
    ) -> Result<BidPage, ApiError> {
        Ok(self.bid_rows(after, since, top).await?.read(refs))
    }

    /// The same page, not read yet.
    ///
    /// # Errors
    /// Those of [`Client::bids_page`].
    pub async fn bid_rows(
        &self,
        after: Option<AfterBid<'_>>,
        since: DateTime<Utc>,
        top: usize,
    ) -> Result<BidRows, ApiError> {
        let Some(after) = after else {
            return self.rows_where(Filter::ge("updatedAt", since), top, 0).await;
        };
        let no_date = || ApiError::Unsendable { what: "the position of the pull holds no date".to_owned() };
        let moment = Written::parse(after.updated_at).ok_or_else(no_date)?;
        let raw = || Literal::ServerInstant(literal(after.updated_at, moment));
        if !self.known.no_keyset.load(Ordering::Relaxed) {
            let later = Filter::gt("updatedAt", raw());
            let same = Filter::eq("updatedAt", raw()).and(Filter::gt("id", after.id));
            match self.rows_where(later.or(same).enclosed(), top, 0).await {
                Err(ApiError::Refused { .. }) => {}
                answer => return answer,
            }
        }
        let page = self.following(Filter::ge("updatedAt", raw()), (moment.instant(), after.id), top).await;
        if page.is_ok() {
            self.known.no_keyset.store(true, Ordering::Relaxed);
        }
        page
    }

    /// The same page without `or`: from the row's own moment on, leaving out what does not follow it.
    async fn following(&self, from: Filter, after: (DateTime<Utc>, i64), top: usize) -> Result<BidRows, ApiError> {
        let follows = |row: &Row| {
            let fields = row.fields();
            let id = fields.id(&["id"]);
            id.is_some_and(|id| fields.instant(&["updatedAt"]).is_none_or(|at| (at, id.0) > after))
        };
        let mut skip = 0;
        loop {
            let mut page = self.rows_where(from.clone(), top, skip).await?;
            let came = page.came;
            page.rows.retain(follows);
            if !page.rows.is_empty() || came < top {
                return Ok(page);
            }
            skip += came;
        }
    }

    pub(super) async fn rows_where(&self, filter: Filter, top: usize, skip: usize) -> Result<BidRows, ApiError> {
        let query = Query::new().filter(filter).order_by("updatedAt,id").page(top, skip);
        let List { rows, came, total, .. } = self.list(LIST, query).await?;
        Ok(BidRows { rows, came, total })
    }
}

/// `updatedAt` as a filter takes it: as the server wrote it, with the `T` and the `Z` that a filter can't do without.
fn literal(raw: &str, moment: Written) -> String {
    let text = raw.trim().replacen(' ', "T", 1);
    match moment.offset {
        _ if !text.contains(':') => instant_text(moment.instant()),
        Some(_) => text,
        None => format!("{text}Z"),
    }
}
