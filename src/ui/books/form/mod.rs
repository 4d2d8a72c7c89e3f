//! The form of a book record: every field that the platform takes, for the keyboard, saying beside each what is wrong.
//!
//! [`model`] and [`session`] are the form without pixels; the `*_ui` files paint it.

mod field_ui;
pub(super) mod head_ui;
pub mod items;
mod items_ui;
mod keys;
pub mod model;
mod notes;
pub mod session;
mod side_ui;
pub(in crate::ui) mod upkeep_ui;

use egui::{Margin, ScrollArea, Ui};

use self::session::Session;
use super::super::Sink;
use crate::app::book_desk::{BookCommand, OpenForm};
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::book_field::{FieldRow, Group, Input, fields_of};
use crate::domain::id::{LocalId, RecordKind};

/// The panel.
#[derive(Debug, Default)]
pub struct BookForm {
    session: Option<Session>,
    upkeep: upkeep_ui::Typed,
}

impl BookForm {
    /// True while something typed is not saved.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_unsaved)
    }

    /// The person wants another record's form: asks first when something is not saved.
    pub fn go_to(&mut self, kind: RecordKind, id: Option<LocalId>, sink: &mut Sink) {
        match self.session.as_mut().filter(|session| session.is_unsaved()) {
            Some(session) => session.leaving = Some(session::Leaving::To(kind, id)),
            None => sink.send(Command::Book(BookCommand::Open(kind, id))),
        }
    }

    /// Shows the open form.
    pub fn show(&mut self, ui: &mut Ui, target: &OpenForm, state: &AppState, sink: &mut Sink) {
        let open = self.session.take().filter(|session| session.number == target.session);
        let mut session = open.unwrap_or_else(|| {
            self.upkeep = upkeep_ui::Typed::default();
            Session::open(target, state)
        });
        session.follow(target, state, sink);
        keys::before(ui, &mut session, sink);
        head_ui::header(ui, &mut session, target, state, sink);
        head_ui::leaving(ui, &mut session, state.settings.lang, sink);
        let room = ui.available_rect_before_wrap();
        ScrollArea::vertical().id_salt(("book-form", target.session)).auto_shrink(false).show(ui, |ui| {
            ui.set_width(room.width() - 12.0);
            // Focus rings reach over the edge of their fields.
            egui::Frame::new().inner_margin(Margin { left: 2, right: 8, top: 4, bottom: 24 }).show(ui, |ui| {
                head_ui::news(ui, &session, target, state, sink);
                fields(ui, &mut session, state);
                upkeep_ui::upkeep(ui, &session, &mut self.upkeep, state, sink);
                side_ui::side(ui, &session, target, state, sink);
            });
        });
        keys::after(ui, &mut session, sink);
        session.report(state, sink);
        session.refresh_notes(state);
        self.session = Some(session);
    }

    /// Lets go of a form that is closed.
    pub fn closed(&mut self) {
        self.session = None;
    }
}

/// Groups in the order of the form.
const GROUPS: [Group; 10] = [
    Group::Main,
    Group::Contact,
    Group::Bank,
    Group::Sizes,
    Group::Chassis,
    Group::Service,
    Group::People,
    Group::Management,
    Group::Lists,
    Group::Platform,
];

fn fields(ui: &mut Ui, session: &mut Session, state: &AppState) {
    for group in GROUPS {
        let rows: Vec<&FieldRow> = fields_of(session.kind).iter().filter(|row| row.group == group).collect();
        let rows: Vec<&FieldRow> = rows
            .into_iter()
            .filter(|row| row.input != Input::Shown || field_ui::shown_text(session, row.field, state).is_some())
            .collect();
        if group == Group::Lists {
            for row in rows {
                items_ui::list(ui, session, row.field, state);
            }
        } else if !rows.is_empty() {
            field_ui::group(ui, session, group, &rows, state);
        }
    }
}
