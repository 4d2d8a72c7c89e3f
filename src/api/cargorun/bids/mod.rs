//! Bids: reading those that are done, one for editing, one for viewing, the platform's own overlap check. Pages of a pull are in
//! [`pages`], changes in [`actions`].

mod actions;
mod pages;
mod point;
mod read;
#[cfg(test)]
mod tests;
mod told;
mod update;
mod write;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

pub use actions::{Created, Updated};
pub use pages::{AfterBid, BidPage, BidRows};
pub use told::told;
pub use update::WriteMethod;

pub(crate) use point::contact;

use super::client::{Client, Found};
use super::error::ApiError;
use super::json::{Fields, Row};
use super::odata::{Filter, Query, instant_text};
use super::session::References;
use super::transport::Request;
use crate::domain::id::{BidKey, RemoteId};
use crate::domain::pulled::PulledBid;
use read::Model;

/// The list that both pulls and look-ups read: the only one with `updatedAt`, `externalId` and fact mileage.
const LIST: &str = "/api/bids/GetListForExternal";
/// Rows of a page: larger reads may get the user blocked for a while.
pub(crate) const PAGE: usize = 50;

/// A bid as `bids/Get/{id}` shows it: not written back from, but it has both `updatedAt` and `version`.
#[derive(Debug, Clone, PartialEq)]
pub struct BidView {
    /// The bid; both raw texts are `None`.
    pub bid: PulledBid,
    /// Changes with every change on the platform.
    pub version: Option<String>,
}

/// A question for the platform's own overlap check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollisionQuery {
    /// The bid itself, when the platform has it: it does not collide with itself.
    pub bid: Option<RemoteId>,
    /// The truck.
    pub car: RemoteId,
    /// First planned moment.
    pub first: Option<DateTime<Utc>>,
    /// Last planned moment.
    pub last: Option<DateTime<Utc>>,
    /// It is an empty run.
    pub empty_run: bool,
}

impl Client {
    /// Done bids changed after a moment, with their fact mileage and geozone times: the query of seed 000, chapter 4.1,
    /// read to its end in pages.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn done_bids_since(
        &self,
        after: DateTime<Utc>,
        refs: &dyn References,
    ) -> Result<Vec<PulledBid>, ApiError> {
        let mut done: Vec<PulledBid> = Vec::new();
        let (mut seen, mut skip) = (HashSet::new(), 0);
        loop {
            let filter = Filter::eq("Status", "Done").and(Filter::gt("updatedAt", after));
            let page = self.rows_where(filter, PAGE, skip).await?.read(refs);
            let (known, read) = (done.len(), page.rows.len());
            done.extend(page.rows.into_iter().filter(|bid| seen.insert(bid.remote_id)));
            skip += page.came;
            // A page that brings nothing new comes from a server that does not skip: it would say the same for ever.
            if page.came < PAGE || (read > 0 && done.len() == known) {
                return Ok(done);
            }
        }
    }

    /// How many bids were changed at or after a moment, deleted ones too; `None` when the server does not count.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn count_bids_since(&self, since: DateTime<Utc>) -> Result<Option<u64>, ApiError> {
        let query = Query::new().filter(Filter::ge("updatedAt", since)).order_by("updatedAt,id").page(1, 0);
        Ok(self.list(LIST, query).await?.total)
    }

    /// Bids that carry our handle: none, the one that we made, or more if something went wrong. Deleted ones too.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when other bids came too, or rows that can't be read: then "none" would
    /// prove nothing, and creating the bid again might make it twice.
    pub async fn find_bids_by_external_id(
        &self,
        external_id: &str,
        refs: &dyn References,
    ) -> Result<Found<PulledBid>, ApiError> {
        let query = Query::new().filter(Filter::eq("externalId", external_id)).order_by("id").page(PAGE, 0);
        let found = self.listed(Request::get(LIST, query).about(BidKey::Handle(external_id.to_owned()))).await?;
        let bids = found.rows.into_iter().filter_map(|row| read::bid(row, Model::List, refs));
        let ours: Vec<PulledBid> = bids.filter(|bid| bid.external_id.as_deref() == Some(external_id)).collect();
        if ours.len() == found.came {
            return Ok(Found { rows: ours, at: found.date });
        }
        Err(ApiError::Malformed { what: format!("{LIST}: bids that were not asked for") })
    }

    /// One bid as the list has it, with `updatedAt`, status and fact times; `None` when the list doesn't have it.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn bid_row(&self, id: RemoteId, refs: &dyn References) -> Result<Option<PulledBid>, ApiError> {
        let query = Query::new().filter(Filter::eq("id", id.0)).order_by("updatedAt,id").page(1, 0);
        let found = self.listed(Request::get(LIST, query).about(BidKey::Number(id))).await?;
        let bids = found.rows.into_iter().filter_map(|row| read::bid(row, Model::List, refs));
        Ok(bids.into_iter().find(|bid| bid.remote_id == id))
    }

    /// A bid in the shape that is written back; its `edit_raw` is set. It has no `updatedAt` and no fact times.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when another bid came.
    pub async fn bid_for_edit(&self, id: RemoteId, refs: &dyn References) -> Result<PulledBid, ApiError> {
        let path = format!("/api/TruckingBids/Get/{id}");
        let row = self.one(&path, Query::new()).await?;
        asked_for(read::bid(row, Model::Edit, refs), id, &path)
    }

    /// A bid for looking at.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when another bid came.
    pub async fn bid_view(&self, id: RemoteId, refs: &dyn References) -> Result<BidView, ApiError> {
        let path = format!("/api/bids/Get/{id}");
        let row = self.one(&path, Query::new()).await?;
        let version = row.fields().text(&["version"]);
        Ok(BidView { bid: asked_for(read::bid(row, Model::View, refs), id, &path)?, version })
    }

    /// Bids whose dates the platform finds crossing; they may be bids that this desk has never read.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn collisions(&self, question: CollisionQuery) -> Result<Vec<RemoteId>, ApiError> {
        let path = "/api/TruckingBids/GetBidCollisions";
        let mut query = Query::new()
            .with("Id", question.bid.map_or(0, |id| id.0).to_string())
            .with("CarId", question.car.to_string());
        if let Some(first) = question.first {
            query = query.with("FirstPointPlanEnterDate", instant_text(first));
        }
        if let Some(last) = question.last {
            query = query.with("LastPointPlanEnterDate", instant_text(last));
        }
        query = query.with("IsEmptyMileageBid", question.empty_run.to_string()).with("ByPlanAndFactDates", "false");
        let mut request = Request::get(path, query);
        request.about = question.bid.map(BidKey::Number);
        let answer = self.call(request).await?;
        if answer.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let row = Row::read(&answer.text).ok_or_else(|| answer.malformed(path))?;
        Ok(collision_ids(row.fields()))
    }
}

/// The `version` of a bid's raw text, list rows aside, which have none.
#[must_use]
pub fn version_of(raw: &str) -> Option<String> {
    Row::read(raw)?.fields().text(&["version"])
}

fn asked_for(bid: Option<PulledBid>, id: RemoteId, path: &str) -> Result<PulledBid, ApiError> {
    bid.filter(|bid| bid.remote_id == id)
        .ok_or_else(|| ApiError::Malformed { what: format!("{path}: another bid, or none") })
}

fn collision_ids(fields: Fields<'_>) -> Vec<RemoteId> {
    let mut ids: Vec<RemoteId> =
        fields.ids(&["collisionBidIds"]).into_iter().chain(fields.id(&["collisionEmptyMileageBidId"])).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
