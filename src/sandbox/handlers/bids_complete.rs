//! `TruckingBids/ForceComplete`: a dispatcher ends a bid by hand.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::http::request::Call;
use super::super::model::bid::{Bid, ForcedEnd};
use super::super::model::names::{BidStatus, LoadUnloadStatus};
use super::super::rules::track;
use super::super::sentences;
use super::super::world::World;
use super::bids_life::{changeable_bid, number};

/// The longest reason.
const REASON_LENGTH: usize = 1_000;

/// `POST TruckingBids/ForceComplete {bidId, reason, mileage, useOdometerMileage, bidPoints}`.
///
/// The mileage comes in kilometres and is read in metres. With the odometer's mileage the given one is not looked at.
pub(crate) fn force_complete(world: &mut World, call: &Call) -> Outcome {
    let mut bid = changeable_bid(world, number(call)?)?;
    if !matches!(bid.life.status, BidStatus::Started | BidStatus::Planned) {
        return refuse(sentences::bid_cannot_be_completed(bid.id));
    }
    let fields = call.fields();
    let reason = fields.words("reason")?;
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_LENGTH) {
        return refuse(sentences::too_long("reason", REASON_LENGTH));
    }
    let now = world.clock.now();
    let odometer = fields.flag("useOdometerMileage")?.unwrap_or_default();
    let mileage_km = fields.float("mileage")?;
    let mileage_km = match mileage_km {
        _ if odometer => by_odometer(world, &bid, now),
        None => return refuse(sentences::is_required("mileage")),
        Some(given) if given < 0.0 => return refuse(sentences::below_zero("mileage")),
        Some(given) => given,
    };
    for point in fields.objects("bidPoints")?.unwrap_or_default() {
        mark_point(&mut bid, &point, now)?;
    }
    bid.figures.fact_mileage_m = (mileage_km * 1000.0).round();
    bid.figures.estimated_at = None;
    bid.life.status = BidStatus::Done;
    bid.life.ended_at = Some(now);
    bid.life.started_at = bid.life.started_at.or(Some(now));
    bid.life.forced = Some(ForcedEnd { reason, by: world.user_id(), at: now, odometer });
    world.save_changed_bid(bid)?;
    Ok(Answer::Done)
}

/// What the truck drove since the bid was started.
fn by_odometer(world: &World, bid: &Bid, now: DateTime<Utc>) -> f64 {
    let since = bid.life.started_at.unwrap_or(now);
    bid.terms.car_id.map_or(0.0, |car| track::mileage_km(world, car, (since, now)))
}

/// `BidPointDatesByLogistModel`. Times come in UTC, or local with the point's `timeOffset` beside them, as the page sends
/// them.
fn mark_point(bid: &mut Bid, fields: &Fields<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let id = fields.reference("id")?.unwrap_or_default();
    let Some(point) = bid.points.iter_mut().find(|point| point.id == id) else {
        return refuse(sentences::unknown_id(&fields.name("id"), id));
    };
    let entered = moment(fields, "enteredAtByLogist")?;
    let left = moment(fields, "loadUnloadedAtByLogist")?;
    // Clocks differ a little between desks and servers.
    let future = now + TimeDelta::minutes(5);
    for (field, at) in [("enteredAtByLogist", entered), ("loadUnloadedAtByLogist", left)] {
        if at.is_some_and(|at| at > future) {
            return refuse(sentences::is_in_the_future(&fields.name(field)));
        }
    }
    let came = entered.or(point.facts.entered_at_by_logist);
    if let (Some(came), Some(left)) = (came, left)
        && left < came
    {
        return refuse(sentences::left_before_entered(&fields.name("loadUnloadedAtByLogist")));
    }
    let status = fields.name_of::<LoadUnloadStatus>("loadUnloadStatus")?;
    point.facts.entered_at_by_logist = came;
    point.facts.load_unloaded_at_by_logist = left.or(point.facts.load_unloaded_at_by_logist);
    bid.figures.load_status = status.or(bid.figures.load_status);
    Ok(())
}

fn moment(fields: &Fields<'_>, field: &str) -> Result<Option<DateTime<Utc>>, Refusal> {
    let zoneless = fields.text(field)?.is_some_and(|text| !has_zone(&text));
    let offset = fields.words("timeOffset")?.filter(|_| zoneless);
    let Some(offset) = offset else { return fields.moment(field) };
    let Some(seconds) = offset.parse::<chrono::FixedOffset>().ok().map(|offset| offset.local_minus_utc()) else {
        return refuse(sentences::not_a_date(&fields.name("timeOffset")));
    };
    let utc = |local: chrono::NaiveDateTime| local.and_utc() - TimeDelta::seconds(i64::from(seconds));
    Ok(fields.local_time(field)?.map(utc))
}

/// True when a time says its zone: a `Z`, or a sign behind the date.
fn has_zone(text: &str) -> bool {
    text.ends_with(['Z', 'z']) || text.chars().skip(10).any(|c| c == '+' || c == '-')
}
