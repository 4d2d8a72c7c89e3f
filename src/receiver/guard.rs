//! Is it ATI.SU who calls? Everything that can be known without the body is looked at before the body is read, and the body
//! is held to its digest before it is parsed.

use axum::http::{HeaderMap, HeaderName, header};
use chrono::TimeDelta;
use secrecy::SecretString;

use super::options::Options;
use crate::api::ati::signature::{self, Shown};

/// Says that a call has been made before.
const IS_RETRY: &str = "ati-is-retry";

/// Why a call is not listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// A header is missing or unreadable.
    Incomplete,
    /// It was signed too long ago, or is from the future.
    Stale,
    /// Not signed with any of the keys.
    Forged,
}

/// What is looked at of a call.
pub(super) struct Call<'a> {
    pub(super) method: &'a str,
    /// Path and query as they came.
    pub(super) path_and_query: &'a str,
    pub(super) headers: &'a HeaderMap,
}

/// Looks at a call without its body; gives the digest that the body must have.
pub(super) fn admit(call: &Call<'_>, options: &Options, keys: &[SecretString]) -> Result<String, Refused> {
    let text = |name: HeaderName| call.headers.get(name).and_then(|value| value.to_str().ok());
    let authorization = text(header::AUTHORIZATION).ok_or(Refused::Incomplete)?;
    let date = text(header::DATE).ok_or(Refused::Incomplete)?;
    let digest = text(HeaderName::from_static("digest")).ok_or(Refused::Incomplete)?;
    let is_retry = text(HeaderName::from_static(IS_RETRY)).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let window = if is_retry { options.retry_window } else { options.date_window };
    let age = (options.now)() - signature::date_of(date).ok_or(Refused::Incomplete)?;
    if age > window || age < -options.date_window.max(TimeDelta::zero()) {
        return Err(Refused::Stale);
    }
    let (hosts, paths) = (hosts(call.headers, options), paths(call.path_and_query, options));
    let shown = Shown { method: call.method, paths: &paths, hosts: &hosts, date, digest, authorization };
    if signature::is_signed(&shown, keys) { Ok(digest.to_owned()) } else { Err(Refused::Forged) }
}

/// What ATI.SU may have called us: the public address with and without the port of HTTPS, and what the proxy says.
fn hosts(headers: &HeaderMap, options: &Options) -> Vec<String> {
    let (public, _) = options.host_and_prefix();
    let mut hosts = vec![public.to_owned()];
    if !public.trim_start_matches(|c| c != ']').contains(':') && !public.contains(':') {
        hosts.push(format!("{public}:443"));
    }
    let said = [header::HOST, HeaderName::from_static("x-forwarded-host")];
    let said = said.iter().filter_map(|name| headers.get(name)).filter_map(|value| value.to_str().ok());
    for host in said {
        if !hosts.iter().any(|known| known == host) {
            hosts.push(host.to_owned());
        }
    }
    hosts
}

/// The path as it came, and with the prefix that a proxy may have taken away.
fn paths(path: &str, options: &Options) -> Vec<String> {
    let (_, prefix) = options.host_and_prefix();
    if prefix.is_empty() || path.starts_with(prefix) {
        return vec![path.to_owned()];
    }
    vec![format!("{prefix}{path}"), path.to_owned()]
}
