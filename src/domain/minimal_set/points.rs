//! Findings of the points of a bid.

use chrono::{DateTime, Utc};

use super::{Field, Finding, Problem, finding, is_blank, missing};
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::place::Precision;

/// Findings of the list as a whole, then of each point. `tracked_from`: the moment before which nothing is tracked.
pub(super) fn check(points: &[BidPoint], tracked_from: Option<DateTime<Utc>>) -> Vec<Finding> {
    let own = || points.iter().enumerate().filter(|(_, point)| point.kind != PointKind::Start);
    let has = |kind| own().any(|(_, point)| point.kind == kind);
    let mut findings: Vec<Finding> = [
        finding(Field::Points, Problem::TooFewPoints, own().count() < 2),
        finding(Field::Points, Problem::NoLoad, !has(PointKind::Load)),
        finding(Field::Points, Problem::NoUnload, !has(PointKind::Unload)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let begins = own().filter_map(|(place, point)| Some((point.plan_enter_utc()?, place))).min();
    let untracked =
        begins.filter(|(moment, _)| tracked_from.is_some_and(|start| *moment < start)).map(|(_, place)| place);
    let mut before = None;
    for (place, point) in own() {
        let moment = point.plan_enter_utc();
        findings.extend(of_place(place, point).into_iter().flatten());
        findings.extend(when(place, point, moment.zip(before).is_some_and(|(moment, before)| moment <= before)));
        findings.extend(finding(Field::PointPlanEnter(place), Problem::BeforeTracking, untracked == Some(place)));
        findings.extend(window(place, point));
        before = moment.or(before);
    }
    findings
}

fn of_place(place: usize, point: &BidPoint) -> [Option<Finding>; 3] {
    let address = &point.place;
    let coordinates = Field::PointCoordinates(place);
    [
        missing(Field::PointAddress(place), is_blank(&address.address)),
        missing(Field::PointCity(place), address.settlement().is_empty()),
        if address.has_coordinates() {
            finding(coordinates, Problem::NotConfirmed, !is_confirmed(address.precision))
        } else {
            missing(coordinates, true)
        },
    ]
}

fn is_confirmed(precision: Precision) -> bool {
    match precision {
        Precision::Typed | Precision::Approximate => false,
        Precision::Confirmed => true,
    }
}

/// A point whose moment is unknown in UTC is left out of the order: its zone comes with its coordinates, and those are
/// a finding of their own.
fn when(place: usize, point: &BidPoint, is_not_after: bool) -> Option<Finding> {
    let field = Field::PointPlanEnter(place);
    missing(field, point.plan_enter.is_none()).or_else(|| finding(field, Problem::OutOfOrder, is_not_after))
}

/// Both ends of a window are on the same clock, the point's own.
fn window(place: usize, point: &BidPoint) -> Option<Finding> {
    let (begins, ends) = (point.plan_enter?, point.window_end?);
    finding(Field::PointWindow(place), Problem::WindowBackwards, ends < begins)
}
