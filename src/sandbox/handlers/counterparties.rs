//! `CargoOwnerDictionary/*`.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::http::request::Call;
use super::super::model::bid::Bid;
use super::super::model::book::{ContactPerson, Counterparty};
use super::super::sentences;
use super::super::views::counterparties::{CARD, CHOICE, LIST, NAME};
use super::super::views::{draw, listing};
use super::super::world::World;
use super::{changeable, launched_bid, named, record_id, required, restorable};

/// `GET CargoOwnerDictionary/Get` and, as the integration document calls it, `GetList`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    let (with_deleted, only_insolvent) = (call.flag_param("withDeleted"), call.flag_param("onlyInsolvent"));
    let shown = |c: &Counterparty| (with_deleted || !c.deleted) && (!only_insolvent || c.insolvent);
    listing::list(world, call, &world.counterparties, LIST, shown)
}

/// `GET CargoOwnerDictionary/GetNamesList`.
pub(crate) fn names(world: &World, call: &Call) -> Outcome {
    listing::list(world, call, &world.counterparties, NAME, |counterparty| !counterparty.deleted)
}

/// `GET CargoOwnerDictionary/GetListForSelect`.
pub(crate) fn choices(world: &World, call: &Call) -> Outcome {
    listing::list(world, call, &world.counterparties, CHOICE, |counterparty| !counterparty.deleted)
}

/// `GET CargoOwnerDictionary/Get({id})`.
pub(crate) fn card(world: &World, call: &Call) -> Outcome {
    let id = call.number_in_path()?;
    let found = world.counterparties.get(id).map_or_else(|| refuse(sentences::record_not_found(id)), Ok)?;
    Ok(Answer::Document(draw(world, found, CARD)))
}

/// `POST CargoOwnerDictionary/Apply`.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let before = match id {
        0 => None,
        _ => Some(changeable(id, world.counterparties.get(id).cloned(), |counterparty| counterparty.deleted)?),
    };
    let mut counterparty = read(&call.fields(), before)?;
    if counterparty.id == 0 {
        counterparty.id = world.numbers.record();
    }
    let id = counterparty.id;
    world.save(counterparty)?;
    Ok(named(id))
}

fn read(fields: &Fields<'_>, before: Option<Counterparty>) -> Result<Counterparty, Refusal> {
    let inn = fields.words("inn")?;
    let is_number = |inn: &String| matches!(inn.len(), 10 | 12) && inn.chars().all(|c| c.is_ascii_digit());
    if inn.as_ref().is_some_and(|inn| !is_number(inn)) {
        return refuse(sentences::inn_format());
    }
    let contact = fields.object("contactPerson")?.map(|contact| read_contact(&contact)).transpose()?;
    let id = before.as_ref().map_or(0, |counterparty| counterparty.id);
    let (points, contracts) =
        before.map_or_else(|| (Vec::new(), Vec::new()), |counterparty| (counterparty.points, counterparty.contracts));
    Ok(Counterparty {
        id,
        name: required(fields, "name")?,
        inn,
        kpp: fields.words("kpp")?,
        status: fields.name_of("status")?.unwrap_or_default(),
        insolvent: fields.flag("isInsolvent")?.unwrap_or_default(),
        insolvency_comment: fields.words("insolvencyComment")?,
        comment: fields.words("comment")?,
        note_for_drivers: fields.words("noteForDrivers")?,
        settlement_account: fields.words("settlementAccount")?,
        correspondent_account: fields.words("correspondentAccount")?,
        bank_name: fields.words("bankName")?,
        bank_id: fields.words("bankId")?,
        strict_offset_hours: fields.small_integer("analyzeStrictOffsetHours")?,
        contact,
        documents: fields.list("documents")?,
        platforms: fields.list("platforms")?,
        points,
        contracts,
        deleted: false,
    })
}

fn read_contact(fields: &Fields<'_>) -> Result<ContactPerson, Refusal> {
    Ok(ContactPerson {
        first_name: fields.words("firstName")?,
        last_name: fields.words("lastName")?,
        patronymic: fields.words("patronymic")?,
        phone: fields.words("phoneNumber")?,
        email: fields.words("email")?,
    })
}

/// `POST CargoOwnerDictionary/Delete`.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let counterparty = changeable(id, world.counterparties.get(id).cloned(), |counterparty| counterparty.deleted)?;
    let uses = |bid: &Bid| {
        bid.terms.counterparty_id == Some(id) || bid.points.iter().any(|point| point.counterparty_id == Some(id))
    };
    if let Some(bid) = launched_bid(world, uses) {
        return refuse(sentences::counterparty_is_used(bid));
    }
    world.save(Counterparty { deleted: true, ..counterparty })?;
    Ok(Answer::Done)
}

/// `POST CargoOwnerDictionary/Restore`.
pub(crate) fn restore(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let counterparty = restorable(id, world.counterparties.get(id).cloned(), |counterparty| counterparty.deleted)?;
    world.save(Counterparty { deleted: false, ..counterparty })?;
    Ok(Answer::Done)
}
