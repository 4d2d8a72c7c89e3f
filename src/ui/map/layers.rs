//! Painting of what lies under and beside the marks: lines between points, trails, geozones, trucks.

use egui::{Align2, Color32, FontId, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, vec2};

use super::canvas::{Surface, written};
use super::marks;
use crate::app::map::points::{MapPoint, Tint};
use crate::app::map::scene::Scene;
use crate::app::map::trucks::TruckPlace;
use crate::app::map::ways::Line;
use crate::app::map::{Size, Taken, to_geo};
use crate::app::state::AppState;
use crate::domain::bid::PointKind;
use crate::domain::id::LocalId;
use crate::ui::icons;
use crate::ui::shell::sync_face::ago;
use crate::ui::theme::{Tokens, text, tokens};

/// With more trucks in sight than this they are dots without plates.
const NAMED_TRUCKS: usize = 60;
/// From this zoom on trucks have their plates.
const PLATES: f64 = 6.5;
const TRUCK: f32 = 10.0;
/// Metres round the globe at the equator.
const AROUND_M: f64 = 40_075_016.7;

/// Lines of all bids when they are few, the selected bid's over them, its empty run dashed, and where its truck has been.
pub(super) fn lines(ui: &Ui, surface: &Surface, scene: &Scene, selected: Option<&LocalId>, state: &AppState) {
    let colors = tokens(ui.ctx());
    for bid in scene.with_lines() {
        let Some(bid_on_map) = scene.data.bid(bid).filter(|bid| Some(&bid.id) != selected) else { continue };
        let Some(look) = scene.look(bid) else { continue };
        let stroke = Stroke::new(1.5, marks::tint_color(look.tint, colors).gamma_multiply(0.75));
        of_bid(ui, surface, scene.data.points_of(&bid_on_map.id), &bid_on_map.id, state, &[stroke]);
    }
    let Some(id) = selected else { return };
    let tint = scene.data.place_of(id).and_then(|bid| scene.look(bid)).map_or(Tint::Other, |look| look.tint);
    let color = marks::tint_color(tint, colors);
    if let Some(line) = state.map.way_of(id).and_then(|way| way.empty_line.as_ref()) {
        dashed(ui, surface, line, Stroke::new(2.0, colors.text[1]));
    }
    let strokes = [Stroke::new(6.0, colors.surface[1].gamma_multiply(0.8)), Stroke::new(3.0, color)];
    of_bid(ui, surface, scene.data.points_of(id), id, state, &strokes);
    if let Some((_, Ok(trail))) = state.map.trail.as_ref().filter(|(bid, _)| bid == id) {
        let strokes = [Stroke::new(5.0, colors.surface[1].gamma_multiply(0.8)), Stroke::new(2.5, colors.danger)];
        along(ui, surface, &trail.line, &strokes);
    }
}

/// Along the roads once that is known, straight until then.
fn of_bid(ui: &Ui, surface: &Surface, points: &[MapPoint], id: &LocalId, state: &AppState, strokes: &[Stroke]) {
    if let Some(way) = state.map.way_of(id) {
        for line in &way.lines {
            along(ui, surface, line, strokes);
        }
        return;
    }
    let stops: Vec<[f64; 2]> =
        points.iter().filter(|point| point.kind != PointKind::Start).map(|point| point.at).collect();
    if stops.len() > 1 {
        along(ui, surface, &Line::of(&stops), strokes);
    }
}

fn along(ui: &Ui, surface: &Surface, line: &Line, strokes: &[Stroke]) {
    for run in runs(surface, line) {
        for stroke in strokes {
            ui.painter().add(Shape::line(run.clone(), *stroke));
        }
    }
}

fn dashed(ui: &Ui, surface: &Surface, line: &Line, stroke: Stroke) {
    for run in runs(surface, line) {
        ui.painter().extend(Shape::dashed_line(&run, stroke, 7.0, 5.0));
    }
}

/// What is seen of a line, in the window.
fn runs(surface: &Surface, line: &Line) -> Vec<Vec<Pos2>> {
    let projection = surface.view.projection();
    let shown = surface.view.grid_box(8.0);
    let runs = line.runs(surface.view.zoom, shown);
    runs.into_iter().map(|run| run.iter().map(|at| surface.at(projection.on_screen(*at))).collect()).collect()
}

/// The circle in which a truck counts as arrived, when it is large enough to be seen.
pub(super) fn geozone(ui: &Ui, surface: &Surface, at: [f64; 2], radius_m: f64, color: Color32) {
    let latitude = to_geo(at).latitude.to_radians();
    let units = radius_m / (AROUND_M * latitude.cos().max(0.01)) * crate::app::map::WORLD;
    let radius = single(units * surface.view.scale());
    let centre = surface.at(surface.view.projection().on_screen(at));
    if !(5.0..=6_000.0).contains(&radius) || !surface.rect.expand(radius).contains(centre) {
        return;
    }
    ui.painter().circle(centre, radius, color.gamma_multiply(0.12), Stroke::new(1.5, color.gamma_multiply(0.8)));
}

/// A truck that was painted.
pub(super) struct SeenTruck<'a> {
    pub(super) truck: &'a TruckPlace,
    pub(super) response: Response,
}

/// Trucks in sight, under the marks of bids: far away they would hide them.
pub(super) fn trucks<'a>(ui: &Ui, surface: &Surface, places: &'a [TruckPlace], state: &AppState) -> Vec<SeenTruck<'a>> {
    let colors = tokens(ui.ctx());
    let lang = state.settings.lang;
    let projection = surface.view.projection();
    let seen: Vec<(&TruckPlace, [f64; 2])> = places
        .iter()
        .map(|truck| (truck, projection.on_screen(truck.at)))
        .filter(|(_, at)| surface.view.shows(*at))
        .collect();
    let half = match (seen.len() <= NAMED_TRUCKS, surface.view.zoom >= PLATES) {
        (true, true) => TRUCK,
        (true, false) => 7.5,
        (false, _) => 4.0,
    };
    let mut painted = Vec::new();
    for (truck, on_screen) in seen {
        let at = surface.at(on_screen);
        let color = if truck.is_stale(state.now) { colors.text[2] } else { colors.ok };
        ui.painter().circle(at, half, colors.surface[1], Stroke::new(1.5, color));
        if half > 5.0 {
            let icon = FontId::proportional(half * 1.3);
            ui.painter().text(at, Align2::CENTER_CENTER, icons::TRUCK, icon, color);
        }
        let id = surface.response.id.with(("truck", truck.car.as_str()));
        let rect = Rect::from_center_size(at, vec2(half, half) * 2.0);
        let response = ui.interact(rect, id, Sense::CLICK);
        let about = || format!("{} · {}", truck.plate, ago(state.now - truck.fixed_at, lang).0);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, about()));
        let response = response.on_hover_ui(|ui| {
            ui.label(egui::RichText::new(about()).font(text::table()));
        });
        painted.push(SeenTruck { truck, response });
    }
    painted
}

/// Their plates and how old their places are, where there is room for that; the names of towns come after them.
pub(super) fn plates(ui: &Ui, surface: &Surface, trucks: &[SeenTruck<'_>], taken: &mut Taken, state: &AppState) {
    if trucks.len() > NAMED_TRUCKS || surface.view.zoom < PLATES {
        return;
    }
    let colors = tokens(ui.ctx());
    for seen in trucks {
        taken.block(surface.view.projection().on_screen(seen.truck.at), f64::from(TRUCK));
    }
    for seen in trucks {
        plate(ui, surface, seen.truck, taken, (state, colors));
    }
}

fn plate(ui: &Ui, surface: &Surface, truck: &TruckPlace, taken: &mut Taken, (state, colors): (&AppState, &Tokens)) {
    let words = format!("{} · {}", truck.plate, ago(state.now - truck.fixed_at, state.settings.lang).0);
    let size = ui.painter().layout_no_wrap(words.clone(), text::note(), colors.text[0]).size();
    let size = Size { width: f64::from(size.x), height: f64::from(size.y) };
    let dot = surface.view.projection().on_screen(truck.at);
    if let Some((_, corner)) = taken.place(dot, f64::from(TRUCK) + 3.0, size) {
        let color = if truck.is_stale(state.now) { colors.text[2] } else { colors.text[0] };
        written(ui, surface.at(corner), &words, text::note(), color);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
fn single(value: f64) -> f32 {
    value as f32
}
