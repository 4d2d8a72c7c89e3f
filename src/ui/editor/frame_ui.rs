//! Painting of what frames the form: title with the saving state, the buttons, what sending lacks, and the question on
//! leaving.

use egui::{Align, Button, Frame, Id, Key, Label, Layout, Link, Modal, RichText, TextWrapMode, Ui, vec2};

use super::model::intent::{Answer, Intent};
use super::model::notes::{Tone, refusal};
use super::model::session::{Leaving, SaveState, Session};
use super::pane::{Pane, tone_color};
use crate::app::command::AfterSave;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::words::Lang;

/// Title, saving state and buttons. Painted after the form, so that Tab comes here last.
pub(super) fn header(ui: &mut Ui, pane: &mut Pane<'_>, title: &str) {
    ui.horizontal_centered(|ui| {
        ui.label(RichText::new(title).font(text::heading()).color(tokens(ui.ctx()).text[0]));
        save_state(ui, pane);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // Right to left on the screen; the keyboard meets the main button first.
            let refusal = refusal(&pane.view.notes).map(|message| pane.lang.say(&message));
            let send = pane.say("editor-send");
            let locked = super::is_locked(pane.state);
            let refusal = if locked { Some(pane.say("born-there-locked")) } else { refusal };
            let pressed = ui.add_enabled_ui(refusal.is_none(), |ui| {
                let response = button::primary(ui, icons::PAPER_PLANE_TILT, &send);
                let response = response.on_disabled_hover_text(refusal.as_deref().unwrap_or_default());
                response.on_hover_text(button::tip(&send, "Ctrl+Enter")).clicked()
            });
            pane.intents.extend(pressed.inner.then_some(Intent::Send));
            let save = pane.say("editor-save");
            let saves = ui.add_enabled_ui(!locked, |ui| button::plain(ui, icons::FLOPPY_DISK, &save)).inner;
            if saves.on_hover_text(button::tip(&save, "Ctrl+S")).clicked() {
                pane.intents.push(Intent::Save(AfterSave::Stay));
            }
            let close = pane.say("editor-close");
            if button::quiet(ui, icons::X, &close).on_hover_text(button::tip(&close, "Esc")).clicked() {
                pane.intents.push(Intent::Leave(Leaving::Close));
            }
        });
    });
}

fn save_state(ui: &mut Ui, pane: &Pane<'_>) {
    let colors = tokens(ui.ctx());
    let (icon, words, color) = match &pane.view.save_state {
        SaveState::Fresh => return,
        SaveState::Unsaved => (icons::CIRCLE_DASHED, pane.say("editor-state-unsaved"), colors.text[2]),
        SaveState::Saved => (icons::CHECK_CIRCLE, pane.say("editor-state-saved"), colors.ok),
        SaveState::Failed(reason) => {
            let reason = pane.lang.say(reason);
            let words = pane.lang.text_with("editor-state-failed", &[("reason", reason.into())]);
            (icons::WARNING_CIRCLE, words, colors.danger)
        }
    };
    ui.label(RichText::new(icon).font(text::icon()).color(color));
    ui.add(Label::new(RichText::new(words).font(text::note()).color(color)).truncate());
}

/// What else there is to know: a refusal, a restored form, an action that one key takes back.
pub(super) fn news(ui: &mut Ui, pane: &mut Pane<'_>) {
    let colors = tokens(ui.ctx());
    let view = pane.view;
    ui.spacing_mut().interact_size.y = 20.0;
    for (tone, message) in &view.news {
        let icon = if *tone == Tone::Danger { icons::X_CIRCLE } else { icons::INFO };
        field_note::field_note(ui, icon, &pane.lang.say(message), tone_color(colors, Some(*tone)));
    }
    if let Some(key) = view.undoable {
        ui.horizontal(|ui| {
            ui.label(RichText::new(pane.say(key)).font(text::note()).color(colors.text[1]));
            if ui.add(Link::new(RichText::new(pane.say("editor-undo")).font(text::note()))).clicked() {
                pane.intents.push(Intent::TakeBack);
            }
        });
    }
}

/// What sending lacks, each a link to its field; or that nothing does.
pub(super) fn lacks(ui: &mut Ui, pane: &mut Pane<'_>) {
    let colors = tokens(ui.ctx());
    let view = pane.view;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        ui.spacing_mut().button_padding = vec2(4.0, 1.0);
        ui.spacing_mut().interact_size.y = 20.0;
        if view.notes.lacks.is_empty() && super::is_locked(pane.state) {
            // Why nothing of it is sent stands above.
            return;
        }
        if view.notes.lacks.is_empty() {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(icons::CHECK_CIRCLE).font(text::icon()).color(colors.ok));
            let ready = if view.busy.is_empty() { "editor-ready" } else { "editor-ready-but-busy" };
            ui.label(RichText::new(pane.say(ready)).font(text::table()).color(colors.text[1]));
            return;
        }
        let lead = if view.notes.only_missing { "editor-lacks" } else { "editor-lacks-or-wrong" };
        ui.label(RichText::new(pane.say(lead)).font(text::table()).color(colors.text[1]));
        let last = view.notes.lacks.len().saturating_sub(1);
        for (place, lack) in view.notes.lacks.iter().enumerate() {
            let words = if place < last { format!("{},", lack.text) } else { lack.text.clone() };
            let loud = view.notes.at(lack.spot).is_some_and(|note| note.tone == Tone::Danger);
            let color = if loud { colors.danger } else { colors.text[0] };
            // A button, not a link: it is never broken over two lines.
            let words = RichText::new(words).font(text::table()).color(color);
            let button = Button::new(words).frame_when_inactive(false).wrap_mode(TextWrapMode::Extend);
            let link = ui.add(button.min_size(vec2(0.0, 20.0)));
            if link.accessible_name(&lack.text).clicked() {
                pane.intents.push(Intent::GoTo(lack.spot));
            }
        }
        ui.add(
            Label::new(RichText::new(pane.say("editor-lacks-key")).font(text::note()).color(colors.text[2])).extend(),
        );
    });
}

/// The question on leaving an unsaved form. True while it stands.
pub(super) fn leaving(ui: &Ui, session: &Session, lang: Lang, intents: &mut Vec<Intent>) -> bool {
    if session.leaving.is_none() {
        return false;
    }
    let colors = tokens(ui.ctx());
    let frame = Frame::window(ui.style()).inner_margin(20);
    let modal = Modal::new(Id::unique("bid-editor-leaving")).backdrop_color(colors.veil).frame(frame);
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.label(RichText::new(lang.text("editor-leave-title")).font(text::heading()).color(colors.text[0]));
        ui.add_space(4.0);
        ui.label(RichText::new(lang.text("editor-leave-about")).color(colors.text[1]));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let save = button::primary(ui, icons::FLOPPY_DISK, &lang.text("editor-leave-save"));
            let discard = button::plain(ui, icons::TRASH, &lang.text("editor-leave-discard"));
            let stay = button::plain(ui, "", &lang.text("editor-leave-stay"));
            if !ui.memory(|memory| [save.id, discard.id, stay.id].map(Some).contains(&memory.focused())) {
                save.request_focus();
            }
            let answers = [(save, Answer::Save), (discard, Answer::Discard), (stay, Answer::Stay)];
            let pressed = answers.into_iter().find(|(button, _)| button.clicked());
            intents.extend(pressed.map(|(_, answer)| Intent::Answer(answer)));
        });
    });
    if modal.backdrop_response.clicked() || ui.input(|input| input.key_pressed(Key::Escape)) {
        intents.push(Intent::Answer(Answer::Stay));
    }
    true
}
