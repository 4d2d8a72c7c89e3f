//! Calls by hour as bars: failed ones on top in red, hatched, so that colour does not speak alone; in words for readers.

use chrono::{DateTime, TimeDelta, Utc};
use egui::{Align2, Color32, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::store::model::HourCount;
use crate::ui::theme::{size, tokens};
use crate::words::Lang;

const HEIGHT: f32 = 64.0;
/// Bars that find room; of a longer time several hours make one.
const MOST: usize = 72;

/// A bar: how many hours it covers begins at `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    from: DateTime<Utc>,
    hours: i64,
    calls: usize,
    failed: usize,
}

/// Bars of all hours from the first call to the last, those without a call too. Pure.
pub(super) fn bars(hours: &[HourCount]) -> Vec<Bar> {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else { return Vec::new() };
    let spanned = (last.hour - first.hour).num_hours().max(0).saturating_add(1);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let each = spanned.saturating_add(most - 1).checked_div(most).unwrap_or(1).max(1);
    let count = spanned.saturating_add(each - 1).checked_div(each).unwrap_or(1);
    let mut made: Vec<Bar> = (0..count)
        .map(|place| Bar {
            from: first.hour + TimeDelta::hours(place.saturating_mul(each)),
            hours: each,
            calls: 0,
            failed: 0,
        })
        .collect();
    for hour in hours {
        let place = (hour.hour - first.hour).num_hours().checked_div(each).unwrap_or_default();
        if let Some(bar) = usize::try_from(place).ok().and_then(|place| made.get_mut(place)) {
            bar.calls = bar.calls.saturating_add(hour.calls);
            bar.failed = bar.failed.saturating_add(hour.failed);
        }
    }
    made
}

/// Shows the chart. `own_offset`: minutes east of UTC of the dispatcher's own clock.
pub(super) fn chart(ui: &mut Ui, hours: &[HourCount], lang: Lang, own_offset: i32) {
    let bars = bars(hours);
    let most = bars.iter().map(|bar| bar.calls).max().unwrap_or_default();
    if most == 0 {
        return;
    }
    let colors = tokens(ui.ctx());
    let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let plot = whole.shrink2(vec2(16.0, 4.0)).with_max_y(whole.bottom() - 16.0);
    #[expect(clippy::cast_precision_loss, reason = "counts as lengths on the screen")]
    let scale = |count: usize| count as f32 / most as f32 * plot.height();
    #[expect(clippy::cast_precision_loss, reason = "at most some dozens of bars")]
    let step = (plot.width() / bars.len() as f32).min(28.0);
    let painter = ui.painter_at(whole);
    let mut left = plot.left();
    let mut under_pointer = None;
    for bar in &bars {
        let column = Rect::from_x_y_ranges(left..=left + step - 1.5, plot.y_range());
        let good = scale(bar.calls.saturating_sub(bar.failed));
        let bad = if bar.failed == 0 { 0.0 } else { scale(bar.failed).max(3.0) };
        let foot = column.with_min_y(column.bottom() - good);
        painter.rect_filled(foot, 1.0, colors.info.gamma_multiply(0.65));
        if bad > 0.0 {
            let top = Rect::from_min_max(pos2(column.left(), foot.top() - bad), pos2(column.right(), foot.top()));
            painter.rect_filled(top, 1.0, colors.danger);
            hatch(&painter.with_clip_rect(top), top, colors.surface[1]);
        }
        if ui.rect_contains_pointer(column.with_max_y(whole.bottom())) {
            painter.rect_stroke(column, 1.0, Stroke::new(1.0, colors.text[2]), egui::StrokeKind::Outside);
            under_pointer = Some(*bar);
        }
        left += step;
    }
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, colors.line));
    labels(&painter, plot, &bars, left, own_offset, colors.text[2]);
    let words = summary(&bars, lang, own_offset);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    if let Some(bar) = under_pointer {
        response.on_hover_text_at_pointer(bar_words(&bar, lang, own_offset));
    }
}

fn hatch(painter: &egui::Painter, area: Rect, color: Color32) {
    let mut x = area.left() - area.height();
    while x < area.right() {
        let line = [pos2(x, area.bottom()), pos2(x + area.height(), area.top())];
        painter.line_segment(line, Stroke::new(1.0, color));
        x += 4.0;
    }
}

fn labels(painter: &egui::Painter, plot: Rect, bars: &[Bar], right: f32, own_offset: i32, color: Color32) {
    let font = FontId::proportional(size::NOTE);
    let y = plot.bottom() + 2.0;
    if let Some(first) = bars.first() {
        painter.text(pos2(plot.left(), y), Align2::LEFT_TOP, moment(first.from, own_offset), font.clone(), color);
    }
    if let Some(last) = bars.last().filter(|_| right - plot.left() > 220.0) {
        let end = last.from + TimeDelta::hours(last.hours);
        painter.text(pos2(right, y), Align2::RIGHT_TOP, moment(end, own_offset), font, color);
    }
}

fn moment(at: DateTime<Utc>, own_offset: i32) -> String {
    (at.naive_utc() + TimeDelta::minutes(i64::from(own_offset))).format("%d.%m %H:%M").to_string()
}

fn bar_words(bar: &Bar, lang: Lang, own_offset: i32) -> String {
    let args =
        [("when", moment(bar.from, own_offset).into()), ("calls", bar.calls.into()), ("failed", bar.failed.into())];
    lang.text_with("journal-chart-bar", &args)
}

/// The chart in a sentence.
fn summary(bars: &[Bar], lang: Lang, own_offset: i32) -> String {
    let calls: usize = bars.iter().map(|bar| bar.calls).sum();
    let failed: usize = bars.iter().map(|bar| bar.failed).sum();
    let worst = bars.iter().max_by_key(|bar| bar.failed).filter(|bar| bar.failed > 0);
    let mut words = lang.text_with("journal-chart-name", &[("calls", calls.into()), ("failed", failed.into())]);
    if let Some(worst) = worst {
        let args = [("when", moment(worst.from, own_offset).into()), ("failed", worst.failed.into())];
        words.push(' ');
        words.push_str(&lang.text_with("journal-chart-worst", &args));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(place: i64, calls: usize, failed: usize) -> HourCount {
        HourCount { hour: DateTime::from_timestamp(1_796_083_200 + place * 3_600, 0).unwrap(), calls, failed }
    }

    #[test]
    fn empty_hours_have_a_place_and_long_times_share_bars() {
        assert_eq!(bars(&[]), []);
        let day = bars(&[hour(0, 5, 0), hour(3, 7, 2)]);
        assert_eq!(day.iter().map(|bar| (bar.calls, bar.failed)).collect::<Vec<_>>(), [(5, 0), (0, 0), (0, 0), (7, 2)]);
        let month: Vec<_> = (0..720).map(|place| hour(place, 2, 1)).collect();
        let shared = bars(&month);
        assert!(shared.len() <= MOST);
        assert_eq!(shared.iter().map(|bar| bar.calls).sum::<usize>(), 1_440, "no call is lost");
    }

    #[test]
    fn the_chart_speaks() {
        let made = bars(&[hour(0, 5, 0), hour(1, 9, 4)]);
        let words = summary(&made, Lang::Ru, 180);
        assert!(words.contains("14") && words.contains('4') && words.contains("01.12 04:00"), "{words}");
    }
}
