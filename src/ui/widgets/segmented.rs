//! One choice of a few, side by side.

use egui::{Button, Frame, Margin, RichText, Stroke, TextStyle, TextWrapMode, Ui, WidgetText, vec2};

use crate::ui::theme::{size, text, tokens};

/// Least width of a choice.
const LEAST: f32 = 64.0;
/// Between two choices.
const BETWEEN: f32 = 2.0;
/// Around all of them.
const MARGIN: i8 = 2;

/// Room that the choices take side by side.
fn width<T>(ui: &Ui, choices: &[(T, String)]) -> f32 {
    let padding = ui.spacing().button_padding.x;
    let choice = |(_, name): &(T, String)| {
        let words = WidgetText::from(RichText::new(name).font(text::medium()));
        let words = words.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Button);
        2.0f32.mul_add(padding, words.size().x).max(LEAST) + BETWEEN
    };
    choices.iter().map(choice).sum::<f32>() + 2.0 * f32::from(MARGIN)
}

/// Shows the choices and returns the one that was clicked, if it isn't the current one. `group` names them for screen
/// readers: `Theme: dark`.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, group: &str, current: T, choices: &[(T, String)]) -> Option<T> {
    let colors = tokens(ui.ctx());
    let mut chosen = None;
    // A frame never wraps by itself: in a row that wraps it would run out of the window.
    if ui.layout().main_wrap() && width(ui, choices) > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    Frame::new()
        .fill(colors.surface[2])
        .corner_radius(egui::CornerRadius::same(size::RADIUS + 2))
        .inner_margin(Margin::same(MARGIN))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = BETWEEN;
                let widgets = &mut ui.visuals_mut().widgets;
                widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
                widgets.inactive.bg_stroke = Stroke::NONE;
                for (value, name) in choices {
                    let selected = *value == current;
                    let color = if selected { colors.accent } else { colors.text[1] };
                    let words = RichText::new(name).font(text::medium()).color(color);
                    let mut button = Button::new(words).selected(selected).min_size(vec2(LEAST, 24.0));
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
