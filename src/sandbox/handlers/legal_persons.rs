//! `LegalPersons/*`: the carrier's own organisations. The contract has no method that brings a deleted one back.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::http::request::Call;
use super::super::model::catalog::LegalPerson;
use super::super::model::names::CatalogKind;
use super::super::rules::references::Reference;
use super::super::sentences;
use super::super::views::catalogs::LEGAL_PERSON;
use super::super::views::listing;
use super::super::world::World;
use super::{changeable, launched_bid, named, record_id, required};

/// Texts and people that are kept as they come: no list gives them back.
const KEPT_TEXTS: [&str; 6] =
    ["phoneNumber", "email", "settlementAccount", "correspondentAccount", "bankName", "bankId"];
const KEPT_PEOPLE: [&str; 2] = ["management", "accountant"];

/// `GET LegalPersons/GetList?withDeleted=`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    let with_deleted = call.flag_param("withDeleted");
    listing::list(world, call, &world.legal_persons, LEGAL_PERSON, |person| with_deleted || !person.deleted)
}

/// `POST LegalPersons/Apply`.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let before = match id {
        0 => None,
        _ => Some(changeable(id, world.legal_persons.get(id).cloned(), |person| person.deleted)?),
    };
    let mut person = read(world, &call.fields(), before)?;
    if person.id == 0 {
        person.id = world.numbers.record();
    }
    let id = person.id;
    world.save(person)?;
    Ok(named(id))
}

fn read(world: &World, fields: &Fields<'_>, before: Option<LegalPerson>) -> Result<LegalPerson, Refusal> {
    let (name, inn) = (required(fields, "name")?, required(fields, "inn")?);
    if !matches!(inn.len(), 10 | 12) || !inn.chars().all(|c| c.is_ascii_digit()) {
        return refuse(sentences::inn_format());
    }
    let own_id = before.as_ref().map_or(0, |person| person.id);
    let taken = world.legal_persons.iter().find(|other| !other.deleted && other.id != own_id && other.inn == inn);
    if let Some(other) = taken {
        return refuse(sentences::inn_is_taken(&inn, &other.name));
    }
    let (payment, vat) = (fields.reference("paymentTypeId")?, fields.reference("ndsTypeId")?);
    let old = |pick: fn(&LegalPerson) -> Option<i64>| before.as_ref().and_then(pick);
    Reference { field: "paymentTypeId", now: payment, before: old(|person| person.payment_type_id) }
        .check_item(world, CatalogKind::PaymentType)?;
    Reference { field: "ndsTypeId", now: vat, before: old(|person| person.vat_type_id) }
        .check_item(world, CatalogKind::NDSType)?;
    let mut extras = serde_json::Map::new();
    for name in KEPT_TEXTS {
        extras.extend(fields.words(name)?.map(|text| (name.to_owned(), text.into())));
    }
    for name in KEPT_PEOPLE {
        extras.extend(fields.document(name)?.map(|person| (name.to_owned(), person)));
    }
    let (ogrn, city, main) =
        before.map_or_else(|| (String::new(), String::new(), false), |person| (person.ogrn, person.city, person.main));
    Ok(LegalPerson {
        id: own_id,
        name,
        inn,
        kpp: fields.words("kpp")?.unwrap_or_default(),
        ogrn,
        city,
        main,
        payment_type_id: payment,
        vat_type_id: vat,
        deleted: false,
        extras,
    })
}

/// `POST LegalPersons/Delete`: not the main one, and not one that an active bid names.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let person = changeable(id, world.legal_persons.get(id).cloned(), |person| person.deleted)?;
    if person.main {
        return refuse(sentences::main_organisation_stays());
    }
    if let Some(bid) = launched_bid(world, |bid| bid.terms.legal_person_id == Some(id)) {
        return refuse(sentences::organisation_is_used(bid));
    }
    world.save(LegalPerson { deleted: true, ..person })?;
    Ok(Answer::Done)
}
