//! Reading bids: the list for synchronisation, one bid in two shapes, and the platform's own overlap check.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::parse_moment;
use super::super::http::request::Call;
use super::super::model::bid::Bid;
use super::super::rules::crossing::crossing;
use super::super::sentences;
use super::super::views::bid_edit::EDIT;
use super::super::views::bid_external::EXTERNAL;
use super::super::views::bid_list::LIST;
use super::super::views::bid_view::VIEW;
use super::super::views::keyset::{self, Keyset};
use super::super::views::{Shape, draw, listing};
use super::super::world::World;
use super::super::world::active::Resource;

/// `GET bids/GetListForExternal`: all bids, deleted ones with `isDeleted`.
pub(crate) fn external_list(world: &World, call: &Call) -> Outcome {
    let lagging = world.lagging_bids();
    match (keyset::read(&call.query), &lagging) {
        (Some(page), None) => Ok(changes(world, page)),
        (_, shown) => listing::list(world, call, shown.as_ref().unwrap_or(&world.bids), EXTERNAL, |_| true),
    }
}

/// `GET bids/GetList`: the bids that aren't deleted, as the platform's own page lists them.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    listing::list(world, call, &world.bids, LIST, |bid| !bid.life.deleted)
}

/// A page of a synchronisation, from the index of changes.
fn changes(world: &World, page: Keyset) -> Answer {
    let first = world.changes.since(page.from).take(page.top).filter_map(|id| world.bids.get(id));
    let rows = first.map(|bid| draw(world, bid, EXTERNAL)).collect();
    Answer::Rows { rows, total: world.changes.count_since(page.from) }
}

/// `GET bids/Get/{id}`: for looking at.
pub(crate) fn view(world: &World, call: &Call) -> Outcome {
    one(world, call, VIEW)
}

/// `GET TruckingBids/Get/{id}`: for the form.
pub(crate) fn edit_shape(world: &World, call: &Call) -> Outcome {
    one(world, call, EDIT)
}

fn one(world: &World, call: &Call, shape: &Shape<Bid>) -> Outcome {
    let id = call.number_in_path()?;
    let bid = world.bids.get(id).map_or_else(|| refuse(sentences::bid_not_found(id)), Ok)?;
    Ok(Answer::Document(draw(world, bid, shape)))
}

/// `GET TruckingBids/GetBidCollisions`: launched bids of the truck in the period, the asked bid itself aside.
pub(crate) fn collisions(world: &World, call: &Call) -> Outcome {
    let own = call.integer_param("Id")?.unwrap_or_default();
    let Some(car) = call.integer_param("CarId")? else { return refuse(sentences::is_required("CarId")) };
    let period = (moment(call, "FirstPointPlanEnterDate")?, moment(call, "LastPointPlanEnterDate")?);
    let found = || crossing(world, Resource::Car(car), period).filter(|hold| hold.bid != own);
    let bids: Vec<i64> = found().filter(|hold| !hold.empty_run).map(|hold| hold.bid).collect();
    let empty = found().find(|hold| hold.empty_run).map(|hold| hold.bid);
    Ok(Answer::plain(json!({
        "collisionBidIds": bids,
        "collisionEmptyMileageBidId": empty,
        "approvingServiceWorkLogistTaskIds": [],
    })))
}

fn moment(call: &Call, name: &str) -> Result<DateTime<Utc>, Refusal> {
    let Some(text) = call.param(name) else { return refuse(sentences::is_required(name)) };
    parse_moment(&text).map_or_else(|| refuse(sentences::not_a_date(name)), Ok)
}

/// `GET TruckingBids/GetActiveBidsByCar?CarId=`.
pub(crate) fn active_by_car(world: &World, call: &Call) -> Outcome {
    let Some(car) = call.integer_param("CarId")? else { return refuse(sentences::is_required("CarId")) };
    let bids: Vec<i64> = world.active.of(Resource::Car(car)).map(|hold| hold.bid).collect();
    Ok(Answer::plain(json!({ "bidIds": bids })))
}
