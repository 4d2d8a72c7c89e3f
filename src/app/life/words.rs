//! Sentences about changes that can't be made.

use crate::domain::bid_change::ChangeRefusal;
use crate::domain::record::RecordState;
use crate::words::Message;

/// Why a change can't be made, in words.
#[must_use]
pub const fn refusal(refusal: ChangeRefusal) -> Message {
    Message::new(match refusal {
        ChangeRefusal::InConflict => "life-refused-conflict",
        ChangeRefusal::Deleted => "life-refused-deleted",
        ChangeRefusal::RunIsOver => "life-refused-run-is-over",
        ChangeRefusal::Cancelled => "life-refused-cancelled",
        ChangeRefusal::NeedsCar => "life-refused-needs-car",
        ChangeRefusal::NeedsDriver => "life-refused-needs-driver",
        ChangeRefusal::SamePerson => "life-refused-same-person",
        ChangeRefusal::NoDates => "life-refused-no-dates",
        ChangeRefusal::AllPassed => "life-refused-all-passed",
        ChangeRefusal::BeforeReached => "life-refused-before-reached",
        ChangeRefusal::NegativePrice => "life-refused-negative-price",
        ChangeRefusal::NegativeTerm => "life-refused-negative-term",
    })
}

/// Why a bid takes no edits as it stands.
#[must_use]
pub const fn closed(state: RecordState) -> Message {
    match state {
        RecordState::Tombstone | RecordState::DeletePending => refusal(ChangeRefusal::Deleted),
        RecordState::Conflict
        | RecordState::RemoteGone
        | RecordState::LocalNew
        | RecordState::CreateInflight
        | RecordState::CreateUnknown
        | RecordState::Clean
        | RecordState::Dirty
        | RecordState::PushInflight
        | RecordState::PushUnknown
        | RecordState::Rejected
        | RecordState::Quarantine => refusal(ChangeRefusal::InConflict),
    }
}
