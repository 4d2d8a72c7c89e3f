//! What the items of a list are made of: the parts of a point and of a cargo that are merged each on its own.
//!
//! The platform adds to what it was given (ids, its own zone, a radius). A part is the same "for people" when only such
//! additions differ; otherwise each write would come back as somebody else's change.

use serde_json::Value;

use super::field::{BidField, json as value};
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PointKind};
use crate::domain::place::{GeoPoint, Place};

/// A part of an item that changes as one.
pub(super) struct Part<T: 'static> {
    /// Its name in conflicts.
    pub(super) name: &'static str,
    /// Same for people.
    pub(super) same: fn(&T, &T) -> bool,
    /// Same to the last bit.
    pub(super) equal: fn(&T, &T) -> bool,
    pub(super) copy: fn(&T, &mut T),
    pub(super) value: fn(&T) -> Value,
    /// The item's own fields that it is made of.
    pub(super) fields: &'static [&'static str],
}

/// An item of a list that the platform numbers.
pub(super) trait Item: Clone + PartialEq + 'static {
    /// Name of the list's field.
    const LIST: &'static str;
    /// Everything but the id.
    const PARTS: &'static [Part<Self>];
    fn id(&self) -> Option<i64>;
    fn set_id(&mut self, id: Option<i64>);
    /// Put into the list by the platform itself.
    fn is_platforms_own(&self) -> bool;
    /// The item as JSON, for conflicts.
    fn value(&self) -> Value;

    fn same_for_people(&self, other: &Self) -> bool {
        Self::PARTS.iter().all(|part| (part.same)(self, other))
    }
}

macro_rules! part {
    ($name:literal, same = $same:expr, $first:ident $(, $more:ident)*) => {
        Part {
            name: $name,
            same: $same,
            equal: |one, other| one.$first == other.$first $(&& one.$more == other.$more)*,
            copy: |from, to| {
                to.$first.clone_from(&from.$first);
                $(to.$more.clone_from(&from.$more);)*
            },
            value: |item| named([(stringify!($first), value(&item.$first)) $(, (stringify!($more), value(&item.$more)))*]),
            fields: &[stringify!($first) $(, stringify!($more))*],
        }
    };
    ($name:literal, $first:ident $(, $more:ident)*) => {
        part!($name, same = |one, other| one.$first == other.$first $(&& one.$more == other.$more)*, $first $(, $more)*)
    };
}

impl Item for BidPoint {
    const LIST: &'static str = "points";
    const PARTS: &'static [Part<Self>] = &[
        part!("kind", kind),
        part!(
            "place",
            same = |one, other| same_place(&one.place, &other.place) && one.saved_point == other.saved_point,
            place,
            saved_point
        ),
        part!("times", plan_enter, window_end, plan_leave),
        part!("comment", same = |one, other| same_text(one.comment.as_ref(), other.comment.as_ref()), comment),
        part!("contact", same = |one, other| meant(one.contact.as_ref()) == meant(other.contact.as_ref()), contact),
        part!("counterparty", counterparty),
        part!("custom_type", custom_type),
        part!("load_options", load_options),
        part!("options", options),
        part!("properties", properties),
    ];

    fn id(&self) -> Option<i64> {
        self.remote_id
    }

    fn set_id(&mut self, id: Option<i64>) {
        self.remote_id = id;
    }

    /// The zero point: where the truck stood before the bid.
    fn is_platforms_own(&self) -> bool {
        self.kind == PointKind::Start
    }

    fn value(&self) -> Value {
        value(self)
    }
}

impl Item for Cargo {
    const LIST: &'static str = "cargos";
    const PARTS: &'static [Part<Self>] = &[
        part!("name", name),
        part!("type", type_id),
        part!("weight", weight_t),
        part!("volume", volume_m3),
        part!("size", length_m, width_m, height_m),
        part!("packing", same = |one, other| same_text(one.packing.as_ref(), other.packing.as_ref()), packing),
        part!("loading", loading_type, unloading_type),
        part!("comment", same = |one, other| same_text(one.comment.as_ref(), other.comment.as_ref()), comment),
    ];

    fn id(&self) -> Option<i64> {
        self.remote_id
    }

    fn set_id(&mut self, id: Option<i64>) {
        self.remote_id = id;
    }

    fn is_platforms_own(&self) -> bool {
        false
    }

    fn value(&self) -> Value {
        value(self)
    }
}

/// True when a person would call the field the same in both bids: what the platform adds by itself (ids, its zero
/// point, zones, a radius) does not count.
#[must_use]
pub fn same_for_people(field: BidField, one: &Bid, other: &Bid) -> bool {
    match field {
        BidField::Points => same_list(&one.points, &other.points),
        BidField::Cargos => same_list(&one.cargos, &other.cargos),
        BidField::Customer
        | BidField::Organisation
        | BidField::Responsible
        | BidField::SalesManager
        | BidField::PaymentType
        | BidField::VatType
        | BidField::VatOnTop
        | BidField::Price
        | BidField::ContractNumber
        | BidField::PaymentDays
        | BidField::PaymentPeriod
        | BidField::Driver
        | BidField::SecondDriver
        | BidField::Car
        | BidField::Trailer
        | BidField::EmptyRun
        | BidField::Temperature
        | BidField::Options
        | BidField::Properties => field.same(one, other),
    }
}

fn same_list<T: Item>(one: &[T], other: &[T]) -> bool {
    let own = |list: &'_ [T]| list.iter().filter(|item| !item.is_platforms_own()).cloned().collect::<Vec<_>>();
    let (one, other) = (own(one), own(other));
    one.len() == other.len() && one.iter().zip(&other).all(|(left, right)| left.same_for_people(right))
}

/// One field as its value, several as an object by name.
fn named<const N: usize>(fields: [(&str, Value); N]) -> Value {
    match N {
        1 => fields.into_iter().map(|(_, value)| value).collect::<Vec<_>>().pop().unwrap_or_default(),
        _ => Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
    }
}

/// Same address, same spot, and no named part that contradicts the other's.
fn same_place(one: &Place, other: &Place) -> bool {
    let parts = |place: &Place| {
        [
            &place.city,
            &place.village,
            &place.region,
            &place.district,
            &place.street,
            &place.house,
            &place.federal_district,
        ]
        .map(Clone::clone)
    };
    let agrees = |(left, right): (Option<String>, Option<String>)| left.is_none() || right.is_none() || left == right;
    one.address.trim() == other.address.trim()
        && same_spot(one.location, other.location)
        && parts(one).into_iter().zip(parts(other)).all(agrees)
        && match (one.radius_m, other.radius_m) {
            (Some(left), Some(right)) => (left - right).abs() < 0.5,
            (None, _) | (_, None) => true,
        }
}

/// Within about a decimetre.
fn same_spot(one: Option<GeoPoint>, other: Option<GeoPoint>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (one.longitude - other.longitude).abs() < 1e-6 && (one.latitude - other.latitude).abs() < 1e-6
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_text(one: Option<&String>, other: Option<&String>) -> bool {
    let said = |text: Option<&String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    said(one) == said(other)
}

/// A contact without name and phone is none.
fn meant(contact: Option<&Contact>) -> Option<(&str, &str)> {
    contact
        .map(|contact| (contact.name.trim(), contact.phone.trim()))
        .filter(|(name, phone)| !name.is_empty() || !phone.is_empty())
}
