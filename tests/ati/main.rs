//! ATI.SU end to end: the samples of its pages, the receiver against the training server's postman, floods, forgeries, deaths,
//! and the command line.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[cfg(test)]
#[path = "../support/desk.rs"]
mod desk;

#[cfg(test)]
mod command;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod support;
