//! Work on groupage shipments: the carrier's connection, what is at hand, and who may speak with it now.

mod directories;
mod forms;
mod orders;
mod papers;
mod prices;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::{Desk, blocking, task, words};
use crate::app::event::Event;
use crate::app::groupage::desk::{GroupageEffect, GroupageEvent, KeysState, KeysTest, Note};
use crate::app::groupage::{Carrier, CarrierKeys, GroupageError, Sources, carrier_address, words as said};
use crate::app::lines;
use crate::app::settings_dellin::DellinSettings;
use crate::app::state::ToastLevel;
use crate::domain::ltl::{DeliveryType, Level, Shipment};
use crate::store::StoreError;
use crate::words::Message;

/// What the work shares.
#[derive(Default)]
pub(super) struct Shared {
    carrier: Mutex<Option<Kept>>,
    keys: Mutex<Option<(String, Arc<CarrierKeys>)>>,
    sources: Mutex<Option<Arc<Sources>>>,
    /// The newest edition of the form: an older one is not worth a question any more.
    newest: AtomicU64,
    /// One question about prices at a time.
    call: tokio::sync::Mutex<()>,
    /// Offers of the form that newer ones replace: number of the form and kind of delivery.
    offers: Mutex<BTreeMap<(u64, DeliveryType), i64>>,
    /// The way whose days were asked for last.
    way: Mutex<Option<String>>,
    /// A refresh goes on.
    refreshing: AtomicBool,
}

/// A carrier with what it was made of.
struct Kept {
    of: (DellinSettings, Option<String>, u64, String),
    carrier: Carrier,
}

/// Carries an effect out.
pub(super) fn carry_out(desk: &Desk, effect: GroupageEffect) {
    match effect {
        GroupageEffect::Begin => task(desk, directories::begin),
        GroupageEffect::Open { session, bid, sides, afresh } => {
            blocking(desk, move |desk| forms::open(desk, session, bid.as_ref(), sides, afresh));
        }
        GroupageEffect::Check { asked, price } => {
            // At once: whoever waits for its turn sees that it is old.
            desk.groupage.newest.store(asked.edition, Ordering::Relaxed);
            task(desk, move |desk| prices::check(desk, *asked, price));
        }
        GroupageEffect::Compare(asked) => task(desk, move |desk| prices::compare(desk, *asked)),
        GroupageEffect::Order(asked, again) => task(desk, move |desk| orders::order(desk, *asked, again)),
        GroupageEffect::LookUp(number) => task(desk, move |desk| orders::look_up(desk, number)),
        GroupageEffect::NotMade(number) => task(desk, move |desk| orders::not_made(desk, number)),
        GroupageEffect::Print(number, paper, form) => task(desk, move |desk| papers::print(desk, number, paper, form)),
        GroupageEffect::Label(number, format) => task(desk, move |desk| papers::label(desk, number, format)),
        GroupageEffect::Refresh(wanted) => task(desk, move |desk| directories::refresh(desk, wanted, true)),
        GroupageEffect::Find(directory, text) => blocking(desk, move |desk| directories::find(desk, directory, text)),
        GroupageEffect::Keys(secrets) => blocking(desk, move |desk| take_keys(desk, secrets)),
        GroupageEffect::TestKeys => task(desk, test_keys),
    }
}

/// Orders for the cards of their bids.
pub(super) fn tell_orders(desk: &Desk) {
    match desk.store.groupage_orders() {
        Ok(orders) => tell(desk, GroupageEvent::Orders(Arc::new(orders))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// What is due by the clock: directories that are old, when somebody uses the carrier at all.
pub(super) fn upkeep(desk: &Desk) {
    let used = carrier(desk).is_ok_and(|carrier| carrier.client.has_appkey());
    if used {
        task(desk, directories::refresh_usual);
    }
}

fn tell(desk: &Desk, event: GroupageEvent) {
    desk.out.tell(Event::Groupage(event));
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn server(desk: &Desk) -> Option<String> {
    desk.fixed_server.clone().or_else(|| desk.settings().server)
}

/// Keys of the address in force.
fn keys(desk: &Desk) -> Arc<CarrierKeys> {
    let address = carrier_address(&desk.settings().dellin, server(desk).as_deref());
    let mut kept = locked(&desk.groupage.keys);
    match kept.as_ref().filter(|(of, _)| *of == address) {
        Some((_, keys)) => Arc::clone(keys),
        None => Arc::clone(&kept.insert((address.clone(), Arc::new(CarrierKeys::new(&address, desk.key_store)))).1),
    }
}

/// The carrier as the settings now say: one connection and one count of requests for as long as they stay.
fn carrier(desk: &Desk) -> Result<Carrier, Message> {
    let settings = desk.settings();
    let of = (settings.dellin.clone(), server(desk), settings.timeout_s, settings.proxy.clone());
    let keys = keys(desk);
    let mut kept = locked(&desk.groupage.carrier);
    if let Some(kept) = kept.as_ref().filter(|kept| kept.of == of) {
        return Ok(kept.carrier.clone());
    }
    let timeout = Duration::from_secs(settings.timeout_s.max(1));
    let made = Carrier::with_keys(&desk.store, &settings.dellin, of.1.as_deref(), timeout, &settings.proxy, keys);
    let carrier = made.map_err(|error| said::failure(&error))?;
    *kept = Some(Kept { of, carrier: carrier.clone() });
    Ok(carrier)
}

/// Directories at hand, read once until one changes.
fn sources(desk: &Desk) -> Result<Arc<Sources>, StoreError> {
    let mut kept = locked(&desk.groupage.sources);
    if let Some(sources) = kept.as_ref() {
        return Ok(Arc::clone(sources));
    }
    let sources = Arc::new(Sources::read(&desk.store)?);
    *kept = Some(Arc::clone(&sources));
    Ok(sources)
}

/// The desk's own clock.
fn here(desk: &Desk) -> NaiveDateTime {
    lines::own_local(desk.now(), desk.own)
}

/// The clock of the sender's town: by the carrier's terminals; else what the bid says, else the desk's own.
fn local(desk: &Desk, sources: &Sources, shipment: &Shipment) -> NaiveDateTime {
    sources.local_time(shipment, desk.now()).unwrap_or_else(|| here(desk))
}

fn failure(error: &GroupageError) -> Message {
    match error {
        GroupageError::Carrier(error) => said::failure(error),
        GroupageError::Store(error) => words::store_error(error),
    }
}

/// The carrier's complaints on our fields.
fn complaints(error: &GroupageError) -> Vec<Note> {
    let GroupageError::Carrier(error) = error else { return Vec::new() };
    let mut notes = Vec::new();
    for one in error.complaints() {
        let detail = if one.detail.is_empty() || one.detail == one.title { "" } else { one.detail.as_str() };
        let valid = one.valid.join(", ");
        let parts: Vec<&str> =
            [one.title.as_str(), detail, valid.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        let words = Message::new("ltl-carrier-says").with("text", parts.join(": "));
        let note = |field: &str| Note {
            field: field.to_owned(),
            level: Some(Level::Blocks),
            words: words.clone(),
            theirs: true,
        };
        notes.extend(one.fields.iter().map(|field| note(field)));
        if one.fields.is_empty() {
            notes.push(note(""));
        }
    }
    notes
}

fn tell_keys(desk: &Desk, test: KeysTest) {
    match carrier(desk) {
        Ok(carrier) => {
            let (has_appkey, has_account) = (carrier.client.has_appkey(), carrier.client.has_account());
            tell(desk, GroupageEvent::Keys(KeysState { has_appkey, has_account, training: carrier.training, test }));
        }
        Err(message) => {
            let test = KeysTest::Failed(message);
            tell(desk, GroupageEvent::Keys(KeysState { test, ..KeysState::default() }));
        }
    }
}

fn take_keys(desk: &Desk, secrets: crate::app::groupage::desk::CarrierSecrets) {
    use crate::api::dellin::Account;
    let login = secrets.login.map(|(login, password)| Account::Password { login, password: password.0 });
    let account = secrets.token.map(|token| Account::Token(token.0)).or(login);
    keys(desk).keep(secrets.appkey.map(|key| key.0), account);
    tell_keys(desk, KeysTest::NotAsked);
}

async fn test_keys(desk: Desk) {
    let test = match carrier(&desk) {
        Ok(carrier) => match carrier.client.session().await {
            Ok(_) => KeysTest::Good,
            Err(error) => KeysTest::Failed(said::failure(&error)),
        },
        Err(message) => KeysTest::Failed(message),
    };
    tell_keys(&desk, test);
}
