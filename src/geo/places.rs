//! The embedded list of settlements: Russia, Belarus, Kazakhstan. It knows names and numbers, nothing of addresses.
//!
//! Place names: GeoNames, CC BY 4.0 (`assets/places/README.md` says how the list is made and what is not in it).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::place::GeoPoint;

use super::sphere;

const REGIONS_TSV: &str = include_str!("../../assets/places/regions.tsv");
const PLACES_TSV: &str = include_str!("../../assets/places/places.tsv");

/// With fewer people a settlement is a village, unless the list says that it is a town.
const CITY_POPULATION: u32 = 3_000;

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| rows(REGIONS_TSV).filter_map(region).collect());
static SETTLEMENTS: LazyLock<Vec<Settlement>> = LazyLock::new(|| {
    let regions: HashMap<&str, &'static Region> = REGIONS.iter().map(|region| (region.name, region)).collect();
    rows(PLACES_TSV).filter_map(|line| settlement(line, &regions)).collect()
});

/// A region of a country: область, край, республика, or a city that is a region of its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Official Russian name ("Республика Татарстан").
    pub name: &'static str,
    /// Country in Russian ("Россия").
    pub country: &'static str,
    /// Federal district in full ("Приволжский федеральный округ"); only in Russia.
    pub federal_district: Option<&'static str>,
    /// Other names that people use ("Татарстан", "РТ").
    pub also: Vec<&'static str>,
}

/// What a row of the list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A town or a village, by its population.
    Settlement,
    /// A town though few people live there.
    Town,
    /// A part of a city that is a region of its own.
    Quarter,
    /// A logistics park, port, airport or border crossing where nobody lives.
    Site,
}

/// A row of the list.
#[derive(Debug, PartialEq)]
pub struct Settlement {
    /// Name in Russian, without its type.
    pub name: &'static str,
    /// Its region.
    pub region: &'static Region,
    /// District of the region, where the sources know it.
    pub district: Option<&'static str>,
    /// Centre.
    pub location: GeoPoint,
    /// People, of some past year: for ranking, not for display. 0 is unknown.
    pub population: u32,
    /// What the row stands for.
    pub kind: Kind,
}

impl Settlement {
    /// True when an address names it as a city, false when as a village.
    #[must_use]
    pub fn is_city(&self) -> bool {
        match self.kind {
            Kind::Town => true,
            Kind::Settlement => self.population >= CITY_POPULATION,
            Kind::Quarter | Kind::Site => false,
        }
    }

    /// True when it is a region of its own, as Moscow is.
    #[must_use]
    pub fn is_region(&self) -> bool {
        self.name == self.region.name
    }
}

/// All regions, as the table lists them.
#[must_use]
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// All settlements, as the table lists them.
#[must_use]
pub fn settlements() -> &'static [Settlement] {
    &SETTLEMENTS
}

/// The nearest settlement or site (no quarter); `None` for what is no point of the globe. A scan of the whole list:
/// tens of microseconds.
#[must_use]
pub fn nearest(point: GeoPoint) -> Option<&'static Settlement> {
    if !point.is_usable() {
        return None;
    }
    let named = SETTLEMENTS.iter().filter(|settlement| settlement.kind != Kind::Quarter);
    named.min_by(|a, b| sphere::distance_m(point, a.location).total_cmp(&sphere::distance_m(point, b.location)))
}

/// Lines of a table after its remarks and its heading.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn region(line: &'static str) -> Option<Region> {
    let mut cells = line.split('\t').skip(1);
    let (country, name) = (cells.next()?, cells.next()?);
    let federal_district = cells.next().filter(|cell| !cell.is_empty());
    let also = cells.next().unwrap_or_default().split('|').filter(|name| !name.is_empty()).collect();
    Some(Region { name, country, federal_district, also })
}

fn settlement(line: &'static str, regions: &HashMap<&str, &'static Region>) -> Option<Settlement> {
    let mut cells = line.split('\t');
    let (name, region, district) = (cells.next()?, cells.next()?, cells.next()?);
    let (_country, latitude, longitude) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let population = cells.next()?.parse().ok()?;
    let kind = match cells.next()? {
        "" => Kind::Settlement,
        "town" => Kind::Town,
        "quarter" => Kind::Quarter,
        "site" => Kind::Site,
        _ => return None,
    };
    Some(Settlement {
        name,
        region: regions.get(region).copied()?,
        district: Some(district).filter(|cell| !cell.is_empty()),
        location: GeoPoint { longitude, latitude },
        population,
        kind,
    })
}

#[cfg(test)]
mod tests;
