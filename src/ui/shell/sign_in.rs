//! The sign-in dialog. It opens by itself when a password is needed, and can be put off: the store works without it.

use egui::{Frame, Id, Key, Margin, Modal, RichText, TextEdit, Ui};
use secrecy::SecretString;

use crate::app::command::{Command, Secret};
use crate::app::state::{AppState, Link};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Message;

const MIDDLE: egui::Align2 = egui::Align2::LEFT_CENTER;

/// What the dialog holds while it is open. The password leaves it with the command and isn't kept.
#[derive(Default)]
pub(super) struct SignIn {
    open: bool,
    user: Option<String>,
    password: String,
    /// The reason that was put off: the same one doesn't open the dialog again.
    put_off: Option<Message>,
}

/// The password is never printed.
impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("open", &self.open).finish_non_exhaustive()
    }
}

impl SignIn {
    pub(super) fn open(&mut self) {
        self.open = true;
        self.put_off = None;
    }

    pub(super) fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let Link::SignIn(why) = &state.connection.link else {
            self.close(ui);
            self.put_off = None;
            return;
        };
        if !self.open && self.put_off.as_ref() != Some(why) {
            self.open = true;
        }
        if !self.open {
            return;
        }
        let colors = tokens(ui.ctx());
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(24));
        let modal = Modal::new(Id::unique("sign-in")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| self.form(ui, why, state));
        let (send, later) = shown.inner;
        if send {
            let user = self.user.clone().unwrap_or_default().trim().to_owned();
            let password = Secret(SecretString::from(std::mem::take(&mut self.password)));
            sink.send(Command::SignIn { user, password });
            // The answer opens the dialog again only when it brings another reason.
            self.put_off = Some(why.clone());
            self.close(ui);
        } else if later || shown.should_close() {
            self.put_off = Some(why.clone());
            self.close(ui);
        }
    }

    /// The form. Returns whether to sign in and whether to put it off.
    fn form(&mut self, ui: &mut Ui, why: &Message, state: &AppState) -> (bool, bool) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.set_width(360.0);
        ui.label(RichText::new(lang.text("shell-sign-in-title")).font(text::heading()));
        ui.label(RichText::new(&state.connection.server).font(text::table()).color(colors.text[2]));
        ui.add_space(8.0);
        field_note::field_note(ui, icons::KEY, &lang.say(why), colors.warn);
        ui.add_space(8.0);
        let known = state.connection.user.clone().or_else(|| state.settings.acting_user());
        let user = self.user.get_or_insert_with(|| known.unwrap_or_default());
        let name = ui.label(RichText::new(lang.text("shell-sign-in-user")).font(text::table()).color(colors.text[1]));
        let user_field =
            ui.add(TextEdit::singleline(user).align(MIDDLE).desired_width(f32::INFINITY)).labelled_by(name.id);
        let empty_user = user.trim().is_empty();
        ui.add_space(4.0);
        let name =
            ui.label(RichText::new(lang.text("shell-sign-in-password")).font(text::table()).color(colors.text[1]));
        let secret = TextEdit::singleline(&mut self.password).id(password_id()).align(MIDDLE).password(true);
        let password_field = ui.add(secret.desired_width(f32::INFINITY)).labelled_by(name.id);
        // Asked before the focus is given back below.
        let entered = password_field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            let first = if empty_user { &user_field } else { &password_field };
            first.request_focus();
        }
        if !state.connection.key_store && !state.connection.training {
            ui.add_space(4.0);
            field_note::field_note(ui, icons::INFO, &lang.text("shell-sign-in-memory"), colors.text[1]);
        }
        ui.add_space(16.0);
        let ready = !empty_user && !self.password.is_empty();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let name = lang.text("shell-sign-in-send");
            let send = button::button(ui, Look::Primary, ready, icons::SIGN_IN, &name).clicked();
            let later = button::plain(ui, "", &lang.text("shell-sign-in-later")).clicked();
            ((send || entered) && ready, later)
        })
        .inner
    }

    /// Closes the dialog and forgets the password, the field's own undo included.
    fn close(&mut self, ui: &Ui) {
        if self.open {
            self.open = false;
            self.user = None;
            self.password.clear();
            ui.data_mut(|data| data.remove::<egui::text_edit::TextEditState>(password_id()));
        }
    }
}

fn password_id() -> Id {
    Id::unique("sign-in-password")
}
