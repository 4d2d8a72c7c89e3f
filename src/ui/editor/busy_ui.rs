//! Painting of what stands in the way: other bids with the same truck or people, and what the platform thinks of it.

use egui::{CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

use super::model::busy::Busy;
use super::model::clocks::told_own;
use super::model::intent::Intent;
use super::model::session::Leaving;
use super::pane::Pane;
use crate::app::command::AfterSave;
use crate::domain::overlap::ResourceKind;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};

/// At most this many bids are named; the others are counted.
const MOST_NAMED: usize = 3;

/// The boxes, when there is something to say.
pub(super) fn in_the_way(ui: &mut Ui, pane: &mut Pane<'_>) {
    if !pane.view.busy.is_empty() {
        busy_box(ui, pane);
    }
    let view = pane.view;
    for (key, bids) in [
        ("editor-collision-theirs", &view.disagreement.only_theirs),
        ("editor-collision-ours", &view.disagreement.only_ours),
    ] {
        if bids.is_empty() {
            continue;
        }
        let numbers = bids.iter().map(|id| format!("№{id}")).collect::<Vec<_>>().join(", ");
        let args = [("count", bids.len().into()), ("numbers", numbers.into())];
        let color = tokens(ui.ctx()).warn;
        field_note::field_note(ui, icons::WARNING, &pane.lang.text_with(key, &args), color);
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
            let busy = &pane.view.busy;
            for one in busy.iter().take(MOST_NAMED) {
                ui.horizontal(|ui| named(ui, pane, one));
            }
            ui.horizontal(|ui| {
                if let Some(more) = busy.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
                    let words = pane.lang.text_with("editor-busy-more", &[("count", more.into())]);
                    ui.label(RichText::new(words).font(text::table()).color(colors.text[1]));
                }
                if button::plain(ui, icons::CLOCK, &pane.say("editor-busy-shift"))
                    .on_hover_text(pane.say("editor-busy-shift-tip"))
                    .clicked()
                {
                    pane.intents.push(Intent::Shift);
                }
                if button::plain(ui, icons::FLOPPY_DISK, &pane.say("editor-busy-save")).clicked() {
                    pane.intents.push(Intent::Save(AfterSave::Close));
                }
            });
        });
}

/// What is busy, with which bid, from when to when.
fn named(ui: &mut Ui, pane: &mut Pane<'_>, busy: &Busy) {
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(icons::WARNING).font(text::icon()).color(colors.warn));
    let held = busy.resources.iter().map(|kind| held_name(pane, *kind)).collect::<Vec<_>>().join(", ");
    let title = pane.lang.text_with("editor-busy", &[("held", held.into())]);
    ui.label(RichText::new(title).font(text::medium()).color(colors.warn));
    let name = bid_name(pane, busy);
    if button::plain(ui, icons::ARROW_SQUARE_OUT, &pane.say("editor-busy-open")).clicked() {
        pane.intents.push(Intent::Leave(Leaving::To(busy.other.clone())));
    }
    let present = pane.present();
    let when = format!("{} — {}", told_own(busy.from, present), told_own(busy.to, present));
    let words = [name, busy.route.clone(), when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    ui.add(Label::new(RichText::new(words.join(" · ")).font(text::table()).color(colors.text[0])).truncate());
}

fn bid_name(pane: &Pane<'_>, busy: &Busy) -> String {
    match busy.number {
        Some(number) => pane.lang.text_with("editor-busy-bid", &[("number", number.to_string().into())]),
        None => pane.say("editor-busy-draft"),
    }
}

fn held_name(pane: &Pane<'_>, kind: ResourceKind) -> String {
    let bid = &pane.view.bid;
    let (key, id, list) = match kind {
        ResourceKind::Car => ("editor-held-car", &bid.car, &pane.choices.cars),
        ResourceKind::Driver => ("editor-held-driver", &bid.driver, &pane.choices.drivers),
        ResourceKind::Trailer => ("editor-held-trailer", &bid.trailer, &pane.choices.trailers),
    };
    let title = id.as_ref().and_then(|id| list.get(id)).map(|row| row.title.clone()).unwrap_or_default();
    pane.lang.text_with(key, &[("name", title.into())])
}
