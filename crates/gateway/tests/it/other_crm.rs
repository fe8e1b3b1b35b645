//! A CRM that answers over a socket of its own what a test wants it to, however wrong that is.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What it was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `POST /people`
    pub(crate) line: String,
    pub(crate) head: String,
    pub(crate) body: Value,
}

/// What it answers.
pub(crate) enum Reply {
    /// A status and JSON.
    Json(u16, Value),
    /// These bytes, and then the line is cut.
    Bytes(Vec<u8>),
    /// Nothing, for this long.
    Silence(Duration),
}

type Answering = Box<dyn Fn(&Asked, usize) -> Reply + Send + Sync>;

pub(crate) struct OtherCrm {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl OtherCrm {
    /// One that answers by a function of what it is asked, and of how often it was asked before.
    pub(crate) async fn new(answering: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (heard, answering): (_, Arc<Answering>) = (asked.clone(), Arc::new(Box::new(answering)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, heard.clone(), answering.clone()));
            }
        });
        Self { address, asked }
    }

    /// All that it was asked.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How often it was asked this.
    pub(crate) fn count(&self, line: &str) -> usize {
        self.asked().iter().filter(|asked| asked.line == line).count()
    }
}

async fn answer(mut stream: TcpStream, heard: Arc<Mutex<Vec<Asked>>>, answering: Arc<Answering>) -> Option<()> {
    let asked = read(&mut stream).await?;
    let number = {
        let mut heard = heard.lock().unwrap();
        heard.push(asked.clone());
        heard.len() - 1
    };
    let bytes = match answering(&asked, number) {
        Reply::Json(status, body) => {
            let body = body.to_string();
            let length = body.len();
            format!("HTTP/1.1 {status} X\r\ncontent-type: application/ld+json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
                .into_bytes()
        }
        Reply::Bytes(bytes) => bytes,
        Reply::Silence(time) => {
            tokio::time::sleep(time).await;
            return None;
        }
    };
    stream.write_all(&bytes).await.ok()?;
    stream.shutdown().await.ok()
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 8192];
        let count = stream.read(&mut part).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&part[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
        if body.len() < length.parse().ok()? {
            continue;
        }
        let line = head.lines().next()?.trim_end_matches(" HTTP/1.1").to_owned();
        let body = serde_json::from_str(body).unwrap_or_default();
        return Some(Asked { line, head: head.to_owned(), body });
    }
}

/// A person as RogerRoger answers them.
pub(crate) fn mila() -> Value {
    json!({
        "@id": "/people/7", "@type": "Person", "id": "7", "familyName": "Jansen", "givenName": "Mila",
        "emailAddresses": [{ "email": "mila@example.org" }], "phoneNumbers": [], "tags": [], "segments": [], "organizations": [],
        "createdAt": "2026-01-02T03:04:05+00:00", "updatedAt": "2026-01-02T03:04:05+00:00", "surprise": { "is": "ignored" }
    })
}

/// A page with these people.
pub(crate) fn page(people: &[Value]) -> Value {
    json!({ "member": people, "totalItems": people.len() })
}
