//! Keeping people informed, off the window's thread: marks of unseen changes, notices, alerts, letters.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::SecretString;

use super::Desk;
use crate::api::smtp;
use crate::app::event::Event;
use crate::app::inform::ask::InformEvent;
use crate::app::inform::notices::{Notice, NoticeKind, grouped};
use crate::app::inform::state::MailTest;
use crate::app::inform::{gather, letter, mail_words, quiet};
use crate::app::lines::own_local;
use crate::app::secrets;
use crate::app::state::{Link, ToastLevel};
use crate::domain::id::LocalId;
use crate::platform;
use crate::store::StoreError;
use crate::words::Message;

/// Changes that the screen lists; of more, the newest.
const LISTED: usize = 5_000;
/// Changes that a card shows.
const ON_A_CARD: usize = 30;
/// The disk belongs to the list first.
const LIST_FIRST: Duration = Duration::from_secs(3);
/// How often a long pause is called to mind.
const REMIND: TimeDelta = TimeDelta::hours(1);

/// Tells what nobody has looked at.
pub(super) fn unseen(desk: &Desk) {
    match desk.store.unseen_changes(LISTED) {
        Ok(changes) => tell(desk, InformEvent::Unseen(Arc::new(changes))),
        Err(error) => tracing::warn!(%error, "changes from outside can't be read"),
    }
}

/// Tells what changed in a record.
pub(super) fn changes_of(desk: &Desk, id: &LocalId) {
    match desk.store.outside_changes(id, ON_A_CARD) {
        Ok(changes) => tell(desk, InformEvent::Changes(id.clone(), Arc::new(changes))),
        Err(error) => tracing::warn!(%error, "changes of a record can't be read"),
    }
}

/// A person opened a record: its changes are told as they were, then count as looked at.
pub(super) fn look(desk: &Desk, id: &LocalId) {
    changes_of(desk, id);
    see(desk, Some(id));
}

/// All have been looked at.
pub(super) fn see(desk: &Desk, id: Option<&LocalId>) {
    match desk.store.mark_seen(id, desk.now()) {
        Ok(0) => {}
        Ok(_) => unseen(desk),
        Err(error) => desk.out.notice(ToastLevel::Warn, super::words::store_error(&error)),
    }
}

/// After a cycle, and each minute beside it: what is new is told. `complete`: everything on the platform has been read.
pub(super) fn report(desk: &Desk, complete: bool) {
    let told = (|| {
        let begun = complete && desk.store.note_outside_from_now()?;
        unseen(desk);
        notices(desk, begun)?;
        alerts(desk)?;
        super::notes::remind(desk)?;
        remind_of_pause(desk)
    })();
    if let Err(error) = told {
        tracing::warn!(%error, "people were not informed");
    }
}

fn notices(desk: &Desk, begun: bool) -> Result<(), StoreError> {
    let settings = desk.settings();
    if !begun && is_quiet(desk) {
        // What is kept back comes when the quiet hours are over, in one notice a kind.
        return Ok(());
    }
    let findings = gather::fresh(&desk.store, &settings.notices, begun, desk.now())?;
    if findings.is_empty() {
        return Ok(());
    }
    let name = |id: &LocalId| bid_name(desk, id);
    for Notice { kind, level, message, bid } in grouped(&findings, &name) {
        // A refusal has been said in the window already, with the platform's own sentence.
        if kind != NoticeKind::Refused {
            tell(desk, InformEvent::Told(level, message.clone(), bid));
        }
        if settings.notices.desktop {
            on_desktop(desk, &message);
        }
    }
    Ok(())
}

/// True within the quiet hours.
pub(super) fn is_quiet(desk: &Desk) -> bool {
    let notices = desk.settings().notices;
    quiet::is_quiet(&notices.quiet_from, &notices.quiet_to, own_local(desk.now(), desk.own).time())
}

pub(super) fn bid_name(desk: &Desk, id: &LocalId) -> String {
    let row = desk.store.bid_row(id).ok().flatten();
    let number = row.as_ref().and_then(|row| row.meta.remote_id);
    match number {
        Some(number) => desk.settings().lang.say(&Message::new("notice-bid-number").with("number", number.to_string())),
        None => row.map(|row| row.route.join(" → ")).unwrap_or_default(),
    }
}

fn alerts(desk: &Desk) -> Result<(), StoreError> {
    let settings = desk.settings();
    let refused = desk.sign_in_refused.load(std::sync::atomic::Ordering::Relaxed);
    let password = mail_password(desk);
    let told = letter::look(&desk.store, &settings, password, refused, desk.now())?;
    for alert in told.shown {
        tell(desk, InformEvent::Told(ToastLevel::Warn, alert.message(), None));
        if settings.notices.desktop && !is_quiet(desk) {
            on_desktop(desk, &alert.message());
        }
    }
    if let Some(Err(error)) = told.letter {
        tracing::warn!(%error, "the letter to the administrator was not handed in");
        let why = settings.lang.say(&mail_words::trouble(&error));
        desk.out.notice(ToastLevel::Warn, Message::new("mail-not-sent").with("text", why));
    }
    Ok(())
}

fn remind_of_pause(desk: &Desk) -> Result<(), StoreError> {
    let Some(since) = desk.settings().paused_since else { return Ok(()) };
    let passed = desk.now().signed_duration_since(since);
    if passed < REMIND || is_quiet(desk) {
        return Ok(());
    }
    let cause = "paused".to_owned();
    if desk.store.claim_told(std::slice::from_ref(&cause), Some(REMIND), desk.now())?.contains(&cause) {
        let hours = usize::try_from(passed.num_hours()).unwrap_or_default();
        let message = Message::new("pause-reminder").with("hours", hours);
        tell(desk, InformEvent::Told(ToastLevel::Warn, message.clone(), None));
        if desk.settings().notices.desktop {
            on_desktop(desk, &message);
        }
    }
    Ok(())
}

/// On the desktop, when this desk lives by itself; a picture or a test shows nothing there.
pub(super) fn on_desktop(desk: &Desk, message: &Message) {
    if desk.by_interval {
        let shown = show(desk, message, false);
        tell(desk, InformEvent::Desktop(shown));
    }
}

/// On the desktop as the settings say, with a sound where it is wanted.
pub(super) fn aloud(desk: &Desk, message: &Message, sounds: bool) {
    if desk.by_interval && desk.settings().notices.desktop {
        let shown = show(desk, message, sounds);
        tell(desk, InformEvent::Desktop(shown));
    }
}

fn show(desk: &Desk, message: &Message, sounds: bool) -> Result<(), String> {
    let lang = desk.settings().lang;
    let training = desk.fixed_server.is_some();
    let title = if training { "notice-desktop-title-training" } else { "notice-desktop-title" };
    platform::show_notification(&lang.text(title), &lang.say(message), sounds)
}

/// Asks once whether the desktop shows notifications, so that the settings can say so.
pub(super) fn ask_desktop(desk: &Desk) {
    tell(desk, InformEvent::Desktop(platform::notifications_work()));
    tell(desk, InformEvent::MailPassword(mail_password(desk).is_some()));
}

pub(super) fn test_desktop(desk: &Desk) {
    let shown = show(desk, &Message::new("notice-desktop-trial"), false);
    if shown.is_ok() {
        desk.out.notice(ToastLevel::Ok, Message::new("notice-desktop-works"));
    }
    tell(desk, InformEvent::Desktop(shown));
}

pub(super) fn take_mail_password(desk: &Desk, password: SecretString) {
    let alerts = desk.settings().alerts;
    if desk.key_store {
        secrets::keep_mail_password(&alerts.smtp_host, &alerts.smtp_user, &password);
    }
    *desk.mail_password.lock().unwrap_or_else(PoisonError::into_inner) = Some(password);
    tell(desk, InformEvent::MailPassword(true));
}

/// The environment wins, then what was typed, then the key store.
fn mail_password(desk: &Desk) -> Option<SecretString> {
    let alerts = desk.settings().alerts;
    let typed = desk.mail_password.lock().unwrap_or_else(PoisonError::into_inner).clone();
    secrets::mail_password_of_environment()
        .or(typed)
        .or_else(|| secrets::mail_password(&alerts.smtp_host, &alerts.smtp_user).filter(|_| desk.key_store))
}

pub(super) fn test_mail(desk: &Desk) {
    let settings = desk.settings();
    if settings.alerts.smtp_host.is_empty() || settings.alerts.mail_to.is_empty() {
        return tell(desk, InformEvent::Mail(MailTest::Failed(Message::new("mail-nowhere"))));
    }
    tell(desk, InformEvent::Mail(MailTest::Running));
    let post = letter::post(&settings.alerts, mail_password(desk));
    let sent = smtp::send(&post, &letter::trial(&settings));
    tell(
        desk,
        InformEvent::Mail(match sent {
            Ok(()) => MailTest::Sent,
            Err(error) => MailTest::Failed(mail_words::trouble(&error)),
        }),
    );
}

/// Keeps in mind whether the platform lets this desk in.
pub(super) fn note_link(desk: &Desk, link: &Link) {
    let refused = match link {
        Link::SignIn(_) => true,
        Link::Online => false,
        Link::Unknown | Link::Offline(_) => return,
    };
    desk.sign_in_refused.store(refused, std::sync::atomic::Ordering::Relaxed);
}

/// The list comes first: the look through begins when it is likely to be on the screen.
pub(super) async fn check_database_later(desk: Desk) {
    tokio::time::sleep(LIST_FIRST).await;
    let _looked = tokio::task::spawn_blocking(move || check_database(&desk)).await;
}

/// Looks through the whole database on a connection of its own; what is broken is told with the way out.
pub(super) fn check_database(desk: &Desk) {
    match desk.store.check_later() {
        Ok(()) => {}
        Err(StoreError::Damaged(what)) => {
            tracing::error!(what, "the database is damaged");
            let newest =
                crate::app::backups::list(&super::upkeep::folder(desk)).into_iter().find(|file| file.bids.is_some());
            tell(desk, InformEvent::Damaged(newest.map(|file| file.path)));
        }
        Err(error) => tracing::warn!(%error, "the database was not checked"),
    }
}

fn tell(desk: &Desk, event: InformEvent) {
    desk.out.tell(Event::Inform(event));
}
