//! "Plan": trucks, drivers or trailers over time, bids as bars, a tray of those without a row. Its selection and its view are the list's.
//!
//! Where things stand is [`crate::app::plan::layout`]'s and [`crate::app::plan::time`]'s to say, what would come of a move
//! [`crate::app::plan::drag`]'s; here it is painted, and hands and keys become commands.

mod bar_ui;
mod carry;
mod ground;
mod hands;
mod head_ui;
mod lanes_ui;
mod preview_ui;
mod tray_ui;
mod words;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use egui::{Id, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use self::carry::Carry;
use super::widgets::empty;
use super::{Sink, icons};
use crate::app::command::{Command, Screen};
use crate::app::plan::ask::PlanCommand;
use crate::app::plan::board::Board;
use crate::app::plan::drag::{Move, Preview, preview};
use crate::app::plan::layout::{Layout, Metrics};
use crate::app::plan::time::TimeView;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::theme::{row_height, tokens};
use crate::words::Lang;

const AXIS: f32 = 40.0;
const TITLES: f32 = 168.0;
/// How long a bid that was put down waits for the board.
const SETTLES: TimeDelta = TimeDelta::seconds(3);

/// The screen of the board.
#[derive(Debug, Default)]
pub struct PlanPanel {
    /// Text of the search field, as typed.
    typed: String,
    /// What is looked at; `None` until the first frame.
    view: Option<TimeView>,
    /// How far down, points.
    scroll: f64,
    /// Where the lines of a board stand.
    layout: Option<(Arc<Board>, Arc<Layout>)>,
    /// A bid on its way.
    carry: Option<Carry>,
    /// What was just put down, until the board knows it.
    settling: Option<Settling>,
    /// The selected bid that has been brought into sight.
    followed: Option<LocalId>,
    /// The span that was remembered last, hours.
    remembered: Option<u64>,
    /// The screen was shown in the last frame.
    open: bool,
}

/// A bid that was put down.
#[derive(Debug)]
struct Settling {
    /// The board that doesn't know it yet.
    board: Arc<Board>,
    wish: Move,
    preview: Preview,
    /// Since when: one that was refused after all stands where it stood.
    since: DateTime<Utc>,
}

/// A frame's geometry: where the parts of the board stand in the window.
pub(super) struct Frame<'a> {
    /// The bars.
    pub(super) surface: Rect,
    /// The axis above them.
    pub(super) axis: Rect,
    /// The titles of rows beside them.
    pub(super) titles: Rect,
    /// The tray below.
    pub(super) tray: Rect,
    /// The time that is shown.
    pub(super) view: TimeView,
    /// How far down.
    pub(super) scroll: f64,
    pub(super) board: &'a Arc<Board>,
    pub(super) layout: &'a Layout,
}

impl Frame<'_> {
    /// A place of the surface in the window.
    pub(super) fn x(&self, x: f64) -> f32 {
        self.surface.left() + points(x)
    }

    /// A height of the board in the window.
    pub(super) fn y(&self, y: f64) -> f32 {
        self.surface.top() + points(y - self.scroll)
    }

    /// A point of the window on the surface; `None` beside it.
    pub(super) fn inside(&self, at: egui::Pos2) -> Option<Vec2> {
        self.surface.contains(at).then(|| at - self.surface.min)
    }
}

impl PlanPanel {
    /// Id of the search field, so that a key can put the cursor there.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("plan-search")
    }

    /// A bid is on its way: keys are the board's.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.carry.is_some()
    }

    /// Another screen is shown: the next opening has the keyboard and follows the selection anew.
    pub fn closed(&mut self) {
        self.open = false;
        self.carry = None;
    }

    /// True when all that is to be seen has arrived (pictures).
    #[must_use]
    pub fn is_settled(&self, state: &AppState) -> bool {
        state.plan.is_settled()
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        ui.add_space(8.0);
        self.head(ui, state, sink);
        super::bids::strip::strip(ui, state, sink);
        ui.add_space(4.0);
        if let Some(why) = state.plan.trouble.as_ref().filter(|_| state.plan.board.is_none()) {
            let (title, hint) = (lang.text("plan-no-data"), lang.say(why));
            empty::empty(ui, icons::WARNING, &title, &hint, None);
            return;
        }
        let Some(board) = state.plan.board.clone() else {
            empty::empty(ui, icons::HARD_DRIVES, &lang.text("plan-reading"), &lang.text("bids-loading-hint"), None);
            return;
        };
        if board.lanes.is_empty() && board.tray.is_empty() {
            return nothing(ui, state, lang, sink);
        }
        self.board(ui, &board, state, sink);
    }

    fn board(&mut self, ui: &mut Ui, board: &Arc<Board>, state: &AppState, sink: &mut Sink) {
        let layout = self.layout(ui, board);
        let parts = parts(ui, board);
        let response = surface(ui, parts.surface, state.settings.lang);
        self.open(&response);
        if response.clicked() {
            response.request_focus();
        }
        let view = self.looked_at(&parts, state);
        let mut frame = Frame { view, scroll: self.scroll, board, layout: &layout, ..parts.with(board, &layout) };
        hands::wheel(ui, &response, &mut frame, self.carry.is_some());
        self.follow(&mut frame, state);
        frame.scroll = frame.scroll.clamp(0.0, (layout.height - f64::from(frame.surface.height())).max(0.0));
        self.drag(ui, &response, &mut frame, state, sink);
        self.keys(ui, &response, &mut frame, state, sink);
        self.paint(ui, &response, &frame, state, sink);
        Self::ask(&frame, state, sink);
        self.remember(ui, &frame, state, sink);
        self.view = Some(frame.view);
        self.scroll = frame.scroll;
        ui.advance_cursor_after_rect(parts.whole);
    }

    fn paint(&mut self, ui: &mut Ui, response: &Response, frame: &Frame<'_>, state: &AppState, sink: &mut Sink) {
        let colors = tokens(ui.ctx());
        ui.painter().rect_filled(frame.surface, 0.0, colors.surface[1]);
        ground::days(ui, frame, state);
        self.settle(ui, frame, state);
        let carried = self.carry.as_ref().map(|carry| carry.bid.clone());
        let wish = self.carry.as_ref().and_then(|carry| carry.wish(frame.board));
        let seen = wish.map(|wish| (wish, preview(frame.board, wish, &state.settings.rules)));
        let settling = self.settling.as_ref().map(|settling| (settling.wish, settling.preview.clone()));
        let ghost = seen.as_ref().or(settling.as_ref());
        let away = settling.as_ref().and_then(|(wish, _)| frame.board.data.bid(wish.bid)).map(|bid| bid.id.clone());
        let moving = carried.clone().or(away);
        let answer = lanes_ui::lanes(ui, frame, moving.as_ref(), state);
        ground::now(ui, frame, state);
        ground::axis(ui, frame, state);
        lanes_ui::titles(ui, frame, ghost.filter(|_| carried.is_some()), state);
        let tray = tray_ui::tray(ui, frame, moving.as_ref(), ghost.map(|(wish, _)| wish.to), state);
        if let Some((wish, preview)) = ghost {
            preview_ui::ghost(ui, frame, *wish, preview, state);
        }
        if let (Some((wish, preview)), Some(carry)) = (&seen, &self.carry) {
            preview_ui::told(ui, frame, carry, *wish, preview, state);
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(frame.surface, 0.0, ring, egui::StrokeKind::Inside);
        }
        let asked = answer.or(tray).or_else(|| Self::pointed(frame, response));
        self.answer(ui, asked, frame, state, sink);
    }

    /// What was put down stands where it was put until the board knows it, or too long has passed.
    fn settle(&mut self, ui: &Ui, frame: &Frame<'_>, state: &AppState) {
        let Some(settling) = &self.settling else { return };
        if !Arc::ptr_eq(&settling.board, frame.board) || state.now - settling.since > SETTLES {
            self.settling = None;
        } else {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(250));
        }
    }

    fn layout(&mut self, ui: &Ui, board: &Arc<Board>) -> Arc<Layout> {
        let bar = f64::from(row_height(ui.ctx())) + 8.0;
        let metrics = Metrics { bar, gap: 4.0, foot: 8.0, group: 26.0 };
        match &self.layout {
            Some((known, layout)) if Arc::ptr_eq(known, board) && layout.metrics == metrics => Arc::clone(layout),
            _ => {
                let layout = Arc::new(Layout::of(board, metrics));
                self.layout = Some((Arc::clone(board), Arc::clone(&layout)));
                layout
            }
        }
    }

    /// The first opening takes the keyboard.
    fn open(&mut self, response: &Response) {
        if !self.open {
            self.open = true;
            self.followed = None;
            response.request_focus();
        }
    }

    /// What was looked at last, else what the settings remember, about now.
    fn looked_at(&self, parts: &Parts, state: &AppState) -> TimeView {
        let width = f64::from(parts.surface.width());
        let hours = i64::try_from(state.settings.plan.span_hours).unwrap_or(168);
        let first = || TimeView::about(state.now, TimeDelta::hours(hours), width);
        TimeView { width, ..self.view.unwrap_or_else(first) }
    }

    /// Brings a bid that was selected elsewhere into sight.
    fn follow(&mut self, frame: &mut Frame<'_>, state: &AppState) {
        let selected = state.bids.selected.as_ref();
        if selected == self.followed.as_ref() {
            return;
        }
        self.followed = selected.cloned();
        if let Some(bid) = selected.and_then(|id| frame.board.data.place_of(id)) {
            hands::reveal(frame, bid);
        }
    }

    /// The span that is looked at is remembered, once the hand is off it.
    fn remember(&mut self, ui: &Ui, frame: &Frame<'_>, state: &AppState, sink: &mut Sink) {
        let Ok(hours) = u64::try_from(frame.view.span.num_hours()) else { return };
        let is_moving = ui.input(|input| input.pointer.any_down() || input.smooth_scroll_delta() != Vec2::ZERO);
        let known = self.remembered.unwrap_or(state.settings.plan.span_hours);
        if !is_moving && hours != known {
            self.remembered = Some(hours);
            sink.send(Command::Plan(PlanCommand::Span(hours)));
        }
    }

    /// What bars and runs in sight lack is asked for.
    fn ask(frame: &Frame<'_>, state: &AppState, sink: &mut Sink) {
        let (bids, runs) = lanes_ui::lacking(frame, state);
        if !bids.is_empty() {
            sink.send(Command::Plan(PlanCommand::Details(bids)));
        }
        if !runs.is_empty() {
            sink.send(Command::Plan(PlanCommand::Runs(runs)));
        }
    }
}

/// A length for egui.
#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
pub(super) fn points(length: f64) -> f32 {
    length as f32
}

/// The parts of the screen.
struct Parts {
    whole: Rect,
    surface: Rect,
    axis: Rect,
    titles: Rect,
    tray: Rect,
}

impl Parts {
    fn with<'a>(&self, board: &'a Arc<Board>, layout: &'a Layout) -> Frame<'a> {
        let view =
            TimeView { from: DateTime::UNIX_EPOCH, span: TimeDelta::days(1), width: f64::from(self.surface.width()) };
        Frame {
            surface: self.surface,
            axis: self.axis,
            titles: self.titles,
            tray: self.tray,
            view,
            scroll: 0.0,
            board,
            layout,
        }
    }
}

fn parts(ui: &Ui, board: &Board) -> Parts {
    let whole = ui.available_rect_before_wrap();
    let tray_height = tray_ui::height(board).min(whole.height() * 0.4);
    let (upper, tray) = whole.split_top_bottom_at_y(whole.bottom() - tray_height);
    let left = TITLES.min(upper.width() * 0.3);
    let axis = Rect::from_min_max(upper.min + vec2(left, 0.0), pos2(upper.right(), upper.top() + AXIS));
    let titles = Rect::from_min_max(pos2(upper.left(), upper.top() + AXIS), pos2(upper.left() + left, upper.bottom()));
    let surface = Rect::from_min_max(pos2(upper.left() + left, upper.top() + AXIS), upper.max);
    Parts { whole, surface, axis, titles, tray }
}

fn surface(ui: &Ui, rect: Rect, lang: Lang) -> Response {
    let response = ui.interact(rect, Id::unique("plan-surface"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, lang.text("plan-surface-name")));
    response
}

fn nothing(ui: &mut Ui, state: &AppState, lang: Lang, sink: &mut Sink) {
    if state.bids.lines.as_ref().is_some_and(|lines| !lines.is_empty()) {
        empty::empty(ui, icons::MAGNIFYING_GLASS, &lang.text("plan-nothing"), &lang.text("bids-nothing-hint"), None);
        return;
    }
    let (title, hint, new) = (lang.text("bids-empty-title"), lang.text("plan-empty-hint"), lang.text("bids-new"));
    let answer = empty::empty(ui, icons::CALENDAR_BLANK, &title, &hint, Some((icons::PLUS, &new)));
    if answer.is_some_and(|new| new.clicked()) {
        sink.send(Command::Open(Screen::Bids));
        sink.send(Command::NewBid);
    }
}
