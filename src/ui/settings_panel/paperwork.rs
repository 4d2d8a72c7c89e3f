//! Papers: whose they are, what stamps them, where their templates lie.

use std::path::Path;

use egui::{ComboBox, RichText, Ui};

use super::{row, section};
use crate::app::command::Command;
use crate::app::paperwork::PaperCommand;
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::domain::paperwork::Picture;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// Shows the rows.
pub(super) fn paperwork(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    section(ui, &lang.text("settings-section-paperwork"));
    organisation(ui, state, sink);
    picture(ui, Picture::Stamp, ["settings-paperwork-stamp", "settings-paperwork-stamp-note"], state, sink);
    picture(ui, Picture::Signature, ["settings-paperwork-signature", "settings-paperwork-signature-note"], state, sink);
    let name = lang.text("settings-paperwork-open");
    row(ui, &name, |ui| {
        let mut open = state.settings.paperwork.open;
        let word = lang.text(if open { "settings-on" } else { "settings-off" });
        if ui.checkbox(&mut open, word).accessible_name(&name).changed() {
            sink.send(Command::Paperwork(PaperCommand::OpenAfter(open)));
        }
    });
    let name = lang.text("settings-paperwork-templates");
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            let open = lang.text("settings-paperwork-templates-open");
            if button::plain(ui, icons::ARROW_SQUARE_OUT, &open).clicked() {
                sink.send(Command::Paperwork(PaperCommand::OpenTemplates));
            }
            field_note::field_note(ui, "", &lang.text("settings-paperwork-templates-note"), tokens(ui.ctx()).text[2]);
        });
    });
}

fn organisation(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let name = lang.text("settings-paperwork-organisation");
    let chosen = state.settings.paperwork.organisation.as_ref();
    let any = lang.text("settings-paperwork-organisation-any");
    let shown = chosen.and_then(|id| state.books.organisation(id)).map_or_else(|| any.clone(), |one| one.name.clone());
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            let combo = ComboBox::from_id_salt("paperwork-organisation").width(300.0).selected_text(shown);
            let answer = combo.show_ui(ui, |ui| {
                if ui.selectable_label(chosen.is_none(), any).clicked() {
                    sink.send(Command::Paperwork(PaperCommand::Organisation(None)));
                }
                let living = state.books.of_kind(RecordKind::Organisation).iter().filter(|one| !one.deleted);
                for one in living {
                    if ui.selectable_label(chosen == Some(&one.meta.id), one.entry.title()).clicked() {
                        sink.send(Command::Paperwork(PaperCommand::Organisation(Some(one.meta.id.clone()))));
                    }
                }
            });
            answer.response.accessible_name(&name);
            field_note::field_note(
                ui,
                "",
                &lang.text("settings-paperwork-organisation-note"),
                tokens(ui.ctx()).text[2],
            );
        });
    });
}

fn picture(ui: &mut Ui, which: Picture, [name, note]: [&str; 2], state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let file = state.settings.paperwork.picture(which);
    let name = lang.text(name);
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            ui.horizontal(|ui| {
                let choose = lang.text("settings-paperwork-choose");
                let choice =
                    button::plain(ui, icons::ARROW_SQUARE_OUT, &choose).accessible_name(format!("{choose}: {name}"));
                if choice.clicked() {
                    sink.send(Command::Paperwork(PaperCommand::ChoosePicture(which)));
                }
                if file.is_empty() {
                    return;
                }
                let shown = Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file);
                let words = RichText::new(shown).font(text::body()).color(colors.text[1]);
                ui.add(egui::Label::new(words).truncate()).on_hover_text(file);
                let drop = lang.text("settings-paperwork-drop");
                if button::icon(ui, icons::X, &format!("{drop}: {name}"), "").clicked() {
                    sink.send(Command::Paperwork(PaperCommand::DropPicture(which)));
                }
            });
            field_note::field_note(ui, "", &lang.text(note), colors.text[2]);
        });
    });
}
