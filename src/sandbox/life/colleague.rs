//! Another dispatcher, who works beside us: now and then a price, a plan time or a note of a bid is changed by somebody else.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use uuid::Builder;

use super::super::http::answer::Refusal;
use super::super::model::bid::Bid;
use super::super::model::names::PointKind;
use super::super::rules::{bid_points, crossing};
use super::super::seed::rng::Rng;
use super::super::world::World;
use super::agenda::Happening;
use super::awake::COLLEAGUE_PAUSE;

/// Edits one of the bids that are still worked with.
pub(super) fn edit(world: &mut World, at: DateTime<Utc>) -> Result<(), Refusal> {
    world.life.schedule_after(Happening::Colleague, at, COLLEAGUE_PAUSE.0, COLLEAGUE_PAUSE.1);
    let mut rng = world.life.chances.of("edit", at.timestamp());
    let launched: Vec<i64> = if rng.chance(0.4) { world.active.all().collect() } else { Vec::new() };
    let drafts = rng.below(world.life.open.len());
    let chosen = rng.pick(&launched).copied().or_else(|| world.life.open.iter().nth(drafts).copied());
    let chosen = chosen.and_then(|bid| world.bids.get(bid)).cloned();
    let Some(mut bid) = chosen else { return Ok(()) };
    let is_changed = match rng.below(10) {
        0..=3 => price(&mut bid, &mut rng),
        4..=6 => plan(world, &mut bid, &mut rng),
        _ => note(world, &mut bid, &mut rng),
    };
    if !is_changed && !price(&mut bid, &mut rng) {
        return Ok(());
    }
    bid.life.version = Builder::from_random_bytes(rng.bytes()).into_uuid().to_string();
    world.save_bid(bid)
}

/// Some thousand roubles more or less.
fn price(bid: &mut Bid, rng: &mut Rng) -> bool {
    let thousands = rng.pick(&[-3_i64, -2, -1, 1, 2, 3, 4, 5, 7]).copied().unwrap_or(1);
    let Some(price) = bid.terms.price else { return false };
    let changed = price + Decimal::from(thousands * 1_000);
    if changed <= Decimal::ZERO {
        return false;
    }
    bid.terms.price = Some(changed);
    true
}

/// A point that nobody has come to is planned anew, where the rules allow it.
fn plan(world: &World, bid: &mut Bid, rng: &mut Rng) -> bool {
    let half_hours = rng.pick(&[-3_i64, -2, -1, 1, 2, 3, 4, 6]).copied().unwrap_or(1);
    let by = TimeDelta::minutes(half_hours * 30);
    let mut changed = bid.clone();
    let ahead = changed.points.iter_mut().filter(|point| point.kind != PointKind::StartPoint);
    let mut ahead: Vec<_> = ahead.filter(|point| point.facts.entered().is_none()).collect();
    let place = rng.below(ahead.len());
    let Some(point) = ahead.get_mut(place) else { return false };
    let plan = &mut point.plan;
    plan.enter += by;
    plan.enter_until = plan.enter_until.map(|until| until + by);
    plan.leave = plan.leave.map(|leave| leave + by);
    let is_allowed =
        bid_points::check_route(&changed).is_ok() && (!changed.is_active() || crossing::check(world, &changed).is_ok());
    if is_allowed {
        *bid = changed;
    }
    is_allowed
}

fn note(world: &World, bid: &mut Bid, rng: &mut Rng) -> bool {
    let note = rng.pick(&world.life.phrases.notes).cloned();
    let place = rng.below(bid.points.len());
    let Some(point) = bid.points.get_mut(place).filter(|point| point.kind != PointKind::StartPoint) else {
        return false;
    };
    if note.is_none() || point.comment == note {
        return false;
    }
    point.comment = note;
    true
}
