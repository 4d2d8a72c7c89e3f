//! Links with records of the platform: the reports of a first meeting while they wait, and the table of ids.

mod report_ui;
mod table_ui;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::Sink;
use super::theme::text;
use super::widgets::segmented;
use crate::app::books::Books;
use crate::app::command::Screen;
use crate::app::links::LinkLine;
use crate::app::state::AppState;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::store::LinkChoice;
use crate::ui::keys::screen_key;
use crate::ui::widgets::pick::{ChoiceList, Pick};

/// Which part is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    /// Reports, while any waits.
    #[default]
    Report,
    /// The table of ids.
    Table,
}

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct LinksPanel {
    part: Part,
    book: Option<RecordKind>,
    /// What was said of a record, where it is not what is proposed. `None`: it goes its way.
    said: BTreeMap<LocalId, Option<LinkChoice>>,
    selected: Option<LocalId>,
    to: Pick<RemoteId>,
    there: Option<There>,
    typed: String,
    kind: Option<RecordKind>,
    row: Option<usize>,
    found: Option<Found>,
}

/// Records of the platform that one may be linked with by hand, and what the list was made of.
#[derive(Debug)]
struct There {
    of: (Arc<Books>, RecordKind),
    choices: ChoiceList<RemoteId>,
}

/// Rows that a question leaves, and the question.
#[derive(Debug)]
struct Found {
    of: (Arc<Vec<LinkLine>>, Option<RecordKind>, String),
    places: Vec<usize>,
}

impl LinksPanel {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let reports = &state.book.links.reports;
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text(screen_key(Screen::Links))).font(text::heading()));
            if reports.is_empty() {
                self.part = Part::Table;
                return;
            }
            ui.add_space(12.0);
            let count: usize = reports.iter().map(|report| report.cases.len()).sum();
            let first = lang.text_with("links-part-report", &[("n", count.into())]);
            let parts = [(Part::Report, first), (Part::Table, lang.text("links-part-table"))];
            if let Some(part) = segmented::segmented(ui, &lang.text("links-part"), self.part, &parts) {
                self.part = part;
            }
        });
        ui.add_space(6.0);
        let open = self.book.and_then(|kind| reports.iter().find(|report| report.kind == kind));
        match (self.part, open.or_else(|| reports.first())) {
            (Part::Report, Some(report)) => self.report(ui, report, state, sink),
            _ => self.table(ui, state, sink),
        }
    }
}
