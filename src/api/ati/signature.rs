//! Was a call signed by somebody who knows the subscription's key?
//!
//! Signed is `METHOD LF path?query LF` and the values of the signed headers with semicolons between, HMAC-SHA-256, base64
//! (ati.su/developers/api/webhooks/authentication). The spelling of the header, the bytes of the key (its text or what its
//! base64 stands for) and the host behind a proxy are not said anywhere: each of the few readings is tried, all of them in
//! constant time. The body is held by its `Digest`, so a call whose signature leaves out `Date` or `Digest` is not taken.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDateTime, Utc};
use ring::{digest, hmac};
use secrecy::{ExposeSecret as _, SecretString};

/// What a call shows of itself.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// `POST`.
    pub method: &'a str,
    /// Path and query as they may have been when ATI.SU signed them: a proxy may have taken a prefix away.
    pub paths: &'a [String],
    /// Hosts as they may have been.
    pub hosts: &'a [String],
    /// Header `Date`.
    pub date: &'a str,
    /// Header `Digest`.
    pub digest: &'a str,
    /// Header `Authorization`.
    pub authorization: &'a str,
}

/// `HMAC-SHA-256 Credential=…&SignedHeaders=Date;Digest;Host&Signature=…`.
struct Claim {
    signed: Vec<String>,
    signature: Vec<u8>,
}

impl Claim {
    fn read(header: &str) -> Option<Self> {
        let (scheme, rest) = header.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("HMAC-SHA-256") && !scheme.eq_ignore_ascii_case("HMAC-SHA256") {
            return None;
        }
        let (mut signed, mut signature) = (None, None);
        for part in rest.split(['&', ',']) {
            // The value may end with the equals signs of base64.
            let Some((name, value)) = part.trim().split_once('=') else { continue };
            if name.eq_ignore_ascii_case("SignedHeaders") {
                signed = Some(value.split(';').map(|name| name.trim().to_ascii_lowercase()).collect());
            } else if name.eq_ignore_ascii_case("Signature") {
                signature = STANDARD.decode(value.trim()).ok();
            }
        }
        Some(Self { signed: signed?, signature: signature? })
    }
}

/// True when the call was signed with one of the keys.
#[must_use]
pub fn is_signed(shown: &Shown<'_>, keys: &[SecretString]) -> bool {
    let Some(claim) = Claim::read(shown.authorization) else { return false };
    let holds = |name: &str| claim.signed.iter().any(|signed| signed == name);
    if !holds("date") || !holds("digest") {
        return false;
    }
    let texts: Vec<String> = shown
        .paths
        .iter()
        .flat_map(|path| shown.hosts.iter().map(move |host| (path, host)))
        .filter_map(|(path, host)| signing_text(shown, &claim.signed, path, host))
        .collect();
    keys.iter().flat_map(readings).any(|key| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        texts.iter().any(|text| hmac::verify(&key, text.as_bytes(), &claim.signature).is_ok())
    })
}

/// The bytes that a key may stand for.
fn readings(key: &SecretString) -> Vec<Vec<u8>> {
    let text = key.expose_secret().trim();
    [Some(text.as_bytes().to_vec()), STANDARD.decode(text).ok()].into_iter().flatten().collect()
}

fn signing_text(shown: &Shown<'_>, signed: &[String], path: &str, host: &str) -> Option<String> {
    let values: Option<Vec<&str>> = signed
        .iter()
        .map(|name| match name.as_str() {
            "date" => Some(shown.date),
            "digest" => Some(shown.digest),
            "host" => Some(host),
            // A header that we don't know can't be vouched for.
            _ => None,
        })
        .collect();
    Some(format!("{}\n{path}\n{}", shown.method, values?.join(";")))
}

/// True when the `Digest` is that of these bytes.
#[must_use]
pub fn is_digest_of(header: &str, body: &[u8]) -> bool {
    header.split(',').any(|one| {
        let Some((name, value)) = one.trim().split_once('=') else { return false };
        let ours = digest::digest(&digest::SHA256, body);
        name.eq_ignore_ascii_case("sha-256") && STANDARD.decode(value).is_ok_and(|theirs| theirs == ours.as_ref())
    })
}

/// SHA-256 as hexadecimal digits.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// The part of a subscription's address that nobody guesses: worked out from the receiver's own token, so that the desk
/// and the receiver know it without telling each other.
#[must_use]
pub fn address_of(topic: &str, token: &SecretString) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, token.expose_secret().as_bytes());
    hex(hmac::sign(&key, format!("address of {topic}").as_bytes()).as_ref())
}

/// True when two secrets are the same; how long that takes says nothing.
#[must_use]
pub fn is_same(ours: &SecretString, theirs: &str) -> bool {
    // Tags of one key are compared in constant time, whatever the lengths.
    let key = hmac::Key::new(hmac::HMAC_SHA256, ours.expose_secret().as_bytes());
    let tag = hmac::sign(&key, ours.expose_secret().as_bytes());
    hmac::verify(&key, theirs.as_bytes(), tag.as_ref()).is_ok()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The moment of a `Date` header: the form of HTTP, or ISO.
#[must_use]
pub fn date_of(header: &str) -> Option<DateTime<Utc>> {
    let text = header.trim();
    DateTime::parse_from_rfc2822(text)
        .or_else(|_http| DateTime::parse_from_rfc3339(text))
        .map(|moment| moment.with_timezone(&Utc))
        .ok()
        .or_else(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|moment| moment.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The signature of another implementation: `printf 'POST\n/hook/x?a=1\n…' | openssl dgst -sha256 -hmac key -binary | base64`.
    const DATE: &str = "Sun, 22 Nov 2026 08:00:00 GMT";
    const BODY: &[u8] = br#"{"topic":"orders.invites"}"#;

    fn shown<'a>(paths: &'a [String], hosts: &'a [String], digest: &'a str, authorization: &'a str) -> Shown<'a> {
        Shown { method: "POST", paths, hosts, date: DATE, digest, authorization }
    }

    #[test]
    fn what_another_implementation_signed_is_known_by_either_reading_of_the_key() {
        let digest = format!("sha-256={}", STANDARD.encode(digest::digest(&digest::SHA256, BODY)));
        assert!(is_digest_of(&digest, BODY));
        assert!(!is_digest_of(&digest, b"other"));
        let text = format!("POST\n/hook/x?a=1\n{DATE};{digest};desk.example:443");
        for bytes in [b"c2VjcmV0IGtleQ==".as_slice(), b"secret key".as_slice()] {
            let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, bytes), text.as_bytes());
            let header =
                format!("HMAC-SHA-256 Credential=x&SignedHeaders=Date;Digest;Host&Signature={}", STANDARD.encode(tag));
            let paths = ["/x?a=1".to_owned(), "/hook/x?a=1".to_owned()];
            let hosts = ["desk.example".to_owned(), "desk.example:443".to_owned()];
            let key = SecretString::from("c2VjcmV0IGtleQ==");
            assert!(is_signed(&shown(&paths, &hosts, &digest, &header), std::slice::from_ref(&key)));
            assert!(
                !is_signed(&shown(&paths[..1], &hosts, &digest, &header), std::slice::from_ref(&key)),
                "another path"
            );
            assert!(
                !is_signed(&shown(&paths, &hosts[..1], &digest, &header), std::slice::from_ref(&key)),
                "another host"
            );
            assert!(!is_signed(&shown(&paths, &hosts, &digest, &header), &[SecretString::from("other")]));
            assert!(!is_signed(&shown(&paths, &hosts, &digest, &header), &[]), "without a key nobody is known");
        }
    }

    #[test]
    fn the_string_of_the_official_page_by_a_known_answer() {
        // HMAC-SHA-256 with key "key" over "The quick brown fox jumps over the lazy dog" is a published test value.
        let tag =
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"key"), b"The quick brown fox jumps over the lazy dog");
        assert_eq!(hex(tag.as_ref()), "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    #[test]
    fn a_signature_that_leaves_the_body_out_is_none() {
        let key = SecretString::from("key");
        let text = format!("POST\n/x\n{DATE};h");
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"key"), text.as_bytes());
        let header = format!("HMAC-SHA-256 Credential=x&SignedHeaders=Date;Host&Signature={}", STANDARD.encode(tag));
        let (paths, hosts) = (["/x".to_owned()], ["h".to_owned()]);
        assert!(!is_signed(&shown(&paths, &hosts, "", &header), &[key]));
        for garbage in ["", "Bearer x", "HMAC-SHA-256", "HMAC-SHA-256 Signature=!!&SignedHeaders=Date;Digest"] {
            assert!(!is_signed(&shown(&paths, &hosts, "", garbage), &[SecretString::from("key")]), "{garbage}");
        }
    }

    #[test]
    fn secrets_are_compared_and_addresses_made_of_them() {
        let token = SecretString::from("token");
        assert!(is_same(&token, "token"));
        assert!(!is_same(&token, "toke") && !is_same(&token, ""));
        let address = address_of("orders.invites", &token);
        assert_eq!(address.len(), 64);
        assert_ne!(address, address_of("orders.invites.sent", &token));
        assert_eq!(date_of(DATE), date_of("2026-11-22T08:00:00Z"));
        assert!(date_of(DATE).is_some() && date_of("yesterday").is_none());
    }
}
