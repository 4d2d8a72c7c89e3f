//! Tiles of the user's own server, over the basemap: it shows through wherever one isn't at hand.

use egui::{Context, Rect, Ui};

use super::textures::Textures;
use super::tiles::{TAKEN_AT_ONCE, on_pixels};
use crate::app::command::Command;
use crate::app::map::View;
use crate::app::map::ask::MapCommand;
use crate::app::map::web::{WebKey, covering};
use crate::app::state::AppState;
use crate::ui::Sink;

/// Pixels of tiles that are kept: 64 MB of textures, more than the largest window shows.
const KEPT_PX: usize = 16_000_000;

/// Textures of tiles, and which were asked for.
pub(super) struct WebTiles {
    textures: Textures<WebKey>,
    asked: Vec<WebKey>,
    /// The mark of the address that they are of.
    source: Option<u64>,
}

impl Default for WebTiles {
    fn default() -> Self {
        Self { textures: Textures::new(KEPT_PX), asked: Vec::new(), source: None }
    }
}

impl std::fmt::Debug for WebTiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebTiles").field("kept", &self.textures.len()).finish_non_exhaustive()
    }
}

impl WebTiles {
    /// Nobody looks any more: what lacked is asked for anew when somebody does.
    pub(super) fn closed(&mut self) {
        self.asked.clear();
    }

    /// Paints what there is and asks for the rest. Gives the parts of the window where nothing shows through.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, view: &View, state: &AppState, sink: &mut Sink) -> Vec<Rect> {
        let source = state.settings.map.tiles().map(|template| template.mark());
        if source != self.source {
            self.source = source;
            self.asked.clear();
            self.textures.retain(|_| false);
        }
        self.textures.turn();
        self.take(ui.ctx(), state, sink);
        let Some(source) = source else { return Vec::new() };
        let nearest = u8::try_from(state.settings.map.tiles_nearest).unwrap_or(u8::MAX);
        let sharpness = ui.ctx().pixels_per_point();
        let (mut covered, mut lacking) = (Vec::new(), Vec::new());
        for placed in covering(view, source, nearest) {
            let found = self.textures.find(placed.key, |levels| placed.key.parent(levels));
            if let Some(found) = &found {
                let place = on_pixels(rect, placed.corner, placed.side, sharpness);
                ui.painter().image(found.texture, place, found.part, egui::Color32::WHITE);
                covered.extend(found.opaque.then_some(place));
            }
            if !found.is_some_and(|found| found.itself) {
                lacking.push(placed.key);
            }
        }
        if lacking != self.asked {
            self.asked.clone_from(&lacking);
            lacking.retain(|key| !state.map.web.come.iter().any(|(come, _)| come == key));
            // An empty wish too: what was wanted before is no longer seen.
            sink.send(Command::Map(MapCommand::Web(lacking)));
        }
        covered
    }

    fn take(&mut self, ctx: &Context, state: &AppState, sink: &mut Sink) {
        let mut taken = Vec::new();
        for (key, tile) in state.map.web.come.iter().take(TAKEN_AT_ONCE) {
            if Some(key.source) == self.source {
                let name = format!("own tile {}/{}/{}", key.z, key.x, key.y);
                self.textures.take(ctx, *key, name, (tile.size, &tile.rgba, tile.opaque));
            }
            taken.push(*key);
        }
        if !taken.is_empty() {
            // There may be more than one frame takes.
            ctx.request_repaint();
            sink.send(Command::Map(MapCommand::TookWeb(taken)));
            self.textures.forget();
        }
    }
}
