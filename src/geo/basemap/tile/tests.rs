//! Tiles by the colour of places that everybody knows.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of tiles and pixels")]

use super::*;
use crate::domain::place::GeoPoint;
use crate::geo::grid;

/// The pixel of a place on the tile of a zoom that shows it.
fn colour_at(latitude: f64, longitude: f64, z: u8, theme: Theme) -> Colour {
    const SIZE: u32 = 256;
    let [x, y] = grid::from_geo(GeoPoint { longitude, latitude });
    let side = WORLD / f64::from(1_u32 << z);
    let x = x.rem_euclid(WORLD);
    let tile = draw_tile(z, (x / side) as u32, (y / side) as u32, SIZE, theme).unwrap();
    let pixel = |at: f64| (at.rem_euclid(side) / side * f64::from(SIZE)) as usize;
    let place = (pixel(y) * SIZE as usize + pixel(x)) * 4;
    [tile.rgba[place], tile.rgba[place + 1], tile.rgba[place + 2]]
}

/// A lake or river mouth within the pixel changes it a little from far away.
fn is_near(found: Colour, expected: Colour) -> bool {
    found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 8)
}

#[test]
fn land_is_land_and_water_is_water_at_every_zoom_and_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        for (what, latitude, longitude, least_zoom, expected) in [
            ("the taiga", 63.3, 97.1, 2, theme.land()),
            ("the Kazakh steppe", 47.6, 66.3, 2, theme.land()),
            ("Chukotka beyond the date line", 67.0, -177.5, 2, theme.land()),
            ("Chukotka before it", 67.6, 174.3, 2, theme.land()),
            ("Canada", 60.0, -110.0, 2, theme.land()),
            ("the Barents Sea", 73.5, 40.0, 2, theme.sea()),
            ("the Black Sea", 43.2, 34.0, 2, theme.sea()),
            ("the Caspian Sea", 42.0, 50.8, 2, theme.sea()),
            ("the Sea of Okhotsk", 55.0, 148.0, 2, theme.sea()),
            ("the Atlantic", 45.0, -35.0, 2, theme.sea()),
            ("Lake Baikal", 53.6, 108.4, 4, theme.sea()),
            ("Lake Ladoga", 60.9, 31.5, 4, theme.sea()),
        ] {
            for z in [2, 3, 4, 5, 6, 8, 10, 12].into_iter().filter(|z| *z >= least_zoom) {
                let found = colour_at(latitude, longitude, z, theme);
                assert!(is_near(found, expected), "{what} at zoom {z}, {theme:?}: {found:?}, not {expected:?}");
            }
        }
    }
}

#[test]
fn cells_meet_without_a_seam() {
    // Tiles of the Siberian north: a seam between two cells would be a row of water from edge to edge.
    let (land, sea) = (Theme::Light.land(), Theme::Light.sea());
    for (z, latitude, longitude) in [(5, 63.0, 118.0), (6, 66.5, 110.0), (7, 65.0, 119.5)] {
        let [x, y] = grid::from_geo(GeoPoint { longitude, latitude });
        let side = WORLD / f64::from(1_u32 << z);
        let tile = draw_tile(z, (x / side) as u32, (y / side) as u32, 512, Theme::Light).unwrap();
        let is_sea = |pixel: &[u8]| pixel[0] < land[0] - (land[0] - sea[0]) / 8;
        let rows: Vec<usize> =
            tile.rgba.chunks(512 * 4).map(|row| row.chunks(4).filter(|pixel| is_sea(pixel)).count()).collect();
        assert!(rows.iter().all(|wet| *wet < 350), "a row of tile {z} at {latitude}, {longitude} is a seam: {rows:?}");
    }
}

#[test]
fn roads_are_drawn_from_the_zoom_on_that_has_room_for_them() {
    // Roads are warm, land and water are not.
    let count = |z, x, y| {
        let tile = draw_tile(z, x, y, 256, Theme::Light).unwrap();
        tile.rgba.chunks(4).filter(|pixel| pixel[0] > pixel[2].saturating_add(40)).count()
    };
    // Moscow is in 2/2/1, 5/19/10 and 8/154/80.
    assert_eq!(count(2, 2, 1), 0);
    assert!(count(5, 19, 10) > 300, "{}", count(5, 19, 10));
    assert!(count(8, 154, 80) > 1_000, "{}", count(8, 154, 80));
}

#[test]
fn what_is_no_tile_is_not_drawn() {
    assert!(draw_tile(3, 8, 0, 256, Theme::Light).is_none());
    assert!(draw_tile(3, 0, 8, 256, Theme::Light).is_none());
    assert!(draw_tile(200, 0, 0, 256, Theme::Light).is_none());
    assert!(draw_tile(3, 0, 0, 0, Theme::Light).is_none());
    assert!(draw_tile(3, 0, 0, 100_000, Theme::Light).is_none());
    let tile = draw_tile(0, 0, 0, 64, Theme::Dark).unwrap();
    assert_eq!((tile.size_px, tile.rgba.len()), (64, 64 * 64 * 4));
    assert!(tile.rgba.chunks(4).all(|pixel| pixel[3] == 255));
}
