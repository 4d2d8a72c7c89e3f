//! A cell of the list that is changed in place: truck, trailer, driver, loading, price. F2 or a double click opens it over the
//! cell, Enter saves, Tab goes on to the next one, Esc leaves it as it was.

use egui::{Area, Frame, Id, Key, Margin, Modifiers, Order, Rect, RichText, Ui};

use super::columns::BidColumn;
use crate::app::bid_list::BidLine;
use crate::app::command::Command;
use crate::app::life::ask::{Edits, LifeCommand};
use crate::app::life::words::refusal;
use crate::app::lines::{OwnClock, own_local};
use crate::app::state::AppState;
use crate::domain::bid_change::{BidChange, ChangeRefusal, Touches, allowed};
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::ui::Sink;
use crate::ui::editor::model::choices::Choices;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::time_field::time_field;
use crate::ui::widgets::time_text::{Clock, TimeText};
use crate::words::Message;

/// Cells that can be changed in place.
pub(super) const EDITABLE: [BidColumn; 5] =
    [BidColumn::Car, BidColumn::Trailer, BidColumn::Driver, BidColumn::Load, BidColumn::Price];
/// A narrow cell gets a wider field.
const LEAST: f32 = 232.0;

/// The cell that is being changed.
#[derive(Debug)]
pub(super) struct CellEdit {
    /// Whose.
    pub(super) id: LocalId,
    /// Which.
    pub(super) column: BidColumn,
    record: Pick<LocalId>,
    text: String,
    time: TimeText,
    /// Why it may not be changed.
    refused: Option<ChangeRefusal>,
    /// What was typed can't be read.
    wrong: bool,
    fresh: bool,
}

/// What is wanted of it after a frame.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum After {
    /// It stays open.
    Stay,
    /// It is left.
    Close,
    /// The next cell of the row is opened; `false`: the one before.
    Next(bool),
}

impl CellEdit {
    /// Opens a cell of a line; `None` for a column that is not changed in place.
    pub(super) fn open(line: &BidLine, column: BidColumn) -> Option<Self> {
        let touches = match column {
            BidColumn::Car | BidColumn::Trailer | BidColumn::Driver => Touches::Crew,
            BidColumn::Load => Touches::Dates,
            BidColumn::Price => Touches::Terms,
            _ => return None,
        };
        let shown = line.load_time.clone();
        Some(Self {
            id: line.id.clone(),
            column,
            record: Pick::default(),
            text: line.price.trim_end_matches('₽').trim_end().to_owned(),
            time: TimeText { text: if column == BidColumn::Load { shown } else { String::new() }, value: None },
            refused: allowed(touches, &line.status, line.state).err(),
            wrong: false,
            fresh: true,
        })
    }

    /// Shows it over its cell.
    pub(super) fn ui(&mut self, ui: &Ui, cell: Rect, choices: &Choices, state: &AppState, sink: &mut Sink) -> After {
        let colors = tokens(ui.ctx());
        let lang = state.settings.lang;
        let (tab, back) = ui.input_mut(|input| {
            let back = input.consume_key(Modifiers::SHIFT, Key::Tab);
            (input.consume_key(Modifiers::NONE, Key::Tab), back)
        });
        let cleared = self.may_clear() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Delete));
        let entered = !self.is_pick() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(6)).stroke((1.5, colors.accent));
        let width = cell.width().max(LEAST);
        let area = Area::new(Id::unique("bids-cell")).order(Order::Foreground).fixed_pos(cell.min).constrain(true);
        let shown = area.show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                let name = lang.text(self.column.key());
                if let Some(why) = self.refused {
                    field_note::field_note(ui, icons::WARNING, &lang.say(&refusal(why)), colors.warn);
                } else {
                    self.field(ui, (width, &name), choices, state);
                }
                if self.wrong {
                    field_note::field_note(ui, icons::WARNING, &lang.text("bids-cell-wrong"), colors.danger);
                }
                let keys = if self.may_clear() { "bids-cell-keys-clear" } else { "bids-cell-keys" };
                let keys = if self.refused.is_some() { "bids-cell-keys-refused" } else { keys };
                let words = RichText::new(lang.text(keys)).font(text::note()).color(colors.text[2]);
                ui.add(egui::Label::new(words).wrap());
            });
        });
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let picked = self.is_pick() && self.record.chosen.is_some();
        if self.refused.is_none() && (entered || picked || cleared || ((tab || back) && self.is_typed())) {
            let Some(changes) = self.changes(cleared, state) else {
                self.wrong = true;
                return After::Stay;
            };
            self.send(&changes, sink);
            return if tab || back { After::Next(tab) } else { After::Close };
        }
        if tab || back {
            return After::Next(tab);
        }
        let pressed_beside = shown.response.clicked_elsewhere() && !self.fresh;
        self.fresh = false;
        if escaped || pressed_beside || (entered && self.refused.is_some()) { After::Close } else { After::Stay }
    }

    fn field(&mut self, ui: &mut Ui, (width, name): (f32, &str), choices: &Choices, state: &AppState) {
        let lang = state.settings.lang;
        let id = Id::unique(("bids-cell-field", self.column.name()));
        let look = Look::wide(width).hint(name);
        let response = match self.column {
            BidColumn::Price => text_field(ui, id, &mut self.text, &Look { sign: "₽", number: true, ..look }, true),
            BidColumn::Load => {
                let clock = clock(state);
                if self.time.value.is_none() && self.fresh {
                    self.time.reread(clock);
                }
                time_field(ui, id, &mut self.time, clock, &look)
            }
            _ => {
                let list = match self.column {
                    BidColumn::Trailer => &choices.trailers,
                    BidColumn::Driver => &choices.drivers,
                    _ => &choices.cars,
                };
                let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
                let open = self.fresh;
                let picker =
                    Picker { id, choices: list, look, mandatory: false, open, nothing: &nothing, unknown: &unknown };
                picker.show(ui, &mut self.record).response
            }
        };
        self.wrong &= !response.changed();
        let response = response.accessible_name(name);
        if self.fresh {
            response.request_focus();
        }
    }

    const fn is_pick(&self) -> bool {
        matches!(self.column, BidColumn::Car | BidColumn::Trailer | BidColumn::Driver)
    }

    const fn may_clear(&self) -> bool {
        self.is_pick() && self.refused.is_none()
    }

    fn is_typed(&self) -> bool {
        !self.is_pick()
    }

    /// The changes that are meant; `None`: what is typed can't be read.
    fn changes(&self, cleared: bool, state: &AppState) -> Option<Vec<BidChange>> {
        let record = if cleared { None } else { self.record.chosen.clone() };
        Some(match self.column {
            BidColumn::Car => {
                // What the truck drove with last comes along, as in the form.
                let pair = record.as_ref().and_then(|car| state.books.pairing(car)).cloned().unwrap_or_default();
                let living = |id: &LocalId| !state.books.record_is_gone(id);
                let driver = pair.driver.filter(living).map(|driver| BidChange::Driver(Some(driver)));
                let trailer = pair.trailer.filter(living).map(|trailer| BidChange::Trailer(Some(trailer)));
                std::iter::once(BidChange::Car(record)).chain(driver).chain(trailer).collect()
            }
            BidColumn::Trailer => vec![BidChange::Trailer(record)],
            BidColumn::Driver => vec![BidChange::Driver(record)],
            BidColumn::Load => vec![BidChange::LoadAt(self.time.value?)],
            _ if self.text.trim().is_empty() => vec![BidChange::Price(None)],
            _ => vec![BidChange::Price(Some(Money::parse_typed(&self.text).ok()?))],
        })
    }

    fn send(&self, changes: &[BidChange], sink: &mut Sink) {
        let key = match self.column {
            BidColumn::Trailer => "life-what-trailer",
            BidColumn::Driver => "life-what-driver",
            BidColumn::Load => "life-what-load-at",
            BidColumn::Price => "life-what-price",
            _ => "life-what-car",
        };
        let edits = Edits::alike(Message::new(key), std::slice::from_ref(&self.id), changes);
        sink.send(Command::Life(LifeCommand::Change(edits)));
    }
}

fn clock(state: &AppState) -> Clock {
    let own = OwnClock { offset_minutes: state.own_offset_minutes };
    Clock { now: own_local(state.now, own), before: None }
}

/// The cell to the right of one among those that are shown and can be changed, or to the left; round and round.
pub(super) fn next(shown: &[BidColumn], from: Option<BidColumn>, forward: bool) -> Option<BidColumn> {
    let cells: Vec<BidColumn> = shown.iter().copied().filter(|column| EDITABLE.contains(column)).collect();
    let last = cells.len().checked_sub(1)?;
    let place = from.and_then(|from| cells.iter().position(|column| *column == from));
    let to = match (place, forward) {
        (None, _) => 0,
        (Some(place), true) if place == last => 0,
        (Some(place), true) => place.saturating_add(1),
        (Some(0), false) => last,
        (Some(place), false) => place.saturating_sub(1),
    };
    cells.get(to).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_walks_round_the_cells_that_can_be_changed() {
        let shown = [BidColumn::Number, BidColumn::Price, BidColumn::Route, BidColumn::Car, BidColumn::Load];
        assert_eq!(next(&shown, None, true), Some(BidColumn::Price));
        assert_eq!(next(&shown, Some(BidColumn::Price), true), Some(BidColumn::Car));
        assert_eq!(next(&shown, Some(BidColumn::Load), true), Some(BidColumn::Price));
        assert_eq!(next(&shown, Some(BidColumn::Price), false), Some(BidColumn::Load));
        assert_eq!(next(&[BidColumn::Number], None, true), None);
    }
}
