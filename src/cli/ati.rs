//! `ati …`: personal invitations of ATI.SU.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::ati_args::{AtiVerb, StateArg};
use super::ati_json;
use super::bid_json::{self, Names};
use super::context::{Context, now, words_of};
use super::output::{Exit, Failure, json as answer};
use super::places;
use super::receive::hook_keys;
use crate::api::ati::AtiError;
use crate::api::ati::client::{Client, Subscription};
use crate::api::ati::relay::Relay;
use crate::app::invites::drafting::Drafting;
use crate::app::invites::fetch::{self, FetchError, Fetched};
use crate::app::invites::{config, invitation, names, rows, site, subscribing, trouble};
use crate::app::secrets::AtiSecret;
use crate::app::settings::Settings;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::invite::{Ask, Direction};
use crate::domain::place::Precision;
use crate::store::invites::{Drafted, InviteKey, InviteRecord};
use crate::words::Message;

pub(super) fn run(context: &Context, verb: &AtiVerb) -> Result<Exit, Failure> {
    match verb {
        AtiVerb::List { sent, state, search } => list(context, *sent, *state, search.as_deref()),
        AtiVerb::Show { id } => show(context, id),
        AtiVerb::Draft { id, truck } => draft(context, id, *truck),
        AtiVerb::Decline { id, undo } => decline(context, id, *undo),
        AtiVerb::Fetch { wait } => fetch_all(context, Duration::from_secs(*wait)),
        AtiVerb::Subscribe => subscribe(context),
        AtiVerb::Subscriptions => subscriptions(context),
        AtiVerb::Unsubscribe { id } => {
            let client = client(context)?;
            context.block_on(client.unsubscribe(id)).map_err(failed)?;
            answer(&json!({ "id": id, "state": "removed" }))?;
            Ok(Exit::Done)
        }
        AtiVerb::Missed { since } => missed(context, since),
    }
}

/// The settings with the language of the command.
fn settings(context: &Context) -> Settings {
    Settings { lang: context.lang.unwrap_or(context.settings.lang), ..context.settings.clone() }
}

fn list(context: &Context, sent: bool, state: Option<StateArg>, search: Option<&str>) -> Result<Exit, Failure> {
    let (settings, drafting, now) = (settings(context), Drafting::read(&context.store)?, now());
    let direction = if sent { Direction::Sent } else { Direction::Received };
    let records = context.store.invites()?;
    let rows = records.iter().filter(|record| record.key.direction == direction);
    let rows = rows.map(|record| rows::row(record, &settings, &drafting, now));
    let wanted = rows.filter(|row| {
        state.is_none_or(|wanted| row.state == wanted.state()) && search.is_none_or(|search| row.is_found(search))
    });
    answer(&wanted.map(|row| ati_json::row(&row, settings.lang, now)).collect::<Vec<Value>>())?;
    Ok(Exit::Done)
}

fn find(context: &Context, id: &str) -> Result<InviteRecord, Failure> {
    let key = match id.strip_prefix("sent:") {
        Some(entity) => InviteKey { direction: Direction::Sent, entity: entity.to_owned() },
        None => InviteKey { direction: Direction::Received, entity: id.to_owned() },
    };
    let found = context.store.invite(&key)?;
    found.ok_or_else(|| Failure::usage(Message::new("ati-no-invite").with("text", id)))
}

fn show(context: &Context, id: &str) -> Result<Exit, Failure> {
    let record = find(context, id)?;
    let (settings, drafting, now) = (settings(context), Drafting::read(&context.store)?, now());
    answer(&ati_json::whole(&record, &settings, &drafting, now))?;
    Ok(Exit::Done)
}

fn decline(context: &Context, id: &str, undo: bool) -> Result<Exit, Failure> {
    let record = find(context, id)?;
    context.store.decline_invite(&record.key, (!undo).then(now))?;
    show(context, id)
}

/// The draft of an invitation's truck: the one that is there, or a new one. Both sides are answered, and what is to be said.
fn draft(context: &Context, id: &str, truck: i64) -> Result<Exit, Failure> {
    let record = find(context, id)?;
    let settings = settings(context);
    if let Some((_, existing)) = record.bids.iter().find(|(number, _)| *number == truck) {
        return drafted(context, &record, &settings, existing, false, &[], &[]);
    }
    if record.history.content.is_none() {
        return Err(Failure::new(Message::new("ati-not-read")));
    }
    if record.history.is_withdrawn() {
        words_of(context, &Message::new("ati-withdrawn-text"));
    }
    if context.has_server() {
        context.ensure_books()?;
    }
    let made = Drafting::read(&context.store)?.draft(&invitation(&record, &settings), &settings, now().date_naive());
    let (mut bid, mut asks) = (made.bid, made.asks);
    let found = geocode(context, &mut bid)?;
    asks.retain(|ask| match ask {
        Ask::Place(place) => bid.points.get(*place).is_none_or(|point| point.place.precision != Precision::Confirmed),
        _ => true,
    });
    match context.store.draft_invite(&record.key, truck, &bid, now())? {
        Drafted::Made(bid) => drafted(context, &record, &settings, &bid.meta.id, true, &asks, &found),
        Drafted::Existing(existing) => drafted(context, &record, &settings, &existing, false, &[], &[]),
    }
}

/// Geocodes the points that have a name and no coordinates: a number of a city is no address.
fn geocode(context: &Context, bid: &mut Bid) -> Result<Vec<Value>, Failure> {
    let is_open = |place: usize, bid: &Bid| {
        bid.points
            .get(place)
            .is_some_and(|point| !point.place.has_coordinates() && !point.place.settlement().is_empty())
    };
    let open: Vec<usize> = (0..bid.points.len()).filter(|place| is_open(*place, bid)).collect();
    if open.is_empty() || !context.has_server() {
        return Ok(Vec::new());
    }
    let points = open.iter().filter_map(|place| bid.points.get(*place).cloned()).collect();
    let mut asked = Bid { points, ..Bid::default() };
    let filled = places::fill(context, &mut asked, false)?;
    for (place, point) in open.into_iter().zip(asked.points) {
        if let Some(known) = bid.points.get_mut(place) {
            *known = point;
        }
    }
    Ok(filled.answers)
}

fn drafted(
    context: &Context,
    record: &InviteRecord,
    settings: &Settings,
    bid: &LocalId,
    created: bool,
    asks: &[Ask],
    geocoded: &[Value],
) -> Result<Exit, Failure> {
    let bid = context.store.bid(bid)?.ok_or_else(|| Failure::new(Message::new("error-record-gone")))?;
    let drafting = Drafting::read(&context.store)?;
    let (record, now) = (context.store.invite(&record.key)?.unwrap_or_else(|| record.clone()), now());
    answer(&json!({
        "created": created,
        "bid": bid_json::record(&bid, &Names::read(&context.store)?),
        "invitation": ati_json::whole(&record, settings, &drafting, now),
        "asks": asks.iter().map(|ask| ati_json::ask(*ask, settings.lang)).collect::<Vec<_>>(),
        "geocoded": geocoded,
    }))?;
    Ok(if asks.is_empty() && !record.history.is_withdrawn() { Exit::Done } else { Exit::Waits })
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
fn failed(error: AtiError) -> Failure {
    Failure::new(trouble(&error))
}

fn fetch_failed(error: FetchError) -> Failure {
    match error {
        FetchError::Ati(error) => failed(error),
        FetchError::Store(error) => error.into(),
    }
}

fn client(context: &Context) -> Result<Client, Failure> {
    let token = AtiSecret::Token.read().ok_or_else(|| Failure::usage(Message::new("ati-no-token")))?;
    Client::new(config(&context.settings), token).map_err(failed)
}

fn relay(context: &Context) -> Result<Relay, Failure> {
    let address = context.settings.ati.receiver_url.as_str();
    if address.is_empty() {
        return Err(Failure::usage(Message::new("ati-no-receiver")));
    }
    site::relay(&context.settings, address, receiver_token()?).map_err(failed)
}

fn receiver_token() -> Result<SecretString, Failure> {
    AtiSecret::Receiver.read().ok_or_else(|| Failure::usage(Message::new("ati-no-receiver-token")))
}

fn fetch_all(context: &Context, wait: Duration) -> Result<Exit, Failure> {
    let relay = relay(context)?;
    let customs = &context.settings.ati.customs;
    let fetched = context.block_on(fetch::fetch(&relay, &context.store, customs, wait, &now)).map_err(fetch_failed)?;
    let mut waits = false;
    if fetched.needs_keys && !give_keys(context, &relay)? {
        words_of(context, &Message::new("ati-no-keys"));
        waits = true;
    }
    learn_names(context)?;
    answer(&counts(&fetched))?;
    Ok(if waits { Exit::Waits } else { Exit::Done })
}

fn counts(fetched: &Fetched) -> Value {
    let ids: Vec<String> = fetched.changed.iter().map(ati_json::id).collect();
    json!({ "events": fetched.events, "changed": ids })
}

/// Gives the receiver the keys that this desk knows or learns from ATI.SU; false when there is none.
fn give_keys(context: &Context, relay: &Relay) -> Result<bool, Failure> {
    let client = if AtiSecret::Token.read().is_some() { Some(client(context)?) } else { None };
    context.block_on(subscribing::give_keys(relay, hook_keys(), client.as_ref())).map_err(failed)
}

/// Asks for names of cities and firms that nobody knows yet. Without a token, or when ATI.SU doesn't answer, places are named
/// after what is near.
fn learn_names(context: &Context) -> Result<(), Failure> {
    if AtiSecret::Token.read().is_none() {
        return Ok(());
    }
    let client = client(context)?;
    let all: Vec<_> = context.store.invites()?.iter().map(|record| invitation(record, &context.settings)).collect();
    match context.block_on(names::ask(&client, &context.store, &all, now())) {
        Ok(_learned) => Ok(()),
        Err(FetchError::Ati(error)) => {
            words_of(context, &trouble(&error));
            Ok(())
        }
        Err(FetchError::Store(error)) => Err(error.into()),
    }
}

fn subscribe(context: &Context) -> Result<Exit, Failure> {
    let relay = relay(context)?;
    let (client, token, ati) = (client(context)?, receiver_token()?, &context.settings.ati);
    let subscribing = subscribing::subscribe(&client, &ati.customs, &ati.receiver_url, &token);
    let made = context.block_on(subscribing).map_err(failed)?;
    let has_keys = give_keys(context, &relay)?;
    answer(&made.iter().map(shown).collect::<Vec<_>>())?;
    if !has_keys {
        words_of(context, &Message::new("ati-no-keys"));
    }
    Ok(if has_keys { Exit::Done } else { Exit::Waits })
}

fn subscriptions(context: &Context) -> Result<Exit, Failure> {
    let client = client(context)?;
    let found = context.block_on(client.subscriptions()).map_err(failed)?;
    answer(&found.iter().map(shown).collect::<Vec<_>>())?;
    Ok(Exit::Done)
}

/// Without the key, and without the address: nobody may guess it.
fn shown(subscription: &Subscription) -> Value {
    json!({
        "id": subscription.id, "topic": subscription.topic, "state": subscription.state.name(),
        "has_key": subscription.key.is_some(),
    })
}

fn missed(context: &Context, since: &str) -> Result<Exit, Failure> {
    let wrong = || Failure::usage(Message::new("cli-bad-date").with("text", since));
    let since = DateTime::parse_from_rfc3339(since)
        .map(|moment| moment.with_timezone(&Utc))
        .or_else(|_moment| since.parse::<NaiveDate>().map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc()));
    let since = since.map_err(|_not_a_day| wrong())?;
    let client = client(context)?;
    let asking = subscribing::missed(&client, &context.store, &context.settings.ati.customs, since, now());
    let fetched = context.block_on(asking).map_err(fetch_failed)?;
    answer(&counts(&fetched))?;
    Ok(Exit::Done)
}
