//! References must name records that exist: an unknown number is 400 with a sentence, never 404.
//!
//! A record that was deleted meanwhile may stay where it stood, but can't be chosen anew.

use super::super::http::answer::{Refusal, refuse};
use super::super::model::names::CatalogKind;
use super::super::sentences;
use super::super::world::World;

/// A reference as it is set now and as it stood before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'a> {
    /// The field, for sentences.
    pub(crate) field: &'a str,
    pub(crate) now: Option<i64>,
    pub(crate) before: Option<i64>,
}

impl Reference<'_> {
    /// Checks it against a lookup that says, of a record that exists, whether it is deleted.
    pub(crate) fn check(self, deleted: impl Fn(i64) -> Option<bool>) -> Result<(), Refusal> {
        let Some(id) = self.now else { return Ok(()) };
        match deleted(id) {
            None => refuse(sentences::unknown_id(self.field, id)),
            Some(true) if self.before != self.now => refuse(sentences::reference_is_deleted(self.field, id)),
            Some(_) => Ok(()),
        }
    }

    /// Checks it against the items of a catalog.
    pub(crate) fn check_item(self, world: &World, kind: CatalogKind) -> Result<(), Refusal> {
        let catalog = world.catalogs.iter().find(|catalog| catalog.kind == kind);
        self.check(|id| catalog?.items.iter().find(|item| item.id == id).map(|item| item.deleted))
    }

    pub(crate) fn check_driver(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.drivers.get(id).map(|driver| driver.deleted))
    }

    pub(crate) fn check_car(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.cars.get(id).map(|car| car.deleted_at.is_some()))
    }

    pub(crate) fn check_trailer(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.trailers.get(id).map(|trailer| trailer.deleted))
    }

    pub(crate) fn check_counterparty(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.counterparties.get(id).map(|counterparty| counterparty.deleted))
    }

    pub(crate) fn check_legal_person(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.legal_persons.get(id).map(|person| person.deleted))
    }

    pub(crate) fn check_employee(self, world: &World) -> Result<(), Refusal> {
        self.check(|id| world.employees.get(id).map(|_| false))
    }
}
