//! Events → changes of state. The other half of [`super::handle`].

use std::sync::Arc;

use super::bid_list::BidLine;
use super::book_desk::BookEffect;
use super::book_handle;
use super::command::{AfterSave, Command, Screen};
use super::connect_words::Check;
use super::effect::Effect;
use super::event::{Crossings, Event};
use super::folders::Folder;
use super::fonts::LoadedFont;
use super::groupage;
use super::handle::{after_save, open_editor, refresh_view, set, toast};
use super::inform::ask::InformEvent;
use super::invites::ask::InviteEffect;
use super::state::{AppState, Collisions, Link, SyncStatus, ToastLevel};
use super::trail::TrailEffect;
use super::{deciding, entry, invites, life, map, notes, paperwork, plan, report, takers, trail};
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::store::model::BidRecord;
use crate::words::Message;

/// Applies an event.
pub fn apply(state: &mut AppState, event: Event) -> Vec<Effect> {
    match event {
        Event::Books(sheets) => {
            state.books = Arc::clone(sheets.books());
            state.sheets = sheets;
            life::views::take_mine(state);
            let mut effects = plan::shown_changed(state);
            effects.extend(report::rearranged(state));
            return effects;
        }
        Event::Bids { lines, crossings } => return bids(state, lines, crossings),
        Event::Bid { id, line, record, crossings } => {
            return bid(state, &id, line.map(|line| *line), record, crossings);
        }
        Event::Crossings(crossings) => {
            occupy(state, crossings);
            refresh_view(state);
        }
        Event::Card(record) => return card(state, record),
        Event::Editor { id, start } => open_editor(state, id, start),
        Event::Saved { asked, record, then } => return saved(state, asked.as_ref(), &record, then),
        Event::NotSaved(message) => not_saved(state, message),
        Event::Deleted(id) => deleted(state, &id),
        Event::Conflicts { cases, kept, settled } => deciding::conflicts(state, cases, kept, &settled),
        Event::Decided(case, choices) => deciding::decided(state, &case, choices),
        Event::NotDecided(id, message) => deciding::not_decided(state, &id, message),
        Event::ConflictMoved(id) => deciding::moved(state, id),
        Event::Addresses(text, answer) => {
            state.addresses.insert(text, answer);
        }
        Event::Collisions(answer) => state.collisions = answer,
        Event::SyncStage(stage) => state.sync.running = Some(stage),
        Event::SyncEnded { at, error } => {
            sync_ended(state, at, error);
            // The table of ids is read for as long as it is looked at.
            if state.screen == Screen::Links {
                return vec![Effect::Book(BookEffect::LoadLinks), plan::moved()];
            }
            let mut effects = map::synced(state);
            effects.push(plan::moved());
            return effects;
        }
        Event::Waiting(waiting) => {
            state.sync.unsent = waiting.unsent;
            state.sync.rejected = waiting.rejected;
            state.sync.conflicts = waiting.conflicts;
        }
        Event::Engine(news) => state.engine = news,
        Event::Link(link) => link_changed(state, link),
        Event::User(user) => {
            state.connection.user = Some(user.clone());
            return vec![Effect::Trail(TrailEffect::Author(user))];
        }
        Event::KeyStore(present) => state.connection.key_store = present,
        Event::Journal(page, hours) => state.journal.take(*page, hours),
        Event::Inform(event) => inform(state, event),
        Event::StartBlocked { other, message } => {
            toast(state, ToastLevel::Error, message, Some(("action-open-bid", Command::SelectBid(other))));
        }
        Event::Leaving => let_go(state),
        Event::Connected { server, user } => return connected(state, server, user),
        Event::Check(check) => state.check = check,
        Event::Backups(files) => {
            state.backups.files = Some(files);
            state.backups.busy = false;
        }
        Event::BackupPreview(path, found) => {
            state.backups.preview = Some((path, found));
            state.backups.busy = false;
        }
        Event::Restored => {
            restored(state);
            return vec![Effect::Invites(InviteEffect::Load)];
        }
        Event::Book(event) => book_handle::apply(state, event),
        Event::FolderTried(folder, tried) => return folder_tried(state, folder, tried),
        Event::Font(wanted, font) => return font_read(state, wanted, font),
        Event::Fonts(fonts) => state.fonts = Some(Arc::new(fonts)),
        Event::Diagnostics(path) => {
            let told = Message::new("diagnostics-made").with("path", path.display().to_string());
            toast(state, ToastLevel::Ok, told, None);
            state.diagnostics = Some(path);
        }
        Event::Notice(level, message) => toast(state, level, message, None),
        Event::Invites(event) => return invites::handle::apply(state, event),
        Event::Map(event) => return map::apply(state, event),
        Event::Groupage(event) => return groupage::handle::apply(state, event),
        Event::Paperwork(event) => return paperwork::apply(state, event),
        Event::Entry(event) => return entry::apply(state, event),
        Event::Takers(answer) => takers::apply(state, *answer),
        Event::Notes(record, read) => notes::apply(state, record, read),
        Event::Plan(event) => return plan::apply(state, event),
        Event::Life(event) => return life::handle::apply(state, event),
        Event::Report(event) => return report::apply(state, event),
        Event::Trail(stamp, read) => trail::apply(state, stamp, *read),
    }
    Vec::new()
}

fn folder_tried(state: &mut AppState, folder: Folder, tried: Result<String, Message>) -> Vec<Effect> {
    let path = match tried {
        Ok(path) => path,
        Err(why) => {
            toast(state, ToastLevel::Error, why, None);
            return Vec::new();
        }
    };
    let mut effects = set(state, |settings| folder.set(settings, path));
    if folder == Folder::Backups {
        effects.push(Effect::ListBackups);
    }
    effects
}

/// A font that can't be used leaves everything as it is, the setting too: the file may be there again tomorrow.
fn font_read(state: &mut AppState, wanted: String, font: Result<Arc<LoadedFont>, Message>) -> Vec<Effect> {
    match font {
        Ok(font) => {
            state.font = Some(font);
            if state.settings.font == wanted { Vec::new() } else { set(state, |settings| settings.font = wanted) }
        }
        Err(why) => {
            toast(state, ToastLevel::Error, why, None);
            Vec::new()
        }
    }
}

fn connected(state: &mut AppState, server: String, user: Option<String>) -> Vec<Effect> {
    if state.connection.server != server || state.connection.user.is_some() && state.connection.user != user {
        state.sync = SyncStatus::default();
    }
    state.connection.server = server;
    state.connection.user.clone_from(&user);
    state.check = Check::NotAsked;
    let mut effects = vec![Effect::ListBackups, Effect::Invites(InviteEffect::Load)];
    if state.screen == Screen::Groupage && state.groupage.open.is_none() {
        effects.extend(groupage::handle::opened(state));
    }
    effects.extend(user.map(|user| Effect::Trail(TrailEffect::Author(user))));
    effects
}

fn restored(state: &mut AppState) {
    let_go(state);
    state.backups.preview = None;
    state.backups.busy = false;
}

/// Lets go of all that belongs to records of the database that was open.
fn let_go(state: &mut AppState) {
    state.bids.let_go();
    state.books = Arc::default();
    state.sheets = Arc::default();
    state.overlaps = None;
    state.collisions = Collisions::default();
    state.takers = takers::ask::TakersDesk::default();
    state.notes = notes::NotesDesk::default();
    state.groupage.let_go();
    state.card = None;
    state.inform.take_unseen(Arc::default());
    state.inform.damaged = None;
    state.editor = None;
    state.book = super::book_desk::BookDesk::default();
    state.undo.clear();
    state.life = life::desk::LifeDesk::default();
    state.map = map::desk::MapDesk::default();
    state.plan = plan::desk::PlanDesk::default();
    state.report = report::desk::ReportDesk::default();
    state.trail = trail::TrailDesk::default();
    state.conflicts = super::conflicts::Conflicts::default();
    state.invites.let_go();
    state.backups.files = None;
}

fn bids(state: &mut AppState, lines: Vec<BidLine>, crossings: Crossings) -> Vec<Effect> {
    state.life.marks.keep_listed(&lines);
    state.bids.lines = Some(Arc::new(lines));
    occupy(state, crossings);
    refresh_view(state);
    // The open card may show one of the bids that changed, and that of an invitation a truck that is free now.
    let invite = state.invites.selected.clone().filter(|_| state.screen == Screen::Invites);
    let mut effects = map::changed(state);
    effects.push(plan::moved());
    effects.extend(plan::changed(state));
    effects.extend(report::changed(state));
    effects.extend(state.bids.selected.clone().map(Effect::LoadCard));
    effects.extend(invite.map(|key| Effect::Invites(InviteEffect::Card(key))));
    effects
}

pub(super) fn occupy(state: &mut AppState, crossings: Crossings) {
    // Who can take a bid goes by who is busy.
    state.takers.asked = None;
    state.overlaps = Some(crossings.index);
    state.bids.crossing = crossings.bids;
}

fn bid(
    state: &mut AppState,
    id: &LocalId,
    line: Option<BidLine>,
    record: Option<Arc<BidRecord>>,
    crossings: Crossings,
) -> Vec<Effect> {
    occupy(state, crossings);
    let mut lines = state.bids.lines.take().unwrap_or_default();
    // The state holds the only copy of the lines, so this changes them in place.
    let all = Arc::make_mut(&mut lines);
    match (all.iter().position(|known| known.id == *id), line) {
        (Some(at), Some(line)) => {
            if let Some(slot) = all.get_mut(at) {
                *slot = line;
            }
        }
        (Some(at), None) => {
            all.remove(at);
        }
        (None, Some(line)) => all.push(line),
        (None, None) => {}
    }
    state.bids.lines = Some(lines);
    let is_open = state.bids.selected.as_ref() == Some(id);
    if is_open {
        state.card.clone_from(&record);
    }
    refresh_view(state);
    let mut effects = map::changed(state);
    effects.extend(plan::changed(state));
    effects.extend(report::changed(state));
    if record.as_ref().is_some_and(|record| record.facts.status == BidStatus::Started) {
        effects.push(plan::moved());
    }
    effects.extend(record.filter(|_| is_open).into_iter().flat_map(|record| came(state, &record)));
    effects
}

fn card(state: &mut AppState, record: Arc<BidRecord>) -> Vec<Effect> {
    // The person may have moved on while it was read.
    if state.bids.selected.as_ref() != Some(&record.meta.id) {
        return Vec::new();
    }
    let effects = came(state, &record);
    state.card = Some(record);
    effects
}

/// The open card's record has come, or has changed.
fn came(state: &mut AppState, record: &Arc<BidRecord>) -> Vec<Effect> {
    let mut effects = map::came(state, record);
    effects.extend(takers::wanted(state, record));
    effects
}

fn saved(state: &mut AppState, asked: Option<&LocalId>, record: &Arc<BidRecord>, then: AfterSave) -> Vec<Effect> {
    let id = record.meta.id.clone();
    let Some(editor) = state.editor.as_mut().filter(|editor| editor.id.as_ref() == asked) else {
        return if then == AfterSave::Send { after_save(state, &id, then) } else { Vec::new() };
    };
    editor.id = Some(id.clone());
    editor.saved = Some(Ok(record.local_revision));
    if then != AfterSave::Send {
        toast(state, ToastLevel::Ok, Message::new("toast-bid-saved"), None);
    }
    after_save(state, &id, then)
}

fn not_saved(state: &mut AppState, message: Message) {
    if let Some(editor) = &mut state.editor {
        editor.saved = Some(Err(message.clone()));
    }
    toast(state, ToastLevel::Error, message, None);
}

fn deleted(state: &mut AppState, id: &LocalId) {
    if state.bids.selected.as_ref() == Some(id) {
        state.bids.selected = None;
        state.card = None;
    }
    life::handle::deleted(state, id);
    toast(state, ToastLevel::Info, Message::new("toast-bid-deleted"), Some(("action-undo", Command::Undo)));
}

fn sync_ended(state: &mut AppState, at: chrono::DateTime<chrono::Utc>, error: Option<Message>) {
    state.sync.running = None;
    state.inform.progress = None;
    if error.is_none() {
        state.sync.last_ok = Some(at);
    }
    state.sync.error = error;
}

fn inform(state: &mut AppState, event: InformEvent) {
    let informed = &mut state.inform;
    match event {
        InformEvent::Unseen(unseen) => informed.take_unseen(unseen),
        InformEvent::Changes(id, changes) if state.bids.selected.as_ref() == Some(&id) => {
            informed.changes_of = Some(id);
            informed.changes = changes;
        }
        InformEvent::Changes(..) => {}
        InformEvent::Desktop(works) => informed.desktop = Some(works),
        InformEvent::Mail(test) => informed.mail = test,
        InformEvent::MailPassword(known) => informed.mail_password = known,
        InformEvent::Progress(progress) => informed.progress = progress,
        InformEvent::Damaged(backup) => informed.damaged = Some(backup),
        InformEvent::Told(level, message, bid) => {
            let open = bid.map(|bid| ("action-open-bid", Command::SelectBid(bid)));
            toast(state, level, message, open);
        }
    }
}

fn link_changed(state: &mut AppState, link: Link) {
    // Going offline is news once; staying offline is not.
    if let (Link::Offline(reason), false) = (&link, matches!(state.connection.link, Link::Offline(_))) {
        toast(state, ToastLevel::Warn, reason.clone(), None);
    }
    state.connection.link = link;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bid_list::BidView;

    #[test]
    fn nothing_of_a_database_is_seen_once_another_is_being_opened() {
        let mut state = AppState::default();
        state.bids.view = BidView { search: "казань".into(), picked: Some(Arc::default()), ..BidView::default() };
        let crossings = Crossings { index: Arc::default(), bids: Arc::new([LocalId::new("bid-7")].into()) };
        apply(&mut state, Event::Bids { lines: Vec::new(), crossings });
        assert!(state.bids.lines.is_some() && state.overlaps.is_some());

        apply(&mut state, Event::Leaving);
        assert!(state.bids.lines.is_none(), "the list is read anew, not shown as it was");
        assert!(state.bids.crossing.is_empty() && state.overlaps.is_none());
        assert_eq!(state.bids.view.search, "казань", "what one looks for is one's own");
        assert_eq!(state.bids.view.picked, None, "which bids those are is not");
    }
}
