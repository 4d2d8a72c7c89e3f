//! Commands → changes of state and effects. One line a command here; the work is in functions named after it.

use std::sync::Arc;

use super::book_handle;
use super::command::{AfterSave, Change, Command, Screen, Secret};
use super::connect_words::Check;
use super::effect::Effect;
use super::inform::ask::{InformCommand, InformEffect};
use super::inform::state::MailTest;
use super::invites::ask::InviteEffect;
use super::life::ask::LifeEffect;
use super::map::web::Trial;
use super::settings::Settings;
use super::state::{AddressAnswer, AppState, Collisions, EditorStart, EditorTarget, Toast, ToastLevel};
use super::training::Wish;
use super::{deciding, entry, groupage, invites, life, map, notes, paperwork, plan, report, setting_text, trail, view};
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::store::model::{JournalFilter, OpKind};
use crate::words::Message;

/// Most texts of the geocoder that are remembered; older ones are asked again.
const REMEMBERED_ADDRESSES: usize = 200;
/// How often what goes by the clock is counted anew.
const RECOUNTED_EVERY: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// Handles a command: changes the state at once and names the slow work that follows.
pub fn handle(state: &mut AppState, command: Command) -> Vec<Effect> {
    match command {
        Command::Open(screen) => open(state, screen),
        Command::SelectBid(id) => select(state, id),
        Command::CloseCard => close_card(state),
        Command::NewBid => vec![Effect::LoadKeptForm],
        Command::EditBid(id) => vec![Effect::LoadForEditor(id)],
        Command::CloseEditor => close_editor(state),
        Command::SaveBid { id, bid, then } => save(state, id, bid, then),
        Command::KeepForm { id, form } => vec![Effect::KeepForm { id, form }],
        Command::DropForm => vec![Effect::DropForm],
        Command::SendBid(id) => vec![Effect::Queue(id, OpKind::Create)],
        Command::StartBid(id) => vec![Effect::Queue(id, OpKind::Start)],
        Command::RevertBid(id) => vec![Effect::Queue(id, OpKind::Revert)],
        Command::CancelBid(id) => vec![Effect::Queue(id, OpKind::Cancel)],
        Command::DeleteBid(id) => vec![Effect::Delete(id)],
        Command::Undo => life::back::undo(state),
        Command::SuggestAddress(text) => suggest(state, text),
        Command::AskCollisions { id, bid } => ask_collisions(state, id, bid),
        Command::OpenConflict(id) => deciding::open(state, id),
        Command::PickConflict { id, unit, pick } => deciding::pick(state, &id, &unit, pick),
        Command::PickConflictSide { id, pick } => deciding::pick_side(state, &id, &pick),
        Command::PickConflictAlike { id, unit } => deciding::pick_alike(state, &id, &unit),
        Command::ResolveConflict(id) => deciding::resolve(state, &id),
        Command::View(view) => change_view(state, view),
        Command::SyncNow => vec![Effect::Sync { person: true }],
        Command::CancelSync => vec![Effect::CancelSync],
        Command::Verify => vec![Effect::Verify],
        Command::AcceptDeletions => vec![Effect::AcceptDeletions],
        Command::TakeOutOfBin(id) => vec![Effect::TakeOutOfBin(id)],
        Command::TakeBack(seq) => vec![Effect::TakeBack(seq)],
        Command::SignIn { user, password } => sign_in(state, user, password),
        Command::SetLang(lang) => set(state, |settings| settings.lang = lang),
        Command::SetTheme(theme) => set(state, |settings| settings.theme = theme),
        Command::SetScale(scale) => set(state, |settings| settings.scale = scale.clamp(0.8, 2.0)),
        Command::SetDensity(density) => set(state, |settings| settings.density = density),
        Command::SetPilotStart(date) => set(state, |settings| settings.pilot_start = date),
        Command::Change(what) => change(state, what),
        Command::Connect { server, user, password } => connect(state, server, user, password),
        Command::CheckConnection { server, user, password } => {
            state.check = Check::Running;
            vec![Effect::Check { server, user, password }]
        }
        Command::ForgetCheck => {
            state.check = Check::NotAsked;
            Vec::new()
        }
        Command::Switch(_) => {
            // The window opens the other desk; this one only shows that it is coming.
            state.switching = true;
            Vec::new()
        }
        Command::Tour(step) => tour(state, step),
        Command::MakeBackup => busy_with(state, Effect::MakeBackup),
        Command::LookIntoBackup(path) => busy_with(state, Effect::LookIntoBackup(path)),
        Command::Restore(path) => busy_with(state, Effect::Restore(path)),
        Command::OpenFolder(folder) => vec![Effect::OpenFolder(folder)],
        Command::SetFolder(folder, path) => vec![Effect::TryFolder(folder, path)],
        Command::SetFont(font) => set_font(state, font),
        Command::ListFonts => vec![Effect::ListFonts],
        Command::MakeDiagnostics => vec![Effect::MakeDiagnostics],
        Command::Train(wish) => train(state, wish),
        Command::LoadJournal(filter) => load_journal(state, filter),
        Command::JournalPage(place) => journal_page(state, place),
        Command::ExportJournal(format) => vec![Effect::ExportJournal(state.journal.filter.clone(), format)],
        Command::Inform(command) => inform(state, command),
        Command::DismissToast(id) => dismiss(state, id),
        Command::Book(command) => book_handle::handle(state, command),
        // The window closes itself; the worker has nothing to do.
        Command::Quit => Vec::new(),
        Command::Invites(command) => invites::handle::handle(state, command),
        Command::Map(command) => map::handle(state, command),
        Command::Plan(command) => plan::handle(state, command),
        Command::Groupage(command) => groupage::handle::handle(state, command),
        Command::Paperwork(command) => paperwork::handle(state, command),
        Command::Entry(command) => entry::handle(command),
        Command::Notes(command) => notes::handle(state, command),
        Command::Life(command) => life::handle::handle(state, command),
        Command::Report(command) => report::handle(state, command),
        Command::Trail(command) => trail::handle(state, command),
    }
}

fn open(state: &mut AppState, screen: Screen) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.screen, screen);
    let mut effects = if before == Screen::Map && screen != before { map::left(state) } else { Vec::new() };
    effects.extend(opened(state, screen));
    effects
}

fn opened(state: &mut AppState, screen: Screen) -> Vec<Effect> {
    match screen {
        Screen::Changes => vec![Effect::Inform(InformEffect::LoadUnseen)],
        Screen::Settings if state.fonts.is_none() => vec![Effect::ListBackups, Effect::ListFonts],
        Screen::Settings => vec![Effect::ListBackups],
        Screen::Invites => [InviteEffect::Listen, InviteEffect::Load].map(Effect::Invites).into(),
        Screen::Map => map::opened(state),
        Screen::Plan => plan::changed(state),
        Screen::Groupage => groupage::handle::opened(state),
        Screen::Reports => report::changed(state),
        _ if screen.is_of_books() => book_handle::opened(state, screen),
        // The journal's screen asks for what its own filter shows.
        _ => Vec::new(),
    }
}

fn select(state: &mut AppState, id: LocalId) -> Vec<Effect> {
    if state.card.as_ref().is_some_and(|card| card.meta.id != id) {
        state.card = None;
    }
    state.bids.selected = Some(id.clone());
    state.inform.look(&id);
    let notes = notes::wanted(&id);
    vec![Effect::LoadCard(id.clone()), Effect::Inform(InformEffect::Look(id)), notes]
}

fn close_card(state: &mut AppState) -> Vec<Effect> {
    state.card = None;
    state.bids.selected = None;
    Vec::new()
}

fn close_editor(state: &mut AppState) -> Vec<Effect> {
    state.editor = None;
    state.collisions = Collisions::NotAsked;
    vec![Effect::DropForm]
}

fn save(state: &mut AppState, id: Option<LocalId>, bid: Box<Bid>, then: AfterSave) -> Vec<Effect> {
    if let Some(editor) = &mut state.editor {
        // What stands here from now on is the outcome of this saving.
        editor.saved = None;
    }
    vec![Effect::SaveBid { id, bid, then }]
}

fn suggest(state: &mut AppState, text: String) -> Vec<Effect> {
    // A failed or offline answer is asked again: the network may be back.
    let settled = matches!(state.addresses.get(&text), Some(AddressAnswer::Waiting | AddressAnswer::Found(_)));
    if settled {
        return Vec::new();
    }
    if state.addresses.len() >= REMEMBERED_ADDRESSES {
        state.addresses.clear();
    }
    state.addresses.insert(text.clone(), AddressAnswer::Waiting);
    vec![Effect::SuggestAddress(text)]
}

fn ask_collisions(state: &mut AppState, id: Option<LocalId>, bid: Box<Bid>) -> Vec<Effect> {
    state.collisions = Collisions::Waiting;
    vec![Effect::AskCollisions { id, bid }]
}

fn change_view(state: &mut AppState, view: super::bid_list::BidView) -> Vec<Effect> {
    state.bids.view = view;
    show(state);
    let mut effects = map::changed(state);
    effects.extend(plan::shown_changed(state));
    effects
}

pub(super) fn set(state: &mut AppState, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
    change(&mut state.settings);
    vec![Effect::SaveSettings(Box::new(state.settings.clone()))]
}

fn change(state: &mut AppState, change: Change) -> Vec<Effect> {
    let renews = matches!(change, Change::Timeout(_) | Change::Proxy(_));
    let mut effects = set(state, |settings| match change {
        Change::BidsInterval(seconds) => settings.bids_interval_s = seconds,
        Change::BooksInterval(seconds) => settings.books_interval_s = seconds,
        Change::Timeout(seconds) => settings.timeout_s = seconds,
        Change::FirstPullDays(days) => settings.first_pull_days = i64::try_from(days).unwrap_or(i64::MAX),
        Change::JournalDays(days) => settings.journal_days = days,
        Change::BackupsKept(count) => settings.backups_kept = count,
        Change::Proxy(proxy) => settings.proxy = proxy,
        Change::Conflicts(kind, policy) => settings.rules.set_policy(kind, policy),
        Change::PlatformBids(rule) => settings.rules.platform_bids = rule,
        Change::SendDrafts(at_once) => settings.rules.send_drafts = at_once,
    });
    if renews {
        effects.push(Effect::Connect { password: None });
    }
    effects
}

fn load_journal(state: &mut AppState, filter: JournalFilter) -> Vec<Effect> {
    state.journal.begin(filter.clone());
    vec![Effect::LoadJournal(filter)]
}

fn journal_page(state: &mut AppState, place: usize) -> Vec<Effect> {
    let first = state.journal.ask(place);
    first.map(|first| Effect::JournalPage(state.journal.filter.clone(), first)).into_iter().collect()
}

fn inform(state: &mut AppState, command: InformCommand) -> Vec<Effect> {
    match command {
        InformCommand::SeeAll => {
            state.inform.take_unseen(Arc::default());
            vec![Effect::Inform(InformEffect::SeeAll)]
        }
        InformCommand::Look(id) => {
            let left = state.inform.unseen.iter().filter(|change| change.id != id).cloned().collect();
            state.inform.take_unseen(Arc::new(left));
            vec![Effect::Inform(InformEffect::Look(id))]
        }
        InformCommand::Pause(pause) => {
            let since = pause.then_some(state.now);
            let mut effects = set(state, |settings| settings.paused_since = since);
            if !pause {
                effects.push(Effect::Sync { person: true });
            }
            effects
        }
        InformCommand::Set(name, value) => match setting_text::with(&state.settings, name, &value) {
            Ok(changed) => {
                if changed.map != state.settings.map {
                    // What was said of another address says nothing of this one.
                    state.map.web.trial = Trial::NotAsked;
                    state.map.web.trouble = None;
                }
                set(state, |settings| *settings = changed)
            }
            // The field says what is wrong with it; the setting stays.
            Err(_) => Vec::new(),
        },
        InformCommand::MailPassword(password) => vec![Effect::Inform(InformEffect::MailPassword(password))],
        InformCommand::TestMail => {
            state.inform.mail = MailTest::Running;
            vec![Effect::Inform(InformEffect::TestMail)]
        }
        InformCommand::TestDesktop => vec![Effect::Inform(InformEffect::TestDesktop)],
    }
}

fn tour(state: &mut AppState, step: Option<usize>) -> Vec<Effect> {
    state.tour = step;
    if step.is_none() { set(state, |settings| settings.toured = true) } else { Vec::new() }
}

/// Another user of the same server has records of their own: that is a new connection.
fn sign_in(state: &mut AppState, user: String, password: Secret) -> Vec<Effect> {
    let is_another = |known: &String| known.trim().to_lowercase() != user.trim().to_lowercase();
    match state.settings.server.clone().filter(|_| state.settings.acting_user().as_ref().is_some_and(is_another)) {
        Some(server) if !state.connection.training => connect(state, server, user, password),
        _ => vec![Effect::SignIn { user, password }],
    }
}

fn connect(state: &mut AppState, server: String, user: String, password: Secret) -> Vec<Effect> {
    if std::mem::take(&mut state.first_start) && !state.settings.toured {
        state.tour = Some(0);
    }
    let mut effects = set(state, |settings| {
        settings.server = Some(server);
        settings.act_as(user);
    });
    effects.push(Effect::Connect { password: Some(password) });
    effects
}

fn set_font(state: &mut AppState, font: String) -> Vec<Effect> {
    if font.is_empty() {
        // The program's own is always there.
        state.font = None;
        return set(state, |settings| settings.font = font);
    }
    vec![Effect::TryFont(font)]
}

fn train(state: &mut AppState, wish: Wish) -> Vec<Effect> {
    match &mut state.training {
        Some(training) => {
            training.take(&wish);
            vec![Effect::Train(wish)]
        }
        None => Vec::new(),
    }
}

fn busy_with(state: &mut AppState, effect: Effect) -> Vec<Effect> {
    state.backups.busy = true;
    vec![effect]
}

fn dismiss(state: &mut AppState, id: u64) -> Vec<Effect> {
    state.toasts.retain(|toast| toast.id != id);
    Vec::new()
}

/// Filters, sorts and counts anew after the lines changed.
pub(super) fn refresh_view(state: &mut AppState) {
    state.bids.order = None;
    show(state);
    if let Some(lines) = &state.bids.lines {
        state.bids.counts = view::counts(lines, &ground(state));
        state.bids.counted_at = Some(state.now);
    }
}

/// Filters and sorts anew. The counts do not depend on the view: a keystroke of the search leaves them.
fn show(state: &mut AppState) {
    if let Some(lines) = &state.bids.lines {
        let lines = Arc::clone(lines);
        let mut order = state.bids.order.take();
        state.bids.shown = Arc::new(view::shown(&lines, &state.bids.view, &ground(state), &mut order));
        state.bids.order = order;
    }
}

fn ground(state: &AppState) -> view::Ground<'_> {
    let limits = super::settings_list::limits(&state.settings);
    view::Ground { crossing: &state.bids.crossing, mine: &state.bids.mine, now: state.now, limits }
}

/// What burns goes by the clock too: it is counted anew once a minute.
pub(super) fn clock_moved(state: &mut AppState) {
    let is_due = state.bids.counted_at.is_none_or(|at| (state.now - at).abs() >= RECOUNTED_EVERY);
    if is_due && state.bids.lines.is_some() {
        refresh_view(state);
    }
}

/// Opens the editor on a start.
pub(super) fn open_editor(state: &mut AppState, id: Option<LocalId>, start: EditorStart) {
    let session = state.editor_sessions.saturating_add(1);
    state.editor_sessions = session;
    state.collisions = Collisions::NotAsked;
    state.screen = Screen::Bids;
    state.editor = Some(EditorTarget { session, id, start, saved: None });
}

/// Adds a notice, with a button when there is one.
pub(super) fn toast(
    state: &mut AppState,
    level: ToastLevel,
    message: Message,
    action: Option<(&'static str, Command)>,
) {
    // The same sentence again only renews its time: a dead network must not paper the window.
    state.toasts.retain(|toast| toast.message != message);
    let id = state.next_toast;
    state.next_toast = id.saturating_add(1);
    state.toasts.push(Toast { id, level, message, action, at: state.now });
}

/// What follows a saved form.
pub(super) fn after_save(state: &mut AppState, id: &LocalId, then: AfterSave) -> Vec<Effect> {
    match then {
        AfterSave::Stay => Vec::new(),
        AfterSave::Close => close_and_show(state, id),
        AfterSave::Send => {
            let mut effects = close_and_show(state, id);
            // What was stored a moment ago goes back with its storing; a form that brought nothing new was only sent.
            let is_one_step = state.life.just_saved.take().as_ref() == Some(id);
            effects.push(if is_one_step {
                Effect::Life(LifeEffect::SendSaved(id.clone()))
            } else {
                Effect::Queue(id.clone(), OpKind::Create)
            });
            effects
        }
    }
}

fn close_and_show(state: &mut AppState, id: &LocalId) -> Vec<Effect> {
    let mut effects = close_editor(state);
    effects.extend(select(state, id.clone()));
    effects
}
