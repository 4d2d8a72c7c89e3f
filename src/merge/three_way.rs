//! The merge itself, and a conflict as a value.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::field::BidField;
use super::items::merge_list;
use super::parts::same_for_people;
use crate::domain::bid::Bid;

/// A place where both sides changed the same thing differently.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// Which: a field (`car`), a unit of fields (`price_and_vat`, `payment_term`: the values are objects by field), a
    /// part of a numbered item (`points/48213/place`), an item removed on one side (`points/48213`, the absent one is
    /// null), or the order of a list (`points/order`, ids).
    pub field: String,
    /// What both sides agreed on last.
    pub base: Value,
    /// What this desk has.
    pub ours: Value,
    /// What the platform has.
    pub theirs: Value,
}

impl FieldConflict {
    pub(super) fn new(field: impl Into<String>, base: Value, ours: Value, theirs: Value) -> Self {
        Self { field: field.into(), base, ours, theirs }
    }
}

/// The outcome of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Both sides' changes; where they contradict each other, ours.
    pub bid: Bid,
    /// Where they contradict each other; empty when the merge is whole.
    pub conflicts: Vec<FieldConflict>,
}

/// Fields that change as one: each field of the bid stands in exactly one unit. Points and cargos are units of their
/// own and merged item by item.
pub(super) const UNITS: &[(&str, &[BidField])] = &[
    ("customer", &[BidField::Customer]),
    ("organisation", &[BidField::Organisation]),
    ("responsible", &[BidField::Responsible]),
    ("sales_manager", &[BidField::SalesManager]),
    ("payment_type", &[BidField::PaymentType]),
    ("price_and_vat", &[BidField::Price, BidField::VatType, BidField::VatOnTop]),
    ("contract_number", &[BidField::ContractNumber]),
    ("payment_term", &[BidField::PaymentDays, BidField::PaymentPeriod]),
    ("driver", &[BidField::Driver]),
    ("second_driver", &[BidField::SecondDriver]),
    ("car", &[BidField::Car]),
    ("trailer", &[BidField::Trailer]),
    ("cargos", &[BidField::Cargos]),
    ("points", &[BidField::Points]),
    ("empty_run", &[BidField::EmptyRun]),
    ("temperature", &[BidField::Temperature]),
    ("options", &[BidField::Options]),
    ("properties", &[BidField::Properties]),
];

/// Merges what this desk changed with what the platform changed since `base`.
///
/// Holds for all bids: `merge(b, b, r) = r`, `merge(b, l, b) = l`, `merge(b, x, x) = x`, all without conflicts, and no
/// value in the result that none of the three has.
#[must_use]
pub fn merge(base: &Bid, local: &Bid, remote: &Bid) -> Merged {
    let mut bid = local.clone();
    let mut conflicts = Vec::new();
    for (name, fields) in UNITS {
        let same = |one: &Bid, other: &Bid| fields.iter().all(|field| field.same(one, other));
        if same(remote, base) || same(local, remote) {
            continue;
        }
        if same(local, base) {
            fields.iter().for_each(|field| field.copy(remote, &mut bid));
            continue;
        }
        match fields {
            [BidField::Points] => bid.points = merge_list(&base.points, &local.points, &remote.points, &mut conflicts),
            [BidField::Cargos] => bid.cargos = merge_list(&base.cargos, &local.cargos, &remote.cargos, &mut conflicts),
            fields => conflicts.push(FieldConflict::new(
                *name,
                unit_value(fields, base),
                unit_value(fields, local),
                unit_value(fields, remote),
            )),
        }
    }
    Merged { bid, conflicts }
}

/// The fields of a unit; none for a name that is no unit.
pub(super) fn fields_of_unit(name: &str) -> &'static [BidField] {
    UNITS.iter().find(|(unit, _)| *unit == name).map_or(&[], |(_, fields)| fields)
}

/// Every unit in which the two sides differ, whoever changed it: the conflict of two whole documents.
pub(super) fn contradictions(base: &Bid, local: &Bid, remote: &Bid) -> Vec<FieldConflict> {
    let differ = |fields: &[BidField]| fields.iter().any(|field| !same_for_people(*field, local, remote));
    let units = UNITS.iter().filter(|(_, fields)| differ(fields));
    units
        .map(|(name, fields)| {
            let [base, ours, theirs] = [base, local, remote].map(|side| unit_value(fields, side));
            FieldConflict::new(*name, base, ours, theirs)
        })
        .collect()
}

pub(super) fn unit_value(fields: &[BidField], bid: &Bid) -> Value {
    match fields {
        [only] => only.value(bid),
        several => Value::Object(
            several.iter().map(|field| (field.name().to_owned(), field.value(bid))).collect::<Map<_, _>>(),
        ),
    }
}

#[cfg(test)]
#[path = "three_way_tests.rs"]
pub(super) mod tests;
