//! How a step of a bid's life is taken back: what stands in the outbox yet, what the platform has an opposite of, and what can't be
//! taken back at all.
//!
//! Three rules, in this order:
//! 1. **What has not gone out is taken out of the queue**: that is the whole undo, and nobody need be asked.
//! 2. **What came through has an opposite step, or has none.** The opposite is a request of its own, so a person is asked first,
//!    and it must be allowed as the bid stands now ([`action::allowed`]). An opposite brings back what was: a started bid goes to a
//!    draft if it came from there, a cancelled draft too; a bid that was cancelled on its way can't be put on its way again.
//! 3. **What is on the wire is left alone** until its answer has come.

use super::action::{self, Action, Refusal};
use super::bid::BidStatus;
use super::record::RecordState;

/// A step that a person took and may want back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taken {
    /// It was made: a copy, a day of a series, a pasted row, a line, a form.
    Made,
    /// It was sent.
    Sent,
    /// It was started.
    Started,
    /// It was brought back to a draft.
    Reverted,
    /// It was cancelled.
    Cancelled,
    /// It was ended by hand.
    Completed,
    /// It was deleted.
    Deleted,
    /// A deleted one was brought back.
    Restored,
}

impl Taken {
    /// All of them, in the order of a bid's life.
    pub const ALL: [Self; 8] = [
        Self::Made,
        Self::Sent,
        Self::Started,
        Self::Reverted,
        Self::Cancelled,
        Self::Completed,
        Self::Deleted,
        Self::Restored,
    ];

    /// The step of an action; `None` for an edit, which is undone field by field.
    #[must_use]
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::Edit => None,
            Action::Clone => Some(Self::Made),
            Action::Send => Some(Self::Sent),
            Action::Start => Some(Self::Started),
            Action::Revert => Some(Self::Reverted),
            Action::Cancel => Some(Self::Cancelled),
            Action::Complete => Some(Self::Completed),
            Action::Delete => Some(Self::Deleted),
            Action::Restore => Some(Self::Restored),
        }
    }
}

/// Where what a step has queued stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queued {
    /// Not begun, or refused by the platform: it can be taken out of the queue.
    Waits,
    /// Its request is on the wire, or its answer never came.
    OnTheWire,
    /// It is no longer in the queue: it came through, or never had to go out.
    Gone,
}

/// A bid as it stands when a step is to be taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Its status before the step.
    pub before: &'a BidStatus,
    /// Its status now.
    pub status: &'a BidStatus,
    /// State of the exchange.
    pub state: RecordState,
    /// Any operation of it waits.
    pub busy: bool,
    /// The platform has given it a number.
    pub on_platform: bool,
    /// It is deleted on the platform.
    pub deleted_there: bool,
    /// The step's own operation.
    pub queued: Queued,
}

/// How a step is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Here alone: nothing of it has gone out.
    Here,
    /// By a step of the opposite kind, which a person says yes to first.
    Opposite(Action),
    /// It is as it was already.
    Already,
    /// Not at all, or not now.
    No(NoWay),
}

/// Why a step can't be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoWay {
    /// It is on its way to the platform: once the answer has come, it can be tried again.
    OnTheWire,
    /// The platform has it; what it was before is not kept there.
    Sent,
    /// A bid that was ended by hand stays ended.
    Completed,
    /// A bid that was cancelled on its way only goes back to a draft.
    Cancelled,
    /// It was done before it was brought back to a draft: it can't become done again.
    WasDone,
    /// It has gone on since: its status is another one than the step led to.
    MovedOn,
    /// It is no draft any more, and only drafts are deleted.
    NoDraft,
    /// The opposite step isn't allowed as the bid stands.
    Refused(Refusal),
}

impl NoWay {
    /// True when it may be possible in a moment: the step is not forgotten.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        match self {
            Self::OnTheWire | Self::Refused(Refusal::Busy | Refusal::InConflict) => true,
            Self::Sent
            | Self::Completed
            | Self::Cancelled
            | Self::WasDone
            | Self::MovedOn
            | Self::NoDraft
            | Self::Refused(
                Refusal::AlreadySent | Refusal::NotSent | Refusal::WrongStatus | Refusal::Deleted | Refusal::NotDeleted,
            ) => false,
        }
    }
}

/// How a step is taken back, as the bid stands now.
#[must_use]
pub fn way(taken: Taken, bid: &Standing<'_>) -> Way {
    match (taken, bid.queued) {
        // What is made is no operation: its sending is dropped with it.
        (Taken::Made, _) => return unmade(bid),
        (_, Queued::Waits) => return Way::Here,
        (_, Queued::OnTheWire) => return Way::No(NoWay::OnTheWire),
        (_, Queued::Gone) => {}
    }
    let is_deleted = matches!(bid.state, RecordState::Tombstone | RecordState::DeletePending);
    match taken {
        Taken::Made | Taken::Restored => unmade(bid),
        Taken::Deleted if !is_deleted => Way::Already,
        Taken::Deleted if !bid.deleted_there => Way::Here,
        Taken::Deleted => opposite(Action::Restore, bid),
        Taken::Sent if bid.on_platform => Way::No(NoWay::Sent),
        Taken::Sent => Way::Already,
        Taken::Started => match bid.status {
            BidStatus::Draft => Way::Already,
            BidStatus::Planned | BidStatus::Started => opposite(Action::Revert, bid),
            BidStatus::Done | BidStatus::Cancelled | BidStatus::Other(_) => Way::No(NoWay::MovedOn),
        },
        Taken::Reverted => reverted(bid),
        Taken::Cancelled => match bid.status {
            BidStatus::Cancelled if *bid.before == BidStatus::Draft => opposite(Action::Revert, bid),
            BidStatus::Cancelled => Way::No(NoWay::Cancelled),
            status if status == bid.before => Way::Already,
            BidStatus::Draft | BidStatus::Planned | BidStatus::Started | BidStatus::Done | BidStatus::Other(_) => {
                Way::No(NoWay::MovedOn)
            }
        },
        Taken::Completed if bid.status == bid.before => Way::Already,
        Taken::Completed if *bid.status == BidStatus::Done => Way::No(NoWay::Completed),
        Taken::Completed => Way::No(NoWay::MovedOn),
    }
}

/// A bid that was brought back to a draft goes where it was, if that is one step.
fn reverted(bid: &Standing<'_>) -> Way {
    if *bid.status != BidStatus::Draft {
        return if bid.status == bid.before { Way::Already } else { Way::No(NoWay::MovedOn) };
    }
    match bid.before {
        BidStatus::Planned | BidStatus::Started => opposite(Action::Start, bid),
        BidStatus::Cancelled => opposite(Action::Cancel, bid),
        BidStatus::Draft => Way::Already,
        BidStatus::Done | BidStatus::Other(_) => Way::No(NoWay::WasDone),
    }
}

/// A bid that was made, or brought back, goes into the bin: at once while nobody else has it.
fn unmade(bid: &Standing<'_>) -> Way {
    if matches!(bid.state, RecordState::Tombstone | RecordState::DeletePending) {
        return Way::Already;
    }
    match opposite(Action::Delete, bid) {
        Way::Opposite(_) if !bid.on_platform => Way::Here,
        Way::No(NoWay::Refused(Refusal::WrongStatus)) => Way::No(NoWay::NoDraft),
        way => way,
    }
}

fn opposite(action: Action, bid: &Standing<'_>) -> Way {
    match action::allowed(action, bid.status, bid.state, bid.busy) {
        Ok(()) => Way::Opposite(action),
        Err(refusal) => Way::No(NoWay::Refused(refusal)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BidStatus::{Cancelled, Done, Draft, Other, Planned, Started};
    use RecordState::*;

    /// `h`ere, `=` already as it was, opposite steps by their first letter: `R`evert, `S`tart, `C`ancel, `D`elete, `U`ndelete;
    /// small letters and signs are refusals: on the `w`ire, `s`ent, com`p`leted, `c`ancelled, was d`o`ne, `m`oved on, no draft `n`,
    /// `b`usy, con`f`lict, other refusals `!`.
    fn sign(way: Way) -> char {
        match way {
            Way::Here => 'h',
            Way::Already => '=',
            Way::Opposite(Action::Revert) => 'R',
            Way::Opposite(Action::Start) => 'S',
            Way::Opposite(Action::Cancel) => 'C',
            Way::Opposite(Action::Delete) => 'D',
            Way::Opposite(Action::Restore) => 'U',
            Way::Opposite(other) => panic!("{other:?} is the opposite of nothing"),
            Way::No(NoWay::OnTheWire) => 'w',
            Way::No(NoWay::Sent) => 's',
            Way::No(NoWay::Completed) => 'p',
            Way::No(NoWay::Cancelled) => 'c',
            Way::No(NoWay::WasDone) => 'o',
            Way::No(NoWay::MovedOn) => 'm',
            Way::No(NoWay::NoDraft) => 'n',
            Way::No(NoWay::Refused(Refusal::Busy)) => 'b',
            Way::No(NoWay::Refused(Refusal::InConflict)) => 'f',
            Way::No(NoWay::Refused(_)) => '!',
        }
    }

    fn bid<'a>(before: &'a BidStatus, status: &'a BidStatus, state: RecordState, queued: Queued) -> Standing<'a> {
        Standing {
            before,
            status,
            state,
            busy: queued == Queued::Waits,
            on_platform: !matches!(state, LocalNew | CreateInflight | CreateUnknown),
            deleted_there: state == Tombstone,
            queued,
        }
    }

    fn signs(bid: &Standing<'_>) -> String {
        Taken::ALL.into_iter().map(|taken| sign(way(taken, bid))).collect()
    }

    #[test]
    fn what_has_not_gone_out_is_taken_out_of_the_queue_whatever_the_status() {
        // Made Sent Started Reverted Cancelled Completed Deleted Restored.
        for status in [Draft, Planned, Started, Done, Cancelled, Other("Frozen".into())] {
            for state in [LocalNew, Clean, Dirty, Rejected, Quarantine, DeletePending] {
                let all = signs(&bid(&Draft, &status, state, Queued::Waits));
                assert_eq!(all.get(1..), Some("hhhhhhh"), "{status:?} {state:?}");
            }
            for state in [CreateInflight, CreateUnknown, PushInflight, PushUnknown] {
                let all = signs(&bid(&Draft, &status, state, Queued::OnTheWire));
                assert_eq!(all, "bwwwwwww", "{status:?} {state:?}");
            }
        }
    }

    #[test]
    fn what_came_through_has_an_opposite_or_a_reason() {
        // Made Sent Started Reverted Cancelled Completed Deleted Restored, by the status before the step and the one now.
        let now = [Draft, Planned, Started, Done, Cancelled, Other("Frozen".into())];
        #[rustfmt::skip]
        let table = [
            (Draft,     ["Ds=====D", "nsRmmm=n", "nsRmmm=n", "nsmmmp=n", "nsmmRm=n", "nsmmmm=n"]),
            (Planned,   ["Ds=Smm=D", "nsR====n", "nsRmmm=n", "nsmmmp=n", "nsmmcm=n", "nsmmmm=n"]),
            (Started,   ["Ds=Smm=D", "nsRmmm=n", "nsR====n", "nsmmmp=n", "nsmmcm=n", "nsmmmm=n"]),
            (Done,      ["Ds=omm=D", "nsRmmm=n", "nsRmmm=n", "nsm====n", "nsmmcm=n", "nsmmmm=n"]),
            (Cancelled, ["Ds=Cmm=D", "nsRmmm=n", "nsRmmm=n", "nsmmmp=n", "nsm=c==n", "nsmmmm=n"]),
        ];
        for (before, expected) in table {
            for (status, expected) in now.iter().zip(expected) {
                let standing = bid(&before, status, Clean, Queued::Gone);
                assert_eq!(signs(&standing), expected, "{before:?} -> {status:?}");
            }
        }
    }

    /// Every state of the exchange, and the ways back of a draft in it.
    #[rustfmt::skip]
    const STATES: [(RecordState, &str); 13] = [
        (LocalNew,      "h======h"),
        (CreateInflight, "b======b"),
        (CreateUnknown, "b======b"),
        (Clean,         "Ds=====D"),
        (Dirty,         "Ds=====D"),
        (Rejected,      "Ds=====D"),
        (Quarantine,    "Ds=====D"),
        (PushInflight,  "bs=====b"),
        (PushUnknown,   "bs=====b"),
        (Conflict,      "fs=====f"),
        (RemoteGone,    "fs=====f"),
        (DeletePending, "=s====h="),
        (Tombstone,     "=s====U="),
    ];

    #[test]
    fn the_state_of_the_exchange_may_stand_in_the_way_and_what_is_here_alone_needs_no_platform() {
        for (state, expected) in STATES {
            assert_eq!(signs(&bid(&Draft, &Draft, state, Queued::Gone)), expected, "{state:?}");
        }
        let here = Standing { deleted_there: false, ..bid(&Draft, &Draft, Tombstone, Queued::Gone) };
        assert_eq!(way(Taken::Deleted, &here), Way::Here, "what only this desk deleted needs no platform");
        let refused = Standing { on_platform: false, ..bid(&Draft, &Draft, Rejected, Queued::Gone) };
        assert_eq!(way(Taken::Made, &refused), Way::Here, "a refused creation is not there");
        let sending = Standing { busy: true, ..bid(&Draft, &Draft, LocalNew, Queued::Waits) };
        assert_eq!(way(Taken::Made, &sending), Way::Here, "its sending is dropped with it");
        let other = Standing { busy: true, ..bid(&Draft, &Started, Clean, Queued::Gone) };
        assert_eq!(signs(&other), "bsbmmm=b", "one wish at a time");
    }

    #[test]
    fn no_way_back_asks_for_what_is_not_allowed_or_touches_what_is_on_the_wire() {
        let statuses = [Draft, Planned, Started, Done, Cancelled, Other("Frozen".into())];
        let mut asked = 0;
        for (before, status) in statuses.iter().flat_map(|one| statuses.iter().map(move |other| (one, other))) {
            for (state, queued) in STATES
                .iter()
                .flat_map(|(state, _)| [Queued::Waits, Queued::OnTheWire, Queued::Gone].map(|one| (*state, one)))
            {
                for flags in 0..8 {
                    let (busy, on_platform, deleted_there) = (flags & 1 > 0, flags & 2 > 0, flags & 4 > 0);
                    let bid = Standing { before, status, state, busy, on_platform, deleted_there, queued };
                    for taken in Taken::ALL {
                        let way = way(taken, &bid);
                        if let Way::Opposite(action) = way {
                            asked += 1;
                            assert_eq!(action::allowed(action, status, state, busy), Ok(()), "{taken:?} {bid:?}");
                        }
                        let left_alone = queued != Queued::OnTheWire || taken == Taken::Made;
                        assert!(left_alone || way == Way::No(NoWay::OnTheWire), "{taken:?} {bid:?}");
                    }
                }
            }
        }
        assert!(asked > 500, "the opposites are tried: {asked}");
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert!(NoWay::OnTheWire.may_pass() && NoWay::Refused(Refusal::Busy).may_pass());
        for lasting in [NoWay::Sent, NoWay::Completed, NoWay::Cancelled, NoWay::WasDone, NoWay::MovedOn, NoWay::NoDraft]
        {
            assert!(!lasting.may_pass(), "{lasting:?}");
        }
    }
}
