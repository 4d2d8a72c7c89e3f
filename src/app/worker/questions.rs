//! Questions to the platform outside a cycle: address suggestions and its own overlap check.

use super::{Desk, words};
use crate::api::cargorun::{ApiError, CollisionQuery};
use crate::app::crossing;
use crate::app::event::Event;
use crate::app::state::{AddressAnswer, Collisions, ToastLevel};
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::place::Place;
use crate::geo::{geocoder, zones};
use crate::sync::References;

const SUGGESTIONS: usize = 8;

/// Asks the geocoder; without a network offers towns of the embedded list, marked approximate.
pub(super) async fn addresses(desk: Desk, text: String) {
    let asked = match desk.connected() {
        Some(connected) => connected.client.geocode(&text, SUGGESTIONS).await,
        None => Err(ApiError::Timeout),
    };
    let answer = match asked {
        Ok(places) => AddressAnswer::Found(places.into_iter().map(with_zone).collect()),
        Err(error) if error.is_offline() => AddressAnswer::Offline(geocoder::towns(&text, SUGGESTIONS)),
        Err(error) => AddressAnswer::Failed(words::api_error(&error)),
    };
    desk.out.tell(Event::Addresses(text, answer));
}

/// The platform's answer has no zone: ours comes from the coordinates.
fn with_zone(mut place: Place) -> Place {
    if place.zone.is_none() {
        place.zone = place.location.and_then(zones::zone_at);
    }
    place
}

/// Asks `GetBidCollisions` for the truck and the dates of a form.
pub(super) async fn collisions(desk: Desk, id: Option<LocalId>, bid: Box<Bid>) {
    desk.out.tell(Event::Collisions(ask(&desk, id.as_ref(), &bid).await));
}

/// Asks the platform's own check right before a bid is sent, and says where it knows more than this desk. The sending
/// goes on: a draft may cross, and a start will be refused there.
pub(super) async fn compare_before_sending(desk: &Desk, id: &LocalId) {
    let Ok(Some(record)) = desk.store.bid(id) else { return };
    let Collisions::Answered(there) = ask(desk, Some(id), &record.bid).await else { return };
    let index = desk.model().index();
    let Ok(here) = crossing::numbers_on_car(&desk.store, &index, id, &record.bid) else { return };
    if let Some(message) = crossing::only_there(&there, &here) {
        desk.out.notice(ToastLevel::Warn, message);
    }
}

async fn ask(desk: &Desk, id: Option<&LocalId>, bid: &Bid) -> Collisions {
    let Some(connected) = desk.connected() else { return Collisions::NotAsked };
    let number = id.and_then(|id| desk.store.bid(id).ok().flatten()).and_then(|record| record.meta.remote_id);
    let names = match References::read(&desk.store) {
        Ok(names) => names,
        Err(error) => return Collisions::Failed(words::store_error(&error)),
    };
    let car = bid
        .car
        .as_ref()
        .and_then(|car| crate::api::cargorun::References::remote(&names, crate::domain::id::RecordKind::Car, car));
    let (Some(car), Some(from), Some(to)) = (car, bid.first_utc(), bid.last_utc()) else {
        return Collisions::NotAsked;
    };
    let question = CollisionQuery { bid: number, car, first: Some(from), last: Some(to), empty_run: bid.empty_run };
    let found: Result<Vec<RemoteId>, ApiError> = connected.client.collisions(question).await;
    match found {
        Ok(bids) => Collisions::Answered(bids.into_iter().filter(|bid| Some(*bid) != number).collect()),
        Err(error) => Collisions::Failed(words::api_error(&error)),
    }
}
