//! The line above a field: its name at the left, what is said of it at the right, cut to the room.

use egui::{Align2, Color32, Rect, Response, RichText, Sense, TextWrapMode, Ui, WidgetText, vec2};

use crate::ui::theme::{text, tokens};

/// Height of the line.
pub const CAPTION: f32 = 18.0;

/// Paints the line; what is cut is said in full under the pointer.
pub fn caption(ui: &mut Ui, label: &str, said: Option<(&str, Color32)>) -> Response {
    let colors = tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CAPTION), Sense::hover());
    let (caption, _) = put(ui, rect, Align2::LEFT_CENTER, label, colors.text[1]);
    let Some((words, color)) = said else { return response };
    let room = rect.with_min_x(caption.right() + 8.0);
    let (_, cut) = put(ui, room, Align2::RIGHT_CENTER, words, color);
    if cut { response.on_hover_text(words) } else { response }
}

/// Paints one line cut to the room; gives the room it took and whether it was cut.
fn put(ui: &Ui, room: Rect, align: Align2, words: &str, color: Color32) -> (Rect, bool) {
    let styled = WidgetText::from(RichText::new(words).font(text::note()).color(color));
    let galley = styled.into_galley(ui, Some(TextWrapMode::Truncate), room.width().max(0.0), text::note());
    let place = align.align_size_within_rect(galley.size(), room);
    let cut = galley.elided;
    ui.painter().galley(place.min, galley, color);
    (place, cut)
}
