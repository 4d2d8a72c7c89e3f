//! The price beside the form: what is missing for it, the total with its parts, the days, other kinds, an own truck.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::compare_ui;
use super::price_model::{self, PriceModel};
use super::session::Session;
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, Note, Pricing};
use crate::app::state::AppState;
use crate::domain::ltl::Level;
use crate::ui::theme::{family, text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{badge, button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Things that stand in the way, at most.
const MOST_FLAWS: usize = 8;

/// Shows the price; true when the person wants to order.
pub(super) fn price(ui: &mut Ui, session: &mut Session, state: &AppState, sink: &mut Sink) -> bool {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let mut wants = false;
    ScrollArea::vertical().id_salt(("groupage-price", session.number)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.set_width(ui.available_width() - 8.0);
        ui.add_space(4.0);
        no_key(ui, state);
        standing(ui, state);
        if let Some((_, offer)) = &desk.price {
            let said = price_model::build(offer, lang);
            total(ui, &said, desk.price_is_fresh(), lang);
        }
        missing(ui, session, state);
        buttons(ui, state, sink, &mut wants);
        if let Some((_, offer)) = &desk.price {
            details(ui, &price_model::build(offer, lang), lang);
        }
        compare_ui::compared(ui, state);
        own(ui, state);
        compare_ui::offers(ui, state, sink);
        ui.add_space(16.0);
    });
    wants
}

fn no_key(ui: &mut Ui, state: &AppState) {
    let keys = &state.groupage.keys;
    if keys.has_appkey {
        return;
    }
    let lang = state.settings.lang;
    field_note::notice(
        ui,
        icons::KEY,
        tokens(ui.ctx()).warn,
        &lang.text("ltl-no-key"),
        &[&lang.text("ltl-no-key-about")],
    );
    ui.add_space(8.0);
}

fn standing(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    match &state.groupage.pricing {
        Pricing::Failed(message) => {
            field_note::notice(
                ui,
                icons::WARNING_CIRCLE,
                colors.danger,
                &lang.text("ltl-no-price"),
                &[&lang.say(message)],
            );
            ui.add_space(8.0);
        }
        Pricing::Asking | Pricing::Soon => {
            field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &lang.text("ltl-asking"), colors.text[2]);
        }
        Pricing::Idle => {}
    }
}

fn total(ui: &mut Ui, said: &PriceModel, fresh: bool, lang: Lang) {
    let colors = tokens(ui.ctx());
    let color = if fresh { colors.text[0] } else { colors.text[2] };
    ui.horizontal_wrapped(|ui| {
        let big = egui::FontId::new(24.0, family::semibold());
        ui.add(Label::new(RichText::new(&said.total).font(big).color(color)).selectable(true));
        if said.training {
            badge::badge(ui, icons::GRADUATION_CAP, &lang.text("ltl-training-mark"), colors.warn);
        }
    });
    if !said.term.is_empty() {
        let words = lang.text_with("ltl-term", &[("term", Arg::Text(said.term.clone()))]);
        ui.add(Label::new(RichText::new(words).font(text::table()).color(colors.text[1])).wrap());
    }
    if said.is_partial {
        field_note::field_note(ui, icons::INFO, &lang.text("ltl-partial"), colors.warn);
    }
    if !fresh {
        field_note::field_note(ui, icons::INFO, &lang.text("ltl-stale"), colors.text[2]);
    }
    ui.add_space(6.0);
}

/// What stands in the way of a price: each line leads to its field.
fn missing(ui: &mut Ui, session: &mut Session, state: &AppState) {
    let desk = &state.groupage;
    let Some(checked) = &desk.checked else { return };
    let lang = state.settings.lang;
    let (title, notes): (&str, &[Note]) = if checked.may_price() {
        if !session.strict {
            return;
        }
        ("ltl-missing-for-order", &checked.order)
    } else {
        ("ltl-missing-for-price", &checked.price)
    };
    let flaws = flaws(notes, lang);
    if flaws.is_empty() {
        return;
    }
    ui.label(RichText::new(lang.text(title)).font(text::table_medium()).color(tokens(ui.ctx()).text[0]));
    ui.add_space(2.0);
    for (field, words) in flaws.iter().take(MOST_FLAWS) {
        let link = egui::Button::new(RichText::new(words).font(text::note()).color(tokens(ui.ctx()).accent));
        if ui.add(link.frame(false).wrap()).clicked() {
            session.go_to(field);
        }
    }
    if flaws.len() > MOST_FLAWS {
        let rest = Arg::Text(flaws.len().saturating_sub(MOST_FLAWS).to_string());
        field_note::field_note(ui, "", &lang.text_with("ltl-and-more", &[("n", rest)]), tokens(ui.ctx()).text[2]);
    }
    ui.add_space(8.0);
}

/// What stands in the way, fields of which the same is said in one line: where the line leads, and its words.
fn flaws(notes: &[Note], lang: Lang) -> Vec<(String, String)> {
    let mut found: Vec<(&Note, Vec<String>)> = Vec::new();
    for note in notes.iter().filter(|note| note.level == Some(Level::Blocks)) {
        let field = crate::domain::ltl::field::field_of(&note.field);
        let name = field.map(|field| super::field_ui::name(field, &note.field, lang)).unwrap_or_default();
        let group = |note: &Note| crate::domain::ltl::field::field_of(&note.field).map(|field| field.group);
        // The same of two persons is two lines: each leads to its own part.
        match found.iter_mut().find(|(first, _)| first.words == note.words && group(first) == group(note)) {
            Some((_, names)) => names.push(field.map(|field| super::field_ui::label(field, lang)).unwrap_or_default()),
            None => found.push((note, vec![name])),
        }
    }
    let said = |(note, names): (&Note, Vec<String>)| {
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let words = lang.say(&note.words);
        let words = if names.is_empty() { words } else { format!("{}. {words}", names.join(", ")) };
        (note.field.clone(), words)
    };
    found.into_iter().map(said).collect()
}

fn buttons(ui: &mut Ui, state: &AppState, sink: &mut Sink, wants: &mut bool) {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let may = desk.checked.as_ref().is_some_and(crate::app::groupage::desk::Checked::may_price);
    let busy = matches!(desk.pricing, Pricing::Asking);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let preorder = desk.checked.as_ref().is_some_and(|checked| checked.preorder);
        let key = if preorder { "ltl-preorder" } else { "ltl-order" };
        *wants |= button::button(ui, Look::Primary, true, icons::PAPER_PLANE_TILT, &lang.text(key)).clicked();
        if button::button(ui, Look::Plain, may && !busy, icons::ARROW_CLOCKWISE, &lang.text("ltl-ask-price")).clicked()
        {
            sink.send(Command::Groupage(GroupageCommand::Price));
        }
        let comparing = desk.compared.iter().any(|(_, answer)| answer.is_none());
        if button::button(ui, Look::Plain, !comparing, icons::SCALES, &lang.text("ltl-compare")).clicked() {
            sink.send(Command::Groupage(GroupageCommand::Compare));
        }
    });
    ui.add_space(8.0);
}

fn details(ui: &mut Ui, said: &PriceModel, lang: Lang) {
    heading(ui, &lang.text("ltl-parts"));
    for part in &said.parts {
        line(ui, &part.name, &part.amount);
        for detail in &part.details {
            field_note::field_note(ui, "", detail, tokens(ui.ctx()).text[2]);
        }
    }
    if !said.dates.is_empty() {
        heading(ui, &lang.text("ltl-dates"));
        for (name, date) in &said.dates {
            line(ui, name, date);
        }
    }
    if !said.found.is_empty() {
        heading(ui, &lang.text("ltl-found"));
        found(ui, said, lang);
    }
    for words in &said.information {
        ui.add_space(4.0);
        field_note::field_note(ui, icons::INFO, words, tokens(ui.ctx()).text[1]);
    }
}

/// What texts were understood as.
pub(super) fn found(ui: &mut Ui, said: &PriceModel, lang: Lang) {
    let colors = tokens(ui.ctx());
    for (field, source, result) in &said.found {
        field_note::field_note(ui, icons::MAP_PIN, &format!("{field}: {result}"), colors.text[0]);
        let words = lang.text_with("ltl-found-source", &[("text", Arg::Text(source.clone()))]);
        field_note::field_note(ui, "", &words, colors.text[2]);
    }
}

/// What the same way costs an own truck.
fn own(ui: &mut Ui, state: &AppState) {
    let Some(way) = state.groupage.own else { return };
    let lang = state.settings.lang;
    heading(ui, &lang.text("ltl-own"));
    let rub = state.settings.dellin.own_rub_per_km;
    if let Some(cost) = price_model::own_cost(way, rub) {
        line(ui, &price_model::own_way(way, lang), &price_model::roubles(cost));
    } else {
        line(ui, &price_model::own_way(way, lang), "—");
        field_note::field_note(ui, icons::INFO, &lang.text("ltl-own-unset"), tokens(ui.ctx()).text[2]);
    }
}

pub(super) fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(words).font(text::section()).color(tokens(ui.ctx()).text[2]));
    ui.add_space(2.0);
}

/// A name at the left, a value at the right.
pub(super) fn line(ui: &mut Ui, name: &str, value: &str) {
    let colors = tokens(ui.ctx());
    ui.horizontal_top(|ui| {
        let width = ui.available_width();
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.set_width(width);
            ui.add(Label::new(RichText::new(value).font(text::table_medium()).color(colors.text[0])).selectable(true));
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.add(Label::new(RichText::new(name).font(text::table()).color(colors.text[1])).wrap());
            });
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Message;

    #[test]
    fn the_same_of_two_persons_is_two_lines_and_of_one_a_single_one() {
        let note = |field: &str| Note {
            field: field.to_owned(),
            level: Some(Level::Blocks),
            words: Message::new("dellin-check-44"),
            theirs: false,
        };
        let notes = [
            note("members.sender.contactPersons"),
            note("members.receiver.contactPersons"),
            note("members.sender.phoneNumbers"),
        ];
        let flaws = flaws(&notes, Lang::Ru);
        let fields: Vec<&str> = flaws.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["members.sender.contactPersons", "members.receiver.contactPersons"]);
        assert!(flaws[0].1.starts_with("Отправитель: Контактное лицо, Телефон. "), "{}", flaws[0].1);
        assert!(flaws[1].1.starts_with("Получатель: Контактное лицо. "), "{}", flaws[1].1);
    }
}
