//! A badge: shape, word and colour in a soft pill. Colour never speaks alone.

use egui::{Color32, CornerRadius, Frame, Margin, Response, RichText, Ui};

use crate::ui::theme::{family, size, tokens};

/// A badge with an icon and a word.
pub fn badge(ui: &mut Ui, icon: &str, word: &str, color: Color32) -> Response {
    let fill = tokens(ui.ctx()).wash(color);
    Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(11))
        .inner_margin(Margin::symmetric(8, 2))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            ui.horizontal(|ui| {
                ui.add(egui::Label::new(RichText::new(icon).size(15.0).color(color)));
                ui.label(RichText::new(word).font(egui::FontId::new(size::TABLE, family::medium())).color(color));
            });
        })
        .response
}
