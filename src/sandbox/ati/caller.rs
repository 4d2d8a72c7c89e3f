//! A call over HTTP to this machine, signed as ATI.SU signs. Written by hand on a socket: the training server must not see
//! the desk's clients, and must not be able to call anybody else.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use ring::{digest, hmac};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// ATI.SU waits so long for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is looked at.
const LONGEST: u64 = 64 * 1024;

/// An address on this machine: socket, host as written, path and query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    addr: SocketAddr,
    host: String,
    path: String,
}

/// Reads `http://127.0.0.1:PORT/PATH`; anything else is refused.
pub(super) fn place(url: &str) -> Option<Place> {
    let rest = url.strip_prefix("http://")?;
    let (host, path) =
        rest.split_once('/').map_or((rest, String::from("/")), |(host, path)| (host, format!("/{path}")));
    let addr: SocketAddr = host.parse().ok().filter(|addr: &SocketAddr| addr.ip().is_loopback())?;
    let is_plain = |c: char| c.is_ascii_graphic();
    path.chars().all(is_plain).then(|| Place { addr, host: host.to_owned(), path })
}

/// How an event is signed.
pub(super) struct Seal<'a> {
    pub(super) key: &'a str,
    pub(super) at: DateTime<Utc>,
    pub(super) is_retry: bool,
}

/// Sends an event; gives the code of the answer.
pub(super) async fn post(place: &Place, body: &str, seal: &Seal<'_>) -> Option<u16> {
    let date = seal.at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let digest = format!("sha-256={}", STANDARD.encode(digest::digest(&digest::SHA256, body.as_bytes())));
    let text = format!("POST\n{}\n{date};{digest};{}", place.path, place.host);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, seal.key.as_bytes()), text.as_bytes());
    let authorization =
        format!("HMAC-SHA-256 Credential=training&SignedHeaders=Date;Digest;Host&Signature={}", STANDARD.encode(tag));
    let retry = if seal.is_retry { "ATI-Is-Retry: true\r\n" } else { "" };
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nDate: {date}\r\nDigest: {digest}\r\nAuthorization: {authorization}\r\n{retry}\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        place.path,
        place.host,
        body.len()
    );
    exchange(place, &format!("{head}{body}")).await.map(|(status, _)| status)
}

/// Asks an address for its challenge; true when it gives it back.
pub(super) async fn challenge(place: &Place, challenge: &str) -> bool {
    let mark = if place.path.contains('?') { '&' } else { '?' };
    let request = format!(
        "GET {}{mark}challenge={challenge}&verification_status=progress HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        place.path, place.host
    );
    let answer = exchange(place, &request).await;
    answer.is_some_and(|(status, body)| {
        (200..300).contains(&status) && serde_json::from_str::<String>(body.trim()).is_ok_and(|said| said == challenge)
    })
}

async fn exchange(place: &Place, request: &str) -> Option<(u16, String)> {
    let work = async {
        let mut stream = TcpStream::connect(place.addr).await.ok()?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer).await.ok()?;
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some((status, body.to_owned()))
    };
    tokio::time::timeout(PATIENCE, work).await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_is_called() {
        assert!(place("http://127.0.0.1:8080/ati/x?y=1").is_some());
        for far in ["https://127.0.0.1/x", "http://desk.example/x", "http://10.0.0.1:80/x", "http://127.0.0.1:80/a b"] {
            assert_eq!(place(far), None, "{far}");
        }
    }
}
