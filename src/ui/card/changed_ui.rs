//! What changed of this bid on the platform: what it was, what it is, when. New ones carry a dot.

use std::sync::Arc;

use egui::{Label, RichText, Role, Ui, WidgetInfo, vec2};

use super::sections_ui;
use crate::app::inform::change_words::{ChangeLine, line};
use crate::app::state::AppState;
use crate::store::model::BidRecord;
use crate::ui::icons;
use crate::ui::theme::{text, tokens};

/// Looked-at changes stay on the card for the eye; of more, the newest.
const OLD_SHOWN: usize = 5;

/// Shows the section, when there is anything to show.
pub(super) fn changed(ui: &mut Ui, record: &Arc<BidRecord>, state: &AppState) {
    if state.inform.changes_of.as_ref() != Some(&record.meta.id) || state.inform.changes.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let lines = state.inform.changes.iter().map(|change| line(change, &state.books, lang, state.own_offset_minutes));
    let (new, old): (Vec<_>, Vec<_>) = lines.partition(|line| line.unseen);
    sections_ui::title(ui, &lang.text("changes-card-title"));
    for line in new.iter().chain(old.iter().take(OLD_SHOWN)) {
        one(ui, line);
    }
    ui.add_space(12.0);
}

fn one(ui: &mut Ui, line: &ChangeLine) {
    let colors = tokens(ui.ctx());
    let whole = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
            let (dot, room) = ui.allocate_exact_size(vec2(8.0, 14.0), egui::Sense::hover());
            if line.unseen {
                ui.painter().circle_filled(dot.center(), 3.5, colors.info);
            }
            drop(room);
            let put = |ui: &mut Ui, words: &str, color| {
                ui.add(Label::new(RichText::new(words).font(text::table()).color(color)).selectable(true).wrap());
            };
            put(ui, &line.field, colors.text[1]);
            if !line.before.is_empty() {
                let was = RichText::new(&line.before).font(text::table()).color(colors.text[2]).strikethrough();
                ui.add(Label::new(was).selectable(true).wrap());
                ui.label(RichText::new(icons::ARROW_RIGHT).size(12.0).color(colors.text[2]));
            }
            if !line.after.is_empty() {
                ui.add(
                    Label::new(RichText::new(&line.after).font(text::table_medium()).color(colors.text[0]))
                        .selectable(true)
                        .wrap(),
                );
            }
            put(ui, &line.when, colors.text[2]);
        })
        .response;
    let said = ui.interact(whole.rect, whole.id.with("change"), egui::Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, spoken(line)));
    ui.add_space(3.0);
}

/// What a screen reader says of a change.
#[must_use]
pub(in crate::ui) fn spoken(line: &ChangeLine) -> String {
    let parts = [&line.field, &line.before, &line.after, &line.when];
    let said: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    said.join(", ")
}
