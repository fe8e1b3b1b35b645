//! A mail server that hangs, and a name that nobody knows: forms go on, and the mail waits.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::Asker;
use crate::mail;
use crate::program::{self, Served};

/// Lets the contact form ask for a confirmation by mail; done to the data, as staff do it in the app.
async fn ask_for_confirmation(data: &std::path::Path, url: &str) {
    program::add_member(data).await;
    let ann = Asker::member(url).await;
    let (_, mut record) = ann.get("/crm/home/inbound-sources/contact").await;
    let opt_in = calling_card_contact::DoubleOptIn::standard();
    record["content"]["form"]["double_opt_in"] = serde_json::to_value(opt_in).unwrap();
    let request = ann.client.put(format!("{url}/crm/home/inbound-sources/contact")).header("cookie", &ann.cookie);
    let request = request.header("if-match", format!("\"{}\"", record["version"]));
    let answer = program::with_json(request, &record["content"]).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

async fn states(data: &std::path::Path) -> i64 {
    super::number(data, "SELECT COUNT(*) FROM mails WHERE state = 'waiting' AND reason <> ''").await
}

#[tokio::test]
async fn a_mail_server_that_hangs_keeps_nobody_waiting() {
    let data = tempfile::tempdir().unwrap();
    // It takes connections, and never says a word.
    let hanging = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut command = program::command(data.path(), &[]);
    command
        .env("SMTP_URL", format!("smtp://{}", hanging.local_addr().unwrap()))
        .env("MAIL_FROM", "post@company.example");
    let gateway = Served::start(command).await;
    ask_for_confirmation(data.path(), &gateway.url).await;
    let visitor = Asker::visitor(&gateway.url);
    let begun = Instant::now();
    assert_eq!(visitor.submit("one").await.unwrap().0, 201);
    assert_eq!(visitor.get("/readyz").await.0, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let (_stream, _) = hanging.accept().await.unwrap();
    // Nothing was handed over: it does not keep the gateway from stopping, and is sent later.
    let begun = Instant::now();
    let (code, log) = gateway.stop().await;
    assert_eq!((code, log.as_str()), (Some(0), ""));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(states(data.path()).await, 1);
    // The server is well again, and the time for the next try has come.
    super::number(data.path(), "UPDATE mails SET next_at = '2020-01-01T00:00:00.000Z' RETURNING 1").await;
    let (url, mut told) = mail::server("250 taken").await;
    let mut command = program::command(data.path(), &[]);
    command.env("SMTP_URL", url).env("MAIL_FROM", "post@company.example");
    let gateway = Served::start(command).await;
    let text = tokio::time::timeout(Duration::from_secs(20), told.recv()).await.unwrap().unwrap();
    assert!(text.contains("To: visitor@example.com"), "{text}");
    gateway.stop().await;
    assert_eq!(super::number(data.path(), "SELECT COUNT(*) FROM mails WHERE state = 'sent'").await, 1);
}

#[tokio::test]
async fn a_mail_server_whose_name_nobody_knows_lets_mails_wait() {
    let data = tempfile::tempdir().unwrap();
    let mut command = program::command(data.path(), &[]);
    command.env("SMTP_URL", "smtps://mail.invalid").env("MAIL_FROM", "post@company.example");
    let gateway = Served::start(command).await;
    ask_for_confirmation(data.path(), &gateway.url).await;
    assert_eq!(Asker::visitor(&gateway.url).submit("one").await.unwrap().0, 201);
    for _ in 0..300 {
        if states(data.path()).await == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(states(data.path()).await, 1, "it waits, and says why");
    gateway.stop().await;
}
