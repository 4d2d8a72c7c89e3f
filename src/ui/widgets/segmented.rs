//! One choice of a few, side by side.

use egui::{Button, Frame, Margin, RichText, Stroke, Ui, vec2};

use crate::ui::theme::{size, text, tokens};

/// Shows the choices and returns the one that was clicked, if it isn't the current one. `group` names them for screen
/// readers: `Theme: dark`.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, group: &str, current: T, choices: &[(T, String)]) -> Option<T> {
    let colors = tokens(ui.ctx());
    let mut chosen = None;
    Frame::new()
        .fill(colors.surface[2])
        .corner_radius(egui::CornerRadius::same(size::RADIUS + 2))
        .inner_margin(Margin::same(2))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let widgets = &mut ui.visuals_mut().widgets;
                widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
                widgets.inactive.bg_stroke = Stroke::NONE;
                for (value, name) in choices {
                    let selected = *value == current;
                    let color = if selected { colors.accent } else { colors.text[1] };
                    let words = RichText::new(name).font(text::medium()).color(color);
                    let mut button = Button::new(words).selected(selected).min_size(vec2(64.0, 24.0));
                    if selected {
                        button = button.fill(colors.surface[1]).stroke(Stroke::new(1.0, colors.edge));
                    }
                    if ui.add(button).accessible_name(format!("{group}: {name}")).clicked() && !selected {
                        chosen = Some(*value);
                    }
                }
            });
        });
    chosen
}
