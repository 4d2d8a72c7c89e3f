//! Stories by their seeds: the same ones every time, and new ones with every run.
//!
//! `ENGINE_SEEDS=N` runs seeds 0…N−1, `ENGINE_SEED=n` one alone, `ENGINE_NEW=N` sets how many new ones come beside the
//! fixed, `ENGINE_FROM=n` where they begin.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use crate::planted::Planted;
use crate::profile::Profile;
use crate::story::Story;
use crate::template::run;

const FIXED: u64 = 1_000;
const NEW: u64 = 500;

pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// A beginning that no run had before.
pub(crate) fn today() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    number("ENGINE_FROM").unwrap_or_else(|| since.as_secs() * 1_000)
}

/// Tells one story and judges it; what went wrong, if anything did.
pub(crate) fn tell(profile: &Profile, planted: &Planted) -> Result<(), String> {
    let story = || run(Box::pin(whole(profile.clone(), planted.clone(), false)));
    quietly(story).map(drop)
}

async fn whole(profile: Profile, planted: Planted, traced: bool) -> Vec<String> {
    let mut story = Story::begin(profile, planted);
    if traced {
        story.desks.iter().for_each(|desk| *desk.wire.trace.lock().unwrap() = Some(Vec::new()));
    }
    story.tell().await;
    story.settle().await;
    story.judge().await;
    let traces = story.desks.iter().flat_map(|desk| desk.wire.trace.lock().unwrap().take().unwrap_or_default());
    traces.collect()
}

thread_local! {
    /// What the last panic of this thread said, while stories run on it.
    static SAID: std::cell::RefCell<Option<String>> = const { std::cell::RefCell::new(None) };
}

fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if SAID.with_borrow(Option::is_some) {
                SAID.set(Some(info.to_string()));
            } else {
                usual(info);
            }
        }));
    });
    SAID.set(Some(String::new()));
    let done = catch_unwind(AssertUnwindSafe(work));
    let said = SAID.take().unwrap_or_default();
    done.map_err(|_panic| said)
}

/// Runs stories on all cores; the profiles and the reasons of those that failed.
fn tell_all(seeds: &[u64], check: &(dyn Fn(u64) -> Result<(), String> + Sync)) -> Vec<String> {
    let (next, failed) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(usize::try_from(next.fetch_add(1, Ordering::SeqCst)).unwrap()) {
                    if let Err(reason) = check(*seed) {
                        let mut failed = failed.lock().unwrap();
                        failed.push(format!("{}\n  {reason}", Profile::of(*seed)));
                        eprintln!("{}", failed.last().unwrap());
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap()
}

#[test]
fn every_seed_keeps_the_invariants() {
    let seeds: Vec<u64> = match (number("ENGINE_SEED"), number("ENGINE_SEEDS")) {
        (Some(seed), _) => vec![seed],
        (None, Some(count)) => (0..count).collect(),
        (None, None) => {
            let from = today();
            (0..FIXED).chain(from..from + number("ENGINE_NEW").unwrap_or(NEW)).collect()
        }
    };
    let began = Instant::now();
    let failed = tell_all(&seeds, &|seed| tell(&Profile::of(seed), &Planted::None));
    eprintln!("{} seeds in {:?}", seeds.len(), began.elapsed());
    assert!(failed.is_empty(), "{} of {} seeds failed, see above", failed.len(), seeds.len());
}
