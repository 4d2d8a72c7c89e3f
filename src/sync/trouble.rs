//! A failed call as the reason that is stored beside a record: its kind and detail, worded where the screen is.

use crate::api::cargorun::ApiError;
use crate::domain::trouble::{Trouble, TroubleKind};

/// The reason that a failed call is.
pub(super) fn of(error: &ApiError) -> Trouble {
    match error {
        ApiError::Offline { .. } => Trouble::new(TroubleKind::Offline, ""),
        ApiError::Timeout => Trouble::new(TroubleKind::Timeout, ""),
        ApiError::Refused { text } => Trouble::new(TroubleKind::Refused, text),
        ApiError::SignInNeeded { .. } => Trouble::new(TroubleKind::SignIn, ""),
        ApiError::Forbidden { text } => Trouble::new(TroubleKind::Forbidden, text),
        ApiError::NotFound => Trouble::new(TroubleKind::NotFound, ""),
        ApiError::TooManyRequests { .. } => Trouble::new(TroubleKind::TooMany, ""),
        ApiError::Server { status, .. } => Trouble::new(TroubleKind::Server, status.to_string()),
        ApiError::Malformed { what } => Trouble::new(TroubleKind::Malformed, what),
        ApiError::MissingReference { id, .. } => Trouble::new(TroubleKind::MissingReference, id.as_str()),
        ApiError::Unsendable { what } => Trouble::new(TroubleKind::Unsendable, what),
        ApiError::BadAddress { .. } => Trouble::new(TroubleKind::BadAddress, ""),
    }
}
