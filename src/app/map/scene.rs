//! What the map draws of the bids that the list shows: marks by zoom, indexed, so that a frame costs what is on the screen and
//! not what there is. Built on the worker.

use std::collections::BTreeSet;
use std::sync::Arc;

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::clusters::clustered;
use super::points::{Look, MapData, MapPoint, Tint};
use crate::domain::bid::PointKind;
use crate::geo::basemap::{GridBox, View};
use crate::geo::grid::WORLD;

/// Marks nearer to each other than this are one, points of the screen.
const APART_PT: f64 = 34.0;
/// The farthest and the nearest zoom that has marks of its own.
const FARTHEST: u8 = 3;
const NEAREST: u8 = 16;
/// With more bids than this lines between their points would cover the map: only the selected bid has one.
pub const MOST_LINES: usize = 120;
/// Bids that a mark names one by one.
const MOST_NAMED: usize = 40;

/// A mark: one point, or several that stand too near to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its middle, grid units.
    pub at: [f64; 2],
    /// How many points it stands for.
    pub count: u32,
    /// The first of them, in [`MapData::points`].
    pub point: u32,
    /// How many of each look.
    pub tints: [u32; 6],
    /// The rectangle around all of them.
    pub area: GridBox,
}

impl Spot {
    /// Of one point.
    #[must_use]
    pub fn one(at: [f64; 2], point: u32, tint: Tint) -> Self {
        let mut tints = [0; 6];
        if let Some(count) = tints.get_mut(tint.place()) {
            *count = 1;
        }
        Self { at, count: 1, point, tints, area: [at, at] }
    }

    pub(super) fn with(self, other: &Self) -> Self {
        let (own, more) = (f64::from(self.count), f64::from(other.count));
        let middle = |axis: usize| (self.at[axis] * own + other.at[axis] * more) / (own + more);
        let low = |axis: usize| self.area[0][axis].min(other.area[0][axis]);
        let high = |axis: usize| self.area[1][axis].max(other.area[1][axis]);
        let mut tints = self.tints;
        for (count, more) in tints.iter_mut().zip(other.tints) {
            *count += more;
        }
        Self {
            at: [middle(0), middle(1)],
            count: self.count + other.count,
            point: self.point.min(other.point),
            tints,
            area: [[low(0), low(1)], [high(0), high(1)]],
        }
    }

    /// The look of most of its points.
    #[must_use]
    pub fn tint(&self) -> Tint {
        let most = Tint::ALL.into_iter().zip(self.tints).max_by_key(|(tint, count)| (*count, std::cmp::Reverse(*tint)));
        most.map_or(Tint::Other, |(tint, _)| tint)
    }
}

/// The bids that the list shows, on the map.
#[derive(Debug, Clone)]
pub struct Scene {
    /// All points; what is not shown among them.
    pub data: Arc<MapData>,
    /// How each bid of the data looks; `None`: it isn't shown.
    pub looks: Arc<Vec<Option<Look>>>,
    /// How many bids are shown and have points.
    pub bids: usize,
    /// How many points that are.
    pub points: usize,
    levels: Vec<RTree<GeomWithData<[f64; 2], Spot>>>,
}

impl Scene {
    /// Works the marks of all zooms out. For the worker: a second for a hundred thousand bids.
    #[must_use]
    pub fn build(data: Arc<MapData>, looks: Arc<Vec<Option<Look>>>) -> Self {
        let mut marks: Vec<Spot> = data
            .points()
            .iter()
            .zip(0..)
            .filter(|(point, _)| point.kind != PointKind::Start)
            .filter_map(|(point, place)| Some(Spot::one(point.at, place, look_of(&looks, point.bid)?.tint)))
            .collect();
        let points = marks.len();
        let mut levels = Vec::new();
        for zoom in (FARTHEST..=NEAREST).rev() {
            marks = clustered(&marks, APART_PT * WORLD / (256.0 * f64::from(zoom).exp2()));
            levels.push(RTree::bulk_load(marks.iter().map(|mark| GeomWithData::new(mark.at, mark.clone())).collect()));
        }
        levels.reverse();
        let bids = looks.iter().flatten().count();
        Self { data, looks, bids, points, levels }
    }

    /// The marks in a view, with so many points of screen around it; those at the top first.
    #[must_use]
    pub fn spots(&self, view: &View, margin: f64) -> Vec<&Spot> {
        let Some(level) = self.levels.get(level(view.zoom)) else { return Vec::new() };
        let [low, high] = view.grid_box(margin);
        let mut found: Vec<&Spot> =
            level.locate_in_envelope(AABB::from_corners(low, high)).map(|found| &found.data).collect();
        found.sort_by(|a, b| a.at[1].total_cmp(&b.at[1]).then(a.point.cmp(&b.point)));
        found
    }

    /// Bids that have a point in a mark, at most forty; in the order they came to this desk.
    #[must_use]
    pub fn bids_in(&self, spot: &Spot) -> Vec<u32> {
        let [low, high] = spot.area;
        let inside = |point: &&MapPoint| {
            (0..2).all(|axis| (low[axis]..=high[axis]).contains(&point.at[axis]))
                && look_of(&self.looks, point.bid).is_some()
        };
        let stops = self.data.points().iter().filter(|point| point.kind != PointKind::Start);
        stops.filter(inside).map(|point| point.bid).collect::<BTreeSet<_>>().into_iter().take(MOST_NAMED).collect()
    }

    /// How a bid of the data looks; `None`: it isn't shown.
    #[must_use]
    pub fn look(&self, bid: u32) -> Option<Look> {
        look_of(&self.looks, bid)
    }

    /// The bids that are shown, when they are few enough for lines; else none.
    #[must_use]
    pub fn with_lines(&self) -> Vec<u32> {
        if self.bids > MOST_LINES {
            return Vec::new();
        }
        self.looks.iter().zip(0..).filter(|(look, _)| look.is_some()).map(|(_, bid)| bid).collect()
    }

    /// The rectangle around what is shown; `None` when that is nothing.
    #[must_use]
    pub fn around(&self, size: [f64; 2], margin: f64) -> Option<View> {
        let farthest = self.levels.first()?;
        View::around(size, farthest.iter().flat_map(|mark| mark.data.area), margin)
    }
}

/// The mark that a point of the screen is meant for: the nearest within reach.
#[must_use]
pub fn hit(marks: &[([f64; 2], f64)], [x, y]: [f64; 2]) -> Option<usize> {
    let far = |[a, b]: [f64; 2]| (a - x).hypot(b - y);
    let within = marks.iter().enumerate().map(|(place, (at, reach))| (place, far(*at), *reach));
    let found = within.filter(|(_, far, reach)| far <= reach).min_by(|a, b| a.1.total_cmp(&b.1));
    found.map(|(place, _, _)| place)
}

fn look_of(looks: &[Option<Look>], bid: u32) -> Option<Look> {
    looks.get(usize::try_from(bid).ok()?).copied().flatten()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a zoom, held in bounds")]
fn level(zoom: f64) -> usize {
    let zoom = zoom.round().clamp(f64::from(FARTHEST), f64::from(NEAREST)) as u8;
    usize::from(zoom - FARTHEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::LocalId;
    use crate::domain::place::GeoPoint;
    use crate::store::map_points::{BidPoints, PointAt};

    fn at(number: u8, kind: PointKind, longitude: f64, latitude: f64) -> PointAt {
        PointAt { number, kind, location: GeoPoint { longitude, latitude }, radius_m: None, confirmed: true }
    }

    /// Bids from Moscow to Kazan, each a little beside the one before, with the truck's own place in Tver.
    fn scene(count: u32, hidden: u32) -> Scene {
        let bids = (0..count).map(|bid| {
            let beside = f64::from(bid) * 0.001;
            let points = vec![
                at(0, PointKind::Start, 35.9, 56.86),
                at(1, PointKind::Load, 37.6 + beside, 55.75),
                at(2, PointKind::Unload, 49.12, 55.79 + beside),
            ];
            BidPoints { id: LocalId::new(format!("bid-{bid}")), points }
        });
        let data = Arc::new(MapData::of(bids.collect()));
        let looks = (0..count).map(|line| (line >= hidden).then_some(Look { tint: Tint::Started, line })).collect();
        Scene::build(data, Arc::new(looks))
    }

    fn view(zoom: f64) -> View {
        View { centre: GeoPoint { longitude: 43.0, latitude: 55.8 }, size: [1200.0, 800.0], zoom }
    }

    #[test]
    fn far_away_a_town_is_one_mark_and_near_each_point_is_its_own() {
        let scene = scene(50, 0);
        let counts = |zoom| scene.spots(&view(zoom), 0.0).iter().map(|spot| spot.count).collect::<Vec<_>>();
        assert_eq!((scene.bids, scene.points), (50, 100));
        assert_eq!(counts(5.0), [50, 50], "and no mark where trucks stood before");
        let near = View { centre: GeoPoint { longitude: 37.6, latitude: 55.75 }, ..view(16.0) };
        assert!(scene.spots(&near, 0.0).iter().all(|spot| spot.count == 1));
    }

    #[test]
    fn what_the_list_hides_is_not_on_the_map() {
        let scene = scene(50, 45);
        assert_eq!((scene.bids, scene.points), (5, 10));
        let marks = scene.spots(&view(5.0), 0.0);
        assert_eq!(scene.bids_in(marks[0]), [45, 46, 47, 48, 49]);
        assert_eq!((scene.look(3), scene.look(49)), (None, Some(Look { tint: Tint::Started, line: 49 })));
    }

    #[test]
    fn a_frame_sees_a_bounded_number_of_marks() {
        let spread = (0..20_000_u32).map(|bid| {
            let (row, column) = (f64::from(bid / 200), f64::from(bid % 200));
            let point = at(1, PointKind::Load, 30.0 + column * 0.2, 45.0 + row * 0.2);
            BidPoints { id: LocalId::new(format!("bid-{bid}")), points: vec![point] }
        });
        let data = Arc::new(MapData::of(spread.collect()));
        let scene = Scene::build(data, Arc::new(vec![Some(Look { tint: Tint::Draft, line: 0 }); 20_000]));
        for zoom in [3.0, 4.0, 5.0, 6.4, 7.5, 9.0] {
            let marks = scene.spots(&view(zoom), 0.0).len();
            assert!(marks < 1_200, "{marks} at zoom {zoom}");
        }
    }

    #[test]
    fn lines_are_drawn_for_few_bids_only() {
        assert_eq!(scene(3, 1).with_lines(), [1, 2]);
        assert!(scene(200, 0).with_lines().is_empty());
        assert_eq!(scene(200, 190).with_lines().len(), 10);
    }

    #[test]
    fn a_click_means_the_nearest_mark_within_reach() {
        let marks = [([10.0, 10.0], 8.0), ([20.0, 10.0], 8.0), ([20.0, 90.0], 20.0)];
        assert_eq!(hit(&marks, [14.0, 10.0]), Some(0));
        assert_eq!(hit(&marks, [16.0, 10.0]), Some(1));
        assert_eq!(hit(&marks, [20.0, 75.0]), Some(2));
        assert_eq!(hit(&marks, [50.0, 50.0]), None);
    }
}
