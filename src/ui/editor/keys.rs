//! Keys of the whole editor: what is pressed in any field.

use egui::{Key, Modifiers, Ui};

use super::model::edit::Way;
use super::model::intent::{Intent, Rows};
use super::model::session::{Leaving, Session};
use super::model::spot::Spot;
use super::pane::id_of;
use crate::app::command::AfterSave;
use crate::ui::widgets::type_ahead::wants_enter;

/// Keys that are taken before any field sees them.
pub(super) fn before(ui: &Ui, session: &Session) -> Vec<Intent> {
    let mut intents = Vec::new();
    ui.input_mut(|input| {
        let mut on = |modifiers: Modifiers, key: Key, intent: Intent| {
            if input.consume_key(modifiers, key) {
                intents.push(intent);
            }
        };
        on(Modifiers::COMMAND, Key::S, Intent::Save(AfterSave::Stay));
        on(Modifiers::COMMAND, Key::Enter, Intent::Send);
        on(Modifiers::NONE, Key::F8, Intent::NextLack);
        on(Modifiers::NONE, Key::F6, Intent::ShowMore);
        if let Some(point) = session.focused.and_then(Spot::point) {
            on(Modifiers::ALT, Key::ArrowUp, Intent::Rows(Rows::MovePoint(point, Way::Up)));
            on(Modifiers::NONE, Key::F4, Intent::PickOnMap(point));
            on(Modifiers::ALT, Key::ArrowDown, Intent::Rows(Rows::MovePoint(point, Way::Down)));
        }
        if let Some(point) = dropped_address(session) {
            on(Modifiers::COMMAND, Key::Z, Intent::TakeAddressBack(point));
        } else if session.can_take_back() {
            on(Modifiers::COMMAND, Key::Z, Intent::TakeBack);
        }
    });
    intents.extend(step_on_enter(ui, session));
    intents
}

/// Esc, when nothing in the form had a use for it.
pub(super) fn after(ui: &Ui) -> Option<Intent> {
    let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    pressed.then_some(Intent::Leave(Leaving::Close))
}

/// Enter in a field that has no list to choose from goes on to the next field, past the buttons that Tab meets.
fn step_on_enter(ui: &Ui, session: &Session) -> Option<Intent> {
    let spot = session.focused?;
    if wants_enter(ui.ctx(), id_of(session.number(), spot)) {
        return None;
    }
    let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    pressed.then(|| Intent::GoTo(spot.next(&session.form)))
}

fn dropped_address(session: &Session) -> Option<super::model::form::RowKey> {
    let Some(Spot::Address(key)) = session.focused else { return None };
    session.form.point(key).filter(|point| point.address.dropped.is_some()).map(|point| point.key)
}
