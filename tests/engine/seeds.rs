//! Stories by their seeds: the same ones every time, and new ones with every run.
//!
//! `ENGINE_SEEDS=N` runs seeds 0…N−1, `ENGINE_SEED=n` one alone, `ENGINE_NEW=N` sets how many new ones come beside the
//! fixed (`.ci/run` asks for 4,000), `ENGINE_FROM=n` where they begin. `ENGINE_TRACE=1` prints every request of
//! theirs. `ENGINE_PLANTED=all` plants every bug instead of five,
//! `ENGINE_PLANTED=NoOverlap` that one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Instant, SystemTime};

use cargorun_desk::sandbox::Fault;
use chrono::TimeDelta;

use crate::planted::Planted;
use crate::profile::Profile;
use crate::story::Story;
use crate::template::run;

const FIXED: u64 = 1_000;
const NEW: u64 = 500;
/// Of so many seeds one is told twice.
const TWICE: usize = 50;

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
    story.take_back().await;
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
    let failed = Mutex::new(Vec::new());
    each(seeds, &|seed| {
        if let Err(reason) = check(*seed) {
            let mut failed = failed.lock().unwrap();
            failed.push(format!("{}\n  {reason}", Profile::of(*seed)));
            eprintln!("{}", failed.last().unwrap());
        }
    });
    failed.into_inner().unwrap()
}

/// Does something for each, on all cores; the reasons of those that failed.
pub(crate) fn in_parallel<T: Sync>(all: &[T], work: &(dyn Fn(&T) + Sync)) -> Vec<String> {
    let failed = Mutex::new(Vec::new());
    each(all, &|one| {
        if let Err(reason) = quietly(|| work(one)) {
            failed.lock().unwrap().push(reason);
        }
    });
    failed.into_inner().unwrap()
}

fn each<T: Sync>(all: &[T], work: &(dyn Fn(&T) + Sync)) {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
                    work(one);
                }
            });
        }
    });
}

/// Stories that failed once and taught something: told with every run.
const ONCE_FAILED: [u64; 13] = [
    2_915_277_544_826,
    2_915_277_546_773,
    2_915_277_545_004,
    2_915_277_546_933,
    2_915_277_546_431,
    3_642_004_495_045,
    3_642_004_497_622,
    3_347_481_994_647,
    1_928_026_964_155,
    1_928_026_965_804,
    2_859_299_741_264,
    2_859_299_744_143,
    3_970_188_353_324,
];

/// The seeds of this run.
fn seeds() -> Vec<u64> {
    match (number("ENGINE_SEED"), number("ENGINE_SEEDS")) {
        (Some(seed), _) => vec![seed],
        (None, Some(count)) => (0..count).collect(),
        (None, None) => {
            let from = today();
            let new = from..from + number("ENGINE_NEW").unwrap_or(NEW);
            (0..FIXED).chain(ONCE_FAILED).chain(new).collect()
        }
    }
}

#[test]
fn every_seed_keeps_the_invariants() {
    let seeds = seeds();
    let began = Instant::now();
    let failed = tell_all(&seeds, &|seed| tell(&Profile::of(seed), &Planted::None));
    eprintln!("{} seeds in {:?}", seeds.len(), began.elapsed());
    assert!(failed.is_empty(), "{} of {} seeds failed, see above", failed.len(), seeds.len());
}

/// Bugs that a run plants; the others have their turn in other runs.
const PLANTED_A_RUN: usize = 5;
/// Stories that a planted bug may survive.
const STORIES_A_BUG: usize = 600;

#[test]
fn stories_find_planted_bugs() {
    let all = Planted::all();
    let (first, count) = match std::env::var("ENGINE_PLANTED").as_deref() {
        Ok("all") => (0, all.len()),
        Ok(name) => (all.iter().position(|planted| format!("{planted:?}").starts_with(name)).unwrap(), 1),
        Err(_) => (usize::try_from(today() / 1_000).unwrap() % all.len(), PLANTED_A_RUN),
    };
    let mut survivors = Vec::new();
    for planted in all.iter().cycle().skip(first).take(count) {
        let seeds: Vec<u64> = (0..).filter(|seed| planted.may_show(&Profile::of(*seed))).take(STORIES_A_BUG).collect();
        let found = Mutex::new(None);
        let told = AtomicU64::new(0);
        let check = |seed: u64| {
            if found.lock().unwrap().is_none() {
                told.fetch_add(1, Ordering::SeqCst);
                if let Err(reason) = tell(&Profile::of(seed), planted) {
                    found.lock().unwrap().get_or_insert((seed, reason));
                }
            }
            Ok(())
        };
        tell_all(&seeds, &check);
        match found.into_inner().unwrap() {
            Some((seed, reason)) => {
                let line: String = reason.lines().nth(1).unwrap_or_default().chars().take(120).collect();
                eprintln!("{planted:?}: found by seed {seed}, after {} stories: {line}", told.into_inner());
            }
            None => survivors.push(format!("{planted:?}")),
        }
    }
    assert!(survivors.is_empty(), "not found in {STORIES_A_BUG} stories each: {survivors:?}");
}

/// A story's requests, whatever ids and handles were drawn by the system.
fn trace(profile: &Profile, skew: Option<TimeDelta>) -> Vec<String> {
    let mut profile = profile.clone();
    profile.skew = skew.unwrap_or(profile.skew);
    let trace = run(Box::pin(whole(profile, Planted::None, true)));
    let handle = regex::Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap();
    let mut known: Vec<String> = Vec::new();
    let mut name = |found: &regex::Captures<'_>| {
        let place = known.iter().position(|handle| *handle == found[0]);
        format!(
            "handle {}",
            place.unwrap_or_else(|| {
                known.push(found[0].to_owned());
                known.len() - 1
            })
        )
    };
    trace.iter().map(|line| handle.replace_all(line, &mut name).into_owned()).collect()
}

#[test]
fn a_seed_goes_the_same_way_every_time_and_by_any_clock_of_the_desk() {
    let seeds: Vec<u64> = seeds().into_iter().step_by(TWICE).collect();
    let failed = tell_all(&seeds, &|seed| {
        quietly(|| {
            let profile = Profile::of(seed);
            let first = trace(&profile, None);
            assert!(first.len() > 20, "{first:?}");
            same(&first, &trace(&profile, None), "again");
            // I7. A clock that jumps in between, and a reading from the beginning, are told by the desk's own clock.
            let is_told = profile.jumps > 0.0 || profile.backup || profile.has(Fault::Restore);
            if !is_told {
                same(&first, &trace(&profile, Some(profile.skew + TimeDelta::hours(7))), "I7");
            }
        })
    });
    eprintln!("{} seeds twice", seeds.len());
    assert!(failed.is_empty());
}

fn same(one: &[String], other: &[String], what: &str) {
    for (place, (one, other)) in one.iter().zip(other).enumerate() {
        assert_eq!(one, other, "{what}: request {place}");
    }
    assert_eq!(one.len(), other.len(), "{what}");
}
