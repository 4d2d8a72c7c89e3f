//! The shapes that go out: tables of named fields, each of which knows how to draw itself from a record.
//!
//! Three shapes of a bid differ in more than names (`BidForExternalSyncModel`, `BidViewModel`, `BidTruckingGetModel`):
//! that is the vendor's way, and the reason for this module.

pub(crate) mod bid_edit;
pub(crate) mod bid_external;
pub(crate) mod bid_list;
pub(crate) mod bid_parts;
pub(crate) mod bid_point;
pub(crate) mod bid_view;
pub(crate) mod catalogs;
pub(crate) mod counterparties;
pub(crate) mod drawn;
pub(crate) mod drivers;
pub(crate) mod fleet;
pub(crate) mod keyset;
pub(crate) mod listing;
pub(crate) mod value;

use drawn::Drawn;

use super::world::World;

/// A property: its name on the wire, and how it is drawn.
pub(crate) type Field<T> = (&'static str, fn(&World, &T) -> Drawn);

/// A shape: all properties of one of the vendor's models.
pub(crate) type Shape<T> = [Field<T>];

/// Draws a record in a shape.
pub(crate) fn draw<'a, T: 'a>(world: &World, record: &T, fields: impl IntoIterator<Item = &'a Field<T>>) -> Drawn {
    Drawn::Object(fields.into_iter().map(|(name, field)| (*name, field(world, record))).collect())
}
