//! Painting of what this desk alone keeps: papers with their last day, periods out of work.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Id, RichText, Ui};

use super::field_ui::section;
use super::session::Session;
use crate::app::book_desk::BookCommand;
use crate::app::book_warnings::{absence_key, paper_key};
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::upkeep::{Absence, AbsenceKind, PaperKind, PaperStanding, parse_day, shown_day};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, field_note, segmented};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const DAY: f32 = 112.0;

/// Half-typed days.
#[derive(Debug, Default)]
pub(super) struct Typed {
    papers: BTreeMap<PaperKind, String>,
    kind: Option<AbsenceKind>,
    from: String,
    to: String,
    note: String,
}

/// The carrier's day.
#[must_use]
pub(in crate::ui::books) fn today(state: &AppState) -> NaiveDate {
    (state.now + chrono::TimeDelta::minutes(i64::from(state.own_offset_minutes))).date_naive()
}

/// Both parts, for records that have been saved.
pub(super) fn upkeep(ui: &mut Ui, session: &Session, typed: &mut Typed, state: &AppState, sink: &mut Sink) {
    let Some(id) = &session.id else { return };
    let papers_of = PaperKind::of(session.kind);
    if papers_of.is_empty() {
        return;
    }
    section(ui, &state.settings.lang.text("book-group-papers"));
    papers(ui, id, papers_of, typed, state, sink);
    section(ui, &state.settings.lang.text("book-group-absences"));
    absences(ui, id, session, typed, state, sink);
}

fn papers(ui: &mut Ui, id: &LocalId, kinds: &[PaperKind], typed: &mut Typed, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let today = today(state);
    for kind in kinds {
        let stored = state.books.papers_of(id).iter().find(|paper| paper.kind == *kind);
        let name = lang.text(paper_key(*kind));
        let words =
            typed.papers.entry(*kind).or_insert_with(|| stored.map(|paper| shown_day(paper.until)).unwrap_or_default());
        ui.horizontal(|ui| {
            let look = Look::wide(DAY).hint("01.12.2026");
            let field = text_field(ui, Id::unique(("book-paper", id, kind)), words, &look, false);
            ui.label(RichText::new(&name).font(text::body()));
            let day = parse_day(words, today);
            if field.lost_focus()
                && (day.is_some() || words.trim().is_empty())
                && day != stored.map(|paper| paper.until)
            {
                sink.send(Command::Book(BookCommand::PutPaper(id.clone(), *kind, day)));
                *words = day.map(shown_day).unwrap_or_default();
            }
            let key = match (stored.map(|paper| paper.on(today)), day, words.trim().is_empty()) {
                (_, None, false) => Some(("book-bad-day", colors.danger)),
                (Some(PaperStanding::Ended), ..) => Some(("book-paper-ended", colors.danger)),
                (Some(PaperStanding::Ends), ..) => Some(("book-paper-ends", colors.warn)),
                _ => None,
            };
            if let Some((key, color)) = key {
                ui.label(RichText::new(icons::WARNING).font(text::note()).color(color));
                ui.label(RichText::new(lang.text(key)).font(text::note()).color(color));
            }
            field.accessible_name(&name);
        });
    }
}

fn absences(ui: &mut Ui, id: &LocalId, session: &Session, typed: &mut Typed, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    for absence in state.books.absences_of(id) {
        ui.horizontal(|ui| {
            let words = absence_words(absence, lang);
            let past = absence.to < today(state);
            let color = if past { colors.text[2] } else { colors.text[0] };
            ui.label(RichText::new(&words).font(text::body()).color(color));
            if button::icon(ui, icons::X, &lang.text_with("book-absence-drop", &[("name", words.as_str().into())]), "")
                .clicked()
            {
                sink.send(Command::Book(BookCommand::DropAbsence(absence.id)));
            }
        });
    }
    let kinds = AbsenceKind::of(session.kind);
    let kind = typed.kind.filter(|kind| kinds.contains(kind)).or_else(|| kinds.first().copied());
    if let (Some(now), true) = (kind, kinds.len() > 1) {
        let choices: Vec<_> = kinds.iter().map(|kind| (*kind, lang.text(absence_key(*kind)))).collect();
        if let Some(chosen) = segmented::segmented(ui, &lang.text("book-absence-kind"), now, &choices) {
            typed.kind = Some(chosen);
        }
        ui.add_space(4.0);
    }
    let today = today(state);
    ui.horizontal(|ui| {
        let day = |ui: &mut Ui, salt: &str, words: &mut String, name: &str, hint: &str| {
            let look = Look::wide(DAY).hint(hint);
            text_field(ui, Id::unique(("book-absence", id, salt)), words, &look, false)
                .accessible_name(lang.text(name));
        };
        day(ui, "from", &mut typed.from, "book-absence-from", &lang.text("book-absence-from"));
        day(ui, "to", &mut typed.to, "book-absence-to", &lang.text("book-absence-to"));
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let hint = lang.text("book-absence-note");
        let look = Look::wide(2.0 * DAY + 8.0).hint(&hint);
        text_field(ui, Id::unique(("book-absence", id, "note")), &mut typed.note, &look, false).accessible_name(&hint);
        let days = parse_day(&typed.from, today).zip(parse_day(&typed.to, today)).filter(|(from, to)| from <= to);
        let add = button::button(ui, button::Look::Plain, days.is_some(), icons::PLUS, &lang.text("book-absence-add"));
        if let (true, Some((from, to)), Some(kind)) = (add.clicked(), days, kind) {
            let note = std::mem::take(&mut typed.note);
            let absence = Absence { id: 0, record: id.clone(), kind, from, to, note };
            sink.send(Command::Book(BookCommand::PutAbsence(absence)));
            typed.from.clear();
            typed.to.clear();
        }
    });
    field_note::field_note(ui, icons::INFO, &lang.text("book-kept-here"), colors.text[2]);
}

/// `Ремонт: 01.12.2026 – 05.12.2026, мост`.
#[must_use]
pub(in crate::ui) fn absence_words(absence: &Absence, lang: Lang) -> String {
    let stretch = format!("{} – {}", shown_day(absence.from), shown_day(absence.to));
    let note = if absence.note.is_empty() { String::new() } else { format!(", {}", absence.note) };
    format!("{}: {stretch}{note}", lang.text(absence_key(absence.kind)))
}
