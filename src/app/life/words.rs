//! Sentences about changes that can't be made.

use crate::app::books::Books;
use crate::app::inform::change_words::field_words;
use crate::domain::action::Refusal;
use crate::domain::bid::Bid;
use crate::domain::bid_change::ChangeRefusal;
use crate::domain::empty_run::NoRun;
use crate::domain::id::RecordKind;
use crate::domain::record::RecordState;
use crate::merge::differing;
use crate::words::{Lang, Message};

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
        ChangeRefusal::PointPassed => "life-refused-point-passed",
        ChangeRefusal::PointMoved => "life-refused-point-moved",
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

/// What two contents of a bid differ in: `Машина: А123ВС → В456ОР; Цена: …`.
#[must_use]
pub fn differences(before: &Bid, after: &Bid, books: &Books, lang: Lang) -> String {
    let said = differing(before, after).map(|field| {
        let values = (&field.value(before), &field.value(after));
        let (name, old, new) = field_words((RecordKind::Bid, field.name()), values, books, lang);
        format!("{name}: {old} → {new}")
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Why a step isn't offered.
#[must_use]
pub const fn step_refusal(refusal: Refusal) -> Message {
    Message::new(refusal_key(refusal))
}

/// Key of that sentence.
#[must_use]
pub const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::AlreadySent => "errors-step-already-sent",
        Refusal::NotSent => "errors-step-not-sent",
        Refusal::WrongStatus => "errors-step-wrong-status",
        Refusal::Busy => "errors-step-busy",
        Refusal::InConflict => "errors-step-in-conflict",
        Refusal::Deleted => "errors-step-deleted",
        Refusal::NotDeleted => "errors-step-not-deleted",
    }
}

/// Why there is no empty run to make.
#[must_use]
pub const fn no_empty_run(why: NoRun) -> Message {
    Message::new(match why {
        NoRun::NoCar => "life-run-no-car",
        NoRun::NothingBefore => "life-run-nothing-before",
        NoRun::SamePlace => "life-run-same-place",
        NoRun::IsEmptyRun => "life-run-is-empty",
    })
}
