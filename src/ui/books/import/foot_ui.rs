//! Painting of what is done with the plan: import, how far it is, what came of it.

use egui::{ProgressBar, RichText, Ui};

use super::send;
use crate::app::import::{Import, ImportCommand, Looked, Outcome};
use crate::domain::import::Counts;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

pub(super) fn foot(ui: &mut Ui, import: &Import, looked: &Looked, lang: Lang, sink: &mut Sink) {
    match (import.writing, &import.outcome) {
        (Some(done), _) => writing(ui, done, looked.plan.rows.len(), lang, sink),
        (None, Some(outcome)) => self::outcome(ui, outcome, lang, sink),
        (None, None) => ready(ui, import, looked.plan.counts, lang, sink),
    }
}

fn ready(ui: &mut Ui, import: &Import, counts: Counts, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let count = counts.created.saturating_add(counts.changed);
    ui.horizontal_wrapped(|ui| {
        let name = if count == 0 {
            lang.text("import-nothing")
        } else {
            lang.text_with("import-write", &[("count", count.into())])
        };
        let is_ready = count > 0 && !import.is_busy();
        if button::button(ui, button::Look::Primary, is_ready, icons::CHECK, &name).clicked() {
            send(sink, ImportCommand::Write);
        }
        if counts.wrong > 0 {
            let words = lang.text_with("import-wrong-left-out", &[("count", counts.wrong.into())]);
            ui.label(RichText::new(words).font(text::table()).color(colors.danger));
        }
    });
}

fn writing(ui: &mut Ui, done: usize, all: usize, lang: Lang, sink: &mut Sink) {
    #[expect(clippy::cast_precision_loss, reason = "a share of a bar on a screen")]
    let share = done as f32 / all.max(1) as f32;
    let words = lang.text_with("import-writing", &[("done", done.into()), ("all", all.into())]);
    ui.horizontal(|ui| {
        if button::plain(ui, icons::X, &lang.text("import-stop")).clicked() {
            send(sink, ImportCommand::Stop);
        }
        let bar = ProgressBar::new(share).text(words.clone()).desired_width(ui.available_width());
        ui.add(bar).accessible_name(words);
    });
}

fn outcome(ui: &mut Ui, outcome: &Outcome, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let (icon, color, title, lines) = match outcome {
        Outcome::Written { counts, records } => {
            let args = [
                ("created", counts.created.into()),
                ("changed", counts.changed.into()),
                ("skipped", counts.skipped.into()),
                ("wrong", counts.wrong.into()),
            ];
            let sends = if records.is_empty() { "import-done-nothing" } else { "import-done-sends" };
            let lines = vec![lang.text_with("import-done-counts", &args), lang.text(sends)];
            (icons::CHECK_CIRCLE, colors.ok, lang.text("import-done"), lines)
        }
        Outcome::Stopped => (icons::INFO, colors.info, lang.text("import-stopped"), Vec::new()),
        Outcome::Failed(why) => (icons::X_CIRCLE, colors.danger, lang.text("import-failed"), vec![lang.say(why)]),
        Outcome::Undone(undone) => {
            let args = [("done", undone.done.into()), ("left", undone.left.into())];
            let color = if undone.left == 0 { colors.ok } else { colors.warn };
            (icons::ARROW_U_UP_LEFT, color, lang.text_with("import-undone", &args), Vec::new())
        }
    };
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    field_note::notice(ui, icon, color, &title, &lines);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if button::primary(ui, icons::X, &lang.text("import-close")).clicked() {
            send(sink, ImportCommand::Close);
        }
        let can_be_undone = matches!(outcome, Outcome::Written { records, .. } if !records.is_empty());
        if can_be_undone && button::plain(ui, icons::ARROW_U_UP_LEFT, &lang.text("import-undo")).clicked() {
            send(sink, ImportCommand::Undo);
        }
    });
}
