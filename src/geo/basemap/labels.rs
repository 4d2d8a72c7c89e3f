//! Which names stand on the map, and where none covers another. It knows no font: the caller measures texts.

use crate::domain::place::GeoPoint;
use crate::geo::places::{self, Kind, Settlement};

use super::placing::{Anchor, Size, Taken};
use super::view::View;

/// People that a settlement needs to be named, by zoom from 0; nearer zooms take the last.
const LEAST_PEOPLE: [u32; 11] =
    [3_000_000, 3_000_000, 1_500_000, 700_000, 250_000, 100_000, 40_000, 15_000, 6_000, 2_000, 300];
/// From this zoom on logistics parks, ports and crossings are named too.
const SITE_ZOOM: f64 = 8.5;
/// Towns up to this rank are named even when something stands where they are …
const NAMED_ANYWAY: u8 = 1;
/// … so far from their middle, points.
const BESIDE_A_MARK: f64 = 24.0;
/// Between the dot of a town and its name, points.
const DOT: f64 = 6.0;

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

/// A name with its place on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedLabel {
    /// What is written.
    pub label: Label,
    /// The dot, points from the left upper corner of the view.
    pub dot: [f64; 2],
    /// The dot is drawn; else a mark stands there, and the name beside it.
    pub dotted: bool,
    /// Left upper corner of the text, points from that of the view.
    pub corner: [f64; 2],
    /// Where that is beside the dot.
    pub anchor: Anchor,
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

/// Names placed so that no two cover each other, nor anything that is taken already, dots included: an earlier one keeps
/// its place, a later one tries four sides of its dot and is left out when none is free. `measure` gives the size of a text
/// of a rank.
#[must_use]
pub fn place_labels(
    view: &View,
    labels: &[Label],
    taken: &mut Taken,
    measure: impl Fn(&str, u8) -> Size,
) -> Vec<PlacedLabel> {
    // A large city under a mark is named beside it; one under another's name would only be taken for its neighbour.
    let marks = taken.clone();
    let placed = labels.iter().filter_map(|label| {
        let dot = view.project(label.position);
        let dotted = taken.is_free(dot, DOT / 2.0);
        if !dotted && (label.rank > NAMED_ANYWAY || marks.is_free(dot, DOT / 2.0)) {
            return None;
        }
        let beside = if dotted { DOT } else { BESIDE_A_MARK };
        let (anchor, corner) = taken.place(dot, beside, measure(label.name, label.rank))?;
        if dotted {
            taken.block(dot, DOT / 2.0);
        }
        Some(PlacedLabel { label: *label, dot, dotted, corner, anchor })
    });
    placed.collect()
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

#[cfg(test)]
mod tests {
    use super::super::placing::Area;
    use super::*;

    const CENTRE: GeoPoint = GeoPoint { longitude: 40.0, latitude: 56.0 };

    fn measure(text: &str, rank: u8) -> Size {
        let size = 15.0 - f64::from(rank);
        Size { width: f64::from(u32::try_from(text.chars().count()).unwrap()) * size * 0.6, height: size * 1.2 }
    }

    fn taken() -> Taken {
        Taken::within([1200.0, 800.0])
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
        let placed = place_labels(&view(5.0), &labels(&view(5.0)), &mut taken(), measure);
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
            let placed = place_labels(&view, &labels(&view), &mut taken(), measure);
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
    fn a_city_under_a_mark_is_named_beside_it_and_a_village_is_not() {
        let at = |longitude| GeoPoint { longitude, latitude: 56.0 };
        let two = [
            Label { name: "Город", position: at(40.0), rank: 0 },
            Label { name: "Деревня", position: at(44.0), rank: 3 },
        ];
        let mut taken = taken();
        for label in &two {
            taken.block(view(6.0).project(label.position), 15.0);
        }
        let placed = place_labels(&view(6.0), &two, &mut taken, measure);
        assert_eq!(
            placed.iter().map(|placed| (placed.label.name, placed.dotted)).collect::<Vec<_>>(),
            [("Город", false)]
        );
    }

    #[test]
    fn a_crowded_name_tries_the_other_sides() {
        let at = |longitude| GeoPoint { longitude, latitude: 56.0 };
        let crowd = [
            Label { name: "Первый", position: at(40.0), rank: 2 },
            Label { name: "Второй", position: at(39.55), rank: 2 },
        ];
        let placed = place_labels(&view(6.0), &crowd, &mut taken(), measure);
        assert_eq!(placed.iter().map(|placed| placed.anchor).collect::<Vec<_>>(), [Anchor::Right, Anchor::Left]);
    }
}
