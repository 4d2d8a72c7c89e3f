//! The page before an order: what will be sent, at what price, an order or a pre-order. Only here it can be sent.

use egui::{Frame, Label, Margin, Panel, RichText, ScrollArea, Ui};

use super::choices::Choices;
use super::field_ui;
use super::price_model;
use super::price_ui;
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, Note};
use crate::app::state::AppState;
use crate::domain::ltl::Level;
use crate::domain::ltl::field::{self, Group, Input};
use crate::store::groupage::OrderState;
use crate::ui::card::model::Field as Line;
use crate::ui::card::sections_ui;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{badge, button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// What is said on the page.
#[derive(Debug, Default)]
pub(super) struct Confirm {
    choices: Choices,
    /// The understood addresses are right.
    addresses: bool,
    /// Another one is wanted, though one is made.
    again: bool,
    focused: bool,
}

impl Confirm {
    /// Shows the page; false when it is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> bool {
        self.choices.follow(state);
        let mut stays = true;
        // What must be decided is always in sight, however long the order is.
        let frame = Frame::new().inner_margin(Margin { left: 16, right: 16, top: 6, bottom: 12 });
        Panel::bottom("groupage-confirm").resizable(false).frame(frame).show(ui, |ui| {
            self.promises(ui, state);
            ui.add_space(8.0);
            stays = self.buttons(ui, state, sink);
        });
        ScrollArea::vertical().id_salt("groupage-confirm").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 16, right: 16, top: 10, bottom: 24 }).show(ui, |ui| {
                ui.set_max_width(760.0);
                ui.spacing_mut().interact_size.y = 0.0;
                head(ui, state);
                price(ui, state);
                self.contents(ui, state);
                warnings(ui, state);
            });
        });
        let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        state.groupage.placing || (stays && !escape)
    }

    /// Everything that is said in the form, part by part.
    fn contents(&self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        let form = &state.groupage.form;
        for group in Group::ALL {
            let mut lines = Vec::new();
            for one in field::of_group(group) {
                let paths: Vec<String> = match one.list() {
                    None => vec![one.path.clone()],
                    Some((list, rest)) => {
                        (0..form.count(list)).map(|at| super::session::row_path(list, at, rest)).collect()
                    }
                };
                for path in paths {
                    let text = form.get(&path);
                    if text.is_empty() {
                        continue;
                    }
                    let value = match one.input {
                        Input::Flag | Input::Contrary => lang.text("ltl-yes"),
                        input => self.choices.title(input, text),
                    };
                    lines.push(Line { name: field_ui::label(one, lang), value, ..Line::default() });
                }
            }
            if lines.is_empty() {
                continue;
            }
            price_ui::heading(ui, &lang.text(&format!("ltl-group-{}", group.name())));
            for one in &lines {
                sections_ui::field(ui, one);
            }
        }
    }

    /// What a person must have looked at.
    fn promises(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        if needs_addresses(state) {
            ui.add_space(8.0);
            ui.checkbox(&mut self.addresses, lang.text("ltl-addresses-right"));
        }
        if let Some(order) = in_the_way(state) {
            ui.add_space(8.0);
            let number = Arg::Text(order.number.clone());
            let key = if order.state == OrderState::Made { "ltl-already-ordered" } else { "ltl-still-open" };
            let words = lang.text_with(key, &[("number", number)]);
            field_note::notice(ui, icons::WARNING, tokens(ui.ctx()).warn, &words, &[]);
            if order.state == OrderState::Made {
                ui.checkbox(&mut self.again, lang.text("ltl-another-one"));
            }
        }
    }

    fn buttons(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> bool {
        let lang = state.settings.lang;
        let desk = &state.groupage;
        let way = in_the_way(state);
        let free = match way {
            None => true,
            Some(order) => order.state == OrderState::Made && self.again,
        };
        let ready = !desk.placing && free && (self.addresses || !needs_addresses(state));
        let preorder = desk.checked.as_ref().is_some_and(|checked| checked.preorder);
        let mut stays = true;
        ui.horizontal_wrapped(|ui| {
            let key = if preorder { "ltl-send-preorder" } else { "ltl-send-order" };
            let send = button::button(ui, Look::Primary, ready, icons::PAPER_PLANE_TILT, &lang.text(key));
            if send.clicked() {
                sink.send(Command::Groupage(GroupageCommand::Order(self.again)));
            }
            let back =
                button::button(ui, Look::Plain, !desk.placing, icons::CARET_LEFT, &lang.text("ltl-back-to-form"));
            if !std::mem::replace(&mut self.focused, true) {
                // The safe answer is under Enter.
                back.request_focus();
            }
            stays = !back.clicked();
            if desk.placing {
                field_note::field_note(
                    ui,
                    icons::HOURGLASS_MEDIUM,
                    &lang.text("ltl-placing"),
                    tokens(ui.ctx()).text[1],
                );
            }
        });
        stays
    }
}

fn in_the_way(state: &AppState) -> Option<&crate::store::groupage::Order> {
    state.groupage.checked.as_ref()?.in_the_way.as_deref()
}

fn needs_addresses(state: &AppState) -> bool {
    state.groupage.price.as_ref().is_some_and(|(_, offer)| !offer.quote.found.is_empty())
}

fn head(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let colors = tokens(ui.ctx());
    let preorder = desk.checked.as_ref().is_some_and(|checked| checked.preorder);
    let (title, about) = if preorder {
        ("ltl-confirm-preorder", "ltl-confirm-preorder-about")
    } else {
        ("ltl-confirm-order", "ltl-confirm-order-about")
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(lang.text(title)).font(text::heading()));
        if desk.keys.training {
            badge::badge(ui, icons::GRADUATION_CAP, &lang.text("ltl-training-mark"), colors.warn);
        }
    });
    let held = desk.form.get("inOrder") == "true";
    let about = if held { "ltl-confirm-held-about" } else { about };
    ui.add(Label::new(RichText::new(lang.text(about)).font(text::body()).color(colors.text[1])).wrap());
}

fn price(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let desk = &state.groupage;
    let colors = tokens(ui.ctx());
    price_ui::heading(ui, &lang.text("ltl-price"));
    let Some((_, offer)) = &desk.price else {
        field_note::field_note(ui, icons::WARNING, &lang.text("ltl-price-unknown"), colors.warn);
        return;
    };
    let said = price_model::build(offer, lang);
    let mark = if said.training { format!(" ({})", lang.text("ltl-training-word")) } else { String::new() };
    price_ui::line(ui, &lang.text("ltl-price-total"), &format!("{}{mark}", said.total));
    if !said.term.is_empty() {
        price_ui::line(ui, &lang.text("ltl-price-term"), &said.term);
    }
    if said.is_partial {
        field_note::field_note(ui, icons::INFO, &lang.text("ltl-partial"), colors.warn);
    }
    if !desk.price_is_fresh() {
        field_note::field_note(ui, icons::WARNING, &lang.text("ltl-stale"), colors.warn);
    }
    if !said.found.is_empty() {
        price_ui::heading(ui, &lang.text("ltl-found"));
        price_ui::found(ui, &said, lang);
    }
}

/// What should be looked at; it forbids nothing.
fn warnings(ui: &mut Ui, state: &AppState) {
    let lang: Lang = state.settings.lang;
    let Some(checked) = &state.groupage.checked else { return };
    let doubtful: Vec<&Note> = checked.order.iter().filter(|note| note.level != Some(Level::Blocks)).collect();
    if doubtful.is_empty() {
        return;
    }
    price_ui::heading(ui, &lang.text("ltl-look-at"));
    for note in doubtful {
        let field = field::field_of(&note.field);
        let name = field.map(|field| field_ui::name(field, &note.field, lang)).unwrap_or_default();
        let words = format!("{name}. {}", lang.say(&note.words));
        field_note::field_note(ui, icons::WARNING, &words, tokens(ui.ctx()).warn);
    }
}
