//! Servers: one that gives tokens and answers calls as the test says, one that writes raw bytes and hangs up.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Raw, without its `?`.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// Null when there is none.
    pub(crate) body: Value,
}

impl Seen {
    /// The query as people read it.
    pub(crate) fn readable(&self) -> String {
        let mut bytes = Vec::new();
        let mut rest = self.query.bytes();
        while let Some(byte) = rest.next() {
            let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).unwrap();
            bytes.push(if byte == b'%' {
                u8::try_from(hex(rest.next()) * 16 + hex(rest.next())).unwrap()
            } else {
                byte
            });
        }
        String::from_utf8(bytes).unwrap()
    }

    fn bearer(&self) -> Option<&str> {
        self.headers.get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn ok(body: &str) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn json(body: &Value) -> Self {
        Self::new(200, &body.to_string())
    }

    pub(crate) fn new(status: u16, body: &str) -> Self {
        Self { status, headers: Vec::new(), body: body.to_owned() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

type Answerer = Arc<dyn Fn(&Seen) -> Reply + Send + Sync>;

/// How the account methods behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Account {
    Gives,
    RefusesRefresh,
    RefusesSignIn,
    Fails,
}

/// A server that gives tokens `access-1`, `access-2`, … and refuses with 401 all but the last one given.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) base_url: String,
    state: Arc<State>,
}

struct State {
    seen: Mutex<Vec<Seen>>,
    given: AtomicUsize,
    /// Tokens up to this one are dead.
    dead: AtomicUsize,
    account: Mutex<Account>,
    answer: Answerer,
    /// The account methods wait here when a test holds the gate.
    gate: tokio::sync::RwLock<()>,
}

impl Server {
    pub(crate) async fn start(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let state = Arc::new(State {
            seen: Mutex::default(),
            given: AtomicUsize::new(0),
            dead: AtomicUsize::new(0),
            account: Mutex::new(Account::Gives),
            answer: Arc::new(answer),
            gate: tokio::sync::RwLock::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::clone(&state);
        let router = Router::new().fallback(move |request: Request| handle(Arc::clone(&shared), request));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base_url, state }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// How many requests came for a path.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.seen().iter().filter(|seen| seen.path == path).count()
    }

    pub(crate) fn set_account(&self, account: Account) {
        *self.state.account.lock().unwrap() = account;
    }

    /// Every token given so far is dead.
    pub(crate) fn kill_tokens(&self) {
        self.state.dead.store(self.state.given.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    /// Every token is dead, even those that will be given.
    pub(crate) fn trust_no_token(&self) {
        self.state.dead.store(usize::MAX, Ordering::SeqCst);
    }

    /// While it is held, the account methods don't answer.
    pub(crate) async fn hold_account(&self) -> tokio::sync::RwLockWriteGuard<'_, ()> {
        self.state.gate.write().await
    }
}

async fn handle(state: Arc<State>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let seen = Seen {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() },
    };
    state.seen.lock().unwrap().push(seen.clone());
    let reply = if let Some(method) = seen.path.strip_prefix("/api/Account/") {
        let _open = state.gate.read().await;
        state.account(method)
    } else if state.is_known(&seen) {
        (state.answer)(&seen)
    } else {
        Reply::new(401, &format!("unknown token {}", seen.bearer().unwrap_or_default()))
    };
    let builder = Response::builder().status(reply.status);
    let builder = reply.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, value));
    builder.body(Body::from(reply.body)).unwrap()
}

impl State {
    fn account(&self, method: &str) -> Reply {
        let account = *self.account.lock().unwrap();
        match account {
            Account::Fails => return Reply::new(500, "нет базы"),
            Account::RefusesRefresh if method == "RefreshToken" => return Reply::new(400, "Сессия закрыта"),
            Account::RefusesSignIn => return Reply::new(400, "Неверный логин или пароль"),
            Account::Gives | Account::RefusesRefresh => {}
        }
        let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
        Reply::json(&json!({
            "accessToken": {"token": format!("access-{number}"), "expiresIn": 1800},
            "refreshToken": format!("refresh-{number}"),
            "currentUser": {"id": 1, "organizationId": 1},
        }))
    }

    fn is_known(&self, seen: &Seen) -> bool {
        let given = self.given.load(Ordering::SeqCst);
        let number = seen.bearer().and_then(|token| token.strip_prefix("access-")?.parse::<usize>().ok());
        number.is_some_and(|number| number <= given && number > self.dead.load(Ordering::SeqCst))
    }
}

/// A server that gives one token, then answers each call with raw bytes and hangs up.
pub(crate) async fn raw(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let request = whole_request(&mut stream).await;
            let token = json!({"accessToken": {"token": "access-1"}}).to_string();
            let given =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{token}", token.len());
            let written = if request.contains("/api/Account/") { given.as_bytes() } else { answer };
            if stream.write_all(written).await.is_ok() {
                let _closed = stream.shutdown().await;
            }
        }
    });
    base_url
}

/// Reads a request to its end, so that hanging up afterwards is no reset of what was not read.
async fn whole_request(stream: &mut TcpStream) -> String {
    let mut request = String::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = stream.read(&mut buffer).await.unwrap_or_default();
        request.push_str(&String::from_utf8_lossy(buffer.get(..read).unwrap_or_default()));
        let (head, body) = request.split_once("\r\n\r\n").unwrap_or_default();
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok());
        if read == 0 || (!head.is_empty() && body.len() >= length.unwrap_or_default()) {
            return request;
        }
    }
}
