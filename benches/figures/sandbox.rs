//! The training server with a hundred thousand bids: its start, its answers over real HTTP, its memory.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cargorun_desk::sandbox::{self, LoginLimit, Options};
use serde_json::Value;

use crate::measure::{Figure, Row, Rows, bare_http, figure};

type Failure = Box<dyn std::error::Error>;

const BIDS: usize = 100_000;
const PAGES: usize = 200;

pub(crate) fn rows() -> Rows {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut starts = Vec::new();
    let mut pages = Figures::default();
    for _ in 0..3 {
        let start = Instant::now();
        let options = Options { bids: BIDS, login_limit: LoginLimit::none(), ..Options::default() };
        let running = runtime.block_on(sandbox::start(options))?;
        starts.push(start.elapsed());
        runtime.block_on(walk(&running, &mut pages))?;
        runtime.block_on(running.stop());
    }
    let memory = memory()?;
    Ok(vec![
        Row::new("training server, start with 100,000 bids", figure(starts)),
        Row::new("a page of 50 bids over HTTP", figure(pages.lists))
            .beside("a request that it refuses at once", figure(pages.refusals)),
        Row::new("one bid over HTTP", figure(pages.single)),
        Row::new("memory of the server with 100,000 bids", Figure::Bytes(memory)),
    ])
}

#[derive(Default)]
struct Figures {
    lists: Vec<Duration>,
    single: Vec<Duration>,
    refusals: Vec<Duration>,
}

/// Walks from page to page as an exchange does.
async fn walk(running: &sandbox::Running, figures: &mut Figures) -> Result<(), Failure> {
    let client = bare_http()?;
    let base = running.base_url();
    let login = serde_json::json!({"userName": running.user(), "password": running.password()});
    let token: Value =
        client.post(format!("{base}/api/Account/GenerateToken")).json(&login).send().await?.json().await?;
    let token = token
        .pointer("/accessToken/token")
        .or_else(|| token.get("accessToken"))
        .and_then(Value::as_str)
        .ok_or("no token")?
        .to_owned();
    let list = format!("{base}/api/Bids/GetListForExternal");
    let mut after = String::new();
    for _ in 0..PAGES {
        let mut query = vec![("$top", "50".to_owned()), ("$orderby", "updatedAt,id".to_owned())];
        if !after.is_empty() {
            query.push(("$filter", after.clone()));
        }
        let start = Instant::now();
        let answer = client.get(&list).query(&query).bearer_auth(&token).send().await?;
        let body = answer.error_for_status()?.bytes().await?;
        figures.lists.push(start.elapsed());
        let rows: Vec<Value> = serde_json::from_slice(&body)?;
        let last = rows.last().ok_or("an empty page")?;
        let (at, id) = (last.get("updatedAt").and_then(Value::as_str), last.get("id"));
        let (Some(at), Some(id)) = (at, id) else { return Err("a row without a position".into()) };
        after = format!("(updatedAt gt {at} or (updatedAt eq {at} and id gt {id}))");

        let start = Instant::now();
        let answer = client.get(format!("{base}/api/TruckingBids/Get/{id}")).bearer_auth(&token).send().await?;
        answer.error_for_status()?.bytes().await?;
        figures.single.push(start.elapsed());

        let start = Instant::now();
        client.get(&list).send().await?.bytes().await?;
        figures.refusals.push(start.elapsed());
    }
    Ok(())
}

/// What the server holds as a process of its own, once it is ready.
fn memory() -> Result<usize, Failure> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"))
        .args(["sandbox", "--bids", &BIDS.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().ok_or("no output")?;
    let mut ready = String::new();
    BufReader::new(stdout).read_line(&mut ready)?;
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    child.kill()?;
    child.wait()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kib: usize = line.split_whitespace().next().ok_or("no figure")?.parse()?;
    Ok(kib * 1024)
}
