//! A badge: shape, word and colour in a soft pill. Colour never speaks alone.

use egui::{Color32, FontId, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::theme::{family, size, tokens};

const HEIGHT: f32 = 24.0;
const PADDING: f32 = 8.0;
const GAP: f32 = 5.0;

/// A badge with an icon and a word.
pub fn badge(ui: &mut Ui, icon: &str, word: &str, color: Color32) -> Response {
    let icon = ui.painter().layout_no_wrap(icon.to_owned(), FontId::proportional(size::ICON), color);
    let text = ui.painter().layout_no_wrap(word.to_owned(), FontId::new(size::TABLE, family::medium()), color);
    let width = icon.size().x + text.size().x + GAP + 2.0 * PADDING;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    ui.painter().rect_filled(rect, HEIGHT / 2.0, tokens(ui.ctx()).wash(color));
    let middle = |size: egui::Vec2| rect.center().y - size.y / 2.0;
    let start = egui::pos2(rect.left() + PADDING, middle(icon.size()));
    let after = egui::pos2(start.x + icon.size().x + GAP, middle(text.size()));
    ui.painter().galley(start, icon, color);
    ui.painter().galley(after, text, color);
    response
}
