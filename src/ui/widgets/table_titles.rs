//! Titles of columns that go elsewhere: dragged, or moved by Alt with an arrow.

use egui::{Key, Modifiers, Rect, Response, Stroke, Ui};

use crate::ui::theme::tokens;

/// The titles of a frame, from left to right.
#[derive(Debug, Default)]
pub(super) struct Titles {
    places: Vec<(usize, Rect)>,
    /// The column that was let go, and where.
    dropped: Option<(usize, f32)>,
    /// The column that an arrow moves, to the right or to the left.
    pushed: Option<(usize, bool)>,
}

impl Titles {
    /// Takes in a title: what is being dragged is marked, and the pointer says so.
    pub(super) fn add(&mut self, ui: &Ui, column: usize, title: &Response) {
        self.places.push((column, title.rect));
        let colors = tokens(ui.ctx());
        if title.dragged() {
            ui.painter().rect_filled(title.rect.shrink(2.0), 4.0, colors.wash(colors.accent));
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        let pointer = ui.ctx().pointer_interact_pos();
        let something_dragged = ui.ctx().dragged_id().is_some_and(|id| id != title.id);
        if something_dragged && pointer.is_some_and(|at| title.rect.contains(at)) {
            let stroke = Stroke::new(2.0, colors.accent);
            ui.painter().vline(title.rect.left() + 1.0, title.rect.y_range(), stroke);
        }
        if title.drag_stopped()
            && let Some(at) = pointer
        {
            self.dropped = Some((column, at.x));
        }
        if title.has_focus() {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
            let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
            if left != right {
                self.pushed = Some((column, right));
            }
        }
    }

    /// Which column goes to the place of which other one.
    pub(super) fn moved(&self) -> Option<(usize, usize)> {
        let place_of = |column| self.places.iter().position(|(one, _)| *one == column);
        let to = if let Some((column, x)) = self.dropped {
            let (to, _) = self.places.iter().find(|(_, rect)| rect.x_range().contains(x))?;
            (column, *to)
        } else {
            let (column, right) = self.pushed?;
            let place = place_of(column)?;
            let to = if right { place.checked_add(1)? } else { place.checked_sub(1)? };
            (column, self.places.get(to)?.0)
        };
        (to.0 != to.1).then_some(to)
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    fn titles() -> Titles {
        let rect = |left: f32| Rect::from_min_size(pos2(left, 0.0), vec2(100.0, 30.0));
        Titles { places: vec![(0, rect(0.0)), (1, rect(100.0)), (2, rect(200.0))], ..Titles::default() }
    }

    #[test]
    fn a_title_goes_where_it_is_dropped_or_pushed_and_never_out_of_the_table() {
        let dropped = |column, x| Titles { dropped: Some((column, x)), ..titles() }.moved();
        assert_eq!(dropped(0, 250.0), Some((0, 2)));
        assert_eq!(dropped(2, 20.0), Some((2, 0)));
        assert_eq!(dropped(1, 150.0), None, "on itself");
        assert_eq!(dropped(1, 900.0), None, "beside the table");
        let pushed = |column, right| Titles { pushed: Some((column, right)), ..titles() }.moved();
        assert_eq!(pushed(1, true), Some((1, 2)));
        assert_eq!(pushed(1, false), Some((1, 0)));
        assert_eq!(pushed(0, false), None);
        assert_eq!(pushed(2, true), None);
    }
}
