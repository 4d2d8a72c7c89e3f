//! Distances by road beside the great circle × 1.25, and tiles of the offline map.
//!
//! The plain way to a distance takes nanoseconds; what it costs is the error, measured on published lengths of roads.

use std::time::Instant;

use cargorun_desk::domain::place::GeoPoint;
use cargorun_desk::geo::basemap::{self, Theme, View};
use cargorun_desk::geo::roads::Roads;
use cargorun_desk::geo::{grid, places, sphere};

use crate::measure::{Figure, Row, Rows, figure, time, time_each};

const PUBLISHED: &str = include_str!("../../assets/map/published.tsv");
/// More pairs of these than the cache of routes holds.
const LARGE: u32 = 500_000;
const TILE_PX: u32 = 512;

pub(crate) fn rows() -> Rows {
    let start = Instant::now();
    let roads = Roads::shared();
    let decoded = figure(vec![start.elapsed()]);
    let start = Instant::now();
    basemap::warm();
    let outlines = figure(vec![start.elapsed()]);

    let cities: Vec<GeoPoint> =
        places::settlements().iter().filter(|place| place.population >= LARGE).map(|place| place.location).collect();
    let pairs: Vec<(GeoPoint, GeoPoint)> =
        cities.iter().flat_map(|from| cities.iter().map(|to| (*from, *to))).filter(|(from, to)| from != to).collect();
    let by_road = time_each(5, &pairs, |(from, to)| roads.distance_km(*from, *to));
    let plain = time_each(11, &pairs, |(from, to)| straight_km(*from, *to));
    let trucks: Vec<GeoPoint> =
        places::settlements().iter().step_by(5).take(1_000).map(|place| place.location).collect();
    let loading = cities.first().copied().ok_or("no city")?;
    let ranked = time(21, || roads.distances_to(loading, &trucks));
    let each = time(3, || trucks.iter().map(|truck| roads.distance_km(*truck, loading)).collect::<Vec<_>>());

    let (ours, theirs) = errors(roads)?;
    let mut rows = vec![
        Row::new("map: error of a distance, median of published lengths", Figure::Error(middle(&ours)))
            .beside("great circle × 1.25", Figure::Error(middle(&theirs))),
        Row::new("map: error of a distance, the worst", Figure::Error(worst(&ours)))
            .beside("great circle × 1.25", Figure::Error(worst(&theirs))),
        Row::new("map: a distance between two large cities", by_road).beside("great circle × 1.25", plain),
        Row::new("map: 1,000 trucks by their way to a loading point", ranked).beside("a route for each", each),
        Row::new("map: decode the road graph, once", decoded),
        Row::new("map: decode the outlines, once", outlines),
    ];
    for z in [3, 5, 8] {
        let tiles = tiles_at(z, &cities);
        let drawn = time_each(5, &tiles, |(x, y)| basemap::draw_tile(z, *x, *y, TILE_PX, Theme::Light));
        rows.push(Row::new(format!("map: a tile of {TILE_PX} px at zoom {z}"), drawn));
    }
    let view = View { centre: loading, size: [1400.0, 900.0], zoom: 6.0 };
    rows.push(Row::new("map: names to show at zoom 6", time(51, || basemap::labels(&view))));
    Ok(rows)
}

fn straight_km(from: GeoPoint, to: GeoPoint) -> f64 {
    sphere::distance_m(from, to) * 1.25 / 1000.0
}

/// Errors of both ways against each published length.
fn errors(roads: &Roads) -> Result<(Vec<f64>, Vec<f64>), Box<dyn std::error::Error>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for line in PUBLISHED.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let mut cells = line.split('\t');
        let (from, to) = (city(cells.next())?, city(cells.next())?);
        let published: f64 = cells.next().ok_or("a row without a length")?.parse()?;
        let by_road = roads.distance_km(from, to).ok_or("no distance")?;
        ours.push((by_road / published - 1.0).abs());
        theirs.push((straight_km(from, to) / published - 1.0).abs());
    }
    ours.sort_by(f64::total_cmp);
    theirs.sort_by(f64::total_cmp);
    Ok((ours, theirs))
}

fn city(name: Option<&str>) -> Result<GeoPoint, String> {
    let name = name.unwrap_or_default();
    let same = places::settlements().iter().filter(|place| place.name == name);
    same.max_by_key(|place| place.population).map(|place| place.location).ok_or_else(|| format!("no city {name}"))
}

fn middle(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn worst(sorted: &[f64]) -> f64 {
    sorted.last().copied().unwrap_or_default()
}

/// The tiles that show the cities, each once.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of tiles")]
fn tiles_at(z: u8, cities: &[GeoPoint]) -> Vec<(u32, u32)> {
    let side = grid::WORLD / f64::from(1_u32 << z);
    let mut tiles: Vec<(u32, u32)> =
        cities.iter().map(|city| grid::from_geo(*city)).map(|[x, y]| ((x / side) as u32, (y / side) as u32)).collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}
