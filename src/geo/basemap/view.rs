//! What of the map is on the screen: degrees ↔ points of the screen, moving and zooming. Pure arithmetic.

use crate::domain::place::GeoPoint;
use crate::geo::grid::{self, WORLD};

/// Points that the world is wide at zoom 0.
const WORLD_PT: f64 = 256.0;
/// Farther away than this the map would be smaller than a window.
pub const LEAST_ZOOM: f64 = 2.5;
/// Nearer than this there is nothing more to see.
pub const MOST_ZOOM: f64 = 16.0;
/// A fitted point or group is never shown nearer than this.
const FIT_ZOOM: f64 = 11.0;

/// What of the map is on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The middle of the screen.
    pub centre: GeoPoint,
    /// Width and height, points.
    pub size: [f64; 2],
    /// Zoom; the world is 256 · 2^zoom points wide.
    pub zoom: f64,
}

/// A rectangle of the grid: left upper and right lower corner, units.
pub type GridBox = [[f64; 2]; 2];

impl View {
    /// The view of a size that shows all the points, with so many points of screen free at each side; `None` without points.
    #[must_use]
    pub fn around(size: [f64; 2], points: impl IntoIterator<Item = [f64; 2]>, margin: f64) -> Option<Self> {
        let nothing = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
        let [low, high] = points
            .into_iter()
            .fold(nothing, |[low, high], [x, y]| [[low[0].min(x), low[1].min(y)], [high[0].max(x), high[1].max(y)]]);
        if !(low[0].is_finite() && high[0].is_finite()) {
            return None;
        }
        let zoom = (0..2).map(|axis| {
            let room = (size[axis] - 2.0 * margin).max(40.0);
            (room * WORLD / (WORLD_PT * (high[axis] - low[axis]).max(1.0))).log2()
        });
        let zoom = zoom.fold(FIT_ZOOM, f64::min).clamp(LEAST_ZOOM, FIT_ZOOM);
        let centre = grid::to_geo([f64::midpoint(low[0], high[0]), f64::midpoint(low[1], high[1])]);
        Some(Self { centre, size, zoom })
    }

    /// Points of the screen for one unit of the grid.
    #[must_use]
    pub fn scale(&self) -> f64 {
        WORLD_PT * self.zoom.exp2() / WORLD
    }

    /// Where a place is on the screen, points from the left upper corner.
    #[must_use]
    pub fn project(&self, point: GeoPoint) -> [f64; 2] {
        self.projection().on_screen(grid::from_geo(point))
    }

    /// The place of a point of the screen.
    #[must_use]
    pub fn unproject(&self, [x, y]: [f64; 2]) -> GeoPoint {
        let (scale, centre) = (self.scale(), grid::from_geo(self.centre));
        let at = [centre[0] + (x - self.size[0] / 2.0) / scale, centre[1] + (y - self.size[1] / 2.0) / scale];
        grid::to_geo([at[0], at[1].clamp(0.0, WORLD)])
    }

    /// The arithmetic of this view, worked out once for many points of the grid.
    #[must_use]
    pub fn projection(&self) -> Projection {
        let (scale, centre) = (self.scale(), grid::from_geo(self.centre));
        Projection { scale, origin: [self.size[0] / 2.0 - centre[0] * scale, self.size[1] / 2.0 - centre[1] * scale] }
    }

    /// What the screen shows of the grid, with so many points of screen around it.
    #[must_use]
    pub fn grid_box(&self, margin: f64) -> GridBox {
        let (scale, [x, y]) = (self.scale(), grid::from_geo(self.centre));
        let half = [(self.size[0] / 2.0 + margin) / scale, (self.size[1] / 2.0 + margin) / scale];
        [[x - half[0], y - half[1]], [x + half[0], y + half[1]]]
    }

    /// True when a point of the screen is on it.
    #[must_use]
    pub fn shows(&self, [x, y]: [f64; 2]) -> bool {
        (0.0..=self.size[0]).contains(&x) && (0.0..=self.size[1]).contains(&y)
    }

    /// The map moved under the screen by so many points: right and down are positive.
    #[must_use]
    pub fn panned(&self, [right, down]: [f64; 2]) -> Self {
        let (scale, [x, y]) = (self.scale(), grid::from_geo(self.centre));
        let at = [(x - right / scale).clamp(0.0, WORLD * 1.03), (y - down / scale).clamp(0.0, WORLD)];
        Self { centre: grid::to_geo(at), ..*self }
    }

    /// Nearer (`by` > 0) or farther, what is under a point of the screen staying there.
    #[must_use]
    pub fn zoomed(&self, by: f64, about: [f64; 2]) -> Self {
        let zoom = (self.zoom + by).clamp(LEAST_ZOOM, MOST_ZOOM);
        let before = grid::from_geo(self.unproject(about));
        let nearer = Self { zoom, ..*self };
        let [x, y] = nearer.projection().on_screen(before);
        nearer.panned([about[0] - x, about[1] - y])
    }
}

/// Units of the grid → points of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    scale: f64,
    origin: [f64; 2],
}

impl Projection {
    /// Points from the left upper corner of the view.
    #[must_use]
    pub fn on_screen(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x * self.scale + self.origin[0], y * self.scale + self.origin[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOSCOW: GeoPoint = GeoPoint { longitude: 37.6173, latitude: 55.7558 };

    fn view() -> View {
        View { centre: MOSCOW, size: [1200.0, 800.0], zoom: 6.0 }
    }

    fn near(a: [f64; 2], b: [f64; 2]) -> bool {
        (a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6
    }

    #[test]
    fn the_screen_and_the_globe_agree_both_ways() {
        for at in [[0.0, 0.0], [600.0, 400.0], [1200.0, 800.0], [17.0, 790.0]] {
            assert!(near(view().project(view().unproject(at)), at), "{at:?}");
        }
        assert!(near(view().project(MOSCOW), [600.0, 400.0]));
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_and_stops_at_the_ends() {
        let at = [100.0, 650.0];
        let place = view().unproject(at);
        for by in [1.0, -0.7, 3.3] {
            assert!(near(view().zoomed(by, at).project(place), at), "by {by}");
        }
        assert!((view().zoomed(99.0, at).zoom - MOST_ZOOM).abs() < 1e-9);
        assert!((view().zoomed(-99.0, at).zoom - LEAST_ZOOM).abs() < 1e-9);
    }

    #[test]
    fn what_is_dragged_stays_under_the_pointer() {
        let place = view().unproject([300.0, 300.0]);
        assert!(near(view().panned([50.0, -20.0]).project(place), [350.0, 280.0]));
    }

    #[test]
    fn a_group_is_shown_whole_and_one_place_not_too_near() {
        let kazan = GeoPoint { longitude: 49.1221, latitude: 55.7887 };
        let both = View::around([1200.0, 800.0], [MOSCOW, kazan].map(grid::from_geo), 60.0).unwrap();
        for place in [MOSCOW, kazan] {
            let [x, y] = both.project(place);
            assert!((59.0..=1141.0).contains(&x) && (59.0..=741.0).contains(&y), "{x} {y}");
        }
        assert!(both.zoom > 6.0);
        let one = View::around([1200.0, 800.0], [grid::from_geo(MOSCOW)], 60.0).unwrap();
        assert!((one.zoom - FIT_ZOOM).abs() < 1e-9);
        assert!(View::around([1200.0, 800.0], [], 60.0).is_none());
    }
}
