//! The trackers: device number, what each sits on, how old its last signal is; attach and detach.

use chrono::{DateTime, Utc};
use egui::{Id, RichText, Ui};

use super::BooksPanel;
use super::export::{self, Asked};
use crate::app::book_desk::BookCommand;
use crate::app::book_tables::{Table, column};
use crate::app::books::Books;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::book::Tracker;
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::search_key;
use crate::ui::bids::model::spaced;
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::pick::{Choice, ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::table::{self, Column, Rows, View};
use crate::ui::widgets::table_cell::Cell;
use crate::ui::widgets::text_field::Look;
use crate::ui::widgets::{button, empty, search};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// A signal older than this is a reason to look.
const STALE_HOURS: i64 = 3;

/// Keys of the titles of the columns.
const COLUMNS: [&str; 5] = [
    "tracker-column-device",
    "tracker-column-place",
    "tracker-column-kind",
    "books-column-last-fix",
    "tracker-column-age",
];

/// What a tracker sits on: kind, and the platform's number.
type Place = (RecordKind, RemoteId);

/// What the screen remembers.
#[derive(Debug, Default)]
pub(super) struct Trackers {
    typed: String,
    selected: Option<RemoteId>,
    to: Pick<Place>,
}

/// `12 мин назад`, `3 ч назад`, `5 дн назад`.
#[must_use]
pub(super) fn age(at: DateTime<Utc>, now: DateTime<Utc>, lang: Lang) -> String {
    lang.text_with(
        "tracker-age",
        &[("length", format::duration((now - at).max(chrono::TimeDelta::zero()), lang).into())],
    )
}

/// Plate of what a tracker sits on; empty for a free one, its number for one that isn't known here.
#[must_use]
pub(super) fn place_name(tracker: &Tracker, books: &Books) -> String {
    let Some((kind, id)) = tracker.attached_to else { return String::new() };
    books.by_remote(kind, id).map_or_else(|| format!("№{id}"), |record| record.entry.title())
}

/// Places of the trackers that a text finds: by device number or by plate, in either alphabet.
#[must_use]
pub(super) fn found(trackers: &[Tracker], books: &Books, typed: &str) -> Vec<usize> {
    let query = search_key::fold(typed);
    let query = query.trim();
    let text =
        |tracker: &Tracker| search_key::fold(&format!("{} {}", tracker.device_number, place_name(tracker, books)));
    let hit = |tracker: &Tracker| query.is_empty() || search_key::matches(&text(tracker), query);
    trackers.iter().enumerate().filter(|(_, tracker)| hit(tracker)).map(|(place, _)| place).collect()
}

impl Trackers {
    /// Shows the screen.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let all = state.books.trackers();
        let places = found(all, &state.books, &self.typed);
        ui.add_space(8.0);
        self.head(ui, &places, state, sink);
        self.choice(ui, state, sink);
        ui.add_space(4.0);
        if places.is_empty() {
            let (title, hint) = if all.is_empty() {
                ("books-empty-title", "books-empty-hint")
            } else {
                ("books-nothing-title", "books-nothing-hint")
            };
            empty::empty(ui, icons::BROADCAST, &lang.text(title), &lang.text(hint), None);
            return;
        }
        let [device, place, kind, fix, age] = COLUMNS.map(|key| lang.text(key));
        let columns = [
            Column::new(device, 220.0),
            Column::new(place, 160.0),
            Column::new(kind, 140.0),
            Column::new(fix, 160.0),
            Column::filling(age, 140.0),
        ];
        let selected = places.iter().position(|place| all.get(*place).map(|one| one.id) == self.selected);
        let name = lang.text("screen-trackers");
        let view = View {
            id: "trackers",
            widths: "trackers",
            name: &name,
            columns: &columns,
            selected,
            sort: None,
            reveal: None,
        };
        let done = table::table(ui, view, &mut TrackerRows { places: &places, state });
        if let Some(tracker) = done.chosen.and_then(|row| places.get(row)).and_then(|place| all.get(*place)) {
            if self.selected != Some(tracker.id) {
                self.to = Pick::default();
            }
            self.selected = Some(tracker.id);
        }
    }

    fn head(&mut self, ui: &mut Ui, places: &[usize], state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text("screen-trackers")).font(text::heading()));
            let all = state.books.trackers().len();
            let args = [("shown", spaced(places.len()).into()), ("all", spaced(all).into())];
            ui.label(RichText::new(lang.text_with("bids-shown", &args)).font(text::table()).color(colors.text[2]));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                if let Some(Asked::Table(format)) = export::menu(ui, false, false, lang) {
                    let table = Box::new(table_of(places, state));
                    sink.send(Command::Book(BookCommand::Export(table, format)));
                }
                let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
                search::search(ui, BooksPanel::search_id(), &mut self.typed, &lang.text("tracker-search"), width);
            });
        });
        ui.add_space(4.0);
    }

    /// What can be done with the selected tracker.
    fn choice(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let tracker = self.selected.and_then(|id| state.books.trackers().iter().find(|tracker| tracker.id == id));
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let Some(tracker) = tracker else {
                ui.label(RichText::new(lang.text("tracker-select")).font(text::note()).color(colors.text[2]));
                return;
            };
            ui.label(RichText::new(&tracker.device_number).font(text::medium()));
            let choices = ChoiceList::new(vehicles(&state.books, lang), state.book.sessions);
            let hint = lang.text("tracker-attach-to");
            let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
            let picker = Picker {
                id: Id::unique(("tracker-to", tracker.id)),
                choices: &choices,
                look: Look::wide(220.0).hint(&hint),
                mandatory: false,
                open: false,
                nothing: &nothing,
                unknown: &unknown,
            };
            picker.show(ui, &mut self.to).response.accessible_name(&hint);
            let to = self.to.chosen.filter(|to| tracker.attached_to != Some(*to));
            let attach =
                button::button(ui, button::Look::Plain, to.is_some(), icons::LINK, &lang.text("tracker-attach"));
            if let (true, Some((kind, entity))) = (attach.clicked(), to) {
                sink.send(Command::Book(BookCommand::Attach { tracker: tracker.id, kind, entity: Some(entity) }));
                self.to = Pick::default();
            }
            if let Some((kind, _)) = tracker.attached_to
                && button::plain(ui, icons::X, &lang.text("tracker-detach")).clicked()
            {
                sink.send(Command::Book(BookCommand::Attach { tracker: tracker.id, kind, entity: None }));
            }
        });
    }
}

/// Trucks and trailers that the platform knows.
fn vehicles(books: &Books, lang: Lang) -> Vec<Choice<Place>> {
    let of = |kind: RecordKind, key: &str| {
        let word = lang.text(key);
        books
            .of_kind(kind)
            .iter()
            .filter(|record| !record.deleted)
            .filter_map(|record| {
                let id = record.meta.remote_id?;
                Some(Choice { detail: word.clone(), ..Choice::new((kind, id), record.entry.title()) })
            })
            .collect::<Vec<_>>()
    };
    let mut all = of(RecordKind::Car, "tracker-kind-car");
    all.extend(of(RecordKind::Trailer, "tracker-kind-trailer"));
    all
}

/// What is on the screen, for a file.
fn table_of(places: &[usize], state: &AppState) -> Table {
    let lang = state.settings.lang;
    let shown = TrackerRows { places, state };
    let rows = (0..places.len()).filter_map(|row| shown.tracker(row)).map(|tracker| {
        let cell = |column: usize| {
            export::value(COLUMNS.get(column).copied().unwrap_or_default(), &shown.words(tracker, column))
        };
        (0..COLUMNS.len()).map(cell).collect()
    });
    let columns = COLUMNS.iter().map(|key| column(lang.text(key))).collect();
    Table { title: lang.text("screen-trackers"), columns, rows: rows.collect() }.fitted()
}

struct TrackerRows<'a> {
    places: &'a [usize],
    state: &'a AppState,
}

impl TrackerRows<'_> {
    fn tracker(&self, row: usize) -> Option<&Tracker> {
        self.state.books.trackers().get(*self.places.get(row)?)
    }

    fn words(&self, tracker: &Tracker, column: usize) -> String {
        let lang = self.state.settings.lang;
        match column {
            0 => tracker.device_number.clone(),
            1 => place_name(tracker, &self.state.books),
            2 => match tracker.attached_to {
                Some((RecordKind::Trailer, _)) => lang.text("tracker-kind-trailer"),
                Some(_) => lang.text("tracker-kind-car"),
                None => lang.text("tracker-free"),
            },
            3 => tracker.last_fixed_at.map(|at| format::moment(at, self.state.own_offset_minutes)).unwrap_or_default(),
            _ => tracker.last_fixed_at.map(|at| age(at, self.state.now, lang)).unwrap_or_default(),
        }
    }
}

impl Rows for TrackerRows<'_> {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(tracker) = self.tracker(row) else { return String::new() };
        let words = (0..5).map(|column| self.words(tracker, column)).filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(tracker) = self.tracker(row) else { return };
        let words = self.words(tracker, column);
        let stale = tracker.last_fixed_at.is_none_or(|at| self.state.now - at > chrono::TimeDelta::hours(STALE_HOURS));
        match column {
            0 => cell.strong(&words),
            4 if stale && tracker.attached_to.is_some() => cell.colored(&words, cell.colors.warn),
            _ => cell.text_or_dash(&words),
        }
    }
}
