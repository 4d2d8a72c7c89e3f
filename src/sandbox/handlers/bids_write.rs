//! `TruckingBids/Apply` and `Patch`: making a draft, overwriting a bid, changing the given fields of one.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::model::bid::{Bid, Figures, Life, Terms};
use super::super::model::book::Counterparty;
use super::super::model::names::{BidStatus, PointKind};
use super::super::model::point::PointFacts;
use super::super::rules::{bid_points, bid_terms, cargos, crossing, minimal_set, own_kinds, route};
use super::super::sentences;
use super::super::world::World;
use super::bids_life::{changeable_bid, number};
use super::named;

/// `POST TruckingBids/Apply`: with number zero a new draft, else the bid as a whole; what isn't given is reset.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let before = match number(call)? {
        0 => blank(world),
        id => changeable_bid(world, id)?,
    };
    let fields = call.fields();
    // The status of a bid isn't set here, but an unknown one is still wrong.
    fields.name_of::<BidStatus>("status")?;
    let terms = bid_terms::read_whole(&fields)?;
    let mut numbers = world.numbers;
    let after = Bid {
        points: bid_points::read(world, &fields, &before, &mut numbers)?.unwrap_or_default(),
        cargos: cargos::read(world, &fields, &before, &mut numbers)?.unwrap_or_default(),
        terms,
        ..before.clone()
    };
    world.numbers = numbers;
    keep(world, call, &before, after)
}

/// `POST TruckingBids/Patch`: only the given fields; arrays whole.
pub(crate) fn patch(world: &mut World, call: &Call) -> Outcome {
    let before = changeable_bid(world, number(call)?)?;
    let fields = call.fields();
    let mut numbers = world.numbers;
    let points = bid_points::read(world, &fields, &before, &mut numbers)?;
    let cargos = cargos::read(world, &fields, &before, &mut numbers)?;
    let after = Bid {
        terms: bid_terms::read_patch(&fields, &before.terms)?,
        points: points.unwrap_or_else(|| before.points.clone()),
        cargos: cargos.unwrap_or_else(|| before.cargos.clone()),
        ..before.clone()
    };
    world.numbers = numbers;
    keep(world, call, &before, after)
}

/// Checks what a write left of the bid, and keeps it.
fn keep(world: &mut World, call: &Call, before: &Bid, mut after: Bid) -> Outcome {
    bid_terms::check(world, &call.fields(), &after.terms, &before.terms)?;
    own_kinds::settle(world, &mut after)?;
    bid_points::check_route(&after)?;
    minimal_set::check(&after)?;
    if after.is_active() {
        crossing::check(world, &after)?;
    }
    if after.id == 0 {
        after.id = world.numbers.bid();
    }
    after.figures.route_is_known = false;
    let (id, is_route_built) = (after.id, route::can_be_built(&after));
    note_used_points(world, before, &after)?;
    world.save_changed_bid(after)?;
    Ok(Answer::plain(json!({ "id": id, "isRouteBuilt": is_route_built })))
}

/// Customers' saved points that a bid has begun to use were used last just now.
fn note_used_points(world: &mut World, before: &Bid, after: &Bid) -> Result<(), Refusal> {
    let saved = |bid: &Bid| bid.points.iter().filter_map(|point| point.saved_point_id).collect::<Vec<_>>();
    let known = saved(before);
    let used: Vec<i64> = saved(after).into_iter().filter(|point| !known.contains(point)).collect();
    let now = world.clock.now();
    let has_one = |customer: &&Counterparty| customer.points.iter().any(|point| used.contains(&point.id));
    let customers: Vec<Counterparty> = world.counterparties.iter().filter(has_one).cloned().collect();
    for mut customer in customers {
        for point in customer.points.iter_mut().filter(|point| used.contains(&point.id)) {
            point.last_used_at = now;
        }
        world.save(customer)?;
    }
    Ok(())
}

/// A draft with nothing in it.
fn blank(world: &World) -> Bid {
    let now = world.clock.now();
    Bid {
        id: 0,
        terms: Terms::default(),
        points: Vec::new(),
        cargos: Vec::new(),
        life: draft_life(now, world.user_id()),
        figures: Figures::default(),
    }
}

fn draft_life(now: DateTime<Utc>, created_by: i64) -> Life {
    Life {
        status: BidStatus::New,
        deleted: false,
        created_at: now,
        created_by,
        updated_at: now,
        version: String::new(),
        started_at: None,
        first_started_at: None,
        ended_at: None,
        accepted_by_driver_at: None,
        forced: None,
    }
}

/// `POST TruckingBids/Clone {id}`: a copy as a draft, with numbers of its own and nobody's handle.
pub(crate) fn clone(world: &mut World, call: &Call) -> Outcome {
    let original = changeable_bid(world, number(call)?)?;
    if original.points.is_empty() {
        return refuse(sentences::too_few_points());
    }
    let copy = copy_of(world, &original);
    let id = copy.id;
    world.save_changed_bid(copy)?;
    Ok(named(id))
}

fn copy_of(world: &mut World, original: &Bid) -> Bid {
    let (now, user) = (world.clock.now(), world.user_id());
    let numbers = &mut world.numbers;
    let mut copy = Bid { id: numbers.bid(), life: draft_life(now, user), ..original.clone() };
    copy.figures = Figures::default();
    copy.terms.external_id = None;
    copy.terms.external_updated_at = None;
    copy.points.retain(|point| point.kind != PointKind::StartPoint);
    for point in &mut copy.points {
        point.id = numbers.part();
        point.geozone.id = numbers.part();
        point.facts = PointFacts::default();
        if let Some(contact) = &mut point.contact {
            contact.id = numbers.part();
        }
    }
    for cargo in &mut copy.cargos {
        cargo.id = numbers.part();
    }
    copy
}
