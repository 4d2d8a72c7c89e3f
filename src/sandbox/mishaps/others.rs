//! Other people at work on the same server: between two requests of ours they edit, delete, restore and start.

use std::collections::VecDeque;

use rust_decimal::Decimal;
use serde_json::{Map, json};

use super::super::handlers::bids_life;
use super::super::http::answer::Outcome;
use super::super::http::request::Call;
use super::super::model::bid::Bid;
use super::super::model::names::PointKind;
use super::super::seed::rng::Rng;
use super::super::world::World;

/// Deeds that are remembered.
const REMEMBERED: usize = 1000;
/// Their prices begin here, so that they are told from everybody else's, roubles.
const FIRST_PRICE: i64 = 700_000;

/// What somebody else did to one field of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// `bid`, `driver` or `counterparty`.
    pub kind: &'static str,
    /// The record's number.
    pub number: i64,
    /// `price`, `contract`, `comment`, or what was done to the record as a whole: `delete`, `restore`, `start`, `cancel`,
    /// `revert`.
    pub field: &'static str,
    /// What stood there, as text; empty for none.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// The others, and what they did lately.
#[derive(Debug, Default)]
pub(crate) struct Others {
    done: VecDeque<Deed>,
    count: i64,
}

impl Others {
    /// What they did, oldest first.
    pub(crate) fn deeds(&self) -> impl Iterator<Item = &Deed> {
        self.done.iter()
    }

    /// One of them does one thing; what the platform refuses is not done.
    pub(crate) fn act(&mut self, world: &mut World, rng: &mut Rng) {
        self.count += 1;
        match rng.below(20) {
            0..=9 => self.edit(world, rng),
            10 | 11 => self.comment_on_driver(world, rng),
            12 => self.comment_on_counterparty(world, rng),
            13 => self.step(world, rng, "delete", bids_life::delete, |bid| !bid.life.deleted),
            14 => self.step(world, rng, "restore", bids_life::restore, |bid| bid.life.deleted),
            15 | 16 => self.step(world, rng, "start", start, |bid| !bid.life.deleted),
            17 => self.step(world, rng, "cancel", bids_life::cancel, |bid| !bid.life.deleted),
            18 => self.step(world, rng, "revert", bids_life::revert, |bid| !bid.life.deleted),
            _ => touch_many(world),
        }
    }

    fn note(&mut self, deed: Deed) {
        if self.done.len() >= REMEMBERED {
            self.done.pop_front();
        }
        self.done.push_back(deed);
    }

    fn edit(&mut self, world: &mut World, rng: &mut Rng) {
        let Some(mut bid) = some_bid(world, rng, |bid| !bid.life.deleted && !bid.points.is_empty()) else { return };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mark = format!("О-{}", self.count);
        let (field, before, after) = match rng.below(3) {
            0 => {
                let price = Decimal::from(FIRST_PRICE + self.count);
                let before = bid.terms.price.replace(price).map_or_else(String::new, |price| price.to_string());
                ("price", before, price.to_string())
            }
            1 => ("contract", text(&bid.terms.contract_number.replace(mark.clone())), mark),
            _ => {
                let mut route: Vec<&mut _> =
                    bid.points.iter_mut().filter(|point| point.kind != PointKind::StartPoint).collect();
                route.sort_by_key(|point| point.order);
                let Some(first) = route.into_iter().next() else { return };
                ("comment", text(&first.comment.replace(mark.clone())), mark)
            }
        };
        let number = bid.id;
        if world.save_changed_bid(bid).is_ok() {
            self.note(Deed { kind: "bid", number, field, before, after });
        }
    }

    fn comment_on_driver(&mut self, world: &mut World, rng: &mut Rng) {
        let all: Vec<_> = world.drivers.iter().filter(|driver| !driver.deleted).collect();
        let Some(mut driver) = rng.pick(&all).map(|driver| (*driver).clone()) else { return };
        let (number, after) = (driver.id, format!("О-{}", self.count));
        let before = driver.comment.replace(after.clone()).unwrap_or_default();
        if world.save(driver).is_ok() {
            self.note(Deed { kind: "driver", number, field: "comment", before, after });
        }
    }

    fn comment_on_counterparty(&mut self, world: &mut World, rng: &mut Rng) {
        let all: Vec<_> = world.counterparties.iter().filter(|company| !company.deleted).collect();
        let Some(mut company) = rng.pick(&all).map(|company| (*company).clone()) else { return };
        let (number, after) = (company.id, format!("О-{}", self.count));
        let before = company.comment.replace(after.clone()).unwrap_or_default();
        if world.save(company).is_ok() {
            self.note(Deed { kind: "counterparty", number, field: "comment", before, after });
        }
    }

    fn step(
        &mut self,
        world: &mut World,
        rng: &mut Rng,
        field: &'static str,
        method: fn(&mut World, &Call) -> Outcome,
        which: fn(&Bid) -> bool,
    ) {
        let Some(bid) = some_bid(world, rng, which) else { return };
        let before = format!("{:?}", bid.life.status);
        if method(world, &asking(json!({ "id": bid.id, "bidId": bid.id }))).is_ok() {
            let after = world.bids.get(bid.id).map_or_else(String::new, |bid| format!("{:?}", bid.life.status));
            self.note(Deed { kind: "bid", number: bid.id, field, before, after });
        }
    }
}

fn start(world: &mut World, call: &Call) -> Outcome {
    let mut call = call.clone();
    call.body.insert("status".to_owned(), json!("Started"));
    bids_life::set_status(world, &call)
}

/// The platform works on many bids in one go: all of them are given one moment.
fn touch_many(world: &mut World) {
    let numbers: Vec<i64> = world.bids.iter().map(|bid| bid.id).collect();
    let moment = world.clock.tick();
    for number in numbers.into_iter().rev().take(REMEMBERED) {
        let Some(bid) = world.bids.get(number).cloned() else { continue };
        if world.save_bid_at(bid, moment).is_err() {
            return;
        }
    }
}

/// One of the bids, the newest being the likeliest: those are what people work on.
fn some_bid(world: &World, rng: &mut Rng, which: fn(&Bid) -> bool) -> Option<Bid> {
    let all: Vec<&Bid> = world.bids.iter().filter(|bid| which(bid)).collect();
    let newest = all.len().saturating_sub(8);
    let among = if rng.chance(0.7) { all.get(newest..)? } else { &all };
    rng.pick(among).map(|bid| (*bid).clone())
}

fn asking(fields: serde_json::Value) -> Call {
    let body = match fields {
        serde_json::Value::Object(body) => body,
        _ => Map::new(),
    };
    Call { body, ..Call::default() }
}
