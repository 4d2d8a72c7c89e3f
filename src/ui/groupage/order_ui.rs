//! One order: its number, where it stands, its barcode and papers, and what a person may decide of it.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::barcode_ui::barcode;
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, LabelFormat, Placed};
use crate::app::groupage::papers;
use crate::app::state::AppState;
use crate::domain::ltl::OrderPaper;
use crate::store::groupage::{Order, OrderState};
use crate::ui::card::format;
use crate::ui::theme::{Tokens, text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{badge, button, field_note};
use crate::ui::{Question, Sink, icons};
use crate::words::{Arg, Lang, Message};

/// The page after an order.
pub(super) fn placed(ui: &mut Ui, placed: &Placed, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ScrollArea::vertical().id_salt("groupage-placed").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 10, bottom: 24 }).show(ui, |ui| {
            ui.set_max_width(760.0);
            match placed {
                Placed::Sent(order, why, _) => {
                    outcome(ui, order, why.as_ref(), lang, colors);
                    ui.add_space(8.0);
                    one(ui, order, state, sink);
                }
                Placed::InTheWay(order) => {
                    let title = lang.text("ltl-in-the-way");
                    field_note::notice(ui, icons::WARNING, colors.warn, &title, &[&lang.text("ltl-in-the-way-about")]);
                    ui.add_space(8.0);
                    one(ui, order, state, sink);
                }
                Placed::NotSent(why) => {
                    let title = lang.text("ltl-not-sent");
                    field_note::notice(ui, icons::WARNING_CIRCLE, colors.danger, &title, &[&lang.say(why)]);
                }
            }
            ui.add_space(12.0);
            if button::plain(ui, icons::CARET_LEFT, &lang.text("ltl-back-to-form")).clicked() {
                sink.send(Command::Groupage(GroupageCommand::Back));
            }
        });
    });
}

fn outcome(ui: &mut Ui, order: &Order, why: Option<&Message>, lang: Lang, colors: &Tokens) {
    let said = why.map(|why| lang.say(why)).unwrap_or_default();
    let (icon, color, title, about) = match order.state {
        OrderState::Made => {
            let key = if order.shipment.is_preorder() { "ltl-made-preorder" } else { "ltl-made" };
            (icons::CHECK_CIRCLE, colors.ok, key, "")
        }
        OrderState::Sending | OrderState::Unknown => (icons::WARNING, colors.warn, "ltl-unknown", "ltl-unknown-about"),
        OrderState::Refused => (icons::WARNING_CIRCLE, colors.danger, "ltl-refused", "ltl-refused-about"),
        OrderState::NotMade => (icons::INFO, colors.info, "ltl-not-made", ""),
    };
    let about = if about.is_empty() { String::new() } else { lang.text(about) };
    field_note::notice(ui, icon, color, &lang.text(title), &[&said, &about]);
}

/// Icon, colour and word of a state.
fn face(order: &Order, colors: &Tokens) -> (&'static str, egui::Color32, &'static str) {
    match order.state {
        OrderState::Made => (icons::CHECK_CIRCLE, colors.ok, "ltl-state-made"),
        OrderState::Sending => (icons::HOURGLASS_MEDIUM, colors.info, "ltl-state-sending"),
        OrderState::Unknown => (icons::QUESTION, colors.warn, "ltl-state-unknown"),
        OrderState::Refused => (icons::X_CIRCLE, colors.danger, "ltl-state-refused"),
        OrderState::NotMade => (icons::PROHIBIT, colors.text[2], "ltl-state-not-made"),
    }
}

/// An order with all that can be done with it.
pub(super) fn one(ui: &mut Ui, order: &Order, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    head(ui, order, state);
    let facts = [
        ("ltl-request", order.request_id.clone()),
        ("ltl-label-from", papers::place(&order.shipment.derival)),
        ("ltl-label-to", papers::place(&order.shipment.arrival)),
        ("ltl-error", order.error.clone().filter(|_| order.state != OrderState::Made)),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            let words = lang.text_with(key, &[("text", Arg::Text(value))]);
            ui.add(Label::new(RichText::new(words).font(text::table()).color(colors.text[1])).wrap().selectable(true));
        }
    }
    for found in &order.found {
        let name = found.state_name.clone().or_else(|| found.state.clone()).unwrap_or_default();
        let number = found.order_id.clone().unwrap_or_default();
        let percent = found.progress.map(|percent| format!(", {percent} %")).unwrap_or_default();
        let words = lang.text_with("ltl-shown", &[("text", Arg::Text(format!("{name} {number}{percent}")))]);
        field_note::field_note(ui, icons::TRUCK, &words, colors.text[0]);
    }
    if let Some(text) = &order.barcode {
        ui.add_space(6.0);
        barcode(ui, text, &lang.text_with("ltl-barcode", &[("text", Arg::Text(text.clone()))]));
    }
    ui.add_space(6.0);
    buttons(ui, order, state, sink);
}

fn head(ui: &mut Ui, order: &Order, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        let number = RichText::new(&order.number).font(text::medium()).color(colors.text[0]);
        ui.add(Label::new(number).selectable(true));
        let (icon, color, key) = face(order, colors);
        badge::badge(ui, icon, &lang.text(key), color);
        if order.training {
            badge::badge(ui, icons::GRADUATION_CAP, &lang.text("ltl-training-mark"), colors.warn);
        }
        let at = format::moment(order.begun_at, state.own_offset_minutes);
        ui.label(RichText::new(at).font(text::note()).color(colors.text[2]));
    });
}

fn buttons(ui: &mut Ui, order: &Order, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let number = order.number.clone();
    let looking = state.groupage.looking.contains(&number);
    let named = |key: &str| (lang.text(key), format!("{}: {number}", lang.text(key)));
    let send = |sink: &mut Sink, command| sink.send(Command::Groupage(command));
    ui.horizontal_wrapped(|ui| {
        let open = matches!(order.state, OrderState::Unknown | OrderState::Sending);
        let key = if open { "ltl-look-up" } else { "ltl-status" };
        let (name, full) = named(key);
        let look = if open { Look::Primary } else { Look::Plain };
        if order.state != OrderState::NotMade
            && button::button(ui, look, !looking, icons::ARROW_CLOCKWISE, &name).accessible_name(full).clicked()
        {
            send(sink, GroupageCommand::LookUp(number.clone()));
        }
        if order.barcode.is_some() {
            for (key, format) in [("ltl-label-pdf", LabelFormat::Pdf), ("ltl-label-png", LabelFormat::Png)] {
                let (name, full) = named(key);
                if button::plain(ui, icons::FLOPPY_DISK, &name).accessible_name(full).clicked() {
                    send(sink, GroupageCommand::Label(number.clone(), format));
                }
            }
        }
        for (paper, form) in forms(order) {
            let name = lang.text(&form_key(&form));
            let full = format!("{name}: {number}");
            if button::plain(ui, icons::RECEIPT, &name).accessible_name(full).clicked() {
                send(sink, GroupageCommand::Print(number.clone(), paper, form));
            }
        }
        if order.state == OrderState::Unknown {
            let (name, full) = named("ltl-say-not-made");
            if button::button(ui, Look::Plain, !looking, icons::PROHIBIT, &name).accessible_name(full).clicked() {
                sink.ask(Question {
                    title: Message::new("ltl-ask-not-made").with("number", number.as_str()),
                    about: Message::new("ltl-ask-not-made-about"),
                    yes: "ltl-say-not-made",
                    command: Command::Groupage(GroupageCommand::NotMade(number.clone())),
                });
            }
        }
        if let Some(bid) = &order.bid {
            let (name, full) = named("ltl-to-bid");
            if button::quiet(ui, icons::CLIPBOARD_TEXT, &name).accessible_name(full).clicked() {
                sink.send(Command::Open(crate::app::command::Screen::Bids));
                sink.send(Command::SelectBid(bid.clone()));
            }
        }
    });
}

/// Printed forms that can be had: paper and form.
fn forms(order: &Order) -> Vec<(String, String)> {
    let papers = order.found.iter().flat_map(|found| &found.papers);
    let of_paper = |paper: &OrderPaper| {
        let uid = paper.uid.clone();
        let forms = paper.forms.clone();
        uid.into_iter()
            .flat_map(move |uid| forms.clone().into_iter().map(move |form| (uid.clone(), form)))
            .collect::<Vec<_>>()
    };
    papers.flat_map(of_paper).collect()
}

fn form_key(form: &str) -> String {
    let key = match form {
        "bill" => "ltl-form-bill",
        "invoice" => "ltl-form-invoice",
        "giveout" => "ltl-form-giveout",
        "order" => "ltl-form-order",
        _ => "ltl-form-other",
    };
    key.to_owned()
}
