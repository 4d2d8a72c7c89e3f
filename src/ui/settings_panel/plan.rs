//! How the forecast of arrivals counts: the driver's rests and the work at a point.

use egui::Ui;

use super::named::{Field, Named, Typed};
use super::section;
use crate::app::state::AppState;
use crate::ui::theme::tokens;
use crate::ui::widgets::field_note;
use crate::ui::{Sink, icons};

const MINUTES: &str = "settings-unit-minutes";
const HOURS: &str = "settings-unit-hours";

/// The numbers, with their units.
const FIELDS: [(&str, &str, &str); 5] = [
    ("plan.wheel_minutes", "settings-plan-wheel", MINUTES),
    ("plan.pause_minutes", "settings-plan-pause", MINUTES),
    ("plan.wheel_day_hours", "settings-plan-day", HOURS),
    ("plan.rest_hours", "settings-plan-rest", HOURS),
    ("plan.stay_minutes", "settings-plan-stay", MINUTES),
];

/// Shows the part.
pub(super) fn plan(ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
    let lang = state.settings.lang;
    section(ui, &lang.text("settings-plan-title"));
    let mut rows = Named::new(state, typed, sink);
    for (setting, name, about) in FIELDS {
        rows.field(ui, &Field { setting, name, about, wrong: "settings-number-out", width: 72.0 });
    }
    let colors = tokens(ui.ctx());
    field_note::field_note(ui, icons::INFO, &lang.text("settings-plan-note"), colors.text[2]);
}
