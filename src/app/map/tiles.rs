//! Tiles of the basemap: which ones a view needs. Pure; they are drawn on the worker.

use crate::geo::basemap::{Theme, Tile, View, draw_tile};
use crate::geo::grid::{self, WORLD};

/// The nearest zoom that tiles are drawn for.
const NEAREST: u8 = 16;
/// Points that a tile is wide on the screen at its own zoom.
pub const TILE_PT: f64 = 256.0;

/// A tile of the basemap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// Zoom.
    pub z: u8,
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
    /// Pixels along its side.
    pub px: u32,
    /// For which look.
    pub theme: Theme,
}

/// A tile in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which.
    pub key: TileKey,
    /// Left upper corner, points from that of the view.
    pub corner: [f64; 2],
    /// Width and height, points.
    pub side: f64,
}

/// A place of the numbering of tiles on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    pub(super) z: u8,
    pub(super) x: u32,
    pub(super) y: u32,
    /// Left upper corner, points from that of the view.
    pub(super) corner: [f64; 2],
    /// Width and height, points.
    pub(super) side: f64,
}

/// The tiles that cover a view, those in the middle first. `sharpness`: pixels of the screen a point.
#[must_use]
pub fn covering(view: &View, sharpness: f64, theme: Theme) -> Vec<Placed> {
    let px = pixels(sharpness);
    let placed = |Sheet { z, x, y, corner, side }| Placed { key: TileKey { z, x, y, px, theme }, corner, side };
    covering_at(view, NEAREST).into_iter().map(placed).collect()
}

/// The places of the numbering that cover a view, those in the middle first, none nearer than `nearest`.
pub(super) fn covering_at(view: &View, nearest: u8) -> Vec<Sheet> {
    let z = zoom_of(view.zoom).min(nearest);
    let count = f64::from(1_u32 << z);
    let unit = WORLD / count;
    let projection = view.projection();
    let [low, high] = view.grid_box(0.0);
    // East of the date line the map goes on for a while: those tiles are the first ones of the west again.
    let columns = whole(low[0] / unit)..=whole(high[0] / unit);
    let rows = whole(low[1] / unit).max(0)..=whole(high[1] / unit).min(whole(count) - 1);
    let middle = grid::from_geo(view.centre);
    let mut sheets: Vec<(f64, Sheet)> = Vec::new();
    for row in rows {
        for column in columns.clone() {
            let Ok(x) = u32::try_from(column.rem_euclid(1 << z)) else { continue };
            let Ok(y) = u32::try_from(row) else { continue };
            let at = [exact(column) * unit, exact(row) * unit];
            let away = (at[0] + unit / 2.0 - middle[0]).hypot(at[1] + unit / 2.0 - middle[1]);
            sheets.push((away, Sheet { z, x, y, corner: projection.on_screen(at), side: unit * view.scale() }));
        }
    }
    sheets.sort_by(|a, b| a.0.total_cmp(&b.0));
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

/// The place so many zooms farther that holds one, and where in it: left upper corner and side, in shares of its side.
pub(super) fn parent(z: u8, [x, y]: [u32; 2], levels: u8) -> Option<(u8, [u32; 2], [f32; 2], f32)> {
    let farther = z.checked_sub(levels)?;
    let parts = 1_u32.checked_shl(u32::from(levels))?;
    let share = |place: u32| small(place % parts) / small(parts);
    Some((farther, [x / parts, y / parts], [share(x), share(y)], 1.0 / small(parts)))
}

impl TileKey {
    /// The tile one zoom farther that holds this one, and where in it: left upper corner and side, in shares of its side.
    #[must_use]
    pub fn parent(self, levels: u8) -> Option<(Self, [f32; 2], f32)> {
        let (z, [x, y], corner, side) = parent(self.z, [self.x, self.y], levels)?;
        Some((Self { z, x, y, ..self }, corner, side))
    }

    /// Draws it. Milliseconds: for the worker.
    #[must_use]
    pub fn draw(self) -> Option<Tile> {
        draw_tile(self.z, self.x, self.y, self.px, self.theme)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a zoom, held in bounds")]
fn zoom_of(zoom: f64) -> u8 {
    zoom.round().clamp(0.0, f64::from(NEAREST)) as u8
}

/// A tile has the pixels of the screen, in steps, so that a change of the text size by a tenth keeps most of them.
fn pixels(sharpness: f64) -> u32 {
    [256, 384, 512].into_iter().find(|px| f64::from(*px) >= TILE_PT * sharpness * 0.95).unwrap_or(512)
}

#[expect(clippy::cast_possible_truncation, reason = "numbers of tiles")]
fn whole(value: f64) -> i64 {
    value.floor() as i64
}

#[expect(clippy::cast_precision_loss, reason = "numbers of tiles")]
fn exact(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "numbers of parts of a tile")]
fn small(value: u32) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::GeoPoint;

    fn view(longitude: f64, zoom: f64) -> View {
        View { centre: GeoPoint { longitude, latitude: 56.0 }, size: [1000.0, 600.0], zoom }
    }

    #[test]
    fn the_view_is_covered_without_a_gap_at_any_zoom() {
        for zoom in [2.5, 3.2, 4.49, 4.51, 7.9, 15.6] {
            let tiles = covering(&view(40.0, zoom), 1.0, Theme::Light);
            let area: f64 = tiles
                .iter()
                .map(|tile| {
                    let seen =
                        |axis: usize, size: f64| (tile.corner[axis] + tile.side).min(size) - tile.corner[axis].max(0.0);
                    seen(0, 1000.0).max(0.0) * seen(1, 600.0).max(0.0)
                })
                .sum();
            assert!((area - 600_000.0).abs() < 1.0 || zoom < 3.0, "zoom {zoom}: {area}");
            assert!(tiles.len() < 60, "zoom {zoom}: {}", tiles.len());
        }
    }

    #[test]
    fn beyond_the_date_line_come_the_tiles_of_the_west() {
        let tiles = covering(&view(179.9, 6.0), 1.0, Theme::Dark);
        let columns: std::collections::BTreeSet<u32> = tiles.iter().map(|tile| tile.key.x).collect();
        assert!(columns.contains(&63) && columns.contains(&0), "{columns:?}");
    }

    #[test]
    fn a_tile_knows_its_part_of_a_farther_one() {
        let key = TileKey { z: 5, x: 19, y: 10, px: 256, theme: Theme::Light };
        let (parent, corner, side) = key.parent(2).unwrap();
        assert_eq!((parent.z, parent.x, parent.y), (3, 4, 2));
        assert!((corner[0] - 0.75).abs() < 1e-6 && (corner[1] - 0.5).abs() < 1e-6 && (side - 0.25).abs() < 1e-6);
        assert_eq!(key.parent(9), None);
    }
}
