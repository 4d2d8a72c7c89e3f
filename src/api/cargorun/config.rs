//! Where the server is and how to talk to it.

use std::time::Duration;

use reqwest::Url;

use super::error::ApiError;
use crate::api::is_loopback;

/// Address and manners of one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `https://api.app.cargorun.ru`, with or without a slash or `/api` at the end. `http://` only for this machine
    /// itself (the training server).
    pub base_url: String,
    /// For one request, from its first byte to the last of the answer.
    pub timeout: Duration,
    /// How the program calls itself.
    pub user_agent: String,
    /// Proxy between us and the server; `None`: as the system says. Never used for this machine itself.
    pub proxy: Option<String>,
}

impl Config {
    /// Checks a server's address as a client would.
    ///
    /// # Errors
    /// [`ApiError::BadAddress`].
    pub fn check_address(address: &str) -> Result<(), ApiError> {
        Base::parse(address).map(drop)
    }

    /// Checks a proxy's address; an empty one is "as the system says".
    ///
    /// # Errors
    /// [`ApiError::BadAddress`].
    pub fn check_proxy(address: &str) -> Result<(), ApiError> {
        let wrong = |reason: String| ApiError::BadAddress { reason: format!("the proxy: {reason}") };
        if address.trim().is_empty() {
            return Ok(());
        }
        let url = Url::parse(address.trim()).map_err(|error| wrong(error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            // Settings are a file, and secrets are never in files.
            return Err(wrong("it must not hold a user name or a password".to_owned()));
        }
        match url.scheme() {
            "http" | "https" => Ok(()),
            _ => Err(wrong("it must begin with http:// or https://".to_owned())),
        }
    }
}

/// A checked address: no slash and no `/api` at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// `https://host/prefix`.
    pub(crate) text: String,
    /// This machine itself: no proxy stands between.
    pub(crate) loopback: bool,
    /// Without TLS (only ever with `loopback`).
    pub(crate) plain: bool,
}

impl Base {
    /// Checks an address.
    pub(crate) fn parse(address: &str) -> Result<Self, ApiError> {
        let wrong = |reason: &str| ApiError::BadAddress { reason: reason.to_owned() };
        let mut url = Url::parse(address.trim())
            .map_err(|error| ApiError::BadAddress { reason: format!("{error}; it should look like https://host") })?;
        let loopback = is_loopback(url.host_str().unwrap_or_default());
        let plain = match url.scheme() {
            "https" => false,
            "http" if loopback => true,
            "http" => return Err(wrong("http:// is only for this machine itself, use https://")),
            _ => return Err(wrong("it must begin with https://")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it must not hold a user name or a password"));
        }
        url.set_query(None);
        url.set_fragment(None);
        let text = url.as_str().trim_end_matches('/');
        let text = text.strip_suffix("/api").or_else(|| text.strip_suffix("/API")).unwrap_or(text);
        Ok(Self { text: text.trim_end_matches('/').to_owned(), loopback, plain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_end_of_an_address_gives_one_base() {
        for typed in ["https://x.example", "https://x.example/", " https://x.example/api ", "https://x.example/api/"] {
            assert_eq!(Base::parse(typed).map(|base| base.text), Ok("https://x.example".to_owned()), "{typed}");
        }
        let nested = Base::parse("https://x.example/tms/api?a=1#top").map(|base| base.text);
        assert_eq!(nested, Ok("https://x.example/tms".to_owned()));
    }

    #[test]
    fn without_tls_only_to_this_machine() {
        for near in ["http://127.0.0.1:8080", "http://localhost:8080/api", "http://[::1]:8080"] {
            assert!(Base::parse(near).is_ok_and(|base| base.plain && base.loopback), "{near}");
        }
        for far in ["http://cargorun.example", "http://127.0.0.1.example.org", "http://10.0.0.1", "ftp://localhost"] {
            assert!(matches!(Base::parse(far), Err(ApiError::BadAddress { .. })), "{far}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in ["", "x.example", "https://", "https://user:secret@x.example"] {
            let refused = Base::parse(typed);
            assert!(matches!(refused, Err(ApiError::BadAddress { .. })), "{typed}");
            assert!(!format!("{refused:?}").contains("secret"));
        }
    }
}
