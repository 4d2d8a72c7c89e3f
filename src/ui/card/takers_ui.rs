//! Who can take the bid of the card: trucks in their order, each with what speaks for it or stands against it.

use egui::{Id, Label, RichText, Ui};

use super::{format, sections_ui};
use crate::app::command::Command;
use crate::app::life::ask::{Edits, LifeCommand};
use crate::app::life::plan::Edit;
use crate::app::state::AppState;
use crate::app::takers::{Taker, needs_truck};
use crate::domain::bid_change::BidChange;
use crate::store::model::BidRecord;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Lang, Message};

/// Trucks that are shown until all are asked for.
const FIRST: usize = 4;

/// Shows the section, for a bid that needs a truck.
pub(super) fn takers(ui: &mut Ui, record: &BidRecord, state: &AppState, sink: &mut Sink) {
    if !needs_truck(record) {
        return;
    }
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let (id, revision) = (&record.meta.id, record.local_revision);
    ui.add_space(16.0);
    sections_ui::title(ui, &lang.text("takers-title"));
    let Some(answer) = state.takers.of(id, revision) else {
        field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &lang.text("takers-looking"), colors.text[2]);
        return;
    };
    match &answer.found {
        Err(lacks) => {
            field_note::field_note(ui, icons::INFO, &lang.say(lacks), colors.text[2]);
        }
        Ok(found) if found.is_empty() => {
            field_note::field_note(ui, icons::INFO, &lang.text("takers-none"), colors.text[2]);
        }
        Ok(found) => list(ui, record, found, state, sink),
    }
}

fn list(ui: &mut Ui, record: &BidRecord, found: &[Taker], state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let folded = Id::unique(("takers-all", record.meta.id.as_str()));
    let all = ui.data(|data| data.get_temp::<bool>(folded)).unwrap_or_default();
    for taker in found.iter().take(if all { usize::MAX } else { FIRST }) {
        one(ui, record, taker, state, sink);
    }
    if found.len() > FIRST {
        let words = if all {
            lang.text("takers-less")
        } else {
            lang.text_with("takers-more", &[("count", found.len().into())])
        };
        if button::quiet(ui, if all { icons::CARET_UP } else { icons::CARET_DOWN }, &words).clicked() {
            ui.data_mut(|data| data.insert_temp(folded, !all));
        }
    }
}

fn one(ui: &mut Ui, record: &BidRecord, taker: &Taker, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.horizontal_top(|ui| {
        let name = lang.text_with("takers-assign", &[("car", taker.plate.as_str().into())]);
        if button::icon(ui, icons::CHECK, &name, "").clicked() {
            sink.send(assign(record, taker));
        }
        ui.vertical(|ui| {
            let title = [taker.plate.as_str(), taker.driver_name.as_str()].join("  ");
            let color = if taker.against.is_empty() { colors.text[0] } else { colors.text[2] };
            ui.label(RichText::new(title.trim()).font(text::table_medium()).color(color));
            let about = RichText::new(about(taker, state, lang)).font(text::note()).color(colors.text[1]);
            ui.add(Label::new(about).wrap());
            if let Some(late) = taker.late {
                let words = lang.text_with("takers-late", &[("time", format::duration(late, lang).into())]);
                field_note::field_note(ui, icons::CLOCK, &words, colors.warn);
            }
            for reason in &taker.against {
                field_note::field_note(ui, icons::PROHIBIT, &lang.say(reason), colors.danger);
            }
        });
    });
    ui.add_space(4.0);
}

/// `свободна с 26.11.2026 14:00, Уфа · порожний пробег 120 км`.
fn about(taker: &Taker, state: &AppState, lang: Lang) -> String {
    let Some(free) = taker.free_at else { return lang.text("takers-free-unknown") };
    let at = format::moment(free, state.own_offset_minutes);
    let free = lang.text_with("takers-free", &[("at", at.into())]);
    let place = if taker.place.is_empty() { String::new() } else { format!(", {}", taker.place) };
    let km = taker.empty_km.map(|km| {
        let km = format::kilometres(km * 1000.0, lang);
        format!(" · {}", lang.text_with("takers-empty", &[("km", km.into())]))
    });
    format!("{free}{place}{}", km.unwrap_or_default())
}

/// The truck with the driver and the trailer that it brings, where the bid has none: one step, one undo.
fn assign(record: &BidRecord, taker: &Taker) -> Command {
    let mut changes = vec![BidChange::Car(Some(taker.car.clone()))];
    if record.bid.driver.is_none() && taker.driver.is_some() {
        changes.push(BidChange::Driver(taker.driver.clone()));
    }
    if record.bid.trailer.is_none() && taker.trailer.is_some() {
        changes.push(BidChange::Trailer(taker.trailer.clone()));
    }
    let rows = vec![Edit { id: record.meta.id.clone(), changes }];
    Command::Life(LifeCommand::Change(Edits { what: Message::new("takers-assigned"), rows }))
}
