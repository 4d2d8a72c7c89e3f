//! Two sides at work with faults between them: whatever the order, no edit disappears without a trace, no bid is created
//! twice, and once the faults stop both sides become equal.
//!
//! The oracle: every edit writes a value of its own and remembers the value its author saw. At the end each value is the
//! final one, an ancestor of it, or in the history.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use cargorun_desk::domain::bid::{Bid, BidStatus};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::merge::changed_fields;
use cargorun_desk::store::model::{Cause, Cursor, HistoryEntry, OpKind, OpState, Operation, Outcome};
use cargorun_desk::store::{Store, StoreError};
use chrono::TimeDelta;

use super::support::*;
use platform::{Chance, Server, value};

mod platform;

/// What an author wrote over what he saw.
type Edits = BTreeMap<String, String>;

struct Day {
    seed: u64,
    chance: Chance,
    store: Store,
    server: Server,
    edits: Edits,
    /// Creations that the platform finishes after the client has given up.
    late: Vec<(String, Bid)>,
    /// What happened, for a failing day.
    log: Vec<String>,
    written: u64,
    minute: i64,
    faults: bool,
}

impl Day {
    fn new(seed: u64) -> Self {
        Self {
            seed,
            chance: Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            store: store(),
            server: Server::default(),
            edits: Edits::new(),
            late: Vec::new(),
            log: Vec::new(),
            written: 0,
            minute: 0,
            faults: true,
        }
    }

    fn now(&mut self) -> chrono::DateTime<chrono::Utc> {
        self.minute += 1;
        at(self.minute)
    }

    fn fault(&mut self, times: u64) -> bool {
        self.faults && self.chance.one_in(times)
    }

    fn all(&self) -> Vec<LocalId> {
        self.store.bid_rows().unwrap().into_iter().map(|row| row.meta.id).collect()
    }

    /// Writes a value that nobody wrote before, over the one that is seen.
    fn change(&mut self, bid: &mut Bid) {
        let field = self.chance.below(3);
        let seen = value(bid, field);
        self.written += 1;
        match field {
            0 => bid.price = money(&format!("{}.00", 1000 + self.written)),
            1 => bid.contract_number = Some(format!("Д-{}-{}", self.seed, self.written)),
            _ => bid.points[0].comment = Some(format!("прим {} {}", self.seed, self.written)),
        }
        self.log.push(format!("{:?} over {seen:?}", value(bid, field)));
        self.edits.insert(value(bid, field), seen);
    }

    fn person(&mut self) {
        let now = self.now();
        let all = self.all();
        let Some(id) = self.chance.pick(&all).filter(|_| !self.chance.one_in(5)) else {
            let mut content = bid("1");
            self.change(&mut content);
            let id = self.store.save_bid(None, &content, now).unwrap().meta.id;
            if self.chance.one_in(2) {
                self.store.queue(RecordKind::Bid, &id, OpKind::Create, now).unwrap();
            }
            return;
        };
        self.log.push(format!("a person at {id}"));
        let asked = match self.chance.below(12) {
            0..=5 => {
                let mut content = self.store.bid(&id).unwrap().unwrap().bid;
                let before = self.edits.clone();
                self.change(&mut content);
                let saved = self.store.save_bid(Some(&id), &content, now).map(drop);
                if saved.is_err() {
                    self.edits = before;
                }
                saved
            }
            6..=8 => self.store.queue(RecordKind::Bid, &id, OpKind::Update, now),
            9 => self.store.queue(RecordKind::Bid, &id, OpKind::Start, now),
            10 => self.store.unqueue(RecordKind::Bid, &id).map(drop),
            _ => self.decide(&id),
        };
        self.log.push(format!(
            "{asked:?} {:?}",
            self.store
                .operations()
                .unwrap()
                .iter()
                .filter(|o| o.id == id)
                .map(|o| (o.kind, o.state))
                .collect::<Vec<_>>()
        ));
        assert!(matches!(asked, Ok(()) | Err(StoreError::NotEditable(_))), "seed {}: {asked:?}", self.seed);
    }

    fn decide(&mut self, id: &LocalId) -> Result<(), StoreError> {
        let now = self.now();
        let Some(conflict) = self.store.conflict(id)? else { return Ok(()) };
        let ours = self.store.bid(id)?.unwrap().bid;
        let decided = if self.chance.one_in(2) { ours } else { conflict.theirs };
        self.store.resolve_conflict(id, &decided, now).map(drop)
    }

    fn other_desk(&mut self) {
        let ids: Vec<_> = self.server.bids.iter().filter(|(_, bid)| !bid.deleted).map(|(id, _)| *id).collect();
        let Some(id) = self.chance.pick(&ids) else { return };
        if self.chance.one_in(25) {
            self.server.touch(id).deleted = true;
        } else if self.chance.one_in(8) {
            // The platform's own calculation: a date moves, and nothing else.
            self.server.touch(id);
        } else {
            let mut content = self.server.bids[&id].content.clone();
            self.change(&mut content);
            self.server.touch(id).content = content;
        }
    }

    fn pull(&mut self) {
        let from = self.store.cursor().unwrap().map_or(0, |cursor| cursor.id);
        let mut news: Vec<_> =
            self.server.bids.iter().filter(|(_, bid)| bid.changed > from).map(|(id, bid)| (bid.changed, *id)).collect();
        news.sort_unstable();
        for page in news.chunks(3) {
            let rows: Vec<_> = page.iter().map(|(_, id)| self.server.row(*id)).collect();
            let cursor = Cursor { updated_at: String::new(), id: page.last().unwrap().0 };
            let now = self.now();
            let report = self.store.apply_bid_page(&rows, Some(&cursor), now).unwrap();
            self.log.push(format!("page {page:?}: {report:?}"));
            if self.fault(6) {
                return;
            }
        }
    }

    fn push(&mut self) {
        let mut tried = HashSet::new();
        loop {
            let now = self.now();
            let Some(operation) = self.store.next_operation(now, !self.faults, &tried).unwrap() else { return };
            tried.insert(operation.seq);
            let record = self.store.bid(&operation.id).unwrap().unwrap();
            let outcome = match (operation.kind, operation.state) {
                (OpKind::Create, OpState::Unknown) => Some(self.look_up(&operation, &record.external_id)),
                (OpKind::Create, _) => self.create(&operation),
                (OpKind::Update, _) => self.update(&operation),
                _ => Some(self.start(&operation)),
            };
            let now = self.now();
            self.log.push(format!("{:?} of {}: {outcome:?}", operation.kind, operation.id));
            match outcome {
                Some(outcome) => self.store.finish_operation(operation.seq, &outcome, now).unwrap(),
                // Killed before the answer was written down, or nothing to do.
                None => drop(self.store.recover_in_flight(now).unwrap()),
            }
        }
    }

    /// What goes on while a request is on the wire.
    fn meanwhile(&mut self) {
        if self.fault(3) {
            self.person();
        }
        if self.fault(6) {
            self.pull();
        }
    }

    fn no_answer(&mut self) -> Option<Outcome> {
        (!self.chance.one_in(2)).then(|| Outcome::Unknown { not_before: at(0), error: "timeout".into() })
    }

    fn answer(&mut self, id: i64, sent_revision: i64) -> Outcome {
        if self.fault(4) {
            self.other_desk();
        }
        let read_back = (!self.fault(3)).then(|| self.server.row(id));
        done(id, sent_revision, read_back)
    }

    fn create(&mut self, operation: &Operation) -> Option<Outcome> {
        let now = self.now();
        let record = self.store.bid(&operation.id).unwrap().unwrap();
        self.store.begin_operation(operation.seq, record.local_revision, now).unwrap();
        self.meanwhile();
        if self.fault(5) {
            return Some(Outcome::Retry { not_before: now + TimeDelta::minutes(3), error: "503".into() });
        }
        if self.fault(6) {
            return Some(Outcome::Rejected { text: "нет".to_owned() });
        }
        if self.fault(4) {
            // Lost on the way there, or finished long after we gave up.
            if self.chance.one_in(2) {
                self.late.push((record.external_id, record.bid));
            }
            return self.no_answer();
        }
        let id = self.server.create(&record.external_id, &record.bid);
        if self.fault(4) { self.no_answer() } else { Some(self.answer(id, record.local_revision)) }
    }

    fn look_up(&mut self, operation: &Operation, external_id: &str) -> Outcome {
        if self.fault(4) {
            return Outcome::Retry { not_before: at(self.minute), error: "429".into() };
        }
        if operation.lookups > 0 {
            // Twice the request's time has passed: what was late has come.
            self.finish_late();
        }
        match self.server.find(external_id).first() {
            // The record is read anew: it may have been edited since it was sent, and the store has to know that.
            Some(id) => {
                let record = self.store.bid(&operation.id).unwrap().unwrap();
                done(*id, record.local_revision, Some(self.server.row(*id)))
            }
            None if operation.lookups == 0 => Outcome::NotFoundYet { at: Some(at(self.minute)) },
            None => Outcome::Requeue,
        }
    }

    fn update(&mut self, operation: &Operation) -> Option<Outcome> {
        let before = self.store.bid(&operation.id).unwrap().unwrap();
        let id = before.meta.remote_id.unwrap().0;
        let fresh = self.server.row(id);
        let now = self.now();
        self.store.apply_bid_page(std::slice::from_ref(&fresh), None, now).unwrap();
        let record = self.store.bid(&operation.id).unwrap().unwrap();
        if matches!(record.meta.state, RecordState::Conflict | RecordState::RemoteGone | RecordState::Tombstone) {
            return None;
        }
        let fields = changed_fields(&fresh.bid, &record.bid);
        if !fields.is_empty() {
            match self.store.begin_operation(operation.seq, record.local_revision, now) {
                Ok(()) => {}
                Err(StoreError::NotFound) => return None,
                Err(other) => panic!("seed {}: {other}", self.seed),
            }
            self.meanwhile();
            if self.fault(4) {
                return self.no_answer();
            }
            self.server.write(id, &record.bid, &fields);
            if self.fault(4) {
                return self.no_answer();
            }
        }
        Some(self.answer(id, record.local_revision))
    }

    fn start(&mut self, operation: &Operation) -> Outcome {
        let record = self.store.bid(&operation.id).unwrap().unwrap();
        let id = record.meta.remote_id.unwrap().0;
        let now = self.now();
        self.store.begin_operation(operation.seq, record.local_revision, now).unwrap();
        self.meanwhile();
        if self.server.bids[&id].deleted {
            return Outcome::Rejected { text: "Заявка удалена".to_owned() };
        }
        self.server.touch(id).status = BidStatus::Started;
        self.answer(id, record.local_revision)
    }

    fn finish_late(&mut self) {
        for (external_id, content) in std::mem::take(&mut self.late) {
            self.server.create(&external_id, &content);
        }
    }
}

impl Day {
    /// No more faults: a few quiet cycles, in which a person decides what waits for a person.
    fn settle(&mut self) {
        self.faults = false;
        self.finish_late();
        let now = self.now();
        self.store.recover_in_flight(now).unwrap();
        for _ in 0..8 {
            for id in self.all() {
                let now = self.now();
                self.store.retry_rejected(RecordKind::Bid, &id, now).unwrap();
                self.decide(&id).unwrap();
                if self.store.bid(&id).unwrap().unwrap().meta.state == RecordState::Dirty {
                    self.store.queue(RecordKind::Bid, &id, OpKind::Update, now).unwrap();
                }
            }
            self.pull();
            self.push();
        }
    }

    fn check_that_both_sides_are_equal(&self) {
        let seed = self.seed;
        // A change of what is gone there waits for the person who decides about it.
        let is_gone = |id: &LocalId| self.store.bid(id).unwrap().unwrap().meta.state == RecordState::RemoteGone;
        let mut waiting = self.store.operations().unwrap();
        waiting.retain(|operation| operation.kind != OpKind::Update || !is_gone(&operation.id));
        assert!(waiting.is_empty(), "seed {seed}: {waiting:?}\n{}", self.log.join("\n"));
        let mut handles = HashSet::new();
        for (id, bid) in &self.server.bids {
            assert!(handles.insert(&bid.external_id), "seed {seed}: bid {id} was created twice");
            let record = self.store.bid_by_remote(RemoteId(*id)).unwrap();
            let record = record.unwrap_or_else(|| panic!("seed {seed}: bid {id} is unknown here"));
            if bid.deleted {
                let is_gone = matches!(record.meta.state, RecordState::Tombstone | RecordState::RemoteGone);
                assert!(is_gone, "seed {seed}: bid {id} is {:?}", record.meta.state);
            } else {
                assert_eq!(record.meta.state, RecordState::Clean, "seed {seed}: bid {id}");
                assert_eq!(record.bid, bid.content, "seed {seed}: bid {id}");
                assert_eq!(record.facts.status, bid.status, "seed {seed}: bid {id}");
            }
        }
        let on_platform = self.store.bid_rows().unwrap().into_iter().filter(|row| row.meta.remote_id.is_some());
        assert_eq!(on_platform.count(), self.server.bids.len(), "seed {seed}");
    }

    /// No value is replaced by one that its author had seen and written over.
    fn check_that_nothing_went_back(&self, entry: &HistoryEntry) {
        let word = |text: &str| text.trim_matches('"').to_owned();
        let (old, new) = (word(&entry.old), word(&entry.new));
        let mut step = &old;
        while let Some(seen) = self.edits.get(step) {
            let (seed, log) = (self.seed, self.log.join("\n"));
            assert!(*seen != new || entry.cause == Cause::Resolved, "seed {seed}: {entry:?}\n{log}");
            step = seen;
        }
    }

    fn check_that_every_edit_left_a_trace(&self) {
        let mut history = String::new();
        for id in self.all() {
            for entry in self.store.history(RecordKind::Bid, &id).unwrap() {
                writeln!(history, "{} {}", entry.old, entry.new).unwrap();
                self.check_that_nothing_went_back(&entry);
            }
        }
        let records = self.all().into_iter().map(|id| self.store.bid(&id).unwrap().unwrap().bid);
        let contents: Vec<_> = records.chain(self.server.bids.values().map(|bid| bid.content.clone())).collect();
        let standing = contents.iter().flat_map(|content| (0..3).map(move |field| value(content, field)));
        let replaced = self.edits.keys().filter(|written| history.contains(&format!("\"{written}\""))).cloned();
        let mut reached = HashSet::new();
        for mut step in standing.chain(replaced) {
            while reached.insert(step.clone()) {
                let Some(seen) = self.edits.get(&step) else { break };
                step.clone_from(seen);
            }
        }
        for written in self.edits.keys() {
            let (seed, log) = (self.seed, self.log.join("\n"));
            assert!(reached.contains(written), "seed {seed}: \"{written}\" disappeared\n{history}{log}");
        }
    }
}

#[test]
fn no_order_of_events_loses_an_edit_or_makes_a_bid_twice() {
    let asked = std::env::var("STORE_DAYS").ok().and_then(|days| days.parse().ok());
    for seed in 1..=asked.unwrap_or(60) {
        let mut day = Day::new(seed);
        for _ in 0..60 {
            match day.chance.below(10) {
                0..=4 => day.person(),
                5 | 6 => day.other_desk(),
                7 => day.pull(),
                _ => day.push(),
            }
        }
        day.settle();
        day.check_that_both_sides_are_equal();
        day.check_that_every_edit_left_a_trace();
    }
}
