//! "Notifications": what the person is told of, where, and when not.

use egui::Ui;

use super::named::{Field, Named, Typed};
use super::{row, section};
use crate::app::inform::ask::InformCommand;
use crate::app::state::AppState;
use crate::ui::theme::tokens;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

const SWITCHES: [(&str, &str); 7] = [
    ("notices.cancelled", "settings-notice-cancelled"),
    ("notices.refused", "settings-notice-refused"),
    ("notices.conflicts", "settings-notice-conflicts"),
    ("notices.late", "settings-notice-late"),
    ("notices.gps", "settings-notice-gps"),
    ("notices.invites", "settings-notice-invites"),
    ("notices.invites_sound", "settings-notice-invites-sound"),
];

/// Shows the section.
pub(super) fn notices(ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
    let lang = state.settings.lang;
    section(ui, &lang.text("settings-section-notices"));
    let mut rows = Named::new(state, typed, sink);
    rows.switch(ui, "notices.desktop", "settings-notice-desktop");
    row(ui, "", |ui| {
        ui.vertical(|ui| {
            if button::plain(ui, icons::BELL_RINGING, &lang.text("settings-notice-try")).clicked() {
                rows.ask(InformCommand::TestDesktop);
            }
            let colors = tokens(ui.ctx());
            if let Some(Err(why)) = &state.inform.desktop {
                let words = lang.text_with("settings-notice-no-service", &[("text", why.as_str().into())]);
                field_note::field_note(ui, icons::WARNING, &words, colors.warn);
            }
        });
    });
    for (setting, name) in SWITCHES {
        rows.switch(ui, setting, name);
    }
    let number = |setting, name| Field {
        setting,
        name,
        about: "settings-unit-minutes",
        wrong: "settings-number-out",
        width: 72.0,
    };
    rows.field(ui, &number("notices.late_minutes", "settings-notice-late-after"));
    rows.field(ui, &number("notices.gps_minutes", "settings-notice-gps-after"));
    rows.field(ui, &number("triage.accept_minutes", "settings-triage-accept"));
    let hours = Field { about: "settings-unit-hours", ..number("triage.standing_hours", "settings-triage-standing") };
    rows.field(ui, &hours);
    let time = |setting, name| Field {
        setting,
        name,
        about: "settings-notice-time-hint",
        wrong: "settings-notice-time-wrong",
        width: 72.0,
    };
    rows.field(ui, &time("notices.quiet_from", "settings-notice-quiet-from"));
    rows.field(ui, &time("notices.quiet_to", "settings-notice-quiet-to"));
    let colors = tokens(ui.ctx());
    field_note::field_note(ui, icons::INFO, &lang.text("settings-notice-quiet-note"), colors.text[2]);
}
