//! The program is killed (`kill -9`) in the middle of a submission, an import, a merge, a migration: nothing is lost, nothing is doubled, and it starts
//! again by itself.

use std::net::TcpListener;
use std::time::Duration;

use calling_card_gateway::store::DATABASE;
use serde_json::{Value, json};
use sqlx::Connection;

use super::Asker;
use crate::program::{self, Served};

/// A gateway at a socket that stays when it is killed, as systemd keeps it.
struct Killed {
    data: tempfile::TempDir,
    socket: TcpListener,
    url: String,
    gateway: Option<Served>,
}

impl Killed {
    async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        program::add_member(data.path()).await;
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", socket.local_addr().unwrap());
        let gateway = Some(Served::start(program::at_socket(data.path(), &socket)).await);
        Self { data, socket, url, gateway }
    }

    /// Kills it after a while, and starts it again.
    async fn kill_after(&mut self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        let mut gateway = self.gateway.take().unwrap();
        gateway.child.kill().await.unwrap();
        drop(gateway);
        self.gateway = Some(Served::start(program::at_socket(self.data.path(), &self.socket)).await);
    }

    async fn is_whole(&self) {
        assert_eq!(super::number(self.data.path(), super::WHOLE).await, 1);
    }
}

#[tokio::test]
async fn in_a_submission() {
    let mut killed = Killed::start().await;
    let visitors: Vec<_> = (0..6)
        .map(|visitor| {
            let url = killed.url.clone();
            tokio::spawn(async move {
                let asker = Asker::visitor(&url);
                for number in 0..8 {
                    // As the form does: until it is acknowledged, under the same key.
                    let key = format!("{visitor}-{number}");
                    while !matches!(asker.submit(&key).await, Ok((201, _))) {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                }
            })
        })
        .collect();
    for round in 0..6 {
        killed.kill_after(40 + 37 * round % 110).await;
    }
    for visitor in visitors {
        visitor.await.unwrap();
    }
    assert_eq!(super::number(killed.data.path(), super::DRAFTS).await, 48);
    killed.is_whole().await;
}

#[tokio::test]
async fn in_an_import() {
    let mut killed = Killed::start().await;
    let ann = Asker::member(&killed.url).await;
    let people: Vec<Value> =
        (0..200).map(|n| json!({ "person": { "name": { "family": format!("Import {n}") } } })).collect();
    let batch = "0190b6a4-7d1e-7000-8000-000000000001";
    for part in 0..6 {
        let body = json!({ "batch": batch, "part": part, "people": people });
        let sending = tokio::spawn({
            let asker = ann.clone();
            let body = body.clone();
            async move { asker.send("POST", "/crm/home/people/import", &body).await.map(|(status, _)| status) }
        });
        killed.kill_after(5 + 60 * part).await;
        // Whether it was stored or not, the app sends a part whose answer it has not got once more.
        let _ = sending.await.unwrap();
        let (status, answer) = ann.send("POST", "/crm/home/people/import", &body).await.unwrap();
        assert!([200, 201].contains(&status), "{answer}");
        let people = super::number(killed.data.path(), "SELECT COUNT(*) FROM records WHERE kind = 'person'").await;
        assert_eq!(people, 200 * (i64::try_from(part).unwrap() + 1));
    }
    killed.is_whole().await;
}

#[tokio::test]
async fn in_a_merge() {
    let mut killed = Killed::start().await;
    let ann = Asker::member(&killed.url).await;
    let (mut merged, mut apart, mut round, mut wait) = (0, 0, 0, 0);
    // From before it to behind it, however long it takes: each wait is longer than the one before.
    while round < 10 || merged < 2 {
        assert!(wait < 60_000, "{merged} merged, {apart} apart");
        let mut pair = Vec::new();
        for name in ["Anna", "Ann"] {
            let body = json!({ "name": { "given": name, "family": format!("Baer {round}") } });
            let (_, made) = ann.send("POST", "/crm/home/people", &body).await.unwrap();
            let id = made["result"]["id"].as_str().unwrap().to_owned();
            ann.send("POST", "/crm/home/notes", &json!({ "person": id, "text": format!("Of {name}") })).await.unwrap();
            pair.push(json!({ "id": id, "version": made["result"]["version"] }));
        }
        let person = json!({ "name": { "given": "Anna", "family": format!("Baer {round}") } });
        let body = json!({ "stays": pair[0], "others": [pair[1]], "person": person, "preview": false });
        let sending = tokio::spawn({
            let asker = ann.clone();
            async move { asker.send("POST", "/crm/home/people/merge", &body).await.map(|(status, _)| status) }
        });
        killed.kill_after(wait).await;
        round += 1;
        wait += 3.max(if round < 10 { 0 } else { wait / 4 });
        let answered = sending.await.unwrap();
        let there = |pair: &Value| format!("/crm/home/people/{}", pair["id"].as_str().unwrap());
        let notes = async |pair: &Value| {
            let path = format!("/crm/home/people/{}/notes", pair["id"].as_str().unwrap());
            let (_, list) = ann.get(&path).await;
            list.as_array().unwrap().len()
        };
        match ann.get(&there(&pair[1])).await.0 {
            // Nothing was done, or all of it.
            200 => {
                apart += 1;
                assert!(!matches!(answered, Ok(200)), "what was said to be done is done");
                assert_eq!((notes(&pair[0]).await, notes(&pair[1]).await), (1, 1));
            }
            _ => {
                merged += 1;
                assert_eq!(notes(&pair[0]).await, 2);
            }
        }
        assert_eq!(ann.get(&there(&pair[0])).await.0, 200);
    }
    assert!(merged > 0 && apart > 0, "{merged} merged, {apart} apart");
    killed.is_whole().await;
}

#[tokio::test]
async fn in_a_migration() {
    let mut killed = Killed::start().await;
    let folder = killed.data.path().to_owned();
    let done = "SELECT COUNT(*) FROM _sqlx_migrations WHERE version = 150 AND success";
    let (mut before, mut after, mut wait) = (0, 0, Duration::ZERO);
    // From before it to behind it, however long it takes: each wait is longer than the one before.
    while before + after < 8 || after < 2 {
        assert!(wait < Duration::from_secs(60), "{before} before, {after} after");
        let (code, _) = killed.gateway.take().unwrap().stop().await;
        assert_eq!(code, Some(0));
        // As a program that knew no colours of words has left it.
        let mut connection = program::database(&folder.join(DATABASE)).await;
        for statement in ["DROP TABLE word_colours", "DELETE FROM _sqlx_migrations WHERE version = 150"] {
            sqlx::query(statement).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
        let mut starting = program::at_socket(&folder, &killed.socket).spawn().unwrap();
        tokio::time::sleep(wait).await;
        starting.kill().await.unwrap();
        match super::number(&folder, done).await {
            0 => before += 1,
            _ => after += 1,
        }
        wait += Duration::from_millis(12).max(if before + after < 8 { Duration::ZERO } else { wait / 4 });
        killed.gateway = Some(Served::start(program::at_socket(&folder, &killed.socket)).await);
        assert_eq!(Asker::visitor(&killed.url).get("/readyz").await.0, 200);
        assert_eq!(super::number(&folder, done).await, 1);
    }
    assert!(before > 0 && after > 0, "{before} before, {after} after");
    assert!(!Asker::member(&killed.url).await.cookie.is_empty(), "who was there is there");
    killed.is_whole().await;
}
