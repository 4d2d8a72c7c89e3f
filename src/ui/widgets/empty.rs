//! An empty place that says what it is and what to do next.

use egui::{Response, RichText, Ui};

use super::button;
use crate::ui::theme::{family, text, tokens};

/// Icon, title, hint, and a button when there is something to do.
pub fn empty(ui: &mut Ui, icon: &str, title: &str, hint: &str, act: Option<(&str, &str)>) -> Option<Response> {
    let colors = tokens(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.28).clamp(24.0, 220.0));
        ui.label(RichText::new(icon).size(34.0).color(colors.text[2]));
        ui.add_space(8.0);
        ui.label(RichText::new(title).font(egui::FontId::new(16.0, family::medium())).color(colors.text[0]));
        if !hint.is_empty() {
            ui.add_space(2.0);
            ui.scope(|ui| {
                ui.set_max_width(420.0);
                ui.label(RichText::new(hint).font(text::body()).color(colors.text[1]));
            });
        }
        act.map(|(icon, name)| {
            ui.add_space(12.0);
            button::plain(ui, icon, name)
        })
    })
    .inner
}
