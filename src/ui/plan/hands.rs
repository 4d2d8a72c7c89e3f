//! Hands and keys on the board: wheel, panning, taking and putting down, arrows.

use std::sync::Arc;

use chrono::TimeDelta;
use egui::{CursorIcon, EventFilter, Key, Modifiers, Response, Ui, Vec2};

use super::carry::{Carry, Over};
use super::lanes_ui::{self, Answer};
use super::{Frame, PlanPanel, Settling};
use crate::app::command::Command;
use crate::app::life::ask::{Edits, LifeCommand};
use crate::app::plan::ask::PlanCommand;
use crate::app::plan::desk::run_key;
use crate::app::plan::drag::{Target, changes, held, preview};
use crate::app::plan::time::TimeView;
use crate::app::state::AppState;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::ui::Sink;
use crate::ui::card::steps::Subject;
use crate::words::Message;

/// Points of scrolling for twice as near.
const SCROLL_A_ZOOM: f64 = 240.0;
/// Near an edge a carried bid moves the board, points a frame.
const EDGE: f32 = 28.0;
const EDGE_STEP: f64 = 9.0;
/// An arrow moves the board by this share of its width.
const PAN_SHARE: f64 = 0.2;

/// The wheel goes down the rows, with Shift along the time, with Ctrl nearer; an empty place is dragged.
pub(super) fn wheel(ui: &Ui, response: &Response, frame: &mut Frame<'_>, carries: bool) {
    if response.dragged() && !carries {
        let moved = response.drag_delta();
        frame.view = frame.view.panned(f64::from(moved.x));
        frame.scroll -= f64::from(moved.y);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    let hovered = ui.input(|input| input.pointer.hover_pos()).filter(|at| {
        frame.surface.union(frame.titles).union(frame.axis).contains(*at) && ui.rect_contains_pointer(ui.max_rect())
    });
    let Some(at) = hovered else { return };
    let (scrolled, pinched) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    let on_axis = frame.axis.contains(at);
    let nearer = f64::from(pinched) * if on_axis { (f64::from(scrolled.y) / SCROLL_A_ZOOM).exp2() } else { 1.0 };
    if (nearer - 1.0).abs() > 1e-4 {
        frame.view = frame.view.zoomed(nearer, f64::from(at.x - frame.surface.left()));
    } else if scrolled != Vec2::ZERO {
        frame.view = frame.view.panned(f64::from(scrolled.x));
        frame.scroll -= f64::from(scrolled.y);
    }
}

/// Brings a bid into sight: its row and its beginning.
pub(super) fn reveal(frame: &mut Frame<'_>, bid: u32) {
    let Some(row) = frame.board.data.bid(bid) else { return };
    if let Some(line) = frame.board.lane_of(bid).and_then(|lane| frame.layout.line_of(lane)) {
        into_sight(frame, line.top, line.height);
    }
    let (Some(from), Some(_)) = (row.from, frame.board.lane_of(bid)) else { return };
    let to = row.to.unwrap_or(from);
    if to < frame.view.from || from > frame.view.to() {
        frame.view = TimeView::about(from, frame.view.span, frame.view.width);
    }
}

fn into_sight(frame: &mut Frame<'_>, top: f64, height: f64) {
    let room = f64::from(frame.surface.height());
    frame.scroll = frame.scroll.clamp((top + height - room).max(0.0).min(top), top.max(0.0));
}

impl PlanPanel {
    /// The pointer carries a bid: it is followed, put down or let go.
    pub(super) fn drag(
        &mut self,
        ui: &Ui,
        _response: &Response,
        frame: &mut Frame<'_>,
        state: &AppState,
        sink: &mut Sink,
    ) {
        let Some(carry) = self.carry.as_mut().filter(|carry| carry.grab.is_some()) else { return };
        let (at, is_down, shift) =
            ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down(), input.modifiers.shift));
        if let Some(at) = at {
            edge(frame, at);
            let (board, layout, view, scroll) = (&**frame.board, frame.layout, frame.view, frame.scroll);
            carry.follow(at, frame.inside(at), frame.tray.contains(at), (board, layout, &view, scroll), shift);
        }
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if !is_down {
            self.put_down(frame, state, sink);
        }
    }

    /// Arrows, Enter and Esc.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        frame: &mut Frame<'_>,
        state: &AppState,
        sink: &mut Sink,
    ) {
        let arrows =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        if self.carry.is_some() {
            if pressed(ui, Key::Escape).is_some() {
                self.carry = None;
            } else if self.carry.as_ref().is_some_and(|carry| carry.grab.is_none()) {
                self.carried_by_keys(ui, frame, state, sink);
            }
            return;
        }
        // A bar or a card of the tray may have the keyboard too: it is taken where it stands.
        let is_free = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == response.id));
        if !is_free {
            return;
        }
        if pressed(ui, Key::Enter).is_some() {
            return self.take_by_keys(frame, state, sink);
        }
        for (key, along, down) in
            [(Key::ArrowLeft, -1, 0), (Key::ArrowRight, 1, 0), (Key::ArrowUp, 0, -1), (Key::ArrowDown, 0, 1)]
        {
            if let Some(modifiers) = pressed(ui, key) {
                if modifiers.alt || along != 0 && modifiers.shift {
                    frame.view = frame.view.panned(-f64::from(along) * frame.view.width * PAN_SHARE);
                } else if let Some(next) = beside(frame, state, along, down) {
                    self.select(frame, next, sink);
                }
            }
        }
        let middle = frame.view.width / 2.0;
        for (key, factor) in [(Key::Plus, 1.5), (Key::Equals, 1.5), (Key::Minus, 1.0 / 1.5)] {
            if pressed(ui, key).is_some() {
                frame.view = frame.view.zoomed(factor, middle);
            }
        }
        if pressed(ui, Key::Home).is_some() {
            frame.view = TimeView::about(state.now, frame.view.span, frame.view.width);
        }
        let page = f64::from(frame.surface.height()) * 0.9;
        for (key, by) in [(Key::PageUp, -page), (Key::PageDown, page)] {
            if pressed(ui, key).is_some() {
                frame.scroll += by;
            }
        }
    }

    fn carried_by_keys(&mut self, ui: &Ui, frame: &mut Frame<'_>, state: &AppState, sink: &mut Sink) {
        if pressed(ui, Key::Enter).is_some() {
            return self.put_down(frame, state, sink);
        }
        let Some(carry) = &mut self.carry else { return };
        for (key, sign) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
            if let Some(modifiers) = pressed(ui, key) {
                let step = if modifiers.shift { TimeDelta::days(1) } else { frame.view.step() };
                carry.later(step * sign);
            }
        }
        for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if pressed(ui, key).is_some() {
                carry.beside(down, frame.board, frame.layout);
            }
        }
        let over = match &carry.over {
            Over::Lane(id) => frame.board.lane_named(id),
            Over::Tray | Over::Nowhere => None,
        };
        if let Some(line) = over.and_then(|lane| frame.layout.line_of(lane)) {
            into_sight(frame, line.top, line.height);
        }
    }

    fn take_by_keys(&mut self, frame: &Frame<'_>, state: &AppState, sink: &mut Sink) {
        let Some(id) = &state.bids.selected else { return };
        let Some(bid) = frame.board.data.place_of(id) else { return };
        if !Self::may_take(frame, bid, state, sink) {
            return;
        }
        let lane = frame.board.lane_of(bid).or_else(|| frame.layout.line_at(frame.scroll).and(frame.layout.first()));
        let over =
            lane.and_then(|lane| frame.board.lanes.get(lane)).map_or(Over::Tray, |lane| Over::Lane(lane.id.clone()));
        self.carry = Some(Carry::by_keys(id, over));
    }

    /// A bid that may not be moved says why.
    fn may_take(frame: &Frame<'_>, bid: u32, state: &AppState, sink: &mut Sink) -> bool {
        let Some(row) = frame.board.data.bid(bid) else { return false };
        match held(row, &state.settings.rules) {
            None => true,
            Some(why) => {
                sink.send(Command::Plan(PlanCommand::Held(why)));
                false
            }
        }
    }

    /// Puts the carried bid down where it is: a local edit that can be taken back.
    fn put_down(&mut self, frame: &Frame<'_>, state: &AppState, sink: &mut Sink) {
        let Some(carry) = self.carry.take() else { return };
        let Some(wish) = carry.wish(frame.board) else { return };
        let seen = preview(frame.board, wish, &state.settings.rules);
        if seen.is_same {
            return;
        }
        if let Some(why) = seen.refusal {
            sink.send(Command::Plan(PlanCommand::Held(why)));
            return;
        }
        let changes = changes(frame.board, wish, &state.books);
        let what = match (wish.to, wish.by.is_zero()) {
            (Target::Tray, _) => "plan-step-tray",
            (Target::Lane(_), true) => "plan-step-row",
            (Target::Lane(_), false) => "plan-step-moved",
        };
        sink.send(Command::Life(LifeCommand::Change(Edits::alike(Message::new(what), &[carry.bid], &changes))));
        let board = Arc::clone(frame.board);
        self.settling = Some(Settling { board, wish, preview: seen, since: state.now });
    }

    /// What was asked of a bid.
    pub(super) fn answer(
        &mut self,
        ui: &Ui,
        answer: Option<Answer>,
        frame: &Frame<'_>,
        state: &AppState,
        sink: &mut Sink,
    ) {
        match answer {
            Some(Answer::Select(id)) => {
                self.followed = Some(id.clone());
                ui.memory_mut(|memory| memory.request_focus(egui::Id::unique("plan-surface")));
                sink.send(Command::SelectBid(id));
            }
            Some(Answer::Edit(id)) => edit(&id, state, sink),
            Some(Answer::Take(id)) => {
                let Some(bid) = frame.board.data.place_of(&id) else { return };
                if !Self::may_take(frame, bid, state, sink) {
                    return;
                }
                let start = ui.input(|input| input.pointer.press_origin()).unwrap_or_default();
                let on_row = frame.board.lane_of(bid).is_some();
                let from = frame.board.data.bid(bid).and_then(|row| row.from).filter(|_| on_row);
                let held = from.zip(frame.inside(start).map(|at| frame.view.at(f64::from(at.x))));
                self.carry = Some(Carry::by_pointer(&id, start, held));
                Self::want_runs(frame, bid, state, sink);
            }
            None => {}
        }
    }

    /// The ways to and from a carried bid will be needed.
    fn want_runs(frame: &Frame<'_>, bid: u32, state: &AppState, sink: &mut Sink) {
        let Some(lane) = frame.board.lane_of(bid).and_then(|lane| frame.board.lanes.get(lane)) else { return };
        let near = lane.runs.iter().filter(|run| run.bids.contains(&bid));
        let lacking: Vec<_> =
            near.map(|run| run.places).filter(|places| state.plan.lacks_run(&run_key(*places))).collect();
        if !lacking.is_empty() {
            sink.send(Command::Plan(PlanCommand::Runs(lacking)));
        }
    }

    fn select(&mut self, frame: &mut Frame<'_>, bid: u32, sink: &mut Sink) {
        let Some(row) = frame.board.data.bid(bid) else { return };
        self.followed = Some(row.id.clone());
        sink.send(Command::SelectBid(row.id.clone()));
        reveal(frame, bid);
    }

    /// Clicks on bars that are no widgets of their own.
    pub(super) fn pointed(frame: &Frame<'_>, response: &Response) -> Option<Answer> {
        lanes_ui::pointed(frame, response)
    }
}

/// Near an edge the board moves under the carried bid.
fn edge(frame: &mut Frame<'_>, at: egui::Pos2) {
    if !frame.surface.expand(EDGE).contains(at) {
        return;
    }
    let (left, right) = (at.x - frame.surface.left(), frame.surface.right() - at.x);
    if left < EDGE {
        frame.view = frame.view.panned(EDGE_STEP);
    } else if right < EDGE {
        frame.view = frame.view.panned(-EDGE_STEP);
    }
    let (top, bottom) = (at.y - frame.surface.top(), frame.surface.bottom() - at.y);
    let most = (frame.layout.height - f64::from(frame.surface.height())).max(0.0);
    if top < EDGE {
        frame.scroll = (frame.scroll - EDGE_STEP).max(0.0);
    } else if (0.0..EDGE).contains(&bottom) {
        frame.scroll = (frame.scroll + EDGE_STEP).min(most);
    }
}

/// The bid beside the selected one: before or after on its row, or the nearest of the row above or below. Without a selection the
/// first in sight.
fn beside(frame: &Frame<'_>, state: &AppState, along: i32, down: i32) -> Option<u32> {
    let selected = state.bids.selected.as_ref().and_then(|id| frame.board.data.place_of(id));
    let on_row = selected.and_then(|bid| Some((bid, frame.board.lane_of(bid)?)));
    let Some((bid, lane)) = on_row else {
        let in_sight = frame.layout.between(frame.scroll, frame.scroll + f64::from(frame.surface.height()));
        return in_sight.iter().find_map(|line| match line.item {
            crate::app::plan::board::Item::Lane(lane) => {
                let lane = frame.board.lanes.get(lane)?;
                lane.between(frame.view.from, frame.view.to()).first().map(|bar| bar.bid)
            }
            crate::app::plan::board::Item::Group(_) => None,
        });
    };
    let bars = &frame.board.lanes.get(lane)?.bars;
    let place = bars.iter().position(|bar| bar.bid == bid)?;
    if along != 0 {
        let next = if along > 0 { place.checked_add(1)? } else { place.checked_sub(1)? };
        return bars.get(next).map(|bar| bar.bid);
    }
    let from = bars.get(place)?.from;
    let mut row = lane;
    loop {
        row = frame.layout.beside(row, down > 0)?;
        let near = frame.board.lanes.get(row)?.bars.iter().min_by_key(|bar| (bar.from - from).abs());
        if let Some(bar) = near {
            return Some(bar.bid);
        }
    }
}

/// A key press with whatever modifiers but Ctrl, taken from the frame.
fn pressed(ui: &Ui, key: Key) -> Option<Modifiers> {
    ui.input_mut(|input| {
        let modifiers = input.modifiers;
        (!modifiers.command && input.consume_key(modifiers, key)).then_some(modifiers)
    })
}

fn edit(id: &LocalId, state: &AppState, sink: &mut Sink) {
    let line = state.bids.lines.iter().flat_map(|lines| lines.iter()).find(|line| line.id == *id);
    if let Some(bid) = line.map(Subject::of_line).filter(|bid| bid.refusal(Action::Edit).is_none()) {
        bid.take(Action::Edit, sink);
    }
}
