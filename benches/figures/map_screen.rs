//! A frame of the map's screen, headless: ui and tessellation, while it is dragged and zoomed over the whole country.
//!
//! Tiles and ways are made on the worker in the program; here they are made between the measured frames, and taking them over
//! is measured. The plain way is to paint each point where it is.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::app::bid_list::{BidFilter, BidView};
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::map::ask::{MapCommand, MapEvent};
use cargorun_desk::app::map::points::{Look, MapData, Tint};
use cargorun_desk::app::map::scene::Scene;
use cargorun_desk::app::map::ways::Way;
use cargorun_desk::app::map::{self, View, to_geo};
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::bid::PointKind;
use cargorun_desk::domain::place::GeoPoint;
use cargorun_desk::geo::places;
use cargorun_desk::store::map_points::{BidPoints, PointAt};
use cargorun_desk::ui::{Sink, shell::Shell, theme};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, Vec2, vec2};

use crate::measure::{Figure, Row, Rows, figure, time};
use crate::population;

const FRAMES: u32 = 600;
const WINDOW: Vec2 = vec2(1400.0, 900.0);

type Failed = Box<dyn std::error::Error>;

pub(crate) fn rows() -> Rows {
    let many = state(5_000)?;
    let (data, looks) = (many.map.data.clone().ok_or("no data")?, looks(&many));
    let built = time(5, || Scene::build(Arc::clone(&data), Arc::clone(&looks)));
    let huge = state(50_000)?;
    let few = state(100)?;
    let plain = plain_frame(&many)?;
    Ok(vec![
        Row::new("a frame of the map while it is dragged and zoomed, 10,000 points", frames(many)?)
            .beside("each point painted", plain),
        Row::new("the same with 100,000 points", frames(huge)?),
        Row::new("the same with 100 bids and their lines along the roads", frames(few)?),
        Row::new("map: the marks of 10,000 points at all zooms, once on the worker", built),
    ])
}

/// Bids between settlements all over the country, on the map's screen.
fn state(bids: usize) -> Result<AppState, Failed> {
    let mut state = AppState { now: chrono::Utc::now(), own_offset_minutes: 180, ..AppState::default() };
    state.bids.lines = Some(Arc::new(population::list_lines(bids)?));
    state.screen = Screen::Map;
    handle(&mut state, Command::View(BidView { filter: BidFilter::All, ..BidView::default() }));
    let towns: Vec<GeoPoint> = places::settlements().iter().map(|place| place.location).collect();
    let lines = state.bids.lines.clone().ok_or("no lines")?;
    let at = |number: u8, kind, place: usize| {
        let town = towns.get(place % towns.len()).copied().unwrap_or(GeoPoint { longitude: 37.6, latitude: 55.7 });
        // Gates of one town lie a little apart.
        let aside = f64::from(u32::try_from(place / towns.len()).unwrap_or_default()) * 0.003;
        let location = GeoPoint { longitude: town.longitude + aside, latitude: town.latitude };
        PointAt { number, kind, location, radius_m: Some(500), confirmed: true }
    };
    let rows = lines.iter().enumerate().map(|(place, line)| BidPoints {
        id: line.id.clone(),
        points: vec![at(1, PointKind::Load, place * 7), at(2, PointKind::Unload, place * 13 + 5)],
    });
    let data = Arc::new(MapData::of(rows.collect()));
    map::apply(&mut state, MapEvent::Points(Arc::clone(&data), false));
    let scene = Scene::build(data, looks(&state));
    let ways = scene.with_lines().into_iter().filter_map(|bid| scene.data.bid(bid)).map(|bid| {
        let stops: Vec<GeoPoint> = scene.data.points_of(&bid.id).iter().map(|point| to_geo(point.at)).collect();
        (bid.id.clone(), Arc::new(Way::by_roads(&stops, None)))
    });
    let ways = ways.collect();
    map::apply(&mut state, MapEvent::Scene(Arc::new(scene)));
    map::apply(&mut state, MapEvent::Ways(ways));
    Ok(state)
}

fn looks(state: &AppState) -> Arc<Vec<Option<Look>>> {
    let lines = state.bids.lines.iter().flat_map(|lines| lines.iter());
    Arc::new(lines.zip(0..).map(|(line, place)| Some(Look { tint: Tint::of(&line.status), line: place })).collect())
}

/// Frames while the map is moved by an arrow and zoomed by the wheel, in and out again.
fn frames(mut state: AppState) -> Result<Figure, Failed> {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    theme::apply(&ctx, &state.settings);
    let (mut shell, mut sink) = (Shell::default(), Sink::default());
    let mut took: Vec<Duration> = Vec::new();
    for turn in 0..FRAMES {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(f64::from(turn) / 60.0),
            events: moves(turn),
            ..RawInput::default()
        };
        let start = Instant::now();
        let out = ctx.run_ui(input, |ui| shell.ui(ui, &state, &mut sink));
        let made = ctx.tessellate(out.shapes, out.pixels_per_point);
        let passed = start.elapsed();
        std::hint::black_box(made.len());
        // Fonts settle first.
        if turn >= 30 {
            took.push(passed);
        }
        for command in sink.take() {
            draw_tiles(&mut state, &command);
            if matches!(command, Command::Map(_)) {
                handle(&mut state, command);
            }
        }
    }
    if took.is_empty() { Err("no frame".into()) } else { Ok(figure(took)) }
}

fn draw_tiles(state: &mut AppState, command: &Command) {
    let Command::Map(MapCommand::Tiles(keys)) = command else { return };
    for key in keys {
        if let Some(tile) = key.draw() {
            map::apply(state, MapEvent::Tile(*key, Arc::new(tile)));
        }
    }
}

fn moves(turn: u32) -> Vec<Event> {
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let wheel = |delta: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, delta),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    };
    let arrows = [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft, Key::ArrowUp];
    let arrow = arrows.into_iter().nth(usize::try_from(turn / 20).unwrap_or_default() % 4).unwrap_or(Key::ArrowRight);
    let zoom = if (turn / 100).is_multiple_of(2) { 16.0 } else { -16.0 };
    vec![Event::PointerMoved(Pos2::new(700.0, 520.0)), key(arrow), wheel(zoom)]
}

/// Every point as a circle with its number, where it is.
fn plain_frame(state: &AppState) -> Result<Figure, Failed> {
    let data = state.map.data.clone().ok_or("no data")?;
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let scene = state.map.scene.clone().ok_or("no scene")?;
    let size = [f64::from(WINDOW.x), f64::from(WINDOW.y)];
    let view: View = scene.around(size, 20.0).ok_or("nothing to show")?;
    let draw = || {
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)), ..RawInput::default() };
        let out = ctx.run_ui(input, |ui| {
            let projection = view.projection();
            for point in data.points() {
                let at = on_screen(projection.on_screen(point.at));
                ui.painter().circle(at, 9.0, egui::Color32::BLUE, egui::Stroke::new(1.5, egui::Color32::WHITE));
                let font = egui::FontId::proportional(11.0);
                ui.painter().text(at, egui::Align2::CENTER_CENTER, point.number, font, egui::Color32::WHITE);
            }
        });
        ctx.tessellate(out.shapes, out.pixels_per_point).len()
    };
    draw();
    Ok(time(40, draw))
}

#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
fn on_screen([x, y]: [f64; 2]) -> Pos2 {
    Pos2::new(x as f32, y as f32)
}
