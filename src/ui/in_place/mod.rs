//! A field of a bid that is changed where it stands: in its cell of the list or on the card. One small editor for both; what is
//! saved goes the way of every change of a bid ([`LifeCommand::Change`]).
//!
//! [`cell`] is the editor without pixels, `cell_ui` paints it. Panels only tell where their fields stand ([`Anchor`]) and ask for
//! one to be opened ([`Wish`]).

pub mod cell;
mod cell_ui;

use std::sync::Arc;

use egui::style::ScrollAnimation;
use egui::{Align, Id, Rect, Ui, pos2, vec2};

use self::cell::Cell;
use self::cell_ui::{After, Then};
use super::Sink;
use super::editor::model::choices::Choices;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::life::in_place::{self, Field};
use crate::app::state::AppState;
use crate::domain::bid::Bid;
use crate::domain::bid_change::BidChange;
use crate::domain::id::LocalId;
use crate::store::model::BidRecord;
use crate::words::{Lang, Message};

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Surface {
    /// In the selected row of the list.
    List,
    /// On the card.
    Card,
}

/// A field to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// Of this bid; `None`: of the open card.
    pub bid: Option<LocalId>,
    /// Which; `None`: the one that was open last, else the first in sight.
    pub field: Option<Field>,
    /// Where; `None`: in the list while it is seen, else on the card.
    pub surface: Option<Surface>,
}

/// Where a field stands in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// On which surface.
    pub surface: Surface,
    /// Which field.
    pub field: Field,
    /// Its place in the window.
    pub rect: Rect,
}

/// The fields of a bid whatever the columns, in the order of the menu of a row.
pub const FIELDS: [Field; 5] = [Field::Car, Field::Trailer, Field::Driver, Field::Load, Field::Price];

/// What is typed in place, while anything is.
#[derive(Debug, Default)]
pub struct InPlace {
    cell: Option<Cell>,
    wish: Option<Wish>,
    /// What was sent and has not been answered.
    waiting: Vec<Waiting>,
    /// What came back refused: it is opened again with what was typed.
    back: Vec<Cell>,
    /// The field that was open last.
    last: Option<Field>,
    /// Who had the keyboard before the first of the fields was opened.
    focus: Option<Id>,
    /// The keyboard goes from field to field: it has come from elsewhere once.
    walking: bool,
    /// Who gets it back, once nothing lies over the window any more.
    gets_back: Option<Id>,
    choices: Choices,
}

#[derive(Debug)]
struct Waiting {
    cell: Cell,
    since: u64,
    what: Message,
}

impl InPlace {
    /// Shows what is open and hears what was asked for. Comes after the panels, which tell where their fields stand.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let anchors = sink.take_anchors();
        self.hear(state);
        if ui.memory(|memory| memory.top_modal_layer().is_none())
            && let Some(focus) = self.gets_back.take()
        {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
        if self.cell.is_none() {
            self.open(ui, state, &anchors);
        }
        if let Some(mut cell) = self.cell.take() {
            cell.follow(state.card.as_ref(), &anchors, state.settings.rules);
            self.choices.refresh(&state.books, state.settings.lang);
            match cell_ui::show(ui, &mut cell, &self.choices, state) {
                After::Stay => self.cell = Some(cell),
                After::Leave(then) => self.leave(ui, &cell, then, &anchors),
                After::Save(changes, then) => {
                    self.leave(ui, &cell, then, &anchors);
                    self.save(cell, &changes, state, sink);
                }
            }
        }
        if let Some(wish) = sink.take_in_place() {
            // In the next frame: the click that asked for it is none of the field's.
            self.wish = Some(wish);
            ui.ctx().request_repaint();
        }
    }

    /// Nothing that was asked for has still to be opened (pictures).
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.wish.is_none() && self.cell.as_ref().is_none_or(|cell| !cell.fresh)
    }

    /// What was refused after it had been sent is opened again.
    fn hear(&mut self, state: &AppState) {
        self.waiting.retain_mut(|waiting| {
            let is_its = |of: &Option<(LocalId, Message)>| {
                of.as_ref().is_none_or(|(id, what)| *id == waiting.cell.record.meta.id && *what == waiting.what)
            };
            let answers = state.life.answers.iter();
            let Some(answer) = answers.clone().find(|one| one.number > waiting.since && is_its(&one.of)) else {
                return true;
            };
            if let Some(why) = &answer.refused {
                self.back.push(waiting.cell.clone().refused(why.clone()));
            }
            false
        });
    }

    fn open(&mut self, ui: &Ui, state: &AppState, anchors: &[Anchor]) {
        if let Some(cell) = self.back.pop() {
            self.cell = Some(cell);
        } else if let Some(wish) = self.wish.take() {
            let is_open = |card: &&Arc<BidRecord>| wish.bid.as_ref().is_none_or(|id| *id == card.meta.id);
            let Some(record) = state.card.as_ref().filter(is_open) else {
                // The card of a row that was just chosen is on its way.
                self.wish = Some(wish).filter(|wish| wish.bid.is_some() && wish.bid == state.bids.selected);
                return;
            };
            self.cell = self.chosen(&wish, anchors, &record.bid).map(|(field, surface)| {
                let rect = place(surface, field, anchors, &record.bid).unwrap_or_else(|| middle(ui));
                Cell::open(Arc::clone(record), (field, surface), rect, state.settings.rules)
            });
        }
        let Some(cell) = &self.cell else { return };
        self.gets_back = None;
        self.last = Some(cell.field);
        if !std::mem::replace(&mut self.walking, true) {
            self.focus = ui.memory(egui::Memory::focused);
        }
        let in_list = |anchor: &Anchor| anchor.surface == Surface::List && anchor.field == cell.field;
        if cell.surface == Surface::Card || !anchors.iter().any(in_list) {
            ui.data_mut(|data| data.insert_temp(wanted(), cell.field));
        }
        ui.ctx().request_repaint();
    }

    /// Which field is meant, and where.
    fn chosen(&self, wish: &Wish, anchors: &[Anchor], bid: &Bid) -> Option<(Field, Surface)> {
        let is_seen = |surface| anchors.iter().any(|anchor| anchor.surface == surface);
        let usual = if is_seen(Surface::List) { Surface::List } else { Surface::Card };
        let surface = wish.surface.unwrap_or(usual);
        let fields = walk(surface, anchors);
        let last = self.last.filter(|last| fields.contains(last));
        let field = wish.field.or(last).or_else(|| fields.first().copied())?;
        let exists = field.point(bid).is_none_or(|point| bid.points.get(point).is_some());
        exists.then_some((field, surface))
    }

    fn leave(&mut self, ui: &Ui, cell: &Cell, then: Then, anchors: &[Anchor]) {
        if let Then::Next(forward) = then
            && let Some(field) = next(cell.surface, cell.field, forward, anchors)
        {
            let bid = Some(cell.record.meta.id.clone());
            self.wish = Some(Wish { bid, field: Some(field), surface: Some(cell.surface) });
            ui.ctx().request_repaint();
            return;
        }
        let table = Id::unique(("table", "bids"));
        self.walking = false;
        self.gets_back = self.focus.take().or_else(|| (cell.surface == Surface::List).then_some(table));
        ui.ctx().request_repaint();
    }

    fn save(&mut self, cell: Cell, changes: &[BidChange], state: &AppState, sink: &mut Sink) {
        let edits = in_place::edits(cell.field, &cell.record.meta.id, changes);
        let what = edits.what.clone();
        self.waiting.push(Waiting { cell, since: state.life.answered, what });
        sink.send(Command::Life(LifeCommand::Change(edits)));
    }
}

/// Tells where a field of the card stands; one that is being opened is brought into sight.
pub(super) fn stands(ui: &Ui, sink: &mut Sink, field: Field, rect: Rect) {
    sink.stand(Anchor { surface: Surface::Card, field, rect });
    let is_wanted = ui.data(|data| data.get_temp::<Field>(wanted())) == Some(field);
    if is_wanted {
        ui.data_mut(|data| data.remove::<Field>(wanted()));
        ui.scroll_to_rect_animation(rect, Some(Align::Center), ScrollAnimation::none());
    }
}

/// What a field is called, in the words of the card and of menus.
pub(super) fn named(field: Field, lang: Lang) -> String {
    match field {
        Field::Point(place) => lang.text_with("in-place-point", &[("row", place.saturating_add(1).into())]),
        Field::Load => lang.text("bids-column-load"),
        Field::Car | Field::Trailer | Field::Driver | Field::Price => lang.text(field.key()),
    }
}

fn wanted() -> Id {
    Id::unique("in-place-wanted")
}

/// Where a field stands: on its surface, else where the other one has it, for a column may be out of sight.
fn place(surface: Surface, field: Field, anchors: &[Anchor], bid: &Bid) -> Option<Rect> {
    let is_same = |anchor: &&Anchor| {
        anchor.field == field || (anchor.field.point(bid).is_some() && anchor.field.point(bid) == field.point(bid))
    };
    let here = anchors.iter().filter(|anchor| anchor.surface == surface).find(is_same);
    here.or_else(|| anchors.iter().find(is_same)).map(|anchor| anchor.rect)
}

/// A field without a place opens in the middle of the window.
fn middle(ui: &Ui) -> Rect {
    let center = ui.ctx().content_rect().center();
    Rect::from_min_size(pos2(center.x - 140.0, center.y - 40.0), vec2(280.0, 28.0))
}

/// The fields of a surface in the order of Tab. Behind the cells in sight come those whose columns have no room: they are changed
/// where the card has them.
fn walk(surface: Surface, anchors: &[Anchor]) -> Vec<Field> {
    let here = anchors.iter().filter(|anchor| anchor.surface == surface).map(|anchor| anchor.field);
    let mut fields: Vec<_> = here.collect();
    if surface == Surface::List && !fields.is_empty() {
        let hidden = FIELDS.into_iter().filter(|field| !fields.contains(field));
        fields.extend(hidden.collect::<Vec<_>>());
    }
    fields
}

/// The field behind one, or before it, on the same surface; round and round.
fn next(surface: Surface, from: Field, forward: bool, anchors: &[Anchor]) -> Option<Field> {
    let fields = walk(surface, anchors);
    let last = fields.len().checked_sub(1)?;
    let at = fields.iter().position(|field| *field == from);
    let to = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) if at == last => 0,
        (Some(at), true) => at.saturating_add(1),
        (Some(0), false) => last,
        (Some(at), false) => at.saturating_sub(1),
    };
    fields.get(to).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_walks_round_the_fields_of_its_surface() {
        let anchor = |surface, field| Anchor { surface, field, rect: Rect::ZERO };
        let anchors = [
            anchor(Surface::List, Field::Car),
            anchor(Surface::Card, Field::Point(0)),
            anchor(Surface::List, Field::Load),
            anchor(Surface::List, Field::Price),
            anchor(Surface::Card, Field::Car),
        ];
        let step = |surface, from, forward| next(surface, from, forward, &anchors);
        assert_eq!(step(Surface::List, Field::Car, true), Some(Field::Load));
        assert_eq!(step(Surface::List, Field::Price, true), Some(Field::Trailer), "its column has no room");
        assert_eq!(step(Surface::List, Field::Car, false), Some(Field::Driver));
        assert_eq!(step(Surface::List, Field::Driver, true), Some(Field::Car));
        assert_eq!(step(Surface::Card, Field::Point(0), true), Some(Field::Car));
        assert_eq!(step(Surface::Card, Field::Price, true), Some(Field::Point(0)), "what is not there begins anew");
        assert_eq!(next(Surface::List, Field::Car, true, &[]), None);
    }

    #[test]
    fn a_column_out_of_sight_is_changed_where_the_card_has_it() {
        let rect = Rect::from_min_size(pos2(5.0, 5.0), vec2(1.0, 1.0));
        let anchors = [Anchor { surface: Surface::Card, field: Field::Point(0), rect }];
        let bid = Bid::blank();
        assert_eq!(place(Surface::List, Field::Load, &anchors, &bid), Some(rect));
        assert_eq!(place(Surface::List, Field::Price, &anchors, &bid), None);
    }
}
