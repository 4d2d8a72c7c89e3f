//! The ground of the board: days, weekends, marks of the axis, the line of now, stretches out of work.

use chrono::{Datelike as _, Weekday};
use egui::{Align2, Painter, Rect, Stroke, Ui, pos2, vec2};

use super::Frame;
use super::words;
use crate::app::book_warnings::absence_key;
use crate::app::plan::board::Away;
use crate::app::plan::time::is_midnight;
use crate::app::state::AppState;
use crate::ui::theme::{Tokens, text, tokens};

/// A day narrower than this says only its number.
const FULL_DAY: f32 = 62.0;
/// A day narrower than this has no room for its number, points.
const NUMBERED_DAY: f32 = 28.0;

/// Days behind everything.
pub(super) fn days(ui: &Ui, frame: &Frame<'_>, state: &AppState) {
    let colors = tokens(ui.ctx());
    let painter = ui.painter().with_clip_rect(frame.surface);
    for day in frame.view.days(state.own_offset_minutes) {
        let (left, right) = (frame.x(day.left), frame.x(day.right));
        if day.is_weekend {
            let part = Rect::from_min_max(pos2(left, frame.surface.top()), pos2(right, frame.surface.bottom()));
            painter.rect_filled(part, 0.0, colors.surface[0]);
        }
        painter.vline(left, frame.surface.y_range(), Stroke::new(1.0, colors.edge));
    }
    for mark in frame.view.marks(state.own_offset_minutes).iter().filter(|mark| !is_midnight(mark.local)) {
        painter.vline(frame.x(mark.x), frame.surface.y_range(), Stroke::new(1.0, colors.line));
    }
}

/// The axis above the rows.
pub(super) fn axis(ui: &Ui, frame: &Frame<'_>, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let painter = ui.painter().with_clip_rect(frame.axis);
    painter.rect_filled(frame.axis, 0.0, colors.surface[1]);
    let middle = frame.axis.center().y;
    for day in frame.view.days(state.own_offset_minutes) {
        let (left, right) = (frame.x(day.left), frame.x(day.right));
        painter.vline(left, frame.axis.y_range(), Stroke::new(1.0, colors.edge));
        let (name, right) = match right - left {
            // Large text in a narrow window: each week says when it begins.
            wide if wide < NUMBERED_DAY && day.date.weekday() == Weekday::Mon => {
                (day.date.format("%d.%m").to_string(), left + 7.0 * wide)
            }
            wide if wide < NUMBERED_DAY => continue,
            wide if wide < FULL_DAY => (day.date.format("%d").to_string(), right),
            _ => (words::day(day.date, lang), right),
        };
        let color = if day.is_weekend { colors.danger } else { colors.text[1] };
        // The day that begins before the edge says its name at the edge.
        let galley = painter.layout_no_wrap(name, text::table_medium(), color);
        let at = left.max(frame.axis.left()) + 5.0;
        if at + galley.size().x < right + 1.0 {
            painter.galley(pos2(at, middle - galley.size().y - 0.5), galley, color);
        }
    }
    for mark in frame.view.marks(state.own_offset_minutes).iter().filter(|mark| !is_midnight(mark.local)) {
        let hour = mark.local.format("%H:%M").to_string();
        painter.text(pos2(frame.x(mark.x), middle + 8.0), Align2::CENTER_CENTER, hour, text::note(), colors.text[2]);
    }
    painter.hline(frame.axis.x_range(), frame.axis.bottom() - 0.5, Stroke::new(1.0, colors.line));
}

/// The line of now, over the bars.
pub(super) fn now(ui: &Ui, frame: &Frame<'_>, state: &AppState) {
    let colors = tokens(ui.ctx());
    let x = frame.x(frame.view.x(state.now));
    let painter = ui.painter();
    let line = Stroke::new(1.5, colors.accent.gamma_multiply(0.65));
    painter.with_clip_rect(frame.surface).vline(x, frame.surface.y_range(), line);
    let axis = painter.with_clip_rect(frame.axis);
    let time = words::local(state.now, state.own_offset_minutes).format("%H:%M").to_string();
    let galley = axis.layout_no_wrap(time, text::note(), colors.on_accent);
    let size = galley.size() + vec2(8.0, 2.0);
    let part = Rect::from_center_size(pos2(x, frame.axis.bottom() - size.y / 2.0 - 1.0), size);
    axis.rect_filled(part, 4.0, colors.accent);
    axis.galley(part.min + vec2(4.0, 1.0), galley, colors.on_accent);
}

/// A stretch out of work on a row.
pub(super) fn away(painter: &Painter, colors: &Tokens, row: Rect, ends: (f32, f32), away: &Away, state: &AppState) {
    let clip = painter.clip_rect();
    let left = ends.0.max(clip.left() - 20.0);
    let right = ends.1.min(clip.right() + 20.0);
    let part = Rect::from_min_max(pos2(left, row.top() + 1.0), pos2(right, row.bottom() - 1.0));
    let painter = painter.with_clip_rect(part.intersect(clip));
    painter.rect_filled(part, 0.0, colors.surface[2]);
    let mut x = left - (left - ends.0).rem_euclid(12.0);
    while x < right + part.height() {
        let stroke = Stroke::new(1.0, colors.edge);
        painter.line_segment([pos2(x, part.top()), pos2(x - part.height(), part.bottom())], stroke);
        x += 12.0;
    }
    let word = state.settings.lang.text(absence_key(away.kind));
    let words = if away.note.is_empty() { word } else { format!("{word}: {}", away.note) };
    let galley = painter.layout_no_wrap(words, text::note(), colors.text[1]);
    let corner = pos2(ends.0.max(clip.left()) + 6.0, part.top() + 2.0);
    painter.rect_filled(Rect::from_min_size(corner, galley.size()).expand2(vec2(3.0, 0.0)), 3.0, colors.surface[2]);
    painter.galley(corner, galley, colors.text[1]);
}
