//! Orders of groupage shipments; their offers stand in [`super::offers`].
//!
//! ```text
//!            begin_order ─▶ sending ─▶ made
//!                ▲             ├─────▶ refused ──▶ (begin_order: the same number again)
//!                │             └─────▶ unknown ─▶ made          found by our number
//!                └── not_made ◀───────────┘                     a person says so, never the program
//! ```
//!
//! `sending` is on disk before the first byte leaves, so a program that dies leaves a row that nobody can pass by. The
//! number belongs to the order, not to the attempt: whatever shows up late is found by it.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::Store;
use super::codec::{Cells, Word, document, micros};
use super::error::{Fault, NOT_FOUND, StoreError, damaged};
use crate::domain::id::LocalId;
use crate::domain::ltl::{FoundOrder, Placed, Shipment};

/// After this time a sending that never ended is one whose program has died.
const LONGEST_SENDING: TimeDelta = TimeDelta::minutes(10);

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// On its way, or its program has died.
    Sending,
    /// No answer came: it may have been made.
    Unknown,
    /// Made.
    Made,
    /// Refused by the carrier.
    Refused,
    /// A person has said that it was not made.
    NotMade,
}

impl Word for OrderState {
    fn word(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Made => "made",
            Self::Refused => "refused",
            Self::NotMade => "not_made",
        }
    }

    fn from_word(word: &str) -> Result<Self, Fault> {
        let all = [Self::Sending, Self::Unknown, Self::Made, Self::Refused, Self::NotMade];
        all.into_iter().find(|state| state.word() == word).ok_or_else(|| damaged(format!("an order's state: {word}")))
    }
}

/// An order to be begun.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// What can be ordered once: the bid, or the shipment itself.
    pub key: String,
    /// The bid.
    pub bid: Option<LocalId>,
    /// Our number for it, unless an earlier attempt has one already.
    pub number: String,
    /// What is ordered; our number is put into it.
    pub shipment: Shipment,
    /// Of the training carrier.
    pub training: bool,
    /// A person wants another one although there is one already.
    pub again: bool,
}

/// An order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Our number, by which the carrier finds it.
    pub number: String,
    /// The bid.
    pub bid: Option<LocalId>,
    /// Where it stands.
    pub state: OrderState,
    /// How often it was sent, each time after a person's word.
    pub attempts: i64,
    /// When the last attempt began.
    pub begun_at: DateTime<Utc>,
    /// When it became what it is.
    pub settled_at: Option<DateTime<Utc>>,
    /// When it was last looked for.
    pub looked_at: Option<DateTime<Utc>>,
    /// Of the training carrier.
    pub training: bool,
    /// What was ordered.
    pub shipment: Shipment,
    /// The carrier's number of the request.
    pub request_id: Option<String>,
    /// Barcode of a pre-order.
    pub barcode: Option<String>,
    /// The carrier's answer.
    pub placed: Option<Placed>,
    /// What the search last showed.
    pub found: Vec<FoundOrder>,
    /// Why it was refused, or why nothing is known.
    pub error: Option<String>,
}

/// What came of beginning.
#[derive(Debug, Clone, PartialEq)]
pub enum Begun {
    /// It may be sent now, once.
    Go(Box<Order>),
    /// Another one stands in the way.
    Blocked(Box<Order>),
}

/// What is known after sending.
#[derive(Debug, Clone, PartialEq)]
pub enum SentOutcome {
    /// Made.
    Made(Box<Placed>),
    /// Refused: certainly not made.
    Refused(String),
    /// Nobody knows.
    Unknown(String),
}

const COLUMNS: &str = "number, bid, state, attempts, begun_at, settled_at, looked_at, training, shipment, request_id, \
                       barcode, placed, found, error";

fn read(row: &Row<'_>) -> Result<Order, Fault> {
    let mut cells = Cells::new(row);
    Ok(Order {
        number: cells.take()?,
        bid: cells.maybe_local_id()?,
        state: cells.word()?,
        attempts: cells.take()?,
        begun_at: cells.instant()?,
        settled_at: cells.maybe_instant()?,
        looked_at: cells.maybe_instant()?,
        training: cells.take()?,
        shipment: cells.document()?,
        request_id: cells.take()?,
        barcode: cells.take()?,
        placed: cells.maybe_document()?,
        found: cells.maybe_document()?.unwrap_or_default(),
        error: cells.take()?,
    })
}

fn find(tx: &Transaction<'_>, filter: &str, value: &str) -> Result<Option<Order>, Fault> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM groupage_orders WHERE {filter}"))?;
    statement.query_row([value], |row| Ok(read(row))).optional()?.transpose()
}

fn get(tx: &Transaction<'_>, number: &str) -> Result<Order, Fault> {
    find(tx, "number = ?1", number)?.ok_or(NOT_FOUND)
}

impl Store {
    /// Marks an order as being sent, before anything is. An earlier attempt that was refused or settled goes on under its own
    /// number; one under way or unknown forbids everything, one that is made forbids all but a person's "another one".
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written: then nothing may be sent.
    pub fn begin_order(&self, mut new: NewOrder, now: DateTime<Utc>) -> Result<Begun, StoreError> {
        self.write(|tx| {
            let open = find(tx, "key = ?1 AND state IN ('sending', 'unknown')", &new.key)?;
            if let Some(open) = open {
                return Ok(Begun::Blocked(Box::new(open)));
            }
            let made = find(tx, "key = ?1 AND state = 'made' ORDER BY begun_at DESC LIMIT 1", &new.key)?;
            if let Some(made) = made.filter(|_| !new.again) {
                return Ok(Begun::Blocked(Box::new(made)));
            }
            let filter = "key = ?1 AND state IN ('refused', 'not_made') ORDER BY begun_at DESC LIMIT 1";
            let earlier = find(tx, filter, &new.key)?;
            let number = earlier.map_or(new.number, |earlier| earlier.number);
            new.shipment.set_order_number(&number);
            tx.execute(
                "INSERT INTO groupage_orders (number, key, bid, state, attempts, begun_at, training, shipment)
                 VALUES (?1, ?2, ?3, 'sending', 1, ?4, ?5, ?6)
                 ON CONFLICT (number) DO UPDATE SET state = 'sending', attempts = attempts + 1, begun_at = excluded.begun_at,
                     training = excluded.training, shipment = excluded.shipment, settled_at = NULL, error = NULL",
                params![
                    number,
                    new.key,
                    new.bid.as_ref().map(LocalId::as_str),
                    micros(now),
                    new.training,
                    document(&new.shipment)?
                ],
            )?;
            Ok(Begun::Go(Box::new(get(tx, &number)?)))
        })
    }

    /// Notes what is known after sending. What was found meanwhile stays found.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such order.
    pub fn finish_order(&self, number: &str, outcome: &SentOutcome, now: DateTime<Utc>) -> Result<Order, StoreError> {
        self.write(|tx| {
            let before = get(tx, number)?;
            let is_open = matches!(before.state, OrderState::Sending | OrderState::Unknown);
            match outcome {
                SentOutcome::Made(placed) => tx.execute(
                    "UPDATE groupage_orders SET state = 'made', settled_at = ?2, request_id = ?3, barcode = ?4, placed = ?5,
                         error = NULL WHERE number = ?1",
                    params![number, micros(now), placed.request_id, placed.barcode, document(placed)?],
                )?,
                SentOutcome::Refused(error) if is_open => settle(tx, number, OrderState::Refused, Some(error), now)?,
                SentOutcome::Unknown(error) if is_open => settle(tx, number, OrderState::Unknown, Some(error), now)?,
                SentOutcome::Refused(_) | SentOutcome::Unknown(_) => 0,
            };
            get(tx, number)
        })
    }

    /// Notes what the search has shown: one that is there was made. Nothing shown says nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such order.
    pub fn order_looked_up(&self, number: &str, found: &[FoundOrder], now: DateTime<Utc>) -> Result<Order, StoreError> {
        self.write(|tx| {
            let before = get(tx, number)?;
            tx.execute("UPDATE groupage_orders SET looked_at = ?2 WHERE number = ?1", params![number, micros(now)])?;
            if let Some(first) = found.first() {
                let paper = first.papers.iter().find(|paper| paper.kind.as_deref() == Some("request"));
                let paper = paper.or_else(|| first.papers.first());
                if before.state != OrderState::Made {
                    settle(tx, number, OrderState::Made, None, now)?;
                }
                tx.execute(
                    "UPDATE groupage_orders SET found = ?2, request_id = coalesce(request_id, ?3),
                         barcode = coalesce(barcode, ?4) WHERE number = ?1",
                    params![
                        number,
                        document(&found)?,
                        paper.and_then(|paper| paper.id.as_ref()),
                        paper.and_then(|paper| paper.barcode.as_ref())
                    ],
                )?;
            }
            get(tx, number)
        })
    }

    /// A person says that an order of unknown outcome was not made: its key is free again. One that may still be under way is
    /// left alone.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Other`] when its state does not allow it.
    pub fn order_not_made(&self, number: &str, now: DateTime<Utc>) -> Result<Order, StoreError> {
        self.write(|tx| {
            let before = get(tx, number)?;
            let is_dead = before.state == OrderState::Sending && now - before.begun_at > LONGEST_SENDING;
            if before.state != OrderState::Unknown && !is_dead {
                return Err(StoreError::Other(format!("the order is {}", before.state.word())).into());
            }
            settle(tx, number, OrderState::NotMade, before.error.as_deref(), now)?;
            get(tx, number)
        })
    }

    /// An order by our number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn groupage_order(&self, number: &str) -> Result<Option<Order>, StoreError> {
        self.read(|tx| find(tx, "number = ?1", number))
    }

    /// All orders, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn groupage_orders(&self) -> Result<Vec<Order>, StoreError> {
        self.read(|tx| {
            let sql = format!("SELECT {COLUMNS} FROM groupage_orders ORDER BY begun_at DESC, number");
            let mut statement = tx.prepare_cached(&sql)?;
            statement.query_and_then([], read)?.collect()
        })
    }

    /// The order of a key that stands in the way of another one, if any.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn order_in_the_way(&self, key: &str) -> Result<Option<Order>, StoreError> {
        let filter =
            "key = ?1 AND state IN ('sending', 'unknown', 'made') ORDER BY state = 'made', begun_at DESC LIMIT 1";
        self.read(|tx| find(tx, filter, key))
    }
}

fn settle(
    tx: &Transaction<'_>,
    number: &str,
    state: OrderState,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<usize, Fault> {
    let sql = "UPDATE groupage_orders SET state = ?2, settled_at = ?3, error = ?4 WHERE number = ?1";
    Ok(tx.execute(sql, params![number, state.word(), micros(now), error])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + minutes * 60, 0).unwrap()
    }

    fn new(number: &str) -> NewOrder {
        NewOrder {
            key: "bid:1".into(),
            bid: Some(LocalId::new("1")),
            number: number.into(),
            shipment: Shipment::default(),
            training: true,
            again: false,
        }
    }

    #[track_caller]
    fn go(begun: Begun) -> Order {
        match begun {
            Begun::Go(order) => *order,
            Begun::Blocked(order) => panic!("blocked by {order:?}"),
        }
    }

    #[track_caller]
    fn blocked(begun: Begun) -> Order {
        match begun {
            Begun::Blocked(order) => *order,
            Begun::Go(order) => panic!("may be sent: {order:?}"),
        }
    }

    fn made() -> SentOutcome {
        let placed = Placed { request_id: Some("17".into()), barcode: Some("0017".into()), ..Placed::default() };
        SentOutcome::Made(Box::new(placed))
    }

    #[test]
    fn nothing_is_sent_beside_an_order_under_way_or_unknown() {
        let store = Store::open_in_memory().unwrap();
        let order = go(store.begin_order(new("A"), at(0)).unwrap());
        assert_eq!((order.state, order.shipment.order_number()), (OrderState::Sending, Some("A")));
        for again in [false, true] {
            let other = store.begin_order(NewOrder { again, ..new("B") }, at(1)).unwrap();
            assert_eq!(blocked(other).number, "A");
        }
        store.finish_order("A", &SentOutcome::Unknown("timeout".into()), at(2)).unwrap();
        assert_eq!(
            blocked(store.begin_order(NewOrder { again: true, ..new("B") }, at(3)).unwrap()).state,
            OrderState::Unknown
        );
    }

    #[test]
    fn a_made_order_is_followed_by_another_one_only_on_a_persons_word() {
        let store = Store::open_in_memory().unwrap();
        go(store.begin_order(new("A"), at(0)).unwrap());
        let order = store.finish_order("A", &made(), at(1)).unwrap();
        assert_eq!((order.request_id.as_deref(), order.barcode.as_deref()), (Some("17"), Some("0017")));
        assert_eq!(blocked(store.begin_order(new("B"), at(2)).unwrap()).number, "A");
        assert_eq!(go(store.begin_order(NewOrder { again: true, ..new("B") }, at(3)).unwrap()).number, "B");
        assert_eq!(store.groupage_orders().unwrap().len(), 2);
    }

    #[test]
    fn a_refused_order_goes_again_under_its_own_number() {
        let store = Store::open_in_memory().unwrap();
        go(store.begin_order(new("A"), at(0)).unwrap());
        store.finish_order("A", &SentOutcome::Refused("дата".into()), at(1)).unwrap();
        let again = go(store.begin_order(new("B"), at(2)).unwrap());
        assert_eq!((again.number.as_str(), again.attempts, again.error), ("A", 2, None));
    }

    #[test]
    fn what_was_found_is_made_and_a_late_failure_does_not_unmake_it() {
        let store = Store::open_in_memory().unwrap();
        go(store.begin_order(new("A"), at(0)).unwrap());
        assert_eq!(
            store.order_looked_up("A", &[], at(1)).unwrap().state,
            OrderState::Sending,
            "nothing shown says nothing"
        );
        assert_eq!(store.order_looked_up("A", &[FoundOrder::default()], at(2)).unwrap().state, OrderState::Made);
        let after = store.finish_order("A", &SentOutcome::Unknown("timeout".into()), at(3)).unwrap();
        assert_eq!(after.state, OrderState::Made);
    }

    #[test]
    fn only_a_person_frees_an_unknown_order_and_not_one_under_way() {
        let store = Store::open_in_memory().unwrap();
        go(store.begin_order(new("A"), at(0)).unwrap());
        assert!(store.order_not_made("A", at(9)).is_err(), "it may still be under way");
        assert_eq!(store.order_not_made("A", at(11)).unwrap().state, OrderState::NotMade, "its program has died");
        go(store.begin_order(new("B"), at(12)).unwrap());
        store.finish_order("A", &SentOutcome::Unknown("cut".into()), at(13)).unwrap();
        assert_eq!(store.order_not_made("A", at(13)).unwrap().state, OrderState::NotMade);
        assert!(store.order_not_made("A", at(14)).is_err(), "once");
        assert_eq!(store.order_not_made("Z", at(14)), Err(StoreError::NotFound));
    }
}
