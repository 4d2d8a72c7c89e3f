//! The part of the settings that is about the map.

use serde::{Deserialize, Serialize};

use crate::api::tiles::Template;

/// Signs of a notice that still has room on the map.
const LONGEST_ATTRIBUTION: usize = 200;
const MEGABYTE: u64 = 1024 * 1024;

/// The map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapSettings {
    /// What of it was looked at last; `None`: never yet, all bids are shown then.
    pub place: Option<MapPlace>,
    /// Tiles of the user's own server lie over the built-in map. While it is off nothing is ever asked for.
    pub tiles_on: bool,
    /// Where they are: an address with `{z}`, `{x}` and `{y}`; empty: nowhere.
    pub tiles_url: String,
    /// Whose data they are: shown on the map.
    pub tiles_attribution: String,
    /// The nearest zoom that the server has.
    pub tiles_nearest: u64,
    /// Megabytes of them that are kept on the disk.
    pub tiles_cache_mb: u64,
}

impl Default for MapSettings {
    fn default() -> Self {
        Self {
            place: None,
            tiles_on: false,
            tiles_url: String::new(),
            tiles_attribution: String::new(),
            tiles_nearest: 16,
            tiles_cache_mb: 256,
        }
    }
}

impl MapSettings {
    /// Where tiles are to be asked for; `None`: nothing is.
    #[must_use]
    pub fn tiles(&self) -> Option<Template> {
        if self.tiles_on { Template::parse(&self.tiles_url).ok() } else { None }
    }

    /// Bytes of tiles that are kept on the disk.
    #[must_use]
    pub fn cache_bytes(&self) -> u64 {
        self.tiles_cache_mb.saturating_mul(MEGABYTE)
    }

    /// True when all of it can be; no address is good too.
    #[must_use]
    pub fn is_good(&self) -> bool {
        (self.tiles_url.trim().is_empty() || Template::parse(&self.tiles_url).is_ok())
            && self.tiles_attribution.chars().count() <= LONGEST_ATTRIBUTION
            && !self.tiles_attribution.contains(char::is_control)
    }
}

/// What of the map is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapPlace {
    /// Degrees east of the middle.
    pub longitude: f64,
    /// Degrees north of the middle.
    pub latitude: f64,
    /// Zoom; the world is 256 · 2^zoom points wide.
    pub zoom: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_for_until_it_is_switched_on_with_an_address() {
        let off = MapSettings::default();
        assert_eq!(off.tiles(), None);
        assert!(off.is_good());
        let address = "https://tiles.example.ru/{z}/{x}/{y}.png".to_owned();
        let typed = MapSettings { tiles_url: address.clone(), ..off.clone() };
        assert_eq!(typed.tiles(), None);
        assert_eq!(MapSettings { tiles_on: true, ..off.clone() }.tiles(), None);
        assert!(MapSettings { tiles_on: true, ..typed }.tiles().is_some());
        for wrong in ["https://tiles.example.ru/", "http://tiles.example.ru/{z}/{x}/{y}.png"] {
            assert!(!MapSettings { tiles_url: wrong.into(), ..off.clone() }.is_good(), "{wrong}");
        }
        assert!(!MapSettings { tiles_attribution: "я".repeat(201), ..off }.is_good());
    }
}
