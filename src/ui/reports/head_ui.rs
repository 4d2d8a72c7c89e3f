//! The head of the reports: which days, what a row is, what the chart shows, and the file.

use egui::{Id, RichText, Ui};

use super::cells;
use crate::app::book_desk::BookCommand;
use crate::app::command::Command;
use crate::app::lines::{OwnClock, own_local};
use crate::app::report::desk::ReportCommand;
use crate::app::state::AppState;
use crate::domain::report::{Grouping, Measure, Period, PeriodKind};
use crate::domain::upkeep::{parse_day, shown_day};
use crate::ui::books::export::{Asked, menu};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Width of a day that is typed.
const DAY: f32 = 100.0;

/// Days as they are typed; those of the period until a person types others.
#[derive(Debug, Default)]
pub(super) struct Days {
    typed: [String; 2],
    /// The period whose days stand there.
    of: Option<Period>,
    /// What was typed is no period.
    wrong: bool,
}

const PERIODS: [(PeriodKind, &str); 4] = [
    (PeriodKind::ThisWeek, "reports-this-week"),
    (PeriodKind::LastWeek, "reports-last-week"),
    (PeriodKind::ThisMonth, "reports-this-month"),
    (PeriodKind::LastMonth, "reports-last-month"),
];

/// Shows the head. `period`: the days that are asked for; `drill`: a row is selected, and its bids can be shown. Answers whether
/// they are to be.
pub(super) fn head(
    ui: &mut Ui,
    days: &mut Days,
    (period, drill): (Period, bool),
    state: &AppState,
    sink: &mut Sink,
) -> bool {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let mut drilled = false;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text("screen-reports")).font(text::heading()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            let table = state.report.table.as_ref().filter(|table| !table.rows.is_empty());
            if let Some(table) = table
                && let Some(Asked::Table(format)) = menu(ui, false, false, lang)
            {
                sink.send(Command::Book(BookCommand::Export(Box::new(cells::table(table, lang)), format)));
            }
            if drill {
                drilled = button::plain(ui, icons::LIST_BULLETS, &lang.text("reports-show-bids"))
                    .on_hover_text("Enter")
                    .clicked();
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let about = RichText::new(lang.text("reports-about")).font(text::note()).color(colors.text[2]);
                ui.add(egui::Label::new(about).truncate()).on_hover_text(lang.text("reports-about"));
            });
        });
    });
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        let kind = state.settings.report.period;
        let choices = PERIODS.map(|(kind, key)| (kind, lang.text(key)));
        if let Some(kind) = segmented(ui, &lang.text("reports-period"), kind, &choices) {
            sink.send(Command::Report(ReportCommand::Period(kind)));
        }
        typed_days(ui, days, period, state, sink);
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        rows_and_chart(ui, state, sink);
    });
    ui.add_space(6.0);
    drilled
}

fn rows_and_chart(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let settings = &state.settings.report;
    let choices = Grouping::ALL.map(|grouping| (grouping, lang.text(grouping_key(grouping))));
    if let Some(grouping) = segmented(ui, &lang.text("reports-rows"), settings.grouping, &choices) {
        sink.send(Command::Report(ReportCommand::Group(grouping)));
    }
    let mut chart = settings.chart;
    if ui.checkbox(&mut chart, lang.text("reports-chart")).changed() {
        sink.send(Command::Report(ReportCommand::Chart(chart)));
    }
    if !settings.chart {
        return;
    }
    let name = lang.text("reports-measure");
    let present = settings.measure;
    let chosen = egui::ComboBox::from_id_salt("reports-measure")
        .width(180.0)
        .selected_text(lang.text(cells::measure_key(present)))
        .show_ui(ui, |ui| {
            let mut chosen = None;
            for measure in Measure::ALL {
                let words = lang.text(cells::measure_key(measure));
                if ui.selectable_label(measure == present, words).clicked() {
                    chosen = Some(measure);
                }
            }
            chosen
        });
    let shown = chosen.response.accessible_name(name);
    drop(shown);
    if let Some(measure) = chosen.inner.flatten().filter(|measure| *measure != present) {
        sink.send(Command::Report(ReportCommand::Measure(measure)));
    }
}

fn typed_days(ui: &mut Ui, days: &mut Days, period: Period, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    if days.of != Some(period) {
        // Another period was chosen: its days are shown.
        *days = Days { typed: [shown_day(period.first), shown_day(period.last)], of: Some(period), wrong: false };
    }
    let mut done = false;
    let today = own_local(state.now, OwnClock { offset_minutes: state.own_offset_minutes }).date();
    for (typed, key) in days.typed.iter_mut().zip(["reports-from", "reports-to"]) {
        let name = lang.text(key);
        ui.label(RichText::new(&name).font(text::note()));
        let field = text_field(ui, Id::unique(key), typed, &Look::wide(DAY), false);
        let entered = field.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        done |= entered || field.lost_focus();
        field.accessible_name(name);
    }
    if done {
        let read = read(&days.typed, today);
        days.wrong = read.is_none();
        if let Some((first, last)) = read.filter(|days| *days != (period.first, period.last)) {
            sink.send(Command::Report(ReportCommand::Days(first, last)));
        }
    }
    if days.wrong {
        let color = tokens(ui.ctx()).danger;
        field_note::field_note(ui, icons::WARNING, &lang.text("mileage-bad-period"), color);
    }
}

/// Two days, the first not after the last.
fn read([first, last]: &[String; 2], today: chrono::NaiveDate) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let days = parse_day(first, today).zip(parse_day(last, today));
    days.filter(|(first, last)| first <= last)
}

/// Key of what a row is.
#[must_use]
pub(super) const fn grouping_key(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Car => "reports-by-car",
        Grouping::Driver => "reports-by-driver",
        Grouping::Customer => "reports-by-customer",
        Grouping::None => "reports-by-trip",
    }
}

/// `01.11.2026 – 30.11.2026`.
#[must_use]
pub(super) fn period_words(period: Period, lang: Lang) -> String {
    let args = [("from", shown_day(period.first).into()), ("to", shown_day(period.last).into())];
    lang.text_with("reports-days", &args)
}
