//! Where an invitation stands. Events come repeatedly and in any order, so what is known of one is two newest facts, its
//! content and its withdrawal, and taking an event in is the same in every order and however often.

use chrono::{DateTime, Utc};

/// When something happened to an entity on ATI.SU, and what it then was: for one moment the greater text wins, so that
/// two events of one moment end alike in either order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The moment of the action.
    pub at: DateTime<Utc>,
    /// The content as text.
    pub content: String,
}

/// What is known of an entity from its events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The newest content.
    pub content: Option<Stamp>,
    /// The newest withdrawal.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl History {
    /// Takes an event in; true when it changed anything. `content` is `None` for a deletion.
    pub fn take(&mut self, at: DateTime<Utc>, content: Option<String>) -> bool {
        if let Some(content) = content {
            let came = Some(Stamp { at, content });
            let is_newer = came > self.content;
            if is_newer {
                self.content = came;
            }
            is_newer
        } else {
            let is_newer = Some(at) > self.withdrawn_at;
            self.withdrawn_at = self.withdrawn_at.max(Some(at));
            is_newer
        }
    }

    /// Taken back, and not offered anew since. For one moment the withdrawal counts.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.withdrawn_at.is_some_and(|at| self.content.as_ref().is_none_or(|content| content.at <= at))
    }
}

/// Where an invitation stands for the dispatcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InviteState {
    /// Nobody has looked at it.
    New,
    /// Looked at.
    Seen,
    /// Bids were made of it.
    Drafted,
    /// Declined at this desk; ATI.SU is not told.
    Declined,
    /// Its time is over.
    Expired,
    /// Taken back on ATI.SU; bids that were made of it stay.
    Withdrawn,
}

impl InviteState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::New, Self::Seen, Self::Drafted, Self::Declined, Self::Expired, Self::Withdrawn];

    /// Its name in documents and keys of texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Seen => "seen",
            Self::Drafted => "drafted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The state of facts. A withdrawal goes before all: the dispatcher must learn it whatever he has done; then his own deeds,
/// the last of which is the bid; then the clock.
#[must_use]
pub fn state(
    is_withdrawn: bool,
    bids: usize,
    is_declined: bool,
    is_seen: bool,
    cancels_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> InviteState {
    if is_withdrawn {
        InviteState::Withdrawn
    } else if bids > 0 {
        InviteState::Drafted
    } else if is_declined {
        InviteState::Declined
    } else if cancels_at.is_some_and(|end| end <= now) {
        InviteState::Expired
    } else if is_seen {
        InviteState::Seen
    } else {
        InviteState::New
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_withdrawal_goes_before_all_and_the_clock_last() {
        let (now, past, ahead) = (at(0), Some(at(-1)), Some(at(1)));
        for (facts, expected) in [
            ((true, 1, true, true, past), InviteState::Withdrawn),
            ((false, 2, true, true, past), InviteState::Drafted),
            ((false, 0, true, true, past), InviteState::Declined),
            ((false, 0, false, true, past), InviteState::Expired),
            ((false, 0, false, false, Some(now)), InviteState::Expired),
            ((false, 0, false, true, ahead), InviteState::Seen),
            ((false, 0, false, false, None), InviteState::New),
        ] {
            let (withdrawn, bids, declined, seen, cancels) = facts;
            assert_eq!(state(withdrawn, bids, declined, seen, cancels, now), expected, "{facts:?}");
        }
    }

    #[test]
    fn what_is_offered_anew_is_no_longer_withdrawn() {
        let mut history = History::default();
        assert!(history.take(at(2), None));
        assert!(history.is_withdrawn(), "the deletion may come first");
        assert!(history.take(at(1), Some("old".into())), "its content is still worth showing");
        assert!(history.is_withdrawn());
        assert!(history.take(at(3), Some("new".into())));
        assert!(!history.is_withdrawn());
        assert!(!history.take(at(3), Some("new".into())), "a repeat changes nothing");
    }

    proptest! {
        #[test]
        fn events_end_alike_in_every_order_and_however_often(
            events in proptest::collection::vec((0_i64..6, proptest::option::of("[ab]")), 1..12),
            seed in any::<u64>(),
        ) {
            let run = |events: &[(i64, Option<String>)]| {
                let mut history = History::default();
                for (moment, content) in events {
                    history.take(at(*moment), content.clone());
                }
                history
            };
            let mut other: Vec<_> = events.iter().chain(&events).cloned().collect();
            let length = u64::try_from(other.len()).unwrap();
            for place in 0..other.len() {
                let with = usize::try_from((seed >> (place % 48)) % length).unwrap();
                other.swap(place, with);
            }
            prop_assert_eq!(run(&events), run(&other));
        }
    }
}
