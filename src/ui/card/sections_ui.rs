//! Painting of the card's titled sections: names left, values right of them, notes under the values.

use egui::{Label, RichText, Ui, vec2};

use super::model::{Field, Section};
use super::phone_ui;
use crate::ui::Sink;
use crate::ui::theme::{text, tokens};
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
        field(ui, one);
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
    let colors = tokens(ui.ctx());
    let row = |ui: &mut Ui, inside: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            inside(ui);
        })
    };
    row(ui, &mut |ui| {
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
            ui.add(Label::new(value).wrap().selectable(true));
            if !field.note.is_empty() {
                let note = RichText::new(&field.note).font(text::note()).color(colors.text[2]);
                ui.add(Label::new(note).wrap().selectable(true));
            }
        });
    });
    ui.add_space(2.0);
}
