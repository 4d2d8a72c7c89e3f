//! What is said beside which field: findings, questions and the carrier's complaints, each on a field of the form.

use std::collections::BTreeMap;

use crate::app::groupage::desk::{GroupageDesk, Note};
use crate::domain::ltl::Level;
use crate::domain::ltl::field::{self, Group};

/// Notes by the path of the field that shows them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notes {
    by_path: BTreeMap<String, Vec<Note>>,
    /// What is about no field of the form.
    pub general: Vec<Note>,
}

impl Notes {
    /// Puts each note on its field: one about a whole part stands at the first field of it.
    #[must_use]
    pub fn of(desk: &GroupageDesk) -> Self {
        let mut notes = Self::default();
        for note in desk.notes() {
            match shown_at(&note.field) {
                Some(path) => notes.by_path.entry(path).or_default().push(note.clone()),
                None => notes.general.push(note.clone()),
            }
        }
        notes
    }

    /// The weightiest note of a field.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Note> {
        let weight = |note: &&Note| match (note.theirs, note.level) {
            (true, _) => 0,
            (false, Some(Level::Blocks)) => 1,
            (false, None) => 2,
            (false, Some(Level::Warns)) => 3,
        };
        self.by_path.get(path)?.iter().min_by_key(weight)
    }

    /// True when something of a part is spoken of.
    #[must_use]
    pub fn any_in(&self, group: Group) -> bool {
        self.by_path.keys().any(|path| field::field_of(path).is_some_and(|field| field.group == group))
    }
}

/// The path of the field that shows a note about `path`; `None`: no field of the form is meant.
#[must_use]
pub fn shown_at(path: &str) -> Option<String> {
    let field = field::field_of(path)?;
    if field::pattern(path) == field::pattern(&field.path) && !path.contains("[]") {
        return Some(path.to_owned());
    }
    // A part or a list as a whole: its first field, in the row that is named or in the first one.
    let row =
        path.rsplit_once('[').and_then(|(list, rest)| Some((list, rest.split_once(']')?.0.parse::<usize>().ok()?)));
    match (field.list(), row) {
        (Some((list, rest)), Some((named, at))) if named == list => Some(super::session::row_path(list, at, rest)),
        (Some((list, rest)), _) => Some(super::session::row_path(list, 0, rest)),
        (None, _) => Some(field.path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_finds_a_field() {
        for (path, at) in [
            ("delivery.packages[2].uid", "delivery.packages[2].uid"),
            ("delivery.derival.address", "delivery.derival.address.search"),
            ("delivery.derival.requirements", "delivery.derival.requirements[0]"),
            ("members.sender.contactPersons", "members.sender.contactPersons[0].name"),
            ("delivery.packages[1]", "delivery.packages[1].uid"),
            ("members.third", "members.third.counteragent.form"),
            ("payment.cashOnDelivery[0].products", "payment.cashOnDelivery[0].products[0].productName"),
        ] {
            assert_eq!(shown_at(path).as_deref(), Some(at), "{path}");
        }
        assert_eq!(shown_at("appkey"), None);
    }
}
