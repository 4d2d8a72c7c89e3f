//! The engine and its cycle.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::patience::FirstLooks;
use super::references::References;
use super::{bids, books, breaker, deep, push, verify};
use crate::api::cargorun::{ApiError, Client};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::trouble::Trouble;
use crate::store::{Proof, Store, StoreError};

/// Clock and chance, so that tests bring their own.
#[derive(Clone)]
pub struct Timing {
    /// Now, UTC, as this computer's clock shows it; a person may set it.
    pub now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// Time since some moment before, by a clock that nobody sets and that never goes back.
    pub steady: Arc<dyn Fn() -> Duration + Send + Sync>,
    /// Uniform in 0…1.
    pub chance: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl Timing {
    /// The system's clock and a chance of its own.
    #[must_use]
    pub fn system() -> Self {
        let began = Instant::now();
        Self { now: Arc::new(Utc::now), steady: Arc::new(move || began.elapsed()), chance: Arc::new(chance) }
    }
}

impl fmt::Debug for Timing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timing")
    }
}

/// Spreads retries of many desks; no secret depends on it.
fn chance() -> f64 {
    let (_, low) = uuid::Uuid::new_v4().as_u64_pair();
    f64::from(u32::try_from(low >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}

/// Stops a cycle between two requests; the request on the wire is finished, so that its outcome is known.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the cycle to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`SyncError::Cancelled`] once a stop was asked for.
    pub(super) fn check(&self) -> Result<(), SyncError> {
        if self.is_asked_for() { Err(SyncError::Cancelled) } else { Ok(()) }
    }

    /// True once a stop was asked for.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Who started the cycle and what it should cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent wishes; every mix of them makes sense")]
pub struct Trigger {
    /// A person pressed the button: all that waits is tried, whatever `not_before` says.
    pub person: bool,
    /// Catalogs and books are read too.
    pub books: bool,
    /// Bids are pulled.
    pub pull: bool,
    /// What waits is sent; only for the one process that holds the profile.
    pub send: bool,
    /// How far back the first pull of bids goes, days.
    pub first_pull_days: i64,
}

/// What the engine does now; for progress on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reads the catalogs.
    Catalogs,
    /// Reads a book.
    Book(RecordKind, usize),
    /// Pulls bids: how many so far, and of how many where the server says so.
    Bids(usize, Option<usize>),
    /// Sends: how many operations are left.
    Sending(usize),
}

/// What a cycle did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Bids and book rows that were new or changed there.
    pub pulled: usize,
    /// Operations that the platform carried out.
    pub pushed: usize,
    /// Records changed on both sides that merged without a person.
    pub merged: usize,
    /// Records that became a conflict.
    pub conflicts: usize,
    /// Operations that the platform refused.
    pub rejected: usize,
    /// Records set aside.
    pub quarantined: usize,
    /// Operations whose outcome isn't known.
    pub unknown: usize,
    /// Sentences of what went wrong, bounded.
    pub errors: Vec<String>,
    /// Bids whose operations were tried: their rows look different now.
    pub touched: Vec<LocalId>,
    /// Operations of book records were tried.
    pub touched_books: bool,
    /// Catalogs and books were read, as far as they can be.
    pub books_read: bool,
    /// Why operations stopped, one a stopped operation: for the words of the screen.
    pub troubles: Vec<Trouble>,
    /// Bids that are gone there all at once and wait for a person: nothing was sent then.
    pub held_deletions: usize,
}

/// Sentences that a report keeps.
const SENTENCES: usize = 20;

impl Report {
    pub(super) fn note(&mut self, sentence: String) {
        if self.errors.len() < SENTENCES {
            self.errors.push(sentence);
        }
    }
}

/// Why a cycle stopped before its end. Single records that fail don't stop it: they are in the [`Report`].
#[derive(Debug, Error)]
pub enum SyncError {
    /// The platform can't be spoken to now.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The desk's own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A person stopped it.
    #[error("stopped")]
    Cancelled,
}

/// The engine of one profile and one server.
#[derive(Clone)]
pub struct Engine {
    pub(super) store: Store,
    pub(super) client: Client,
    pub(super) timing: Timing,
    pub(super) request_timeout: Duration,
    pub(super) first_looks: Arc<FirstLooks>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("request_timeout", &self.request_timeout).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine between a store and a client. `request_timeout` is the client's: the wait between two look-ups of an
    /// unknown creation is twice that.
    #[must_use]
    pub fn new(store: Store, client: Client, timing: Timing, request_timeout: Duration) -> Self {
        Self { store, client, timing, request_timeout, first_looks: Arc::default() }
    }

    /// One cycle: catalogs → books → bids → sending → a slice of the slow passes → hourly, the check.
    ///
    /// # Errors
    /// [`SyncError`] when the platform or the store can't be used at all; the report then holds what was done before.
    pub async fn cycle(
        &self,
        trigger: Trigger,
        cancel: &Cancel,
        progress: &(dyn Fn(Stage) + Send + Sync),
    ) -> (Report, Result<(), SyncError>) {
        let mut report = Report::default();
        let ended = match self.left_alone(trigger) {
            Some(wait) => Err(ApiError::TooManyRequests { retry_after: Some(wait) }.into()),
            None => self.stages(trigger, cancel, progress, &mut report).await,
        };
        if let Err(error) = &ended
            && !matches!(error, SyncError::Cancelled)
        {
            report.note(error.to_string());
        }
        self.remember_wait(&ended);
        if let Err(error) = self.remember_host(&ended) {
            tracing::warn!(%error, "how the server answers was not kept");
        }
        if let Ok(counts) = self.store.counts() {
            report.unknown = counts.unknown;
        }
        (report, ended)
    }

    async fn stages(
        &self,
        trigger: Trigger,
        cancel: &Cancel,
        progress: &(dyn Fn(Stage) + Send + Sync),
        report: &mut Report,
    ) -> Result<(), SyncError> {
        // 1. What bids refer to comes first. One list that can't be read does not hold up bids.
        let mut setbacks = Setbacks::default();
        if trigger.books {
            progress(Stage::Catalogs);
            books::catalogs(self, cancel, &mut setbacks).await?;
            books::books(self, cancel, progress, report, &mut setbacks).await?;
            report.books_read = true;
        }
        let references = Arc::new(References::read(&self.store)?);
        // 2. What changed there since the last time. After a restore nothing is sent before all of it is known.
        let restored = self.store.restored()?.is_some();
        if trigger.pull || restored {
            bids::pull(self, trigger.first_pull_days, &references, cancel, progress, report).await?;
        }
        if restored {
            self.store.caught_up_after_restore()?;
        }
        if trigger.pull && trigger.books {
            setbacks.pass(bids::done(self, &references, report).await)?;
        }
        if trigger.pull {
            breaker::answered(self)?;
        }
        // Much is gone at once: nothing goes out before a person has looked.
        if !self.store.held_deletions()?.is_empty() {
            return setbacks.first.map_or(Ok(()), Err);
        }
        // 3. What waits here, each operation on its own.
        if trigger.send {
            push::all(self, trigger.person, cancel, progress, report).await?;
        }
        if trigger.pull {
            self.slow_stages(&references, cancel, report).await?;
        }
        setbacks.first.map_or(Ok(()), Err)
    }

    /// 4 and 5: what makes up for missed rows, and the check. Nothing depends on them: one that fails is made later.
    async fn slow_stages(
        &self,
        references: &References,
        cancel: &Cancel,
        report: &mut Report,
    ) -> Result<(), SyncError> {
        let mut ended = deep::slice(self, references, cancel, report).await;
        if ended.is_ok() && verify::is_due(self)? {
            ended = verify::verify(self, cancel).await.map(drop);
        }
        match ended {
            Err(SyncError::Api(error)) => {
                tracing::warn!(%error, "a slow stage was cut off");
                Ok(())
            }
            other => other,
        }
    }

    /// Compares a few bids and the counts of both sides now.
    ///
    /// # Errors
    /// [`SyncError`] when the platform or the store can't be asked.
    pub async fn verify(&self, cancel: &Cancel) -> Result<Proof, SyncError> {
        verify::verify(self, cancel).await
    }

    fn remember_host(&self, ended: &Result<(), SyncError>) -> Result<(), StoreError> {
        match ended {
            // A rest that has just begun was begun by this very failure.
            Err(SyncError::Api(error)) if breaker::rest(self)?.is_none() => breaker::failed(self, error).map(drop),
            _ => Ok(()),
        }
    }

    /// How long the server still wants to be left alone by itself; a person may ask nevertheless.
    fn left_alone(&self, trigger: Trigger) -> Option<Duration> {
        if trigger.person {
            return None;
        }
        if let Ok(Some(rest)) = breaker::rest(self) {
            return rest.to_std().ok();
        }
        let text = self.store.setting(LEFT_ALONE).ok()??;
        let until = DateTime::parse_from_rfc3339(&text).ok()?.to_utc();
        let left = (until - self.now()).to_std().ok().filter(|left| !left.is_zero())?;
        if left > LONGEST_ALONE {
            // Written by a clock that has been set back since: forgotten, or it would be in force when that hour comes again.
            self.keep_wait("");
            return None;
        }
        Some(left)
    }

    fn remember_wait(&self, ended: &Result<(), SyncError>) {
        let Err(SyncError::Api(error)) = ended else { return };
        let Some(wait) = error.retry_after() else { return };
        let until = chrono::TimeDelta::from_std(wait.min(LONGEST_ALONE)).ok();
        let until = until.and_then(|wait| self.now().checked_add_signed(wait)).unwrap_or_else(|| self.now());
        self.keep_wait(&until.to_rfc3339());
    }

    fn keep_wait(&self, until: &str) {
        if let Err(error) = self.store.set_setting(LEFT_ALONE, until) {
            tracing::warn!(%error, "the server's wish to be left alone was not kept");
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.timing.now)()
    }

    pub(super) fn steady(&self) -> Duration {
        (self.timing.steady)()
    }
}

/// Until when the server wants no exchange that nobody asked for; survives a restart.
const LEFT_ALONE: &str = "exchange-not-before";
const LONGEST_ALONE: Duration = Duration::from_hours(1);

/// Failures that stop only a part of the reading.
#[derive(Debug, Default)]
pub(super) struct Setbacks {
    first: Option<SyncError>,
}

impl Setbacks {
    /// Takes a failure aside, unless the next call would meet it too.
    pub(super) fn pass(&mut self, result: Result<(), SyncError>) -> Result<(), SyncError> {
        match result {
            Err(SyncError::Api(error)) if is_of_one_call(&error) => {
                tracing::warn!(%error, "a list was not read");
                self.first.get_or_insert(error.into());
                Ok(())
            }
            other => other,
        }
    }
}

/// The server answers, only not this.
pub(super) fn is_of_one_call(error: &ApiError) -> bool {
    match error {
        ApiError::Refused { .. }
        | ApiError::Forbidden { .. }
        | ApiError::Server { .. }
        | ApiError::Malformed { .. }
        | ApiError::MissingReference { .. }
        | ApiError::Unsendable { .. } => true,
        ApiError::Offline { .. }
        | ApiError::Timeout
        | ApiError::SignInNeeded { .. }
        | ApiError::NotFound
        | ApiError::TooManyRequests { .. }
        | ApiError::BadAddress { .. } => false,
    }
}
