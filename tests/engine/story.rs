//! Dispatchers at work while everything goes wrong that the seed has drawn: edits, books, deletions, deaths, restores.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use cargorun_desk::domain::bid::PointKind;
use cargorun_desk::domain::book::{BookEntry, Driver};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::OpKind;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::colleague::Office;
use crate::desk::{Desk, money};
use crate::lots::Lots;
use crate::planted::Planted;
use crate::profile::Profile;
use crate::template::Template;
use crate::watch::{Author, plain};
use crate::wire::{Death, Weather};

/// A bid that a desk of this story made.
pub(crate) struct Ours {
    pub(crate) desk: usize,
    pub(crate) id: LocalId,
    pub(crate) external_id: String,
    /// The platform must refuse it.
    pub(crate) bad: bool,
}

/// A copy of a desk's database, and what had been written by then.
struct Backup {
    file: std::path::PathBuf,
    tokens: usize,
    bids: usize,
}

pub(crate) struct Story {
    pub(crate) profile: Profile,
    pub(crate) lots: Lots,
    pub(crate) office: Office,
    pub(crate) desks: Vec<Desk>,
    pub(crate) bids: Vec<Ours>,
    pub(crate) books: Vec<(usize, RecordKind, LocalId)>,
    wanted: usize,
    made: usize,
    tokens: usize,
    backup: Option<Backup>,
    /// Tokens that a restored desk can't be asked for: their places in the notes, from … to.
    pub(crate) excused: Vec<std::ops::Range<usize>>,
    /// Databases that a backup took the place of: they are moved aside, with what they know.
    pub(crate) aside: Vec<Store>,
    /// How many deletions people asked for.
    pub(crate) deletions: usize,
    /// How many times somebody brought a deleted bid back.
    pub(crate) restorations: usize,
    /// Bids whose changes nobody wants sent, by desk: what stays of them here alone is no fault.
    pub(crate) unasked: BTreeSet<(usize, LocalId)>,
    pub(crate) planted: Planted,
}

const STEPS: usize = 16;

impl Story {
    pub(crate) fn begin(profile: Profile, planted: Planted) -> Self {
        let lots = Lots::new(profile.seed);
        let template = Template::of(profile.size);
        let office = template.office(profile.seed);
        let skew = |nth: usize| if nth == 0 { profile.skew } else { TimeDelta::zero() };
        let mut desks: Vec<Desk> =
            (0..profile.desks).map(|nth| template.desk(&office, nth, &lots, skew(nth))).collect();
        for desk in &mut desks {
            *desk.wire.planted.lock().unwrap() = planted.clone();
            desk.planted = planted.clone();
            desk.skew.is_only_clock.store(planted == Planted::OwnClockWait, Ordering::SeqCst);
            desk.wire.has_no_date.store(profile.has_no_date, Ordering::SeqCst);
            for (kind, policy) in [
                (RecordKind::Bid, profile.bids),
                (RecordKind::Driver, profile.books),
                (RecordKind::Counterparty, profile.books),
            ] {
                desk.store.set_policy(kind, policy).unwrap();
            }
            planted.plant_in(&desk.file);
        }
        let wanted = 2 + lots.below(4);
        let (bids, books) = (Vec::new(), Vec::new());
        Self {
            profile,
            lots,
            office,
            desks,
            bids,
            books,
            wanted,
            made: 0,
            tokens: 0,
            backup: None,
            excused: Vec::new(),
            aside: Vec::new(),
            deletions: 0,
            restorations: 0,
            unasked: BTreeSet::new(),
            planted,
        }
    }

    /// This story, continued on another desk in another office.
    pub(crate) fn retold(&self, office: Office, desk: Desk) -> Self {
        let bids = self.bids.iter().map(|ours| Ours {
            desk: 0,
            id: ours.id.clone(),
            external_id: ours.external_id.clone(),
            bad: ours.bad,
        });
        Self {
            profile: self.profile.clone(),
            lots: self.lots.clone(),
            office,
            desks: vec![desk],
            bids: bids.collect(),
            books: Vec::new(),
            wanted: 0,
            made: 0,
            tokens: self.tokens + 10_000,
            backup: None,
            excused: Vec::new(),
            aside: Vec::new(),
            deletions: self.deletions,
            restorations: self.restorations,
            unasked: self.unasked.clone(),
            planted: Planted::None,
        }
    }

    /// The whole story; what was left of it is then judged.
    pub(crate) async fn tell(&mut self) {
        self.office.set_faults(self.profile.faults.clone());
        for desk in &self.desks {
            desk.wire.set_weather(self.profile.weather);
        }
        for _ in 0..STEPS {
            self.step().await;
            let longest = if self.lots.hits(0.5) { 6 } else { 60 };
            self.office.pass(TimeDelta::seconds(i64::try_from(self.lots.below(longest)).unwrap()));
        }
        while self.bids.len() < self.wanted {
            self.create(0);
        }
        self.calm().await;
    }

    async fn step(&mut self) {
        let desk = self.lots.below(self.desks.len());
        if self.lots.hits(self.profile.jumps) {
            let by = i64::try_from(self.lots.below(4000)).unwrap() - 2000;
            self.desks[desk].skew.jump(TimeDelta::minutes(by));
        }
        match self.lots.below(24) {
            0..=2 if self.bids.len() < self.wanted => self.create(desk),
            3..=5 => self.edit(desk),
            6 => self.life(desk),
            7..=9 => self.colleague(),
            10 | 11 => self.write_book(desk),
            12 => self.delete(desk),
            13 | 14 => self.colleague_on_books(),
            15 if self.profile.backup => self.backup_or_restore(),
            16 | 17 => {
                // Impatient: pressed again while what was sent may still be on its way.
                self.cycle(desk, false).await;
                self.office.pass(TimeDelta::seconds(2));
                self.cycle(desk, true).await;
            }
            _ => {
                let person = self.lots.hits(0.3);
                self.cycle(desk, person).await;
            }
        }
    }

    /// A value that nobody wrote before.
    pub(crate) fn token(&mut self, base: usize) -> String {
        self.tokens += 1;
        format!("{}", base + self.tokens)
    }

    pub(crate) fn create(&mut self, desk: usize) {
        let price = self.token(100_000);
        let mut bid = self.desks[desk].new_bid(self.made % 6, &price);
        self.made += 1;
        let bad = self.bids.len() == 1 && self.profile.bad_bid;
        if bad {
            bid.cargos[0].type_id = Some(RemoteId(99_999_999));
        }
        let id = self.desks[desk].send_new(&bid);
        let external_id = self.desks[desk].bid(&id).external_id;
        self.office.watch.notes().wrote(Author::Desk(desk), id.as_str(), "price", &price, &[]);
        self.bids.push(Ours { desk, id, external_id, bad });
    }

    /// A bid that this desk can see, its own or another's; mostly one of this story's.
    pub(crate) fn some_bid(&self, desk: usize) -> Option<LocalId> {
        let mut seen: Vec<LocalId> = Vec::new();
        for ours in self.bids.iter().filter(|ours| !ours.bad) {
            let own = if ours.desk == desk {
                self.desks[desk].store.bid(&ours.id).unwrap().map(|record| record.meta.id)
            } else {
                let there = self.desks[ours.desk].store.bid(&ours.id).unwrap();
                let number = there.and_then(|record| record.meta.remote_id);
                number
                    .and_then(|number| self.desks[desk].store.bid_by_remote(number).unwrap())
                    .map(|record| record.meta.id)
            };
            seen.extend(own);
        }
        if self.lots.hits(0.1) || seen.is_empty() {
            let mut numbers: Vec<RemoteId> =
                self.desks[desk].store.bid_rows().unwrap().iter().filter_map(|row| row.meta.remote_id).collect();
            numbers.sort_unstable();
            let number = numbers[numbers.len() - 1 - self.lots.below(6)];
            return self.desks[desk].store.bid_by_remote(number).unwrap().map(|record| record.meta.id);
        }
        Some(seen[self.lots.below(seen.len())].clone())
    }

    pub(crate) fn edit(&mut self, desk: usize) {
        let Some(id) = self.some_bid(desk) else { return };
        let token = self.token(200_000);
        let which = self.lots.below(4);
        let here = &self.desks[desk];
        let mut bid = here.bid(&id).bid;
        let (field, saw) = match which {
            0 | 1 => ("price", bid.price.replace(money(&token)).map(|price| plain(&price.to_string()))),
            2 => ("contract", bid.contract_number.replace(token.clone())),
            _ => match bid.points.iter_mut().find(|point| point.kind != PointKind::Start) {
                Some(point) => ("comment", point.comment.replace(token.clone())),
                None => return,
            },
        };
        if here.store.save_bid(Some(&id), &bid, here.now()).is_err() {
            return; // In conflict or deleted: the person has to decide first.
        }
        let saw = saw.unwrap_or_default();
        self.office.watch.notes().wrote(Author::Desk(desk), id.as_str(), field, &token, &[&saw]);
        // Gone there in the meantime: it is not sent, and not lost either.
        if here.store.queue(RecordKind::Bid, &id, OpKind::Update, here.now()).is_err() {
            self.unasked.insert((desk, id));
        }
    }

    fn life(&mut self, desk: usize) {
        let Some(id) = self.some_bid(desk) else { return };
        let kind = [OpKind::Start, OpKind::Start, OpKind::Cancel, OpKind::Revert][self.lots.below(4)];
        let here = &self.desks[desk];
        // Refused where it makes no sense.
        let _ = here.store.queue(RecordKind::Bid, &id, kind, here.now());
    }

    pub(crate) fn delete(&mut self, desk: usize) {
        let here = &self.desks[desk];
        if self.lots.hits(0.5) {
            if let Some(id) = self.some_bid(desk)
                && here.store.delete_bid(&id, here.now()).is_ok()
            {
                self.deletions += 1;
                // A deletion takes the place of the change that waited to be sent.
                self.unasked.insert((desk, id));
            }
            return;
        }
        let Some((_, kind, id)) = self.books.iter().find(|(owner, ..)| *owner == desk) else { return };
        if here.store.queue(*kind, id, OpKind::Delete, here.now()).is_ok() {
            self.deletions += 1;
        }
    }

    pub(crate) fn write_book(&mut self, desk: usize) {
        let token = self.token(300_000);
        let here = &self.desks[desk];
        let (id, entry, saw) = if self.lots.hits(0.4) {
            let phone = Phone::parse(&format!("+7911{:07}", self.tokens)).unwrap();
            let driver = Driver {
                last_name: format!("Новиков-{}", self.tokens),
                first_name: "Пётр".to_owned(),
                phone: Some(phone),
                comment: Some(token.clone()),
                ..Driver::default()
            };
            (None, BookEntry::Driver(driver), String::new())
        } else {
            let kind = if self.lots.hits(0.5) { RecordKind::Driver } else { RecordKind::Counterparty };
            let Some(record) = self.some_book(desk, kind) else { return };
            let mut entry = record.entry;
            let comment = match &mut entry {
                BookEntry::Driver(driver) => &mut driver.comment,
                BookEntry::Counterparty(company) => &mut company.comment,
                _ => return,
            };
            let saw = comment.replace(token.clone()).unwrap_or_default();
            (Some(record.meta.id), entry, saw)
        };
        let Ok(record) = here.store.save_book(id.as_ref(), &entry, here.now()) else { return };
        let subject = record.meta.id.as_str().to_owned();
        self.office.watch.notes().wrote(Author::Desk(desk), &subject, "comment", &token, &[&saw]);
        if id.is_none() {
            self.books.push((desk, RecordKind::Driver, record.meta.id));
        }
    }

    /// One of a few, so that people meet.
    fn some_book(&self, desk: usize, kind: RecordKind) -> Option<cargorun_desk::store::model::BookRecord> {
        let number = self.some_book_number(kind);
        self.desks[desk].store.book_by_remote(kind, RemoteId(number)).unwrap().filter(|record| !record.deleted)
    }

    fn some_book_number(&self, kind: RecordKind) -> i64 {
        let path = if kind == RecordKind::Driver { "Driver/GetList" } else { "CargoOwnerDictionary/GetList" };
        let rows = self.office.get_now(path, &[("$top", "4"), ("$orderby", "id")]);
        rows[self.lots.below(4)]["id"].as_i64().unwrap()
    }

    /// Somebody in another office.
    pub(crate) fn colleague(&mut self) {
        let desk = self.lots.below(self.desks.len());
        let Some(id) = self.some_bid(desk) else { return };
        let Some(number) = self.desks[desk].bid(&id).meta.remote_id else { return };
        let subject = format!("bid {number}");
        let seen = self.office.watch.look(&self.office.server, &subject);
        if seen.is_empty() {
            return;
        }
        let done = match self.lots.below(9) {
            0..=3 => {
                let price = self.token(500_000);
                let fields = json!({ "price": price.parse::<i64>().unwrap() });
                self.change("TruckingBids/Patch", &subject, number.0, &fields, ("price", price, &seen["price"]))
            }
            4 => {
                let contract = self.token(500_000);
                self.change_whole(&subject, number.0, &contract, &seen["contract"])
            }
            5 => self
                .office
                .post_now("TruckingBids/SetStatus", &json!({ "bidId": number.0, "status": "Started" }))
                .is_ok(),
            6 => self.office.post_now("TruckingBids/Revert", &json!({ "bidId": number.0 })).is_ok(),
            7 => {
                self.deletions += 1;
                self.office.post_now("Bids/Delete", &json!({ "bidId": number.0 })).is_ok()
            }
            _ => {
                self.restorations += 1;
                self.office.post_now("Bids/Restore", &json!({ "id": number.0 })).is_ok()
            }
        };
        if !done {
            // Refused, as it may be: then nothing has happened.
            self.office.pass(TimeDelta::seconds(1));
        }
    }

    fn change(
        &self,
        path: &str,
        subject: &str,
        number: i64,
        fields: &Value,
        (field, value, saw): (&'static str, String, &str),
    ) -> bool {
        let mut body = json!({ "id": number, "type": "Private", "parallelPointBehavior": "Update",
            "forwardingOrderCarChangeBehaviour": "Update" });
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let done = self.office.post_now(path, &body).is_ok();
        if done {
            self.office.watch.notes().wrote(Author::Other, subject, field, &value, &[saw]);
        }
        done
    }

    /// The contract goes only with a whole bid.
    fn change_whole(&self, subject: &str, number: i64, contract: &str, saw: &str) -> bool {
        let mut held = self.office.get_now(&format!("TruckingBids/Get/{number}"), &[]);
        held["contractNumber"] = json!(contract);
        held["parallelPointBehavior"] = json!("Update");
        for (from, to) in [("counterparty", "cargoOwnerDictionaryItemId"), ("secondaryDriver", "secondaryDriverId")] {
            held[to] = held[from]["id"].clone();
        }
        let done = self.office.post_now("TruckingBids/Apply", &held).is_ok();
        if done {
            self.office.watch.notes().wrote(Author::Other, subject, "contract", contract, &[saw]);
        }
        done
    }

    pub(crate) fn colleague_on_books(&mut self) {
        let comment = self.token(600_000);
        // One that everybody knows, or one that a desk of this story made.
        let made = self.books.iter().filter_map(|(owner, kind, id)| {
            let record = self.desks[*owner].store.book(id).unwrap()?;
            record.meta.remote_id.filter(|_| *kind == RecordKind::Driver)
        });
        let made: Vec<RemoteId> = made.collect();
        let number = match made.as_slice() {
            [] => self.some_book_number(RecordKind::Driver),
            _ if self.lots.hits(0.6) => self.some_book_number(RecordKind::Driver),
            made => made[self.lots.below(made.len())].0,
        };
        let mut form = match self.office.try_get_now("Driver/GetForEdit", &[("Id", &number.to_string())]) {
            Ok(form) => form,
            Err(refusal) => {
                assert!(self.office.server.restores() > 0, "driver {number}: {refusal}");
                return;
            }
        };
        let saw = form["comment"].as_str().unwrap_or_default().to_owned();
        form["comment"] = json!(comment);
        if self.office.post_now("Driver/Apply", &form).is_ok() {
            let subject = format!("driver {number}");
            self.office.watch.notes().wrote(Author::Other, &subject, "comment", &comment, &[&saw]);
        }
    }

    fn backup_or_restore(&mut self) {
        let Some(backup) = self.backup.take() else {
            let file = self.desks[0].dir.path().join("backup.db");
            let _ = std::fs::remove_file(&file);
            self.desks[0].store.backup_to(&file).unwrap();
            let tokens = self.office.watch.notes().tokens.len();
            self.backup = Some(Backup { file, tokens, bids: self.bids.len() });
            return;
        };
        let desk = &mut self.desks[0];
        let aside = desk.store.restore_here(&backup.file).unwrap().expect("there was a database");
        self.aside.push(Store::open(&aside).unwrap().store);
        let store: Store = desk.store.clone();
        desk.take_up(store);
        desk.wire.must_pull.store(true, Ordering::SeqCst);
        // Each restore takes what was written since its own copy; a later one brings nothing of that back.
        self.excused.push(backup.tokens..self.office.watch.notes().tokens.len());
        // Made after the copy: if they were sent, they come back under another name.
        let mut nth = 0;
        self.bids.retain(|ours| {
            nth += 1;
            nth <= backup.bids || ours.desk != 0
        });
        let known = &self.desks[0].store;
        self.books.retain(|(owner, _, id)| *owner != 0 || known.book(id).unwrap().is_some());
    }

    async fn cycle(&mut self, desk: usize, person: bool) {
        let with_books = self.lots.hits(0.15);
        let here = &mut self.desks[desk];
        if self.lots.hits(self.profile.deaths) {
            let nth = 1 + self.lots.below(12);
            here.wire.die(Some(if self.lots.hits(0.5) { Death::Before(nth) } else { Death::After(nth) }));
        }
        let waiting = here.store.operations().unwrap().len();
        let before = here.wire.requests();
        here.mortal_cycle_with(person, with_books).await;
        here.wire.die(None);
        let requests = here.wire.requests() - before;
        assert!(requests <= 32 + 16 * waiting, "I10: {requests} requests for {waiting} operations");
        if self.planted == Planted::SilentResolve {
            for conflict in here.store.conflicts().unwrap() {
                let ours = here.bid(&conflict.id).bid;
                here.store.resolve_conflict(&conflict.id, &ours, here.now()).unwrap();
            }
        }
    }

    /// The weather clears; what was on its way arrives.
    async fn calm(&mut self) {
        self.office.set_faults(Vec::new());
        self.office.pass(TimeDelta::minutes(10));
        for desk in &self.desks {
            desk.wire.set_weather(Weather::default());
            // Two dead tokens in a row stop everything until a person signs in again.
            if desk.connected.client.sign_in().await.is_err() {
                // A cooldown that a jump of the desk's own clock has made longer.
                self.office.time.pass(TimeDelta::minutes(61));
                desk.connected.client.sign_in().await.unwrap();
            }
        }
    }
}
