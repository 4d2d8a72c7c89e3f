//! Draws a tile: sea, land, lakes, borders of regions, roads, borders of countries, one over the other.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use crate::geo::grid::{GridPoint, WORLD};
use crate::geo::roads::RoadClass;

use super::asset::{self, Layer};
use super::clip::{self, Bounds};
use super::colours::{Colour, Pen, Theme};

/// Up to this zoom the coarse outlines are enough.
const COARSE_ZOOM: u8 = 4;
/// Tiles are not drawn any nearer: coordinates would leave the numbers that they are drawn with.
const NEAREST_ZOOM: u8 = 18;
const LARGEST_PX: u32 = 2048;
/// What is drawn beyond the edge, in pixels, so that lines and joins run on over it.
const MARGIN_PX: f64 = 12.0;
/// Points nearer to each other than this, in pixels, are one.
const SAME_PX: f64 = 0.6;
/// Widths are said for tiles of this size.
const NOMINAL_PX: f32 = 256.0;

/// A drawn tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Width and height, pixels.
    pub size_px: u32,
    /// Red, green, blue, alpha (always 255) of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// Draws tile `x`, `y` of zoom `z` (the usual numbering: `x` east of 180° W, `y` south of 85° N, 2^z of them each way).
/// `None` for a tile that there is not, a zoom over 18 or a size of 0 or over 2048. Milliseconds, for a worker thread;
/// the first call decodes the map (see [`super::warm`]).
#[must_use]
pub fn draw_tile(z: u8, x: u32, y: u32, size_px: u32, theme: Theme) -> Option<Tile> {
    let tiles = 1_u32.checked_shl(u32::from(z)).filter(|_| z <= NEAREST_ZOOM)?;
    if x >= tiles || y >= tiles || !(1..=LARGEST_PX).contains(&size_px) {
        return None;
    }
    let mut canvas = Canvas::new(tiles, [x, y], size_px, theme)?;
    let outlines = asset::outlines();
    let layers = if z <= COARSE_ZOOM { &outlines.coarse } else { &outlines.fine };
    canvas.areas(&layers.land, theme.land());
    canvas.areas(&layers.lakes, theme.sea());
    if let Some(pen) = theme.region_border(z) {
        canvas.borders(&layers.regions, &pen);
    }
    for class in [RoadClass::Other, RoadClass::Main, RoadClass::Trunk] {
        if let Some(pen) = theme.road(class, z) {
            canvas.roads(class, &pen);
        }
    }
    canvas.borders(&layers.countries, &theme.country_border(z));
    Some(Tile { size_px, rgba: canvas.pixels.take() })
}

struct Canvas {
    pixels: Pixmap,
    /// What the tile shows of the grid, with the margin.
    bounds: Bounds,
    /// The tile's own corner, grid units.
    corner: [f64; 2],
    /// Pixels a grid unit.
    scale: f64,
    /// How much wider lines are than on a tile of the nominal size.
    widening: f32,
}

impl Canvas {
    fn new(tiles: u32, [x, y]: [u32; 2], size_px: u32, theme: Theme) -> Option<Self> {
        let mut pixels = Pixmap::new(size_px, size_px)?;
        let [red, green, blue] = theme.sea();
        pixels.fill(Color::from_rgba8(red, green, blue, 255));
        let side = WORLD / f64::from(tiles);
        let corner = [f64::from(x) * side, f64::from(y) * side];
        let scale = f64::from(size_px) / side;
        let tile = Bounds { west: corner[0], north: corner[1], east: corner[0] + side, south: corner[1] + side };
        let bounds = tile.grown(MARGIN_PX / scale);
        Some(Self { pixels, bounds, corner, scale, widening: single(f64::from(size_px)) / NOMINAL_PX })
    }

    /// Where to look for what the tile shows: at its place, and beyond the right edge for what lies over the date line.
    fn looks(&self) -> [(Bounds, f64); 2] {
        [(self.bounds, 0.0), (self.bounds.moved_east(WORLD), WORLD)]
    }

    fn areas(&mut self, layer: &Layer, colour: Colour) {
        let mut builder = PathBuilder::new();
        let bounds = self.bounds;
        for (look, shift) in self.looks() {
            for ring in layer.within(look) {
                let points = thinned(ring, shift, SAME_PX / self.scale);
                let cut = clip::ring(points, bounds);
                self.trace(&mut builder, &cut);
                if cut.len() > 2 {
                    builder.close();
                }
            }
        }
        if let Some(path) = builder.finish() {
            self.pixels.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn borders(&mut self, layer: &Layer, pen: &Pen) {
        let mut builder = PathBuilder::new();
        for (look, shift) in self.looks() {
            for line in layer.within(look) {
                self.line(&mut builder, line, shift);
            }
        }
        self.stroke(builder.finish(), pen);
    }

    fn roads(&mut self, class: RoadClass, pen: &Pen) {
        let mut builder = PathBuilder::new();
        for (look, shift) in self.looks() {
            for road in asset::roads().iter().filter(|road| road.class == class && road.bounds.touches(look)) {
                self.line(&mut builder, &road.points, shift);
            }
        }
        self.stroke(builder.finish(), pen);
    }

    fn line(&self, builder: &mut PathBuilder, line: &[GridPoint], shift: f64) {
        let points = thinned(line, shift, SAME_PX / self.scale);
        for run in clip::runs(&points, self.bounds) {
            self.trace(builder, &run);
        }
    }

    fn trace(&self, builder: &mut PathBuilder, points: &[[f64; 2]]) {
        for (number, [x, y]) in points.iter().enumerate() {
            let (x, y) = (single((x - self.corner[0]) * self.scale), single((y - self.corner[1]) * self.scale));
            if number == 0 {
                builder.move_to(x, y);
            } else {
                builder.line_to(x, y);
            }
        }
    }

    fn stroke(&mut self, path: Option<Path>, pen: &Pen) {
        let Some(path) = path else { return };
        let stroke = Stroke {
            width: pen.width * self.widening,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.pixels.stroke_path(&path, &paint(pen.colour), &stroke, Transform::identity(), None);
    }
}

fn paint([red, green, blue]: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// The points of a line without those that would fall on the pixel of the one before; the last one stays.
fn thinned(line: &[GridPoint], shift: f64, least: f64) -> Vec<[f64; 2]> {
    let mut kept: Vec<[f64; 2]> = Vec::with_capacity(line.len());
    let last = line.len().saturating_sub(1);
    for (number, point) in line.iter().enumerate() {
        let here = [f64::from(point.x) - shift, f64::from(point.y)];
        let is_far =
            kept.last().is_none_or(|before| (here[0] - before[0]).abs().max((here[1] - before[1]).abs()) >= least);
        if is_far || number == last {
            kept.push(here);
        }
    }
    kept
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a tile and its margin")]
fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests;
