//! Cells of a row: a side that can be picked, the result with where it comes from, a faint value.

use egui::{Id, Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::model::{Origin, Row, Value};
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::words::Lang;

/// A side: a round mark and the value. True when it was picked by a click.
pub(super) fn choice(ui: &mut Ui, id: Id, value: &Value, may_pick: bool, name: &str) -> bool {
    let colors = tokens(ui.ctx());
    let (icon, ink) = match (may_pick, value.chosen) {
        (false, _) => ("", colors.text[2]),
        (true, true) => (icons::CHECK_CIRCLE, colors.accent),
        (true, false) => (icons::CIRCLE, colors.text[2]),
    };
    let words = if value.empty { colors.text[2] } else { colors.text[0] };
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
        if !icon.is_empty() {
            ui.label(RichText::new(icon).size(16.0).color(ink));
        }
        ui.add(Label::new(RichText::new(&value.text).font(text::table()).color(words)).wrap());
    });
    if !may_pick {
        return false;
    }
    let rect = shown.response.rect.expand(2.0);
    let whole = ui.interact(rect, id, Sense::click());
    whole.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, value.chosen, name));
    if whole.hovered() || whole.has_focus() {
        let edge = Stroke::new(1.0, if whole.has_focus() { colors.accent } else { colors.edge });
        ui.painter().rect_stroke(rect, 4.0, edge, StrokeKind::Outside);
    }
    whole.clicked()
}

/// What comes out, with the word and the shape of where it comes from: colour never speaks alone.
pub(super) fn result(ui: &mut Ui, row: &Row, lang: Lang) {
    let colors = tokens(ui.ctx());
    let (icon, key, color) = match row.origin {
        Origin::Ours => (icons::CARET_LEFT, "conflicts-origin-ours", colors.accent),
        Origin::Theirs => (icons::CARET_RIGHT, "conflicts-origin-theirs", colors.status_planned),
        Origin::Typed => (icons::PENCIL_SIMPLE, "conflicts-origin-typed", colors.ok),
        Origin::Both => (icons::CHECK, "conflicts-origin-both", colors.text[2]),
        Origin::Open => (icons::QUESTION, "conflicts-undecided", colors.danger),
    };
    ui.spacing_mut().item_spacing.y = 1.0;
    if !row.result.is_empty() {
        ui.add(Label::new(RichText::new(&row.result).font(text::medium()).color(colors.text[0])).wrap());
    }
    mark(ui, icon, &lang.text(key), color);
    if row.moved {
        mark(ui, icons::WARNING, &lang.text("conflicts-row-moved"), colors.warn);
    }
}

fn mark(ui: &mut Ui, icon: &str, words: &str, color: egui::Color32) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(icon).size(14.0).color(color));
        ui.label(RichText::new(words).font(text::note()).color(color));
    });
}

/// What both started from.
pub(super) fn plain(ui: &mut Ui, words: &str) {
    let color = tokens(ui.ctx()).text[2];
    ui.add(Label::new(RichText::new(words).font(text::note()).color(color)).wrap());
}
