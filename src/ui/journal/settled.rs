//! Conflicts that the setting decided: which value stayed, which went, and the button that takes it back.

use egui::{RichText, Ui};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::store::SettledConflict;
use crate::store::model::Cause;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Longest value that a line shows.
const SHOWN: usize = 60;

/// Shows them, newest first, when there are any.
pub(super) fn settled(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let settled = &state.engine.settled;
    if settled.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let title = format!("{} ({})", lang.text("settled-title"), settled.len());
    egui::CollapsingHeader::new(title).id_salt("settled").show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("settled").max_height(180.0).show(ui, |ui| {
            for one in settled.iter() {
                line(ui, one, lang, sink);
            }
        });
    });
    ui.add_space(8.0);
}

fn line(ui: &mut Ui, one: &SettledConflict, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let key = if one.entry.cause == Cause::OursFirst { "settled-ours" } else { "settled-theirs" };
    let what = lang.text_with(key, &[("field", Arg::from(one.entry.field.as_str()))]);
    let values = [("old", Arg::from(short(&one.entry.old))), ("new", Arg::from(short(&one.entry.new)))];
    ui.horizontal(|ui| {
        let name = lang.text("settled-take-back");
        let back = ui.add_enabled_ui(one.entry.undone_at.is_none(), |ui| {
            button::quiet(ui, icons::ARROW_COUNTER_CLOCKWISE, &name)
        });
        if back.inner.accessible_name(format!("{name}: {what}")).clicked() {
            sink.send(Command::TakeBack(one.entry.seq));
        }
        ui.label(RichText::new(&what).font(text::table()).color(colors.text[0]));
        let values = RichText::new(lang.text_with("settled-values", &values)).font(text::note());
        ui.add(egui::Label::new(values.color(colors.text[2])).truncate());
    });
}

fn short(value: &str) -> String {
    let plain = value.trim_matches('"');
    let mut cut: String = plain.chars().take(SHOWN).collect();
    if plain.chars().count() > SHOWN {
        cut.push('…');
    }
    cut
}
