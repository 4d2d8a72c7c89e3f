//! What a type-ahead field holds and what it offers, without pixels.
//!
//! [`Pick`] is the value that lives in a form: it keeps half-typed text as well as the choice. [`ChoiceList`] is what may
//! be chosen, folded for search once. Knows nothing of egui, of bids and of books.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use crate::domain::search_key::{Query, fold};

/// A choice being made: what is chosen, and what is typed while nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick<K> {
    /// The chosen row.
    pub chosen: Option<K>,
    /// Typed text that has not become a choice; a choice and typed text never stand together.
    pub typed: Option<String>,
    /// What was chosen before the typing began, for giving up.
    pub before: Option<K>,
    /// Chosen by the program, not by the person: shown as a proposal until touched.
    pub proposed: bool,
}

impl<K> Default for Pick<K> {
    fn default() -> Self {
        Self { chosen: None, typed: None, before: None, proposed: false }
    }
}

impl<K> Pick<K> {
    /// A choice as it is stored.
    #[must_use]
    pub fn of(chosen: Option<K>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// A person chooses.
    pub fn choose(&mut self, key: K) {
        *self = Self::of(Some(key));
    }

    /// The program fills an empty field; a field with a choice or typed text is left alone. True when it was filled.
    pub fn propose(&mut self, key: Option<K>) -> bool {
        if !self.is_empty() || key.is_none() {
            return false;
        }
        *self = Self { chosen: key, proposed: true, ..Self::default() };
        true
    }

    /// Empties the field when its choice was only proposed.
    pub fn refuse(&mut self) {
        if self.proposed {
            *self = Self::default();
        }
    }

    /// A person types: the former choice is no longer meant.
    pub fn type_text(&mut self, text: String) {
        if let Some(chosen) = self.chosen.take() {
            self.before = Some(chosen);
        }
        self.proposed = false;
        self.typed = if text.is_empty() { None } else { Some(text) };
    }

    /// Gives the typing up: back to the former choice. True when anything changed.
    pub fn give_up(&mut self) -> bool {
        if self.typed.is_none() && self.before.is_none() {
            return false;
        }
        *self = Self::of(self.before.take());
        true
    }

    /// The field is left: a mandatory one takes its former choice back, another keeps its typed text.
    pub fn settle(&mut self, mandatory: bool) {
        if self.chosen.is_none() && mandatory {
            *self = Self::of(self.before.take());
        }
        self.before = None;
        self.typed = self.typed.take().filter(|text| !text.trim().is_empty());
    }

    /// Nothing chosen, nothing typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_none() && self.typed.is_none()
    }
}

/// A row that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<K> {
    /// What is chosen.
    pub key: K,
    /// Shown first, and in the field once chosen.
    pub title: String,
    /// Shown beside the title, fainter.
    pub detail: String,
    /// A word of warning ("неактивна"); empty for an ordinary row.
    pub mark: String,
    /// Known by its key, but no longer offered.
    pub retired: bool,
}

impl<K> Choice<K> {
    /// An ordinary row.
    #[must_use]
    pub fn new(key: K, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), detail: String::new(), mark: String::new(), retired: false }
    }
}

/// Rows in the order they are offered, found by key and by typed text.
#[derive(Debug, Clone)]
pub struct ChoiceList<K> {
    rows: Vec<Choice<K>>,
    folded: Vec<String>,
    places: HashMap<K, usize>,
    edition: u64,
}

impl<K> Default for ChoiceList<K> {
    fn default() -> Self {
        Self { rows: Vec::new(), folded: Vec::new(), places: HashMap::new(), edition: 0 }
    }
}

impl<K: Clone + Eq + Hash> ChoiceList<K> {
    /// Folds the rows for search. `edition` differs between two lists of one field, so that a finding can be reused
    /// until the list or the text changes.
    #[must_use]
    pub fn new(rows: Vec<Choice<K>>, edition: u64) -> Self {
        let folded = rows.iter().map(|row| fold(&format!("{} {}", row.title, row.detail))).collect();
        let places = rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        Self { rows, folded, places, edition }
    }

    /// The row of a key, retired ones too.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&Choice<K>> {
        self.places.get(key).and_then(|place| self.rows.get(*place))
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<&Choice<K>> {
        self.rows.get(place)
    }

    /// Which list this is.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Places of the offered rows that hold every typed word: first those that begin with the text, then the others.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<usize> {
        let (query, beginning) = (Query::new(typed), fold(typed));
        let offered = |place: &usize| self.rows.get(*place).is_some_and(|row| !row.retired);
        let holds = |place: &usize| self.folded.get(*place).is_some_and(|text| query.matches(text));
        let begins = |place: &usize| self.folded.get(*place).is_some_and(|text| text.starts_with(&beginning));
        let (first, rest): (Vec<_>, Vec<_>) = (0..self.rows.len()).filter(offered).filter(holds).partition(begins);
        first.into_iter().chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> ChoiceList<u8> {
        let row = |key, title: &str, detail: &str| Choice { detail: detail.to_owned(), ..Choice::new(key, title) };
        let retired = Choice { retired: true, ..Choice::new(4, "Петрова Анна") };
        ChoiceList::new(
            vec![
                row(1, "Сидоров Пётр", "+79001112233"),
                row(2, "Петров Олег", "+79004445566"),
                row(3, "Ким", ""),
                retired,
            ],
            1,
        )
    }

    #[test]
    fn what_begins_with_the_text_comes_first_and_retired_rows_are_only_known_by_key() {
        assert_eq!(list().find("пет"), [1, 0]);
        assert_eq!(list().find("444"), [1]);
        assert_eq!(list().find(""), [0, 1, 2]);
        assert_eq!(list().find("нет такого"), Vec::<usize>::new());
        assert_eq!(list().get(&4).map(|row| row.title.as_str()), Some("Петрова Анна"));
    }

    #[test]
    fn typing_drops_the_choice_and_giving_up_brings_it_back() {
        let mut pick = Pick::of(Some(1));
        pick.type_text("пет".to_owned());
        assert_eq!((pick.chosen, pick.typed.as_deref()), (None, Some("пет")));
        pick.type_text("петр".to_owned());
        assert!(pick.give_up());
        assert_eq!(pick, Pick::of(Some(1)));
        assert!(!pick.give_up(), "nothing more to give up");
    }

    #[test]
    fn an_emptied_field_is_empty_and_a_mandatory_one_recovers() {
        let mut free = Pick::of(Some(1));
        free.type_text(String::new());
        free.settle(false);
        assert!(free.is_empty());

        let mut mandatory = Pick::of(Some(1));
        mandatory.type_text("что-то".to_owned());
        mandatory.settle(true);
        assert_eq!(mandatory, Pick::of(Some(1)));
    }

    #[test]
    fn a_proposal_never_replaces_what_a_person_put_in() {
        let mut pick = Pick::default();
        assert!(pick.propose(Some(1)) && pick.proposed);
        assert!(!pick.propose(Some(2)));
        assert_eq!(pick.chosen, Some(1));
        let mut typed: Pick<u8> = Pick::default();
        typed.type_text("ив".to_owned());
        assert!(!typed.propose(Some(2)));
    }
}
