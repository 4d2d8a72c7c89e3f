//! "Alerts to the administrator": when, and over which mail server. The password is typed and goes; it is never shown.

use egui::Ui;

use super::named::{Field, Named, Typed};
use super::{row, secret, section};
use crate::app::inform::ask::InformCommand;
use crate::app::inform::state::MailTest;
use crate::app::settings_inform::Security;
use crate::app::state::AppState;
use crate::ui::theme::tokens;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// What the section remembers.
#[derive(Debug, Default)]
pub(super) struct AlertsSection {
    password: String,
}

const OUT: &str = "settings-number-out";
const MINUTES: &str = "settings-unit-minutes";

const THRESHOLDS: [Field; 4] = [
    Field::new("alerts.errors", "settings-alert-errors", "settings-unit-pieces", OUT, 72.0),
    Field::new("alerts.errors_minutes", "settings-alert-errors-minutes", MINUTES, OUT, 72.0),
    Field::new("alerts.unsent_minutes", "settings-alert-unsent", MINUTES, OUT, 72.0),
    Field::new("alerts.conflict_hours", "settings-alert-conflicts", "settings-unit-hours", OUT, 72.0),
];
const SERVER: [Field; 2] = [
    Field::new("alerts.smtp_host", "settings-mail-host", "settings-mail-host-hint", "settings-mail-host-wrong", 260.0),
    Field::new("alerts.smtp_port", "settings-mail-port", "settings-unit-none", OUT, 72.0),
];
const PEOPLE: [Field; 3] = [
    Field::new(
        "alerts.smtp_user",
        "settings-mail-user",
        "settings-mail-user-hint",
        "settings-mail-address-wrong",
        260.0,
    ),
    Field::new(
        "alerts.mail_from",
        "settings-mail-from",
        "settings-mail-from-hint",
        "settings-mail-address-wrong",
        260.0,
    ),
    Field::new("alerts.mail_to", "settings-mail-to", "settings-mail-to-hint", "settings-mail-address-wrong", 260.0),
];

impl AlertsSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
        let lang = state.settings.lang;
        section(ui, &lang.text("settings-section-alerts"));
        let mut rows = Named::new(state, typed, sink);
        rows.switch(ui, "alerts.enabled", "settings-alert-enabled");
        if !state.settings.alerts.enabled {
            return;
        }
        for one in &THRESHOLDS {
            rows.field(ui, one);
        }
        rows.switch(ui, "alerts.sign_in", "settings-alert-sign-in");
        for one in &SERVER {
            rows.field(ui, one);
        }
        security(ui, state, lang, &mut rows);
        for one in &PEOPLE {
            rows.field(ui, one);
        }
        self.password(ui, state, &mut rows);
        trial(ui, state, &mut rows);
    }

    fn password(&mut self, ui: &mut Ui, state: &AppState, rows: &mut Named<'_>) {
        let name = state.settings.lang.text("settings-mail-password");
        let hints = (state.inform.mail_password, "settings-mail-password-known", "settings-mail-password-none");
        if let Some(typed) = secret::secret(ui, state, &name, &mut self.password, hints) {
            rows.ask(InformCommand::MailPassword(typed));
        }
    }
}

fn security(ui: &mut Ui, state: &AppState, lang: Lang, rows: &mut Named<'_>) {
    let name = lang.text("settings-mail-security");
    let choices = [
        (Security::StartTls, "STARTTLS".to_owned()),
        (Security::Tls, "TLS".to_owned()),
        (Security::Plain, lang.text("settings-mail-plain")),
    ];
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            if let Some(chosen) = segmented(ui, &name, state.settings.alerts.smtp_security, &choices) {
                let word = match chosen {
                    Security::StartTls => "starttls",
                    Security::Tls => "tls",
                    Security::Plain => "plain",
                };
                rows.send("alerts.smtp_security", word.to_owned());
            }
            field_note::field_note(ui, "", &lang.text("settings-mail-plain-note"), tokens(ui.ctx()).text[2]);
        });
    });
}

fn trial(ui: &mut Ui, state: &AppState, rows: &mut Named<'_>) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    row(ui, "", |ui| {
        ui.vertical(|ui| {
            if button::plain(ui, icons::ENVELOPE, &lang.text("settings-mail-try")).clicked() {
                rows.ask(InformCommand::TestMail);
            }
            match &state.inform.mail {
                MailTest::NotAsked => {}
                MailTest::Running => {
                    field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &lang.text("mail-running"), colors.info);
                }
                MailTest::Sent => {
                    field_note::field_note(ui, icons::CHECK_CIRCLE, &lang.text("mail-sent"), colors.ok);
                }
                MailTest::Failed(why) => {
                    field_note::field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
                }
            }
        });
    });
}
