//! Shapes of a counterparty: the list, the card, the short ones, and the counterparty inside a bid.

use serde_json::{Value, json};

use super::super::model::book::{ContactPerson, Counterparty, SavedPoint};
use super::super::model::names::Named as _;
use super::bid_parts::geozone;
use super::{Shape, value};

/// `CounterpartyListModel`.
pub(crate) const LIST: &Shape<Counterparty> = &[
    ("id", |_, counterparty| json!(counterparty.id)),
    ("name", |_, counterparty| json!(counterparty.name)),
    ("inn", |_, counterparty| json!(counterparty.inn)),
    ("kpp", |_, counterparty| json!(counterparty.kpp)),
    ("email", |_, counterparty| json!(email(counterparty))),
    ("hasAccess", |_, _| json!(false)),
    ("linkedOrganizationId", |_, _| Value::Null),
    ("analyzeStrictOffsetHours", |_, counterparty| json!(counterparty.strict_offset_hours)),
    ("comment", |_, counterparty| json!(counterparty.comment)),
    ("status", |_, counterparty| json!(counterparty.status.name())),
    ("insolvencyRegistryEntry", |_, _| Value::Null),
    ("counterpartyGroupId", |_, _| Value::Null),
    ("counterpartyGroupName", |_, _| Value::Null),
    ("documents", |_, counterparty| documents(counterparty)),
    ("points", |_, counterparty| points(counterparty)),
    ("isDeleted", |_, counterparty| json!(counterparty.deleted)),
];

/// `CounterpartyModel`: the card.
pub(crate) const CARD: &Shape<Counterparty> = &[
    ("id", |_, counterparty| json!(counterparty.id)),
    ("isDeleted", |_, counterparty| json!(counterparty.deleted)),
    ("name", |_, counterparty| json!(counterparty.name)),
    ("inn", |_, counterparty| json!(counterparty.inn)),
    ("kpp", |_, counterparty| json!(counterparty.kpp)),
    ("ogrn", |_, _| Value::Null),
    ("city", |_, _| Value::Null),
    ("street", |_, _| Value::Null),
    ("houseNumber", |_, _| Value::Null),
    ("address", |_, _| Value::Null),
    ("email", |_, counterparty| json!(email(counterparty))),
    ("management", |_, _| Value::Null),
    ("bankName", |_, counterparty| json!(counterparty.bank_name)),
    ("bankId", |_, counterparty| json!(counterparty.bank_id)),
    ("correspondentAccount", |_, counterparty| json!(counterparty.correspondent_account)),
    ("settlementAccount", |_, counterparty| json!(counterparty.settlement_account)),
    ("regionId", |_, _| Value::Null),
    ("flags", |_, _| json!("None")),
    ("type", |_, counterparty| json!(legal_form(counterparty))),
    ("contactPerson", |_, counterparty| contact(counterparty.contact.as_ref())),
    ("hasAccess", |_, _| json!(false)),
    ("linkedOrganizationId", |_, _| Value::Null),
    ("analyzeStrictOffsetHours", |_, counterparty| json!(counterparty.strict_offset_hours)),
    ("comment", |_, counterparty| json!(counterparty.comment)),
    ("noteForDrivers", |_, counterparty| json!(counterparty.note_for_drivers)),
    ("status", |_, counterparty| json!(counterparty.status.name())),
    ("isInsolvent", |_, counterparty| json!(counterparty.insolvent)),
    ("insolvencyComment", |_, counterparty| json!(counterparty.insolvency_comment)),
    ("counterpartyGroupId", |_, _| Value::Null),
    ("counterpartyGroupName", |_, _| Value::Null),
    ("documents", |_, counterparty| documents(counterparty)),
    ("points", |_, counterparty| points(counterparty)),
    ("platforms", |_, counterparty| counterparty.platforms.clone().unwrap_or_else(|| json!([]))),
    ("documentTemplates", |_, _| json!([])),
];

/// `CounterpartyViewModel`: its name.
pub(crate) const NAME: &Shape<Counterparty> = &[
    ("id", |_, counterparty| json!(counterparty.id)),
    ("name", |_, counterparty| json!(counterparty.name)),
    ("insolvencyRegistryEntry", |_, _| Value::Null),
];

/// `CounterpartyForSelectModel`.
pub(crate) const CHOICE: &Shape<Counterparty> = &[
    ("id", |_, counterparty| json!(counterparty.id)),
    ("name", |_, counterparty| json!(counterparty.name)),
    ("inn", |_, counterparty| json!(counterparty.inn)),
    ("kpp", |_, counterparty| json!(counterparty.kpp)),
    ("comment", |_, counterparty| json!(counterparty.comment)),
    ("hasPoints", |_, counterparty| json!(!counterparty.points.is_empty())),
    ("hasAccessToBids", |_, _| json!(false)),
    ("status", |_, counterparty| json!(counterparty.status.name())),
    ("insolvencyRegistryEntry", |_, _| Value::Null),
];

/// `CounterpartyBidViewModel`: the customer of a bid.
pub(crate) fn in_bid(counterparty: &Counterparty) -> Value {
    json!({
        "id": counterparty.id,
        "name": counterparty.name,
        "inn": counterparty.inn,
        "kpp": counterparty.kpp,
        "email": email(counterparty),
        "hasAccessToBids": false,
        "contactPerson": contact(counterparty.contact.as_ref()),
        "insolvencyRegistryEntry": null,
    })
}

fn email(counterparty: &Counterparty) -> Option<&str> {
    counterparty.contact.as_ref()?.email.as_deref()
}

/// Twelve digits are a person's number, ten a company's.
fn legal_form(counterparty: &Counterparty) -> &'static str {
    let is_person = counterparty.inn.as_deref().is_some_and(|inn| inn.chars().count() == 12);
    if is_person { "PhysicalPerson" } else { "LegalEntity" }
}

fn contact(contact: Option<&ContactPerson>) -> Value {
    contact.map_or(Value::Null, |contact| {
        json!({
            "firstName": contact.first_name,
            "lastName": contact.last_name,
            "patronymic": contact.patronymic,
            "phoneNumber": contact.phone,
            "email": contact.email,
        })
    })
}

fn documents(counterparty: &Counterparty) -> Value {
    counterparty.documents.clone().unwrap_or_else(|| json!([]))
}

fn points(counterparty: &Counterparty) -> Value {
    let drawn = |point: &SavedPoint| {
        json!({
            "id": point.id,
            "counterpartyId": counterparty.id,
            "name": point.name,
            "client": point.client,
            "geozone": geozone(&point.geozone),
            "lastUsedAt": value::utc(Some(point.last_used_at)),
        })
    };
    counterparty.points.iter().map(drawn).collect()
}
