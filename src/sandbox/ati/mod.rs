//! ATI.SU of the training server: subscriptions behind `/ati`, and signed events that come repeatedly, in disorder, forged
//! and withdrawn, to a receiver on this machine.
//!
//! ```text
//! fault    what goes wrong with events
//! offers   invitations that are drawn, shaped by the pages of ATI.SU
//! office   subscriptions, events that wait, what was missed
//! doors    the methods of its API
//! caller   a signed call over HTTP to 127.0.0.1, and nowhere else
//! postman  events on their way
//! ```
//!
//! It shares no wire type with the desk and signs by itself: each is a witness of the other.

mod caller;
mod doors;
mod fault;
mod offers;
mod office;
mod postman;

pub use fault::AtiFault;
pub use postman::{AtiPanel, Delivered};

pub(super) use doors::{Desk, doors};
pub(super) use postman::live;

/// The token of the training server's ATI.SU: the same for every server, and no secret.
pub const ATI_TOKEN: &str = "training-token-of-ati";
