//! Damage and clumsy starts, with the real program: a clear sentence, a way out, nothing lost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
mod desk;

use std::fs;
use std::path::Path;
use std::process::Command;

use cargorun_desk::platform;
use cargorun_desk::store::Store;
use desk::{Desk, Server};
use serde_json::{Value, json};

/// A bid that needs no server: a price and nothing else.
fn bid_file(dir: &Path, price: &str) -> String {
    let file = dir.join(format!("bid-{price}.json"));
    fs::write(&file, json!({ "price": price }).to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

/// A profile with one bid, once it has read the books.
fn profile<'a>(dir: &'a Path, server: &Server) -> Desk<'a> {
    let desk = Desk::new(dir, server);
    let made = desk.run(&["bid", "apply", &bid_file(dir, "100.00")]);
    assert_eq!(made.code, 0, "{}", made.words);
    desk
}

fn bids(desk: &Desk<'_>) -> usize {
    let listed = desk.run(&["bid", "list"]);
    assert_eq!(listed.code, 0, "{}", listed.words);
    listed.json.as_array().unwrap().len()
}

#[test]
fn a_profile_that_can_not_be_written_is_said_with_the_way_out() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let file = dir.path().join("a file, not a folder");
    fs::write(&file, "mine").unwrap();
    let refused = Desk::new(&file, &server).run(&["bid", "list"]);
    assert_eq!(refused.code, 1);
    assert!(refused.words.contains("can't be written") && refused.words.contains("--profile"), "{}", refused.words);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn garbage_for_settings_is_left_alone_and_said() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let file = dir.path().join("settings.toml");
    for garbage in ["lang = [", "\u{0}\u{1}\u{2}", "bids_interval_s = \"often\"", &"x".repeat(10_000)] {
        fs::write(&file, garbage).unwrap();
        let refused = desk.run(&["bid", "list"]);
        assert_eq!(refused.code, 1, "{garbage:.20}");
        assert!(refused.words.contains("settings.toml") && refused.words.contains("rename it"), "{}", refused.words);
        assert_eq!(fs::read_to_string(&file).unwrap(), garbage);
    }
    fs::rename(&file, dir.path().join("settings.old")).unwrap();
    assert_eq!(bids(&desk), 1, "the way out that was named leads out");
}

#[test]
fn a_read_only_database_is_told_and_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let path = dir.path().join("desk.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "DELETE").unwrap();
    // The format's own mark of "may be read, not written": it holds for every user, root included.
    let mut bytes = fs::read(&path).unwrap();
    bytes[18] = 3;
    fs::write(&path, &bytes).unwrap();
    let refused = desk.run(&["bid", "apply", &bid_file(dir.path(), "200.00")]);
    assert_eq!(refused.code, 1);
    assert!(refused.words.contains("can't be written"), "{}", refused.words);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert!(!dir.path().join("desk.damaged-1.db").exists(), "not damaged, only closed");
}

#[test]
fn a_damaged_database_is_set_aside_and_a_newer_one_refused() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let path = dir.path().join("desk.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let newer = fs::read(&path).unwrap();
    let refused = desk.run(&["bid", "list"]);
    assert_eq!(refused.code, 1);
    assert!(refused.words.contains("newer version") && refused.words.contains("not touched"), "{}", refused.words);
    assert_eq!(fs::read(&path).unwrap(), newer);

    fs::write(&path, "мусор".repeat(5_000)).unwrap();
    fs::write(dir.path().join("desk.db-wal"), "log").unwrap();
    let told = desk.run(&["bid", "list"]);
    assert_eq!((told.code, told.json), (0, json!([])), "{}", told.words);
    assert!(told.words.contains("desk.damaged-1.db"), "{}", told.words);
    assert_eq!(fs::read(dir.path().join("desk.damaged-1.db")).unwrap(), "мусор".repeat(5_000).as_bytes());
    assert_eq!(fs::read(dir.path().join("desk.damaged-1.db-wal")).unwrap(), b"log");
}

#[test]
fn two_copies_on_one_profile_do_not_fight() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let backup = dir.path().join("copy.db");
    assert_eq!(desk.run(&["backup", backup.to_str().unwrap()]).code, 0);
    let held = platform::lock_profile(dir.path()).unwrap();
    assert!(held.is_some());
    for verb in
        [vec!["sync", "--once"], vec!["restore", backup.to_str().unwrap()], vec!["settings", "set", "lang", "en"]]
    {
        let refused = desk.run(&verb);
        assert_eq!(refused.code, 1, "{verb:?}");
        let said = ["open in", "held by"].iter().any(|words| refused.words.contains(words));
        assert!(said, "{verb:?}: {}", refused.words);
    }
    // Work beside the holder goes on, the sending is left to it.
    assert_eq!(desk.run(&["bid", "apply", &bid_file(dir.path(), "300.00")]).code, 0);
    assert_eq!(bids(&desk), 2);
    let window = desk.command(&[]).env("DISPLAY", "").env("WAYLAND_DISPLAY", "").output().unwrap();
    assert!(!window.status.success());
    assert!(String::from_utf8_lossy(&window.stderr).contains("already open"), "{window:?}");
}

#[test]
fn a_program_killed_while_it_saves_loses_nothing_that_it_had_answered() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let wal = dir.path().join("desk.db-wal");
    let written = || fs::metadata(&wal).ok().map(|meta| (meta.len(), meta.modified().unwrap()));
    let mut answered = 1;
    for number in 0..8_u32 {
        let mut child = desk.spawn(&["bid", "apply", &bid_file(dir.path(), &format!("{}.00", 1000 + number))]);
        // Killed at the first byte that reaches the log, a moment later each time.
        let before = written();
        let mut moments = number * 40;
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if written() != before {
                if moments == 0 {
                    child.kill().unwrap();
                    break None;
                }
                moments -= 1;
            }
        };
        let output = child.wait_with_output().unwrap();
        answered += usize::from(ended.is_some_and(|status| status.success()) || !output.stdout.is_empty());
        let opened = Store::open(&dir.path().join("desk.db")).unwrap();
        assert_eq!(opened.moved_aside, None, "killed at {number}");
        let kept = opened.store.bid_rows().unwrap().len();
        assert!(kept >= answered, "killed at {number}: {answered} were answered, {kept} are there");
        answered = kept;
    }
}

#[test]
fn a_disk_that_takes_no_more_bytes_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let file = bid_file(dir.path(), "500.00");
    let usual = desk.command(&["bid", "apply", &file]);
    // The shell ignores the signal of the limit, so that the program meets a write that fails, as on a full disk.
    let mut limited = Command::new("sh");
    limited.arg("-c").arg("trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"").arg(usual.get_program());
    limited.args(usual.get_args());
    for (name, value) in usual.get_envs() {
        limited.env(name, value.unwrap_or_default());
    }
    let refused = limited.output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(!refused.stderr.is_empty() && refused.stdout.is_empty(), "{refused:?}");
    assert_eq!(bids(&desk), 1, "what was there is there");
    assert_eq!(desk.run(&["bid", "apply", &file]).code, 0, "and with room again the same is saved");
    assert_eq!(bids(&desk), 2);
}

/// A small volume of its own under a folder; ends with the test. `None` where mounting is not allowed.
struct SmallVolume<'a>(&'a Path);

impl<'a> SmallVolume<'a> {
    fn mount(folder: &'a Path) -> Option<Self> {
        let options = ["-t", "tmpfs", "-o", "size=4m", "tmpfs"];
        let mounted = Command::new("mount").args(options).arg(folder).output().ok()?;
        mounted.status.success().then_some(Self(folder))
    }
}

impl Drop for SmallVolume<'_> {
    fn drop(&mut self) {
        let _ended = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_volume_without_room_loses_nothing_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let Some(volume) = SmallVolume::mount(dir.path()) else {
        eprintln!(
            "no right to mount a volume here: the disk that takes no more bytes is tested by a limit of the process"
        );
        return;
    };
    let desk = profile(dir.path(), &server);
    assert_eq!(desk.run(&["settings", "set", "bids_interval_s", "30"]).code, 0);
    let settings = fs::read_to_string(dir.path().join("settings.toml")).unwrap();
    let filler = dir.path().join("filler");
    let full = fs::write(&filler, vec![1; 8 << 20]).unwrap_err();
    assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    let bids_there = bid_file(std::env::temp_dir().as_path(), "500.00");
    for verb in [vec!["bid", "apply", &bids_there], vec!["backup"], vec!["settings", "set", "bids_interval_s", "40"]] {
        let refused = desk.run(&verb);
        assert_eq!(refused.code, 1, "{verb:?}: {}", refused.words);
        assert!(refused.words.contains("disk is full"), "{verb:?}: {}", refused.words);
    }
    assert_eq!(fs::read_to_string(dir.path().join("settings.toml")).unwrap(), settings, "the old ones are whole");
    fs::remove_file(&filler).unwrap();
    fs::remove_file(&bids_there).unwrap();
    assert_eq!(bids(&desk), 1, "what was there is there");
    assert_eq!(desk.run(&["bid", "apply", &bid_file(dir.path(), "500.00")]).code, 0, "and with room again it is saved");
    assert_eq!(bids(&desk), 2);
    drop(volume);
}

/// Exit code and words of a command with the options before it: what follows `--` is the command's own.
fn command_first(desk: &Desk<'_>, arguments: &[&str]) -> (i32, String) {
    let output = desk.command(&[]).args(arguments).output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn garbage_on_the_command_line_is_refused_in_words_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = profile(dir.path(), &server);
    let settings = fs::read(dir.path().join("settings.toml")).ok();
    let long = "я".repeat(10_000);
    let file = dir.path().join("garbage.json");
    let file = file.to_str().unwrap();
    for garbage in
        [long.as_str(), "'; DROP TABLE bids; --", "\u{202e}\u{1b}[2J👩‍👩‍👧", "-99999999999999999999", "{ $x }%s%n"]
    {
        fs::write(file, garbage).unwrap();
        let as_value = format!("--car={garbage}");
        for verb in [
            vec!["bid", "show", "--", garbage],
            vec!["bid", "send", "--", garbage],
            vec!["bid", "delete", "--", garbage],
            vec!["bid", "apply", file],
            vec!["bid", "check", file],
            vec!["book", "drivers", "show", "--", garbage],
            vec!["book", "cars", "apply", file],
            vec!["settings", "set", "--", "server", garbage],
            vec!["settings", "set", "--", "bids_interval_s", garbage],
            vec!["settings", "get", "--", garbage],
            vec!["restore", file],
        ] {
            let (code, words) = command_first(&desk, &verb);
            assert!(matches!(code, 1 | 2), "{verb:?}: {code} {words}");
            assert!(!words.trim().is_empty() && !words.contains("panicked"), "{verb:?}: {words}");
        }
        let (code, words) = command_first(&desk, &["bid", "list", &as_value]);
        assert!((0..=2).contains(&code), "{words}");
        assert!(!words.contains("panicked") && words.chars().count() < 2_000, "{words}");
    }
    assert_eq!(bids(&desk), 1, "what was there is there");
    assert_eq!(fs::read(dir.path().join("settings.toml")).ok(), settings);
}

#[test]
fn a_restored_copy_sends_nothing_twice() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(140)).date_naive();
    let bid = json!({
        "customer": "9999000013", "payment_type": "Безналичный с НДС", "vat_type": "НДС 22%", "price": "120000.00",
        "driver": "+79001234567", "car": "А123ВС77", "trailer": "АВ1234 77",
        "cargos": [{"name": "ТНП", "type": "ТНП", "weight_t": 18.5}],
        "points": [
            {"type": "load", "address": "Казань, Оренбургский тракт, 5", "plan_enter": format!("{day}T10:00")},
            {"type": "unload", "address": "Уфа, Сарапульская, 35", "plan_enter": format!("{}T14:00", day.succ_opt().unwrap())},
        ],
    });
    let file = dir.path().join("bid.json");
    fs::write(&file, bid.to_string()).unwrap();
    let made = desk.run(&["bid", "apply", file.to_str().unwrap()]);
    let id = made.json["id"].as_str().unwrap().to_owned();
    // Queued while nobody sends, then copied, then sent.
    let held = platform::lock_profile(dir.path()).unwrap();
    desk.run(&["bid", "send", &id]);
    let copy = desk.run(&["backup"]);
    assert_eq!((copy.code, copy.json["unsent"].as_i64()), (0, Some(1)), "{} {}", copy.words, copy.json);
    drop(held);
    assert_eq!(desk.run(&["sync", "--once"]).code, 0);
    let sent = desk.run(&["bid", "show", &id]);
    let number = sent.json["remote_id"].as_i64().unwrap();
    let there = |answer: &Value| answer.as_array().unwrap().iter().filter(|bid| bid["price"] == "120000.00").count();
    let before = there(&desk.run(&["bid", "list"]).json);

    let restored = desk.run(&["restore", copy.json["path"].as_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.words);
    assert!(Path::new(restored.json["moved_aside"].as_str().unwrap()).exists());
    assert_eq!(desk.run(&["bid", "show", &id]).json["remote_id"], Value::Null, "the copy is older than the sending");
    let synced = desk.run(&["sync", "--once"]);
    assert_eq!(synced.code, 0, "{} {}", synced.words, synced.json);
    let again = desk.run(&["bid", "show", &id]);
    assert_eq!(again.json["remote_id"].as_i64(), Some(number), "found, not made again: {}", again.json);
    assert_eq!(there(&desk.run(&["bid", "list"]).json), before);
}

#[test]
fn settings_are_read_and_set_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    assert_eq!(desk.run(&["settings", "list"]).json["bids_interval_s"], 60);
    assert_eq!(desk.run(&["settings", "set", "bids_interval_s", "30"]).json, 30);
    assert_eq!(desk.run(&["settings", "set", "theme", "dark"]).json, "dark");
    assert_eq!(desk.run(&["settings", "get", "bids_interval_s"]).json, 30);
    for (key, value, words) in [("bids_interval_s", "1", "from 5 to 86400"), ("theme", "pink", "pink"), ("x", "1", "x")]
    {
        let refused = desk.run(&["settings", "set", key, value]);
        assert_eq!(refused.code, 2, "{key}");
        assert!(refused.words.contains(words), "{}", refused.words);
    }
    assert_eq!(desk.run(&["settings", "get", "theme"]).json, "dark");
}
