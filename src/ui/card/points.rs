//! The points of the route as the card shows them: plan, window, facts, and who is late.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::format;
use crate::app::trail::dialled;
use crate::domain::bid::{BidPoint, PointFacts, PointKind};
use crate::domain::forecast::{self, Basis};
use crate::domain::place::{Place, Precision};
use crate::domain::typed_time::shown;
use crate::domain::visits::Visit;
use crate::words::{Arg, Lang};

/// A point, ready to be painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointModel {
    /// What is done there, for the mark.
    pub kind: PointKind,
    /// The same in words.
    pub kind_word: String,
    /// Town or village, what the eye looks for.
    pub settlement: String,
    /// The whole address.
    pub address: String,
    /// Region, district, federal district.
    pub area: String,
    /// `01.12.2026 10:00`, with the end of the window when there is one. Empty while not planned.
    pub plan: String,
    /// `+05:00`: whose clock it is.
    pub zone: String,
    /// What happened, one line a source.
    pub facts: Vec<String>,
    /// How the arrival stands to the plan.
    pub arrival: Option<Arrival>,
    /// Whom to call: name and phone as they are written, and the number to dial where it is one.
    pub contact: Option<(String, Option<String>)>,
    /// The note for the driver.
    pub notes: Vec<String>,
    /// The place is only a town of the embedded list, or only text.
    pub unconfirmed: Option<String>,
    /// Its place in the route, where its time is changed in place.
    pub edit: Option<usize>,
}

/// How an arrival stands to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// In time.
    InTime(String),
    /// After the planned time or the end of the window, in words.
    Late(String),
    /// Still ahead: when it is expected, in words, and whether that is late.
    Expected(String, bool),
}

/// The key of a point's kind.
#[must_use]
pub const fn kind_key(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Start => "card-point-start",
        PointKind::Load => "card-point-load",
        PointKind::Unload => "card-point-unload",
        PointKind::Custom => "card-point-custom",
        PointKind::Service => "card-point-service",
    }
}

/// Makes the model of a point. `own_offset`: minutes east of UTC of the dispatcher's clock, for facts at a place whose
/// zone isn't known.
#[must_use]
pub fn point(point: &BidPoint, facts: Option<&PointFacts>, lang: Lang, own_offset: i32) -> PointModel {
    point_with(point, facts, Outlook::default(), lang, own_offset)
}

/// What positions and the forecast tell of a point.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outlook<'a> {
    /// When it is expected, and by what the forecast is made.
    pub arrival: Option<(&'a forecast::Arrival, Basis)>,
    /// When positions saw the truck there.
    pub seen: Option<Visit>,
}

/// The same with what positions and the forecast tell.
#[must_use]
pub fn point_with(
    point: &BidPoint,
    facts: Option<&PointFacts>,
    outlook: Outlook<'_>,
    lang: Lang,
    own_offset: i32,
) -> PointModel {
    let place = &point.place;
    let local = |at: DateTime<Utc>| {
        place.zone.map_or_else(|| at.naive_utc() + TimeDelta::minutes(i64::from(own_offset)), |zone| zone.to_local(at))
    };
    let stamp = point.plan_enter.or_else(|| facts.and_then(|facts| facts.auto_entered_at).map(local));
    let zone = match (place.zone, stamp) {
        (Some(zone), Some(stamp)) => zone.label(stamp),
        _ => String::new(),
    };
    PointModel {
        kind: point.kind,
        kind_word: lang.text(kind_key(point.kind)),
        settlement: settlement(place),
        address: place.address.clone(),
        area: area(place),
        plan: plan(point),
        zone,
        facts: all_facts(facts, outlook.seen, point.plan_enter, lang, local),
        arrival: facts
            .and_then(|facts| arrival(point, facts, lang))
            .or_else(|| expected(outlook.arrival?, point.plan_enter, lang, local)),
        contact: contact(point),
        notes: point.comment.clone().into_iter().filter(|note| !note.trim().is_empty()).collect(),
        unconfirmed: unconfirmed(place, lang),
        edit: None,
    }
}

fn settlement(place: &Place) -> String {
    let known = place.settlement();
    if known.is_empty() { place.address.clone() } else { known.to_owned() }
}

fn area(place: &Place) -> String {
    let known = [&place.region, &place.district, &place.federal_district];
    let parts: Vec<_> = known.into_iter().flatten().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn plan(point: &BidPoint) -> String {
    let Some(enter) = point.plan_enter else { return String::new() };
    match point.window_end.or(point.plan_leave) {
        Some(end) => format!("{} – {}", shown(enter), format::beside(end, Some(enter))),
        None => shown(enter),
    }
}

/// The platform's facts; what positions saw stands there only where the platform has said nothing of its own.
fn all_facts(
    facts: Option<&PointFacts>,
    seen: Option<Visit>,
    plan: Option<NaiveDateTime>,
    lang: Lang,
    local: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> Vec<String> {
    let mut lines = facts.map(|facts| fact_lines(facts, plan, lang, &local)).unwrap_or_default();
    let by_platform = facts.is_some_and(|facts| facts.auto_entered_at.or(facts.auto_left_at).is_some());
    if let Some(visit) = seen.filter(|_| !by_platform) {
        let entered = local(visit.entered);
        let mut args = vec![("entered", Arg::Text(format::beside(entered, plan)))];
        let left = visit.left.map(|left| Arg::Text(format::beside(local(left), Some(entered))));
        let key = if left.is_some() { "plan-seen" } else { "plan-seen-in" };
        args.extend(left.map(|left| ("left", left)));
        lines.push(lang.text_with(key, &args));
    }
    lines
}

/// When the truck is expected.
fn expected(
    (arrival, basis): (&forecast::Arrival, Basis),
    plan: Option<NaiveDateTime>,
    lang: Lang,
    local: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> Option<Arrival> {
    let late = arrival.late_min();
    let mut args = vec![("at", Arg::Text(format::beside(local(arrival.at), plan)))];
    let key = match (basis, late) {
        (Basis::Clock, 0) => return None,
        (Basis::Clock, _) => "plan-not-there",
        (Basis::Platform, 0) => "plan-expected-platform",
        (Basis::Platform, _) => "plan-expected-platform-late",
        (Basis::Roads, 0) => "plan-expected",
        (Basis::Roads, _) => "plan-expected-late",
    };
    args.push(("by", Arg::Text(format::duration(TimeDelta::minutes(i64::from(late)), lang))));
    Some(Arrival::Expected(lang.text_with(key, &args), late > 0))
}

fn fact_lines(
    facts: &PointFacts,
    plan: Option<NaiveDateTime>,
    lang: Lang,
    local: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> Vec<String> {
    let at = |moment: DateTime<Utc>, before| Arg::Text(format::beside(local(moment), before));
    let mut lines = Vec::new();
    // Where several sources saw the truck come, one of them counts.
    let sources = [facts.logist_entered_at, facts.auto_entered_at, facts.driver_entered_at];
    let several = sources.iter().flatten().count() > 1;
    let counted = |words: String, place: usize| {
        let counts = several && sources.iter().position(Option::is_some) == Some(place);
        if counts { lang.text_with("card-fact-counts", &[("fact", words.into())]) } else { words }
    };
    match (facts.auto_entered_at, facts.auto_left_at) {
        (Some(entered), Some(left)) => {
            let before = Some(local(entered));
            let words = lang.text_with("card-fact-auto", &[("entered", at(entered, plan)), ("left", at(left, before))]);
            lines.push(counted(words, 1));
        }
        (Some(entered), None) => {
            lines.push(counted(lang.text_with("card-fact-auto-in", &[("entered", at(entered, plan))]), 1));
        }
        (None, Some(left)) => lines.push(lang.text_with("card-fact-auto-out", &[("left", at(left, plan))])),
        (None, None) => {}
    }
    for (key, moment, place) in
        [("card-fact-driver", facts.driver_entered_at, 2), ("card-fact-logist", facts.logist_entered_at, 0)]
    {
        let said = moment.map(|moment| lang.text_with(key, &[("entered", at(moment, plan))]));
        lines.extend(said.map(|words| counted(words, place)));
    }
    lines
}

/// Arrival against the plan, by the entry that counts.
fn arrival(point: &BidPoint, facts: &PointFacts, lang: Lang) -> Option<Arrival> {
    let entered = facts.entered_at()?;
    let latest = point.place.zone?.to_utc(point.window_end.or(point.plan_enter)?);
    let late = entered - latest;
    if late < TimeDelta::minutes(1) {
        return Some(Arrival::InTime(lang.text("card-arrival-in-time")));
    }
    let by = Arg::Text(format::duration(late, lang));
    Some(Arrival::Late(lang.text_with("card-arrival-late", &[("by", by)])))
}

fn contact(point: &BidPoint) -> Option<(String, Option<String>)> {
    let contact = point.contact.as_ref()?;
    let parts = [contact.name.trim(), contact.phone.trim()];
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then(|| (words, dialled(&contact.phone)))
}

fn unconfirmed(place: &Place, lang: Lang) -> Option<String> {
    match place.precision {
        Precision::Confirmed => None,
        Precision::Approximate => Some(lang.text("card-place-approximate")),
        Precision::Typed => Some(lang.text("card-place-typed")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::Contact;
    use crate::domain::place::Zone;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time of the test")
    }

    fn ufa() -> BidPoint {
        BidPoint {
            remote_id: Some(7),
            place: Place {
                address: "Уфа, улица Менделеева, 1".into(),
                city: Some("Уфа".into()),
                region: Some("Республика Башкортостан".into()),
                district: Some(" ".into()),
                federal_district: Some("Приволжский федеральный округ".into()),
                zone: Some(Zone::Fixed(300)),
                precision: Precision::Confirmed,
                ..Place::default()
            },
            plan_enter: Some(at("2026-12-02 14:00")),
            window_end: Some(at("2026-12-02 18:00")),
            contact: Some(Contact { name: "Склад".into(), phone: String::new() }),
            ..BidPoint::new(PointKind::Unload)
        }
    }

    #[test]
    fn the_plan_stands_on_the_clock_of_the_point() {
        let model = point(&ufa(), None, Lang::Ru, 180);
        assert_eq!(model.plan, "02.12.2026 14:00 – 18:00");
        assert_eq!(model.zone, "+05:00");
        assert_eq!(model.area, "Республика Башкортостан · Приволжский федеральный округ");
        assert_eq!(model.contact, Some(("Склад".to_owned(), None)));
        assert_eq!((model.facts.len(), model.arrival, model.unconfirmed), (0, None, None));
    }

    #[test]
    fn lateness_counts_from_the_end_of_the_window_in_absolute_time() {
        let entered = |utc: &str| PointFacts { auto_entered_at: Some(at(utc).and_utc()), ..PointFacts::default() };
        let seen = |utc: &str| point(&ufa(), Some(&entered(utc)), Lang::Ru, 180);
        // 13:00 UTC is 18:00 at Ufa: the very end of the window.
        assert_eq!(seen("2026-12-02 13:00").arrival, Some(Arrival::InTime("вовремя".into())));
        let late = seen("2026-12-02 15:05");
        assert_eq!(late.arrival, Some(Arrival::Late("опоздание 2\u{a0}ч 05\u{a0}мин".into())));
        assert_eq!(late.facts, ["GPS: въезд 20:05"], "a fact stands on the clock of the point too");
    }

    #[test]
    fn a_point_ahead_says_when_its_truck_is_expected_and_one_seen_by_positions_that_it_was_there() {
        let utc = |text: &str| at(text).and_utc();
        let due = Some(utc("2026-12-02 13:00"));
        let arrival = |text: &str| forecast::Arrival { point: 0, at: utc(text), due };
        let told = |arrival: &forecast::Arrival, basis| {
            let outlook = Outlook { arrival: Some((arrival, basis)), seen: None };
            point_with(&ufa(), None, outlook, Lang::Ru, 180).arrival
        };
        let (early, late) = (arrival("2026-12-02 11:10"), arrival("2026-12-02 14:20"));
        let words = "прогноз 19:20, опоздание 1\u{a0}ч 20\u{a0}мин";
        assert_eq!(told(&early, Basis::Roads), Some(Arrival::Expected("прогноз 16:10".into(), false)));
        assert_eq!(told(&late, Basis::Roads), Some(Arrival::Expected(words.into(), true)));
        assert_eq!(told(&early, Basis::Clock), None, "nobody knows where it is, and it is not late yet");
        let seen = Visit { entered: utc("2026-12-02 09:00"), left: Some(utc("2026-12-02 10:30")) };
        let outlook = Outlook { arrival: None, seen: Some(seen) };
        let model = point_with(&ufa(), None, outlook, Lang::Ru, 180);
        assert_eq!(model.facts, ["По координатам: въезд 14:00, выезд 15:30"]);
        let platform = PointFacts { auto_entered_at: Some(utc("2026-12-02 09:01")), ..PointFacts::default() };
        let both = point_with(&ufa(), Some(&platform), outlook, Lang::Ru, 180);
        assert_eq!(both.facts, ["GPS: въезд 14:01"], "the platform's own word stands");
    }

    #[test]
    fn the_dispatcher_outweighs_the_geofence() {
        let facts = PointFacts {
            auto_entered_at: Some(at("2026-12-02 15:05").and_utc()),
            logist_entered_at: Some(at("2026-12-02 12:55").and_utc()),
            auto_left_at: Some(at("2026-12-02 20:30").and_utc()),
            ..PointFacts::default()
        };
        let model = point(&ufa(), Some(&facts), Lang::Ru, 180);
        assert_eq!(model.arrival, Some(Arrival::InTime("вовремя".into())));
        assert_eq!(model.facts, ["GPS: въезд 20:05, выезд 03.12 01:30", "Диспетчер: прибытие 17:55 · засчитано"]);
    }
}
