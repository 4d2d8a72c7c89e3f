//! Painting of a field that is changed in place: over its cell, with what is said of it below, and its keys.

use egui::{
    Area, Color32, EventFilter, Frame, Id, Key, Label, Margin, Modal, Modifiers, Order, RichText, Sense, Ui, UiKind,
    pos2,
};

use super::cell::{Cell, Input, Submitted, Told};
use super::named;
use crate::app::life::in_place::Field;
use crate::app::state::AppState;
use crate::domain::bid_change::BidChange;
use crate::ui::editor::model::busy::{self, Naming};
use crate::ui::editor::model::choices::Choices;
use crate::ui::editor::model::clocks::{self, Present};
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::{self, Look as ButtonLook};
use crate::ui::widgets::field_note::field_note;
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::time_field::time_field;

/// A narrow cell gets a wider field.
const LEAST: f32 = 280.0;
/// The margins of the field, and a little air to the edge of the window.
const EDGE: f32 = 24.0;
/// More crossing bids than this are not named one by one.
const MOST_NAMED: usize = 3;

/// Where the keyboard goes from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Back to where it was.
    Close,
    /// To the next field; `false`: to the one before.
    Next(bool),
}

/// What is wanted of the field after a frame.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum After {
    /// It stays open.
    Stay,
    /// It is left as it was.
    Leave(Then),
    /// It is saved.
    Save(Vec<BidChange>, Then),
}

/// What the keys and presses of a frame ask of the field as a whole; the first that asks is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Leave,
    Submit(Then),
}

impl Asked {
    /// This, where nothing else was asked before.
    fn or(self, is_asked: bool, other: Self) -> Self {
        if self == Self::Nothing && is_asked { other } else { self }
    }
}

/// Shows the field over its cell.
pub(super) fn show(ui: &Ui, cell: &mut Cell, choices: &Choices, state: &AppState) -> After {
    let colors = tokens(ui.ctx());
    let id = Id::unique(("in-place", cell.field, cell.surface));
    let area = Area::new(id).kind(UiKind::Modal).sense(Sense::hover()).order(Order::Foreground).interactable(true);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(8)).stroke((1.5, colors.accent));
    let asked = before(ui, cell);
    let room = ui.ctx().content_rect();
    let width = cell.rect.width().max(LEAST).min(room.width() - 40.0);
    // Never at the very edge of the window.
    let at = pos2(cell.rect.left().min(room.right() - width - EDGE), cell.rect.top());
    let modal = Modal::new(id).area(area.fixed_pos(at)).backdrop_color(Color32::TRANSPARENT).frame(frame);
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(width);
        contents(ui, cell, choices, state, asked)
    });
    let (asked, picked) = shown.inner;
    // A picker has taken the Enter that chooses; what is left means the whole field.
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let asked = asked.or(enter || shown.backdrop_response.clicked(), Asked::Submit(Then::Close));
    let after = decided(cell, state, asked);
    cell.painted();
    if after == After::Stay && asked != Asked::Nothing {
        // A word is said first: the keyboard stays in the field. What was chosen there is typed over.
        let id = field_id(cell.field);
        ui.memory_mut(|memory| if picked { memory.surrender_focus(id) } else { memory.request_focus(id) });
        cell.fresh |= picked;
        ui.ctx().request_repaint();
    }
    after
}

/// Takes the keys that are not for the field to read.
fn before(ui: &Ui, cell: &Cell) -> Asked {
    let typed = !cell.is_pick() || cell.held.is_some();
    ui.input_mut(|input| {
        let escape = input.consume_key(Modifiers::NONE, Key::Escape);
        let enter = typed && input.consume_key(Modifiers::NONE, Key::Enter);
        let forward = !input.modifiers.shift;
        Asked::Nothing
            .or(escape, Asked::Leave)
            .or(input.key_pressed(Key::Tab), Asked::Submit(Then::Next(forward)))
            .or(enter, Asked::Submit(Then::Close))
    })
}

fn decided(cell: &mut Cell, state: &AppState, asked: Asked) -> After {
    let then = match asked {
        Asked::Nothing => return After::Stay,
        Asked::Leave => return After::Leave(Then::Close),
        Asked::Submit(then) => then,
    };
    match cell.submit(state) {
        Submitted::Stay => After::Stay,
        Submitted::Same => After::Leave(then),
        Submitted::Changes(changes) => After::Save(changes, then),
    }
}

/// What is asked, and whether a row of the field's list was chosen.
fn contents(ui: &mut Ui, cell: &mut Cell, choices: &Choices, state: &AppState, asked: Asked) -> (Asked, bool) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let name = named(cell.field, lang);
    ui.label(RichText::new(&name).font(text::note()).color(colors.text[1]));
    if let Some(why) = &cell.held {
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            field_note(ui, icons::WARNING, &lang.say(why), colors.warn);
        });
        ui.add_space(4.0);
        let close = button::plain(ui, "", &lang.text("life-close")).clicked();
        return (asked.or(close, Asked::Leave), false);
    }
    let picked = field(ui, cell, &name, choices, state);
    let told = cell.told(state);
    ui.scope(|ui| {
        // Lines of text here, not rows of controls.
        ui.spacing_mut().interact_size.y = 0.0;
        notes(ui, cell, told.as_deref(), choices, state);
    });
    ui.add_space(4.0);
    let refused = told.as_ref().is_some_and(|told| told.foreseen.refusal.is_some());
    let warns = !refused && told.as_ref().is_some_and(|told| told.warns());
    let (save, cancel) = ui
        .horizontal(|ui| {
            let save = lang.text(if warns { "in-place-save-anyway" } else { "in-place-save" });
            let save = button::button(ui, ButtonLook::Primary, !refused, "", &save).on_hover_text("Enter").clicked();
            let cancel = button::plain(ui, "", &lang.text("in-place-cancel")).on_hover_text("Esc").clicked();
            (save, cancel)
        })
        .inner;
    let keys = lang.text(if cell.is_pick() { "in-place-keys-pick" } else { "in-place-keys" });
    ui.add(Label::new(RichText::new(keys).font(text::note()).color(colors.text[2])).wrap());
    let submit = Asked::Submit(Then::Close);
    (asked.or(picked || save, submit).or(cancel, Asked::Leave), picked)
}

fn field_id(field: Field) -> Id {
    Id::unique(("in-place-field", field))
}

/// The field itself; true when a row of its list was chosen.
fn field(ui: &mut Ui, cell: &mut Cell, name: &str, choices: &Choices, state: &AppState) -> bool {
    let lang = state.settings.lang;
    let id = field_id(cell.field);
    if cell.fresh {
        // Before it is drawn: a field that gets the keyboard as it is drawn selects its text, so that typing replaces it.
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let colors = tokens(ui.ctx());
    let edge = (cell.wrong.is_some() || cell.refused.is_some()).then_some(colors.danger);
    let look = Look { edge, ..Look::wide(ui.available_width()) };
    // The list of a choice that is looked at would hide what is said of it.
    let (clock, open) = (cell.clock(present(state)), cell.fresh && cell.is_untouched());
    let mut chosen = false;
    let response = match &mut cell.input {
        Input::Price(text) => text_field(ui, id, text, &Look { sign: "₽", number: true, ..look }, true),
        Input::Moment(time) => time_field(ui, id, time, clock, &look.hint(&lang.text("in-place-time-hint"))),
        Input::Record(pick) => {
            let choices = match cell.field {
                Field::Trailer => &choices.trailers,
                Field::Driver => &choices.drivers,
                Field::Car | Field::Load | Field::Point(_) | Field::Price => &choices.cars,
            };
            let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
            let picker = Picker { id, choices, look, mandatory: false, open, nothing: &nothing, unknown: &unknown };
            let picked = picker.show(ui, pick);
            chosen = picked.chosen.is_some();
            picked.response
        }
    };
    let response = response.accessible_name(name);
    if response.changed() || chosen {
        cell.touched();
    }
    // Tab and Esc are the cell's: egui would move the keyboard by them.
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    cell.fresh &= !ui.memory(|memory| memory.has_focus(id));
    chosen
}

fn present(state: &AppState) -> Present {
    Present { now: state.now, own_offset: state.own_offset_minutes }
}

/// What is understood, what goes along, what is wrong, whose dates would be crossed.
fn notes(ui: &mut Ui, cell: &Cell, told: Option<&Told>, choices: &Choices, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    if let Input::Moment(time) = &cell.input {
        let words = clocks::told(time, cell.zone(), present(state), lang);
        if !words.is_empty() {
            field_note(ui, "", &words, colors.text[1]);
        }
    }
    if let Some(words) = along(cell, state) {
        field_note(ui, icons::INFO, &words, colors.text[1]);
    }
    if let Some(key) = cell.wrong {
        field_note(ui, icons::WARNING_CIRCLE, &lang.text(key), colors.danger);
    }
    if let Some(why) = &cell.refused {
        field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
    }
    let Some(told) = told else { return };
    if let Some(why) = &told.foreseen.refusal {
        field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
    }
    for warning in &told.foreseen.warnings {
        field_note(ui, icons::WARNING, &lang.say(warning), colors.warn);
    }
    let naming = Naming { choices, books: &state.books, present: present(state), lang };
    for crossed in told.busy.iter().take(MOST_NAMED) {
        let (title, about) = busy::words(crossed, naming);
        field_note(ui, icons::WARNING, &title, colors.warn);
        ui.add(Label::new(RichText::new(about).font(text::note()).color(colors.text[1])).wrap());
    }
    if let Some(more) = told.busy.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let words = lang.text_with("editor-busy-more", &[("count", more.into())]);
        field_note(ui, "", &words, colors.text[1]);
    }
}

/// What else the change would bring: the people and the trailer of a truck, the points behind the first.
fn along(cell: &Cell, state: &AppState) -> Option<String> {
    let lang = state.settings.lang;
    if cell.field == Field::Load && cell.record.bid.points.len() > 1 {
        return Some(lang.text("in-place-along"));
    }
    let title = |id| state.books.record(id).map(|record| record.entry.title());
    let brought = cell.changes().iter().filter_map(|change| match change {
        BidChange::Driver(Some(id)) | BidChange::Trailer(Some(id)) => title(id),
        _ => None,
    });
    let brought = brought.collect::<Vec<_>>().join(", ");
    (cell.field == Field::Car && !brought.is_empty())
        .then(|| lang.text_with("in-place-pair", &[("names", brought.into())]))
}
