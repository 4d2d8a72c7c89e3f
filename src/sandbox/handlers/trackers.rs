//! `Trackers/*`.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::model::book::{Attachment, Tracker};
use super::super::model::names::TrackerRelation;
use super::super::rules::references::Reference;
use super::super::sentences;
use super::super::views::fleet::TRACKER_LIST;
use super::super::views::listing;
use super::super::world::World;

/// `GET Trackers/Get?withDeleted=`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    let with_deleted = call.flag_param("withDeleted");
    listing::list(world, call, &world.trackers, TRACKER_LIST, |tracker| with_deleted || !tracker.deleted)
}

/// `POST Trackers/Attach {id | deviceNumber, entityId | null, type}`: fixes a tracker to a truck or trailer, or frees it.
pub(crate) fn attach(world: &mut World, call: &Call) -> Outcome {
    let mut tracker = find(world, call)?;
    let fields = call.fields();
    let relation = fields.name_of::<TrackerRelation>("type")?.unwrap_or_default();
    let entity = fields.reference("entityId")?;
    let reference = Reference { field: "entityId", now: entity, before: None };
    match relation {
        TrackerRelation::Car => reference.check_car(world)?,
        TrackerRelation::Trailer => reference.check_trailer(world)?,
        TrackerRelation::Default | TrackerRelation::Mobile => reference.check(|_| None)?,
    }
    let since = world.clock.now();
    if let Some(entity_id) = entity {
        free(world, relation, entity_id, tracker.id)?;
    }
    tracker.attachment = entity.map(|entity_id| Attachment { relation, entity_id, since });
    world.save(tracker)?;
    Ok(Answer::Done)
}

fn find(world: &World, call: &Call) -> Result<Tracker, Refusal> {
    let fields = call.fields();
    let (id, device) = (fields.reference("id")?, fields.words("deviceNumber")?);
    let wanted = |tracker: &&Tracker| match (id, &device) {
        (Some(id), _) => tracker.id == id,
        (None, Some(device)) => tracker.device_number == *device,
        (None, None) => false,
    };
    let found = world.trackers.iter().filter(|tracker| !tracker.deleted).find(wanted);
    found.cloned().map_or_else(|| refuse(sentences::tracker_is_unknown()), Ok)
}

/// A truck or trailer has one tracker: the one it had is freed.
fn free(world: &mut World, relation: TrackerRelation, entity_id: i64, except: i64) -> Result<(), Refusal> {
    let holds = |tracker: &&Tracker| {
        let attached = tracker.attachment.as_ref();
        tracker.id != except && attached.is_some_and(|a| a.relation == relation && a.entity_id == entity_id)
    };
    let before: Vec<Tracker> = world.trackers.iter().filter(holds).cloned().collect();
    for tracker in before {
        world.save(Tracker { attachment: None, ..tracker })?;
    }
    Ok(())
}
