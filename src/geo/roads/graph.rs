//! The road graph in memory: junctions, the roads between them, and which roads leave a junction. It knows no routes.

use crate::domain::place::GeoPoint;
use crate::geo::grid::{GridPoint, Reader};
use crate::geo::sphere;

const BYTES: &[u8] = include_bytes!("../../../assets/map/roads.bin");
const MARK: &[u8] = b"ROADS1\n";
/// The source draws its lines with few points, so its lengths are short by this (fitted on distances between cities,
/// `assets/map/README.md`).
const LENGTH_FACTOR: f64 = 1.057;

/// How much traffic a road carries: told by how many shortest ways between cities lead over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoadClass {
    /// The great axes of the country.
    Trunk,
    /// Roads between regional centres.
    Main,
    /// Other roads of the graph.
    Other,
}

/// A road between two junctions, driven both ways.
#[derive(Debug, Clone)]
pub struct Road {
    /// Its two junctions.
    pub ends: [u32; 2],
    /// Length, metres.
    pub metres: u32,
    /// How much traffic it carries.
    pub class: RoadClass,
    /// A straight link over a break of the source, with a guessed length.
    pub invented: bool,
    /// False for roads that are on the map but that no truck is sent over.
    pub driven: bool,
    /// False for straight links so long that a line of them on a map would mislead.
    pub drawn: bool,
    /// Where its line, the ends included, stands in [`Graph::points`].
    line: std::ops::Range<usize>,
}

/// Junctions and roads.
#[derive(Debug, Default)]
pub struct Graph {
    roads: Vec<Road>,
    points: Vec<GridPoint>,
    /// Where the junctions lie.
    junctions: Vec<GeoPoint>,
    /// Driven roads by junction: `leaving[first[j]..first[j + 1]]`.
    first: Vec<usize>,
    leaving: Vec<u32>,
}

impl Graph {
    /// The graph of the asset; `None` when its bytes are broken, which a test excludes.
    pub(super) fn embedded() -> Option<Self> {
        Self::read(BYTES)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes, MARK)?;
        let junctions = (0..reader.count()?).map(|_| reader.point()).collect::<Option<Vec<_>>>()?;
        let count = reader.count()?;
        let mut graph = Self { roads: Vec::with_capacity(count), ..Self::default() };
        let mut before = 0_i32;
        for _ in 0..count {
            let road = graph.road(&mut reader, &junctions, before)?;
            before = i32::try_from(road.ends[0]).ok()?;
            graph.roads.push(road);
        }
        graph.junctions = junctions.iter().map(|point| point.to_geo()).collect();
        graph.link()?;
        reader.is_at_end().then_some(graph)
    }

    fn road(&mut self, reader: &mut Reader<'_>, junctions: &[GridPoint], before: i32) -> Option<Road> {
        let from = before.checked_add(reader.signed()?)?;
        let to = from.checked_add(reader.signed()?)?;
        let ends = [u32::try_from(from).ok()?, u32::try_from(to).ok()?];
        let hectometres = f64::from(reader.number()?);
        let kind = reader.number()?;
        let class = match kind & 3 {
            0 => RoadClass::Trunk,
            1 => RoadClass::Main,
            _ => RoadClass::Other,
        };
        let start = self.points.len();
        reader.at = *junctions.get(usize::try_from(from).ok()?)?;
        self.points.push(reader.at);
        for _ in 0..reader.count()? {
            self.points.push(reader.point()?);
        }
        self.points.push(*junctions.get(usize::try_from(to).ok()?)?);
        let line = start..self.points.len();
        let metres = whole(hectometres * 100.0 * LENGTH_FACTOR);
        Some(Road { ends, metres, class, invented: kind & 4 != 0, driven: kind & 8 == 0, drawn: kind & 16 == 0, line })
    }

    /// Fills the lists of roads by junction.
    fn link(&mut self) -> Option<()> {
        let driven = || self.roads.iter().zip(0_u32..).filter(|(road, _)| road.driven);
        let mut first = vec![0_usize; self.junctions.len() + 1];
        for end in driven().flat_map(|(road, _)| road.ends) {
            *first.get_mut(index(end) + 1)? += 1;
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let mut next = first.clone();
        let mut leaving = vec![0; sum];
        for (road, id) in driven() {
            for end in road.ends {
                let place = next.get_mut(index(end))?;
                *leaving.get_mut(*place)? = id;
                *place += 1;
            }
        }
        self.first = first;
        self.leaving = leaving;
        Some(())
    }

    /// All roads; the place in the slice is a road's id.
    #[must_use]
    pub fn roads(&self) -> &[Road] {
        &self.roads
    }

    /// The line of a road from its first end to its second.
    #[must_use]
    pub fn line(&self, road: &Road) -> &[GridPoint] {
        self.points.get(road.line.clone()).unwrap_or_default()
    }

    pub(super) fn junction_count(&self) -> usize {
        self.junctions.len()
    }

    pub(super) fn junction(&self, id: u32) -> Option<GeoPoint> {
        self.junctions.get(index(id)).copied()
    }

    pub(super) fn road_by_id(&self, id: u32) -> Option<&Road> {
        self.roads.get(index(id))
    }

    /// Driven roads at a junction: (id, road).
    pub(super) fn leaving(&self, junction: u32) -> impl Iterator<Item = (u32, &Road)> {
        let ends = self.first.get(index(junction)).zip(self.first.get(index(junction) + 1));
        let roads = ends.and_then(|(from, to)| self.leaving.get(*from..*to)).unwrap_or_default();
        roads.iter().filter_map(|id| self.road_by_id(*id).map(|road| (*id, road)))
    }
}

impl Road {
    /// The other end.
    pub(super) fn across(&self, junction: u32) -> u32 {
        let [from, to] = self.ends;
        if junction == from { to } else { from }
    }
}

/// Great-circle metres, whole.
pub(super) fn straight_m(a: GeoPoint, b: GeoPoint) -> u32 {
    whole(sphere::distance_m(a, b))
}

/// An id as a place in a slice.
pub(super) fn index(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX - 1)
}

/// Whole metres of a length on the globe: whole numbers add up to the same sum in either direction.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no way on the globe is 4 million km long")]
pub(super) fn whole(metres: f64) -> u32 {
    metres.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_read_to_its_end() {
        let graph = Graph::embedded().unwrap();
        assert!(graph.junctions.len() > 8_000 && graph.roads.len() > 12_000, "{} roads", graph.roads.len());
        let both_ways = 2 * graph.roads.iter().filter(|road| road.driven).count();
        assert_eq!(graph.leaving.len(), both_ways);
    }

    #[test]
    fn no_road_is_shorter_than_the_straight_line() {
        let graph = Graph::embedded().unwrap();
        for road in graph.roads() {
            let [a, b] = road.ends.map(|end| graph.junction(end).unwrap());
            assert!(road.metres + 100 >= straight_m(a, b), "{road:?}");
            let line = graph.line(road);
            assert!(line.len() >= 2, "{road:?}");
        }
    }

    #[test]
    fn broken_bytes_are_no_graph() {
        let (half, _) = BYTES.split_at(BYTES.len() / 2);
        assert!(Graph::read(half).is_none());
        assert!(Graph::read(b"ROADS0\n").is_none());
        let mut longer = BYTES.to_vec();
        longer.push(0);
        assert!(Graph::read(&longer).is_none());
    }
}
