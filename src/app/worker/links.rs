//! Links: the reports of a first meeting, a person's word on them, the table of ids and its file.

use std::path::Path;
use std::sync::Arc;

use super::{Desk, books, exchange, saving, words};
use crate::app::book_desk::BookEvent;
use crate::app::event::Event;
use crate::app::links::{self, LinkLine};
use crate::app::state::ToastLevel;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::search_key;
use crate::store::{LinkChoice, Store, StoreError};
use crate::words::Message;

/// Tells the screen which books wait for a person.
pub(super) fn tell(desk: &Desk) -> Result<(), StoreError> {
    desk.out.tell(Event::Book(BookEvent::LinkReports(Arc::new(desk.store.link_reports()?))));
    Ok(())
}

/// Reads the table.
pub(super) fn load(desk: &Desk) {
    match read(&desk.store) {
        Ok(lines) => desk.out.tell(Event::Book(BookEvent::Links(Arc::new(lines)))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

fn read(store: &Store) -> Result<Vec<LinkLine>, StoreError> {
    let mut names: std::collections::HashMap<LocalId, String> =
        store.book_records()?.into_iter().map(|record| (record.meta.id.clone(), record.entry.title())).collect();
    names.extend(store.bid_rows()?.into_iter().map(|row| (row.meta.id, row.route.join(" → "))));
    Ok(links::lines(store.links()?, &names))
}

/// Does what a person said; what may go is sent at once when the network is there.
pub(super) fn decide(desk: &Desk, kind: RecordKind, choices: &[(LocalId, LinkChoice)]) {
    match desk.store.decide_links(kind, choices, desk.now()) {
        Ok(()) => {
            desk.out.notice(ToastLevel::Ok, Message::new("toast-links-decided"));
            books::load_all(desk);
            load(desk);
            tokio::spawn(exchange::run(desk.clone(), true));
        }
        Err(error) => {
            desk.out.notice(ToastLevel::Error, words::store_error(&error));
            books::report(desk, tell(desk));
        }
    }
}

/// Writes the shown part of the table to a file chosen by the person.
pub(super) async fn export(desk: Desk, kind: Option<RecordKind>, typed: String) {
    let lang = desk.settings().lang;
    let (store, own) = (desk.store.clone(), desk.own.offset_minutes);
    let write = move |path: &Path| {
        let lines = read(&store).map_err(|error| words::store_error(&error))?;
        let query = search_key::fold(typed.trim());
        let shown = lines.iter().filter(|line| line.answers(kind, &query));
        saving::put(path, links::csv(shown, own, lang).as_bytes())
    };
    saving::save(&desk, ("cargorun-links", "csv"), "toast-links-exported", write).await;
}
