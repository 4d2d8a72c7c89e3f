//! The rows: field, ours, Cargo.Run's, what comes out, what was. One stop of the Tab key, walked by arrows.

use egui::{Id, Rect, RichText, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::cells::{choice, plain, result};
use super::model::{Row, Sheet};
use super::{ConflictsPanel, Typing, icons};
use crate::app::command::Command;
use crate::app::conflicts::Pick;
use crate::app::state::AppState;
use crate::ui::Sink;
use crate::ui::theme::{family, size, text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, field_note};
use crate::words::Lang;

/// Shares of the width: field, ours, Cargo.Run's, result, was.
const SHARES: [f32; 5] = [0.2, 0.22, 0.22, 0.22, 0.14];
const GAP: f32 = 8.0;
const PADDING: f32 = 6.0;

impl ConflictsPanel {
    pub(super) fn rows(&mut self, ui: &mut Ui, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let whole = ui.available_rect_before_wrap();
        let focus = ui.interact(whole, Self::table_id(), Sense::focusable_noninteractive());
        let name = lang.text_with("conflicts-table-name", &[("name", sheet.name.as_str().into())]);
        focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, &name));
        titles(ui, sheet, lang);
        ScrollArea::vertical().id_salt(("conflict-rows", sheet.id.as_str())).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, 3.0);
            for (place, row) in sheet.rows.iter().enumerate() {
                self.row(ui, (place, row), sheet, state, sink);
            }
            ui.add_space(12.0);
        });
        self.reveal = false;
        if focus.has_focus() {
            let ring = Stroke::new(1.5, tokens(ui.ctx()).accent);
            ui.painter().rect_stroke(whole.shrink(1.0), 4.0, ring, StrokeKind::Inside);
        }
    }

    fn row(&mut self, ui: &mut Ui, (place, row): (usize, &Row), sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let colors = tokens(ui.ctx());
        let lang = state.settings.lang;
        let here = self.at == place;
        let back = ui.painter().add(Shape::Noop);
        let top = ui.cursor().min;
        let widths = widths(ui.available_width());
        ui.add_space(PADDING);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            column(ui, widths[0], |ui| field(ui, row));
            for (width, value, side, word) in [
                (widths[1], &row.ours, Pick::Ours, "conflicts-column-ours"),
                (widths[2], &row.theirs, Pick::Theirs, "conflicts-column-theirs"),
            ] {
                let name = format!("{}: {}: {}", row.title, lang.text(word), value.text);
                let id = Id::unique(("conflict-side", word, &row.unit));
                let clicked = column(ui, width, |ui| choice(ui, id, value, row.may_pick, &name));
                if clicked {
                    self.at = place;
                    sink.send(Command::PickConflict { id: sheet.id.clone(), unit: row.unit.clone(), pick: Some(side) });
                    ui.memory_mut(|memory| memory.request_focus(Self::table_id()));
                }
            }
            column(ui, widths[3], |ui| self.outcome(ui, (place, row), sheet, state, sink));
            column(ui, widths[4], |ui| plain(ui, &row.base));
        });
        ui.add_space(PADDING - 3.0);
        let rect = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().min.y));
        if here {
            let fill = Shape::rect_filled(rect, 4.0, colors.surface[2]);
            let edge = Shape::rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, colors.accent);
            ui.painter().set(back, Shape::Vec(vec![fill, edge]));
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colors.line));
        let line = ui.interact(rect, Id::unique(("conflict-row", &row.unit)), Sense::hover());
        line.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Row, true, spoken(row, lang));
            info.selected = Some(here);
            info
        });
        if here && self.reveal {
            ui.scroll_to_rect(rect, None);
        }
    }

    /// The result, or the field in which a third value is typed; under it what else can be done with the row.
    fn outcome(&mut self, ui: &mut Ui, (place, row): (usize, &Row), sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        if self.typing.as_ref().is_some_and(|typing| typing.unit == row.unit) {
            return self.typed(ui, row, sheet, state, sink);
        }
        result(ui, row, lang);
        if self.at != place {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().button_padding = vec2(6.0, 1.0);
            if row.may_type {
                let name = lang.text_with("conflicts-type", &[("field", row.title.as_str().into())]);
                if button::icon(ui, icons::PENCIL_SIMPLE, &name, "Enter").clicked() {
                    self.typing = Some(Typing::of(row));
                }
            }
            if row.picked {
                let name = lang.text_with("conflicts-take-back", &[("field", row.title.as_str().into())]);
                if button::icon(ui, icons::ARROW_U_UP_LEFT, &name, "Backspace").clicked() {
                    let (id, unit) = (sheet.id.clone(), row.unit.clone());
                    sink.send(Command::PickConflict { id, unit, pick: None });
                }
            }
            if row.alike > 0 {
                let name = lang.text_with("conflicts-alike", &[("n", row.alike.into())]);
                if button::quiet(ui, icons::COPY, &name).clicked() {
                    sink.send(Command::PickConflictAlike { id: sheet.id.clone(), unit: row.unit.clone() });
                }
            }
        });
    }

    fn typed(&mut self, ui: &mut Ui, row: &Row, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let Some(typing) = &mut self.typing else { return };
        let id = Id::unique("conflict-typed");
        let edge = if typing.unread { colors.danger } else { colors.ok };
        let look = Look { edge: Some(edge), ..Look::wide(ui.available_width()) };
        let before = typing.text.clone();
        let answer = text_field(ui, id, &mut typing.text, &look, true)
            .accessible_name(lang.text_with("conflicts-typed-name", &[("field", row.title.as_str().into())]));
        if typing.text != before {
            typing.unread = false;
        }
        if !typing.begun {
            typing.begun = true;
            answer.request_focus();
        }
        let (enter, escape) =
            ui.input(|input| (input.key_pressed(egui::Key::Enter), input.key_pressed(egui::Key::Escape)));
        let (key, color) = if typing.unread {
            ("conflicts-typed-unread", colors.danger)
        } else {
            ("conflicts-typed-hint", colors.text[2])
        };
        field_note::field_note(ui, "", &lang.text(key), color);
        if escape || (answer.lost_focus() && !enter) {
            self.typing = None;
        } else if enter && typing.begun && (answer.has_focus() || answer.lost_focus()) {
            self.commit(sheet, state, sink);
        }
        if self.typing.is_none() {
            ui.memory_mut(|memory| memory.request_focus(Self::table_id()));
        }
    }
}

fn widths(all: f32) -> [f32; 5] {
    let room = all - GAP * 4.0 - 12.0;
    SHARES.map(|share| share * room)
}

fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}

fn titles(ui: &mut Ui, sheet: &Sheet, lang: Lang) {
    let colors = tokens(ui.ctx());
    let widths = widths(ui.available_width());
    let [ours, theirs] = &sheet.sides;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        ui.spacing_mut().interact_size.y = 0.0;
        for (width, key, note) in [
            (widths[0], "conflicts-column-field", ""),
            (widths[1], "conflicts-column-ours", ours.as_str()),
            (widths[2], "conflicts-column-theirs", theirs.as_str()),
            (widths[3], "conflicts-column-result", ""),
            (widths[4], "conflicts-column-base", ""),
        ] {
            column(ui, width, |ui| {
                let font = egui::FontId::new(size::TABLE, family::semibold());
                let indent = if key == "conflicts-column-field" { 8.0 } else { 0.0 };
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(indent);
                    ui.label(RichText::new(lang.text(key)).font(font).color(colors.text[1]));
                });
                if !note.is_empty() {
                    ui.add(egui::Label::new(RichText::new(note).font(text::note()).color(colors.text[2])).wrap());
                }
            });
        }
    });
    ui.add_space(4.0);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, colors.line));
}

fn field(ui: &mut Ui, row: &Row) {
    let colors = tokens(ui.ctx());
    egui::Frame::new().inner_margin(egui::Margin { left: 8, ..egui::Margin::ZERO }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add(egui::Label::new(RichText::new(&row.title).font(text::medium()).color(colors.text[0])).wrap());
        ui.add(egui::Label::new(RichText::new(&row.about).font(text::note()).color(colors.text[2])).wrap());
    });
}

/// What a screen reader says of a row.
fn spoken(row: &Row, lang: Lang) -> String {
    let result = if row.result.is_empty() { lang.text("conflicts-undecided") } else { row.result.clone() };
    lang.text_with(
        "conflicts-row-name",
        &[
            ("field", row.title.as_str().into()),
            ("ours", row.ours.text.as_str().into()),
            ("theirs", row.theirs.text.as_str().into()),
            ("result", result.into()),
        ],
    )
}
