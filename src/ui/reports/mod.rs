//! The reports: done bids of a period as a table with its sum and a chart, by truck, driver, customer or one by one.

pub mod cells;
mod chart_ui;
mod head_ui;
mod rows;

use std::sync::Arc;

use egui::{RichText, Ui};

use self::head_ui::Days;
use self::rows::{ReportRows, columns};
use super::theme::{text, tokens};
use super::widgets::table::{self, View};
use super::widgets::{empty, field_note};
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::report::desk::ReportCommand;
use crate::app::report::wanted;
use crate::app::state::AppState;
use crate::domain::report::{Subject, Table};
use crate::words::Lang;

/// Height of the chart, at most this share of the room.
const CHART: f32 = 190.0;
const CHART_SHARE: f32 = 0.42;
/// With less room than this the table has it all.
const LEAST_FOR_CHART: f32 = 260.0;

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub struct ReportsPanel {
    days: Days,
    selected: Option<usize>,
    /// The report that the selection is of.
    of: Option<Arc<Table>>,
}

impl ReportsPanel {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let asked = wanted(state);
        let table = state.report.table.as_ref().filter(|table| !table.rows.is_empty());
        if self.of.as_ref().map(Arc::as_ptr) != table.map(Arc::as_ptr) {
            // Other rows stand there now.
            self.selected = None;
            self.of = table.cloned();
        }
        ui.add_space(8.0);
        let drilled = head_ui::head(ui, &mut self.days, (asked.period, self.selected.is_some()), state, sink);
        if let (true, Some(table), Some(row)) = (drilled, table, self.selected) {
            drill(table, row, lang, sink);
        }
        if let Some(why) = &state.report.trouble {
            let colors = tokens(ui.ctx());
            field_note::notice(
                ui,
                icons::WARNING_CIRCLE,
                colors.danger,
                &lang.text("reports-failed"),
                &[&lang.say(why)],
            );
            return;
        }
        match (&state.report.table, table) {
            (None, _) => {
                let reading = RichText::new(lang.text("reports-reading")).font(text::body());
                ui.vertical_centered(|ui| {
                    ui.add_space(48.0);
                    ui.label(reading.color(tokens(ui.ctx()).text[2]));
                });
            }
            (Some(_), None) => {
                let title =
                    lang.text_with("reports-empty", &[("days", head_ui::period_words(asked.period, lang).into())]);
                empty::empty(ui, icons::CHART_BAR, &title, &lang.text("reports-empty-hint"), None);
            }
            (Some(_), Some(table)) => self.report(ui, table, state, sink),
        }
    }

    fn report(&mut self, ui: &mut Ui, table: &Arc<Table>, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let room = ui.available_height();
        if state.settings.report.chart && room >= LEAST_FOR_CHART {
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    ui.set_width((ui.available_width() - 16.0).max(0.0));
                    chart_ui::chart(ui, table, CHART.min(room * CHART_SHARE), lang);
                });
            });
            ui.add_space(4.0);
        }
        let wanted = table.wanted;
        let columns = columns(wanted.grouping, lang);
        let (sort, descending) = wanted.order();
        let sorted = wanted.grouping.columns().iter().position(|column| *column == sort);
        let name = lang.text("screen-reports");
        let widths = format!("reports-{:?}", wanted.grouping);
        let view = View {
            id: "reports",
            widths: &widths,
            name: &name,
            columns: &columns,
            selected: self.selected,
            sort: sorted.map(|place| (place, descending)),
            reveal: None,
        };
        let mut rows = ReportRows { table, lang, drilled: None };
        let done = table::table(ui, view, &mut rows);
        let drilled = rows.drilled.or(done.opened);
        if let Some(row) = done.chosen {
            self.selected = Some(row);
        }
        if let Some(row) = drilled {
            drill(table, row, lang, sink);
        }
        if let Some(column) = done.sort.and_then(|place| wanted.grouping.columns().get(place)) {
            sink.send(Command::Report(ReportCommand::Sort(*column)));
        }
    }

    /// True when the report is there (pictures).
    #[must_use]
    pub fn is_settled(state: &AppState) -> bool {
        state.report.table.is_some() && !state.report.turn.is_running()
    }
}

/// Asks for the bids of a row of the screen; the first row is the sum.
fn drill(table: &Table, row: usize, lang: Lang, sink: &mut Sink) {
    let place = row.checked_sub(1);
    let found = place.map_or(Some(&table.total), |place| table.rows.get(place));
    let Some(found) = found else { return };
    let what = match found.subject {
        Subject::Trip => format!("№ {}", cells::words(found, 0, table.wanted.grouping, lang)),
        Subject::Total | Subject::Named | Subject::Nobody => cells::words(found, 0, table.wanted.grouping, lang),
    };
    let args = [("what", what.into()), ("days", head_ui::period_words(table.wanted.period, lang).into())];
    let name = lang.text_with("reports-picked", &args);
    sink.send(Command::Report(ReportCommand::Drill(place, name)));
}
