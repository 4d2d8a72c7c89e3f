//! Painting of the report of a first meeting: counts, what is proposed of each record, and a person's word on it.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, RichText, Ui};

use super::{LinksPanel, There};
use crate::app::book_desk::BookCommand;
use crate::app::command::Command;
use crate::app::links::{kind_key, linked_to, proposed};
use crate::app::state::AppState;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::phone::Phone;
use crate::store::{LinkCase, LinkChoice, LinkReport, Meeting};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::pick::{Choice, ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::table::{self, Column, Rows, View};
use crate::ui::widgets::table_cell::Cell;
use crate::ui::widgets::text_field::Look;
use crate::ui::widgets::{button, field_note, segmented};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Name of the table, and of what holds its keyboard.
const TABLE: &str = "link-report";

impl LinksPanel {
    pub(super) fn report(&mut self, ui: &mut Ui, report: &LinkReport, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        self.books(ui, report.kind, state);
        summary(ui, report, lang);
        self.decision(ui, report, state);
        self.confirm(ui, report, state, sink);
        ui.add_space(6.0);
        self.keys(ui, report);
        let columns = [
            Column::new(lang.text("links-column-here"), 250.0),
            Column::new(lang.text("links-column-key"), 170.0),
            Column::new(lang.text("links-column-there"), 260.0),
            Column::new(lang.text("links-column-differ"), 130.0),
            Column::filling(lang.text("links-column-said"), 150.0),
        ];
        let name = lang.text("links-part-report-name");
        let selected = self.place(report);
        let view =
            View { id: TABLE, widths: TABLE, name: &name, columns: &columns, selected, sort: None, reveal: None };
        let said = |case: &LinkCase| self.said_of(case);
        let done = table::table(ui, view, &mut CaseRows { report, said: &said, lang });
        if let Some(case) = done.chosen.or(done.opened).and_then(|row| report.cases.get(row)) {
            self.select(case);
        }
    }

    /// One book of several.
    fn books(&mut self, ui: &mut Ui, shown: RecordKind, state: &AppState) {
        let (reports, lang) = (&state.book.links.reports, state.settings.lang);
        if reports.len() < 2 {
            return;
        }
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let books: Vec<_> = reports
                .iter()
                .map(|report| {
                    let args = [("name", lang.text(kind_key(report.kind)).into()), ("n", report.cases.len().into())];
                    (report.kind, lang.text_with("links-book", &args))
                })
                .collect();
            if let Some(kind) = segmented::segmented(ui, &lang.text("links-books"), shown, &books) {
                self.book = Some(kind);
                self.selected = None;
            }
        });
        ui.add_space(4.0);
    }

    fn place(&self, report: &LinkReport) -> Option<usize> {
        report.cases.iter().position(|case| Some(&case.record.meta.id) == self.selected.as_ref())
    }

    fn select(&mut self, case: &LinkCase) {
        if self.selected.as_ref() != Some(&case.record.meta.id) {
            self.to = Pick::of(linked_to(self.said_of(case)));
            self.selected = Some(case.record.meta.id.clone());
        }
    }

    /// What is said of a record, or proposed.
    fn said_of(&self, case: &LinkCase) -> Option<LinkChoice> {
        self.said.get(&case.record.meta.id).copied().unwrap_or_else(|| proposed(case))
    }

    fn say(&mut self, case: &LinkCase, choice: LinkChoice) {
        // A record that meets nothing simply goes: "another one" says nothing new of it.
        let choice = if case.meeting == Meeting::OnlyHere && choice == LinkChoice::Apart { None } else { Some(choice) };
        self.said.insert(case.record.meta.id.clone(), choice);
        self.to = Pick::of(linked_to(choice));
    }

    /// The three ways for the selected record.
    fn decision(&mut self, ui: &mut Ui, report: &LinkReport, state: &AppState) {
        let lang = state.settings.lang;
        let Some(case) = self.place(report).and_then(|place| report.cases.get(place)) else {
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                let faint = tokens(ui.ctx()).text[2];
                ui.label(RichText::new(lang.text("links-select")).font(text::note()).color(faint));
            });
            return;
        };
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(case.record.entry.title()).font(text::medium()));
            let choices = self.there(report.kind, case, state);
            let hint = lang.text("links-to");
            let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
            let picker = Picker {
                id: Id::unique(("link-to", &case.record.meta.id)),
                choices: &choices,
                look: Look::wide(260.0).hint(&hint),
                mandatory: false,
                open: false,
                nothing: &nothing,
                unknown: &unknown,
            };
            let picked = picker.show(ui, &mut self.to);
            picked.response.accessible_name(&hint);
            if let Some(remote) = picked.chosen {
                self.say(case, LinkChoice::Link(remote));
            }
            let to = self.to.chosen;
            let link = button::button(ui, button::Look::Plain, to.is_some(), icons::LINK, &lang.text("links-link"));
            if let (true, Some(remote)) = (link.clicked(), to) {
                self.say(case, LinkChoice::Link(remote));
            }
            let apart = if case.meeting == Meeting::OnlyHere { "links-send" } else { "links-apart" };
            if button::plain(ui, icons::ARROWS_SPLIT, &lang.text(apart)).clicked() {
                self.say(case, LinkChoice::Apart);
            }
            if button::plain(ui, icons::CLOCK, &lang.text("links-later")).clicked() {
                self.say(case, LinkChoice::Later);
            }
        });
    }

    /// Records there: those of the same key first.
    fn there(
        &mut self,
        kind: RecordKind,
        case: &LinkCase,
        state: &AppState,
    ) -> ChoiceList<crate::domain::id::RemoteId> {
        let fresh =
            self.there.as_ref().is_some_and(|there| Arc::ptr_eq(&there.of.0, &state.books) && there.of.1 == kind);
        if !fresh {
            let records = state.books.of_kind(kind).iter().filter(|record| !record.deleted);
            let rows = records.filter_map(|record| {
                let number = record.meta.remote_id?;
                let is_free = LocalId::of_remote(kind, number) == record.meta.id;
                let detail = key_words(&record.entry);
                is_free.then(|| Choice { detail, ..Choice::new(number, record.entry.title()) })
            });
            let choices = ChoiceList::new(rows.collect(), state.now.timestamp_subsec_nanos().into());
            self.there = Some(There { of: (Arc::clone(&state.books), kind), choices });
        }
        let all = self.there.as_ref().map(|there| there.choices.clone()).unwrap_or_default();
        if case.meeting != Meeting::Ambiguous {
            return all;
        }
        let rows = case.candidates.iter().filter_map(|one| {
            let detail = key_words(&one.record.entry);
            Some(Choice { detail, ..Choice::new(one.record.meta.remote_id?, one.record.entry.title()) })
        });
        ChoiceList::new(rows.collect(), all.edition().wrapping_add(1))
    }

    /// The button that carries it all out.
    fn confirm(&mut self, ui: &mut Ui, report: &LinkReport, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let said: Vec<_> = report.cases.iter().map(|case| (case, self.said_of(case))).collect();
        let count = |is: fn(Option<LinkChoice>) -> bool| said.iter().filter(|(_, choice)| is(*choice)).count();
        let linked = count(|choice| matches!(choice, Some(LinkChoice::Link(_))));
        let later = count(|choice| matches!(choice, Some(LinkChoice::Later)));
        let made = said.len().saturating_sub(linked).saturating_sub(later);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let args = [("linked", linked.into()), ("made", made.into()), ("later", later.into())];
            // Nothing new is said while all of it only waits on.
            let moves = report.is_unseen() || linked > 0 || made > 0;
            let name = lang.text_with("links-confirm", &args);
            if button::button(ui, button::Look::Primary, moves, icons::CHECK, &name).clicked() {
                let choices = said.iter().filter_map(|(case, choice)| Some((case.record.meta.id.clone(), (*choice)?)));
                let choices = choices.collect();
                sink.send(Command::Book(BookCommand::DecideLinks { kind: report.kind, choices }));
                self.said.clear();
                self.selected = None;
            }
        });
    }

    /// With the keyboard in the table: 1 links, 2 keeps apart, 3 puts off.
    fn keys(&mut self, ui: &Ui, report: &LinkReport) {
        if !ui.memory(|memory| memory.has_focus(Id::unique(("table", TABLE)))) {
            return;
        }
        let Some(case) = self.place(report).and_then(|place| report.cases.get(place)) else { return };
        let on = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if on(Key::Num1) {
            let first = case.candidates.first().and_then(|one| one.record.meta.remote_id);
            if let Some(remote) = self.to.chosen.or(first) {
                self.say(case, LinkChoice::Link(remote));
            }
        } else if on(Key::Num2) {
            self.say(case, LinkChoice::Apart);
        } else if on(Key::Num3) {
            self.say(case, LinkChoice::Later);
        }
    }
}

fn summary(ui: &mut Ui, report: &LinkReport, lang: Lang) {
    let colors = tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        let args = [
            ("matched", report.count(Meeting::Matched).into()),
            ("ambiguous", report.count(Meeting::Ambiguous).into()),
            ("here", report.count(Meeting::OnlyHere).into()),
            ("there", report.only_there.into()),
        ];
        ui.label(RichText::new(lang.text_with("links-summary", &args)).font(text::body()).color(colors.text[0]));
    });
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        let key = if report.is_unseen() { "links-note" } else { "links-note-later" };
        field_note::field_note(ui, icons::INFO, &lang.text(key), colors.text[2]);
    });
    ui.add_space(4.0);
}

/// Phone, plate, or INN with KPP, as people read them.
fn key_words(entry: &BookEntry) -> String {
    match entry {
        BookEntry::Driver(driver) => driver.phone.as_ref().map(Phone::shown).unwrap_or_default(),
        _ => entry.natural_key().unwrap_or_default().trim_end_matches('/').to_owned(),
    }
}

struct CaseRows<'a> {
    report: &'a LinkReport,
    said: &'a dyn Fn(&LinkCase) -> Option<LinkChoice>,
    lang: Lang,
}

impl CaseRows<'_> {
    fn words(&self, case: &LinkCase, column: usize) -> String {
        match column {
            0 => case.record.entry.title(),
            1 => key_words(&case.record.entry),
            2 => {
                let names = case.candidates.iter().map(|one| {
                    let number = one.record.meta.remote_id.map(|id| id.0).unwrap_or_default();
                    format!("{} (№{number})", one.record.entry.title())
                });
                names.collect::<Vec<_>>().join("; ")
            }
            3 => match (case.meeting, case.candidates.first()) {
                (Meeting::Matched, Some(one)) if one.differing.is_empty() => self.lang.text("links-differ-none"),
                (Meeting::Matched, Some(one)) => {
                    self.lang.text_with("links-differ", &[("n", one.differing.len().into())])
                }
                _ => String::new(),
            },
            _ => self.said(case),
        }
    }

    fn said(&self, case: &LinkCase) -> String {
        match (self.said)(case) {
            Some(LinkChoice::Link(remote)) => {
                self.lang.text_with("links-said-link", &[("number", remote.to_string().into())])
            }
            Some(LinkChoice::Later) => self.lang.text("links-said-later"),
            Some(LinkChoice::Apart) => self.lang.text("links-said-apart"),
            None => self.lang.text("links-said-new"),
        }
    }
}

impl Rows for CaseRows<'_> {
    fn len(&self) -> usize {
        self.report.cases.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(case) = self.report.cases.get(row) else { return String::new() };
        let words = (0..5).map(|column| self.words(case, column)).filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(case) = self.report.cases.get(row) else { return };
        let words = self.words(case, column);
        match column {
            0 => cell.strong(&words),
            2 if case.meeting == Meeting::Ambiguous => cell.colored(&words, cell.colors.warn),
            _ => cell.text_or_dash(&words),
        }
    }
}
