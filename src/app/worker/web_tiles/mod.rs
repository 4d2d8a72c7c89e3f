//! Tiles of the user's own server: from the disk while they stand, else fetched, two at a time, with patience.
//!
//! Nothing is asked for while the setting is off: it is looked at right before each question. What is kept but no longer stands
//! is shown at once and asked about by its `ETag`.

mod queue;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use self::queue::{Step, Wanted};
use super::map::tell;
use super::{Desk, blocking, task, words};
use crate::api::tiles::{Answer, Client, Config, Keep, TileError, Validators};
use crate::app::map::ask::MapEvent;
use crate::app::map::web::{Tried, WebKey, WebTile};
use crate::app::settings::Settings;
use crate::store::StoreError;
use crate::store::tile_shelf::{KeptTile, ShelfKey, TileShelf};
use crate::words::Message;

/// Questions at the same time.
const AT_ONCE: usize = 2;
/// Where one tile is tried when nobody has looked at the map yet: Moscow.
const TRIED_AT: (u8, u32, u32) = (8, 154, 80);

/// What is wanted, and who is at it.
#[derive(Debug, Default)]
pub(super) struct Web {
    wanted: Mutex<Wanted>,
    shelf: Mutex<Option<Arc<TileShelf>>>,
    client: Mutex<Option<(Config, Arc<Client>)>>,
}

fn unpoisoned<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the wishes over: those before are void.
pub(super) fn want(desk: &Desk, keys: Vec<WebKey>) {
    let mut wanted = unpoisoned(&desk.web.wanted);
    if let Some(first) = keys.first().filter(|first| first.source != wanted.source) {
        wanted.source = first.source;
        (wanted.failures, wanted.pause_until, wanted.told) = (0, None, false);
    }
    wanted.fetch.clear();
    wanted.look = keys.into_iter().filter(|key| !wanted.under_way.contains(key)).collect();
    if !wanted.look.is_empty() && !wanted.reading {
        wanted.reading = true;
        blocking(desk, read);
    }
}

/// Gives what is kept; what isn't, or no longer stands, is left to the fetchers.
fn read(desk: &Desk) {
    loop {
        let key = {
            let mut wanted = unpoisoned(&desk.web.wanted);
            let next = wanted.look.pop_front();
            wanted.reading = next.is_some();
            next
        };
        let Some(key) = key else { break };
        if !is_asked(&desk.settings(), key) {
            continue;
        }
        let now = desk.now();
        let kept = shelf(desk).and_then(|shelf| shelf.get(shelf_key(key), now)).unwrap_or_else(|error| {
            tracing::warn!(%error, "kept tiles can't be read");
            None
        });
        let shown = kept.as_ref().filter(|kept| !kept.body.is_empty()).map(|kept| WebTile::read(&kept.body));
        // A file that can't be read any more is as good as none.
        let kept = kept.filter(|_| !matches!(shown, Some(Err(_))));
        if let Some(Ok(tile)) = shown {
            tell(desk, MapEvent::Web(key, Arc::new(tile)));
        }
        if kept.as_ref().is_some_and(|kept| kept.fresh_until > now) {
            continue;
        }
        let known = kept.filter(|kept| !kept.body.is_empty());
        let known = known.map(|kept| Validators { etag: kept.etag, modified: kept.modified });
        unpoisoned(&desk.web.wanted).fetch.push_back((key, known));
        staff(desk);
    }
}

/// Sees that somebody asks: two, or one while the server is given a pause.
fn staff(desk: &Desk) {
    let mut wanted = unpoisoned(&desk.web.wanted);
    let places = if wanted.pause(Instant::now()).is_some() { 1 } else { AT_ONCE };
    if wanted.fetchers < places.min(wanted.fetch.len()) {
        wanted.fetchers += 1;
        task(desk, fetch);
    }
}

async fn fetch(desk: Desk) {
    loop {
        let step = unpoisoned(&desk.web.wanted).next(Instant::now());
        match step {
            Step::Done => return,
            Step::Wait(pause) => tokio::time::sleep(pause).await,
            Step::Ask(key, known) => {
                ask(&desk, key, known).await;
                staff(&desk);
            }
        }
    }
}

async fn ask(desk: &Desk, key: WebKey, known: Option<Validators>) {
    let settings = desk.settings();
    // Switched off, or another address since: this wish is of the past.
    let client = if is_asked(&settings, key) { Some(client(desk, &settings)) } else { None };
    let answer = match client {
        None => None,
        Some(Err(error)) => Some(Err(error)),
        Some(Ok(client)) => Some(client.tile((key.z, key.x, key.y), known.as_ref()).await),
    };
    if let Some(answer) = settled(desk, key, known, answer) {
        take(desk, key, answer).await;
    }
}

/// Notes how a question ended; an answer is to be taken.
fn settled(
    desk: &Desk,
    key: WebKey,
    known: Option<Validators>,
    answer: Option<Result<Answer, TileError>>,
) -> Option<Answer> {
    let mut wanted = unpoisoned(&desk.web.wanted);
    wanted.under_way.remove(&key);
    match answer {
        None => wanted.fetch.retain(|(waiting, _)| waiting.source != key.source),
        Some(Err(error)) => {
            tracing::debug!(%error, z = key.z, x = key.x, y = key.y, "a tile has not come");
            if wanted.failed(key, known, &error, Instant::now()) {
                tell(desk, MapEvent::WebTrouble(Some(in_words(&error))));
            }
        }
        Some(Ok(answer)) => {
            (wanted.failures, wanted.pause_until) = (0, None);
            return Some(answer);
        }
    }
    None
}

/// Reads the picture and keeps the file, off the threads that wait for the network.
async fn take(desk: &Desk, key: WebKey, answer: Answer) {
    let desk = desk.clone();
    let done = tokio::task::spawn_blocking(move || keep(&desk, key, answer)).await;
    if let Err(error) = done {
        tracing::error!(%error, "a tile was not taken");
    }
}

fn keep(desk: &Desk, key: WebKey, answer: Answer) {
    let now = desk.now();
    let limit = desk.settings().map.cache_bytes();
    let until = |keep: Keep| now + TimeDelta::from_std(keep.fresh).unwrap_or_default();
    let nothing = |keep: Keep| KeptTile { body: Vec::new(), etag: None, modified: None, fresh_until: until(keep) };
    let written = match answer {
        Answer::Same(keep) => {
            trouble(desk, None);
            shelf(desk).and_then(|shelf| shelf.renew(shelf_key(key), until(keep)))
        }
        Answer::Nothing(keep) => {
            trouble(desk, None);
            put(desk, key, &nothing(keep), limit)
        }
        Answer::Tile { body, validators, keep } => match WebTile::read(&body) {
            Ok(tile) => {
                tell(desk, MapEvent::Web(key, Arc::new(tile)));
                trouble(desk, None);
                let Validators { etag, modified } = validators;
                let kept = KeptTile { body, etag, modified, fresh_until: until(keep) };
                if keep.stored { put(desk, key, &kept, limit) } else { Ok(()) }
            }
            Err(why) => {
                trouble(desk, Some(why));
                // Not asked for again at once: the server will say the same.
                put(desk, key, &nothing(Keep { fresh: Duration::from_mins(10), stored: true }), limit)
            }
        },
    };
    if let Err(error) = written {
        tracing::warn!(%error, "a tile was not kept");
    }
}

/// Tells a person why no tiles come, or that they come again; each once.
fn trouble(desk: &Desk, why: Option<Message>) {
    let mut wanted = unpoisoned(&desk.web.wanted);
    if wanted.told != why.is_some() {
        wanted.told = why.is_some();
        drop(wanted);
        tell(desk, MapEvent::WebTrouble(why));
    }
}

/// Fetches one tile for a person who tries the settings; nothing of it is kept.
pub(super) async fn try_one(desk: Desk) {
    let settings = desk.settings();
    let Some(template) = settings.map.tiles() else { return };
    let told = match client(&desk, &settings) {
        Ok(client) => tried(&desk, &client, &settings).await,
        Err(error) => Err(in_words(&error)),
    };
    tell(&desk, MapEvent::WebTried(template.mark(), told));
}

async fn tried(desk: &Desk, client: &Client, settings: &Settings) -> Result<Tried, Message> {
    let began = Instant::now();
    let tile = looked_at(settings).unwrap_or(TRIED_AT);
    let answer = client.tile(tile, None).await.map_err(|error| in_words(&error))?;
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (z, x, y) = tile;
    match answer {
        Answer::Tile { body, keep, .. } => {
            let (bytes, hours) = (body.len(), keep.fresh.as_secs() / 3_600);
            let read = tokio::task::spawn_blocking(move || WebTile::read(&body)).await;
            let size = read.map_err(|_dropped| Message::new("map-web-broken"))??.size;
            // It answers: whoever waits for it need not wait any longer.
            let mut wanted = unpoisoned(&desk.web.wanted);
            (wanted.failures, wanted.pause_until) = (0, None);
            Ok(Tried { size, bytes, ms, hours })
        }
        Answer::Nothing(_) | Answer::Same(_) => {
            Err(Message::new("map-web-nothing").with("tile", format!("{z}/{x}/{y}")))
        }
    }
}

/// The tile in the middle of what was looked at last.
fn looked_at(settings: &Settings) -> Option<(u8, u32, u32)> {
    use crate::app::map::{View, web};
    use crate::domain::place::GeoPoint;
    let place = settings.map.place?;
    let centre = GeoPoint { longitude: place.longitude, latitude: place.latitude };
    let nearest = u8::try_from(settings.map.tiles_nearest).unwrap_or(u8::MAX);
    let key = web::covering(&View { centre, size: [1.0, 1.0], zoom: place.zoom }, 0, nearest).first()?.key;
    Some((key.z, key.x, key.y))
}

/// Says how much is kept; `clear`: after letting go of it.
pub(super) fn count(desk: &Desk, clear: bool) {
    let limit = desk.settings().map.cache_bytes();
    let counted = || -> Result<u64, StoreError> {
        if !desk.profile.tiles().exists() {
            return Ok(0);
        }
        let shelf = shelf(desk)?;
        if clear {
            shelf.clear()?;
        } else {
            shelf.keep_within(limit)?;
        }
        shelf.size()
    };
    match counted() {
        Ok(bytes) => tell(desk, MapEvent::WebHeld(bytes)),
        Err(error) => desk.out.notice(crate::app::state::ToastLevel::Error, words::store_error(&error)),
    }
}

fn is_asked(settings: &Settings, key: WebKey) -> bool {
    settings.map.tiles().is_some_and(|template| template.mark() == key.source)
}

fn put(desk: &Desk, key: WebKey, tile: &KeptTile, limit: u64) -> Result<(), StoreError> {
    shelf(desk)?.put(shelf_key(key), tile, desk.now(), limit)
}

fn shelf_key(WebKey { source, z, x, y }: WebKey) -> ShelfKey {
    ShelfKey { source, z, x, y }
}

/// The file of kept tiles, opened when it is first needed.
fn shelf(desk: &Desk) -> Result<Arc<TileShelf>, StoreError> {
    let mut open = unpoisoned(&desk.web.shelf);
    if let Some(shelf) = &*open {
        return Ok(Arc::clone(shelf));
    }
    let shelf = Arc::new(TileShelf::open(&desk.profile.tiles())?);
    *open = Some(Arc::clone(&shelf));
    Ok(shelf)
}

/// The client of the present settings.
fn client(desk: &Desk, settings: &Settings) -> Result<Arc<Client>, TileError> {
    let template = settings.map.tiles().ok_or(TileError::BadAddress { reason: "no address".to_owned() })?;
    let config = Config {
        template,
        timeout: Duration::from_secs(settings.timeout_s),
        user_agent: concat!("cargorun-desk/", env!("CARGO_PKG_VERSION")).to_owned(),
        proxy: Some(settings.proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty()),
    };
    let mut known = unpoisoned(&desk.web.client);
    if let Some((of, client)) = &*known
        && *of == config
    {
        return Ok(Arc::clone(client));
    }
    let made = Arc::new(Client::new(config.clone())?);
    *known = Some((config, Arc::clone(&made)));
    Ok(made)
}

fn in_words(error: &TileError) -> Message {
    match error {
        TileError::BadAddress { .. } => Message::new("error-bad-address"),
        TileError::Offline { .. } => Message::new("map-web-offline"),
        TileError::Timeout => Message::new("error-timeout"),
        TileError::Refused { status } => Message::new("map-web-refused").with("status", status.to_string()),
        TileError::Patience { .. } => Message::new("error-too-many"),
        TileError::Status { status } => Message::new("error-server").with("status", status.to_string()),
        TileError::TooLong => Message::new("map-web-too-long"),
    }
}
