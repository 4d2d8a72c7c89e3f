//! Painting of who drives and what is carried: truck, trailer, driver, cargos.

use egui::Ui;

use super::model::form::{CargoForm, Form, RowKey};
use super::model::intent::{Intent, Rows};
use super::model::notes::label_key;
use super::model::spot::Spot;
use super::pane::{At, CAPTION, GAP, Pane, ROW_GAP, section};
use super::terms_ui::{first_row, row};
use crate::ui::icons;
use crate::ui::theme::size;
use crate::ui::widgets::button;

/// Width of the fields for weight and volume.
const AMOUNT: f32 = 72.0;

/// Truck, trailer, driver.
pub(super) fn transport(ui: &mut Ui, pane: &mut Pane<'_>) {
    section(ui, &pane.say("editor-section-transport"));
    let width = ui.available_width();
    let half = (width - GAP) / 2.0;
    first_row(ui, |ui| {
        let chosen = pane.pick(ui, At::of(Spot::Car, half), |form| Some(&mut form.car), |choices| &choices.cars);
        pane.intents.extend(chosen.map(Intent::ChooseCar));
        pane.pick(ui, At::of(Spot::Trailer, half), |form| Some(&mut form.trailer), |choices| &choices.trailers);
    });
    ui.add_space(ROW_GAP);
    pane.pick(ui, At::of(Spot::Driver, width), |form| Some(&mut form.driver), |choices| &choices.drivers);
    if pane.form.driver.proposed || pane.form.trailer.proposed {
        let name = pane.say("editor-proposed-refuse");
        if button::quiet(ui, icons::ARROW_U_UP_LEFT, &name).on_hover_text(button::tip(&name, "Ctrl+Z")).clicked() {
            pane.intents.push(Intent::RefuseProposals);
        }
    }
}

/// Cargos, one block each, and the button that adds one.
pub(super) fn cargos(ui: &mut Ui, pane: &mut Pane<'_>) {
    section(ui, &pane.say("editor-section-cargo"));
    let keys: Vec<RowKey> = pane.form.cargos.iter().map(|cargo| cargo.key).collect();
    for (place, key) in keys.iter().enumerate() {
        if place > 0 {
            ui.add_space(GAP);
        }
        let number = (keys.len() > 1).then(|| place.saturating_add(1));
        cargo(ui, pane, *key, number);
    }
    ui.add_space(ROW_GAP);
    let add = button::quiet(ui, icons::PLUS, &pane.say("editor-add-cargo"));
    if pane.button(Spot::AddCargo, add).clicked() {
        pane.intents.push(Intent::Rows(Rows::AddCargo));
    }
}

/// A cargo. Among several each has its number, and can be removed.
fn cargo(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: Option<usize>) {
    let width = ui.available_width();
    first_row(ui, |ui| {
        let bin = if number.is_some() { size::CONTROL + GAP } else { 0.0 };
        let at = named(pane, At::of(Spot::CargoName(key), width - bin), number);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.name));
        if let Some(number) = number {
            bin_button(ui, pane, key, number);
        }
    });
    row(ui, |ui| {
        let at = named(pane, At::of(Spot::CargoType(key), width - 2.0 * (AMOUNT + GAP)), number);
        pane.pick(ui, at, |form| Some(&mut find(form, key)?.kind), |choices| &choices.cargo_types);
        let at = named(pane, At::of(Spot::CargoWeight(key), AMOUNT), number);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.weight));
        let at = named(pane, At::of(Spot::CargoVolume(key), AMOUNT), number);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.volume));
    });
}

fn bin_button(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize) {
    ui.vertical(|ui| {
        ui.add_space(CAPTION);
        let name = pane.lang.text_with("editor-remove-cargo", &[("row", number.into())]);
        if button::icon(ui, icons::X, &name, "").clicked() {
            pane.intents.push(Intent::Rows(Rows::RemoveCargo(key)));
        }
    });
}

fn find(form: &mut Form, key: RowKey) -> Option<&mut CargoForm> {
    form.cargos.iter_mut().find(|cargo| cargo.key == key)
}

fn named(pane: &Pane<'_>, at: At, number: Option<usize>) -> At {
    let field = pane.say(label_key(at.spot()));
    let name =
        |number: usize| pane.lang.text_with("editor-name-of-cargo", &[("field", field.into()), ("row", number.into())]);
    at.name(number.map(name))
}
