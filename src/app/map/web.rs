//! Tiles of the user's own server: which a view needs, how their files become pictures, what is wrong with an address. Pure;
//! they are fetched on the worker and only while the settings say so.

use std::io::Cursor;

use image::{ImageError, ImageFormat, ImageReader, Limits};

use super::tiles::{Sheet, covering_at};
use crate::api::tiles::{Template, TemplateError};
use crate::geo::basemap::View;
use crate::words::Message;

/// The largest tile that is painted, pixels along a side.
const LARGEST_PX: u32 = 1_024;
/// Bytes that decoding one may take.
const DECODING_BYTES: u64 = 16 * 1024 * 1024;
/// Opaque.
const FULL: u8 = 255;

/// A tile of one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WebKey {
    /// The mark of the address.
    pub source: u64,
    /// Zoom.
    pub z: u8,
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
}

/// A tile that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebTile {
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Premultiplied red, green, blue, alpha of each pixel, row by row.
    pub rgba: Vec<u8>,
    /// Nothing shows through.
    pub opaque: bool,
}

/// A tile in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedWeb {
    /// Which.
    pub key: WebKey,
    /// Left upper corner, points from that of the view.
    pub corner: [f64; 2],
    /// Width and height, points.
    pub side: f64,
}

/// What a person is told of the own server.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WebDesk {
    /// Tiles that have come and not yet been taken over by the window.
    pub come: Vec<(WebKey, std::sync::Arc<WebTile>)>,
    /// Why none come; `None`: they do, or none were asked for.
    pub trouble: Option<Message>,
    /// The trial of the settings.
    pub trial: Trial,
    /// Bytes on the disk; `None` until they were counted.
    pub held: Option<u64>,
}

/// A trial: one tile, asked for by a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Trial {
    /// Not yet, or the address is another one since.
    #[default]
    NotAsked,
    /// The question is out.
    Running,
    /// A tile came.
    Good(Tried),
    /// None came.
    Failed(Message),
}

/// What a trial brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Bytes of its file.
    pub bytes: usize,
    /// Milliseconds that it took.
    pub ms: u64,
    /// Hours that it stands.
    pub hours: u64,
}

/// The tiles of an address that cover a view, those in the middle first; none nearer than the server has.
#[must_use]
pub fn covering(view: &View, source: u64, nearest: u8) -> Vec<PlacedWeb> {
    let placed = |Sheet { z, x, y, corner, side }| PlacedWeb { key: WebKey { source, z, x, y }, corner, side };
    covering_at(view, nearest).into_iter().map(placed).collect()
}

impl WebKey {
    /// The tile so many zooms farther that holds this one, and where in it: left upper corner and side, in shares of its side.
    #[must_use]
    pub fn parent(self, levels: u8) -> Option<(Self, [f32; 2], f32)> {
        let (z, [x, y], corner, side) = super::tiles::parent(self.z, [self.x, self.y], levels)?;
        Some((Self { z, x, y, ..self }, corner, side))
    }
}

impl WebTile {
    /// Reads the file of a tile. Milliseconds: for the worker.
    ///
    /// # Errors
    /// Why it can't be shown, in words.
    pub fn read(file: &[u8]) -> Result<Self, Message> {
        let format = image::guess_format(file).ok();
        if format != Some(ImageFormat::Png) {
            return Err(match format.and_then(|format| format.extensions_str().first()) {
                Some(name) => Message::new("map-web-format").with("format", name.to_uppercase()),
                None => Message::new("map-web-no-picture"),
            });
        }
        let mut reader = ImageReader::with_format(Cursor::new(file), ImageFormat::Png);
        let mut limits = Limits::default();
        limits.max_image_width = Some(LARGEST_PX);
        limits.max_image_height = Some(LARGEST_PX);
        limits.max_alloc = Some(DECODING_BYTES);
        reader.limits(limits);
        let picture = reader.decode().map_err(|error| match error {
            ImageError::Limits(_) => Message::new("map-web-too-large").with("px", LARGEST_PX.to_string()),
            _ => Message::new("map-web-broken"),
        })?;
        let picture = picture.into_rgba8();
        let (Ok(width), Ok(height)) = (usize::try_from(picture.width()), usize::try_from(picture.height())) else {
            return Err(Message::new("map-web-broken"));
        };
        let mut rgba = picture.into_raw();
        let mut opaque = true;
        for pixel in rgba.chunks_exact_mut(4) {
            let &mut [ref mut red, ref mut green, ref mut blue, alpha] = pixel else { continue };
            if alpha < FULL {
                opaque = false;
                for part in [red, green, blue] {
                    *part = dimmed(*part, alpha);
                }
            }
        }
        Ok(Self { size: [width, height], rgba, opaque })
    }
}

fn dimmed(part: u8, alpha: u8) -> u8 {
    let dimmed = (u16::from(part) * u16::from(alpha) + u16::from(FULL) / 2) / u16::from(FULL);
    u8::try_from(dimmed).unwrap_or(FULL)
}

/// What is wrong with a text that should be an address of tiles; nothing typed is not wrong.
#[must_use]
pub fn address_trouble(text: &str) -> Option<Message> {
    if text.trim().is_empty() {
        return None;
    }
    let wrong = Template::parse(text).err()?;
    Some(match wrong {
        TemplateError::NoAddress => Message::new("map-web-address-none"),
        TemplateError::NotSafe => Message::new("map-web-address-open"),
        TemplateError::HasSecret => Message::new("map-web-address-secret"),
        TemplateError::Lacks(place) => Message::new("map-web-address-lacks").with("place", place),
        TemplateError::Unknown(part) => Message::new("map-web-address-unknown").with("part", part),
    })
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Rgba, RgbaImage};

    use super::*;
    use crate::domain::place::GeoPoint;

    fn file(picture: &RgbaImage) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::from(picture.clone()).write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    #[test]
    fn a_tile_is_read_with_what_shows_through() {
        let full = WebTile::read(&file(&RgbaImage::from_pixel(256, 256, Rgba([10, 20, 30, 255])))).unwrap();
        assert_eq!((full.size, full.opaque, &full.rgba[..4]), ([256, 256], true, &[10, 20, 30, 255][..]));
        let glass = WebTile::read(&file(&RgbaImage::from_pixel(512, 512, Rgba([200, 100, 0, 128])))).unwrap();
        assert_eq!((glass.opaque, &glass.rgba[..4]), (false, &[100, 50, 0, 128][..]));
        assert_eq!(glass.rgba.len(), 512 * 512 * 4);
    }

    #[test]
    fn what_is_no_tile_is_named() {
        let key = |file: &[u8]| WebTile::read(file).unwrap_err().key;
        assert_eq!(key(b"<html>404</html>"), "map-web-no-picture");
        assert_eq!(key(&[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0]), "map-web-format");
        assert_eq!(key(&file(&RgbaImage::new(1_025, 4))), "map-web-too-large");
        let mut cut = file(&RgbaImage::from_fn(64, 64, |x, y| Rgba([u8::try_from(x * y % 251).unwrap(), 3, 7, 255])));
        cut.truncate(cut.len() / 2);
        assert_eq!(key(&cut), "map-web-broken");
    }

    #[test]
    fn no_tile_is_nearer_than_the_server_has() {
        let view = View { centre: GeoPoint { longitude: 37.6, latitude: 55.7 }, size: [1000.0, 600.0], zoom: 14.0 };
        let near = covering(&view, 5, 16);
        assert!(near.len() > 8 && near.iter().all(|tile| tile.key.z == 14 && (tile.side - 256.0).abs() < 1e-6));
        let far = covering(&view, 5, 12);
        assert!(far.len() <= 6 && far.iter().all(|tile| tile.key.z == 12 && (tile.side - 1024.0).abs() < 1e-6));
    }

    #[test]
    fn every_fault_of_an_address_has_its_sentence() {
        assert_eq!(address_trouble(" "), None);
        assert_eq!(address_trouble("https://tiles.example.ru/{z}/{x}/{y}.png"), None);
        for (text, key) in [
            ("tiles", "map-web-address-none"),
            ("http://tiles.example.ru/{z}/{x}/{y}.png", "map-web-address-open"),
            ("https://a:b@tiles.example.ru/{z}/{x}/{y}.png", "map-web-address-secret"),
            ("https://tiles.example.ru/{z}/{x}.png", "map-web-address-lacks"),
            ("https://{s}.example.ru/{z}/{x}/{y}.png", "map-web-address-unknown"),
        ] {
            assert_eq!(address_trouble(text).map(|said| said.key), Some(key), "{text}");
        }
    }
}
