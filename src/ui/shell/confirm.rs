//! The question before a command that the platform would lose something by.

use egui::{Align, Frame, Id, Key, Layout, Margin, Modal, Modifiers, RichText, Ui};

use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Question, Sink};

/// The dialog, while something is asked.
#[derive(Debug, Default)]
pub(super) struct Confirm {
    asked: Option<Question>,
}

impl Confirm {
    pub(super) fn ask(&mut self, question: Question) {
        self.asked = Some(question);
    }

    pub(super) fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let Some(question) = &self.asked else { return };
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("confirm")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(380.0);
            ui.label(RichText::new(lang.say(&question.title)).font(text::heading()));
            ui.add_space(4.0);
            ui.add(egui::Label::new(RichText::new(lang.say(&question.about)).color(colors.text[1])).wrap());
            ui.add_space(16.0);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let yes = button::danger(ui, "", &lang.text(question.yes)).clicked();
                let no = button::plain(ui, "", &lang.text("card-ask-no"));
                if ui.memory(|memory| memory.focused().is_none()) {
                    // The safe answer is under Enter.
                    no.request_focus();
                }
                (yes, no.clicked())
            })
            .inner
        });
        let (yes, no) = shown.inner;
        let closed = shown.should_close() || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if yes {
            sink.send(question.command.clone());
        }
        if yes || no || closed {
            self.asked = None;
        }
    }
}
