//! What befalls the server's world around a request: the faults that are not the network's.

mod others;
mod strange;

use chrono::{DateTime, TimeDelta, Utc};

use super::faults::Mishaps;
use super::seed::rng::Rng;
use super::world::World;
pub use others::Deed;
pub(crate) use others::Others;
pub(crate) use strange::estrange;

/// How wrong the clock may be, seconds: two jumps in a row stay within what a synchronisation looks back.
const WRONG: i64 = 120;
/// How long a change may stay unseen, seconds: together with a request that was long on its way less than the two look-ups
/// of an unanswered creation are apart, or nobody could tell a late one from a lost one.
const LAG: (i64, i64) = (5, 25);
/// How old the copy is at most that the server is put back to.
const COPY_AGE: TimeDelta = TimeDelta::minutes(3);

/// What the mishaps of a server need to remember.
#[derive(Default)]
pub(crate) struct Misfortune {
    copy: Option<(DateTime<Utc>, Box<World>)>,
    pub(crate) others: Others,
    /// How often the server was put back.
    pub(crate) restores: usize,
    clock_is_wrong: bool,
}

impl Misfortune {
    /// True when there is nothing to do around this request.
    pub(crate) fn is_idle(&self, mishaps: Mishaps, possible: Mishaps) -> bool {
        mishaps.is_none() && !possible.restore && self.copy.is_none() && !self.clock_is_wrong
    }

    /// Lets happen what comes before a request. `possible`: what may happen at all now, so that a copy of the world is
    /// worth its memory, and a clock that nobody spoils any more is right again.
    pub(crate) fn strike(&mut self, world: &mut World, mishaps: Mishaps, possible: Mishaps, rng: &mut Rng) {
        world.end_lags();
        if mishaps.clock {
            wrong_clock(world, rng);
            self.clock_is_wrong = true;
        } else if !possible.clock && self.clock_is_wrong {
            world.clock.correct();
            self.clock_is_wrong = false;
        }
        if mishaps.other_dispatchers {
            self.others.act(world, rng);
        }
        self.keep_copy(world, possible.restore);
        if mishaps.restore
            && let Some((_, copy)) = self.copy.take()
        {
            self.restores += 1;
            if let Err(error) = world.put_back(*copy) {
                tracing::error!(%error, "the earlier copy was not written to the storage");
            }
        }
        if mishaps.lag {
            let shown_at = world.clock.true_now() + TimeDelta::seconds(rng.between(LAG.0, LAG.1));
            world.lag.begin(Some(shown_at));
        }
    }

    fn keep_copy(&mut self, world: &World, may_be_needed: bool) {
        if !may_be_needed {
            self.copy = None;
            return;
        }
        let now = world.clock.true_now();
        if self.copy.as_ref().is_none_or(|(taken, _)| now - *taken > COPY_AGE) {
            self.copy = Some((now, Box::new(world.copy(world.clock.clone()))));
        }
    }
}

fn wrong_clock(world: &mut World, rng: &mut Rng) {
    match rng.below(3) {
        0 => world.clock.stand(),
        1 => world.clock.go_wrong_by(TimeDelta::seconds(rng.between(-WRONG, WRONG))),
        _ => world.clock.correct(),
    }
}
