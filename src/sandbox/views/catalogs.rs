//! Shapes of catalogs, employees and the carrier's own organisations.

use super::super::model::catalog::{Catalog, CatalogItem, Employee, LegalPerson};
use super::super::model::names::{CatalogKind, Named as _};
use super::Shape;
use super::drawn::{Drawn, drawn};

/// `CatalogListWithItemsModel`.
pub(crate) const WITH_ITEMS: &Shape<Catalog> = &[
    ("id", |_, catalog| drawn!(catalog.id)),
    ("displayName", |_, catalog| drawn!(&catalog.name)),
    ("propertyName", |_, catalog| drawn!(catalog.kind.name())),
    ("type", |_, catalog| drawn!(catalog.kind.name())),
    ("entityType", |_, catalog| drawn!(&catalog.entity)),
    ("entityOptions", |_, catalog| catalog.options.iter().map(option).collect()),
    ("flags", |_, _| drawn!("None")),
    ("intFlags", |_, _| drawn!(0)),
    ("organizationId", |_, _| Drawn::Null),
    ("description", |_, _| Drawn::Null),
    ("externalId", |_, _| Drawn::Null),
    ("version", |_, _| Drawn::Null),
    ("items", |_, catalog| catalog.items.iter().map(|item| with_options(catalog.kind, item)).collect()),
];

/// `CatalogEntityOptionModel`.
fn option(option: &CatalogItem) -> Drawn {
    drawn!({
        "id": option.id,
        "organizationId": Drawn::Null,
        "referencedCatalogId": Drawn::Null,
        "displayName": &option.name,
        "propertyName": Drawn::Null,
        "flags": if option.deleted { "Invisible" } else { "None" },
    })
}

fn with_options(kind: CatalogKind, item: &CatalogItem) -> Drawn {
    drawn!({
        "id": item.id,
        "displayName": &item.name,
        "propertyName": kind.name(),
        "isDeleted": item.deleted,
        "options": Drawn::Null,
        "itemEntityOptions": Drawn::EMPTY,
    })
}

/// `CatalogListItemSimpleViewModel`: an item by itself.
pub(crate) fn item(kind: CatalogKind, item: &CatalogItem) -> Drawn {
    drawn!({
        "id": item.id,
        "displayName": &item.name,
        "propertyName": kind.name(),
        "isDeleted": item.deleted,
        "externalId": Drawn::Null,
    })
}

/// `UserSimpleViewModel`.
pub(crate) const EMPLOYEE: &Shape<Employee> = &[
    ("id", |_, employee| drawn!(employee.id)),
    ("fullNameWithId", |_, employee| drawn!(format!("{} ({})", employee.full_name, employee.id))),
    ("fullNameOrEmail", |_, employee| drawn!(&employee.full_name)),
];

/// `LegalPersonViewModel`.
pub(crate) const LEGAL_PERSON: &Shape<LegalPerson> = &[
    ("id", |_, person| drawn!(person.id)),
    ("name", |_, person| drawn!(&person.name)),
    ("inn", |_, person| drawn!(&person.inn)),
    ("kpp", |_, person| drawn!(&person.kpp)),
    ("ogrn", |_, person| drawn!(&person.ogrn)),
    ("address", |_, _| Drawn::Null),
    ("city", |_, person| drawn!(&person.city)),
    ("street", |_, _| Drawn::Null),
    ("houseNumber", |_, _| Drawn::Null),
    ("flags", |_, person| drawn!(if person.main { "Main" } else { "None" })),
    ("regionId", |_, _| Drawn::Null),
    ("paymentTypeId", |_, person| drawn!(person.payment_type_id)),
    ("ndsTypeId", |_, person| drawn!(person.vat_type_id)),
    ("isDeleted", |_, person| drawn!(person.deleted)),
];
