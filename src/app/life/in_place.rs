//! One field of a bid that is changed where it stands, in a cell of the list or on the card: what may be changed, which changes
//! a typed value is, and what would come of them. Pure.

use crate::app::bid_list::BidLine;
use crate::app::book_warnings;
use crate::app::books::Books;
use crate::app::exchange_rules::{ExchangeRules, PlatformBids};
use crate::app::life::ask::Edits;
use crate::app::life::plan::{self, Edit, Ground, Outcome, PlannedRow};
use crate::app::life::words;
use crate::domain::bid::{Bid, BidPoint, BidStatus, PointKind};
use crate::domain::bid_change::{ArriveAt, BidChange, ChangeRefusal, Touches, allowed, is_passed};
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::domain::overlap::OverlapIndex;
use crate::store::model::BidRecord;
use crate::words::{Lang, Message};
use chrono::NaiveDateTime;

/// A field that is changed in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Truck.
    Car,
    /// Trailer.
    Trailer,
    /// Driver.
    Driver,
    /// First arrival of the route; the points behind it go along.
    Load,
    /// Arrival at the point of this place; the others stay.
    Point(usize),
    /// Price.
    Price,
}

impl Field {
    /// Key of what it is called, in the history too.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Car => "life-what-car",
            Self::Trailer => "life-what-trailer",
            Self::Driver => "life-what-driver",
            Self::Load => "life-what-load-at",
            Self::Point(_) => "life-what-point-at",
            Self::Price => "life-what-price",
        }
    }

    /// What of the bid it is about.
    #[must_use]
    pub const fn touches(self) -> Touches {
        match self {
            Self::Car | Self::Trailer | Self::Driver => Touches::Crew,
            Self::Load | Self::Point(_) => Touches::Dates,
            Self::Price => Touches::Terms,
        }
    }

    /// The point whose arrival it is.
    #[must_use]
    pub fn point(self, bid: &Bid) -> Option<usize> {
        match self {
            Self::Load => first_stop(bid),
            Self::Point(place) => Some(place),
            Self::Car | Self::Trailer | Self::Driver | Self::Price => None,
        }
    }
}

/// A value as a person means it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A truck, a trailer or a driver, or none.
    Record(Option<LocalId>),
    /// A moment, local time of the point, in the place of the one that stood there.
    Moment {
        /// What stood there when it was typed.
        was: Option<NaiveDateTime>,
        /// What is meant.
        at: NaiveDateTime,
    },
    /// Roubles, or no price.
    Price(Option<Money>),
}

/// The point whose arrival the list shows as the loading: the first that has one, else the first of all.
#[must_use]
pub fn first_stop(bid: &Bid) -> Option<usize> {
    let stops = || bid.points.iter().enumerate().filter(|(_, point)| point.kind != PointKind::Start);
    let planned = stops().find(|(_, point)| point.plan_enter.is_some());
    planned.or_else(|| stops().next()).map(|(place, _)| place)
}

/// The arrival that a field of time holds now.
#[must_use]
pub fn arrival(field: Field, bid: &Bid) -> Option<&BidPoint> {
    bid.points.get(field.point(bid)?)
}

/// Why a field may not be changed at all as the bid stands; `None`: it may.
#[must_use]
pub fn held(field: Field, record: &BidRecord, rules: &ExchangeRules) -> Option<Message> {
    if rules.about_bid(Some(&record.meta.id)) == Some(PlatformBids::Lock) {
        return Some(Message::new("born-there-locked"));
    }
    if let Err(why) = allowed(field.touches(), &record.facts.status, record.meta.state) {
        return Some(words::refusal(why));
    }
    let point = field.point(&record.bid);
    let passed = point.is_some_and(|point| is_passed(&record.bid, &record.facts, point));
    passed.then(|| words::refusal(ChangeRefusal::PointPassed))
}

/// The changes that a value is; none when it stands there already. A truck brings the driver and the trailer that it drove with
/// last where the bid has none, as in the form.
#[must_use]
pub fn changes(field: Field, value: &Value, bid: &Bid, books: &Books) -> Vec<BidChange> {
    match (field, value) {
        (Field::Car, Value::Record(car)) if *car != bid.car => {
            let pair = car.as_ref().and_then(|car| books.pairing(car)).cloned().unwrap_or_default();
            let living = |id: &LocalId| !books.record_is_gone(id);
            let driver = pair.driver.filter(|id| bid.driver.is_none() && bid.second_driver.as_ref() != Some(id));
            let trailer = pair.trailer.filter(|_| bid.trailer.is_none());
            let driver = driver.filter(living).map(|driver| BidChange::Driver(Some(driver)));
            let trailer = trailer.filter(living).map(|trailer| BidChange::Trailer(Some(trailer)));
            std::iter::once(BidChange::Car(car.clone())).chain(driver).chain(trailer).collect()
        }
        (Field::Trailer, Value::Record(trailer)) if *trailer != bid.trailer => {
            vec![BidChange::Trailer(trailer.clone())]
        }
        (Field::Driver, Value::Record(driver)) if *driver != bid.driver => vec![BidChange::Driver(driver.clone())],
        (Field::Price, Value::Price(price)) if *price != bid.price => vec![BidChange::Price(*price)],
        (Field::Load | Field::Point(_), Value::Moment { was, at }) if *was != Some(*at) => {
            let point = field.point(bid);
            let along = field == Field::Load;
            let arrival = |point| BidChange::ArriveAt(ArriveAt { point, was: *was, at: *at, along });
            point.map(arrival).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The changes as they are asked for, alone in their step of undo.
#[must_use]
pub fn edits(field: Field, id: &LocalId, changes: &[BidChange]) -> Edits {
    Edits::alike(Message::new(field.key()), std::slice::from_ref(id), changes)
}

/// What is known beside the bid.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Occupations of all bids; `None` until the background has counted them.
    pub index: Option<&'a OverlapIndex>,
    /// The lines of the list.
    pub lines: &'a [BidLine],
    /// Books.
    pub books: &'a Books,
    /// The rules of the exchange.
    pub rules: &'a ExchangeRules,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset: i32,
    /// The language of the screen.
    pub lang: Lang,
}

/// What would come of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreseen {
    /// The bid as it would be.
    pub after: Bid,
    /// Why it can't be.
    pub refusal: Option<Message>,
    /// What to know though it can: trucks out of work, papers, what Cargo.Run would still lack.
    pub warnings: Vec<Message>,
    /// Bids whose dates it would cross have been found.
    pub crosses: bool,
}

/// Foresees what the worker will say: by the same function, over what the window knows.
#[must_use]
pub fn foresee(record: &BidRecord, changes: &[BidChange], known: Known<'_>) -> Foreseen {
    let empty = OverlapIndex::default();
    let others = |id: &LocalId| other(known.lines, id);
    let ground = Ground { index: known.index.unwrap_or(&empty), others: &others, rules: known.rules, lang: known.lang };
    let edit = Edit { id: record.meta.id.clone(), changes: changes.to_vec() };
    let rows = plan::plan(std::slice::from_ref(record), std::slice::from_ref(&edit), &ground);
    let Some(PlannedRow { after, outcome, warnings, .. }) = rows.into_iter().next() else {
        return Foreseen { after: record.bid.clone(), refusal: None, warnings: Vec::new(), crosses: false };
    };
    let mut foreseen = Foreseen { after, refusal: None, warnings: Vec::new(), crosses: !warnings.is_empty() };
    if let Outcome::Refused(why) = outcome {
        foreseen.refusal = Some(why);
        return foreseen;
    }
    // What the platform has has been refused by now; a draft of ours may lack things for a while.
    foreseen.warnings.extend(plan::lacks(&record.bid, &foreseen.after, known.lang));
    let against = |bid: &Bid| book_warnings::against(bid, known.books, known.own_offset, known.lang);
    let before = against(&record.bid);
    let new = against(&foreseen.after).into_iter().filter(|one| !before.contains(one));
    foreseen.warnings.extend(new.map(|one| one.message));
    foreseen
}

/// Status and name of another bid, as the worker names it.
fn other(lines: &[BidLine], id: &LocalId) -> Option<(BidStatus, String)> {
    let line = lines.iter().find(|line| line.id == *id)?;
    let name = line.remote.map_or_else(|| line.route.clone(), |number| format!("№\u{a0}{number}"));
    Some((line.status.clone(), name))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use chrono::{DateTime, NaiveDate};

    use super::*;
    use crate::app::books::Pairing;
    use crate::domain::bid::BidFacts;
    use crate::domain::id::RemoteId;
    use crate::domain::place::Zone;
    use crate::domain::record::{RecordMeta, RecordState};

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 12, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).unwrap()
    }

    fn id(name: &str) -> LocalId {
        LocalId::new(name)
    }

    /// A bid that the platform has, with a truck of its own on the first and the second day.
    fn record() -> BidRecord {
        let mut bid = Bid::blank();
        for (point, day) in bid.points.iter_mut().zip(1..) {
            point.place.zone = Some(Zone::Fixed(180));
            point.plan_enter = Some(at(day, 8));
        }
        bid.car = Some(id("car-1"));
        bid.driver = Some(id("drv-1"));
        bid.price = Money::parse_typed("100").ok();
        let meta = RecordMeta::new(LocalId::new("bid-1"), DateTime::UNIX_EPOCH);
        BidRecord {
            meta: RecordMeta { remote_id: Some(RemoteId(1)), state: RecordState::Clean, ..meta },
            external_id: String::new(),
            bid,
            base: None,
            facts: BidFacts::default(),
            local_revision: 1,
            acked_revision: 1,
        }
    }

    fn books() -> Books {
        let pair = Pairing { driver: Some(id("drv-2")), trailer: Some(id("trl-2")) };
        let pairings = HashMap::from([(LocalId::new("car-2"), pair)]);
        Books::new(Vec::new(), Vec::new(), Vec::new(), pairings, HashMap::new())
    }

    fn foreseen(record: &BidRecord, changes: &[BidChange]) -> Foreseen {
        let books = books();
        let rules = ExchangeRules::default();
        let known = Known { index: None, lines: &[], books: &books, rules: &rules, own_offset: 180, lang: Lang::Ru };
        foresee(record, changes, known)
    }

    #[test]
    fn a_value_is_a_change_only_where_it_is_another() {
        let (bid, books) = (record().bid, books());
        let of = |field, value| changes(field, &value, &bid, &books);
        assert_eq!(of(Field::Car, Value::Record(Some(id("car-1")))), []);
        assert_eq!(of(Field::Price, Value::Price(Money::parse_typed("100,00").ok())), []);
        assert_eq!(of(Field::Price, Value::Price(None)), [BidChange::Price(None)]);
        assert_eq!(of(Field::Load, Value::Moment { was: Some(at(1, 8)), at: at(1, 8) }), []);
        let moved =
            |point, was, along| vec![BidChange::ArriveAt(ArriveAt { point, was: Some(was), at: at(3, 9), along })];
        assert_eq!(of(Field::Load, Value::Moment { was: Some(at(1, 8)), at: at(3, 9) }), moved(0, at(1, 8), true));
        assert_eq!(of(Field::Point(1), Value::Moment { was: Some(at(2, 8)), at: at(3, 9) }), moved(1, at(2, 8), false));
        assert_eq!(of(Field::Price, Value::Record(None)), [], "a value of another kind is none");
    }

    #[test]
    fn a_truck_brings_whom_it_drove_with_only_where_the_bid_has_nobody() {
        let (bid, books) = (record().bid, books());
        let car = Value::Record(Some(id("car-2")));
        let trailer = BidChange::Trailer(Some(id("trl-2")));
        assert_eq!(changes(Field::Car, &car, &bid, &books), [BidChange::Car(Some(id("car-2"))), trailer.clone()]);
        let alone = Bid { driver: None, ..bid.clone() };
        let all = [BidChange::Car(Some(id("car-2"))), BidChange::Driver(Some(id("drv-2"))), trailer.clone()];
        assert_eq!(changes(Field::Car, &car, &alone, &books), all);
        let second = Bid { second_driver: Some(id("drv-2")), ..alone };
        assert_eq!(
            changes(Field::Car, &car, &second, &books),
            [BidChange::Car(Some(id("car-2"))), trailer],
            "not twice"
        );
    }

    #[test]
    fn what_the_platform_has_stays_such_as_it_takes_and_a_draft_of_ours_is_warned() {
        let zero = [BidChange::Price(Money::parse_typed("0").ok())];
        let there = foreseen(&record(), &zero);
        assert!(there.refusal.is_some() && there.warnings.is_empty());
        let mut ours = record();
        ours.meta.remote_id = None;
        let here = foreseen(&ours, &zero);
        assert_eq!((here.refusal, here.warnings.len()), (None, 1));
        let fine = foreseen(&record(), &[BidChange::Price(Money::parse_typed("7").ok())]);
        assert_eq!((fine.refusal, fine.warnings.len()), (None, 0), "what it lacked before is not the change's fault");
    }

    #[test]
    fn a_time_that_somebody_else_has_moved_meanwhile_is_refused() {
        let stale = ArriveAt { point: 0, was: Some(at(1, 7)), at: at(1, 9), along: true };
        let refused = foreseen(&record(), &[BidChange::ArriveAt(stale)]).refusal;
        assert_eq!(refused, Some(words::refusal(ChangeRefusal::PointMoved)));
    }

    #[test]
    fn the_loading_is_the_first_stop_with_a_time() {
        let mut bid = record().bid;
        bid.points.insert(0, BidPoint::new(PointKind::Start));
        assert_eq!(first_stop(&bid), Some(1));
        bid.points[1].plan_enter = None;
        assert_eq!(first_stop(&bid), Some(2));
        bid.points[2].plan_enter = None;
        assert_eq!(first_stop(&bid), Some(1), "the first of all gets the first time");
        assert_eq!(first_stop(&Bid::default()), None);
    }
}
