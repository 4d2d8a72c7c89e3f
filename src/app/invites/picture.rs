//! The route on a small map of the program's own: drawn once on the worker as a picture, with the line over it.

use std::sync::Arc;

use crate::app::settings::Theme;
use crate::domain::place::GeoPoint;
use crate::geo::basemap::{self, draw_tile};
use crate::geo::grid::{WORLD, from_geo};
use crate::geo::roads::Roads;

/// Width and height of the map, points.
pub const SIZE: [u32; 2] = [416, 200];
/// Pixels a point: sharp with large text too.
const SHARP: u32 = 2;
/// Points of a tile.
const TILE: u32 = 256;
/// Free room around the route, points.
const ROOM: f64 = 28.0;
/// Nearer than this a short route is a line without a country.
const NEAREST: u8 = 9;
/// Points of the line that are kept.
const LINE: usize = 400;

/// A drawn route. Places are fractions of width and height, from the left upper corner.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutePicture {
    /// Width and height, pixels.
    pub size: [usize; 2],
    /// Red, green, blue, alpha of each pixel, row by row.
    pub rgba: Arc<Vec<u8>>,
    /// The way by road.
    pub line: Vec<[f32; 2]>,
    /// The stops.
    pub stops: Vec<[f32; 2]>,
    /// Its length, kilometres.
    pub km: f64,
    /// Whose data it is drawn from: stands in its corner.
    pub attribution: &'static str,
}

/// Draws the route between stops; `None` for fewer than two.
#[must_use]
pub fn picture(stops: &[GeoPoint], theme: Theme) -> Option<RoutePicture> {
    if stops.len() < 2 {
        return None;
    }
    let legs: Vec<_> = stops
        .windows(2)
        .map(|pair| match pair {
            [from, to] => Roads::shared().route(*from, *to),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let km = legs.iter().map(|leg| leg.km).sum();
    let line: Vec<[f64; 2]> = legs.iter().flat_map(|leg| &leg.line).map(|point| from_geo(*point)).collect();
    let frame = Frame::around(&line)?;
    let every = line.len().div_ceil(LINE).max(1);
    // The end of the way is drawn whatever is left out before it.
    let kept = line.iter().step_by(every).chain(line.last());
    Some(RoutePicture {
        size: [pixels(SIZE[0]), pixels(SIZE[1])],
        rgba: Arc::new(frame.ground(theme)),
        line: kept.map(|at| frame.fraction(*at)).collect(),
        stops: stops.iter().map(|stop| frame.fraction(from_geo(*stop))).collect(),
        km,
        attribution: basemap::ATTRIBUTION,
    })
}

fn pixels(points: u32) -> usize {
    usize::try_from(points * SHARP).unwrap_or_default()
}

/// What of the world is seen: points of the map at a zoom, from its left upper corner.
struct Frame {
    zoom: u8,
    left: f64,
    top: f64,
}

impl Frame {
    /// The nearest one that holds everything; `None` without anything to hold.
    fn around(line: &[[f64; 2]]) -> Option<Self> {
        let bound = |axis: usize, best: fn(f64, f64) -> f64| line.iter().map(|at| at[axis]).reduce(best);
        let (west, east) = (bound(0, f64::min)?, bound(0, f64::max)?);
        let (north, south) = (bound(1, f64::min)?, bound(1, f64::max)?);
        let [width, height] = SIZE.map(f64::from);
        let fits = |zoom: &u8| {
            let scale = scale(*zoom);
            (east - west) * scale <= width - 2.0 * ROOM && (south - north) * scale <= height - 2.0 * ROOM
        };
        let zoom = (0..=NEAREST).rev().find(fits).unwrap_or_default();
        let scale = scale(zoom);
        let left = f64::midpoint(west, east) * scale - width / 2.0;
        let top = f64::midpoint(north, south) * scale - height / 2.0;
        // On whole pixels, so that tiles meet without a seam.
        Some(Self { zoom, left: left.round(), top: top.round() })
    }

    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a picture")]
    fn fraction(&self, at: [f64; 2]) -> [f32; 2] {
        let scale = scale(self.zoom);
        let x = (at[0] * scale - self.left) / f64::from(SIZE[0]);
        let y = (at[1] * scale - self.top) / f64::from(SIZE[1]);
        [x as f32, y as f32]
    }

    /// The map under the line, of as many tiles as it takes.
    #[expect(clippy::cast_possible_truncation, reason = "places of tiles of a small picture")]
    fn ground(&self, theme: Theme) -> Vec<u8> {
        let theme = match theme {
            Theme::Light => basemap::Theme::Light,
            Theme::Dark => basemap::Theme::Dark,
        };
        let [width, height] = SIZE.map(pixels);
        let mut ground = vec![0; width * height * 4];
        let tile = f64::from(TILE);
        let last = [self.left + f64::from(SIZE[0]), self.top + f64::from(SIZE[1])];
        let range = |from: f64, to: f64| (from / tile).floor() as i64..=(to / tile).floor() as i64;
        let tiles = 1_i64 << self.zoom;
        for y in range(self.top, last[1]) {
            for x in range(self.left, last[0]) {
                // East of the date line the map begins again.
                let drawn = u32::try_from(x.rem_euclid(tiles)).ok().zip(u32::try_from(y).ok());
                let drawn = drawn.and_then(|(x, y)| draw_tile(self.zoom, x, y, TILE * SHARP, theme));
                if let Some(drawn) = drawn {
                    let side = i64::from(TILE);
                    let corner = [x * side - self.left as i64, y * side - self.top as i64];
                    paste(&mut ground, [width, height], &drawn.rgba, corner.map(|at| at * i64::from(SHARP)));
                }
            }
        }
        ground
    }
}

/// Points of the map a unit of the grid.
fn scale(zoom: u8) -> f64 {
    f64::from(TILE) * f64::from(1_u32 << zoom) / WORLD
}

/// Lays a tile onto the ground; what lies outside is cut.
fn paste(ground: &mut [u8], [width, height]: [usize; 2], tile: &[u8], [left, top]: [i64; 2]) {
    let side = pixels(TILE);
    for (row, pixels) in tile.chunks_exact(side * 4).enumerate() {
        let Some(y) = i64::try_from(row).ok().and_then(|row| usize::try_from(top + row).ok()) else { continue };
        if y >= height {
            break;
        }
        let begin = usize::try_from(left).unwrap_or_default().min(width);
        let end = i64::try_from(side).ok().and_then(|side| usize::try_from(left + side).ok()).unwrap_or_default();
        let cut = usize::try_from(-left).unwrap_or_default();
        let length = end.min(width).saturating_sub(begin) * 4;
        let from = pixels.get(cut * 4..).and_then(|rest| rest.get(..length));
        let start = (y * width + begin) * 4;
        let to = ground.get_mut(start..start + length);
        if let (Some(from), Some(to)) = (from, to) {
            to.copy_from_slice(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KAZAN: GeoPoint = GeoPoint { longitude: 49.1, latitude: 55.8 };
    const UFA: GeoPoint = GeoPoint { longitude: 56.0, latitude: 54.7 };
    const MOSCOW: GeoPoint = GeoPoint { longitude: 37.6, latitude: 55.75 };

    #[test]
    fn a_route_lies_whole_within_its_map() {
        let drawn = picture(&[MOSCOW, KAZAN, UFA], Theme::Light).unwrap();
        assert_eq!(drawn.rgba.len(), drawn.size[0] * drawn.size[1] * 4);
        assert!(drawn.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255), "no hole in the ground");
        assert!(drawn.line.iter().chain(&drawn.stops).flatten().all(|at| (0.0..=1.0).contains(at)));
        assert_eq!(drawn.stops.len(), 3);
        assert!(drawn.stops[0][0] < drawn.stops[1][0] && drawn.stops[1][0] < drawn.stops[2][0], "from west to east");
        assert!((1_100.0..1_600.0).contains(&drawn.km), "{}", drawn.km);
        assert!(drawn.line.len() <= LINE + 1);
        let night = picture(&[MOSCOW, KAZAN], Theme::Dark).unwrap();
        assert_ne!(night.rgba[..4], drawn.rgba[..4]);
    }

    #[test]
    fn one_place_is_no_route_and_two_of_one_town_are() {
        assert_eq!(picture(&[KAZAN], Theme::Light), None);
        let near = GeoPoint { longitude: 49.11, ..KAZAN };
        assert!(picture(&[KAZAN, near], Theme::Light).is_some());
    }
}
