//! Wishes, work and news of this part: each a group of its own inside the application's commands, effects and events.

use std::path::PathBuf;
use std::sync::Arc;

use super::state::MailTest;
use crate::app::command::Secret;
use crate::app::state::ToastLevel;
use crate::domain::id::LocalId;
use crate::store::model::OutsideChange;
use crate::words::Message;

/// What a person asks.
#[derive(Debug, Clone, PartialEq)]
pub enum InformCommand {
    /// All changes from outside have been looked at.
    SeeAll,
    /// Pause the exchange, or go on with it.
    Pause(bool),
    /// Change a setting by its name.
    Set(&'static str, String),
    /// Take the password of the mail server: into the key store, or into memory when there is none.
    MailPassword(Secret),
    /// Send a letter to try the mail settings.
    TestMail,
    /// Show a notification to try the desktop's service.
    TestDesktop,
}

/// What the worker is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum InformEffect {
    /// Read what nobody has looked at.
    LoadUnseen,
    /// A person opened a record: its changes are told, and count as looked at.
    Look(LocalId),
    /// All have been looked at.
    SeeAll,
    /// Take the password of the mail server.
    MailPassword(Secret),
    /// Send a letter to try.
    TestMail,
    /// Show a notification to try.
    TestDesktop,
}

/// What the worker tells.
#[derive(Debug, Clone)]
pub enum InformEvent {
    /// What nobody has looked at, newest first.
    Unseen(Arc<Vec<OutsideChange>>),
    /// What changed in a record, newest first.
    Changes(LocalId, Arc<Vec<OutsideChange>>),
    /// The desktop's service of notifications works, or why not.
    Desktop(Result<(), String>),
    /// Where a test of the mail settings stands.
    Mail(MailTest),
    /// A password of the mail server is known.
    MailPassword(bool),
    /// Something to tell, with the bid that it is about when it is one.
    Told(ToastLevel, Message, Option<LocalId>),
    /// The exchange has read so many of so many.
    Progress(Option<(usize, Option<usize>)>),
    /// The database was found damaged while in use; the newest backup, when there is one.
    Damaged(Option<PathBuf>),
}
