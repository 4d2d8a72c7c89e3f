//! Merging a list whose items the platform numbers: points and cargos.

use serde_json::Value;

use super::field::json;
use super::order::merged_order;
use super::parts::Item;
use super::three_way::FieldConflict;

/// A key of an item inside one merge: the platform's id, or the place of an item that has none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Id(i64),
    New(usize),
}

/// Merges a list of which all three versions differ. Conflicts are added to `conflicts`; ours stays in the result.
pub(super) fn merge_list<T: Item>(base: &[T], local: &[T], remote: &[T], conflicts: &mut Vec<FieldConflict>) -> Vec<T> {
    let (base, local) = lend_ids(base, local, remote);
    if !are_numbered(&base) || !are_numbered(remote) || !ids_are_distinct(&local) {
        if same_items(&local, remote) {
            return remote.to_vec();
        }
        if same_items(remote, &base) {
            return local;
        }
        conflicts.push(FieldConflict::new(T::LIST, values(&base), values(&local), values(remote)));
        return local;
    }
    let mut merged: Vec<(Key, T)> = Vec::with_capacity(local.len().max(remote.len()));
    for (key, ours) in keyed(&local) {
        match key {
            Key::New(_) => merged.push((key, ours.clone())),
            Key::Id(id) => merged.extend(ours_in_list(id, &base, ours, remote, conflicts).map(|item| (key, item))),
        }
    }
    for (key, theirs) in keyed(remote) {
        if let Key::Id(id) = key
            && find(&local, id).is_none()
            && is_theirs_kept(id, &base, theirs, conflicts)
        {
            merged.push((key, theirs.clone()));
        }
    }
    put_in_order(&base, &local, remote, merged, conflicts)
}

/// The older versions of a list with the ids that the platform gave its items since; `None` when items can't be told
/// apart, so that the list is decided as a whole.
pub(super) fn aligned<T: Item>(base: &[T], local: &[T], remote: &[T]) -> Option<(Vec<T>, Vec<T>)> {
    let (base, local) = lend_ids(base, local, remote);
    (are_numbered(&base) && are_numbered(remote) && ids_are_distinct(&local)).then_some((base, local))
}

/// An item of ours with an id: merged with theirs, kept, or dropped because it was removed there.
fn ours_in_list<T: Item>(id: i64, base: &[T], ours: &T, remote: &[T], conflicts: &mut Vec<FieldConflict>) -> Option<T> {
    match (find(base, id), find(remote, id)) {
        (Some(base), Some(theirs)) => Some(merge_item(id, base, ours, theirs, conflicts)),
        (Some(base), None) => {
            if ours.same_for_people(base) {
                return None;
            }
            conflicts.push(FieldConflict::new(item_name::<T>(id), base.value(), ours.value(), Value::Null));
            Some(ours.clone())
        }
        (None, Some(theirs)) => {
            if !ours.same_for_people(theirs) {
                conflicts.push(FieldConflict::new(item_name::<T>(id), Value::Null, ours.value(), theirs.value()));
                return Some(ours.clone());
            }
            Some(theirs.clone())
        }
        (None, None) => Some(ours.clone()),
    }
}

/// An item that only the remote list has: new there, or removed here.
fn is_theirs_kept<T: Item>(id: i64, base: &[T], theirs: &T, conflicts: &mut Vec<FieldConflict>) -> bool {
    let Some(base) = find(base, id) else { return true };
    if !theirs.same_for_people(base) {
        // Removed here, changed there: ours (its absence) stays until a person decides.
        conflicts.push(FieldConflict::new(item_name::<T>(id), base.value(), Value::Null, theirs.value()));
    }
    false
}

fn merge_item<T: Item>(id: i64, base: &T, ours: &T, theirs: &T, conflicts: &mut Vec<FieldConflict>) -> T {
    let mut merged = ours.clone();
    for part in T::PARTS {
        if (part.equal)(theirs, base) {
            continue;
        }
        if (part.equal)(ours, base) || (part.same)(ours, theirs) {
            (part.copy)(theirs, &mut merged);
        } else if (part.same)(theirs, base) {
            // Only the platform's additions differ there; ours is the change.
        } else if (part.same)(ours, base) {
            (part.copy)(theirs, &mut merged);
        } else {
            let name = format!("{}/{}", item_name::<T>(id), part.name);
            conflicts.push(FieldConflict::new(name, (part.value)(base), (part.value)(ours), (part.value)(theirs)));
        }
    }
    merged
}

fn put_in_order<T: Item>(
    base: &[T],
    local: &[T],
    remote: &[T],
    merged: Vec<(Key, T)>,
    conflicts: &mut Vec<FieldConflict>,
) -> Vec<T> {
    let keys = |list: &[T]| keyed(list).map(|(key, _)| key).collect::<Vec<_>>();
    let kept: Vec<Key> = merged.iter().map(|(key, _)| *key).collect();
    let (order, verdict) = merged_order(&keys(base), &keys(local), &keys(remote), &kept);
    if verdict.is_err() {
        let ids = |list: &[T]| json(&list.iter().map(Item::id).collect::<Vec<_>>());
        conflicts.push(FieldConflict::new(format!("{}/order", T::LIST), ids(base), ids(local), ids(remote)));
    }
    let mut rest = merged;
    order
        .into_iter()
        .filter_map(|key| {
            let place = rest.iter().position(|(known, _)| *known == key)?;
            Some(rest.swap_remove(place).1)
        })
        .collect()
}

/// A list that was sent without ids came back with them: the ids are lent to the older versions by place, so that the
/// items can be told apart. Lists that don't line up are left as they are.
fn lend_ids<T: Item>(base: &[T], local: &[T], remote: &[T]) -> (Vec<T>, Vec<T>) {
    let (mut base, mut local) = (base.to_vec(), local.to_vec());
    let numbered: Vec<_> = remote.iter().filter(|item| !item.is_platforms_own()).filter_map(Item::id).collect();
    let nobody_has_one = base.iter().chain(&local).all(|item| item.id().is_none());
    if !nobody_has_one || base.is_empty() || numbered.len() != base.len() {
        return (base, local);
    }
    let mut free: Vec<(T, i64)> = base.iter().cloned().zip(numbered.iter().copied()).collect();
    // An item left as it was is found wherever it now stands; a changed one by all its parts but one; the rest by place.
    for may_differ in [0, 1] {
        for ours in local.iter_mut().filter(|ours| ours.id().is_none()) {
            if let Some(place) = free.iter().position(|(known, _)| parts_apart(known, ours) <= may_differ) {
                ours.set_id(Some(free.remove(place).1));
            }
        }
    }
    if local.len() == base.len() {
        for (ours, (_, id)) in local.iter_mut().filter(|ours| ours.id().is_none()).zip(free) {
            ours.set_id(Some(id));
        }
    }
    for (known, id) in base.iter_mut().zip(&numbered) {
        known.set_id(Some(*id));
    }
    (base, local)
}

fn parts_apart<T: Item>(one: &T, other: &T) -> usize {
    T::PARTS.iter().filter(|part| !(part.same)(one, other)).count()
}

fn keyed<T: Item>(list: &[T]) -> impl Iterator<Item = (Key, &T)> {
    list.iter().enumerate().map(|(place, item)| (item.id().map_or(Key::New(place), Key::Id), item))
}

pub(super) fn find<T: Item>(list: &[T], id: i64) -> Option<&T> {
    list.iter().find(|item| item.id() == Some(id))
}

fn are_numbered<T: Item>(list: &[T]) -> bool {
    list.iter().all(|item| item.id().is_some()) && ids_are_distinct(list)
}

fn ids_are_distinct<T: Item>(list: &[T]) -> bool {
    let mut ids: Vec<_> = list.iter().filter_map(Item::id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == count
}

fn same_items<T: Item>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(left, right)| left.same_for_people(right))
}

pub(super) fn item_name<T: Item>(id: i64) -> String {
    format!("{}/{id}", T::LIST)
}

fn values<T: Item>(list: &[T]) -> Value {
    Value::Array(list.iter().map(Item::value).collect())
}
