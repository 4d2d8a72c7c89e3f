//! Colours and widths of the map by theme and zoom. It knows no shapes.

use crate::geo::roads::RoadClass;

/// Which of the two looks of the window the map is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark lines on light ground.
    Light,
    /// Light lines on dark ground.
    Dark,
}

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// What is drawn of a road or border: colour and width in pixels of a tile of 256.
pub(super) struct Pen {
    pub(super) colour: Colour,
    pub(super) width: f32,
}

impl Theme {
    pub(super) fn sea(self) -> Colour {
        match self {
            Self::Light => [204, 222, 234],
            Self::Dark => [20, 27, 36],
        }
    }

    pub(super) fn land(self) -> Colour {
        match self {
            Self::Light => [247, 245, 240],
            Self::Dark => [38, 43, 50],
        }
    }

    pub(super) fn country_border(self, zoom: u8) -> Pen {
        let colour = match self {
            Self::Light => [150, 128, 166],
            Self::Dark => [108, 102, 134],
        };
        Pen { colour, width: if zoom < 5 { 1.0 } else { 1.5 } }
    }

    pub(super) fn region_border(self, zoom: u8) -> Option<Pen> {
        let colour = match self {
            Self::Light => [214, 206, 218],
            Self::Dark => [62, 64, 78],
        };
        (zoom >= 4).then_some(Pen { colour, width: if zoom < 6 { 0.7 } else { 1.0 } })
    }

    /// `None` when the road is not drawn at this zoom.
    pub(super) fn road(self, class: RoadClass, zoom: u8) -> Option<Pen> {
        let (least, base, light, dark) = match class {
            RoadClass::Trunk => (3, 1.1, [222, 140, 52], [196, 132, 64]),
            RoadClass::Main => (4, 0.7, [229, 178, 112], [142, 110, 72]),
            RoadClass::Other => (6, 0.7, [222, 208, 184], [88, 82, 74]),
        };
        let nearer = f32::from(zoom.saturating_sub(4).min(8));
        let colour = if self == Self::Light { light } else { dark };
        (zoom >= least).then_some(Pen { colour, width: base * (1.0 + 0.28 * nearer) })
    }
}
