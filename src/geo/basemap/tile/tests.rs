//! Tiles by the colour of places that everybody knows.

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

#[test]
fn land_is_land_and_water_is_water_at_every_zoom_and_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        for z in [2, 3, 4, 5, 6, 8, 10, 12] {
            for (what, latitude, longitude, expected) in [
                ("the taiga", 63.3, 97.1, theme.land()),
                ("the Kazakh steppe", 47.6, 66.3, theme.land()),
                ("Chukotka beyond the date line", 66.9, -174.0, theme.land()),
                ("Chukotka before it", 67.6, 174.3, theme.land()),
                ("Canada", 60.0, -110.0, theme.land()),
                ("the Barents Sea", 73.5, 40.0, theme.sea()),
                ("the Black Sea", 43.2, 34.0, theme.sea()),
                ("the Caspian Sea", 42.0, 50.8, theme.sea()),
                ("the Sea of Okhotsk", 55.0, 148.0, theme.sea()),
                ("the Atlantic", 45.0, -35.0, theme.sea()),
            ] {
                assert_eq!(colour_at(latitude, longitude, z, theme), expected, "{what} at zoom {z}, {theme:?}");
            }
        }
        for z in [4, 5, 7, 9, 11] {
            assert_eq!(colour_at(53.6, 108.4, z, theme), theme.sea(), "Lake Baikal at zoom {z}");
            assert_eq!(colour_at(60.9, 31.5, z, theme), theme.sea(), "Lake Ladoga at zoom {z}");
        }
    }
}

#[test]
fn neighbours_meet_without_a_seam() {
    // Land far from any line: where cells and tiles meet there must be nothing to see.
    for (z, x, y) in [(5_u8, 23, 8), (6, 46, 17), (7, 92, 34)] {
        let tile = draw_tile(z, x, y, 256, Theme::Light).unwrap();
        let land = Theme::Light.land();
        let edge = |at: usize| [tile.rgba[at * 4], tile.rgba[at * 4 + 1], tile.rgba[at * 4 + 2]];
        let near_land = |colour: Colour| colour.iter().zip(land).all(|(a, b)| a.abs_diff(b) < 60);
        assert!((0..256).filter(|row| near_land(edge(row * 256))).count() > 150, "{z}/{x}/{y}");
    }
}

#[test]
fn roads_are_drawn_from_the_zoom_on_that_has_room_for_them() {
    let count = |z, x, y| {
        let tile = draw_tile(z, x, y, 256, Theme::Light).unwrap();
        let trunk = Theme::Light.road(RoadClass::Trunk, z).map_or([0; 3], |pen| pen.colour);
        tile.rgba.chunks(4).filter(|pixel| pixel[..3] == trunk).count()
    };
    // Moscow is in 2/2/1, 5/19/10 and 8/154/79.
    assert_eq!(count(2, 2, 1), 0);
    assert!(count(5, 19, 10) > 20, "{}", count(5, 19, 10));
    assert!(count(8, 154, 79) > 200, "{}", count(8, 154, 79));
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
