//! The receiver of ATI.SU's webhooks: a small server behind a reverse proxy that speaks HTTPS. It keeps what comes on disk
//! before it says yes, and hands it to the desk whenever that asks; the desk itself can't be called from outside.
//!
//! ```text
//! options   what it is started with
//! running   its start and its end
//! line      connections: how many, and for how long
//! http      which door a request is for, and what is answered
//! guard     is it ATI.SU who calls?
//! shelf     what came, on disk, each thing once
//! ```
//!
//! It knows nothing of the desk's store, of bids and of windows. Whoever may not be listened to gets 401 or 404, whoever
//! comes at a bad moment 503; 410 is never said, for it ends a subscription for ever.

mod guard;
mod http;
mod line;
mod options;
mod running;
mod shelf;

pub use options::{Options, OptionsError, callback};
pub use running::{ReceiverError, Running, start};
