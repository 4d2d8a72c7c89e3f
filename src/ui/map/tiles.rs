//! Tiles of the basemap: taken over as they come, asked for while they lack, shown coarser until then.

use egui::{Context, Pos2, Rect, Ui, pos2};

use super::textures::Textures;
use crate::app::command::Command;
use crate::app::map::ask::MapCommand;
use crate::app::map::tiles::{TileKey, covering};
use crate::app::map::{Theme, View};
use crate::app::state::AppState;
use crate::ui::Sink;
use crate::ui::theme::tokens;

/// Pixels of tiles that are kept: 96 MB of textures.
const KEPT_PX: usize = 24_000_000;
/// Tiles that become textures in one frame: a wave of them must not hold the window up.
pub(super) const TAKEN_AT_ONCE: usize = 6;

/// Textures of tiles, and which were asked for.
pub(super) struct Tiles {
    textures: Textures<TileKey>,
    asked: Vec<TileKey>,
}

impl Default for Tiles {
    fn default() -> Self {
        Self { textures: Textures::new(KEPT_PX), asked: Vec::new() }
    }
}

impl std::fmt::Debug for Tiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tiles").field("kept", &self.textures.len()).finish_non_exhaustive()
    }
}

impl Tiles {
    /// Paints what there is of the basemap and asks for the rest. True when all of it is there.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, view: &View, state: &AppState, sink: &mut Sink) -> bool {
        let theme = if tokens(ui.ctx()).dark { Theme::Dark } else { Theme::Light };
        self.textures.turn();
        self.take(ui.ctx(), state, sink);
        let sharpness = ui.ctx().pixels_per_point();
        let wanted = covering(view, f64::from(sharpness), theme);
        let mut lacking = Vec::new();
        for placed in &wanted {
            let found = self.textures.find(placed.key, |levels| placed.key.parent(levels));
            if let Some(found) = &found {
                let place = on_pixels(rect, placed.corner, placed.side, sharpness);
                ui.painter().image(found.texture, place, found.part, egui::Color32::WHITE);
            }
            if !found.is_some_and(|found| found.itself) {
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
            let name = format!("tile {}/{}/{}", key.z, key.x, key.y);
            self.textures.take(ctx, *key, name, ([side, side], &tile.rgba, true));
            taken.push(*key);
        }
        if !taken.is_empty() {
            // There may be more than one frame takes.
            ctx.request_repaint();
            sink.send(Command::Map(MapCommand::TookTiles(taken)));
            self.textures.forget();
        }
    }
}

/// Edges on whole pixels: two tiles share one, and no seam is seen between them.
#[expect(clippy::cast_possible_truncation, reason = "points of the screen")]
pub(super) fn on_pixels(rect: Rect, [x, y]: [f64; 2], side: f64, sharpness: f32) -> Rect {
    let snap = |edge: f32| (edge * sharpness).round() / sharpness;
    let edge = |origin: f32, at: f64| snap(origin + at as f32);
    let corner = |x, y| -> Pos2 { pos2(edge(rect.left(), x), edge(rect.top(), y)) };
    Rect::from_min_max(corner(x, y), corner(x + side, y + side))
}
