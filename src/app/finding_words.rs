//! What a finding of the minimal set is called and what it says: one wording for the form and the command line.
//!
//! A whole sentence is `name — problem`: "Точка 1: адрес — не указан".

use crate::domain::minimal_set::{Field, Finding, Problem, Tracking};
use crate::words::Message;

/// What the field is called in a list of what is missing. Rows of cargos and points count from one.
#[must_use]
pub fn name(field: Field) -> Message {
    let row = |key: &'static str, place: usize| Message::new(key).with("row", place.saturating_add(1));
    match field {
        Field::PaymentType => Message::new("finding-field-payment-type"),
        Field::VatType => Message::new("finding-field-vat-type"),
        Field::Price => Message::new("finding-field-price"),
        Field::Driver => Message::new("finding-field-driver"),
        Field::Car => Message::new("finding-field-car"),
        Field::CargoName(place) => row("finding-field-cargo-name", place),
        Field::CargoType(place) => row("finding-field-cargo-type", place),
        Field::Points => Message::new("finding-field-points"),
        Field::PointAddress(place) => row("finding-field-point-address", place),
        Field::PointCity(place) => row("finding-field-point-city", place),
        Field::PointCoordinates(place) => row("finding-field-point-coordinates", place),
        Field::PointPlanEnter(place) => row("finding-field-point-plan-enter", place),
        Field::PointWindow(place) => row("finding-field-point-window", place),
    }
}

/// What is wrong with the field, short enough to stand beside its name.
#[must_use]
pub fn problem(finding: Finding, tracking: Tracking) -> Message {
    match finding.problem {
        Problem::Missing => missing(finding.field),
        Problem::NotPositive => Message::new("finding-not-positive"),
        Problem::TooFewPoints => Message::new("finding-too-few-points"),
        Problem::NoLoad => Message::new("finding-no-load"),
        Problem::NoUnload => Message::new("finding-no-unload"),
        Problem::OutOfOrder => Message::new("finding-out-of-order"),
        Problem::NotConfirmed => Message::new("finding-not-confirmed"),
        Problem::WindowBackwards => Message::new("finding-window-backwards"),
        Problem::BeforeTracking => before_tracking(tracking),
    }
}

/// The noun's gender decides the ending, so every field has its own words.
fn missing(field: Field) -> Message {
    Message::new(match field {
        Field::PaymentType => "finding-missing-payment-type",
        Field::VatType => "finding-missing-vat-type",
        Field::Price => "finding-missing-price",
        Field::Driver => "finding-missing-driver",
        Field::Car => "finding-missing-car",
        Field::CargoName(_) => "finding-missing-cargo-name",
        Field::CargoType(_) => "finding-missing-cargo-type",
        Field::Points => "finding-too-few-points",
        Field::PointAddress(_) => "finding-missing-address",
        Field::PointCity(_) => "finding-missing-city",
        Field::PointCoordinates(_) => "finding-missing-coordinates",
        Field::PointPlanEnter(_) | Field::PointWindow(_) => "finding-missing-time",
    })
}

/// Names the later of the two dates: it is the one that the bid is too early for.
fn before_tracking(tracking: Tracking) -> Message {
    let pilot = Tracking { first_fixed_at: None, ..tracking }.starts_at();
    let (key, day) = match tracking.first_fixed_at {
        Some(fix) if pilot.is_none_or(|pilot| pilot < fix) => ("finding-before-first-fix", Some(fix.date_naive())),
        _ => ("finding-before-pilot", tracking.pilot_start),
    };
    Message::new(key).with("day", day.map(|day| day.format("%d.%m.%Y").to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone as _, Utc};

    use super::*;
    use crate::words::Lang;

    fn too_early(tracking: Tracking) -> String {
        let finding = Finding { field: Field::PointPlanEnter(0), problem: Problem::BeforeTracking };
        Lang::Ru.say(&problem(finding, tracking))
    }

    #[test]
    fn the_later_of_the_two_dates_is_the_one_named() {
        let pilot_start = NaiveDate::from_ymd_opt(2026, 11, 10);
        let fix = |day| Utc.with_ymd_and_hms(2026, 11, day, 9, 0, 0).single();
        let pilot_only = Tracking { pilot_start, first_fixed_at: None };
        assert!(too_early(pilot_only).contains("10.11.2026"));
        let both = |day| Tracking { pilot_start, first_fixed_at: fix(day) };
        assert!(too_early(both(12)).contains("12.11.2026"));
        assert!(too_early(both(8)).contains("10.11.2026"));
        assert!(too_early(Tracking { pilot_start: None, first_fixed_at: fix(8) }).contains("08.11.2026"));
    }

    #[test]
    fn every_finding_has_words_in_both_languages() {
        let fields = [
            Field::PaymentType,
            Field::VatType,
            Field::Price,
            Field::Driver,
            Field::Car,
            Field::CargoName(1),
            Field::CargoType(1),
            Field::Points,
            Field::PointAddress(1),
            Field::PointCity(1),
            Field::PointCoordinates(1),
            Field::PointPlanEnter(1),
            Field::PointWindow(1),
        ];
        let problems = [
            Problem::Missing,
            Problem::NotPositive,
            Problem::TooFewPoints,
            Problem::NoLoad,
            Problem::NoUnload,
            Problem::OutOfOrder,
            Problem::NotConfirmed,
            Problem::WindowBackwards,
            Problem::BeforeTracking,
        ];
        for lang in [Lang::Ru, Lang::En] {
            for field in fields {
                for kind in problems {
                    let finding = Finding { field, problem: kind };
                    for message in [name(field), problem(finding, Tracking::default())] {
                        let said = lang.say(&message);
                        assert!(!said.contains("finding-"), "{lang:?}: {said}");
                    }
                }
            }
            assert!(lang.say(&name(Field::PointAddress(1))).contains('2'), "rows count from one");
        }
    }
}
