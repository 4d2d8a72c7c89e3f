//! A frame of the bids table, headless: ui and tessellation, while it scrolls.

use std::sync::Arc;

use cargorun_desk::app::bid_list::{BidFilter, BidView};
use cargorun_desk::app::command::Command;
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::state::AppState;
use cargorun_desk::ui::{Sink, shell::Shell, theme};
use egui::{Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, Vec2};

use crate::measure::{Row, Rows, time};
use crate::population;

const FRAMES: usize = 300;

/// The rows of this group.
pub(crate) fn rows() -> Rows {
    let small = frame(1_000)?;
    let large = frame(100_000)?;
    let (filter, plain) = filter(100_000)?;
    Ok(vec![
        Row::new("a frame of the scrolling table, 100,000 bids", large).beside("1,000 bids", small),
        Row::new("a keystroke of the search over 100,000 bids, found and sorted", filter)
            .beside("lower-casing and searching each row", plain),
    ])
}

fn state(bids: usize) -> Result<AppState, Box<dyn std::error::Error>> {
    let mut state = AppState { now: chrono::Utc::now(), own_offset_minutes: 180, ..AppState::default() };
    state.bids.lines = Some(Arc::new(population::list_lines(bids)?));
    handle(&mut state, Command::View(BidView { filter: BidFilter::All, ..BidView::default() }));
    Ok(state)
}

fn frame(bids: usize) -> Result<crate::measure::Figure, Box<dyn std::error::Error>> {
    let state = state(bids)?;
    let ctx = egui::Context::default();
    theme::install(&ctx);
    theme::apply(&ctx, &state.settings);
    let (mut shell, mut sink) = (Shell::default(), Sink::default());
    let mut turn = 0_u32;
    let mut draw = || {
        turn += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1400.0, 900.0))),
            time: Some(f64::from(turn) / 60.0),
            events: vec![Event::PointerMoved(Pos2::new(600.0, 500.0)), wheel()],
            ..RawInput::default()
        };
        let out = ctx.run_ui(input, |ui| shell.ui(ui, &state, &mut sink));
        let made = ctx.tessellate(out.shapes, out.pixels_per_point);
        drop(sink.take());
        made.len()
    };
    // Fonts and widths settle first.
    for _ in 0..30 {
        draw();
    }
    Ok(time(FRAMES, draw))
}

fn wheel() -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -400.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    }
}

fn filter(bids: usize) -> Result<(crate::measure::Figure, crate::measure::Figure), Box<dyn std::error::Error>> {
    let mut state = state(bids)?;
    let lines = state.bids.lines.clone().ok_or("the lines are gone")?;
    let mut typed = ["к", "ка", "каз", "казань", "казань а0"].iter().cycle();
    let ours = time(50, || {
        let search = (*typed.next().unwrap_or(&"")).to_owned();
        handle(&mut state, Command::View(BidView { filter: BidFilter::All, search, ..BidView::default() }));
        state.bids.shown.len()
    });
    let plain = time(10, || {
        let wanted = "казань";
        lines
            .iter()
            .filter(|line| format!("{} {} {}", line.route, line.car, line.customer).to_lowercase().contains(wanted))
            .count()
    });
    Ok((ours, plain))
}
