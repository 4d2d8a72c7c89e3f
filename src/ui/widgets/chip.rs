//! A counted chip of the triage strip: a name, how many, and whether it is the one shown.

use egui::{Button, Color32, CornerRadius, Response, RichText, Stroke, TextWrapMode, Ui, vec2};

use crate::ui::theme::{family, size, tokens};

const PADDING: f32 = 8.0;
const GAP: f32 = 6.0;

/// How wide a chip will be, so that a row can be broken before a group of chips and not inside it.
#[must_use]
pub fn width(ui: &Ui, name: &str, count: usize) -> f32 {
    let wide = |words: String, family| {
        ui.painter().layout_no_wrap(words, egui::FontId::new(size::TABLE, family), Color32::PLACEHOLDER).size().x
    };
    wide(name.to_owned(), family::medium()) + wide(count.to_string(), family::semibold()) + GAP + 2.0 * PADDING
}

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
    let spacing = ui.spacing().clone();
    let widgets = ui.visuals().widgets.clone();
    ui.spacing_mut().button_padding = vec2(PADDING, 3.0);
    let looks = &mut ui.visuals_mut().widgets;
    looks.inactive.weak_bg_fill = Color32::TRANSPARENT;
    looks.inactive.bg_stroke = Stroke::NONE;
    looks.hovered.bg_stroke = Stroke::NONE;
    let mut chip = Button::new(parts).gap(GAP).corner_radius(CornerRadius::same(14)).selected(selected);
    if selected {
        chip = chip.fill(colors.surface[3]);
    }
    let chip = chip.wrap_mode(TextWrapMode::Extend).min_size(vec2(0.0, 26.0));
    let response = ui.add(chip).accessible_name(format!("{name}: {count}"));
    // Not a scope: in a wrapping row a scope would take the rest of the line.
    *ui.spacing_mut() = spacing;
    ui.visuals_mut().widgets = widgets;
    response
}
