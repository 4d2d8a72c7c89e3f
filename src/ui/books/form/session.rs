//! An open form with everything that surrounds it, from opening to closing.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::items_ui::choices as item_choices;
use super::model::{Form, Typed, typed_rows};
use super::notes::{Note, notes};
use crate::app::book_desk::{BookCommand, OpenForm};
use crate::app::books::Books;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::book::{BookEntry, CounterpartyStatus, Driver};
use crate::domain::book_check::tidy;
use crate::domain::book_field::{BookField, Input, ItemField, list_of, row_of};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::store::model::BookRecord;
use crate::ui::Sink;
use crate::ui::widgets::pick::{Choice, ChoiceList};
use crate::words::{Lang, Message};

/// A crash loses at most this much typing.
const KEEP_EVERY: TimeDelta = TimeDelta::seconds(1);

/// Where to go once the unsaved form is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// Just away.
    Close,
    /// To another record's form.
    To(RecordKind, Option<LocalId>),
}

/// Is the form stored?
#[derive(Debug, Clone, PartialEq)]
pub enum SaveState {
    /// New, and nothing typed.
    Fresh,
    /// Typed but not stored.
    Unsaved,
    /// As the store has it.
    Saved,
    /// The last saving failed.
    Failed(Message),
}

/// An open form.
#[derive(Debug)]
pub struct Session {
    /// Which opening.
    pub number: u64,
    /// The book.
    pub kind: RecordKind,
    /// The record; `None` for a new one.
    pub id: Option<LocalId>,
    /// The record as the store has it.
    pub record: Option<Arc<BookRecord>>,
    /// What is typed.
    pub form: Form,
    /// The record that the form stands on.
    pub base: BookEntry,
    /// What the pickers offer, by field.
    pub choices: BTreeMap<BookField, ChoiceList<i64>>,
    /// What the pickers of lists offer, by field of an item.
    pub item_choices: BTreeMap<ItemField, ChoiceList<i64>>,
    /// Words beside the fields.
    pub notes: BTreeMap<BookField, Note>,
    /// Another record that is the same thing.
    pub twin: Option<Arc<BookRecord>>,
    /// The person wants to leave, but something is unsaved.
    pub leaving: Option<Leaving>,
    /// Which field shall hold the keyboard next.
    pub focus: Option<BookField>,
    /// An item of a list that was just made: it shall hold the keyboard next.
    pub new_item: Option<(BookField, usize)>,
    /// Which field holds it.
    pub focused: Option<BookField>,
    /// Fields that were left once: what they lack is said from then on.
    pub visited: Vec<BookField>,
    /// A form that was kept came back.
    pub restored: bool,
    leave_when_saved: Option<Leaving>,
    saved: Option<Result<u64, Message>>,
    choices_of: Option<(Arc<Books>, Lang)>,
    kept: Option<Form>,
    kept_at: Option<DateTime<Utc>>,
    took_kept: bool,
}

impl Session {
    /// Opens a form.
    #[must_use]
    pub fn open(target: &OpenForm, state: &AppState) -> Self {
        let record = target.id.as_ref().and_then(|id| state.books.record(id)).cloned();
        let blank = || BookEntry::blank(target.kind).unwrap_or_else(|| BookEntry::Driver(Driver::default()));
        let base = record.as_ref().map_or_else(blank, |record| record.entry.clone());
        let first = typed_rows(target.kind).next().map(|row| row.field);
        let mut session = Self {
            number: target.session,
            kind: target.kind,
            id: target.id.clone(),
            record,
            form: Form::of(&base),
            base,
            choices: BTreeMap::new(),
            item_choices: BTreeMap::new(),
            notes: BTreeMap::new(),
            twin: None,
            leaving: None,
            focus: first.filter(|_| target.id.is_none()),
            new_item: None,
            focused: None,
            visited: Vec::new(),
            restored: false,
            leave_when_saved: None,
            saved: target.saved.clone(),
            choices_of: None,
            kept: None,
            kept_at: None,
            took_kept: false,
        };
        session.refresh_choices(state);
        session.refresh_notes(state);
        session
    }

    /// Takes in what the program knows.
    pub fn follow(&mut self, target: &OpenForm, state: &AppState, sink: &mut Sink) {
        self.id.clone_from(&target.id);
        if let Some(record) = self.id.as_ref().and_then(|id| state.books.record(id))
            && self.record.as_ref().is_none_or(|known| !Arc::ptr_eq(known, record))
        {
            self.form.follow(&Form::of(&self.base), &Form::of(&record.entry));
            self.base = record.entry.clone();
            self.record = Some(Arc::clone(record));
            self.refresh_notes(state);
        }
        if let (Some(kept), false) = (&target.kept, self.took_kept) {
            self.took_kept = true;
            if let Ok(form) = serde_json::from_str::<Form>(kept) {
                self.restored = form != self.form;
                self.form = form;
                self.refresh_notes(state);
            }
        }
        if self.saved != target.saved {
            self.saved.clone_from(&target.saved);
            if let (Some(Ok(_)), Some(leaving)) = (&self.saved, self.leave_when_saved.take()) {
                Self::leave(leaving, sink);
            }
        }
        self.refresh_choices(state);
    }

    /// True while something typed is not saved.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.form != Form::of(&self.base)
    }

    /// Is it stored?
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        match (&self.saved, self.is_unsaved()) {
            (Some(Err(reason)), _) => SaveState::Failed(reason.clone()),
            (_, true) => SaveState::Unsaved,
            (_, false) if self.id.is_none() => SaveState::Fresh,
            (_, false) => SaveState::Saved,
        }
    }

    /// Fields that the record can't be saved with.
    pub fn lacks(&self) -> impl Iterator<Item = BookField> {
        typed_rows(self.kind).map(|row| row.field).filter(|field| self.notes.get(field).is_some_and(|note| note.blocks))
    }

    /// Stores the form, or goes to the first field that it can't be stored with.
    pub fn save(&mut self, sink: &mut Sink) {
        self.visited = typed_rows(self.kind).map(|row| row.field).collect();
        let lack = self.lacks().next();
        if let Some(lack) = lack {
            self.focus = Some(lack);
            self.leave_when_saved = None;
        } else if self.is_unsaved() || self.id.is_none() {
            let entry = Box::new(self.form.to_entry(&self.base));
            sink.send(Command::Book(BookCommand::Save { id: self.id.clone(), entry }));
        }
    }

    /// Stores the form and goes on when that is done.
    pub fn save_and_leave(&mut self, sink: &mut Sink) {
        self.leave_when_saved = self.leaving.take();
        self.save(sink);
    }

    /// Throws what was typed away and goes on.
    pub fn discard(&mut self, sink: &mut Sink) {
        self.form = Form::of(&self.base);
        if let Some(leaving) = self.leaving.take() {
            sink.send(Command::Book(BookCommand::DropForm(self.kind)));
            Self::leave(leaving, sink);
        }
    }

    /// Closes the form, asking first when something is not saved.
    pub fn close(&mut self, sink: &mut Sink) {
        if self.is_unsaved() {
            self.leaving = Some(Leaving::Close);
        } else {
            Self::leave(Leaving::Close, sink);
        }
    }

    fn leave(leaving: Leaving, sink: &mut Sink) {
        sink.send(Command::Book(match leaving {
            Leaving::Close => BookCommand::Close,
            Leaving::To(kind, id) => BookCommand::Open(kind, id),
        }));
    }

    /// The next field that the record can't be saved with, after the one that holds the keyboard.
    pub fn go_to_lack(&mut self) {
        let lacks: Vec<_> = self.lacks().collect();
        let after = lacks.iter().position(|field| Some(*field) == self.focused);
        let next = after.map_or(0, |place| place.saturating_add(1));
        self.focus = lacks.get(next).or_else(|| lacks.first()).copied();
    }

    /// The next field of the form.
    pub fn go_on(&mut self) {
        let fields: Vec<_> = typed_rows(self.kind).map(|row| row.field).collect();
        let place = fields.iter().position(|field| Some(*field) == self.focused);
        self.focus = place.and_then(|place| fields.get(place.saturating_add(1))).copied();
    }

    /// A field was left: it takes its one way of writing, and what it lacks is said from now on.
    pub fn left(&mut self, field: BookField) {
        if !self.visited.contains(&field) {
            self.visited.push(field);
        }
        let input = row_of(self.kind, field).map_or(Input::Text, |row| row.input);
        if let Some(Typed::Text(text)) = self.form.get_mut(field) {
            let tidied = tidy(input, text);
            if tidied != *text {
                *text = tidied;
            }
        }
    }

    /// Works out what stands beside the fields.
    pub fn refresh_notes(&mut self, state: &AppState) {
        self.notes = notes(&self.form, &self.base, self.id.is_none(), &state.books);
        let entry = self.form.to_entry(&self.base);
        self.twin = state.books.twin(&entry, self.id.as_ref()).cloned();
    }

    /// Keeps what is typed, so that a crash doesn't lose it.
    pub fn report(&mut self, state: &AppState, sink: &mut Sink) {
        let due = self.kept_at.is_none_or(|at| state.now - at >= KEEP_EVERY || state.now < at);
        if !due || !self.is_unsaved() || self.kept.as_ref() == Some(&self.form) {
            return;
        }
        if let Ok(form) = serde_json::to_string(&self.form) {
            self.kept = Some(self.form.clone());
            self.kept_at = Some(state.now);
            sink.send(Command::Book(BookCommand::KeepForm { kind: self.kind, id: self.id.clone(), form }));
        }
    }

    fn refresh_choices(&mut self, state: &AppState) {
        let lang = state.settings.lang;
        let fresh = self.choices_of.as_ref().is_some_and(|(books, of)| Arc::ptr_eq(books, &state.books) && *of == lang);
        if fresh {
            return;
        }
        self.choices_of = Some((Arc::clone(&state.books), lang));
        let edition = state.now.timestamp_subsec_nanos().into();
        let lists = typed_rows(self.kind).filter_map(|row| {
            let rows = choices(row.input, &state.books, lang)?;
            Some((row.field, ChoiceList::new(rows, edition)))
        });
        self.choices = lists.collect();
        let lists = typed_rows(self.kind).filter_map(|row| list_of(row.field)).flat_map(|list| list.rows);
        let lists = lists.filter_map(|row| Some((row.field, item_choices(row.input, state, edition)?)));
        self.item_choices = lists.collect();
    }
}

fn choices(input: Input, books: &Books, lang: Lang) -> Option<Vec<Choice<i64>>> {
    match input {
        Input::Catalog(kind) => Some(catalog(kind, books)),
        Input::Employee => Some(books.employees().iter().map(|one| Choice::new(one.id.0, one.name.clone())).collect()),
        Input::Driver => Some(drivers(books)),
        Input::Standing => {
            let keys = ["status-counterparty-none", "status-counterparty-priority", "status-counterparty-suspended"];
            let places = 0..i64::try_from(CounterpartyStatus::ALL.len()).unwrap_or_default();
            Some(places.zip(keys).map(|(place, key)| Choice::new(place, lang.text(key))).collect())
        }
        _ => None,
    }
}

fn catalog(kind: CatalogKind, books: &Books) -> Vec<Choice<i64>> {
    let row = |item: &crate::domain::catalog::CatalogItem| Choice {
        retired: item.deleted,
        ..Choice::new(item.id.0, item.name.clone())
    };
    books.catalog(kind).iter().map(row).collect()
}

fn drivers(books: &Books) -> Vec<Choice<i64>> {
    let living = books.of_kind(RecordKind::Driver).iter().filter(|record| !record.deleted);
    living.filter_map(|record| Some(Choice::new(record.meta.remote_id?.0, record.entry.title()))).collect()
}
