//! Notes of a record: a line to write one, and those that are written, the newest first.

use chrono::{TimeDelta, Utc};
use egui::{Id, Key, Label, Modifiers, RichText, Ui};

use super::card::{format, sections_ui};
use super::theme::{text, tokens};
use super::widgets::text_field::{Look, text_field};
use super::widgets::{button, field_note};
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::lines::{OwnClock, own_local};
use crate::app::notes::NotesCommand;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::notes::{Note, reminder};

/// Shows the section.
pub(in crate::ui) fn notes(ui: &mut Ui, record: &LocalId, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    ui.add_space(16.0);
    sections_ui::title(ui, &lang.text("notes-title"));
    write(ui, record, state, sink);
    for note in state.notes.of(record) {
        one(ui, note, state, sink);
    }
}

/// The line that is typed lives with the record: another card does not lose it.
fn write(ui: &mut Ui, record: &LocalId, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let id = Id::unique(("notes-new", record.as_str()));
    let typed_id = id.with("typed");
    let mut typed: String = ui.data(|data| data.get_temp(typed_id)).unwrap_or_default();
    let entered = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let hint = lang.text("notes-hint");
    let look = Look::wide(ui.available_width()).hint(&hint);
    text_field(ui, id, &mut typed, &look, false).accessible_name(lang.text("notes-new"));
    let own = OwnClock { offset_minutes: state.own_offset_minutes };
    let when = reminder(&typed, own_local(state.now, own));
    if let Some(when) = when {
        let words = lang.text_with("notes-will-remind", &[("at", crate::domain::typed_time::shown(when).into())]);
        field_note::field_note(ui, icons::BELL, &words, tokens(ui.ctx()).info);
    }
    if entered && !typed.trim().is_empty() {
        let utc = |at: chrono::NaiveDateTime| (at - TimeDelta::minutes(i64::from(state.own_offset_minutes))).and_utc();
        let remind_at: Option<chrono::DateTime<Utc>> = when.map(utc);
        let text = std::mem::take(&mut typed);
        sink.send(Command::Notes(NotesCommand::Add { record: record.clone(), text, remind_at }));
    }
    ui.data_mut(|data| data.insert_temp(typed_id, typed));
    ui.add_space(4.0);
}

fn one(ui: &mut Ui, note: &Note, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.horizontal_top(|ui| {
        let (icon, key) =
            if note.done { (icons::ARROW_COUNTER_CLOCKWISE, "notes-open") } else { (icons::CHECK, "notes-settle") };
        let name = |key: &str| lang.text_with(key, &[("text", note.text.as_str().into())]);
        if button::icon(ui, icon, &name(key), "").clicked() {
            sink.send(Command::Notes(NotesCommand::Settle(note.record.clone(), note.id, !note.done)));
        }
        if note.done && button::icon(ui, icons::TRASH, &name("notes-drop"), "").clicked() {
            sink.send(Command::Notes(NotesCommand::Drop(note.record.clone(), note.id)));
        }
        ui.vertical(|ui| {
            let color = if note.done { colors.text[2] } else { colors.text[0] };
            let words = RichText::new(&note.text).font(text::table()).color(color);
            let words = if note.done { words.strikethrough() } else { words };
            ui.add(Label::new(words).wrap().selectable(true));
            let at = format::moment(note.at, state.own_offset_minutes);
            let by = [at.as_str(), note.author.as_str()];
            let by: Vec<&str> = by.into_iter().filter(|part| !part.is_empty()).collect();
            ui.add(Label::new(RichText::new(by.join(", ")).font(text::note()).color(colors.text[2])).wrap());
            if let Some(remind) = note.remind_at.filter(|_| !note.done) {
                let at = format::moment(remind, state.own_offset_minutes);
                let (key, color) =
                    if note.told { ("notes-reminded", colors.text[2]) } else { ("notes-will-remind", colors.info) };
                field_note::field_note(ui, icons::BELL, &lang.text_with(key, &[("at", at.into())]), color);
            }
        });
    });
    ui.add_space(4.0);
}
