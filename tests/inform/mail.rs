//! Letters to the administrator: handed in, refused in words of their own, one an hour, without a secret.

use cargorun_desk::api::smtp::{Letter, Post, PostError, Security, send};
use cargorun_desk::app::inform::alerts::Alert;
use cargorun_desk::app::inform::letter::look;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::settings_inform::AlertSettings;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::JournalEntry;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use crate::post_office::{Manner, PostOffice};

const PASSWORD: &str = "Тайна-Qwerty-1";

fn post(port: u16, security: Security) -> Post {
    let account = Some(("desk@example.test".to_owned(), SecretString::from(PASSWORD)));
    Post { host: "127.0.0.1".to_owned(), port, security, account }
}

fn letter() -> Letter {
    Letter {
        from: "Пульт <desk@example.test>".to_owned(),
        to: "admin@example.test, it@example.test".to_owned(),
        subject: "Ошибки".to_owned(),
        text: "Первая строка\nвторая".to_owned(),
    }
}

#[test]
fn a_letter_is_handed_in_to_everybody_it_is_for() {
    let office = PostOffice::open(Manner::Takes);
    assert_eq!(send(&post(office.port, Security::Plain), &letter()), Ok(()));
    let heard = office.heard();
    let says = |start: &str| heard.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(
        (says("AUTH "), says("MAIL FROM:<desk@example.test>"), says("RCPT TO:"), office.letters()),
        (1, 1, 2, 1)
    );
    assert!(heard.iter().any(|line| line.starts_with("Subject: =?utf-8?")), "{heard:?}");
}

#[test]
fn each_refusal_has_a_kind_of_its_own() {
    let office = PostOffice::open(Manner::RefusesSignIn);
    let refused = send(&post(office.port, Security::Plain), &letter());
    assert!(matches!(&refused, Err(PostError::SignIn(text)) if text.contains("authentication failed")), "{refused:?}");
    assert!(!format!("{refused:?}").contains(PASSWORD));
    assert_eq!(office.letters(), 0);

    let office = PostOffice::open(Manner::RefusesRecipient);
    let refused = send(&post(office.port, Security::Plain), &letter());
    assert!(matches!(&refused, Err(PostError::Refused(text)) if text.contains("no such mailbox")), "{refused:?}");

    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = send(&post(closed, Security::Plain), &letter());
    assert!(matches!(refused, Err(PostError::Unreachable(_))), "{refused:?}");

    let wrong = Letter { to: "nobody".to_owned(), ..letter() };
    assert!(matches!(send(&post(1, Security::Plain), &wrong), Err(PostError::BadAddress(_))));
}

#[test]
fn a_password_only_travels_over_a_line_that_somebody_vouches_for() {
    let office = PostOffice::open(Manner::OffersBadTls);
    let refused = send(&post(office.port, Security::StartTls), &letter());
    assert!(matches!(refused, Err(PostError::NoTls(_))), "{refused:?}");
    assert!(
        !office.heard().iter().any(|line| line.starts_with("AUTH") || line.contains("MAIL")),
        "{:?}",
        office.heard()
    );

    // A server that offers no encryption at all.
    let office = PostOffice::open(Manner::Takes);
    let refused = send(&post(office.port, Security::StartTls), &letter());
    assert!(matches!(refused, Err(PostError::NoTls(_))), "{refused:?}");
    assert!(!office.heard().iter().any(|line| line.starts_with("AUTH")), "{:?}", office.heard());
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn failed(store: &Store, minute: i64) {
    let entry = JournalEntry {
        id: 0,
        at: at(minute),
        method: "POST".into(),
        path: "/api/TruckingBids/Apply?phone=79001234567".into(),
        status: Some(500),
        duration_ms: 7,
        error: Some("bad token eyJhbGciOiJIUzI1NiJ9e30abcdef0123".into()),
    };
    store.journal_append(&entry).unwrap();
}

fn settings(port: u16) -> Settings {
    let alerts = AlertSettings {
        enabled: true,
        errors: 3,
        errors_minutes: 100,
        smtp_host: "127.0.0.1".into(),
        smtp_port: port,
        smtp_security: Security::Plain,
        smtp_user: "desk@example.test".into(),
        mail_to: "admin@example.test".into(),
        ..AlertSettings::default()
    };
    Settings { alerts, ..Settings::default() }
}

#[test]
fn errors_that_pile_up_are_one_letter_an_hour_over_restarts() {
    let office = PostOffice::open(Manner::Takes);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let open = || Store::open(&path).unwrap().store;
    let settings = settings(office.port);
    let password = || Some(SecretString::from(PASSWORD));
    let store = open();
    for minute in 0..2 {
        failed(&store, minute);
    }
    assert_eq!(look(&store, &settings, password(), false, at(2)).unwrap().letter, None, "two are no heap");
    failed(&store, 2);
    let told = look(&store, &settings, password(), false, at(3)).unwrap();
    assert_eq!((told.shown, told.letter), (vec![Alert::Errors(3, 100)], Some(Ok(()))));
    drop(store);

    let store = open();
    for minute in [4, 30, 62] {
        failed(&store, minute);
        let told = look(&store, &settings, password(), false, at(minute)).unwrap();
        assert_eq!((told.shown, told.letter), (vec![], None), "minute {minute}");
    }
    let told = look(&store, &settings, password(), true, at(64)).unwrap();
    assert_eq!((told.shown.len(), told.letter), (2, Some(Ok(()))), "an hour later, and another cause with it");
    assert_eq!(office.letters(), 2);
    let silent = Settings { alerts: AlertSettings { enabled: false, ..settings.alerts.clone() }, ..settings };
    assert_eq!(look(&store, &silent, password(), true, at(999)).unwrap().letter, None);

    let whole = office.heard().join("\n");
    for secret in ["Qwerty", "eyJhbGci", "79001234567"] {
        assert!(!whole.contains(secret), "{secret} in\n{whole}");
    }
}

#[test]
fn a_letter_that_was_not_taken_is_tried_again_and_not_each_minute() {
    let refusing = PostOffice::open(Manner::RefusesSignIn);
    let taking = PostOffice::open(Manner::Takes);
    let store = Store::open_in_memory().unwrap();
    for minute in 0..3 {
        failed(&store, minute);
    }
    let try_at = |port, minute| look(&store, &settings(port), Some(PASSWORD.into()), false, at(minute)).unwrap();
    let first = try_at(refusing.port, 3);
    assert!(matches!(first.letter, Some(Err(PostError::SignIn(_)))), "{first:?}");
    assert_eq!(first.shown.len(), 1, "the screen says it whatever becomes of the letter");
    let soon = try_at(refusing.port, 4);
    assert_eq!((soon.shown.len(), soon.letter), (0, None));
    assert_eq!(try_at(taking.port, 9).letter, Some(Ok(())));
    assert_eq!(try_at(taking.port, 20).letter, None);
    assert_eq!(taking.letters(), 1);
}
