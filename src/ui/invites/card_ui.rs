//! The card of an invitation: what must be seen first, then the map, the stops and everything that it says.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::card_model::sections;
use super::model::{countdown, face, state_word};
use super::route_ui::{self, Ground};
use super::rows::draft_name;
use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::invites::card::{CardStop, InviteCard};
use crate::app::invites::rows::InviteRow;
use crate::app::invites::words::warning;
use crate::app::state::AppState;
use crate::domain::invite::{Direction, InviteState};
use crate::ui::card::points::kind_key;
use crate::ui::card::sections_ui;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{badge, button, field_note};
use crate::ui::{Sink, icons};

/// Shows the card with its buttons.
pub(super) fn card(ui: &mut Ui, ground: &mut Ground, row: &InviteRow, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    ui.horizontal(|ui| {
        ui.add(Label::new(RichText::new(&row.from).font(text::heading())).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::icon(ui, icons::X, &lang.text("card-close"), "Esc").clicked() {
                sink.send(Command::Invites(InviteCommand::Close));
            }
        });
    });
    stand(ui, row, state);
    ui.add_space(8.0);
    buttons(ui, row, state, sink);
    ui.add_space(8.0);
    ScrollArea::vertical().id_salt(("invite", row.key.entity.as_str())).auto_shrink(false).show(ui, |ui| {
        body(ui, ground, row, state, sink);
        ui.add_space(16.0);
    });
}

/// State and countdown.
pub(super) fn stand(ui: &mut Ui, row: &InviteRow, state: &AppState) {
    let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
    let (icon, color) = face(row.state_at(state.now), colors);
    ui.horizontal_wrapped(|ui| {
        badge::badge(ui, icon, &state_word(row, state.now, lang), color);
        if let Some((words, haste)) = countdown(row, state.now, lang) {
            let words = lang.text_with("invites-left", &[("left", words.into())]);
            badge::badge(ui, icons::CLOCK, &words, haste.color(colors));
        }
    });
}

fn buttons(ui: &mut Ui, row: &InviteRow, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let key = || row.key.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        if row.key.direction == Direction::Received {
            let name = draft_name(row, lang);
            if button::primary(ui, icons::PLUS, &name).on_hover_text(button::tip(&name, "Enter")).clicked() {
                sink.send(Command::Invites(InviteCommand::Draft(key())));
            }
        }
        if let Some(link) = &row.link {
            let name = lang.text("invites-answer");
            if button::plain(ui, icons::ARROW_SQUARE_OUT, &name).on_hover_text(button::tip(&name, "Ctrl+O")).clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(link));
            }
        }
        let declined = row.state_at(state.now) == InviteState::Declined;
        let name = lang.text(if declined { "invites-take-back" } else { "invites-decline" });
        if button::plain(ui, icons::PROHIBIT, &name).on_hover_text(lang.text("invites-decline-about")).clicked() {
            sink.send(Command::Invites(InviteCommand::Decline(key(), !declined)));
        }
    });
    if row.trucks > 1 {
        for (truck, bid) in &row.bids {
            let name = lang.text_with("invites-bid-of", &[("truck", truck.to_string().into())]);
            if button::quiet(ui, icons::CLIPBOARD_TEXT, &name).clicked() {
                sink.send(Command::Open(crate::app::command::Screen::Bids));
                sink.send(Command::SelectBid(bid.clone()));
            }
        }
    }
}

/// Everything that an invitation says.
pub(super) fn body(ui: &mut Ui, ground: &mut Ground, row: &InviteRow, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    ui.spacing_mut().interact_size.y = 0.0;
    warnings(ui, row, state);
    let Some(card) = state.invites.card.as_ref().filter(|card| card.key == row.key) else { return };
    if card.is_unread {
        ui.label(RichText::new(lang.text("ati-not-read")).font(text::body()));
        return;
    }
    if let Some(picture) = &card.picture {
        let told = [("route", row.route.join(" → ").into())];
        route_ui::route(ui, ground, picture, &lang.text_with("invites-map", &told));
        ui.add_space(10.0);
    }
    stops(ui, card, state);
    if row.key.direction == Direction::Sent {
        let colors = tokens(ui.ctx());
        field_note::field_note(ui, icons::INFO, &lang.text("invites-sent-about"), colors.text[2]);
    }
    for section in sections(row, card, lang, state.own_offset_minutes, state.now) {
        sections_ui::section(ui, &section, lang, sink);
    }
}

/// What must be seen before anything else: that it was taken back, that its time is over, and the rest.
pub(super) fn warnings(ui: &mut Ui, row: &InviteRow, state: &AppState) {
    let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
    if row.state_at(state.now) == InviteState::Withdrawn {
        let (title, about) = (lang.text("ati-state-withdrawn"), lang.text("ati-withdrawn-text"));
        field_note::notice(ui, icons::X_CIRCLE, colors.danger, &title, &[&about]);
        ui.add_space(8.0);
    }
    let said: Vec<String> = row.warnings_at(state.now).into_iter().map(|one| lang.say(&warning(one))).collect();
    if !said.is_empty() {
        let lines: Vec<&str> = said.iter().map(String::as_str).collect();
        field_note::notice(ui, icons::WARNING, colors.warn, &lang.text("invites-warnings"), &lines);
        ui.add_space(8.0);
    }
}

fn stops(ui: &mut Ui, card: &InviteCard, state: &AppState) {
    let lang = state.settings.lang;
    if card.stops.is_empty() {
        return;
    }
    sections_ui::title(ui, &lang.text("card-section-route"));
    for (place, stop) in card.stops.iter().enumerate() {
        one_stop(ui, place, stop, state);
    }
}

fn one_stop(ui: &mut Ui, place: usize, stop: &CardStop, state: &AppState) {
    let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(format!("{}.", place + 1)).font(text::table()).color(colors.text[2]));
        ui.label(RichText::new(&stop.place).font(text::medium()).color(colors.text[0]));
        ui.label(RichText::new(lang.text(kind_key(stop.kind))).font(text::note()).color(colors.text[2]));
        if !stop.when.is_empty() {
            ui.label(RichText::new(&stop.when).font(text::table_medium()).color(colors.text[0]));
        }
    });
    let lines = [&stop.street].into_iter().chain(&stop.notes).filter(|line| !line.is_empty());
    for line in lines {
        let words = RichText::new(line).font(text::note()).color(colors.text[1]);
        ui.add(Label::new(words).wrap().selectable(true));
    }
    ui.add_space(6.0);
}
