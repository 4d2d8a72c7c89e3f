//! From a point to the roads beside it. It knows where roads lie, not where they lead.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use crate::domain::place::GeoPoint;
use crate::geo::grid;

use super::graph::{Graph, Road, index, straight_m, whole};

/// A leg away from the graph is this much longer than the straight line.
pub(super) const OFF_ROAD_FACTOR: f64 = 1.3;
/// Farther from any road of the graph than this, a place has no road at all.
const FARTHEST_M: u32 = 150_000;
/// How many roads are tried for a point: the nearest may lead the wrong way, or nowhere.
const ROADS_TRIED: usize = 8;
/// Roads this many times as far away as the nearest, and a bit, are no longer beside the point: the line of a trunk road may pass some
/// kilometres off the town that a side road begins in.
const BESIDE: f64 = 2.0;
const BESIDE_M: u32 = 12_000;

type Piece = GeomWithData<Line<[f64; 2]>, (u32, u32)>;

/// Pieces of the driven roads by where they lie.
#[derive(Debug)]
pub(super) struct RoadIndex {
    pieces: RTree<Piece>,
}

/// A road beside a point, and where on it the truck gets on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Access {
    /// The road.
    pub(super) road: u32,
    /// Metres from the road's first end.
    pub(super) along_m: u32,
    /// Metres from the point to the road, as driven.
    pub(super) leg_m: u32,
}

impl RoadIndex {
    pub(super) fn new(graph: &Graph) -> Self {
        let driven = graph.roads().iter().zip(0_u32..).filter(|(road, _)| road.driven && !road.invented && road.drawn);
        let pieces = driven.flat_map(|(road, id)| {
            let line = graph.line(road);
            let pairs = line.iter().zip(line.iter().skip(1)).zip(0_u32..);
            pairs.map(move |((a, b), piece)| Piece::new(Line::new(unit(*a), unit(*b)), (id, piece)))
        });
        Self { pieces: RTree::bulk_load(pieces.collect()) }
    }

    /// Roads beside a point, the nearest first; none when it is far from all.
    pub(super) fn beside(&self, graph: &Graph, point: GeoPoint) -> Vec<Access> {
        let here = grid::from_geo(point);
        let mut found: Vec<Access> = Vec::with_capacity(ROADS_TRIED);
        // Near one place the projection keeps shapes, so the nearest on the grid is the nearest on the globe.
        for piece in self.pieces.nearest_neighbor_iter(here) {
            let (id, number) = piece.data;
            if found.iter().any(|known| known.road == id) {
                continue;
            }
            let there = piece.geom().nearest_point(&here);
            let straight = straight_m(point, grid::to_geo(there));
            let farthest = found
                .first()
                .map_or(FARTHEST_M, |nearest| whole(f64::from(nearest.leg_m) / OFF_ROAD_FACTOR * BESIDE) + BESIDE_M);
            if straight > farthest {
                break;
            }
            let Some(road) = graph.road_by_id(id) else { continue };
            let leg_m = whole(f64::from(straight) * OFF_ROAD_FACTOR);
            found.push(Access { road: id, along_m: along(graph, road, number, there), leg_m });
            if found.len() == ROADS_TRIED {
                break;
            }
        }
        found
    }
}

/// Metres from the road's first end to a point on one of its pieces: the road's length by the share of the drawn line.
fn along(graph: &Graph, road: &Road, piece: u32, point: [f64; 2]) -> u32 {
    let line = graph.line(road);
    let (mut before, mut all) = (0.0, 0.0);
    for ((a, b), number) in line.iter().zip(line.iter().skip(1)).zip(0_usize..) {
        if number == index(piece) {
            before = all + length(unit(*a), point);
        }
        all += length(unit(*a), unit(*b));
    }
    if all > 0.0 { whole(f64::from(road.metres) * (before / all).clamp(0.0, 1.0)) } else { 0 }
}

pub(super) fn unit(point: grid::GridPoint) -> [f64; 2] {
    [f64::from(point.x), f64::from(point.y)]
}

pub(super) fn length(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> GeoPoint {
        GeoPoint { longitude, latitude }
    }

    #[test]
    fn cities_have_roads_beside_them_and_the_open_sea_has_none() {
        let graph = Graph::embedded().unwrap();
        let index = RoadIndex::new(&graph);
        for (latitude, longitude) in [(55.75, 37.62), (56.33, 44.0), (43.12, 131.89), (54.71, 20.51)] {
            let found = index.beside(&graph, at(latitude, longitude));
            assert!(found.first().is_some_and(|nearest| nearest.leg_m < 15_000), "{found:?}");
        }
        assert!(index.beside(&graph, at(75.0, 60.0)).is_empty());
    }

    #[test]
    fn a_point_of_a_road_is_where_it_is_on_it() {
        let graph = Graph::embedded().unwrap();
        let index = RoadIndex::new(&graph);
        let (road, id) =
            graph.roads().iter().zip(0_u32..).find(|(road, _)| road.driven && !road.invented && road.drawn).unwrap();
        for (end, along_m) in road.ends.into_iter().zip([0, road.metres]) {
            let found = index.beside(&graph, graph.junction(end).unwrap());
            let access = found.iter().find(|access| access.road == id);
            assert!(
                access.is_none_or(|access| access.along_m.abs_diff(along_m) < 100 && access.leg_m < 50),
                "{found:?}"
            );
        }
    }
}
