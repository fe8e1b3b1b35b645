//! The way to the database is cut and mended.

use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Database;
use crate::faults::Asker;
use crate::program::{self, Served};

/// A way to a server that can be cut.
struct Way {
    address: String,
    open: watch::Sender<bool>,
}

impl Way {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (open, mut is_open) = watch::channel(true);
        tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    _ = is_open.changed() => if !*is_open.borrow() { connections.abort_all() },
                    coming = listener.accept() => {
                        let (mut coming, _) = coming.unwrap();
                        let server = server.clone();
                        if *is_open.borrow() {
                            connections.spawn(async move {
                                let mut going = TcpStream::connect(server).await.unwrap();
                                let _ = tokio::io::copy_bidirectional(&mut coming, &mut going).await;
                            });
                        }
                    }
                }
            }
        });
        Self { address, open }
    }
}

#[tokio::test]
async fn it_goes_on_by_itself_when_the_database_is_back() {
    let Some(database) = Database::make().await else { return };
    let mut url = url::Url::parse(database.url.expose_secret()).unwrap();
    let way = Way::to(format!("{}:{}", url.host_str().unwrap(), url.port().unwrap())).await;
    url.set_port(Some(way.address.rsplit(':').next().unwrap().parse().unwrap())).unwrap();
    let data = tempfile::tempdir().unwrap();
    program::add_member_to(data.path(), &[("DATABASE_URL", url.as_str())]).await;
    let mut command = program::command(data.path(), &[]);
    command.env("DATABASE_URL", url.as_str());
    let gateway = Served::start(command).await;
    let visitor = Asker::visitor(&gateway.url);
    let ann = Asker::member(&gateway.url).await;
    assert_eq!(visitor.submit("first").await.unwrap().0, 201);

    way.open.send(false).unwrap();
    for _ in 0..3 {
        let (status, body) = visitor.submit("second").await.unwrap();
        assert_eq!((status, body["retry_after"].as_u64()), (503, Some(5)), "{body}");
        let (status, body) = ann.get("/crm/home/people").await;
        assert_eq!(status, 503, "{body}");
        let (status, body) = ann.get("/readyz").await;
        assert_eq!((status, body["because"].as_str()), (503, Some("database")));
        assert_eq!(ann.get("/healthz").await.0, 204);
    }

    way.open.send(true).unwrap();
    tokio::time::sleep(Duration::from_millis(5_100)).await;
    assert_eq!(ann.get("/readyz").await.0, 200);
    for _ in 0..2 {
        let (status, body) = visitor.submit("second").await.unwrap();
        assert_eq!(status, 201, "{body}");
    }
    let (status, drafts) = ann.get("/crm/home/drafts").await;
    assert_eq!((status, &drafts["total"]), (200, &json!(2)), "who was signed in still is, and each is there once");
    let (code, _) = gateway.stop().await;
    assert_eq!(code, Some(0));
}
