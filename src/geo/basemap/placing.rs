//! Room for texts on the screen: what is taken, and on which side of its dot a text still fits. It knows no font.

/// Free space around a text, points.
const GAP: f64 = 3.0;

/// Width and height of a text, points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Points.
    pub width: f64,
    /// Points.
    pub height: f64,
}

/// On which side of its dot a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// To the right of the dot.
    Right,
    /// To the left of it.
    Left,
    /// Over it.
    Above,
    /// Under it.
    Below,
    /// At one of its four corners, where no side is free.
    Corner,
}

/// What is taken of a screen.
#[derive(Debug, Clone)]
pub struct Taken {
    size: [f64; 2],
    areas: Vec<Area>,
}

impl Taken {
    /// Nothing yet, of a screen so wide and high, points.
    #[must_use]
    pub fn within(size: [f64; 2]) -> Self {
        Self { size, areas: Vec::new() }
    }

    /// Takes the square around a point: a mark stands there.
    pub fn block(&mut self, around: [f64; 2], radius: f64) {
        self.areas.push(Area::around(around, radius));
    }

    /// Takes a rectangle, by its left upper corner.
    pub fn block_box(&mut self, [left, top]: [f64; 2], size: Size) {
        self.areas.push(Area { left, top, right: left + size.width, bottom: top + size.height });
    }

    /// True when nothing stands in the square around a point.
    #[must_use]
    pub fn is_free(&self, around: [f64; 2], radius: f64) -> bool {
        let area = Area::around(around, radius);
        !self.areas.iter().any(|other| other.meets(area))
    }

    /// Finds a side of a dot where a text is wholly on the screen and covers nothing, and takes it. `beside`: from the dot's
    /// middle to the text, points. Gives the side and the text's left upper corner.
    pub fn place(&mut self, dot: [f64; 2], beside: f64, size: Size) -> Option<(Anchor, [f64; 2])> {
        let (anchor, corner, area) = sides(dot, beside, size).into_iter().find_map(|(anchor, corner)| {
            let [left, top] = corner;
            let area = Area { left, top, right: left + size.width, bottom: top + size.height };
            let is_free = area.is_inside(self.size) && !self.areas.iter().any(|other| other.meets(area.grown(GAP)));
            is_free.then_some((anchor, corner, area))
        })?;
        self.areas.push(area);
        Some((anchor, corner))
    }
}

fn sides([x, y]: [f64; 2], beside: f64, Size { width, height }: Size) -> [(Anchor, [f64; 2]); 8] {
    // On the diagonal the same distance is less along each axis.
    let aside = beside * 0.6;
    [
        (Anchor::Right, [x + beside, y - height / 2.0]),
        (Anchor::Left, [x - beside - width, y - height / 2.0]),
        (Anchor::Above, [x - width / 2.0, y - beside - height]),
        (Anchor::Below, [x - width / 2.0, y + beside]),
        (Anchor::Corner, [x + aside, y - aside - height]),
        (Anchor::Corner, [x + aside, y + aside]),
        (Anchor::Corner, [x - aside - width, y - aside - height]),
        (Anchor::Corner, [x - aside - width, y + aside]),
    ]
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn around([x, y]: [f64; 2], by: f64) -> Self {
        Self { left: x - by, top: y - by, right: x + by, bottom: y + by }
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn is_inside(self, [width, height]: [f64; 2]) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= width && self.bottom <= height
    }
}
