//! Painting of what is known of an address: its parts, coordinates and zone; or what to do about it.

use egui::{Color32, Link, RichText, Ui};

use super::model::form::{PointForm, RowKey};
use super::model::intent::Intent;
use super::pane::Pane;
use super::point_ui::line;
use crate::domain::place::{Place, Precision};
use crate::ui::theme::{text, tokens};

/// A line under the address.
pub(super) fn place_line(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey) {
    let Some(point) = pane.form.point(key) else { return };
    let width = ui.available_width();
    match (&point.address.place, &point.address.dropped) {
        (Some(place), _) => {
            let approximate = place.precision == Precision::Approximate;
            let parts = parts(pane, point, place);
            let intent = wrapped(ui, |ui| {
                let mut pressed = false;
                if approximate {
                    words(ui, &pane.say("editor-address-approximate"), tokens(ui.ctx()).warn);
                    pressed = link(ui, &pane.say("editor-address-confirm"));
                }
                parts_line(ui, &parts);
                pressed.then_some(Intent::Confirm(key))
            });
            pane.intents.extend(intent);
        }
        (None, Some(_)) => {
            let mut pressed = false;
            line(ui, width, |ui| {
                words(ui, &pane.say("editor-address-dropped"), tokens(ui.ctx()).text[1]);
                pressed = link(ui, &pane.say("editor-address-take-back"));
            });
            pane.intents.extend(pressed.then_some(Intent::TakeAddressBack(key)));
        }
        (None, None) => line(ui, width, |_| {}),
    }
}

/// The parts of an address in the order of a Russian envelope turned round: from the region down to the house.
fn parts(pane: &Pane<'_>, point: &PointForm, place: &Place) -> Vec<String> {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let house = pane.lang.text_with("editor-house", &[("house", text(&place.house).into())]);
    let coordinates = place.location.map(|at| format!("{:.4}, {:.4}", at.latitude, at.longitude));
    let local = point.arrival.value.unwrap_or_else(|| pane.present().local(place.zone));
    [
        text(&place.region),
        text(&place.district),
        text(&place.city),
        text(&place.village),
        text(&place.street),
        if place.house.is_some() { house } else { String::new() },
        text(&place.federal_district),
        coordinates.unwrap_or_default(),
        place.zone.map(|zone| zone.label(local)).unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.trim().is_empty())
    .collect()
}

fn parts_line(ui: &mut Ui, parts: &[String]) {
    let colors = tokens(ui.ctx());
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            words(ui, "·", colors.text[2]);
        }
        words(ui, part, colors.text[1]);
    }
}

fn wrapped<R>(ui: &mut Ui, paint: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(5.0, 0.0);
        ui.spacing_mut().interact_size.y = 18.0;
        paint(ui)
    })
    .inner
}

fn words(ui: &mut Ui, words: &str, color: Color32) {
    ui.label(RichText::new(words).font(text::note()).color(color));
}

fn link(ui: &mut Ui, words: &str) -> bool {
    ui.add(Link::new(RichText::new(words).font(text::note()))).clicked()
}
