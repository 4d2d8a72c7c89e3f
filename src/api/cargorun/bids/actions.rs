//! Changes of bids. None is repeated by the client; whether a failed one may have been made says
//! [`ApiError::outcome_unknown`].

use serde_json::{Value, json};

use super::update::{self, WriteMethod};
use super::write;
use crate::api::cargorun::client::Client;
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::{Fields, answered_id};
use crate::api::cargorun::odata::instant_text;
use crate::api::cargorun::session::References;
use crate::api::cargorun::transport::{Answer, Request};
use crate::domain::bid::{Bid, PointKind};
use crate::domain::completion::{Completion, PointTimes};
use crate::domain::id::{BidKey, RemoteId};
use crate::domain::pulled::PulledBid;

/// A bid that the platform has just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Created {
    /// Its number.
    pub id: RemoteId,
    /// `false` when the platform found no road between the points; `None` when it didn't say.
    pub is_route_built: Option<bool>,
}

/// A bid that the platform has just changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Updated {
    /// How it was sent.
    pub method: WriteMethod,
    /// `false` when the platform found no road between the points; `None` when it didn't say.
    pub is_route_built: Option<bool>,
}

impl Client {
    /// Creates a draft under our handle. Creating twice makes two bids: look the handle up first when an earlier try's
    /// outcome is unknown.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::MissingReference`] and [`ApiError::Unsendable`] before anything is sent;
    /// [`ApiError::Malformed`] when the answer names no number, though the bid may be there.
    pub async fn create_bid(&self, bid: &Bid, external_id: &str, refs: &dyn References) -> Result<Created, ApiError> {
        let path = "/api/TruckingBids/Apply";
        let body = write::creation(bid, external_id, refs)?;
        let request = Request::post(path, body).about(BidKey::Handle(external_id.to_owned()));
        let answer = self.call(request).await?;
        let value = answer.json(path)?;
        let id = answered_id(&value).ok_or_else(|| answer.malformed(path))?;
        Ok(Created { id, is_route_built: route_built(&value) })
    }

    /// Sends the named top-level fields of `changed` to the bid that `fresh` has just been read from by
    /// [`Client::bid_for_edit`]; everything else goes back as it came. With no field nothing is sent.
    ///
    /// # Errors
    /// Those of any call; [`ApiError::MissingReference`] and [`ApiError::Unsendable`] before anything is sent.
    pub async fn update_bid(
        &self,
        fresh: &PulledBid,
        changed: &Bid,
        fields: &[&str],
        refs: &dyn References,
    ) -> Result<Updated, ApiError> {
        let (method, body) = update::request(fresh, changed, fields, refs)?;
        if fields.is_empty() {
            return Ok(Updated { method, is_route_built: None });
        }
        let path = match method {
            WriteMethod::Patch => "/api/TruckingBids/Patch",
            WriteMethod::Apply => "/api/TruckingBids/Apply",
        };
        let answer = self.call(Request::post(path, body).about(BidKey::Number(fresh.remote_id))).await?;
        Ok(Updated { method, is_route_built: told_route(&answer, path)? })
    }

    /// Starts a bid. While its truck has another active bid the platform makes it `Planned` by itself: read it back.
    ///
    /// # Errors
    /// Those of any call; a refusal names the bid that stands in the way.
    pub async fn set_started(&self, id: RemoteId) -> Result<(), ApiError> {
        self.act_on(id, "/api/TruckingBids/SetStatus", json!({"id": id, "bidId": id, "status": "Started"})).await
    }

    /// Brings a bid back to a draft.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn revert(&self, id: RemoteId) -> Result<(), ApiError> {
        self.act_on(id, "/api/TruckingBids/Revert", json!({"bidId": id})).await
    }

    /// Cancels a bid.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn cancel(&self, id: RemoteId) -> Result<(), ApiError> {
        self.act_on(id, "/api/Bids/Cancel", json!({"bidId": id})).await
    }

    /// Deletes a bid; the platform takes that only of a draft.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn delete_bid(&self, id: RemoteId) -> Result<(), ApiError> {
        self.act_on(id, "/api/Bids/Delete", json!({"bidId": id})).await
    }

    /// Restores a deleted bid. The documents disagree on the name of its number; the OpenAPI file has `id`.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn restore_bid(&self, id: RemoteId) -> Result<(), ApiError> {
        self.act_on(id, "/api/Bids/Restore", json!({"id": id})).await
    }

    /// Ends a bid by hand. The mileage goes out in kilometres, the times in UTC.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn force_complete(&self, id: RemoteId, completion: &Completion) -> Result<(), ApiError> {
        let points: Vec<Value> = completion.points.iter().map(times).collect();
        let body = json!({
            "bidId": id,
            "reason": completion.reason.trim(),
            "mileage": completion.mileage_km.unwrap_or_default(),
            "useOdometerMileage": completion.odometer,
            "bidPoints": points,
        });
        self.act_on(id, "/api/TruckingBids/ForceComplete", body).await
    }
}

/// `BidPointDatesByLogistModel`: a time that isn't known isn't sent.
fn times(times: &PointTimes) -> Value {
    let mut point = json!({"id": times.point});
    let done = match times.kind {
        PointKind::Load => Some("Loaded"),
        PointKind::Unload => Some("Unloaded"),
        PointKind::Start | PointKind::Custom | PointKind::Service => None,
    };
    if let Some(object) = point.as_object_mut() {
        for (name, at) in [("enteredAtByLogist", times.entered), ("loadUnloadedAtByLogist", times.left)] {
            if let Some(at) = at {
                object.insert(name.to_owned(), json!(instant_text(at)));
            }
        }
        if let (Some(done), Some(_)) = (done, times.left) {
            object.insert("loadUnloadStatus".to_owned(), json!(done));
        }
    }
    point
}

fn route_built(value: &Value) -> Option<bool> {
    Fields::of(value.as_object()?).flag(&["isRouteBuilt"])
}

/// The word about the route in the answer to a change, which may well be empty.
fn told_route(answer: &Answer, path: &str) -> Result<Option<bool>, ApiError> {
    if answer.is_web_page() {
        return Err(answer.malformed(path));
    }
    Ok(serde_json::from_str(&answer.text).ok().and_then(|value| route_built(&value)))
}
