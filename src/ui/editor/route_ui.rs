//! Painting of the route: points one under another, joined by a line.

use egui::{Align2, Pos2, Stroke, Ui, pos2, vec2};

use super::model::form::{PointForm, RowKey};
use super::model::intent::{Intent, Rows};
use super::model::notes::Tone;
use super::model::spot::Spot;
use super::pane::{GAP, Pane, section, tone_color};
use super::point_ui::point;
use crate::domain::bid::PointKind;
use crate::ui::icons;
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::caption::CAPTION;
use crate::ui::widgets::{button, field_note};

/// Room at the left for the numbers and the line.
const GUTTER: f32 = 34.0;
/// Radius of a number's circle.
const RADIUS: f32 = 11.0;

/// The part of the form.
pub(super) fn route(ui: &mut Ui, pane: &mut Pane<'_>) {
    section(ui, &pane.say("editor-section-route"));
    let keys: Vec<RowKey> = pane.form.points.iter().map(|point| point.key).collect();
    let mut above: Option<Pos2> = None;
    for (place, key) in keys.iter().enumerate() {
        if place > 0 {
            ui.add_space(GAP);
        }
        let top = ui.cursor().min;
        let number = place.saturating_add(1);
        let center = pos2(top.x + RADIUS, top.y + CAPTION + size::CONTROL / 2.0);
        signpost(ui, pane, *key, number, center, above);
        above = Some(center);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(GUTTER);
            ui.vertical(|ui| point(ui, pane, *key, number, keys.len()));
        });
    }
    ui.add_space(GAP);
    foot(ui, pane);
}

/// The number in its circle, and the line from the point above.
fn signpost(ui: &Ui, pane: &Pane<'_>, key: RowKey, number: usize, center: Pos2, above: Option<Pos2>) {
    let colors = tokens(ui.ctx());
    let kind = pane.form.point(key).map(PointForm::kind);
    let color = match kind {
        Some(PointKind::Load) => colors.accent,
        Some(PointKind::Unload) => colors.ok,
        Some(PointKind::Start | PointKind::Custom | PointKind::Service) | None => colors.text[2],
    };
    let painter = ui.painter();
    if let Some(above) = above {
        let gap = vec2(0.0, RADIUS + 3.0);
        painter.line_segment([above + gap, center - gap], Stroke::new(1.5, colors.edge));
    }
    painter.circle(center, RADIUS, colors.wash(color), Stroke::new(1.5, color));
    painter.text(center, Align2::CENTER_CENTER, number, text::note(), color);
}

fn foot(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.horizontal(|ui| {
        ui.add_space(GUTTER);
        let add = button::quiet(ui, icons::PLUS, &pane.say("editor-add-point"));
        if pane.button(Spot::AddPoint, add).clicked() {
            pane.intents.push(Intent::Rows(Rows::AddPoint));
        }
        if let Some(note) = pane.view.notes.at(Spot::AddPoint) {
            let icon = if note.tone == Tone::Quiet { "" } else { icons::WARNING_CIRCLE };
            let color = tone_color(tokens(ui.ctx()), Some(note.tone));
            field_note::field_note(ui, icon, &note.text, color);
        }
    });
}
