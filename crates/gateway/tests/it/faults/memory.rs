//! The program may take no more memory: what was acknowledged is there, what was not is sent again and is there once, and whoever keeps the program
//! running starts it again, as systemd does.

use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;

use super::Asker;
use crate::program::{self, Served};

/// What it may take beyond what it has once it serves, in bytes: enough for submissions, and not for all that is sent.
const BEYOND: u64 = 8 << 20;

/// Lets the program take no more than it has, and a little.
fn limit(gateway: &Served) {
    let pid = gateway.child.id().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let size = status.lines().find_map(|line| line.strip_prefix("VmData:")).unwrap();
    let kilobytes: u64 = size.trim().trim_end_matches(" kB").parse().unwrap();
    let most = kilobytes * 1024 + BEYOND;
    let limited = Command::new("prlimit").args([format!("--pid={pid}"), format!("--data={most}")]).status();
    assert!(limited.unwrap().success());
}

#[tokio::test]
async fn what_it_dies_of_is_no_loss() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return program::missing("prlimit (Debian: `apt-get install util-linux`): a limit of memory is not tried");
    }
    let data = tempfile::tempdir().unwrap();
    program::add_member(data.path()).await;
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let mut gateway = Served::start(program::at_socket(data.path(), &socket)).await;
    let ann = Asker::member(&url).await;
    let done = Arc::new(AtomicBool::new(false));
    let visitors: Vec<_> = (0..4)
        .map(|visitor| {
            let url = url.clone();
            tokio::spawn(async move {
                let asker = Asker::visitor(&url);
                for number in 0..10 {
                    let key = format!("{visitor}-{number}");
                    while !matches!(asker.submit(&key).await, Ok((201, _))) {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            })
        })
        .collect();
    // What takes much of it, for as long as visitors come: parts of an import that are read whole before they are refused.
    let note = "x".repeat(4000);
    let nobody = json!({ "person": { "name": { "given": note } } });
    let part = json!({ "people": vec![nobody; 200] });
    let hogs: Vec<_> = (0..16)
        .map(|_| {
            let (ann, part, done) = (ann.clone(), part.clone(), done.clone());
            tokio::spawn(async move {
                while !done.load(Ordering::Relaxed) {
                    if let Ok((status, answer)) = ann.send("POST", "/crm/home/people/import", &part).await {
                        assert!(status >= 400, "{status} {answer}");
                    }
                }
            })
        })
        .collect();
    let mut deaths = 0;
    let visiting = async {
        for visitor in visitors {
            visitor.await.unwrap();
        }
    };
    tokio::pin!(visiting);
    limit(&gateway);
    loop {
        tokio::select! {
            () = &mut visiting => break,
            _ = gateway.child.wait() => {
                deaths += 1;
                gateway = Served::start(program::at_socket(data.path(), &socket)).await;
            }
        }
    }
    done.store(true, Ordering::Relaxed);
    for hog in hogs {
        hog.await.unwrap();
    }
    assert!(deaths > 0, "it was not limited");
    drop(gateway);
    assert_eq!(super::number(data.path(), super::DRAFTS).await, 40);
    assert_eq!(super::number(data.path(), super::WHOLE).await, 1);
}
