//! A place on the map: address parts as the platform's geozone has them, coordinates, and the zone its clocks show.
//!
//! Source: seed 000 chapters 2.3 and 3.7.1; `MapObjectEditModel` and `AddressViewModel` of the vendor's OpenAPI file.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A position in degrees (WGS 84). The wire order is longitude first; here the fields have names.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GeoPoint {
    /// Degrees east, −180…180.
    pub longitude: f64,
    /// Degrees north, −90…90.
    pub latitude: f64,
}

impl GeoPoint {
    /// True when the platform would take it: on the globe and not the `[0, 0]` of a form that was never filled.
    #[must_use]
    pub fn is_usable(self) -> bool {
        let on_globe = (-180.0..=180.0).contains(&self.longitude) && (-90.0..=90.0).contains(&self.latitude);
        on_globe && (self.longitude.abs() > 1e-9 || self.latitude.abs() > 1e-9)
    }
}

/// How the place became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only text was typed; the geocoder has not been asked yet.
    #[default]
    Typed,
    /// A town of the embedded list, offered without a network: must be confirmed by the geocoder before sending.
    Approximate,
    /// Given by the platform's geocoder, by a saved point or by a bid that the platform holds.
    Confirmed,
}

/// The zone of a point's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// A named zone, found by coordinates.
    Named(Tz),
    /// Only an offset is known (minutes east of UTC), as the platform's `…Offset` fields give it.
    Fixed(i32),
}

impl Zone {
    /// Local time of the point → UTC. A time that a clock change skips moves forward by the gap; a doubled one is
    /// taken the first time it comes.
    #[must_use]
    pub fn to_utc(self, local: NaiveDateTime) -> DateTime<Utc> {
        let offset = self.offset_at_local(local);
        DateTime::from_naive_utc_and_offset(local - offset, Utc)
    }

    /// UTC → local time of the point.
    #[must_use]
    pub fn to_local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Named(tz) => instant.with_timezone(&tz).naive_local(),
            Self::Fixed(minutes) => instant.naive_utc() + TimeDelta::minutes(i64::from(minutes)),
        }
    }

    /// Minutes east of UTC that the point's clocks show at this local time.
    #[must_use]
    pub fn offset_minutes(self, local: NaiveDateTime) -> i32 {
        i32::try_from(self.offset_at_local(local).num_minutes()).unwrap_or(0)
    }

    /// `+05:00`, as the screen shows it.
    #[must_use]
    pub fn label(self, local: NaiveDateTime) -> String {
        FixedOffset::east_opt(self.offset_minutes(local).saturating_mul(60))
            .map_or_else(String::new, |offset| offset.to_string())
    }

    fn offset_at_local(self, local: NaiveDateTime) -> TimeDelta {
        match self {
            Self::Fixed(minutes) => TimeDelta::minutes(i64::from(minutes)),
            Self::Named(tz) => {
                let found = match tz.offset_from_local_datetime(&local) {
                    LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => offset,
                    // Inside a gap the zone's own offset an hour before is in force.
                    LocalResult::None => tz.offset_from_utc_datetime(&(local - TimeDelta::hours(24))),
                };
                TimeDelta::seconds(i64::from(found.fix().local_minus_utc()))
            }
        }
    }
}

/// An address with its parts and coordinates: what a point of a bid sends as `geozone`.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The whole address in one line, as the geocoder names it or as it was typed.
    pub address: String,
    /// City or town. The minimal set demands a city or a village.
    pub city: Option<String>,
    /// Village, when the place is not a city.
    pub village: Option<String>,
    /// Region ("Республика Татарстан"); `state` on the wire.
    pub region: Option<String>,
    /// District of the region; `county` on the wire.
    pub district: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// House number.
    pub house: Option<String>,
    /// Federal district in full ("Приволжский федеральный округ").
    pub federal_district: Option<String>,
    /// Coordinates; without them a bid can't be sent.
    pub location: Option<GeoPoint>,
    /// Radius of the geozone in metres.
    pub radius_m: Option<f64>,
    /// Zone of the point's clocks, once known.
    pub zone: Option<Zone>,
    /// How the place became known.
    pub precision: Precision,
    /// The platform's id of this geozone, when it has one.
    pub geozone_id: Option<i64>,
}

impl Place {
    /// City, else village: what a list shows for the place. Empty when neither is known.
    #[must_use]
    pub fn settlement(&self) -> &str {
        let known = |part: &Option<String>| part.as_deref().is_some_and(|text| !text.trim().is_empty());
        if known(&self.city) {
            self.city.as_deref().unwrap_or_default()
        } else if known(&self.village) {
            self.village.as_deref().unwrap_or_default()
        } else {
            ""
        }
    }

    /// True when the place has coordinates that the platform takes.
    #[must_use]
    pub fn has_coordinates(&self) -> bool {
        self.location.is_some_and(GeoPoint::is_usable)
    }
}
