//! `receive`: only the receiver of ATI.SU's webhooks, until it is told to end.

use secrecy::SecretString;
use serde_json::json;

use super::args::Cli;
use super::ati_args::ReceiveArgs;
use super::context::runtime;
use super::output::{Exit, Failure, json as answer};
use crate::app::invites::site::keys_of;
use crate::app::profile::Profile;
use crate::app::secrets::AtiSecret;
use crate::platform;
use crate::receiver::{self, Options};
use crate::words::Message;

/// The receiver's own file in the profile.
const FILE: &str = "receiver.db";

pub(super) fn serve(cli: &Cli, args: &ReceiveArgs) -> Result<Exit, Failure> {
    let profile = Profile::open(cli.profile.as_deref(), false)?;
    let settings = profile.settings()?;
    let token = AtiSecret::Receiver.read().ok_or_else(|| Failure::usage(Message::new("ati-no-receiver-token")))?;
    let customs = &settings.ati.customs;
    let options = Options {
        keys: hook_keys(),
        topics: vec![customs.topic_received.clone(), customs.topic_sent.clone()],
        ..Options::new(args.addr, &args.public_url, profile.dir().join(FILE), token)
    };
    runtime()?.block_on(async {
        let failed = |error: receiver::ReceiverError| {
            let message = Message::new("ati-receiver-failed").with("text", error.to_string());
            match error {
                receiver::ReceiverError::Options(_) => Failure::usage(message),
                _ => Failure::new(message),
            }
        };
        let running = receiver::start(options).await.map_err(failed)?;
        answer(&json!({ "listening": running.addr().to_string() }))?;
        platform::told_to_end().await;
        running.stop().await;
        Ok(Exit::Done)
    })
}

/// Keys that are known by the environment or the key store.
pub(super) fn hook_keys() -> Vec<SecretString> {
    keys_of(AtiSecret::HookKeys.read().as_ref())
}
