//! The keys of a table: arrows, Home, End, Page Up, Page Down, Enter.

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use super::table::Done;

/// Reads the keys when the table has the focus, or when nothing has it. `(rows, selected, page)`; `marks`: rows may be
/// marked by the space bar and by Shift with an arrow.
pub(super) fn handle(
    ui: &Ui,
    table: &Response,
    (rows, selected, page): (usize, Option<usize>, usize),
    marks: bool,
) -> Done {
    if table.has_focus() {
        // Without this the arrows would move the focus away.
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(table.id, filter));
    }
    let ctx = ui.ctx();
    let (focused, modal) = ctx.memory(|memory| (memory.focused(), memory.top_modal_layer()));
    let listens = focused.is_none_or(|id| id == table.id) && modal.is_none() && !egui::Popup::is_any_open(ctx);
    let mut done = Done::default();
    if !listens || rows == 0 {
        return done;
    }
    ui.input_mut(|input| {
        if marks {
            mark_keys(input, (rows, selected, page), &mut done);
        }
        for key in [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End] {
            // A slow frame may bring several presses of one key.
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                let place = done.chosen.or(selected);
                done.chosen = Some(moved(key, place, rows, page));
            }
        }
        if let Some(place) = selected
            && input.consume_key(Modifiers::NONE, Key::Enter)
        {
            done.opened = Some(place);
        }
    });
    done
}

/// Shift with an arrow marks from row to row, the space bar marks the selected row.
fn mark_keys(input: &mut egui::InputState, (rows, selected, page): (usize, Option<usize>, usize), done: &mut Done) {
    for key in [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End] {
        for _ in 0..input.count_and_consume_key(Modifiers::SHIFT, key) {
            let place = moved(key, done.chosen.or(selected), rows, page);
            done.chosen = Some(place);
            done.marked_to = Some(place);
        }
    }
    if let Some(place) = selected
        && input.consume_key(Modifiers::NONE, Key::Space)
    {
        done.toggled = Some(place);
    }
}

/// Where a key leads from a place. Without a place, the first row, or the last for `End`.
fn moved(key: Key, place: Option<usize>, rows: usize, page: usize) -> usize {
    let last = rows.saturating_sub(1);
    let Some(place) = place else { return if key == Key::End { last } else { 0 } };
    let to = match key {
        Key::ArrowUp => place.saturating_sub(1),
        Key::PageDown => place.saturating_add(page),
        Key::PageUp => place.saturating_sub(page),
        Key::Home => 0,
        Key::End => last,
        _ => place.saturating_add(1),
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_and_stay_inside() {
        for (key, from, to) in [
            (Key::ArrowDown, None, 0),
            (Key::End, None, 9),
            (Key::ArrowDown, Some(3), 4),
            (Key::ArrowDown, Some(9), 9),
            (Key::ArrowUp, Some(0), 0),
            (Key::PageDown, Some(1), 5),
            (Key::PageDown, Some(8), 9),
            (Key::PageUp, Some(2), 0),
            (Key::Home, Some(7), 0),
            (Key::End, Some(0), 9),
        ] {
            assert_eq!(moved(key, from, 10, 4), to, "{key:?} from {from:?}");
        }
    }
}
