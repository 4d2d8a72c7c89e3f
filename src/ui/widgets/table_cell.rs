//! Painting inside one cell of a table: text cut with an ellipsis, icons, and the whole text on hover.

use egui::{Align, Color32, FontId, Pos2, Rect, Ui};

use crate::ui::icons;
use crate::ui::theme::{Tokens, family, size, text, tokens};
use crate::ui::widgets::one_line::one_line;

const PADDING: f32 = 8.0;
/// The first column stands under the title of its screen.
const FIRST_ROOM: f32 = 4.0;
/// Room at the right edge of the table for the scroll bar.
const SCROLL_ROOM: f32 = 8.0;

/// A cell that is being painted.
pub struct Cell<'a> {
    ui: &'a Ui,
    rect: Rect,
    free: Rect,
    align: Align,
    whole: Option<String>,
    hovered: bool,
    /// The colours of the theme.
    pub colors: &'static Tokens,
}

impl<'a> Cell<'a> {
    /// `edges`: the cell is the first, the last of its row.
    pub(super) fn new(ui: &'a Ui, rect: Rect, align: Align, edges: (bool, bool)) -> Self {
        let mut free = rect.shrink2(egui::vec2(PADDING, 0.0));
        if edges.0 {
            free.min.x += FIRST_ROOM;
        }
        if edges.1 {
            free.max.x -= SCROLL_ROOM;
        }
        let hovered = ui.rect_contains_pointer(rect);
        Self { ui, rect, free, align, whole: None, hovered, colors: tokens(ui.ctx()) }
    }

    /// Text in the main colour.
    pub fn text(&mut self, words: &str) {
        self.colored(words, self.colors.text[0]);
    }

    /// Text that gives way to its neighbours.
    pub fn faint(&mut self, words: &str) {
        self.colored(words, self.colors.text[2]);
    }

    /// Faint text, whole or not at all. False when it was left out.
    pub fn faint_if_it_fits(&mut self, words: &str) -> bool {
        let color = self.colors.text[2];
        let width = self.ui.painter().layout_no_wrap(words.to_owned(), text::table(), color).size().x;
        let fits = width <= self.free.width();
        if fits {
            self.faint(words);
        }
        fits
    }

    /// Text that stands out.
    pub fn strong(&mut self, words: &str) {
        self.put(words, text::table_medium(), self.colors.text[0]);
    }

    /// Text in a colour.
    pub fn colored(&mut self, words: &str, color: Color32) {
        self.put(words, text::table(), color);
    }

    /// An icon in a colour.
    pub fn icon(&mut self, icon: &str, color: Color32) {
        self.put(icon, FontId::proportional(size::ICON), color);
        self.free.min.x += 2.0;
    }

    /// A small dot before the text, in the room that the cell keeps free: something new.
    pub fn dot(&mut self, color: Color32) {
        let at = Pos2::new(self.free.left() - 6.0, self.free.center().y);
        self.ui.painter().circle_filled(at, 3.0, color);
    }

    /// A wash of a colour under the whole cell: something is wrong with it. Before any text.
    pub fn wash(&mut self, color: Color32) {
        self.ui.painter().rect_filled(self.rect.shrink2(egui::vec2(1.0, 1.0)), 2.0, self.colors.wash(color));
    }

    /// A dash where there is nothing.
    pub fn text_or_dash(&mut self, words: &str) {
        if words.is_empty() { self.faint("—") } else { self.text(words) }
    }

    /// Says more than the cell shows while the pointer is on it.
    pub fn explain(&mut self, words: impl FnOnce() -> String) {
        if self.hovered {
            self.whole = Some(words());
        }
    }

    /// What to show beside the pointer.
    pub(super) fn tip(&mut self) -> Option<String> {
        self.whole.take()
    }

    /// Title of a column with the arrow of its order.
    pub(super) fn title(&mut self, words: &str, sorted: Option<bool>) {
        let color = if sorted.is_some() { self.colors.text[0] } else { self.colors.text[2] };
        let arrow = sorted.map(|descending| if descending { icons::ARROW_DOWN } else { icons::ARROW_UP });
        let font = FontId::new(size::NOTE, family::medium());
        match (arrow, self.align) {
            (Some(arrow), Align::Max) => {
                self.put(words, font, color);
                self.put(arrow, FontId::proportional(size::NOTE), color);
            }
            (arrow, _) => {
                self.put(words, font, color);
                self.free.min.x += 2.0;
                if let Some(arrow) = arrow {
                    self.put(arrow, FontId::proportional(size::NOTE), color);
                }
            }
        }
    }

    fn put(&mut self, words: &str, font: FontId, color: Color32) {
        if words.is_empty() || self.free.width() < 4.0 {
            return;
        }
        let galley = one_line(self.ui.painter(), words, font, color, self.free.width());
        let width = galley.size().x;
        let x = if self.align == Align::Max { self.free.right() - width } else { self.free.left() };
        let y = self.free.center().y - galley.size().y / 2.0;
        if galley.elided && self.hovered && self.whole.is_none() {
            self.whole = Some(words.to_owned());
        }
        self.ui.painter().galley(Pos2::new(x, y.round()), galley, color);
        if self.align == Align::Max {
            self.free.max.x = x - 4.0;
        } else {
            self.free.min.x = x + width + 4.0;
        }
    }
}
