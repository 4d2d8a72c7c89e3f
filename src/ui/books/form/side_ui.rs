//! Painting of what surrounds a record: its trips, when it is free, its tracker, saved points of a counterparty, and how it
//! stands with the platform.

use egui::{RichText, Ui};

use super::field_ui::section;
use super::session::Session;
use crate::app::bid_list::BidLine;
use crate::app::book_desk::{BookCommand, OpenForm};
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::domain::book::BookEntry;
use crate::domain::id::{RecordKind, RemoteId};
use crate::ui::books::trackers::age;
use crate::ui::card::format;
use crate::ui::card::model::Field;
use crate::ui::card::sections_ui;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, exchange_dates, icons, notes};

/// All of it, for records that have been saved.
pub(super) fn side(ui: &mut Ui, session: &Session, target: &OpenForm, state: &AppState, sink: &mut Sink) {
    if session.id.is_none() {
        return;
    }
    tracker(ui, session, state, sink);
    trips(ui, session, target, state, sink);
    points(ui, session, state);
    if let Some(id) = session.id.as_ref().filter(|_| matches!(session.kind, RecordKind::Car | RecordKind::Counterparty))
    {
        notes::notes(ui, id, state, sink);
    }
    exchange(ui, session, state);
}

/// The three dates of the exchange and the case that the record is in, as on the card of a bid.
fn exchange(ui: &mut Ui, session: &Session, state: &AppState) {
    let Some(record) = &session.record else { return };
    let lang = state.settings.lang;
    section(ui, &lang.text("card-section-exchange"));
    for (name, value) in exchange_dates::lines(&record.meta, lang, state.own_offset_minutes) {
        sections_ui::field(ui, &Field { name, value, ..Field::default() });
    }
}

fn tracker(ui: &mut Ui, session: &Session, state: &AppState, sink: &mut Sink) {
    if !matches!(session.kind, RecordKind::Car | RecordKind::Trailer) {
        return;
    }
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let Some(number) = session.record.as_ref().and_then(|record| record.meta.remote_id) else { return };
    section(ui, &lang.text("book-group-tracker"));
    let attached = state.books.trackers().iter().find(|tracker| tracker.attached_to == Some((session.kind, number)));
    ui.horizontal_wrapped(|ui| {
        let Some(tracker) = attached else {
            ui.label(RichText::new(lang.text("tracker-none")).color(colors.text[1]));
            if button::plain(ui, icons::BROADCAST, &lang.text("tracker-choose")).clicked() {
                sink.send(Command::Open(Screen::Trackers));
            }
            return;
        };
        ui.label(RichText::new(&tracker.device_number).font(text::body()).color(colors.text[0]));
        let fix = tracker.last_fixed_at.map(|at| age(at, state.now, lang)).unwrap_or_default();
        ui.label(RichText::new(fix).font(text::note()).color(colors.text[1]));
        if button::plain(ui, icons::X, &lang.text("tracker-detach")).clicked() {
            detach(tracker.id, session.kind, sink);
        }
    });
}

fn detach(tracker: RemoteId, kind: RecordKind, sink: &mut Sink) {
    sink.send(Command::Book(BookCommand::Attach { tracker, kind, entity: None }));
}

fn trips(ui: &mut Ui, session: &Session, target: &OpenForm, state: &AppState, sink: &mut Sink) {
    let Some(trips) = &target.trips else { return };
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    section(ui, &lang.text("book-group-trips"));
    if matches!(session.kind, RecordKind::Driver | RecordKind::Car | RecordKind::Trailer) {
        let free = match trips.free_at {
            Some(at) => lang.text_with("book-free-at", &[("at", format::moment(at, state.own_offset_minutes).into())]),
            None => lang.text("book-free-now"),
        };
        ui.label(RichText::new(free).font(text::body()).color(colors.text[0]));
    }
    if trips.last.is_empty() {
        ui.label(RichText::new(lang.text("book-no-trips")).font(text::note()).color(colors.text[2]));
    }
    for line in &trips.last {
        trip(ui, line, sink);
    }
}

fn trip(ui: &mut Ui, line: &BidLine, sink: &mut Sink) {
    let words = [line.number.as_str(), &line.load_time, &line.route];
    let words = words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    if ui.add(egui::Link::new(RichText::new(words).font(text::note()))).clicked() {
        sink.send(Command::Open(Screen::Bids));
        sink.send(Command::SelectBid(line.id.clone()));
    }
}

fn points(ui: &mut Ui, session: &Session, state: &AppState) {
    let BookEntry::Counterparty(counterparty) = &session.base else { return };
    if counterparty.points.is_empty() {
        return;
    }
    let colors = tokens(ui.ctx());
    section(ui, &state.settings.lang.text("book-group-points"));
    for point in &counterparty.points {
        ui.label(RichText::new(&point.name).font(text::body()).color(colors.text[0]));
        let used = point.last_used_at.map(|at| format::moment(at, state.own_offset_minutes)).unwrap_or_default();
        let about = [point.place.address.clone(), used];
        let about = about.iter().filter(|part| !part.is_empty() && **part != point.name).map(String::as_str);
        let about = about.collect::<Vec<_>>().join(" · ");
        if !about.is_empty() {
            ui.label(RichText::new(about).font(text::note()).color(colors.text[2]));
        }
    }
}
