//! Which names stand on the map, and where none covers another. It knows no font: the caller measures texts.

use crate::domain::place::GeoPoint;
use crate::geo::grid;
use crate::geo::places::{self, Kind, Settlement};

/// People that a settlement needs to be named, by zoom from 0; nearer zooms take the last.
const LEAST_PEOPLE: [u32; 11] =
    [3_000_000, 3_000_000, 1_500_000, 700_000, 250_000, 100_000, 40_000, 15_000, 6_000, 2_000, 300];
/// From this zoom on logistics parks, ports and crossings are named too.
const SITE_ZOOM: f64 = 8.5;
/// Free space around a label, points.
const GAP: f64 = 3.0;
/// Between the dot of a town and its name, points.
const DOT: f64 = 6.0;

/// What of the map is on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The middle of the screen.
    pub centre: GeoPoint,
    /// Width and height, points.
    pub size: [f64; 2],
    /// Zoom; the world is 256 · 2^zoom points wide.
    pub zoom: f64,
}

/// A name to be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// In Russian.
    pub name: &'static str,
    /// Where the settlement is.
    pub position: GeoPoint,
    /// 0 for a million people and more, 1 for 250 thousand, 2 for 50 thousand, 3 for the rest: how large to write.
    pub rank: u8,
}

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
}

/// A name with its place on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedLabel {
    /// What is written.
    pub label: Label,
    /// The dot, points from the left upper corner of the view.
    pub dot: [f64; 2],
    /// Left upper corner of the text, points from that of the view.
    pub corner: [f64; 2],
    /// Where that is beside the dot.
    pub anchor: Anchor,
}

impl View {
    /// Where a point is on the screen, points from the left upper corner.
    #[must_use]
    pub fn project(&self, point: GeoPoint) -> [f64; 2] {
        let scale = 256.0 * self.zoom.exp2() / grid::WORLD;
        let (here, centre) = (grid::from_geo(point), grid::from_geo(self.centre));
        [(here[0] - centre[0]) * scale + self.size[0] / 2.0, (here[1] - centre[1]) * scale + self.size[1] / 2.0]
    }

    fn shows(&self, [x, y]: [f64; 2]) -> bool {
        (0.0..=self.size[0]).contains(&x) && (0.0..=self.size[1]).contains(&y)
    }
}

/// Names in the view that the zoom has room for, those of the most people first.
#[must_use]
pub fn labels(view: &View) -> Vec<Label> {
    let least = least_people(view.zoom);
    let named = |settlement: &&Settlement| match settlement.kind {
        Kind::Settlement | Kind::Town => settlement.population >= least,
        Kind::Site => view.zoom >= SITE_ZOOM,
        Kind::Quarter => false,
    };
    let mut found: Vec<&Settlement> =
        places::settlements().iter().filter(named).filter(|place| view.shows(view.project(place.location))).collect();
    found.sort_by_key(|settlement| std::cmp::Reverse(settlement.population));
    found.into_iter().map(label).collect()
}

/// Names placed so that no two cover each other, dots included: an earlier one keeps its place, a later one tries four
/// sides of its dot and is left out when none is free. `measure` gives the size of a text of a rank.
#[must_use]
pub fn place_labels(view: &View, labels: &[Label], measure: impl Fn(&str, u8) -> Size) -> Vec<PlacedLabel> {
    let mut placed: Vec<PlacedLabel> = Vec::new();
    let mut taken: Vec<Area> = Vec::new();
    for label in labels {
        let dot = view.project(label.position);
        let dot_area = Area::around(dot, DOT / 2.0);
        if taken.iter().any(|other| other.meets(dot_area)) {
            continue;
        }
        let size = measure(label.name, label.rank);
        let free = sides(dot, size).into_iter().find_map(|(anchor, corner)| {
            let area = Area {
                left: corner[0],
                top: corner[1],
                right: corner[0] + size.width,
                bottom: corner[1] + size.height,
            };
            let is_free = area.is_inside(view.size) && !taken.iter().any(|other| other.meets(area.grown(GAP)));
            is_free.then_some((anchor, corner, area))
        });
        if let Some((anchor, corner, area)) = free {
            taken.extend([area, dot_area]);
            placed.push(PlacedLabel { label: *label, dot, corner, anchor });
        }
    }
    placed
}

fn label(settlement: &Settlement) -> Label {
    let rank = match settlement.population {
        1_000_000.. => 0,
        250_000.. => 1,
        50_000.. => 2,
        _ => 3,
    };
    Label { name: settlement.name, position: settlement.location, rank }
}

/// The threshold between two zooms slides, so that names don't come all at once.
fn least_people(zoom: f64) -> u32 {
    let at = |zoom: f64| {
        let last = LEAST_PEOPLE.len() - 1;
        let place =
            (0..last).find(|place| u32::try_from(*place).is_ok_and(|place| f64::from(place) >= zoom)).unwrap_or(last);
        f64::from(LEAST_PEOPLE.get(place).copied().unwrap_or_default())
    };
    let (far, near) = (at(zoom.floor()), at(zoom.floor() + 1.0));
    let people = far * (near / far).powf(zoom - zoom.floor());
    people_count(people)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two numbers of the table")]
fn people_count(people: f64) -> u32 {
    people.round() as u32
}

fn sides([x, y]: [f64; 2], Size { width, height }: Size) -> [(Anchor, [f64; 2]); 4] {
    [
        (Anchor::Right, [x + DOT, y - height / 2.0]),
        (Anchor::Left, [x - DOT - width, y - height / 2.0]),
        (Anchor::Above, [x - width / 2.0, y - DOT - height]),
        (Anchor::Below, [x - width / 2.0, y + DOT]),
    ]
}

#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn around([x, y]: [f64; 2], by: f64) -> Self {
        Self { left: x - by, top: y - by, right: x + by, bottom: y + by }
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn is_inside(self, [width, height]: [f64; 2]) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= width && self.bottom <= height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CENTRE: GeoPoint = GeoPoint { longitude: 40.0, latitude: 56.0 };

    fn measure(text: &str, rank: u8) -> Size {
        let size = 15.0 - f64::from(rank);
        Size { width: f64::from(u32::try_from(text.chars().count()).unwrap()) * size * 0.6, height: size * 1.2 }
    }

    fn view(zoom: f64) -> View {
        View { centre: CENTRE, size: [1200.0, 800.0], zoom }
    }

    #[test]
    fn the_nearer_the_smaller_the_towns_that_are_named() {
        let mut before = u32::MAX;
        for step in 0..60 {
            let least = least_people(f64::from(step) / 4.0);
            assert!(least <= before, "at zoom {}", f64::from(step) / 4.0);
            before = least;
        }
        assert_eq!((least_people(4.0), least_people(10.0), least_people(14.0)), (250_000, 300, 300));
    }

    #[test]
    fn large_cities_come_first_and_their_names_are_not_lost_to_small_neighbours() {
        let placed = place_labels(&view(5.0), &labels(&view(5.0)), measure);
        let names: Vec<&str> = placed.iter().map(|placed| placed.label.name).collect();
        assert_eq!(names.first(), Some(&"Москва"));
        for name in ["Нижний Новгород", "Казань", "Воронеж", "Ярославль", "Рязань", "Тула"]
        {
            assert!(names.contains(&name), "{name} is not among {names:?}");
        }
    }

    #[test]
    fn no_name_covers_another_or_a_dot_and_all_are_on_the_screen() {
        for zoom in [3.0, 4.5, 5.0, 6.5, 8.0, 9.0, 11.0] {
            let view = view(zoom);
            let placed = place_labels(&view, &labels(&view), measure);
            assert!(!placed.is_empty(), "zoom {zoom}");
            let area = |placed: &PlacedLabel| {
                let Size { width, height } = measure(placed.label.name, placed.label.rank);
                let [left, top] = placed.corner;
                Area { left, top, right: left + width, bottom: top + height }
            };
            for (number, one) in placed.iter().enumerate() {
                assert!(area(one).is_inside(view.size), "{one:?}");
                for other in &placed[number + 1..] {
                    assert!(!area(one).meets(area(other)), "zoom {zoom}: {one:?} and {other:?}");
                    assert!(!area(one).meets(Area::around(other.dot, DOT / 2.0)), "zoom {zoom}: {one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_crowded_name_tries_the_other_sides() {
        let at = |longitude| GeoPoint { longitude, latitude: 56.0 };
        let crowd = [
            Label { name: "Первый", position: at(40.0), rank: 2 },
            Label { name: "Второй", position: at(39.55), rank: 2 },
        ];
        let placed = place_labels(&view(6.0), &crowd, measure);
        assert_eq!(placed.iter().map(|placed| placed.anchor).collect::<Vec<_>>(), [Anchor::Right, Anchor::Left]);
    }
}
