//! Shapes of catalogs, employees and the carrier's own organisations.

use serde_json::{Value, json};

use super::super::model::catalog::{Catalog, CatalogItem, Employee, LegalPerson};
use super::super::model::names::{CatalogKind, Named as _};
use super::Shape;

/// `CatalogListWithItemsModel`.
pub(crate) const WITH_ITEMS: &Shape<Catalog> = &[
    ("id", |_, catalog| json!(catalog.id)),
    ("displayName", |_, catalog| json!(catalog.name)),
    ("propertyName", |_, catalog| json!(catalog.kind.name())),
    ("type", |_, catalog| json!(catalog.kind.name())),
    ("entityType", |_, _| Value::Null),
    ("entityOptions", |_, _| json!([])),
    ("flags", |_, _| json!("None")),
    ("intFlags", |_, _| json!(0)),
    ("organizationId", |_, _| Value::Null),
    ("description", |_, _| Value::Null),
    ("externalId", |_, _| Value::Null),
    ("version", |_, _| Value::Null),
    ("items", |_, catalog| catalog.items.iter().map(|item| with_options(catalog.kind, item)).collect()),
];

fn with_options(kind: CatalogKind, item: &CatalogItem) -> Value {
    json!({
        "id": item.id,
        "displayName": item.name,
        "propertyName": kind.name(),
        "isDeleted": item.deleted,
        "options": null,
        "itemEntityOptions": [],
    })
}

/// `CatalogListItemSimpleViewModel`: an item by itself.
pub(crate) fn item(kind: CatalogKind, item: &CatalogItem) -> Value {
    json!({
        "id": item.id,
        "displayName": item.name,
        "propertyName": kind.name(),
        "isDeleted": item.deleted,
        "externalId": null,
    })
}

/// `UserSimpleViewModel`.
pub(crate) const EMPLOYEE: &Shape<Employee> = &[
    ("id", |_, employee| json!(employee.id)),
    ("fullNameWithId", |_, employee| json!(format!("{} ({})", employee.full_name, employee.id))),
    ("fullNameOrEmail", |_, employee| json!(employee.full_name)),
];

/// `LegalPersonViewModel`.
pub(crate) const LEGAL_PERSON: &Shape<LegalPerson> = &[
    ("id", |_, person| json!(person.id)),
    ("name", |_, person| json!(person.name)),
    ("inn", |_, person| json!(person.inn)),
    ("kpp", |_, person| json!(person.kpp)),
    ("ogrn", |_, person| json!(person.ogrn)),
    ("address", |_, _| Value::Null),
    ("city", |_, person| json!(person.city)),
    ("street", |_, _| Value::Null),
    ("houseNumber", |_, _| Value::Null),
    ("flags", |_, person| json!(if person.main { "Main" } else { "None" })),
    ("regionId", |_, _| Value::Null),
    ("paymentTypeId", |_, person| json!(person.payment_type_id)),
    ("ndsTypeId", |_, person| json!(person.vat_type_id)),
    ("isDeleted", |_, person| json!(person.deleted)),
];
