//! The lists of `assets/demo`, read once a start.

use serde::Deserialize;
use thiserror::Error;

use super::super::model::names::CatalogKind;
use crate::domain::place::GeoPoint;

/// Why a list can't be read: a fault of this program, not of its user.
#[derive(Debug, Error)]
pub(crate) enum AssetError {
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    #[error("cities.tsv: a line can't be read: {0}")]
    City(String),
}

/// A city where lanes begin and end.
#[derive(Debug, Clone)]
pub(crate) struct City {
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) federal_district: String,
    pub(crate) location: GeoPoint,
    /// How often a lane begins or ends here.
    pub(crate) lanes: u32,
}

/// Parts of fictional people, companies and streets.
#[derive(Debug, Deserialize)]
pub(crate) struct Names {
    pub(crate) surnames: Vec<String>,
    pub(crate) forenames: Vec<String>,
    pub(crate) patronymics: Vec<String>,
    pub(crate) employees: Vec<String>,
    pub(crate) companies: Vec<String>,
    pub(crate) carriers: Vec<String>,
    pub(crate) streets: Vec<String>,
    pub(crate) gates: Vec<String>,
    pub(crate) bid_notes: Vec<String>,
    pub(crate) driver_notes: Vec<String>,
    pub(crate) inactivity: String,
    pub(crate) leave: String,
    pub(crate) troubles: Vec<String>,
    pub(crate) legal_form: String,
    pub(crate) sole_trader: String,
    pub(crate) region_of_plates: Vec<String>,
}

/// A catalog as it is written down.
#[derive(Debug, Deserialize)]
pub(crate) struct CatalogDescription {
    #[serde(rename = "type")]
    pub(crate) kind: CatalogKind,
    pub(crate) name: String,
    pub(crate) items: Vec<String>,
    pub(crate) withdrawn: Vec<String>,
}

/// A list of the organisation's own making.
#[derive(Debug, Deserialize)]
pub(crate) struct OwnDescription {
    #[serde(rename = "type")]
    pub(crate) kind: CatalogKind,
    pub(crate) name: String,
    /// What the options are options of.
    pub(crate) entity: String,
    pub(crate) items: Vec<String>,
    pub(crate) options: Vec<String>,
}

/// All catalogs.
#[derive(Debug, Deserialize)]
pub(crate) struct Catalogs {
    pub(crate) own: Vec<OwnDescription>,
    pub(crate) catalog: Vec<CatalogDescription>,
    pub(crate) usual: UsualItems,
}

/// Items that the demo's own rules choose by name.
#[derive(Debug, Deserialize)]
pub(crate) struct UsualItems {
    pub(crate) payment: String,
    pub(crate) payment_without_vat: String,
    pub(crate) vat: String,
    pub(crate) vat_until_2025: String,
    pub(crate) no_vat: String,
}

/// Everything.
#[derive(Debug)]
pub(crate) struct Assets {
    pub(crate) cities: Vec<City>,
    pub(crate) names: Names,
    pub(crate) catalogs: Catalogs,
}

impl Assets {
    pub(crate) fn read() -> Result<Self, AssetError> {
        let cities = include_str!("../../../assets/demo/cities.tsv");
        Ok(Self {
            cities: cities.lines().filter(|line| !line.starts_with('#')).map(city).collect::<Result<_, _>>()?,
            names: toml::from_str(include_str!("../../../assets/demo/names.toml"))?,
            catalogs: toml::from_str(include_str!("../../../assets/demo/catalogs.toml"))?,
        })
    }
}

fn city(line: &str) -> Result<City, AssetError> {
    let wrong = || AssetError::City(line.to_owned());
    let columns: Vec<&str> = line.split('\t').collect();
    let [name, region, federal_district, longitude, latitude, lanes] = columns[..] else { return Err(wrong()) };
    let degrees = |text: &str| text.parse::<f64>().ok().ok_or_else(wrong);
    Ok(City {
        name: name.to_owned(),
        region: region.to_owned(),
        federal_district: federal_district.to_owned(),
        location: GeoPoint { longitude: degrees(longitude)?, latitude: degrees(latitude)? },
        lanes: lanes.parse().ok().ok_or_else(wrong)?,
    })
}
