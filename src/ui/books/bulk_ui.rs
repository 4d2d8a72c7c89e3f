//! Painting of work on several records: what is marked, and what came of each.

use egui::{RichText, Ui};

use super::BooksPanel;
use super::form::head_ui::ask_deletion;
use crate::app::book_desk::BookCommand;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// How many are marked, and what can be done with them.
pub(super) fn marked(ui: &mut Ui, panel: &mut BooksPanel, state: &AppState, sink: &mut Sink) {
    if panel.marked.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let ids: Vec<LocalId> = panel.marked.iter().cloned().collect();
    let deleted = |id: &LocalId| state.books.record(id).is_some_and(|record| record.deleted);
    let (gone, living): (Vec<_>, Vec<_>) = ids.into_iter().partition(deleted);
    let mut forget = false;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        let words = lang.text_with("books-marked", &[("count", panel.marked.len().into())]);
        ui.label(RichText::new(words).font(text::table_medium()));
        if !living.is_empty() && button::plain(ui, icons::TRASH, &lang.text("books-delete-marked")).clicked() {
            sink.ask(ask_deletion(living.clone(), ""));
        }
        if !gone.is_empty() && button::plain(ui, icons::ARROW_U_UP_LEFT, &lang.text("books-restore-marked")).clicked() {
            sink.send(Command::Book(BookCommand::Restore(gone.clone())));
            forget = true;
        }
        if button::plain(ui, icons::CHECK_SQUARE, &lang.text("books-mark-shown")).clicked()
            && let Some(made) = &panel.made
        {
            let shown = made.found.iter().filter_map(|place| made.sheet.rows.get(*place)?.id.clone());
            panel.marked.extend(shown);
        }
        forget |= button::quiet(ui, icons::X, &lang.text("books-unmark")).clicked();
    });
    if forget || state.book.outcomes.is_some() {
        panel.marked.clear();
    }
}

/// What came of each record of the last deletion or restoring, while somebody wants to see it.
pub(super) fn outcomes(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let Some(outcomes) = &state.book.outcomes else { return };
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let done = outcomes.rows.iter().filter(|(_, _, outcome)| outcome.is_ok()).count();
    let key = if outcomes.deletion { "books-outcomes-deleted" } else { "books-outcomes-restored" };
    let title = lang.text_with(key, &[("done", done.into()), ("all", outcomes.rows.len().into())]);
    let lines: Vec<String> = outcomes
        .rows
        .iter()
        .map(|(_, title, outcome)| match outcome {
            Ok(()) => format!("{title}: {}", lang.text("books-outcome-queued")),
            Err(reason) => format!("{title}: {}", lang.say(reason)),
        })
        .collect();
    let color = if done == outcomes.rows.len() { colors.ok } else { colors.warn };
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
        let lines: Vec<&str> = lines.iter().take(12).map(String::as_str).collect();
        field_note::notice(ui, icons::LIST_BULLETS, color, &title, &lines);
        if button::quiet(ui, icons::X, &lang.text("books-outcomes-close")).clicked() {
            sink.send(Command::Book(BookCommand::ForgetOutcomes));
        }
    });
}
