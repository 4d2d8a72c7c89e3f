//! What the platform may object to in the result: the minimal set and crossings, by the rules of the form.

use crate::app::conflicts::{Case, Choices, Decided};
use crate::app::finding_words;
use crate::app::state::AppState;
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::id::LocalId;
use crate::domain::minimal_set::{Tracking, check};
use crate::domain::overlap::{Occupation, ResourceKind};

/// Sentences about the result as it now is; none for a book record.
#[must_use]
pub(super) fn findings(case: &Case, choices: &Choices, state: &AppState) -> Vec<String> {
    match case.decide(&choices.picks) {
        Decided::Bid(bid) => missing(&bid, state).into_iter().chain(crossings(case, &bid, state)).collect(),
        Decided::Book(_) | Decided::Deleted | Decided::Kept => Vec::new(),
    }
}

fn missing(bid: &Bid, state: &AppState) -> Vec<String> {
    let lang = state.settings.lang;
    let first_fixed_at = bid.car.as_ref().and_then(|car| state.books.car(car)).and_then(|car| car.first_fixed_at);
    let tracking = Tracking { pilot_start: state.settings.pilot_start, first_fixed_at };
    let blocking = check(bid, tracking).into_iter().filter(|finding| finding.blocks_sending());
    blocking
        .map(|finding| {
            let name = lang.say(&finding_words::name(finding.field));
            format!("{name}: {}", lang.say(&finding_words::problem(finding, tracking)))
        })
        .collect()
}

/// Crossings matter for what is, or may be, started.
fn crossings(case: &Case, bid: &Bid, state: &AppState) -> Vec<String> {
    let lang = state.settings.lang;
    let (Some(index), Some(occupation)) = (&state.overlaps, Occupation::of_bid(case.id(), bid)) else {
        return Vec::new();
    };
    if matches!(case.status, BidStatus::Done | BidStatus::Cancelled) {
        return Vec::new();
    }
    let name = |id: &LocalId| {
        let lines = state.bids.lines.as_ref()?;
        let number = lines.iter().find(|line| line.id == *id).map(|line| line.number.clone())?;
        (!number.is_empty()).then_some(number)
    };
    let said = index.check_all(&occupation).into_iter().map(|overlap| {
        let key = match overlap.resource {
            ResourceKind::Car => "conflicts-crosses-car",
            ResourceKind::Driver => "conflicts-crosses-driver",
            ResourceKind::Trailer => "conflicts-crosses-trailer",
        };
        let other = name(&overlap.other).unwrap_or_else(|| lang.text("conflicts-crosses-local"));
        lang.text_with(key, &[("bid", other.into())])
    });
    said.collect()
}
