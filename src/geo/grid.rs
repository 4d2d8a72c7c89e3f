//! The projected grid of the map's assets, and the reader of their bytes. It knows neither roads nor coasts.
//!
//! The world is a square of 2²¹ units in Web Mercator, y downwards: 19 m a unit at the equator, 11 m at Moscow. East of
//! the date line x goes on past the right edge, so that Chukotka is in one piece. `assets/build/map_format.py` writes it.

use std::f64::consts::PI;

use crate::domain::place::GeoPoint;

/// Units along the side of the world.
pub const WORLD: f64 = 2_097_152.0;
/// Longitudes west of this lie beyond the right edge.
const CUT: f64 = -168.9;
const MAX_LATITUDE: f64 = 85.0;

/// A point of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GridPoint {
    /// Units east of 180° W.
    pub x: i32,
    /// Units south of 85.05° N.
    pub y: i32,
}

impl GridPoint {
    /// Back to degrees.
    #[must_use]
    pub fn to_geo(self) -> GeoPoint {
        to_geo([f64::from(self.x), f64::from(self.y)])
    }
}

/// Degrees → units `[x, y]`, not rounded.
#[must_use]
pub fn from_geo(point: GeoPoint) -> [f64; 2] {
    let longitude = if point.longitude < CUT { point.longitude + 360.0 } else { point.longitude };
    let latitude = point.latitude.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let x = (longitude + 180.0) / 360.0;
    let y = 0.5 - (PI / 4.0 + latitude / 2.0).tan().ln() / (2.0 * PI);
    [x * WORLD, y * WORLD]
}

/// Units `[x, y]` → degrees.
#[must_use]
pub fn to_geo([x, y]: [f64; 2]) -> GeoPoint {
    let longitude = x / WORLD * 360.0 - 180.0;
    let latitude = (PI * (1.0 - 2.0 * y / WORLD)).sinh().atan().to_degrees();
    GeoPoint { longitude: if longitude > 180.0 { longitude - 360.0 } else { longitude }, latitude }
}

/// Reads the bytes of an asset; every read is `None` once they are not what was expected.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// The point read last: points are written as differences.
    pub(super) at: GridPoint,
}

impl<'a> Reader<'a> {
    /// After the mark that the bytes must begin with.
    pub(super) fn new(bytes: &'a [u8], mark: &[u8]) -> Option<Self> {
        Some(Self { bytes: bytes.strip_prefix(mark)?, at: GridPoint::default() })
    }

    /// Seven bits a byte, low ones first.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u32::from(byte & 127).checked_shl(shift)?;
            if byte & 128 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        // Each thing takes a byte at least: a broken count must not reserve the whole memory.
        (count <= self.bytes.len()).then_some(count)
    }

    pub(super) fn signed(&mut self) -> Option<i32> {
        let zigzag = self.number()?;
        let half = i32::try_from(zigzag >> 1).ok()?;
        Some(if zigzag & 1 == 0 { half } else { -half - 1 })
    }

    pub(super) fn point(&mut self) -> Option<GridPoint> {
        let (x, y) = (self.signed()?, self.signed()?);
        self.at = GridPoint { x: self.at.x.checked_add(x)?, y: self.at.y.checked_add(y)? };
        Some(self.at)
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_come_back_from_the_grid() {
        for (longitude, latitude) in [(37.6173, 55.7558), (-179.0, 68.0), (179.5, -16.0), (20.5, 54.7), (0.0, 0.0)] {
            let point = GeoPoint { longitude, latitude };
            let back = to_geo(from_geo(point));
            assert!((back.longitude - longitude).abs() < 1e-9 && (back.latitude - latitude).abs() < 1e-9, "{back:?}");
        }
    }

    #[test]
    fn chukotka_continues_the_map_to_the_east() {
        let [west, _] = from_geo(GeoPoint { longitude: 179.9, latitude: 66.0 });
        let [east, _] = from_geo(GeoPoint { longitude: -179.9, latitude: 66.0 });
        assert!(west < WORLD && WORLD < east);
    }

    #[test]
    fn numbers_are_read_as_they_are_written_and_broken_bytes_give_nothing() {
        let mut reader = Reader::new(&[b'M', 5, 0x80, 0x01, 3, 0x80], b"M").unwrap();
        assert_eq!((reader.number(), reader.number(), reader.signed()), (Some(5), Some(128), Some(-2)));
        assert_eq!(reader.number(), None);
        assert!(Reader::new(b"other", b"M").is_none());
        assert_eq!(Reader::new(&[b'M', 200, 1, 0], b"M").unwrap().count(), None);
    }
}
