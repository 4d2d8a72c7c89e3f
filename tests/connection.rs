//! "Try the connection": every way it can go wrong is told in words of its own, and a password only travels safely.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "the command line's half of the support is for its own tests")]
mod desk_support;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::app::command::Secret;
use cargorun_desk::app::connect_words::Check;
use cargorun_desk::app::effect::Effect;
use cargorun_desk::app::event::Event;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::store::Store;
use cargorun_desk::sync::Timing;
use chrono::{TimeDelta, Utc};
use desk_support::Server;

const PATIENCE: Duration = Duration::from_mins(1);

fn worker(dir: &Path, clock_off: TimeDelta, server: Option<&Server>) -> Worker {
    let profile = Profile::open(Some(dir), false).unwrap();
    let running = server.map(Server::running);
    Worker::start(Start {
        store: Store::open(&profile.database()).unwrap().store,
        profile,
        settings: Settings { timeout_s: 5, ..Settings::default() },
        server: running.map(|running| running.base_url().to_owned()),
        training: true,
        sign_in: running.map(|running| (running.user().to_owned(), running.password().into())),
        own: OwnClock { offset_minutes: 0 },
        timing: Timing { now: Arc::new(move || Utc::now() + clock_off), ..Timing::system() },
        by_interval: false,
        use_key_store: false,
    })
    .unwrap()
}

fn until<T>(worker: &Worker, mut found: impl FnMut(Event) -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        while let Some(event) = worker.next() {
            if let Some(found) = found(event) {
                return found;
            }
        }
        assert!(began.elapsed() < PATIENCE, "the worker did not answer");
        std::thread::yield_now();
    }
}

/// Key of the words that a test of the connection ends with.
fn check(worker: &Worker, server: &str, user: &str, password: &str) -> &'static str {
    let password = Secret(password.to_owned().into());
    worker.send(Effect::Check { server: server.to_owned(), user: user.to_owned(), password });
    until(worker, |event| match event {
        Event::Check(Check::Good(words) | Check::Bad(words)) => Some(words.key),
        _ => None,
    })
}

/// A server that answers every connection the same way; gives its port.
fn listen(answer: impl Fn(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream);
        }
    });
    port
}

fn says(body: &'static str, length: usize) -> u16 {
    listen(move |mut stream| {
        let mut request = [0; 4096];
        let _asked = stream.read(&mut request);
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        let _sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
    })
}

#[test]
fn each_trouble_has_its_own_words() {
    let dir = tempfile::tempdir().unwrap();
    let worker = worker(dir.path(), TimeDelta::zero(), None);
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let html = says("<!DOCTYPE html><html><title>Router</title></html>", 49);
    let half = says("{\"accessToken\": \"abc", 400);
    let here = |port: u16| format!("http://127.0.0.1:{port}");
    for (server, expected) in [
        ("api.app.cargorun.ru".to_owned(), "error-bad-address"),
        ("http://cargorun.example".to_owned(), "error-bad-address"),
        ("адрес".to_owned(), "error-bad-address"),
        (String::new(), "error-bad-address"),
        (here(closed), "check-nobody-listens"),
        (here(html), "check-not-cargorun"),
        (here(half), "check-not-cargorun"),
        // HTTPS to a door that only speaks plainly.
        (format!("https://127.0.0.1:{html}"), "check-no-tls"),
    ] {
        assert_eq!(check(&worker, &server, "user", "п@роль"), expected, "{server}");
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_stops_the_password() {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
    let certificate = CertificateDer::from(include_bytes!("fixtures/self-signed-cert.der").to_vec());
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(include_bytes!("fixtures/self-signed-key.der").to_vec()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let (heard, what) = std::sync::mpsc::channel();
    let port = listen(move |mut stream| {
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut words = Vec::new();
        let _refused = rustls::Stream::new(&mut tls, &mut stream).read_to_end(&mut words);
        let _nobody = heard.send(words);
    });
    let dir = tempfile::tempdir().unwrap();
    let worker = worker(dir.path(), TimeDelta::zero(), None);
    assert_eq!(check(&worker, &format!("https://127.0.0.1:{port}"), "user", "п@роль"), "check-certificate");
    assert_eq!(what.recv_timeout(PATIENCE), Ok(Vec::new()), "not one byte of a request came through");
}

#[test]
fn a_good_server_a_wrong_password_and_a_wrong_clock() {
    let server = Server::start();
    let (url, user) = (server.running().base_url().to_owned(), server.running().user().to_owned());
    let password = server.running().password().to_owned();
    let dir = tempfile::tempdir().unwrap();
    let punctual = worker(&dir.path().join("a"), TimeDelta::zero(), None);
    assert_eq!(check(&punctual, &url, "", ""), "check-needs-user");
    assert_eq!(check(&punctual, &url, &user, "не тот"), "check-password");
    assert_eq!(check(&punctual, &url, &user, &password), "check-ok");
    let fast = worker(&dir.path().join("b"), TimeDelta::days(1), None);
    assert_eq!(check(&fast, &url, &user, &password), "check-ok-clock-ahead");
    let slow = worker(&dir.path().join("c"), TimeDelta::days(-1), None);
    assert_eq!(check(&slow, &url, &user, &password), "check-ok-clock-behind");
}

#[test]
fn a_clock_that_is_wrong_by_a_day_stops_no_exchange() {
    let server = Server::start();
    let dir = tempfile::tempdir().unwrap();
    for (name, off) in [("fast", TimeDelta::days(1)), ("slow", TimeDelta::days(-1))] {
        let worker = worker(&dir.path().join(name), off, Some(&server));
        let exchange = || {
            worker.send(Effect::Sync { person: true });
            until(&worker, |event| if let Event::SyncEnded { error, .. } = event { Some(error) } else { None })
        };
        assert_eq!((exchange(), exchange()), (None, None), "{name}");
        let store = Store::open(&dir.path().join(name).join("desk.db")).unwrap().store;
        assert!(store.bid_rows().unwrap().len() > 50, "{name}: the bids came");
        worker.send(Effect::Upkeep);
        let backups = until(&worker, |event| if let Event::Backups(files) = event { Some(files) } else { None });
        assert_eq!(backups.len(), 1, "{name}: the day's backup is made, whatever day it is");
    }
}

#[test]
fn another_server_gets_a_database_of_its_own_and_the_first_is_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let profile = Profile::open(Some(dir.path()), false).unwrap();
    let store = Store::open(&profile.database()).unwrap().store;
    let first = Settings {
        server: Some("https://app.cargorun.ru".into()),
        database_of: Some("app.cargorun.ru".into()),
        // Nobody is asked anything: the port is closed.
        proxy: "http://127.0.0.1:1".into(),
        timeout_s: 1,
        ..Settings::default()
    };
    let bid = cargorun_desk::domain::bid::Bid::default();
    store.save_bid(None, &bid, Utc::now()).unwrap();
    let worker = Worker::start(Start {
        store: store.clone(),
        profile,
        settings: first.clone(),
        server: first.server.clone(),
        training: false,
        sign_in: None,
        own: OwnClock { offset_minutes: 0 },
        timing: Timing::system(),
        by_interval: false,
        use_key_store: false,
    })
    .unwrap();
    let go = |settings: &Settings| {
        worker.send(Effect::SaveSettings(Box::new(settings.clone())));
        worker.send(Effect::Connect { password: None });
        let wanted = settings.server.clone().unwrap();
        until(&worker, |event| matches!(event, Event::Connected { server, .. } if server == wanted).then_some(()));
        until(&worker, |event| if let Event::Bids { lines, .. } = event { Some(lines.len()) } else { None })
    };
    let other = Settings { server: Some("https://test.cargorun.ru".into()), database_of: None, ..first.clone() };
    assert_eq!(go(&other), 0, "nothing of the first server is shown as the second's");
    assert_eq!(store.file(), Some(dir.path().join("desk.test.cargorun.ru.db")));
    let back = Settings { server: Some("https://api.app.cargorun.ru".into()), ..other };
    assert_eq!(go(&back), 1);
    assert_eq!(store.file(), Some(dir.path().join("desk.db")));
}
