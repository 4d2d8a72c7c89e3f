//! The worker: the only owner of threads. Carries out effects off the window's thread and answers with events.
//!
//! One thread of ours runs a small runtime; exchanges run one at a time, questions (geocoder, collisions) beside them.

mod back;
mod book_work;
mod books;
mod conflicts;
mod engine_work;
mod entry;
mod exchange;
mod files;
mod groupage;
mod import;
mod inform;
mod invites;
mod journal;
mod life;
mod link;
mod links;
mod map;
mod mileage;
mod model;
mod notes;
mod paperwork;
mod plan;
mod positions;
mod post;
mod questions;
mod report;
mod saving;
mod takers;
mod trail;
mod turns;
mod upkeep;
mod web_tiles;
mod words;

use std::sync::mpsc as answers;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::connect::Connected;
use super::effect::Effect;
use super::event::Event;
use super::inform::ask::InformEffect;
use super::lines::OwnClock;
use super::profile::Profile;
use super::settings::Settings;
use super::state::ToastLevel;
use crate::store::Store;
use crate::sync::Timing;
use crate::words::Message;
use model::Model;
use turns::Turns;

/// Wakes the window after an event.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What the worker needs to begin.
pub struct Start {
    /// The desk's memory.
    pub store: Store,
    /// Where settings are written.
    pub profile: Profile,
    /// The settings as they are.
    pub settings: Settings,
    /// The server, unless none has been chosen yet.
    pub server: Option<String>,
    /// The server is the embedded training server: which one it is doesn't follow the settings.
    pub training: bool,
    /// Signs in by itself with these (the training server's own).
    pub sign_in: Option<(String, secrecy::SecretString)>,
    /// The dispatcher's own clock.
    pub own: OwnClock,
    /// Clock and chance.
    pub timing: Timing,
    /// Exchanges by the intervals of the settings; `false`: only when asked (tests, pictures).
    pub by_interval: bool,
    /// Asks the OS key store; `false`: memory only (training, tests).
    pub use_key_store: bool,
}

/// A handle on the worker; dropped, it stops and is waited for.
pub struct Worker {
    effects: Option<mpsc::UnboundedSender<Effect>>,
    events: answers::Receiver<Event>,
    thread: Option<JoinHandle<()>>,
    wake: Arc<Mutex<Option<Wake>>>,
}

impl Worker {
    /// Starts the worker's thread.
    ///
    /// # Errors
    /// What the system says when a thread or the runtime can't be made.
    pub fn start(start: Start) -> std::io::Result<Self> {
        let (effects, inbox) = mpsc::unbounded_channel();
        let (outbox, events) = answers::channel();
        let wake: Arc<Mutex<Option<Wake>>> = Arc::default();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).thread_name("desk").enable_all().build()?;
        let out = Out { events: outbox, wake: Arc::clone(&wake) };
        let thread = std::thread::Builder::new().name("desk-worker".into()).spawn(move || {
            runtime.block_on(run(start, inbox, out));
            // A request that hangs must not hold the window's closing.
            runtime.shutdown_timeout(Duration::from_millis(500));
        })?;
        Ok(Self { effects: Some(effects), events, thread: Some(thread), wake })
    }

    /// Says whom to wake after events.
    pub fn wake_with(&self, wake: Wake) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    /// Hands work over.
    pub fn send(&self, effect: Effect) {
        if let Some(effects) = &self.effects {
            // Refused only when the worker is gone, at the end of the program.
            let _at_the_end = effects.send(effect);
        }
    }

    /// The next event, if there is one.
    #[must_use]
    pub fn next(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.effects = None;
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// Where events go.
#[derive(Clone)]
struct Out {
    events: answers::Sender<Event>,
    wake: Arc<Mutex<Option<Wake>>>,
}

impl Out {
    fn tell(&self, event: Event) {
        let _at_the_end = self.events.send(event);
        if let Some(wake) = self.wake.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            wake();
        }
    }

    fn notice(&self, level: ToastLevel, message: Message) {
        self.tell(Event::Notice(level, message));
    }
}

/// Everything a task of the worker may use.
#[derive(Clone)]
struct Desk {
    store: Store,
    profile: Profile,
    out: Out,
    model: Arc<Mutex<Model>>,
    link: Arc<Mutex<Option<Connected>>>,
    /// The training server's address: it is no setting.
    fixed_server: Option<String>,
    key_store: bool,
    tried: Arc<Mutex<Option<link::Tried>>>,
    own: OwnClock,
    timing: Timing,
    /// One exchange at a time; a wish that comes meanwhile is remembered, not doubled.
    turns: Arc<Turns>,
    /// Held by the exchange that runs.
    exchange: Arc<tokio::sync::Mutex<()>>,
    settings: Arc<Mutex<Settings>>,
    /// The run of the mileage that goes on; 0: none.
    mileage: Arc<Mutex<u64>>,
    /// Imports that go on.
    import: Arc<import::Runs>,
    /// The desk lives by itself: exchanges by the clock, notices on the desktop.
    by_interval: bool,
    /// A password of the mail server that was typed and isn't in a key store.
    mail_password: Arc<Mutex<Option<secrecy::SecretString>>>,
    /// The platform refused the last sign-in.
    sign_in_refused: Arc<std::sync::atomic::AtomicBool>,
    /// Work on the disk that was begun: the end waits for it, for the runtime would drop what has not started.
    on_disk: Arc<Mutex<JoinSet<()>>>,
    /// Personal invitations: who asks the receiver.
    post: Arc<post::Post>,
    /// Tiles of the map that wait to be drawn.
    drawing: Arc<map::Drawing>,
    /// Where trucks were last, tracker by tracker.
    positions: Arc<positions::Positions>,
    /// Tiles of the user's own server.
    web: Arc<web_tiles::Web>,
    /// Groupage shipments.
    groupage: Arc<groupage::Shared>,
    /// Papers that are being made.
    papers: Arc<paperwork::Run>,
    /// Trucks on the road.
    watch: Arc<plan::Watch>,
}

impl Desk {
    fn connected(&self) -> Option<Connected> {
        self.link.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn model(&self) -> std::sync::MutexGuard<'_, Model> {
        self.model.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settings(&self) -> Settings {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        (self.timing.now)()
    }
}

async fn run(start: Start, mut inbox: mpsc::UnboundedReceiver<Effect>, out: Out) {
    let by_interval = start.by_interval;
    let desk = assemble(start, out).await;
    let mut ticks = exchange::Ticks::new(&desk);
    let mut turns = upkeep::Turns::new();
    if by_interval {
        blocking(&desk, inform::ask_desktop);
        post::listen(&desk);
    }
    blocking(&desk, inform::unseen);
    task(&desk, inform::check_database_later);
    loop {
        let effect = tokio::select! {
            effect = inbox.recv() => match effect {
                Some(effect) => effect,
                None => break,
            },
            () = ticks.wait(), if by_interval => {
                ticks.passed(&desk);
                continue;
            }
            () = turns.wait(), if by_interval => {
                turns.passed();
                Effect::Upkeep
            }
        };
        let is_settings = matches!(effect, Effect::SaveSettings(_));
        carry_out(&desk, effect);
        if is_settings {
            ticks.change(&desk);
        }
    }
    desk.turns.close();
    // The request on the wire is given a moment, so that its outcome is written down.
    let _finished = tokio::time::timeout(Duration::from_secs(3), desk.exchange.lock()).await;
    // What was saved a moment before the end is saved.
    let mut on_disk = std::mem::take(&mut *desk.on_disk.lock().unwrap_or_else(PoisonError::into_inner));
    let written = async { while on_disk.join_next().await.is_some() {} };
    let _written = tokio::time::timeout(Duration::from_secs(5), written).await;
}

/// Puts the worker's parts together: the key store is asked here, off the window's thread.
async fn assemble(start: Start, out: Out) -> Desk {
    let key_store =
        start.use_key_store && tokio::task::spawn_blocking(super::secrets::key_store_works).await.unwrap_or(false);
    out.tell(Event::KeyStore(key_store));
    tokio::task::spawn_blocking(crate::geo::geocoder::warm);
    let fixed_server = if start.training { start.server.clone() } else { None };
    let connected = link::make(&start.store, &start.settings, start.server, key_store, &start.timing, &out);
    if let (Some(connected), Some((user, password))) = (&connected, start.sign_in) {
        connected.secrets.sign_in(&user, password);
        out.tell(Event::User(user));
    }
    Desk {
        model: Arc::new(Mutex::new(Model::new(start.own))),
        store: start.store,
        profile: start.profile,
        out,
        link: Arc::new(Mutex::new(connected)),
        fixed_server,
        key_store,
        tried: Arc::default(),
        own: start.own,
        timing: start.timing,
        turns: Arc::default(),
        exchange: Arc::default(),
        settings: Arc::new(Mutex::new(start.settings)),
        mileage: Arc::default(),
        import: Arc::default(),
        by_interval: start.by_interval,
        mail_password: Arc::default(),
        sign_in_refused: Arc::default(),
        on_disk: Arc::default(),
        post: Arc::new(post::Post::new(key_store)),
        drawing: Arc::default(),
        positions: Arc::default(),
        web: Arc::default(),
        groupage: Arc::default(),
        papers: Arc::default(),
        watch: Arc::default(),
    }
}

/// One line an effect. What only touches the disk runs on the blocking pool, what asks the platform as a task.
fn carry_out(desk: &Desk, effect: Effect) {
    match effect {
        Effect::LoadAll => {
            blocking(desk, books::load_all);
            blocking(desk, groupage::tell_orders);
        }
        Effect::LoadCard(id) => blocking(desk, move |desk| books::card(desk, &id)),
        Effect::LoadForEditor(id) => blocking(desk, move |desk| books::for_editor(desk, &id)),
        Effect::LoadKeptForm => blocking(desk, books::kept_form),
        Effect::SaveBid { id, bid, then } => blocking(desk, move |desk| books::save(desk, id.as_ref(), &bid, then)),
        Effect::Queue(id, kind) => blocking(desk, move |desk| books::queue_step(desk, &id, kind)),
        Effect::Delete(id) => blocking(desk, move |desk| books::delete(desk, &id)),
        Effect::KeepForm { id, form } => blocking(desk, move |desk| books::keep_form(desk, id.as_ref(), &form)),
        Effect::DropForm => blocking(desk, books::drop_form),
        Effect::KeepChoices(id, choices) => blocking(desk, move |desk| conflicts::keep(desk, &id, &choices)),
        Effect::Resolve(kind, id, choices) => task(desk, move |desk| conflicts::resolve(desk, kind, id, *choices)),
        Effect::UndoDecision(kind, id, gone) => blocking(desk, move |desk| conflicts::undo(desk, kind, &id, gone)),
        Effect::SuggestAddress(text) => task(desk, |desk| questions::addresses(desk, text)),
        Effect::AskCollisions { id, bid } => task(desk, |desk| questions::collisions(desk, id, bid)),
        Effect::Sync { person } => task(desk, move |desk| exchange::run(desk, person)),
        Effect::CancelSync => desk.turns.cancel(),
        Effect::Verify => task(desk, engine_work::verify),
        Effect::AcceptDeletions => task(desk, engine_work::accept_deletions),
        Effect::TakeOutOfBin(id) => blocking(desk, move |desk| books::take_out_of_bin(desk, &id)),
        Effect::TakeBack(seq) => task(desk, move |desk| engine_work::take_back(desk, seq)),
        Effect::SignIn { user, password } => task(desk, |desk| exchange::sign_in(desk, user, password)),
        Effect::SaveSettings(settings) => {
            // In force at once, in the order they were asked for; the disk follows.
            let is_other_language = desk.settings().lang != settings.lang;
            files::take_settings(desk, &settings);
            if is_other_language {
                blocking(desk, books::tell_sheets);
            }
            blocking(desk, files::write_settings);
            blocking(desk, invites::settings_changed);
            desk.post.call();
        }
        Effect::Connect { password } => task(desk, |desk| link::renew(desk, password)),
        Effect::Check { server, user, password } => task(desk, |desk| link::check(desk, server, user, password)),
        Effect::Upkeep => {
            blocking(desk, upkeep::keep);
            groupage::upkeep(desk);
        }
        Effect::ListBackups => blocking(desk, upkeep::list),
        Effect::MakeBackup => blocking(desk, upkeep::make),
        Effect::LookIntoBackup(path) => blocking(desk, move |desk| upkeep::look(desk, path)),
        Effect::Restore(path) => task(desk, |desk| upkeep::restore(desk, path)),
        Effect::OpenFolder(folder) => blocking(desk, move |desk| files::open_folder(desk, folder)),
        Effect::TryFolder(folder, path) => blocking(desk, move |desk| files::try_folder(desk, folder, &path)),
        Effect::TryFont(font) => blocking(desk, move |desk| files::try_font(desk, font)),
        Effect::ListFonts => blocking(desk, files::list_fonts),
        Effect::MakeDiagnostics => blocking(desk, files::make_diagnostics),
        // The desk has carried it out before anything came here.
        Effect::Train(_) => {}
        Effect::LoadJournal(filter) => blocking(desk, move |desk| journal::load(desk, &filter)),
        Effect::JournalPage(filter, first) => blocking(desk, move |desk| journal::page(desk, &filter, first)),
        Effect::ExportJournal(filter, format) => task(desk, move |desk| journal::export(desk, filter, format)),
        Effect::Inform(effect) => inform_of(desk, effect),
        Effect::Book(effect) => book_work::carry_out(desk, effect),
        Effect::Invites(effect) => invites::carry_out(desk, effect),
        Effect::Map(effect) => map::carry_out(desk, effect),
        Effect::Groupage(effect) => groupage::carry_out(desk, effect),
        Effect::Paperwork(effect) => paperwork::carry_out(desk, effect),
        Effect::Entry(effect) => entry::carry_out(desk, effect),
        Effect::Notes(effect) => blocking(desk, move |desk| notes::carry_out(desk, effect)),
        Effect::Takers(id) => blocking(desk, move |desk| takers::ask(desk, &id)),
        Effect::Plan(effect) => plan::carry_out(desk, effect),
        Effect::Life(effect) => life::carry_out(desk, effect),
        Effect::Report(effect) => report::carry_out(desk, effect),
        Effect::Trail(effect) => trail::carry_out(desk, effect),
    }
}

fn inform_of(desk: &Desk, effect: InformEffect) {
    match effect {
        InformEffect::LoadUnseen => blocking(desk, inform::unseen),
        InformEffect::Look(id) => blocking(desk, move |desk| inform::look(desk, &id)),
        InformEffect::SeeAll => blocking(desk, |desk| inform::see(desk, None)),
        InformEffect::MailPassword(password) => {
            blocking(desk, move |desk| inform::take_mail_password(desk, password.0));
        }
        InformEffect::TestMail => blocking(desk, inform::test_mail),
        InformEffect::TestDesktop => blocking(desk, inform::test_desktop),
    }
}

fn blocking(desk: &Desk, work: impl FnOnce(&Desk) + Send + 'static) {
    let worker = desk.clone();
    let mut on_disk = desk.on_disk.lock().unwrap_or_else(PoisonError::into_inner);
    while on_disk.try_join_next().is_some() {}
    on_disk.spawn_blocking(move || work(&worker));
}

fn task<F: Future<Output = ()> + Send + 'static>(desk: &Desk, work: impl FnOnce(Desk) -> F) {
    tokio::spawn(work(desk.clone()));
}
