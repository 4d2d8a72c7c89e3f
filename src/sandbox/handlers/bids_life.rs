//! A bid's life: start, back to a draft, cancel, delete, restore.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::model::bid::Bid;
use super::super::model::names::{BidStatus, PointKind};
use super::super::rules::references::Reference;
use super::super::rules::{bid_points, crossing, minimal_set};
use super::super::sentences;
use super::super::world::World;

/// The number of the bid that a request is about. Methods disagree on its name, so both are read, and the one that isn't
/// zero counts.
pub(super) fn number(call: &Call) -> Result<i64, Refusal> {
    let fields = call.fields();
    let (id, bid_id) = (fields.reference("id")?, fields.reference("bidId")?);
    Ok(bid_id.or(id).unwrap_or_default())
}

/// A bid that may be changed: there, and not deleted.
pub(super) fn changeable_bid(world: &World, id: i64) -> Result<Bid, Refusal> {
    match world.bids.get(id) {
        None => refuse(sentences::bid_not_found(id)),
        Some(bid) if bid.life.deleted => refuse(sentences::bid_is_deleted(id)),
        Some(bid) => Ok(bid.clone()),
    }
}

/// `POST TruckingBids/SetStatus {bidId, status: "Started"}`.
///
/// A bid that crosses another launched one is refused; a bid whose truck is on the road with another one waits as
/// `Planned`.
pub(crate) fn set_status(world: &mut World, call: &Call) -> Outcome {
    let mut bid = changeable_bid(world, number(call)?)?;
    match call.fields().name_of("status")? {
        Some(BidStatus::Started) => {}
        Some(BidStatus::New | BidStatus::Planned | BidStatus::Canceled | BidStatus::Done) | None => {
            return refuse(sentences::only_start_is_set());
        }
    }
    if !matches!(bid.life.status, BidStatus::New | BidStatus::Planned) {
        return refuse(sentences::bid_cannot_start(bid.id));
    }
    check_crew(world, &bid)?;
    bid_points::check_route(&bid)?;
    minimal_set::check(&bid)?;
    crossing::check(world, &bid)?;
    if crossing::car_is_on_the_road(world, &bid) {
        bid.life.status = BidStatus::Planned;
    } else {
        let now = world.clock.now();
        bid.life.status = BidStatus::Started;
        bid.life.started_at = Some(now);
        bid.life.first_started_at = bid.life.first_started_at.or(Some(now));
    }
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}

/// Nobody starts with a truck or a driver that was deleted meanwhile.
fn check_crew(world: &World, bid: &Bid) -> Result<(), Refusal> {
    let anew = |field, now| Reference { field, now, before: None };
    anew("carId", bid.terms.car_id).check_car(world)?;
    anew("trailerId", bid.terms.trailer_id).check_trailer(world)?;
    anew("driverId", bid.terms.driver_id).check_driver(world)?;
    anew("secondaryDriverId", bid.terms.second_driver_id).check_driver(world)
}

/// `POST TruckingBids/Revert {bidId}`: back to a draft from wherever it stands.
pub(crate) fn revert(world: &mut World, call: &Call) -> Outcome {
    let mut bid = changeable_bid(world, number(call)?)?;
    if bid.life.status == BidStatus::New {
        return refuse(sentences::bid_is_a_draft(bid.id));
    }
    bid.life.status = BidStatus::New;
    bid.life.started_at = None;
    bid.life.ended_at = None;
    bid.life.forced = None;
    bid.figures.load_status = None;
    bid.figures.estimated_at = None;
    bid.points.retain(|point| point.kind != PointKind::StartPoint);
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}

/// `POST Bids/Cancel {bidId}`.
pub(crate) fn cancel(world: &mut World, call: &Call) -> Outcome {
    let mut bid = changeable_bid(world, number(call)?)?;
    if matches!(bid.life.status, BidStatus::Done | BidStatus::Canceled) {
        return refuse(sentences::bid_cannot_be_cancelled(bid.id));
    }
    bid.life.status = BidStatus::Canceled;
    bid.life.ended_at = Some(world.clock.now());
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}

/// `POST Bids/Delete {bidId}`: only a draft.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let mut bid = changeable_bid(world, number(call)?)?;
    if bid.life.status != BidStatus::New {
        return refuse(sentences::only_drafts_are_deleted(bid.id));
    }
    bid.life.deleted = true;
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}

/// `POST Bids/Restore {id}` (its document says `bidId`).
pub(crate) fn restore(world: &mut World, call: &Call) -> Outcome {
    let id = number(call)?;
    let Some(bid) = world.bids.get(id) else { return refuse(sentences::bid_not_found(id)) };
    if !bid.life.deleted {
        return refuse(sentences::bid_is_not_deleted(id));
    }
    let mut bid = bid.clone();
    bid.life.deleted = false;
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}
