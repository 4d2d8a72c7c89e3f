//! The address of a tile with places for its numbers: `https://tiles.example.ru/{z}/{x}/{y}.png`.

use reqwest::Url;
use thiserror::Error;

use crate::api::is_loopback;

const PLACES: [&str; 3] = ["{z}", "{x}", "{y}"];

/// A checked address of tiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    /// This machine itself: no proxy stands between.
    pub(super) loopback: bool,
    /// Without TLS (only ever with `loopback`).
    pub(super) plain: bool,
}

/// Why a text is no address of tiles.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// It doesn't look like an address.
    #[error("it should look like https://host/{{z}}/{{x}}/{{y}}.png")]
    NoAddress,
    /// Only this machine itself is spoken to without TLS.
    #[error("http:// is only for this machine itself, use https://")]
    NotSafe,
    /// A user name or a password stands in it: settings are a file, and secrets are never in files.
    #[error("it must not hold a user name or a password")]
    HasSecret,
    /// It lacks the place of a number.
    #[error("it lacks {0}")]
    Lacks(&'static str),
    /// Something in braces that isn't a number of a tile, or that stands in the name of the host.
    #[error("{0} can't be filled in")]
    Unknown(String),
}

impl Template {
    /// Checks a text.
    ///
    /// # Errors
    /// [`TemplateError`]: the first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(TemplateError::NoAddress)?;
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err(TemplateError::NoAddress);
        }
        if let Some(unknown) = braced(text).into_iter().find(|part| !PLACES.contains(&part.as_str())) {
            return Err(TemplateError::Unknown(unknown));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if let Some(place) = braced(host).into_iter().next() {
            return Err(TemplateError::Unknown(place));
        }
        if host.is_empty() {
            return Err(TemplateError::NoAddress);
        }
        let url = Url::parse(&filled(text, [0, 0, 0])).map_err(|_what| TemplateError::NoAddress)?;
        let loopback = is_loopback(url.host_str().ok_or(TemplateError::NoAddress)?);
        let plain = url.scheme() == "http";
        if plain && !loopback {
            return Err(TemplateError::NotSafe);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(TemplateError::HasSecret);
        }
        if let Some(lacking) = PLACES.into_iter().find(|place| !text.contains(place)) {
            return Err(TemplateError::Lacks(lacking));
        }
        Ok(Self { text: text.to_owned(), loopback, plain })
    }

    /// The address of a tile: zoom, from the west, from the north.
    #[must_use]
    pub fn url(&self, z: u8, x: u32, y: u32) -> String {
        filled(&self.text, [u32::from(z), x, y])
    }

    /// A number of this very address, the same in every version of the program: tiles of another one never stand for its own.
    #[must_use]
    pub fn mark(&self) -> u64 {
        // FNV-1a.
        self.text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

fn filled(text: &str, numbers: [u32; 3]) -> String {
    PLACES.iter().zip(numbers).fold(text.to_owned(), |text, (place, number)| text.replace(place, &number.to_string()))
}

/// What stands in braces, with them; a brace without its other half alone.
fn braced(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for sign in text.chars() {
        match (sign, open.take()) {
            ('{', before) => {
                found.extend(before);
                open = Some("{".to_owned());
            }
            ('}', Some(mut part)) => {
                part.push('}');
                found.push(part);
            }
            ('}', None) => found.push("}".to_owned()),
            (_, Some(mut part)) => {
                part.push(sign);
                open = Some(part);
            }
            (_, None) => {}
        }
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_tile_go_to_their_places() {
        let path = Template::parse(" https://tiles.example.ru/map/{z}/{x}/{y}.png ").unwrap();
        assert_eq!(path.url(7, 77, 41), "https://tiles.example.ru/map/7/77/41.png");
        let query = Template::parse("https://tiles.example.ru/wmts?tilecol={x}&tilerow={y}&level={z}&v=1").unwrap();
        assert_eq!(query.url(3, 4, 2), "https://tiles.example.ru/wmts?tilecol=4&tilerow=2&level=3&v=1");
        assert_ne!(path.mark(), query.mark());
        assert_eq!(path.mark(), Template::parse("https://tiles.example.ru/map/{z}/{x}/{y}.png").unwrap().mark());
    }

    #[test]
    fn without_tls_only_to_this_machine() {
        for near in
            ["http://127.0.0.1:8080/{z}/{x}/{y}", "http://localhost/{z}/{x}/{y}.png", "http://[::1]:1/{z}/{x}/{y}"]
        {
            assert!(Template::parse(near).is_ok_and(|template| template.plain && template.loopback), "{near}");
        }
        for far in [
            "http://tiles.example.ru/{z}/{x}/{y}.png",
            "http://10.0.0.1/{z}/{x}/{y}",
            "http://127.0.0.1.example/{z}/{x}/{y}",
        ] {
            assert_eq!(Template::parse(far), Err(TemplateError::NotSafe), "{far}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, wrong) in [
            ("", TemplateError::NoAddress),
            ("tiles.example.ru/{z}/{x}/{y}.png", TemplateError::NoAddress),
            ("ftp://tiles.example.ru/{z}/{x}/{y}.png", TemplateError::NoAddress),
            ("https:///{z}/{x}/{y}.png", TemplateError::NoAddress),
            ("https://tiles.example.ru/", TemplateError::Lacks("{z}")),
            ("https://tiles.example.ru/{z}/{x}.png", TemplateError::Lacks("{y}")),
            ("https://{s}.tile.example/{z}/{x}/{y}.png", TemplateError::Unknown("{s}".to_owned())),
            ("https://{x}.tile.example/{z}/{x}/{y}.png", TemplateError::Unknown("{x}".to_owned())),
            ("https://tiles.example.ru/{z}/{x}/{-y}.png", TemplateError::Unknown("{-y}".to_owned())),
            ("https://tiles.example.ru/{z}/{x}/{y", TemplateError::Unknown("{y".to_owned())),
            ("https://anna:secret@tiles.example.ru/{z}/{x}/{y}.png", TemplateError::HasSecret),
        ] {
            assert_eq!(Template::parse(text), Err(wrong), "{text}");
        }
    }
}
