//! Painting of one field, whatever it is.

use egui::{Align, Color32, Id, Layout, Response, TextEdit, Ui, vec2};

use super::session::{Session, is_chosen};
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, Note};
use crate::app::groupage::sources::is_held;
use crate::app::state::AppState;
use crate::domain::ltl::field::{Field, Input};
use crate::domain::ltl::{Directory, Level};
use crate::ui::Sink;
use crate::ui::theme::{Tokens, text, tokens};
use crate::ui::widgets::caption::{self, caption};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::words::{Arg, Lang};

/// A caption with less room than this has none for a sentence.
const SENTENCE: f32 = 240.0;
/// Letters that a search on disk needs.
const ENOUGH: usize = 2;

/// The name of a field beside it.
#[must_use]
pub(super) fn label(field: &Field, lang: Lang) -> String {
    lang.text(&format!("ltl-field-{}", field.label))
}

/// What a screen reader calls the field of a path: its part, its name, its row.
#[must_use]
pub(super) fn name(field: &Field, path: &str, lang: Lang) -> String {
    let part = lang.text(&format!("ltl-group-{}", field.group.name()));
    let row = field.list().and_then(|(list, _)| {
        let rest = path.strip_prefix(list)?.strip_prefix('[')?;
        rest.split_once(']')?.0.parse::<usize>().ok()
    });
    match row {
        Some(at) => format!("{part}: {}, {}", label(field, lang), at.saturating_add(1)),
        None => format!("{part}: {}", label(field, lang)),
    }
}

pub(super) fn id_of(session: u64, path: &str) -> Id {
    Id::unique(("groupage", session, path))
}

/// What is said beside a field, and in which colour. What is empty and was never left is asked for, not scolded.
fn said<'a>(session: &'a Session, path: &str, colors: &Tokens) -> Option<(&'a Note, Color32, bool)> {
    let note = session.notes.at(path)?;
    let untouched = session.form.get(path).is_empty() && !session.form.was_seen(path) && !session.strict;
    let (color, edge) = match note.level {
        _ if note.theirs => (colors.danger, true),
        Some(Level::Blocks) if untouched => (colors.text[2], false),
        Some(Level::Blocks) => (colors.danger, true),
        Some(Level::Warns) if untouched => return None,
        Some(Level::Warns) => (colors.warn, true),
        None => (colors.info, false),
    };
    Some((note, color, edge))
}

/// Shows a field in a column of this width.
pub(super) fn field(
    ui: &mut Ui,
    session: &mut Session,
    field: &Field,
    path: &str,
    width: f32,
    (state, sink): (&AppState, &mut Sink),
) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let named = name(field, path, lang);
    let shown = label(field, lang);
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let note = said(session, path, colors).map(|(note, color, edge)| (lang.say(&note.words), color, edge));
        // A narrow field has its sentence below, in full.
        let below = note.as_ref().filter(|(_, color, _)| *color != colors.text[2] && width < SENTENCE);
        let beside = note.as_ref().filter(|_| below.is_none()).map(|(words, color, _)| (words.as_str(), *color));
        let edge = note.as_ref().filter(|(.., edge)| *edge).map(|(_, color, _)| *color);
        let response = if matches!(field.input, Input::Flag | Input::Contrary) {
            caption(ui, "", beside);
            flag(ui, session, path, &shown)
        } else {
            let counted = counted(field, session, lang);
            caption(ui, &counted.unwrap_or(shown), beside);
            if is_chosen(field.input) {
                chosen(ui, session, field, path, Look { edge, ..Look::wide(width) }, (state, &mut *sink))
            } else {
                typed(ui, session, field, path, Look { edge, ..Look::wide(width) }, lang)
            }
        };
        if let Some((words, color, _)) = below {
            ui.add(egui::Label::new(egui::RichText::new(words).font(text::note()).color(*color)).wrap());
        }
        watch(ui, session, field, path, &response, state);
        if let Some((words, ..)) = note {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words.as_str()));
        }
        response.accessible_name(named);
    });
}

/// A comment says how much of it the carrier counts: quotes and brackets are several signs there.
fn counted(field: &Field, session: &Session, lang: Lang) -> Option<String> {
    let text = session.form.get(&field.path);
    (field.input == Input::Long && !text.is_empty()).then(|| {
        let count = crate::domain::ltl::check::escaped_length(text).to_string();
        lang.text_with("ltl-comment-counted", &[("count", Arg::Text(count))])
    })
}

fn flag(ui: &mut Ui, session: &mut Session, path: &str, label: &str) -> Response {
    let mut on = session.form.get(path) == "true";
    let response = ui.checkbox(&mut on, label);
    if response.changed() {
        session.form.set(path, if on { "true" } else { "" });
        session.form.see(path);
    }
    if session.focus.as_deref() == Some(path) {
        session.focus = None;
        response.request_focus();
    }
    response
}

fn typed(ui: &mut Ui, session: &mut Session, field: &Field, path: &str, look: Look<'_>, lang: Lang) -> Response {
    let id = id_of(session.number, path);
    take_focus(ui, session, path, id);
    let mut text = session.form.get(path).to_owned();
    if field.input == Input::Long {
        let response = ui.add(TextEdit::multiline(&mut text).id(id).desired_rows(2).desired_width(look.width));
        session.form.set(path, &text);
        return response;
    }
    let unit = match field.input {
        Input::Kilograms => "unit-kilograms",
        Input::Metres => "unit-metres",
        Input::Cubic => "unit-cubic",
        Input::Roubles => "unit-roubles",
        _ => "",
    };
    let sign = if unit.is_empty() { String::new() } else { lang.text(unit) };
    let number = !unit.is_empty() || matches!(field.input, Input::Number | Input::Whole);
    let response = text_field(ui, id, &mut text, &Look { sign: &sign, number, ..look }, false);
    session.form.set(path, &text);
    response
}

fn chosen(
    ui: &mut Ui,
    session: &mut Session,
    field: &Field,
    path: &str,
    look: Look<'_>,
    (state, sink): (&AppState, &mut Sink),
) -> Response {
    let id = id_of(session.number, path);
    take_focus(ui, session, path, id);
    let lang = state.settings.lang;
    let mut pick = session.pick(field, path);
    let typed = pick.typed.clone().unwrap_or_default();
    let choices = session.choices.of(field.input);
    let nothing = match field.directory() {
        Some(directory) if !is_held(directory) && is_unread(state, directory) => lang.text("ltl-directory-unread"),
        Some(directory) if !is_held(directory) && typed.chars().count() < ENOUGH => lang.text("ltl-type-more"),
        _ => lang.text("editor-nothing-found"),
    };
    let unknown = pick.chosen.clone().unwrap_or_default();
    let picker = Picker { id, choices, look, mandatory: false, open: false, nothing: &nothing, unknown: &unknown };
    let response = picker.show(ui, &mut pick).response;
    if let Some(directory) = field.directory().filter(|directory| !is_held(*directory)) {
        let text = pick.typed.clone().or_else(|| pick.chosen.clone()).unwrap_or_default();
        let is_new = session.asked.get(&directory) != Some(&text);
        let wanted = text.chars().count() >= ENOUGH && is_new && (response.changed() || pick.chosen.is_none());
        if wanted {
            session.asked.insert(directory, text.clone());
            sink.send(Command::Groupage(GroupageCommand::Find(directory, text)));
        }
    }
    session.keep_pick(path, pick);
    response
}

/// The directory was never read: nothing can be found in it.
fn is_unread(state: &AppState, directory: Directory) -> bool {
    state.groupage.directories.get(&directory).is_none_or(|view| view.checked_at.is_none())
}

fn take_focus(ui: &Ui, session: &mut Session, path: &str, id: Id) {
    if session.focus.as_deref() == Some(path) {
        session.focus = None;
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn watch(ui: &Ui, session: &mut Session, field: &Field, path: &str, response: &Response, state: &AppState) {
    if response.has_focus() {
        session.focused = Some(path.to_owned());
    } else if session.focused.as_deref() == Some(path) {
        session.focused = None;
    }
    if response.lost_focus() {
        session.left(field, path, state);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 2.0 * caption::CAPTION)), None);
    }
}
