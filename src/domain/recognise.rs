//! Points and cargos that were written down anew: which of the held ones they mean.
//!
//! A file, or whoever else writes a whole list, knows nothing of the platform's numbers. Without them every point would be
//! a new one there: its geozone, its entry times and what others said of it would go.

use super::bid::{Bid, BidPoint, Cargo};
use super::place::Place;

/// Gives points and cargos without a number those of the held bid that they mean.
///
/// The same address (of the same kind) is the same point, whatever its place in the list; of what is left, the same
/// place in the list and kind. A cargo goes by its name, then by its place. No number is given twice.
pub fn recognise(held: &Bid, bid: &mut Bid) {
    let same_address = |a: &BidPoint, b: &BidPoint| a.kind == b.kind && a.place.address == b.place.address;
    for (at, from) in matches(&held.points, &bid.points, |p| p.remote_id, same_address, |a, b| a.kind == b.kind) {
        let (Some(point), Some(from)) = (bid.points.get_mut(at), held.points.get(from)) else { continue };
        point.remote_id = from.remote_id;
        if point.place.address == from.place.address {
            point.saved_point = point.saved_point.or(from.saved_point);
            point.counterparty = point.counterparty.take().or_else(|| from.counterparty.clone());
            point.custom_type = point.custom_type.take().or_else(|| from.custom_type.clone());
            if point.load_options.is_empty() {
                point.load_options.clone_from(&from.load_options);
            }
            if point.options.is_empty() {
                point.options.clone_from(&from.options);
            }
            if point.properties.is_empty() {
                point.properties.clone_from(&from.properties);
            }
            if point.place.location.is_none() || point.place.location == from.place.location {
                // The place as the platform knows it, with its geozone; a file says less of it.
                let radius_m = point.place.radius_m.or(from.place.radius_m);
                point.place = Place { radius_m, ..from.place.clone() };
            }
        }
    }
    let same_name = |a: &Cargo, b: &Cargo| a.name == b.name;
    for (at, from) in matches(&held.cargos, &bid.cargos, |c| c.remote_id, same_name, |_, _| true) {
        let (Some(cargo), Some(from)) = (bid.cargos.get_mut(at), held.cargos.get(from)) else { continue };
        cargo.remote_id = from.remote_id;
        cargo.length_m = cargo.length_m.or(from.length_m);
        cargo.width_m = cargo.width_m.or(from.width_m);
        cargo.height_m = cargo.height_m.or(from.height_m);
        cargo.packing = cargo.packing.take().or_else(|| from.packing.clone());
        cargo.loading_type = cargo.loading_type.or(from.loading_type);
        cargo.unloading_type = cargo.unloading_type.or(from.unloading_type);
    }
}

/// Pairs (place in the new list, place in the held one): first by `same`, then by place where `may` allows it.
fn matches<T>(
    held: &[T],
    new: &[T],
    id: impl Fn(&T) -> Option<i64>,
    same: impl Fn(&T, &T) -> bool,
    may: impl Fn(&T, &T) -> bool,
) -> Vec<(usize, usize)> {
    let named: Vec<i64> = new.iter().filter_map(&id).collect();
    let mut free: Vec<bool> = held.iter().map(|item| id(item).is_some_and(|number| !named.contains(&number))).collect();
    let mut pairs = Vec::new();
    let mut left: Vec<usize> = Vec::new();
    for (at, item) in new.iter().enumerate().filter(|(_, item)| id(item).is_none()) {
        let found = held.iter().enumerate().find(|(from, it)| free.get(*from) == Some(&true) && same(it, item));
        match found {
            Some((from, _)) => take(&mut free, &mut pairs, at, from),
            None => left.push(at),
        }
    }
    for at in left {
        let fits = held.get(at).zip(new.get(at)).is_some_and(|(it, item)| may(it, item));
        if fits && free.get(at) == Some(&true) {
            take(&mut free, &mut pairs, at, at);
        }
    }
    pairs
}

fn take(free: &mut [bool], pairs: &mut Vec<(usize, usize)>, at: usize, from: usize) {
    if let Some(free) = free.get_mut(from) {
        *free = false;
    }
    pairs.push((at, from));
}

#[cfg(test)]
mod tests {
    use super::super::bid::PointKind;
    use super::super::place::GeoPoint;
    use super::*;

    fn point(id: Option<i64>, kind: PointKind, address: &str) -> BidPoint {
        let mut point = BidPoint::new(kind);
        point.remote_id = id;
        point.place.address = address.to_owned();
        point
    }

    fn bid(points: Vec<BidPoint>, cargos: &[(Option<i64>, &str)]) -> Bid {
        let cargo = |(remote_id, name): &(Option<i64>, &str)| Cargo {
            remote_id: *remote_id,
            name: (*name).to_owned(),
            type_id: None,
            weight_t: None,
            volume_m3: None,
            comment: None,
            ..Cargo::default()
        };
        Bid { points, cargos: cargos.iter().map(cargo).collect(), ..Bid::default() }
    }

    fn numbers(bid: &Bid) -> Vec<Option<i64>> {
        bid.points.iter().map(|point| point.remote_id).collect()
    }

    #[test]
    fn a_changed_order_keeps_the_numbers_with_their_addresses() {
        use PointKind::{Load, Unload};
        let held = bid(
            vec![point(Some(1), Load, "Казань"), point(Some(2), Unload, "Уфа"), point(Some(3), Unload, "Пермь")],
            &[(Some(8), "Трубы"), (Some(9), "ТНП")],
        );
        let mut new = bid(
            vec![point(None, Load, "Казань"), point(None, Unload, "Пермь"), point(None, Unload, "Уфа")],
            &[(None, "ТНП"), (None, "Доски")],
        );
        recognise(&held, &mut new);
        assert_eq!(numbers(&new), [Some(1), Some(3), Some(2)]);
        // The boards stand where nothing is free any more: the name took cargo 9 first.
        assert_eq!(new.cargos.iter().map(|c| c.remote_id).collect::<Vec<_>>(), [Some(9), None]);
    }

    #[test]
    fn another_address_in_the_same_place_is_the_point_moved_and_another_kind_is_not() {
        use PointKind::{Load, Unload};
        let held = bid(vec![point(Some(1), Load, "Казань"), point(Some(2), Unload, "Уфа")], &[]);
        let mut moved = bid(vec![point(None, Load, "Казань"), point(None, Unload, "Уфа, склад 2")], &[]);
        recognise(&held, &mut moved);
        assert_eq!(numbers(&moved), [Some(1), Some(2)]);
        let mut other = bid(vec![point(None, Load, "Казань"), point(None, Load, "Уфа")], &[]);
        recognise(&held, &mut other);
        assert_eq!(numbers(&other), [Some(1), None]);
    }

    #[test]
    fn the_same_address_twice_is_two_points_and_a_known_number_is_given_to_nobody_else() {
        let held = bid(vec![point(Some(1), PointKind::Load, "А"), point(Some(2), PointKind::Load, "А")], &[]);
        let mut twice = bid(vec![point(None, PointKind::Load, "А"), point(None, PointKind::Load, "А")], &[]);
        recognise(&held, &mut twice);
        assert_eq!(numbers(&twice), [Some(1), Some(2)]);
        let mut named = bid(vec![point(None, PointKind::Load, "А"), point(Some(1), PointKind::Load, "Б")], &[]);
        recognise(&held, &mut named);
        assert_eq!(numbers(&named), [Some(2), Some(1)]);
    }

    #[test]
    fn the_platforms_place_stays_unless_the_file_names_another_spot() {
        let mut held = bid(vec![point(Some(1), PointKind::Load, "А")], &[]);
        let spot = GeoPoint { longitude: 49.1, latitude: 55.8 };
        held.points[0].place.location = Some(spot);
        held.points[0].place.geozone_id = Some(77);
        let mut same = bid(vec![point(None, PointKind::Load, "А")], &[]);
        recognise(&held, &mut same);
        assert_eq!(same.points[0].place, held.points[0].place);
        let mut moved = bid(vec![point(None, PointKind::Load, "А")], &[]);
        let other = GeoPoint { longitude: 49.2, ..spot };
        moved.points[0].place.location = Some(other);
        recognise(&held, &mut moved);
        assert_eq!(moved.points[0].place.location, Some(other));
        assert_eq!(moved.points[0].remote_id, Some(1));
    }
}
