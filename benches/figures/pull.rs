//! The first pull of a stock of bids, beside the least that any client would do with the same pages ([`bare`]). Then what
//! an exchange costs afterwards: nothing new, a thousand changes.
//!
//! `PULL_BIDS` says how many bids (20,000; the figures of the README: 100,000), a tenth as many are the rows of the books.
//! The machine may be busy with other things: time on the clock and time of the processors stand beside each other.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::api::cargorun::{AfterBid, HttpWire};
use cargorun_desk::store::model::Cursor;
use cargorun_desk::store::{PageOf, ReadyBid, Store};
use cargorun_desk::sync::References;
use chrono::{DateTime, Utc};

use crate::bare;
use crate::measure::{Figure, Row, Rows, Spent, figure};
use crate::tape::{Failure, PAGE, Repeater, config, connected, cycle, record, serve};

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
            download: Spent::of(|| runtime.block_on(bare::download(&server, &tape)))?,
            parse: Spent::of(|| bare::parse(&tape))?,
            insert: bare::insert(&tape, &dir.path().join("bare.db"))?,
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

/// The client's reading and the store's writing of the same pages, each on its own.
async fn apart(repeater: &Arc<Repeater>, file: &Path) -> Result<Apart, Failure> {
    let store = Store::open(file)?.store;
    let wire = Arc::clone(repeater) as Arc<dyn cargorun_desk::api::cargorun::Wire>;
    let connected = connected(wire, &Store::open_in_memory()?, ("http://127.0.0.1", "dispatcher", "nothing to hide"));
    let names = References::default();
    let (mut reading, mut database) = (Duration::ZERO, Duration::ZERO);
    let mut after: Option<Cursor> = None;
    let mut goes_on = true;
    while goes_on {
        let start = Instant::now();
        let mut rows = Vec::new();
        for _ in 0..bare::TOGETHER {
            let position = after.as_ref().map(|row| AfterBid { updated_at: &row.updated_at, id: row.id });
            let page = connected.client.bids_page(position, DateTime::UNIX_EPOCH, PAGE, &names).await?;
            let last = page.rows.last();
            after = last
                .and_then(|row| Some(Cursor { updated_at: row.facts.updated_at_raw.clone()?, id: row.remote_id.0 }))
                .or(after);
            goes_on = page.came == PAGE;
            rows.extend(page.rows.into_iter().map(ReadyBid::new).collect::<Result<Vec<_>, _>>()?);
            if !goes_on {
                break;
            }
        }
        reading += start.elapsed();
        let start = Instant::now();
        store.take_ready(&rows, PageOf { cursor: after.as_ref(), ..PageOf::default() }, Utc::now())?;
        database += start.elapsed();
    }
    let start = Instant::now();
    store.settle_places()?;
    database += start.elapsed();
    Ok(Apart { reading, database })
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
