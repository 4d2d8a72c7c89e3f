//! The rows: titles, bars, empty runs, stretches out of work and of crossing. Only what is in sight is touched.

use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Frame, bar_ui, ground, points, words};
use crate::app::plan::board::{Item, Lane, Run};
use crate::app::plan::desk::run_key;
use crate::app::plan::drag::{Move, Preview, Target, is_free};
use crate::app::plan::layout::{Hit, Line};
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};

/// More bars than this are not widgets of their own: a screen reader has the list for so many.
const MOST_WIDGETS: usize = 300;
/// So many bars and runs are asked for at a time.
const ASKED_AT_ONCE: usize = 400;
const RUNS_AT_ONCE: usize = 60;
/// An empty run shorter than this is none, kilometres.
const NO_RUN_KM: f64 = 3.0;
/// Below this scale (points an hour) empty runs have no words.
const RUN_SPEAKS: f32 = 70.0;

/// What a hand asked of a bid.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    /// Clicked.
    Select(LocalId),
    /// Clicked twice.
    Edit(LocalId),
    /// Taken by the pointer.
    Take(LocalId),
}

/// The lines in sight.
fn lines<'a>(frame: &'a Frame<'_>) -> &'a [Line] {
    frame.layout.between(frame.scroll, frame.scroll + f64::from(frame.surface.height()))
}

fn rows<'a>(frame: &'a Frame<'_>) -> impl Iterator<Item = (&'a Line, usize, &'a Lane)> {
    lines(frame).iter().filter_map(|line| match line.item {
        Item::Lane(place) => Some((line, place, frame.board.lanes.get(place)?)),
        Item::Group(_) => None,
    })
}

/// Bars and empty runs in sight that have to be asked for.
pub(super) fn lacking(frame: &Frame<'_>, state: &AppState) -> (Vec<LocalId>, Vec<[GeoPoint; 2]>) {
    let (mut bids, mut runs) = (Vec::new(), Vec::new());
    let (from, to) = (frame.view.from, frame.view.to());
    for (_, _, lane) in rows(frame) {
        let in_sight = lane.between(from, to).iter().filter_map(|bar| frame.board.data.bid(bar.bid));
        bids.extend(in_sight.filter(|bid| state.plan.lacks(&bid.id)).map(|bid| bid.id.clone()));
        let in_sight = lane.runs_between(from, to).iter().filter(|run| run.km > NO_RUN_KM);
        runs.extend(in_sight.filter(|run| state.plan.lacks_run(&run_key(run.places))).map(|run| run.places));
    }
    bids.truncate(ASKED_AT_ONCE);
    bids.sort();
    bids.dedup();
    runs.truncate(RUNS_AT_ONCE);
    runs.dedup();
    (bids, runs)
}

/// Paints the rows; says what was asked of a bid. `moving`: the bid that is on its way.
pub(super) fn lanes(ui: &Ui, frame: &Frame<'_>, moving: Option<&LocalId>, state: &AppState) -> Option<Answer> {
    let colors = tokens(ui.ctx());
    let painter = ui.painter().with_clip_rect(frame.surface.intersect(ui.clip_rect()));
    let (from, to) = (frame.view.from, frame.view.to());
    let count: usize = rows(frame).map(|(_, _, lane)| lane.between(from, to).len()).sum();
    let mut answer = None;
    for line in lines(frame) {
        let (top, bottom) = (frame.y(line.top), frame.y(line.top + line.height));
        if let Item::Group(_) = line.item {
            let part = Rect::from_min_max(pos2(frame.surface.left(), top), pos2(frame.surface.right(), bottom));
            painter.rect_filled(part, 0.0, colors.surface[0]);
        }
        painter.hline(frame.surface.x_range(), bottom - 0.5, Stroke::new(1.0, colors.line));
    }
    for (line, place, lane) in rows(frame) {
        let row = Rect::from_min_max(
            pos2(frame.surface.left(), frame.y(line.top)),
            pos2(frame.surface.right(), frame.y(line.top + line.height)),
        );

        for away in lane.away.iter().filter(|away| away.from < to && from < away.to) {
            let ends = (frame.x(frame.view.x(away.from)), frame.x(frame.view.x(away.to)));
            ground::away(&painter, colors, row, ends, away, state);
        }
        for run in lane.runs_between(from, to) {
            empty_run(ui, &painter, frame, row, run, state);
        }
        for (nth, bar) in lane.between(from, to).iter().enumerate() {
            let Some(bid) = frame.board.data.bid(bar.bid) else { continue };
            let rect = bar_ui::place(frame, line.top, bar);
            let look = bar_ui::Look {
                selected: state.bids.selected.as_ref() == Some(&bid.id),
                crosses: bar.crosses,
                faint: !bar.shown,
                moving: moving == Some(&bid.id),
            };
            bar_ui::bar(&painter, frame, rect, bid, look, (state, colors));
            if count <= MOST_WIDGETS {
                let seen = rect.intersect(frame.surface);
                let id = Id::unique(("plan-bar", place, nth, bid.id.as_str()));
                let response = ui.interact(seen, id, Sense::click_and_drag());
                let name = || words::name(bid, bar.crosses, state, colors);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.selected, name()));
                if response.hovered() {
                    ui.ctx().set_cursor_icon(CursorIcon::Grab);
                }
                answer = answer.or_else(|| asked(&response, &bid.id));
                if moving.is_none() {
                    response.on_hover_ui(|ui| {
                        ui.label(egui::RichText::new(name().replace(", ", "\n")).font(text::table()));
                    });
                }
            }
        }
        for clash in lane.clashes_between(from, to) {
            let (left, right) = (frame.x(frame.view.x(clash[0])), frame.x(frame.view.x(clash[1])));
            let part = Rect::from_x_y_ranges(left..=right.max(left + 2.0), row.top() + 1.0..=row.top() + 4.0);
            painter.rect_filled(part, 0.0, colors.danger);
        }
    }
    answer
}

/// What is asked of a bar where there are too many for each to be a widget.
pub(super) fn pointed(frame: &Frame<'_>, response: &egui::Response) -> Option<Answer> {
    let at = response.interact_pointer_pos().and_then(|at| frame.inside(at))?;
    let y = f64::from(at.y) + frame.scroll;
    let Some(Hit::Bar(lane, bar)) = frame.layout.hit(frame.board, &frame.view, f64::from(at.x), y) else { return None };
    let bar = frame.board.lanes.get(lane)?.bars.get(bar)?;
    asked(response, &frame.board.data.bid(bar.bid)?.id)
}

fn asked(response: &egui::Response, bid: &LocalId) -> Option<Answer> {
    if response.double_clicked() {
        Some(Answer::Edit(bid.clone()))
    } else if response.drag_started() {
        Some(Answer::Take(bid.clone()))
    } else {
        response.clicked().then(|| Answer::Select(bid.clone()))
    }
}

/// A thin bar under the others: from when the truck has to leave until the next bid begins.
fn empty_run(ui: &Ui, painter: &egui::Painter, frame: &Frame<'_>, row: Rect, run: &Run, state: &AppState) {
    let way = words::way(run, &state.plan);
    if way.km < NO_RUN_KM {
        return;
    }
    let colors = tokens(ui.ctx());
    let is_short = run.between[1] - run.between[0] < words::drive(way);
    let leaves = run.between[1] - words::drive(way);
    let (left, right) = (frame.x(frame.view.x(leaves)), frame.x(frame.view.x(run.between[1])));
    let line = Rect::from_x_y_ranges(left..=right, row.bottom() - 7.0..=row.bottom() - 3.0);
    let color = if is_short { colors.danger } else { colors.text[2] };
    painter.rect_filled(line, 2.0, color);
    let gap = Rect::from_x_y_ranges(
        frame.x(frame.view.x(run.between[0])).min(left)..=right,
        row.top() + 6.0..=row.bottom() - 2.0,
    );
    let seen = gap.intersect(frame.surface);
    if seen.width() > RUN_SPEAKS {
        let about = if way.estimated { "≈" } else { "" };
        let km = crate::ui::card::format::kilometres(way.km * 1000.0, state.settings.lang);
        let at = pos2(right - 4.0, row.bottom() - 15.0);
        painter.text(at, Align2::RIGHT_CENTER, format!("{about}{km}"), text::note(), color);
    }
    if seen.width() > 4.0 {
        let id = Id::unique(("plan-run", run.bids, row.top().to_bits()));
        let response = ui.interact(seen.with_min_y(row.bottom() - 10.0), id, Sense::hover());
        response.on_hover_ui(|ui| {
            let words = words::run(run, &state.plan, state.settings.lang);
            ui.label(egui::RichText::new(words).font(text::table()));
        });
    }
}

/// The titles of the rows. While a bid is on its way each says whether it is free then.
pub(super) fn titles(ui: &Ui, frame: &Frame<'_>, ghost: Option<&(Move, Preview)>, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let corner = Rect::from_min_max(pos2(frame.titles.left(), frame.axis.top()), frame.axis.left_bottom());
    ui.painter().rect_filled(corner.union(frame.titles), 0.0, colors.surface[1]);
    let painter = ui.painter().with_clip_rect(frame.titles.intersect(ui.clip_rect()));
    for line in lines(frame) {
        let row = Rect::from_min_max(
            pos2(frame.titles.left(), frame.y(line.top)),
            pos2(frame.titles.right(), frame.y(line.top + line.height)),
        );
        let lane = match line.item {
            Item::Group(group) => {
                painter.rect_filled(row, 0.0, colors.surface[0]);
                if let Some(group) = frame.board.groups.get(group) {
                    let words = format!("{} · {}", words::group(&group.of, lang), group.rows);
                    painter.text(
                        row.left_center() + vec2(12.0, 0.0),
                        Align2::LEFT_CENTER,
                        words,
                        text::section(),
                        colors.text[1],
                    );
                }
                continue;
            }
            Item::Lane(lane) => lane,
        };
        let Some(of) = frame.board.lanes.get(lane) else { continue };
        painter.hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, colors.line));
        let is_target = ghost.is_some_and(|(wish, _)| wish.to == Target::Lane(lane));
        if is_target {
            painter.rect_filled(row, 0.0, colors.surface[3]);
        }
        let middle = row.top() + 4.0 + points(frame.layout.metrics.bar) / 2.0;
        let top = if of.note.is_empty() { middle } else { middle - 8.0 };
        painter.text(
            pos2(row.left() + 12.0, top),
            Align2::LEFT_CENTER,
            &of.title,
            text::table_medium(),
            colors.text[0],
        );
        if !of.note.is_empty() {
            painter.text(
                pos2(row.left() + 12.0, middle + 8.0),
                Align2::LEFT_CENTER,
                &of.note,
                text::note(),
                colors.text[2],
            );
        }
        if let Some((wish, span)) = ghost.and_then(|(wish, preview)| Some((wish, preview.span?))) {
            let free = is_free(frame.board, of, wish.bid, span);
            let (icon, color) = if free { (icons::CHECK_CIRCLE, colors.ok) } else { (icons::PROHIBIT, colors.danger) };
            painter.text(pos2(row.right() - 12.0, middle), Align2::CENTER_CENTER, icon, text::icon(), color);
        } else if !of.clashes.is_empty() {
            let at = pos2(row.right() - 12.0, middle);
            painter.text(at, Align2::CENTER_CENTER, icons::INTERSECT_SQUARE, text::icon(), colors.danger);
        }
        let response =
            ui.interact(row.intersect(frame.titles), Id::unique(("plan-title", of.id.as_str())), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, words::lane(of, lang)));
    }
    let right = frame.titles.right() - 0.5;
    ui.painter().vline(right, frame.axis.top()..=frame.titles.bottom(), Stroke::new(1.0, colors.line));
}
