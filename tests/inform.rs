//! How the desk keeps people informed: the worker against a training server where a colleague works, and letters to a mail
//! server of the test's own over a real socket.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
mod desk_support;
#[path = "inform/mail.rs"]
mod mail;
#[path = "inform/notices.rs"]
mod notices;
#[path = "inform/post_office.rs"]
mod post_office;
#[path = "inform/watch.rs"]
mod watch;
