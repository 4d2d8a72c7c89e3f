//! The marks of bids on the surface: painting, pointing, clicking. What a mark stands for is said in words too.

use egui::{Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::about_ui::title;
use super::canvas::{Surface, written};
use super::layers;
use super::marks::{self, POINT, SELECTED, heap_radius, tint_color};
use crate::app::bid_list::BidLine;
use crate::app::map::points::{MapPoint, Tint};
use crate::app::map::scene::{Scene, Spot, hit};
use crate::app::map::{Size, Taken};
use crate::app::state::AppState;
use crate::domain::bid::PointKind;
use crate::domain::id::LocalId;
use crate::ui::card::points::kind_key;
use crate::ui::theme::{text, tokens};

/// Half of an edge of a heap that can't be taken apart by zooming, points at the nearest zoom.
const INSEPARABLE: f64 = 40.0;
/// More marks than this are not widgets of their own: a screen reader has the list for so many.
const MOST_WIDGETS: usize = 300;
/// From this zoom on the geozones of all points are drawn.
const GEOZONES: f64 = 11.0;

/// What a click meant.
pub(super) enum Answer {
    /// A point of this bid.
    Bid(LocalId),
    /// The same twice: the bid is to be edited.
    Edit(LocalId),
    /// A heap that comes apart nearer; a point of the surface.
    Nearer([f64; 2]),
    /// A heap that doesn't: its bids.
    List(Pos2, Vec<LocalId>),
}

/// Paints the marks; the names of towns keep off them.
pub(super) fn spots(ui: &Ui, surface: &Surface, scene: &Scene, taken: &mut Taken, state: &AppState) -> Option<Answer> {
    let colors = tokens(ui.ctx());
    let projection = surface.view.projection();
    let spots = scene.spots(&surface.view, 24.0);
    let mut places = Vec::with_capacity(spots.len());
    for spot in &spots {
        let on_screen = projection.on_screen(spot.at);
        let at = surface.at(on_screen);
        let half = if spot.count == 1 { POINT } else { heap_radius(spot.count) };
        if spot.count == 1 {
            if let Some(point) = point_of(scene, spot) {
                marks::point(ui, at, half, point.kind, point.number, (tint_color(spot.tint(), colors), colors));
            }
        } else {
            marks::heap(ui, at, spot.count, spot.tints, colors);
        }
        taken.block(on_screen, f64::from(half));
        places.push((on_screen, f64::from(half) + 2.0));
    }
    let pointed = surface.response.hover_pos().and_then(|at| hit(&places, surface.inside(at)));
    let mut clicked = pointed.filter(|_| surface.response.clicked());
    let mut listed = pointed.filter(|_| surface.response.secondary_clicked());
    let mut twice = pointed.filter(|_| surface.response.double_clicked());
    if spots.len() <= MOST_WIDGETS {
        for (place, (spot, (on_screen, half))) in spots.iter().zip(&places).enumerate() {
            let id = surface.response.id.with(("mark", spot.point));
            let rect = Rect::from_center_size(surface.at(*on_screen), vec2(1.0, 1.0) * single(*half) * 2.0);
            let response = ui.interact(rect, id, Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, about(scene, spot, state)));
            let response = response.on_hover_ui(|ui| {
                ui.label(egui::RichText::new(about(scene, spot, state)).font(text::table()));
            });
            clicked = clicked.or(response.clicked().then_some(place));
            listed = listed.or(response.secondary_clicked().then_some(place));
            twice = twice.or(response.double_clicked().then_some(place));
        }
    }
    if pointed.is_some() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    let spot = |place: usize| spots.get(place).copied();
    let bid = |spot: &Spot| point_of(scene, spot).and_then(|point| scene.data.bid(point.bid)).map(|bid| bid.id.clone());
    if let Some(spot) = twice.and_then(spot).filter(|spot| spot.count == 1) {
        return bid(spot).map(Answer::Edit);
    }
    if let Some(spot) = listed.and_then(spot).filter(|spot| spot.count > 1) {
        return Some(list(surface, scene, spot));
    }
    let spot = clicked.and_then(spot)?;
    if spot.count == 1 { bid(spot).map(Answer::Bid) } else { Some(opened(surface, scene, spot)) }
}

fn opened(surface: &Surface, scene: &Scene, spot: &Spot) -> Answer {
    let [low, high] = spot.area;
    let nearest = surface.view.scale() * (crate::app::map::MOST_ZOOM - surface.view.zoom).exp2();
    let is_one_place = (0..2).all(|axis| (high[axis] - low[axis]) * nearest < INSEPARABLE);
    if is_one_place { list(surface, scene, spot) } else { Answer::Nearer(surface.view.projection().on_screen(spot.at)) }
}

fn list(surface: &Surface, scene: &Scene, spot: &Spot) -> Answer {
    let at = surface.at(surface.view.projection().on_screen(spot.at));
    let bids = scene.bids_in(spot).into_iter().filter_map(|bid| scene.data.bid(bid)).map(|bid| bid.id.clone());
    Answer::List(at, bids.collect())
}

/// The points of the selected bid over everything else, with the names of their places.
pub(super) fn selected(ui: &Ui, surface: &Surface, scene: &Scene, taken: &mut Taken, state: &AppState) {
    let Some(id) = &state.bids.selected else { return };
    let colors = tokens(ui.ctx());
    let look = scene.data.place_of(id).and_then(|bid| scene.look(bid));
    let color = tint_color(look.map_or(Tint::Other, |look| look.tint), colors);
    let projection = surface.view.projection();
    let card = state.card.as_ref().filter(|card| card.meta.id == *id);
    let seen: Vec<(&MapPoint, [f64; 2])> =
        scene.data.points_of(id).iter().map(|point| (point, projection.on_screen(point.at))).collect();
    for (_, on_screen) in &seen {
        taken.block(*on_screen, f64::from(SELECTED) + 2.0);
    }
    for (point, on_screen) in &seen {
        let at = surface.at(*on_screen);
        ui.painter().circle_filled(at, SELECTED + 4.0, color.gamma_multiply(0.3));
        marks::point(ui, at, SELECTED, point.kind, point.number, (color, colors));
        let mut stops = card.iter().flat_map(|card| &card.bid.points).filter(|stop| stop.kind != PointKind::Start);
        let stop = usize::from(point.number).checked_sub(1).and_then(|place| stops.nth(place));
        let Some(name) = stop.map(|stop| stop.place.settlement()).filter(|name| !name.is_empty()) else { continue };
        let size = ui.painter().layout_no_wrap(name.to_owned(), text::medium(), colors.text[0]).size();
        let size = Size { width: f64::from(size.x), height: f64::from(size.y) };
        if let Some((_, corner)) = taken.place(*on_screen, f64::from(SELECTED) + 5.0, size) {
            written(ui, surface.at(corner), name, text::medium(), colors.text[0]);
        }
    }
}

/// Geozones: of the selected bid always, of all points when the map is near enough.
pub(super) fn geozones(ui: &Ui, surface: &Surface, scene: &Scene, selected: Option<&LocalId>) {
    let colors = tokens(ui.ctx());
    let draw = |point: &MapPoint, tint: Tint| {
        if let Some(radius) = point.radius_m {
            layers::geozone(ui, surface, point.at, f64::from(radius), tint_color(tint, colors));
        }
    };
    if surface.view.zoom >= GEOZONES {
        for spot in scene.spots(&surface.view, 200.0).into_iter().filter(|spot| spot.count == 1) {
            if let Some(point) = point_of(scene, spot) {
                draw(point, spot.tint());
            }
        }
    }
    let Some(id) = selected else { return };
    let look = scene.data.place_of(id).and_then(|bid| scene.look(bid));
    for point in scene.data.points_of(id) {
        draw(point, look.map_or(Tint::Other, |look| look.tint));
    }
}

fn point_of<'a>(scene: &'a Scene, spot: &Spot) -> Option<&'a MapPoint> {
    scene.data.points().get(usize::try_from(spot.point).ok()?)
}

/// The line of a bid of the scene. Where it stood when the marks were worked out is looked at first.
pub(super) fn line_of<'a>(state: &'a AppState, id: &LocalId, hint: Option<u32>) -> Option<&'a BidLine> {
    let lines = state.bids.lines.as_ref()?;
    let hinted = hint.and_then(|place| usize::try_from(place).ok()).and_then(|place| lines.get(place));
    hinted.filter(|line| line.id == *id).or_else(|| lines.iter().find(|line| line.id == *id))
}

/// A mark in words.
fn about(scene: &Scene, spot: &Spot, state: &AppState) -> String {
    let lang = state.settings.lang;
    if spot.count > 1 {
        return lang.text_with("map-heap", &[("points", crate::words::Arg::Count(u64::from(spot.count)))]);
    }
    let Some(point) = point_of(scene, spot) else { return String::new() };
    let look = scene.look(point.bid);
    let bid = scene.data.bid(point.bid);
    let line = bid.and_then(|bid| line_of(state, &bid.id, look.map(|look| look.line)));
    let kind = lang.text(kind_key(point.kind));
    let Some(line) = line else { return kind };
    let parts = [title(&line.number, lang), format!("{}. {kind}", point.number), line.route.clone(), line.car.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
fn single(value: f64) -> f32 {
    value as f32
}
