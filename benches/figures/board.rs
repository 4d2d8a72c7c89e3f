//! The planning board: how long it takes to open, and a frame of it while it is scrolled, zoomed and dragged over, headless: ui and
//! tessellation.
//!
//! What bars say and the ways of empty runs are read on the worker in the program; here between the measured frames, and taking them
//! in is measured. The plain way is to paint each bar where it is.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::app::bid_list::{BidFilter, BidView};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::lines::{self, OwnClock};
use cargorun_desk::app::plan;
use cargorun_desk::app::plan::ask::{PlanCommand, PlanEvent};
use cargorun_desk::app::plan::board::{Board, PlanData, Wanted};
use cargorun_desk::app::plan::desk::{Found, run_key};
use cargorun_desk::app::plan::details::Details;
use cargorun_desk::app::plan::layout::{Layout, Metrics};
use cargorun_desk::app::plan::time::TimeView;
use cargorun_desk::app::state::AppState;
use cargorun_desk::geo::roads::{Exactness, Roads};
use cargorun_desk::store::Store;
use cargorun_desk::ui::{Sink, shell::Shell, theme};
use chrono::TimeDelta;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Vec2, vec2};

use crate::measure::{Figure, Row, Rows, figure, time};
use crate::population;

const BIDS: usize = 20_000;
const FRAMES: u32 = 600;
const WINDOW: Vec2 = vec2(1600.0, 900.0);

type Failed = Box<dyn std::error::Error>;

/// The rows of this group.
pub(crate) fn rows() -> Rows {
    let dir = tempfile::tempdir()?;
    let database = dir.path().join("desk.db");
    population::fill(&database, BIDS)?;
    let store = Store::open(&database)?.store;
    let state = state(&store)?;
    let mut failed = None;
    let opened = time(15, || open(&store, &state).map_err(|error| failed = Some(error)).is_ok());
    if let Some(error) = failed {
        return Err(error);
    }
    let plain = plain_frame(&state)?;
    let mut rows =
        vec![Row::new("the board opens: 20,000 bids of 300 trucks from the disk to the first frame", opened)];
    let frame = |hours, moves| {
        let mut of = state.clone();
        of.settings.plan.span_hours = hours;
        frames(of, &store, moves)
    };
    let month = frame(744, scrolls)?;
    rows.push(
        Row::new("a frame of the board while it is scrolled and zoomed, a month of 300 trucks", month)
            .beside("each bar of the data painted", plain),
    );
    rows.push(Row::new("the same, a week", frame(168, scrolls)?));
    rows.push(Row::new(
        "a frame of the board while a bid is dragged over it, a week of 300 trucks",
        frame(168, drags)?,
    ));
    Ok(rows)
}

/// The bids in the list, on the board's screen.
fn state(store: &Store) -> Result<AppState, Failed> {
    let mut state = AppState { now: chrono::Utc::now(), own_offset_minutes: 180, ..AppState::default() };
    let books = Books::new(
        store.book_records()?,
        Vec::new(),
        Vec::new(),
        std::collections::HashMap::default(),
        std::collections::HashMap::default(),
    );
    let rows = store.bid_rows()?;
    let own = OwnClock { offset_minutes: 180 };
    state.bids.lines = Some(Arc::new(rows.iter().map(|row| lines::line(row, &books, own)).collect()));
    state.books = Arc::new(books);
    state.screen = Screen::Plan;
    handle(&mut state, Command::View(BidView { filter: BidFilter::All, ..BidView::default() }));
    load(&mut state, store)?;
    Ok(state)
}

/// What the worker does when the board is opened.
fn load(state: &mut AppState, store: &Store) -> Result<(), Failed> {
    let data = Arc::new(PlanData::of(store.plan_rows()?));
    let shown = vec![true; data.bids().len()];
    let wanted = Wanted { own_offset_minutes: 180, ..Wanted::default() };
    let board = Board::build(Arc::clone(&data), &shown, &state.books, &wanted, state.now);
    plan::apply(state, PlanEvent::Data(data));
    plan::apply(state, PlanEvent::Board(Arc::new(board)));
    Ok(())
}

fn open(store: &Store, state: &AppState) -> Result<usize, Failed> {
    let mut state = AppState { plan: plan::desk::PlanDesk::default(), ..state.clone() };
    load(&mut state, store)?;
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let (mut shell, mut sink) = (Shell::default(), Sink::default());
    let out = ctx.run_ui(input(0, Vec::new()), |ui| shell.ui(ui, &state, &mut sink));
    Ok(ctx.tessellate(out.shapes, out.pixels_per_point).len())
}

fn input(turn: u32, events: Vec<Event>) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
        time: Some(f64::from(turn) / 60.0),
        events,
        ..RawInput::default()
    }
}

fn frames(mut state: AppState, store: &Store, moves: fn(u32) -> Vec<Event>) -> Result<Figure, Failed> {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    theme::apply(&ctx, &state.settings);
    let (mut shell, mut sink) = (Shell::default(), Sink::default());
    let mut took: Vec<Duration> = Vec::new();
    for turn in 0..FRAMES {
        let events = if turn < 30 { Vec::new() } else { moves(turn - 30) };
        let start = Instant::now();
        let out = ctx.run_ui(input(turn, events), |ui| shell.ui(ui, &state, &mut sink));
        let made = ctx.tessellate(out.shapes, out.pixels_per_point);
        let passed = start.elapsed();
        std::hint::black_box(made.len());
        // Fonts settle first.
        if turn >= 40 {
            took.push(passed);
        }
        for command in sink.take() {
            answer(&mut state, store, command)?;
        }
    }
    if took.is_empty() { Err("no frame".into()) } else { Ok(figure(took)) }
}

/// What the worker answers.
fn answer(state: &mut AppState, store: &Store, command: Command) -> Result<(), Failed> {
    match &command {
        Command::Plan(PlanCommand::Details(ids)) => {
            let records = store.bids(ids)?;
            let found = records.iter().map(|record| (record.meta.id.clone(), Arc::new(Details::of(record, None))));
            let found = found.collect();
            handle(state, command);
            plan::apply(state, PlanEvent::Details(found));
        }
        Command::Plan(PlanCommand::Runs(places)) => {
            let found = places.iter().map(|places| {
                let way = Roads::shared().route(places[0], places[1]);
                let found = way.map(|way| Found {
                    km: way.km,
                    minutes: way.minutes,
                    estimated: way.exactness == Exactness::Estimated,
                });
                (run_key(*places), found)
            });
            let found = found.collect();
            handle(state, command);
            plan::apply(state, PlanEvent::Runs(found));
        }
        _ => {}
    }
    Ok(())
}

fn wheel(delta: Vec2, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        modifiers,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    }
}

/// Down and up, along the time and back, nearer and farther.
fn scrolls(turn: u32) -> Vec<Event> {
    let back = if (turn / 60).is_multiple_of(2) { 1.0 } else { -1.0 };
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let event = match (turn / 20) % 3 {
        0 => wheel(vec2(0.0, -40.0 * back), Modifiers::NONE),
        1 => wheel(vec2(-30.0 * back, 0.0), Modifiers::NONE),
        _ if turn.is_multiple_of(5) => key(if back > 0.0 { Key::Plus } else { Key::Minus }),
        _ => wheel(vec2(-10.0 * back, -10.0), Modifiers::NONE),
    };
    vec![Event::PointerMoved(Pos2::new(900.0, 500.0)), event]
}

/// Takes a bid and carries it round in circles.
fn drags(turn: u32) -> Vec<Event> {
    let button = |pressed| Event::PointerButton {
        pos: START,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    match turn {
        0 => vec![Event::PointerMoved(START)],
        1 => vec![button(true)],
        turn => {
            let angle = f64::from(turn) / 15.0;
            let (x, y) = (angle.cos() * 260.0, angle.sin() * 180.0);
            vec![Event::PointerMoved(START + small([x, y]))]
        }
    }
}

/// A place on a bar near the middle of the board.
const START: Pos2 = Pos2::new(900.0, 480.0);

#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
fn small([x, y]: [f64; 2]) -> Vec2 {
    vec2(x as f32, y as f32)
}

/// Every bar of the data with its words, where it is.
fn plain_frame(state: &AppState) -> Result<Figure, Failed> {
    let board = state.plan.board.clone().ok_or("no board")?;
    let layout = Layout::of(&board, Metrics { bar: 36.0, gap: 4.0, foot: 8.0, group: 26.0 });
    let view = TimeView::about(state.now, TimeDelta::hours(744), f64::from(WINDOW.x));
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let draw = || {
        let out = ctx.run_ui(input(0, Vec::new()), |ui| {
            for (place, lane) in board.lanes.iter().enumerate() {
                let top = layout.line_of(place).map_or(0.0, |line| line.top);
                for bar in &lane.bars {
                    let (left, right) = layout.metrics.ends(&view, bar);
                    let (upper, lower) = layout.metrics.rows(bar.track);
                    let from = Pos2::ZERO + small([left, top + upper]);
                    let rect = Rect::from_min_max(from, Pos2::ZERO + small([right, top + lower]));
                    ui.painter().rect_filled(rect, 4.0, egui::Color32::LIGHT_BLUE);
                    let words = board.data.bid(bar.bid).map(|bid| bid.ends.join(" → ")).unwrap_or_default();
                    let font = egui::FontId::proportional(12.0);
                    ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, words, font, egui::Color32::BLACK);
                }
            }
        });
        ctx.tessellate(out.shapes, out.pixels_per_point).len()
    };
    draw();
    Ok(time(20, draw))
}
