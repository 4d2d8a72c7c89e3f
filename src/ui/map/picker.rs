//! The dialog in which a point of a bid gets its place: a click puts the pin, the platform names what is there.

use egui::{Frame, Id, Key, Modal, RichText, Stroke, Ui, vec2};

use super::canvas::{self, Canvas};
use super::{MARGIN, USUAL, USUAL_ZOOM, about_ui, layers, marks};
use crate::app::command::Command;
use crate::app::map::ask::MapCommand;
use crate::app::map::{Taken, View, from_geo};
use crate::app::state::{AddressAnswer, AppState};
use crate::domain::bid::PointKind;
use crate::domain::place::{GeoPoint, Place};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// Room that the dialog leaves around itself, and its largest size.
const AROUND: f32 = 60.0;
const LARGEST: egui::Vec2 = vec2(1100.0, 760.0);
/// Height of what stands over and under the map.
const BESIDE: f32 = 150.0;

/// The dialog.
#[derive(Debug)]
pub struct Picker {
    canvas: Canvas,
    title: String,
    /// Where the pin is.
    at: Option<GeoPoint>,
    /// It has been moved here.
    moved: bool,
    radius_m: Option<f64>,
    /// The other points of the route.
    others: Vec<(u8, PointKind, GeoPoint)>,
    focused: bool,
}

/// How the dialog ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// This is the place.
    Place(Box<Place>),
    /// As it was.
    Nothing,
}

impl Picker {
    /// For a point of which this much is known; the other points of the route are shown too, with their numbers.
    #[must_use]
    pub fn new(title: String, known: Option<&Place>, others: Vec<(u8, PointKind, GeoPoint)>) -> Self {
        Self {
            canvas: Canvas::default(),
            title,
            at: known.and_then(|place| place.location).filter(|at| at.is_usable()),
            moved: false,
            radius_m: known.and_then(|place| place.radius_m),
            others,
            focused: false,
        }
    }

    /// Shows the dialog; the answer that ends it.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) -> Option<Picked> {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let frame = Frame::window(ui.style()).inner_margin(16);
        let modal = Modal::new(Id::unique("map-picker")).backdrop_color(colors.veil).frame(frame);
        let room = (ui.ctx().content_rect().size() - vec2(AROUND, AROUND)).min(LARGEST);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(room.x);
            ui.label(RichText::new(&self.title).font(text::heading()).color(colors.text[0]));
            ui.add(egui::Label::new(RichText::new(lang.text("map-pick-hint")).color(colors.text[1])).wrap());
            ui.add_space(8.0);
            let size = vec2(ui.available_width(), (room.y - BESIDE).max(160.0));
            let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let mut part = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("map-picker-surface"));
            self.surface(&mut part, state, sink);
            ui.add_space(8.0);
            self.foot(ui, state)
        });
        let escaped = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        let ended = shown.inner.or_else(|| (escaped || shown.backdrop_response.clicked()).then_some(Picked::Nothing));
        if ended.is_some() {
            sink.send(Command::Map(MapCommand::ForgetName));
        }
        ended
    }

    fn surface(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let colors = tokens(ui.ctx());
        let name = state.settings.lang.text("map-surface-name");
        let (at, others) = (self.at, self.others.clone());
        let first = |size| {
            let known = at.into_iter().chain(others.iter().map(|other| other.2)).map(from_geo);
            let alone = at.and_then(|at| View::around(size, [from_geo(at)], MARGIN));
            alone.or_else(|| View::around(size, known, MARGIN)).unwrap_or(View {
                centre: USUAL,
                size,
                zoom: USUAL_ZOOM,
            })
        };
        let surface = self.canvas.show(ui, (Id::unique("map-picker-map"), &name), first, state, sink);
        if !std::mem::replace(&mut self.focused, true) {
            surface.response.request_focus();
        }
        if let Some(place) = surface.clicked() {
            self.at = Some(place);
            self.moved = true;
            sink.send(Command::Map(MapCommand::Name(place)));
        }
        let mut taken = Taken::within(surface.view.size);
        for part in canvas::corners(ui, &surface, state) {
            canvas::block(&surface, part, &mut taken);
        }
        let projection = surface.view.projection();
        for (number, kind, place) in &self.others {
            let on_screen = projection.on_screen(from_geo(*place));
            taken.block(on_screen, f64::from(marks::POINT));
            marks::point(ui, surface.at(on_screen), marks::POINT, *kind, *number, (colors.text[2], colors));
        }
        if let Some(at) = self.at {
            if let Some(radius) = self.radius_m {
                layers::geozone(ui, &surface, from_geo(at), radius, colors.danger);
            }
            about_ui::pin(ui, &surface, at, &mut taken);
        }
        canvas::towns(ui, &surface, &mut taken);
        if surface.response.has_focus() {
            cross(ui, &surface);
        }
        canvas::attribution(ui, &surface, state);
        self.canvas.buttons(ui, &surface, state);
    }

    /// What is at the pin, and the buttons.
    fn foot(&self, ui: &mut Ui, state: &AppState) -> Option<Picked> {
        let lang = state.settings.lang;
        let answer = state.map.named.as_ref().filter(|(at, _)| Some(*at) == self.at).map(|(_, answer)| answer);
        ui.horizontal(|ui| {
            let take = lang.text("map-pick-take");
            let place = answer.and_then(|answer| self.place(answer));
            let took = button::button(ui, Look::Primary, place.is_some(), icons::CHECK, &take);
            let cancel = button::plain(ui, "", &lang.text("map-pick-cancel"));
            ui.add_space(8.0);
            ui.vertical(|ui| match (self.at, answer) {
                (Some(_), Some(answer)) => about_ui::answered(ui, answer, state),
                (Some(at), None) if !self.moved => {
                    let words = RichText::new(about_ui::coordinates(at)).font(text::table());
                    ui.label(words);
                }
                _ => {
                    field_note::field_note(ui, icons::MAP_PIN, &lang.text("map-pick-none"), tokens(ui.ctx()).text[1]);
                }
            });
            match place {
                Some(place) if took.clicked() => Some(Picked::Place(Box::new(place))),
                _ => cancel.clicked().then_some(Picked::Nothing),
            }
        })
        .inner
    }

    /// The place as the answer names it, with the radius that the point had.
    fn place(&self, answer: &AddressAnswer) -> Option<Place> {
        let places = match answer {
            AddressAnswer::Found(places) | AddressAnswer::Offline(places) => places,
            AddressAnswer::Waiting | AddressAnswer::Failed(_) => return None,
        };
        let place = places.first()?;
        Some(Place { radius_m: self.radius_m.or(place.radius_m), ..place.clone() })
    }
}

/// The middle, where Space and Enter put the pin.
fn cross(ui: &Ui, surface: &canvas::Surface) {
    let middle = surface.rect.center();
    let stroke = Stroke::new(1.5, tokens(ui.ctx()).text[0]);
    for off in [vec2(7.0, 0.0), vec2(0.0, 7.0)] {
        ui.painter().line_segment([middle - off, middle + off], stroke);
    }
}
