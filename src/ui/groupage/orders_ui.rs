//! All orders of this desk, and those of a bid on its card.

use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use super::order_ui;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, empty, field_note};
use crate::ui::{Sink, icons};
use crate::words::Arg;

/// Orders shown at most: the rest are on the command line.
const MOST: usize = 200;

/// The page of orders, newest first.
pub(super) fn orders(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let orders = &state.groupage.orders;
    if orders.is_empty() {
        empty::empty(ui, icons::PACKAGE, &lang.text("ltl-no-orders"), &lang.text("ltl-no-orders-about"), None);
        return;
    }
    ScrollArea::vertical().id_salt("groupage-orders").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 4, bottom: 24 }).show(ui, |ui| {
            for order in orders.iter().take(MOST) {
                ui.add_space(10.0);
                order_ui::one(ui, order, state, sink);
                ui.add_space(10.0);
                let line = Stroke::new(1.0, tokens(ui.ctx()).line);
                ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
            }
            if orders.len() > MOST {
                let n = Arg::Text(orders.len().saturating_sub(MOST).to_string());
                field_note::field_note(
                    ui,
                    icons::INFO,
                    &lang.text_with("ltl-older-orders", &[("n", n)]),
                    tokens(ui.ctx()).text[2],
                );
            }
        });
    });
}

/// What a bid's card says of its orders: number and state, and the way to the panel.
pub(in crate::ui) fn of_card(ui: &mut Ui, bid: &LocalId, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.add_space(16.0);
    ui.label(RichText::new(lang.text("ltl-title")).font(text::section()).color(colors.text[2]));
    ui.add_space(4.0);
    for order in state.groupage.orders_of(bid) {
        let word = lang.text(match order.state {
            crate::store::groupage::OrderState::Made => "ltl-state-made",
            crate::store::groupage::OrderState::Sending => "ltl-state-sending",
            crate::store::groupage::OrderState::Unknown => "ltl-state-unknown",
            crate::store::groupage::OrderState::Refused => "ltl-state-refused",
            crate::store::groupage::OrderState::NotMade => "ltl-state-not-made",
        });
        let request = order.request_id.as_deref().map(|id| format!(" · № {id}")).unwrap_or_default();
        let mark = if order.training { format!(" · {}", lang.text("ltl-training-word")) } else { String::new() };
        let words = format!("{}{request} · {word}{mark}", order.number);
        field_note::field_note(ui, icons::PACKAGE, &words, colors.text[0]);
    }
    if button::quiet(ui, icons::PACKAGE, &lang.text("ltl-from-bid")).clicked() {
        sink.send(super::of_bid(bid.clone()));
    }
}
