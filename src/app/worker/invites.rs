//! Personal invitations off the window's thread: rows, cards, drafts. Who asks the receiver is in [`super::post`].

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::{Desk, books, post, task, words};
use crate::api::cargorun::Client;
use crate::app::event::Event;
use crate::app::invites::ask::{InviteEffect, InviteEvent};
use crate::app::invites::card::{Around, card};
use crate::app::invites::drafting::{Drafting, exact};
use crate::app::invites::rows::{InviteRow, row};
use crate::app::invites::state::Prepared;
use crate::app::invites::{invitation, site};
use crate::app::life::back::{MadeAs, StepTaken};
use crate::app::settings::Settings;
use crate::domain::bid::Bid;
use crate::domain::invite::Ask;
use crate::domain::place::Precision;
use crate::store::StoreError;
use crate::store::invites::{Drafted, InviteKey, InviteRecord};
use crate::words::Message;

/// One line an effect.
pub(super) fn carry_out(desk: &Desk, effect: InviteEffect) {
    let blocking = |work: Box<dyn FnOnce(&Desk) + Send>| super::blocking(desk, work);
    match effect {
        InviteEffect::Listen => post::listen(desk),
        InviteEffect::Load => blocking(Box::new(load)),
        InviteEffect::Card(key) => {
            *desk.post.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
            blocking(Box::new(move |desk| tell_card(desk, &key)));
        }
        InviteEffect::Prepare(key, truck) => task(desk, move |desk| prepare(desk, key, truck)),
        InviteEffect::Save { key, truck, bid, edit } => {
            blocking(Box::new(move |desk| save(desk, &key, truck, &bid, edit)));
        }
        InviteEffect::Decline(key, declined) => blocking(Box::new(move |desk| decline(desk, &key, declined))),
        InviteEffect::Fetch => post::fetch_now(desk),
        InviteEffect::Secret(which, secret) => {
            blocking(Box::new(move |desk| post::take_secret(desk, which, secret.0)));
        }
        InviteEffect::LoadSubscriptions => task(desk, post::subscriptions),
        InviteEffect::Subscribe => task(desk, post::subscribe),
        InviteEffect::Unsubscribe(id) => task(desk, move |desk| post::unsubscribe(desk, id)),
        InviteEffect::Missed(days) => task(desk, move |desk| post::missed(desk, days)),
    }
}

pub(super) fn tell(desk: &Desk, event: InviteEvent) {
    desk.out.tell(Event::Invites(event));
}

/// The server that this desk works with: a training server brings its own ATI.SU.
pub(super) fn server(desk: &Desk) -> Option<String> {
    desk.fixed_server.clone().or_else(|| desk.settings().server)
}

/// Tells all rows.
pub(super) fn load(desk: &Desk) {
    // Read and told in one turn: an older reading must not come after a newer one.
    let mut shown_as = desk.post.shown_as.lock().unwrap_or_else(PoisonError::into_inner);
    let settings = desk.settings();
    match rows(desk, &settings, None) {
        Ok(rows) => tell(desk, InviteEvent::Rows(Arc::new(rows))),
        Err(error) => return books::report(desk, Err(error)),
    }
    *shown_as = Some((settings.lang, settings.theme, settings.ati));
}

/// Reads all anew when language or rules are others than those that the rows were made by.
pub(super) fn settings_changed(desk: &Desk) {
    let settings = desk.settings();
    let is_other = {
        let shown_as = desk.post.shown_as.lock().unwrap_or_else(PoisonError::into_inner);
        shown_as.as_ref().is_some_and(|known| *known != (settings.lang, settings.theme, settings.ati))
    };
    if is_other {
        load(desk);
    }
}

/// Tells the rows of some invitations.
pub(super) fn tell_changed(desk: &Desk, keys: &BTreeSet<InviteKey>) -> Result<Vec<InviteRow>, StoreError> {
    let _turn = desk.post.shown_as.lock().unwrap_or_else(PoisonError::into_inner);
    let rows = rows(desk, &desk.settings(), Some(keys))?;
    if !rows.is_empty() {
        tell(desk, InviteEvent::Changed(rows.clone()));
    }
    Ok(rows)
}

/// Rows of some invitations, or of all.
pub(super) fn rows(
    desk: &Desk,
    settings: &Settings,
    keys: Option<&BTreeSet<InviteKey>>,
) -> Result<Vec<InviteRow>, StoreError> {
    let records = match keys {
        None => desk.store.invites()?,
        Some(keys) => {
            let found: Result<Vec<_>, StoreError> = keys.iter().map(|key| desk.store.invite(key)).collect();
            found?.into_iter().flatten().collect()
        }
    };
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let drafting = Drafting::read(&desk.store)?;
    Ok(records.iter().map(|record| row(record, settings, &drafting, desk.now())).collect())
}

fn find(desk: &Desk, key: &InviteKey) -> Result<InviteRecord, StoreError> {
    desk.store.invite(key)?.ok_or(StoreError::NotFound)
}

/// Tells a card; who opens it has looked at the invitation.
fn tell_card(desk: &Desk, key: &InviteKey) {
    let _turn = desk.post.card_turn.lock().unwrap_or_else(PoisonError::into_inner);
    if desk.post.wanted.lock().unwrap_or_else(PoisonError::into_inner).as_ref() != Some(key) {
        return;
    }
    let told = (|| {
        let (record, now) = (find(desk, key)?, desk.now());
        if record.seen_at.is_none() {
            desk.store.see_invite(key, now)?;
            tell_changed(desk, &BTreeSet::from([key.clone()]))?;
        }
        let drafting = Drafting::read(&desk.store)?;
        let (books, index) = {
            let model = desk.model();
            (model.books(), model.index())
        };
        let around = Around { drafting: &drafting, store: &desk.store, books: &books, index: &index };
        let made = card(&record, &desk.settings(), &around, now)?;
        tell(desk, InviteEvent::Card(Arc::new(made)));
        Ok(())
    })();
    books::report(desk, told);
}

fn decline(desk: &Desk, key: &InviteKey, declined: bool) {
    let declined_at = declined.then(|| desk.now());
    let told = desk.store.decline_invite(key, declined_at);
    let told = told.and_then(|()| tell_changed(desk, &BTreeSet::from([key.clone()])));
    books::report(desk, told.map(drop));
}

/// What a draft says before the geocoder is asked, then what it says after.
async fn prepare(desk: Desk, key: InviteKey, truck: i64) {
    let reading = desk.clone();
    let prepared = tokio::task::spawn_blocking(move || first_draft(&reading, &key, truck)).await;
    let mut prepared = match prepared {
        Ok(Ok(Some(prepared))) => prepared,
        Ok(Ok(None)) => return,
        Ok(Err(why)) => return tell(&desk, InviteEvent::NotDrafted(why)),
        Err(error) => return tracing::error!(%error, "a draft was not prepared"),
    };
    let connected = desk.connected();
    prepared.geocoding = connected.is_some() && open_points(&prepared.bid).next().is_some();
    tell(&desk, InviteEvent::Prepared(Box::new(prepared.clone())));
    if let Some(connected) = connected.filter(|_| prepared.geocoding) {
        geocode(&connected.client, &mut prepared).await;
        prepared.geocoding = false;
        tell(&desk, InviteEvent::Prepared(Box::new(prepared)));
    }
}

/// The draft without a network; `None` when the bid is there already, and was told.
fn first_draft(desk: &Desk, key: &InviteKey, truck: i64) -> Result<Option<Prepared>, Message> {
    let read = |error: StoreError| words::store_error(&error);
    let record = find(desk, key).map_err(read)?;
    if let Some((_, existing)) = record.bids.iter().find(|(number, _)| *number == truck) {
        tell(desk, InviteEvent::Existing(existing.clone()));
        return Ok(None);
    }
    if record.history.content.is_none() {
        return Err(Message::new("ati-not-read"));
    }
    let settings = desk.settings();
    let drafting = Drafting::read(&desk.store).map_err(read)?;
    let one = invitation(&record, &settings);
    let made = drafting.draft(&one, &settings, desk.now().date_naive());
    let firm = one.other.code.as_deref().and_then(|code| drafting.names().firm(code));
    let owner = firm.map(|firm| {
        let inn = firm.inn.as_deref().map(|inn| {
            let said = settings.lang.text_with("card-inn", &[("inn", inn.into())]);
            format!(", {said}")
        });
        format!("{}{}", firm.name.clone().unwrap_or_default(), inn.unwrap_or_default())
    });
    Ok(Some(Prepared {
        key: key.clone(),
        truck,
        trucks: one.demands.trucks.max(1),
        bid: made.bid,
        asks: made.asks,
        owner,
        geocoding: false,
        geocoded: Vec::new(),
    }))
}

/// Points that have a name and no coordinates: a number of a city is no address.
fn open_points(bid: &Bid) -> impl Iterator<Item = usize> + '_ {
    let points = bid.points.iter().enumerate();
    points
        .filter(|(_, point)| !point.place.has_coordinates() && !point.place.settlement().is_empty())
        .map(|(place, _)| place)
}

/// Asks for points without coordinates; what isn't found stays as it is, and stays asked.
async fn geocode(client: &Client, prepared: &mut Prepared) {
    let open: Vec<usize> = open_points(&prepared.bid).collect();
    for place in open {
        let Some(point) = prepared.bid.points.get_mut(place) else { continue };
        match client.geocode(&point.place.address, 1).await {
            Ok(found) => {
                if let Some(first) = found.into_iter().next() {
                    point.place = exact(&point.place, first);
                    prepared.geocoded.push(place);
                }
            }
            Err(error) if error.is_offline() => break,
            Err(error) => tracing::warn!(%error, "an address was not geocoded"),
        }
    }
    let is_exact = |place: &usize| {
        prepared.bid.points.get(*place).is_some_and(|point| point.place.precision == Precision::Confirmed)
    };
    prepared.asks.retain(|ask| if let Ask::Place(place) = ask { !is_exact(place) } else { true });
}

fn save(desk: &Desk, key: &InviteKey, truck: i64, bid: &Bid, edit: bool) {
    let saved = desk.store.draft_invite(key, truck, bid, desk.now());
    let saved = saved.and_then(|drafted| {
        tell_changed(desk, &BTreeSet::from([key.clone()]))?;
        Ok(drafted)
    });
    match saved {
        Ok(Drafted::Made(record)) => {
            let bid = record.meta.id;
            books::report(desk, books::tell_bid(desk, &bid));
            books::took(desk, StepTaken::made(MadeAs::Drafts, [bid.clone()]));
            tell(desk, InviteEvent::Saved { key: key.clone(), bid, edit });
        }
        Ok(Drafted::Existing(bid)) => tell(desk, InviteEvent::Existing(bid)),
        Err(error) => tell(desk, InviteEvent::NotDrafted(words::store_error(&error))),
    }
}

/// True on a training server.
pub(super) fn is_training(desk: &Desk) -> bool {
    site::is_training(server(desk).as_deref())
}
