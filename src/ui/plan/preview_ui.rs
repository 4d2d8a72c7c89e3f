//! What a bid on its way would come to: its bar where it would stand, and words beside it.

use egui::{Order, Rect, RichText, Stroke, StrokeKind, Ui, pos2, vec2};

use super::bar_ui::{self, Look};
use super::carry::Carry;
use super::{Frame, words};
use crate::app::book_warnings::absence_key;
use crate::app::plan::drag::{Move, Preview, Target};
use crate::app::plan::layout::LEAST_WIDTH;
use crate::app::state::AppState;
use crate::ui::card::format;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::words::Arg;

/// More crossing bids than this are counted, not named.
const NAMED: usize = 3;

/// The bar where it would stand.
pub(super) fn ghost(ui: &Ui, frame: &Frame<'_>, wish: Move, preview: &Preview, state: &AppState) {
    let Some(rect) = place(frame, wish, preview) else { return };
    let Some(bid) = frame.board.data.bid(wish.bid) else { return };
    let colors = tokens(ui.ctx());
    let painter = ui.painter().with_clip_rect(frame.surface.intersect(ui.clip_rect()));
    let look = Look { selected: true, crosses: !preview.clashes.is_empty(), faint: false, moving: false };
    bar_ui::body(&painter, rect, &bid.status, look, colors);
    let inner = painter.with_clip_rect(rect.shrink(3.0).intersect(painter.clip_rect()));
    let details = state.plan.details.get(&bid.id).map(AsRef::as_ref);
    let route = words::route(bid, details);
    let left = rect.left().max(frame.surface.left()) + 8.0;
    inner.text(pos2(left, rect.center().y), egui::Align2::LEFT_CENTER, route, text::table_medium(), colors.text[0]);
    let bad = preview.refusal.is_some() || preview.away.is_some() || !preview.clashes.is_empty();
    let stroke = Stroke::new(2.0, if bad { colors.danger } else { colors.accent });
    painter.rect_stroke(rect, 4.0, stroke, StrokeKind::Outside);
}

fn place(frame: &Frame<'_>, wish: Move, preview: &Preview) -> Option<Rect> {
    let Target::Lane(lane) = wish.to else { return None };
    let line = frame.layout.line_of(lane)?;
    let [from, to] = preview.span?;
    let (top, bottom) = frame.layout.metrics.rows(0);
    let left = frame.view.x(from);
    let right = frame.view.x(to).max(left + LEAST_WIDTH);
    Some(Rect::from_min_max(
        pos2(frame.x(left), frame.y(line.top + top)),
        pos2(frame.x(right), frame.y(line.top + bottom)),
    ))
}

/// The words beside it: times, crossings, empty runs, why not.
pub(super) fn told(ui: &Ui, frame: &Frame<'_>, carry: &Carry, wish: Move, preview: &Preview, state: &AppState) {
    let colors = tokens(ui.ctx());
    let lang = state.settings.lang;
    let pointer = carry.grab.and_then(|_| ui.input(|input| input.pointer.latest_pos()));
    let beside = place(frame, wish, preview).map(|rect| pos2(rect.left().max(frame.surface.left()), rect.bottom()));
    let at = pointer.map(|at| at + vec2(16.0, 20.0)).or(beside).unwrap_or(frame.tray.left_top() + vec2(12.0, -60.0));
    let at =
        pos2(at.x.min(frame.surface.right() - 330.0).max(frame.titles.left()), at.y.min(frame.tray.bottom() - 110.0));
    egui::Area::new(egui::Id::unique("plan-told")).order(Order::Tooltip).fixed_pos(at).interactable(false).show(
        ui.ctx(),
        |ui| {
            let frame_of = egui::Frame::new()
                .fill(colors.surface[1])
                .stroke(Stroke::new(1.0, colors.edge))
                .corner_radius(8.0)
                .inner_margin(egui::Margin::symmetric(10, 6));
            frame_of.show(ui, |ui| {
                ui.set_max_width(320.0);
                let say = |ui: &mut Ui, words: String, color| {
                    ui.label(RichText::new(words).font(text::table()).color(color));
                };
                say(ui, title(frame, wish, preview, state), colors.text[0]);
                for (icon, words, is_bad) in lines(frame, wish, preview, state) {
                    let color = if is_bad { colors.danger } else { colors.text[1] };
                    say(ui, format!("{icon} {words}"), color);
                }
                ui.label(RichText::new(lang.text(keys(carry, wish, preview))).font(text::note()).color(colors.text[2]));
            });
        },
    );
}

/// What can be done now.
fn keys(carry: &Carry, wish: Move, preview: &Preview) -> &'static str {
    let by_pointer = carry.grab.is_some();
    match (&preview.refusal, wish.to) {
        (Some(_), _) if by_pointer => "plan-carry-pointer-refused",
        (Some(_), _) => "plan-carry-keys-refused",
        (None, Target::Tray) if by_pointer => "plan-carry-pointer-tray",
        (None, Target::Tray) => "plan-carry-keys-tray",
        (None, Target::Lane(_)) if by_pointer => "plan-carry-pointer",
        (None, Target::Lane(_)) => "plan-carry-keys",
    }
}

/// Where and when.
fn title(frame: &Frame<'_>, wish: Move, preview: &Preview, state: &AppState) -> String {
    let lang = state.settings.lang;
    let row = match wish.to {
        Target::Tray => return lang.text("plan-to-tray"),
        Target::Lane(lane) => frame.board.lanes.get(lane).map(|lane| lane.title.clone()).unwrap_or_default(),
    };
    let bid = frame.board.data.bid(wish.bid);
    let offset = bid.and_then(|bid| bid.offset_minutes).unwrap_or(state.own_offset_minutes);
    match preview.span {
        None => format!("{row} · {}", lang.text("plan-no-dates")),
        Some([from, _]) => {
            let begins = words::local(from, offset).format("%d.%m %H:%M");
            let by = if wish.by.is_zero() {
                String::new()
            } else {
                let sign = if wish.by < chrono::TimeDelta::zero() { '−' } else { '+' };
                format!(" ({sign}{})", format::duration(wish.by, lang))
            };
            format!("{row} · {begins}{by}")
        }
    }
}

/// What stands for and against it: icon, words, whether that is bad.
pub(super) fn lines(
    frame: &Frame<'_>,
    wish: Move,
    preview: &Preview,
    state: &AppState,
) -> Vec<(&'static str, String, bool)> {
    let lang = state.settings.lang;
    let mut lines = Vec::new();
    if let Some(why) = &preview.refusal {
        return vec![(icons::PROHIBIT, lang.say(why), true)];
    }
    if wish.to == Target::Tray {
        return lines;
    }
    if preview.clashes.is_empty() && preview.away.is_none() && preview.span.is_some() {
        lines.push((icons::CHECK, lang.text("plan-is-free"), false));
    }
    let named = preview.clashes.iter().take(NAMED).filter_map(|bid| frame.board.data.bid(*bid));
    for other in named {
        let words = format!("{} {}", words::number(other, lang), words::route(other, None));
        lines.push((icons::WARNING, lang.text_with("plan-crosses-bid", &[("bid", Arg::Text(words))]), true));
    }
    if preview.clashes.len() > NAMED {
        let more = preview.clashes.len() - NAMED;
        lines.push((icons::WARNING, lang.text_with("plan-crosses-more", &[("n", more.into())]), true));
    }
    if let Some(kind) = preview.away {
        let words = lang.text_with("plan-away", &[("why", Arg::Text(lang.text(absence_key(kind))))]);
        lines.push((icons::WRENCH, words, true));
    }
    for (key, run) in [("plan-before", &preview.before), ("plan-after", &preview.after)] {
        let Some(run) = run else { continue };
        let way = words::way(run, &state.plan);
        let is_bad = run.between[1] - run.between[0] < words::drive(way);
        let words = lang.text_with(key, &[("run", Arg::Text(words::run(run, &state.plan, lang)))]);
        lines.push((icons::PATH, words, is_bad));
    }
    lines
}
