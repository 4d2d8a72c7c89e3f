//! Tiles as textures: taken over as they come, asked for while they lack, shown coarser until then.

use std::collections::HashMap;

use egui::{ColorImage, Context, Pos2, Rect, TextureHandle, TextureOptions, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::map::ask::MapCommand;
use crate::app::map::tiles::{Placed, TileKey, covering};
use crate::app::map::{Theme, View};
use crate::app::state::AppState;
use crate::ui::Sink;
use crate::ui::theme::tokens;

/// Pixels of tiles that are kept: 96 MB of textures.
const KEPT_PX: usize = 24_000_000;
/// Tiles that become textures in one frame: a wave of them must not hold the window up.
const TAKEN_AT_ONCE: usize = 6;
/// How many zooms farther a stand-in may be.
const STAND_IN: u8 = 5;

/// Textures of tiles, and which were asked for.
#[derive(Default)]
pub(super) struct Tiles {
    kept: HashMap<TileKey, (TextureHandle, u64)>,
    asked: Vec<TileKey>,
    frame: u64,
}

impl std::fmt::Debug for Tiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tiles").field("kept", &self.kept.len()).finish_non_exhaustive()
    }
}

impl Tiles {
    /// Paints what there is of the basemap and asks for the rest. True when all of it is there.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, view: &View, state: &AppState, sink: &mut Sink) -> bool {
        let theme = if tokens(ui.ctx()).dark { Theme::Dark } else { Theme::Light };
        self.frame = self.frame.wrapping_add(1);
        self.take(ui.ctx(), state, sink);
        let sharpness = ui.ctx().pixels_per_point();
        let wanted = covering(view, f64::from(sharpness), theme);
        let mut lacking = Vec::new();
        for placed in &wanted {
            if !self.tile(ui, rect, placed, sharpness) {
                lacking.push(placed.key);
            }
        }
        let is_whole = lacking.is_empty();
        if lacking != self.asked {
            self.asked.clone_from(&lacking);
            // What has come and waits to be taken over is not asked for again.
            lacking.retain(|key| !state.map.tiles.iter().any(|(come, _)| come == key));
            if !lacking.is_empty() {
                sink.send(Command::Map(MapCommand::Tiles(lacking)));
            }
        }
        is_whole
    }

    fn take(&mut self, ctx: &Context, state: &AppState, sink: &mut Sink) {
        let mut taken = Vec::new();
        for (key, tile) in state.map.tiles.iter().take(TAKEN_AT_ONCE) {
            let Ok(side) = usize::try_from(tile.size_px) else { continue };
            let image = ColorImage::from_rgba_premultiplied([side, side], &tile.rgba);
            let texture =
                ctx.load_texture(format!("tile {}/{}/{}", key.z, key.x, key.y), image, TextureOptions::LINEAR);
            self.kept.insert(*key, (texture, self.frame));
            taken.push(*key);
        }
        if !taken.is_empty() {
            // There may be more than one frame takes.
            ctx.request_repaint();
            sink.send(Command::Map(MapCommand::TookTiles(taken)));
            self.forget();
        }
    }

    /// Lets go of those that were not seen for the longest.
    fn forget(&mut self) {
        let size = |key: &TileKey| usize::try_from(key.px * key.px).unwrap_or(usize::MAX);
        let mut held: usize = self.kept.keys().map(size).sum();
        if held <= KEPT_PX {
            return;
        }
        let mut by_age: Vec<(u64, TileKey)> = self.kept.iter().map(|(key, (_, seen))| (*seen, *key)).collect();
        by_age.sort_by_key(|(seen, _)| *seen);
        for (_, key) in by_age {
            if held <= KEPT_PX {
                return;
            }
            self.kept.remove(&key);
            held = held.saturating_sub(size(&key));
        }
    }

    /// Paints a tile, or the part of a farther one that stands for it. False: the tile itself lacks.
    fn tile(&mut self, ui: &Ui, rect: Rect, placed: &Placed, sharpness: f32) -> bool {
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let place = on_pixels(rect, placed, sharpness);
        if let Some((texture, seen)) = self.kept.get_mut(&placed.key) {
            *seen = self.frame;
            ui.painter().image(texture.id(), place, whole, egui::Color32::WHITE);
            return true;
        }
        let stand_in = (1..=STAND_IN).find_map(|levels| {
            let (key, corner, side) = placed.key.parent(levels)?;
            let (texture, _) = self.kept.get(&key)?;
            Some((texture.id(), Rect::from_min_size(pos2(corner[0], corner[1]), vec2(side, side))))
        });
        if let Some((texture, part)) = stand_in {
            ui.painter().image(texture, place, part, egui::Color32::WHITE);
        }
        false
    }
}

/// Edges on whole pixels: two tiles share one, and no seam is seen between them.
#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
fn on_pixels(rect: Rect, placed: &Placed, sharpness: f32) -> Rect {
    let snap = |edge: f32| (edge * sharpness).round() / sharpness;
    let [x, y] = placed.corner;
    let edge = |origin: f32, at: f64| snap(origin + at as f32);
    Rect::from_min_max(
        pos2(edge(rect.left(), x), edge(rect.top(), y)),
        pos2(edge(rect.left(), x + placed.side), edge(rect.top(), y + placed.side)),
    )
}
