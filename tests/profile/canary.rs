//! A whole day with a server that leaks: sign-in, sync, refusals, journal, backup, exports, diagnostics, crash text, settings,
//! logs at their finest. Then every file that was written is searched for the passwords and tokens of the day.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use cargorun_desk::app::command::{Command, Secret};
use cargorun_desk::app::folders::Folder;
use cargorun_desk::app::journal::{JournalFormat, JournalView};
use cargorun_desk::app::state::Link;
use cargorun_desk::app::{crash, log};
use cargorun_desk::store::Store;
use cargorun_desk::store::model::JournalFilter;
use tracing_subscriber::EnvFilter;

use crate::desk_support::Server;
use crate::leaky::{Leaky, PASSWORD};
use crate::{open, until};

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Everything that can be read out of a file: its bytes, the rows of a database, the entries of an archive.
fn readable(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    if bytes.starts_with(b"SQLite format 3") {
        bytes.extend(rows(path).into_bytes());
    }
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        for number in 0..archive.len() {
            archive.by_index(number).unwrap().read_to_end(&mut bytes).unwrap();
        }
    }
    bytes
}

/// A long text may lie in two pages: the rows are read as rows too.
fn rows(path: &Path) -> String {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut text = String::new();
    for table in tables {
        let mut all = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = all.column_count();
        let mut found = all.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            for column in 0..columns {
                text.push_str(row.get_ref(column).unwrap().as_str().unwrap_or_default());
            }
        }
    }
    text
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// The window's half of the day.
fn work_at_the_window(dir: &Path, server: &Leaky, user: &str) {
    let mut desk = open(dir, Some(&server.url));
    let secret = || Secret(PASSWORD.to_owned().into());
    desk.command(Command::CheckConnection { server: server.url.clone(), user: user.to_owned(), password: secret() });
    desk.command(Command::SignIn { user: user.to_owned(), password: secret() });
    until(&mut desk, "the first exchange", |state| state.sync.last_ok.is_some() && state.sync.running.is_none());
    desk.command(Command::SetFolder(Folder::Exports, dir.join("exports").display().to_string()));
    until(&mut desk, "the folder", |state| !state.settings.export_dir.is_empty());
    // Everything is refused, with the token and the password in the refusal.
    server.refuse_everything(true);
    desk.command(Command::SyncNow);
    until(&mut desk, "the refusal", |state| state.sync.error.is_some());
    desk.command(Command::SignIn { user: user.to_owned(), password: secret() });
    until(&mut desk, "the refused sign-in", |state| matches!(state.connection.link, Link::SignIn(_)));
    server.refuse_everything(false);
    desk.command(Command::MakeBackup);
    until(&mut desk, "the backup", |state| state.backups.files.as_ref().is_some_and(|files| files.len() == 1));
    desk.command(Command::LoadJournal(JournalFilter { errors_only: true, ..JournalFilter::default() }));
    until(&mut desk, "the journal", |state| !state.journal.is_empty());
    assert!(state_text(&desk.state.journal).contains("•••"), "the refusals were there to be blotted");
    desk.command(Command::ExportJournal(JournalFormat::Csv));
    until(&mut desk, "the export", |_| {
        dir.join("exports").exists() && fs::read_dir(dir.join("exports")).unwrap().count() > 0
    });
    // A crash, with the clumsiest words possible.
    crash::write_to(dir.join("logs"));
    let (settings, secret) = (desk.state.settings.clone(), secret());
    assert!(std::thread::spawn(move || panic!("{settings:?} {secret:?}")).join().is_err());
    drop(std::panic::take_hook());
    desk.command(Command::MakeDiagnostics);
    until(&mut desk, "the diagnostics", |state| state.diagnostics.is_some());
    desk.command(Command::KeepForm { id: None, form: "{\"price\": 1}".into() });
}

fn state_text(journal: &JournalView) -> String {
    format!("{journal:?}")
}

#[test]
fn no_file_of_a_whole_day_holds_a_secret() {
    let dir = tempfile::tempdir().unwrap();
    let profile = dir.path().join("profile");
    fs::create_dir_all(profile.join("logs")).unwrap();
    let log = Arc::new(Mutex::new(fs::File::create(profile.join("logs/desk.finest.log")).unwrap()));
    let to_file = move || log.lock().unwrap().try_clone().unwrap();
    tracing_subscriber::fmt()
        .with_env_filter(log::held_back(EnvFilter::new("trace")))
        .with_ansi(false)
        .with_writer(to_file)
        .init();
    let server = Server::start();
    let user = server.running().user().to_owned();
    let leaky = Leaky::before(server.running().base_url(), server.running().password());
    work_at_the_window(&profile, &leaky, &user);

    // The same from the command line, with the program's own log at its finest.
    for verb in [&["sync", "--once"][..], &["journal", "list"], &["settings", "list"], &["doctor"], &["backup"]] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargorun-desk"))
            .args(verb)
            .arg("--profile")
            .arg(&profile)
            .args(["--server", &leaky.url, "--lang", "en", "--timeout", "5"])
            .env("CARGORUN_USER", &user)
            .env("CARGORUN_PASSWORD", PASSWORD)
            .env("CARGORUN_LOG", "trace")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .output()
            .unwrap();
        let name = format!("{}.output", verb.join("-"));
        fs::write(dir.path().join(name), [output.stdout, output.stderr].concat()).unwrap();
    }

    let secrets = leaky.secrets();
    let (drivers, echoes) = leaky.leaked();
    assert!(secrets.len() >= 4 && drivers > 40 && echoes > 1, "{} secrets, {drivers}, {echoes}", secrets.len());
    let store = Store::open(&profile.join("desk.db")).unwrap().store;
    assert!(store.bid_rows().unwrap().len() > 50, "it was a day of work");
    drop(store);
    let mut written = Vec::new();
    files(dir.path(), &mut written);
    let names: Vec<_> =
        written.iter().map(|path| path.strip_prefix(dir.path()).unwrap().display().to_string()).collect();
    for part in ["desk.db", "settings.toml", "backups", "exports", ".zip", "crash-", "finest.log", "sync---once.output"]
    {
        assert!(names.iter().any(|name| name.contains(part)), "{part} was written: {names:?}");
    }
    let mut seen_user = 0;
    for (path, name) in written.iter().zip(&names) {
        let bytes = readable(path);
        seen_user += usize::from(holds(&bytes, &user));
        for secret in &secrets {
            assert!(!holds(&bytes, secret), "{name} holds a secret");
        }
    }
    assert!(seen_user > 0, "what is no secret is found: the search works");
    let planted = dir.path().join("planted.db");
    let connection = rusqlite::Connection::open(&planted).unwrap();
    connection.execute_batch(&format!("CREATE TABLE t (x); INSERT INTO t VALUES ('{PASSWORD}')")).unwrap();
    assert!(holds(&readable(&planted), PASSWORD), "and so would a secret be");
}
