//! Kinds of delivery side by side, and the offers that are kept with the bid.

use egui::{Label, RichText, Ui};

use super::price_model;
use super::price_ui::{heading, line};
use crate::app::command::Command;
use crate::app::groupage::desk::GroupageCommand;
use crate::app::state::AppState;
use crate::domain::ltl::DeliveryType;
use crate::domain::ltl::field::Words;
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Offers shown at most.
const MOST_OFFERS: usize = 12;

fn kind_name(kind: DeliveryType, lang: Lang) -> String {
    lang.text(&super::choices::word_key(Words::Delivery, kind.word()))
}

/// Every kind with its price and its term, or why it can't be.
pub(super) fn compared(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    if state.groupage.compared.is_empty() {
        return;
    }
    heading(ui, &lang.text("ltl-compared"));
    for (kind, answer) in &state.groupage.compared {
        let name = kind_name(*kind, lang);
        match answer {
            None => line(ui, &name, "…"),
            Some(Ok(offer)) => {
                let mark =
                    if offer.training { format!(" ({})", lang.text("ltl-training-word")) } else { String::new() };
                let partial = if offer.quote.has_contract_parts(*kind) { " +" } else { "" };
                line(ui, &name, &format!("{}{partial}{mark}", price_model::total(&offer.quote, lang)));
                let term = price_model::term(&offer.shipment, &offer.quote, lang);
                if !term.is_empty() {
                    field_note::field_note(ui, "", &term, colors.text[2]);
                }
            }
            Some(Err(message)) => {
                line(ui, &name, "—");
                field_note::field_note(ui, "", &lang.say(message), colors.text[2]);
            }
        }
    }
}

/// Offers of the bid; one of them can be taken into the form again.
pub(super) fn offers(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let of_bid = desk.open.as_ref().is_some_and(|open| open.bid.is_some());
    if desk.offers.is_empty() || !of_bid {
        return;
    }
    heading(ui, &lang.text("ltl-offers"));
    for offer in desk.offers.iter().take(MOST_OFFERS) {
        let kind = kind_name(price_model::kind(&offer.shipment), lang);
        let at = format::moment(offer.at, state.own_offset_minutes);
        let mark = if offer.training { format!(", {}", lang.text("ltl-training-word")) } else { String::new() };
        let words = format!("{at} · {kind} · {}{mark}", price_model::total(&offer.quote, lang));
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(RichText::new(&words).font(text::table()).color(tokens(ui.ctx()).text[1])).wrap());
            let name = lang.text_with("ltl-use-offer", &[("offer", Arg::Text(words.clone()))]);
            if button::icon(ui, icons::ARROW_U_UP_LEFT, &name, "").clicked() {
                sink.send(Command::Groupage(GroupageCommand::UseOffer(offer.id)));
            }
        });
    }
}
