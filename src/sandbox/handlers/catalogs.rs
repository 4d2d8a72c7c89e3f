//! `Catalogs/*`, `Employees/*`: lists that only the platform changes.

use super::super::http::answer::Outcome;
use super::super::http::request::Call;
use super::super::views::catalogs::{EMPLOYEE, WITH_ITEMS, item};
use super::super::views::{draw, listing};
use super::super::world::World;

/// `GET Catalogs/Get` and `GetSimple`: catalogs with their items; `$expand=items($filter=…)` filters the items.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    listing::list_drawn(call, world.catalogs.iter().map(|catalog| draw(world, catalog, WITH_ITEMS).into()).collect())
}

/// `GET Catalogs/GetItems?withDeleted=`: the items of all catalogs.
pub(crate) fn items(world: &World, call: &Call) -> Outcome {
    let with_deleted = call.flag_param("withDeleted");
    let items = world.catalogs.iter().flat_map(|catalog| {
        let shown = catalog.items.iter().filter(|item| with_deleted || !item.deleted);
        shown.map(|it| item(catalog.kind, it).into()).collect::<Vec<_>>()
    });
    listing::list_drawn(call, items.collect())
}

/// `GET Employees/GetNamesList`.
pub(crate) fn employees(world: &World, call: &Call) -> Outcome {
    listing::list(world, call, &world.employees, EMPLOYEE, |_| true)
}
