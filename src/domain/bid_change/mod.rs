//! A change of a bid as a value: what a drag on the planning board, a cell of the table, the card and a bulk action ask
//! for, one by one or for a thousand bids.
//!
//! What the status allows (seed 000 chapter 3.7; the life of a bid in the vendor's documents):
//! - **a draft or a waiting bid** takes every change; a waiting one must keep a truck and a driver, for it is launched;
//! - **a started bid** takes another truck, driver or trailer ("смена составляющих") and other terms; only the points that the
//!   truck has not reached are moved in time, and never before one that it has;
//! - **a done bid** takes terms (price, VAT, payment, responsible), for the run itself is over;
//! - **a cancelled bid** takes nothing: it goes back to a draft first;
//! - **a status that this version doesn't know** forbids nothing, as in [`super::action`].
//!
//! Changing is allowed while a request is on the wire: what was sent and what came after are told apart by the store.

mod shift;
#[cfg(test)]
mod tests;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::bid::{Bid, BidFacts, BidStatus, PaymentPeriodKind};
use super::id::{LocalId, RemoteId};
use super::money::Money;
use super::record::RecordState;

/// One change of a bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BidChange {
    /// Another truck, or none.
    Car(Option<LocalId>),
    /// Another driver, or none.
    Driver(Option<LocalId>),
    /// Another second driver, or none.
    SecondDriver(Option<LocalId>),
    /// Another trailer, or none.
    Trailer(Option<LocalId>),
    /// Another organisation of the carrier.
    Organisation(Option<LocalId>),
    /// Another responsible employee.
    Responsible(Option<RemoteId>),
    /// Another price in roubles.
    Price(Option<Money>),
    /// Another kind of VAT (item of the catalog `NDSType`).
    VatType(Option<RemoteId>),
    /// Another kind of payment (item of the catalog `PaymentType`).
    PaymentType(Option<RemoteId>),
    /// Another payment term.
    PaymentTerm {
        /// Days.
        days: Option<i32>,
        /// How they are counted.
        period: Option<PaymentPeriodKind>,
    },
    /// All plan times later, or earlier when negative.
    Shift(TimeDelta),
    /// All plan times so that the first arrival is then, local time of the first point's address.
    LoadAt(NaiveDateTime),
    /// Another arrival at one point, typed where it stands.
    ArriveAt(ArriveAt),
}

/// Another planned arrival at one point. The end of its window and its departure stay as far from it as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArriveAt {
    /// Place of the point in the route, from zero.
    pub point: usize,
    /// The arrival that stood there when the new one was typed: a point that says something else by now is left alone.
    pub was: Option<NaiveDateTime>,
    /// The new arrival. All three are local times of the point's address.
    pub at: NaiveDateTime,
    /// The points behind it move by the same stretch; `false`: they stay.
    pub along: bool,
}

/// What of a bid a change is about: the rules go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touches {
    /// Truck, trailer, people.
    Crew,
    /// Plan times.
    Dates,
    /// Money, organisation, responsible.
    Terms,
}

/// Why a change can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeRefusal {
    /// Changed on both sides: decide first.
    InConflict,
    /// It is deleted, or is to be.
    Deleted,
    /// It is done: crew and dates are what they were.
    RunIsOver,
    /// It is cancelled: back to a draft first.
    Cancelled,
    /// A launched bid can't be without a truck.
    NeedsCar,
    /// A launched bid can't be without a driver.
    NeedsDriver,
    /// The driver and the second driver would be one person.
    SamePerson,
    /// It has no plan times to move.
    NoDates,
    /// The truck has been at all its points.
    AllPassed,
    /// A point would be planned before one that the truck has reached.
    BeforeReached,
    /// The truck has been at this point.
    PointPassed,
    /// The point has another time by now, or there is none any more.
    PointMoved,
    /// A price below zero.
    NegativePrice,
    /// A term below zero.
    NegativeTerm,
}

impl BidChange {
    /// What it is about.
    #[must_use]
    pub const fn touches(&self) -> Touches {
        match self {
            Self::Car(_) | Self::Driver(_) | Self::SecondDriver(_) | Self::Trailer(_) => Touches::Crew,
            Self::Shift(_) | Self::LoadAt(_) | Self::ArriveAt(_) => Touches::Dates,
            Self::Organisation(_)
            | Self::Responsible(_)
            | Self::Price(_)
            | Self::VatType(_)
            | Self::PaymentType(_)
            | Self::PaymentTerm { .. } => Touches::Terms,
        }
    }
}

/// May something of a bid be changed as it stands?
///
/// # Errors
/// The reason why not.
pub fn allowed(touches: Touches, status: &BidStatus, state: RecordState) -> Result<(), ChangeRefusal> {
    match state {
        RecordState::Conflict | RecordState::RemoteGone => return Err(ChangeRefusal::InConflict),
        RecordState::DeletePending | RecordState::Tombstone => return Err(ChangeRefusal::Deleted),
        RecordState::LocalNew
        | RecordState::Clean
        | RecordState::Dirty
        | RecordState::Rejected
        | RecordState::Quarantine
        | RecordState::CreateInflight
        | RecordState::CreateUnknown
        | RecordState::PushInflight
        | RecordState::PushUnknown => {}
    }
    match (status, touches) {
        (BidStatus::Cancelled, _) => Err(ChangeRefusal::Cancelled),
        (BidStatus::Done, Touches::Crew | Touches::Dates) => Err(ChangeRefusal::RunIsOver),
        (BidStatus::Done, Touches::Terms)
        | (BidStatus::Draft | BidStatus::Planned | BidStatus::Started | BidStatus::Other(_), _) => Ok(()),
    }
}

/// The bid with the changes made in their order, all or none. Equal to the given one when they change nothing.
///
/// # Errors
/// The reason of the first change that can't be made.
pub fn changed(bid: &Bid, facts: &BidFacts, state: RecordState, changes: &[BidChange]) -> Result<Bid, ChangeRefusal> {
    let mut after = bid.clone();
    for change in changes {
        allowed(change.touches(), &facts.status, state)?;
        make(&mut after, facts, change)?;
    }
    // What was wrong before is not the change's fault.
    let is_new = |wrong: fn(&Bid) -> bool| wrong(&after) && !wrong(bid);
    if is_launched(&facts.status) && is_new(|bid| bid.car.is_none()) {
        return Err(ChangeRefusal::NeedsCar);
    }
    if is_launched(&facts.status) && is_new(|bid| bid.driver.is_none()) {
        return Err(ChangeRefusal::NeedsDriver);
    }
    if is_new(|bid| bid.driver.is_some() && bid.driver == bid.second_driver) {
        return Err(ChangeRefusal::SamePerson);
    }
    Ok(after)
}

/// True for a bid that holds its truck on the platform: no other launched one may cross it.
#[must_use]
pub const fn is_launched(status: &BidStatus) -> bool {
    matches!(status, BidStatus::Planned | BidStatus::Started)
}

/// Has the truck of a bid on the road been at this point, or at one behind it?
#[must_use]
pub fn is_passed(bid: &Bid, facts: &BidFacts, point: usize) -> bool {
    shift::first_movable(bid, facts).map_or(true, |first| point < first)
}

fn make(bid: &mut Bid, facts: &BidFacts, change: &BidChange) -> Result<(), ChangeRefusal> {
    match change {
        BidChange::Car(car) => bid.car.clone_from(car),
        BidChange::Driver(driver) => bid.driver.clone_from(driver),
        BidChange::SecondDriver(driver) => bid.second_driver.clone_from(driver),
        BidChange::Trailer(trailer) => bid.trailer.clone_from(trailer),
        BidChange::Organisation(organisation) => bid.organisation.clone_from(organisation),
        BidChange::Responsible(employee) => bid.responsible = *employee,
        BidChange::Price(Some(price)) if price.as_decimal().is_sign_negative() => {
            return Err(ChangeRefusal::NegativePrice);
        }
        BidChange::Price(price) => bid.price = *price,
        BidChange::VatType(item) => bid.vat_type = *item,
        BidChange::PaymentType(item) => bid.payment_type = *item,
        BidChange::PaymentTerm { days: Some(days), .. } if *days < 0 => return Err(ChangeRefusal::NegativeTerm),
        BidChange::PaymentTerm { days, period } => {
            bid.payment_days = *days;
            bid.payment_period = *period;
        }
        BidChange::Shift(by) => shift::shift(bid, facts, *by)?,
        BidChange::LoadAt(at) => shift::shift(bid, facts, shift::until(bid, facts, *at)?)?,
        BidChange::ArriveAt(arrival) => shift::arrive(bid, facts, *arrival)?,
    }
    Ok(())
}
