//! What an action does: a command for most, a change of the window itself for a few.

use egui::Context;

use super::{Shell, nav};
use crate::app::bid_list::{BidFilter, BidView};
use crate::app::command::{Command, Screen};
use crate::app::inform::ask::InformCommand;
use crate::app::life::ask::LifeCommand;
use crate::app::life::marks::Mark;
use crate::app::life::views::ViewCommand;
use crate::app::map::ask::MapCommand;
use crate::app::paperwork::PaperCommand;
use crate::app::settings::Theme;
use crate::app::state::AppState;
use crate::ui::Sink;
use crate::ui::bids::BidsPanel;
use crate::ui::books::BooksPanel;
use crate::ui::card::steps::Subject;
use crate::ui::groupage;
use crate::ui::invites::InvitesPanel;
use crate::ui::journal::JournalPanel;
use crate::ui::keys::UiAction;
use crate::ui::life::Dialog;
use crate::ui::map::MapPanel;
use crate::ui::paperwork;
use crate::ui::plan::PlanPanel;
use crate::ui::theme::size;
use crate::words::Lang;

impl Shell {
    /// Does an action that is available.
    pub(in crate::ui) fn act(&mut self, ctx: &Context, action: UiAction, state: &AppState, sink: &mut Sink) {
        match action {
            UiAction::NewBid => new_bid(state, sink),
            UiAction::Palette => self.palette.toggle(),
            UiAction::Find => focus_search(ctx, state.screen),
            UiAction::Sync => sink.send(Command::SyncNow),
            UiAction::StopSync => sink.send(Command::CancelSync),
            UiAction::PauseSync => sink.send(Command::Inform(InformCommand::Pause(true))),
            UiAction::ResumeSync => sink.send(Command::Inform(InformCommand::Pause(false))),
            UiAction::SeeAll => sink.send(Command::Inform(InformCommand::SeeAll)),
            UiAction::Undo => sink.send(Command::Undo),
            UiAction::Redo => sink.send(Command::Life(LifeCommand::Redo)),
            UiAction::Step(step) => {
                if let Some(bid) = Subject::selected(state) {
                    bid.take(step, sink);
                }
            }
            UiAction::ChangeBids => change_bids(state, sink),
            UiAction::HandOver => {
                if let Some(bid) = Subject::selected(state) {
                    sink.open_life(Dialog::Later(bid.id));
                }
            }
            UiAction::BurningNext => view(sink, ViewCommand::Step(true)),
            UiAction::BurningBefore => view(sink, ViewCommand::Step(false)),
            UiAction::UseView(place) => view(sink, ViewCommand::Use(usize::from(place))),
            UiAction::Mine => {
                let mine = !state.bids.view.mine;
                sink.send(Command::Open(Screen::Bids));
                sink.send(Command::View(BidView { mine, ..state.bids.view.clone() }));
            }
            UiAction::MarkAll => sink.send(Command::Life(LifeCommand::Mark(Mark::All))),
            // What was clicked last goes first.
            UiAction::CloseCard if state.screen == Screen::Map && state.map.named.is_some() => {
                sink.send(Command::Map(MapCommand::ForgetName));
            }
            UiAction::CloseCard if state.card.is_none() => sink.send(Command::Life(LifeCommand::Mark(Mark::None))),
            UiAction::CloseCard => sink.send(Command::CloseCard),
            UiAction::Show(screen) => sink.send(Command::Open(screen)),
            UiAction::ShowUnsent => show(state, BidFilter::Unsent, sink),
            UiAction::SignIn => self.sign_in.open(),
            UiAction::SwitchLang => sink.send(Command::SetLang(other_lang(state.settings.lang))),
            UiAction::SwitchTheme => sink.send(Command::SetTheme(match state.settings.theme {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Light,
            })),
            UiAction::Larger => scale(state.settings.scale + size::SCALE_STEP, sink),
            UiAction::Smaller => scale(state.settings.scale - size::SCALE_STEP, sink),
            UiAction::UsualSize => scale(1.0, sink),
            UiAction::FoldNavigation => nav::fold(ctx),
            UiAction::Faults => self.training.toggle(),
            UiAction::Keys => self.cheat.toggle(),
            UiAction::About => self.about.open(),
            UiAction::Quit => sink.send(Command::Quit),
            UiAction::Groupage => {
                if let Some(bid) = Subject::selected(state) {
                    sink.send(groupage::of_bid(bid.id));
                }
            }
            UiAction::TransportOrder => {
                if let Some(bid) = Subject::selected(state) {
                    sink.send(paperwork::transport_order(bid.id));
                }
            }
            UiAction::Papers => self.papers.open(),
            UiAction::Repeat => self.entry.repeat(state),
            UiAction::Line => self.entry.line(),
            UiAction::Templates => self.entry.templates(),
            UiAction::KeepTemplate => self.entry.keep(state),
            UiAction::Rows => self.entry.rows(String::new()),
            UiAction::ShiftSheet => sink.send(Command::Paperwork(PaperCommand::HandOver)),
            UiAction::CopyShiftSheet => sink.send(Command::Paperwork(PaperCommand::CopyHandOver)),
        }
    }
}

/// The language that isn't on.
pub(super) const fn other_lang(lang: Lang) -> Lang {
    match lang {
        Lang::Ru => Lang::En,
        Lang::En => Lang::Ru,
    }
}

/// Shows a group of bids, whatever was searched for before.
pub(super) fn show(state: &AppState, filter: BidFilter, sink: &mut Sink) {
    if state.screen != Screen::Bids {
        sink.send(Command::Open(Screen::Bids));
    }
    sink.send(Command::View(BidView { filter, search: String::new(), ..state.bids.view.clone() }));
}

fn new_bid(state: &AppState, sink: &mut Sink) {
    if state.screen != Screen::Bids {
        sink.send(Command::Open(Screen::Bids));
    }
    // An open form is never thrown away for a new one.
    if state.editor.is_none() {
        sink.send(Command::NewBid);
    }
}

fn scale(to: f32, sink: &mut Sink) {
    let rounded = (to * 10.0).round() / 10.0;
    sink.send(Command::SetScale(rounded.clamp(size::SCALE_MIN, size::SCALE_MAX)));
}

fn focus_search(ctx: &Context, screen: Screen) {
    let id = match screen {
        Screen::Bids => BidsPanel::search_id(),
        _ if screen.is_of_books() => BooksPanel::search_id(),
        Screen::Journal => JournalPanel::search_id(),
        Screen::Invites => InvitesPanel::search_id(),
        Screen::Map => MapPanel::search_id(),
        Screen::Plan => PlanPanel::search_id(),
        _ => return,
    };
    ctx.memory_mut(|memory| memory.request_focus(id));
}

fn view(sink: &mut Sink, command: ViewCommand) {
    sink.send(Command::Life(LifeCommand::View(command)));
}

/// The marked bids, else the selected one.
fn change_bids(state: &AppState, sink: &mut Sink) {
    let marked: Vec<_> = state.life.marks.lines(&state.bids).iter().map(|line| line.id.clone()).collect();
    let bids =
        if marked.is_empty() { Subject::selected(state).into_iter().map(|bid| bid.id).collect() } else { marked };
    if !bids.is_empty() {
        sink.open_life(Dialog::Change(bids));
    }
}
