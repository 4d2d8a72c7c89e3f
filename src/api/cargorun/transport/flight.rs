//! One token flight: however many calls need a token at once, one sign-in or one refresh serves them all.
//!
//! Each token has a generation number. A call that meets a 401 names the generation it used; if a newer one is there, it
//! takes that, else it starts a flight or joins the one under way. A failed flight fails for all who waited for it. The
//! flight runs in a task of its own, so that a caller who gives up doesn't tear it: a refresh token may be spent already.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

use super::account::Account;
use super::line::Line;
use crate::api::cargorun::error::{ApiError, SignInReason};
use crate::api::cargorun::session::{Session, Tokens};

/// The longest that a sign-in waits for its turn by itself.
const MAX_WAIT: Duration = Duration::from_mins(1);
/// Between two sign-ins where the server didn't say (two in 30 seconds are allowed).
const COOLDOWN: Duration = Duration::from_secs(30);
/// No server asks for more; a later moment comes from a clock that was set back.
const MAX_COOLDOWN: Duration = Duration::from_hours(1);
/// A token is renewed this long before its end, or at three quarters of a shorter life.
const MARGIN: TimeDelta = TimeDelta::minutes(1);

/// A token to send with a call.
#[derive(Clone)]
pub(crate) struct Bearer {
    pub(crate) generation: u64,
    pub(crate) access: SecretString,
    tokens: Arc<Tokens>,
    renew_at: DateTime<Utc>,
    given_here: bool,
}

impl Bearer {
    /// The server gave it to this client; false for one that was kept from before or by another process.
    pub(crate) fn is_given_here(&self) -> bool {
        self.given_here
    }
}

/// What the flights so far came to.
#[derive(Default)]
struct Past {
    /// How the last flight failed, if it did.
    failure: Option<ApiError>,
    /// No flight any more until a person signs in.
    halted: Option<SignInReason>,
}

/// Tokens of one server.
#[derive(Clone)]
pub(crate) struct Flight(Arc<Inner>);

struct Inner {
    line: Line,
    session: Arc<dyn Session>,
    account: Account,
    current: RwLock<Option<Bearer>>,
    /// Held by the flight under way.
    turn: Arc<Mutex<Past>>,
    /// Flights that have ended.
    ended: AtomicU64,
    generations: AtomicU64,
}

impl Flight {
    pub(crate) fn new(line: Line, session: Arc<dyn Session>) -> Self {
        Self(Arc::new(Inner {
            line,
            session,
            account: Account::default(),
            current: RwLock::new(None),
            turn: Arc::default(),
            ended: AtomicU64::new(0),
            generations: AtomicU64::new(0),
        }))
    }

    /// A token that is good now and newer than the `refused` generation.
    pub(crate) async fn bearer(&self, refused: Option<u64>) -> Result<Bearer, ApiError> {
        if let Some(good) = self.0.good(refused) {
            return Ok(good);
        }
        let seen = self.0.ended.load(Ordering::Acquire);
        self.fly(Some(seen), move |inner, past| Box::pin(async move { inner.renew(past, refused).await })).await
    }

    /// Signs in with the user name and password, whatever tokens there are: what a person asks for.
    pub(crate) async fn sign_in(&self) -> Result<(), ApiError> {
        let signed_in = self.fly(None, |inner, past| {
            Box::pin(async move {
                past.halted = None;
                inner.log_in(past).await
            })
        });
        signed_in.await.map(drop)
    }

    /// Stops after a fresh token was refused: no more flights until a person signs in. Unless that has just happened.
    pub(crate) async fn stop(&self, refused: &Bearer) {
        let mut past = self.0.turn.lock().await;
        if self.0.good(Some(refused.generation)).is_none() {
            past.halted = Some(SignInReason::FreshTokenRefused);
            self.0.drop_tokens();
        }
    }

    /// Runs a flight in its own task when its turn comes. With `seen`, the number of flights that had ended when the
    /// caller asked, a flight that failed in the meantime has failed for this caller too.
    async fn fly<F>(&self, seen: Option<u64>, flight: F) -> Result<Bearer, ApiError>
    where
        F: for<'a> FnOnce(&'a Inner, &'a mut Past) -> super::WireFuture<'a, Result<Bearer, ApiError>> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let task = tokio::spawn(async move {
            let mut past = Arc::clone(&inner.turn).lock_owned().await;
            let joined = seen.is_some_and(|seen| inner.ended.load(Ordering::Acquire) > seen);
            if joined && let Some(failure) = &past.failure {
                return Err(failure.clone());
            }
            let outcome = flight(&inner, &mut past).await;
            past.failure = outcome.as_ref().err().cloned();
            inner.ended.fetch_add(1, Ordering::Release);
            outcome
        });
        task.await.unwrap_or_else(|_stopping| {
            Err(ApiError::Offline { reason: "the program is stopping".to_owned(), sent: false })
        })
    }
}

impl Inner {
    /// The current token, when it is good and newer than the refused one.
    fn good(&self, refused: Option<u64>) -> Option<Bearer> {
        self.alive(refused).filter(|current| (self.line.clock)() < current.renew_at)
    }

    async fn renew(&self, past: &mut Past, refused: Option<u64>) -> Result<Bearer, ApiError> {
        if let Some(good) = self.good(refused) {
            return Ok(good);
        }
        if let Some(reason) = &past.halted {
            return Err(ApiError::SignInNeeded { reason: reason.clone() });
        }
        let own = self.current.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|own| own.tokens.clone());
        let kept = self.session.tokens().map(Arc::new);
        if let Some(kept) = kept.as_ref().filter(|kept| self.is_news(own.as_deref(), kept)) {
            // Another process of the profile has renewed them, or they are left from before.
            return Ok(self.adopt(Arc::clone(kept), false));
        }
        // What is kept is never older than our own: another process may have spent our refresh token.
        if let Some(old) = kept.or(own)
            && let Some(refresh) = &old.refresh
        {
            match self.account.refresh(&self.line, &old.access, refresh).await {
                Ok(tokens) => return Ok(self.keep(tokens)),
                Err(error) if is_refusal(&error) => self.drop_tokens(),
                Err(error) => return self.alive(refused).ok_or(error),
            }
        }
        self.log_in(past).await
    }

    /// The current token, when it has not ended yet: renewing it early was only a precaution.
    fn alive(&self, refused: Option<u64>) -> Option<Bearer> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let newer = refused.is_none_or(|refused| current.generation > refused);
        (newer && (self.line.clock)() < current.tokens.expires_at).then_some(current)
    }

    /// True for kept tokens that are alive and not the ones we already have.
    fn is_news(&self, own: Option<&Tokens>, kept: &Tokens) -> bool {
        let same = own.is_some_and(|own| own.access.expose_secret() == kept.access.expose_secret());
        !same && (self.line.clock)() < self.renew_at(kept.expires_at)
    }

    /// `GenerateToken`, in its turn.
    async fn log_in(&self, past: &mut Past) -> Result<Bearer, ApiError> {
        let Some(who) = self.session.credentials() else {
            return Err(ApiError::SignInNeeded { reason: SignInReason::NoCredentials });
        };
        let mut patience = MAX_WAIT;
        loop {
            self.wait_for_turn(&mut patience).await?;
            match self.account.generate(&self.line, &who).await {
                Ok(tokens) => return Ok(self.keep(tokens)),
                Err(ApiError::TooManyRequests { retry_after }) => {
                    self.no_login_for(retry_after.unwrap_or(COOLDOWN).max(Duration::from_secs(1)));
                }
                Err(error) if is_refusal(&error) => {
                    let reason = refused_reason(error);
                    past.halted = Some(reason.clone());
                    return Err(ApiError::SignInNeeded { reason });
                }
                Err(error) => {
                    // Nobody knows whether the server counted it.
                    if error.outcome_unknown() {
                        self.no_login_for(COOLDOWN / 2);
                    }
                    return Err(error);
                }
            }
        }
    }

    /// Waits until a sign-in is allowed again, or says how long that would take.
    async fn wait_for_turn(&self, patience: &mut Duration) -> Result<(), ApiError> {
        let Some(not_before) = self.session.login_not_before() else { return Ok(()) };
        let wait = not_before.signed_duration_since((self.line.clock)()).to_std().unwrap_or_default();
        if wait.is_zero() || wait > MAX_COOLDOWN {
            return Ok(());
        }
        if wait > *patience {
            return Err(ApiError::TooManyRequests { retry_after: Some(wait) });
        }
        *patience -= wait;
        self.session.waiting(wait);
        self.line.wire.pause(wait).await;
        Ok(())
    }

    fn no_login_for(&self, duration: Duration) {
        let wait = TimeDelta::from_std(duration.min(MAX_COOLDOWN)).unwrap_or_default();
        if let Some(not_before) = (self.line.clock)().checked_add_signed(wait) {
            self.session.set_login_not_before(not_before);
        }
    }

    fn keep(&self, tokens: Tokens) -> Bearer {
        self.session.keep_tokens(&tokens);
        self.adopt(Arc::new(tokens), true)
    }

    fn adopt(&self, tokens: Arc<Tokens>, given_here: bool) -> Bearer {
        let bearer = Bearer {
            generation: self.generations.fetch_add(1, Ordering::Relaxed),
            access: tokens.access.clone(),
            renew_at: self.renew_at(tokens.expires_at),
            tokens,
            given_here,
        };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(bearer.clone());
        bearer
    }

    fn drop_tokens(&self) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.session.forget_tokens();
    }

    fn renew_at(&self, expires_at: DateTime<Utc>) -> DateTime<Utc> {
        let life = expires_at.signed_duration_since((self.line.clock)());
        expires_at - MARGIN.min(life / 4).max(TimeDelta::zero())
    }
}

/// The server looked at what we gave and said no; anything else says nothing about it.
fn is_refusal(error: &ApiError) -> bool {
    match error {
        ApiError::Refused { .. } | ApiError::SignInNeeded { .. } | ApiError::Forbidden { .. } => true,
        ApiError::Offline { .. }
        | ApiError::Timeout
        | ApiError::NotFound
        | ApiError::TooManyRequests { .. }
        | ApiError::Server { .. }
        | ApiError::Malformed { .. }
        | ApiError::MissingReference { .. }
        | ApiError::Unsendable { .. }
        | ApiError::BadAddress { .. } => false,
    }
}

fn refused_reason(error: ApiError) -> SignInReason {
    match error {
        ApiError::SignInNeeded { reason } => reason,
        ApiError::Refused { text } | ApiError::Forbidden { text } => SignInReason::Refused { text },
        other => SignInReason::Refused { text: other.to_string() },
    }
}
