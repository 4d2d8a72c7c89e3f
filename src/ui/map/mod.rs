//! The map: bids that the list shows, lines along the roads, trucks, what is at a place. Its selection is the list's.
//!
//! [`MapPanel`] is the screen, [`picker`] the dialog in which a point of a bid gets its place; both draw on one [`canvas`].

mod about_ui;
mod canvas;
mod head_ui;
mod heap_ui;
mod layers;
mod marks;
pub mod picker;
mod spots_ui;
mod textures;
mod tiles;
mod web_tiles;

use egui::{Id, Ui};

use self::canvas::{Canvas, Surface};
use self::heap_ui::Heap;
use super::card::steps::Subject;
use super::widgets::{button, empty};
use super::{Sink, icons};
use crate::app::command::{Command, Screen};
use crate::app::map::ask::MapCommand;
use crate::app::map::{Taken, View};
use crate::app::settings_map::MapPlace;
use crate::app::state::AppState;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::words::Lang;

/// Room around what is shown whole, points.
const MARGIN: f64 = 70.0;
/// Where the map begins when there is nothing to show: the European part of Russia.
const USUAL: GeoPoint = GeoPoint { longitude: 44.0, latitude: 55.5 };
const USUAL_ZOOM: f64 = 4.6;

/// The map's screen.
#[derive(Debug, Default)]
pub struct MapPanel {
    canvas: Canvas,
    /// Text of the search field, as typed.
    typed: String,
    /// The selected bid that has been brought into sight.
    followed: Option<LocalId>,
    /// A heap whose bids are listed.
    heap: Option<Heap>,
    /// How many points there were when all were brought into sight.
    fitted: Option<usize>,
    /// What was remembered last.
    remembered: Option<MapPlace>,
    /// Where panels floated over the map in the last frame: names of towns keep off them.
    floating: Option<egui::Rect>,
    /// The screen was shown in the last frame.
    open: bool,
}

impl MapPanel {
    /// Id of the search field, so that a key can put the cursor there.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("map-search")
    }

    /// Another screen is shown: the next opening has the keyboard and follows the selection anew.
    pub fn closed(&mut self) {
        self.open = false;
        self.heap = None;
        self.canvas.closed();
    }

    /// True when all that is to be seen has arrived (pictures).
    #[must_use]
    pub fn is_settled(&self, state: &AppState) -> bool {
        self.canvas.is_whole && state.map.scene.is_some() && !state.map.filling && !state.map.trucks.asking
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        ui.add_space(8.0);
        head_ui::head(ui, &mut self.typed, state, sink);
        super::bids::strip::strip(ui, state, sink);
        ui.add_space(4.0);
        if state.bids.lines.as_ref().is_some_and(|lines| lines.is_empty()) {
            return nothing(ui, lang, sink);
        }
        let legend = head_ui::legend_height(ui);
        let whole = ui.available_rect_before_wrap();
        let (map, foot) = whole.split_top_bottom_at_y(whole.bottom() - legend);
        let mut on_map = ui.new_child(egui::UiBuilder::new().max_rect(map).id_salt("map-surface"));
        self.surface(&mut on_map, state, sink);
        let mut under = ui.new_child(egui::UiBuilder::new().max_rect(foot).id_salt("map-legend"));
        head_ui::legend(&mut under, state);
        ui.advance_cursor_after_rect(whole);
    }

    fn surface(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let name = lang.text("map-surface-name");
        let first = |size| first_view(size, state);
        self.fit_to_news(state);
        self.follow(state);
        // Until the points are there nobody knows what to look at, unless it was remembered.
        let has_begun = state.map.scene.is_some() || state.settings.map.place.is_some();
        let surface = self.canvas.show(ui, (Id::unique("map"), &name), first, state, sink);
        if !self.open {
            self.open = true;
            surface.response.request_focus();
        }
        if surface.response.clicked() {
            surface.response.request_focus();
        }
        self.layers(ui, &surface, state, sink);
        canvas::attribution(ui, &surface, state);
        let fit = self.canvas.buttons(ui, &surface, state) || pressed_home(ui, &surface);
        if fit && let Some(view) = state.map.scene.as_ref().and_then(|scene| scene.around(surface.view.size, MARGIN)) {
            self.canvas.view = Some(view);
            self.canvas.touched = true;
        }
        if self.canvas.view != Some(surface.view) {
            // What was painted is of before.
            ui.ctx().request_repaint();
        }
        if !self.canvas.touched && !has_begun {
            self.canvas.view = None;
        }
        self.remember(ui, has_begun, state, sink);
    }

    fn layers(&mut self, ui: &mut Ui, surface: &Surface, state: &AppState, sink: &mut Sink) {
        let selected = state.bids.selected.as_ref();
        let mut taken = Taken::within(surface.view.size);
        for part in canvas::corners(ui, surface, state).into_iter().chain(self.floating) {
            canvas::block(surface, part, &mut taken);
        }
        let (mut answer, mut trucks) = (None, Vec::new());
        if let Some(scene) = &state.map.scene {
            layers::lines(ui, surface, scene, selected, state);
            trucks = layers::trucks(ui, surface, &state.map.trucks.places, state);
            spots_ui::geozones(ui, surface, scene, selected);
            answer = spots_ui::spots(ui, surface, scene, &mut taken, state);
            spots_ui::selected(ui, surface, scene, &mut taken, state);
        }
        layers::plates(ui, surface, &trucks, &mut taken, state);
        let truck = trucks.iter().find(|seen| seen.response.clicked()).map(|seen| &seen.truck.car);
        if let Some(bid) = truck.and_then(|car| about_ui::bid_of_truck(state, car)) {
            sink.send(Command::SelectBid(bid));
        }
        about_ui::clicked_place(ui, surface, &mut taken, state);
        canvas::towns(ui, surface, &mut taken);
        self.answer(ui, surface, answer, state, sink);
        self.floating = about_ui::about(ui, surface, state, sink);
        if let Some(heap) = &self.heap
            && heap.ui(ui, state, sink)
        {
            self.heap = None;
        }
    }

    /// A mark was clicked, or the empty map.
    fn answer(
        &mut self,
        ui: &Ui,
        surface: &Surface,
        answer: Option<spots_ui::Answer>,
        state: &AppState,
        sink: &mut Sink,
    ) {
        match answer {
            Some(spots_ui::Answer::Bid(id)) => {
                self.followed = Some(id.clone());
                sink.send(Command::SelectBid(id));
            }
            Some(spots_ui::Answer::Edit(id)) => {
                let bid = spots_ui::line_of(state, &id, None).map(Subject::of_line);
                if let Some(bid) = bid.filter(|bid| bid.refusal(Action::Edit).is_none()) {
                    bid.take(Action::Edit, sink);
                }
            }
            Some(spots_ui::Answer::Nearer(at)) => {
                self.canvas.touched = true;
                self.canvas.view =
                    Some(surface.view.zoomed(2.0, at).panned([
                        (surface.view.size[0] / 2.0 - at[0]) / 2.0,
                        (surface.view.size[1] / 2.0 - at[1]) / 2.0,
                    ]));
            }
            Some(spots_ui::Answer::List(at, bids)) => self.heap = Some(Heap::new(ui.ctx(), at, &bids, state)),
            None => {
                if let Some(place) = surface.clicked() {
                    sink.send(Command::Map(MapCommand::Name(place)));
                }
            }
        }
    }

    /// Until somebody moves the map it shows all bids, as many as have come.
    fn fit_to_news(&mut self, state: &AppState) {
        let shown = state.map.scene.as_ref().map(|scene| scene.points);
        let is_news = shown != self.fitted;
        self.fitted = shown;
        if is_news && !self.canvas.touched && state.settings.map.place.is_none() {
            self.canvas.view = None;
        }
    }

    /// Brings a bid that was selected elsewhere into sight.
    fn follow(&mut self, state: &AppState) {
        let selected = state.bids.selected.as_ref();
        if selected == self.followed.as_ref() {
            return;
        }
        let (Some(scene), Some(view)) = (&state.map.scene, self.canvas.view) else { return };
        self.followed = selected.cloned();
        let Some(id) = selected else { return };
        let points = scene.data.points_of(id);
        let projection = view.projection();
        let is_seen = points.iter().all(|point| view.shows(projection.on_screen(point.at)));
        if let Some(fitted) = View::around(view.size, points.iter().map(|point| point.at), MARGIN).filter(|_| !is_seen)
        {
            self.canvas.view = Some(fitted);
            self.canvas.touched = true;
        }
    }

    /// The profile remembers what is looked at, once the hand is off it.
    fn remember(&mut self, ui: &Ui, has_begun: bool, state: &AppState, sink: &mut Sink) {
        let Some(view) = self.canvas.view.filter(|_| has_begun && self.canvas.touched) else { return };
        let is_moving = ui.input(|input| input.pointer.any_down() || input.smooth_scroll_delta() != egui::Vec2::ZERO);
        let place = MapPlace {
            longitude: rounded(view.centre.longitude),
            latitude: rounded(view.centre.latitude),
            zoom: rounded(view.zoom),
        };
        let known = self.remembered.or(state.settings.map.place);
        if !is_moving && known != Some(place) {
            self.remembered = Some(place);
            sink.send(Command::Map(MapCommand::Remember(place)));
        }
    }
}

/// What was looked at last, else all bids, else a usual place.
fn first_view(size: [f64; 2], state: &AppState) -> View {
    let remembered = state.settings.map.place.map(|place| View {
        centre: GeoPoint { longitude: place.longitude, latitude: place.latitude },
        size,
        zoom: place.zoom,
    });
    let all = || state.map.scene.as_ref().and_then(|scene| scene.around(size, MARGIN));
    remembered.or_else(all).unwrap_or(View { centre: USUAL, size, zoom: USUAL_ZOOM })
}

fn pressed_home(ui: &Ui, surface: &Surface) -> bool {
    surface.response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Home))
}

/// A ten-thousandth of a degree, ten metres: what is worth remembering.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn nothing(ui: &mut Ui, lang: Lang, sink: &mut Sink) {
    let (title, hint, new) = (lang.text("bids-empty-title"), lang.text("map-empty-hint"), lang.text("bids-new"));
    let answer = empty::empty(ui, icons::MAP_TRIFOLD, &title, &hint, Some((icons::PLUS, &new)));
    if answer.is_some_and(|new| new.clicked()) {
        sink.send(Command::Open(Screen::Bids));
        sink.send(Command::NewBid);
    }
}

/// A small panel that floats over the map.
fn floating(ui: &mut Ui, place: egui::Rect, salt: &str, paint: impl FnOnce(&mut Ui)) {
    let colors = super::theme::tokens(ui.ctx());
    let mut part = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt(salt));
    let frame = egui::Frame::new()
        .fill(colors.surface[1])
        .stroke(egui::Stroke::new(1.0, colors.edge))
        .corner_radius(8.0)
        .inner_margin(egui::Margin::symmetric(12, 8));
    frame.show(&mut part, paint);
}

/// A button of a floating panel that closes it.
fn close(ui: &mut Ui, lang: Lang) -> bool {
    button::icon(ui, icons::X, &lang.text("map-close"), "Esc").clicked()
}
