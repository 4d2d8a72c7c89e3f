//! A server between the desk and the training server that leaks whatever it can: it gives each driver's password in clear, as
//! the platform does, and repeats tokens and passwords in its errors.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, header};
use serde_json::{Value, json};

/// The person's password at this server.
pub(crate) const PASSWORD: &str = "canary-password-8f3b1c";
/// What the platform says is a driver's password.
pub(crate) const DRIVER: &str = "canary-driver-77d20a";

struct Between {
    there: String,
    password: String,
    http: reqwest::Client,
    /// Every token that was given out.
    tokens: Mutex<Vec<String>>,
    drivers: AtomicUsize,
    /// From now on everything is refused, with all that was sent in the refusal.
    refuses: AtomicBool,
    echoes: AtomicUsize,
}

/// The server; it ends with the test.
pub(crate) struct Leaky {
    pub(crate) url: String,
    between: Arc<Between>,
    _runtime: tokio::runtime::Runtime,
}

impl Leaky {
    pub(crate) fn before(there: &str, password: &str) -> Self {
        let _chosen = rustls::crypto::ring::default_provider().install_default();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let between = Arc::new(Between {
            there: there.to_owned(),
            password: password.to_owned(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            tokens: Mutex::default(),
            drivers: AtomicUsize::new(0),
            refuses: AtomicBool::new(false),
            echoes: AtomicUsize::new(0),
        });
        let app = axum::Router::new().fallback(pass).with_state(Arc::clone(&between));
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { url, between, _runtime: runtime }
    }

    pub(crate) fn refuse_everything(&self, refuse: bool) {
        self.between.refuses.store(refuse, Ordering::SeqCst);
    }

    /// Everything that must not be found anywhere.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let tokens = self.between.tokens.lock().unwrap().clone();
        tokens.into_iter().chain([PASSWORD.to_owned(), DRIVER.to_owned()]).collect()
    }

    /// Drivers' passwords and echoed secrets that went out.
    pub(crate) fn leaked(&self) -> (usize, usize) {
        (self.between.drivers.load(Ordering::SeqCst), self.between.echoes.load(Ordering::SeqCst))
    }
}

async fn pass(State(between): State<Arc<Between>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    if between.refuses.load(Ordering::SeqCst) {
        between.echoes.fetch_add(1, Ordering::SeqCst);
        let echo = format!("refused: {} {body}", bearer(&head.headers));
        let refusal = json!({ "errorMessage": echo }).to_string();
        return Response::builder()
            .status(400)
            .header("content-type", "application/json")
            .body(refusal.into())
            .unwrap();
    }
    let path = head.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let mut sent = between.http.request(head.method, format!("{}{path}", between.there));
    for name in [header::AUTHORIZATION, header::CONTENT_TYPE] {
        if let Some(value) = head.headers.get(&name) {
            sent = sent.header(name, value);
        }
    }
    let answer = sent.body(body.replace(PASSWORD, &between.password)).send().await.unwrap();
    let (status, kind) = (answer.status(), answer.headers().get(header::CONTENT_TYPE).cloned());
    let text = between.leak(&path.to_lowercase(), answer.text().await.unwrap());
    let mut response = Response::builder().status(status);
    if let Some(kind) = kind {
        response = response.header(header::CONTENT_TYPE, kind);
    }
    response.body(text.into()).unwrap()
}

fn bearer(headers: &HeaderMap) -> String {
    headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

impl Between {
    fn leak(&self, path: &str, text: String) -> String {
        let Ok(mut value) = serde_json::from_str::<Value>(&text) else { return text };
        if path.contains("/account/") {
            for name in ["accessToken", "refreshToken"] {
                if let Some(token) = value[name]["token"].as_str() {
                    self.tokens.lock().unwrap().push(token.to_owned());
                }
            }
        }
        if path.contains("/driver/getlist") {
            self.spoil(&mut value);
        }
        value.to_string()
    }

    /// Every object at the top of a list gets a password.
    fn spoil(&self, value: &mut Value) {
        match value {
            Value::Array(items) => {
                for item in items.iter_mut().filter_map(Value::as_object_mut) {
                    item.insert("password".to_owned(), DRIVER.into());
                    self.drivers.fetch_add(1, Ordering::SeqCst);
                }
            }
            Value::Object(object) => {
                object.values_mut().filter(|value| value.is_array()).for_each(|list| self.spoil(list));
            }
            _ => {}
        }
    }
}
