//! A type-ahead field that chooses one row of a list: by typing any part of it, by arrows, by mouse.

use std::hash::Hash;
use std::sync::Arc;

use egui::{Id, Response, Ui};

use super::list_row::ListRow;
use super::pick::{ChoiceList, Pick};
use super::text_field::Look;
use super::type_ahead::{Lighting, Offer, TypeAhead};
use crate::ui::icons;

/// From this width on a field has room for the detail of what is chosen.
const DETAIL_WIDTH: f32 = 300.0;
/// The list shows titles with details, however narrow the field.
const LIST_WIDTH: f32 = 340.0;

/// A picker.
#[derive(Debug)]
pub struct Picker<'a, K> {
    /// Its id: also that of its text field.
    pub id: Id,
    /// What it offers.
    pub choices: &'a ChoiceList<K>,
    /// How it looks.
    pub look: Look<'a>,
    /// It may not be left empty: what was chosen before comes back.
    pub mandatory: bool,
    /// The list opens now, though nobody pressed anything.
    pub open: bool,
    /// What to say when nothing is found.
    pub nothing: &'a str,
    /// What stands in the field for a choice that the list doesn't know (yet).
    pub unknown: &'a str,
}

/// What came of a frame.
#[derive(Debug)]
pub struct Picked<K> {
    /// The text field.
    pub response: Response,
    /// The row that was chosen in this frame; the pick holds it already.
    pub chosen: Option<K>,
}

/// The rows found for a text, kept until the text or the list changes.
#[derive(Debug, Clone, Default)]
struct Found {
    text: String,
    edition: u64,
    places: Arc<Vec<usize>>,
}

impl<K: Clone + Eq + Hash> Picker<'_, K> {
    /// Shows the field and its list.
    pub fn show(self, ui: &mut Ui, pick: &mut Pick<K>) -> Picked<K> {
        let mut ahead = TypeAhead::begin(ui, self.id, Lighting::FirstForBoth);
        if ahead.dismissed() {
            pick.give_up();
        }
        let title = pick.chosen.as_ref().map(|key| self.title(key));
        let mut typed = title.or_else(|| pick.typed.clone()).unwrap_or_default();
        let sign = self.sign(pick);
        let look = Look { sign: &sign, ..self.look };
        let response = ahead.field(ui, &mut typed, &look);
        if response.changed() {
            self.typed(pick, typed);
        }
        // While a choice stands in the field the whole list is offered, not the one row that bears its name.
        let places = self.found(ui, pick.typed.as_deref().unwrap_or_default());
        if self.open {
            ahead.open();
        }
        let foot = if places.is_empty() { self.nothing } else { "" };
        let offer = Offer { count: places.len(), foot, searching: pick.typed.is_some(), least_width: LIST_WIDTH };
        let taken = ahead.list(ui, &response, &offer, |place| self.row(&places, place));
        let mut chosen = taken.and_then(|place| self.key_at(&places, place));
        if chosen.is_none() && response.lost_focus() {
            chosen = self.only_match(pick, &places);
            if chosen.is_none() {
                pick.settle(self.mandatory);
            }
        }
        if let Some(key) = &chosen {
            pick.choose(key.clone());
        }
        Picked { response, chosen }
    }

    /// Typing drops the choice, unless it spells out the former one again.
    fn typed(&self, pick: &mut Pick<K>, typed: String) {
        let former = pick.before.as_ref().or(pick.chosen.as_ref()).map(|key| self.title(key));
        if former.is_some_and(|former| former == typed) {
            pick.give_up();
        } else {
            pick.type_text(typed);
        }
    }

    /// Leaving the field after typing what only one row fits means that row.
    fn only_match(&self, pick: &Pick<K>, places: &[usize]) -> Option<K> {
        let typed = pick.typed.as_deref().is_some_and(|text| !text.trim().is_empty());
        if typed && places.len() == 1 { self.key_at(places, 0) } else { None }
    }

    /// The caret of a list, and in a wide field what tells the chosen row from its like: a phone, a taxpayer number.
    fn sign(&self, pick: &Pick<K>) -> String {
        let detail = pick.chosen.as_ref().and_then(|key| self.choices.get(key)).map(|row| row.detail.as_str());
        match detail {
            Some(detail) if self.look.width >= DETAIL_WIDTH && !detail.is_empty() => {
                format!("{detail}  {}", icons::CARET_DOWN)
            }
            _ => icons::CARET_DOWN.to_owned(),
        }
    }

    fn title(&self, key: &K) -> String {
        self.choices.get(key).map_or_else(|| self.unknown.to_owned(), |row| row.title.clone())
    }

    fn key_at(&self, places: &[usize], place: usize) -> Option<K> {
        let row = places.get(place).and_then(|place| self.choices.row(*place))?;
        Some(row.key.clone())
    }

    fn row(&self, places: &[usize], place: usize) -> ListRow {
        let Some(row) = places.get(place).and_then(|place| self.choices.row(*place)) else { return ListRow::default() };
        ListRow { title: row.title.clone(), detail: row.detail.clone(), mark: row.mark.clone(), careful: true }
    }

    /// Searches only when the text or the list is another than last time.
    fn found(&self, ui: &Ui, text: &str) -> Arc<Vec<usize>> {
        let id = self.id.with("found");
        let last: Option<Found> = ui.data(|data| data.get_temp(id));
        if let Some(last) = last.filter(|last| last.text == text && last.edition == self.choices.edition()) {
            return last.places;
        }
        let places = Arc::new(self.choices.find(text));
        let found = Found { text: text.to_owned(), edition: self.choices.edition(), places: Arc::clone(&places) };
        ui.data_mut(|data| data.insert_temp(id, found));
        places
    }
}
