//! Moving a route in time: all plan times by the same stretch, but those that have become past.

use chrono::{NaiveDateTime, TimeDelta};

use super::{ArriveAt, ChangeRefusal, is_passed};
use crate::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, PointKind};

/// Moves the points that may still be moved.
///
/// Local times at points of different zones all move by the same stretch, so the way between them takes what it took.
pub(super) fn shift(bid: &mut Bid, facts: &BidFacts, by: TimeDelta) -> Result<(), ChangeRefusal> {
    let first = first_movable(bid, facts)?;
    if by.is_zero() {
        return Ok(());
    }
    let (reached, ahead) = bid.points.split_at_mut(first);
    let floor = reached.iter().filter_map(BidPoint::plan_enter_utc).max();
    let mut any = false;
    for point in ahead.iter_mut().filter(|point| point.kind != PointKind::Start) {
        for time in [&mut point.plan_enter, &mut point.window_end, &mut point.plan_leave].into_iter().flatten() {
            *time = time.checked_add_signed(by).ok_or(ChangeRefusal::NoDates)?;
            any = true;
        }
        if point.plan_enter_utc().zip(floor).is_some_and(|(at, floor)| at < floor) {
            return Err(ChangeRefusal::BeforeReached);
        }
    }
    if any { Ok(()) } else { Err(ChangeRefusal::NoDates) }
}

/// The stretch after which the first point that may be moved is arrived at at this moment, local time of its address.
pub(super) fn until(bid: &Bid, facts: &BidFacts, at: NaiveDateTime) -> Result<TimeDelta, ChangeRefusal> {
    let first = first_movable(bid, facts)?;
    let mut ahead = bid.points.iter().skip(first).filter(|point| point.kind != PointKind::Start);
    let planned = ahead.find_map(|point| point.plan_enter).ok_or(ChangeRefusal::NoDates)?;
    Ok(at.signed_duration_since(planned))
}

/// Moves one point to another arrival, and those behind it along where that is asked for.
pub(super) fn arrive(bid: &mut Bid, facts: &BidFacts, wish: ArriveAt) -> Result<(), ChangeRefusal> {
    let known = bid.points.get(wish.point).filter(|point| point.kind != PointKind::Start);
    if known.is_none_or(|point| point.plan_enter != wish.was) {
        return Err(ChangeRefusal::PointMoved);
    }
    if is_passed(bid, facts, wish.point) {
        return Err(ChangeRefusal::PointPassed);
    }
    let first = first_movable(bid, facts)?;
    let (reached, ahead) = bid.points.split_at_mut(first);
    let floor = reached.iter().filter_map(BidPoint::plan_enter_utc).max();
    let by = wish.was.map(|was| wish.at.signed_duration_since(was));
    for (place, point) in (first..).zip(ahead.iter_mut()) {
        let moves = place == wish.point || (wish.along && place > wish.point && point.kind != PointKind::Start);
        match by {
            // A point without a time gets one; nothing moves along, for there is no stretch to move by.
            None if place == wish.point => point.plan_enter = Some(wish.at),
            Some(by) if moves => {
                for time in [&mut point.plan_enter, &mut point.window_end, &mut point.plan_leave].into_iter().flatten()
                {
                    *time = time.checked_add_signed(by).ok_or(ChangeRefusal::NoDates)?;
                }
            }
            _ => continue,
        }
        if point.plan_enter_utc().zip(floor).is_some_and(|(at, floor)| at < floor) {
            return Err(ChangeRefusal::BeforeReached);
        }
    }
    Ok(())
}

/// Place of the first point that the truck has not been at; of a bid that isn't on the road, the first of all.
pub(super) fn first_movable(bid: &Bid, facts: &BidFacts) -> Result<usize, ChangeRefusal> {
    if facts.status != BidStatus::Started {
        return Ok(0);
    }
    let last_reached = bid.points.iter().rposition(|point| is_reached(point, facts));
    let first = last_reached.map_or(0, |place| place.saturating_add(1));
    if first < bid.points.len() || bid.points.is_empty() { Ok(first) } else { Err(ChangeRefusal::AllPassed) }
}

fn is_reached(point: &BidPoint, facts: &BidFacts) -> bool {
    let of_point = facts.points.iter().find(|known| Some(known.point) == point.remote_id);
    of_point
        .is_some_and(|known| known.auto_entered_at.or(known.driver_entered_at).or(known.logist_entered_at).is_some())
}
