//! What becomes of each field of the model: it has a place in a bid, it is a key that says nothing to people, or it is said
//! in a comment. A field without a line here, or one that came as another kind, is said under its own name: nothing is
//! dropped because nobody thought of it. A test holds the tables against the model.

use serde_json::Value;

use super::field::{Field as _, Flag, Num, Record};
use crate::domain::invite::{Dictionary, Left, LeftValue};

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It has a place, or a record of its own with a table of its own.
    Placed,
    /// A key; it stays in the invitation, which the bid is linked to.
    Key,
    /// Said when it says anything; nought says nothing.
    Say,
    /// Said, nought too.
    SayNought,
    /// Said when it is so.
    SayIfSo,
    /// Said in the words of a dictionary.
    Codes(Dictionary),
}

use Fate::{Codes, Key, Placed, Say, SayIfSo, SayNought};

pub(super) type Table = &'static [(&'static str, Fate)];

pub(super) const RECEIVED: Table = &[
    ("owner_ati_id", Say),
    ("owner_persistent_user_id", Key),
    ("owner_contact_id", Key),
    ("taker_ati_id", Key),
    ("taker_persistent_user_id", Key),
    ("taker_contact_id", Key),
    ("taker_contacts_list", Key),
    ("date", Say),
    ("cancellation_date", Say),
    ("payment", Placed),
    ("load", Placed),
    ("is_tracking", SayIfSo),
    ("deal_kind", Codes(Dictionary::Deal)),
];

pub(super) const SENT: Table = &[
    ("load_id", Key),
    ("taker_ati_id", Say),
    ("taker_persistent_user_id", Key),
    ("taker_contacts_list", Key),
    ("taker_contact_id", Key),
    ("date", Say),
    ("cancellation_date", Say),
    ("deal_kind", Codes(Dictionary::Deal)),
    ("payment", Placed),
    ("is_tracking", SayIfSo),
];

pub(super) const PAYMENT: Table = &[
    ("rates", Placed),
    // Said with its switch.
    ("prepay_percent", Placed),
    ("prepay_percent_enabled", Placed),
    ("on_unloading", SayIfSo),
    ("in_fuel", SayIfSo),
    ("pay_days_enabled", Placed),
    ("pay_days", Placed),
    ("fixed_rate", SayIfSo),
    ("torg", SayIfSo),
    ("direct_contract", SayIfSo),
    ("money_type", Codes(Dictionary::Money)),
    ("payment_source", Codes(Dictionary::PaymentSource)),
];

pub(super) const RATE: Table = &[("rate", Placed), ("rate_type", Placed), ("currency", Placed)];

pub(super) const LOAD: Table = &[
    ("id", Key),
    ("load_number", Say),
    ("distance", Say),
    ("distance_type", Say),
    ("platon_roads_length", Say),
    ("toll_roads_length", Say),
    ("travel_time", Say),
    ("true_price", Say),
    ("true_currency_id", Codes(Dictionary::Currency)),
    ("note", Say),
    ("first_date", Placed),
    ("last_date", Placed),
    ("date_type", Codes(Dictionary::DateType)),
    ("periodicity_id", Codes(Dictionary::Periodicity)),
    ("order_number", Say),
    ("krugoreis", SayIfSo),
    ("zimnik", SayIfSo),
    ("ferries", SayIfSo),
    ("loading", Placed),
    ("extra_points", Placed),
    ("unloading", Placed),
    ("cargo", Placed),
    ("transport", Placed),
    ("unload_first_date", Placed),
    ("unload_last_date", Placed),
];

pub(super) const POINT: Table = &[
    ("fias_id", Key),
    ("city_id", Placed),
    ("latitude", Placed),
    ("longitude", Placed),
    ("street", Placed),
    ("organization_id", Key),
    ("address_id", Key),
    ("time_start", Placed),
    ("time_end", Placed),
    ("is_round_the_clock", Placed),
    ("large_cities", Key),
    ("large_cities_with_distance", Key),
    ("loading_cargos", Placed),
    ("organization", Placed),
];

pub(super) const EXTRA_POINT: Table = &[
    ("route_point_id", Key),
    ("id", Key),
    ("load_id", Key),
    ("city_id", Placed),
    ("point_type", Placed),
    ("ordinal_id", Placed),
    ("distance", Say),
    ("street", Placed),
    ("latitude", Placed),
    ("longitude", Placed),
    ("organization_id", Key),
    ("address_id", Key),
    ("loading_date_start", Placed),
    ("loading_date_end", Placed),
    ("loading_time_start", Placed),
    ("loading_time_end", Placed),
    ("is_round_the_clock", Placed),
    ("city_name", Placed),
    ("loading_cargos", Placed),
    ("unloading_cargos", Placed),
    ("organization", Placed),
];

pub(super) const LOADING_CARGO: Table = &[
    ("cargo_id", Key),
    ("name_id", Key),
    ("name", Placed),
    ("packaging_type", Codes(Dictionary::Packing)),
    ("packaging_quantity", Say),
    ("weight", Placed),
    ("volume", Placed),
    ("sizes", Placed),
    ("packaging_type_name", Say),
];

pub(super) const UNLOADING_CARGO: Table =
    &[("cargo_id", Key), ("weight", Say), ("volume", Say), ("packaging_quantity", Say), ("is_defined_by_ttn", SayIfSo)];

pub(super) const SIZE: Table = &[
    ("length", Say),
    ("width", Say),
    ("height", Say),
    ("diameter", Say),
    ("length_highlight", SayIfSo),
    ("width_highlight", SayIfSo),
    ("height_highlight", SayIfSo),
];

pub(super) const ORGANIZATION: Table = &[
    ("organization_id", Key),
    ("firm_id", Key),
    ("name", Placed),
    ("ownership", Key),
    ("residency", Key),
    ("inn", Placed),
    ("phone", Say),
    ("extra_phone", Say),
    ("docs_address", Placed),
    ("stocks", Placed),
    ("contact_persons", Placed),
    ("ownership_name", Say),
];

pub(super) const DOCS_ADDRESS: Table =
    &[("postcode", Say), ("city_id", Key), ("street_name", Say), ("house_no", Say), ("office_no", Say)];

pub(super) const STOCK: Table = &[
    ("stock_id", Key),
    ("address", Say),
    ("address_city_id", Key),
    ("address_latitude", Placed),
    ("address_longitude", Placed),
    ("note", Say),
    ("work_schedules", Placed),
    ("breaks_schedules", Placed),
    ("contact_persons", Placed),
    ("schedule_summary", Say),
    ("stock_type", Key),
    ("timeslots_binding", Key),
];

pub(super) const SCHEDULE: Table =
    &[("stock_schedule_id", Key), ("day_of_week", Say), ("start_time", Say), ("end_time", Say)];

pub(super) const CONTACT_PERSON: Table =
    &[("contact_person_id", Key), ("name", Placed), ("phone", Placed), ("email", Say)];

pub(super) const CARGO: Table = &[
    ("weight", Placed),
    ("volume", Placed),
    ("adr", Say),
    ("cargo_type_id", Say),
    ("cargo_type", Placed),
    ("pack_type", Codes(Dictionary::Packing)),
    ("pallet_count", Say),
    ("belt_count", Say),
    ("dogruz_type", Codes(Dictionary::PartLoad)),
    ("sbor_gruz", SayIfSo),
    ("size", Placed),
];

pub(super) const TRANSPORT: Table = &[
    ("car_type", Codes(Dictionary::Body)),
    ("car_type_string", Say),
    ("loading_type", Codes(Dictionary::Loading)),
    ("loading_logical_operator", Say),
    ("unloading_type", Codes(Dictionary::Loading)),
    ("unloading_logical_operator", Say),
    ("trucks_quantity", Say),
    ("temperature_from", SayNought),
    ("temperature_to", SayNought),
    ("stsepka", SayIfSo),
    ("pnevmohod", SayIfSo),
    ("koniki", SayIfSo),
    ("tir", SayIfSo),
    ("cmr", SayIfSo),
    ("t1", SayIfSo),
    ("san_passport", SayIfSo),
    ("is_tracking", SayIfSo),
    ("required_capacity", Say),
];

/// What of a record has to be said, in the order of its fields; then what nobody knows.
pub(super) fn of(record: &impl Record, table: Table) -> Vec<Left> {
    let mut found = Vec::new();
    for (name, value) in record.known() {
        let fate = table.iter().find(|(field, _)| *field == name).map_or(SayNought, |(_, fate)| *fate);
        found.extend(said(fate, &value).map(|value| Left { field: name.to_owned(), known: true, value }));
    }
    found.extend(record.rest().iter().filter(|(_, value)| !is_nothing(value)).map(|(name, value)| Left {
        field: name.clone(),
        known: false,
        value: LeftValue::Text(plain(value)),
    }));
    found
}

/// Tables of all records.
const TABLES: &[Table] = &[
    RECEIVED,
    SENT,
    PAYMENT,
    LOAD,
    POINT,
    EXTRA_POINT,
    LOADING_CARGO,
    UNLOADING_CARGO,
    SIZE,
    ORGANIZATION,
    DOCS_ADDRESS,
    STOCK,
    SCHEDULE,
    CONTACT_PERSON,
    CARGO,
    TRANSPORT,
];

/// Names of all fields that may be said.
pub(super) fn said_fields() -> Vec<&'static str> {
    let lines = TABLES.iter().copied().flatten();
    let mut fields: Vec<_> = lines.filter(|(_, fate)| !matches!(fate, Placed | Key)).map(|(name, _)| *name).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn said(fate: Fate, value: &Value) -> Option<LeftValue> {
    let number = || Num::read(value);
    match fate {
        Placed | Key => None,
        SayIfSo => Flag::read(value).filter(Flag::is_set).map(|_| LeftValue::Yes),
        Say if number().and_then(|number| number.decimal()).is_some_and(|number| number.is_zero()) => None,
        Say | SayNought => Some(LeftValue::Text(plain(value))).filter(|_| !is_nothing(value)),
        Codes(dictionary) => match number().and_then(|number| number.int()) {
            Some(0) if !matches!(dictionary, Dictionary::Deal | Dictionary::DateType) => None,
            Some(code) => Some(LeftValue::Codes(dictionary, dictionary.taken_apart(code))),
            None => Some(LeftValue::Text(plain(value))),
        },
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(members) => members.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ati::model::{
        Cargo, ContactPerson, DocsAddress, ExtraPoint, Load, LoadingCargo, Organization, Payment, Point, Rate,
        ReceivedInvite, Schedule, SentInvite, Size, Stock, Transport, UnloadingCargo,
    };

    #[test]
    fn every_field_of_the_model_has_its_fate() {
        let pairs: [(&[&str], Table); 18] = [
            (ReceivedInvite::FIELDS, RECEIVED),
            (SentInvite::FIELDS, SENT),
            (Payment::FIELDS, PAYMENT),
            (Rate::FIELDS, RATE),
            (Load::FIELDS, LOAD),
            (Point::FIELDS, POINT),
            (ExtraPoint::FIELDS, EXTRA_POINT),
            (LoadingCargo::FIELDS, LOADING_CARGO),
            (UnloadingCargo::FIELDS, UNLOADING_CARGO),
            (Size::FIELDS, SIZE),
            (Organization::FIELDS, ORGANIZATION),
            (DocsAddress::FIELDS, DOCS_ADDRESS),
            (Stock::FIELDS, STOCK),
            (Schedule::FIELDS, SCHEDULE),
            (ContactPerson::FIELDS, CONTACT_PERSON),
            (Cargo::FIELDS, CARGO),
            (Transport::FIELDS, TRANSPORT),
            (&[], &[]),
        ];
        for (fields, table) in pairs {
            assert_eq!(table.iter().map(|(name, _)| *name).collect::<Vec<_>>(), fields);
        }
    }
}
