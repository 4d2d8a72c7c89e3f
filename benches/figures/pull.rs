//! The first pull of a stock of bids, beside the least that any client would do with the same pages: download them,
//! parse the heads of their rows, insert them into SQLite with the same indexes and the same durability.
//!
//! The pages are taken once from the training server and then given by a server that only repeats them, so that its own
//! work is the same on both sides and small. `PULL_BIDS` says how many bids (20,000; the figures of the README: 100,000).

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use cargorun_desk::api::cargorun::{Config, HttpWire, Incoming, Outgoing, Wire, WireError, WireFuture};
use cargorun_desk::app::connect::{Connected, Target, connect_over};
use cargorun_desk::app::secrets::OnWait;
use cargorun_desk::sandbox::{self, LoginLimit};
use cargorun_desk::store::Store;
use cargorun_desk::sync::{Cancel, Timing, Trigger};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::measure::{Figure, Row, Rows, bare_http, figure};

type Failure = Box<dyn std::error::Error>;

/// The list of bids, in every spelling of its path.
const LIST: &str = "getlistforexternal";

pub(crate) fn rows() -> Rows {
    let bids = std::env::var("PULL_BIDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let tape = runtime.block_on(record(bids))?;
    let bytes = tape.pages().map(Bytes::len).sum::<usize>();
    let server = runtime.block_on(repeat(Arc::new(tape.clone())))?;

    let (mut download, mut parse, mut insert) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ours, mut quiet) = (Vec::new(), Vec::new());
    let mut stored = 0;
    for _ in 0..3 {
        let dir = tempfile::tempdir()?;
        download.push(runtime.block_on(bare_download(&server, &tape))?);
        parse.push(bare_parse(&tape)?);
        insert.push(bare_insert(&tape, &dir.path().join("bare.db"))?);
        let file = dir.path().join("desk.db");
        let (first, second) = runtime.block_on(pull_twice(&server, &file))?;
        ours.push(first);
        quiet.push(second);
        stored = usize::try_from(std::fs::metadata(&file)?.len())?;
    }
    let floor: Vec<Duration> = download
        .iter()
        .zip(&parse)
        .zip(&insert)
        .map(|((download, parse), insert)| *download + *parse + *insert)
        .collect();
    let named = |what: &str| format!("{what}, {bids} bids");
    let (peak, whole) = program(&server)?;
    Ok(vec![
        Row::new(named("first pull"), figure(ours)).beside("bare download, parse and insert", figure(floor)),
        Row::new(named("bare download"), figure(download)),
        Row::new(named("bare parse of heads"), figure(parse)),
        Row::new(named("bare insert"), figure(insert)),
        Row::new(named("all of it read again, nothing new"), figure(quiet)),
        Row::new(named("file of the desk"), Figure::Bytes(stored)).beside("texts that came", Figure::Bytes(bytes)),
        Row::new(named("`sync --once`, the whole program"), figure(vec![whole])),
        Row::new(named("its memory at most"), Figure::Bytes(peak)),
    ])
}

/// What the training server answered, by path and position.
#[derive(Debug, Clone, Default)]
struct Tape {
    /// The paths and queries of the pages of bids, in their order.
    walk: Vec<String>,
    answers: HashMap<String, Answer>,
}

#[derive(Debug, Clone)]
struct Answer {
    body: Bytes,
    total: Option<String>,
}

impl Tape {
    fn pages(&self) -> impl Iterator<Item = &Bytes> {
        self.walk.iter().filter_map(|line| self.answers.get(&key(line))).map(|answer| &answer.body)
    }
}

/// The path, and for a page of bids the number behind which it begins: the clock of a run is of no matter.
fn key(line: &str) -> String {
    let (path, query) = line.split_once('?').unwrap_or((line, ""));
    let path = path.to_lowercase();
    if !path.ends_with(LIST) {
        return line.to_lowercase();
    }
    let after = ["id%20gt%20", "id+gt+"].iter().find_map(|mark| query.rsplit_once(mark)).map(|(_, tail)| tail);
    let digits: String = after.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    format!("{path}#{digits}")
}

/// Notes what goes over it.
struct Recorder {
    http: HttpWire,
    tape: Mutex<Tape>,
}

impl Wire for Recorder {
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        let line = request.path_and_query.clone();
        Box::pin(async move {
            let answer = self.http.exchange(request).await?;
            let mut tape = self.tape.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let key = key(&line);
            if key.contains(LIST) && !tape.answers.contains_key(&key) {
                tape.walk.push(line);
            }
            let body = Bytes::from(answer.body.clone());
            tape.answers.entry(key).or_insert_with(|| Answer { body, total: answer.total.clone() });
            drop(tape);
            Ok(answer)
        })
    }
}

async fn record(bids: usize) -> Result<Tape, Failure> {
    let options = sandbox::Options { bids, login_limit: LoginLimit::none(), ..sandbox::Options::default() };
    let training = sandbox::start(options).await?;
    let recorder = Arc::new(Recorder { http: HttpWire::new(&config(training.base_url()))?, tape: Mutex::default() });
    let store = Store::open_in_memory()?;
    let target = (training.base_url(), training.user(), training.password());
    let connected = connected(Arc::clone(&recorder) as Arc<dyn Wire>, &store, target);
    cycle(&connected, true).await?;
    training.stop().await;
    let tape = recorder.tape.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    Ok(tape)
}

fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        timeout: Duration::from_mins(1),
        user_agent: "cargorun-desk/figures".to_owned(),
        proxy: None,
    }
}

fn connected(wire: Arc<dyn Wire>, store: &Store, (server, user, password): (&str, &str, &str)) -> Connected {
    let on_wait: OnWait = Arc::new(|_| {});
    let target = Target {
        server: server.to_owned(),
        user: Some(user.to_owned()),
        timeout: Duration::from_mins(1),
        proxy: String::new(),
        key_store: false,
        on_wait,
    };
    let connected = connect_over(wire, store, &target, Timing::system());
    connected.secrets.sign_in(user, SecretString::from(password));
    connected
}

async fn cycle(connected: &Connected, books: bool) -> Result<(), Failure> {
    let trigger = Trigger { person: true, books, pull: true, send: false, first_pull_days: 36_500 };
    connected.engine.cycle(trigger, &Cancel::default(), &|_| {}).await.1?;
    Ok(())
}

/// A server that says again what the training server said; what it was never asked is an empty list.
async fn repeat(tape: Arc<Tape>) -> Result<String, Failure> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let app = Router::new().fallback(answer).with_state(tape);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn answer(State(tape): State<Arc<Tape>>, request: Request) -> (HeaderMap, Bytes) {
    let line = request.uri().path_and_query().map_or("", |line| line.as_str());
    let mut headers = HeaderMap::new();
    headers.insert("content-type", axum::http::HeaderValue::from_static("application/json; charset=utf-8"));
    let Some(answer) = tape.answers.get(&key(line)) else { return (headers, Bytes::from_static(b"[]")) };
    if let Some(total) = answer.total.as_ref().and_then(|total| total.parse().ok()) {
        headers.insert("x-metacount", total);
    }
    (headers, answer.body.clone())
}

async fn bare_download(server: &str, tape: &Tape) -> Result<Duration, Failure> {
    let client = bare_http()?;
    let start = Instant::now();
    let mut bytes = 0;
    for line in &tape.walk {
        bytes += client.get(format!("{server}{line}")).send().await?.bytes().await?.len();
    }
    let took = start.elapsed();
    let expected: usize = tape.pages().map(Bytes::len).sum();
    if bytes == expected { Ok(took) } else { Err(format!("{bytes} bytes came, not {expected}").into()) }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    id: i64,
    #[serde(borrow)]
    updated_at: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow)]
    external_id: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow)]
    status: Option<std::borrow::Cow<'a, str>>,
}

fn heads(page: &[u8]) -> Result<Vec<(&RawValue, Head<'_>)>, Failure> {
    let raws: Vec<&RawValue> = serde_json::from_slice(page)?;
    let mut rows = Vec::with_capacity(raws.len());
    for raw in raws {
        rows.push((raw, serde_json::from_str::<Head<'_>>(raw.get())?));
    }
    Ok(rows)
}

fn bare_parse(tape: &Tape) -> Result<Duration, Failure> {
    let start = Instant::now();
    for page in tape.pages() {
        std::hint::black_box(heads(page)?);
    }
    Ok(start.elapsed())
}

/// The same number of indexes as the desk's two tables of bids have, a transaction a page, flushed to disk as there.
fn bare_insert(tape: &Tape, file: &Path) -> Result<Duration, Failure> {
    let pages: Vec<_> = tape.pages().map(|page| heads(page)).collect::<Result<_, _>>()?;
    let mut connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE bids (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, remote_id INTEGER UNIQUE,
             external_id TEXT NOT NULL UNIQUE, updated TEXT, status TEXT NOT NULL, car TEXT);
         CREATE INDEX bids_by_car ON bids (car, updated) WHERE car IS NOT NULL;
         CREATE TABLE documents (row INTEGER PRIMARY KEY, raw TEXT NOT NULL);",
    )?;
    let start = Instant::now();
    for page in &pages {
        let change = connection.transaction()?;
        {
            let mut bid = change.prepare_cached("INSERT INTO bids VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6)")?;
            let mut document = change.prepare_cached("INSERT INTO documents VALUES (?1, ?2)")?;
            for (raw, head) in page {
                let id = format!("bid-{}", head.id);
                let external = head.external_id.as_deref().unwrap_or(&id);
                bid.execute((&id, head.id, external, head.updated_at.as_deref(), head.status.as_deref(), &id))?;
                document.execute((change.last_insert_rowid(), raw.get()))?;
            }
        }
        change.commit()?;
    }
    Ok(start.elapsed())
}

/// The whole engine over real HTTP into a file: everything, and then nothing new.
async fn pull_twice(server: &str, file: &Path) -> Result<(Duration, Duration), Failure> {
    let store = Store::open(file)?.store;
    let wire = Arc::new(HttpWire::new(&config(server))?);
    let connected = connected(wire, &store, (server, "dispatcher", "nothing to hide"));
    let start = Instant::now();
    cycle(&connected, false).await?;
    let first = start.elapsed();
    let start = Instant::now();
    cycle(&connected, false).await?;
    Ok((first, start.elapsed()))
}

/// The program itself as a process: the most memory it ever held, and its time.
fn program(server: &str) -> Result<(usize, Duration), Failure> {
    let dir = tempfile::tempdir()?;
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"))
        .args(["--server", server, "--profile"])
        .arg(dir.path())
        .args(["sync", "--once"])
        .env("CARGORUN_USER", "dispatcher")
        .env("CARGORUN_PASSWORD", "nothing to hide")
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse::<usize>().ok());
        peak = kib.map_or(peak, |kib| kib * 1024);
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = start.elapsed();
    if child.wait()?.success() { Ok((peak, took)) } else { Err("`sync --once` failed".into()) }
}
