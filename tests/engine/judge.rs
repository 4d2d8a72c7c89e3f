//! After the story: calm cycles, a person's decisions, and the invariants by their names.

use std::collections::BTreeMap;

use cargorun_desk::api::cargorun::ApiError;
use cargorun_desk::domain::bid::{Bid, BidPoint, BidStatus, PointKind};
use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::pulled::PulledBid;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::sync_case::ConflictKind;
use cargorun_desk::merge::{Decider, Policy};
use cargorun_desk::store::model::{BidRecord, Cause};
use cargorun_desk::store::{SettledConflict, Store};
use cargorun_desk::sync::{References, SyncError, Trigger};
use chrono::{DateTime, TimeDelta};
use serde_json::Value;

use crate::desk::{Desk, money};
use crate::planted::Planted;
use crate::story::Story;
use crate::watch::{Author, Token, plain};

/// What a field of a bid says, as text.
pub(crate) fn said(record: &BidRecord, field: &str) -> String {
    match field {
        "price" => record.bid.price.map_or_else(String::new, |price| plain(&price.to_string())),
        "contract" => record.bid.contract_number.clone().unwrap_or_default(),
        _ => first_stop(&record.bid).and_then(|point| point.comment.clone()).unwrap_or_default(),
    }
}

/// The first point that people have set: the platform puts one of its own before it when the truck comes from afar.
fn first_stop(bid: &Bid) -> Option<&BidPoint> {
    bid.points.iter().find(|point| point.kind != PointKind::Start)
}

pub(crate) fn comment(entry: &BookEntry) -> String {
    match entry {
        BookEntry::Driver(driver) => driver.comment.clone(),
        BookEntry::Counterparty(company) => company.comment.clone(),
        _ => None,
    }
    .unwrap_or_default()
}

impl Story {
    /// Three cycles make both sides equal, except what waits for a person; he decides, and two more do the rest.
    pub(crate) async fn settle(&mut self) {
        if self.office.watch.notes().restored() {
            // A server that was put back shows nothing of what it lost: only a complete reading does.
            self.desks.iter().for_each(|desk| desk.store.set_cursor(None).unwrap());
        }
        if self.profile.jumps > 0.0 {
            // A clock that was set back makes a wait longer, by an hour at most; what is longer is seen and forgotten first.
            for desk in &self.desks {
                let (report, ended) = desk.cycle_with(Desk::trigger(false)).await;
                let may_wait = |error: &SyncError| matches!(error, SyncError::Api(ApiError::TooManyRequests { .. }));
                assert!(ended.as_ref().err().is_none_or(may_wait), "{ended:?}: {report:?}");
            }
            self.office.time.pass(TimeDelta::minutes(61));
        }
        for nth in 0..3 {
            self.good_cycles(nth != 1).await;
        }
        // A decision may meet another desk's: then it is asked once more.
        for nth in (0..self.desks.len()).chain(0..self.desks.len()) {
            if self.decide(nth) {
                self.good_cycles(false).await;
                self.good_cycles(false).await;
            }
        }
    }

    async fn good_cycles(&self, books: bool) {
        for desk in &self.desks {
            let (report, ended) = desk.cycle_with(Trigger { books, ..Desk::trigger(false) }).await;
            ended.unwrap_or_else(|error| panic!("{error}: {report:?}"));
            self.office.time.pass(TimeDelta::minutes(6));
        }
    }

    /// True when there was something to decide.
    fn decide(&mut self, nth: usize) -> bool {
        let conflicts = self.desks[nth].store.conflicts().unwrap();
        for conflict in &conflicts {
            // A deletion here against a change there is a question of its own: whoever decides what it says keeps the bid.
            let kind = self.desks[nth].store.conflict_kind(&conflict.id).unwrap();
            let is_deletion = kind == Some(ConflictKind::DeletedHere);
            assert!(is_deletion || !conflict.fields.is_empty(), "a conflict names its fields");
            let token = self.token(400_000);
            let desk = &self.desks[nth];
            let record = desk.bid(&conflict.id);
            let mut theirs = record.clone();
            theirs.bid = conflict.theirs.clone();
            let mut decided = record.bid.clone();
            let mut notes = self.office.watch.notes();
            for field in ["price", "contract", "comment"] {
                let (ours, theirs) = (said(&record, field), said(&theirs, field));
                if field == "price" && ours != theirs {
                    decided.price = Some(money(&token));
                    notes.wrote(Author::Desk(nth), conflict.id.as_str(), field, &token, &[&ours, &theirs]);
                } else {
                    notes.saw(&ours, &[&theirs]);
                }
            }
            drop(notes);
            desk.store.resolve_conflict(&conflict.id, &decided, desk.now()).unwrap();
        }
        !conflicts.is_empty() | self.decide_deletions_of_books(nth)
    }

    /// Records of books that are to be deleted here and were changed there.
    fn decide_deletions_of_books(&mut self, nth: usize) -> bool {
        let desk = &self.desks[nth];
        let asked = desk.store.book_conflicts().unwrap().into_iter();
        let asked: Vec<_> = asked.filter(|conflict| conflict.kind == ConflictKind::DeletedHere).collect();
        for conflict in &asked {
            let (kind, id) = (conflict.record.entry.kind(), &conflict.record.meta.id);
            let mut notes = self.office.watch.notes();
            notes.saw(&comment(&conflict.theirs), &[&comment(&conflict.record.entry)]);
            let delete = self.lots.hits(0.5);
            if delete {
                notes.deleted.insert(comment(&conflict.theirs));
            }
            drop(notes);
            desk.store.decide_book_deletion(kind, id, delete, desk.now()).unwrap();
        }
        !asked.is_empty()
    }

    pub(crate) async fn judge(&self) {
        let mut there = BTreeMap::new();
        for (nth, desk) in self.desks.iter().enumerate() {
            // The judge's own looking is not spoilt.
            *desk.wire.planted.lock().unwrap() = Planted::None;
            there = platform(desk).await;
            self.both_sides_are_equal(nth, &there);
            self.books_are_equal(nth);
            self.the_setting_is_obeyed(nth);
            judge_journal(desk);
        }
        self.made_once(&there);
        self.every_edit_has_left_a_trace(&there);
        let notes = self.office.watch.notes();
        assert!(notes.faults.is_empty(), "{}", notes.faults.join("\n"));
        let gone = |desk: &Desk| {
            desk.store.bid_rows().unwrap().iter().filter(|row| row.meta.state == RecordState::Tombstone).count()
        };
        let asked = self.deletions + self.office.server.deeds().iter().filter(|deed| deed.field == "delete").count();
        for desk in &self.desks {
            assert!(gone(desk) <= asked + already_gone(), "I9: {} gone, {asked} asked for", gone(desk));
        }
    }

    /// Where the setting decides, nothing of contents waits for a person; what a person decides is in no list of decisions.
    fn the_setting_is_obeyed(&self, nth: usize) {
        let desk = &self.desks[nth];
        let by_itself = |policy: Policy| policy.decider.winner().is_some();
        for (id, kind) in desk.store.conflict_kinds().unwrap() {
            assert!(!by_itself(self.profile.bids) || kind != ConflictKind::Fields, "desk {nth}: {id} waits");
        }
        for conflict in desk.store.book_conflicts().unwrap() {
            let id = conflict.record.meta.id;
            assert!(!by_itself(self.profile.books) || conflict.kind != ConflictKind::Fields, "desk {nth}: {id} waits");
        }
        for settled in desk.store.settled_conflicts(usize::MAX).unwrap() {
            let policy = if settled.kind == RecordKind::Bid { self.profile.bids } else { self.profile.books };
            let expected = match policy.decider {
                Decider::Manual => panic!("I5: desk {nth}: {settled:?} was decided by itself"),
                Decider::OursFirst => Cause::OursFirst,
                Decider::TheirsFirst => Cause::TheirsFirst,
            };
            assert_eq!(settled.entry.cause, expected, "desk {nth}: {settled:?}");
        }
    }

    /// What the setting decided comes back by one action: the value that lost stands on both sides then.
    pub(crate) async fn take_back(&self) {
        for (nth, desk) in self.desks.iter().enumerate() {
            // What the desk before this one has just put back is seen first.
            desk.good_cycle().await;
            let may_go = |settled: &SettledConflict| {
                let record = (settled.kind == RecordKind::Bid).then(|| desk.bid(&settled.id));
                let is_plain = matches!(settled.entry.field.as_str(), "price" | "contract_number");
                let is_free = record.as_ref().is_some_and(|record| {
                    record.meta.state == RecordState::Clean && record.facts.status == BidStatus::Draft
                });
                is_plain && is_free && settled.entry.undone_at.is_none()
            };
            let settled = desk.store.settled_conflicts(usize::MAX).unwrap();
            let Some(settled) = settled.into_iter().find(may_go) else { continue };
            let (_, id) = desk.store.take_back(settled.entry.seq, desk.now()).unwrap();
            let wanted = desk.bid(&id).bid;
            let kept: Value = serde_json::from_str(&settled.entry.old).unwrap();
            let value = serde_json::to_value(&wanted).unwrap()[&settled.entry.field].clone();
            assert!(value.is_null() || value == kept, "desk {nth}: {settled:?} stands as {value}");
            desk.good_cycle().await;
            desk.good_cycle().await;
            let record = desk.bid(&id);
            assert_eq!(record.meta.state, RecordState::Clean, "desk {nth}: {settled:?} {:?}", record.meta);
            assert_eq!(record.bid, wanted, "desk {nth}: {settled:?}");
            let there = platform(desk).await.remove(&record.meta.remote_id.unwrap().0).unwrap();
            assert_eq!(there.bid, wanted, "desk {nth}: {settled:?}");
        }
    }

    /// I4, and I9 with it: what is gone here is gone there.
    fn both_sides_are_equal(&self, nth: usize, there: &BTreeMap<i64, PulledBid>) {
        let desk = &self.desks[nth];
        let restored = self.office.watch.notes().restored();
        for row in there.values() {
            let known = desk.store.bid_by_remote(row.remote_id).unwrap();
            assert!(known.is_some(), "I8: desk {nth} has never seen bid {}", row.remote_id);
        }
        for row in desk.store.bid_rows().unwrap() {
            let record = desk.bid(&row.meta.id);
            let what = format!("desk {nth} {} {:?} {:?}", row.meta.id, record.meta, desk.operations(&row.meta.id));
            let remote = record.meta.remote_id.and_then(|number| there.get(&number.0));
            match record.meta.state {
                RecordState::Clean => {
                    let Some(remote) = remote else {
                        assert!(restored, "I4: only here: {what}");
                        continue;
                    };
                    assert_eq!(remote.bid, record.bid, "I4: {what}");
                    assert_eq!(remote.facts.status, record.facts.status, "I4: {what}");
                    assert!(!remote.facts.deleted, "I9: {what}");
                }
                RecordState::Tombstone | RecordState::RemoteGone => {
                    assert!(remote.is_none_or(|remote| remote.facts.deleted), "I9: {what}");
                }
                RecordState::Rejected => {
                    assert!(record.meta.error.is_some(), "the platform's sentence is kept: {what}");
                }
                // Its number stands for another bid since the server was put back.
                RecordState::LocalNew if restored && record.meta.remote_id.is_none() => {}
                // Changed while it was gone there, then brought back: nobody has asked for it to be sent.
                RecordState::Dirty if self.unasked.contains(&(nth, row.meta.id.clone())) && !record.meta.queued => {
                    assert!(restored || self.brought_back(), "I4: {what}");
                }
                other => panic!("I4: {other:?} after all cycles: {what}"),
            }
        }
    }

    fn brought_back(&self) -> bool {
        self.restorations > 0 || self.office.server.deeds().iter().any(|deed| deed.field == "restore")
    }

    fn books_are_equal(&self, nth: usize) {
        let desk = &self.desks[nth];
        for record in desk.store.book_records().unwrap() {
            let kind = match record.entry.kind() {
                RecordKind::Driver => "driver",
                RecordKind::Counterparty => "counterparty",
                _ => continue,
            };
            let Some(number) = record.meta.remote_id else { continue };
            let is_settled = record.meta.state == RecordState::Clean && record.active && !record.deleted;
            if !is_settled || !self.is_touched(kind, number.0, &record.meta.id) {
                continue;
            }
            let there = self.office.watch.look(&self.office.server, &format!("{kind} {number}"));
            let Some(there) = there.get("comment") else { continue };
            assert_eq!(&comment(&record.entry), there, "I4: desk {nth}, {kind} {number} {:?}", record.meta);
        }
    }

    fn is_touched(&self, kind: &str, number: i64, id: &LocalId) -> bool {
        let subject = format!("{kind} {number}");
        let notes = self.office.watch.notes();
        notes.tokens.iter().any(|token| token.subject == subject || token.subject == id.as_str())
    }

    /// I3 and I13.
    fn made_once(&self, there: &BTreeMap<i64, PulledBid>) {
        for ours in &self.bids {
            let copies = there.values().filter(|row| row.external_id.as_ref() == Some(&ours.external_id)).count();
            let record = self.desks[ours.desk].bid(&ours.id);
            let what = format!("{:?} {:?}", record.meta, self.desks[ours.desk].operations(&ours.id));
            assert!(copies <= 1, "I3: {copies} of {what}");
            if ours.bad {
                let is_waiting = matches!(record.meta.state, RecordState::Rejected | RecordState::Tombstone);
                assert!(is_waiting && copies == 0, "I13: {what}");
            } else if record.meta.state == RecordState::Clean && !self.office.watch.notes().restored() {
                assert_eq!(copies, 1, "I3: {what}");
            }
        }
    }

    /// I1 for desks, I2 for everybody else.
    fn every_edit_has_left_a_trace(&self, there: &BTreeMap<i64, PulledBid>) {
        let tokens = self.office.watch.notes().tokens.clone();
        for (place, token) in tokens.iter().enumerate() {
            match token.author {
                Author::Desk(0) if self.excused.iter().any(|lost| lost.contains(&place)) => {}
                Author::Desk(nth) => self.trace_of_ours(nth, token),
                Author::Other => self.trace_of_theirs(token, there),
            }
        }
    }

    fn trace_of_ours(&self, nth: usize, token: &Token) {
        let desk = &self.desks[nth];
        let id = LocalId::new(&token.subject);
        let (last, kind) = match desk.store.bid(&id).unwrap() {
            Some(record) => (said(&record, token.field), RecordKind::Bid),
            None => match desk.store.book(&id).unwrap() {
                Some(record) => (comment(&record.entry), record.entry.kind()),
                // Two became one, or a restored copy never had it: then it lives on under its number.
                None if self.profile.backup => return,
                None => panic!("I1: the record of {token:?} is gone"),
            },
        };
        let history = || format!("{:?}", desk.store.history(kind, &id).unwrap());
        let notes = self.office.watch.notes();
        let is_kept = || {
            let history = history();
            notes.lineage(token).iter().any(|value| history.contains(value))
        };
        let stands = notes.descends(&last, &token.value);
        assert!(stands || is_kept(), "I1: {token:?}, {last} stands: {}", history());
    }

    fn trace_of_theirs(&self, token: &Token, there: &BTreeMap<i64, PulledBid>) {
        let notes = self.office.watch.notes();
        let lineage = notes.lineage(token);
        let is_known = |value: &String| notes.window.contains(value) || notes.deleted.contains(value);
        if notes.restored() || lineage.iter().any(is_known) {
            return;
        }
        drop(notes);
        let (kind, number) = token.subject.split_once(' ').unwrap();
        if kind == "bid" && !there.contains_key(&number.parse().unwrap()) {
            return;
        }
        let last = self.office.watch.look(&self.office.server, &token.subject).remove(token.field).unwrap_or_default();
        let stands = self.office.watch.notes().descends(&last, &token.value);
        let is_kept = |store: &Store| {
            let history = crate::wire::history_of(store, &token.subject);
            lineage.iter().any(|value| history.contains(value))
        };
        let mut stores = self.desks.iter().map(|desk| &desk.store).chain(&self.aside);
        assert!(stands || stores.any(is_kept), "I2: {token:?} is lost, {last} stands there");
    }
}

/// All bids of the platform, by number.
async fn platform(desk: &Desk) -> BTreeMap<i64, PulledBid> {
    let references = References::read(&desk.store).unwrap();
    let page = desk.connected.client.bids_page(None, DateTime::UNIX_EPOCH, 500, &references).await.unwrap();
    page.rows.into_iter().map(|row| (row.remote_id.0, row)).collect()
}

/// Bids that the demo data has as deleted from the beginning.
fn already_gone() -> usize {
    6
}

fn judge_journal(desk: &Desk) {
    let calls = desk.store.journal(usize::MAX, false, None).unwrap();
    let text = format!("{calls:?}");
    for token in &*desk.wire.tokens.lock().unwrap() {
        assert!(!text.contains(token.as_str()), "a token is in the journal");
    }
    assert!(!text.to_lowercase().contains("password"), "a password is in the journal");
}
