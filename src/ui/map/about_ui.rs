//! What floats over the map: kilometres of the selected bid, what is at a clicked place, what is still on its way.

use egui::{Pos2, Rect, RichText, Stroke, Ui, vec2};

use super::canvas::Surface;
use super::{close, floating};
use crate::app::command::Command;
use crate::app::map::Taken;
use crate::app::map::ask::MapCommand;
use crate::app::state::{AddressAnswer, AppState};
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::place::{GeoPoint, Precision};
use crate::domain::report::Told;
use crate::ui::card::mileage;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const WIDTH: f32 = 340.0;
const MARGIN: f32 = 10.0;

/// The panels over the left edge, one under another.
pub(super) fn about(ui: &mut Ui, surface: &Surface, state: &AppState, sink: &mut Sink) -> Option<Rect> {
    let corner = surface.rect.left_top() + vec2(MARGIN, MARGIN);
    let width = WIDTH.min(surface.rect.width() * 0.6).max(140.0);
    let place = Rect::from_min_max(corner, Pos2::new(corner.x + width, surface.rect.bottom() - 30.0));
    let mut part = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("map-about"));
    part.spacing_mut().item_spacing.y = 6.0;
    let before = part.cursor().top();
    selected(&mut part, state);
    named(&mut part, state, sink);
    news(&mut part, state);
    let used = part.cursor().top();
    (used > before).then(|| place.with_max_y(used))
}

fn selected(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let Some(card) = state.card.as_ref().filter(|card| Some(&card.meta.id) == state.bids.selected.as_ref()) else {
        return;
    };
    let mut said: Vec<String> =
        mileage::fields(&card.facts, &Told::default(), state.map.way_of(&card.meta.id).map(AsRef::as_ref), lang)
            .into_iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
    match state.map.trail.as_ref().filter(|(bid, _)| *bid == card.meta.id) {
        Some((_, Ok(trail))) => said.push(lang.text_with("map-trail", &[("n", trail.fixes.into())])),
        Some((_, Err(why))) => said.push(lang.text_with("map-trail-failed", &[("reason", lang.say(why).into())])),
        None => {}
    }
    if said.is_empty() {
        return;
    }
    let place = ui.available_rect_before_wrap();
    let colors = tokens(ui.ctx());
    panel(ui, place, "map-selected", |ui| {
        let number = card.meta.remote_id.map(|id| id.to_string()).unwrap_or_default();
        let number = title(&number, lang);
        ui.label(RichText::new(number).font(text::medium()).color(colors.text[0]));
        for words in said {
            ui.add(egui::Label::new(RichText::new(words).font(text::table()).color(colors.text[1])).wrap());
        }
    });
}

fn named(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let Some((point, answer)) = &state.map.named else { return };
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let place = ui.available_rect_before_wrap();
    panel(ui, place, "map-named", |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(coordinates(*point)).font(text::table_medium()).color(colors.text[0]));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if close(ui, lang) {
                    sink.send(Command::Map(MapCommand::ForgetName));
                }
                if button::icon(ui, icons::COPY, &lang.text("map-copy"), "").clicked() {
                    ui.ctx().copy_text(copied(*point, answer));
                }
            });
        });
        answered(ui, answer, state);
    });
}

/// What the geocoder said of a place, in words.
pub(super) fn answered(ui: &mut Ui, answer: &AddressAnswer, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let line = |ui: &mut Ui, words: &str, color| {
        ui.add(egui::Label::new(RichText::new(words).font(text::table()).color(color)).wrap().selectable(true));
    };
    match answer {
        AddressAnswer::Waiting => line(ui, &lang.text("map-name-waiting"), colors.text[2]),
        AddressAnswer::Failed(why) => {
            let words = lang.text_with("map-name-failed", &[("reason", lang.say(why).into())]);
            field_note::field_note(ui, icons::WARNING, &words, colors.warn);
        }
        AddressAnswer::Found(places) | AddressAnswer::Offline(places) => match places.first() {
            None => line(ui, &lang.text("map-name-nothing"), colors.text[1]),
            Some(place) => {
                line(ui, &place.address, colors.text[0]);
                let zone = place.zone.map(|zone| zone.label(zone.to_local(state.now)));
                let parts = [place.region.clone(), place.district.clone(), zone];
                let known: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
                line(ui, &known.join(" · "), colors.text[2]);
                if place.precision == Precision::Approximate {
                    field_note::field_note(ui, icons::CLOUD_SLASH, &lang.text("map-name-offline"), colors.warn);
                }
            }
        },
    }
}

fn news(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let map = &state.map;
    let said = match (&map.trouble, &map.scene) {
        (Some(why), _) => Some(lang.say(why)),
        (None, None) => Some(lang.text("map-reading")),
        (None, Some(_)) if map.filling => Some(lang.text("map-filling")),
        (None, Some(scene)) if scene.bids == 0 => Some(lang.text("map-no-points")),
        (None, Some(_)) => None,
    };
    let trucks =
        map.trucks.trouble.as_ref().map(|why| lang.text_with("map-trucks-failed", &[("reason", lang.say(why).into())]));
    let web = map.web.trouble.as_ref().filter(|_| state.settings.map.tiles_on);
    let web = web.map(|why| lang.text_with("map-web-trouble", &[("reason", lang.say(why).into())]));
    let colors = tokens(ui.ctx());
    for words in [said, trucks, web].into_iter().flatten() {
        let place = ui.available_rect_before_wrap();
        panel(ui, place, &words, |ui| {
            ui.add(egui::Label::new(RichText::new(&words).font(text::table()).color(colors.text[1])).wrap());
        });
    }
}

/// Paints a floating panel and moves on below it.
fn panel(ui: &mut Ui, place: Rect, salt: &str, paint: impl FnOnce(&mut Ui)) {
    let mut used = place;
    floating(ui, place, salt, |ui| {
        ui.set_width(ui.available_width().min(WIDTH));
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 0.0;
        paint(ui);
        used = ui.min_rect();
    });
    ui.advance_cursor_after_rect(used.expand2(vec2(12.0, 9.0)));
}

/// The pin of the clicked place.
pub(super) fn clicked_place(ui: &Ui, surface: &Surface, taken: &mut Taken, state: &AppState) {
    let Some((point, _)) = &state.map.named else { return };
    pin(ui, surface, *point, taken);
}

/// A pin whose point is at a place.
pub(super) fn pin(ui: &Ui, surface: &Surface, point: GeoPoint, taken: &mut Taken) {
    let colors = tokens(ui.ctx());
    let on_screen = surface.view.project(point);
    taken.block(on_screen, 12.0);
    let at = surface.at(on_screen);
    let head = at - vec2(0.0, 16.0);
    let edge = Stroke::new(1.5, colors.surface[1]);
    let foot = vec![head + vec2(-5.0, 4.0), at, head + vec2(5.0, 4.0)];
    ui.painter().add(egui::Shape::convex_polygon(foot, colors.danger, Stroke::NONE));
    ui.painter().circle(head, 8.0, colors.danger, edge);
    ui.painter().circle_filled(head, 3.0, colors.surface[1]);
}

/// A bid by its number.
pub(super) fn title(number: &str, lang: Lang) -> String {
    if number.is_empty() {
        lang.text("map-bid-new")
    } else {
        lang.text_with("card-title", &[("number", number.into())])
    }
}

/// Degrees as people paste them: north first.
pub(super) fn coordinates(point: GeoPoint) -> String {
    format!("{:.5}, {:.5}", point.latitude, point.longitude)
}

fn copied(point: GeoPoint, answer: &AddressAnswer) -> String {
    let place = match answer {
        AddressAnswer::Found(places) | AddressAnswer::Offline(places) => places.first(),
        AddressAnswer::Waiting | AddressAnswer::Failed(_) => None,
    };
    place.map_or_else(|| coordinates(point), |place| format!("{} ({})", place.address, coordinates(point)))
}

/// The started bid that a truck drives, when the list knows one.
pub(super) fn bid_of_truck(state: &AppState, car: &LocalId) -> Option<LocalId> {
    let plate = state.books.record(car)?.entry.title();
    let lines = state.bids.lines.as_ref()?;
    let of_truck = lines.iter().filter(|line| line.car == plate && !line.is_binned());
    of_truck.into_iter().find(|line| line.status == BidStatus::Started).map(|line| line.id.clone())
}
