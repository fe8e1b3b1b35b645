//! Two gateways over one database behind nginx, of which one is killed (`kill -9`) again and again while visitors and staff send: nothing is lost,
//! nothing is doubled, and nobody is signed out.

use std::path::Path;
use std::time::Duration;

use reqwest::Result;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::process::Command;

use super::Database;
use crate::faults::Asker;
use crate::program::{self, PROGRAM, Served};
use crate::proxy::Proxy;

const VISITORS: usize = 6;
const SENT: usize = 10;
const PARTS: usize = 8;
const PEOPLE: usize = 50;

async fn gateway(data: &Path, port: &str, database: &str) -> Served {
    let mut command = Command::new(PROGRAM);
    program::settled(&mut command);
    command
        .args(["serve", "--port", port, "--proxies", "1", "--submissions", "1000", "--data"])
        .arg(data)
        .env("DATABASE_URL", database);
    Served::start(command).await
}

/// Sends until it is acknowledged, as the form and the app do. Answers how often nobody was there.
async fn acknowledged<Answer: Future<Output = Result<(u16, Value)>>>(send: impl Fn() -> Answer) -> usize {
    for again in 0..500 {
        match send().await {
            Ok((200 | 201, _)) => return again,
            // What nginx says where a gateway has gone, and what a gateway says that ends.
            Ok((502..=504, _)) | Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            Ok((status, answer)) => panic!("{status} {answer}"),
        }
    }
    panic!("nothing is taken in any more")
}

#[tokio::test]
async fn one_is_killed_again_and_again() {
    let Some(database) = Database::make().await else { return };
    let url = database.url.expose_secret();
    let data = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    program::add_member_to(data[0].path(), &[("DATABASE_URL", url)]).await;
    let stays = gateway(data[0].path(), "0", url).await;
    let mut killed = gateway(data[1].path(), "0", url).await;
    let ports = [&stays, &killed].map(|gateway| gateway.url.rsplit(':').next().unwrap().to_owned());
    let servers = format!("server 127.0.0.1:{}; server 127.0.0.1:{} fail_timeout=1s;", ports[0], ports[1]);
    let written = format!("server 127.0.0.1:{};", ports[0]);
    let Some(proxy) = Proxy::before(&stays.url, &[(&written, &servers)]).await else { return };

    let visitors = (0..VISITORS).map(|visitor| {
        let asker = Asker::through(proxy.client(), &proxy.url());
        tokio::spawn(async move {
            let mut again = 0;
            for number in 0..SENT {
                let key = format!("{visitor}-{number}");
                again += acknowledged(|| asker.submit(&key)).await;
            }
            again
        })
    });
    let visitors: Vec<_> = visitors.collect();
    let ann = Asker::through(proxy.client(), &proxy.url()).sign_in().await;
    let staff = tokio::spawn({
        let ann = ann.clone();
        async move {
            let mut again = 0;
            for part in 0..PARTS {
                let people: Vec<Value> = (0..PEOPLE)
                    .map(|n| json!({ "person": { "name": { "family": format!("Import {part} {n}") } } }))
                    .collect();
                let sent = json!({ "batch": "0190b6a4-7d1e-7000-8000-000000000001", "part": part, "people": people });
                again += acknowledged(|| ann.send("POST", "/crm/home/people/import", &sent)).await;
            }
            again
        }
    });
    let mut kills = 0;
    while !staff.is_finished() || visitors.iter().any(|visitor| !visitor.is_finished()) {
        tokio::time::sleep(Duration::from_millis(60 + 67 * kills % 240)).await;
        killed.child.kill().await.unwrap();
        killed = gateway(data[1].path(), &ports[1], url).await;
        kills += 1;
    }
    let mut again = staff.await.unwrap();
    for visitor in visitors {
        again += visitor.await.unwrap();
    }
    println!("{kills} kills, sent again {again} times");
    assert!(kills > 2 && again > 0, "{kills} kills, sent again {again} times");

    // Either of them tells the same.
    for _ in 0..4 {
        let (status, drafts) = ann.get("/crm/home/drafts").await;
        assert_eq!(
            (status, &drafts["total"]),
            (200, &json!(VISITORS * SENT)),
            "{kills} kills, sent again {again} times"
        );
        let (status, people) = ann.get("/crm/home/people?limit=1").await;
        assert_eq!((status, &people["total"]), (200, &json!(PARTS * PEOPLE)));
    }
    let audit = program::to_its_end()
        .args(["audit", "verify", "--data"])
        .arg(data[0].path())
        .env("DATABASE_URL", url)
        .output()
        .unwrap();
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
    proxy.stop().await;
    for gateway in [stays, killed] {
        let (code, log) = gateway.stop().await;
        assert_eq!((code, log.as_str()), (Some(0), ""));
    }
}
