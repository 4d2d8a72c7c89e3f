//! What of invitations is told aloud: one that came, and one whose bid stands while it was withdrawn. Each once.

use chrono::{DateTime, Utc};

use super::rows::InviteRow;
use crate::app::state::ToastLevel;
use crate::domain::invite::{Direction, InviteState};
use crate::store::invites::InviteKey;
use crate::words::Message;

/// Routes that a notice names before "and others".
const NAMED: usize = 3;

/// What makes a notice of a row, once. `None`: there is nothing to tell of it.
#[must_use]
pub fn cause(row: &InviteRow, now: DateTime<Utc>) -> Option<(Kind, String)> {
    let kind = match row.state_at(now) {
        InviteState::New if row.key.direction == Direction::Received => Kind::Came,
        InviteState::Withdrawn if !row.bids.is_empty() => Kind::Withdrawn,
        _ => return None,
    };
    Some((kind, format!("{}:{}", kind.name(), row.key.entity)))
}

/// A kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Somebody invites us.
    Came,
    /// Taken back, and a bid was made of it.
    Withdrawn,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Came, Self::Withdrawn];

    const fn name(self) -> &'static str {
        match self {
            Self::Came => "invite-came",
            Self::Withdrawn => "invite-withdrawn",
        }
    }
}

/// A notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How serious.
    pub level: ToastLevel,
    /// What to say.
    pub message: Message,
    /// The invitation, when it is of one.
    pub key: Option<InviteKey>,
    /// It may sound.
    pub sounds: bool,
}

/// One notice for all rows of a kind; `None` without rows.
#[must_use]
pub fn notice(kind: Kind, rows: &[&InviteRow]) -> Option<Notice> {
    let first = rows.first()?;
    let mut routes: Vec<String> = rows.iter().take(NAMED).map(|row| row.short_route()).collect();
    if rows.len() > NAMED {
        routes.push("…".to_owned());
    }
    let (level, key) = match kind {
        Kind::Came => (ToastLevel::Info, "invites-news-came"),
        Kind::Withdrawn => (ToastLevel::Warn, "invites-news-withdrawn"),
    };
    let message = Message::new(key).with("count", rows.len()).with("routes", routes.join("; "));
    Some(Notice { level, message, key: (rows.len() == 1).then(|| first.key.clone()), sounds: kind == Kind::Came })
}
