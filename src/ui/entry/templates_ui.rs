//! Templates of bids by name: begin a bid from one, rename it, take it away, keep the bid of the card as one.

use egui::{Id, Key, Modifiers, RichText, ScrollArea, Ui};

use super::{After, answers};
use crate::app::command::Command;
use crate::app::entry::EntryCommand;
use crate::app::state::AppState;
use crate::domain::bid::Bid;
use crate::domain::search_key;
use crate::store::model::TemplateName;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Room for the list.
const LIST: f32 = 280.0;

/// The dialog of the list.
#[derive(Debug, Default)]
pub(super) struct Templates {
    typed: String,
    place: usize,
    /// The one that is being renamed, with its new name.
    renaming: Option<(i64, String)>,
    /// The one that goes at the second press.
    going: Option<i64>,
    begun: bool,
}

impl Templates {
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> After {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let id = Id::unique("entry-templates-find");
        let renaming = self.renaming.is_some();
        let keys = if renaming { Keys::default() } else { Keys::read(ui) };
        let name = lang.text("templates-find");
        if !renaming {
            let field = text_field(ui, id, &mut self.typed, &Look::wide(ui.available_width()).hint(&name), false);
            let field = field.accessible_name(&name);
            if field.changed() {
                (self.place, self.going) = (0, None);
            }
            if !std::mem::replace(&mut self.begun, true) {
                field.request_focus();
                sink.send(Command::Entry(EntryCommand::ListTemplates));
            }
        }
        ui.add_space(6.0);
        let found = self.found(state);
        self.place = self.place.saturating_add_signed(keys.by).min(found.len().saturating_sub(1));
        let chosen = found.get(self.place).cloned();
        let mut wished = None;
        ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
            for (place, template) in found.iter().enumerate() {
                if let Some(wish) = self.row(ui, template, place == self.place, lang, sink) {
                    (self.place, wished) = (place, Some((template.clone(), wish)));
                }
            }
        });
        if found.is_empty() {
            let key = if self.typed.trim().is_empty() { "templates-none" } else { "templates-not-found" };
            field_note::field_note(ui, icons::INFO, &lang.text(key), colors.text[1]);
        }
        if self.going.is_some() {
            field_note::field_note(ui, icons::WARNING, &lang.text("templates-going"), colors.warn);
        }
        ui.add_space(8.0);
        let words = RichText::new(lang.text("templates-keys")).font(text::note()).color(colors.text[2]);
        ui.add(egui::Label::new(words).wrap());
        let wish = wished.or_else(|| Some((chosen?, keys.wish?)));
        match wish {
            Some((template, Wish::Use)) => {
                sink.send(Command::Entry(EntryCommand::UseTemplate(template.id)));
                return After::Close;
            }
            Some((template, Wish::Rename)) => self.renaming = Some((template.id, template.name)),
            Some((template, Wish::Drop)) if self.going == Some(template.id) => {
                self.going = None;
                sink.send(Command::Entry(EntryCommand::DropTemplate(template.id)));
            }
            Some((template, Wish::Drop)) => self.going = Some(template.id),
            None => {}
        }
        After::Stay
    }

    fn found(&self, state: &AppState) -> Vec<TemplateName> {
        let query = search_key::fold(&self.typed);
        let fits = |one: &&TemplateName| search_key::matches(&search_key::fold(&one.name), query.trim());
        state.entry.templates.iter().filter(fits).cloned().collect()
    }

    /// A template, or the field of its new name.
    fn row(
        &mut self,
        ui: &mut Ui,
        template: &TemplateName,
        selected: bool,
        lang: Lang,
        sink: &mut Sink,
    ) -> Option<Wish> {
        if let Some((id, name)) = self.renaming.as_mut().filter(|(id, _)| *id == template.id) {
            let field_id = Id::unique(("entry-template-name", *id));
            let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let given_up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            let field = text_field(ui, field_id, name, &Look::wide(ui.available_width()), true);
            field.accessible_name(lang.text("templates-new-name")).request_focus();
            if entered && !name.trim().is_empty() {
                sink.send(Command::Entry(EntryCommand::RenameTemplate(*id, name.clone())));
            }
            if entered || given_up {
                (self.renaming, self.begun) = (None, false);
            }
            return None;
        }
        let row = ui.horizontal(|ui| {
            let about = |key| lang.text_with(key, &[("name", template.name.as_str().into())]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let drop = button::icon(ui, icons::TRASH, &about("templates-drop"), "Del").clicked();
                let rename = button::icon(ui, icons::NOTE_PENCIL, &about("templates-rename"), "F2").clicked();
                let line = egui::Button::new(&template.name).truncate().selected(selected);
                let line = line.min_size(egui::vec2(ui.available_width(), 0.0));
                let used = ui.add(line).accessible_name(&template.name).clicked();
                [(used, Wish::Use), (rename, Wish::Rename), (drop, Wish::Drop)]
            })
            .inner
        });
        row.inner.into_iter().find(|(pressed, _)| *pressed).map(|(_, wish)| wish)
    }
}

/// What is wished of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Use,
    Rename,
    Drop,
}

/// What was pressed: up or down, and what is wished of the chosen one.
#[derive(Debug, Default)]
struct Keys {
    by: isize,
    wish: Option<Wish>,
}

impl Keys {
    fn read(ui: &Ui) -> Self {
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let by = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
            let wishes = [(Key::Enter, Wish::Use), (Key::F2, Wish::Rename), (Key::Delete, Wish::Drop)];
            Self { by, wish: wishes.into_iter().find(|(key, _)| pressed(*key)).map(|(_, wish)| wish) }
        })
    }
}

/// The dialog that keeps a bid under a name.
#[derive(Debug)]
pub(super) struct Keep {
    bid: Bid,
    name: String,
    begun: bool,
}

impl Keep {
    pub(super) fn of(bid: Bid) -> Self {
        let towns = bid.points.iter().map(|point| point.place.settlement()).filter(|name| !name.is_empty());
        let name = towns.collect::<Vec<_>>().join(" – ");
        Self { bid, name, begun: false }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> After {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let words = RichText::new(super::said(&self.bid, state, lang)).font(text::body()).color(colors.text[1]);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(6.0);
        let name = lang.text("templates-name");
        let id = Id::unique("entry-template-keep");
        let field = text_field(ui, id, &mut self.name, &Look::wide(ui.available_width()).hint(&name), false);
        let field = field.accessible_name(&name);
        if !std::mem::replace(&mut self.begun, true) {
            field.request_focus();
            sink.send(Command::Entry(EntryCommand::ListTemplates));
        }
        let plain = |text: &str| text.trim().to_lowercase();
        let taken = state.entry.templates.iter().any(|one| plain(&one.name) == plain(&self.name));
        if taken {
            field_note::field_note(ui, icons::WARNING, &lang.text("templates-taken"), colors.warn);
        }
        ui.add_space(8.0);
        let ready = !self.name.trim().is_empty();
        let words = lang.text(if taken { "templates-replace" } else { "templates-keep" });
        let (kept, closed) = answers(ui, ready, icons::FLOPPY_DISK, &words, lang);
        if ready && (kept || entered) {
            let command = EntryCommand::KeepTemplate(self.name.trim().to_owned(), Box::new(self.bid.clone()));
            sink.send(Command::Entry(command));
            return After::Close;
        }
        if closed { After::Close } else { After::Stay }
    }
}
