//! What every part of the painted form shares: the caption over a field, its colours, its name for screen readers, and
//! who holds the keyboard.

use std::hash::Hash;

use egui::{Align, Color32, Id, Layout, Response, RichText, Ui, vec2};

use super::model::choices::Choices;
use super::model::clocks::Present;
use super::model::form::Form;
use super::model::intent::Intent;
use super::model::notes::{Tone, label_key, name};
use super::model::session::{Focus, View};
use super::model::spot::Spot;
use crate::app::state::AppState;
use crate::ui::theme::{Tokens, text, tokens};
use crate::ui::widgets::caption::{CAPTION, caption};
use crate::ui::widgets::pick::{ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::words::Lang;

/// Room between two fields of a row, and between two rows.
pub(super) const GAP: f32 = 12.0;
/// Room between rows.
pub(super) const ROW_GAP: f32 = 4.0;

/// A field's place in the form.
pub(super) struct At {
    spot: Spot,
    width: f32,
    label: Option<String>,
}

impl At {
    /// A field under its usual caption.
    pub(super) fn of(spot: Spot, width: f32) -> Self {
        Self { spot, width, label: None }
    }

    /// Under another caption.
    pub(super) fn label(self, label: String) -> Self {
        Self { label: Some(label), ..self }
    }
}

/// The form as the painting parts see it.
pub(super) struct Pane<'a> {
    pub(super) session: u64,
    pub(super) form: &'a mut Form,
    pub(super) choices: &'a Choices,
    pub(super) view: &'a View,
    pub(super) state: &'a AppState,
    pub(super) lang: Lang,
    /// Which field shall hold the keyboard now.
    pub(super) focus: Option<Focus>,
    /// The room for the form has changed: what holds the keyboard must stay in sight.
    pub(super) reveal: bool,
    /// Which field was found to hold it.
    pub(super) focused: Option<Spot>,
    /// What the person wanted in this frame.
    pub(super) intents: Vec<Intent>,
}

impl Pane<'_> {
    /// The id of a field's widget.
    pub(super) fn id(&self, spot: Spot) -> Id {
        id_of(self.session, spot)
    }

    /// A text of the screen.
    pub(super) fn say(&self, key: &str) -> String {
        self.lang.text(key)
    }

    /// The clocks of this frame.
    pub(super) fn present(&self) -> Present {
        Present { now: self.state.now, own_offset: self.state.own_offset_minutes }
    }

    /// A field with its caption and its note.
    pub(super) fn field(
        &mut self,
        ui: &mut Ui,
        at: At,
        paint: impl FnOnce(&mut Self, &mut Ui, Id, Look<'_>) -> Response,
    ) -> Response {
        let At { spot, width, label } = at;
        let label = label.unwrap_or_else(|| self.say(label_key(spot)));
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.caption(ui, spot, &label);
            let id = self.id(spot);
            if self.focus.is_some_and(|focus| focus.spot == spot) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            let tone = self.view.notes.at(spot).map(|note| note.tone);
            let colors = tokens(ui.ctx());
            let look = Look {
                edge: matches!(tone, Some(Tone::Danger | Tone::Warn)).then(|| tone_color(colors, tone)),
                color: (tone == Some(Tone::Proposed)).then_some(colors.info),
                ..Look::wide(width)
            };
            let response = paint(self, ui, id, look);
            self.watch(ui, spot, response)
        })
        .inner
    }

    /// A field of plain text.
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        at: At,
        typed: impl FnOnce(&mut Form) -> Option<&mut String>,
    ) -> Response {
        self.field(ui, at, |pane, ui, id, look| {
            let mut nothing = String::new();
            text_field(ui, id, typed(pane.form).unwrap_or(&mut nothing), &look, false)
        })
    }

    /// A picker. Gives what was chosen in this frame; the form holds it already.
    pub(super) fn pick<K: Clone + Eq + Hash>(
        &mut self,
        ui: &mut Ui,
        at: At,
        field: impl FnOnce(&mut Form) -> Option<&mut Pick<K>>,
        list: impl FnOnce(&Choices) -> &ChoiceList<K>,
    ) -> Option<K> {
        let spot = at.spot;
        let mut chosen = None;
        self.field(ui, at, |pane, ui, id, look| {
            let (nothing, unknown) = (pane.say("editor-nothing-found"), pane.say("editor-unknown"));
            // A point is always of some kind; every other choice may be left open.
            let mandatory = matches!(spot, Spot::PointKind(_));
            let open = pane.focus == Some(Focus { spot, open: true });
            let picker =
                Picker { id, choices: list(pane.choices), look, mandatory, open, nothing: &nothing, unknown: &unknown };
            let mut none = Pick::default();
            let shown = picker.show(ui, field(pane.form).unwrap_or(&mut none));
            chosen = shown.chosen;
            shown.response
        });
        chosen
    }

    /// A button that the keyboard may be sent to.
    pub(super) fn button(&mut self, spot: Spot, response: Response) -> Response {
        if self.focus.is_some_and(|focus| focus.spot == spot) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        response
    }

    fn caption(&self, ui: &mut Ui, spot: Spot, label: &str) {
        let note = self.view.notes.at(spot);
        let color = |tone| tone_color(tokens(ui.ctx()), Some(tone));
        let said = note.map(|note| (note.text.as_str(), color(note.tone)));
        let response = caption(ui, label, said);
        if let Some(note) = note.filter(|note| !note.about.is_empty()) {
            response.on_hover_text(&note.about);
        }
    }

    /// Names the widget, tells who holds the keyboard, and brings what holds it into sight.
    fn watch(&mut self, ui: &Ui, spot: Spot, response: Response) -> Response {
        if response.has_focus() {
            self.focused = Some(spot);
        }
        if response.gained_focus() || (self.reveal && response.has_focus()) {
            // With its caption, and with the line under it that tells what was understood.
            ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 2.0 * CAPTION)), None);
        }
        if let Some(note) = self.view.notes.at(spot) {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(note.text.as_str()));
        }
        response.accessible_name(name(spot, self.form, self.lang))
    }
}

/// The id of a field's widget. A new session means new widgets: the last form's text undo must not reach into it.
pub(super) fn id_of(session: u64, spot: Spot) -> Id {
    Id::unique(("bid-editor", session, spot))
}

/// The colour of a tone.
pub(super) fn tone_color(colors: &Tokens, tone: Option<Tone>) -> Color32 {
    match tone {
        Some(Tone::Danger) => colors.danger,
        Some(Tone::Warn) => colors.warn,
        Some(Tone::Proposed) => colors.info,
        Some(Tone::Quiet) | None => colors.text[2],
    }
}

/// The title of a part of the form.
pub(super) fn section(ui: &mut Ui, words: &str) {
    let faint = tokens(ui.ctx()).text[2];
    ui.label(RichText::new(words).font(text::section()).color(faint));
}
