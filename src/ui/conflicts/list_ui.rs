//! The list at the left: records in conflict, with what is left of each.

use egui::{Frame, Label, Margin, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::ConflictsPanel;
use super::model::{Line, kinds, lines};
use crate::app::command::{Command, Screen};
use crate::app::conflicts::titles::kind_key;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::chip;
use crate::ui::{Sink, icons};

impl ConflictsPanel {
    pub(super) fn list(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.label(RichText::new(lang.text(crate::ui::keys::screen_key(Screen::Conflicts))).font(text::heading()));
        let kinds = kinds(&state.conflicts.cases);
        self.only = self.only.filter(|only| kinds.iter().any(|(kind, _)| kind == only));
        if kinds.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                let all = state.conflicts.cases.len();
                if chip::counted(ui, &lang.text("conflicts-kinds-all"), all, self.only.is_none(), None).clicked() {
                    self.only = None;
                }
                for (kind, count) in kinds {
                    let name = lang.text(&format!("{}s", kind_key(kind)));
                    if chip::counted(ui, &name, count, self.only == Some(kind), None).clicked() {
                        self.only = Some(kind);
                    }
                }
            });
        }
        ui.add_space(6.0);
        ScrollArea::vertical().id_salt("conflict-list").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for line in lines(state, self.only) {
                if one(ui, &line, colors) {
                    sink.send(Command::OpenConflict(line.id));
                }
            }
            ui.add_space(12.0);
        });
    }
}

fn one(ui: &mut Ui, line: &Line, colors: &crate::ui::theme::Tokens) -> bool {
    let fill = if line.open { colors.surface[3] } else { colors.surface[1] };
    let frame = Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(1.0, if line.open { colors.accent } else { colors.line }))
        .corner_radius(egui::CornerRadius::same(6))
        .inner_margin(Margin::symmetric(10, 6));
    let shown = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(&line.age).font(text::note()).color(colors.text[2]));
                // What is left of the line is the name's.
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(&line.name).font(text::medium()).color(colors.text[0])).truncate());
                });
            });
        });
        let small = |words: &str, color| Label::new(RichText::new(words).font(text::note()).color(color)).truncate();
        ui.add(small(&line.kind, colors.text[2]));
        ui.add(small(&line.fields, colors.text[1]));
        let (icon, color) =
            if line.solved { (icons::CHECK_CIRCLE, colors.ok) } else { (icons::ARROWS_SPLIT, colors.danger) };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(RichText::new(icon).size(14.0).color(color));
            ui.label(RichText::new(&line.state).font(text::note()).color(color));
        });
    });
    let id = egui::Id::unique(("conflict-line", line.id.as_str()));
    let whole = ui.interact(shown.response.rect, id, Sense::click());
    let name = format!("{}, {}, {}, {}", line.name, line.kind, line.fields, line.state);
    whole.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, line.open, name.clone()));
    if whole.has_focus() {
        let ring = egui::Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(shown.response.rect, 6.0, ring, egui::StrokeKind::Outside);
    }
    whole.clicked()
}
