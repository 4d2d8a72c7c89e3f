//! One bar: colour and shape by status, plan and fact, points, lateness, its words.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::{Frame, words};
use crate::app::plan::board::Bar;
use crate::app::plan::details::Details;
use crate::app::state::AppState;
use crate::domain::bid::{BidStatus, PointKind};
use crate::store::plan_rows::PlanRow;
use crate::ui::bids::model::status_face;
use crate::ui::card::format;
use crate::ui::theme::{Tokens, text};

/// A bar narrower than this has no room for words and ticks.
const SPEAKS: f32 = 22.0;
const ROUND: f32 = 4.0;

/// How a bar is painted.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "any mix of them happens")]
pub(super) struct Look {
    /// It is the selected one.
    pub(super) selected: bool,
    /// It crosses another.
    pub(super) crosses: bool,
    /// The view of the list doesn't show it: only that its row is taken.
    pub(super) faint: bool,
    /// It is on its way to elsewhere.
    pub(super) moving: bool,
}

/// The place of a bar in the window.
pub(super) fn place(frame: &Frame<'_>, top: f64, bar: &Bar) -> Rect {
    let (left, right) = frame.layout.metrics.ends(&frame.view, bar);
    let (upper, lower) = frame.layout.metrics.rows(bar.track);
    Rect::from_min_max(pos2(frame.x(left), frame.y(top + upper)), pos2(frame.x(right), frame.y(top + lower)))
}

/// Paints a bar.
pub(super) fn bar(
    painter: &Painter,
    frame: &Frame<'_>,
    rect: Rect,
    bid: &PlanRow,
    look: Look,
    (state, colors): (&AppState, &Tokens),
) {
    let details = state.plan.details.get(&bid.id).map(AsRef::as_ref);
    body(painter, rect, &bid.status, look, colors);
    if let Some(details) = details.filter(|_| !look.moving) {
        fact(painter, frame, rect, bid, details, state, colors);
        points(painter, frame, rect, details, colors);
    }
    if look.faint || look.moving {
        return;
    }
    let late = state.plan.late_min(&bid.id);
    if late.is_some() {
        tail(painter, frame, rect, bid, state, colors);
    }
    if rect.width() >= SPEAKS {
        say(painter, rect, bid, (details, late), (state, colors));
    }
}

/// Colour and shape of a status: a dashed edge for a draft, a hollow bar for what waits, a full one in work, a low one when done.
pub(super) fn body(painter: &Painter, rect: Rect, status: &BidStatus, look: Look, colors: &Tokens) {
    let face = status_face(status, colors);
    let fade = if look.moving {
        0.25
    } else if look.faint {
        0.4
    } else {
        1.0
    };
    let color = face.color.gamma_multiply(fade);
    let ground = colors.surface[1];
    let fill = match status {
        BidStatus::Started => ground.lerp_to_gamma(face.color, if look.faint || look.moving { 0.12 } else { 0.30 }),
        BidStatus::Planned => ground.lerp_to_gamma(face.color, if look.faint || look.moving { 0.05 } else { 0.12 }),
        BidStatus::Done => ground.lerp_to_gamma(face.color, 0.10),
        BidStatus::Draft | BidStatus::Cancelled | BidStatus::Other(_) => ground,
    };
    painter.rect_filled(rect, ROUND, fill);
    if look.crosses && !look.moving {
        painter.rect_filled(rect, ROUND, colors.danger.gamma_multiply(if look.faint { 0.06 } else { 0.12 }));
    }
    let edge = if look.crosses && !look.moving { colors.danger.gamma_multiply(fade.max(0.6)) } else { color };
    let width = if look.selected { 2.0 } else { 1.0 };
    match status {
        BidStatus::Draft | BidStatus::Cancelled | BidStatus::Other(_) => {
            dashed(painter, rect, Stroke::new(width, edge));
        }
        BidStatus::Planned | BidStatus::Started | BidStatus::Done => {
            painter.rect_stroke(rect, ROUND, Stroke::new(width, edge), StrokeKind::Inside);
        }
    }
    if matches!(status, BidStatus::Started | BidStatus::Planned) {
        let stripe = Rect::from_min_size(rect.min, vec2(4.0_f32.min(rect.width()), rect.height()));
        painter.rect_filled(stripe, ROUND, color);
    }
    if *status == BidStatus::Cancelled {
        painter.line_segment([rect.left_center(), rect.right_center()], Stroke::new(1.0, color));
    }
    if look.selected {
        painter.rect_stroke(rect.expand(2.0), ROUND + 2.0, Stroke::new(1.5, colors.accent), StrokeKind::Outside);
    }
}

/// A dashed edge, only where it is seen: a bar may be a kilometre wide.
fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let seen = painter.clip_rect().expand(16.0);
    let rect = rect.shrink(0.5);
    let (left, right) = (rect.left().max(seen.left()), rect.right().min(seen.right()));
    for y in [rect.top(), rect.bottom()] {
        painter.extend(Shape::dashed_line(&[pos2(left, y), pos2(right, y)], stroke, 5.0, 3.0));
    }
    for x in [rect.left(), rect.right()] {
        painter.vline(x, rect.y_range(), stroke);
    }
}

/// A thin line under the words: when the truck was really on it.
fn fact(
    painter: &Painter,
    frame: &Frame<'_>,
    rect: Rect,
    bid: &PlanRow,
    details: &Details,
    state: &AppState,
    colors: &Tokens,
) {
    let is_over = bid.status != BidStatus::Started;
    let Some([from, to]) = details.fact(is_over, state.now) else { return };
    let (left, right) = (frame.x(frame.view.x(from)), frame.x(frame.view.x(to)));
    let line = Rect::from_min_max(pos2(left, rect.bottom() - 4.0), pos2(right.max(left + 3.0), rect.bottom() - 1.0));
    painter.rect_filled(line, 1.0, status_face(&bid.status, colors).color);
}

/// Planned arrivals as small ticks over the upper edge: up for loading, down for unloading; filled once the truck was there.
fn points(painter: &Painter, frame: &Frame<'_>, rect: Rect, details: &Details, colors: &Tokens) {
    if rect.width() < SPEAKS {
        return;
    }
    for stop in &details.stops {
        let Some(plan) = stop.plan else { continue };
        let at = Pos2::new(frame.x(frame.view.x(plan)), rect.top() - 4.0);
        let (a, b, c) = match stop.kind {
            PointKind::Unload => (vec2(-3.0, 0.0), vec2(3.0, 0.0), vec2(0.0, 4.5)),
            _ => (vec2(-3.0, 4.5), vec2(3.0, 4.5), vec2(0.0, 0.0)),
        };
        let fill = if stop.entered.is_some() { colors.text[1] } else { colors.surface[1] };
        let corners = vec![at + a, at + b, at + c];
        painter.add(Shape::convex_polygon(corners, fill, Stroke::new(1.0, colors.text[1])));
    }
}

/// From the plan's end to the forecast: a dashed tail.
fn tail(painter: &Painter, frame: &Frame<'_>, rect: Rect, bid: &PlanRow, state: &AppState, colors: &Tokens) {
    let expected = state.plan.expected.get(&bid.id).and_then(|one| one.forecast.as_ref());
    let Some(last) = expected.and_then(|forecast| forecast.arrivals.last()) else { return };
    let right = frame.x(frame.view.x(last.at)).min(painter.clip_rect().right() + 8.0);
    if right > rect.right() {
        let y = rect.center().y;
        let stroke = Stroke::new(2.0, colors.danger);
        painter.extend(Shape::dashed_line(&[pos2(rect.right(), y), pos2(right, y)], stroke, 4.0, 3.0));
        painter.vline(right, rect.center().y - 5.0..=rect.center().y + 5.0, stroke);
    }
}

/// Plate, places and times, as much as fits whole: nothing is cut, the tip has all of it. A bar that begins before the edge says it
/// at the edge.
fn say(
    painter: &Painter,
    rect: Rect,
    bid: &PlanRow,
    (details, late): (Option<&Details>, Option<u32>),
    (state, colors): (&AppState, &Tokens),
) {
    let face = status_face(&bid.status, colors);
    let inner = rect.shrink2(vec2(3.0, 1.0));
    let room = inner.intersect(painter.clip_rect());
    let (left, right) = (room.left() + 5.0, room.right() - 2.0);
    let top = rect.center().y - 15.0;
    let icon = painter.layout_no_wrap(face.icon.to_owned(), text::note(), face.color);
    if left + icon.size().x > right {
        return;
    }
    let mut x = left + icon.size().x + 4.0;
    painter.galley(pos2(left, top), icon, face.color);
    if let Some(words) = late.and_then(|late| fitting(painter, &[format::late(late)], right - x, colors.danger)) {
        let wide = words.size().x + 5.0;
        painter.galley(pos2(x, top), words, colors.danger);
        x += wide;
    }
    let (first, second) = words::bar_variants(bid, details, &state.books, state);
    if let Some(words) = fitting(painter, &first, right - x, colors.text[0]) {
        painter.galley(pos2(x, top), words, colors.text[0]);
    }
    if let Some(words) = fitting(painter, &second, right - left, colors.text[1]) {
        painter.galley(pos2(left, top + 14.5), words, colors.text[1]);
    }
}

/// The first of these words, from the fullest on, that has room.
fn fitting(painter: &Painter, variants: &[String], room: f32, color: egui::Color32) -> Option<Arc<Galley>> {
    let font = text::note();
    // No sign of a word is narrower than this in the mean: what can't fit isn't laid out.
    let least = font.size * 0.3;
    let may_fit = |words: &&String| {
        let signs = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
        !words.is_empty() && f32::from(signs) * least <= room
    };
    let laid_out = |words: &String| painter.layout_no_wrap(words.clone(), font.clone(), color);
    variants.iter().filter(may_fit).map(laid_out).find(|galley| galley.size().x <= room)
}
