//! The bids of a heap that zooming doesn't take apart: a list beside it.

use egui::{Context, Id, Popup, Pos2, SetOpenCommand, Ui};

use super::about_ui::title;
use super::spots_ui::line_of;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::Sink;
use crate::ui::bids::model::{status_face, status_word};
use crate::ui::theme::tokens;
use crate::ui::widgets::button;

/// A heap that was opened.
#[derive(Debug)]
pub(super) struct Heap {
    at: Pos2,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    id: LocalId,
    icon: &'static str,
    words: String,
    status: String,
}

impl Heap {
    /// Of these bids, at a point of the window.
    pub(super) fn new(ctx: &Context, at: Pos2, bids: &[LocalId], state: &AppState) -> Self {
        let (lang, colors) = (state.settings.lang, tokens(ctx));
        let row = |id: &LocalId| {
            let line = line_of(state, id, None)?;
            let number = title(&line.number, lang);
            let parts = [number.as_str(), &line.route, &line.car];
            Some(Row {
                id: id.clone(),
                icon: status_face(&line.status, colors).icon,
                words: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
                status: status_word(&line.status, lang, colors),
            })
        };
        Popup::open_id(ctx, id());
        Self { at, rows: bids.iter().filter_map(row).collect() }
    }

    /// Shows the list. True when it was closed.
    pub(super) fn ui(&self, ui: &Ui, state: &AppState, sink: &mut Sink) -> bool {
        let popup = Popup::new(id(), ui.ctx().clone(), self.at, ui.layer_id()).open_memory(None::<SetOpenCommand>);
        let shown = popup.width(420.0).show(|ui| {
            let title = state.settings.lang.text_with("map-heap-bids", &[("n", self.rows.len().into())]);
            ui.label(egui::RichText::new(title).font(crate::ui::theme::text::section()));
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for row in &self.rows {
                    if button::menu_line(ui, row.icon, &row.words, &row.status).clicked() {
                        sink.send(Command::SelectBid(row.id.clone()));
                    }
                }
            });
        });
        shown.is_none()
    }
}

fn id() -> Id {
    Id::unique("map-heap")
}
