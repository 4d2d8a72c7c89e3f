//! The real program against a training server of the test's own, on port 0.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use cargorun_desk::sandbox::{self, Running};
use serde_json::Value;

/// A training server on a runtime of its own, so that a blocking test can run programs beside it.
pub(crate) struct Server {
    runtime: tokio::runtime::Runtime,
    running: Option<Running>,
}

impl Server {
    /// Demo data as usual, sign-ins without the platform's cooldown, so that many short commands need not wait.
    pub(crate) fn start() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut sandbox::Options)) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let mut options = sandbox::Options { login_limit: sandbox::LoginLimit::none(), ..sandbox::Options::default() };
        options.recalculation_delay = Duration::from_millis(50);
        change(&mut options);
        let running = runtime.block_on(sandbox::start(options)).unwrap();
        Self { runtime, running: Some(running) }
    }

    pub(crate) fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// Stops answering, as a cut network does.
    pub(crate) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The program with a profile, signed in by the environment.
pub(crate) struct Desk<'a> {
    pub(crate) profile: &'a Path,
    pub(crate) server: String,
    pub(crate) user: String,
    pub(crate) password: String,
}

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) json: Value,
    pub(crate) words: String,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(profile: &'a Path, server: &Server) -> Self {
        let running = server.running();
        Self {
            profile,
            server: running.base_url().to_owned(),
            user: running.user().to_owned(),
            password: running.password().to_owned(),
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"));
        command
            .args(arguments)
            .arg("--profile")
            .arg(self.profile)
            .args(["--server", &self.server, "--lang", "en", "--timeout", "5"])
            .env("CARGORUN_USER", &self.user)
            .env("CARGORUN_PASSWORD", &self.password)
            // No key store in tests: nothing of a test may end up in a developer's own.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        answer(&self.command(arguments).output().unwrap())
    }

    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

fn answer(output: &Output) -> Answer {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let words = String::from_utf8(output.stderr.clone()).unwrap();
    let json = text.lines().next().map_or(Value::Null, |line| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("stdout is not JSON: {error}\n{text}\n{words}"))
    });
    assert!(text.lines().count() <= 1, "one value on one line: {text}");
    Answer { code: output.status.code().unwrap_or(-1), json, words }
}
