//! The state of a record, worked out from facts: never set by hand, so that no path through the program can leave a
//! record in a state that its facts contradict.

use super::model::{OpKind, OpState, Operation};
use crate::domain::record::RecordState;

/// All that a state depends on.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts; the table below names every mix that occurs"
)]
pub(super) struct Standing<'a> {
    /// The platform has given it a number.
    pub(super) on_platform: bool,
    /// It differs from what both sides agreed on.
    pub(super) changed: bool,
    /// Changed on both sides, undecided.
    pub(super) conflict: bool,
    /// Deleted by a person at this desk.
    pub(super) deleted_here: bool,
    /// Deleted on the platform.
    pub(super) deleted_there: bool,
    /// Its operations in the outbox.
    pub(super) operations: &'a [Operation],
}

/// The state that follows. What is on the wire comes first, then what needs a person, then what waits.
pub(super) fn state_of(standing: Standing<'_>) -> RecordState {
    let in_state = |state: OpState| standing.operations.iter().find(|operation| operation.state == state);
    if let Some(sent) = in_state(OpState::InFlight) {
        return if sent.kind == OpKind::Create { RecordState::CreateInflight } else { RecordState::PushInflight };
    }
    if in_state(OpState::Unknown).is_some_and(|sent| sent.kind == OpKind::Create) {
        return RecordState::CreateUnknown;
    }
    if standing.deleted_here {
        return RecordState::Tombstone;
    }
    if standing.deleted_there {
        return if standing.changed { RecordState::RemoteGone } else { RecordState::Tombstone };
    }
    if standing.conflict {
        return RecordState::Conflict;
    }
    if standing.operations.iter().any(|operation| operation.set_aside) {
        return RecordState::Quarantine;
    }
    // What was refused holds up whatever stands behind it: without a person nothing goes on.
    if in_state(OpState::Rejected).is_some() {
        return RecordState::Rejected;
    }
    if in_state(OpState::Unknown).is_some() {
        return RecordState::PushUnknown;
    }
    if standing.operations.iter().any(|operation| operation.kind == OpKind::Delete) {
        return RecordState::DeletePending;
    }
    match (standing.on_platform, standing.changed) {
        (false, _) => RecordState::LocalNew,
        (true, true) => RecordState::Dirty,
        (true, false) => RecordState::Clean,
    }
}

/// True while an operation of the record waits or is under way (one that was refused or set aside waits for a person
/// instead).
pub(super) fn is_queued(operations: &[Operation]) -> bool {
    operations.iter().any(|operation| operation.state != OpState::Rejected && !operation.set_aside)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::id::{LocalId, RecordKind};

    fn operation(kind: OpKind, state: OpState) -> Operation {
        Operation {
            seq: 1,
            record: RecordKind::Bid,
            id: LocalId::new("x"),
            kind,
            state,
            attempts: 0,
            lookups: 0,
            last_lookup_at: None,
            not_before: None,
            queued_at: DateTime::UNIX_EPOCH,
            sent_revision: None,
            own_failures: 0,
            set_aside: false,
        }
    }

    #[test]
    fn the_whole_table() {
        use OpKind::{Create, Delete, Start, Update};
        use OpState::{InFlight, Queued, Rejected, Unknown};
        // on platform, changed, conflict, deleted here, deleted there, operations → state
        #[rustfmt::skip]
        let table = [
            (0, 0, 0, 0, 0, vec![], RecordState::LocalNew),
            (0, 1, 0, 0, 0, vec![(Create, Queued)], RecordState::LocalNew),
            (0, 1, 0, 0, 0, vec![(Create, InFlight), (Start, Queued)], RecordState::CreateInflight),
            (0, 1, 0, 0, 0, vec![(Create, Unknown), (Start, Queued)], RecordState::CreateUnknown),
            (0, 1, 0, 0, 0, vec![(Create, Rejected), (Start, Queued)], RecordState::Rejected),
            (0, 1, 0, 1, 0, vec![], RecordState::Tombstone),
            (1, 0, 0, 0, 0, vec![], RecordState::Clean),
            (1, 0, 0, 0, 0, vec![(Start, Queued)], RecordState::Clean),
            (1, 0, 0, 0, 0, vec![(Start, InFlight)], RecordState::PushInflight),
            (1, 1, 0, 0, 0, vec![], RecordState::Dirty),
            (1, 1, 0, 0, 0, vec![(Update, Queued)], RecordState::Dirty),
            (1, 1, 0, 0, 0, vec![(Update, InFlight)], RecordState::PushInflight),
            (1, 1, 0, 0, 0, vec![(Update, Unknown)], RecordState::PushUnknown),
            (1, 1, 0, 0, 0, vec![(Update, Rejected)], RecordState::Rejected),
            (1, 1, 1, 0, 0, vec![(Update, Queued)], RecordState::Conflict),
            (1, 1, 1, 0, 0, vec![(Update, Unknown)], RecordState::Conflict),
            (1, 1, 1, 0, 0, vec![(Update, InFlight)], RecordState::PushInflight),
            (1, 0, 0, 0, 1, vec![(Delete, Unknown)], RecordState::Tombstone),
            (1, 1, 0, 0, 1, vec![], RecordState::RemoteGone),
            (1, 0, 0, 0, 1, vec![], RecordState::Tombstone),
            (1, 1, 0, 1, 1, vec![], RecordState::Tombstone),
            (1, 0, 0, 0, 0, vec![(Delete, Queued)], RecordState::DeletePending),
            (1, 1, 0, 0, 0, vec![(Delete, Rejected)], RecordState::Rejected),
            (1, 1, 0, 0, 0, vec![(Delete, Rejected), (Update, Unknown)], RecordState::Rejected),
            (1, 0, 0, 0, 0, vec![(Delete, InFlight)], RecordState::PushInflight),
        ];
        for (on_platform, changed, conflict, deleted_here, deleted_there, operations, expected) in table {
            let operations: Vec<_> = operations.into_iter().map(|(kind, state)| operation(kind, state)).collect();
            let standing = Standing {
                on_platform: on_platform == 1,
                changed: changed == 1,
                conflict: conflict == 1,
                deleted_here: deleted_here == 1,
                deleted_there: deleted_there == 1,
                operations: &operations,
            };
            assert_eq!(state_of(standing), expected, "{standing:?}");
        }
        let aside = |kind, state| Operation { set_aside: true, ..operation(kind, state) };
        for (kind, state, expected) in [
            (Update, Queued, RecordState::Quarantine),
            (Update, Unknown, RecordState::Quarantine),
            (Update, InFlight, RecordState::PushInflight),
            (Create, Unknown, RecordState::CreateUnknown),
        ] {
            let operations = [aside(kind, state)];
            let facts = Standing {
                on_platform: kind != Create,
                changed: true,
                conflict: false,
                deleted_here: false,
                deleted_there: false,
                operations: &operations,
            };
            assert_eq!(state_of(facts), expected, "{kind:?} {state:?} set aside");
            assert!(!is_queued(&operations));
        }
        assert!(!is_queued(&[operation(Create, Rejected)]));
        assert!(is_queued(&[operation(Create, Rejected), operation(Start, Queued)]));
    }
}
