//! "Connection": what is known of it, and another server or user.

use egui::{RichText, Ui};

use super::{row, section};
use crate::app::state::{AppState, Link};
use crate::ui::connect_form::ConnectForm;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// The section, with the form of another connection while it is open.
#[derive(Debug, Default)]
pub(super) struct ConnectionSection {
    open: bool,
    form: ConnectForm,
}

impl ConnectionSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        section(ui, &lang.text("settings-section-connection"));
        facts(ui, state, sink);
        if state.connection.training {
            // Which training server it is, is no choice.
            return;
        }
        if !self.open {
            let change = |ui: &mut Ui| button::plain(ui, icons::LINK, &lang.text("settings-connection-change"));
            self.open = row(ui, "", change).clicked();
            return;
        }
        row(ui, "", |ui| {
            ui.vertical(|ui| {
                ui.set_max_width(440.0);
                self.form.ui(ui, state, sink);
                ui.add_space(8.0);
                self.decide(ui, state, sink);
            });
        });
    }

    fn decide(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        if state.editor.is_some() {
            field_note::field_note(ui, icons::INFO, &lang.text("settings-close-editor-first"), colors.warn);
        } else {
            let words = lang.text("settings-connection-note");
            ui.add(egui::Label::new(RichText::new(words).font(text::note()).color(colors.text[2])).wrap());
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let ready = self.form.is_ready() && state.editor.is_none();
            let use_it = lang.text("settings-connection-use");
            if button::button(ui, Look::Primary, ready, icons::SIGN_IN, &use_it).clicked() {
                sink.send(self.form.take(ui));
                self.open = false;
            }
            if button::plain(ui, "", &lang.text("settings-connection-leave")).clicked() {
                self.form.forget(ui);
                self.open = false;
            }
        });
    }
}

fn facts(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let connection = &state.connection;
    let value = |ui: &mut Ui, words: String| {
        let words = if words.is_empty() { "—".to_owned() } else { words };
        ui.add(egui::Label::new(RichText::new(words).font(text::body())).wrap().selectable(true));
    };
    row(ui, &lang.text("settings-server"), |ui| value(ui, connection.server.clone()));
    let user = connection.user.clone().or_else(|| state.settings.acting_user()).unwrap_or_default();
    row(ui, &lang.text("settings-user"), |ui| value(ui, user));
    row(ui, &lang.text("settings-link"), |ui| {
        let (icon, words, color) = match &connection.link {
            Link::Unknown => (icons::QUESTION, lang.text("settings-link-unknown"), colors.text[1]),
            Link::Online => (icons::CHECK_CIRCLE, lang.text("settings-link-online"), colors.ok),
            Link::Offline(why) => (icons::CLOUD_SLASH, lang.say(why), colors.warn),
            Link::SignIn(why) => (icons::KEY, lang.say(why), colors.warn),
        };
        field_note::field_note(ui, icon, &words, color);
        if matches!(connection.link, Link::SignIn(_))
            && button::plain(ui, icons::SIGN_IN, &lang.text("shell-action-sign-in")).clicked()
        {
            sink.open_sign_in();
        }
    });
    if connection.training {
        // Its password is no secret: where it is kept concerns nobody.
        return;
    }
    row(ui, &lang.text("settings-password"), |ui| {
        let (icon, key, color) = if connection.key_store {
            (icons::LOCK, "settings-password-kept", colors.text[1])
        } else {
            (icons::WARNING, "settings-password-memory", colors.warn)
        };
        field_note::field_note(ui, icon, &lang.text(key), color);
    });
}
