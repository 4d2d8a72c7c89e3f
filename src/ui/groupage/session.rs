//! The form while it is typed, without pixels: texts, half-made choices, what is unfolded, what is to be looked at next.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Context, Key, Modifiers};

use super::choices::Choices;
use super::notes::Notes;
use crate::app::command::Command;
use crate::app::groupage::desk::{GroupageCommand, Opened};
use crate::app::groupage::form::{self, Form};
use crate::app::state::AppState;
use crate::domain::ltl::Level;
use crate::domain::ltl::field::{self, Field, Group, Input};
use crate::ui::Sink;
use crate::ui::widgets::pick::Pick;

/// What is typed in one opening of the form.
#[derive(Debug)]
pub struct Session {
    /// Number of the opening.
    pub number: u64,
    /// The texts.
    pub form: Form,
    /// Choices being made, by path.
    pub picks: BTreeMap<String, Pick<String>>,
    /// Parts whose rare fields are unfolded.
    pub unfolded: BTreeSet<Group>,
    /// The person wants to order: what is missing is an error now, not a question.
    pub strict: bool,
    /// The field that takes the keyboard in this frame.
    pub focus: Option<String>,
    /// The field that takes it in the next one: the click that leads there still has it.
    pub next: Option<String>,
    /// The field that has it.
    pub focused: Option<String>,
    /// What is said beside fields.
    pub notes: Notes,
    /// What may be chosen.
    pub choices: Choices,
    /// What was last asked of the directories that are searched on disk.
    pub asked: BTreeMap<crate::domain::ltl::Directory, String>,
}

impl Session {
    /// Begins with what was opened.
    #[must_use]
    pub fn open(opened: &Opened) -> Self {
        Self {
            number: opened.session,
            form: opened.form.clone(),
            picks: BTreeMap::new(),
            unfolded: BTreeSet::new(),
            strict: false,
            focus: None,
            next: None,
            focused: None,
            notes: Notes::default(),
            choices: Choices::default(),
            asked: BTreeMap::new(),
        }
    }

    /// Takes in what has come since the last frame.
    pub fn follow(&mut self, state: &AppState) {
        self.focus = self.next.take().or(self.focus.take());
        self.choices.follow(state);
        self.notes = Notes::of(&state.groupage);
    }

    /// Sends what was typed in this frame.
    pub fn report(&self, state: &AppState, sink: &mut Sink) {
        if self.form != state.groupage.form {
            sink.send(Command::Groupage(GroupageCommand::Typed(Box::new(self.form.clone()))));
        }
    }

    /// A field is left: days and hours are written in full, and it counts as looked at.
    pub fn left(&mut self, field: &Field, path: &str, state: &AppState) {
        let now = state.now.naive_utc() + chrono::TimeDelta::minutes(i64::from(state.own_offset_minutes));
        let settled = form::settled(field.input, self.form.get(path), now);
        self.form.set(path, &settled);
        self.form.see(path);
    }

    /// The places of a field: itself, or one of each row of its list.
    #[must_use]
    pub fn places(&self, field: &Field) -> Vec<String> {
        match field.list() {
            None => vec![field.path.clone()],
            Some((list, rest)) => (0..self.form.count(list)).map(|at| row_path(list, at, rest)).collect(),
        }
    }

    /// True for what has sense now: by how it travels and how it is handed over; what says something is always shown.
    #[must_use]
    pub fn is_shown(&self, field: &Field) -> bool {
        let path = field.path.as_str();
        if self.form.says(path) {
            return true;
        }
        let variant = |side: &str| self.form.get(&format!("delivery.{side}.variant")).to_owned();
        let letter = self.form.get("delivery.deliveryType.type") == "letter";
        if letter && field.group == Group::Cargo {
            return path.starts_with("cargo.insurance") || path == "cargo.hazardClass";
        }
        let Some((side, rest)) = ["derival", "arrival"].iter().find_map(|side| {
            path.strip_prefix("delivery.")?.strip_prefix(side)?.strip_prefix('.').map(|rest| (*side, rest))
        }) else {
            return true;
        };
        let of_address = rest.starts_with("address")
            || rest.starts_with("time.")
            || rest.starts_with("pickupParams.")
            || rest.starts_with("handling.")
            || rest.starts_with("additionalAddress.");
        match variant(side).as_str() {
            "terminal" => !of_address,
            "airport" => !of_address && rest != "terminalID",
            _ => rest != "terminalID" && rest != "city",
        }
    }

    /// True when the rare fields of a part are to be seen.
    #[must_use]
    pub fn is_unfolded(&self, group: Group) -> bool {
        self.unfolded.contains(&group)
            || field::of_group(group)
                .any(|field| field.rare && self.places(field).iter().any(|path| !self.form.get(path).is_empty()))
    }

    /// True when a part has nothing to say yet and need not: the third person, goods paid on delivery.
    #[must_use]
    pub fn is_idle(&self, group: Group) -> bool {
        matches!(group, Group::Third | Group::OnDelivery)
            && !self.unfolded.contains(&group)
            && !field::of_group(group).any(|field| {
                self.form.says(&field.path) || field.list().is_some_and(|(list, _)| self.form.count(list) > 0)
            })
            && !self.notes.any_in(group)
    }

    /// Puts the keyboard into a field and unfolds what hides it.
    pub fn go_to(&mut self, path: &str) {
        let Some(field) = field::field_of(path) else { return };
        self.unfolded.insert(field.group);
        if let Some((list, rest)) = field.list() {
            if self.form.count(list) == 0 {
                self.form.add(list);
            }
            let concrete = path.starts_with(&format!("{list}[")) && field::pattern(path) == field.path;
            self.next = Some(if concrete { path.to_owned() } else { row_path(list, 0, rest) });
        } else {
            self.next = Some(field.path.clone());
        }
    }

    /// Puts the keyboard into the first field, in the order of the form, that stands in the way of an order.
    pub fn go_to_first_flaw(&mut self, state: &AppState) {
        let blocks = |note: &&&crate::app::groupage::desk::Note| note.level == Some(Level::Blocks);
        let place = |path: &str| {
            let found = field::field_of(path)?;
            field::fields().iter().position(|field| field.path == found.path)
        };
        let notes = state.groupage.notes();
        let first =
            notes.iter().filter(blocks).filter_map(|note| Some((place(&note.field)?, note.field.clone()))).min();
        if let Some((_, path)) = first {
            self.go_to(&path);
        }
    }

    /// The panel's own keys: Ctrl+Enter goes on to the order.
    #[must_use]
    pub fn keys(&self, ctx: &Context) -> bool {
        let busy = egui::Popup::is_any_open(ctx) || ctx.memory(egui::Memory::top_modal_layer).is_some();
        !busy && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
    }

    /// The choice of a field: made of its text where it is new or was changed from elsewhere.
    pub fn pick(&mut self, field: &Field, path: &str) -> Pick<String> {
        let text = self.form.get(path).to_owned();
        let mut pick = self.picks.remove(path).unwrap_or_default();
        let says = pick.chosen.clone().or_else(|| pick.typed.clone()).unwrap_or_default();
        if says != text && !(text.is_empty() && pick.before.is_some()) {
            pick = Pick::default();
        }
        // A key that the list knows now is a choice; before that it was only a text.
        if pick.chosen.is_none() && self.focused.as_deref() != Some(path) && !text.is_empty() {
            let known = self.choices.has(field.input, &text);
            pick = if known { Pick::of(Some(text)) } else { Pick { typed: Some(text), ..Pick::default() } };
        }
        pick
    }

    /// Keeps a choice and its text.
    pub fn keep_pick(&mut self, path: &str, pick: Pick<String>) {
        let says = pick.chosen.clone().or_else(|| pick.typed.clone()).unwrap_or_default();
        self.form.set(path, &says);
        self.picks.insert(path.to_owned(), pick);
    }

    /// Takes a row of a list away, its half-made choices too.
    pub fn remove(&mut self, list: &str, at: usize) {
        self.form.remove(list, at);
        self.picks.retain(|path, _| !path.starts_with(&format!("{list}[")));
    }
}

/// The path of a field of a row.
#[must_use]
pub fn row_path(list: &str, at: usize, rest: &str) -> String {
    if rest.is_empty() { format!("{list}[{at}]") } else { format!("{list}[{at}].{rest}") }
}

/// True for fields whose text is chosen from a list.
#[must_use]
pub const fn is_chosen(input: Input) -> bool {
    matches!(input, Input::Word(_) | Input::Number10(_) | Input::Uid(_) | Input::Id(_) | Input::YesNo)
}
