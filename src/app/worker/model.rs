//! What the worker keeps in memory so that one changed bid doesn't cost a full read: books and occupations.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::app::bid_list::BidLine;
use crate::app::book_warnings::away;
use crate::app::books::{Books, KnownPlace, Pairing};
use crate::app::event::Crossings;
use crate::app::lines::{self, OwnClock};
use crate::app::plan::desk::Expectations;
use crate::domain::book::Tracker;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::overlap::OverlapIndex;
use crate::domain::triage::{self, Watched};
use crate::store::model::{BidRecord, BidRow, CustomerPlace};
use crate::store::{Store, StoreError};

/// Read models between the store and the screen.
#[derive(Debug)]
pub(super) struct Model {
    own: OwnClock,
    books: Arc<Books>,
    index: Arc<OverlapIndex>,
    watched: HashMap<LocalId, Watched>,
    expected: Expectations,
}

impl Model {
    pub(super) fn new(own: OwnClock) -> Self {
        Self {
            own,
            books: Arc::default(),
            index: Arc::default(),
            watched: HashMap::new(),
            expected: Expectations::default(),
        }
    }

    /// Reads books and catalogs anew.
    pub(super) fn read_books(&mut self, store: &Store) -> Result<Arc<Books>, StoreError> {
        let pairings = store
            .recent_pairings()?
            .into_iter()
            .map(|(car, (driver, trailer))| (car, Pairing { driver, trailer }))
            .collect();
        let records = store.book_records()?;
        let former = store
            .known_places()?
            .into_iter()
            .map(|(customer, places)| (customer, places.into_iter().map(former_place).collect()));
        let places = known_places(&records, former.collect());
        let books = Books::new(records, store.catalogs()?, store.employees()?, pairings, places)
            .with_learned(store.learned()?)
            .with_trackers(store.trackers()?)
            .with_upkeep(store.absences()?, store.papers()?)
            .with_catalogs_read_at(store.catalogs_read_at()?);
        self.books = Arc::new(books);
        self.set_away();
        Ok(Arc::clone(&self.books))
    }

    /// Times out of work, by the books as they are.
    fn set_away(&mut self) {
        let away = away(&self.books, self.own.offset_minutes);
        if self.index.has_other_away(&away) {
            Arc::make_mut(&mut self.index).set_away(away);
        }
    }

    /// The books as they were read last.
    pub(super) fn books(&self) -> Arc<Books> {
        Arc::clone(&self.books)
    }

    /// Lines and occupations of all rows.
    pub(super) fn take_rows(&mut self, rows: &[BidRow]) -> (Vec<BidLine>, Crossings) {
        self.index = Arc::new(OverlapIndex::build(rows.iter().filter_map(lines::occupation)));
        self.set_away();
        let listed = rows.iter().filter(|row| lines::is_kept(row));
        let made = listed.map(|row| self.line(row)).collect();
        (made, self.crossings())
    }

    /// Line and occupations after one row changed; `None` when it is no longer listed.
    pub(super) fn take_row(&mut self, id: &LocalId, row: Option<&BidRow>) -> (Option<BidLine>, Crossings) {
        let index = Arc::make_mut(&mut self.index);
        match row.and_then(lines::occupation) {
            Some(occupation) => index.put(&occupation),
            None => index.remove(id),
        }
        let line = row.filter(|row| lines::is_kept(row)).map(|row| self.line(row));
        (line, self.crossings())
    }

    /// Lines and occupations after several rows changed: those that are no longer stored or listed have no line.
    pub(super) fn take_some(
        &mut self,
        ids: &[LocalId],
        rows: &[BidRow],
    ) -> (Vec<(LocalId, Option<BidLine>)>, Crossings) {
        let by_id: HashMap<_, _> = rows.iter().map(|row| (&row.meta.id, row)).collect();
        let index = Arc::make_mut(&mut self.index);
        for id in ids {
            match by_id.get(id).copied().and_then(lines::occupation) {
                Some(occupation) => index.put(&occupation),
                None => index.remove(id),
            }
        }
        let line = |id: &LocalId| {
            let listed = by_id.get(id).copied().filter(|row| lines::is_kept(row));
            (id.clone(), listed.map(|row| self.line(row)))
        };
        (ids.iter().map(line).collect(), self.crossings())
    }

    /// A line of a row, by the books as they are.
    pub(super) fn line(&self, row: &BidRow) -> BidLine {
        let line = lines::line(row, &self.books, self.own);
        let late_min = self.expected.get(&line.id).and_then(|one| one.forecast.as_ref()?.late_min());
        let watched = self.watched.get(&line.id).copied();
        BidLine { late_min, watched, ..line }
    }

    /// When started bids will arrive, as it was counted last.
    pub(super) fn expected(&self) -> Expectations {
        Arc::clone(&self.expected)
    }

    /// When started bids will arrive: lines say it from now on.
    pub(super) fn take_expected(&mut self, expected: &Expectations) {
        self.expected = Arc::clone(expected);
    }

    /// Looks anew at the bids in work: what the triage strip watches of them.
    pub(super) fn watch(&mut self, started: &[BidRecord], since: &HashMap<LocalId, DateTime<Utc>>) {
        let watched = started.iter().filter_map(|record| {
            let fix = record.bid.car.as_ref().and_then(|car| self.last_fix(car));
            let since = since.get(&record.meta.id).copied();
            Some((record.meta.id.clone(), triage::watched(&record.bid, &record.facts, fix, since)?))
        });
        self.watched = watched.collect();
    }

    /// Is the bid among those in work?
    pub(super) fn is_watched(&self, id: &LocalId) -> bool {
        self.watched.contains_key(id)
    }

    /// The last fix of a truck's tracker.
    fn last_fix(&self, car: &LocalId) -> Option<DateTime<Utc>> {
        let of_car = self.books.car(car).and_then(|car| car.last_fixed_at);
        let number = self.books.record(car).and_then(|record| record.meta.remote_id);
        let on_car =
            |tracker: &&Tracker| matches!(tracker.attached_to, Some((RecordKind::Car, of)) if Some(of) == number);
        let of_trackers = self.books.trackers().iter().filter(on_car).filter_map(|tracker| tracker.last_fixed_at);
        of_trackers.chain(of_car).max()
    }

    /// The index of occupations.
    pub(super) fn index(&self) -> Arc<OverlapIndex> {
        Arc::clone(&self.index)
    }

    /// Occupations as they are known now.
    pub(super) fn crossings(&self) -> Crossings {
        let bids: HashSet<LocalId> = self.index.crossing_bids().cloned().collect();
        Crossings { index: Arc::clone(&self.index), bids: Arc::new(bids) }
    }
}

/// Saved points of the counterparties first, then the places of former bids that aren't among them.
fn known_places(
    records: &[crate::store::model::BookRecord],
    former: HashMap<LocalId, Vec<KnownPlace>>,
) -> HashMap<LocalId, Vec<KnownPlace>> {
    use crate::domain::book::BookEntry;
    let mut places: HashMap<LocalId, Vec<KnownPlace>> = HashMap::new();
    for record in records {
        if let BookEntry::Counterparty(counterparty) = &record.entry {
            let saved = counterparty.points.iter().map(|point| KnownPlace {
                saved_point: Some(point.id),
                name: point.name.clone(),
                place: point.place.clone(),
                contact: point.contact.clone(),
                comment: None,
            });
            places.entry(record.meta.id.clone()).or_default().extend(saved);
        }
    }
    let mut owners: Vec<_> = former.into_iter().collect();
    owners.sort_by(|a, b| a.0.cmp(&b.0));
    for (owner, mut seen) in owners {
        let known = places.entry(owner).or_default();
        seen.retain(|place| !known.iter().any(|saved| is_same_spot(saved, place)));
        known.extend(seen);
    }
    places
}

/// A place of a former bid, named by its address.
fn former_place(place: CustomerPlace) -> KnownPlace {
    KnownPlace {
        saved_point: place.saved_point,
        name: place.place.address.clone(),
        place: place.place,
        contact: place.contact,
        comment: place.comment,
    }
}

/// Within about a hundred metres.
fn is_same_spot(a: &KnownPlace, b: &KnownPlace) -> bool {
    match (a.place.location, b.place.location) {
        (Some(a), Some(b)) => (a.latitude - b.latitude).abs() < 0.001 && (a.longitude - b.longitude).abs() < 0.001,
        _ => false,
    }
}
