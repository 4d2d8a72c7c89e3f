//! The first pull of a stock of bids, beside the least that any client would do with the same pages: download them,
//! parse the heads of their rows, insert them into SQLite with the same indexes and the same durability. Then what an
//! exchange costs afterwards: nothing new, a thousand changes.
//!
//! `PULL_BIDS` says how many bids (20,000; the figures of the README: 100,000), a tenth as many are the rows of the books.
//! The machine may be busy with other things: time on the clock and time of the processors stand beside each other.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::api::cargorun::{AfterBid, HttpWire};
use cargorun_desk::store::model::Cursor;
use cargorun_desk::store::{PageOf, Store};
use cargorun_desk::sync::References;
use chrono::{DateTime, Utc};

use crate::measure::{Figure, Row, Rows, Spent, bare_http, figure};
use crate::tape::{Failure, PAGE, Repeater, Tape, config, connected, cycle, heads, record, serve};

/// Cycles without news that one figure is the mean of: the system counts processor time by the hundredth of a second.
const QUIET: u32 = 20;
const CHANGES: usize = 1_000;

pub(crate) fn rows() -> Rows {
    let bids = std::env::var("PULL_BIDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let tape = runtime.block_on(record(bids))?;
    let mut runs = Vec::new();
    for _ in 0..3 {
        // A server of its own, for the changes of a run are news once.
        let repeater = Repeater::new(tape.clone())?;
        let server = runtime.block_on(serve(Arc::clone(&repeater)))?;
        let dir = tempfile::tempdir()?;
        runs.push(Run {
            download: Spent::of(|| runtime.block_on(bare_download(&server, &tape)))?,
            parse: Spent::of(|| bare_parse(&tape))?,
            insert: bare_insert(&tape, &dir.path().join("bare.db"))?,
            apart: runtime.block_on(apart(&repeater, &dir.path().join("apart.db")))?,
            ours: runtime.block_on(pull(&server, &repeater, &dir.path().join("desk.db")))?,
        });
    }
    let server = runtime.block_on(async { serve(Repeater::new(tape.clone())?).await })?;
    let whole = program(&server)?;

    let named = |what: &str| format!("{what}, {bids} bids");
    let clock = |of: fn(&Run) -> Duration| figure(runs.iter().map(of).collect());
    let bare = "bare download, parse and insert";
    let file = runs.last().map_or(0, |run| run.ours.file);
    Ok(vec![
        Row::new(named("first pull"), clock(|run| run.ours.first.clock)).beside(bare, clock(|run| run.bare().clock)),
        Row::new("its processor time", clock(|run| run.ours.first.cpu)).beside(bare, clock(|run| run.bare().cpu)),
        Row::new("bare download", clock(|run| run.download.clock)),
        Row::new("bare parse of heads", clock(|run| run.parse.clock)),
        Row::new("bare insert", clock(|run| run.insert.clock)),
        Row::new("its reading alone, one core", clock(|run| run.apart.reading)),
        Row::new("its database alone, one core", clock(|run| run.apart.database)),
        Row::new(format!("books read first, {} rows", bids / 10), clock(|run| run.ours.books.clock)),
        Row::new("cycle without news, processor time", clock(|run| run.ours.quiet.cpu / QUIET)),
        Row::new(format!("cycle with {CHANGES} changed bids"), clock(|run| run.ours.changes.clock)),
        Row::new("its processor time", clock(|run| run.ours.changes.cpu)),
        Row::new(named("file of the desk"), Figure::Bytes(file)).beside("texts that came", Figure::Bytes(tape.bytes())),
        Row::new("`sync --once`, the whole program", figure(vec![whole.spent.clock])),
        Row::new("its processor time", figure(vec![whole.spent.cpu])),
        Row::new("its memory at most", Figure::Bytes(whole.peak)),
    ])
}

struct Run {
    download: Spent,
    parse: Spent,
    insert: Spent,
    apart: Apart,
    ours: Ours,
}

impl Run {
    fn bare(&self) -> Spent {
        self.download + self.parse + self.insert
    }
}

/// The two halves of a pull one after the other, without HTTP.
struct Apart {
    reading: Duration,
    database: Duration,
}

struct Ours {
    first: Spent,
    books: Spent,
    quiet: Spent,
    changes: Spent,
    file: usize,
}

async fn bare_download(server: &str, tape: &Tape) -> Result<(), Failure> {
    let client = bare_http()?;
    let mut bytes = 0;
    for line in &tape.walk {
        bytes += client.get(format!("{server}{line}")).send().await?.bytes().await?.len();
    }
    if bytes == tape.bytes() { Ok(()) } else { Err(format!("{bytes} bytes came, not {}", tape.bytes()).into()) }
}

fn bare_parse(tape: &Tape) -> Result<(), Failure> {
    for page in &tape.pages {
        std::hint::black_box(heads(page)?);
    }
    Ok(())
}

/// The same number of indexes as the desk's two tables of bids have, a transaction a page, flushed to disk as there.
fn bare_insert(tape: &Tape, file: &Path) -> Result<Spent, Failure> {
    let pages: Vec<_> = tape.pages.iter().map(|page| heads(page)).collect::<Result<_, _>>()?;
    let mut connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE bids (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, remote_id INTEGER UNIQUE,
             external_id TEXT NOT NULL UNIQUE, updated TEXT, status TEXT NOT NULL, car TEXT);
         CREATE INDEX bids_by_car ON bids (car, updated) WHERE car IS NOT NULL;
         CREATE TABLE documents (row INTEGER PRIMARY KEY, raw TEXT NOT NULL);",
    )?;
    Spent::of(|| {
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
        Ok(())
    })
}

/// The client's reading and the store's writing of the same pages, each on its own.
async fn apart(repeater: &Arc<Repeater>, file: &Path) -> Result<Apart, Failure> {
    let store = Store::open(file)?.store;
    let wire = Arc::clone(repeater) as Arc<dyn cargorun_desk::api::cargorun::Wire>;
    let connected = connected(wire, &Store::open_in_memory()?, ("http://127.0.0.1", "dispatcher", "nothing to hide"));
    let names = References::default();
    let (mut reading, mut database) = (Duration::ZERO, Duration::ZERO);
    let mut after: Option<Cursor> = None;
    loop {
        let start = Instant::now();
        let position = after.as_ref().map(|row| AfterBid { updated_at: &row.updated_at, id: row.id });
        let page = connected.client.bids_page(position, DateTime::UNIX_EPOCH, PAGE, &names).await?;
        reading += start.elapsed();
        let last = page
            .rows
            .last()
            .and_then(|row| Some(Cursor { updated_at: row.facts.updated_at_raw.clone()?, id: row.remote_id.0 }));
        let start = Instant::now();
        store.take_page(&page.rows, PageOf { cursor: last.as_ref(), ..PageOf::default() }, Utc::now())?;
        database += start.elapsed();
        if page.came < PAGE || last.is_none() {
            return Ok(Apart { reading, database });
        }
        after = last;
    }
}

/// The whole engine over real HTTP into a file: the books, every bid, then nothing new, then changes.
async fn pull(server: &str, repeater: &Repeater, file: &Path) -> Result<Ours, Failure> {
    let store = Store::open(file)?.store;
    let wire = Arc::new(HttpWire::new(&config(server))?);
    let connected = connected(wire, &store, (server, "dispatcher", "nothing to hide"));
    let begun = Spent::begin();
    cycle(&connected, true, false).await?;
    let books = begun.end();
    let begun = Spent::begin();
    cycle(&connected, false, true).await?;
    let first = begun.end();
    let begun = Spent::begin();
    for _ in 0..QUIET {
        cycle(&connected, false, true).await?;
    }
    let quiet = begun.end();
    let bytes = usize::try_from(std::fs::metadata(file)?.len())?;
    repeater.change(CHANGES)?;
    let begun = Spent::begin();
    let pulled = cycle(&connected, false, true).await?;
    let changes = begun.end();
    if pulled < CHANGES {
        return Err(format!("{pulled} changes came, not {CHANGES}").into());
    }
    Ok(Ours { first, books, quiet, changes, file: bytes })
}

struct Program {
    spent: Spent,
    peak: usize,
}

/// The program itself as a process, books and bids: the most memory it ever held, and its time.
fn program(server: &str) -> Result<Program, Failure> {
    let dir = tempfile::tempdir()?;
    let desk = || {
        let mut desk = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"));
        desk.args(["--server", server, "--profile"]).arg(dir.path()).stdout(Stdio::null());
        desk
    };
    // All of them: by itself a first pull looks two weeks back.
    if !desk().args(["settings", "set", "first_pull_days", "3650"]).status()?.success() {
        return Err("`settings set` failed".into());
    }
    let begun = Spent::begin_with_children();
    let mut child = desk()
        .args(["sync", "--once"])
        .env("CARGORUN_USER", "dispatcher")
        .env("CARGORUN_PASSWORD", "nothing to hide")
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
    let succeeded = child.wait()?.success();
    let spent = begun.end();
    if succeeded { Ok(Program { spent, peak }) } else { Err("`sync --once` failed".into()) }
}
