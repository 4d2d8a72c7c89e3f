//! Towns of the training carrier: the largest of the list of settlements, each with one terminal and a code of its own.
//!
//! Codes have the length of KLADR's and begin with 99, as no region does.

use std::sync::LazyLock;

use serde_json::Value;

use crate::domain::place::GeoPoint;
use crate::geo::places::{self, Kind};

/// How many towns have a branch.
const BRANCHES: usize = 80;

/// A town with a branch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Town {
    pub(super) number: usize,
    pub(super) name: &'static str,
    pub(super) region: &'static str,
    pub(super) location: GeoPoint,
}

impl Town {
    pub(super) fn terminal(&self) -> String {
        (100 + self.number).to_string()
    }

    pub(super) fn code(&self) -> String {
        format!("99{:011}{}", self.number, "0".repeat(12))
    }

    pub(super) fn street_code(&self) -> String {
        format!("99{:011}0001{}", self.number, "0".repeat(8))
    }

    pub(super) fn terminal_address(&self) -> String {
        format!("{}, Складская ул., {}", self.name, self.number + 1)
    }
}

/// Towns with branches, the largest first.
pub(super) static TOWNS: LazyLock<Vec<Town>> = LazyLock::new(|| {
    let mut found: Vec<_> = places::settlements()
        .iter()
        .filter(|one| one.region.country == "Россия" && one.kind == Kind::Settlement)
        .collect();
    found.sort_by(|a, b| b.population.cmp(&a.population).then(a.name.cmp(b.name)));
    let towns = found.into_iter().take(BRANCHES).enumerate();
    towns
        .map(|(number, one)| Town { number, name: one.name, region: one.region.name, location: one.location })
        .collect()
});

/// A place of a shipment as the carrier understands it.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    pub(super) name: String,
    pub(super) location: GeoPoint,
    /// It has a branch.
    pub(super) branch: Option<&'static Town>,
    /// The full text of what was found for a free text.
    pub(super) found: Option<String>,
}

/// Understands an end of the way; `None`: no such place.
pub(super) fn place(side: &Value) -> Option<Understood> {
    let text = |key: &str| side.get(key).and_then(Value::as_str);
    let of_town = |town: &'static Town| Understood {
        name: town.name.to_owned(),
        location: town.location,
        branch: Some(town),
        found: None,
    };
    if let Some(id) = text("terminalID") {
        return TOWNS.iter().find(|town| town.terminal() == id).map(of_town);
    }
    if let Some(code) = text("city") {
        return TOWNS.iter().find(|town| town.code() == code).map(of_town);
    }
    if side.get("addressID").is_some() {
        // The one address of the training account's book.
        return TOWNS.first().map(of_town);
    }
    let address = side.get("address")?;
    if let Some(code) = address.get("street").and_then(Value::as_str) {
        return TOWNS.iter().find(|town| town.street_code() == code).map(of_town);
    }
    search(address.get("search").and_then(Value::as_str)?)
}

/// Finds a settlement in a free text, or the one nearest to coordinates (latitude first).
pub(super) fn search(text: &str) -> Option<Understood> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    if let [latitude, longitude] = parts.as_slice()
        && let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse())
    {
        let point = GeoPoint { longitude, latitude };
        let near = places::nearest(point)?;
        return Some(Understood {
            name: near.name.to_owned(),
            location: point,
            branch: branch(near.name, near.region.name),
            found: Some(format!("Россия, {}, г {}", near.region.name, near.name)),
        });
    }
    let bare = |part: &str| {
        let part = part.strip_prefix("г.").or_else(|| part.strip_prefix("г ")).unwrap_or(part);
        part.trim().to_lowercase().replace('ё', "е")
    };
    let region_fits = |name: &str| {
        let name = name.to_lowercase();
        parts.iter().any(|part| {
            let stem: String = bare(part).chars().take_while(|sign| sign.is_alphabetic()).collect();
            stem.chars().count() > 4 && name.contains(&stem)
        })
    };
    let named = places::settlements().iter().filter(|one| {
        one.kind != Kind::Quarter && parts.iter().any(|part| bare(part) == one.name.to_lowercase().replace('ё', "е"))
    });
    let best = named.max_by_key(|one| (region_fits(one.region.name), one.population))?;
    Some(Understood {
        name: best.name.to_owned(),
        location: best.location,
        branch: branch(best.name, best.region.name),
        found: Some(format!("Россия, {}, г {}, {}", best.region.name, best.name, parts.join(", "))),
    })
}

fn branch(name: &str, region: &str) -> Option<&'static Town> {
    TOWNS.iter().find(|town| town.name == name && town.region == region)
}
