//! Shortest ways over the graph: one to one (A*), and one to all (Dijkstra). It knows metres, not clocks or lines.
//!
//! All lengths are whole metres, so a way has the same length in both directions.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::domain::place::GeoPoint;

use super::graph::{Graph, index, straight_m};
use super::snap::Access;

/// A stretch of a way: a road from one metre of it to another, against its direction when `from_m > to_m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) road: u32,
    pub(super) from_m: u32,
    pub(super) to_m: u32,
}

/// A way from point to point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// Whole length, the legs off the graph included.
    pub(super) metres: u32,
    /// Metres of the two legs off the graph.
    pub(super) legs_m: [u32; 2],
    /// In the order of driving.
    pub(super) stretches: Vec<Stretch>,
}

/// What is known of a junction.
#[derive(Debug, Clone, Copy)]
struct Reached {
    metres: u32,
    /// How it was reached.
    by: By,
}

#[derive(Debug, Clone, Copy)]
enum By {
    Nothing,
    /// Straight from the start, over the access of this number.
    Start(usize),
    /// Over this road.
    Road(u32),
}

/// Ways from one start to every junction that was looked at.
pub(super) struct Ways<'a> {
    graph: &'a Graph,
    start: &'a [Access],
    reached: Vec<Reached>,
}

/// The shortest way between two points by the roads beside them. `straight` is what is left from a junction to the
/// goal, at the least.
pub(super) fn shortest(graph: &Graph, from: &[Access], to: &[Access], goal: GeoPoint) -> Option<Way> {
    if from.is_empty() || to.is_empty() {
        return None;
    }
    let mut ways = Ways::from(graph, from);
    let left = |junction| graph.junction(junction).map_or(0, |here| straight_m(here, goal));
    let mut best = u32::MAX;
    ways.explore(left, |ways, least| {
        // Nothing that is still open can be shorter.
        if least >= best {
            return true;
        }
        best = best.min(ways.length_to(to).unwrap_or(u32::MAX));
        false
    });
    ways.to(to)
}

impl<'a> Ways<'a> {
    fn from(graph: &'a Graph, start: &'a [Access]) -> Self {
        Self { graph, start, reached: vec![Reached { metres: u32::MAX, by: By::Nothing }; graph.junction_count()] }
    }

    /// To all junctions of the graph.
    pub(super) fn to_all(graph: &'a Graph, start: &'a [Access]) -> Self {
        let mut ways = Self::from(graph, start);
        ways.explore(|_| 0, |_, _| false);
        ways
    }

    fn explore(&mut self, left: impl Fn(u32) -> u32, mut is_done: impl FnMut(&Self, u32) -> bool) {
        let graph = self.graph;
        let mut open = BinaryHeap::new();
        for (number, access) in self.start.iter().enumerate() {
            for (junction, metres) in ends(graph, access) {
                if self.improve(junction, metres, By::Start(number)) {
                    open.push(Reverse((metres.saturating_add(left(junction)), metres, junction)));
                }
            }
        }
        while let Some(Reverse((least, metres, junction))) = open.pop() {
            if self.metres(junction) < metres {
                continue;
            }
            if is_done(self, least) {
                return;
            }
            for (id, road) in graph.leaving(junction) {
                let (next, metres) = (road.across(junction), metres.saturating_add(road.metres));
                if self.improve(next, metres, By::Road(id)) {
                    open.push(Reverse((metres.saturating_add(left(next)), metres, next)));
                }
            }
        }
    }

    fn improve(&mut self, junction: u32, metres: u32, by: By) -> bool {
        match self.reached.get_mut(index(junction)) {
            Some(known) if metres < known.metres => {
                *known = Reached { metres, by };
                true
            }
            _ => false,
        }
    }

    fn metres(&self, junction: u32) -> u32 {
        self.reached.get(index(junction)).map_or(u32::MAX, |reached| reached.metres)
    }

    fn length_to(&self, goal: &[Access]) -> Option<u32> {
        self.last(goal).map(|(metres, ..)| metres)
    }

    /// The best way's end: (metres of the whole, access of the goal, junction it comes from; `None` is the same road).
    fn last<'g>(&self, goal: &'g [Access]) -> Option<(u32, &'g Access, Option<u32>)> {
        let over_junctions = goal.iter().flat_map(|access| {
            ends(self.graph, access)
                .into_iter()
                .map(move |(junction, rest)| (self.metres(junction).saturating_add(rest), access, Some(junction)))
        });
        let along_one_road = goal.iter().flat_map(|access| {
            let same = self.start.iter().filter(move |start| start.road == access.road);
            same.map(move |start| (start.leg_m + start.along_m.abs_diff(access.along_m) + access.leg_m, access, None))
        });
        along_one_road
            .chain(over_junctions)
            .min_by_key(|(metres, ..)| *metres)
            .filter(|(metres, ..)| *metres < u32::MAX)
    }

    /// The way to a goal, if one leads there.
    pub(super) fn to(&self, goal: &[Access]) -> Option<Way> {
        let (metres, last, junction) = self.last(goal)?;
        let Some(junction) = junction else {
            let on_road = |start: &&Access| start.road == last.road;
            let start = self
                .start
                .iter()
                .filter(on_road)
                .min_by_key(|start| start.leg_m + start.along_m.abs_diff(last.along_m))?;
            let stretch = Stretch { road: last.road, from_m: start.along_m, to_m: last.along_m };
            return Some(Way { metres, legs_m: [start.leg_m, last.leg_m], stretches: vec![stretch] });
        };
        let mut stretches =
            vec![Stretch { road: last.road, from_m: end_m(self.graph, last.road, junction)?, to_m: last.along_m }];
        let mut here = junction;
        // A way has no more stretches than there are junctions.
        for _ in 0..=self.reached.len() {
            match self.reached.get(index(here))?.by {
                By::Road(id) => {
                    let previous = self.graph.road_by_id(id)?.across(here);
                    let (from_m, to_m) = (end_m(self.graph, id, previous)?, end_m(self.graph, id, here)?);
                    stretches.push(Stretch { road: id, from_m, to_m });
                    here = previous;
                }
                By::Start(number) => {
                    let start = self.start.get(number)?;
                    let to_m = end_m(self.graph, start.road, here)?;
                    stretches.push(Stretch { road: start.road, from_m: start.along_m, to_m });
                    stretches.reverse();
                    return Some(Way { metres, legs_m: [start.leg_m, last.leg_m], stretches });
                }
                By::Nothing => return None,
            }
        }
        None
    }
}

/// The two junctions that an access leads to, with metres to them from the point.
fn ends(graph: &Graph, access: &Access) -> [(u32, u32); 2] {
    let road = graph.road_by_id(access.road).map(|road| (road.ends, road.metres));
    let ([first, second], metres) = road.unwrap_or(([u32::MAX; 2], u32::MAX));
    let forward = metres.saturating_sub(access.along_m);
    [(first, access.leg_m.saturating_add(access.along_m)), (second, access.leg_m.saturating_add(forward))]
}

/// Where on a road a junction of its is: metres from the first end. A road never leads back to where it began.
fn end_m(graph: &Graph, road: u32, junction: u32) -> Option<u32> {
    let road = graph.road_by_id(road)?;
    Some(if road.ends[0] == junction { 0 } else { road.metres })
}
