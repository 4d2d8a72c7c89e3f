//! Painting of what is known of an address: its parts, coordinates and zone; or what to do about it.

use egui::{Color32, Label, Link, RichText, Ui};

use super::model::form::{PointForm, RowKey};
use super::model::intent::Intent;
use super::pane::Pane;
use super::point_ui::line;
use crate::domain::place::{Place, Precision};
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;

/// A line under the address.
pub(super) fn place_line(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey) {
    let Some(point) = pane.form.point(key) else { return };
    let width = ui.available_width();
    let mut pressed = None;
    if let Some(place) = &point.address.place {
        let known = parts(pane, point, place).join("\u{a0}· ");
        if place.precision == Precision::Approximate {
            line(ui, width, |ui| {
                words(ui, &pane.say("editor-address-approximate"), tokens(ui.ctx()).warn);
                pressed = link(ui, &pane.say("editor-address-confirm")).then_some(Intent::Confirm(key));
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.set_max_width(width);
            // Lines of text here, not rows of controls.
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 1.0);
            ui.spacing_mut().interact_size.y = 0.0;
            words(ui, &known, tokens(ui.ctx()).text[1]);
            pressed = pressed.take().or(on_map(ui, pane, key));
        });
        ui.add_space(2.0);
    } else {
        line(ui, width, |ui| {
            if point.address.dropped.is_some() {
                words(ui, &pane.say("editor-address-dropped"), tokens(ui.ctx()).text[1]);
                pressed = link(ui, &pane.say("editor-address-take-back")).then_some(Intent::TakeAddressBack(key));
            }
            pressed = pressed.take().or(on_map(ui, pane, key));
        });
    }
    pane.intents.extend(pressed);
}

/// The way to the map, where the place is chosen or put right.
fn on_map(ui: &mut Ui, pane: &Pane<'_>, key: RowKey) -> Option<Intent> {
    let name = pane.say("editor-on-map");
    let words = RichText::new(format!("{} {name}", icons::MAP_PIN)).font(text::note());
    let link = ui.add(Link::new(words)).accessible_name(&name);
    link.on_hover_text(button::tip(&pane.say("editor-on-map-about"), "F4")).clicked().then_some(Intent::PickOnMap(key))
}

/// The parts of an address in the order of a Russian envelope turned round: from the region down to the house.
fn parts(pane: &Pane<'_>, point: &PointForm, place: &Place) -> Vec<String> {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let house = pane.lang.text_with("editor-house", &[("house", text(&place.house).into())]);
    let coordinates = place.location.map(|at| format!("{:.4},\u{a0}{:.4}", at.latitude, at.longitude));
    let local = point.arrival.value.unwrap_or_else(|| pane.present().local(place.zone));
    let zone = place.zone.map(|zone| zone.label(local));
    [
        text(&place.region),
        text(&place.district),
        text(&place.city),
        text(&place.village),
        text(&place.street),
        if place.house.is_some() { house } else { String::new() },
        text(&place.federal_district),
        // Together: a zone alone on a line says nothing.
        [coordinates, zone].into_iter().flatten().collect::<Vec<_>>().join("\u{a0}·\u{a0}"),
    ]
    .into_iter()
    .filter(|part| !part.trim().is_empty())
    .collect()
}

fn words(ui: &mut Ui, words: &str, color: Color32) {
    ui.add(Label::new(RichText::new(words).font(text::note()).color(color)).wrap());
}

fn link(ui: &mut Ui, words: &str) -> bool {
    ui.add(Link::new(RichText::new(words).font(text::note()))).clicked()
}
