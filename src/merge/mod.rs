//! Three-way merge of a bid or a book record: what both sides agreed on last, what this desk has, what the platform has.
//!
//! Pure: values in, values out. A conflict is a value, never an error and never resolved here: the merged bid then
//! keeps ours, and the conflict names all three. What is done about it is said by [`plan`] and a [`Policy`]. The module
//! knows nothing of the store, the wire or the clock.
//!
//! The rule, field by field (`b` base, `l` local, `r` remote): `l = r` → either; `r = b` → `l`; `l = b` → `r`; else a
//! conflict. Fields that mean nothing apart are one unit (price with its VAT, the payment term, a point's address with
//! its coordinates, a point's times). Points and cargos are merged item by item, by the platform's ids.

mod book;
mod field;
mod items;
#[cfg(test)]
mod laws;
mod order;
mod parts;
mod patch;
mod plan;
mod policy;
mod put;
mod three_way;
mod units;
mod yielding;

pub use book::{
    MergedBook, changed_book_fields, fields as book_fields, is_platforms_own, level_books, merge_book, with_fields,
    with_platforms_own,
};
pub use field::BidField;
pub use parts::same_for_people;
pub use patch::{Patch, PatchError};
pub use plan::{Decided, Decision, plan, plan_book};
pub use policy::{Decider, Policy, Side};
pub use put::{Pick, decide_bid, decide_book};
pub use three_way::{FieldConflict, Merged, merge};
pub use units::{Moved, Unit, bid_units, book_units};

use crate::domain::bid::Bid;

/// Names of the top-level fields in which two bids differ, in the order of the form.
#[must_use]
pub fn changed_fields(base: &Bid, local: &Bid) -> Vec<&'static str> {
    differing(base, local).map(BidField::name).collect()
}

/// The top-level fields in which two bids differ, in the order of the form.
pub fn differing(one: &Bid, other: &Bid) -> impl Iterator<Item = BidField> {
    BidField::ALL.iter().copied().filter(|field| !field.same(one, other))
}
