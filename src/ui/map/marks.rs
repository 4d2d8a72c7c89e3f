//! Painting of marks: a point of a bid by shape, colour and number; a heap of them as a ring of their states.

use std::f32::consts::TAU;

use egui::{Align2, Color32, FontId, Pos2, Shape, Stroke, Ui, pos2, vec2};

use crate::app::map::points::Tint;
use crate::domain::bid::PointKind;
use crate::ui::theme::{Tokens, family};

/// Half the width of a point's mark.
pub(super) const POINT: f32 = 9.0;
/// The same of the selected bid.
pub(super) const SELECTED: f32 = 12.0;
const RING: f32 = 3.5;

/// The colour of a state.
pub(super) fn tint_color(tint: Tint, colors: &Tokens) -> Color32 {
    match tint {
        Tint::Draft => colors.status_draft,
        Tint::Planned => colors.status_planned,
        Tint::Started => colors.status_started,
        Tint::Done => colors.status_done,
        Tint::Cancelled => colors.status_cancelled,
        Tint::Other => colors.text[1],
    }
}

/// How large a heap is drawn.
pub(super) fn heap_radius(count: u32) -> f32 {
    match count {
        0..10 => 13.0,
        10..100 => 15.0,
        100..1_000 => 18.0,
        _ => 22.0,
    }
}

/// A point: a circle where is loaded, a square where is unloaded, a diamond elsewhere.
pub(super) fn point(ui: &Ui, at: Pos2, half: f32, kind: PointKind, number: u8, (color, colors): (Color32, &Tokens)) {
    let painter = ui.painter();
    let edge = Stroke::new(1.5, colors.surface[1]);
    painter.add(shape(at, half, kind, color, edge));
    if number > 0 {
        let font = FontId::new(half * 1.25, family::semibold());
        painter.text(at, Align2::CENTER_CENTER, number, font, colors.surface[1]);
    }
}

/// The bare shape of a kind: on the map, and in the legend.
pub(super) fn shape(at: Pos2, half: f32, kind: PointKind, color: Color32, edge: Stroke) -> Shape {
    let square = |half: f32| egui::Rect::from_center_size(at, vec2(half, half) * 2.0);
    match kind {
        PointKind::Load => egui::epaint::CircleShape { center: at, radius: half, fill: color, stroke: edge }.into(),
        PointKind::Unload => {
            egui::epaint::RectShape::new(square(half * 0.88), half * 0.22, color, edge, egui::StrokeKind::Middle).into()
        }
        PointKind::Start | PointKind::Custom | PointKind::Service => {
            let half = half * 1.2;
            let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
            Shape::convex_polygon(corners.map(|off| at + off).to_vec(), color, edge)
        }
    }
}

/// A heap: how many, and in a ring around it how many of each state.
pub(super) fn heap(ui: &Ui, at: Pos2, count: u32, tints: [u32; 6], colors: &Tokens) {
    let radius = heap_radius(count);
    let painter = ui.painter();
    painter.circle_filled(at, radius + 1.0, colors.surface[1]);
    let mut from = 0.0_f32;
    let whole = share(count).max(1.0);
    for (tint, part) in Tint::ALL.into_iter().zip(tints).filter(|(_, part)| *part > 0) {
        let to = from + share(part) / whole * TAU;
        painter.add(arc(at, radius - RING / 2.0, from, to, Stroke::new(RING, tint_color(tint, colors))));
        from = to;
    }
    let words = if count > 9_999 { format!("{}k", count / 1_000) } else { count.to_string() };
    let size = if count > 999 { 11.0 } else { 12.0 };
    painter.text(at, Align2::CENTER_CENTER, words, FontId::new(size, family::semibold()), colors.text[0]);
}

fn arc(at: Pos2, radius: f32, from: f32, to: f32, stroke: Stroke) -> Shape {
    if to - from > TAU - 1e-3 {
        return Shape::circle_stroke(at, radius, stroke);
    }
    let steps = 2 + steps(to - from);
    let point = |step: u16| {
        let angle = from + (to - from) * f32::from(step) / f32::from(steps) - TAU / 4.0;
        pos2(at.x + radius * angle.cos(), at.y + radius * angle.sin())
    };
    Shape::line((0..=steps).map(point).collect(), stroke)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a circle in pieces, under thirty"
)]
fn steps(angle: f32) -> u16 {
    (angle * 4.0) as u16
}

#[expect(clippy::cast_precision_loss, reason = "a share of a ring")]
fn share(count: u32) -> f32 {
    count as f32
}
