//! The receiver is killed in the middle of its work; what it said yes to is there.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::ati::relay::Relay;
use serde_json::{Value, json};

use crate::support::{Call, Caller, KEY, TOKEN, envelope, event, token};

struct Program {
    child: Child,
}

impl Program {
    fn start(profile: &Path, addr: SocketAddr) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"))
            .args(["receive", "--addr", &addr.to_string(), "--public-url", &format!("http://{addr}"), "--profile"])
            .arg(profile)
            .env("ATI_RECEIVER_TOKEN", TOKEN)
            .env("ATI_HOOK_KEYS", KEY)
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(said["listening"], addr.to_string());
        Self { child }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // SIGKILL on Unix: it has no time for anything.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_receiver_has_lost_nothing_that_it_said_yes_to() {
    let dir = tempfile::tempdir().unwrap();
    let addr = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let caller = Caller::new(&format!("http://{addr}"));
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for life in 0..4 {
        let program = Program::start(dir.path(), addr);
        let workers: Vec<_> = (0..3)
            .map(|worker| {
                let (caller, acknowledged) = (caller.clone(), Arc::clone(&acknowledged));
                tokio::spawn(async move {
                    for number in 0.. {
                        let id = format!("{life}-{worker}-{number}");
                        let body = envelope(&[event(&id, 1, &json!({ "deal_kind": 4 }))]);
                        let sent = caller.signed(&body, &Call::default()).body(body).send().await;
                        match sent.map(|answer| answer.status().as_u16()) {
                            Ok(200) => drop(acknowledged.lock().unwrap().insert(id)),
                            Ok(other) => panic!("an answer of {other}"),
                            // It is dead.
                            Err(_) => return,
                        }
                    }
                })
            })
            .collect();
        let wanted = (life + 1) * 40;
        crate::support::until(|| acknowledged.lock().unwrap().len() >= wanted).await;
        drop(program);
        for worker in workers {
            worker.await.unwrap();
        }
    }
    let program = Program::start(dir.path(), addr);
    let relay = Relay::new(&caller.base, Duration::from_secs(30), None, token()).unwrap();
    let (mut kept, mut after) = (BTreeSet::new(), 0);
    loop {
        let page = relay.events(after, Duration::ZERO).await.unwrap();
        kept.extend(page.events.iter().filter_map(|event| event.entity_id.clone()));
        after = page.events.last().map_or(after, |event| event.seq);
        if !page.more {
            break;
        }
    }
    let lost: Vec<_> = acknowledged.lock().unwrap().difference(&kept).cloned().collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    drop(program);
}
