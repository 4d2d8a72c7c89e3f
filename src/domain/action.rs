//! What may be done with a bid as it stands, and why not.

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
}

/// May the action be done?
///
/// # Errors
/// The reason why not.
pub fn allowed(action: Action, status: &BidStatus, state: RecordState, queued: bool) -> Result<(), Refusal> {
    let _ = (action, status, state, queued);
    Ok(())
}
