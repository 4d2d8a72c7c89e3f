//! Conflicts that the setting decided: which value stayed, which went, and the button that takes it back.

use egui::{RichText, Ui};

use crate::app::command::Command;
use crate::app::inform::change_words::field_words;
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::store::SettledConflict;
use crate::store::model::Cause;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::Arg;

/// Longest value that a line shows.
const SHOWN: usize = 60;

/// So many are seen without a press.
const FEW: usize = 5;

/// Shows them, newest first, when there are any.
pub(super) fn settled(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let settled = &state.engine.settled;
    if settled.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let title = format!("{} ({})", lang.text("settled-title"), settled.len());
    let margin = egui::Margin { left: 12, right: 12, ..egui::Margin::ZERO };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        let few = settled.len() <= FEW;
        egui::CollapsingHeader::new(title).id_salt("settled").default_open(few).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("settled").max_height(180.0).show(ui, |ui| {
                for one in settled.iter() {
                    line(ui, one, state, sink);
                }
            });
        });
    });
    ui.add_space(8.0);
}

fn line(ui: &mut Ui, one: &SettledConflict, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let said = |text: &str| serde_json::from_str(text).unwrap_or_default();
    let (old, new) = (said(&one.entry.old), said(&one.entry.new));
    let (field, old, new) = field_words((one.kind, &one.entry.field), (&old, &new), &state.books, lang);
    let key = if one.entry.cause == Cause::OursFirst { "settled-ours" } else { "settled-theirs" };
    let what = lang.text_with(key, &[("record", record(one, state).into()), ("field", Arg::from(field))]);
    let values = [("old", Arg::from(short(&old))), ("new", Arg::from(short(&new)))];
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

/// What the record is called: a bid's number, a name, a plate.
fn record(one: &SettledConflict, state: &AppState) -> String {
    let lang = state.settings.lang;
    if one.kind != RecordKind::Bid {
        return state.books.record(&one.id).map(|known| known.entry.title()).unwrap_or_default();
    }
    let mut lines = state.bids.lines.iter().flat_map(|lines| lines.iter());
    let number = lines.find(|line| line.id == one.id).map(|line| line.number.clone()).unwrap_or_default();
    if number.is_empty() {
        return lang.text("card-title-new");
    }
    lang.text_with("card-title", &[("number", number.into())])
}

fn short(value: &str) -> String {
    let mut cut: String = value.chars().take(SHOWN).collect();
    if value.chars().count() > SHOWN {
        cut.push('…');
    }
    cut
}
