//! Painting of who drives and what is carried: truck, trailer, driver, cargos.

use egui::{Align, Layout, Link, Rect, RichText, Ui, UiBuilder, vec2};

use super::cargo_ui;
use super::model::edit::Proposed;
use super::model::form::{CargoForm, Form, RowKey};
use super::model::intent::{Intent, Rows};
use super::model::spot::Spot;
use super::pane::{At, GAP, Pane, ROW_GAP, section};
use super::terms_ui::first_row;
use crate::ui::icons;
use crate::ui::theme::{size, text};
use crate::ui::widgets::button;
use crate::ui::widgets::caption::CAPTION;

/// Width of the fields for weight and volume.
const AMOUNT: f32 = 68.0;

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
            pane.intents.push(Intent::Refuse(Proposed::Pair));
        }
    }
}

/// Cargos, one line each. The link that adds one stands at the right of the title, but Tab meets it after the fields.
pub(super) fn cargos(ui: &mut Ui, pane: &mut Pane<'_>) {
    let width = ui.available_width();
    let title = ui.scope(|ui| section(ui, &pane.say("editor-section-cargo"))).response.rect;
    let keys: Vec<RowKey> = pane.form.cargos.iter().map(|cargo| cargo.key).collect();
    for (place, key) in keys.iter().enumerate() {
        if place > 0 {
            ui.add_space(ROW_GAP);
        }
        let number = (keys.len() > 1).then(|| place.saturating_add(1));
        cargo(ui, pane, *key, number);
    }
    let line = Rect::from_min_size(title.min, vec2(width, title.height()));
    let mut right = ui.new_child(UiBuilder::new().max_rect(line).layout(Layout::right_to_left(Align::Center)));
    let words = RichText::new(pane.say("editor-add-cargo")).font(text::note());
    let add = right.add(Link::new(words));
    if pane.button(Spot::AddCargo, add).clicked() {
        pane.intents.push(Intent::Rows(Rows::AddCargo));
    }
}

/// A cargo in one line. Among several each has its number, and can be removed.
fn cargo(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: Option<usize>) {
    let bin = size::CONTROL + GAP + if number.is_some() { size::CONTROL + GAP } else { 0.0 };
    let texts = ui.available_width() - bin - 2.0 * AMOUNT - 3.0 * GAP;
    first_row(ui, |ui| {
        let at = At::of(Spot::CargoName(key), texts * 0.55);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.name));
        let at = At::of(Spot::CargoType(key), texts * 0.45);
        pane.pick(ui, at, |form| Some(&mut find(form, key)?.kind), |choices| &choices.cargo_types);
        let at = At::of(Spot::CargoWeight(key), AMOUNT);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.weight));
        let at = At::of(Spot::CargoVolume(key), AMOUNT);
        pane.text(ui, at, |form| Some(&mut find(form, key)?.volume));
        unfold_button(ui, pane, key, number);
        if let Some(number) = number {
            bin_button(ui, pane, key, number);
        }
    });
    if pane.form.cargo(key).is_some_and(|cargo| cargo.unfolded) {
        cargo_ui::unfolded(ui, pane, key);
    }
}

/// Shows and folds away what a cargo has besides. One that has something of it is marked.
fn unfold_button(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: Option<usize>) {
    let Some(cargo) = pane.form.cargo(key) else { return };
    let icon = match (cargo.unfolded, cargo.has_more()) {
        (true, _) => icons::CARET_UP,
        (false, true) => icons::DOTS_THREE,
        (false, false) => icons::CARET_DOWN,
    };
    let name = pane.lang.text_with("editor-more-of-cargo", &[("row", number.unwrap_or(1).into())]);
    ui.vertical(|ui| {
        ui.add_space(CAPTION);
        if button::icon(ui, icon, &name, "F6").clicked()
            && let Some(cargo) = pane.form.cargo_mut(key)
        {
            cargo.unfolded = !cargo.unfolded;
            pane.intents.extend(cargo.unfolded.then_some(Intent::GoTo(Spot::CargoLoading(key))));
        }
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
