//! "Who decides conflicts": by kind of record, what may be done with bids of Cargo.Run, and drafts that go at once.

use egui::{RichText, Ui};

use super::{row, section};
use crate::app::command::{Change, Command};
use crate::app::exchange_rules::{Decider, Policy};
use crate::app::exchange_rules::{KINDS, PlatformBids};
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Shows the section.
pub(super) fn conflicts(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    section(ui, &lang.text("settings-section-conflicts"));
    let note = RichText::new(lang.text("settings-conflicts-note")).font(text::table()).color(colors.text[1]);
    ui.add(egui::Label::new(note).wrap());
    ui.add_space(8.0);
    for kind in KINDS {
        one(ui, kind, state.settings.rules.policy(kind), lang, sink);
    }
    platform_bids(ui, state, sink);
    drafts(ui, state, sink);
    check(ui, state, sink);
}

/// When both sides were last proven equal, and the same question now.
fn check(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    row(ui, "", |ui| {
        if button::plain(ui, icons::ARROWS_CLOCKWISE, &lang.text("proof-check")).clicked() {
            sink.send(Command::Verify);
        }
        if let Some(at) = state.engine.proven_equal_at {
            let when = crate::ui::card::format::moment(at, state.own_offset_minutes);
            let words = lang.text_with("proof-equal", &[("when", Arg::from(when))]);
            ui.label(RichText::new(words).font(text::table()).color(tokens(ui.ctx()).text[2]));
        }
    });
}

fn one(ui: &mut Ui, kind: RecordKind, policy: Policy, lang: Lang, sink: &mut Sink) {
    let name = lang.text(name_key(kind));
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            let choices = [
                (Decider::Manual, lang.text("settings-conflicts-manual")),
                (Decider::OursFirst, lang.text("settings-conflicts-ours")),
                (Decider::TheirsFirst, lang.text("settings-conflicts-theirs")),
            ];
            if let Some(decider) = segmented(ui, &name, policy.decider, &choices) {
                sink.send(Command::Change(Change::Conflicts(kind, Policy { decider, ..policy })));
            }
            let mut whole_document = policy.whole_document;
            let spoken = lang.text_with("settings-whole-document-of", &[("what", Arg::from(name.as_str()))]);
            let ticked = ui.checkbox(&mut whole_document, lang.text("settings-whole-document"));
            if ticked.accessible_name(spoken).changed() {
                sink.send(Command::Change(Change::Conflicts(kind, Policy { whole_document, ..policy })));
            }
        });
    });
}

const fn name_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Bid => "settings-conflicts-bids",
        RecordKind::Driver => "settings-conflicts-drivers",
        RecordKind::Car => "settings-conflicts-cars",
        RecordKind::Trailer => "settings-conflicts-trailers",
        RecordKind::Counterparty | RecordKind::Organisation => "settings-conflicts-counterparties",
    }
}

fn platform_bids(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let name = lang.text("settings-platform-bids");
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            let choices = [
                (PlatformBids::Free, lang.text("settings-platform-bids-free")),
                (PlatformBids::Warn, lang.text("settings-platform-bids-warn")),
                (PlatformBids::Lock, lang.text("settings-platform-bids-lock")),
            ];
            if let Some(rule) = segmented(ui, &name, state.settings.rules.platform_bids, &choices) {
                sink.send(Command::Change(Change::PlatformBids(rule)));
            }
            let color = tokens(ui.ctx()).text[2];
            field_note::field_note(ui, "", &lang.text("settings-platform-bids-note"), color);
        });
    });
}

fn drafts(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    row(ui, "", |ui| {
        ui.vertical(|ui| {
            let mut at_once = state.settings.rules.send_drafts;
            if ui.checkbox(&mut at_once, lang.text("settings-send-drafts")).changed() {
                sink.send(Command::Change(Change::SendDrafts(at_once)));
            }
            let color = tokens(ui.ctx()).text[2];
            field_note::field_note(ui, "", &lang.text("settings-send-drafts-note"), color);
        });
    });
}
