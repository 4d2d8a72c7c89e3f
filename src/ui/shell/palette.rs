//! The palette (Ctrl+K): type a few letters of what to do, or of a bid, and press Enter.

use std::sync::Arc;

use egui::{Align2, Button, Frame, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::palette_model::{Entry, found};
use crate::app::bid_list::BidLine;
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::ui::bids::model::status_face;
use crate::ui::keys::UiAction;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// The palette's own state.
#[derive(Debug, Default)]
pub(super) struct Palette {
    open: bool,
    typed: String,
    place: usize,
    found: Option<Found>,
}

/// What was found, and for which question.
#[derive(Debug)]
struct Found {
    typed: String,
    lang: Lang,
    lines: Option<Arc<Vec<BidLine>>>,
    entries: Vec<Entry>,
}

impl Palette {
    /// Opens it, empty, or closes it.
    pub(super) fn toggle(&mut self) {
        *self = Self { open: !self.open, ..Self::default() };
    }

    /// Shows it. Returns the action that was chosen.
    pub(super) fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) -> Option<UiAction> {
        if !self.open {
            return None;
        }
        let colors = tokens(ui.ctx());
        let id = Id::unique("palette");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(8));
        let modal = Modal::new(id).area(area).backdrop_color(colors.veil).frame(frame);
        let again = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::K));
        let shown = modal.show(ui.ctx(), |ui| self.inside(ui, state));
        let chosen = shown.inner;
        if chosen.is_some() || again || shown.should_close() {
            self.toggle();
        }
        match chosen? {
            Entry::Act(action) => Some(action),
            Entry::Bid(place) => {
                if let Some(line) = state.bids.lines.as_ref().and_then(|lines| lines.get(place)) {
                    sink.send(Command::Open(Screen::Bids));
                    sink.send(Command::SelectBid(line.id.clone()));
                }
                None
            }
        }
    }

    fn inside(&mut self, ui: &mut Ui, state: &AppState) -> Option<Entry> {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.set_width(580.0);
        self.search(state, lang);
        let count = self.found.as_ref().map_or(0, |found| found.entries.len());
        let mut step = 0_isize;
        let mut enter = false;
        ui.input_mut(|input| {
            let mut count = |key| isize::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
            step += count(Key::ArrowDown) - count(Key::ArrowUp);
            enter = input.consume_key(Modifiers::NONE, Key::Enter);
        });
        self.place = self.place.saturating_add_signed(step).min(count.saturating_sub(1));
        let name = lang.text("shell-palette-hint");
        let field = TextEdit::singleline(&mut self.typed)
            .id(Id::unique("palette-field"))
            .prefix(RichText::new(icons::MAGNIFYING_GLASS).font(text::icon()).color(colors.text[2]))
            .hint_text(&name)
            .desired_width(f32::INFINITY)
            .align(Align2::LEFT_CENTER)
            .margin(Margin::symmetric(8, 6));
        let field = ui.add(field).accessible_name(name);
        field.request_focus();
        if field.changed() {
            self.place = 0;
            self.search(state, lang);
        }
        ui.add_space(6.0);
        let entries = self.found.as_ref().map_or(&[][..], |found| &found.entries);
        if entries.is_empty() {
            field_note::field_note(ui, icons::INFO, &lang.text("shell-palette-nothing"), colors.text[1]);
            return None;
        }
        let clicked = lines(ui, entries, (self.place, step != 0), state);
        clicked.or_else(|| enter.then(|| entries.get(self.place).copied()).flatten())
    }

    fn search(&mut self, state: &AppState, lang: Lang) {
        let same_lines = |old: &Option<Arc<Vec<BidLine>>>| match (old, &state.bids.lines) {
            (Some(old), Some(now)) => Arc::ptr_eq(old, now),
            (None, None) => true,
            _ => false,
        };
        let fresh = self
            .found
            .as_ref()
            .is_some_and(|found| found.typed == self.typed && found.lang == lang && same_lines(&found.lines));
        if !fresh {
            let entries = found(state, &self.typed, lang);
            self.found = Some(Found { typed: self.typed.clone(), lang, lines: state.bids.lines.clone(), entries });
        }
    }
}

/// The lines; `(place, moved)`: the chosen one, and whether a key has just moved it.
fn lines(ui: &mut Ui, entries: &[Entry], (place, moved): (usize, bool), state: &AppState) -> Option<Entry> {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let mut clicked = None;
    ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (index, entry) in entries.iter().enumerate() {
            let (icon, name, side, color) = match entry {
                Entry::Act(action) => {
                    (action.icon(), lang.text(action.name_key()), action.key_text(ui.ctx()), colors.text[1])
                }
                Entry::Bid(place) => {
                    let Some(line) = state.bids.lines.as_ref().and_then(|lines| lines.get(*place)) else { continue };
                    let face = status_face(&line.status, colors);
                    let number =
                        if line.number.is_empty() { lang.text("bids-number-none") } else { line.number.clone() };
                    let about = [line.car.as_str(), &line.load_time].into_iter().filter(|part| !part.is_empty());
                    let about = about.collect::<Vec<_>>().join(" · ");
                    (face.icon, format!("{number}  {}", line.route), about, face.color)
                }
            };
            let parts = (
                RichText::new(icon).font(text::icon()).color(color),
                RichText::new(&name).font(text::body()).color(colors.text[0]),
            );
            let side = RichText::new(side).font(text::note()).color(colors.text[2]);
            let button = Button::new(parts).right_text(side).gap(8.0).selected(index == place).truncate();
            let button = button.frame_when_inactive(index == place).min_size(vec2(ui.available_width(), 30.0));
            let response = ui.add(button).accessible_name(name);
            if moved && index == place {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(*entry);
            }
        }
    });
    clicked
}
