//! The map's surface: the basemap that is dragged and zoomed by pointer and keys, names of towns, and whose data it is.

use egui::{
    Color32, CursorIcon, EventFilter, Hyperlink, Id, Key, Modifiers, Pos2, Rect, Response, RichText, Role, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::tiles::Tiles;
use super::web_tiles::WebTiles;
use crate::app::map::{ATTRIBUTION, ATTRIBUTION_URL, Size, Taken, View, labels, place_labels};
use crate::app::state::AppState;
use crate::domain::place::GeoPoint;
use crate::ui::theme::{family, text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};

/// An arrow key moves the map by so many points.
const STEP: f64 = 90.0;
/// A press of plus or minus, and a click of the wheel in points of scrolling for one zoom.
const ZOOM_STEP: f64 = 0.5;
const SCROLL_A_ZOOM: f64 = 240.0;
/// Height of a line of a label over the size of its letters.
const SIZES: [f32; 4] = [14.0, 13.0, 12.0, 11.0];

/// The surface, between two frames.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    /// What is looked at; `None` until the first frame.
    pub(super) view: Option<View>,
    tiles: Tiles,
    web: WebTiles,
    /// All tiles of the view were there in the last frame.
    pub(super) is_whole: bool,
    /// Somebody has moved or zoomed it.
    pub(super) touched: bool,
}

/// What a frame of the surface gives to those who draw on it.
pub(super) struct Surface {
    /// Its place in the window.
    pub(super) rect: Rect,
    /// The surface as a widget.
    pub(super) response: Response,
    /// What it shows.
    pub(super) view: View,
    /// Where tiles of the own server hide the basemap: they bring names of towns of their own.
    covered: Vec<Rect>,
}

impl Surface {
    /// A point of the grid in the window.
    #[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
    pub(super) fn at(&self, on_screen: [f64; 2]) -> Pos2 {
        pos2(self.rect.left() + on_screen[0] as f32, self.rect.top() + on_screen[1] as f32)
    }

    /// A point of the window on the surface.
    pub(super) fn inside(&self, at: Pos2) -> [f64; 2] {
        [f64::from(at.x - self.rect.left()), f64::from(at.y - self.rect.top())]
    }

    /// The place that was clicked; the middle when that was done by a key.
    pub(super) fn clicked(&self) -> Option<GeoPoint> {
        if !self.response.clicked() {
            return None;
        }
        let at = self.response.interact_pointer_pos().unwrap_or_else(|| self.rect.center());
        Some(self.view.unproject(self.inside(at))).filter(|place| place.is_usable())
    }
}

impl Canvas {
    /// Takes the room that is left: moves, zooms, paints the basemap. `first`: what to look at before anybody moved.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        (id, name): (Id, &str),
        first: impl FnOnce([f64; 2]) -> View,
        state: &AppState,
        sink: &mut Sink,
    ) -> Surface {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
        let size = [f64::from(rect.width()), f64::from(rect.height())];
        let view = View { size, ..self.view.unwrap_or_else(|| first(size)) };
        let before = view;
        let view = keys(ui, &response, pointer(ui, &response, rect, view));
        self.touched |= view != before;
        self.view = Some(view);
        let colors = tokens(ui.ctx());
        ui.painter().rect_filled(rect, 0.0, colors.surface[2]);
        let clip = ui.clip_rect();
        ui.set_clip_rect(rect.intersect(clip));
        self.is_whole = self.tiles.paint(ui, rect, &view, state, sink);
        let covered = self.web.paint(ui, rect, &view, state, sink);
        if response.has_focus() {
            let ring = egui::Stroke::new(2.0, colors.accent);
            ui.painter().rect_stroke(rect, 0.0, ring, egui::StrokeKind::Inside);
        }
        Surface { rect, response, view, covered }
    }

    /// Nobody looks at it any more.
    pub(super) fn closed(&mut self) {
        self.web.closed();
    }

    /// Buttons over the right upper corner; true: everything is to be shown.
    pub(super) fn buttons(&mut self, ui: &mut Ui, surface: &Surface, state: &AppState) -> bool {
        let lang = state.settings.lang;
        let middle = [surface.view.size[0] / 2.0, surface.view.size[1] / 2.0];
        let mut all = false;
        let before = self.view;
        let colors = tokens(ui.ctx());
        let [_, place] = corners(ui, surface, state);
        ui.painter().rect(
            place,
            6.0,
            colors.surface[1],
            egui::Stroke::new(1.0, colors.edge),
            egui::StrokeKind::Outside,
        );
        let mut part = ui.new_child(egui::UiBuilder::new().max_rect(place.shrink(2.0)).id_salt("map-buttons"));
        part.spacing_mut().item_spacing.y = 2.0;
        let zoom = |by: f64| Some(surface.view.zoomed(by, middle));
        if button::icon(&mut part, icons::PLUS, &lang.text("map-nearer"), "+").clicked() {
            self.view = zoom(1.0);
        }
        if button::icon(&mut part, icons::MINUS, &lang.text("map-farther"), "−").clicked() {
            self.view = zoom(-1.0);
        }
        if button::icon(&mut part, icons::ARROWS_OUT, &lang.text("map-fit"), "Home").clicked() {
            all = true;
        }
        self.touched |= self.view != before;
        all
    }
}

/// Dragging, the wheel, two fingers, a double click.
fn pointer(ui: &Ui, response: &Response, rect: Rect, view: View) -> View {
    let mut view = view;
    if response.dragged() {
        let moved = response.drag_delta();
        view = view.panned([f64::from(moved.x), f64::from(moved.y)]);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    // Over a mark too: the wheel is the map's wherever the pointer is on it.
    let hovered = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(rect));
    let Some(at) = hovered else { return view };
    let about = [f64::from(at.x - rect.left()), f64::from(at.y - rect.top())];
    let (scrolled, pinched) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    let by = f64::from(scrolled) / SCROLL_A_ZOOM + f64::from(pinched).log2();
    if by.abs() > 1e-4 {
        view = view.zoomed(by, about);
    }
    if response.double_clicked() {
        view = view.zoomed(1.0, about);
    }
    view
}

/// Arrows move, plus and minus zoom, while the map has the keyboard or nobody else has.
fn keys(ui: &Ui, response: &Response, view: View) -> View {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let is_free = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == response.id));
    if !is_free {
        return view;
    }
    let middle = [view.size[0] / 2.0, view.size[1] / 2.0];
    ui.input_mut(|input| {
        let far = if input.modifiers.shift { 3.0 } else { 1.0 };
        let mut pressed =
            |key: Key| input.consume_key(Modifiers::NONE, key) || input.consume_key(Modifiers::SHIFT, key);
        let mut view = view;
        for (key, right, down) in [
            (Key::ArrowLeft, STEP, 0.0),
            (Key::ArrowRight, -STEP, 0.0),
            (Key::ArrowUp, 0.0, STEP),
            (Key::ArrowDown, 0.0, -STEP),
        ] {
            if pressed(key) {
                view = view.panned([right * far, down * far]);
            }
        }
        for (key, by) in [(Key::Plus, ZOOM_STEP), (Key::Equals, ZOOM_STEP), (Key::Minus, -ZOOM_STEP)] {
            if pressed(key) {
                view = view.zoomed(by, middle);
            }
        }
        view
    })
}

/// Names of towns where nothing else stands.
pub(super) fn towns(ui: &Ui, surface: &Surface, taken: &mut Taken) {
    let colors = tokens(ui.ctx());
    for part in &surface.covered {
        block(surface, *part, taken);
    }
    let font = |rank: u8| {
        let size = SIZES.get(usize::from(rank)).copied().unwrap_or(11.0);
        let family = if rank < 2 { family::medium() } else { egui::FontFamily::Proportional };
        egui::FontId::new(size, family)
    };
    let painter = ui.painter();
    let measure = |name: &str, rank: u8| {
        let size = painter.layout_no_wrap(name.to_owned(), font(rank), colors.text[0]).size();
        Size { width: f64::from(size.x), height: f64::from(size.y) }
    };
    let found = labels(&surface.view);
    for placed in place_labels(&surface.view, &found, taken, measure) {
        let color = if placed.label.rank < 2 { colors.text[0] } else { colors.text[1] };
        if placed.dotted {
            painter.circle(surface.at(placed.dot), 2.0, colors.surface[1], egui::Stroke::new(1.2, color));
        }
        written(ui, surface.at(placed.corner), placed.label.name, font(placed.label.rank), color);
    }
}

/// A text on the map, with a veil of the ground's colour behind it so that lines don't run through its letters.
pub(super) fn written(ui: &Ui, corner: Pos2, words: &str, font: egui::FontId, color: Color32) {
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words.to_owned(), font, color);
    let veil = tokens(ui.ctx()).surface[1].gamma_multiply(0.72);
    painter.rect_filled(Rect::from_min_size(corner, galley.size()).expand2(vec2(2.0, 0.0)), 3.0, veil);
    painter.galley(corner, galley, color);
}

/// The corners that notice and buttons take.
pub(super) fn corners(ui: &Ui, surface: &Surface, state: &AppState) -> [Rect; 2] {
    let lines = [ATTRIBUTION, own_attribution(state)];
    let measured = lines.iter().filter(|words| !words.is_empty()).map(|words| notice(ui, surface, words).size());
    let size = measured.fold(vec2(12.0, 4.0), |all, line| vec2(all.x.max(line.x + 12.0), all.y + line.y));
    let notice = Rect::from_min_size(surface.rect.right_bottom() - size, size);
    [notice, Rect::from_min_size(surface.rect.right_top() + vec2(-42.0, 10.0), vec2(32.0, 96.0))]
}

/// Whose tiles lie over the basemap, in the words of the settings.
fn own_attribution(state: &AppState) -> &str {
    if state.settings.map.tiles().is_some() { state.settings.map.tiles_attribution.trim() } else { "" }
}

fn notice(ui: &Ui, surface: &Surface, words: &str) -> std::sync::Arc<egui::Galley> {
    ui.painter().layout(words.to_owned(), text::note(), tokens(ui.ctx()).text[1], surface.rect.width() - 12.0)
}

/// Keeps names off a part of the window.
pub(super) fn block(surface: &Surface, part: Rect, taken: &mut Taken) {
    let size = Size { width: f64::from(part.width()), height: f64::from(part.height()) };
    taken.block_box(surface.inside(part.min), size);
}

/// Whose data the map is made of: always to be seen.
pub(super) fn attribution(ui: &mut Ui, surface: &Surface, state: &AppState) {
    let colors = tokens(ui.ctx());
    let [place, _] = corners(ui, surface, state);
    ui.painter().rect_filled(place, 0.0, colors.surface[1].gamma_multiply(0.85));
    let base = notice(ui, surface, ATTRIBUTION).size();
    let foot = Rect::from_min_max(pos2(place.left(), place.bottom() - base.y - 4.0), place.max);
    let words = RichText::new(ATTRIBUTION).font(text::note()).color(colors.text[1]);
    ui.put(foot, Hyperlink::from_label_and_url(words, ATTRIBUTION_URL));
    let own = own_attribution(state);
    if !own.is_empty() {
        let words = RichText::new(own).font(text::note()).color(colors.text[1]);
        ui.put(place.with_max_y(foot.top() + 2.0), egui::Label::new(words).wrap());
    }
}
