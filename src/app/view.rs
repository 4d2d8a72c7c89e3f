//! What the view leaves of the bids: filter, search and the counts of the triage strip. Pure, over ready lines; their order
//! is [`super::list_order`]'s.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::bid_list::{BidCounts, BidFilter, BidLine, BidView};
use super::list_order::{self, By, Order, by_parts};
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::domain::search_key::Query;
use crate::domain::triage::{self, Limits, Watched};

/// What the groups go by beside the lines themselves.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Bids that cross another.
    pub crossing: &'a HashSet<LocalId>,
    /// My trucks.
    pub mine: &'a HashSet<LocalId>,
    /// The moment.
    pub now: DateTime<Utc>,
    /// When each rule of the strip speaks.
    pub limits: Limits,
}

/// Indexes of the lines that the view shows, in its order. `order`: kept by the caller for as long as the lines stay the same.
#[must_use]
pub fn shown(lines: &[BidLine], view: &BidView, ground: &Ground<'_>, order: &mut Option<Order>) -> Vec<u32> {
    let query = Query::new(&view.search);
    let shows = |line: &BidLine| {
        passes(line, view.filter, ground)
            && (!view.mine || is_mine(line, ground))
            && view.picked.as_ref().is_none_or(|picked| picked.ids.contains(&line.id))
            && query.matches(&line.search)
    };
    let by = By { sort: view.sort, descending: view.descending };
    let found = by_parts(lines, |first, part| {
        let hits = part.iter().zip(first..).filter(|(line, _)| shows(line));
        hits.map(|(_, index)| index).collect::<Vec<u32>>()
    });
    list_order::sorted(lines, by, found.concat(), order)
}

/// Counts of every group.
#[must_use]
pub fn counts(lines: &[BidLine], ground: &Ground<'_>) -> BidCounts {
    let mut counts = BidCounts::default();
    for line in lines {
        let add = |filter, field: &mut usize| *field += usize::from(passes(line, filter, ground));
        add(BidFilter::All, &mut counts.all);
        add(BidFilter::Active, &mut counts.active);
        add(BidFilter::Drafts, &mut counts.drafts);
        add(BidFilter::Planned, &mut counts.planned);
        add(BidFilter::Started, &mut counts.started);
        add(BidFilter::Done, &mut counts.done);
        add(BidFilter::Cancelled, &mut counts.cancelled);
        if line.watched.is_some() {
            add(BidFilter::Late, &mut counts.late);
            add(BidFilter::Standing, &mut counts.standing);
            add(BidFilter::NoGps, &mut counts.no_gps);
            add(BidFilter::NotAccepted, &mut counts.not_accepted);
        }
        add(BidFilter::Overlapping, &mut counts.overlapping);
        add(BidFilter::NoCar, &mut counts.no_car);
        add(BidFilter::Unsent, &mut counts.unsent);
        add(BidFilter::Attention, &mut counts.attention);
        add(BidFilter::Bin, &mut counts.bin);
    }
    counts
}

/// Does the line belong to the group?
#[must_use]
pub fn passes(line: &BidLine, filter: BidFilter, ground: &Ground<'_>) -> bool {
    if line.is_binned() {
        return filter == BidFilter::Bin;
    }
    let active = matches!(line.status, BidStatus::Draft | BidStatus::Planned | BidStatus::Started);
    match filter {
        BidFilter::Active => active,
        BidFilter::All => true,
        BidFilter::Bin => false,
        BidFilter::Drafts => line.status == BidStatus::Draft,
        BidFilter::Planned => line.status == BidStatus::Planned,
        BidFilter::Started => line.status == BidStatus::Started,
        BidFilter::Done => line.status == BidStatus::Done,
        BidFilter::Cancelled => line.status == BidStatus::Cancelled,
        BidFilter::Late => watched(line, |it| triage::is_late(it, line.late_min, ground.now, ground.limits.late)),
        BidFilter::Standing => watched(line, |it| triage::is_standing(it, ground.now, ground.limits.standing)),
        BidFilter::NoGps => watched(line, |it| triage::is_silent(it, ground.now, ground.limits.gps)),
        BidFilter::NotAccepted => watched(line, |it| triage::is_not_accepted(it, ground.now, ground.limits.accept)),
        BidFilter::Overlapping => active && ground.crossing.contains(&line.id),
        BidFilter::NoCar => active && line.car.is_empty(),
        BidFilter::Unsent => is_unsent(line),
        BidFilter::Attention => needs_person(line.state),
    }
}

fn watched(line: &BidLine, burns: impl FnOnce(&Watched) -> bool) -> bool {
    line.watched.as_ref().is_some_and(burns)
}

fn is_mine(line: &BidLine, ground: &Ground<'_>) -> bool {
    line.car_id.as_ref().is_some_and(|car| ground.mine.contains(car))
}

/// How many bids a group holds.
#[must_use]
pub const fn count_of(counts: &BidCounts, filter: BidFilter) -> usize {
    match filter {
        BidFilter::Active => counts.active,
        BidFilter::All => counts.all,
        BidFilter::Drafts => counts.drafts,
        BidFilter::Planned => counts.planned,
        BidFilter::Started => counts.started,
        BidFilter::Done => counts.done,
        BidFilter::Cancelled => counts.cancelled,
        BidFilter::Late => counts.late,
        BidFilter::Standing => counts.standing,
        BidFilter::NoGps => counts.no_gps,
        BidFilter::NotAccepted => counts.not_accepted,
        BidFilter::Overlapping => counts.overlapping,
        BidFilter::NoCar => counts.no_car,
        BidFilter::Unsent => counts.unsent,
        BidFilter::Attention => counts.attention,
        BidFilter::Bin => counts.bin,
    }
}

fn is_unsent(line: &BidLine) -> bool {
    line.queued
        || matches!(
            line.state,
            RecordState::LocalNew
                | RecordState::CreateInflight
                | RecordState::CreateUnknown
                | RecordState::Dirty
                | RecordState::PushInflight
                | RecordState::PushUnknown
                | RecordState::DeletePending
        )
}

fn needs_person(state: RecordState) -> bool {
    matches!(state, RecordState::Rejected | RecordState::Conflict | RecordState::RemoteGone | RecordState::Quarantine)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground<'a>(crossing: &'a HashSet<LocalId>, mine: &'a HashSet<LocalId>) -> Ground<'a> {
        Ground { crossing, mine, now: DateTime::UNIX_EPOCH, limits: Limits::default() }
    }

    fn line(id: &str, status: BidStatus, car: &str) -> BidLine {
        BidLine {
            status,
            route: "Казань → Уфа".into(),
            car: car.into(),
            search: crate::domain::search_key::fold(&format!("Казань Уфа {car}")),
            ..BidLine::blank(LocalId::new(id))
        }
    }

    #[test]
    fn groups_and_their_counts_agree() {
        let lines = vec![
            line("a", BidStatus::Started, "А123ВС77"),
            line("b", BidStatus::Draft, ""),
            line("c", BidStatus::Done, "В777ВВ77"),
            line("d", BidStatus::Cancelled, ""),
        ];
        let crossing = HashSet::from([LocalId::new("a"), LocalId::new("c")]);
        let found = counts(&lines, &ground(&crossing, &HashSet::new()));
        assert_eq!((found.all, found.active, found.done, found.cancelled), (4, 2, 1, 1));
        assert_eq!(found.no_car, 1, "a cancelled bid needs no truck");
        assert_eq!(found.overlapping, 1, "a done bid is past worrying");
        let view = BidView { filter: BidFilter::Active, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&crossing, &HashSet::new()), &mut None).len(), found.active);
    }

    #[test]
    fn what_is_in_the_bin_is_seen_there_alone() {
        let deleted = BidLine { state: RecordState::Tombstone, ..line("b", BidStatus::Draft, "") };
        let lines = vec![line("a", BidStatus::Draft, ""), deleted];
        let found = counts(&lines, &ground(&HashSet::new(), &HashSet::new()));
        assert_eq!((found.all, found.active, found.drafts, found.no_car, found.bin), (1, 1, 1, 1, 1));
        let view = BidView { filter: BidFilter::Bin, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new()), &mut None), [1]);
    }

    #[test]
    fn search_finds_a_plate_in_either_alphabet() {
        let lines = vec![line("a", BidStatus::Started, "А123ВС77"), line("b", BidStatus::Started, "Х001ХХ16")];
        let view = BidView { search: "a123bc".into(), ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new()), &mut None), [0]);
    }

    #[test]
    fn what_has_no_date_comes_last_and_descending_turns_it_round() {
        let mut early = line("a", BidStatus::Draft, "");
        early.first_utc = DateTime::from_timestamp(1, 0);
        let lines = vec![line("b", BidStatus::Draft, ""), early];
        let mut view = BidView { filter: BidFilter::All, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new()), &mut None), [1, 0]);
        view.descending = true;
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new()), &mut None), [0, 1]);
    }

    #[test]
    fn what_burns_is_counted_by_the_clock_and_my_trucks_are_seen_alone() {
        let watched = Watched { standing_since: Some(DateTime::UNIX_EPOCH), ..Watched::default() };
        let mut burning = line("a", BidStatus::Started, "А123ВС77");
        (burning.watched, burning.car_id) = (Some(watched), Some(LocalId::new("car-1")));
        let lines = vec![burning, line("b", BidStatus::Started, "В777ВВ77")];
        let (none, mine) = (HashSet::new(), HashSet::from([LocalId::new("car-1")]));
        let at = |hours| Ground { now: DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hours), ..ground(&none, &mine) };
        assert_eq!((counts(&lines, &at(3)).standing, counts(&lines, &at(4)).standing), (0, 1));
        let standing = BidView { filter: BidFilter::Standing, ..BidView::default() };
        assert_eq!(shown(&lines, &standing, &at(4), &mut None), [0]);
        let only_mine = BidView { filter: BidFilter::All, mine: true, ..BidView::default() };
        assert_eq!(shown(&lines, &only_mine, &at(0), &mut None), [0]);
    }
}
