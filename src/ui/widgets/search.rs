//! A search field: a magnifier, the text, and a cross that clears it.

use egui::{Id, Response, RichText, TextEdit, Ui};

use crate::ui::icons;
use crate::ui::theme::{text, tokens};

/// A search field. The answer says whether the text has changed.
pub fn search(ui: &mut Ui, id: Id, typed: &mut String, name: &str, width: f32) -> Response {
    let faint = tokens(ui.ctx()).text[2];
    let field = TextEdit::singleline(typed)
        .id(id)
        .prefix(RichText::new(icons::MAGNIFYING_GLASS).font(text::icon()).color(faint))
        .hint_text(name)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(width);
    let mut response = ui.add(field).accessible_name(name);
    let clears = ui.input(|input| input.key_pressed(egui::Key::Escape));
    if clears && response.lost_focus() && !typed.is_empty() {
        typed.clear();
        response.mark_changed();
    }
    response
}
