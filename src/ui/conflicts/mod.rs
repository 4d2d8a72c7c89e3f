//! The conflict screen: the list of records changed on both sides, and the open one field by field.
//!
//! Opening it changes nothing. Every pick is a command; what comes of the picks is worked out in [`model`].

mod cells;
mod checks;
mod foot_ui;
mod head_ui;
mod keys;
mod list_ui;
pub mod model;
mod rows_ui;

use egui::{Id, Margin, Panel, RichText, Ui};

use self::model::{Sheet, sheet};
use super::theme::{text, tokens};
use super::widgets::empty;
use super::{Sink, icons};
use crate::app::command::{Command, Screen};
use crate::app::conflicts::Pick;
use crate::app::conflicts::Speaker;
use crate::app::state::AppState;
use crate::domain::id::{LocalId, RecordKind};
use crate::ui::shell::sync_face::sync_face;

/// What the screen remembers between frames; picks are the application's.
#[derive(Debug, Default)]
pub struct ConflictsPanel {
    /// Only this kind of record is listed.
    only: Option<RecordKind>,
    /// Rows that nobody changed are shown too.
    all: bool,
    /// Place of the row that the keys act on.
    at: usize,
    /// The record that the place belongs to.
    of: Option<LocalId>,
    /// The row whose third value is being typed.
    typing: Option<Typing>,
    /// The row has moved by a key and is brought into sight.
    reveal: bool,
}

/// A third value on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typing {
    unit: String,
    text: String,
    /// It was tried and could not be read.
    unread: bool,
    /// The field has been given the keyboard.
    begun: bool,
}

impl ConflictsPanel {
    /// Id of the field table: one stop of the Tab key, walked by arrows.
    #[must_use]
    pub fn table_id() -> Id {
        Id::unique("conflict-fields")
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        if state.conflicts.cases.is_empty() {
            self.typing = None;
            return nothing(ui, state);
        }
        let width = (ui.available_width() * 0.26).clamp(230.0, 330.0);
        let fill = tokens(ui.ctx()).surface[1];
        let frame = egui::Frame::new().fill(fill).inner_margin(Margin { left: 12, right: 8, top: 8, bottom: 0 });
        Panel::left("conflict-list")
            .resizable(false)
            .exact_size(width)
            .frame(frame)
            .show(ui, |ui| self.list(ui, state, sink));
        let Some(sheet) = sheet(state, self.all) else { return };
        if self.of.as_ref() != Some(&sheet.id) {
            self.of = Some(sheet.id.clone());
            self.typing = None;
            self.at = 0;
            self.reveal = true;
        }
        self.at = self.at.min(sheet.rows.len().saturating_sub(1));
        self.keys(ui, &sheet, state, sink);
        let frame = egui::Frame::new().inner_margin(Margin { left: 12, right: 16, top: 8, bottom: 10 });
        Panel::bottom("conflict-foot").show_separator_line(true).frame(frame).show(ui, |ui| {
            foot_ui::foot(ui, &sheet, state, sink);
        });
        egui::Frame::new().inner_margin(Margin { left: 12, right: 8, top: 8, bottom: 0 }).show(ui, |ui| {
            self.head(ui, &sheet, state, sink);
            self.rows(ui, &sheet, state, sink);
        });
    }

    /// Reads the typed value; what can't be read stays in its field and says so.
    fn commit(&mut self, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let Some(typing) = &mut self.typing else { return };
        let Some(case) = state.conflicts.case(&sheet.id) else { return };
        let (lang, own_offset) = (state.settings.lang, state.own_offset_minutes);
        let speaker = Speaker { case, books: &state.books, lang, own_offset };
        let read = case.unit(&typing.unit).and_then(|unit| speaker.read_typed(unit, &typing.text, state.now));
        match read {
            Some(value) => {
                let pick = Some(Pick::Typed(value));
                sink.send(Command::PickConflict { id: sheet.id.clone(), unit: typing.unit.clone(), pick });
                self.typing = None;
            }
            None => typing.unread = true,
        }
    }
}

/// No conflicts: what the screen is for, and where the exchange stands.
fn nothing(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let face = sync_face(state, lang);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text(super::keys::screen_key(Screen::Conflicts))).font(text::heading()));
    });
    let hint = lang.text_with("conflicts-none-hint", &[("sync", face.words.into())]);
    empty::empty(ui, icons::CHECK_CIRCLE, &lang.text("conflicts-none-title"), &hint, None);
}
