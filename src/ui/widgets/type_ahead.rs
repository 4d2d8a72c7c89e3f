//! A text field with a list under it: the part that pickers and address fields share.
//!
//! The keyboard stays in the field. Arrows move in the list, Enter and Tab take the lit row, Esc closes the list and goes
//! no further. What the rows mean is the caller's business.

use std::ops::Range;

use egui::{
    Context, Event, Id, InputState, Key, LayerId, Modifiers, Popup, PopupKind, RectAlign, Response, RichText, Role,
    ScrollArea, SurrenderFocusOn, Ui,
};

use super::list_row::{HEIGHT, ListRow, list_row};
use super::text_field::{Look, text_field};
use crate::ui::theme::{text, tokens};

/// At most this many rows are seen at once.
const MOST_ROWS: usize = 8;
/// What the list remembers between frames.
#[derive(Debug, Clone, Default)]
struct ListState {
    open: bool,
    lit: Option<usize>,
    /// The row was lit by an arrow, not by itself.
    by_arrow: bool,
    offset: f32,
}

/// When a row is lit, and when Tab takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lighting {
    /// The first row is lit while text is typed; Enter and Tab take it.
    FirstForBoth,
    /// The first row is lit while text is typed; Enter takes it, Tab only what an arrow lit.
    FirstForEnter,
}

/// Keys that went to the list instead of the field.
#[derive(Debug, Clone, Copy, Default)]
struct Keys {
    down: usize,
    up: usize,
    accept: bool,
    dismiss: bool,
}

/// What stands under the field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer<'a> {
    /// How many rows.
    pub(super) count: usize,
    /// A line under the rows.
    pub(super) foot: &'a str,
    /// Text is typed that means no row yet: the first row is lit.
    pub(super) searching: bool,
    /// The list is never narrower than this, however narrow its field.
    pub(super) least_width: f32,
}

/// One frame of such a field: [`TypeAhead::begin`], [`TypeAhead::field`], [`TypeAhead::list`].
pub(super) struct TypeAhead {
    id: Id,
    state: ListState,
    keys: Keys,
}

/// True while Enter belongs to the list of this field.
#[must_use]
pub fn wants_enter(ctx: &Context, id: Id) -> bool {
    let state: ListState = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    state.open && state.lit.is_some()
}

impl TypeAhead {
    /// Takes the keys that belong to the list before the field sees them.
    pub(super) fn begin(ui: &Ui, id: Id, lighting: Lighting) -> Self {
        let mut state: ListState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let mut keys = Keys::default();
        if ui.memory(|memory| memory.has_focus(id)) {
            let lit = state.lit.is_some();
            let tab = state.by_arrow || lighting == Lighting::FirstForBoth;
            ui.input_mut(|input| {
                if state.open {
                    keys.down = take(input, Key::ArrowDown);
                    keys.up = take(input, Key::ArrowUp);
                    keys.dismiss = take(input, Key::Escape) > 0;
                    // Enter takes the row and stays; Tab takes it and moves on, so it isn't kept from the focus.
                    keys.accept = lit && (take(input, Key::Enter) > 0 || (tab && input.key_pressed(Key::Tab)));
                } else {
                    let asked = take(input, Key::ArrowDown) > 0;
                    state.open = asked || input.consume_key(Modifiers::ALT, Key::ArrowDown);
                }
            });
        }
        Self { id, state, keys }
    }

    /// True when Esc was meant for the list.
    pub(super) fn dismissed(&self) -> bool {
        self.keys.dismiss
    }

    /// Opens the list.
    pub(super) fn open(&mut self) {
        self.state.open = true;
    }

    /// Shows the text field. A click opens the list, and so does the keyboard's arrival in an empty field.
    pub(super) fn field(&mut self, ui: &mut Ui, typed: &mut String, look: &Look<'_>) -> Response {
        let surrender = ui.ctx().options(|options| options.input_options.surrender_focus_on);
        if self.state.open && self.pointer_on_list(ui) {
            // A click on a row must not take the keyboard from the field.
            ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
        }
        let response = text_field(ui, self.id, typed, look, self.state.open);
        ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = surrender);

        let by_key = ui.input(|input| input.key_pressed(Key::Tab));
        if response.changed() {
            self.state = ListState { open: true, ..ListState::default() };
        } else if response.clicked() || (response.gained_focus() && by_key && typed.is_empty()) {
            self.state.open = true;
        }
        response
    }

    /// Shows the list and gives the place of the row that was taken, by key or by click.
    pub(super) fn list(
        mut self,
        ui: &Ui,
        field: &Response,
        offer: &Offer<'_>,
        row: impl Fn(usize) -> ListRow,
    ) -> Option<usize> {
        let Offer { count, foot, searching, least_width } = *offer;
        let width = field.rect.width().max(least_width);
        if searching && self.state.lit.is_none() {
            self.state.lit = Some(0);
        }
        self.move_lit(count);
        let mut taken = self.state.lit.filter(|lit| self.keys.accept && *lit < count);
        if self.keys.dismiss || taken.is_some() || !field.has_focus() {
            self.state.open = false;
        }
        let shown = self.state.open && (count > 0 || !foot.is_empty());
        let popup = Popup::from_response(field)
            .id(self.popup_id())
            .kind(PopupKind::Popup)
            .open(shown)
            .align(RectAlign::BOTTOM_START)
            .align_alternatives(&[RectAlign::TOP_START])
            .gap(3.0)
            .width(width);
        let clicked = popup.show(|ui| {
            ui.set_width(width);
            let clicked = self.rows(ui, count, &row);
            if !foot.is_empty() {
                let faint = tokens(ui.ctx()).text[2];
                ui.add_space(2.0);
                ui.label(RichText::new(foot).font(text::note()).color(faint));
            }
            clicked
        });
        if let Some(place) = clicked.and_then(|popup| popup.inner) {
            taken = Some(place);
            self.state.open = false;
            field.request_focus();
        }
        self.describe(ui);
        if !self.state.open {
            self.state = ListState::default();
        }
        ui.data_mut(|data| data.insert_temp(self.id, self.state));
        taken
    }

    /// The rows that are in sight, however many there are.
    fn rows(&mut self, ui: &mut Ui, count: usize, row: &impl Fn(usize) -> ListRow) -> Option<usize> {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        let seen = count.min(MOST_ROWS);
        #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^23")]
        let (height, lit) = (seen as f32 * HEIGHT, self.state.lit.map(|lit| lit as f32 * HEIGHT));
        let mut area = ScrollArea::vertical().id_salt(self.id).max_height(height).min_scrolled_height(height);
        if self.keys.down != self.keys.up
            && let Some(top) = lit
        {
            area = area.vertical_scroll_offset(self.state.offset.clamp((top + HEIGHT - height).max(0.0), top));
        }
        let output = area.show_rows(ui, HEIGHT, count, |ui, places: Range<usize>| {
            for place in places {
                if list_row(ui, &row(place), self.state.lit == Some(place)).clicked() {
                    clicked = Some(place);
                }
            }
        });
        self.state.offset = output.state.clamped_offset().y;
        clicked
    }

    fn move_lit(&mut self, count: usize) {
        let Some(last) = count.checked_sub(1) else {
            self.state.lit = None;
            return;
        };
        self.state.by_arrow |= self.keys.down > 0 || self.keys.up > 0;
        for _ in 0..self.keys.down {
            self.state.lit = Some(self.state.lit.map_or(0, |lit| if lit >= last { 0 } else { lit.saturating_add(1) }));
        }
        for _ in 0..self.keys.up {
            self.state.lit = Some(self.state.lit.map_or(last, |lit| lit.checked_sub(1).unwrap_or(last)));
        }
        self.state.lit = self.state.lit.map(|lit| lit.min(last));
    }

    /// Tells screen readers that the field has a list, and whether it is open.
    fn describe(&self, ui: &Ui) {
        let open = self.state.open;
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(Role::EditableComboBox);
            node.set_expanded(open);
        });
    }

    fn pointer_on_list(&self, ui: &Ui) -> bool {
        let layer = LayerId::new(PopupKind::Popup.order(), self.popup_id());
        let under = ui.ctx().pointer_interact_pos().and_then(|pos| ui.ctx().layer_id_at(pos));
        under == Some(layer)
    }

    fn popup_id(&self) -> Id {
        self.id.with("list")
    }
}

/// Takes presses of a key without modifiers; gives how many there were.
fn take(input: &mut InputState, key: Key) -> usize {
    let mut count: usize = 0;
    input.events.retain(|event| {
        let pressed = matches!(event, Event::Key { key: which, pressed: true, modifiers, .. }
            if *which == key && modifiers.is_none());
        count = count.saturating_add(usize::from(pressed));
        !pressed
    });
    count
}
