//! Which server, which user, which password, and does it work: the same form at the first start and in the settings.

use egui::{Id, RichText, TextEdit, Ui};
use secrecy::SecretString;

use super::theme::{size, text, tokens};
use super::widgets::button::Look;
use super::widgets::{button, field_note};
use super::{Sink, icons};
use crate::app::command::{Command, Secret};
use crate::app::connect_words::Check;
use crate::app::settings::KNOWN_SERVERS;
use crate::app::state::AppState;
use crate::words::Lang;

const MIDDLE: egui::Align2 = egui::Align2::LEFT_CENTER;
/// Words beside each known address.
const KINDS: [&str; 4] =
    ["first-server-work", "first-server-work-spare", "first-server-test", "first-server-test-spare"];

/// What was typed so far. The password leaves it with a command.
#[derive(Default)]
pub struct ConnectForm {
    /// Place in [`KNOWN_SERVERS`], or beyond it: the typed address.
    place: usize,
    own: String,
    user: String,
    password: String,
    filled: bool,
}

/// The password is never printed.
impl std::fmt::Debug for ConnectForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectForm").field("place", &self.place).field("own", &self.own).finish_non_exhaustive()
    }
}

impl ConnectForm {
    /// Shows the fields, the button that tries them, and what came of it.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !self.filled {
            self.fill(state);
        }
        let changed = self.server_ui(ui, lang) | self.user_ui(ui, state);
        if changed && state.check != Check::NotAsked {
            sink.send(Command::ForgetCheck);
        }
        ui.add_space(12.0);
        self.check_ui(ui, state, sink);
    }

    /// The form begins with what is in force.
    fn fill(&mut self, state: &AppState) {
        self.filled = true;
        if let Some(server) = &state.settings.server {
            let known = KNOWN_SERVERS.iter().position(|known| known == server);
            self.place = known.unwrap_or(KNOWN_SERVERS.len());
            if known.is_none() {
                self.own.clone_from(server);
            }
        }
        self.user = state.settings.acting_user().unwrap_or_default();
    }

    fn server_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let colors = tokens(ui.ctx());
        let mut changed = false;
        caption(ui, &lang.text("first-server"));
        for (place, (address, kind)) in KNOWN_SERVERS.iter().zip(KINDS).enumerate() {
            ui.horizontal(|ui| {
                changed |= ui.radio_value(&mut self.place, place, *address).changed();
                ui.label(RichText::new(lang.text(kind)).font(text::note()).color(colors.text[2]));
            });
        }
        let other = lang.text("first-server-own");
        ui.horizontal(|ui| {
            changed |= ui.radio_value(&mut self.place, KNOWN_SERVERS.len(), &other).changed();
            if self.place == KNOWN_SERVERS.len() {
                let field = TextEdit::singleline(&mut self.own).align(MIDDLE).desired_width(f32::INFINITY);
                let field = ui.add(field.hint_text("https://")).accessible_name(other);
                changed |= field.changed();
            }
        });
        changed
    }

    fn user_ui(&mut self, ui: &mut Ui, state: &AppState) -> bool {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.add_space(8.0);
        let name = caption(ui, &lang.text("shell-sign-in-user"));
        let user = TextEdit::singleline(&mut self.user).align(MIDDLE).desired_width(f32::INFINITY);
        let mut changed = ui.add(user).labelled_by(name.id).changed();
        ui.add_space(4.0);
        let name = caption(ui, &lang.text("shell-sign-in-password"));
        let password = TextEdit::singleline(&mut self.password).id(password_id()).align(MIDDLE).password(true);
        changed |= ui.add(password.desired_width(f32::INFINITY)).labelled_by(name.id).changed();
        let (icon, key) = if state.connection.key_store {
            (icons::LOCK, "first-password-kept")
        } else {
            (icons::INFO, "first-password-memory")
        };
        ui.add_space(2.0);
        field_note::field_note(ui, icon, &lang.text(key), colors.text[1]);
        changed
    }

    fn check_ui(&self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let running = state.check == Check::Running;
        let name = lang.text("first-check");
        if button::button(ui, Look::Plain, !running && !self.server().is_empty(), icons::PULSE, &name).clicked() {
            let password = Secret(SecretString::from(self.password.clone()));
            sink.send(Command::CheckConnection { server: self.server(), user: self.typed_user(), password });
        }
        ui.add_space(4.0);
        let said = match &state.check {
            Check::NotAsked => return,
            Check::Running => (icons::HOURGLASS_MEDIUM, lang.text("first-check-running"), colors.text[1]),
            Check::Good(words) => (icons::CHECK_CIRCLE, lang.say(words), colors.ok),
            Check::Bad(words) => (icons::WARNING, lang.say(words), colors.warn),
        };
        field_note::notice(ui, said.0, said.2, &said.1, &[]);
    }

    /// All that is needed is there.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.server().is_empty() && !self.typed_user().is_empty() && !self.password.is_empty()
    }

    /// The command that uses what was typed; the password is forgotten here.
    #[must_use]
    pub fn take(&mut self, ui: &Ui) -> Command {
        let password = Secret(SecretString::from(std::mem::take(&mut self.password)));
        self.forget(ui);
        Command::Connect { server: self.server(), user: self.typed_user(), password }
    }

    /// Forgets the password, the field's own undo included, and begins anew the next time.
    pub fn forget(&mut self, ui: &Ui) {
        self.password.clear();
        self.filled = false;
        ui.data_mut(|data| data.remove::<egui::text_edit::TextEditState>(password_id()));
    }

    fn server(&self) -> String {
        KNOWN_SERVERS.get(self.place).map_or_else(|| self.own.trim().to_owned(), |known| (*known).to_owned())
    }

    fn typed_user(&self) -> String {
        self.user.trim().to_owned()
    }
}

fn caption(ui: &mut Ui, words: &str) -> egui::Response {
    let color = tokens(ui.ctx()).text[1];
    ui.label(RichText::new(words).size(size::TABLE).color(color))
}

fn password_id() -> Id {
    Id::unique("connect-password")
}
