//! `Trailer/*`.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::http::request::Call;
use super::super::model::book::{Kept, Trailer, TrailerSizes};
use super::super::model::names::CatalogKind;
use super::super::rules::references::Reference;
use super::super::rules::uniqueness::{check_trailer_plate, read_plate};
use super::super::sentences;
use super::super::views::fleet::{TRAILER_FORM, TRAILER_LIST};
use super::super::views::{draw, listing};
use super::super::world::World;
use super::{changeable, kept, launched_bid, named, record_id, required, required_id, restorable};

/// `GET Trailer/GetList?withDeleted=`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    let with_deleted = call.flag_param("withDeleted");
    listing::list(world, call, &world.trailers, TRAILER_LIST, |trailer| with_deleted || !trailer.deleted)
}

/// `GET Trailer/GetForEdit?Id=`.
pub(crate) fn form(world: &World, call: &Call) -> Outcome {
    let id = call.integer_param("id")?.unwrap_or_default();
    let trailer = world.trailers.get(id).map_or_else(|| refuse(sentences::record_not_found(id)), Ok)?;
    Ok(Answer::Document(draw(world, trailer, TRAILER_FORM)))
}

/// `POST Trailer/Apply`. Whatever isn't in the request is lost: the sizes too.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let before = match id {
        0 => None,
        _ => Some(changeable(id, world.trailers.get(id).cloned(), |trailer| trailer.deleted)?),
    };
    let mut trailer = read(world, call, before.as_ref())?;
    let lists = ["fuelTanks", "loadUnloadOptions", "accessPermitIds"];
    trailer.kept = kept(world, call, &lists, &["mechanic", "isInRefuelingSyncList"])?;
    if trailer.id == 0 {
        trailer.id = world.numbers.record();
    }
    let id = trailer.id;
    world.save(trailer)?;
    Ok(named(id))
}

fn read(world: &World, call: &Call, before: Option<&Trailer>) -> Result<Trailer, Refusal> {
    let fields = call.fields();
    let number = read_plate(&required(&fields, "number")?)?;
    let own_id = before.map_or(0, |trailer| trailer.id);
    check_trailer_plate(world, &number, own_id)?;
    let (type_id, brand_id) = (required_id(&fields, "typeId")?, required_id(&fields, "brandTypeId")?);
    Reference { field: "typeId", now: Some(type_id), before: before.map(|trailer| trailer.type_id) }
        .check_item(world, CatalogKind::TrailerType)?;
    Reference { field: "brandTypeId", now: Some(brand_id), before: before.map(|trailer| trailer.brand_id) }
        .check_item(world, CatalogKind::TrailerBrandType)?;
    let sizes = read_sizes(&fields)?;
    let comment = fields.words("comment")?;
    Ok(Trailer { id: own_id, number, type_id, brand_id, comment, sizes, kept: Kept::default(), deleted: false })
}

fn read_sizes(fields: &Fields<'_>) -> Result<TrailerSizes, Refusal> {
    Ok(TrailerSizes {
        carrying: fields.float("carrying")?,
        volume: fields.float("volume")?,
        length: fields.float("length")?,
        height: fields.float("height")?,
        width: fields.float("width")?,
        axle_load: fields.float("axleLoad")?,
        wheel_base: fields.float("wheelBase")?,
        axes_distance: fields.float("axesDistance")?,
        fifth_wheel_load: fields.float("fifthWheelLoad")?,
        gross_weight: fields.float("grossWeight")?,
        curb_weight: fields.float("curbWeight")?,
        container_count: fields.small_integer("containerCount")?,
        wheel_formula: fields.text("wheelFormula")?,
        wheels_description: fields.text("wheelsDescription")?,
    })
}

/// `POST Trailer/Delete`.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let trailer = changeable(id, world.trailers.get(id).cloned(), |trailer| trailer.deleted)?;
    if let Some(bid) = launched_bid(world, |bid| bid.terms.trailer_id == Some(id)) {
        return refuse(sentences::trailer_is_used(bid));
    }
    world.save(Trailer { deleted: true, ..trailer })?;
    Ok(Answer::Done)
}

/// `POST Trailer/Restore`.
pub(crate) fn restore(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let trailer = restorable(id, world.trailers.get(id).cloned(), |trailer| trailer.deleted)?;
    check_trailer_plate(world, &trailer.number, id)?;
    world.save(Trailer { deleted: false, ..trailer })?;
    Ok(Answer::Done)
}
