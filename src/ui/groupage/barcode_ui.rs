//! A barcode on the screen: whole pixels a module, white around it in both themes, its text below.

use egui::{Color32, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::code128::{Code128, QUIET_MODULES};
use crate::ui::theme::size;

/// Height of the bars, points.
const BARS: f32 = 64.0;
const MARGIN: f32 = 10.0;

/// Draws the barcode of a text; nothing when it can't be one.
pub(super) fn barcode(ui: &mut Ui, text: &str, name: &str) {
    let Ok(code) = Code128::new(text) else { return };
    // A scanner reads a screen badly enough: no module may be a pixel wider than another.
    let pixel = 1.0 / ui.ctx().pixels_per_point();
    let modules = u16::try_from(code.modules() + 2 * QUIET_MODULES).unwrap_or(u16::MAX);
    let room = ui.available_width();
    let pixels = (room / f32::from(modules) / pixel).floor().clamp(1.0, 2.0);
    let module = pixels * pixel;
    let width = f32::from(modules) * module;
    let (rect, response) = ui.allocate_exact_size(vec2(width, BARS + 2.0 * MARGIN + 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let snapped = |x: f32| (x / pixel).round() * pixel;
    let painter = ui.painter();
    painter.rect_filled(rect, 4.0, Color32::WHITE);
    let mut at = snapped(rect.left()) + module * 10.0;
    let top = snapped(rect.top() + MARGIN);
    for (place, wide) in code.widths().into_iter().enumerate() {
        let wide = f32::from(wide) * module;
        if place % 2 == 0 {
            painter.rect_filled(Rect::from_min_size(pos2(at, top), vec2(wide, BARS)), 0.0, Color32::BLACK);
        }
        at += wide;
    }
    let below = pos2(rect.center().x, rect.bottom() - MARGIN);
    painter.text(below, egui::Align2::CENTER_BOTTOM, code.text(), FontId::monospace(size::NOTE), Color32::BLACK);
}
