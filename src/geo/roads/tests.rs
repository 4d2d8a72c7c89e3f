//! Distances against published lengths of roads, and what must hold for any two points.

use proptest::prelude::*;

use super::*;
use crate::geo::places::{self, Settlement};

/// Lengths of roads that pages state: from, to, kilometres, source.
const PUBLISHED: &str = include_str!("../../../assets/map/published.tsv");

/// Cities between which no stretch of road is published here; the way must still look like a way.
const OTHERS: [&str; 14] = [
    "Москва",
    "Санкт-Петербург",
    "Минск",
    "Брест",
    "Казань",
    "Екатеринбург",
    "Ростов-на-Дону",
    "Краснодар",
    "Омск",
    "Новосибирск",
    "Красноярск",
    "Караганда",
    "Астана",
    "Владивосток",
];

fn largest(name: &str) -> &'static Settlement {
    let same = places::settlements().iter().filter(|settlement| settlement.name == name);
    same.max_by_key(|settlement| settlement.population).unwrap_or_else(|| panic!("{name} is not in the list"))
}

fn published() -> impl Iterator<Item = (&'static str, &'static str, f64, &'static str)> {
    places::rows(PUBLISHED).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0], cells[1], cells[2].parse().unwrap(), cells[3])
    })
}

fn error(from: &str, to: &str, published_km: f64) -> f64 {
    let km = Roads::shared().distance_km(largest(from).location, largest(to).location).unwrap();
    km / published_km - 1.0
}

#[test]
fn distances_are_those_that_roads_are_published_with() {
    let mut errors = Vec::new();
    let mut wrong = Vec::new();
    for (from, to, published_km, source) in published() {
        let error = error(from, to, published_km);
        let most = match (from, to) {
            // The source draws the road through the hills beyond Lake Baikal with nine points.
            (_, "Чита") => 0.26,
            // It cuts the corners of the road through the taiga before it: its towns lie up to 35 km aside of the line.
            ("Нижнеудинск" | "Тулун" | "Зима", _) | (_, "Нижнеудинск" | "Тулун" | "Зима") => {
                0.34
            }
            _ => 0.14,
        };
        if error.abs() > most {
            wrong.push(format!("{from} – {to}: {:+.1} % of {published_km} km ({source})", error * 100.0));
        }
        errors.push(error.abs());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    errors.sort_by(f64::total_cmp);
    assert!(errors[errors.len() / 2] < 0.045, "the median error is {:.3}", errors[errors.len() / 2]);
}

#[test]
fn what_is_published_can_be_a_length_between_these_towns() {
    for (from, to, km, source) in published() {
        let straight_km = sphere::distance_m(largest(from).location, largest(to).location) / 1000.0;
        assert!(
            km > straight_km,
            "{from} – {to}: {km} of {straight_km:.0} km: posts of junctions far aside ({source})"
        );
    }
}

#[test]
fn a_town_whose_side_road_is_nearer_than_the_main_one_is_not_sent_round_by_it() {
    // Tulun lies on the road to Bratsk; the graph's line of the trunk road passes six kilometres off.
    for (from, to) in [("Нижнеудинск", "Тулун"), ("Тулун", "Зима")] {
        let (a, b) = (largest(from).location, largest(to).location);
        let km = Roads::shared().distance_km(a, b).unwrap();
        assert!(km < sphere::distance_m(a, b) / 1000.0 * 1.6, "{from} – {to}: {km:.0} km");
    }
}

#[test]
fn a_way_between_cities_is_longer_than_the_great_circle_and_not_by_much() {
    for from in OTHERS {
        for to in OTHERS.into_iter().filter(|to| from < *to) {
            let (a, b) = (largest(from).location, largest(to).location);
            let straight_km = sphere::distance_m(a, b) / 1000.0;
            let route = Roads::shared().route(a, b).unwrap();
            let ratio = route.km / straight_km;
            assert!((1.05..1.6).contains(&ratio), "{from} – {to}: {ratio:.2}");
            assert_eq!(route.exactness, Exactness::ByRoads, "{from} – {to}");
            let kmh = route.km / route.minutes * 60.0;
            assert!((45.0..=70.0).contains(&kmh), "{from} – {to}: {kmh:.0} km/h");
        }
    }
}

#[test]
fn the_line_leads_from_point_to_point_in_one_piece_and_is_about_as_long_as_the_way() {
    // The road to Magadan is a link by hand: its line is straight.
    for (from, to, ..) in published().filter(|(_, to, ..)| *to != "Магадан") {
        let (a, b) = (largest(from).location, largest(to).location);
        let route = Roads::shared().route(a, b).unwrap();
        assert_eq!((route.line.first(), route.line.last()), (Some(&a), Some(&b)), "{from} – {to}");
        let drawn: f64 = route.line.windows(2).map(|pair| sphere::distance_m(pair[0], pair[1]) / 1000.0).sum();
        assert!(drawn <= route.km && drawn > route.km * 0.7, "{from} – {to}: {drawn:.0} of {:.0} km", route.km);
    }
}

#[test]
fn near_points_far_islands_and_nonsense_are_told_apart() {
    let roads = Roads::shared();
    let at = |latitude, longitude| GeoPoint { longitude, latitude };
    let (centre, mytishchi) = (largest("Москва").location, largest("Мытищи").location);
    let near = roads.route(centre, mytishchi).unwrap();
    let straight_km = sphere::distance_m(centre, mytishchi) / 1000.0;
    assert_eq!(near.exactness, Exactness::Estimated);
    assert!((near.km / straight_km - 1.35).abs() < 1e-9 && near.line.len() == 2);

    // No road leads to Norilsk: the great circle is all there is.
    let norilsk = at(69.35, 88.2);
    let far = roads.route(centre, norilsk).unwrap();
    assert_eq!(far.exactness, Exactness::Estimated);
    assert!((far.km / (sphere::distance_m(centre, norilsk) / 1000.0) - 1.25).abs() < 1e-9);

    // The graph knows only a long way round between two towns of the hills.
    let (one, other) = (largest("Кисловодск").location, largest("Пятигорск").location);
    let local = roads.route(one, other).unwrap();
    assert_eq!(local.exactness, Exactness::Estimated);
    assert!(local.km < sphere::distance_m(one, other) / 1000.0 * 1.71, "{}", local.km);

    assert_eq!(roads.distance_km(centre, centre), Some(0.0));
    assert!(roads.route(centre, at(0.0, 0.0)).is_none());
    assert!(roads.route(at(f64::NAN, 37.0), centre).is_none());
}

#[test]
fn many_trucks_are_as_far_as_each_alone() {
    let roads = Roads::shared();
    let loading = largest("Казань").location;
    let mut trucks: Vec<GeoPoint> = places::settlements().iter().step_by(97).map(|place| place.location).collect();
    trucks.push(GeoPoint { longitude: 0.0, latitude: 0.0 });
    let found = roads.distances_to(loading, &trucks);
    assert_eq!(found.len(), trucks.len());
    for (truck, distance) in trucks.iter().zip(found) {
        let alone = roads.route(*truck, loading);
        assert_eq!(alone.is_some(), distance.is_some());
        if let (Some(alone), Some(distance)) = (alone, distance) {
            assert!((alone.km - distance.km).abs() < 0.05, "{truck:?}: {} and {}", alone.km, distance.km);
            assert_eq!(alone.exactness, distance.exactness, "{truck:?}");
        }
    }
}

fn anywhere() -> impl Strategy<Value = GeoPoint> {
    (42.0..68.0, 21.0..135.0).prop_map(|(latitude, longitude)| GeoPoint { longitude, latitude })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn there_and_back_are_the_same_and_never_shorter_than_the_great_circle(a in anywhere(), b in anywhere()) {
        let roads = Roads::shared();
        let (there, back) = (roads.distance_km(a, b).unwrap(), roads.distance_km(b, a).unwrap());
        prop_assert!((there - back).abs() < 0.02, "{} and {}", there, back);
        prop_assert!(there >= sphere::distance_m(a, b) / 1000.0 * 0.999);
    }

    #[test]
    fn no_detour_over_a_third_city_is_shorter(a in 0..OTHERS.len(), b in 0..OTHERS.len(), c in 0..OTHERS.len()) {
        let km = |from: usize, to: usize| {
            Roads::shared().distance_km(largest(OTHERS[from]).location, largest(OTHERS[to]).location).unwrap()
        };
        // In a city the two ways may get off the graph at different roads.
        prop_assert!(km(a, c) <= km(a, b) + km(b, c) + 30.0);
    }
}
