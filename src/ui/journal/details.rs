//! All of one call, to be read and copied.

use chrono::TimeDelta;
use egui::{Frame, Label, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use crate::app::journal::record_of;
use crate::store::model::JournalEntry;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::words::Lang;

const NAME_WIDTH: f32 = 110.0;

/// Shows the call under the list. True when it is to be closed.
pub(super) fn details(ui: &mut Ui, entry: &JournalEntry, lang: Lang, own_offset: i32) -> bool {
    let colors = tokens(ui.ctx());
    let frame = Frame::new().fill(colors.surface[0]).inner_margin(Margin::symmetric(16, 10));
    let lines = lines(entry, lang, own_offset);
    let mut close = false;
    Panel::bottom("journal-details").resizable(true).default_size(170.0).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(lang.text("journal-details")).font(text::section()).color(colors.text[2]));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                close = button::icon(ui, icons::X, &lang.text("journal-details-close"), "").clicked();
                if button::plain(ui, icons::COPY, &lang.text("journal-copy")).clicked() {
                    ui.copy_text(whole(&lines));
                }
            });
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            for (name, value) in &lines {
                ui.horizontal_top(|ui| {
                    ui.allocate_ui(vec2(NAME_WIDTH, 0.0), |ui| {
                        ui.set_width(NAME_WIDTH);
                        ui.label(RichText::new(name).font(text::table()).color(colors.text[1]));
                    });
                    ui.add(Label::new(RichText::new(value).font(text::table_medium())).wrap().selectable(true));
                });
            }
        });
    });
    close
}

/// Name and value of everything that is known of a call.
fn lines(entry: &JournalEntry, lang: Lang, own_offset: i32) -> Vec<(String, String)> {
    let local = entry.at.naive_utc() + TimeDelta::minutes(i64::from(own_offset));
    let code = entry.status.map_or_else(|| lang.text("journal-no-answer"), |code| code.to_string());
    let mut lines = vec![
        (lang.text("journal-column-when"), local.format("%d.%m.%Y %H:%M:%S%.3f").to_string()),
        (lang.text("journal-column-method"), entry.method.clone()),
        (lang.text("journal-column-path"), entry.path.clone()),
        (lang.text("journal-column-code"), code),
        (lang.text("journal-column-ms"), entry.duration_ms.to_string()),
    ];
    if let Some(record) = record_of(&entry.path) {
        lines.push((lang.text("journal-column-record"), record.to_string()));
    }
    if let Some(error) = &entry.error {
        lines.push((lang.text("journal-column-error"), error.clone()));
    }
    lines
}

fn whole(lines: &[(String, String)]) -> String {
    lines.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}
