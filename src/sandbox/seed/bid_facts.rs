//! What has happened of a demo bid by now: who came where and when, how far it was, what is paid.

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use serde_json::json;

use super::super::model::bid::Bid;
use super::super::model::names::{BidStatus, LoadUnloadStatus, PointKind};
use super::super::model::point::PointFacts;
use super::rng::Rng;

/// Lets a bid live until now. `serial` makes its date of change differ from every other's.
pub(super) fn live(bid: &mut Bid, serial: u32, now: DateTime<Utc>, rng: &mut Rng) {
    let status = bid.life.status;
    if matches!(status, BidStatus::Started | BidStatus::Done) {
        start(bid, now, rng);
        visit_points(bid, now, rng);
    }
    let last_change = match status {
        BidStatus::New => bid.life.created_at,
        BidStatus::Planned => bid.life.created_at + TimeDelta::minutes(rng.between(5, 55)),
        BidStatus::Started => last_fact(bid).unwrap_or(bid.life.created_at),
        BidStatus::Done => finish(bid, rng),
        BidStatus::Canceled => {
            let cancelled = bid.life.created_at + TimeDelta::minutes(rng.between(5, 55));
            bid.life.ended_at = Some(cancelled);
            cancelled
        }
    };
    bid.life.updated_at = apart(last_change.min(now - TimeDelta::minutes(1)), serial);
}

/// The moment with a fraction that only this bid has.
fn apart(moment: DateTime<Utc>, serial: u32) -> DateTime<Utc> {
    moment.with_nanosecond(serial.saturating_add(1).saturating_mul(100) % 1_000_000_000).unwrap_or(moment)
}

fn start(bid: &mut Bid, now: DateTime<Utc>, rng: &mut Rng) {
    let Some((from, _)) = bid.period() else { return };
    let started_at = (from - TimeDelta::minutes(rng.between(60, 900))).max(bid.life.created_at).min(now);
    bid.life.started_at = Some(started_at);
    bid.life.first_started_at = Some(started_at);
    bid.life.accepted_by_driver_at =
        rng.chance(0.9).then(|| (started_at + TimeDelta::minutes(rng.between(2, 50))).min(now));
}

/// The tracker saw the truck at every point that it should have reached; the driver pressed his buttons at most of them.
fn visit_points(bid: &mut Bid, now: DateTime<Utc>, rng: &mut Rng) {
    let is_done = bid.life.status == BidStatus::Done;
    let mut left_before = bid.life.created_at;
    let mut order: Vec<usize> = (0..bid.points.len()).collect();
    order.sort_by_key(|place| bid.points.get(*place).map(|point| point.order));
    for place in order {
        let Some(point) = bid.points.get_mut(place) else { continue };
        let late = TimeDelta::minutes(rng.between(-40, 95));
        let entered = (point.plan.enter_utc() + late).max(left_before + TimeDelta::minutes(30));
        let left = entered + TimeDelta::minutes(rng.between(55, 230));
        if !is_done && entered >= now {
            break;
        }
        let has_left = is_done || left < now;
        let pressed = rng.chance(0.8);
        let fact_distance = point.facts.plan_distance_m.map(|way| (way * rng.real(0.985, 1.06)).round());
        point.facts = PointFacts {
            // A trip that is done has left where it entered, whatever the hour it is looked at.
            auto_entered_at: Some(entered.min(now - TimeDelta::minutes(1))),
            auto_left_at: has_left.then(|| left.min(now)),
            entered_at: pressed.then(|| (entered + TimeDelta::minutes(rng.between(1, 12))).min(now)),
            load_unloaded_at: (pressed && has_left).then(|| (left - TimeDelta::minutes(8)).min(now)),
            fact_distance_m: fact_distance,
            ..point.facts.clone()
        };
        bid.figures.fact_mileage_m += fact_distance.unwrap_or_default();
        bid.figures.load_status = Some(match (point.kind, has_left) {
            (PointKind::UnloadPoint, true) => LoadUnloadStatus::Unloaded,
            (PointKind::UnloadPoint, false) => LoadUnloadStatus::AtUnloading,
            (_, true) => LoadUnloadStatus::Loaded,
            (_, false) => LoadUnloadStatus::AtLoading,
        });
        left_before = left;
    }
    let ahead = bid.points.iter().filter(|point| point.facts.auto_entered_at.is_none());
    bid.figures.estimated_at = ahead.map(|point| point.plan.enter_utc()).min().filter(|_| !is_done);
}

fn last_fact(bid: &Bid) -> Option<DateTime<Utc>> {
    let seen = bid.points.iter().flat_map(|point| [point.facts.auto_entered_at, point.facts.auto_left_at]);
    seen.flatten().chain(bid.life.started_at).max()
}

/// Ends a bid that is done, and pays for some of them. Answers when it was changed last.
fn finish(bid: &mut Bid, rng: &mut Rng) -> DateTime<Utc> {
    let ended = last_fact(bid).unwrap_or(bid.life.created_at) + TimeDelta::minutes(rng.between(3, 50));
    bid.life.ended_at = Some(ended);
    if rng.chance(0.35) {
        let invoice = ended.date_naive() + TimeDelta::days(1);
        let payment = json!({ "invoiceDate": invoice.to_string(), "paymentStatus": "NotPaid" });
        bid.terms.extras.insert("payment".to_owned(), payment);
    }
    ended
}
