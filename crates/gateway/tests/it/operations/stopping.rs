//! Starting and stopping the real program: nobody is turned away, and nothing is broken off.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixDatagram};

use crate::program::{self, Served};

/// The head of a submission, and its body.
fn submission(name: &str) -> (String, String) {
    let body = json!({ "values": { "family_name": name, "email": "marie@example.com" }, "consent": true }).to_string();
    let head = format!(
        "POST /f/contact/submissions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    (head, body)
}

/// A submission of which only the head and a piece of the body have been sent.
async fn half_sent(url: &str, text: &str) -> (TcpStream, String) {
    let (head, body) = submission(text);
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).await.unwrap();
    let (piece, rest) = body.split_at(5);
    stream.write_all(format!("{head}{piece}").as_bytes()).await.unwrap();
    // Until the gateway has begun with it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    (stream, rest.to_owned())
}

#[tokio::test]
async fn what_is_under_way_ends_before_the_program_does() {
    let data = tempfile::tempdir().unwrap();
    let gateway = Served::start(program::command(data.path(), &["--drain", "1"])).await;
    let url = gateway.url.clone();
    let client = reqwest::Client::new();
    let ready = || async { client.get(format!("{url}/readyz")).send().await.unwrap() };
    assert_eq!(ready().await.status(), 200);
    let (mut stream, rest) = half_sent(&url, "Slow").await;
    gateway.signal("-TERM");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let answer = ready().await;
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.text().await.unwrap(), r#"{"because":"stopping","ready":false}"#);
    // The door is closed after a second, and whoever is inside is still served.
    tokio::time::sleep(Duration::from_millis(1_600)).await;
    assert!(TcpStream::connect(url.trim_start_matches("http://")).await.is_err(), "nobody comes in any more");
    stream.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let (code, log) = gateway.ended().await;
    assert_eq!((code, log.as_str()), (Some(0), ""));
}

#[tokio::test]
async fn who_never_ends_keeps_the_program_no_longer_than_was_said() {
    let data = tempfile::tempdir().unwrap();
    let gateway = Served::start(program::command(data.path(), &["--stop-within", "1"])).await;
    let (_stream, _) = half_sent(&gateway.url, "Never").await;
    let told = Instant::now();
    let (code, log) = gateway.stop().await;
    assert_eq!(code, Some(0));
    assert!(
        told.elapsed() >= Duration::from_millis(900) && told.elapsed() < Duration::from_secs(8),
        "{:?}",
        told.elapsed()
    );
    assert!(log.contains("was broken off"), "{log}");
}

#[tokio::test]
async fn at_a_socket_of_systemd_nobody_is_refused_while_it_restarts() {
    let data = tempfile::tempdir().unwrap();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let mut gateway = Served::start(program::at_socket(data.path(), &socket)).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let visitors: Vec<_> = (0..4)
        .map(|_| {
            let (url, stopped) = (url.clone(), stopped.clone());
            tokio::spawn(async move {
                let mut served = 0;
                while !*stopped.borrow() {
                    // A connection for each, as visitors have.
                    let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
                    let answer = client.get(format!("{url}/f/contact")).send().await.unwrap();
                    assert_eq!(answer.status(), 200);
                    served += 1;
                }
                served
            })
        })
        .collect();
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let (code, log) = gateway.stop().await;
        assert_eq!((code, log.as_str()), (Some(0), ""));
        gateway = Served::start(program::at_socket(data.path(), &socket)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.send(true).unwrap();
    for visitor in visitors {
        assert!(visitor.await.unwrap() > 3, "they were served before, meanwhile and afterwards");
    }
    assert_eq!(gateway.stop().await.0, Some(0));
}

#[tokio::test]
async fn systemd_is_told_when_it_is_ready_and_when_it_stops() {
    let data = tempfile::tempdir().unwrap();
    let told = UnixDatagram::bind(data.path().join("notify")).unwrap();
    let mut command = program::command(&data.path().join("data"), &[]);
    command.env("NOTIFY_SOCKET", data.path().join("notify"));
    let gateway = Served::start(command).await;
    let mut said = [0; 64];
    let length = told.recv(&mut said).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&said[..length]).trim(), "READY=1");
    gateway.signal("-TERM");
    let length = told.recv(&mut said).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&said[..length]).trim(), "STOPPING=1");
    assert_eq!(gateway.ended().await.0, Some(0));
}
