//! `settings list|get|set`.

use super::args::{Cli, SettingsVerb};
use super::output::{Exit, Failure, json as answer};
use crate::app::profile::Profile;
use crate::app::setting_text::{self, SettingError};
use crate::words::Message;

pub(super) fn run(cli: &Cli, verb: &SettingsVerb) -> Result<Exit, Failure> {
    let profile = Profile::open(cli.profile.as_deref(), false)?;
    let settings = profile.settings()?;
    match verb {
        SettingsVerb::List => answer(&setting_text::all(&settings))?,
        SettingsVerb::Get { key } => match setting_text::all(&settings).get(key) {
            Some(value) => answer(value)?,
            None => return Err(refused(SettingError::Unknown, key, "")),
        },
        SettingsVerb::Set { key, value } => {
            // An open window would write its own settings over these.
            let Some(_hold) = profile.lock()? else {
                return Err(Failure::new(Message::new("cli-settings-held")));
            };
            let changed = setting_text::with(&settings, key, value).map_err(|error| refused(error, key, value))?;
            profile.save_settings(&changed)?;
            answer(&setting_text::all(&changed).get(key))?;
        }
    }
    Ok(Exit::Done)
}

fn refused(error: SettingError, key: &str, value: &str) -> Failure {
    Failure::usage(match error {
        SettingError::Unknown => Message::new("cli-no-setting").with("key", key),
        SettingError::Wrong => match setting_text::bounds(key) {
            Some((least, most)) => Message::new("cli-setting-bounds")
                .with("key", key)
                .with("least", least.to_string())
                .with("most", most.to_string()),
            None => Message::new("cli-setting-wrong").with("key", key).with("value", value),
        },
    })
}
