//! Shapes of a counterparty: the list, the card, the short ones, and the counterparty inside a bid.

use super::super::model::book::{ContactPerson, Counterparty, SavedPoint};
use super::super::model::names::Named as _;
use super::bid_parts::geozone;
use super::drawn::{Draw, Drawn, drawn};
use super::{Shape, value};

/// `CounterpartyListModel`.
pub(crate) const LIST: &Shape<Counterparty> = &[
    ("id", |_, counterparty| drawn!(counterparty.id)),
    ("name", |_, counterparty| drawn!(&counterparty.name)),
    ("inn", |_, counterparty| drawn!(&counterparty.inn)),
    ("kpp", |_, counterparty| drawn!(&counterparty.kpp)),
    ("email", |_, counterparty| drawn!(email(counterparty))),
    ("hasAccess", |_, _| drawn!(false)),
    ("linkedOrganizationId", |_, _| Drawn::Null),
    ("analyzeStrictOffsetHours", |_, counterparty| drawn!(counterparty.strict_offset_hours)),
    ("comment", |_, counterparty| drawn!(&counterparty.comment)),
    ("status", |_, counterparty| drawn!(counterparty.status.name())),
    ("insolvencyRegistryEntry", |_, _| Drawn::Null),
    ("counterpartyGroupId", |_, _| Drawn::Null),
    ("counterpartyGroupName", |_, _| Drawn::Null),
    ("documents", |_, counterparty| documents(counterparty)),
    ("points", |_, counterparty| points(counterparty)),
    ("isDeleted", |_, counterparty| drawn!(counterparty.deleted)),
];

/// `CounterpartyModel`: the card.
pub(crate) const CARD: &Shape<Counterparty> = &[
    ("id", |_, counterparty| drawn!(counterparty.id)),
    ("isDeleted", |_, counterparty| drawn!(counterparty.deleted)),
    ("name", |_, counterparty| drawn!(&counterparty.name)),
    ("inn", |_, counterparty| drawn!(&counterparty.inn)),
    ("kpp", |_, counterparty| drawn!(&counterparty.kpp)),
    ("ogrn", |_, _| Drawn::Null),
    ("city", |_, _| Drawn::Null),
    ("street", |_, _| Drawn::Null),
    ("houseNumber", |_, _| Drawn::Null),
    ("address", |_, _| Drawn::Null),
    ("email", |_, counterparty| drawn!(email(counterparty))),
    ("management", |_, _| Drawn::Null),
    ("bankName", |_, counterparty| drawn!(&counterparty.bank_name)),
    ("bankId", |_, counterparty| drawn!(&counterparty.bank_id)),
    ("correspondentAccount", |_, counterparty| drawn!(&counterparty.correspondent_account)),
    ("settlementAccount", |_, counterparty| drawn!(&counterparty.settlement_account)),
    ("regionId", |_, _| Drawn::Null),
    ("flags", |_, _| drawn!("None")),
    ("type", |_, counterparty| drawn!(legal_form(counterparty))),
    ("contactPerson", |_, counterparty| contact(counterparty.contact.as_ref())),
    ("hasAccess", |_, _| drawn!(false)),
    ("linkedOrganizationId", |_, _| Drawn::Null),
    ("analyzeStrictOffsetHours", |_, counterparty| drawn!(counterparty.strict_offset_hours)),
    ("comment", |_, counterparty| drawn!(&counterparty.comment)),
    ("noteForDrivers", |_, counterparty| drawn!(&counterparty.note_for_drivers)),
    ("status", |_, counterparty| drawn!(counterparty.status.name())),
    ("isInsolvent", |_, counterparty| drawn!(counterparty.insolvent)),
    ("insolvencyComment", |_, counterparty| drawn!(&counterparty.insolvency_comment)),
    ("counterpartyGroupId", |_, _| Drawn::Null),
    ("counterpartyGroupName", |_, _| Drawn::Null),
    ("documents", |_, counterparty| documents(counterparty)),
    ("points", |_, counterparty| points(counterparty)),
    ("platforms", |_, counterparty| counterparty.platforms.as_ref().map_or(Drawn::EMPTY, Draw::drawn)),
    ("documentTemplates", |_, _| Drawn::EMPTY),
];

/// `CounterpartyViewModel`: its name.
pub(crate) const NAME: &Shape<Counterparty> = &[
    ("id", |_, counterparty| drawn!(counterparty.id)),
    ("name", |_, counterparty| drawn!(&counterparty.name)),
    ("insolvencyRegistryEntry", |_, _| Drawn::Null),
];

/// `CounterpartyForSelectModel`.
pub(crate) const CHOICE: &Shape<Counterparty> = &[
    ("id", |_, counterparty| drawn!(counterparty.id)),
    ("name", |_, counterparty| drawn!(&counterparty.name)),
    ("inn", |_, counterparty| drawn!(&counterparty.inn)),
    ("kpp", |_, counterparty| drawn!(&counterparty.kpp)),
    ("comment", |_, counterparty| drawn!(&counterparty.comment)),
    ("hasPoints", |_, counterparty| drawn!(!counterparty.points.is_empty())),
    ("hasAccessToBids", |_, _| drawn!(false)),
    ("status", |_, counterparty| drawn!(counterparty.status.name())),
    ("insolvencyRegistryEntry", |_, _| Drawn::Null),
];

/// `CounterpartyBidViewModel`: the customer of a bid.
pub(crate) fn in_bid(counterparty: &Counterparty) -> Drawn {
    drawn!({
        "id": counterparty.id,
        "name": &counterparty.name,
        "inn": &counterparty.inn,
        "kpp": &counterparty.kpp,
        "email": email(counterparty),
        "hasAccessToBids": false,
        "contactPerson": contact(counterparty.contact.as_ref()),
        "insolvencyRegistryEntry": Drawn::Null,
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

fn contact(contact: Option<&ContactPerson>) -> Drawn {
    contact.map_or(Drawn::Null, |contact| {
        drawn!({
            "firstName": &contact.first_name,
            "lastName": &contact.last_name,
            "patronymic": &contact.patronymic,
            "phoneNumber": &contact.phone,
            "email": &contact.email,
        })
    })
}

fn documents(counterparty: &Counterparty) -> Drawn {
    counterparty.documents.as_ref().map_or(Drawn::EMPTY, Draw::drawn)
}

fn points(counterparty: &Counterparty) -> Drawn {
    let drawn = |point: &SavedPoint| {
        drawn!({
            "id": point.id,
            "counterpartyId": counterparty.id,
            "name": &point.name,
            "client": &point.client,
            "geozone": geozone(&point.geozone),
            "lastUsedAt": value::utc(Some(point.last_used_at)),
        })
    };
    counterparty.points.iter().map(drawn).collect()
}
