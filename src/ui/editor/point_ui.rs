//! Painting of one point of the route: kind, address with what is known of it, times, and what unfolds.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::model::addresses::{Asking, Offer, Offers, offers};
use super::model::clocks::{arrival_clock, told, window_clock, zone_of};
use super::model::edit::{FEWEST_POINTS, Way};
use super::model::form::{PointForm, RowKey};
use super::model::intent::{Intent, Rows};
use super::model::session::Focus;
use super::model::spot::Spot;
use super::pane::{At, GAP, Pane};
use super::place_ui::place_line;
use super::point_more_ui;
use super::terms_ui::first_row;
use crate::domain::bid::PointKind;
use crate::domain::place::Precision;
use crate::domain::typed_time::shown;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::address_field::AddressField;
use crate::ui::widgets::address_text::AddressText;
use crate::ui::widgets::button;
use crate::ui::widgets::caption::CAPTION;
use crate::ui::widgets::list_row::ListRow;
use crate::ui::widgets::text_field::Look;
use crate::ui::widgets::time_field::time_field;
use crate::ui::widgets::time_text::{Clock, TimeText};

/// Width of the fields for kind and times.
pub(super) const NARROW: f32 = 148.0;
/// Width of the point's buttons.
const TOOLS: f32 = 178.0;
/// Height of a line of small text.
const LINE: f32 = 18.0;

/// A point.
pub(super) fn point(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize, count: usize) {
    let width = ui.available_width();
    first_row(ui, |ui| {
        let caption = pane.lang.text_with("editor-point", &[("row", number.into())]);
        let at = At::of(Spot::PointKind(key), NARROW).label(caption);
        pane.pick(ui, at, |form| Some(&mut form.point_mut(key)?.kind), |choices| &choices.point_kinds);
        address(ui, pane, key, width - NARROW - GAP);
    });
    if pane.form.point(key).is_some_and(|point| point.kind() == PointKind::Custom) {
        let at = At::of(Spot::CustomType(key), width);
        pane.pick(ui, at, |form| Some(&mut form.point_mut(key)?.custom_type), |choices| &choices.custom_points);
    }
    place_line(ui, pane, key);
    times(ui, pane, key, number, count);
    if pane.form.point(key).is_some_and(|point| point.unfolded) {
        point_more_ui::unfolded(ui, pane, key, number, width);
    }
}

fn address(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, width: f32) {
    let spot = Spot::Address(key);
    let known = pane.form.customer.chosen.as_ref().map_or(&[][..], |customer| pane.state.books.places_of(customer));
    let Some(point) = pane.form.point(key) else { return };
    // A chosen address asks for nothing: under it stand the places one may change to.
    let confirming = point.address.place.as_ref().is_some_and(|place| place.precision != Precision::Confirmed);
    let asked = if point.address.place.is_some() && !confirming { "" } else { point.address.text.as_str() };
    let offered = offers(asked, known, &pane.state.addresses);
    let rows: Vec<ListRow> = offered.rows.iter().map(|offer| offer_row(pane, offer)).collect();
    let foot = foot(pane, &offered);
    let mut taken = None;
    let at = At::of(spot, width);
    pane.field(ui, at, |pane, ui, id, look| {
        let hint = pane.say("editor-address-hint");
        let open = pane.focus == Some(Focus { spot, open: true });
        let field = AddressField { id, rows: &rows, foot: &foot, look: Look { hint: &hint, ..look }, open };
        let mut nowhere = AddressText::default();
        let address = pane.form.point_mut(key).map_or(&mut nowhere, |point| &mut point.address);
        let (response, place) = field.show(ui, address);
        taken = place;
        response
    });
    let chosen = taken.and_then(|place| offered.rows.get(place));
    pane.intents.extend(chosen.map(|offer| Intent::ChooseAddress(key, Box::new(offer.clone()))));
}

fn offer_row(pane: &Pane<'_>, offer: &Offer) -> ListRow {
    let place = offer.place();
    match offer {
        Offer::Known(known) => {
            let own_name = known.name != place.address;
            let contact = known.contact.as_ref().map(|contact| contact.name.clone()).unwrap_or_default();
            ListRow {
                title: known.name.clone(),
                detail: if own_name { place.address.clone() } else { contact },
                mark: pane.say("editor-address-known"),
                careful: false,
            }
        }
        Offer::Found(place) => {
            let region = place.region.clone().unwrap_or_default();
            ListRow {
                title: place.address.clone(),
                detail: if place.address.contains(&region) { String::new() } else { region },
                mark: if offer.is_approximate() { pane.say("editor-address-approximate") } else { String::new() },
                careful: true,
            }
        }
    }
}

fn foot(pane: &Pane<'_>, offered: &Offers) -> String {
    match &offered.asking {
        Asking::Waiting => pane.say("editor-address-waiting"),
        Asking::Answered if offered.rows.is_empty() => pane.say("editor-address-nothing"),
        Asking::Idle | Asking::Answered => String::new(),
        Asking::Offline => pane.say("editor-address-offline"),
        Asking::Failed(reason) => {
            pane.lang.text_with("editor-address-failed", &[("reason", pane.lang.say(reason).into())])
        }
    }
}

fn times(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize, count: usize) {
    let width = ui.available_width();
    first_row(ui, |ui| {
        let clock = arrival_clock(pane.form, key, pane.present());
        time(ui, pane, Spot::Arrival(key), clock, |point| &mut point.arrival);
        let clock = pane.form.point(key).map_or(clock, |point| window_clock(point, pane.present()));
        time(ui, pane, Spot::Window(key), clock, |point| &mut point.window);
        let rest = ui.available_width();
        ui.vertical(|ui| {
            ui.add_space(CAPTION);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.add_space((rest - TOOLS).max(0.0));
                tools(ui, pane, key, number, count);
            });
        });
    });
    let Some(point) = pane.form.point(key) else { return };
    let folded = if point.unfolded { String::new() } else { point_more_ui::summary(pane, point) };
    let words = told_times(pane, point);
    line(ui, width, |ui| {
        let colors = tokens(ui.ctx());
        ui.spacing_mut().item_spacing.x = GAP;
        if !words.is_empty() {
            ui.label(RichText::new(words).font(text::note()).color(colors.text[1]));
        }
        ui.add(Label::new(RichText::new(folded).font(text::note()).color(colors.text[2])).truncate());
    });
}

/// What was understood of both times.
fn told_times(pane: &Pane<'_>, point: &PointForm) -> String {
    let arrival = told(&point.arrival, zone_of(point), pane.present(), pane.lang);
    let Some(end) = point.window.value else { return arrival };
    let same_day = point.arrival.value.is_some_and(|begin| begin.date() == end.date());
    let end = if same_day { end.format("%H:%M").to_string() } else { shown(end) };
    let until = pane.lang.text_with("editor-time-until", &[("time", end.into())]);
    format!("{arrival} · {until}")
}

/// A line of small text that keeps its height when it is empty, so that nothing jumps while typing.
pub(super) fn line(ui: &mut Ui, width: f32, paint: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, LINE), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(vec2(width, LINE));
        paint(ui);
    });
}

/// The buttons of the point, at the right.
fn tools(ui: &mut Ui, pane: &mut Pane<'_>, key: RowKey, number: usize, count: usize) {
    let Some(unfolded) = pane.form.point(key).map(|point| point.unfolded) else { return };
    let named = |key: &str| pane.lang.text_with(key, &[("row", number.into())]);
    let caret = if unfolded { icons::CARET_UP } else { icons::CARET_DOWN };
    let more = button::quiet(ui, caret, &pane.say("editor-more"));
    let more = more.accessible_name(named("editor-more-of-point")).on_hover_text(pane.say("editor-more-tip"));
    let up = enabled_icon(ui, number > 1, icons::ARROW_UP, &named("editor-point-up"), "Alt+↑");
    let down = enabled_icon(ui, number < count, icons::ARROW_DOWN, &named("editor-point-down"), "Alt+↓");
    let bin = enabled_icon(ui, count > FEWEST_POINTS, icons::X, &named("editor-remove-point"), "");
    let wishes =
        [(up, Rows::MovePoint(key, Way::Up)), (down, Rows::MovePoint(key, Way::Down)), (bin, Rows::RemovePoint(key))];
    pane.intents.extend(wishes.into_iter().filter(|(pressed, _)| *pressed).map(|(_, rows)| Intent::Rows(rows)));
    if more.clicked()
        && let Some(point) = pane.form.point_mut(key)
    {
        point.unfolded = !unfolded;
        pane.intents.extend((!unfolded).then_some(Intent::GoTo(Spot::ContactName(key))));
    }
}

fn enabled_icon(ui: &mut Ui, enabled: bool, icon: &str, name: &str, key: &str) -> bool {
    ui.add_enabled_ui(enabled, |ui| button::icon(ui, icon, name, key).clicked()).inner
}

pub(super) fn time(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    spot: Spot,
    clock: Clock,
    field: impl FnOnce(&mut PointForm) -> &mut TimeText,
) {
    let Some(key) = spot.point() else { return };
    let at = At::of(spot, NARROW);
    pane.field(ui, at, |pane, ui, id, look| {
        let counts_on = matches!(spot, Spot::Window(_) | Spot::Leave(_));
        let hint = pane.say(if counts_on { "editor-window-hint" } else { "editor-arrival-hint" });
        let mut nowhen = TimeText::default();
        let time = pane.form.point_mut(key).map_or(&mut nowhen, field);
        time_field(ui, id, time, clock, &look.hint(&hint))
    });
}
