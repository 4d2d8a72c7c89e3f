//! The order of the list of bids. Of many lines the order of all is made once and kept: then a keystroke of the search only
//! picks from it, and nothing is compared again.

use std::cmp::Ordering;

use super::bid_list::{BidLine, BidSort};
use super::lines::status_rank;

/// What the lines are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// The column.
    pub sort: BidSort,
    /// The greatest first.
    pub descending: bool,
}

/// All lines in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    by: By,
    indexes: Vec<u32>,
}

/// With fewer lines than this a second thread costs more than it brings.
const WORTH_A_THREAD: usize = 8_192;
/// So many are sorted sooner than they are picked from the order of all.
const FEW: usize = 4_096;

/// Indexes of lines, sorted. Many of them are picked from the order of all lines, which is made when there is none yet.
#[must_use]
pub fn sorted(lines: &[BidLine], by: By, found: Vec<u32>, order: &mut Option<Order>) -> Vec<u32> {
    if found.len() <= FEW {
        return sort(lines, by, found.into_iter());
    }
    let kept = order.take().filter(|kept| kept.by == by && kept.indexes.len() == lines.len());
    let kept = kept.unwrap_or_else(|| Order { by, indexes: whole(lines, by) });
    let mut is_found = vec![false; lines.len()];
    for index in &found {
        if let Some(slot) = usize::try_from(*index).ok().and_then(|index| is_found.get_mut(index)) {
            *slot = true;
        }
    }
    let picked = |index: &u32| usize::try_from(*index).is_ok_and(|index| is_found.get(index) == Some(&true));
    let picked = kept.indexes.iter().copied().filter(picked).collect();
    *order = Some(kept);
    picked
}

/// All lines in order: sorted by parts, which are then merged.
fn whole(lines: &[BidLine], by: By) -> Vec<u32> {
    let parts = by_parts(lines, |first, part| sort(lines, by, (first..).take(part.len())));
    parts.into_iter().reduce(|a, b| merged(lines, by, &a, &b)).unwrap_or_default()
}

fn merged(lines: &[BidLine], by: By, a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut both = Vec::with_capacity(a.len().saturating_add(b.len()));
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    let key = |index: u32| line_at(lines, index).map_or(u128::MAX, |line| sort_key(line, by));
    let (mut one, mut other) = (a.peek().map(|index| key(*index)), b.peek().map(|index| key(*index)));
    while let (Some(left), Some(right)) = (a.peek().copied(), b.peek().copied()) {
        if one.cmp(&other).then_with(|| tie(lines, by, left, right)).is_le() {
            both.extend(a.next());
            one = a.peek().map(|index| key(*index));
        } else {
            both.extend(b.next());
            other = b.peek().map(|index| key(*index));
        }
    }
    both.extend(a);
    both.extend(b);
    both
}

fn sort(lines: &[BidLine], by: By, indexes: impl Iterator<Item = u32>) -> Vec<u32> {
    let keyed = indexes.filter_map(|index| Some((sort_key(line_at(lines, index)?, by), index)));
    let mut found: Vec<(u128, u32)> = keyed.collect();
    found.sort_unstable_by(|(one, a), (other, b)| one.cmp(other).then_with(|| tie(lines, by, *a, *b)));
    found.into_iter().map(|(_, index)| index).collect()
}

/// What a piece of work makes of each part of the lines, the parts in their order: a hundred thousand lines are looked through
/// by several threads. The work gets the index of the part's first line and the part.
pub fn by_parts<T: Send>(lines: &[BidLine], work: impl Fn(u32, &[BidLine]) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let part = lines.len().div_ceil(threads).max(1);
    let of_part =
        |(place, of): (usize, &[BidLine])| work(u32::try_from(place.saturating_mul(part)).unwrap_or(u32::MAX), of);
    if threads == 1 || lines.len() < WORTH_A_THREAD {
        return lines.chunks(part).enumerate().map(of_part).collect();
    }
    std::thread::scope(|scope| {
        let of_part = &of_part;
        let parts: Vec<_> =
            lines.chunks(part).enumerate().map(|one| (one, scope.spawn(move || of_part(one)))).collect();
        // A thread that died is worked through here: what is wrong there is wrong here, and said.
        parts.into_iter().map(|(one, thread)| thread.join().unwrap_or_else(|_| of_part(one))).collect()
    })
}

fn line_at(lines: &[BidLine], index: u32) -> Option<&BidLine> {
    lines.get(usize::try_from(index).ok()?)
}

/// The beginning of the order of a line, as a number that is compared at once: of text its first sixteen bytes, of a number
/// the number itself and then the platform's number, the newest first. What has no value comes last in the ascending order.
fn sort_key(line: &BidLine, by: By) -> u128 {
    let number = |value: Option<i64>| {
        let primary = value.map_or(u64::MAX, ordered);
        let primary = if by.descending { !primary } else { primary };
        (u128::from(primary) << 64) | u128::from(line.remote.map_or(u64::MAX, |remote| !ordered(remote)))
    };
    let text = |text: &str| {
        let mut beginning = [0_u8; 16];
        for (slot, byte) in beginning.iter_mut().zip(text.bytes()) {
            *slot = byte;
        }
        let key = if text.is_empty() { u128::MAX } else { u128::from_be_bytes(beginning) };
        if by.descending { !key } else { key }
    };
    match by.sort {
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
fn tie(lines: &[BidLine], by: By, a: u32, b: u32) -> Ordering {
    match (line_at(lines, a), line_at(lines, b)) {
        (Some(a), Some(b)) => {
            let order = compare(a, b, by.sort);
            let order = if by.descending { order.reverse() } else { order };
            order.then_with(|| b.remote.cmp(&a.remote)).then_with(|| b.id.cmp(&a.id))
        }
        _ => Ordering::Equal,
    }
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
    use crate::domain::bid::BidStatus;
    use crate::domain::id::LocalId;
    use chrono::DateTime;

    type Seed = (i64, u8, i64, usize);

    fn line(place: usize, (remote, status, at, text): Seed) -> BidLine {
        let texts = ["", "Казань → Уфа", "Казань → Уфа → Москва", "Ёлки"];
        let statuses = [BidStatus::Draft, BidStatus::Done, BidStatus::Planned, BidStatus::Started];
        BidLine {
            route: texts[text].into(),
            remote: (remote > 0).then_some(remote),
            status: statuses[usize::from(status)].clone(),
            first_utc: (at > -2).then(|| DateTime::from_timestamp(at, 0)).flatten(),
            price_kopecks: at,
            ..BidLine::blank(LocalId::new(format!("id-{place}")))
        }
    }

    const SORTS: [BidSort; 6] =
        [BidSort::LoadTime, BidSort::Number, BidSort::Status, BidSort::Route, BidSort::Car, BidSort::Price];

    proptest::proptest! {
        /// The fast ways give the order that comparing line by line gives, for every title and both directions.
        #[test]
        fn the_order_is_that_of_a_comparison_line_by_line(
            seeds in proptest::collection::vec((0_i64..5, 0_u8..4, -2_i64..3, 0_usize..4), 0..40),
            cut in 0_usize..40,
            descending in proptest::bool::ANY,
        ) {
            let lines: Vec<_> = seeds.iter().enumerate().map(|(place, seed)| line(place, *seed)).collect();
            let all = || 0..u32::try_from(lines.len()).unwrap();
            for sort in SORTS {
                let by = By { sort, descending };
                let mut slow: Vec<u32> = all().collect();
                slow.sort_by(|a, b| tie(&lines, by, *a, *b));
                proptest::prop_assert_eq!(&super::sort(&lines, by, all()), &slow, "{:?}", sort);
                let cut = u32::try_from(cut.min(lines.len())).unwrap();
                let parts = [super::sort(&lines, by, 0..cut), super::sort(&lines, by, cut..all().end)];
                proptest::prop_assert_eq!(merged(&lines, by, &parts[0], &parts[1]), slow, "{:?}", sort);
            }
        }
    }

    #[test]
    fn of_many_the_order_of_all_is_made_once_and_picked_from() {
        let lines: Vec<_> = (0..20_000_usize)
            .map(|place| {
                let spread = place.wrapping_mul(7_919) % 10_007;
                let small = i64::try_from(spread % 5).unwrap();
                line(place, (small, u8::try_from(spread % 4).unwrap(), i64::try_from(spread).unwrap(), spread % 4))
            })
            .collect();
        let some = |from: u32| (from..20_000).step_by(3).collect::<Vec<u32>>();
        let mut order = None;
        for (sort, descending) in SORTS.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
            let by = By { sort, descending };
            for from in [0, 1] {
                let picked = sorted(&lines, by, some(from), &mut order);
                assert_eq!(picked, super::sort(&lines, by, some(from).into_iter()), "{by:?}");
                assert_eq!(order.as_ref().map(|order| order.by), Some(by));
            }
        }
        let kept = order.clone();
        let few = sorted(&lines, By { sort: BidSort::Number, descending: false }, vec![7, 5], &mut order);
        assert_eq!((few.len(), order == kept), (2, true), "few are sorted beside it");
        let by = By { sort: BidSort::Price, descending: true };
        assert_eq!(sorted(&lines[..10_000], by, (0..5_000).collect(), &mut order).len(), 5_000, "the lines are others");
    }
}
