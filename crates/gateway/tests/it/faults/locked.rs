//! The database is locked by somebody else, as by a backup of the disk that holds on to it.

use std::time::{Duration, Instant};

use sqlx::Connection;

use super::Asker;
use crate::program::{self, Served};

#[tokio::test]
async fn while_the_database_is_gone_people_are_told_to_come_again_and_then_it_goes_on() {
    let data = tempfile::tempdir().unwrap();
    let gateway = Served::start(program::command(data.path(), &[])).await;
    let visitor = Asker::visitor(&gateway.url);
    assert_eq!(visitor.submit("before").await.unwrap().0, 201);
    let mut holder = program::database(&data.path().join("calling-card.sqlite")).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut holder).await.unwrap();
    let begun = Instant::now();
    let (status, body) = visitor.submit("meanwhile").await.unwrap();
    assert_eq!((status, body["retry_after"].as_u64()), (503, Some(5)), "{body}");
    assert!(begun.elapsed() > Duration::from_secs(9), "it has waited for it");
    let reading = Instant::now();
    assert_eq!(visitor.get("/f/contact").await.0, 200);
    assert!(reading.elapsed() < Duration::from_secs(2), "reading goes on");
    // One who waits while it comes back is served without noticing.
    let waiting = tokio::spawn({
        let visitor = Asker::visitor(&gateway.url);
        async move { visitor.submit("waiting").await.unwrap().0 }
    });
    tokio::time::sleep(Duration::from_secs(1)).await;
    holder.close().await.unwrap();
    assert_eq!(waiting.await.unwrap(), 201);
    assert_eq!(visitor.submit("meanwhile").await.unwrap().0, 201);
    assert_eq!(super::number(data.path(), super::DRAFTS).await, 3);
    gateway.stop().await;
}
