//! Rectangles on the grid, and shapes cut to them. It knows no colours.

use crate::geo::grid::GridPoint;

/// A rectangle in grid units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) west: f64,
    pub(super) north: f64,
    pub(super) east: f64,
    pub(super) south: f64,
}

impl Bounds {
    /// Around points; of none, a rectangle that touches nothing.
    pub(super) fn of<'a>(points: impl IntoIterator<Item = &'a GridPoint>) -> Self {
        let nothing =
            Self { west: f64::INFINITY, north: f64::INFINITY, east: f64::NEG_INFINITY, south: f64::NEG_INFINITY };
        points.into_iter().fold(nothing, |all, point| {
            let (x, y) = (f64::from(point.x), f64::from(point.y));
            Self { west: all.west.min(x), north: all.north.min(y), east: all.east.max(x), south: all.south.max(y) }
        })
    }

    pub(super) fn touches(self, other: Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.north <= other.south && other.north <= self.south
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self { west: self.west - by, north: self.north - by, east: self.east + by, south: self.south + by }
    }

    pub(super) fn moved_east(self, by: f64) -> Self {
        Self { west: self.west + by, east: self.east + by, ..self }
    }

    fn contains(self, [x, y]: [f64; 2]) -> bool {
        (self.west..=self.east).contains(&x) && (self.north..=self.south).contains(&y)
    }
}

/// A ring cut to a rectangle (Sutherland–Hodgman): what lay outside runs along the edge of the rectangle.
pub(super) fn ring(points: Vec<[f64; 2]>, bounds: Bounds) -> Vec<[f64; 2]> {
    if points.iter().all(|point| bounds.contains(*point)) {
        return points;
    }
    let sides: [(usize, f64, f64); 4] =
        [(0, bounds.west, 1.0), (0, bounds.east, -1.0), (1, bounds.north, 1.0), (1, bounds.south, -1.0)];
    sides.into_iter().fold(points, |ring, (axis, limit, sign)| {
        let depth = |point: [f64; 2]| (if axis == 0 { point[0] } else { point[1] } - limit) * sign;
        let mut kept = Vec::with_capacity(ring.len());
        let mut before = ring.last().copied();
        for point in ring {
            if let Some(last) = before {
                let (from, to) = (depth(last), depth(point));
                if (from < 0.0) != (to < 0.0) {
                    let share = from / (from - to);
                    kept.push([last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share]);
                }
            }
            if depth(point) >= 0.0 {
                kept.push(point);
            }
            before = Some(point);
        }
        kept
    })
}

/// The runs of a line whose pieces touch a rectangle.
pub(super) fn runs(points: &[[f64; 2]], bounds: Bounds) -> Vec<Vec<[f64; 2]>> {
    let mut runs: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut is_open = false;
    for (a, b) in points.iter().zip(points.iter().skip(1)) {
        let piece = Bounds { west: a[0].min(b[0]), north: a[1].min(b[1]), east: a[0].max(b[0]), south: a[1].max(b[1]) };
        let touches = piece.touches(bounds);
        match runs.last_mut() {
            Some(run) if touches && is_open => run.push(*b),
            _ if touches => runs.push(vec![*a, *b]),
            _ => {}
        }
        is_open = touches;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Bounds = Bounds { west: 0.0, north: 0.0, east: 10.0, south: 10.0 };

    fn area(ring: &[[f64; 2]]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
    }

    #[test]
    fn a_cut_ring_keeps_what_lies_inside_and_its_direction() {
        let around = vec![[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        assert!((area(&ring(around.clone(), SQUARE)) - 100.0).abs() < 1e-9);
        let corner = vec![[5.0, 5.0], [15.0, 5.0], [15.0, 15.0], [5.0, 15.0]];
        assert!((area(&ring(corner.clone(), SQUARE)) - 25.0).abs() < 1e-9);
        let turned: Vec<[f64; 2]> = corner.into_iter().rev().collect();
        assert!((area(&ring(turned, SQUARE)) + 25.0).abs() < 1e-9);
        let away = vec![[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]];
        assert!(area(&ring(away, SQUARE)).abs() < 1e-9);
        let inside = vec![[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]];
        assert_eq!(ring(inside.clone(), SQUARE), inside);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_runs() {
        let line = [[1.0, 1.0], [5.0, 5.0], [20.0, 5.0], [30.0, 5.0], [20.0, 8.0], [5.0, 8.0]];
        let runs = runs(&line, SQUARE);
        assert_eq!(runs, [vec![[1.0, 1.0], [5.0, 5.0], [20.0, 5.0]], vec![[20.0, 8.0], [5.0, 8.0]]]);
    }
}
