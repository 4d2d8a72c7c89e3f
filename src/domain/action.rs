//! What may be done with a bid as it stands, and why not.
//!
//! The platform's own rules (seed 000 chapter 3.7; the life of a bid in the vendor's documents): only a draft is deleted,
//! a draft or a waiting bid is started, anything launched or ended goes back to a draft, what isn't ended is cancelled.
//! On top of them stand the rules of the exchange: nothing while its outcome is unknown, one wish at a time, nothing
//! before a conflict is decided.
//!
//! Three things that follow and are not obvious:
//! - **A bid that the platform lacks may be started**: that means send it, then start it. It can't be cancelled or
//!   reverted, and may be deleted even while its sending waits: nothing has left this machine, so both are just dropped.
//! - **A refused bid** ([`RecordState::Rejected`]) may be started, reverted and deleted again: what was refused may have
//!   been that very step, and the reason may be gone. Whether the platform has the bid isn't known from its state alone,
//!   so the draft is not cancelled but deleted.
//! - **A status that this version does not know** can be edited and sent, but not moved: its rules aren't known either.

use super::bid::BidStatus;
use super::record::RecordState;

/// A step of a bid's life that a person asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Change its fields.
    Edit,
    /// Send it to the platform.
    Send,
    /// Start it.
    Start,
    /// Bring it back to a draft.
    Revert,
    /// Cancel it.
    Cancel,
    /// Delete it.
    Delete,
    /// Bring a deleted one back.
    Restore,
    /// End it by hand.
    Complete,
    /// Make a draft with its content.
    Clone,
}

/// Why an action isn't offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The platform already has it as it is.
    AlreadySent,
    /// The platform doesn't have it yet.
    NotSent,
    /// The status does not allow it.
    WrongStatus,
    /// An operation of it is under way.
    Busy,
    /// Changed on both sides: decide first.
    InConflict,
    /// It is deleted.
    Deleted,
    /// It is not deleted.
    NotDeleted,
}

impl Action {
    /// All of them, in the order of a bid's life.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Send,
        Self::Start,
        Self::Revert,
        Self::Cancel,
        Self::Delete,
        Self::Restore,
        Self::Complete,
        Self::Clone,
    ];
}

/// What the state of the exchange says of the bid on the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum There {
    /// It isn't there.
    Absent,
    /// It is there as it is here.
    Same,
    /// It is there otherwise than here.
    Differs,
    /// A person's step is needed; it may be there or not.
    Refused,
}

/// May the action be done? `queued`: an operation of the bid waits in the outbox and is not on the wire yet (what is on
/// the wire shows in `state`).
///
/// # Errors
/// The reason why not; of several the one that a person must see first.
pub fn allowed(action: Action, status: &BidStatus, state: RecordState, queued: bool) -> Result<(), Refusal> {
    match (action, state) {
        // A copy takes nothing from what it is made of.
        (Action::Clone, _) => return Ok(()),
        (Action::Restore, _) => {
            let is_deleted = matches!(state, RecordState::DeletePending | RecordState::Tombstone);
            return refuse_if(!is_deleted, Refusal::NotDeleted);
        }
        _ => {}
    }
    let there = there(state)?;
    let is_ours_alone = there == There::Absent;
    let waits = match action {
        Action::Edit | Action::Restore | Action::Clone => false,
        Action::Delete => queued && !is_ours_alone,
        Action::Send | Action::Start | Action::Revert | Action::Cancel | Action::Complete => queued,
    };
    if waits {
        return Err(Refusal::Busy);
    }
    match action {
        Action::Edit | Action::Restore | Action::Clone => Ok(()),
        Action::Send => refuse_if(there == There::Same, Refusal::AlreadySent),
        Action::Start => in_status(startable(status)),
        Action::Delete => in_status(*status == BidStatus::Draft),
        Action::Revert => refuse_if(is_ours_alone, Refusal::NotSent).and_then(|()| in_status(revertible(status))),
        Action::Cancel => {
            let maybe_absent = there == There::Refused && *status == BidStatus::Draft;
            refuse_if(is_ours_alone || maybe_absent, Refusal::NotSent).and_then(|()| in_status(cancellable(status)))
        }
        Action::Complete => refuse_if(is_ours_alone, Refusal::NotSent).and_then(|()| in_status(completable(status))),
    }
}

/// Where the bid stands on the platform, unless nothing may be done with it at all.
fn there(state: RecordState) -> Result<There, Refusal> {
    match state {
        RecordState::LocalNew => Ok(There::Absent),
        RecordState::Clean => Ok(There::Same),
        RecordState::Dirty => Ok(There::Differs),
        RecordState::Rejected | RecordState::Quarantine => Ok(There::Refused),
        RecordState::CreateInflight
        | RecordState::CreateUnknown
        | RecordState::PushInflight
        | RecordState::PushUnknown => Err(Refusal::Busy),
        // Deleted there and changed here is a conflict like any other.
        RecordState::Conflict | RecordState::RemoteGone => Err(Refusal::InConflict),
        RecordState::DeletePending | RecordState::Tombstone => Err(Refusal::Deleted),
    }
}

fn startable(status: &BidStatus) -> bool {
    match status {
        BidStatus::Draft | BidStatus::Planned => true,
        BidStatus::Started | BidStatus::Done | BidStatus::Cancelled | BidStatus::Other(_) => false,
    }
}

fn revertible(status: &BidStatus) -> bool {
    match status {
        BidStatus::Planned | BidStatus::Started | BidStatus::Done | BidStatus::Cancelled => true,
        BidStatus::Draft | BidStatus::Other(_) => false,
    }
}

fn cancellable(status: &BidStatus) -> bool {
    match status {
        BidStatus::Draft | BidStatus::Planned | BidStatus::Started => true,
        BidStatus::Done | BidStatus::Cancelled | BidStatus::Other(_) => false,
    }
}

fn completable(status: &BidStatus) -> bool {
    match status {
        BidStatus::Planned | BidStatus::Started => true,
        BidStatus::Draft | BidStatus::Done | BidStatus::Cancelled | BidStatus::Other(_) => false,
    }
}

fn in_status(fits: bool) -> Result<(), Refusal> {
    refuse_if(!fits, Refusal::WrongStatus)
}

fn refuse_if(is_so: bool, why: Refusal) -> Result<(), Refusal> {
    if is_so { Err(why) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BidStatus::{Cancelled, Done, Draft, Other, Planned, Started};
    use RecordState::*;

    fn statuses() -> [BidStatus; 6] {
        [Draft, Planned, Started, Done, Cancelled, Other("Frozen".to_owned())]
    }

    /// Answers in the order of [`Action::ALL`]: `+` allowed, else the first letter of the refusal: `A`lreadySent,
    /// `N`otSent, `W`rongStatus, `B`usy, in `C`onflict, `D`eleted, not deleted: a`L`ive.
    fn answers(status: &BidStatus, state: RecordState, queued: bool) -> String {
        Action::ALL
            .into_iter()
            .map(|action| match allowed(action, status, state, queued) {
                Ok(()) => '+',
                Err(Refusal::AlreadySent) => 'A',
                Err(Refusal::NotSent) => 'N',
                Err(Refusal::WrongStatus) => 'W',
                Err(Refusal::Busy) => 'B',
                Err(Refusal::InConflict) => 'C',
                Err(Refusal::Deleted) => 'D',
                Err(Refusal::NotDeleted) => 'L',
            })
            .collect()
    }

    #[test]
    fn the_whole_truth_table() {
        // Edit Send Start Revert Cancel Delete Restore Complete Clone, by status: draft, planned, started, done, cancelled, unknown.
        let table: [(RecordState, bool, [&str; 6]); 26] = [
            (LocalNew, false, ["+++NN+LN+", "+++NNWLN+", "++WNNWLN+", "++WNNWLN+", "++WNNWLN+", "++WNNWLN+"]),
            (LocalNew, true, ["+BBBB+LB+", "+BBBBWLB+", "+BBBBWLB+", "+BBBBWLB+", "+BBBBWLB+", "+BBBBWLB+"]),
            (Clean, false, ["+A+W++LW+", "+A+++WL++", "+AW++WL++", "+AW+WWLW+", "+AW+WWLW+", "+AWWWWLW+"]),
            (Clean, true, ["+BBBBBLB+"; 6]),
            (Dirty, false, ["+++W++LW+", "+++++WL++", "++W++WL++", "++W+WWLW+", "++W+WWLW+", "++WWWWLW+"]),
            (Dirty, true, ["+BBBBBLB+"; 6]),
            (Rejected, false, ["+++WN+LW+", "+++++WL++", "++W++WL++", "++W+WWLW+", "++W+WWLW+", "++WWWWLW+"]),
            (Rejected, true, ["+BBBBBLB+"; 6]),
            (Quarantine, false, ["+++WN+LW+", "+++++WL++", "++W++WL++", "++W+WWLW+", "++W+WWLW+", "++WWWWLW+"]),
            (Quarantine, true, ["+BBBBBLB+"; 6]),
            (CreateInflight, false, ["BBBBBBLB+"; 6]),
            (CreateInflight, true, ["BBBBBBLB+"; 6]),
            (CreateUnknown, false, ["BBBBBBLB+"; 6]),
            (CreateUnknown, true, ["BBBBBBLB+"; 6]),
            (PushInflight, false, ["BBBBBBLB+"; 6]),
            (PushInflight, true, ["BBBBBBLB+"; 6]),
            (PushUnknown, false, ["BBBBBBLB+"; 6]),
            (PushUnknown, true, ["BBBBBBLB+"; 6]),
            (Conflict, false, ["CCCCCCLC+"; 6]),
            (Conflict, true, ["CCCCCCLC+"; 6]),
            (RemoteGone, false, ["CCCCCCLC+"; 6]),
            (RemoteGone, true, ["CCCCCCLC+"; 6]),
            (DeletePending, false, ["DDDDDD+D+"; 6]),
            (DeletePending, true, ["DDDDDD+D+"; 6]),
            (Tombstone, false, ["DDDDDD+D+"; 6]),
            (Tombstone, true, ["DDDDDD+D+"; 6]),
        ];
        for (state, queued, expected) in table {
            for (status, expected) in statuses().iter().zip(expected) {
                assert_eq!(answers(status, state, queued), expected, "{state:?}, queued: {queued}, {status:?}");
            }
        }
    }
}
