//! Mileage of trucks over whole days: one truck or all, told as it comes, stopped at any moment.

use chrono::{Datelike as _, NaiveDate};
use egui::{Id, ProgressBar, RichText, Ui};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::export::{self, Asked};
use super::form::upkeep_ui::today;
use crate::app::book_desk::{BookCommand, Mileage};
use crate::app::book_tables::{Table, Value, column};
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::domain::upkeep::{parse_day, shown_day};
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::pick::{Choice, ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::table::{self, Column, Rows, View};
use crate::ui::widgets::table_cell::Cell;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, empty, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const DAY: f32 = 112.0;

/// What the screen remembers.
#[derive(Debug, Default)]
pub(super) struct MileagePanel {
    first: Option<String>,
    last: Option<String>,
    car: Pick<LocalId>,
}

/// The sum of what has come, kilometres.
#[must_use]
pub(super) fn total(mileage: &Mileage) -> f64 {
    mileage.rows.iter().filter_map(|(_, kilometres)| kilometres.as_ref().ok()).sum()
}

impl MileagePanel {
    /// Shows the screen.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text("screen-mileage")).font(text::heading()));
            ui.label(RichText::new(lang.text("mileage-about")).font(text::note()).color(colors.text[2]));
        });
        ui.add_space(6.0);
        self.question(ui, state, sink);
        ui.add_space(4.0);
        progress(ui, &state.book.mileage, lang);
        if state.book.mileage.rows.is_empty() {
            let (title, hint) = (lang.text("mileage-empty-title"), lang.text("mileage-empty-hint"));
            empty::empty(ui, icons::PATH, &title, &hint, None);
            return;
        }
        rows(ui, state, sink);
    }

    fn question(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let today = today(state);
        let month = today.with_day(1).unwrap_or(today);
        let first = self.first.get_or_insert_with(|| shown_day(month));
        let last = self.last.get_or_insert_with(|| shown_day(today));
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            for (words, key) in [(&mut *first, "mileage-from"), (&mut *last, "mileage-to")] {
                let name = lang.text(key);
                ui.label(RichText::new(&name).font(text::note()));
                text_field(ui, Id::unique(key), words, &Look::wide(DAY), false).accessible_name(name);
            }
            let hint = lang.text("mileage-all-cars");
            let choices = ChoiceList::new(cars(state), state.book.sessions);
            let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
            let picker = Picker {
                id: Id::unique("mileage-car"),
                choices: &choices,
                look: Look::wide(180.0).hint(&hint),
                mandatory: false,
                open: false,
                nothing: &nothing,
                unknown: &unknown,
            };
            picker.show(ui, &mut self.car).response.accessible_name(lang.text("mileage-car"));
            let days = parse_day(first, today).zip(parse_day(last, today)).filter(|(first, last)| first <= last);
            ask_button(ui, self.car.chosen.as_ref(), days, state, sink);
        });
    }
}

fn ask_button(
    ui: &mut Ui,
    car: Option<&LocalId>,
    days: Option<(NaiveDate, NaiveDate)>,
    state: &AppState,
    sink: &mut Sink,
) {
    let lang = state.settings.lang;
    if state.book.mileage.running {
        if button::plain(ui, icons::X, &lang.text("mileage-stop")).clicked() {
            sink.send(Command::Book(BookCommand::StopMileage));
        }
        return;
    }
    let ask = button::button(ui, button::Look::Primary, days.is_some(), icons::PATH, &lang.text("mileage-ask"));
    if let (true, Some((first, last))) = (ask.clicked(), days) {
        let cars = car.map_or_else(|| cars(state).into_iter().map(|row| row.key).collect(), |car| vec![car.clone()]);
        sink.send(Command::Book(BookCommand::Mileage { cars, first, last }));
    }
    if days.is_none() {
        field_note::field_note(ui, icons::WARNING, &lang.text("mileage-bad-period"), tokens(ui.ctx()).danger);
    }
}

/// Trucks that the platform knows and that aren't deleted.
fn cars(state: &AppState) -> Vec<Choice<LocalId>> {
    let living = state.books.of_kind(RecordKind::Car).iter().filter(|record| {
        !record.deleted && record.meta.remote_id.is_some() && record.meta.state != RecordState::Tombstone
    });
    living.map(|record| Choice::new(record.meta.id.clone(), record.entry.title())).collect()
}

fn progress(ui: &mut Ui, mileage: &Mileage, lang: Lang) {
    if !mileage.running {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of a bar on a screen")]
    let share = mileage.rows.len() as f32 / mileage.asked.max(1) as f32;
    let args = [("done", mileage.rows.len().into()), ("all", mileage.asked.into())];
    let words = lang.text_with("mileage-progress", &args);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.add(ProgressBar::new(share).text(words.clone()).desired_width(ui.available_width() - 24.0))
            .accessible_name(words);
    });
}

fn rows(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let mileage = &state.book.mileage;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let (first, last) = mileage.days.unwrap_or_default();
        let args = [
            ("from", shown_day(first).into()),
            ("to", shown_day(last).into()),
            ("total", format::decimal(total(mileage), 0, lang).into()),
        ];
        ui.label(RichText::new(lang.text_with("mileage-total", &args)).font(text::medium()));
        if !mileage.running
            && let Some(Asked::Table(format)) = export::menu(ui, false, false, lang)
        {
            sink.send(Command::Book(BookCommand::Export(Box::new(table_of(state)), format)));
        }
    });
    ui.add_space(4.0);
    let columns = [
        Column::new(lang.text("books-column-plate"), 160.0),
        Column::new(lang.text("mileage-column-km"), 140.0).right(),
        Column::filling(lang.text("mileage-column-note"), 160.0),
    ];
    let name = lang.text("screen-mileage");
    let view = View {
        id: "mileage",
        widths: "mileage",
        name: &name,
        columns: &columns,
        selected: None,
        sort: None,
        reveal: None,
    };
    table::table(ui, view, &mut MileageRows { state });
}

/// What is on the screen, for a file: kilometres as numbers.
fn table_of(state: &AppState) -> Table {
    let lang = state.settings.lang;
    let shown = MileageRows { state };
    let rows = state.book.mileage.rows.iter().enumerate().map(|(place, (_, kilometres))| {
        let [plate, _, why] = shown.words(place).unwrap_or_default();
        let number = kilometres.as_ref().ok().and_then(|number| Decimal::from_f64(*number));
        let number = number.map_or(Value::Empty, |number| Value::Number(number.round_dp(1)));
        vec![Value::text(&plate), number, Value::text(&why)]
    });
    let columns = ["books-column-plate", "mileage-column-km", "mileage-column-note"].map(|key| column(lang.text(key)));
    Table { title: lang.text("screen-mileage"), columns: columns.to_vec(), rows: rows.collect() }.fitted()
}

struct MileageRows<'a> {
    state: &'a AppState,
}

impl MileageRows<'_> {
    fn words(&self, row: usize) -> Option<[String; 3]> {
        let lang = self.state.settings.lang;
        let (car, kilometres) = self.state.book.mileage.rows.get(row)?;
        let plate = self.state.books.record(car).map(|record| record.entry.title()).unwrap_or_default();
        Some(match kilometres {
            Ok(kilometres) => [plate, format::decimal(*kilometres, 1, lang), String::new()],
            Err(reason) => [plate, String::new(), lang.say(reason)],
        })
    }
}

impl Rows for MileageRows<'_> {
    fn len(&self) -> usize {
        self.state.book.mileage.rows.len()
    }

    fn name(&self, row: usize) -> String {
        let words = self.words(row).unwrap_or_default();
        words.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let words = self.words(row).unwrap_or_default();
        let Some(words) = words.get(column) else { return };
        match column {
            0 => cell.strong(words),
            2 => cell.colored(words, cell.colors.warn),
            _ => cell.text_or_dash(words),
        }
    }
}
