//! The world lives: trucks drive, drivers accept, colleagues edit, trackers fall silent.
//!
//! Nothing runs in the background. Before a request is answered, [`advance`] lets everything happen that is due by the
//! server's clock, so a test that holds the clock holds the world. All moments inside are road time ([`clock`]); what is
//! written into bids and books is told by the server's clock. Every chance is drawn from the seed ([`chances`]).
//!
//! ```text
//! awake      where every truck stands when the server starts
//! journey    a truck and its bid: on the way, at a point, done, the next one of the queue
//! fleet      repairs and leaves
//! colleague  another dispatcher
//! signal     what trackers tell
//! ```

pub(crate) mod agenda;
pub(crate) mod awake;
pub(crate) mod chances;
pub(crate) mod clock;
mod colleague;
mod fleet;
mod journey;
pub(crate) mod signal;
pub(crate) mod way;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::http::answer::Refusal;
use super::model::Record;
use super::model::bid::Bid;
use super::model::names::BidStatus;
use super::world::World;
use agenda::{Agenda, Happening};
use chances::Chances;
use clock::RoadClock;

/// A request waits for so many happenings at most; what is left happens before the next one.
const AT_ONCE: usize = 2_000;

/// What the life of a world needs beside its records.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) clock: RoadClock,
    pub(crate) chances: Chances,
    agenda: Agenda,
    /// The road time up to which everything has happened.
    reached: DateTime<Utc>,
    /// Bids that were written since trucks looked at them last.
    touched: BTreeSet<i64>,
    /// Bids that are still worked with: drafts, waiting ones, those on the road.
    open: BTreeSet<i64>,
    /// What people write, from the demo's lists.
    pub(crate) phrases: Phrases,
}

/// What people write into bids and books.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    pub(crate) notes: Vec<String>,
    pub(crate) repair: String,
    pub(crate) leave: String,
    pub(crate) troubles: Vec<String>,
}

/// How far the life of a world came; kept with its records.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reached {
    id: i64,
    road: DateTime<Utc>,
}

impl Record for Reached {
    const KIND: &'static str = "life";

    fn id(&self) -> i64 {
        self.id
    }
}

impl Life {
    /// A life that hasn't begun: nothing moves.
    pub(crate) fn asleep(now: DateTime<Utc>) -> Self {
        Self {
            clock: RoadClock::new(0.0, now, now),
            chances: Chances(0),
            agenda: Agenda::default(),
            reached: now,
            touched: BTreeSet::new(),
            open: BTreeSet::new(),
            phrases: Phrases::default(),
        }
    }

    /// Takes note of a bid as it is now.
    pub(crate) fn note(&mut self, bid: &Bid) {
        let is_open = !matches!(bid.life.status, BidStatus::Canceled | BidStatus::Done) && !bid.life.deleted;
        let was_open = if is_open { !self.open.insert(bid.id) } else { self.open.remove(&bid.id) };
        if was_open || is_open {
            self.touched.insert(bid.id);
        }
    }

    /// True when something is to happen before a request is answered.
    pub(crate) fn is_due(&self, now: DateTime<Utc>) -> bool {
        !self.clock.stands() && (!self.touched.is_empty() || self.agenda.is_due(self.clock.road(now)))
    }

    fn schedule_after(&mut self, happening: Happening, at: DateTime<Utc>, from: i64, to: i64) {
        let purpose = match happening {
            Happening::Fleet => "fleet",
            Happening::Colleague | Happening::Truck(_) | Happening::Accepting(_) => "colleague",
        };
        let minutes = self.chances.of(purpose, at.timestamp()).between(from, to);
        self.agenda.set(happening, Some(at + TimeDelta::minutes(minutes)));
    }
}

/// Lets everything happen that is due.
pub(crate) fn advance(world: &mut World) -> Result<(), Refusal> {
    let now = world.life.clock.road(world.clock.now());
    let before = world.life.reached;
    for _ in 0..AT_ONCE {
        while let Some(bid) = world.life.touched.pop_first() {
            journey::follow_bid(world, bid, world.life.reached)?;
        }
        let Some((at, happening)) = world.life.agenda.take_due(now) else {
            world.life.reached = world.life.reached.max(now);
            break;
        };
        world.life.reached = world.life.reached.max(at);
        match happening {
            Happening::Truck(car) => journey::step(world, car, at)?,
            Happening::Accepting(bid) => journey::accept(world, bid, at)?,
            Happening::Fleet => fleet::turn(world, at)?,
            Happening::Colleague => colleague::edit(world, at)?,
        }
    }
    if world.life.reached > before {
        world.remember(&Reached { id: 1, road: world.life.reached })?;
    }
    Ok(())
}
