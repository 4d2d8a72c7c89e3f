//! Wishes, work and news of personal invitations: each a group of its own inside the application's commands, effects and
//! events.

use std::sync::Arc;

use super::card::InviteCard;
use super::rows::InviteRow;
use super::state::{Post, Prepared, SubscriptionLine};
use crate::app::command::Secret;
use crate::app::secrets::AtiSecret;
use crate::app::state::ToastLevel;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::store::invites::InviteKey;
use crate::words::Message;

/// What a person asks.
#[derive(Debug, Clone, PartialEq)]
pub enum InviteCommand {
    /// Show the inbox with this invitation.
    Show(InviteKey),
    /// Open the card of an invitation, which counts as looked at.
    Select(InviteKey),
    /// Close the card.
    Close,
    /// Make the draft of an invitation: it is prepared and shown, or the bid that is there already is opened.
    Draft(InviteKey),
    /// The customer of the prepared draft.
    Customer(Option<LocalId>),
    /// Store the prepared draft; `true`: and go on in the form of the bid.
    SaveDraft(bool),
    /// Give the prepared draft up.
    CloseDraft,
    /// Decline an invitation at this desk; `false` takes that back.
    Decline(InviteKey, bool),
    /// Ask the receiver now.
    Fetch,
    /// Take a secret: into the key store, or into memory when there is none.
    Secret(AtiSecret, Secret),
    /// Read the subscriptions.
    LoadSubscriptions,
    /// Subscribe to what is not subscribed to.
    Subscribe,
    /// End a subscription.
    Unsubscribe(String),
    /// Ask ATI.SU for what it could not bring in so many days.
    Missed(i64),
}

/// What the worker is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum InviteEffect {
    /// Begin to ask the receiver, once for the life of the desk.
    Listen,
    /// Read all rows.
    Load,
    /// Read a card; the invitation counts as looked at.
    Card(InviteKey),
    /// Prepare a draft for a truck, counted from one.
    Prepare(InviteKey, i64),
    /// Store a draft.
    Save {
        /// Of which invitation.
        key: InviteKey,
        /// For which truck, counted from one.
        truck: i64,
        /// The bid.
        bid: Box<Bid>,
        /// Then the form of the bid is opened.
        edit: bool,
    },
    /// Decline, or take that back.
    Decline(InviteKey, bool),
    /// Ask the receiver now.
    Fetch,
    /// Take a secret.
    Secret(AtiSecret, Secret),
    /// Read the subscriptions.
    LoadSubscriptions,
    /// Subscribe.
    Subscribe,
    /// End a subscription.
    Unsubscribe(String),
    /// Ask for missed events of so many days.
    Missed(i64),
}

/// What the worker tells.
#[derive(Debug, Clone)]
pub enum InviteEvent {
    /// All rows, the last heard of first.
    Rows(Arc<Vec<InviteRow>>),
    /// Rows that are new or have changed.
    Changed(Vec<InviteRow>),
    /// A card.
    Card(Arc<InviteCard>),
    /// A prepared draft; told again when the geocoder has answered.
    Prepared(Box<Prepared>),
    /// The bid of this truck is there already.
    Existing(LocalId),
    /// A draft was stored.
    Saved {
        /// Of which invitation.
        key: InviteKey,
        /// The bid.
        bid: LocalId,
        /// Its form is to be opened.
        edit: bool,
    },
    /// A draft was not prepared or not stored, and why.
    NotDrafted(Message),
    /// Where the asking of the receiver stands.
    Post(Post),
    /// Whether the token of ATI.SU and that of the receiver are known.
    Secrets(bool, bool),
    /// The subscriptions, or why they are not known.
    Subscriptions(Result<Vec<SubscriptionLine>, Message>),
    /// Something to tell, with the invitation that it is about when it is one.
    Told(ToastLevel, Message, Option<InviteKey>),
}
