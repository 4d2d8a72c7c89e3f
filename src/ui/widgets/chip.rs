//! A counted chip of the triage strip: a name, how many, and whether it is the one shown.

use egui::{Button, Color32, CornerRadius, Response, RichText, Stroke, Ui, vec2};

use crate::ui::theme::{family, size, tokens};

/// A chip. `alarm` colours the count when it isn't zero.
pub fn counted(ui: &mut Ui, name: &str, count: usize, selected: bool, alarm: Option<Color32>) -> Response {
    let colors = tokens(ui.ctx());
    let (word, number) = match (selected, count) {
        (true, _) => (colors.accent, colors.accent),
        (false, 0) => (colors.text[2], colors.text[2]),
        (false, _) => (colors.text[1], alarm.unwrap_or(colors.text[0])),
    };
    let font = |name| egui::FontId::new(size::TABLE, name);
    let parts = (
        RichText::new(name).font(font(family::medium())).color(word),
        RichText::new(count.to_string()).font(font(family::semibold())).color(number),
    );
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(9.0, 3.0);
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        widgets.inactive.bg_stroke = Stroke::NONE;
        widgets.hovered.bg_stroke = Stroke::NONE;
        let mut chip = Button::new(parts).gap(6.0).corner_radius(CornerRadius::same(14)).selected(selected);
        if selected {
            chip = chip.fill(colors.surface[3]);
        }
        ui.add(chip.min_size(vec2(0.0, 26.0))).accessible_name(format!("{name}: {count}"))
    })
    .inner
}
