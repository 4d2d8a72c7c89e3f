//! A key as it is printed: `Ctrl+K` in a thin frame.

use egui::{CornerRadius, Frame, Margin, RichText, Stroke, Ui};

use crate::ui::theme::{text, tokens};

/// Paints the name of a key or of a chord.
pub fn key_cap(ui: &mut Ui, key: &str) {
    if key.is_empty() {
        return;
    }
    let colors = tokens(ui.ctx());
    Frame::new()
        .stroke(Stroke::new(1.0, colors.edge))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(5, 0))
        .show(ui, |ui| ui.label(RichText::new(key).font(text::note()).color(colors.text[2])));
}
