//! Carrying out what a person picked, unit by unit: the merged record with the picked values put into it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::book::{fields, merge_book, with_values};
use super::parts::Item;
use super::patch::Patch;
use super::three_way::{UNITS, merge};
use super::units::{Moved, Unit, bid_units, book_units};
use crate::domain::bid::{Bid, BidPoint, Cargo};
use crate::domain::book::BookEntry;

/// What a person picked for a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// This desk's value.
    Ours,
    /// The platform's.
    Theirs,
    /// A third one, in the shape of the unit's values.
    Typed(Value),
}

impl Pick {
    /// The value that it means for a unit.
    #[must_use]
    pub fn value<'a>(&'a self, unit: &'a Unit) -> &'a Value {
        match self {
            Self::Ours => &unit.ours,
            Self::Theirs => &unit.theirs,
            Self::Typed(value) => value,
        }
    }
}

/// The bid as it shall be on both sides: what only one side changed is taken from there, the rest as picked. A unit
/// without a pick that both changed keeps ours; so does one whose typed value has the wrong shape.
#[must_use]
pub fn decide_bid(base: &Bid, ours: &Bid, theirs: &Bid, picks: &BTreeMap<String, Pick>) -> Bid {
    let mut bid = merge(base, ours, theirs).bid;
    // The order comes last: it places what is kept.
    let (orders, rest): (Vec<_>, Vec<_>) =
        bid_units(base, ours, theirs).into_iter().partition(|unit| unit.name.ends_with("/order"));
    for unit in rest.into_iter().chain(orders) {
        if unit.moved == Moved::Nobody && !matches!(picks.get(&unit.name), Some(Pick::Typed(_))) {
            continue;
        }
        if let Some(pick) = picks.get(&unit.name)
            && let Some(changed) = put(&bid, &unit, pick.value(&unit), theirs)
        {
            bid = changed;
        }
    }
    bid
}

/// The same for a record of a book.
#[must_use]
pub fn decide_book(
    base: &BookEntry,
    ours: &BookEntry,
    theirs: &BookEntry,
    picks: &BTreeMap<String, Pick>,
) -> BookEntry {
    let merged = merge_book(base, ours, theirs).entry;
    let mut values = fields(&merged);
    for unit in book_units(base, ours, theirs) {
        if let Some(pick) = picks.get(&unit.name) {
            let before = values.insert(unit.name.clone(), pick.value(&unit).clone());
            if with_values(&merged, values.clone()).is_none()
                && let Some(before) = before
            {
                values.insert(unit.name, before);
            }
        }
    }
    with_values(&merged, values).unwrap_or(merged)
}

/// The bid with another value of a unit; `None` when the value has the wrong shape. An item that comes back stands
/// where it stands in `theirs`.
fn put(bid: &Bid, unit: &Unit, value: &Value, theirs: &Bid) -> Option<Bid> {
    let mut names = unit.name.split('/');
    match (names.next()?, names.next(), names.next()) {
        ("points", item, part) => {
            let points = put_in_list::<BidPoint>((&bid.points, &theirs.points), unit, (item, part), value)?;
            Some(Bid { points, ..bid.clone() })
        }
        ("cargos", item, part) => {
            let cargos = put_in_list::<Cargo>((&bid.cargos, &theirs.cargos), unit, (item, part), value)?;
            Some(Bid { cargos, ..bid.clone() })
        }
        (name, ..) => {
            let (_, fields) = UNITS.iter().find(|(known, _)| *known == name)?;
            let patch = match fields {
                [only] => Value::Object(Map::from_iter([(only.name().to_owned(), value.clone())])),
                _ => value.clone(),
            };
            Some(Patch::from_json(&patch.to_string()).ok()?.apply_to(bid))
        }
    }
}

fn put_in_list<T: Item + DeserializeOwned>(
    (list, theirs): (&[T], &[T]),
    unit: &Unit,
    (item, part): (Option<&str>, Option<&str>),
    value: &Value,
) -> Option<Vec<T>> {
    match (item, part) {
        (None, _) => serde_json::from_value(value.clone()).ok(),
        (Some("order"), _) => Some(ordered(list, &serde_json::from_value::<Vec<i64>>(value.clone()).ok()?)),
        (Some(item), None) => put_item((list, theirs), item.parse().ok(), unit, value),
        (Some(item), Some(part)) => put_part(list, item.parse().ok()?, part, value),
    }
}

/// Keeps or drops a whole item. `id` is `None` for an item that has no number yet: it is known by its content.
fn put_item<T: Item + DeserializeOwned>(
    (list, theirs): (&[T], &[T]),
    id: Option<i64>,
    unit: &Unit,
    value: &Value,
) -> Option<Vec<T>> {
    let is_it = |item: &T| {
        if unit.name.contains("/+") { item.id().is_none() && item.value() == unit.ours } else { item.id() == id }
    };
    let place = list.iter().position(is_it);
    let mut list = list.to_vec();
    if value.is_null() {
        if let Some(place) = place {
            list.remove(place);
        }
        return Some(list);
    }
    let item: T = serde_json::from_value(value.clone()).ok()?;
    if let Some(known) = place.and_then(|place| list.get_mut(place)) {
        *known = item;
    } else {
        let before = theirs.iter().take_while(|other| other.id() != id).filter_map(Item::id);
        let after = before.filter_map(|id| list.iter().position(|known| known.id() == Some(id))).last();
        list.insert(after.map_or(0, |place| place.saturating_add(1)), item);
    }
    Some(list)
}

fn put_part<T: Item + DeserializeOwned>(list: &[T], id: i64, part: &str, value: &Value) -> Option<Vec<T>> {
    let part = T::PARTS.iter().find(|known| known.name == part)?;
    let mut list = list.to_vec();
    // Removed by another pick: there is nothing left to change.
    let Some(item) = list.iter_mut().find(|item| item.id() == Some(id)) else { return Some(list) };
    let mut document = item.value();
    let fields = document.as_object_mut()?;
    match part.fields {
        [only] => drop(fields.insert((*only).to_owned(), value.clone())),
        several => {
            for name in several {
                fields.insert((*name).to_owned(), value.get(name).cloned().unwrap_or_default());
            }
        }
    }
    *item = serde_json::from_value(document).ok()?;
    Some(list)
}

/// Items of the named ids in their new order, in the places that such items had; the others stay where they are.
fn ordered<T: Item>(list: &[T], order: &[i64]) -> Vec<T> {
    let mut next = order.iter().filter_map(|id| list.iter().find(|item| item.id() == Some(*id)));
    let is_named = |item: &T| item.id().is_some_and(|id| order.contains(&id));
    list.iter().map(|item| if is_named(item) { next.next().unwrap_or(item).clone() } else { item.clone() }).collect()
}

#[cfg(test)]
#[path = "put_tests.rs"]
mod tests;
