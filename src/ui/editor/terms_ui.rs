//! Painting of who pays and how: customer, organisation, VAT, price, contract, term.

use egui::{Response, Ui};

use super::model::form::price_text;
use super::model::intent::Intent;
use super::model::spot::Spot;
use super::pane::{At, GAP, Pane, ROW_GAP, section};
use crate::domain::money::Money;
use crate::ui::widgets::caption::CAPTION;
use crate::ui::widgets::text_field::{Look, text_field};

/// Width of the field for days.
const DAYS: f32 = 64.0;

/// The part of the form.
pub(super) fn terms(ui: &mut Ui, pane: &mut Pane<'_>) {
    section(ui, &pane.say("editor-section-terms"));
    let width = ui.available_width();
    let half = (width - GAP) / 2.0;
    pane.pick(ui, At::of(Spot::Customer, width), |form| Some(&mut form.customer), |choices| &choices.customers);
    ui.add_space(ROW_GAP);
    let at = At::of(Spot::Organisation, width);
    let chosen = pane.pick(ui, at, |form| Some(&mut form.organisation), |choices| &choices.organisations);
    pane.intents.extend(chosen.map(Intent::ChooseOrganisation));
    row(ui, |ui| {
        let at = At::of(Spot::PaymentType, half);
        pane.pick(ui, at, |form| Some(&mut form.payment_type), |choices| &choices.payment_types);
        pane.pick(ui, At::of(Spot::VatType, half), |form| Some(&mut form.vat_type), |choices| &choices.vat_types);
    });
    row(ui, |ui| {
        price(ui, pane, half);
        vat_on_top(ui, pane);
    });
    row(ui, |ui| {
        pane.text(ui, At::of(Spot::Contract, half), |form| Some(&mut form.contract));
        pane.text(ui, At::of(Spot::PaymentDays, DAYS), |form| Some(&mut form.payment_days));
        let at = At::of(Spot::PaymentPeriod, half - DAYS - GAP);
        pane.pick(ui, at, |form| Some(&mut form.payment_period), |choices| &choices.periods);
    });
    ui.add_space(ROW_GAP);
    let at = At::of(Spot::Responsible, width);
    pane.pick(ui, at, |form| Some(&mut form.responsible), |choices| &choices.employees);
}

/// A row of fields under another row.
pub(super) fn row(ui: &mut Ui, paint: impl FnOnce(&mut Ui)) {
    ui.add_space(ROW_GAP);
    first_row(ui, paint);
}

/// A row of fields.
pub(super) fn first_row(ui: &mut Ui, paint: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        paint(ui);
    });
}

fn price(ui: &mut Ui, pane: &mut Pane<'_>, width: f32) -> Response {
    let response = pane.field(ui, At::of(Spot::Price, width), |pane, ui, id, look| {
        let look = Look { sign: "₽", number: true, ..look };
        text_field(ui, id, &mut pane.form.price, &look, false)
    });
    if response.lost_focus()
        && let Ok(price) = Money::parse_typed(&pane.form.price)
    {
        pane.form.price = price_text(price);
    }
    response
}

fn vat_on_top(ui: &mut Ui, pane: &mut Pane<'_>) {
    let name = pane.say("editor-vat-on-top");
    ui.vertical(|ui| {
        ui.add_space(CAPTION);
        let response = ui.checkbox(&mut pane.form.vat_on_top, name);
        pane.button(Spot::VatOnTop, response);
    });
}
