//! Painting of the fields, group by group.

use egui::{Align, Color32, Id, Layout, Response, RichText, Ui, vec2};

use super::model::Typed;
use super::notes::Note;
use super::session::Session;
use crate::app::state::AppState;
use crate::domain::book_field::{BookField as F, FieldRow, FieldValue, Group, Input};
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::caption;
use crate::ui::widgets::pick::ChoiceList;
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::words::Lang;

pub(super) const GAP: f32 = 12.0;

/// The id of a field's widget. A new opening means new widgets.
pub(super) fn id_of(session: u64, field: F) -> Id {
    Id::unique(("book-form", session, field))
}

/// Key of a field's name.
pub(super) fn label_key(field: F) -> String {
    format!("field-{}", field.name().replace('_', "-"))
}

const fn group_key(group: Group) -> &'static str {
    match group {
        Group::Main => "book-group-main",
        Group::Contact => "book-group-contact",
        Group::Bank => "book-group-bank",
        Group::Sizes => "book-group-sizes",
        Group::Chassis => "book-group-chassis",
        Group::Service => "book-group-service",
        Group::People => "book-group-people",
        Group::Management => "book-group-management",
        Group::Lists => "book-group-lists",
        Group::Platform => "book-group-platform",
    }
}

/// Fields that take a whole line.
const fn is_wide(field: F) -> bool {
    matches!(
        field,
        F::Comment
            | F::ShiftComment
            | F::MaintenanceComment
            | F::Name
            | F::DriversNote
            | F::InsolvencyComment
            | F::BankName
            | F::Wheels
            | F::Account
            | F::CorrespondentAccount
            | F::Address
            | F::TransportColumn
            | F::InactiveReason
            | F::TrailerDriver
            | F::Logist
            | F::UrgentShift
            | F::UrgentMaintenance
            | F::RefuelingList
            | F::Insolvent
    )
}

/// The title of a part of the form.
pub(super) fn section(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    let faint = tokens(ui.ctx()).text[2];
    ui.label(RichText::new(words).font(text::section()).color(faint));
    ui.add_space(2.0);
}

/// A group: wide fields in a line of their own, the others two beside each other.
pub(super) fn group(ui: &mut Ui, session: &mut Session, group: Group, rows: &[&FieldRow], state: &AppState) {
    section(ui, &state.settings.lang.text(group_key(group)));
    let width = ui.available_width();
    let half = ((width - GAP) / 2.0).floor();
    let mut rest = rows.iter().peekable();
    while let Some(row) = rest.next() {
        if is_wide(row.field) {
            field(ui, session, **row, width, state);
        } else {
            let second = rest.next_if(|next| !is_wide(next.field));
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                field(ui, session, **row, half, state);
                if let Some(second) = second {
                    field(ui, session, **second, half, state);
                }
            });
        }
        ui.add_space(4.0);
    }
}

fn field(ui: &mut Ui, session: &mut Session, row: FieldRow, width: f32, state: &AppState) {
    let lang = state.settings.lang;
    let label = lang.text(&label_key(row.field));
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let note = session.notes.get(&row.field).copied();
        // What a new record lacks is said once its field has been left.
        let note = note.filter(|note| note.key != "book-flaw-missing" || session.visited.contains(&row.field));
        match row.input {
            Input::Shown => shown(ui, session, row.field, &label, state),
            Input::Flag => flag(ui, session, row.field, &label, note, lang),
            _ => {
                let caption_label = if row.required { format!("{label} *") } else { label.clone() };
                caption(ui, &caption_label, note, lang);
                let response = typed(ui, session, row, width, note, lang);
                watch(ui, session, row.field, &response, note, lang);
                response.accessible_name(label);
            }
        }
    });
}

fn flag(ui: &mut Ui, session: &mut Session, field: F, label: &str, note: Option<Note>, lang: Lang) {
    if note.is_some() {
        caption(ui, "", note, lang);
    }
    let mut nothing = false;
    let value = match session.form.get_mut(field) {
        Some(Typed::Flag(flag)) => flag,
        _ => &mut nothing,
    };
    let response = ui.checkbox(value, label);
    if session.focus == Some(field) {
        session.focus = None;
        response.request_focus();
    }
    watch(ui, session, field, &response, note, lang);
}

fn typed(ui: &mut Ui, session: &mut Session, row: FieldRow, width: f32, note: Option<Note>, lang: Lang) -> Response {
    let id = id_of(session.number, row.field);
    if session.focus == Some(row.field) {
        session.focus = None;
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let colors = tokens(ui.ctx());
    let edge = note.and_then(|note| edge(note, colors.danger, colors.warn));
    let sign = unit(row.field, lang);
    let look =
        Look { edge, sign: &sign, number: matches!(row.input, Input::Number | Input::Whole), ..Look::wide(width) };
    match session.form.get_mut(row.field) {
        Some(Typed::Pick(pick)) => {
            let empty = ChoiceList::default();
            let choices = session.choices.get(&row.field).unwrap_or(&empty);
            let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
            let mandatory = row.input == Input::Standing;
            let look = Look { sign: "", ..look };
            let picker = Picker { id, choices, look, mandatory, open: false, nothing: &nothing, unknown: &unknown };
            picker.show(ui, pick).response
        }
        Some(Typed::Text(typed)) => text_field(ui, id, typed, &look, false),
        // Ticks and lists are painted elsewhere.
        Some(Typed::Flag(_) | Typed::Items(_)) | None => text_field(ui, id, &mut String::new(), &look, false),
    }
}

/// Units stand at the end of the field, where the contract says which.
fn unit(field: F, lang: Lang) -> String {
    let key = match field {
        F::Length | F::Width | F::Height | F::AxesDistance | F::WheelBase => "unit-metres",
        F::Volume => "unit-cubic",
        F::StrictOffset => "unit-hours",
        _ => return String::new(),
    };
    lang.text(key)
}

pub(super) const fn edge(note: Note, danger: Color32, warn: Color32) -> Option<Color32> {
    if note.blocks {
        Some(danger)
    } else if note.warns {
        Some(warn)
    } else {
        None
    }
}

fn watch(ui: &Ui, session: &mut Session, field: F, response: &Response, note: Option<Note>, lang: Lang) {
    if response.has_focus() {
        session.focused = Some(field);
    } else if session.focused == Some(field) {
        session.focused = None;
    }
    if response.lost_focus() {
        session.left(field);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 2.0 * caption::CAPTION)), None);
    }
    if let Some(note) = note {
        let words = lang.text(note.key);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words.as_str()));
    }
}

pub(super) fn caption(ui: &mut Ui, label: &str, note: Option<Note>, lang: Lang) {
    let colors = tokens(ui.ctx());
    let said = note.map(|note| {
        let color = edge(note, colors.danger, colors.warn).unwrap_or(colors.text[2]);
        (lang.text(note.key), color)
    });
    caption::caption(ui, label, said.as_ref().map(|(words, color)| (words.as_str(), *color)));
}

/// What the platform keeps and this desk only shows; `None` when there is nothing.
pub(super) fn shown_text(session: &Session, field: F, state: &AppState) -> Option<String> {
    let text = match session.base.value(field)? {
        FieldValue::Moment(at) => format::moment(at, state.own_offset_minutes),
        other => other.plain(),
    };
    (!text.is_empty()).then_some(text)
}

fn shown(ui: &mut Ui, session: &Session, field: F, label: &str, state: &AppState) {
    let Some(words) = shown_text(session, field, state) else { return };
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(label).font(text::note()).color(colors.text[1]));
    ui.add(egui::Label::new(RichText::new(words).font(text::body()).color(colors.text[0])).wrap().selectable(true));
}
