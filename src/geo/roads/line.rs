//! The drawn line of a way. It knows where stretches lie, not why the way leads over them.

use crate::domain::place::GeoPoint;
use crate::geo::grid;

use super::graph::{Graph, Road};
use super::search::{Stretch, Way};
use super::snap::{length, unit};

/// From point to point: the two ends are the points themselves, what lies between follows the roads.
pub(super) fn of_way(graph: &Graph, from: GeoPoint, way: &Way, to: GeoPoint) -> Vec<GeoPoint> {
    let mut line = vec![grid::from_geo(from)];
    for stretch in &way.stretches {
        if let Some(road) = graph.road_by_id(stretch.road) {
            line.extend(part(graph, road, stretch));
        }
    }
    line.dedup();
    let mut line: Vec<GeoPoint> = line.into_iter().skip(1).map(grid::to_geo).collect();
    line.insert(0, from);
    line.push(to);
    line
}

/// The points of a stretch, its two ends among them.
fn part(graph: &Graph, road: &Road, stretch: &Stretch) -> Vec<[f64; 2]> {
    let points: Vec<[f64; 2]> = graph.line(road).iter().map(|point| unit(*point)).collect();
    let all: f64 = points.iter().zip(points.iter().skip(1)).map(|(a, b)| length(*a, *b)).sum();
    let on_line = |metres: u32| f64::from(metres) / f64::from(road.metres.max(1)) * all;
    let (first, last) = (on_line(stretch.from_m.min(stretch.to_m)), on_line(stretch.from_m.max(stretch.to_m)));
    let mut found = Vec::with_capacity(points.len());
    let mut begin = 0.0;
    for (a, b) in points.iter().zip(points.iter().skip(1)) {
        let end = begin + length(*a, *b);
        if end >= first && begin <= last && end > begin {
            for at in [first.max(begin), last.min(end)] {
                let share = (at - begin) / (end - begin);
                found.push([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
            }
        }
        begin = end;
    }
    found.dedup();
    if stretch.from_m > stretch.to_m {
        found.reverse();
    }
    found
}
