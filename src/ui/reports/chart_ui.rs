//! The chart of a report: bars of its first rows, or of days and weeks.

use egui::{Role, Sense, Ui, WidgetInfo};
use egui_plot::{AxisHints, Bar as Painted, BarChart, GridInput, GridMark, Plot};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use super::cells;
use crate::domain::report::table::{Bar, Under};
use crate::domain::report::{Grouping, Table};
use crate::ui::theme::{size, tokens};
use crate::words::Lang;

/// Letters under a bar; what is longer is cut, the pointer knows the rest.
const LETTERS: usize = 12;

/// Points between two numbers of the left axis, at least.
const LEVEL: f32 = 28.0;

/// Shows the chart in a height.
pub(super) fn chart(ui: &mut Ui, table: &Table, height: f32, lang: Lang) {
    let colors = tokens(ui.ctx());
    let measure = table.wanted.measure;
    let column = measure.column();
    let names: Vec<String> = table.bars.iter().map(|bar| under(bar, table, lang)).collect();
    let painted = table.bars.iter().zip(&names).enumerate().map(|(place, (bar, name))| {
        Painted::new(position(place), bar.value.to_f64().unwrap_or_default()).name(name).width(0.7)
    });
    let said: Vec<String> = table
        .bars
        .iter()
        .zip(&names)
        .map(|(bar, name)| format!("{name}: {}", cells::amount(bar.value, column, lang)))
        .collect();
    let title = lang.text(cells::measure_key(measure));
    let hover = said.clone();
    let bars = BarChart::new(title.clone(), painted.collect()).color(colors.accent).element_formatter(Box::new(
        move |bar, _| place_of(bar.argument).and_then(|place| hover.get(place).cloned()).unwrap_or_default(),
    ));
    let count = table.bars.len();
    // As many names as find room beside each other.
    let letter = size::NOTE * 0.62;
    let longest = names.iter().map(|name| short(name).chars().count()).max().unwrap_or(1);
    let each = step(count, ui.available_width() - 90.0, letter * position_f32(longest.saturating_add(2)));
    let axis = |hints: AxisHints<'static>| {
        // Names are spaced by us: none of them fades.
        hints
            .label_spacing(egui::Rangef::new(1.0, 2.0))
            .tick_label_color(colors.text[2])
            .tick_label_font(egui::FontId::proportional(size::NOTE))
    };
    let named = names.clone();
    let x = axis(AxisHints::new_x()).formatter(move |mark: GridMark, _| {
        place_of(mark.value).and_then(|place| named.get(place)).map(|name| short(name)).unwrap_or_default()
    });
    let y = axis(AxisHints::new_y()).formatter(move |mark: GridMark, _| level(mark.value, lang)).min_thickness(64.0);
    let shown = Plot::new(("reports-chart", table.wanted.grouping))
        .height(height)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(colors.line)
        .sense(Sense::hover())
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(move |_: GridInput| marks(count, each))
        .y_grid_spacer(move |input: GridInput| levels(input.bounds.1, height))
        .include_y(0.0)
        .include_x(-0.5)
        .include_x(position(count) - 0.5)
        .reset()
        .show(ui, |plot| plot.bar_chart(bars));
    // What the picture shows, for those who don't see it.
    let whole = ui.interact(shown.response.rect, ui.scope_id().with("chart-said"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{title}. {}", said.join("; "))));
}

/// Every so many bars a name, so that names don't run into each other.
fn step(count: usize, room: f32, name: f32) -> usize {
    let fit = (room / name.max(1.0)).floor().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of names on a screen")]
    let fit = fit as usize;
    count.div_ceil(fit.max(1)).max(1)
}

fn marks(count: usize, each: usize) -> Vec<GridMark> {
    (0..count).step_by(each).map(|place| GridMark { value: position(place), step_size: position(each) }).collect()
}

/// Round levels from zero up, as many as leave each other's numbers room on a picture of this height.
fn levels(top: f64, height: f32) -> Vec<GridMark> {
    let most = f64::from((height / LEVEL).floor().max(1.0));
    if !(top.is_finite() && top > 0.0) {
        return vec![GridMark { value: 0.0, step_size: 1.0 }];
    }
    let least = top / most;
    let decade = 10.0_f64.powf(least.log10().floor());
    let step =
        [1.0, 2.0, 5.0].map(|times| times * decade).into_iter().find(|step| *step >= least).unwrap_or(10.0 * decade);
    let marks = (0_u32..).map(|place| f64::from(place) * step).take_while(|value| *value <= top);
    marks.map(|value| GridMark { value, step_size: step }).collect()
}

/// What stands under a bar: a name, a day, or the days of a week.
fn under(bar: &Bar, table: &Table, lang: Lang) -> String {
    match &bar.under {
        Under::Name(name) if name.is_empty() => lang.text(match table.wanted.grouping {
            Grouping::Car => "reports-no-car",
            Grouping::Driver => "reports-no-driver",
            Grouping::Customer | Grouping::None => "reports-no-customer",
        }),
        Under::Name(name) => name.clone(),
        Under::Day(day) if table.bar_days > 1 => {
            let last = day.checked_add_days(chrono::Days::new(table.bar_days.saturating_sub(1))).unwrap_or(*day);
            format!("{}–{}", day.format("%d.%m"), last.min(table.wanted.period.last).format("%d.%m"))
        }
        Under::Day(day) => day.format("%d.%m").to_string(),
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// A number of the left axis.
fn level(value: f64, lang: Lang) -> String {
    let number = Decimal::from_f64(value).unwrap_or_default().round_dp(1).normalize();
    cells::number(number, lang)
}

/// The place of a bar as a position.
#[expect(clippy::cast_precision_loss, reason = "some dozens of bars")]
fn position(place: usize) -> f64 {
    place as f64
}

#[expect(clippy::cast_precision_loss, reason = "some letters")]
fn position_f32(count: usize) -> f32 {
    count as f32
}

/// The bar at a position, when one stands there.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to its bounds just before")]
fn place_of(position: f64) -> Option<usize> {
    let rounded = position.round();
    ((rounded - position).abs() < 0.01 && (0.0..10_000.0).contains(&rounded)).then_some(rounded as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_round_and_leave_each_other_room() {
        let at = |top, height| levels(top, height).iter().map(|mark| mark.value).collect::<Vec<_>>();
        assert_eq!(at(700_000.0, 168.0), [0.0, 200_000.0, 400_000.0, 600_000.0]);
        assert_eq!(at(700_000.0, 90.0), [0.0, 500_000.0]);
        assert_eq!(at(0.9, 168.0), [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8]);
        assert_eq!((at(0.0, 168.0), at(f64::NAN, 168.0)), (vec![0.0], vec![0.0]));
        assert!([1.0, 9.99, 10.0, 123.0, 1e9].iter().all(|top| (1..=7).contains(&levels(*top, 200.0).len())));
    }

    #[test]
    fn names_under_bars_leave_each_other_room() {
        assert_eq!(step(10, 1_000.0, 80.0), 1);
        assert_eq!(step(30, 400.0, 80.0), 6);
        assert_eq!(step(30, 10.0, 80.0), 30, "one name at least");
        assert_eq!(step(0, 100.0, 10.0), 1);
        let at: Vec<f64> = marks(7, 3).iter().map(|mark| mark.value).collect();
        assert_eq!(at, [0.0, 3.0, 6.0]);
        assert_eq!(short("А123ВС116"), "А123ВС116");
        assert_eq!(short("ООО Транспортная компания"), "ООО Транспо…");
        assert_eq!([place_of(2.0), place_of(2.4), place_of(-1.0)], [Some(2), None, None]);
        assert_eq!(level(120_000.0, Lang::Ru), "120\u{a0}000");
        assert_eq!(level(2.5, Lang::En), "2.5");
    }
}
