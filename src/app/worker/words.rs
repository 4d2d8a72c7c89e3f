//! Failures of the layers below → messages in words. One place, so that the same failure always reads the same.

use crate::api::cargorun::ApiError;
use crate::store::StoreError;
use crate::sync::SyncError;
use crate::words::Message;

/// A failed call.
pub(super) fn api_error(error: &ApiError) -> Message {
    match error {
        ApiError::Offline { .. } => Message::new("error-offline"),
        ApiError::Timeout => Message::new("error-timeout"),
        ApiError::Refused { text } => Message::new("error-refused").with("text", text.as_str()),
        ApiError::SignInNeeded { .. } => Message::new("error-sign-in"),
        ApiError::Forbidden { .. } => Message::new("error-forbidden"),
        ApiError::NotFound => Message::new("error-not-found"),
        ApiError::TooManyRequests { .. } => Message::new("error-too-many"),
        ApiError::Server { status, .. } => Message::new("error-server").with("status", status.to_string()),
        ApiError::Malformed { .. } => Message::new("error-malformed"),
        ApiError::MissingReference { .. } => Message::new("error-missing-reference"),
        ApiError::Unsendable { what } => Message::new("error-unsendable").with("text", what.as_str()),
        ApiError::BadAddress { .. } => Message::new("error-bad-address"),
    }
}

/// A failure of the desk's own memory.
pub(super) fn store_error(error: &StoreError) -> Message {
    tracing::error!(%error, "the store failed");
    match error {
        StoreError::NotWritable(_) => Message::new("error-store-not-writable"),
        StoreError::DiskFull => Message::new("error-disk-full"),
        StoreError::NotEditable(_) => Message::new("error-not-editable"),
        StoreError::NotFound => Message::new("error-record-gone"),
        StoreError::Busy | StoreError::Damaged(_) | StoreError::NewerVersion { .. } | StoreError::Other(_) => {
            Message::new("error-store").with("text", error.to_string())
        }
    }
}

/// A cycle that stopped.
pub(super) fn sync_error(error: &SyncError) -> Message {
    match error {
        SyncError::Api(error) => api_error(error),
        SyncError::Store(error) => store_error(error),
        SyncError::Cancelled => Message::new("sync-cancelled"),
    }
}
