//! Painting of what a cargo shows when it is unfolded: sizes, packing, ways of loading, a note.

use egui::Ui;

use super::model::form::RowKey;
use super::model::spot::Spot;
use super::pane::{At, GAP, Pane};
use super::terms_ui::row;

/// Width of a side.
const SIDE: f32 = 68.0;

/// The unfolded part.
pub(super) fn unfolded(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey) {
    let width = ui.available_width();
    let rest = width - 3.0 * (SIDE + GAP);
    row(ui, |ui| {
        let at = At::of(Spot::CargoLoading(key), (rest - GAP) / 2.0);
        pane.pick(ui, at, |form| Some(&mut form.cargo_mut(key)?.loading), |choices| &choices.loadings);
        let at = At::of(Spot::CargoUnloading(key), (rest - GAP) / 2.0);
        pane.pick(ui, at, |form| Some(&mut form.cargo_mut(key)?.unloading), |choices| &choices.unloadings);
        pane.text(ui, At::of(Spot::CargoLength(key), SIDE), |form| Some(&mut form.cargo_mut(key)?.length));
        pane.text(ui, At::of(Spot::CargoWidth(key), SIDE), |form| Some(&mut form.cargo_mut(key)?.width));
        pane.text(ui, At::of(Spot::CargoHeight(key), SIDE), |form| Some(&mut form.cargo_mut(key)?.height));
    });
    row(ui, |ui| {
        let at = At::of(Spot::CargoPacking(key), width * 0.35);
        pane.text(ui, at, |form| Some(&mut form.cargo_mut(key)?.packing));
        let at = At::of(Spot::CargoComment(key), width * 0.65 - GAP);
        pane.text(ui, at, |form| Some(&mut form.cargo_mut(key)?.comment));
    });
}
