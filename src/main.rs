//! Arguments, paths, start; nothing else.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cargorun_desk::app::desk::Desk;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::{Settings, Theme};
use cargorun_desk::app::state::{AppState, Connection};
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::cli::args::{Cli, ThemeArg};
use cargorun_desk::store::Store;
use cargorun_desk::sync::Timing;
use cargorun_desk::ui::window::{self, Opened, Opening};
use cargorun_desk::words::Message;
use cargorun_desk::{cli, platform, sandbox};
use chrono::Offset as _;
use clap::Parser as _;

/// Why the window did not open: what to say.
struct Failure(Message);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(Message::new("start-failed").with("text", error.to_string()))
    }
}

fn main() -> ExitCode {
    let arguments = Cli::parse();
    if let Some(verb) = &arguments.verb {
        log_to_stderr();
        return ExitCode::from(cli::run(&arguments, verb).code());
    }
    if arguments.screenshot.is_some() && !platform::has_display() {
        return with_software_display();
    }
    match open_window(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
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

fn open_window(arguments: &Cli) -> Result<(), Failure> {
    let screen = match &arguments.screen {
        Some(name) => {
            Opened::named(name).ok_or_else(|| Failure(Message::new("start-no-screen").with("name", name.as_str())))?
        }
        None => Opened::Usual,
    };
    // Until a server has been chosen the desk is a classroom.
    let training = arguments.sandbox || (arguments.server.is_none() && chosen_server(arguments).is_none());
    let profile = Profile::open(arguments.profile.as_deref(), training)?;
    let _log = log_to_file(&profile.logs());
    let Some(_hold) = profile.lock()? else { return Err(Failure(Message::new("start-profile-held"))) };
    let settings = settings(arguments, &profile)?;
    let opened = Store::open(&profile.database())?;
    opened.store.recover_in_flight(chrono::Utc::now())?;

    let classroom = if training { Some(Classroom::open(arguments, profile.sandbox_dir())?) } else { None };
    let server = classroom.as_ref().map(|room| room.running.base_url().to_owned()).or_else(|| settings.server.clone());
    let own = OwnClock { offset_minutes: chrono::Local::now().offset().fix().local_minus_utc() / 60 };
    let connection = Connection { training, server: server.clone().unwrap_or_default(), ..Connection::default() };
    let state = AppState {
        settings: settings.clone(),
        connection,
        own_offset_minutes: own.offset_minutes,
        now: chrono::Utc::now(),
        ..AppState::default()
    };
    let worker = Worker::start(Start {
        store: opened.store,
        profile: profile.clone(),
        settings,
        server,
        sign_in: classroom.as_ref().map(|room| (room.running.user().to_owned(), room.running.password().into())),
        own,
        timing: Timing::system(),
        by_interval: arguments.screenshot.is_none(),
        use_key_store: !training,
    })?;
    let mut desk = Desk::new(state, worker);
    if let Some(aside) = opened.moved_aside {
        desk.tell_moved_aside(&aside);
    }
    let memory = arguments.screenshot.is_none().then(|| profile.window_memory());
    let opening = Opening {
        title: desk.state.settings.lang.text("app-name"),
        memory,
        size: arguments.size,
        screen,
        screenshot: arguments.screenshot.clone(),
        measure: arguments.measure_start,
    };
    window::run(desk, opening)?;
    if let Some(room) = classroom {
        room.runtime.block_on(room.running.stop());
    }
    Ok(())
}

/// The embedded training server and the runtime that it lives on.
struct Classroom {
    runtime: tokio::runtime::Runtime,
    running: sandbox::Running,
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
            ..defaults
        };
        let running = runtime.block_on(sandbox::start(options))?;
        Ok(Self { runtime, running })
    }
}

/// The server that this user has chosen before, when there is one.
fn chosen_server(arguments: &Cli) -> Option<String> {
    let profile = Profile::open(arguments.profile.as_deref(), false).ok()?;
    profile.settings().ok()?.server
}

/// The settings of the profile with those of this run on top; a server named once is remembered.
fn settings(arguments: &Cli, profile: &Profile) -> Result<Settings, Failure> {
    let mut settings = profile.settings()?;
    if let Some(server) = &arguments.server
        && settings.server.as_ref() != Some(server)
    {
        settings.server = Some(server.clone());
        profile.save_settings(&settings)?;
    }
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
    Ok(settings)
}

fn say(arguments: &Cli, message: &Message) {
    use std::io::Write as _;
    let _unheard = writeln!(std::io::stderr(), "{}", arguments.lang.unwrap_or_default().say(message));
}

fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("CARGORUN_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    let _already = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Daily files, a fortnight of them. The guard writes the rest out when it is dropped.
fn log_to_file(dir: &Path) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    use tracing_appender::rolling::{RollingFileAppender, Rotation};
    platform::create_private_dir(dir).ok()?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("desk")
        .filename_suffix("log")
        .max_log_files(14)
        .build(dir)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = tracing_subscriber::EnvFilter::try_from_env("CARGORUN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,cargorun_desk=info"));
    let _already = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).try_init();
    Some(guard)
}
