//! Catalogs, employees, the carrier's own organisations: what only the platform changes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Record;
use super::names::CatalogKind;

/// One choice of a catalog.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CatalogItem {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) deleted: bool,
}

/// A catalog.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Catalog {
    pub(crate) id: i64,
    pub(crate) kind: CatalogKind,
    pub(crate) name: String,
    pub(crate) items: Vec<CatalogItem>,
    /// What its options are options of, by the vendor's name.
    #[serde(default)]
    pub(crate) entity: Option<String>,
    #[serde(default)]
    pub(crate) options: Vec<CatalogItem>,
}

/// A person of the organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Employee {
    pub(crate) id: i64,
    pub(crate) full_name: String,
}

/// An organisation of the carrier itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LegalPerson {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) inn: String,
    pub(crate) kpp: String,
    pub(crate) ogrn: String,
    pub(crate) city: String,
    pub(crate) main: bool,
    pub(crate) payment_type_id: Option<i64>,
    pub(crate) vat_type_id: Option<i64>,
    pub(crate) deleted: bool,
    /// Bank, chief and accountant as they came; nothing gives them back.
    #[serde(default)]
    pub(crate) extras: Map<String, Value>,
}

macro_rules! record {
    ($type:ident, $kind:literal) => {
        impl Record for $type {
            const KIND: &'static str = $kind;

            fn id(&self) -> i64 {
                self.id
            }
        }
    };
}

record!(Catalog, "catalog");
record!(Employee, "employee");
record!(LegalPerson, "legal_person");
