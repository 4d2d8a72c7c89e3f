//! The part of the settings that says what a person and the administrator are told of, and when not.

use serde::{Deserialize, Serialize};

pub use crate::api::smtp::Security;

/// What the person at the desk is told of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "a switch each; every mix of them makes sense")]
pub struct NoticeSettings {
    /// On the desktop too, not only in the window.
    pub desktop: bool,
    /// Cancelled on the platform.
    pub cancelled: bool,
    /// Refused by the platform.
    pub refused: bool,
    /// Changed on both sides.
    pub conflicts: bool,
    /// A point's plan passed and nobody is there.
    pub late: bool,
    /// A tracker fell silent.
    pub gps: bool,
    /// A new invitation of ATI.SU came, or one with a bid was withdrawn.
    pub invites: bool,
    /// New invitations sound, where the desktop shows notifications.
    pub invites_sound: bool,
    /// How long after its plan a point is late, minutes.
    pub late_minutes: u64,
    /// How long a tracker may be silent, minutes.
    pub gps_minutes: u64,
    /// Quiet from this time of day on (`22:00`); empty: never.
    pub quiet_from: String,
    /// Quiet until this time of day.
    pub quiet_to: String,
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self {
            desktop: true,
            cancelled: true,
            refused: true,
            conflicts: true,
            late: true,
            gps: true,
            invites: true,
            invites_sound: true,
            late_minutes: 30,
            gps_minutes: 60,
            quiet_from: String::new(),
            quiet_to: String::new(),
        }
    }
}

/// When the administrator is written to, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlertSettings {
    /// On at all.
    pub enabled: bool,
    /// So many failed calls …
    pub errors: u64,
    /// … within so many minutes.
    pub errors_minutes: u64,
    /// Something waits to be sent for longer than this, minutes.
    pub unsent_minutes: u64,
    /// A conflict is undecided for longer than this, hours.
    pub conflict_hours: u64,
    /// The platform refused the sign-in.
    pub sign_in: bool,
    /// Name of the mail server; empty: no letters.
    pub smtp_host: String,
    /// Its port.
    pub smtp_port: u16,
    /// How the connection is kept private.
    pub smtp_security: Security,
    /// Who signs in there; empty: nobody.
    pub smtp_user: String,
    /// From whom letters come.
    pub mail_from: String,
    /// To whom they go, commas between.
    pub mail_to: String,
}

impl Default for AlertSettings {
    fn default() -> Self {
        Self {
            enabled: false,
            errors: 10,
            errors_minutes: 10,
            unsent_minutes: 60,
            conflict_hours: 24,
            sign_in: true,
            smtp_host: String::new(),
            smtp_port: 587,
            smtp_security: Security::StartTls,
            smtp_user: String::new(),
            mail_from: String::new(),
            mail_to: String::new(),
        }
    }
}
