//! Directories: shown at once as they were last read, refreshed behind that, searched on disk.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;

use super::{Desk, blocking, carrier, failure, locked, sources, tell, tell_keys, tell_orders};
use crate::app::groupage::Refreshed;
use crate::app::groupage::desk::{GroupageEvent, KeysTest, Refresh};
use crate::app::groupage::sources::is_held;
use crate::app::state::ToastLevel;
use crate::app::worker::words;
use crate::domain::ltl::Directory;

/// Entries of a search.
const FOUND: usize = 50;

/// What is refreshed by itself. Streets are a file of half a million lines: a person asks for them once, then they are
/// kept fresh like the others.
fn usual(desk: &Desk) -> Vec<Directory> {
    let is_wanted = |one: &Directory| {
        *one != Directory::Streets || desk.store.directory_state(Directory::Streets).is_ok_and(|state| state.is_some())
    };
    Directory::ALL.into_iter().filter(is_wanted).collect()
}

/// Refreshes by themselves those that are old.
pub(super) async fn refresh_usual(desk: Desk) {
    let here = desk.clone();
    // A panic there is reported by itself.
    let wanted = tokio::task::spawn_blocking(move || usual(&here)).await.unwrap_or_default();
    refresh(desk, wanted, false).await;
}

/// The screen begins: what is at hand is shown, what is old is refreshed.
pub(super) async fn begin(desk: Desk) {
    let here = desk.clone();
    let shown = tokio::task::spawn_blocking(move || {
        tell_keys(&here, KeysTest::NotAsked);
        tell_orders(&here);
        for directory in Directory::ALL {
            tell_one(&here, directory);
        }
        tell_ways(&here);
    });
    // A panic there is reported by itself.
    let _shown = shown.await;
    let has_key = carrier(&desk).is_ok_and(|carrier| carrier.client.has_appkey());
    if has_key {
        refresh_usual(desk).await;
    }
}

fn tell_one(desk: &Desk, directory: Directory) {
    let checked_at = match desk.store.directory_state(directory) {
        Ok(state) => state.map(|(_, at)| at),
        Err(error) => return desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    };
    let entries = sources(desk).ok().and_then(|sources| sources.all().get(&directory).map(Arc::clone));
    tell(desk, GroupageEvent::Directory(directory, entries, checked_at));
}

/// Refreshes directories one by one. `now`: whatever their age.
pub(super) async fn refresh(desk: Desk, wanted: Vec<Directory>, now: bool) {
    if desk.groupage.refreshing.swap(true, Ordering::AcqRel) {
        return;
    }
    match carrier(&desk) {
        Ok(carrier) => {
            let days = i64::try_from(desk.settings().dellin.directory_days).unwrap_or(1);
            let older_than = if now { TimeDelta::zero() } else { TimeDelta::days(days) };
            for directory in wanted {
                tell(&desk, GroupageEvent::Refreshing(directory, Refresh::Running));
                carrier.refresh(&[directory], older_than, |one, outcome| told(&desk, one, outcome)).await;
            }
            // They have no row of their own in the list: what fails here is asked for again with the next price.
            if carrier.refresh_days(older_than).await.is_ok_and(|count| count > 0) {
                tell_days(&desk);
            }
        }
        Err(message) => desk.out.notice(ToastLevel::Error, message),
    }
    desk.groupage.refreshing.store(false, Ordering::Release);
    tell(&desk, GroupageEvent::Refreshed);
}

/// Days of a way have come.
pub(super) fn tell_days(desk: &Desk) {
    blocking(desk, tell_ways);
}

fn tell_ways(desk: &Desk) {
    match desk.store.dispatch_ways() {
        Ok(ways) => tell(desk, GroupageEvent::Ways(ways)),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

fn told(desk: &Desk, directory: Directory, outcome: &Refreshed) {
    let refresh = match outcome {
        Refreshed::Fresh | Refreshed::Same => Refresh::Same,
        Refreshed::New(count) => Refresh::New(*count),
        Refreshed::NeedsAccount => Refresh::NeedsAccount,
        Refreshed::Failed(error) => Refresh::Failed(failure(error)),
    };
    let changed = matches!(outcome, Refreshed::New(_));
    if changed && is_held(directory) {
        *locked(&desk.groupage.sources) = None;
    }
    if !matches!(outcome, Refreshed::Fresh) {
        blocking(desk, move |desk| tell_one(desk, directory));
    }
    tell(desk, GroupageEvent::Refreshing(directory, refresh));
}

pub(super) fn find(desk: &Desk, directory: Directory, text: String) {
    match desk.store.find_entries(directory, &text, FOUND) {
        Ok(entries) => tell(desk, GroupageEvent::Found(directory, text, Arc::new(entries))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}
