//! Painting of what frames the form: title, saving state and buttons; the question on leaving; what there is to know.

use egui::{Align, Label, Layout, RichText, Ui};

use super::session::{SaveState, Session};
use crate::app::book_desk::{BookCommand, OpenForm};
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::app::trouble_words::sentence;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Question, Sink, icons};
use crate::words::{Lang, Message};

/// Key of the title of a new record.
const fn new_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Driver => "book-new-driver",
        RecordKind::Car => "book-new-car",
        RecordKind::Trailer => "book-new-trailer",
        RecordKind::Counterparty => "book-new-counterparty",
        RecordKind::Organisation | RecordKind::Bid => "book-new-organisation",
    }
}

/// The name of the button and of the form of a new record.
#[must_use]
pub(in crate::ui::books) fn new_name(kind: RecordKind, lang: Lang) -> String {
    lang.text(new_key(kind))
}

/// The question before a deletion.
#[must_use]
pub(in crate::ui::books) fn ask_deletion(ids: Vec<LocalId>, title: &str) -> Question {
    let count = ids.len();
    let title = if count == 1 {
        Message::new("book-ask-delete").with("name", title)
    } else {
        Message::new("book-ask-delete-many").with("count", count)
    };
    Question {
        title,
        about: Message::new("book-ask-delete-about"),
        yes: "book-delete",
        command: Command::Book(BookCommand::Delete(ids)),
    }
}

/// Title, saving state and buttons.
pub(super) fn header(ui: &mut Ui, session: &mut Session, target: &OpenForm, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let title = session.record.as_ref().map(|record| record.entry.title()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| new_name(session.kind, lang));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = lang.text("book-close");
            if button::icon(ui, icons::X, &close, "Esc").clicked() {
                session.close(sink);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&title).font(text::heading()).color(colors.text[0])).truncate());
            });
        });
    });
    save_state(ui, session, target, lang);
    ui.horizontal_wrapped(|ui| {
        let save = lang.text("book-save");
        if button::primary(ui, icons::FLOPPY_DISK, &save).on_hover_text(button::tip(&save, "Ctrl+Enter")).clicked() {
            session.save(sink);
        }
        let Some(record) = session.record.clone() else { return };
        let id = record.meta.id.clone();
        if record.deleted || record.meta.state == RecordState::DeletePending {
            let can = session.kind != RecordKind::Organisation || record.meta.state == RecordState::DeletePending;
            if can && button::plain(ui, icons::ARROW_U_UP_LEFT, &lang.text("book-restore")).clicked() {
                sink.send(Command::Book(BookCommand::Restore(vec![id])));
            }
            return;
        }
        if record.meta.state == RecordState::Conflict {
            // Nothing of it is sent, and it can't be deleted, before a person has decided.
            if button::plain(ui, icons::ARROWS_SPLIT, &lang.text("conflicts-open")).clicked() {
                sink.send(Command::OpenConflict(id));
            }
            return;
        }
        if matches!(record.meta.state, RecordState::Rejected | RecordState::Quarantine)
            && button::plain(ui, icons::ARROW_CLOCKWISE, &lang.text("book-retry")).clicked()
        {
            sink.send(Command::Book(BookCommand::Retry(id.clone())));
        }
        if button::plain(ui, icons::TRASH, &lang.text("book-delete")).clicked() {
            sink.ask(ask_deletion(vec![id], &title));
        }
    });
    ui.add_space(6.0);
    ui.separator();
}

fn save_state(ui: &mut Ui, session: &Session, target: &OpenForm, lang: Lang) {
    let colors = tokens(ui.ctx());
    let (icon, words, color) = match session.save_state() {
        SaveState::Fresh => (icons::INFO, lang.text("book-state-fresh"), colors.text[2]),
        SaveState::Unsaved => (icons::CIRCLE_DASHED, lang.text("editor-state-unsaved"), colors.text[2]),
        SaveState::Saved => saved_words(session, target, lang, colors),
        SaveState::Failed(reason) => {
            let reason = lang.say(&reason);
            let words = lang.text_with("editor-state-failed", &[("reason", reason.into())]);
            (icons::WARNING_CIRCLE, words, colors.danger)
        }
    };
    field_note::field_note(ui, icon, &words, color);
}

/// What is saved here may still wait for the platform.
fn saved_words(
    session: &Session,
    target: &OpenForm,
    lang: Lang,
    colors: &crate::ui::theme::Tokens,
) -> (&'static str, String, egui::Color32) {
    let Some(record) = &session.record else { return (icons::INFO, String::new(), colors.text[2]) };
    let face = crate::ui::bids::model::exchange_face(record.meta.state, record.meta.queued, colors);
    if record.meta.state == RecordState::Clean && target.read.is_none() && target.id.is_some() {
        return (face.icon, lang.text("book-state-clean"), face.color);
    }
    let key = match record.meta.state {
        RecordState::Clean if !record.meta.queued => "book-state-clean",
        RecordState::Tombstone if record.meta.queued => "book-state-restoring",
        RecordState::Tombstone => "book-state-deleted",
        RecordState::DeletePending => "book-state-deleting",
        RecordState::Rejected => "book-state-rejected",
        RecordState::CreateUnknown | RecordState::PushUnknown => "book-state-unknown",
        RecordState::CreateInflight | RecordState::PushInflight => "book-state-sending",
        RecordState::RemoteGone => "book-state-gone",
        RecordState::Conflict => "status-exchange-conflict",
        RecordState::Quarantine => "status-exchange-quarantine",
        _ => "book-state-waiting",
    };
    (face.icon, lang.text(key), face.color)
}

/// The question on leaving, a refusal with the bids that stand in the way, the record that is the same thing, what could
/// not be read.
pub(super) fn news(ui: &mut Ui, session: &Session, target: &OpenForm, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let record = session.record.as_ref();
    if let Some(error) = record.and_then(|record| record.meta.error.as_ref()) {
        let reason = lang.say(&sentence(error));
        field_note::notice(ui, icons::X_CIRCLE, colors.danger, &lang.text("book-refused"), &[&reason]);
        for bid in target.trips.iter().flat_map(|trips| &trips.active) {
            let words = lang.text_with(
                "book-open-bid",
                &[("number", bid.number.as_str().into()), ("route", bid.route.as_str().into())],
            );
            if ui.link(RichText::new(words).font(text::note())).clicked() {
                sink.send(Command::Open(crate::app::command::Screen::Bids));
                sink.send(Command::SelectBid(bid.id.clone()));
            }
        }
    }
    if let Some(twin) = &session.twin {
        ui.add_space(4.0);
        let words = lang.text_with("book-twin", &[("name", twin.entry.title().into())]);
        field_note::field_note(ui, icons::WARNING, &words, colors.warn);
        if ui.link(RichText::new(lang.text("book-twin-open")).font(text::note())).clicked() {
            sink.send(Command::Book(BookCommand::Open(session.kind, Some(twin.meta.id.clone()))));
        }
    }
    if session.restored {
        field_note::field_note(ui, icons::INFO, &lang.text("book-restored-form"), colors.info);
    }
    if session.kind == RecordKind::Organisation && session.id.is_some() {
        field_note::field_note(ui, icons::INFO, &lang.text("book-organisation-unread"), colors.warn);
    }
    if let Some(Err(reason)) = &target.read {
        let words = lang.text_with("book-form-unread", &[("reason", lang.say(reason).into())]);
        field_note::field_note(ui, icons::CLOUD_SLASH, &words, colors.text[1]);
    }
}

/// The question on leaving an unsaved form; stands over the buttons and never covers what was typed.
pub(super) fn leaving(ui: &mut Ui, session: &mut Session, lang: Lang, sink: &mut Sink) {
    if session.leaving.is_none() {
        return;
    }
    let colors = tokens(ui.ctx());
    field_note::notice(ui, icons::WARNING, colors.warn, &lang.text("editor-leave-title"), &[]);
    ui.horizontal_wrapped(|ui| {
        let save = button::primary(ui, icons::FLOPPY_DISK, &lang.text("editor-leave-save"));
        let discard = button::plain(ui, icons::TRASH, &lang.text("editor-leave-discard"));
        let stay = button::plain(ui, "", &lang.text("editor-leave-stay"));
        if !ui.memory(|memory| [save.id, discard.id, stay.id].map(Some).contains(&memory.focused())) {
            save.request_focus();
        }
        if save.clicked() {
            session.save_and_leave(sink);
        } else if discard.clicked() {
            session.discard(sink);
        } else if stay.clicked() {
            session.leaving = None;
        }
    });
    ui.add_space(4.0);
}
