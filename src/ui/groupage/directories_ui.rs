//! The carrier's directories: how fresh each is, and how its refresh goes.

use egui::{Frame, Grid, Margin, RichText, ScrollArea, Ui};

use crate::app::command::Command;
use crate::app::groupage::desk::{DirectoryView, GroupageCommand, Refresh};
use crate::app::state::AppState;
use crate::domain::ltl::Directory;
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Arg;

/// Name of a directory.
fn name_key(directory: Directory) -> String {
    format!("ltl-directory-{}", directory.word().replace('_', "-"))
}

/// The page of directories.
pub(super) fn directories(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    ScrollArea::vertical().id_salt("groupage-directories").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 24 }).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let all = button::button(
                    ui,
                    Look::Plain,
                    !desk.refreshing,
                    icons::ARROWS_CLOCKWISE,
                    &lang.text("ltl-refresh-all"),
                );
                if all.clicked() {
                    sink.send(Command::Groupage(GroupageCommand::Refresh(Directory::ALL.to_vec())));
                }
                let waiting = |view: &&DirectoryView| matches!(view.refresh, Some(Refresh::Waiting | Refresh::Running));
                let left = desk.directories.values().filter(waiting).count();
                if desk.refreshing && left > 0 {
                    let words = lang.text_with("ltl-refreshing", &[("n", Arg::Text(left.to_string()))]);
                    field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &words, tokens(ui.ctx()).text[1]);
                }
            });
            field_note::field_note(ui, "", &lang.text("ltl-directories-about"), tokens(ui.ctx()).text[2]);
            ui.add_space(8.0);
            Grid::new("groupage-directories").num_columns(4).spacing([20.0, 8.0]).show(ui, |ui| {
                for directory in Directory::ALL {
                    row(ui, directory, state, sink);
                    ui.end_row();
                }
                dispatch_days(ui, state);
                ui.end_row();
            });
        });
    });
}

/// The days of dispatch, which are kept by way and not as a list.
fn dispatch_days(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(lang.text("ltl-dispatch-days")).font(text::table_medium()).color(colors.text[0]));
    let ways = state.groupage.ways;
    let words = ways.newest.map_or_else(
        || lang.text("ltl-directory-never"),
        |at| {
            let count = lang.text_with("ltl-dispatch-ways", &[("n", Arg::Text(ways.count.to_string()))]);
            format!("{} · {count}", format::moment(at, state.own_offset_minutes))
        },
    );
    ui.label(RichText::new(words).font(text::table()).color(colors.text[1]));
    ui.label(RichText::new(lang.text("ltl-dispatch-about")).font(text::note()).color(colors.text[2]));
}

fn row(ui: &mut Ui, directory: Directory, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let empty = DirectoryView::default();
    let view = state.groupage.directories.get(&directory).unwrap_or(&empty);
    let name = lang.text(&name_key(directory));
    ui.label(RichText::new(&name).font(text::table_medium()).color(colors.text[0]));
    let count = view.entries.as_ref().map(|entries| entries.len().to_string()).unwrap_or_default();
    let read = view.checked_at.map(|at| format::moment(at, state.own_offset_minutes));
    let words = match (&read, count.is_empty()) {
        (None, _) => lang.text("ltl-directory-never"),
        (Some(at), true) => at.clone(),
        (Some(at), false) => format!("{at} · {}", lang.text_with("ltl-directory-count", &[("n", Arg::Text(count))])),
    };
    ui.label(RichText::new(words).font(text::table()).color(colors.text[1]));
    let (words, color) = match &view.refresh {
        None => (String::new(), colors.text[2]),
        Some(Refresh::Waiting) => (lang.text("ltl-refresh-waits"), colors.text[2]),
        Some(Refresh::Running) => (lang.text("ltl-refresh-runs"), colors.info),
        Some(Refresh::Same) => (lang.text("ltl-refresh-same"), colors.ok),
        Some(Refresh::New(count)) => {
            (lang.text_with("ltl-refresh-new", &[("n", Arg::Text(count.to_string()))]), colors.ok)
        }
        Some(Refresh::NeedsAccount) => (lang.text("ltl-refresh-account"), colors.warn),
        Some(Refresh::Failed(message)) => {
            (lang.text_with("ltl-refresh-failed", &[("text", Arg::Text(lang.say(message)))]), colors.danger)
        }
    };
    ui.label(RichText::new(words).font(text::note()).color(color));
    let refresh = lang.text_with("ltl-refresh-one", &[("name", Arg::Text(name))]);
    if button::icon(ui, icons::ARROW_CLOCKWISE, &refresh, "").clicked() {
        sink.send(Command::Groupage(GroupageCommand::Refresh(vec![directory])));
    }
}
