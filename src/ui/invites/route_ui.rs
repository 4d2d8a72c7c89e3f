//! The small map of a route: the drawn ground, the way over it, the stops with their numbers.

use std::sync::Arc;

use egui::{
    Align2, Color32, ColorImage, FontId, Image, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, WidgetInfo, vec2,
};

use crate::app::invites::picture::{RoutePicture, SIZE};
use crate::ui::theme::{size, text, tokens};

/// The ground as the window holds it, made once a picture.
#[derive(Default)]
pub(super) struct Ground {
    made: Option<(Arc<Vec<u8>>, TextureHandle)>,
}

impl std::fmt::Debug for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ground").field("made", &self.made.is_some()).finish()
    }
}

impl Ground {
    fn texture(&mut self, ui: &Ui, picture: &RoutePicture) -> &TextureHandle {
        let fresh = self.made.take().filter(|(made_of, _)| Arc::ptr_eq(made_of, &picture.rgba));
        let made = fresh.unwrap_or_else(|| {
            let image = ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
            let texture = ui.ctx().load_texture("invite-route", image, TextureOptions::LINEAR);
            (Arc::clone(&picture.rgba), texture)
        });
        &self.made.insert(made).1
    }
}

/// Shows the map as wide as there is room. `name`: what a screen reader says of it.
#[expect(clippy::cast_precision_loss, reason = "points of a small picture")]
pub(super) fn route(ui: &mut Ui, ground: &mut Ground, picture: &RoutePicture, name: &str) {
    let colors = tokens(ui.ctx());
    let width = ui.available_width().min(SIZE[0] as f32 * 1.4);
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * SIZE[1] as f32 / SIZE[0] as f32), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    Image::new(ground.texture(ui, picture)).corner_radius(size::RADIUS).paint_at(ui, rect);
    let painter = ui.painter().with_clip_rect(rect);
    let at = |place: &[f32; 2]| rect.min + vec2(place[0], place[1]) * rect.size();
    let line: Vec<Pos2> = picture.line.iter().map(at).collect();
    painter.add(Shape::line(line.clone(), Stroke::new(5.0, colors.surface[1])));
    painter.add(Shape::line(line, Stroke::new(2.5, colors.accent)));
    for (place, stop) in picture.stops.iter().enumerate() {
        painter.circle(at(stop), 8.0, colors.accent, Stroke::new(1.5, colors.surface[1]));
        let number = (place + 1).to_string();
        painter.text(at(stop), Align2::CENTER_CENTER, number, FontId::proportional(11.0), colors.on_accent);
    }
    attribution(ui, rect, picture.attribution);
    ui.painter().rect_stroke(rect, size::RADIUS, Stroke::new(1.0, colors.line), StrokeKind::Inside);
}

/// The licence of the data asks for these words on the map.
fn attribution(ui: &Ui, rect: Rect, words: &str) {
    let colors = tokens(ui.ctx());
    let galley = ui.painter().layout_no_wrap(words.to_owned(), FontId::new(9.5, text::note().family), colors.text[1]);
    let room = galley.size() + vec2(8.0, 2.0);
    let box_ = Rect::from_min_size(rect.max - room, room);
    ui.painter().rect_filled(box_, 0.0, faded(colors.surface[1]));
    ui.painter().galley(box_.min + vec2(4.0, 1.0), galley, colors.text[1]);
}

fn faded(color: Color32) -> Color32 {
    color.gamma_multiply(0.82)
}
