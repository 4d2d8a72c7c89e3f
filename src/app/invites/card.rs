//! All of one invitation for its card: what a row has no room for, worked out once on the worker.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::drafting::Drafting;
use super::empty_run::{self, EmptyRun};
use super::invitation;
use super::names::AtiNames;
use super::picture::{self, RoutePicture};
use crate::app::books::Books;
use crate::app::settings::Settings;
use crate::domain::bid::PointKind;
use crate::domain::invite::{Dictionary, Invitation, InvitePoint, Left, Speaker as _};
use crate::domain::overlap::OverlapIndex;
use crate::domain::place::GeoPoint;
use crate::geo::zones;
use crate::store::invites::{InviteKey, InviteRecord};
use crate::store::{Store, StoreError};
use crate::words::Lang;

/// A card.
#[derive(Debug, Clone, PartialEq)]
pub struct InviteCard {
    /// Of which invitation.
    pub key: InviteKey,
    /// Stops in the order of the route.
    pub stops: Vec<CardStop>,
    /// Ways to load and to unload.
    pub handling: Vec<(Handling, String)>,
    /// Everything else that the invitation says, a line each.
    pub said: Vec<String>,
    /// The route on a small map, when the stops have places.
    pub picture: Option<RoutePicture>,
    /// The nearest truck that is free by then.
    pub empty_run: Option<EmptyRun>,
    /// The content never came: there is nothing to show.
    pub is_unread: bool,
}

/// What a way of handling is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handling {
    /// Loading.
    Loading,
    /// Unloading.
    Unloading,
}

/// A stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardStop {
    /// What is done there.
    pub kind: PointKind,
    /// Its town.
    pub place: String,
    /// Street and house; may be empty.
    pub street: String,
    /// Day and hours, by the clocks of the place; may be empty.
    pub when: String,
    /// Who is there, whom to call.
    pub notes: Vec<String>,
}

/// What the desk knows around an invitation.
pub struct Around<'a> {
    /// Names, books and rules.
    pub drafting: &'a Drafting,
    /// The memory.
    pub store: &'a Store,
    /// Books.
    pub books: &'a Books,
    /// Planned occupations.
    pub index: &'a OverlapIndex,
}

/// Makes the card.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn card(
    record: &InviteRecord,
    settings: &Settings,
    around: &Around<'_>,
    now: DateTime<Utc>,
) -> Result<InviteCard, StoreError> {
    let one = invitation(record, settings);
    let (names, lang) = (around.drafting.names(), settings.lang);
    let words = around.drafting.words(lang);
    let handling = [(Handling::Loading, one.demands.loading), (Handling::Unloading, one.demands.unloading)];
    let handling = handling.into_iter().filter_map(|(what, bits)| {
        let ways = Dictionary::Loading.taken_apart(bits.filter(|bits| *bits != 0)?);
        let ways: Vec<String> = ways.into_iter().map(|way| words.code(Dictionary::Loading, way)).collect();
        Some((what, ways.join(", ")))
    });
    let places = places(&one, names);
    let empty_run = match places.first().copied().flatten() {
        Some(at) => empty_run::nearest(around, at, loading_moment(&one, at).unwrap_or(now).max(now), now)?,
        None => None,
    };
    let known: Vec<GeoPoint> = places.into_iter().flatten().collect();
    Ok(InviteCard {
        key: record.key.clone(),
        stops: one.points.iter().map(|stop| card_stop(stop, names, lang)).collect(),
        handling: handling.collect(),
        said: one
            .left
            .iter()
            .filter(|left| !is_shown(left))
            .chain(&one.cargo.left)
            .map(|left| words.left(left))
            .collect(),
        picture: picture::picture(&known, settings.theme),
        empty_run,
        is_unread: record.history.content.is_none(),
    })
}

/// Fields of the invitation that the card shows in a place of their own.
const SHOWN: [&str; 17] = [
    "date",
    "cancellation_date",
    "is_tracking",
    "deal_kind",
    "load_number",
    "distance",
    "platon_roads_length",
    "toll_roads_length",
    "car_type_string",
    "loading_type",
    "unloading_type",
    "trucks_quantity",
    "money_type",
    "prepay_percent",
    "pay_days",
    "in_fuel",
    "on_unloading",
];

fn is_shown(left: &Left) -> bool {
    left.known && SHOWN.contains(&left.field.as_str())
}

/// Where the stops are: as written, else the middle of the city.
fn places(one: &Invitation, names: &AtiNames) -> Vec<Option<GeoPoint>> {
    let city = |stop: &InvitePoint| stop.city_id.and_then(|id| names.city(id)).and_then(|city| city.at);
    let place = |stop: &InvitePoint| stop.at.or_else(|| city(stop)).filter(|at| at.is_usable());
    one.points.iter().map(place).collect()
}

/// When loading begins; without an hour, at the beginning of the day.
fn loading_moment(one: &Invitation, at: GeoPoint) -> Option<DateTime<Utc>> {
    let stop = one.points.first()?;
    let local = stop.first_day?.and_time(stop.opens.unwrap_or_default());
    zones::zone_at(at).map(|zone| zone.to_utc(local))
}

fn card_stop(stop: &InvitePoint, names: &AtiNames, lang: Lang) -> CardStop {
    let mut notes = Vec::new();
    notes.extend(stop.organisation.clone());
    let people = stop.people.iter().map(|person| format!("{} {}", person.name, person.phone).trim().to_owned());
    notes.extend(people.filter(|person| !person.is_empty()));
    CardStop {
        kind: stop.kind,
        place: names.place(stop, lang),
        street: stop.street.clone().unwrap_or_default(),
        when: when(stop, lang),
        notes,
    }
}

/// `02.12–03.12, 10:00–18:00`.
fn when(stop: &InvitePoint, lang: Lang) -> String {
    let day = |day: chrono::NaiveDate| day.format("%d.%m").to_string();
    let mut text = stop.first_day.map(day).unwrap_or_default();
    if let Some(last) = stop.last_day.filter(|last| stop.first_day.is_none_or(|first| *last > first)) {
        let _infallible = write!(text, "–{}", day(last));
    }
    let hours = if stop.round_the_clock {
        lang.text("ati-field-is-round-the-clock").to_lowercase()
    } else {
        let clock = |time: Option<chrono::NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
        [clock(stop.opens), clock(stop.closes)].into_iter().flatten().collect::<Vec<_>>().join("–")
    };
    [text, hours].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_are_said_shortly() {
        let stop = |first: &str, last: &str, opens: &str, closes: &str| InvitePoint {
            first_day: first.parse().ok(),
            last_day: last.parse().ok(),
            opens: opens.parse().ok(),
            closes: closes.parse().ok(),
            ..InvitePoint::new(PointKind::Load)
        };
        for (stop, said) in [
            (stop("2026-12-02", "2026-12-03", "10:00:00", "18:00:00"), "02.12–03.12, 10:00–18:00"),
            (stop("2026-12-02", "2026-12-02", "10:00:00", ""), "02.12, 10:00"),
            (stop("2026-12-02", "", "", ""), "02.12"),
            (stop("", "", "", ""), ""),
        ] {
            assert_eq!(when(&stop, Lang::Ru), said);
        }
        let always = InvitePoint { round_the_clock: true, ..stop("2026-12-02", "", "10:00:00", "") };
        assert_eq!(when(&always, Lang::Ru), "02.12, круглосуточно");
    }
}
