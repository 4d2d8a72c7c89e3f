//! What a person asks of the engine beside a cycle: a check, a decision on mass deletion, a decision taken back; and what
//! the screen is told of them.

use super::{Desk, books, exchange, words};
use crate::app::event::{EngineNews, Event};
use crate::app::state::ToastLevel;
use crate::domain::id::RecordKind;
use crate::store::StoreError;
use crate::sync::Cancel;
use crate::words::Message;

/// Decisions of the setting that the screen shows.
const SETTLED_SHOWN: usize = 200;

/// Tells the screen where the engine stands.
pub(super) fn tell(desk: &Desk) -> Result<(), StoreError> {
    let news = EngineNews {
        held: desk.store.held_deletions()?,
        proven_equal_at: desk.store.proven_equal_at()?,
        settled: desk.store.settled_conflicts(SETTLED_SHOWN)?.into(),
    };
    desk.out.tell(Event::Engine(news));
    Ok(())
}

/// Compares with the platform now, between two cycles.
pub(super) async fn verify(desk: Desk) {
    let Some(connected) = desk.connected() else { return };
    let turn = desk.exchange.lock().await;
    let checked = connected.engine.verify(&Cancel::default()).await;
    drop(turn);
    match checked {
        Ok(proof) if proof.is_equal() => desk.out.notice(ToastLevel::Ok, Message::new("proof-good")),
        Ok(proof) => {
            let count = proof.differing + proof.missing + usize::from(proof.there.is_some_and(|n| n != proof.here));
            desk.out.notice(ToastLevel::Warn, Message::new("proof-differs").with("count", count));
        }
        Err(error) => {
            let why = desk.settings().lang.say(&words::sync_error(&error));
            desk.out.notice(ToastLevel::Error, Message::new("proof-failed").with("text", why));
        }
    }
    let reread = desk.clone();
    let _told = tokio::task::spawn_blocking(move || books::load_all(&reread)).await;
}

/// A person believes that so much was deleted: it is deleted here too, and the exchange goes on.
pub(super) async fn accept_deletions(desk: Desk) {
    let (there, now) = (desk.clone(), desk.now());
    let accepted = tokio::task::spawn_blocking(move || {
        let accepted = there.store.accept_deletions(now);
        books::load_all(&there);
        accepted
    });
    match accepted.await {
        Ok(Ok(count)) => desk.out.notice(ToastLevel::Ok, Message::new("held-accepted").with("count", count)),
        Ok(Err(error)) => return desk.out.notice(ToastLevel::Error, words::store_error(&error)),
        Err(error) => return tracing::error!(%error, "the deletions were cut off"),
    }
    exchange::run(desk, true).await;
}

/// Takes back a decision of the setting, and sends what follows.
pub(super) async fn take_back(desk: Desk, seq: i64) {
    let (there, now) = (desk.clone(), desk.now());
    let taken = tokio::task::spawn_blocking(move || {
        let (kind, id) = there.store.take_back(seq, now)?;
        if kind == RecordKind::Bid {
            return books::tell_bid(&there, &id);
        }
        books::load_all(&there);
        Ok(())
    });
    match taken.await {
        Ok(Ok(())) => desk.out.notice(ToastLevel::Ok, Message::new("settled-taken-back")),
        Ok(Err(StoreError::NotFound | StoreError::NotEditable(_))) => {
            return desk.out.notice(ToastLevel::Warn, Message::new("settled-not-taken-back"));
        }
        Ok(Err(error)) => return desk.out.notice(ToastLevel::Error, words::store_error(&error)),
        Err(error) => return tracing::error!(%error, "taking back was cut off"),
    }
    exchange::run(desk, true).await;
}
