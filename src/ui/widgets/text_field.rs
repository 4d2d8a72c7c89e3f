//! A one-line text field with the house's manners: one height, an edge that can warn, the whole text selected when the
//! keyboard arrives, Enter left to the panel.

use egui::text::{CCursor, CCursorRange};
use egui::{Align2, Color32, EventFilter, Id, Margin, Response, RichText, Stroke, TextEdit, Ui, vec2};

use crate::ui::theme::{size, text, tokens};

/// How a field looks.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Width in points.
    pub width: f32,
    /// Faint text while the field is empty.
    pub hint: &'a str,
    /// Colour of the edge, when it says something.
    pub edge: Option<Color32>,
    /// Colour of the text, when it says something.
    pub color: Option<Color32>,
    /// Sign or icon at the right end.
    pub sign: &'a str,
    /// Numbers stand at the right.
    pub number: bool,
}

impl<'a> Look<'a> {
    /// An ordinary field.
    #[must_use]
    pub const fn wide(width: f32) -> Self {
        Self { width, hint: "", edge: None, color: None, sign: "", number: false }
    }

    /// With a hint.
    #[must_use]
    pub const fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }
}

/// Shows the field. Esc stays with it when `keeps_escape`.
pub fn text_field(ui: &mut Ui, id: Id, typed: &mut String, look: &Look<'_>, keeps_escape: bool) -> Response {
    let colors = tokens(ui.ctx());
    let response = ui
        .scope(|ui| {
            if let Some(edge) = look.edge {
                let widgets = &mut ui.visuals_mut().widgets;
                widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
                widgets.hovered.bg_stroke = Stroke::new(1.0, edge);
            }
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: keeps_escape,
                ..EventFilter::default()
            };
            let align = if look.number { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
            let mut edit = TextEdit::singleline(typed)
                .id(id)
                .hint_text(RichText::new(look.hint).color(colors.text[2]))
                .align(align)
                .margin(Margin::symmetric(8, 3))
                .event_filter(filter)
                .return_key(None)
                .min_size(vec2(0.0, size::CONTROL))
                .desired_width(look.width);
            if let Some(color) = look.color {
                edit = edit.text_color(color);
            }
            if !look.sign.is_empty() {
                edit = edit.suffix(RichText::new(look.sign).font(text::note()).color(colors.text[2]));
            }
            ui.add(edit)
        })
        .inner;
    if response.gained_focus() && !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        select_all(ui, id, typed);
    }
    response
}

/// Selects the whole text, so that typing replaces it.
fn select_all(ui: &Ui, id: Id, typed: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(typed.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    TextEdit::store_state(ui.ctx(), id, state);
}
