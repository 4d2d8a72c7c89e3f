//! How commands answer: one JSON value on stdout, words on stderr, an exit code.

use std::io::Write as _;

use serde::Serialize;

use crate::api::cargorun::ApiError;
use crate::app::profile::ProfileError;
use crate::app::start_words;
use crate::store::StoreError;
use crate::sync::SyncError;
use crate::words::{Lang, Message};

/// Exit code of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Failed.
    Failed,
    /// Wrong arguments.
    Usage,
    /// Done, but something waits for a person.
    Waits,
}

impl Exit {
    /// The number for the system.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Waits => 3,
        }
    }
}

/// Why a command ended early: what to say and with which code.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// What to say on stderr.
    pub message: Message,
    /// Exit code.
    pub exit: Exit,
}

impl Failure {
    /// Failed.
    #[must_use]
    pub const fn new(message: Message) -> Self {
        Self { message, exit: Exit::Failed }
    }

    /// Wrong arguments.
    #[must_use]
    pub const fn usage(message: Message) -> Self {
        Self { message, exit: Exit::Usage }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(match &error {
            StoreError::NotFound | StoreError::NotEditable(_) => {
                Message::new("cli-store-failed").with("text", error.to_string())
            }
            _ => start_words::store(&error),
        })
    }
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        Self::new(start_words::profile(&error))
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::new(match &error {
            ApiError::Refused { text } => Message::new("error-refused").with("text", text.as_str()),
            ApiError::SignInNeeded { .. } => Message::new("cli-sign-in-needed").with("text", error.to_string()),
            ApiError::Offline { .. } | ApiError::Timeout => {
                Message::new("cli-server-unreachable").with("text", error.to_string())
            }
            _ => Message::new("cli-server-failed").with("text", error.to_string()),
        })
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Api(error) => error.into(),
            SyncError::Store(error) => error.into(),
            SyncError::Cancelled => Self::new(Message::new("sync-cancelled")),
        }
    }
}

/// One JSON value on one line of stdout.
///
/// # Errors
/// When stdout is gone or the value can't be written.
pub(super) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let failed = |text: String| Failure::new(Message::new("cli-output-failed").with("text", text));
    let text = serde_json::to_string(value).map_err(|error| failed(error.to_string()))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| failed(error.to_string()))
}

/// Words for a person, on stderr.
pub(super) fn words(message: &Message, lang: Option<Lang>) {
    // A closed stderr leaves nobody to tell.
    let _unheard = writeln!(std::io::stderr(), "{}", lang.unwrap_or_default().say(message));
}
