//! Everything that two versions of a record may differ in, as units that are decided one by one.
//!
//! A unit is a field, fields that mean nothing apart, a part of a numbered point or cargo, such an item that one side
//! added or removed, or the order of a list. Names are those of [`FieldConflict`](super::FieldConflict). The module decides
//! nothing: what a person picks is carried out by [`super::put`].

use serde_json::{Value, json};

use super::book::{fields, is_platforms_own};
use super::field::BidField;
use super::items::{aligned, find, item_name};
use super::parts::Item;
use super::three_way::{UNITS, merge, unit_value};
use crate::domain::bid::Bid;
use crate::domain::book::BookEntry;

/// Who changed a unit since both sides agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Nobody.
    Nobody,
    /// Only this desk: its value stands unless a person says otherwise.
    Here,
    /// Only the platform: likewise.
    There,
    /// Both, to the same value.
    Alike,
    /// Both, differently: a person has to decide.
    Apart,
}

/// A unit with its three values; null is "nothing there".
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its name: `car`, `price_and_vat`, `points/48213/times`, `points/48213`, `points/order`; an item that has no number
    /// yet is named by its place among ours: `points/+2`.
    pub name: String,
    /// What both sides agreed on last.
    pub base: Value,
    /// What this desk has.
    pub ours: Value,
    /// What the platform has.
    pub theirs: Value,
    /// Who changed it.
    pub moved: Moved,
}

impl Unit {
    /// True for an item that stands on one side only: it is kept or dropped whole.
    #[must_use]
    pub fn is_presence(&self) -> bool {
        let mut parts = self.name.split('/');
        let (_, item, part) = (parts.next(), parts.next(), parts.next());
        part.is_none() && item.is_some_and(|item| item != "order")
    }
}

/// All units of a bid, in the order of the form.
#[must_use]
pub fn bid_units(base: &Bid, ours: &Bid, theirs: &Bid) -> Vec<Unit> {
    let mut units = Vec::new();
    for (name, fields) in UNITS {
        match fields {
            [BidField::Points] => list_units(&base.points, &ours.points, &theirs.points, &mut units),
            [BidField::Cargos] => list_units(&base.cargos, &ours.cargos, &theirs.cargos, &mut units),
            fields => {
                let same = |one: &Bid, other: &Bid| fields.iter().all(|field| field.same(one, other));
                units.push(Unit {
                    name: (*name).to_owned(),
                    base: unit_value(fields, base),
                    ours: unit_value(fields, ours),
                    theirs: unit_value(fields, theirs),
                    moved: who(same(ours, base), same(theirs, base), same(ours, theirs)),
                });
            }
        }
    }
    // What the merge asks a person for is asked here, whatever was said above.
    for conflict in merge(base, ours, theirs).conflicts {
        match units.iter_mut().find(|unit| unit.name == conflict.field) {
            Some(unit) => unit.moved = Moved::Apart,
            None => units.push(Unit {
                name: conflict.field,
                base: conflict.base,
                ours: conflict.ours,
                theirs: conflict.theirs,
                moved: Moved::Apart,
            }),
        }
    }
    units
}

/// All units of a book record that a person fills in. Records of different books have none in common.
#[must_use]
pub fn book_units(base: &BookEntry, ours: &BookEntry, theirs: &BookEntry) -> Vec<Unit> {
    if base.kind() != ours.kind() || theirs.kind() != ours.kind() {
        return Vec::new();
    }
    let (was, there) = (fields(base), fields(theirs));
    let value = |side: &serde_json::Map<String, Value>, name: &str| side.get(name).cloned().unwrap_or_default();
    let shown = fields(ours).into_iter().filter(|(name, _)| !is_platforms_own(name));
    shown
        .map(|(name, ours)| {
            let (base, theirs) = (value(&was, &name), value(&there, &name));
            let moved = who(ours == base, theirs == base, ours == theirs);
            Unit { name, base, ours, theirs, moved }
        })
        .collect()
}

fn who(ours_stands: bool, theirs_stands: bool, alike: bool) -> Moved {
    match (ours_stands, theirs_stands) {
        (true, true) => Moved::Nobody,
        (false, true) => Moved::Here,
        (true, false) => Moved::There,
        (false, false) if alike => Moved::Alike,
        (false, false) => Moved::Apart,
    }
}

fn list_units<T: Item>(base: &[T], ours: &[T], theirs: &[T], units: &mut Vec<Unit>) {
    let Some((base, ours)) = aligned(base, ours, theirs) else {
        let values = |list: &[T]| Value::Array(list.iter().map(Item::value).collect());
        let same = |one: &[T], other: &[T]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.same_for_people(other))
        };
        units.push(Unit {
            name: T::LIST.to_owned(),
            base: values(base),
            ours: values(ours),
            theirs: values(theirs),
            moved: who(same(ours, base), same(theirs, base), same(ours, theirs)),
        });
        return;
    };
    for id in ids(&ours, theirs, &base) {
        item_units(id, find(&base, id), find(&ours, id), find(theirs, id), units);
    }
    let added = ours.iter().enumerate().filter(|(_, item)| item.id().is_none());
    units.extend(added.map(|(place, item)| Unit {
        name: format!("{}/+{}", T::LIST, place.saturating_add(1)),
        base: Value::Null,
        ours: item.value(),
        theirs: Value::Null,
        moved: Moved::Here,
    }));
    units.extend(order_unit(&base, &ours, theirs));
}

/// Numbers of all items that a person sees, those of our list first, in its order.
fn ids<T: Item>(ours: &[T], theirs: &[T], base: &[T]) -> Vec<i64> {
    let mut ids = Vec::new();
    for item in ours.iter().chain(theirs).chain(base).filter(|item| !item.is_platforms_own()) {
        if let Some(id) = item.id().filter(|id| !ids.contains(id)) {
            ids.push(id);
        }
    }
    ids
}

fn item_units<T: Item>(id: i64, base: Option<&T>, ours: Option<&T>, theirs: Option<&T>, units: &mut Vec<Unit>) {
    if let (Some(base), Some(ours), Some(theirs)) = (base, ours, theirs) {
        units.extend(T::PARTS.iter().map(|part| Unit {
            name: format!("{}/{}", item_name::<T>(id), part.name),
            base: (part.value)(base),
            ours: (part.value)(ours),
            theirs: (part.value)(theirs),
            moved: who((part.same)(ours, base), (part.same)(theirs, base), (part.same)(ours, theirs)),
        }));
        return;
    }
    let value = |side: Option<&T>| side.map_or(Value::Null, Item::value);
    let same = |one: Option<&T>, other: Option<&T>| match (one, other) {
        (Some(one), Some(other)) => one.same_for_people(other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    units.push(Unit {
        name: item_name::<T>(id),
        base: value(base),
        ours: value(ours),
        theirs: value(theirs),
        moved: who(same(ours, base), same(theirs, base), same(ours, theirs)),
    });
}

/// The order of the items that stand on all three sides, when somebody changed it.
fn order_unit<T: Item>(base: &[T], ours: &[T], theirs: &[T]) -> Option<Unit> {
    let common = |list: &[T]| -> Vec<i64> {
        let numbered = list.iter().filter(|item| !item.is_platforms_own()).filter_map(Item::id);
        numbered.filter(|id| [base, ours, theirs].iter().all(|side| find(side, *id).is_some())).collect()
    };
    let (base, ours, theirs) = (common(base), common(ours), common(theirs));
    let moved = who(ours == base, theirs == base, ours == theirs);
    (moved != Moved::Nobody).then(|| Unit {
        name: format!("{}/order", T::LIST),
        base: json!(base),
        ours: json!(ours),
        theirs: json!(theirs),
        moved,
    })
}
