//! Arguments, paths, start; nothing else.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use cargorun_desk::app::command::{Command, Secret, Way};
use cargorun_desk::app::crash;
use cargorun_desk::app::desk::Desk;
use cargorun_desk::app::groupage::desk::{CarrierSecrets, GroupageCommand};
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::log;
use cargorun_desk::app::profile::{Profile, ProfileError};
use cargorun_desk::app::settings::{Settings, Theme};
use cargorun_desk::app::start_words;
use cargorun_desk::app::state::{AppState, Connection};
use cargorun_desk::app::switch::Open;
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::cli::args::{Cli, ThemeArg};
use cargorun_desk::store::{Store, StoreError};
use cargorun_desk::sync::Timing;
use cargorun_desk::ui::whole::{self, Begin, Ended};
use cargorun_desk::ui::window::{Opened, Opening};
use cargorun_desk::words::Message;
use cargorun_desk::{cli, platform, sandbox};
use chrono::Offset as _;
use clap::Parser as _;
use secrecy::SecretString;

#[path = "main/controls.rs"]
mod controls;
#[path = "main/rescue.rs"]
mod rescue;

/// Why the window did not open: what to say.
struct Failure(Message);

impl Failure {
    fn told(error: impl std::error::Error) -> Self {
        Self(Message::new("start-failed").with("text", error.to_string()))
    }
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        Self(start_words::profile(&error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(start_words::store(&error))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::told(error)
    }
}

fn main() -> ExitCode {
    let arguments = Cli::parse();
    if let Some(verb) = &arguments.verb {
        log::to_stderr();
        return ExitCode::from(cli::run(&arguments, verb).code());
    }
    if arguments.screenshot.is_some() && !platform::has_display() {
        return with_software_display();
    }
    match open_window(&arguments) {
        Ok(Ended::Worked) => ExitCode::SUCCESS,
        // Already said.
        Ok(Ended::InTrouble) => ExitCode::FAILURE,
        Err(Failure(message)) => {
            say(&arguments, &message);
            ExitCode::FAILURE
        }
    }
}

/// A picture needs no desktop: the same command is run again under a virtual display, when the system has one.
fn with_software_display() -> ExitCode {
    match platform::run_under_virtual_display(std::env::args_os().skip(1)) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            say(&Cli::parse(), &Message::new("start-no-display").with("text", error.to_string()));
            ExitCode::FAILURE
        }
    }
}

fn open_window(arguments: &Cli) -> Result<Ended, Failure> {
    let screen = match &arguments.screen {
        Some(name) => {
            Opened::named(name).ok_or_else(|| Failure(Message::new("start-no-screen").with("name", name.as_str())))?
        }
        None => Opened::Usual,
    };
    let screen = screen.importing(arguments.import.clone());
    let way = way_of(arguments);
    let logs = profile_of(arguments, way).ok().map(|profile| profile.logs());
    let _log = logs.as_deref().and_then(log::to_files);
    if let Some(dir) = logs {
        crash::write_to(dir);
    }
    let begin = match open_desk(arguments, way, None) {
        Ok(desk) => Begin::Desk(Box::new(desk)),
        Err(Failure(message)) => {
            say(arguments, &message);
            Begin::Trouble(Box::new(rescue::trouble(arguments, way, message)), rescue::rescue(arguments.clone()))
        }
    };
    let desk = if let Begin::Desk(desk) = &begin { Some(desk) } else { None };
    let remembers = arguments.screenshot.is_none();
    let opening = Opening {
        title: desk.map_or(arguments.lang.unwrap_or_default(), |desk| desk.state.settings.lang).text("app-name"),
        memory: desk.filter(|_| remembers).map(|desk| desk.state.folder.join("window.ron")),
        size: arguments.size,
        screen,
        screenshot: arguments.screenshot.clone(),
        measure: arguments.measure_start,
        open: Some(opener(arguments.clone())),
    };
    whole::run(begin, opening).map_err(Failure::told)
}

fn way_of(arguments: &Cli) -> Way {
    if arguments.sandbox { Way::Training } else { Way::Real }
}

/// How another desk is opened in the same window.
fn opener(arguments: Cli) -> Open {
    Arc::new(move |way, look: &Settings| open_desk(&arguments, way, Some(look)).map_err(|Failure(message)| message))
}

/// The profile of a way. A training folder stands beside the real one, or in it when a folder was named for real work.
fn profile_of(arguments: &Cli, way: Way) -> Result<Profile, Failure> {
    let training = way != Way::Real;
    let named = arguments.profile.as_deref();
    if training
        && !arguments.sandbox
        && let Some(dir) = named
    {
        return Ok(Profile::open(Some(&Profile::open(Some(dir), false)?.training_dir()), true)?);
    }
    Ok(Profile::open(named, training)?)
}

/// Opens a desk with everything that it lives on. `look`: what a new training folder begins with.
fn open_desk(arguments: &Cli, way: Way, look: Option<&Settings>) -> Result<Desk, Failure> {
    let training = way != Way::Real;
    let profile = profile_of(arguments, way)?;
    let Some(hold) = profile.lock()? else { return Err(Failure(Message::new("start-profile-held"))) };
    if way == Way::TrainingAfresh {
        forget_training(&profile)?;
    }
    let mut settings = settings(arguments, &profile, look)?;
    let server = settings.server.clone().filter(|_| !training);
    if !training && settings.claim_database() {
        profile.save_settings(&settings)?;
    }
    if !training {
        profile.adopt_database(&settings)?;
    }
    let opened = Store::open_soon(&profile.database_for(&settings, server.as_deref()))?;
    opened.store.recover_in_flight(chrono::Utc::now())?;
    settings.rules.put_in_force(&opened.store)?;

    let classroom = if training { Some(Classroom::open(arguments, profile.sandbox_dir())?) } else { None };
    let server = classroom.as_ref().map(|room| room.base_url().to_owned()).or(server);
    let own = OwnClock { offset_minutes: chrono::Local::now().offset().fix().local_minus_utc() / 60 };
    let connection = Connection { training, server: server.clone().unwrap_or_default(), ..Connection::default() };
    let first_start = server.is_none();
    let state = AppState {
        settings: settings.clone(),
        connection,
        first_start,
        tour: (!settings.toured && !first_start && arguments.screenshot.is_none()).then_some(0),
        folder: profile.dir().to_path_buf(),
        own_offset_minutes: own.offset_minutes,
        now: chrono::Utc::now(),
        ..AppState::default()
    };
    let worker = Worker::start(Start {
        store: opened.store,
        profile: profile.clone(),
        settings,
        server,
        training,
        sign_in: classroom.as_ref().map(Classroom::account),
        own,
        timing: Timing::system(),
        by_interval: arguments.screenshot.is_none(),
        use_key_store: !training,
    })?;
    let mut desk = Desk::new(state, worker);
    if let Some(aside) = opened.moved_aside {
        desk.tell_moved_aside(&aside);
    }
    // The training server ends before the profile is free for another window.
    if let Some(classroom) = classroom {
        desk.train_with(Box::new(classroom.controls()));
        desk.command(classroom.carrier_keys());
        desk.keep(classroom);
    }
    desk.keep(hold);
    Ok(desk)
}

/// Deletes what a training has left: invented data, asked for by the person. The look stays.
fn forget_training(profile: &Profile) -> Result<(), Failure> {
    let database = profile.database();
    let parts = ["", "-wal", "-shm"].map(|ending| {
        let mut name = database.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    });
    let gone = |result: std::io::Result<()>| match result {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    for part in parts {
        gone(std::fs::remove_file(part))?;
    }
    gone(std::fs::remove_dir_all(profile.sandbox_dir()))?;
    Ok(())
}

/// The embedded training server and the runtime that it lives on. Dropped, it answers what is under way and ends.
struct Classroom {
    runtime: tokio::runtime::Runtime,
    running: controls::Shared,
    base_url: String,
    account: (String, SecretString),
    carrier: (&'static str, &'static str),
}

impl Classroom {
    fn open(arguments: &Cli, data: PathBuf) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("training-server")
            .enable_all()
            .build()?;
        let defaults = sandbox::Options::default();
        let options = sandbox::Options {
            data_dir: Some(data),
            bids: arguments.sandbox_bids.unwrap_or(defaults.bids),
            invitations: sandbox::Options::TRAINING_INVITATIONS,
            speed: if arguments.screenshot.is_some() { 0.0 } else { sandbox::Options::TRAINING_SPEED },
            ..defaults
        };
        let running = runtime.block_on(sandbox::start(options)).map_err(Failure::told)?;
        let account = (running.user().to_owned(), running.password().into());
        let base_url = running.base_url().to_owned();
        let carrier = running.carrier_keys();
        Ok(Self { runtime, base_url, account, carrier, running: Arc::new(Mutex::new(Some(running))) })
    }

    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn controls(&self) -> controls::TrainingControls {
        controls::TrainingControls::of(Arc::clone(&self.running))
    }

    fn account(&self) -> (String, SecretString) {
        self.account.clone()
    }

    /// Keys of the training carrier: everybody knows them, and nobody has to type them.
    fn carrier_keys(&self) -> Command {
        let (appkey, token) = self.carrier;
        let secret = |text: &str| Some(Secret(text.to_owned().into()));
        let secrets = CarrierSecrets { appkey: secret(appkey), token: secret(token), login: None };
        Command::Groupage(GroupageCommand::Keys(secrets))
    }
}

impl Drop for Classroom {
    fn drop(&mut self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            self.runtime.block_on(running.stop());
        }
    }
}

/// The settings of the profile with those of this run on top; a server named once is remembered.
fn settings(arguments: &Cli, profile: &Profile, look: Option<&Settings>) -> Result<Settings, Failure> {
    let mut settings = profile.settings()?;
    if let Some(look) = look.filter(|_| !profile.has_settings()) {
        let Settings { lang, theme, scale, density, .. } = *look;
        settings = Settings { lang, theme, scale, density, ..settings };
        profile.save_settings(&settings)?;
    }
    if let Some(server) = &arguments.server
        && settings.server.as_ref() != Some(server)
    {
        settings.server = Some(server.clone());
        profile.save_settings(&settings)?;
    }
    Ok(of_this_run(arguments, settings))
}

/// The settings as the arguments of this run want them.
fn of_this_run(arguments: &Cli, mut settings: Settings) -> Settings {
    if let Some(lang) = arguments.lang {
        settings.lang = lang;
    }
    if let Some(theme) = arguments.theme {
        settings.theme = match theme {
            ThemeArg::Light => Theme::Light,
            ThemeArg::Dark => Theme::Dark,
        };
    }
    if let Some(percent) = arguments.scale {
        settings.scale = f32::from(percent) / 100.0;
    }
    if let Some(seconds) = arguments.timeout {
        settings.timeout_s = seconds;
    }
    settings
}

fn say(arguments: &Cli, message: &Message) {
    use std::io::Write as _;
    let _unheard = writeln!(std::io::stderr(), "{}", arguments.lang.unwrap_or_default().say(message));
}
