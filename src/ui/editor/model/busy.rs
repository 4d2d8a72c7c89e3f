//! Whose time the bid would take: crossings with other bids, the way out of them, and what the platform thinks.

use chrono::{DateTime, TimeDelta, Utc};

use super::choices::Choices;
use super::clocks::{Present, told_stretch};
use crate::app::bid_list::BidLine;
use crate::app::books::Books;
use crate::domain::bid::Bid;
use crate::domain::book::Driver;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::overlap::{Occupation, OverlapIndex, ResourceKind};
use crate::ui::widgets::pick::ChoiceList;
use crate::words::Lang;

/// The name under which a bid that isn't stored yet asks the index: no stored bid has it.
const UNSAVED: &str = "the form";

/// Pause between another bid's end and the first point that is moved behind it.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// A free gap is looked for behind at most this many bids in a row.
const MOST_JUMPS: usize = 500;

/// Another bid that holds the same truck or people at the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct Busy {
    /// The other bid.
    pub other: LocalId,
    /// The platform's number, once it has one.
    pub number: Option<i64>,
    /// Its route, as the list shows it.
    pub route: String,
    /// What both hold, none twice.
    pub resources: Vec<(ResourceKind, LocalId)>,
    /// Its first planned moment.
    pub from: DateTime<Utc>,
    /// Its last planned moment.
    pub to: DateTime<Utc>,
}

/// What the bid would hold, as far as truck, people and dates are known.
#[must_use]
pub fn occupation(bid: &Bid, id: Option<&LocalId>) -> Option<Occupation> {
    let unsaved = LocalId::new(UNSAVED);
    Occupation::of_bid(id.unwrap_or(&unsaved), bid).filter(|held| !held.resources.is_empty())
}

/// The other bids that the occupation crosses, earliest first, each named once with all that both hold.
#[must_use]
pub fn crossings(index: &OverlapIndex, occupation: &Occupation, lines: &[BidLine]) -> Vec<Busy> {
    let mut found: Vec<Busy> = Vec::new();
    for (kind, id) in &occupation.resources {
        for overlap in index.check((*kind, id), occupation.from, occupation.to, Some(&occupation.bid)) {
            let shared = (*kind, id.clone());
            if let Some(busy) = found.iter_mut().find(|busy| busy.other == overlap.other) {
                if !busy.resources.contains(&shared) {
                    busy.resources.push(shared);
                }
                continue;
            }
            let line = lines.iter().find(|line| line.id == overlap.other);
            found.push(Busy {
                number: line.and_then(|line| line.remote),
                route: line.map(|line| line.route.clone()).unwrap_or_default(),
                other: overlap.other,
                resources: vec![shared],
                from: overlap.from,
                to: overlap.to,
            });
        }
    }
    found.sort_by_key(|busy| (busy.from, busy.to));
    found
}

/// What the words about a crossing are made of.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// Names of trucks and trailers.
    pub choices: &'a Choices,
    /// Names of drivers.
    pub books: &'a Books,
    /// The dispatcher's clock.
    pub present: Present,
    /// The language of the screen.
    pub lang: Lang,
}

/// What is busy, and with which bid from when to when: two parts of one line.
#[must_use]
pub fn words(busy: &Busy, naming: Naming<'_>) -> (String, String) {
    let lang = naming.lang;
    let held = busy.resources.iter().map(|held| held_name(held, naming)).collect::<Vec<_>>().join(", ");
    let bid = match busy.number {
        Some(number) => lang.text_with("editor-busy-bid", &[("number", numbered(number, lang).into())]),
        None => lang.text("editor-busy-draft"),
    };
    let parts = [bid, busy.route.clone(), told_stretch(busy.from, busy.to, naming.present)];
    let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    (lang.text_with("editor-busy", &[("held", held.into())]), about)
}

/// `№ 48213`.
#[must_use]
pub fn numbered(number: i64, lang: Lang) -> String {
    lang.text_with("editor-bid-number", &[("number", number.to_string().into())])
}

fn held_name((kind, id): &(ResourceKind, LocalId), naming: Naming<'_>) -> String {
    let title = |list: &ChoiceList<LocalId>| list.get(id).map(|row| row.title.clone()).unwrap_or_default();
    let (key, name) = match kind {
        ResourceKind::Car => ("editor-held-car", title(&naming.choices.cars)),
        ResourceKind::Trailer => ("editor-held-trailer", title(&naming.choices.trailers)),
        ResourceKind::Driver => {
            let driver = naming.books.driver(id).map(Driver::short_name);
            ("editor-held-driver", driver.unwrap_or_default())
        }
    };
    naming.lang.text_with(key, &[("name", name.into())])
}

/// How far the plan must move so that it begins an hour after the last bid or time out of work in its way, and meets none
/// behind it; `None` too when what is in its way has no end.
#[must_use]
pub fn shift_to_free(index: &OverlapIndex, occupation: &Occupation) -> Option<TimeDelta> {
    let length = occupation.to.signed_duration_since(occupation.from);
    let mut tried = occupation.clone();
    for _ in 0..MOST_JUMPS {
        let Some(end) = index.free_from(&tried) else {
            return Some(tried.from.signed_duration_since(occupation.from)).filter(|by| !by.is_zero());
        };
        tried.from = end.checked_add_signed(PAUSE)?;
        tried.to = tried.from.checked_add_signed(length)?;
    }
    None
}

/// Where our check of the truck and the platform's differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disagreement {
    /// Bids that only the platform sees in the way.
    pub only_theirs: Vec<i64>,
    /// Bids that only we see in the way, of those the platform has.
    pub only_ours: Vec<i64>,
}

impl Disagreement {
    /// Compares; the platform checks the truck alone, so only crossings of the truck count.
    #[must_use]
    pub fn between(ours: &[Busy], theirs: &[RemoteId]) -> Self {
        let of_car = |busy: &&Busy| busy.resources.iter().any(|(kind, _)| *kind == ResourceKind::Car);
        let ours: Vec<i64> = ours.iter().filter(of_car).filter_map(|busy| busy.number).collect();
        let theirs: Vec<i64> = theirs.iter().map(|id| id.0).collect();
        let without = |one: &[i64], other: &[i64]| one.iter().filter(|id| !other.contains(id)).copied().collect();
        Self { only_theirs: without(&theirs, &ours), only_ours: without(&ours, &theirs) }
    }
}
