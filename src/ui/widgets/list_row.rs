//! A row of a list under a field: title, a fainter detail beside it, and a mark at the right.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, RichText, Role, Sense, TextWrapMode, Ui, WidgetInfo, WidgetText,
    vec2,
};

use crate::ui::theme::{size, text, tokens};

/// Height of a row.
pub const HEIGHT: f32 = 30.0;

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListRow {
    /// What it is.
    pub title: String,
    /// What tells it from its like.
    pub detail: String,
    /// A word at the right end.
    pub mark: String,
    /// The mark is a warning.
    pub careful: bool,
}

/// Paints the row and answers clicks. It never takes the keyboard: that stays in the field.
pub fn list_row(ui: &mut Ui, row: &ListRow, lit: bool) -> Response {
    let colors = tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, lit, &row.title));
    if !row.detail.is_empty() || !row.mark.is_empty() {
        let described = format!("{} {}", row.detail, row.mark);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(described.trim()));
    }
    if lit || response.hovered() {
        let fill = if lit { colors.surface[3] } else { colors.surface[2] };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
    }
    let mut inner = rect.shrink2(vec2(8.0, 0.0));
    if !row.mark.is_empty() {
        let color = if row.careful { colors.warn } else { colors.text[2] };
        inner.max.x = put(ui, inner, Align2::RIGHT_CENTER, &row.mark, color, size::NOTE).left() - 8.0;
    }
    let title = put(ui, inner, Align2::LEFT_CENTER, &row.title, colors.text[0], size::BODY);
    if !row.detail.is_empty() {
        inner.min.x = title.right() + 8.0;
        put(ui, inner, Align2::LEFT_CENTER, &row.detail, colors.text[2], size::NOTE);
    }
    response
}

/// Paints one line cut to the room; gives the room it took.
fn put(ui: &Ui, room: Rect, align: Align2, words: &str, color: Color32, height: f32) -> Rect {
    if room.width() < 16.0 {
        return Rect::from_min_size(room.min, vec2(0.0, 0.0));
    }
    let styled = WidgetText::from(RichText::new(words).size(height).color(color));
    let galley = styled.into_galley(ui, Some(TextWrapMode::Truncate), room.width(), text::body());
    let place = align.align_size_within_rect(galley.size(), room);
    ui.painter().galley(place.min, galley, color);
    place
}
