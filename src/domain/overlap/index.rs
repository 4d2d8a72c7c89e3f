//! The index: which bids hold a resource, by resource, in memory.
//!
//! A million bids have a few hundred resources, so each resource keeps its own [`Timeline`] and every id is kept once:
//! inside, bids and resources are numbers. Nothing here knows where occupations come from.

use std::fmt;
use std::hash::BuildHasher as _;

use chrono::{DateTime, Utc};
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::away::{Away, Periods};
use super::timeline::{Span, Timeline};
use super::{Occupation, Overlap, ResourceKind};
use crate::domain::id::LocalId;

/// Index of occupations by resource. Holds up to 2³² − 1 bids; what is beyond is not added.
///
/// A look-up among a million bids takes well under a microsecond; adding or removing one costs a move of the later bids
/// of its resources. A clone is a copy of everything: share it behind an `Arc`.
#[derive(Default, Clone)]
pub struct OverlapIndex {
    /// Bids by number. A number that no bid has now is in `free`, and its row is [`Row::vacant`].
    rows: Vec<Row>,
    free: Vec<u32>,
    /// Numbers of bids by id; the ids themselves are in `rows` alone.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Timelines of resources. One stays when its last bid leaves: resources are few and come back.
    timelines: Vec<Timeline>,
    cars: HashMap<LocalId, u32>,
    drivers: HashMap<LocalId, u32>,
    trailers: HashMap<LocalId, u32>,
    away: Periods,
}

#[derive(Debug, Clone)]
struct Row {
    id: LocalId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// Numbers of its timelines, each once.
    held: Box<[u32]>,
}

impl Row {
    fn vacant() -> Self {
        let never = DateTime::<Utc>::MIN_UTC;
        Self { id: LocalId::new(""), from: never, to: never, held: Box::default() }
    }

    fn span(&self) -> Span {
        Span::between(self.from, self.to)
    }
}

impl OverlapIndex {
    /// Builds the index. Of a bid that is given twice the last counts.
    #[must_use]
    pub fn build(occupations: impl IntoIterator<Item = Occupation>) -> Self {
        let occupations = occupations.into_iter();
        let mut index = Self::default();
        let (expected, _) = occupations.size_hint();
        index.rows.reserve(expected);
        index.numbers = HashTable::with_capacity(expected);
        let mut again = Vec::new();
        for occupation in occupations {
            if index.number(&occupation.bid).is_some() {
                again.push(occupation);
            } else {
                index.add(occupation, Timeline::push);
            }
        }
        index.timelines.iter_mut().for_each(Timeline::settle);
        index.rows.shrink_to_fit();
        for occupation in again {
            index.put(&occupation);
        }
        index
    }

    /// Adds a bid, or replaces what was known of it. One that holds nothing is forgotten.
    pub fn put(&mut self, occupation: &Occupation) {
        self.remove(&occupation.bid);
        self.add(occupation.clone(), Timeline::insert);
    }

    /// Forgets a bid.
    pub fn remove(&mut self, bid: &LocalId) {
        let Some(number) = self.number(bid) else { return };
        let Some(row) = self.rows.get_mut(at(number)) else { return };
        let row = std::mem::replace(row, Row::vacant());
        for held in &row.held {
            if let Some(timeline) = self.timelines.get_mut(at(*held)) {
                timeline.remove(row.span(), number);
            }
        }
        if let Ok(entry) = self.numbers.find_entry(self.hasher.hash_one(bid), |known| *known == number) {
            entry.remove();
        }
        self.free.push(number);
    }

    /// Bids other than `except` that hold the resource at any moment between `from` and `to`, earliest first.
    #[must_use]
    pub fn check(
        &self,
        resource: (ResourceKind, &LocalId),
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        except: Option<&LocalId>,
    ) -> Vec<Overlap> {
        let mut found = self.found(resource, Span::between(from, to), except);
        in_order(&mut found);
        found
    }

    /// All crossings of a whole occupation with others, of every resource, none of a bid with itself: earliest first.
    /// A bid that shares two kinds of resource is there once for each.
    #[must_use]
    pub fn check_all(&self, occupation: &Occupation) -> Vec<Overlap> {
        let span = Span::between(occupation.from, occupation.to);
        let mut found: Vec<Overlap> = (occupation.resources.iter())
            .flat_map(|(kind, id)| self.found((*kind, id), span, Some(&occupation.bid)))
            .collect();
        in_order(&mut found);
        found.dedup();
        found
    }

    /// Times out of work, instead of those known before.
    pub fn set_away(&mut self, periods: impl IntoIterator<Item = Away>) {
        self.away = Periods::new(periods);
    }

    /// True when these are not the times out of work that it knows.
    #[must_use]
    pub fn has_other_away(&self, periods: &[Away]) -> bool {
        Periods::new(periods.iter().cloned()) != self.away
    }

    /// Times out of work that the occupation would fall into.
    pub fn away<'a>(&'a self, occupation: &'a Occupation) -> impl Iterator<Item = &'a Away> {
        self.away.of(occupation)
    }

    /// When the last of what is in the way of an occupation ends; `None` when nothing is.
    #[must_use]
    pub fn free_from(&self, occupation: &Occupation) -> Option<DateTime<Utc>> {
        let bids = self.check_all(occupation).into_iter().map(|overlap| overlap.to).max();
        bids.max(self.away(occupation).map(|away| away.to).max())
    }

    /// Every bid that crosses another or a time out of work, each once, in no particular order. One walk over the index:
    /// for counts and marks of a whole list, instead of a look-up for each of its rows.
    pub fn crossing_bids(&self) -> impl Iterator<Item = &LocalId> {
        let mut crossed = vec![false; self.rows.len()];
        for timeline in &self.timelines {
            timeline.each_crossed(&mut |bid| {
                if let Some(mark) = crossed.get_mut(at(bid)) {
                    *mark = true;
                }
            });
        }
        for away in self.away.all() {
            for held in [&self.cars, &self.drivers, &self.trailers].into_iter().filter_map(|of| of.get(&away.record)) {
                let Some(timeline) = self.timelines.get(at(*held)) else { continue };
                timeline.each_crossing(Span::between(away.from, away.to), &mut |bid| {
                    if let Some(mark) = crossed.get_mut(at(bid)) {
                        *mark = true;
                    }
                });
            }
        }
        self.rows.iter().zip(crossed).filter_map(|(row, crossed)| crossed.then_some(&row.id))
    }

    /// How many bids it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// True when it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Bytes that it asked of the allocator for bids, their ids and timelines; what the allocator adds, and the few
    /// names of resources, are not counted.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        let ids = self.rows.iter().map(|row| row.id.as_str().len().saturating_add(size_of_val(&*row.held)));
        let timelines = self.timelines.iter().map(Timeline::heap_bytes);
        let lists = [
            self.rows.capacity().saturating_mul(size_of::<Row>()),
            self.free.capacity().saturating_mul(size_of::<u32>()),
            self.numbers.allocation_size(),
        ];
        ids.chain(timelines).chain(lists).fold(0, usize::saturating_add)
    }

    /// The number of a bid that is here.
    fn number(&self, bid: &LocalId) -> Option<u32> {
        let is_it = |number: &u32| self.rows.get(at(*number)).is_some_and(|row| row.id == *bid);
        self.numbers.find(self.hasher.hash_one(bid), is_it).copied()
    }

    /// Adds a bid that isn't here.
    fn add(&mut self, occupation: Occupation, add_to: fn(&mut Timeline, Span, u32)) {
        let Ok(next) = u32::try_from(self.rows.len()) else { return };
        let mut held = Vec::with_capacity(occupation.resources.len());
        held.extend(occupation.resources.iter().filter_map(|(kind, id)| self.timeline_number(*kind, id)));
        held.sort_unstable();
        held.dedup();
        if held.is_empty() {
            return;
        }
        let (from, to) = (occupation.from.min(occupation.to), occupation.from.max(occupation.to));
        let row = Row { id: occupation.bid, from, to, held: held.into_boxed_slice() };
        let number = self.free.pop().unwrap_or(next);
        for held in &row.held {
            if let Some(timeline) = self.timelines.get_mut(at(*held)) {
                add_to(timeline, row.span(), number);
            }
        }
        let hash = self.hasher.hash_one(&row.id);
        match self.rows.get_mut(at(number)) {
            Some(vacant) => *vacant = row,
            None => self.rows.push(row),
        }
        let (rows, hasher) = (&self.rows, &self.hasher);
        self.numbers
            .insert_unique(hash, number, |known| rows.get(at(*known)).map_or(0, |row| hasher.hash_one(&row.id)));
    }

    /// The number of a resource's timeline, which is made when it has none yet.
    fn timeline_number(&mut self, kind: ResourceKind, id: &LocalId) -> Option<u32> {
        let numbers = match kind {
            ResourceKind::Car => &mut self.cars,
            ResourceKind::Driver => &mut self.drivers,
            ResourceKind::Trailer => &mut self.trailers,
        };
        if let Some(known) = numbers.get(id) {
            return Some(*known);
        }
        let number = u32::try_from(self.timelines.len()).ok()?;
        numbers.insert(id.clone(), number);
        self.timelines.push(Timeline::default());
        Some(number)
    }

    fn timeline(&self, (kind, id): (ResourceKind, &LocalId)) -> Option<&Timeline> {
        let numbers = match kind {
            ResourceKind::Car => &self.cars,
            ResourceKind::Driver => &self.drivers,
            ResourceKind::Trailer => &self.trailers,
        };
        self.timelines.get(at(*numbers.get(id)?))
    }

    fn found(&self, resource: (ResourceKind, &LocalId), span: Span, except: Option<&LocalId>) -> Vec<Overlap> {
        let mut found = Vec::new();
        if let Some(timeline) = self.timeline(resource) {
            timeline.each_crossing(span, &mut |bid| {
                found.extend(self.rows.get(at(bid)).filter(|row| Some(&row.id) != except).map(|row| Overlap {
                    other: row.id.clone(),
                    resource: resource.0,
                    from: row.from,
                    to: row.to,
                }));
            });
        }
        found
    }
}

/// Only the size: a million bids are no reading matter.
impl fmt::Debug for OverlapIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OverlapIndex")
            .field("bids", &self.len())
            .field("resources", &self.timelines.len())
            .finish_non_exhaustive()
    }
}

/// Earliest first; the rest of the order only makes it the same each time.
fn in_order(found: &mut [Overlap]) {
    found.sort_unstable_by(|a, b| (a.from, a.to, &a.other, a.resource).cmp(&(b.from, b.to, &b.other, b.resource)));
}

/// A number of ours as a place in a list.
fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
