//! ATI.SU end to end: the samples of its pages, the receiver against the training server's postman, floods, forgeries, deaths,
//! and the command line.

#[cfg(test)]
#[path = "../support/desk.rs"]
#[expect(dead_code, reason = "the commands here carry two secrets more, so they are run in their own way")]
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
#[cfg(test)]
mod window_desk;
