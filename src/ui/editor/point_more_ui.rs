//! Painting of what a point shows when it is unfolded: contact, note, departure, its own counterparty, how it is loaded,
//! and what the organisation has made up for points.

use egui::Ui;

use super::model::clocks::window_clock;
use super::model::form::{PointForm, RowKey};
use super::model::spot::Spot;
use super::more_ui::Options;
use super::pane::{At, GAP, Pane, ROW_GAP};
use super::point_ui::{NARROW, time};
use super::terms_ui::row;
use crate::app::bid_more_words;
use crate::domain::catalog::CatalogKind;
use crate::domain::phone::Phone;
use crate::domain::typed_time::shown;
use crate::ui::widgets::time_text::Clock;

/// What stands in a folded point out of sight.
pub(super) fn summary(pane: &Pane<'_>, point: &PointForm) -> String {
    let phone = Phone::parse(&point.contact_phone).map_or_else(|_foreign| point.contact_phone.clone(), |it| it.shown());
    let leave = point.leave.value.map(|at| pane.lang.text_with("editor-leave-told", &[("time", shown(at).into())]));
    let books = &pane.state.books;
    let parts = [
        point.contact_name.trim().to_owned(),
        phone.trim().to_owned(),
        point.comment.trim().to_owned(),
        leave.unwrap_or_default(),
        bid_more_words::items(CatalogKind::LoadUnload, &point.load_options, books),
        bid_more_words::items(CatalogKind::PointOption, &point.options, books),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The unfolded part.
pub(super) fn unfolded(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize, width: f32) {
    row(ui, |ui| {
        let at = At::of(Spot::ContactName(key), NARROW);
        pane.text(ui, at, |form| Some(&mut form.point_mut(key)?.contact_name));
        let at = At::of(Spot::ContactPhone(key), NARROW);
        pane.text(ui, at, |form| Some(&mut form.point_mut(key)?.contact_phone));
        let at = At::of(Spot::Comment(key), width - 2.0 * (NARROW + GAP));
        pane.text(ui, at, |form| Some(&mut form.point_mut(key)?.comment));
    });
    row(ui, |ui| {
        let present = pane.present();
        let clock = pane.form.point(key).map(|point| leave_clock(point, window_clock(point, present)));
        if let Some(clock) = clock {
            time(ui, pane, Spot::Leave(key), clock, |point| &mut point.leave);
        }
        let at = At::of(Spot::PointCustomer(key), width - NARROW - GAP);
        pane.pick(ui, at, |form| Some(&mut form.point_mut(key)?.counterparty), |choices| &choices.customers);
    });
    ticks(ui, pane, key, number);
    let names: Vec<String> = pane
        .form
        .point(key)
        .map(|point| point.properties.iter().map(|row| row.name.clone()).collect())
        .unwrap_or_default();
    let places: Vec<(u32, String)> = (0_u32..).zip(names).collect();
    for pair in places.chunks(2) {
        row(ui, |ui| {
            for (place, name) in pair {
                let at = At::of(Spot::PointProperty(key, *place), (width - GAP) / 2.0).label(name.clone());
                let index = usize::try_from(*place).unwrap_or(usize::MAX);
                pane.text(ui, at, |form| Some(&mut form.point_mut(key)?.properties.get_mut(index)?.value));
            }
        });
    }
}

/// A departure counts from the end of the window, or from the arrival.
fn leave_clock(point: &PointForm, clock: Clock) -> Clock {
    Clock { before: point.window.value.or(clock.before), ..clock }
}

fn ticks(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize) {
    let Some(point) = pane.form.point(key) else { return };
    let owner = pane.lang.text_with("editor-point", &[("row", number.into())]);
    let ways = Options::of(pane, CatalogKind::LoadUnload, &point.load_options);
    let options = Options::of(pane, CatalogKind::PointOption, &point.options);
    ui.add_space(ROW_GAP);
    let ways = ways.show(ui, &pane.say("editor-load-options"), &owner);
    let options = options.show(ui, &pane.say("editor-point-options"), &owner);
    if let Some(point) = pane.form.point_mut(key) {
        if let Some(ways) = ways {
            point.load_options = ways;
        }
        if let Some(options) = options {
            point.options = options;
        }
    }
}
