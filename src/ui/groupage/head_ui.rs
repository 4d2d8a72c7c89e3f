//! The head of the screen: whose shipment, which page, and which points of the bid it is about.

use egui::{Align, Layout, RichText, Ui};

use super::Tab;
use super::session::Session;
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, Opened};
use crate::app::state::AppState;
use crate::domain::ltl::BidSides;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{badge, button, field_note};
use crate::ui::{Sink, icons};

/// Shows the head; gives the page to be seen.
pub(super) fn head(ui: &mut Ui, tab: Tab, wide: bool, session: &Session, state: &AppState, sink: &mut Sink) -> Tab {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let mut chosen = tab;
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text("ltl-title")).font(text::heading()));
        if desk.keys.training {
            badge::badge(ui, icons::GRADUATION_CAP, &lang.text("ltl-training-mark"), tokens(ui.ctx()).warn);
        }
        let mut pages = vec![(Tab::Shipment, lang.text("ltl-tab-shipment"))];
        if !wide {
            pages.push((Tab::Price, lang.text("ltl-tab-price")));
        }
        pages.push((Tab::Orders, lang.text("ltl-tab-orders")));
        pages.push((Tab::Directories, lang.text("ltl-tab-directories")));
        chosen = segmented(ui, &lang.text("ltl-pages"), tab, &pages).unwrap_or(tab);
        if matches!(chosen, Tab::Shipment | Tab::Price) && desk.placed.is_none() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                if button::quiet(ui, icons::PLUS, &lang.text("ltl-new")).clicked() {
                    let afresh = desk.open.as_ref().is_some_and(|open| open.bid.is_none());
                    sink.send(Command::Groupage(GroupageCommand::Open { bid: None, sides: None, afresh }));
                }
            });
        }
    });
    if let (Tab::Shipment, Some(open)) = (chosen, &desk.open) {
        about(ui, open, session, state, sink);
    }
    ui.add_space(6.0);
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), ui.cursor().top(), egui::Stroke::new(1.0, tokens(ui.ctx()).line));
    chosen
}

fn about(ui: &mut Ui, open: &Opened, session: &Session, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let Some(bid) = &open.bid else {
        return kept(ui, open, state, sink);
    };
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        let words = lang.text_with("ltl-of-bid", &[("bid", open.title.as_str().into())]);
        ui.label(RichText::new(words).font(text::table()).color(colors.text[1]));
        if button::quiet(ui, icons::CLIPBOARD_TEXT, &lang.text("ltl-to-bid")).clicked() {
            sink.send(Command::Open(crate::app::command::Screen::Bids));
            sink.send(Command::SelectBid(bid.clone()));
        }
    });
    kept(ui, open, state, sink);
    // A groupage order has two ends: of a bid with more points a person says which.
    if open.points.len() > 2 {
        ends(ui, open, session, state, sink);
    }
}

fn kept(ui: &mut Ui, open: &Opened, state: &AppState, sink: &mut Sink) {
    if !open.kept {
        return;
    }
    let lang = state.settings.lang;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        field_note::field_note(ui, icons::INFO, &lang.text("ltl-kept"), tokens(ui.ctx()).text[2]);
        if button::quiet(ui, icons::ARROW_COUNTER_CLOCKWISE, &lang.text("ltl-afresh")).clicked() {
            let open = GroupageCommand::Open { bid: open.bid.clone(), sides: None, afresh: true };
            sink.send(Command::Groupage(open));
        }
    });
}

fn ends(ui: &mut Ui, open: &Opened, _session: &Session, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let last = open.points.len().saturating_sub(1);
    let now = open.sides.unwrap_or(BidSides { derival: 0, arrival: last });
    let choices: Vec<(usize, String)> =
        open.points.iter().enumerate().map(|(at, name)| (at, format!("{}. {name}", at.saturating_add(1)))).collect();
    let mut wanted = now;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text("ltl-which-ends")).font(text::table()));
    });
    for (key, place) in [("ltl-group-derival", 0), ("ltl-group-arrival", 1)] {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            let current = if place == 0 { now.derival } else { now.arrival };
            if let Some(at) = segmented(ui, &lang.text(key), current, &choices) {
                if place == 0 {
                    wanted.derival = at;
                } else {
                    wanted.arrival = at;
                }
            }
        });
    }
    let confirms = open.sides.is_none() && button::quiet(ui, icons::CHECK, &lang.text("ltl-these-ends")).clicked();
    if wanted != now || confirms {
        let open = GroupageCommand::Open { bid: open.bid.clone(), sides: Some(wanted), afresh: false };
        sink.send(Command::Groupage(open));
    }
}
