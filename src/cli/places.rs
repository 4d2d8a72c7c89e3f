//! `geocode`, and the addresses of a bid file.

use serde_json::{Value, json};

use super::context::Context;
use super::output::{Exit, Failure, json as answer, words};
use crate::api::cargorun::ApiError;
use crate::app::invites::drafting::exact;
use crate::domain::bid::Bid;
use crate::domain::place::Place;
use crate::domain::search_key::fold;
use crate::words::Message;

const TRIES: usize = 3;

pub(super) fn geocode(context: &Context, text: &str, limit: usize) -> Result<Exit, Failure> {
    let connected = context.connect()?;
    let found = context.block_on(connected.client.geocode(text, limit))?;
    let found: Vec<Value> = found.iter().map(place_json).collect();
    answer(&found)?;
    Ok(if found.is_empty() { Exit::Waits } else { Exit::Done })
}

/// What the geocoder made of the addresses of a file.
#[derive(Default)]
pub(super) struct Filled {
    /// Asked text and chosen suggestion, one for each address that was asked.
    pub answers: Vec<Value>,
    /// An address was not found, or the geocoder could not be reached.
    pub missing: bool,
}

/// Geocodes every point without coordinates: first suggestion; the answer says which. Unreachable after three tries:
/// the bid keeps the typed text and is geocoded before it is sent.
pub(super) fn fill(context: &Context, bid: &mut Bid, strict: bool) -> Result<Filled, Failure> {
    let mut filled = Filled::default();
    for point in &mut bid.points {
        if point.place.has_coordinates() {
            continue;
        }
        let asked = point.place.address.clone();
        let Some(places) = ask(context, &asked)? else {
            filled.missing = true;
            continue;
        };
        let Some(first) = places.into_iter().next() else {
            filled.missing = true;
            filled.answers.push(json!({ "asked": asked, "found": null }));
            continue;
        };
        if strict && !is_exact(&asked, &first) {
            let message = Message::new("cli-address-not-exact").with("asked", asked).with("found", first.address);
            return Err(Failure { message, exit: Exit::Waits });
        }
        filled.answers.push(json!({ "asked": asked, "found": first.address }));
        point.place = exact(&point.place, first);
    }
    Ok(filled)
}

/// `None`: the geocoder could not be reached after three tries.
fn ask(context: &Context, text: &str) -> Result<Option<Vec<Place>>, Failure> {
    let connected = match context.connect() {
        Ok(connected) => connected,
        Err(failure) => {
            words(&failure.message, context.lang);
            return Ok(None);
        }
    };
    for _ in 0..TRIES {
        match context.block_on(connected.client.geocode(text, 1)) {
            Ok(places) => return Ok(Some(places)),
            Err(error) if error.is_offline() || error.outcome_unknown() => {
                tracing::warn!(%error, "the geocoder did not answer");
            }
            Err(ApiError::Refused { .. }) => return Ok(Some(Vec::new())),
            Err(error) => return Err(error.into()),
        }
    }
    words(&Message::new("cli-geocoder-unreachable").with("text", text), context.lang);
    Ok(None)
}

/// The settlement and, where they were asked for, street and house stand in the asked text.
fn is_exact(asked: &str, found: &Place) -> bool {
    let asked = fold(asked);
    let stands = |part: &Option<String>| part.as_deref().is_none_or(|part| asked.contains(&fold(part)));
    !found.settlement().is_empty() && asked.contains(&fold(found.settlement())) && stands(&found.house)
}

fn place_json(place: &Place) -> Value {
    json!({
        "address": place.address, "city": place.city, "village": place.village, "region": place.region,
        "district": place.district, "street": place.street, "house": place.house,
        "federal_district": place.federal_district,
        "latitude": place.location.map(|at| at.latitude), "longitude": place.location.map(|at| at.longitude),
    })
}
