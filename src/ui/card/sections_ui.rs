//! Painting of the card's titled sections: names left, values right of them, notes under the values.

use egui::{Label, Pos2, Rect, RichText, Ui, vec2};

use super::model::{Field, Section};
use super::phone_ui;
use crate::app::life::in_place;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons, in_place as in_place_ui};
use crate::words::Lang;

const NAME_WIDTH: f32 = 132.0;

/// Title of a section with a thin line above it.
pub(in crate::ui) fn title(ui: &mut Ui, words: &str) {
    let faint = tokens(ui.ctx()).text[2];
    ui.label(RichText::new(words).font(text::section()).color(faint));
    ui.add_space(4.0);
}

/// A section.
pub(in crate::ui) fn section(ui: &mut Ui, section: &Section, lang: Lang, sink: &mut Sink) {
    ui.add_space(16.0);
    title(ui, &section.title);
    for one in &section.fields {
        field_with(ui, one, Some((lang, sink)));
        if let Some(phone) = &one.phone {
            ui.horizontal(|ui| {
                ui.add_space(NAME_WIDTH + 8.0);
                phone_ui::buttons(ui, phone, lang, sink);
            });
            ui.add_space(2.0);
        }
    }
}

/// A name and its value.
pub(in crate::ui) fn field(ui: &mut Ui, field: &Field) {
    field_with(ui, field, None);
}

/// The same; with a language and a sink it can be changed in place where the field says so.
fn field_with(ui: &mut Ui, field: &Field, edited: Option<(Lang, &mut Sink)>) {
    let colors = tokens(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        if !field.name.is_empty() {
            let name = RichText::new(&field.name).font(text::table()).color(colors.text[1]);
            ui.allocate_ui(vec2(NAME_WIDTH, 0.0), |ui| {
                ui.set_width(NAME_WIDTH);
                ui.add(Label::new(name).wrap());
            });
        }
        ui.vertical(|ui| {
            let value = if field.value.is_empty() { "—" } else { &field.value };
            let color = if field.value.is_empty() { colors.text[2] } else { colors.text[0] };
            let value = RichText::new(value).font(text::table_medium()).color(color);
            let value = Label::new(value).wrap().selectable(true);
            if let (Some(edit), Some((lang, sink))) = (field.edit, edited) {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let from = ui.cursor().min;
                    ui.add(value);
                    pencil(ui, edit, from, lang, sink);
                });
            } else {
                ui.add(value);
            }
            if !field.note.is_empty() {
                let note = RichText::new(&field.note).font(text::note()).color(colors.text[2]);
                ui.add(Label::new(note).wrap().selectable(true));
            }
        });
    });
    ui.add_space(2.0);
}

/// The sign that opens a field in place, behind its value; the value begins at `from`.
pub(super) fn pencil(ui: &mut Ui, field: in_place::Field, from: Pos2, lang: Lang, sink: &mut Sink) {
    let what = in_place_ui::named(field, lang);
    let name = lang.text_with("in-place-edit", &[("what", what.into())]);
    let pencil = button::sign(ui, icons::PENCIL_SIMPLE, &name);
    in_place_ui::stands(ui, sink, field, Rect::from_two_pos(from, pencil.rect.max));
    if pencil.clicked() {
        let (field, surface) = (Some(field), Some(in_place_ui::Surface::Card));
        sink.edit_here(in_place_ui::Wish { bid: None, field, surface });
    }
}
