//! What every command needs: profile, settings, store, and a connection when the platform is asked.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::args::Cli;
use super::output::{Exit, Failure, words};
use crate::app::connect::{Connected, Target, connect};
use crate::app::profile::Profile;
use crate::app::secrets::key_store_works;
use crate::app::settings::Settings;
use crate::platform::ProfileLock;
use crate::store::Store;
use crate::sync::{Cancel, Report, SyncError, Timing, Trigger};
use crate::words::{Lang, Message};

/// The command's surroundings.
pub(super) struct Context {
    pub profile: Profile,
    pub settings: Settings,
    pub store: Store,
    pub lang: Option<Lang>,
    server: Option<String>,
    timeout: Duration,
    runtime: tokio::runtime::Runtime,
}

impl Context {
    /// Opens the profile of the arguments.
    pub(super) fn open(cli: &Cli) -> Result<Self, Failure> {
        let profile = Profile::open(cli.profile.as_deref(), false)?;
        let settings = profile.settings()?;
        let lang = Some(cli.lang.unwrap_or(settings.lang));
        let server = cli.server.clone().or_else(|| settings.server.clone());
        if cli.server.is_none() {
            profile.adopt_database(&settings)?;
        }
        let opened = Store::open(&profile.database_for(&settings, server.as_deref()))?;
        if let Some(aside) = &opened.moved_aside {
            words(&Message::new("store-moved-aside").with("path", aside.display().to_string()), lang);
        }
        settings.rules.put_in_force(&opened.store)?;
        let runtime = runtime()?;
        let timeout = Duration::from_secs(cli.timeout.unwrap_or(settings.timeout_s));
        Ok(Self { profile, settings, store: opened.store, lang, server, timeout, runtime })
    }

    /// The server of the arguments or the settings, when one is named.
    pub(super) fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// Time limit of one request.
    pub(super) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Runs an asynchronous piece to its end.
    pub(super) fn block_on<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }

    /// Connects to the server of the arguments or the settings.
    pub(super) fn connect(&self) -> Result<Connected, Failure> {
        let server = self.server.clone().ok_or_else(|| Failure::usage(Message::new("cli-no-server")))?;
        let lang = self.lang;
        let target = Target {
            server,
            user: self.settings.acting_user(),
            timeout: self.timeout,
            proxy: self.settings.proxy.clone(),
            key_store: key_store_works(),
            on_wait: Arc::new(move |wait| {
                let seconds = usize::try_from(wait.as_secs().saturating_add(1)).unwrap_or(usize::MAX);
                words(&Message::new("sync-waits-for-login").with("seconds", seconds), lang);
            }),
        };
        Ok(connect(&self.store, &target, Timing::system())?)
    }

    /// A server is named by the arguments or the settings.
    pub(super) const fn has_server(&self) -> bool {
        self.server.is_some()
    }

    /// The hold of the profile, or `None` when a window or `sync --watch` has it: then the sending is left to it.
    pub(super) fn hold(&self) -> Result<Option<ProfileLock>, Failure> {
        Ok(self.profile.lock()?)
    }

    /// One cycle of the process that holds the profile: two that send at once would send the same twice.
    pub(super) fn cycle(
        &self,
        _hold: &ProfileLock,
        trigger: Trigger,
    ) -> Result<(Report, Result<(), SyncError>), Failure> {
        self.exchange(trigger)
    }

    fn exchange(&self, trigger: Trigger) -> Result<(Report, Result<(), SyncError>), Failure> {
        let connected = self.connect()?;
        Ok(self.block_on(connected.engine.cycle(trigger, &Cancel::default(), &|_| {})))
    }

    /// Sends what waits, then answers. Left to the holder when a window has the profile; without a network it stays
    /// queued, and both are said.
    pub(super) fn send_and_answer(&self, answer: impl Fn() -> Result<Exit, Failure>) -> Result<Exit, Failure> {
        let Some(hold) = self.hold()? else {
            words(&Message::new("cli-left-to-holder"), self.lang);
            return answer();
        };
        let (_, ended) = self.cycle(&hold, self.trigger(false, false))?;
        let answered = answer()?;
        match ended {
            Ok(()) => Ok(answered),
            Err(error) => {
                let failure = Failure::from(error);
                words(&failure.message, self.lang);
                words(&Message::new("cli-stays-queued"), self.lang);
                Ok(failure.exit)
            }
        }
    }

    /// A trigger of a person at the command line.
    pub(super) fn trigger(&self, books: bool, pull: bool) -> Trigger {
        Trigger { person: true, books, pull, send: true, first_pull_days: self.settings.first_pull_days }
    }

    /// Reads the books when this profile has never read them: a fresh profile should just work. Sends nothing, so it
    /// needs no hold.
    pub(super) fn ensure_books(&self) -> Result<(), Failure> {
        if !self.store.catalogs()?.is_empty() {
            return Ok(());
        }
        let (_, ended) = self.exchange(Trigger { send: false, ..self.trigger(true, false) })?;
        Ok(ended?)
    }
}

/// Words for a person, in the language of the command.
pub(super) fn words_of(context: &Context, message: &Message) {
    words(message, context.lang);
}

/// The moment of a command.
pub(super) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A small runtime for a command.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Message::new("cli-system-failed").with("text", error.to_string())))
}

/// Text of a file, or of stdin for `-`.
pub(super) fn read_input(file: &Path) -> Result<String, Failure> {
    let read =
        if file.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(file) };
    read.map_err(|error| {
        let path = file.display().to_string();
        Failure::usage(Message::new("cli-file-unreadable").with("path", path).with("text", error.to_string()))
    })
}
