//! A field for a date and time typed as people type them.

use chrono::TimeDelta;
use egui::{Id, Key, Modifiers, Response, Ui};

use super::text_field::{Look, text_field};
use super::time_text::{Clock, TimeText};

/// One press of an arrow.
const STEP: TimeDelta = TimeDelta::minutes(15);
/// One press of Page Up or Page Down.
const DAY: TimeDelta = TimeDelta::days(1);

/// Shows the field. Arrows move a moment by a quarter of an hour, pages by a day; leaving writes it out in full.
pub fn time_field(ui: &mut Ui, id: Id, time: &mut TimeText, clock: Clock, look: &Look<'_>) -> Response {
    let nudge = if time.value.is_some() && ui.memory(|memory| memory.has_focus(id)) { pressed(ui) } else { None };
    if let Some(by) = nudge {
        time.nudge(by);
    }
    let mut response = text_field(ui, id, &mut time.text, look, false);
    if response.changed() {
        time.reread(clock);
    } else if nudge.is_some() {
        response.mark_changed();
    }
    if response.lost_focus() {
        time.settle();
    }
    response
}

fn pressed(ui: &Ui) -> Option<TimeDelta> {
    let keys = [(Key::ArrowUp, STEP), (Key::ArrowDown, -STEP), (Key::PageUp, DAY), (Key::PageDown, -DAY)];
    ui.input_mut(|input| keys.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key)).map(|(_, by)| by))
}
