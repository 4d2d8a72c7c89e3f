//! What the organisation has made up itself: options and ways of loading must be among its own lists, a property must have
//! a name; a new option gets the number of its row.

use serde_json::{Map, Value};

use super::super::http::answer::{Refusal, refuse};
use super::super::model::bid::Bid;
use super::super::model::catalog::CatalogItem;
use super::super::model::names::CatalogKind;
use super::super::sentences;
use super::super::world::World;

/// Checks what a write left of it, and numbers what is new.
pub(crate) fn settle(world: &mut World, bid: &mut Bid) -> Result<(), Refusal> {
    let of = |entity: &str| -> Vec<i64> {
        let catalogs = world.catalogs.iter().filter(|catalog| catalog.entity.as_deref() == Some(entity));
        catalogs.flat_map(|catalog| &catalog.options).map(|option: &CatalogItem| option.id).collect()
    };
    let ways = world.catalogs.iter().filter(|catalog| catalog.kind == CatalogKind::LoadUnloadType);
    let ways: Vec<i64> = ways.flat_map(|catalog| &catalog.items).map(|item| item.id).collect();
    let (of_bids, of_points) = (of("TruckingBid"), of("BidPoint"));
    let parts = [(&mut bid.terms.extras, &of_bids)]
        .into_iter()
        .chain(bid.points.iter_mut().map(|point| (&mut point.extras, &of_points)));
    for (extras, options) in parts {
        for row in rows(extras, "typeOptions") {
            let option = number(row, "entityOptionId");
            known("typeOptions.entityOptionId", option, options)?;
            if number(row, "id") == 0 {
                row.insert("id".to_owned(), world.numbers.part().into());
            }
        }
        for row in rows(extras, "loadOptions") {
            known("loadOptions.id", number(row, "id"), &ways)?;
        }
        let nameless = |row: &mut Map<String, Value>| {
            row.get("propertyName").and_then(Value::as_str).is_none_or(|name| name.trim().is_empty())
        };
        if rows(extras, "extendedProperties").any(nameless) {
            return refuse(sentences::is_required("extendedProperties.propertyName"));
        }
    }
    Ok(())
}

fn rows<'e>(extras: &'e mut Map<String, Value>, name: &str) -> impl Iterator<Item = &'e mut Map<String, Value>> {
    let list = extras.get_mut(name).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// Zero where there is none.
fn number(row: &Map<String, Value>, name: &str) -> i64 {
    let value = row.get(name);
    let written = value.and_then(Value::as_str).and_then(|text| text.trim().parse().ok());
    value.and_then(Value::as_i64).or(written).unwrap_or_default()
}

fn known(field: &str, id: i64, among: &[i64]) -> Result<(), Refusal> {
    if among.contains(&id) { Ok(()) } else { refuse(sentences::unknown_id(field, id)) }
}
