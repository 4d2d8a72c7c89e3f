//! A short note under a field, and a box for what matters more.

use egui::{Color32, CornerRadius, Frame, Margin, Response, RichText, Stroke, Ui};

use crate::ui::theme::{family, size, text, tokens};

/// A line under a field: icon and words in one colour.
pub fn field_note(ui: &mut Ui, icon: &str, words: &str, color: Color32) -> Response {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if !icon.is_empty() {
            ui.label(RichText::new(icon).size(size::NOTE + 2.0).color(color));
        }
        ui.label(RichText::new(words).font(text::note()).color(color));
    })
    .response
}

/// A washed box: what happened, and below it what is safe and what to do.
pub fn notice(ui: &mut Ui, icon: &str, color: Color32, title: &str, lines: &[&str]) -> Response {
    notice_with(ui, icon, color, (title, lines), |_| {})
}

/// The same with a way out inside the box, under the lines.
pub fn notice_with(
    ui: &mut Ui,
    icon: &str,
    color: Color32,
    (title, lines): (&str, &[&str]),
    way_out: impl FnOnce(&mut Ui),
) -> Response {
    let colors = tokens(ui.ctx());
    Frame::new()
        .fill(colors.wash(color))
        .stroke(Stroke::new(1.0, colors.wash_edge(color)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icon).size(18.0).color(color));
                ui.vertical(|ui| {
                    ui.label(RichText::new(title).font(egui::FontId::new(size::BODY, family::medium())).color(color));
                    for line in lines.iter().filter(|line| !line.is_empty()) {
                        let words = RichText::new(*line).font(text::table()).color(colors.text[0]);
                        ui.add(egui::Label::new(words).wrap().selectable(true));
                    }
                    way_out(ui);
                });
            });
        })
        .response
}
