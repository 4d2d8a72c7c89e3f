//! Clients of the services that the desk talks to: one module each, wire shapes apart from the trade's types.
//!
//! `api` sees only `domain`. It knows no store, no screen and no words for people: errors are kinds, and the sentences
//! that a person reads are made from them elsewhere.

pub mod ati;
pub mod cargorun;
pub mod dellin;
pub mod smtp;
pub mod tiles;

use std::net::IpAddr;

/// True for the name or address of this machine itself: the only one that may be spoken to without TLS.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let host = host.trim().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The host of `host[:port]`; of an IPv6 address without its brackets.
#[must_use]
pub fn host_of(authority: &str) -> &str {
    let bare = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => authority.split(':').next(),
    };
    bare.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_and_no_name_passes_for_it() {
        for here in ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1", " LOCALHOST "] {
            assert!(is_loopback(here), "{here}");
        }
        for there in ["", "smtp.example", "127.0.0.1.example", "localhost.example", "10.0.0.1"] {
            assert!(!is_loopback(there), "{there}");
        }
    }
}
