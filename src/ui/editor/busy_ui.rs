//! Painting of what stands in the way: other bids with the same truck or people, and what the platform thinks of it.

use egui::{CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

use super::model::busy::{self, Busy, Naming};
use super::model::intent::Intent;
use super::model::session::Leaving;
use super::pane::Pane;
use crate::app::command::AfterSave;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};

/// At most this many bids are named; the others are counted.
const MOST_NAMED: usize = 3;

/// The boxes, when there is something to say.
pub(super) fn in_the_way(ui: &mut Ui, pane: &mut Pane<'_>) {
    if !pane.view.busy.is_empty() {
        busy_box(ui, pane);
        ui.add_space(4.0);
    }
    let view = pane.view;
    for (key, bids) in [
        ("editor-collision-theirs", &view.disagreement.only_theirs),
        ("editor-collision-ours", &view.disagreement.only_ours),
    ] {
        if bids.is_empty() {
            continue;
        }
        let numbers = bids.iter().map(|id| numbered(pane, *id)).collect::<Vec<_>>().join(", ");
        let args = [("count", bids.len().into()), ("numbers", numbers.into())];
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            let color = tokens(ui.ctx()).warn;
            field_note::field_note(ui, icons::WARNING, &pane.lang.text_with(key, &args), color);
        });
    }
}

fn busy_box(ui: &mut Ui, pane: &mut Pane<'_>) {
    let colors = tokens(ui.ctx());
    Frame::new()
        .fill(colors.wash(colors.warn))
        .stroke(Stroke::new(1.0, colors.wash_edge(colors.warn)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().interact_size.y = 20.0;
            let view = pane.view;
            for busy in view.busy.iter().take(MOST_NAMED) {
                ui.horizontal(|ui| named(ui, pane, busy));
            }
            if let Some(more) = view.busy.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
                let words = pane.lang.text_with("editor-busy-more", &[("count", more.into())]);
                ui.label(RichText::new(words).font(text::table()).color(colors.text[1]));
            }
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| ways_out(ui, pane));
        });
}

/// What is busy, with which bid, from when to when.
fn named(ui: &mut Ui, pane: &Pane<'_>, busy: &Busy) {
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(icons::WARNING).font(text::icon()).color(colors.warn));
    let naming = Naming { choices: pane.choices, books: &pane.state.books, present: pane.present(), lang: pane.lang };
    let (title, words) = busy::words(busy, naming);
    ui.label(RichText::new(title).font(text::table_medium()).color(colors.warn));
    ui.add(Label::new(RichText::new(words).font(text::table()).color(colors.text[0])).truncate());
}

/// Look at the other bid, move behind it, or leave it for later.
fn ways_out(ui: &mut Ui, pane: &mut Pane<'_>) {
    let several = pane.view.busy.len() > 1;
    for busy in pane.view.busy.iter().take(MOST_NAMED) {
        let open = pane.say("editor-busy-open");
        let number = busy.number.filter(|_| several).map(|number| numbered(pane, number)).unwrap_or_default();
        if button::plain(ui, icons::ARROW_SQUARE_OUT, format!("{open} {number}").trim()).clicked() {
            pane.intents.push(Intent::Leave(Leaving::To(busy.other.clone())));
        }
    }
    let shift = button::plain(ui, icons::CLOCK, &pane.say("editor-busy-shift"));
    if shift.on_hover_text(pane.say("editor-busy-shift-tip")).clicked() {
        pane.intents.push(Intent::Shift);
    }
    if button::plain(ui, icons::FLOPPY_DISK, &pane.say("editor-busy-save")).clicked() {
        pane.intents.push(Intent::Save(AfterSave::Close));
    }
}

fn numbered(pane: &Pane<'_>, number: i64) -> String {
    busy::numbered(number, pane.lang)
}
