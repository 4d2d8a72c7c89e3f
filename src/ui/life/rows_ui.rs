//! Painting of a bulk action: the preview with one row a bid, and what came of each.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::dialog;
use crate::app::command::{Command, Screen};
use crate::app::life::ask::{Done, LifeCommand, RowResult};
use crate::app::life::plan::Outcome;
use crate::app::life::wish::{Preview, PreviewRow, Wish};
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::button::{self, Look};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

const WIDTH: f32 = 640.0;
/// Lines of a row: its name, and what is said of it.
const ROW: f32 = 44.0;

/// A row of either list, ready to be painted.
struct Line<'a> {
    id: &'a LocalId,
    name: &'a str,
    outcome: &'a Outcome,
    said: String,
    warned: bool,
    other: Option<&'a LocalId>,
}

/// The preview; nothing is done until it is said yes to.
pub(super) fn preview(ui: &Ui, preview: &Preview, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let shown = dialog(ui, "preview", WIDTH, |ui| {
        let what = lang.say(&preview.wish.what());
        let asks_back = matches!(preview.wish, Wish::Back(_));
        let title = if asks_back { lang.text_with("undo-ask", &[("what", what.into())]) } else { what };
        ui.add(Label::new(RichText::new(title).font(text::heading())).wrap());
        if asks_back {
            let about = RichText::new(lang.text("undo-ask-about")).font(text::table()).color(tokens(ui.ctx()).text[1]);
            ui.add(Label::new(about).wrap());
        }
        ui.add_space(8.0);
        let Some(rows) = preview.rows.as_ref().filter(|_| !preview.running) else {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(lang.text(if preview.running { "life-running" } else { "life-working-out" }));
            });
            return (false, false);
        };
        if rows.is_empty() {
            ui.label(lang.text("life-no-rows"));
        }
        let lines: Vec<_> = rows.iter().collect();
        list(ui, lines.len(), lang, sink, |place| lines.get(place).map(|row| of_preview(row, lang)));
        ui.add_space(12.0);
        foot(ui, preview, rows.len(), lang)
    });
    let (yes, no) = shown.inner;
    if yes {
        sink.send(Command::Life(LifeCommand::Confirm));
    } else if no || (shown.should_close() && !preview.running) {
        sink.send(Command::Life(LifeCommand::ClosePreview));
    }
}

fn foot(ui: &mut Ui, preview: &Preview, all: usize, lang: Lang) -> (bool, bool) {
    let going = preview.would_change();
    let sum = [("going", Arg::from(going)), ("all", Arg::from(all))];
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(lang.text_with("life-preview-sum", &sum)).font(text::table()).color(colors.text[1]));
    ui.add_space(8.0);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let name = lang.text_with("life-do", &[("count", Arg::from(going))]);
        let yes = button::button(ui, Look::Primary, going > 0, "", &name);
        let no = button::plain(ui, "", &lang.text("card-ask-no"));
        if ui.memory(|memory| memory.focused().is_none()) {
            // What is looked at before it is done may be done with Enter.
            if going > 0 { yes.request_focus() } else { no.request_focus() }
        }
        (yes.clicked(), no.clicked())
    })
    .inner
}

/// What came of a bulk action; what was refused stands first.
pub(super) fn results(ui: &Ui, done: &Done, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let shown = dialog(ui, "results", WIDTH, |ui| {
        ui.label(RichText::new(lang.say(&done.what)).font(text::heading()));
        let sum = [("done", Arg::from(done.changed())), ("refused", Arg::from(done.refused().count()))];
        let color = tokens(ui.ctx()).text[1];
        ui.label(RichText::new(lang.text_with("life-results-sum", &sum)).font(text::table()).color(color));
        ui.add_space(8.0);
        let (refused, rest): (Vec<_>, Vec<_>) =
            done.rows.iter().partition(|row| matches!(row.outcome, Outcome::Refused(_)));
        let lines: Vec<&RowResult> = refused.into_iter().chain(rest).collect();
        list(ui, lines.len(), lang, sink, |place| lines.get(place).map(|row| of_result(row, lang)));
        ui.add_space(12.0);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let close = button::primary(ui, "", &lang.text("life-close"));
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            close.clicked()
        })
        .inner
    });
    if shown.inner || shown.should_close() {
        sink.send(Command::Life(LifeCommand::CloseResults));
    }
}

fn of_preview(row: &PreviewRow, lang: Lang) -> Line<'_> {
    let warnings = row.warnings.iter().map(|warning| lang.say(warning));
    let said: Vec<_> = match &row.outcome {
        Outcome::Refused(why) => vec![lang.say(why)],
        Outcome::Same => vec![lang.text("life-same")],
        Outcome::Done => {
            Some(row.change.clone()).filter(|change| !change.is_empty()).into_iter().chain(warnings).collect()
        }
    };
    Line {
        id: &row.id,
        name: &row.name,
        outcome: &row.outcome,
        said: said.join(". "),
        warned: !row.warnings.is_empty(),
        other: row.other.as_ref(),
    }
}

fn of_result(row: &RowResult, lang: Lang) -> Line<'_> {
    let said = match &row.outcome {
        Outcome::Refused(why) => lang.say(why),
        Outcome::Same => lang.text("life-same"),
        Outcome::Done => lang.text("life-done"),
    };
    Line { id: &row.id, name: &row.name, outcome: &row.outcome, said, warned: false, other: row.other.as_ref() }
}

/// Only rows in sight are painted: there may be thousands.
fn list<'a>(ui: &mut Ui, count: usize, lang: Lang, sink: &mut Sink, line: impl Fn(usize) -> Option<Line<'a>>) {
    let room = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 420.0);
    let area = ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
    area.show_rows(ui, ROW, count, |ui, places| {
        for place in places {
            if let Some(line) = line(place) {
                row(ui, &line, lang, sink);
            }
        }
    });
}

fn row(ui: &mut Ui, line: &Line<'_>, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let (icon, color, key) = match line.outcome {
        Outcome::Done if line.warned => (icons::WARNING, colors.warn, "life-row-warned"),
        Outcome::Done => (icons::CHECK_CIRCLE, colors.ok, "life-row-done"),
        Outcome::Same => (icons::INFO, colors.info, "life-row-same"),
        Outcome::Refused(_) => (icons::WARNING_CIRCLE, colors.danger, "life-row-refused"),
    };
    let width = ui.available_width();
    ui.allocate_ui_with_layout(egui::vec2(width, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(ROW);
        ui.label(RichText::new(icon).size(size::BODY + 2.0).color(color)).accessible_name(lang.text(key));
        let open = line.other.map_or(0.0, |_| 150.0);
        let room = (ui.available_width() - open).max(120.0);
        ui.allocate_ui_with_layout(egui::vec2(room, ROW), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(3.0);
            let name = RichText::new(line.name).font(text::medium()).color(colors.text[0]);
            if ui.add(Label::new(name).truncate().sense(egui::Sense::click())).clicked() {
                show(line.id, sink);
            }
            let said = RichText::new(&line.said).font(text::note()).color(colors.text[1]);
            ui.add(Label::new(said).truncate()).on_hover_text(&line.said);
        });
        if let Some(other) = line.other
            && button::quiet(ui, icons::ARROW_SQUARE_OUT, &lang.text("life-open-other")).clicked()
        {
            show(other, sink);
        }
    });
}

fn show(id: &LocalId, sink: &mut Sink) {
    sink.send(Command::Life(LifeCommand::ClosePreview));
    sink.send(Command::Life(LifeCommand::CloseResults));
    sink.send(Command::Open(Screen::Bids));
    sink.send(Command::SelectBid(id.clone()));
}
