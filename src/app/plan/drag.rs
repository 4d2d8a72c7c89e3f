//! A bid that is moved over the board: what would come of it, and the changes that carry it out. Pure.
//!
//! All points of a bid move together, by the same stretch on their own clocks.

use chrono::{DateTime, TimeDelta, Utc};

use super::board::{Board, Lane, RowsBy, Run, crosses, run};
use crate::app::books::Books;
use crate::app::exchange_rules::{ExchangeRules, PlatformBids};
use crate::app::life::words;
use crate::domain::bid::BidStatus;
use crate::domain::bid_change::{self, BidChange, ChangeRefusal, Touches};
use crate::domain::id::LocalId;
use crate::domain::upkeep::AbsenceKind;
use crate::store::plan_rows::PlanRow;
use crate::words::Message;

/// Where a bid goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A row of the board.
    Lane(usize),
    /// The tray: it is taken from its row.
    Tray,
}

/// A bid on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The bid, its place in the data.
    pub bid: u32,
    /// Where it would go.
    pub to: Target,
    /// Later by so much; earlier when negative.
    pub by: TimeDelta,
}

/// What would come of a move.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// When the bid would begin and end; `None`: it has no dates.
    pub span: Option<[DateTime<Utc>; 2]>,
    /// Bids of the target that it would cross; places in the data.
    pub clashes: Vec<u32>,
    /// The target is out of work then.
    pub away: Option<AbsenceKind>,
    /// The empty run to it, and how much time there is for it.
    pub before: Option<Run>,
    /// The empty run from it to the next.
    pub after: Option<Run>,
    /// Why it may not be moved so.
    pub refusal: Option<Message>,
    /// Nothing would change.
    pub is_same: bool,
}

/// Why a bid may not be moved at all; `None`: it may.
#[must_use]
pub fn held(bid: &PlanRow, rules: &ExchangeRules) -> Option<Message> {
    if rules.about_bid(Some(&bid.id)) == Some(PlatformBids::Lock) {
        return Some(Message::new("born-there-locked"));
    }
    bid_change::allowed(Touches::Crew, &bid.status, bid.state).err().map(words::refusal)
}

/// What would come of a move.
#[must_use]
pub fn preview(board: &Board, wish: Move, rules: &ExchangeRules) -> Preview {
    let Some(bid) = board.data.bid(wish.bid) else { return Preview::default() };
    let row = board.wanted.by.row_of(bid);
    let span = bid.from.map(|from| [from + wish.by, bid.to.unwrap_or(from) + wish.by]);
    let mut found =
        Preview { span, refusal: held(bid, rules).or_else(|| refused(board, bid, wish)), ..Preview::default() };
    let lane = match wish.to {
        Target::Tray => {
            found.is_same = row.is_none();
            return found;
        }
        Target::Lane(lane) => board.lanes.get(lane),
    };
    let Some(lane) = lane else { return found };
    found.is_same = row == Some(&lane.id) && wish.by.is_zero();
    let Some(span) = span else { return found };
    found.clashes = clashes(board, lane, wish.bid, span);
    found.away = lane.away.iter().find(|away| away.from < span[1] && span[0] < away.to).map(|away| away.kind);
    let (before, after) = neighbours(board, lane, wish.bid, span);
    found.before = before.and_then(|before| between(board, before, wish.bid, span[0], true));
    found.after = after.and_then(|after| between(board, after, wish.bid, span[1], false));
    found
}

/// A row is free for a bid then: nothing holds it and it is at work.
#[must_use]
pub fn is_free(board: &Board, lane: &Lane, bid: u32, span: [DateTime<Utc>; 2]) -> bool {
    clashes(board, lane, bid, span).is_empty() && !lane.away.iter().any(|away| away.from < span[1] && span[0] < away.to)
}

/// The changes that carry a move out. A truck brings the driver and the trailer that it drives with, as in the form.
#[must_use]
pub fn changes(board: &Board, wish: Move, books: &Books) -> Vec<BidChange> {
    let Some(bid) = board.data.bid(wish.bid) else { return Vec::new() };
    let mut changes = Vec::new();
    let to = match wish.to {
        Target::Tray => None,
        Target::Lane(lane) => board.lanes.get(lane).map(|lane| &lane.id),
    };
    if to != board.wanted.by.row_of(bid) {
        changes.extend(moved_to(to, bid, board.wanted.by, books));
    }
    if !wish.by.is_zero() && wish.to != Target::Tray {
        changes.push(BidChange::Shift(wish.by));
    }
    changes
}

fn moved_to(to: Option<&LocalId>, bid: &PlanRow, by: RowsBy, books: &Books) -> Vec<BidChange> {
    match (by, to) {
        (RowsBy::Cars, None) => {
            let mut changes = vec![BidChange::Car(None), BidChange::Driver(None), BidChange::Trailer(None)];
            if bid.second_driver.is_some() {
                changes.push(BidChange::SecondDriver(None));
            }
            changes
        }
        (RowsBy::Cars, Some(car)) => {
            let pair = books.pairing(car);
            let mut changes = vec![BidChange::Car(Some(car.clone()))];
            if let Some(driver) = pair.and_then(|pair| pair.driver.clone()) {
                if bid.second_driver.as_ref() == Some(&driver) {
                    changes.push(BidChange::SecondDriver(None));
                }
                changes.push(BidChange::Driver(Some(driver)));
            }
            changes.extend(pair.and_then(|pair| pair.trailer.clone()).map(|trailer| BidChange::Trailer(Some(trailer))));
            changes
        }
        (RowsBy::Drivers, to) => {
            let mut changes = Vec::new();
            if to.is_some() && bid.second_driver.as_ref() == to {
                changes.push(BidChange::SecondDriver(None));
            }
            changes.push(BidChange::Driver(to.cloned()));
            changes
        }
        (RowsBy::Trailers, to) => vec![BidChange::Trailer(to.cloned())],
    }
}

/// What can be said against this very move without opening the bid; the rest is said when it is carried out.
fn refused(board: &Board, bid: &PlanRow, wish: Move) -> Option<Message> {
    let is_launched = bid_change::is_launched(&bid.status);
    match wish.to {
        Target::Tray if is_launched && board.wanted.by == RowsBy::Cars => Some(words::refusal(ChangeRefusal::NeedsCar)),
        Target::Tray if is_launched && board.wanted.by == RowsBy::Drivers => {
            Some(words::refusal(ChangeRefusal::NeedsDriver))
        }
        // What Cargo.Run has keeps to what it takes; a draft of ours alone may wait in the tray.
        Target::Tray if bid.remote.is_some() && board.wanted.by == RowsBy::Cars && bid.car.is_some() => {
            Some(Message::new("life-refused-there-needs-car"))
        }
        Target::Tray if bid.remote.is_some() && board.wanted.by == RowsBy::Drivers && bid.driver.is_some() => {
            Some(Message::new("life-refused-there-needs-driver"))
        }
        Target::Tray => None,
        Target::Lane(_) if wish.by.is_zero() => None,
        Target::Lane(_) if bid.from.is_none() => Some(words::refusal(ChangeRefusal::NoDates)),
        Target::Lane(_) => bid_change::allowed(Touches::Dates, &bid.status, bid.state).err().map(words::refusal),
    }
}

fn clashes(board: &Board, lane: &Lane, bid: u32, [from, to]: [DateTime<Utc>; 2]) -> Vec<u32> {
    // Bars are drawn an hour long at least; what crosses goes by the plan itself.
    let is_crossed = |other: &PlanRow| {
        let held = other.from.map(|begins| [begins, other.to.unwrap_or(begins).max(begins)]);
        other.status != BidStatus::Cancelled && held.is_some_and(|held| crosses(held, [from, to]))
    };
    let near = lane.between(from, to).iter().filter(|bar| bar.bid != bid);
    near.filter(|bar| board.data.bid(bar.bid).is_some_and(is_crossed)).map(|bar| bar.bid).collect()
}

/// The bids of a row before and after a stretch.
fn neighbours(board: &Board, lane: &Lane, bid: u32, [from, _]: [DateTime<Utc>; 2]) -> (Option<u32>, Option<u32>) {
    let holds =
        |place: &u32| *place != bid && board.data.bid(*place).is_some_and(|other| other.status != BidStatus::Cancelled);
    let middle = lane.bars.partition_point(|bar| bar.from <= from);
    let (before, after) = lane.bars.split_at(middle.min(lane.bars.len()));
    let place = |bar: &super::board::Bar| bar.bid;
    (before.iter().rev().map(place).find(holds), after.iter().map(place).find(holds))
}

/// The empty run between the moved bid and a neighbour.
fn between(board: &Board, other: u32, bid: u32, edge: DateTime<Utc>, is_before: bool) -> Option<Run> {
    let (neighbour, own) = (board.data.bid(other)?, board.data.bid(bid)?);
    let (theirs, ours) = (neighbour.places?, own.places?);
    Some(if is_before {
        run([other, bid], [neighbour.to.or(neighbour.from)?, edge], [theirs[1], ours[0]])
    } else {
        run([bid, other], [edge, neighbour.from?], [ours[1], theirs[0]])
    })
}
