//! Which of the settlements is meant. One number for each, made of what a person would weigh: is it where the text says,
//! is it spelled so, is it large, does it come first.

use crate::geo::places::{Kind, Settlement};
use crate::geo::sphere;

use super::address::Address;
use super::candidates::{Candidate, Mark};
use super::names::Fit;

/// A town ten times as large weighs so much more: 500 people make 64, a million 138.
const TENFOLD: f64 = 23.0;
/// A letter of the text that the name explains.
const LETTER: f64 = 3.0;
const SLIP: f64 = 45.0;
/// A name of which only the beginning is typed; more so when the rest of the address is there already.
const UNFINISHED: f64 = 40.0;
const UNFINISHED_IN_ADDRESS: f64 = 50.0;
/// Where the text says.
const REGION: f64 = 150.0;
const DISTRICT: f64 = 60.0;
/// A town of so many people is believed even when the text puts it elsewhere: then it is the region that is wrong.
const BEYOND_DOUBT: u32 = 100_000;
/// Two slips, or one in an unfinished name, are forgiven in a town of so many people: a village is rather one that the
/// list doesn't have.
const WORTH_GUESSING: u32 = 10_000;
/// Named after so many other words that may be a settlement.
const LATER_RUN: f64 = 60.0;
/// Called a town or a village, and being one.
const CALLED_RIGHT: f64 = 40.0;
const CALLED_WRONG: f64 = 60.0;
/// A village, or a part of the city, near a town that is named too: the text goes from the large to the small.
const INSIDE: f64 = 200.0;
/// How near that is.
const NEIGHBOURHOOD_M: f64 = 80_000.0;
/// Towns are rarely called villages when they have more people than this.
const LARGE_VILLAGE: u32 = 30_000;

/// A settlement that may be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    pub(super) candidate: Candidate,
    /// Named exactly, and where the text says.
    pub(super) exact: bool,
    score: f64,
}

/// The settlements that the same words of the address may mean, best first, each once.
pub(super) fn best_first(address: &Address, mut candidates: Vec<Candidate>) -> Vec<Ranked> {
    let town = named_town(&candidates);
    let somewhere_right = candidates.iter().any(|one| address.hints.agrees(one.settlement) == Some(true));
    candidates.retain(|one| {
        let believed = match address.hints.agrees(one.settlement) {
            Some(true) => true,
            Some(false) => !somewhere_right && one.settlement.population >= BEYOND_DOUBT,
            None => one.settlement.population >= WORTH_GUESSING || !is_guess(one.fit),
        };
        believed && is_offered(address, one, town)
    });
    let mut ranked: Vec<Ranked> = candidates.into_iter().map(|candidate| rank(address, candidate, town)).collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    let meant = ranked.first().map(|best| (best.candidate.span.segment, best.candidate.span.start));
    let mut seen: Vec<*const Settlement> = Vec::new();
    ranked.retain(|one| {
        let settlement = std::ptr::from_ref(one.candidate.settlement);
        let first_time = !seen.contains(&settlement);
        seen.push(settlement);
        first_time && Some((one.candidate.span.segment, one.candidate.span.start)) == meant
    });
    ranked
}

fn is_guess(fit: Fit) -> bool {
    match fit {
        Fit::Exact | Fit::Beginning => false,
        Fit::Slips(slips) => slips > 1,
        Fit::BeginningWithSlips(_) => true,
    }
}

/// The largest town that the text names exactly and doesn't call a village.
fn named_town(candidates: &[Candidate]) -> Option<Candidate> {
    let exact = candidates.iter().filter(|one| one.fit == Fit::Exact && one.mark != Some(Mark::Village));
    exact.filter(|one| one.settlement.is_city()).max_by_key(|one| one.settlement.population).copied()
}

/// Quarters are parts of a city: offered only when the text names that city or its region.
fn is_offered(address: &Address, candidate: &Candidate, town: Option<Candidate>) -> bool {
    candidate.settlement.kind != Kind::Quarter
        || (candidate.fit == Fit::Exact
            && (is_inside(candidate, town) || address.hints.agrees(candidate.settlement) == Some(true)))
}

fn rank(address: &Address, candidate: Candidate, town: Option<Candidate>) -> Ranked {
    let place = candidate.settlement;
    let agrees = address.hints.agrees(place);
    let region = if agrees == Some(true) { REGION } else { 0.0 };
    let district = if address.hints.names_district_of(place) { DISTRICT } else { 0.0 };
    let size = (f64::from(place.population) + 100.0).log10() * TENFOLD;
    let run = f64::from(u32::try_from(candidate.run).unwrap_or(u32::MAX));
    let order = if is_inside(&candidate, town) { INSIDE } else { -run * LATER_RUN };
    let score = size + explained(address, &candidate) + region + district + called(&candidate) + order;
    Ranked { candidate, exact: candidate.fit == Fit::Exact && agrees != Some(false), score }
}

/// What the words are worth: letters explained, less what had to be forgiven.
fn explained(address: &Address, candidate: &Candidate) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let unfinished = if address.is_only(candidate.span) { UNFINISHED } else { UNFINISHED + UNFINISHED_IN_ADDRESS };
    let forgiven = match candidate.fit {
        Fit::Exact => 0.0,
        Fit::Beginning => unfinished,
        Fit::Slips(slips) => count(slips) * SLIP,
        Fit::BeginningWithSlips(slips) => unfinished + count(slips) * SLIP,
    };
    count(candidate.letters) * LETTER - forgiven
}

fn called(candidate: &Candidate) -> f64 {
    let place = candidate.settlement;
    match candidate.mark {
        None => 0.0,
        Some(Mark::City) if place.is_city() => CALLED_RIGHT,
        Some(Mark::Village) if place.population < LARGE_VILLAGE => CALLED_RIGHT,
        Some(Mark::City | Mark::Village) => -CALLED_WRONG,
    }
}

/// True for a village beside the town that the text names before it, and for a part of the city that it names.
fn is_inside(candidate: &Candidate, town: Option<Candidate>) -> bool {
    let Some(town) = town.filter(|town| town.span != candidate.span && candidate.fit == Fit::Exact) else {
        return false;
    };
    let (place, around) = (candidate.settlement, town.settlement);
    let away = sphere::distance_m(place.location, around.location);
    let village = candidate.mark == Some(Mark::Village) && town.run < candidate.run;
    let part = around.is_region() && place.region == around.region;
    place != around && away < NEIGHBOURHOOD_M && (village || part)
}
