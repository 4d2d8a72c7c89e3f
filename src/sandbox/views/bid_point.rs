//! Two shapes of a point: as lists and cards show it (with fact times), and as the form takes it (without).

use super::super::model::bid::Bid;
use super::super::model::names::Named as _;
use super::super::model::point::Point;
use super::super::sentences::CUSTOM_POINT_TYPES;
use super::super::world::World;
use super::bid_parts::geozone;
use super::drawn::{Drawn, drawn};
use super::value;

/// `BidPointViewModel`s, in the order in which the server keeps them, which need not be the order of the route.
pub(crate) fn viewed(world: &World, bid: &Bid) -> Drawn {
    bid.points.iter().map(|point| view(world, point)).collect()
}

/// `BidPointGetModel`s: the edit shape.
pub(crate) fn edited(bid: &Bid) -> Drawn {
    bid.points.iter().map(edit).collect()
}

fn view(world: &World, point: &Point) -> Drawn {
    let facts = &point.facts;
    let counterparty = point.counterparty_id.and_then(|id| world.counterparties.get(id));
    drawn!({
        "id": point.id,
        "order": point.order,
        "type": point.kind.name(),
        "counterpartyPointId": point.saved_point_id,
        "customPointTypeId": point.custom_type_id,
        "enteredAt": value::utc(facts.entered_at),
        "loadUnloadedAt": value::utc(facts.load_unloaded_at),
        "documentsReceivedAt": Drawn::Null,
        "autoEnteredAt": value::utc(facts.auto_entered_at),
        "autoLeavedAt": value::utc(facts.auto_left_at),
        "enteredAtByLogist": value::utc(facts.entered_at_by_logist),
        "loadUnloadedAtByLogist": value::utc(facts.load_unloaded_at_by_logist),
        "axisLoadAfterLeaving": Drawn::Null,
        "servicePoint": value::extra(&point.extras, "servicePoint"),
        "scenarioId": point.scenario_id,
        "planDistance": facts.plan_distance_m,
        "factDistance": facts.fact_distance_m,
        "intOptions": point.int_options,
        "client": &point.client,
        "comment": &point.comment,
        "externalId": &point.external_id,
        "planEnterDate": value::local(point.plan.enter),
        "planEnterDateOffset": value::with_offset(point.plan.with_offset(point.plan.enter)),
        "planLeaveDateOffset": with_offset(point, point.plan.leave),
        "secondaryPlanEnterDate": point.plan.enter_until.map(value::local),
        "secondaryPlanEnterDateOffset": with_offset(point, point.plan.enter_until),
        "planLeaveDate": point.plan.leave.map(value::local),
        "createdById": point.created_by,
        "geozone": geozone(&point.geozone),
        "contactPerson": contact(point),
        "counterparty": counterparty.map(|counterparty| {
            drawn!({ "id": counterparty.id, "name": &counterparty.name, "insolvencyRegistryEntry": Drawn::Null })
        }),
        "loadOptions": value::extra_list(&point.extras, "loadOptions"),
        "typeOptions": value::extra_list(&point.extras, "typeOptions"),
        "extendedProperties": value::extra_list(&point.extras, "extendedProperties"),
        "customPointType": custom_type(point),
    })
}

fn edit(point: &Point) -> Drawn {
    let facts = &point.facts;
    drawn!({
        "id": point.id,
        "order": point.order,
        "type": point.kind.name(),
        "createdById": point.created_by,
        "client": &point.client,
        "comment": &point.comment,
        "geozone": geozone(&point.geozone),
        "contactPerson": contact(point),
        "planEnterDate": value::local(point.plan.enter),
        "secondaryPlanEnterDate": point.plan.enter_until.map(value::local),
        "secondaryPlanEnterDateOffset": with_offset(point, point.plan.enter_until),
        "planLeaveDate": point.plan.leave.map(value::local),
        "factLoadUnloadedAt": value::utc(facts.left()),
        "factEnteredAt": value::utc(facts.entered()),
        "planEnterDateOffset": value::with_offset(point.plan.with_offset(point.plan.enter)),
        "planLeaveDateOffset": with_offset(point, point.plan.leave),
        "cargoOwnerDictionaryItemId": point.counterparty_id,
        "counterpartyPointId": point.saved_point_id,
        "intOptions": point.int_options,
        "loadOptions": value::extra_list(&point.extras, "loadOptions"),
        "typeOptions": value::extra_list(&point.extras, "typeOptions"),
        "extendedProperties": value::extra_list(&point.extras, "extendedProperties"),
        "customPointType": custom_type(point),
        "scenarioId": point.scenario_id,
        "externalId": &point.external_id,
        "hasLogistOrAutoDates": facts.auto_entered_at.is_some() || facts.entered_at_by_logist.is_some(),
    })
}

fn with_offset(point: &Point, local: Option<chrono::NaiveDateTime>) -> Drawn {
    local.map_or(Drawn::Null, |local| value::with_offset(point.plan.with_offset(local)))
}

fn contact(point: &Point) -> Drawn {
    point.contact.as_ref().map_or(
        Drawn::Null,
        |contact| drawn!({ "id": contact.id, "phoneNumber": &contact.phone, "name": &contact.name }),
    )
}

fn custom_type(point: &Point) -> Drawn {
    let known = CUSTOM_POINT_TYPES.iter().find(|(id, _)| Some(*id) == point.custom_type_id);
    known.map_or(Drawn::Null, |(id, name)| drawn!({ "id": id, "name": name }))
}
