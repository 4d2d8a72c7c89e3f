//! Ways out of a start that failed: the same again, another folder, a training wherever there is room for one.

use std::sync::Arc;

use cargorun_desk::app::command::Way;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::trouble::{Rescue, Rescued, Trouble, WayOut};
use cargorun_desk::cli::args::Cli;
use cargorun_desk::words::Message;

use super::{Failure, of_this_run, open_desk, opener, profile_of, way_of};

/// The trouble of a start, with the look of the profile as far as it can be read.
pub(super) fn trouble(arguments: &Cli, way: Way, message: Message) -> Trouble {
    let profile = profile_of(arguments, way).ok();
    let look = profile.as_ref().and_then(|profile| profile.settings().ok()).unwrap_or_default();
    let folder = profile.map(|profile| profile.dir().to_path_buf()).or_else(|| arguments.profile.clone());
    Trouble { message, folder, look: of_this_run(arguments, look) }
}

/// Takes ways out for a start with these arguments.
pub(super) fn rescue(arguments: Cli) -> Rescue {
    Arc::new(move |way_out| {
        let (arguments, way) = match way_out {
            WayOut::Again => (arguments.clone(), way_of(&arguments)),
            WayOut::Folder(folder) => (Cli { profile: Some(folder.clone()), ..arguments.clone() }, way_of(&arguments)),
            WayOut::Training => (for_training(&arguments), Way::Training),
        };
        match open_desk(&arguments, way, None::<&Settings>) {
            Ok(desk) => Ok(Rescued { desk, open: opener(arguments) }),
            Err(Failure(message)) => Err(Box::new(trouble(&arguments, way, message))),
        }
    })
}

/// Where a training finds room: inside the profile, else at the user's own place, else among temporary files. Its data are
/// invented: nothing is lost when the system clears them away.
fn for_training(arguments: &Cli) -> Cli {
    let usable = |arguments: &Cli| {
        let profile: Option<Profile> = profile_of(arguments, Way::Training).ok();
        profile.is_some_and(|profile| matches!(profile.lock(), Ok(Some(_))))
    };
    let at_home = Cli { profile: None, sandbox: true, ..arguments.clone() };
    if usable(arguments) {
        arguments.clone()
    } else if usable(&at_home) {
        at_home
    } else {
        Cli { profile: Some(std::env::temp_dir().join("cargorun-desk-training")), sandbox: true, ..arguments.clone() }
    }
}
