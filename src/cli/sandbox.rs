//! `sandbox`: only the training server, until it is told to end.

use std::time::Duration;

use serde_json::json;

use super::args::SandboxArgs;
use super::context::runtime;
use super::output::{Exit, Failure, json as answer};
use crate::platform;
use crate::sandbox::{self, Options};
use crate::words::{Lang, Message};

pub(super) fn serve(args: &SandboxArgs, _lang: Option<Lang>) -> Result<Exit, Failure> {
    let (mut faults, mut ati_faults) = (Vec::new(), Vec::new());
    for text in &args.faults {
        // The events of ATI.SU have faults of their own.
        if text.starts_with("ati-") { ati_faults.push(fault(text)?) } else { faults.push(fault(text)?) }
    }
    let options = Options {
        addr: args.addr,
        seed: args.seed,
        bids: args.bids,
        data_dir: args.data.clone(),
        token_ttl: Duration::from_secs(args.token_ttl),
        speed: args.speed,
        faults,
        ati_faults,
        invitations: Options::TRAINING_INVITATIONS,
        ..Options::default()
    };
    if !args.addr.ip().is_loopback() {
        return Err(Failure::usage(Message::new("cli-sandbox-loopback-only")));
    }
    runtime()?.block_on(async {
        let running = sandbox::start(options)
            .await
            .map_err(|error| Failure::new(Message::new("cli-sandbox-failed").with("text", error.to_string())))?;
        answer(&json!({
            "base_url": running.base_url(), "user": running.user(), "password": running.password(),
        }))?;
        platform::told_to_end().await;
        running.stop().await;
        Ok(Exit::Done)
    })
}

/// `drop-after=0.2`.
fn fault<F: std::str::FromStr>(text: &str) -> Result<(F, f64), Failure> {
    let wrong = || Failure::usage(Message::new("cli-bad-fault").with("text", text));
    let (name, chance) = text.split_once('=').ok_or_else(wrong)?;
    let chance: f64 = chance.parse().ok().filter(|chance| (0.0..=1.0).contains(chance)).ok_or_else(wrong)?;
    Ok((name.parse().map_err(|_unknown| wrong())?, chance))
}
