//! The log: daily files beside the profile's data, a fortnight of them. What is said below us in the stack is held back:
//! libraries of the network print headers at their finest levels, and a header holds the token.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;

/// Libraries that see requests as bytes, and the finest level at which they are heard whatever was asked for.
const HELD_BACK: [&str; 7] =
    ["h2=info", "hyper=info", "hyper_util=info", "reqwest=info", "rustls=info", "tower=info", "zbus=info"];

/// What is logged: as `CARGORUN_LOG` says, else `usual`; never the bytes of a request.
#[must_use]
pub fn filter(usual: &str) -> EnvFilter {
    let filter = EnvFilter::try_from_env("CARGORUN_LOG").unwrap_or_else(|_unset| EnvFilter::new(usual));
    held_back(filter)
}

/// The filter without the libraries' finest levels.
#[must_use]
pub fn held_back(filter: EnvFilter) -> EnvFilter {
    HELD_BACK.iter().filter_map(|directive| directive.parse().ok()).fold(filter, EnvFilter::add_directive)
}

/// Logs to stderr: for commands.
pub fn to_stderr() {
    let _already = tracing_subscriber::fmt().with_env_filter(filter("error")).with_writer(std::io::stderr).try_init();
}

/// Logs into daily files of a folder. The guard writes the rest out when it is dropped; `None` when the folder can't be
/// used: a program without a log is better than none.
#[must_use]
pub fn to_files(dir: &Path) -> Option<WorkerGuard> {
    use tracing_appender::rolling::{RollingFileAppender, Rotation};
    crate::platform::create_private_dir(dir).ok()?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("desk")
        .filename_suffix("log")
        .max_log_files(14)
        .build(dir)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = filter("warn,cargorun_desk=info");
    let _already = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).try_init();
    Some(guard)
}
