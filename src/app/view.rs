//! What the view leaves of the bids: filter, search, sort and the counts of the triage strip. Pure, over ready lines.

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::bid_list::{BidCounts, BidFilter, BidLine, BidSort, BidView};
use super::lines::status_rank;
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

/// Indexes of the lines that the view shows, in its order.
#[must_use]
pub fn shown(lines: &[BidLine], view: &BidView, ground: &Ground<'_>) -> Vec<u32> {
    let query = Query::new(&view.search);
    let shows = |line: &BidLine| {
        passes(line, view.filter, ground)
            && (!view.mine || is_mine(line, ground))
            && view.picked.as_ref().is_none_or(|picked| picked.ids.contains(&line.id))
            && query.matches(&line.search)
    };
    let mut found = sort_keys(lines, view, &shows);
    found.sort_unstable_by(|(one, a), (other, b)| one.cmp(other).then_with(|| tie(lines, view, *a, *b)));
    found.into_iter().map(|(_, index)| index).collect()
}

/// With fewer lines than this a second thread costs more than it brings.
const WORTH_A_THREAD: usize = 8_192;

/// The lines that are shown, each with its sort key. A hundred thousand lines are looked through by several threads.
fn sort_keys(lines: &[BidLine], view: &BidView, shows: &(impl Fn(&BidLine) -> bool + Sync)) -> Vec<(u128, u32)> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let part = lines.len().div_ceil(threads).max(1);
    let of_part = |(place, part_of): (usize, &[BidLine])| -> Vec<(u128, u32)> {
        let first = u32::try_from(place.saturating_mul(part)).unwrap_or(u32::MAX);
        let hits = part_of.iter().zip(first..).filter(|(line, _)| shows(line));
        hits.map(|(line, index)| (sort_key(line, view), index)).collect()
    };
    if threads == 1 || lines.len() < WORTH_A_THREAD {
        return lines.chunks(part).enumerate().flat_map(of_part).collect();
    }
    std::thread::scope(|scope| {
        let of_part = &of_part;
        let parts: Vec<_> =
            lines.chunks(part).enumerate().map(|one| (one, scope.spawn(move || of_part(one)))).collect();
        // A thread that died is worked through here: what is wrong there is wrong here, and said.
        parts.into_iter().flat_map(|(one, thread)| thread.join().unwrap_or_else(|_| of_part(one))).collect()
    })
}

/// The beginning of the order of a line, as a number that is compared at once: of text its first sixteen bytes, of a number
/// the number itself and then the platform's number, the newest first. What has no value comes last in the ascending order.
fn sort_key(line: &BidLine, view: &BidView) -> u128 {
    let number = |value: Option<i64>| {
        let primary = value.map_or(u64::MAX, ordered);
        let primary = if view.descending { !primary } else { primary };
        (u128::from(primary) << 64) | u128::from(line.remote.map_or(u64::MAX, |remote| !ordered(remote)))
    };
    let text = |text: &str| {
        let mut beginning = [0_u8; 16];
        for (slot, byte) in beginning.iter_mut().zip(text.bytes()) {
            *slot = byte;
        }
        let key = if text.is_empty() { u128::MAX } else { u128::from_be_bytes(beginning) };
        if view.descending { !key } else { key }
    };
    match view.sort {
        BidSort::LoadTime => number(line.first_utc.map(|at| at.timestamp_micros())),
        BidSort::Number => number(line.remote),
        BidSort::Status => number(Some(i64::from(status_rank(&line.status)))),
        BidSort::Price => number(Some(line.price_kopecks)),
        BidSort::Route => text(&line.route),
        BidSort::Car => text(&line.car),
        BidSort::Driver => text(&line.driver),
        BidSort::Customer => text(&line.customer),
    }
}

/// A number with a sign as one without, in the same order.
const fn ordered(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// The order of two lines whose keys are equal.
fn tie(lines: &[BidLine], view: &BidView, a: u32, b: u32) -> Ordering {
    let at = |index: u32| usize::try_from(index).ok().and_then(|index| lines.get(index));
    match (at(a), at(b)) {
        (Some(a), Some(b)) => {
            let order = compare(a, b, view.sort);
            let order = if view.descending { order.reverse() } else { order };
            order.then_with(|| b.remote.cmp(&a.remote)).then_with(|| b.id.cmp(&a.id))
        }
        _ => Ordering::Equal,
    }
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
        assert_eq!(shown(&lines, &view, &ground(&crossing, &HashSet::new())).len(), found.active);
    }

    #[test]
    fn what_is_in_the_bin_is_seen_there_alone() {
        let deleted = BidLine { state: RecordState::Tombstone, ..line("b", BidStatus::Draft, "") };
        let lines = vec![line("a", BidStatus::Draft, ""), deleted];
        let found = counts(&lines, &ground(&HashSet::new(), &HashSet::new()));
        assert_eq!((found.all, found.active, found.drafts, found.no_car, found.bin), (1, 1, 1, 1, 1));
        let view = BidView { filter: BidFilter::Bin, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new())), [1]);
    }

    #[test]
    fn search_finds_a_plate_in_either_alphabet() {
        let lines = vec![line("a", BidStatus::Started, "А123ВС77"), line("b", BidStatus::Started, "Х001ХХ16")];
        let view = BidView { search: "a123bc".into(), ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new())), [0]);
    }

    #[test]
    fn what_has_no_date_comes_last_and_descending_turns_it_round() {
        let mut early = line("a", BidStatus::Draft, "");
        early.first_utc = DateTime::from_timestamp(1, 0);
        let lines = vec![line("b", BidStatus::Draft, ""), early];
        let mut view = BidView { filter: BidFilter::All, ..BidView::default() };
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new())), [1, 0]);
        view.descending = true;
        assert_eq!(shown(&lines, &view, &ground(&HashSet::new(), &HashSet::new())), [0, 1]);
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
        assert_eq!(shown(&lines, &standing, &at(4)), [0]);
        let only_mine = BidView { filter: BidFilter::All, mine: true, ..BidView::default() };
        assert_eq!(shown(&lines, &only_mine, &at(0)), [0]);
    }

    proptest::proptest! {
        /// The fast way gives the order that comparing line by line gives, for every title and both directions.
        #[test]
        fn the_order_is_that_of_a_comparison_line_by_line(
            seeds in proptest::collection::vec((0_i64..5, 0_u8..4, -2_i64..3, 0_usize..4), 0..40),
            descending in proptest::bool::ANY,
        ) {
            let texts = ["", "Казань → Уфа", "Казань → Уфа → Москва", "Ёлки"];
            let lines: Vec<_> = seeds.iter().enumerate().map(|(place, (remote, status, at, text))| {
                let mut line = line(&format!("id-{place}"), BidStatus::Started, texts[*text]);
                line.route = texts[*text].into();
                line.remote = (*remote > 0).then_some(*remote);
                line.status = [BidStatus::Draft, BidStatus::Done, BidStatus::Planned, BidStatus::Started][usize::from(*status)].clone();
                line.first_utc = (*at > -2).then(|| DateTime::from_timestamp(*at, 0)).flatten();
                line.price_kopecks = *at;
                line
            }).collect();
            let none = HashSet::new();
            for sort in [BidSort::LoadTime, BidSort::Number, BidSort::Status, BidSort::Route, BidSort::Car, BidSort::Price] {
                let view = BidView { filter: BidFilter::All, sort, descending, ..BidView::default() };
                let fast = shown(&lines, &view, &ground(&none, &none));
                let mut slow: Vec<u32> = (0..u32::try_from(lines.len()).unwrap()).collect();
                slow.sort_by(|a, b| tie(&lines, &view, *a, *b));
                proptest::prop_assert_eq!(fast, slow, "{:?}", sort);
            }
        }
    }
}
