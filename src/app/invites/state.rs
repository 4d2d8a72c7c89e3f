//! What the window knows of personal invitations.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::card::InviteCard;
use super::rows::InviteRow;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::invite::{Ask, Direction, InviteState};
use crate::store::invites::InviteKey;
use crate::words::Message;

/// The inbox without pixels.
#[derive(Debug, Clone, Default)]
pub struct InviteDesk {
    /// All rows, the last heard of first; `None` until they were read.
    pub rows: Option<Arc<Vec<InviteRow>>>,
    /// The invitation whose card is open.
    pub selected: Option<InviteKey>,
    /// The card, once it was read.
    pub card: Option<Arc<InviteCard>>,
    /// The draft that is being looked at before it is stored.
    pub draft: Option<OpenDraft>,
    /// Where the asking of the receiver stands.
    pub post: Post,
    /// The token of ATI.SU is known.
    pub has_token: bool,
    /// The token of the receiver is known.
    pub has_receiver_token: bool,
    /// Subscriptions.
    pub subscriptions: Subscriptions,
}

/// Where the asking of the receiver stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Post {
    /// Not begun.
    #[default]
    Unknown,
    /// No receiver is set: nothing can come.
    NoReceiver,
    /// A receiver is set, and its token is not known.
    NoToken,
    /// The receiver was asked and answered at this moment.
    Listening(DateTime<Utc>),
    /// The receiver answers, and has no keys to check signatures with: it takes nothing in.
    NeedsKeys,
    /// It is asked in vain; the reason in words.
    Trouble(Message),
}

/// Subscriptions of ATI.SU.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Subscriptions {
    /// Not asked.
    #[default]
    NotAsked,
    /// On its way.
    Waiting,
    /// Known.
    Known(Vec<SubscriptionLine>),
    /// Not known, and why.
    Failed(Message),
}

/// A subscription as it is shown: without its key, and without its address, which nobody may guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionLine {
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// Its state by the word of the API.
    pub state: String,
    /// Its key is known.
    pub has_key: bool,
    /// Its events come to our receiver.
    pub is_ours: bool,
}

/// A draft that is looked at before it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDraft {
    /// Of which invitation.
    pub key: InviteKey,
    /// For which truck, counted from one.
    pub truck: i64,
    /// What was prepared; `None` while it is being prepared.
    pub prepared: Option<Prepared>,
    /// It is being stored.
    pub saving: bool,
}

/// A prepared draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// Of which invitation.
    pub key: InviteKey,
    /// For which truck, counted from one.
    pub truck: i64,
    /// How many trucks are wanted.
    pub trucks: i64,
    /// The bid.
    pub bid: Bid,
    /// What a person must still say.
    pub asks: Vec<Ask>,
    /// Who invites, by whose taxpayer number the customer was looked for.
    pub owner: Option<String>,
    /// The geocoder is being asked for points without coordinates.
    pub geocoding: bool,
    /// Points that the geocoder found, counted from zero.
    pub geocoded: Vec<usize>,
}

impl InviteDesk {
    /// A row.
    #[must_use]
    pub fn row(&self, key: &InviteKey) -> Option<&InviteRow> {
        self.rows.as_ref()?.iter().find(|row| row.key == *key)
    }

    /// How many received invitations nobody has looked at, at a moment.
    #[must_use]
    pub fn new_ones(&self, now: DateTime<Utc>) -> usize {
        let rows = self.rows.iter().flat_map(|rows| rows.iter());
        rows.filter(|row| row.key.direction == Direction::Received && row.state_at(now) == InviteState::New).count()
    }

    /// True when what is to be seen has come (pictures). `is_shown`: the inbox is on the screen.
    #[must_use]
    pub fn has_settled(&self, is_shown: bool) -> bool {
        let asks = self.draft.as_ref().is_some_and(|draft| draft.prepared.as_ref().is_none_or(|made| made.geocoding));
        let is_named = self.rows.as_ref().is_some_and(|rows| rows.iter().any(|row| row.has_name));
        let has_come = self.post != Post::Unknown && (is_named || !matches!(self.post, Post::Listening(_)));
        !is_shown || (has_come && !asks && (self.selected.is_none() || self.card.is_some()))
    }

    /// Lets go of all that belongs to a database that was open.
    pub fn let_go(&mut self) {
        self.rows = None;
        self.selected = None;
        self.card = None;
        self.draft = None;
        self.subscriptions = Subscriptions::NotAsked;
    }
}

impl OpenDraft {
    /// The draft before anything is known of it.
    #[must_use]
    pub const fn of(key: InviteKey, truck: i64) -> Self {
        Self { key, truck, prepared: None, saving: false }
    }

    /// The customer that is chosen.
    #[must_use]
    pub fn customer(&self) -> Option<&LocalId> {
        self.prepared.as_ref()?.bid.customer.as_ref()
    }
}
