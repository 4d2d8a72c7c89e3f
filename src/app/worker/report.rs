//! Reports on the blocking pool: done bids of the days, reduced one by one, then arranged.

use std::sync::Arc;

use super::{Desk, blocking, words};
use crate::api::cargorun::told;
use crate::app::books::Books;
use crate::app::event::Event;
use crate::app::lines;
use crate::app::report::desk::{ReportEffect, ReportEvent, Trips};
use crate::domain::book::{BookEntry, Driver};
use crate::domain::id::LocalId;
use crate::domain::report::{Table, Wanted, arrange, trip};
use crate::store::StoreError;

/// Carries an effect out.
pub(super) fn carry_out(desk: &Desk, effect: ReportEffect) {
    blocking(desk, move |desk| {
        let event = match effect {
            ReportEffect::Read(wanted) => match read(desk, wanted) {
                Ok(trips) => made(trips, wanted, &desk.model().books()),
                Err(error) => ReportEvent::Failed(words::store_error(&error)),
            },
            ReportEffect::Arrange(trips, wanted, books) => made(trips, wanted, &books),
        };
        desk.out.tell(Event::Report(event));
    });
}

fn read(desk: &Desk, wanted: Wanted) -> Result<Trips, StoreError> {
    let today = lines::own_local(desk.now(), desk.own).date();
    let mut trips = Vec::new();
    desk.store.each_done_bid(wanted.period.moments(wanted.own_offset_minutes), &mut |done| {
        let told = told(done.list_raw.as_deref(), done.edit_raw.as_deref());
        trips.push(trip((done.id, done.remote, done.ended), (&done.bid, &done.facts), &told, today));
    })?;
    Ok(Trips { period: wanted.period, trips: Arc::new(trips) })
}

fn made(trips: Trips, wanted: Wanted, books: &Books) -> ReportEvent {
    let table: Table = arrange(&trips.trips, wanted, &|id| name(id, books));
    ReportEvent::Made(trips, Arc::new(table))
}

/// A plate, a driver's short name, a customer's name; what is in no book is said by its own id.
fn name(id: &LocalId, books: &Books) -> String {
    let found = books.record(id).map(|record| match &record.entry {
        BookEntry::Driver(driver) => Driver::short_name(driver),
        entry => entry.title(),
    });
    found.filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
}
