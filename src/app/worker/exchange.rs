//! Cycles of the exchange: one at a time, by interval, after a save, or by hand.

use std::collections::HashSet;
use std::time::Duration;

use tokio::time::Instant;

use super::turns::Turn;
use super::{Desk, books, inform, words};
use crate::api::cargorun::ApiError;
use crate::app::command::Secret;
use crate::app::event::Event;
use crate::app::inform::ask::InformEvent;
use crate::app::pace::{Due, HEARTBEAT, Pace};
use crate::app::settings::Settings;
use crate::app::state::{Link, ToastLevel};
use crate::app::trouble_words::sentence;
use crate::domain::id::RecordKind;
use crate::store::model::OpState;
use crate::sync::{Report, Stage, SyncError, Trigger};
use crate::words::Message;

/// How often a running cycle is asked what is on the wire: a quick answer needs no word in between.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// How often what the clock alone changes (late, silent, waiting for long) is looked at.
const REPORT_EVERY: Duration = Duration::from_mins(1);

/// The clocks of the worker: when a cycle is due, and when to look for what people should know.
pub(super) struct Ticks {
    began: Instant,
    pace: Pace,
    next: Instant,
    report: Instant,
}

impl Ticks {
    pub(super) fn new(desk: &Desk) -> Self {
        let began = Instant::now();
        let pace = Pace::new(every(&desk.settings()), (Duration::ZERO, desk.now()));
        Self { began, pace, next: began + HEARTBEAT, report: began + REPORT_EVERY }
    }

    pub(super) async fn wait(&self) {
        tokio::time::sleep_until(self.next).await;
    }

    pub(super) fn passed(&mut self, desk: &Desk) {
        let now = Instant::now();
        let clocks = (now - self.began, desk.now());
        let after = match self.pace.look(clocks, (desk.timing.chance)()) {
            Due::Now => {
                if desk.settings().paused_since.is_none() {
                    tokio::spawn(run(desk.clone(), false));
                }
                HEARTBEAT
            }
            Due::Later(after) => after,
        };
        self.next = now + after;
        if now >= self.report {
            self.report = now + REPORT_EVERY;
            let desk = desk.clone();
            tokio::task::spawn_blocking(move || inform::report(&desk, false));
        }
    }

    pub(super) fn change(&mut self, desk: &Desk) {
        self.pace.change(every(&desk.settings()), (self.began.elapsed(), desk.now()));
    }
}

fn every(settings: &Settings) -> Duration {
    Duration::from_secs(settings.bids_interval_s)
}

/// Runs a cycle; when one is running, remembers the wish and lets the running one repeat.
pub(super) async fn run(desk: Desk, person: bool) {
    let mut turn = desk.turns.begin(person);
    if turn.is_none() {
        return;
    }
    // Held while anything is on the wire: the end of the program waits for it.
    let _held = desk.exchange.lock().await;
    while let Some(running) = turn {
        cycle(&desk, &running).await;
        turn = running.next();
    }
}

async fn cycle(desk: &Desk, turn: &Turn<'_>) {
    let Some(connected) = desk.connected() else { return };
    let settings = desk.settings();
    let trigger = Trigger {
        person: turn.person,
        books: books_are_due(desk, &settings),
        pull: true,
        send: true,
        first_pull_days: settings.first_pull_days,
    };
    let out = desk.out.clone();
    let progress = move |stage: Stage| {
        out.tell(Event::SyncStage(stage_words(stage)));
        let read = if let Stage::Bids(read, total) = stage { Some((read, total)) } else { None };
        out.tell(Event::Inform(InformEvent::Progress(read)));
    };
    let mut running = std::pin::pin!(connected.engine.cycle(trigger, &turn.cancel, &progress));
    let mut looks = tokio::time::interval(LOOK_EVERY);
    let mut told = HashSet::new();
    let (report, ended) = loop {
        tokio::select! {
            ended = &mut running => break ended,
            _ = looks.tick() => tell_on_the_wire(desk, &mut told),
        }
    };
    if report.books_read {
        books_were_read(desk);
    }
    let (reread, touched) = (desk.clone(), report.touched.clone());
    // Lines of bids show names of books, so a book that was sent is a reason to read all.
    let is_much = report.pulled > 0 || report.conflicts > 0 || trigger.books || report.touched_books;
    let _told = tokio::task::spawn_blocking(move || {
        if is_much { books::load_all(&reread) } else { books::tell_bids(&reread, &touched) }
    })
    .await;
    tell_end(desk, &report, &ended);
    let (desk, complete) = (desk.clone(), ended.is_ok());
    let _told = tokio::task::spawn_blocking(move || inform::report(&desk, complete)).await;
}

/// Rows of bids whose request is on the wire say so; each request once.
fn tell_on_the_wire(desk: &Desk, told: &mut HashSet<i64>) {
    let operations = desk.store.operations().unwrap_or_default();
    let flying = operations.into_iter().filter(|one| one.state == OpState::InFlight && one.record == RecordKind::Bid);
    let ids: Vec<_> = flying.filter(|one| told.insert(one.seq)).map(|one| one.id).collect();
    if !ids.is_empty() {
        let desk = desk.clone();
        tokio::task::spawn_blocking(move || books::tell_bids(&desk, &ids));
    }
}

fn tell_end(desk: &Desk, report: &Report, ended: &Result<(), SyncError>) {
    match ended {
        Ok(()) => {
            tell_link(desk, Link::Online);
            if let Some(user) = desk.connected().and_then(|connected| connected.secrets.user()) {
                desk.out.tell(Event::User(user));
            }
        }
        Err(SyncError::Api(error @ ApiError::SignInNeeded { .. })) => {
            tell_link(desk, Link::SignIn(words::api_error(error)));
        }
        Err(SyncError::Api(error)) if error.refusal().is_some() && *error != ApiError::NotFound => {
            // It answers, and refuses one thing to this user: the rest was done.
            tell_link(desk, Link::Online);
        }
        Err(SyncError::Api(error)) => desk.out.tell(Event::Link(Link::Offline(words::api_error(error)))),
        Err(SyncError::Store(_) | SyncError::Cancelled) => {}
    }
    if report.rejected > 0 {
        let first = report.troubles.first().map_or_else(|| Message::new("error-not-found"), sentence);
        let text = desk.settings().lang.say(&first);
        desk.out.notice(ToastLevel::Error, Message::new("error-refused").with("text", text));
    }
    let error = ended.as_ref().err().map(words::sync_error);
    desk.out.tell(Event::SyncEnded { at: desk.now(), error });
}

fn tell_link(desk: &Desk, link: Link) {
    inform::note_link(desk, &link);
    desk.out.tell(Event::Link(link));
}

pub(super) async fn sign_in(desk: Desk, user: String, password: Secret) {
    let Some(connected) = desk.connected() else { return };
    connected.secrets.sign_in(&user, password.0);
    match connected.client.sign_in().await {
        Ok(()) => {
            let mut settings = desk.settings();
            settings.act_as(user.clone());
            super::files::save_settings(&desk, &settings);
            desk.out.tell(Event::User(user));
            tell_link(&desk, Link::Online);
            run(desk.clone(), true).await;
        }
        Err(error @ (ApiError::Offline { .. } | ApiError::Timeout)) => {
            desk.out.tell(Event::Link(Link::Offline(words::api_error(&error))));
        }
        Err(error) => desk.out.tell(Event::Link(Link::SignIn(words::api_error(&error)))),
    }
}

const BOOKS_READ: &str = "books-read-at";

/// Books and catalogs are read at the first cycle and then by their own, slower interval.
fn books_are_due(desk: &Desk, settings: &Settings) -> bool {
    let read = desk.store.setting(BOOKS_READ).ok().flatten();
    let read = read.and_then(|text| chrono::DateTime::parse_from_rfc3339(&text).ok());
    let interval = i64::try_from(settings.books_interval_s).unwrap_or(900);
    read.is_none_or(|read| {
        let age = (desk.now() - read.to_utc()).num_seconds();
        // A clock that went back must not stop the reading for good.
        age >= interval || age < 0
    })
}

fn books_were_read(desk: &Desk) {
    if let Err(error) = desk.store.set_setting(BOOKS_READ, &desk.now().to_rfc3339()) {
        tracing::warn!(%error, "the time of the last reading of books was not kept");
    }
}

fn stage_words(stage: Stage) -> Message {
    match stage {
        Stage::Catalogs => Message::new("sync-reads-catalogs"),
        Stage::Book(RecordKind::Driver, _) => Message::new("sync-reads-drivers"),
        Stage::Book(RecordKind::Car, _) => Message::new("sync-reads-cars"),
        Stage::Book(RecordKind::Trailer, _) => Message::new("sync-reads-trailers"),
        Stage::Book(RecordKind::Counterparty, _) => Message::new("sync-reads-counterparties"),
        Stage::Book(RecordKind::Organisation | RecordKind::Bid, _) => Message::new("sync-reads-organisations"),
        Stage::Bids(read, Some(total)) if total > read => {
            Message::new("sync-reads-bids-of").with("count", read).with("total", total)
        }
        Stage::Bids(read, _) => Message::new("sync-reads-bids").with("count", read),
        Stage::Sending(left) => Message::new("sync-sends").with("count", left),
    }
}
