//! Personal invitations of ATI.SU: events come in whatever order and however often, the place in the receiver's list moves
//! in the same transaction, and an invitation becomes each of its bids once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Store;
use super::bid_record::{self, By};
use super::codec::{Cells, Word, micros};
use super::edits::{new_bid, set_bid};
use super::error::{Fault, NOT_FOUND, StoreError, damaged};
use super::model::BidRecord;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::invite::{Direction, History, Stamp};
use crate::domain::record::RecordState;

const CURSOR: &str = "ati-cursor";

/// Which invitation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InviteKey {
    /// Who invites whom.
    pub direction: Direction,
    /// ATI.SU's name of it.
    pub entity: String,
}

/// Something that came from the receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// Of an invitation.
    Invite {
        /// Which.
        key: InviteKey,
        /// When it happened on ATI.SU.
        at: DateTime<Utc>,
        /// The entity as text; `None` when it was deleted.
        content: Option<String>,
    },
    /// Of something else, kept as it came.
    Raw {
        /// Number at the receiver.
        seq: i64,
        /// Topic as named.
        topic: String,
        /// The event as text.
        body: String,
    },
}

/// A place in a receiver's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Names the receiver's database.
    pub epoch: String,
    /// The last event that was taken in.
    pub seq: i64,
}

/// An invitation with what was done about it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteRecord {
    /// Which.
    pub key: InviteKey,
    /// Its newest content and withdrawal.
    pub history: History,
    /// First heard of.
    pub first_at: DateTime<Utc>,
    /// Last changed.
    pub changed_at: DateTime<Utc>,
    /// First looked at.
    pub seen_at: Option<DateTime<Utc>>,
    /// Declined here.
    pub declined_at: Option<DateTime<Utc>>,
    /// Bids that were made of it and are not deleted, by their number among its trucks.
    pub bids: Vec<(i64, LocalId)>,
}

/// What making a draft came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Drafted {
    /// A new bid.
    Made(Box<BidRecord>),
    /// There is one already.
    Existing(LocalId),
}

impl Word for Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Sent => "sent",
        }
    }

    fn from_word(word: &str) -> Result<Self, Fault> {
        match word {
            "received" => Ok(Self::Received),
            "sent" => Ok(Self::Sent),
            other => Err(damaged(format!("Direction: {other}"))),
        }
    }
}

const SELECT: &str =
    "SELECT direction, entity, content, content_at, withdrawn_at, first_at, changed_at, seen_at, declined_at
    FROM invites";

impl Store {
    /// Takes in what came, and the place up to which it came; gives the invitations that changed. Happens whole or not at
    /// all, so nothing is passed over and a repetition changes nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn take_invites(
        &self,
        came: &[Came],
        cursor: &Cursor,
        now: DateTime<Utc>,
    ) -> Result<BTreeSet<InviteKey>, StoreError> {
        self.write(|tx| {
            let mut changed = BTreeSet::new();
            for one in came {
                match one {
                    Came::Invite { key, at, content } => {
                        if take(tx, key, *at, content.clone(), now)? {
                            changed.insert(key.clone());
                        }
                    }
                    Came::Raw { seq, topic, body } => {
                        tx.prepare_cached(
                            "INSERT OR IGNORE INTO invite_raw (epoch, seq, topic, body, at) VALUES (?1, ?2, ?3, ?4, ?5)",
                        )?
                        .execute(params![cursor.epoch, seq, topic, body, micros(now)])?;
                    }
                }
            }
            tx.prepare_cached(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute(params![CURSOR, format!("{} {}", cursor.seq, cursor.epoch)])?;
            Ok(changed)
        })
    }

    /// Events that don't move the place: those that were asked for by hand after days without the receiver.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn take_missed_invites(
        &self,
        came: &[(InviteKey, DateTime<Utc>, Option<String>)],
        now: DateTime<Utc>,
    ) -> Result<BTreeSet<InviteKey>, StoreError> {
        self.write(|tx| {
            let mut changed = BTreeSet::new();
            for (key, at, content) in came {
                if take(tx, key, *at, content.clone(), now)? {
                    changed.insert(key.clone());
                }
            }
            Ok(changed)
        })
    }

    /// The place in the receiver's list up to which everything is here.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn invite_cursor(&self) -> Result<Option<Cursor>, StoreError> {
        let text = self.setting(CURSOR)?;
        let read = text.as_deref().and_then(|text| {
            let (seq, epoch) = text.split_once(' ')?;
            Some(Cursor { epoch: epoch.to_owned(), seq: seq.parse().ok()? })
        });
        Ok(read)
    }

    /// All invitations, the last heard of first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn invites(&self) -> Result<Vec<InviteRecord>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{SELECT} ORDER BY first_at DESC, direction, entity"))?;
            let mut records = statement.query_and_then([], read)?.collect::<Result<Vec<_>, _>>()?;
            let mut bids = tx.prepare_cached(&format!("{BIDS} ORDER BY i.ordinal"))?;
            let mut by_key = std::collections::BTreeMap::<InviteKey, Vec<(i64, LocalId)>>::new();
            for link in bids.query_and_then([], read_link)? {
                let (key, ordinal, bid) = link?;
                by_key.entry(key).or_default().push((ordinal, bid));
            }
            for record in &mut records {
                record.bids = by_key.remove(&record.key).unwrap_or_default();
            }
            Ok(records)
        })
    }

    /// One invitation.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn invite(&self, key: &InviteKey) -> Result<Option<InviteRecord>, StoreError> {
        self.read(|tx| find(tx, key))
    }

    /// Notes that a person has looked at an invitation; the first time counts.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError`] when the database can't be written.
    pub fn see_invite(&self, key: &InviteKey, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.mark_invite(key, "seen_at = coalesce(seen_at, ?3)", Some(now))
    }

    /// Declines an invitation at this desk, or takes that back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError`] when the database can't be written.
    pub fn decline_invite(&self, key: &InviteKey, declined_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        self.mark_invite(key, "declined_at = ?3", declined_at)
    }

    fn mark_invite(&self, key: &InviteKey, what: &str, at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        self.write(|tx| {
            let marked = tx
                .prepare_cached(&format!("UPDATE invites SET {what} WHERE direction = ?1 AND entity = ?2"))?
                .execute(params![key.direction.word(), key.entity, at.map(micros)])?;
            if marked == 0 { Err(NOT_FOUND) } else { Ok(()) }
        })
    }

    /// Makes the bid of an invitation's truck (counted from one), once: while a bid that was made before is there, it is
    /// given instead.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError`] when the database can't be written.
    pub fn draft_invite(
        &self,
        key: &InviteKey,
        ordinal: i64,
        bid: &Bid,
        now: DateTime<Utc>,
    ) -> Result<Drafted, StoreError> {
        self.write(|tx| {
            let record = find(tx, key)?.ok_or(NOT_FOUND)?;
            if let Some((_, existing)) = record.bids.into_iter().find(|(number, _)| *number == ordinal) {
                return Ok(Drafted::Existing(existing));
            }
            let mut stored = new_bid(now);
            set_bid(tx, &mut stored, bid, now)?;
            tx.prepare_cached(
                "INSERT INTO invite_bids (direction, entity, ordinal, bid) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (direction, entity, ordinal) DO UPDATE SET bid = excluded.bid",
            )?
            .execute(params![
                key.direction.word(),
                key.entity,
                ordinal,
                stored.record.meta.id.as_str()
            ])?;
            Ok(Drafted::Made(Box::new(stored.record)))
        })
    }

    /// Bodies of events that this version can't read, by topic, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn raw_invite_events(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT topic, body FROM invite_raw ORDER BY at, epoch, seq")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps what ATI.SU answered about a city, a firm or a type of cargo.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_ati_names(&self, kind: &str, names: &[(String, String)], now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "INSERT INTO ati_names (kind, id, document, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document, at = excluded.at",
            )?;
            for (id, document) in names {
                statement.execute(params![kind, id, document, micros(now)])?;
            }
            Ok(())
        })
    }

    /// All that is known of a kind, by id.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn ati_names(&self, kind: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT id, document FROM ati_names WHERE kind = ?1 ORDER BY id")?;
            let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// A link whose bid is still there.
const BIDS: &str = "SELECT i.direction, i.entity, i.ordinal, i.bid, b.state FROM invite_bids i
    JOIN bids b ON b.id = i.bid AND b.state <> 'tombstone' AND b.deleted_here = 0";

fn read_link(row: &Row<'_>) -> Result<(InviteKey, i64, LocalId), Fault> {
    let mut cells = Cells::new(row);
    let key = InviteKey { direction: cells.word()?, entity: cells.take()? };
    let (ordinal, bid) = (cells.take()?, cells.local_id()?);
    let _state: RecordState = cells.word()?;
    Ok((key, ordinal, bid))
}

fn read(row: &Row<'_>) -> Result<InviteRecord, Fault> {
    let mut cells = Cells::new(row);
    let key = InviteKey { direction: cells.word()?, entity: cells.take()? };
    let content: Option<String> = cells.take()?;
    let content_at = cells.maybe_instant()?;
    let history = History {
        content: content.zip(content_at).map(|(content, at)| Stamp { at, content }),
        withdrawn_at: cells.maybe_instant()?,
    };
    Ok(InviteRecord {
        key,
        history,
        first_at: cells.instant()?,
        changed_at: cells.instant()?,
        seen_at: cells.maybe_instant()?,
        declined_at: cells.maybe_instant()?,
        bids: Vec::new(),
    })
}

fn find(connection: &Connection, key: &InviteKey) -> Result<Option<InviteRecord>, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE direction = ?1 AND entity = ?2"))?;
    let mut rows = statement.query([key.direction.word(), key.entity.as_str()])?;
    let Some(mut record) = rows.next()?.map(read).transpose()? else { return Ok(None) };
    let mut bids =
        connection.prepare_cached(&format!("{BIDS} WHERE i.direction = ?1 AND i.entity = ?2 ORDER BY i.ordinal"))?;
    let links = bids.query_and_then([key.direction.word(), key.entity.as_str()], read_link)?;
    record.bids = links.map(|link| link.map(|(_, ordinal, bid)| (ordinal, bid))).collect::<Result<_, _>>()?;
    Ok(Some(record))
}

fn take(
    connection: &Connection,
    key: &InviteKey,
    at: DateTime<Utc>,
    content: Option<String>,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let held = connection
        .prepare_cached("SELECT content, content_at, withdrawn_at FROM invites WHERE direction = ?1 AND entity = ?2")?
        .query_row([key.direction.word(), key.entity.as_str()], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?))
        })
        .optional()?;
    let mut history = History::default();
    if let Some((content, content_at, withdrawn_at)) = held {
        let moment = |micros: Option<i64>| micros.map(super::codec::instant).transpose();
        history.content = content.zip(moment(content_at)?).map(|(content, at)| Stamp { at, content });
        history.withdrawn_at = moment(withdrawn_at)?;
    }
    // Moments are kept to the microsecond: compared as they will be read back.
    let at = super::codec::instant(micros(at))?;
    if !history.take(at, content) {
        return Ok(false);
    }
    let (content, content_at) = history.content.map(|stamp| (stamp.content, micros(stamp.at))).unzip();
    connection
        .prepare_cached(
            "INSERT INTO invites (direction, entity, content, content_at, withdrawn_at, first_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
             ON CONFLICT (direction, entity) DO UPDATE SET content = excluded.content, content_at = excluded.content_at,
                 withdrawn_at = excluded.withdrawn_at, changed_at = excluded.changed_at",
        )?
        .execute(params![
            key.direction.word(),
            key.entity,
            content,
            content_at,
            history.withdrawn_at.map(micros),
            micros(now)
        ])?;
    Ok(true)
}

/// The bid of a link, for tests and for looking at both sides.
impl Store {
    /// The invitation that a bid was made of.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn invite_of_bid(&self, bid: &LocalId) -> Result<Option<InviteKey>, StoreError> {
        self.read(|tx| {
            if bid_record::find(tx, By::Id(bid))?.is_none() {
                return Ok(None);
            }
            let mut statement = tx.prepare_cached("SELECT direction, entity FROM invite_bids WHERE bid = ?1")?;
            let mut rows = statement.query([bid.as_str()])?;
            let key = rows.next()?.map(|row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(InviteKey { direction: cells.word()?, entity: cells.take()? })
            });
            key.transpose()
        })
    }
}
