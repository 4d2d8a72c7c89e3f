//! What the view leaves of the bids: filter, search, sort and the counts of the triage strip. Pure, over ready lines.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::bid_list::{BidCounts, BidFilter, BidLine, BidSort, BidView};
use super::lines::status_rank;
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::domain::search_key::Query;

/// Indexes of the lines that the view shows, in its order.
#[must_use]
pub fn shown(lines: &[BidLine], view: &BidView, crossing: &HashSet<LocalId>) -> Vec<u32> {
    let query = Query::new(&view.search);
    let mut indexes: Vec<u32> = lines
        .iter()
        .zip(0_u32..)
        .filter(|(line, _)| passes(line, view.filter, crossing) && query.matches(&line.search))
        .map(|(_, index)| index)
        .collect();
    let at = |index: u32| usize::try_from(index).ok().and_then(|index| lines.get(index));
    indexes.sort_by(|a, b| match (at(*a), at(*b)) {
        (Some(a), Some(b)) => {
            let order = compare(a, b, view.sort);
            let order = if view.descending { order.reverse() } else { order };
            order.then_with(|| b.remote.cmp(&a.remote)).then_with(|| b.id.cmp(&a.id))
        }
        _ => Ordering::Equal,
    });
    indexes
}

/// Counts of every group.
#[must_use]
pub fn counts(lines: &[BidLine], crossing: &HashSet<LocalId>) -> BidCounts {
    let mut counts = BidCounts::default();
    for line in lines {
        let add = |filter, field: &mut usize| *field += usize::from(passes(line, filter, crossing));
        add(BidFilter::All, &mut counts.all);
        add(BidFilter::Active, &mut counts.active);
        add(BidFilter::Drafts, &mut counts.drafts);
        add(BidFilter::Planned, &mut counts.planned);
        add(BidFilter::Started, &mut counts.started);
        add(BidFilter::Done, &mut counts.done);
        add(BidFilter::Cancelled, &mut counts.cancelled);
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
pub fn passes(line: &BidLine, filter: BidFilter, crossing: &HashSet<LocalId>) -> bool {
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
        BidFilter::Overlapping => active && crossing.contains(&line.id),
        BidFilter::NoCar => active && line.car.is_empty(),
        BidFilter::Unsent => is_unsent(line),
        BidFilter::Attention => needs_person(line.state),
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

fn compare(a: &BidLine, b: &BidLine, sort: BidSort) -> Ordering {
    // What has no value comes last in the ascending order.
    let by_text = |a: &str, b: &str| a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b));
    match sort {
        BidSort::LoadTime => {
            a.first_utc.is_none().cmp(&b.first_utc.is_none()).then_with(|| a.first_utc.cmp(&b.first_utc))
        }
        BidSort::Number => a.remote.is_none().cmp(&b.remote.is_none()).then_with(|| a.remote.cmp(&b.remote)),
        BidSort::Status => status_rank(&a.status).cmp(&status_rank(&b.status)),
        BidSort::Route => by_text(&a.route, &b.route),
        BidSort::Car => by_text(&a.car, &b.car),
        BidSort::Driver => by_text(&a.driver, &b.driver),
        BidSort::Customer => by_text(&a.customer, &b.customer),
        BidSort::Price => a.price_kopecks.cmp(&b.price_kopecks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let found = counts(&lines, &crossing);
        assert_eq!((found.all, found.active, found.done, found.cancelled), (4, 2, 1, 1));
        assert_eq!(found.no_car, 1, "a cancelled bid needs no truck");
        assert_eq!(found.overlapping, 1, "a done bid is past worrying");
        let view = BidView { filter: BidFilter::Active, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &crossing).len(), found.active);
    }

    #[test]
    fn what_is_in_the_bin_is_seen_there_alone() {
        let deleted = BidLine { state: RecordState::Tombstone, ..line("b", BidStatus::Draft, "") };
        let lines = vec![line("a", BidStatus::Draft, ""), deleted];
        let found = counts(&lines, &HashSet::new());
        assert_eq!((found.all, found.active, found.drafts, found.no_car, found.bin), (1, 1, 1, 1, 1));
        let view = BidView { filter: BidFilter::Bin, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &HashSet::new()), [1]);
    }

    #[test]
    fn search_finds_a_plate_in_either_alphabet() {
        let lines = vec![line("a", BidStatus::Started, "А123ВС77"), line("b", BidStatus::Started, "Х001ХХ16")];
        let view = BidView { search: "a123bc".into(), ..BidView::default() };
        assert_eq!(shown(&lines, &view, &HashSet::new()), [0]);
    }

    #[test]
    fn what_has_no_date_comes_last_and_descending_turns_it_round() {
        let mut early = line("a", BidStatus::Draft, "");
        early.first_utc = chrono::DateTime::from_timestamp(1, 0);
        let lines = vec![line("b", BidStatus::Draft, ""), early];
        let mut view = BidView { filter: BidFilter::All, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &HashSet::new()), [1, 0]);
        view.descending = true;
        assert_eq!(shown(&lines, &view, &HashSet::new()), [0, 1]);
    }
}
