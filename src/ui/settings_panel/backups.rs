//! "Backups": which there are, what one holds, and a way back to it.

use std::path::Path;

use chrono::{DateTime, Utc};
use egui::{RichText, Ui, vec2};

use super::{row, section};
use crate::app::backups::BackupFile;
use crate::app::command::Command;
use crate::app::lines::{OwnClock, own_local};
use crate::app::state::AppState;
use crate::store::BackupSummary;
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Question, Sink, icons};
use crate::words::{Arg, Lang, Message};

/// Shows the section.
pub(super) fn backups(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    section(ui, &lang.text("settings-section-backups"));
    let note = RichText::new(lang.text("settings-backups-note")).font(text::table()).color(colors.text[1]);
    ui.add(egui::Label::new(note).wrap());
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let now = lang.text("settings-backup-now");
        if button::button(ui, Look::Plain, !state.backups.busy, icons::FLOPPY_DISK, &now).clicked() {
            sink.send(Command::MakeBackup);
        }
        if state.backups.busy {
            ui.label(RichText::new(lang.text("settings-backup-busy")).font(text::table()).color(colors.text[1]));
        }
    });
    ui.add_space(8.0);
    let Some(files) = &state.backups.files else { return };
    if files.is_empty() {
        field_note::field_note(ui, icons::INFO, &lang.text("settings-backups-none"), colors.text[2]);
    }
    for file in files {
        one(ui, file, state, sink);
        match &state.backups.preview {
            Some((path, found)) if *path == file.path => preview(ui, file, found, state, sink),
            _ => {}
        }
    }
}

fn one(ui: &mut Ui, file: &BackupFile, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let when = shown(file.at, state);
    row(ui, &when, |ui| {
        let cell = |ui: &mut Ui, words: String, width: f32| {
            let label = egui::Label::new(RichText::new(words).font(text::body()).color(colors.text[1]));
            ui.allocate_ui_with_layout(
                vec2(width, size::CONTROL),
                egui::Layout::right_to_left(egui::Align::Center),
                |ui| {
                    ui.set_min_width(width);
                    ui.add(label);
                },
            );
        };
        cell(ui, file_size(file.size, lang), 80.0);
        match file.bids {
            Some(bids) => cell(ui, lang.text_with("settings-backup-bids", &[("count", Arg::from(bids))]), 140.0),
            None => cell(ui, lang.text("settings-backup-unreadable"), 140.0),
        }
        ui.add_space(8.0);
        let name = lang.text("settings-backup-look");
        let look = ui.add_enabled_ui(!state.backups.busy, |ui| button::quiet(ui, icons::EYE, &name)).inner;
        if look.accessible_name(format!("{name}: {when}")).clicked() {
            sink.send(Command::LookIntoBackup(file.path.clone()));
        }
    });
}

fn preview(ui: &mut Ui, file: &BackupFile, found: &Result<BackupSummary, Message>, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let summary = match found {
        Ok(summary) => summary,
        Err(why) => {
            field_note::notice(ui, icons::WARNING, colors.warn, &lang.say(why), &[]);
            ui.add_space(8.0);
            return;
        }
    };
    let when = shown(file.at, state);
    let counts = [
        ("bids", Arg::from(summary.bids)),
        ("books", Arg::from(summary.book_records)),
        ("unsent", Arg::from(summary.unsent)),
    ];
    let newest = summary
        .newest_change
        .map(|at| lang.text_with("settings-backup-newest", &[("when", Arg::from(shown(at, state)))]));
    let title = lang.text("settings-backup-sound");
    let lines = [lang.text_with("settings-backup-holds", &counts), newest.unwrap_or_default()];
    let path = file.path.display().to_string();
    field_note::notice(ui, icons::CHECK_CIRCLE, colors.ok, &title, &[&lines[0], &lines[1], &path]);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let ready = state.editor.is_none() && !state.backups.busy;
        let name = lang.text("settings-backup-restore");
        if button::button(ui, Look::Plain, ready, icons::ARROW_COUNTER_CLOCKWISE, &name).clicked() {
            sink.ask(question(&file.path, when));
        }
        if state.editor.is_some() {
            field_note::field_note(ui, icons::INFO, &lang.text("settings-close-editor-first"), colors.warn);
        }
    });
    ui.add_space(10.0);
}

fn question(path: &Path, when: String) -> Question {
    Question {
        title: Message::new("settings-backup-ask").with("when", when),
        about: Message::new("settings-backup-ask-about"),
        yes: "settings-backup-restore",
        command: Command::Restore(path.to_path_buf()),
    }
}

/// By the dispatcher's own clock.
fn shown(at: DateTime<Utc>, state: &AppState) -> String {
    let own = OwnClock { offset_minutes: state.own_offset_minutes };
    own_local(at, own).format("%d.%m.%Y %H:%M").to_string()
}

pub(super) fn file_size(bytes: u64, lang: Lang) -> String {
    let tenths = bytes.saturating_mul(10) / 1_048_576;
    let mark = if lang == Lang::Ru { ',' } else { '.' };
    let words = if tenths == 0 {
        "0".to_owned() + &mark.to_string() + "1"
    } else {
        format!("{}{mark}{}", tenths / 10, tenths % 10)
    };
    lang.text_with("settings-megabytes", &[("size", Arg::from(words))])
}
