//! The outlines in memory, by cell, in two degrees of detail. It knows no pixels.

use std::sync::LazyLock;

use crate::geo::grid::{GridPoint, Reader};
use crate::geo::roads::{RoadClass, Roads};

use super::clip::Bounds;

const BYTES: &[u8] = include_bytes!("../../../assets/map/basemap.bin");
const MARK: &[u8] = b"BASEMAP1\n";

static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| Outlines::read(BYTES).unwrap_or_default());
static ROADS: LazyLock<Vec<RoadLine>> = LazyLock::new(road_lines);

/// The layers of one degree of detail.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// For zooms up to 4.
    pub(super) coarse: Layers,
    /// For all nearer ones.
    pub(super) fine: Layers,
}

/// Areas are rings, outer ones one way round and holes the other; borders are lines.
#[derive(Debug, Default)]
pub(super) struct Layers {
    pub(super) land: Layer,
    pub(super) lakes: Layer,
    pub(super) countries: Layer,
    pub(super) regions: Layer,
}

/// Shapes of one kind.
#[derive(Debug, Default)]
pub(super) struct Layer {
    cells: Vec<Cell>,
}

#[derive(Debug)]
struct Cell {
    bounds: Bounds,
    lines: Vec<Vec<GridPoint>>,
}

/// A road as it is drawn.
#[derive(Debug)]
pub(super) struct RoadLine {
    pub(super) class: RoadClass,
    pub(super) bounds: Bounds,
    pub(super) points: Vec<GridPoint>,
}

/// The outlines of the program; the first call decodes them.
pub(super) fn outlines() -> &'static Outlines {
    &OUTLINES
}

/// The roads that are drawn; the first call makes their lines.
pub(super) fn roads() -> &'static [RoadLine] {
    &ROADS
}

/// Decodes everything that tiles are drawn from, so that the first tile doesn't wait: for a background thread.
pub fn warm() {
    LazyLock::force(&OUTLINES);
    LazyLock::force(&ROADS);
}

impl Outlines {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes, MARK)?;
        let outlines = Self { coarse: Layers::read(&mut reader)?, fine: Layers::read(&mut reader)? };
        reader.is_at_end().then_some(outlines)
    }
}

impl Layers {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            land: Layer::read(reader)?,
            lakes: Layer::read(reader)?,
            countries: Layer::read(reader)?,
            regions: Layer::read(reader)?,
        })
    }
}

impl Layer {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let cells = (0..reader.count()?).map(|_| Cell::read(reader)).collect::<Option<_>>()?;
        Some(Self { cells })
    }

    /// Lines of the cells that touch the bounds.
    pub(super) fn within(&self, bounds: Bounds) -> impl Iterator<Item = &[GridPoint]> {
        let cells = self.cells.iter().filter(move |cell| cell.bounds.touches(bounds));
        cells.flat_map(|cell| cell.lines.iter().map(Vec::as_slice))
    }
}

impl Cell {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut lines = Vec::new();
        for _ in 0..reader.count()? {
            lines.push((0..reader.count()?).map(|_| reader.point()).collect::<Option<Vec<_>>>()?);
        }
        let bounds = Bounds::of(lines.iter().flatten());
        Some(Self { bounds, lines })
    }
}

fn road_lines() -> Vec<RoadLine> {
    let graph = Roads::shared().graph();
    let drawn = graph.roads().iter().filter(|road| road.drawn);
    drawn
        .map(|road| {
            let points = graph.line(road).to_vec();
            RoadLine { class: road.class, bounds: Bounds::of(&points), points }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_read_to_its_end_and_the_fine_map_is_finer() {
        let outlines = Outlines::read(BYTES).unwrap();
        let points = |layer: &Layer| layer.cells.iter().flat_map(|cell| &cell.lines).map(Vec::len).sum::<usize>();
        for (coarse, fine) in [
            (&outlines.coarse.land, &outlines.fine.land),
            (&outlines.coarse.lakes, &outlines.fine.lakes),
            (&outlines.coarse.countries, &outlines.fine.countries),
            (&outlines.coarse.regions, &outlines.fine.regions),
        ] {
            assert!(points(coarse) > 1_000 && points(fine) > 2 * points(coarse));
        }
    }

    #[test]
    fn broken_bytes_are_no_map() {
        let (half, _) = BYTES.split_at(BYTES.len() / 2);
        assert!(Outlines::read(half).is_none());
        assert!(Outlines::read(b"BASEMAP0\n").is_none());
    }

    #[test]
    fn all_that_is_embedded_for_the_map_stays_small() {
        let roads = include_bytes!("../../../assets/map/roads.bin");
        assert!(BYTES.len() + roads.len() < 2_000_000);
    }
}
