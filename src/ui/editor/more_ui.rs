//! Painting of the rarer fields: second driver, the customer's own papers, a temperature, options and properties of the
//! organisation's own making. Folded, a line says which of them are filled.

use egui::{Label, RichText, Ui};

use super::model::more::MoreForm;
use super::model::notes::name;
use super::model::spot::Spot;
use super::pane::{At, GAP, Pane, ROW_GAP};
use super::terms_ui::row;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RemoteId;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::widgets::caption::CAPTION;
use crate::ui::widgets::text_field::{Look, text_field};

/// Width of the fields for degrees.
const SHORT: f32 = 112.0;
/// Width of the field for a day, with room for where it is kept.
const DAY: f32 = 176.0;

/// The part of the form.
pub(super) fn more(ui: &mut Ui, pane: &mut Pane<'_>) {
    toggle(ui, pane);
    if !pane.form.more.unfolded {
        return;
    }
    let width = ui.available_width();
    ui.add_space(ROW_GAP);
    let at = At::of(Spot::SecondDriver, width);
    pane.pick(ui, at, |form| Some(&mut form.more.second_driver), |choices| &choices.drivers);
    ui.add_space(ROW_GAP);
    let at = At::of(Spot::SalesManager, width);
    pane.pick(ui, at, |form| Some(&mut form.more.sales_manager), |choices| &choices.employees);
    row(ui, |ui| {
        let at = At::of(Spot::CustomerNumber, width - DAY - GAP);
        pane.text(ui, at, |form| Some(&mut form.more.customer_number));
        let hint = pane.say("editor-day-hint");
        pane.field(ui, At::of(Spot::CustomerDate, DAY), |pane, ui, id, look| {
            text_field(ui, id, &mut pane.form.more.customer_date, &look.hint(&hint), false)
        });
    });
    ui.add_space(ROW_GAP);
    pane.text(ui, At::of(Spot::BidComment, width), |form| Some(&mut form.more.comment));
    row(ui, |ui| {
        degrees(ui, pane, Spot::Coldest, |more| &mut more.coldest);
        degrees(ui, pane, Spot::Warmest, |more| &mut more.warmest);
        empty_run(ui, pane);
    });
    let options = Options::of(pane, CatalogKind::BidOption, &pane.form.more.options);
    let title = pane.say("editor-bid-options");
    ui.add_space(ROW_GAP);
    if let Some(set) = options.show(ui, &title, "") {
        pane.form.more.options = set;
    }
    properties(ui, pane, width);
}

fn toggle(ui: &mut Ui, pane: &mut Pane<'_>) {
    let unfolded = pane.form.more.unfolded;
    ui.horizontal(|ui| {
        let caret = if unfolded { icons::CARET_UP } else { icons::CARET_DOWN };
        let response = button::quiet(ui, caret, &pane.say("editor-more-fields"));
        let response = response.on_hover_text(button::tip(&pane.say("editor-more-fields-tip"), "F6"));
        if pane.button(Spot::More, response).clicked() {
            pane.form.more.unfolded = !unfolded;
        }
        if !unfolded {
            let filled = filled(pane).join(", ");
            let words = RichText::new(filled).font(text::note()).color(tokens(ui.ctx()).text[2]);
            ui.add(Label::new(words).truncate());
        }
    });
}

/// Names of the fields that something stands in.
fn filled(pane: &Pane<'_>) -> Vec<String> {
    let more = &pane.form.more;
    let typed = |text: &String| !text.trim().is_empty();
    let fixed = [
        (Spot::SecondDriver, !more.second_driver.is_empty()),
        (Spot::SalesManager, !more.sales_manager.is_empty()),
        (Spot::CustomerNumber, typed(&more.customer_number)),
        (Spot::CustomerDate, typed(&more.customer_date)),
        (Spot::BidComment, typed(&more.comment)),
        (Spot::Coldest, typed(&more.coldest)),
        (Spot::Warmest, typed(&more.warmest)),
        (Spot::EmptyRun, more.empty_run),
    ];
    let own = more.plain_properties().map(|(place, row)| (Spot::Property(place), typed(&row.value)));
    let filled = fixed.into_iter().chain(own).filter(|(_, is)| *is);
    let mut names: Vec<String> = filled.map(|(spot, _)| name(spot, pane.form, pane.lang)).collect();
    if !more.options.is_empty() {
        names.push(pane.say("editor-bid-options"));
    }
    names
}

fn degrees(ui: &mut Ui, pane: &mut Pane<'_>, spot: Spot, field: impl FnOnce(&mut MoreForm) -> &mut String) {
    pane.field(ui, At::of(spot, SHORT), |pane, ui, id, look| {
        let look = Look { sign: "°C", number: true, ..look };
        text_field(ui, id, field(&mut pane.form.more), &look, false)
    });
}

fn empty_run(ui: &mut Ui, pane: &mut Pane<'_>) {
    let name = pane.say("editor-empty-run");
    ui.vertical(|ui| {
        ui.add_space(CAPTION);
        let response = ui.checkbox(&mut pane.form.more.empty_run, name);
        pane.button(Spot::EmptyRun, response);
    });
}

/// Properties under their own names, two in a row.
fn properties(ui: &mut Ui, pane: &mut Pane<'_>, width: f32) {
    let places: Vec<(u32, String)> =
        pane.form.more.plain_properties().map(|(place, row)| (place, row.name.clone())).collect();
    for pair in places.chunks(2) {
        row(ui, |ui| {
            for (place, name) in pair {
                let at = At::of(Spot::Property(*place), (width - GAP) / 2.0).label(name.clone());
                pane.text(ui, at, |form| Some(&mut form.more.property_mut(*place)?.value));
            }
        });
    }
}

/// Options of a catalog, each a tick.
pub(super) struct Options {
    rows: Vec<(RemoteId, String, bool)>,
}

impl Options {
    /// What is offered, and what is set though it is no longer offered.
    pub(super) fn of(pane: &Pane<'_>, kind: CatalogKind, set: &[RemoteId]) -> Self {
        let catalog = pane.state.books.catalog(kind);
        let offered = catalog.iter().filter(|item| !item.deleted || set.contains(&item.id));
        let mut rows: Vec<_> = offered.map(|item| (item.id, item.name.clone(), set.contains(&item.id))).collect();
        let unknown = set.iter().filter(|id| catalog.iter().all(|item| item.id != **id));
        rows.extend(unknown.map(|id| (*id, format!("№{id}"), true)));
        Self { rows }
    }

    /// The ticks under a title; the new set when one was changed. `owner` tells them from those of other points.
    pub(super) fn show(mut self, ui: &mut Ui, title: &str, owner: &str) -> Option<Vec<RemoteId>> {
        if self.rows.is_empty() {
            return None;
        }
        let mut changed = false;
        ui.label(RichText::new(title).font(text::note()).color(tokens(ui.ctx()).text[1]));
        ui.horizontal_wrapped(|ui| {
            for (_, name, set) in &mut self.rows {
                let response = ui.checkbox(set, name.as_str());
                changed |= response.changed();
                if !owner.is_empty() {
                    response.accessible_name(format!("{name}, {owner}"));
                }
            }
        });
        let set = self.rows.into_iter().filter(|(_, _, set)| *set).map(|(id, _, _)| id);
        changed.then(|| {
            let mut ids: Vec<_> = set.collect();
            ids.sort_unstable();
            ids
        })
    }
}
