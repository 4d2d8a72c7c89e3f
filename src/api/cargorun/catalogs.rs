//! The platform's catalogs, read with the queries of seed 000, chapter 3.2; with them the ones that the form of a bid offers.
//!
//! The seed asks for items that are not deleted. Old records refer to deleted ones too, so all are read here and marked;
//! a server that refuses `$expand` (the vendor's own description says so) or the filter is asked for everything.

use std::collections::HashSet;

use super::client::{Client, List};
use super::error::ApiError;
use super::json::{Fields, Row};
use super::odata::{Filter, Query};
use crate::domain::catalog::{Catalog, CatalogItem, CatalogKind};

const LIST: &str = "/api/Catalogs/Get";

impl Client {
    /// The catalogs; one that the server doesn't have comes empty.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn catalogs(&self) -> Result<Vec<Catalog>, ApiError> {
        let list = match self.list(LIST, ours().expand("items")).await {
            Err(ApiError::Refused { .. }) => match self.list(LIST, ours()).await {
                Err(ApiError::Refused { .. }) => self.list(LIST, Query::new()).await?,
                answer => answer?,
            },
            answer => answer?,
        };
        Ok(CatalogKind::ALL.into_iter().map(|kind| Catalog { kind, items: items(kind, &list) }).collect())
    }
}

/// `type eq 'CarType' or …`, the seed's own filter for each.
fn ours() -> Query {
    let of =
        |kind: &CatalogKind| Filter::eq(if kind.is_options() { "entityType" } else { "type" }, kind.platform_name());
    let filter = CatalogKind::ALL.iter().map(of).reduce(Filter::or);
    filter.map_or_else(Query::new, |filter| Query::new().filter(filter))
}

/// The items of all catalogs of a kind (the platform's own and the organisation's), each once, in the platform's order.
fn items(kind: CatalogKind, list: &List) -> Vec<CatalogItem> {
    let is_kind = |row: &Fields<'_>| {
        let names = [row.text(&["type"]), row.text(&["propertyName"])];
        names.into_iter().flatten().any(|name| CatalogKind::from_platform_name(&name) == Some(kind))
    };
    let mut seen = HashSet::new();
    let is_of = |row: &Fields<'_>| {
        row.text(&["entityType"]).is_some_and(|name| name.eq_ignore_ascii_case(kind.platform_name()))
    };
    let found: Vec<CatalogItem> = if kind.is_options() {
        let catalogs = list.rows.iter().map(Row::fields).filter(is_of);
        catalogs.flat_map(|catalog| catalog.objects(&["entityOptions"])).filter_map(option).collect()
    } else {
        let catalogs = list.rows.iter().map(Row::fields).filter(is_kind);
        catalogs.flat_map(|catalog| catalog.objects(&["items"])).filter_map(item).collect()
    };
    found.into_iter().filter(|item| seen.insert(item.id)).collect()
}

/// An option that the platform hides is no longer offered.
fn option(fields: Fields<'_>) -> Option<CatalogItem> {
    let hidden = fields.text(&["flags"]).is_some_and(|flags| flags.split(',').any(|flag| flag.trim() == "Invisible"));
    item(fields).map(|item| CatalogItem { deleted: item.deleted || hidden, ..item })
}

fn item(fields: Fields<'_>) -> Option<CatalogItem> {
    Some(CatalogItem {
        id: fields.id(&["id"])?,
        name: fields.text(&["displayName", "name", "propertyName"]).unwrap_or_default(),
        deleted: fields.flag(&["isDeleted"]).unwrap_or(false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RemoteId;

    #[test]
    fn items_are_read_whichever_name_the_catalog_goes_by() {
        let texts = [
            r#"{"id": 1, "type": "NDSType", "propertyName": "x", "items": [
                {"id": 10, "displayName": "НДС 22%", "isDeleted": false}, {"displayName": "без номера"}]}"#,
            r#"{"id": 2, "propertyName": "ndstype", "items": [
                {"id": "11", "displayName": "НДС 18%", "isDeleted": true}, {"id": 10, "displayName": "ещё раз"}]}"#,
            r#"{"id": 3, "type": "DocumentType", "items": [{"id": 12}]}"#,
            r#"{"id": 4, "type": "CarType", "items": null}"#,
        ];
        let rows: Vec<Row> = texts.iter().filter_map(|text| Row::read(text)).collect();
        let list = List { came: rows.len(), rows, total: None, date: None };
        let vat = items(CatalogKind::VatType, &list);
        assert_eq!(
            vat,
            [
                CatalogItem { id: RemoteId(10), name: "НДС 22%".to_owned(), deleted: false },
                CatalogItem { id: RemoteId(11), name: "НДС 18%".to_owned(), deleted: true },
            ]
        );
        assert_eq!(items(CatalogKind::CarType, &list), []);
    }

    #[test]
    fn options_stand_beside_the_items_of_what_they_are_options_of() {
        let text = r#"{"id": 5, "type": "BillingOption", "entityType": "TruckingBid", "items": [{"id": 1, "displayName": "нет"}],
            "entityOptions": [{"id": 7, "displayName": "Срочная", "flags": "None"},
                {"id": 8, "displayName": "Старая", "flags": "Required, Invisible"}]}"#;
        let rows: Vec<Row> = Row::read(text).into_iter().collect();
        let list = List { came: rows.len(), rows, total: None, date: None };
        let found = items(CatalogKind::BidOption, &list);
        let seen: Vec<_> = found.iter().map(|item| (item.id.0, item.name.as_str(), item.deleted)).collect();
        assert_eq!(seen, [(7, "Срочная", false), (8, "Старая", true)]);
        assert_eq!(items(CatalogKind::PointOption, &list), []);
    }

    #[test]
    fn the_filter_is_the_seeds_own_for_each_catalog() {
        let text = ours().readable();
        assert!(text.starts_with("?$filter=type eq 'CarType' or type eq 'TrailerType' or "), "{text}");
    }
}
