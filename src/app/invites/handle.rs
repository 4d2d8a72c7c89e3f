//! Wishes and news of invitations → changes of state and effects.

use std::sync::Arc;

use super::ask::{InviteCommand, InviteEffect, InviteEvent};
use super::rows::InviteRow;
use super::state::{OpenDraft, Prepared, Subscriptions};
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::handle::toast;
use crate::app::state::{AppState, ToastLevel};
use crate::domain::id::LocalId;
use crate::domain::invite::Ask;
use crate::store::invites::InviteKey;
use crate::words::Message;

/// Handles a wish.
pub(in crate::app) fn handle(state: &mut AppState, command: InviteCommand) -> Vec<Effect> {
    match command {
        InviteCommand::Show(key) => {
            let mut effects = crate::app::handle::handle(state, Command::Open(Screen::Invites));
            state.invites.draft = None;
            effects.extend(select(state, key));
            effects
        }
        InviteCommand::Select(key) => select(state, key),
        InviteCommand::Close => {
            state.invites.selected = None;
            state.invites.card = None;
            Vec::new()
        }
        InviteCommand::Draft(key) => draft(state, key),
        InviteCommand::Customer(customer) => {
            choose_customer(state, customer);
            Vec::new()
        }
        InviteCommand::SaveDraft(edit) => save(state, edit),
        InviteCommand::CloseDraft => {
            state.invites.draft = None;
            Vec::new()
        }
        InviteCommand::Decline(key, declined) => one(InviteEffect::Decline(key, declined)),
        InviteCommand::Fetch => one(InviteEffect::Fetch),
        InviteCommand::Secret(which, secret) => one(InviteEffect::Secret(which, secret)),
        InviteCommand::LoadSubscriptions => ask_subscriptions(state, InviteEffect::LoadSubscriptions),
        InviteCommand::Subscribe => ask_subscriptions(state, InviteEffect::Subscribe),
        InviteCommand::Unsubscribe(id) => ask_subscriptions(state, InviteEffect::Unsubscribe(id)),
        InviteCommand::Missed(days) => one(InviteEffect::Missed(days)),
    }
}

fn one(effect: InviteEffect) -> Vec<Effect> {
    vec![Effect::Invites(effect)]
}

fn select(state: &mut AppState, key: InviteKey) -> Vec<Effect> {
    if state.invites.card.as_ref().is_some_and(|card| card.key != key) {
        state.invites.card = None;
    }
    state.invites.selected = Some(key.clone());
    one(InviteEffect::Card(key))
}

/// The draft of the first truck that has none; when all have theirs, the first bid is opened.
fn draft(state: &mut AppState, key: InviteKey) -> Vec<Effect> {
    let Some(row) = state.invites.row(&key) else { return Vec::new() };
    match row.next_truck() {
        Some(truck) => {
            let mut effects = select(state, key.clone());
            effects.extend(prepare(state, key, truck));
            effects
        }
        None => row.bids.first().map(|(_, bid)| bid.clone()).map_or_else(Vec::new, |bid| show_bid(state, bid)),
    }
}

fn prepare(state: &mut AppState, key: InviteKey, truck: i64) -> Vec<Effect> {
    state.invites.draft = Some(OpenDraft::of(key.clone(), truck));
    one(InviteEffect::Prepare(key, truck))
}

fn show_bid(state: &mut AppState, bid: LocalId) -> Vec<Effect> {
    state.invites.draft = None;
    let mut effects = crate::app::handle::handle(state, Command::Open(Screen::Bids));
    effects.extend(crate::app::handle::handle(state, Command::SelectBid(bid)));
    effects
}

fn choose_customer(state: &mut AppState, customer: Option<LocalId>) {
    if let Some(prepared) = state.invites.draft.as_mut().and_then(|draft| draft.prepared.as_mut()) {
        set_customer(prepared, customer);
    }
}

fn set_customer(prepared: &mut Prepared, customer: Option<LocalId>) {
    prepared.asks.retain(|ask| *ask != Ask::Customer);
    if customer.is_none() {
        prepared.asks.insert(0, Ask::Customer);
    }
    prepared.bid.customer = customer;
}

fn save(state: &mut AppState, edit: bool) -> Vec<Effect> {
    let Some(draft) = state.invites.draft.as_mut().filter(|draft| !draft.saving) else { return Vec::new() };
    let Some(prepared) = &draft.prepared else { return Vec::new() };
    draft.saving = true;
    let (key, truck, bid) = (draft.key.clone(), draft.truck, Box::new(prepared.bid.clone()));
    one(InviteEffect::Save { key, truck, bid, edit })
}

fn ask_subscriptions(state: &mut AppState, effect: InviteEffect) -> Vec<Effect> {
    state.invites.subscriptions = Subscriptions::Waiting;
    one(effect)
}

/// Applies news.
pub(in crate::app) fn apply(state: &mut AppState, event: InviteEvent) -> Vec<Effect> {
    match event {
        InviteEvent::Rows(rows) => {
            state.invites.rows = Some(rows);
            // What the open card says may have changed with them.
            return state.invites.selected.clone().map_or_else(Vec::new, |key| one(InviteEffect::Card(key)));
        }
        InviteEvent::Changed(rows) => return changed(state, rows),
        InviteEvent::Card(card) => {
            // The person may have moved on while it was read.
            if state.invites.selected.as_ref() == Some(&card.key) {
                state.invites.card = Some(card);
            }
        }
        InviteEvent::Prepared(prepared) => prepared_came(state, *prepared),
        InviteEvent::Existing(bid) => return show_bid(state, bid),
        InviteEvent::Saved { key, bid, edit } => return saved(state, key, bid, edit),
        InviteEvent::NotDrafted(why) => {
            match &mut state.invites.draft {
                Some(draft) if draft.prepared.is_some() => draft.saving = false,
                draft => *draft = None,
            }
            toast(state, ToastLevel::Error, why, None);
        }
        InviteEvent::Post(post) => state.invites.post = post,
        InviteEvent::Secrets(token, receiver) => {
            state.invites.has_token = token;
            state.invites.has_receiver_token = receiver;
        }
        InviteEvent::Subscriptions(found) => {
            state.invites.subscriptions = match found {
                Ok(lines) => Subscriptions::Known(lines),
                Err(why) => Subscriptions::Failed(why),
            };
        }
        // Who looks at the inbox has seen the row come.
        InviteEvent::Told(ToastLevel::Info, ..) if state.screen == Screen::Invites => {}
        InviteEvent::Told(level, message, key) => {
            let show = key.map(|key| ("action-show-invite", Command::Invites(InviteCommand::Show(key))));
            toast(state, level, message, show);
        }
    }
    Vec::new()
}

fn changed(state: &mut AppState, changed: Vec<InviteRow>) -> Vec<Effect> {
    let Some(rows) = &mut state.invites.rows else { return one(InviteEffect::Load) };
    let rows = Arc::make_mut(rows);
    let mut effects = Vec::new();
    for row in changed {
        let is_selected = state.invites.selected.as_ref() == Some(&row.key);
        match rows.iter_mut().find(|known| known.key == row.key) {
            Some(known) => {
                if is_selected && known.has_other_content(&row) {
                    effects.extend(one(InviteEffect::Card(row.key.clone())));
                }
                *known = row;
            }
            None => rows.insert(0, row),
        }
    }
    effects
}

/// A prepared draft of what is still being looked at; a customer that was chosen meanwhile stays chosen.
fn prepared_came(state: &mut AppState, mut prepared: Prepared) {
    let Some(draft) = &mut state.invites.draft else { return };
    if draft.key != prepared.key || draft.truck != prepared.truck || draft.saving {
        return;
    }
    if let Some(chosen) = draft.customer() {
        set_customer(&mut prepared, Some(chosen.clone()));
    }
    draft.prepared = Some(prepared);
}

/// The next truck's draft is prepared, or the bid is opened when every truck has one.
fn saved(state: &mut AppState, key: InviteKey, bid: LocalId, edit: bool) -> Vec<Effect> {
    let open = Some(("action-open-bid", Command::SelectBid(bid.clone())));
    toast(state, ToastLevel::Ok, Message::new("invites-draft-saved"), open.filter(|_| edit));
    let next = state.invites.row(&key).and_then(InviteRow::next_truck).filter(|_| !edit);
    if let Some(truck) = next {
        return prepare(state, key, truck);
    }
    let mut effects = show_bid(state, bid.clone());
    if edit {
        effects.push(Effect::LoadForEditor(bid));
    }
    effects
}
