//! Pictures of tiles as textures: a bounded number of them, those that were not seen for the longest go first.

use std::collections::HashMap;
use std::hash::Hash;

use egui::{ColorImage, Context, Rect, TextureHandle, TextureId, TextureOptions, pos2, vec2};

/// How many zooms farther a stand-in may be.
const STAND_IN: u8 = 5;

/// Where a tile is in one so many zooms farther: that one, left upper corner and side in shares of its side.
pub(super) type Parent<K> = Option<(K, [f32; 2], f32)>;

/// Textures of tiles by their keys.
pub(super) struct Textures<K> {
    kept: HashMap<K, Kept>,
    /// Pixels that are kept at most.
    limit: usize,
    held: usize,
    frame: u64,
}

struct Kept {
    texture: TextureHandle,
    seen: u64,
    px: usize,
    opaque: bool,
}

/// A picture to paint: the texture, the part of it, whether it is the tile itself, and that nothing shows through.
pub(super) struct Found {
    pub(super) texture: TextureId,
    pub(super) part: Rect,
    pub(super) itself: bool,
    pub(super) opaque: bool,
}

impl<K: Copy + Eq + Hash> Textures<K> {
    pub(super) fn new(limit: usize) -> Self {
        Self { kept: HashMap::new(), limit, held: 0, frame: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Begins a frame.
    pub(super) fn turn(&mut self) {
        self.frame = self.frame.wrapping_add(1);
    }

    /// Takes a picture over; it replaces an older one of the same tile.
    pub(super) fn take(
        &mut self,
        ctx: &Context,
        key: K,
        name: String,
        (size, rgba, opaque): ([usize; 2], &[u8], bool),
    ) {
        let image = ColorImage::from_rgba_premultiplied(size, rgba);
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        let px = size[0].saturating_mul(size[1]);
        let before = self.kept.insert(key, Kept { texture, seen: self.frame, px, opaque });
        self.held = self.held.saturating_add(px).saturating_sub(before.map_or(0, |kept| kept.px));
    }

    /// Lets go of those that were not seen for the longest.
    pub(super) fn forget(&mut self) {
        if self.held <= self.limit {
            return;
        }
        let mut by_age: Vec<(u64, K)> = self.kept.iter().map(|(key, kept)| (kept.seen, *key)).collect();
        by_age.sort_by_key(|(seen, _)| *seen);
        for (_, key) in by_age {
            if self.held <= self.limit {
                return;
            }
            self.held = self.held.saturating_sub(self.kept.remove(&key).map_or(0, |kept| kept.px));
        }
    }

    /// Keeps only those.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&K) -> bool) {
        self.kept.retain(|key, _| is_kept(key));
        self.held = self.kept.values().map(|kept| kept.px).sum();
    }

    /// The picture of a tile, or the part of a farther one that stands for it.
    pub(super) fn find(&mut self, key: K, parent: impl Fn(u8) -> Parent<K>) -> Option<Found> {
        let frame = self.frame;
        if let Some(kept) = self.kept.get_mut(&key) {
            kept.seen = frame;
            let part = Rect::from_min_max(egui::Pos2::ZERO, pos2(1.0, 1.0));
            return Some(Found { texture: kept.texture.id(), part, itself: true, opaque: kept.opaque });
        }
        (1..=STAND_IN).find_map(|levels| {
            let (farther, corner, side) = parent(levels)?;
            let kept = self.kept.get_mut(&farther)?;
            // What stands in is in use too.
            kept.seen = frame;
            let part = Rect::from_min_size(pos2(corner[0], corner[1]), vec2(side, side));
            Some(Found { texture: kept.texture.id(), part, itself: false, opaque: kept.opaque })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn textures_are_bounded_and_what_is_looked_at_stays() {
        let ctx = Context::default();
        let mut textures: Textures<u32> = Textures::new(10 * 64);
        let rgba = vec![255; 64 * 4];
        let nobody = |_| None;
        for key in 0..100 {
            textures.turn();
            textures.find(0, nobody);
            textures.take(&ctx, key, key.to_string(), ([8, 8], &rgba, true));
            textures.forget();
            assert!(textures.len() <= 10, "{key}");
        }
        assert!(textures.find(0, nobody).is_some(), "seen each frame");
        assert!(textures.find(99, nobody).is_some() && textures.find(50, nobody).is_none());
        // The same tile again takes no more room.
        textures.take(&ctx, 99, String::new(), ([8, 8], &rgba, true));
        assert_eq!((textures.len(), textures.held), (10, 640));
        let stand_in = textures.find(1_000, |levels| (levels == 2).then_some((99, [0.5, 0.25], 0.25))).unwrap();
        assert!(!stand_in.itself && stand_in.part.min == pos2(0.5, 0.25));
        textures.retain(|key| *key == 99);
        assert_eq!((textures.len(), textures.held), (1, 64));
    }
}
