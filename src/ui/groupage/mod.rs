//! Деловые Линии: a shipment as a form, its price beside it, the order, what became of the orders, the directories.
//!
//! The form is painted from the table of [`crate::domain::ltl::field`]; [`session`], [`notes`], [`choices`] and
//! [`price_model`] are without pixels, the `*_ui` files paint.

mod barcode_ui;
mod choices;
mod compare_ui;
mod confirm_ui;
mod directories_ui;
mod field_ui;
mod groups_ui;
mod head_ui;
pub mod notes;
mod order_ui;
mod orders_ui;
pub mod price_model;
mod price_ui;
pub mod session;

use egui::{Frame, Margin, Panel, ScrollArea, Stroke, Ui};

use self::session::Session;
use super::Sink;
use super::theme::tokens;
use crate::app::command::Command;
use crate::app::groupage::desk::GroupageCommand;
use crate::app::state::AppState;
use crate::domain::id::LocalId;

pub(in crate::ui) use self::orders_ui::of_card;

/// With less room than this the price stands on a page of its own.
const BESIDE: f32 = 860.0;

/// Opens the form of a bid.
#[must_use]
pub fn of_bid(bid: LocalId) -> Command {
    Command::Groupage(GroupageCommand::Open { bid: Some(bid), sides: None, afresh: false })
}

/// What is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The form.
    #[default]
    Shipment,
    /// Its price, where there is no room beside the form.
    Price,
    /// All orders.
    Orders,
    /// The directories.
    Directories,
}

/// The panel.
#[derive(Debug, Default)]
pub struct GroupagePanel {
    session: Option<Session>,
    tab: Tab,
    confirm: Option<confirm_ui::Confirm>,
}

impl GroupagePanel {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let desk = &state.groupage;
        let Some(open) = &desk.open else {
            // The worker is reading what the form starts from.
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            ui.centered_and_justified(|ui| ui.label(state.settings.lang.text("ltl-opening")));
            return;
        };
        let same = self.session.take().filter(|session| session.number == open.session);
        let mut session = same.unwrap_or_else(|| {
            (self.tab, self.confirm) = (Tab::Shipment, None);
            Session::open(open)
        });
        session.follow(state);
        let wide = ui.available_width() >= BESIDE;
        if wide && self.tab == Tab::Price {
            self.tab = Tab::Shipment;
        }
        self.tab = head_ui::head(ui, self.tab, wide, &session, state, sink);
        match self.tab {
            Tab::Orders => orders_ui::orders(ui, state, sink),
            Tab::Directories => directories_ui::directories(ui, state, sink),
            Tab::Shipment | Tab::Price => self.shipment(ui, &mut session, wide, state, sink),
        }
        if session.next.is_some() {
            ui.ctx().request_repaint();
        }
        session.report(state, sink);
        self.session = Some(session);
    }

    fn shipment(&mut self, ui: &mut Ui, session: &mut Session, wide: bool, state: &AppState, sink: &mut Sink) {
        if let Some(placed) = &state.groupage.placed {
            self.confirm = None;
            return order_ui::placed(ui, placed, state, sink);
        }
        if let Some(mut confirm) = self.confirm.take() {
            if confirm.ui(ui, state, sink) {
                self.confirm = Some(confirm);
            }
            return;
        }
        let mut wants_order = false;
        if wide {
            let colors = tokens(ui.ctx());
            let frame =
                Frame::new().fill(colors.surface[1]).inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 0 });
            let width = (ui.available_width() * 0.36).clamp(320.0, 440.0);
            let panel = Panel::right("groupage-price").exact_size(width).resizable(false).show_separator_line(false);
            let shown = panel.frame(frame).show(ui, |ui| wants_order = price_ui::price(ui, session, state, sink));
            let rect = shown.response.rect;
            ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, colors.line));
        }
        if self.tab == Tab::Price {
            wants_order = price_ui::price(ui, session, state, sink);
        } else {
            ScrollArea::vertical().id_salt(("groupage", session.number)).auto_shrink(false).show(ui, |ui| {
                Frame::new().inner_margin(Margin { left: 14, right: 14, top: 4, bottom: 24 }).show(ui, |ui| {
                    groups_ui::groups(ui, session, state, sink);
                });
            });
        }
        if wants_order || session.keys(ui.ctx()) {
            self.begin_order(session, state);
        }
    }

    /// To the page that says what will be sent; to the first thing that stands in the way when it may not be.
    fn begin_order(&mut self, session: &mut Session, state: &AppState) {
        session.strict = true;
        let checked = state.groupage.checked.as_ref().filter(|checked| checked.edition == state.groupage.edition);
        match checked {
            Some(checked) if checked.may_order() => self.confirm = Some(confirm_ui::Confirm::default()),
            _ => {
                self.tab = Tab::Shipment;
                session.go_to_first_flaw(state);
            }
        }
    }
}
