//! The desk's side: a session in memory, a clock that the test sets, a journal that it reads.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::cargorun::{Call, CallLog, Client, Config, Credentials, References, Session, Tokens, Wire};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use chrono::{DateTime, TimeDelta, Utc};

/// A password that may appear nowhere.
pub(crate) const PASSWORD: &str = "пароль-которого-нет-нигде";

#[derive(Default)]
struct Kept {
    credentials: Option<Credentials>,
    tokens: Option<Tokens>,
    login_not_before: Option<DateTime<Utc>>,
    waits: Vec<Duration>,
    calls: Vec<Call>,
    forgotten: usize,
}

/// Everything that the client asks of its surroundings.
pub(crate) struct Desk {
    kept: Mutex<Kept>,
    now: Mutex<DateTime<Utc>>,
}

impl Desk {
    /// A desk whose person is known.
    pub(crate) fn new() -> Arc<Self> {
        let who = Credentials { user: "desk@example.org".to_owned(), password: PASSWORD.into() };
        Self::of(who, "2026-11-20T06:00:00Z".parse().unwrap())
    }

    /// A desk of somebody, at some time.
    pub(crate) fn of(who: Credentials, now: DateTime<Utc>) -> Arc<Self> {
        let kept = Kept { credentials: Some(who), ..Kept::default() };
        Arc::new(Self { kept: Mutex::new(kept), now: Mutex::new(now) })
    }

    pub(crate) fn client(self: &Arc<Self>, base_url: &str) -> Client {
        self.patient_client(base_url, Duration::from_secs(20))
    }

    pub(crate) fn patient_client(self: &Arc<Self>, base_url: &str, timeout: Duration) -> Client {
        let config =
            Config { base_url: base_url.to_owned(), timeout, user_agent: "cargorun-desk/test".to_owned(), proxy: None };
        let desk = Arc::clone(self);
        Client::new(&config, self.clone(), self.clone(), Arc::new(move || desk.now())).unwrap()
    }

    pub(crate) fn client_over(self: &Arc<Self>, wire: Arc<dyn Wire>) -> Client {
        let desk = Arc::clone(self);
        Client::over(wire, self.clone(), self.clone(), Arc::new(move || desk.now()))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    pub(crate) fn pass(&self, duration: Duration) {
        *self.now.lock().unwrap() += TimeDelta::from_std(duration).unwrap();
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.kept.lock().unwrap().calls.clone()
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.kept.lock().unwrap().waits.clone()
    }

    pub(crate) fn forget_credentials(&self) {
        self.kept.lock().unwrap().credentials = None;
    }

    /// How often tokens were thrown away.
    pub(crate) fn forgotten(&self) -> usize {
        self.kept.lock().unwrap().forgotten
    }
}

impl Session for Desk {
    fn credentials(&self) -> Option<Credentials> {
        self.kept.lock().unwrap().credentials.clone()
    }

    fn tokens(&self) -> Option<Tokens> {
        self.kept.lock().unwrap().tokens.clone()
    }

    fn keep_tokens(&self, tokens: &Tokens) {
        self.kept.lock().unwrap().tokens = Some(tokens.clone());
    }

    fn forget_tokens(&self) {
        let mut kept = self.kept.lock().unwrap();
        kept.tokens = None;
        kept.forgotten += 1;
    }

    fn login_not_before(&self) -> Option<DateTime<Utc>> {
        self.kept.lock().unwrap().login_not_before
    }

    fn set_login_not_before(&self, not_before: DateTime<Utc>) {
        self.kept.lock().unwrap().login_not_before = Some(not_before);
    }

    fn waiting(&self, duration: Duration) {
        self.kept.lock().unwrap().waits.push(duration);
    }
}

impl CallLog for Desk {
    fn record(&self, call: Call) {
        self.kept.lock().unwrap().calls.push(call);
    }
}

/// Every record of the platform has its derived name; others are not on the platform yet.
impl References for Desk {
    fn local(&self, kind: RecordKind, remote: RemoteId) -> LocalId {
        LocalId::of_remote(kind, remote)
    }

    fn remote(&self, kind: RecordKind, local: &LocalId) -> Option<RemoteId> {
        let number = local.as_str().strip_prefix(kind.prefix())?.strip_prefix('-')?;
        number.parse().ok().map(RemoteId)
    }
}
