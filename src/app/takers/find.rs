//! The search: every truck of the book, where it stands before the loading, what stands against the trip.

use chrono::{DateTime, Utc};

use super::ask::Taker;
use crate::app::book_warnings::against;
use crate::app::books::Books;
use crate::app::invites::empty_run::stands;
use crate::domain::bid::{Bid, BidPoint, PointKind};
use crate::domain::book::{BookEntry, Driver};
use crate::domain::book_field::{BookField, FieldValue};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::overlap::{OverlapIndex, ResourceKind};
use crate::domain::place::GeoPoint;
use crate::domain::takers::{Offer, late_by, rank};
use crate::geo::roads::Roads;
use crate::store::{Store, StoreError};
use crate::words::{Lang, Message};

/// What the search looks at.
pub struct Around<'a> {
    /// The memory.
    pub store: &'a Store,
    /// Books.
    pub books: &'a Books,
    /// Planned occupations.
    pub index: &'a OverlapIndex,
    /// Now.
    pub now: DateTime<Utc>,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset: i32,
    /// The language of reasons that name things.
    pub lang: Lang,
}

/// Who can take a bid; `Err` inside: what the bid lacks for an answer.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn find(id: &LocalId, bid: &Bid, around: &Around<'_>) -> Result<Result<Vec<Taker>, Message>, StoreError> {
    let load = bid.points.iter().find(|point| point.kind == PointKind::Load);
    let place = load.and_then(|point| point.place.location).filter(|at| at.is_usable());
    let (Some(place), Some(from), Some(to)) = (place, load.and_then(BidPoint::plan_enter_utc), bid.last_utc()) else {
        return Ok(Err(Message::new("takers-lacks")));
    };
    let search = Search { id, bid, around, from, to };
    let mut found = Vec::new();
    for record in around.books.of_kind(RecordKind::Car).iter().filter(|record| !record.deleted && record.active) {
        found.push(search.one(&record.meta.id, record.entry.title())?);
    }
    let places: Vec<GeoPoint> = found.iter().filter_map(|(_, at)| *at).collect();
    let mut ways = Roads::shared().distances_to(place, &places).into_iter();
    let mut takers: Vec<Taker> = Vec::new();
    for (mut taker, at) in found {
        taker.empty_km = at.and_then(|_| ways.next().flatten()).map(|way| way.km);
        taker.late = late_by(&offer(&taker), from, around.now);
        takers.push(taker);
    }
    rank(&mut takers, from, around.now, offer);
    Ok(Ok(takers))
}

fn offer(taker: &Taker) -> Offer {
    Offer { free_at: taker.free_at, empty_km: taker.empty_km, excluded: !taker.against.is_empty() }
}

struct Search<'a> {
    id: &'a LocalId,
    bid: &'a Bid,
    around: &'a Around<'a>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Search<'_> {
    fn one(&self, car: &LocalId, plate: String) -> Result<(Taker, Option<GeoPoint>), StoreError> {
        let books = self.around.books;
        let living = |id: &LocalId| !books.record_is_gone(id);
        let pair = books.pairing(car).cloned().unwrap_or_default();
        // What the bid names already is kept; what it lacks comes with the truck.
        let driver = self.bid.driver.clone().or(pair.driver.filter(living));
        let own_trailer = pair.trailer.filter(living);
        let trailer = self.bid.trailer.clone().or_else(|| own_trailer.clone());
        let trip = Bid { car: Some(car.clone()), driver: driver.clone(), trailer: trailer.clone(), ..self.bid.clone() };
        let mut reasons: Vec<Message> = self.crossings(&trip);
        let warnings = against(&trip, books, self.around.own_offset, self.around.lang);
        reasons.extend(warnings.into_iter().filter(|one| !one.soon).map(|one| one.message));
        reasons.extend(self.other_trailer(own_trailer.as_ref()));
        reasons.extend(self.too_heavy(trailer.as_ref()));
        let stands = stands(self.around.store, self.around.index, car, self.from)?;
        let (at, place, free_at) = match stands {
            Some((at, place, since)) => (Some(at), place, Some(since)),
            None => (None, String::new(), None),
        };
        let driver_name = driver.as_ref().and_then(|id| books.driver(id)).map(Driver::short_name).unwrap_or_default();
        let taker = Taker {
            car: car.clone(),
            plate,
            driver,
            driver_name,
            trailer,
            place,
            free_at,
            empty_km: None,
            late: None,
            against: reasons,
        };
        Ok((taker, at))
    }

    /// Bids that hold the truck, the driver or the trailer while this one goes on.
    fn crossings(&self, trip: &Bid) -> Vec<Message> {
        let resources = [
            (ResourceKind::Car, trip.car.as_ref(), "takers-busy-car"),
            (ResourceKind::Driver, trip.driver.as_ref(), "takers-busy-driver"),
            (ResourceKind::Trailer, trip.trailer.as_ref(), "takers-busy-trailer"),
        ];
        let mut found = Vec::new();
        for (kind, resource, key) in resources {
            let Some(resource) = resource else { continue };
            let held = self.around.index.check((kind, resource), self.from, self.to, Some(self.id));
            let until = held.iter().map(|held| held.to).max();
            if let Some(until) = until {
                let local = until + chrono::TimeDelta::minutes(i64::from(self.around.own_offset));
                found.push(Message::new(key).with("until", local.format("%d.%m %H:%M").to_string()));
            }
        }
        found
    }

    /// The bid names a trailer, and the truck pulls one of another type.
    fn other_trailer(&self, own: Option<&LocalId>) -> Option<Message> {
        let books = self.around.books;
        let (wanted, own) = (self.bid.trailer.as_ref()?, own?);
        let kind = |id: &LocalId| books.trailer(id).and_then(|trailer| trailer.type_id);
        let (wanted, own) = (kind(wanted)?, kind(own)?);
        let name = |id| books.item_name(CatalogKind::TrailerType, id).to_owned();
        (wanted != own)
            .then(|| Message::new("takers-other-trailer").with("own", name(own)).with("wanted", name(wanted)))
    }

    /// The cargo is heavier than the trailer may carry, where the book knows that.
    fn too_heavy(&self, trailer: Option<&LocalId>) -> Option<Message> {
        let weight: f64 = self.bid.cargos.iter().filter_map(|cargo| cargo.weight_t).sum();
        let record = self.around.books.record(trailer?)?;
        let BookEntry::Trailer(_) = &record.entry else { return None };
        let Some(FieldValue::Number(carrying)) = record.entry.value(BookField::Carrying) else { return None };
        let carrying: f64 = carrying.to_string().parse().ok()?;
        // The platform's field is in kilograms for some carriers and in tonnes for others.
        let tonnes = if carrying > 200.0 { carrying / 1000.0 } else { carrying };
        (tonnes > 0.0 && weight > tonnes).then(|| Message::new("takers-too-heavy").with("tonnes", tonnes.to_string()))
    }
}
