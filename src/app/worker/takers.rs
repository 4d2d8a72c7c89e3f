//! Who can take a bid: the search on the blocking pool.

use super::{Desk, words};
use crate::app::event::Event;
use crate::app::state::ToastLevel;
use crate::app::takers::Takers;
use crate::app::takers::find::{Around, find};
use crate::domain::id::LocalId;
use crate::store::StoreError;

/// Looks for them and tells.
pub(super) fn ask(desk: &Desk, id: &LocalId) {
    match try_ask(desk, id) {
        Ok(answer) => desk.out.tell(Event::Takers(Box::new(answer))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

fn try_ask(desk: &Desk, id: &LocalId) -> Result<Takers, StoreError> {
    let record = desk.store.bid(id)?.ok_or(StoreError::NotFound)?;
    let (books, index) = {
        let model = desk.model();
        (model.books(), model.index())
    };
    let around = Around {
        store: &desk.store,
        books: &books,
        index: &index,
        now: desk.now(),
        own_offset: desk.own.offset_minutes,
        lang: desk.settings().lang,
    };
    let found = find(id, &record.bid, &around)?;
    Ok(Takers { bid: id.clone(), revision: record.local_revision, found })
}
