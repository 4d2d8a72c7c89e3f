//! The post: who asks the receiver, for the life of the desk. On a training server the receiver runs in this process, and
//! its subscriptions are made by the program.
//!
//! One task goes round: it asks the receiver for what lies behind its place, learns names, tells rows and news. A person may
//! call it out of its turn. Nothing is lost when it ends at any moment: the place is kept with what came.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::SecretString;
use tokio::sync::Notify;
use tokio::time::Instant;
use uuid::Uuid;

use super::invites::{is_training, load, server, tell, tell_changed};
use super::{Desk, books, inform, task, words};
use crate::api::ati::AtiError;
use crate::api::ati::client::Client;
use crate::api::ati::config::Customs;
use crate::api::ati::envelope::Topic;
use crate::app::invites::ask::InviteEvent;
use crate::app::invites::fetch::{self, FetchError, Fetched};
use crate::app::invites::site::{self, AtiKeys};
use crate::app::invites::state::Post as Stand;
use crate::app::invites::{invitation, names, news, subscribing, trouble};
use crate::app::secrets::AtiSecret;
use crate::app::settings::Theme;
use crate::app::settings_ati::{AtiSettings, LONGEST_HOLD_S};
use crate::app::state::ToastLevel;
use crate::domain::invite::Direction;
use crate::receiver::{self, Options, Running, callback};
use crate::store::StoreError;
use crate::store::invites::InviteKey;
use crate::words::{Lang, Message};

/// The training receiver's own file, beside the training server's.
const FILE: &str = "receiver.db";
/// After a failure it is asked again after so long, then twice as long, and so on.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// The longest that a missed event is asked for: ATI.SU tries for four days.
const LONGEST_MISSED_DAYS: i64 = 30;

/// What the worker keeps of the post.
#[derive(Default)]
pub(super) struct Post {
    keys: AtiKeys,
    listening: AtomicBool,
    called: Notify,
    /// The receiver of a training, with its token.
    training: tokio::sync::Mutex<Option<(Running, SecretString)>>,
    /// What the rows on the screen were made by; held while rows are read and told.
    pub(super) shown_as: Mutex<Option<(Lang, Theme, AtiSettings)>>,
    /// The invitation whose card is wanted: whoever walks through the list wants the last one only.
    pub(super) wanted: Mutex<Option<InviteKey>>,
    /// One card is made at a time.
    pub(super) card_turn: Mutex<()>,
    /// News that waits for the end of the quiet hours.
    untold: Mutex<BTreeSet<InviteKey>>,
}

impl Post {
    pub(super) fn new(key_store: bool) -> Self {
        Self { keys: AtiKeys::new(key_store), ..Self::default() }
    }

    /// Settings or secrets have changed, or a person doesn't want to wait.
    pub(super) fn call(&self) {
        self.called.notify_one();
    }
}

/// Begins to go round, once.
pub(super) fn listen(desk: &Desk) {
    if !desk.post.listening.swap(true, Ordering::Relaxed) {
        task(desk, go_round);
    }
}

pub(super) fn fetch_now(desk: &Desk) {
    listen(desk);
    desk.post.call();
}

async fn go_round(desk: Desk) {
    on_disk(&desk, load).await;
    on_disk(&desk, tell_secrets).await;
    on_disk(&desk, remember_untold).await;
    let (mut pause, mut is_first) = (FIRST_PAUSE, true);
    loop {
        let wait = match round(&desk, is_first).await {
            Ok(wait) => {
                (pause, is_first) = (FIRST_PAUSE, false);
                wait
            }
            Err(stand) => {
                tell(&desk, InviteEvent::Post(stand));
                let wait = pause;
                pause = (pause * 2).min(LONGEST_PAUSE);
                wait
            }
        };
        on_disk(&desk, tell_news).await;
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = desk.post.called.notified() => pause = FIRST_PAUSE,
        }
    }
}

async fn on_disk(desk: &Desk, work: impl FnOnce(&Desk) + Send + 'static) {
    let desk = desk.clone();
    let _ended = tokio::task::spawn_blocking(move || work(&desk)).await;
}

/// Asks once; gives how long to wait until the next time, or why nothing came.
async fn round(desk: &Desk, is_first: bool) -> Result<Duration, Stand> {
    let settings = desk.settings();
    let (address, token) = receiver_of(desk).await?;
    let relay = site::relay(&settings, &address, token).map_err(|error| Stand::Trouble(trouble(&error)))?;
    let interval = Duration::from_secs(settings.ati.fetch_interval_s);
    let is_held = settings.ati.fetch_interval_s <= LONGEST_HOLD_S && !is_first;
    let hold = if is_held { interval } else { Duration::ZERO };
    let (customs, now, begun) = (customs(desk), || desk.now(), Instant::now());
    let asking = fetch::fetch(&relay, &desk.store, &customs, hold, &now);
    let fetched = tokio::select! {
        fetched = asking => fetched.map_err(why)?,
        // A person calls: the question that is held is given up, what it would have brought is asked for at once.
        () = desk.post.called.notified() => return Ok(Duration::ZERO),
    };
    let has_keys =
        !fetched.needs_keys || give_keys(desk, &relay).await.map_err(|error| Stand::Trouble(trouble(&error)))?;
    tell(desk, InviteEvent::Post(if has_keys { Stand::Listening(desk.now()) } else { Stand::NeedsKeys }));
    took_in(desk, &fetched, is_first).await;
    // A receiver that holds nothing, or a proxy that cuts: asked again at the interval, not at once.
    let was_held = fetched.events > 0 || begun.elapsed() * 2 >= hold;
    Ok(if is_first || (is_held && was_held) { Duration::ZERO } else { interval })
}

fn why(error: FetchError) -> Stand {
    Stand::Trouble(match error {
        FetchError::Ati(error) => trouble(&error),
        FetchError::Store(error) => words::store_error(&error),
    })
}

fn customs(desk: &Desk) -> Customs {
    site::config_at(&desk.settings(), server(desk).as_deref()).customs
}

/// Where the receiver is, and its token.
async fn receiver_of(desk: &Desk) -> Result<(String, SecretString), Stand> {
    if is_training(desk) {
        return training_receiver(desk).await;
    }
    let address = desk.settings().ati.receiver_url;
    if address.is_empty() {
        return Err(Stand::NoReceiver);
    }
    let token = desk.post.keys.read(AtiSecret::Receiver).ok_or(Stand::NoToken)?;
    Ok((address, token))
}

/// The receiver of a training: the same as that of the command line, on a free port of this machine. Subscribed to on its
/// first day, its keys given to it.
async fn training_receiver(desk: &Desk) -> Result<(String, SecretString), Stand> {
    let mut training = desk.post.training.lock().await;
    let address = |running: &Running| format!("http://{}", running.addr());
    if let Some((running, token)) = training.as_ref() {
        return Ok((address(running), token.clone()));
    }
    let token = SecretString::from(Uuid::new_v4().to_string());
    let failed = |text: String| Stand::Trouble(Message::new("ati-receiver-failed").with("text", text));
    let options = Options::here(desk.profile.sandbox_dir().join(FILE), token.clone());
    let running = receiver::start(options).await.map_err(|error| failed(error.to_string()))?;
    let url = address(&running);
    match subscribe_in_training(desk, &url, &token).await {
        Ok(()) => {
            *training = Some((running, token.clone()));
            Ok((url, token))
        }
        Err(error) => {
            running.stop().await;
            Err(Stand::Trouble(trouble(&error)))
        }
    }
}

async fn subscribe_in_training(desk: &Desk, url: &str, token: &SecretString) -> Result<(), AtiError> {
    let client = site::client(&desk.settings(), server(desk).as_deref(), SecretString::from(site::TRAINING_TOKEN))?;
    // A desk that was closed has left its own behind: nobody listens there any more.
    for left in client.subscriptions().await? {
        client.unsubscribe(&left.id).await?;
    }
    subscribing::subscribe(&client, &Customs::default(), url, token).await?;
    let relay = site::relay(&desk.settings(), url, token.clone())?;
    subscribing::give_keys(&relay, Vec::new(), Some(&client)).await.map(drop)
}

async fn give_keys(desk: &Desk, relay: &crate::api::ati::relay::Relay) -> Result<bool, AtiError> {
    let (client, known) = (client(desk)?, site::keys_of(desk.post.keys.read(AtiSecret::HookKeys).as_ref()));
    subscribing::give_keys(relay, known, client.as_ref()).await
}

/// ATI.SU, when its token is known.
fn client(desk: &Desk) -> Result<Option<Client>, AtiError> {
    let token = if is_training(desk) {
        Some(SecretString::from(site::TRAINING_TOKEN))
    } else {
        desk.post.keys.read(AtiSecret::Token)
    };
    token.map(|token| site::client(&desk.settings(), server(desk).as_deref(), token)).transpose()
}

/// Rows of what changed, and the names of what is new in them.
async fn took_in(desk: &Desk, fetched: &Fetched, is_first: bool) {
    if fetched.changed.is_empty() && !is_first {
        return;
    }
    let keys = fetched.changed.clone();
    on_disk(desk, move |desk| {
        books::report(desk, tell_changed(desk, &keys).map(drop));
        desk.post.untold.lock().unwrap_or_else(PoisonError::into_inner).extend(keys);
    })
    .await;
    let wanted = (!is_first).then_some(&fetched.changed);
    match learn(desk, wanted).await {
        Ok(true) => on_disk(desk, load).await,
        Ok(false) => {}
        // Places are named after what is near, firms by their code.
        Err(error) => tracing::warn!(%error, "names of ATI.SU were not learned"),
    }
}

/// Asks for names of cities and firms; true when anything was learned.
async fn learn(desk: &Desk, keys: Option<&BTreeSet<InviteKey>>) -> Result<bool, FetchError> {
    let Some(client) = client(desk)? else { return Ok(false) };
    let settings = desk.settings();
    let records = desk.store.invites()?;
    let wanted = records.iter().filter(|record| keys.is_none_or(|keys| keys.contains(&record.key)));
    let all: Vec<_> = wanted.map(|record| invitation(record, &settings)).collect();
    names::ask(&client, &desk.store, &all, desk.now()).await
}

/// What came before and was not looked at may not have been told of either: each is told once.
fn remember_untold(desk: &Desk) {
    let records = desk.store.invites().unwrap_or_default();
    let new = records.into_iter().filter(|record| record.seen_at.is_none()).map(|record| record.key);
    desk.post.untold.lock().unwrap_or_else(PoisonError::into_inner).extend(new);
}

/// Tells what is new, once; what comes in quiet hours is told after them, in one notice.
fn tell_news(desk: &Desk) {
    let settings = desk.settings().notices;
    let keys = desk.post.untold.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if keys.is_empty() || inform::is_quiet(desk) {
        return;
    }
    let told = (|| {
        let rows = super::invites::rows(desk, &desk.settings(), Some(&keys))?;
        let found: Vec<_> = rows.iter().filter_map(|row| Some((row, news::cause(row, desk.now())?))).collect();
        let causes: Vec<String> = found.iter().map(|(_, (_, cause))| cause.clone()).collect();
        // What is switched off now must not come in a heap when it is switched on.
        let fresh = desk.store.claim_told(&causes, None, desk.now())?;
        for kind in news::Kind::ALL.into_iter().filter(|_| settings.invites) {
            let of_kind = found.iter().filter(|(_, (known, cause))| *known == kind && fresh.contains(cause));
            let rows: Vec<_> = of_kind.map(|(row, _)| *row).collect();
            if let Some(notice) = news::notice(kind, &rows) {
                inform::aloud(desk, &notice.message, notice.sounds && settings.invites_sound);
                tell(desk, InviteEvent::Told(notice.level, notice.message, notice.key));
            }
        }
        Ok::<_, StoreError>(())
    })();
    match told {
        Ok(()) => desk.post.untold.lock().unwrap_or_else(PoisonError::into_inner).retain(|key| !keys.contains(key)),
        Err(error) => tracing::warn!(%error, "invitations were not told of"),
    }
}

pub(super) fn tell_secrets(desk: &Desk) {
    let has = |which| desk.post.keys.read(which).is_some();
    tell(desk, InviteEvent::Secrets(has(AtiSecret::Token), has(AtiSecret::Receiver)));
}

pub(super) fn take_secret(desk: &Desk, which: AtiSecret, secret: SecretString) {
    desk.post.keys.keep(which, secret);
    tell_secrets(desk);
    fetch_now(desk);
}

pub(super) async fn subscriptions(desk: Desk) {
    let found = read_subscriptions(&desk).await;
    tell(&desk, InviteEvent::Subscriptions(found));
}

async fn read_subscriptions(desk: &Desk) -> Result<Vec<crate::app::invites::state::SubscriptionLine>, Message> {
    let client = need_client(desk)?;
    let known = client.subscriptions().await.map_err(|error| trouble(&error))?;
    let ours = match receiver_of(desk).await {
        Ok((address, token)) => Topic::ALL.map(|topic| callback(&address, customs(desk).topic(topic), &token)).into(),
        Err(_) => Vec::new(),
    };
    Ok(subscribing::lines(&known, &ours))
}

fn need_client(desk: &Desk) -> Result<Client, Message> {
    client(desk).map_err(|error| trouble(&error))?.ok_or_else(|| Message::new("invites-no-token"))
}

pub(super) async fn subscribe(desk: Desk) {
    let made = async {
        let client = need_client(&desk)?;
        let (address, token) = receiver_of(&desk).await.map_err(|stand| match stand {
            Stand::Trouble(why) => why,
            _ => Message::new("invites-no-receiver"),
        })?;
        let said = |error: AtiError| trouble(&error);
        subscribing::subscribe(&client, &customs(&desk), &address, &token).await.map_err(said)?;
        let relay = site::relay(&desk.settings(), &address, token).map_err(said)?;
        let known = site::keys_of(desk.post.keys.read(AtiSecret::HookKeys).as_ref());
        subscribing::give_keys(&relay, known, Some(&client)).await.map_err(said)?;
        read_subscriptions(&desk).await
    };
    let made = made.await;
    tell(&desk, InviteEvent::Subscriptions(made));
    fetch_now(&desk);
}

pub(super) async fn unsubscribe(desk: Desk, id: String) {
    let ended = match need_client(&desk) {
        Ok(client) => client.unsubscribe(&id).await.map_err(|error| trouble(&error)),
        Err(why) => Err(why),
    };
    let found = match ended {
        Ok(()) => read_subscriptions(&desk).await,
        Err(why) => Err(why),
    };
    tell(&desk, InviteEvent::Subscriptions(found));
}

/// Asks ATI.SU for what it could not bring.
pub(super) async fn missed(desk: Desk, days: i64) {
    let client = match need_client(&desk) {
        Ok(client) => client,
        Err(why) => return tell(&desk, InviteEvent::Told(ToastLevel::Warn, why, None)),
    };
    let now = desk.now();
    let since = now - TimeDelta::days(days.clamp(1, LONGEST_MISSED_DAYS));
    match subscribing::missed(&client, &desk.store, &customs(&desk), since, now).await {
        Ok(fetched) => {
            took_in(&desk, &fetched, false).await;
            on_disk(&desk, tell_news).await;
            let received = fetched.changed.iter().filter(|key| key.direction == Direction::Received).count();
            let said = Message::new("invites-missed-came").with("events", fetched.events).with("count", received);
            tell(&desk, InviteEvent::Told(ToastLevel::Ok, said, None));
        }
        Err(error) => {
            if let Stand::Trouble(text) = why(error) {
                tell(&desk, InviteEvent::Told(ToastLevel::Warn, text, None));
            }
        }
    }
}
