//! The trip card beside the list: all about one bid, and the steps of its life.

pub mod advice;
mod changed_ui;
pub mod format;
pub mod mileage;
pub mod model;
mod phone_ui;
pub mod points;
pub(in crate::ui) mod route_ui;
pub(in crate::ui) mod sections_ui;
pub mod steps;
mod takers_ui;
mod trail_ui;

use std::sync::Arc;

use egui::{Align, Layout, RichText, ScrollArea, Ui};

pub(in crate::ui) use self::changed_ui::spoken;
use self::model::{Beside, CardModel};
use super::bids::model::{exchange_about, exchange_face, status_face, status_word};
use super::groupage;
use super::life::Dialog;
use super::theme::{Tokens, text, tokens};
use super::widgets::button::Look;
use super::widgets::{badge, button, field_note};
use super::{Sink, icons, keys, notes, paperwork};
use crate::app::books::Books;
use crate::app::command::Command;
use crate::app::exchange_rules::PlatformBids;
use crate::app::life::ask::LifeCommand;
use crate::app::life::wish::step_key;
use crate::app::life::words::refusal_key;
use crate::app::map::ways::Way;
use crate::app::plan::expected::Expected;
use crate::app::state::AppState;
use crate::domain::action::Action;
use crate::domain::record::RecordState;
use crate::store::model::BidRecord;
use crate::words::Lang;

/// Room for the scroll bar, which lies over what it scrolls.
const SCROLL_ROOM: f32 = 8.0;

/// What the card remembers: the model of the record that is open, built once a record and not once a frame.
#[derive(Debug, Default)]
pub struct Card {
    built: Option<Built>,
}

#[derive(Debug)]
struct Built {
    record: Arc<BidRecord>,
    books: Arc<Books>,
    lang: Lang,
    own_offset: i32,
    way: Option<Arc<Way>>,
    expected: Option<Arc<Expected>>,
    model: CardModel,
}

impl Card {
    /// Shows the card of `record`.
    pub fn ui(&mut self, ui: &mut Ui, record: &Arc<BidRecord>, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let model = self.model(record, state);
        head(ui, model, lang, colors, sink);
        ui.add_space(8.0);
        buttons(ui, model, lang, sink);
        ui.add_space(8.0);
        let line = egui::Stroke::new(1.0, colors.line);
        ui.painter().hline(ui.max_rect().expand2(egui::vec2(16.0, 0.0)).x_range(), ui.cursor().top(), line);
        ScrollArea::vertical().id_salt(record.meta.id.as_str()).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - SCROLL_ROOM);
            // Lines of text here, not rows of controls.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add_space(12.0);
            advice_box(ui, model, colors, lang, sink);
            born_there(ui, record, state);
            changed_ui::changed(ui, record, state);
            decide_button(ui, record, lang, sink);
            bin_button(ui, record, lang, sink);
            route_ui::route(ui, &model.points, lang, sink);
            takers_ui::takers(ui, record, state, sink);
            for section in &model.sections {
                sections_ui::section(ui, section, lang, sink);
            }
            notes::notes(ui, &record.meta.id, state, sink);
            groupage::of_card(ui, &record.meta.id, state, sink);
            trail_ui::trail(ui, record, state, sink);
            ui.add_space(16.0);
        });
    }

    fn model(&mut self, record: &Arc<BidRecord>, state: &AppState) -> &CardModel {
        let lang = state.settings.lang;
        let own_offset = state.own_offset_minutes;
        let way = state.map.way.as_ref().filter(|(bid, _)| *bid == record.meta.id).map(|(_, way)| Arc::clone(way));
        let expected = state.plan.expected.get(&record.meta.id).cloned();
        let fresh = self.built.take().filter(|built| {
            Arc::ptr_eq(&built.record, record)
                && Arc::ptr_eq(&built.books, &state.books)
                && (built.lang, built.own_offset) == (lang, own_offset)
                && built.way.as_ref().map(Arc::as_ptr) == way.as_ref().map(Arc::as_ptr)
                && built.expected == expected
        });
        let beside = Beside { way: way.as_deref(), expected: expected.as_deref() };
        let built = fresh.unwrap_or_else(|| Built {
            record: Arc::clone(record),
            books: Arc::clone(&state.books),
            lang,
            own_offset,
            model: model::build_with(record, &state.books, beside, lang, own_offset),
            way: way.clone(),
            expected: expected.clone(),
        });
        &self.built.insert(built).model
    }
}

fn head(ui: &mut Ui, model: &CardModel, lang: Lang, colors: &Tokens, sink: &mut Sink) {
    let subject = &model.subject;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&model.title).font(text::heading()));
        ui.add_space(4.0);
        let face = status_face(&subject.status, colors);
        badge::badge(ui, face.icon, &status_word(&subject.status, lang, colors), face.color);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::icon(ui, icons::X, &lang.text("card-close"), "Esc").clicked() {
                sink.send(Command::CloseCard);
            }
        });
    });
    ui.add(egui::Label::new(RichText::new(&model.route).font(text::medium()).color(colors.text[0])).selectable(true));
    let face = exchange_face(subject.state, subject.queued, colors);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(face.icon).size(15.0).color(face.color));
        let word = RichText::new(lang.text(face.key)).font(text::table()).color(face.color);
        ui.label(word).on_hover_text(lang.text(&exchange_about(face.key)));
    });
}

/// The next step first and loud, editing beside it, the rest behind three dots.
fn buttons(ui: &mut Ui, model: &CardModel, lang: Lang, sink: &mut Sink) {
    let subject = &model.subject;
    let next = if subject.refusal(Action::Send).is_none() { Action::Send } else { Action::Start };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        for step in [Action::Send, Action::Start, Action::Edit] {
            let refusal = subject.refusal(step);
            let name = lang.text(step_key(step));
            let look = if step == next && refusal.is_none() { Look::Primary } else { Look::Plain };
            let mut answer = button::button(ui, look, refusal.is_none(), steps::icon(step), &name);
            if let Some(refusal) = refusal {
                answer = answer.on_disabled_hover_text(lang.text(refusal_key(refusal)));
            }
            if answer.clicked() {
                subject.take(step, sink);
            }
        }
        let more = button::icon(ui, icons::DOTS_THREE, &lang.text("card-more"), "");
        egui::Popup::menu(&more).show(|ui| {
            let repeat = keys::UiAction::Repeat;
            if button::menu_line(ui, repeat.icon(), &lang.text(repeat.name_key()), &repeat.key_text(ui.ctx())).clicked()
            {
                sink.do_action(repeat);
            }
            let order = keys::UiAction::TransportOrder;
            if button::menu_line(ui, order.icon(), &lang.text(order.name_key()), &order.key_text(ui.ctx())).clicked() {
                sink.send(paperwork::transport_order(subject.id.clone()));
            }
            ui.separator();
            for step in
                [Action::Revert, Action::Complete, Action::Cancel, Action::Delete, Action::Restore, Action::Clone]
            {
                let refusal = subject.refusal(step);
                ui.add_enabled_ui(refusal.is_none(), |ui| {
                    let name = lang.text(step_key(step));
                    let mut answer = button::menu_line(ui, steps::icon(step), &name, "");
                    if let Some(refusal) = refusal {
                        answer = answer.on_disabled_hover_text(lang.text(refusal_key(refusal)));
                    }
                    if answer.clicked() {
                        subject.take(step, sink);
                    }
                });
            }
            ui.separator();
            more_lines(ui, subject, lang, sink);
        });
    });
}

/// What is made of a bid or done to it beside the steps of its life.
fn more_lines(ui: &mut Ui, subject: &steps::Subject, lang: Lang, sink: &mut Sink) {
    let id = || subject.id.clone();
    if button::menu_line(ui, icons::TRUCK, &lang.text("life-menu-change"), "").clicked() {
        sink.open_life(Dialog::Change(vec![id()]));
    }
    if button::menu_line(ui, icons::ARROW_RIGHT, &lang.text("life-menu-later"), "").clicked() {
        sink.open_life(Dialog::Later(id()));
    }
    if button::menu_line(ui, icons::PATH, &lang.text("life-menu-empty-run"), "").clicked() {
        sink.send(Command::Life(LifeCommand::EmptyRun(id())));
    }
}

/// The platform's advice about bids that were made there, as the setting has it.
fn born_there(ui: &mut Ui, record: &BidRecord, state: &AppState) {
    let key = match state.settings.rules.about_bid(Some(&record.meta.id)) {
        Some(PlatformBids::Lock) => "born-there-locked",
        Some(PlatformBids::Warn | PlatformBids::Free) => "born-there-warn",
        None => return,
    };
    let color = tokens(ui.ctx()).text[2];
    field_note::field_note(ui, icons::INFO, &state.settings.lang.text(key), color);
    ui.add_space(12.0);
}

/// A bid in conflict is decided on the screen of conflicts.
fn decide_button(ui: &mut Ui, record: &BidRecord, lang: Lang, sink: &mut Sink) {
    if !matches!(record.meta.state, RecordState::Conflict | RecordState::RemoteGone) {
        return;
    }
    if button::plain(ui, icons::ARROWS_SPLIT, &lang.text("conflicts-open")).clicked() {
        sink.send(Command::OpenConflict(record.meta.id.clone()));
    }
    ui.add_space(12.0);
}

/// What is deleted comes back by one press.
fn bin_button(ui: &mut Ui, record: &BidRecord, lang: Lang, sink: &mut Sink) {
    if !matches!(record.meta.state, RecordState::Tombstone | RecordState::DeletePending) {
        return;
    }
    if button::plain(ui, icons::ARROW_COUNTER_CLOCKWISE, &lang.text("bin-restore")).clicked() {
        sink.send(Command::Life(LifeCommand::Restore(record.meta.id.clone())));
    }
    // What the platform won't restore comes back as a new draft.
    if record.facts.deleted && button::plain(ui, icons::COPY, &lang.text("bin-as-new")).clicked() {
        sink.send(Command::TakeOutOfBin(record.meta.id.clone()));
    }
    let key = if record.facts.deleted { "bin-note-there" } else { "bin-note-here" };
    field_note::field_note(ui, icons::INFO, &lang.text(key), tokens(ui.ctx()).text[2]);
    ui.add_space(12.0);
}

fn advice_box(ui: &mut Ui, model: &CardModel, colors: &Tokens, lang: Lang, sink: &mut Sink) {
    let Some(advice) = &model.advice else { return };
    let (icon, color) = match advice.level {
        advice::Level::Info => (icons::INFO, colors.info),
        advice::Level::Warn => (icons::WARNING, colors.warn),
        advice::Level::Danger => (icons::WARNING_CIRCLE, colors.danger),
    };
    let other =
        crate::domain::trouble::named_bid(&advice.said).filter(|number| number.to_string() != model.subject.number);
    field_note::notice_with(ui, icon, color, (&advice.title, &[&advice.said, &advice.next]), |ui| {
        // The server names the bid that stands in the way: it is one press away.
        if let Some(number) = other
            && button::quiet(
                ui,
                icons::ARROW_SQUARE_OUT,
                &lang.text_with("life-open-number", &[("number", number.to_string().into())]),
            )
            .clicked()
        {
            sink.send(Command::Life(LifeCommand::OpenNumber(number)));
        }
    });
    ui.add_space(12.0);
}
