//! The trace of the bid, folded until a person asks for it: what changed and who did it, calls of the platform, and what the server
//! said word for word.

use std::sync::Arc;

use egui::{Id, Label, RichText, Role, Ui, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::app::trail::lines::{Call, Line};
use crate::app::trail::{Stamp, Trail, TrailCommand};
use crate::store::model::BidRecord;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Shows the three folds.
pub(super) fn trail(ui: &mut Ui, record: &Arc<BidRecord>, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let known = state.trail.of(&record.meta.id);
    let changes = fold(ui, "changes", "trail-title-changes", lang);
    if changes {
        body(ui, known, lang, |ui, trail| history(ui, &trail.changes, lang));
    }
    let calls = fold(ui, "calls", "trail-title-calls", lang);
    if calls {
        body(ui, known, lang, |ui, trail| exchange(ui, &trail.calls, lang));
    }
    if let Some(trouble) = record.meta.error.as_ref().filter(|trouble| !trouble.detail.trim().is_empty())
        && fold(ui, "said", "trail-title-said", lang)
    {
        raw(ui, &trouble.detail, lang);
    }
    let stamp = Stamp::of(record, lang);
    if (changes || calls) && state.trail.lacks(&stamp) {
        sink.send(Command::Trail(TrailCommand::Read(stamp)));
    }
}

/// A title that opens and closes what stands under it; stays as it was left for the next card. True while it is open.
fn fold(ui: &mut Ui, name: &str, key: &str, lang: Lang) -> bool {
    let id = Id::unique(("fold-of-trail", name));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    ui.add_space(16.0);
    let title = lang.text(key);
    let icon = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let says = if open { "trail-close" } else { "trail-open" };
    let said = lang.text_with(says, &[("what", title.as_str().into())]);
    if button::quiet(ui, icon, &title).accessible_name(said).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    open
}

fn body(ui: &mut Ui, known: Option<&Arc<Trail>>, lang: Lang, show: impl FnOnce(&mut Ui, &Trail)) {
    if let Some(trail) = known {
        return show(ui, trail);
    }
    let color = tokens(ui.ctx()).text[2];
    field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &lang.text("trail-reading"), color);
}

fn history(ui: &mut Ui, lines: &[Line], lang: Lang) {
    if lines.is_empty() {
        let color = tokens(ui.ctx()).text[2];
        field_note::field_note(ui, icons::INFO, &lang.text("trail-no-changes"), color);
    }
    for line in lines {
        change(ui, line);
    }
}

fn change(ui: &mut Ui, line: &Line) {
    let colors = tokens(ui.ctx());
    let put = |ui: &mut Ui, words: RichText| {
        ui.add(Label::new(words).selectable(true).wrap());
    };
    let whole = ui
        .vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
                put(ui, RichText::new(&line.field).font(text::table_medium()).color(colors.text[0]));
                if !line.before.is_empty() {
                    put(ui, RichText::new(&line.before).font(text::table()).color(colors.text[2]).strikethrough());
                    ui.label(RichText::new(icons::ARROW_RIGHT).size(12.0).color(colors.text[2]));
                }
                if !line.after.is_empty() {
                    put(ui, RichText::new(&line.after).font(text::table()).color(colors.text[0]));
                }
            });
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
                put(ui, RichText::new(&line.when).font(text::note()).color(colors.text[2]));
                let who = if line.ours { colors.accent } else { colors.text[1] };
                put(ui, RichText::new(&line.who).font(text::note()).color(who));
            });
        })
        .response;
    let said = ui.interact(whole.rect, whole.id.with("trail"), egui::Sense::hover());
    said.widget_info(|| {
        let parts = [&line.field, &line.before, &line.after, &line.when, &line.who];
        let words: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        WidgetInfo::labeled(Role::ListItem, true, words.join(", "))
    });
    ui.add_space(5.0);
}

fn exchange(ui: &mut Ui, calls: &[Call], lang: Lang) {
    let colors = tokens(ui.ctx());
    let about = if calls.is_empty() { "trail-no-calls" } else { "trail-calls-about" };
    ui.add(Label::new(RichText::new(lang.text(about)).font(text::note()).color(colors.text[2])).wrap());
    ui.add_space(4.0);
    for call in calls {
        let color = if call.went_well { colors.ok } else { colors.danger };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
            let put = |ui: &mut Ui, words: &str, color| {
                ui.add(Label::new(RichText::new(words).font(text::note()).color(color)).selectable(true).wrap());
            };
            put(ui, &call.when, colors.text[2]);
            put(ui, &call.answer, color);
            put(ui, &call.request, colors.text[1]);
        });
        if let Some(error) = &call.error {
            raw(ui, error, lang);
        }
        ui.add_space(4.0);
    }
}

/// A text as it came, with a button that copies it.
fn raw(ui: &mut Ui, words: &str, lang: Lang) {
    let colors = tokens(ui.ctx());
    ui.push_id(("raw-of-trail", words), |ui| {
        let frame =
            egui::Frame::new().fill(colors.surface[0]).corner_radius(4).inner_margin(egui::Margin::symmetric(8, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(words).font(text::note()).color(colors.text[0])).wrap().selectable(true));
            if button::quiet(ui, icons::COPY, &lang.text("trail-copy")).clicked() {
                ui.copy_text(words.to_owned());
            }
        });
    });
}
