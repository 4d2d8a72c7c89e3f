//! Links: the reports of a first meeting, a person's word on them, the table of ids and its file.

use std::sync::Arc;

use super::{Desk, books, exchange, words};
use crate::app::book_desk::BookEvent;
use crate::app::event::Event;
use crate::app::lines;
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
    let settings = desk.settings();
    let usual = desk.profile.exports(&settings);
    let path = if settings.export_dir.is_empty() {
        let name = "cargorun-links.csv";
        let chosen = rfd::AsyncFileDialog::new().set_file_name(name).save_file().await;
        chosen.map_or_else(|| usual.join(name), |file| file.path().to_path_buf())
    } else {
        let local = lines::own_local(desk.now(), desk.own);
        usual.join(format!("cargorun-links-{}.csv", local.format("%Y-%m-%d-%H%M%S")))
    };
    let (store, target, own) = (desk.store.clone(), path.clone(), desk.own.offset_minutes);
    let written = tokio::task::spawn_blocking(move || {
        let lines = read(&store).map_err(std::io::Error::other)?;
        let query = search_key::fold(typed.trim());
        let shown = lines.iter().filter(|line| line.answers(kind, &query));
        std::fs::write(&target, links::csv(shown, own, settings.lang))
    });
    let shown = path.display().to_string();
    match written.await {
        Ok(Ok(())) => desk.out.notice(ToastLevel::Ok, Message::new("toast-links-exported").with("path", shown)),
        _ => desk.out.notice(ToastLevel::Error, Message::new("error-file-not-written").with("path", shown)),
    }
}
