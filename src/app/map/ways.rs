//! What is drawn and said between the points of a bid: its way along the roads, kilometres, the empty run before it.
//!
//! Worked out on the worker; roads are OpenStreetMap's, whose notice stands on the map and beside such kilometres.

use super::points::touches;
use crate::domain::place::GeoPoint;
use crate::geo::basemap::GridBox;
use crate::geo::grid::{self, WORLD};
use crate::geo::roads::{Exactness, Roads};

/// Zooms that a line has a drawing of its own for; nearer ones take the last.
const DETAILS: [u8; 6] = [3, 5, 7, 9, 11, 13];
/// A drawing departs from the line no more than this, points of the screen at its zoom.
const TOLERANCE_PT: f64 = 0.8;

/// A line in several degrees of detail.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The rectangle around it.
    pub area: GridBox,
    details: Vec<Vec<[f64; 2]>>,
}

impl Line {
    /// Of points on the grid.
    #[must_use]
    pub fn of(points: &[[f64; 2]]) -> Self {
        let nothing = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
        let area = points.iter().fold(nothing, |[low, high], at| {
            [[low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])]]
        });
        let tolerance = |zoom: u8| TOLERANCE_PT * WORLD / (256.0 * f64::from(zoom).exp2());
        Self { area, details: DETAILS.iter().map(|zoom| simplified(points, tolerance(*zoom))).collect() }
    }

    /// The points to draw at a zoom, grid units.
    #[must_use]
    pub fn at(&self, zoom: f64) -> &[[f64; 2]] {
        let fine = DETAILS.iter().position(|detail| f64::from(*detail) >= zoom).unwrap_or(DETAILS.len() - 1);
        self.details.get(fine).map(Vec::as_slice).unwrap_or_default()
    }

    /// The runs of the line that a rectangle shows, at a zoom.
    #[must_use]
    pub fn runs(&self, zoom: f64, shown: GridBox) -> Vec<&[[f64; 2]]> {
        let points = self.at(zoom);
        if !touches(self.area, shown) {
            return Vec::new();
        }
        let mut runs = Vec::new();
        let mut open: Option<usize> = None;
        for (place, pair) in points.windows(2).enumerate() {
            let &[a, b] = pair else { continue };
            let piece = [[a[0].min(b[0]), a[1].min(b[1])], [a[0].max(b[0]), a[1].max(b[1])]];
            match (touches(piece, shown), open) {
                (true, None) => open = Some(place),
                (false, Some(first)) => {
                    runs.extend(points.get(first..=place));
                    open = None;
                }
                (true, Some(_)) | (false, None) => {}
            }
        }
        runs.extend(open.and_then(|first| points.get(first..)));
        runs
    }
}

/// Douglas–Peucker without recursion: a line may have ten thousand points.
fn simplified(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; points.len()];
    let mut parts = vec![(0, last)];
    for end in [0, last] {
        if let Some(kept) = kept.get_mut(end) {
            *kept = true;
        }
    }
    while let Some((first, last)) = parts.pop() {
        let (Some(a), Some(b)) = (points.get(first), points.get(last)) else { continue };
        let inner = points.iter().enumerate().take(last).skip(first + 1);
        let farthest = inner.map(|(place, at)| (place, off_line(*at, *a, *b))).max_by(|x, y| x.1.total_cmp(&y.1));
        if let Some((place, _)) = farthest.filter(|(_, off)| *off > tolerance) {
            if let Some(kept) = kept.get_mut(place) {
                *kept = true;
            }
            parts.extend([(first, place), (place, last)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(at, _)| *at).collect()
}

/// How far a point is from a piece of line.
fn off_line(at: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (x, y) = (b[0] - a[0], b[1] - a[1]);
    let long = x * x + y * y;
    let share = if long > 0.0 { (((at[0] - a[0]) * x + (at[1] - a[1]) * y) / long).clamp(0.0, 1.0) } else { 0.0 };
    (at[0] - a[0] - share * x).hypot(at[1] - a[1] - share * y)
}

/// Kilometres by road.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kilometres {
    /// So many.
    pub km: f64,
    /// Guessed in a good part: shown with "≈".
    pub estimated: bool,
}

/// The way of a bid.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The points that it was worked out for: when they differ, it is of the past.
    pub stops: Vec<GeoPoint>,
    /// From the first to the last; `None` with fewer than two points.
    pub loaded: Option<Kilometres>,
    /// Minutes at the wheel for that, without rest and queues.
    pub minutes: f64,
    /// From where the truck stood before to the first point; `None` while that isn't known.
    pub empty: Option<Kilometres>,
    /// What to draw from point to point.
    pub lines: Vec<Line>,
    /// What to draw of the empty run.
    pub empty_line: Option<Line>,
}

impl Way {
    /// Along the roads. Milliseconds a leg: for the worker.
    #[must_use]
    pub fn by_roads(stops: &[GeoPoint], empty_from: Option<GeoPoint>) -> Self {
        let roads = Roads::shared();
        let legs: Vec<_> = stops
            .windows(2)
            .filter_map(|pair| if let &[from, to] = pair { roads.route(from, to) } else { None })
            .collect();
        let empty = empty_from.zip(stops.first()).and_then(|(from, to)| roads.route(from, *to));
        let line = |points: &[GeoPoint]| Line::of(&points.iter().map(|at| grid::from_geo(*at)).collect::<Vec<_>>());
        let guessed = |exactness| exactness == Exactness::Estimated;
        Self {
            stops: stops.to_vec(),
            loaded: (!legs.is_empty()).then(|| Kilometres {
                km: legs.iter().map(|leg| leg.km).sum(),
                estimated: legs.iter().any(|leg| guessed(leg.exactness)),
            }),
            minutes: legs.iter().map(|leg| leg.minutes).sum(),
            empty: empty.as_ref().map(|leg| Kilometres { km: leg.km, estimated: guessed(leg.exactness) }),
            lines: legs.iter().map(|leg| line(&leg.line)).collect(),
            empty_line: empty.map(|leg| line(&leg.line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOSCOW: GeoPoint = GeoPoint { longitude: 37.6173, latitude: 55.7558 };
    const KAZAN: GeoPoint = GeoPoint { longitude: 49.1221, latitude: 55.7887 };
    const TVER: GeoPoint = GeoPoint { longitude: 35.9, latitude: 56.86 };

    #[test]
    fn a_line_is_thinned_by_zoom_and_keeps_its_ends_and_corners() {
        let wave: Vec<[f64; 2]> = (0..2_000)
            .map(|step| [f64::from(step) * 10.0, if step < 1_000 { 0.0 } else { 4_000.0 } + f64::from(step % 2)])
            .collect();
        let line = Line::of(&wave);
        assert_eq!(line.at(3.0).len(), 4, "the step stays, the trembling doesn't");
        assert_eq!(line.at(13.0).len(), line.at(16.0).len());
        assert!(line.at(16.0).len() > 100);
        for zoom in [3.0, 6.0, 14.0] {
            assert_eq!((line.at(zoom).first(), line.at(zoom).last()), (wave.first(), wave.last()));
        }
    }

    #[test]
    fn only_the_runs_that_are_seen_are_drawn() {
        let line = Line::of(&[[0.0, 0.0], [100.0, 0.0], [100.0, 5_000.0], [0.0, 5_000.0], [0.0, 10.0]]);
        let runs = line.runs(16.0, [[-10.0, -10.0], [50.0, 50.0]]);
        assert_eq!(runs.iter().map(|run| run.len()).collect::<Vec<_>>(), [2, 2]);
        assert!(line.runs(16.0, [[-90.0, -90.0], [-50.0, -50.0]]).is_empty());
    }

    #[test]
    fn a_bid_has_loaded_and_empty_kilometres() {
        let way = Way::by_roads(&[MOSCOW, KAZAN], Some(TVER));
        let (loaded, empty) = (way.loaded.unwrap(), way.empty.unwrap());
        assert!((780.0..870.0).contains(&loaded.km) && !loaded.estimated, "{loaded:?}");
        assert!((150.0..200.0).contains(&empty.km), "{empty:?}");
        assert!(way.lines[0].at(9.0).len() > 10 && way.minutes > 600.0);
        let alone = Way::by_roads(&[MOSCOW], None);
        assert_eq!((alone.loaded, alone.empty, alone.lines.len()), (None, None, 0));
    }
}
