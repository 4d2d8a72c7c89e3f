//! Cities, firms and types of cargo of ATI.SU by their numbers: asked for with the token, kept in the store. Without a token a
//! place is named after the town nearest to it, with a `≈`, or by its number; never left blank.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::fetch::FetchError;
use crate::api::ati::AtiError;
use crate::api::ati::client::{Client, Firm};
use crate::domain::invite::{Invitation, InvitePoint, KnownCity};
use crate::domain::place::GeoPoint;
use crate::geo::places;
use crate::store::{Store, StoreError};
use crate::words::Lang;

const CITY: &str = "city";
const FIRM: &str = "firm";
const CARGO: &str = "cargo_type";

/// Names that are known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AtiNames {
    cities: HashMap<i64, KnownCity>,
    firms: HashMap<String, KnownFirm>,
    cargo_types: HashMap<i64, String>,
}

/// A firm that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownFirm {
    /// Name.
    pub name: Option<String>,
    /// Taxpayer number.
    pub inn: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct CityDocument {
    name: String,
    region: Option<String>,
    at: Option<GeoPoint>,
}

impl AtiNames {
    /// Names of the store. What can't be read any more is not known.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let cities = store.ati_names(CITY)?.into_iter().filter_map(|(id, text)| {
            let CityDocument { name, region, at } = serde_json::from_str(&text).ok()?;
            Some((id.parse().ok()?, KnownCity { name, region, at }))
        });
        let firms = store.ati_names(FIRM)?.into_iter();
        let firms = firms.filter_map(|(code, text)| Some((code, serde_json::from_str(&text).ok()?)));
        let cargo_types = store.ati_names(CARGO)?.into_iter();
        let cargo_types = cargo_types.filter_map(|(id, name)| Some((id.parse().ok()?, name)));
        Ok(Self { cities: cities.collect(), firms: firms.collect(), cargo_types: cargo_types.collect() })
    }

    /// A city.
    #[must_use]
    pub fn city(&self, id: i64) -> Option<&KnownCity> {
        self.cities.get(&id)
    }

    /// A firm by its code.
    #[must_use]
    pub fn firm(&self, code: &str) -> Option<&KnownFirm> {
        self.firms.get(code)
    }

    /// A type of cargo.
    #[must_use]
    pub fn cargo_type(&self, id: i64) -> Option<&str> {
        self.cargo_types.get(&id).map(String::as_str)
    }

    /// What a stop is called: its own city, the city of its number, the town nearest to it (`≈ Казань`), its number.
    #[must_use]
    pub fn place(&self, stop: &InvitePoint, lang: Lang) -> String {
        let named = stop.city_id.and_then(|id| self.city(id)).map(|city| city.name.clone());
        let named = named.or_else(|| stop.city_name.clone());
        let near = || stop.at.and_then(places::nearest).map(|near| format!("≈ {}", near.name));
        let number = || stop.city_id.map(|id| lang.text_with("ati-city", &[("id", id.to_string().into())]));
        named
            .or_else(near)
            .or_else(number)
            .or_else(|| stop.street.clone())
            .unwrap_or_else(|| lang.text("ati-place-unknown"))
    }

    /// Cities and firms of these invitations that nobody has asked for yet.
    #[must_use]
    pub fn unknown(&self, invitations: &[Invitation]) -> (Vec<i64>, Vec<String>) {
        let points = invitations.iter().flat_map(|one| &one.points);
        let cities: BTreeSet<i64> = points.filter_map(|point| point.city_id).collect();
        let firms: BTreeSet<&String> = invitations.iter().filter_map(|one| one.other.code.as_ref()).collect();
        (
            cities.into_iter().filter(|id| !self.cities.contains_key(id)).collect(),
            firms.into_iter().filter(|code| !self.firms.contains_key(*code)).cloned().collect(),
        )
    }
}

/// Asks ATI.SU for what is unknown in these invitations and keeps the answers; true when anything was learned.
///
/// # Errors
/// [`FetchError`]; what was answered before stays.
pub async fn ask(
    client: &Client,
    store: &Store,
    invitations: &[Invitation],
    now: DateTime<Utc>,
) -> Result<bool, FetchError> {
    let (cities, firms) = AtiNames::read(store)?.unknown(invitations);
    let mut learned = !firms.is_empty();
    if !cities.is_empty() {
        let found = client.cities(&cities).await?.into_iter().filter_map(|city| {
            let at = city.at.map(|(latitude, longitude)| GeoPoint { longitude, latitude });
            let document = CityDocument { name: city.name, region: city.region, at };
            Some((city.id.to_string(), serde_json::to_string(&document).ok()?))
        });
        let found: Vec<_> = found.collect();
        learned |= !found.is_empty();
        store.put_ati_names(CITY, &found, now)?;
    }
    for code in firms {
        let firm = match client.firm(&code).await {
            // A firm that ATI.SU doesn't know must not stand before those that it does.
            Err(AtiError::NotFound) => Firm::default(),
            answered => answered?,
        };
        let known = KnownFirm { name: firm.name, inn: firm.inn };
        if let Ok(document) = serde_json::to_string(&known) {
            store.put_ati_names(FIRM, &[(code, document)], now)?;
        }
    }
    if store.ati_names(CARGO)?.is_empty() {
        let types = client.cargo_types().await?;
        let types: Vec<_> = types.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        learned |= !types.is_empty();
        store.put_ati_names(CARGO, &types, now)?;
    }
    Ok(learned)
}
