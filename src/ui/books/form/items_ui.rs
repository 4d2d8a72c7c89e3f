//! Painting of the lists inside a record: each item under its number with a button that takes it away, and one that adds.

use egui::{Align, FocusDirection, Id, Key, Layout, Modifiers, RichText, Ui, vec2};

use super::field_ui::{GAP, caption, edge, label_key, section};
use super::items::TypedItem;
use super::model::Typed;
use super::notes::{Note, note_of};
use super::session::Session;
use crate::app::book_items;
use crate::app::state::AppState;
use crate::domain::book_field::items::{ItemList, ItemRow};
use crate::domain::book_field::{BookField, Item, ItemInput, list_of};
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::widgets::pick::{Choice, ChoiceList};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::words::Lang;

/// A list with its name.
pub(super) fn list(ui: &mut Ui, session: &mut Session, field: BookField, state: &AppState) {
    let (Some(list), lang) = (list_of(field), state.settings.lang) else { return };
    let name = lang.text(&label_key(field));
    section(ui, &name);
    let note = session.notes.get(&field).copied();
    let Some(Typed::Items(items)) = session.form.get_mut(field) else { return };
    // The list is held apart while it is painted: the pickers look at the session beside it.
    let mut items = std::mem::take(items);
    if items.is_empty() {
        let key = note.map_or("book-list-empty", |note| note.key);
        ui.label(RichText::new(lang.text(key)).font(text::note()).color(tokens(ui.ctx()).text[2]));
    }
    let may_speak = session.visited.contains(&field);
    let mut gone = None;
    let goes_in = session.focus == Some(field) && !items.is_empty();
    if goes_in {
        session.focus = None;
    }
    let new = session.new_item.take_if(|(of, place)| *of == field && *place < items.len()).map(|(_, place)| place);
    for (place, item) in items.iter_mut().enumerate() {
        let id = item_id(session.number, field, place);
        let painted = Painted {
            list,
            id,
            name: &name,
            place,
            may_speak,
            focus: new.map_or(goes_in && place == 0, |new| new == place),
        };
        if painted.show(ui, item, session, state) {
            gone = Some(place);
        }
    }
    if let Some(place) = gone {
        items.remove(place);
    }
    if list.may_add {
        let words = lang.text_with("book-list-add", &[("name", name.as_str().into())]);
        let add = button::plain(ui, icons::PLUS, &words);
        if session.focus == Some(field) {
            session.focus = None;
            add.request_focus();
        }
        if add.clicked() {
            items.push(TypedItem::of(list, &Item::blank(list)));
            // It takes the keyboard once it is painted.
            session.new_item = Some((field, items.len().saturating_sub(1)));
        }
    }
    if let Some(Typed::Items(held)) = session.form.get_mut(field) {
        *held = items;
    }
}

fn item_id(session: u64, field: BookField, place: usize) -> Id {
    Id::unique(("book-item", session, field, place))
}

struct Painted<'a> {
    list: &'static ItemList,
    id: Id,
    name: &'a str,
    place: usize,
    may_speak: bool,
    focus: bool,
}

impl Painted<'_> {
    /// True when the item is to go.
    fn show(&self, ui: &mut Ui, item: &mut TypedItem, session: &mut Session, state: &AppState) -> bool {
        let lang = state.settings.lang;
        let number = self.place.saturating_add(1);
        let mut gone = false;
        ui.horizontal(|ui| {
            let title = self.list.rows.iter().find(|row| row.input == ItemInput::Shown);
            let title = title.map(|row| book_items::value_words(row.input, item.came(row.field), &state.books, lang));
            let title = title.unwrap_or_else(|| number.to_string());
            ui.label(RichText::new(&title).font(text::medium()).color(tokens(ui.ctx()).text[1]));
            let args = [("name", self.name.into()), ("number", number.to_string().into())];
            gone = button::icon(ui, icons::X, &lang.text_with("book-list-drop", &args), "").clicked();
        });
        let width = ui.available_width();
        let half = ((width - GAP) / 2.0).floor();
        let rows: Vec<&ItemRow> = self.list.rows.iter().filter(|row| row.input != ItemInput::Shown).collect();
        let mut focus = self.focus;
        for pair in rows.chunks(2) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for row in pair {
                    self.cell(ui, item, row, half, std::mem::take(&mut focus), session, state);
                }
            });
            ui.add_space(2.0);
        }
        ui.add_space(4.0);
        gone
    }

    #[expect(clippy::too_many_arguments, reason = "what is painted, where, and what it looks at")]
    fn cell(
        &self,
        ui: &mut Ui,
        item: &mut TypedItem,
        row: &ItemRow,
        width: f32,
        focus: bool,
        session: &Session,
        state: &AppState,
    ) {
        let lang = state.settings.lang;
        let label = lang.text(&book_items::label_key(row.field));
        let note = item.flaw(row).map(note_of).filter(|note| self.may_speak || note.key != "book-flaw-missing");
        let id = self.id.with(row.field);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            caption(ui, &if row.required { format!("{label} *") } else { label.clone() }, note, lang);
            let look = look(ui, row.input, width, note);
            let Some(cell) = item.cell_mut(row.field) else { return };
            let response = match cell {
                Typed::Pick(pick) => {
                    let choices = session.item_choices.get(&row.field).cloned().unwrap_or_default();
                    let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
                    let (nothing, unknown) = (nothing.as_str(), unknown.as_str());
                    let picker =
                        Picker { id, choices: &choices, look, mandatory: false, open: false, nothing, unknown };
                    picker.show(ui, pick).response
                }
                Typed::Text(words) => {
                    let response = text_field(ui, id, words, &look, false);
                    if response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
                    }
                    response
                }
                Typed::Flag(_) | Typed::Items(_) => return,
            };
            if focus {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            if response.lost_focus() {
                item.left(row);
            }
            let number = self.place.saturating_add(1).to_string();
            let args = [("field", label.as_str().into()), ("name", self.name.into()), ("number", number.into())];
            response.accessible_name(lang.text_with("book-list-field", &args));
        });
    }
}

fn look(ui: &Ui, input: ItemInput, width: f32, note: Option<Note>) -> Look<'static> {
    let colors = tokens(ui.ctx());
    let edge = note.and_then(|note| edge(note, colors.danger, colors.warn));
    Look { edge, number: matches!(input, ItemInput::Number | ItemInput::Whole), ..Look::wide(width) }
}

/// What a field of an item offers; `None` when it is not chosen but typed.
pub(super) fn choices(input: ItemInput, state: &AppState, edition: u64) -> Option<ChoiceList<i64>> {
    let lang: Lang = state.settings.lang;
    match input {
        ItemInput::Catalog(kind) => {
            let row = |item: &crate::domain::catalog::CatalogItem| Choice {
                retired: item.deleted,
                ..Choice::new(item.id.0, item.name.clone())
            };
            Some(ChoiceList::new(state.books.catalog(kind).iter().map(row).collect(), edition))
        }
        ItemInput::OneOf(words) => {
            let row = |(place, word): (i64, &&str)| Choice::new(place, lang.text(&book_items::word_key(word)));
            Some(ChoiceList::new((0..).zip(words).map(row).collect(), edition))
        }
        ItemInput::Text | ItemInput::Phone | ItemInput::Number | ItemInput::Whole | ItemInput::Shown => None,
    }
}
