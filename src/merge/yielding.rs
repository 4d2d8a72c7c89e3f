//! Giving way: the merge in which the platform's side wins where both contradict each other, and only there.

use super::field::BidField;
use super::parts::Item;
use super::three_way::{FieldConflict, fields_of_unit, merge};
use crate::domain::bid::Bid;

/// Both sides' changes; where they contradict each other, theirs.
///
/// What contradicts is taken back here, as if it had never been changed: the ordinary merge then takes theirs, and every
/// other change of ours stays.
pub(super) fn theirs_first(base: &Bid, local: &Bid, remote: &Bid) -> Bid {
    let first = merge(base, local, remote);
    if first.conflicts.is_empty() {
        return first.bid;
    }
    let mut ours = local.clone();
    first.conflicts.iter().for_each(|conflict| give_way(base, &mut ours, conflict));
    let second = merge(base, &ours, remote);
    if second.conflicts.is_empty() {
        return second.bid;
    }
    // Items that can't be told apart give way as a whole list.
    for conflict in first.conflicts.iter().chain(&second.conflicts) {
        let unit = conflict.field.split('/').next().unwrap_or_default();
        for field in fields_of_unit(unit) {
            field.copy(base, &mut ours);
        }
    }
    merge(base, &ours, remote).bid
}

fn give_way(base: &Bid, ours: &mut Bid, conflict: &FieldConflict) {
    let mut path = conflict.field.split('/');
    let unit = path.next().unwrap_or_default();
    match (fields_of_unit(unit), path.next(), path.next()) {
        ([BidField::Points], Some(item), part) => give_way_in(&base.points, &mut ours.points, item, part),
        ([BidField::Cargos], Some(item), part) => give_way_in(&base.cargos, &mut ours.cargos, item, part),
        (fields, _, _) => fields.iter().for_each(|field| field.copy(base, ours)),
    }
}

fn give_way_in<T: Item>(base: &[T], ours: &mut Vec<T>, item: &str, part: Option<&str>) {
    let Ok(id) = item.parse::<i64>() else {
        // The order: the items that both know stand as they stood, ours that are new come last.
        let place = |item: &T| base.iter().position(|known| known.id() == item.id()).unwrap_or(usize::MAX);
        ours.sort_by_key(place);
        return;
    };
    let was = base.iter().position(|known| known.id() == Some(id));
    let known = was.and_then(|place| base.get(place));
    let here = ours.iter().position(|known| known.id() == Some(id));
    match (known, here.and_then(|place| ours.get_mut(place)), part) {
        (Some(known), Some(item), Some(name)) => {
            T::PARTS.iter().filter(|part| part.name == name).for_each(|part| (part.copy)(known, item));
        }
        (Some(known), Some(item), None) => *item = known.clone(),
        (Some(known), None, _) => ours.insert(was.unwrap_or_default().min(ours.len()), known.clone()),
        (None, _, _) => ours.retain(|item| item.id() != Some(id)),
    }
}
