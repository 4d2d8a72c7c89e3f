//! Reading the cargos of a bid: an array always comes whole, and a cargo is told apart by its number.

use serde_json::Map;

use super::super::http::answer::{Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::model::bid::{Bid, Cargo};
use super::super::model::names::CatalogKind;
use super::super::sentences;
use super::super::world::{Numbers, World};
use super::references::Reference;

/// Cargos of a request; None when it has none. Numbers are kept, new cargos get new ones.
pub(crate) fn read(
    world: &World,
    fields: &Fields<'_>,
    before: &Bid,
    numbers: &mut Numbers,
) -> Result<Option<Vec<Cargo>>, Refusal> {
    let Some(items) = fields.objects("cargos")? else { return Ok(None) };
    items.iter().map(|item| cargo(world, item, before, numbers)).collect::<Result<_, _>>().map(Some)
}

fn cargo(world: &World, fields: &Fields<'_>, before: &Bid, numbers: &mut Numbers) -> Result<Cargo, Refusal> {
    let id = fields.reference("id")?;
    let old = before.cargos.iter().find(|cargo| Some(cargo.id) == id);
    if let (Some(id), None) = (id, old) {
        return refuse(sentences::unknown_id(&fields.name("id"), id));
    }
    let type_id = item(world, fields, "typeId", CatalogKind::CargoType, old.and_then(|old| old.type_id))?;
    let loading = old.and_then(|old| old.loading_type_id);
    let unloading = old.and_then(|old| old.unloading_type_id);
    let mut extras = Map::new();
    for name in ["typeOptions", "extendedProperties"] {
        if let Some(part) = fields.list(name)? {
            extras.insert(name.to_owned(), part);
        }
    }
    Ok(Cargo {
        id: old.map_or_else(|| numbers.part(), |old| old.id),
        name: fields.words("name")?.unwrap_or_default(),
        type_id,
        weight: fields.float("weight")?,
        volume: fields.float("volume")?,
        length: fields.float("length")?,
        height: fields.float("height")?,
        width: fields.float("width")?,
        comment: fields.text("comment")?,
        description: fields.text("description")?,
        loading_type_id: item(world, fields, "loadingTypeId", CatalogKind::LoadingType, loading)?,
        unloading_type_id: item(world, fields, "unloadingTypeId", CatalogKind::UnloadingType, unloading)?,
        pack_type: fields.text("packType")?,
        unit: fields.name_of("unitOfMeasure")?,
        extras,
    })
}

fn item(
    world: &World,
    fields: &Fields<'_>,
    field: &str,
    kind: CatalogKind,
    before: Option<i64>,
) -> Result<Option<i64>, Refusal> {
    let now = fields.reference(field)?;
    Reference { field: &fields.name(field), now, before }.check_item(world, kind)?;
    Ok(now)
}
