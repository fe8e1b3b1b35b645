//! Addresses inside of our own network, however they are written.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use calling_card_gateway::state::Config;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::test_app::TestApp;

#[tokio::test]
async fn nothing_inside_our_own_network_is_asked() {
    // Two listeners at one port that count who comes, by either version of IP.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let newer = TcpListener::bind(("::1", port)).await.ok();
    if newer.is_none() {
        crate::program::missing("IPv6 at loopback: nobody listens there for who is not to be asked");
    }
    for listener in [Some(listener), newer].into_iter().flatten() {
        let count = asked.clone();
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    let app = TestApp::configured(Config::default()).await;
    let staff = app.staff("home").await;
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::]",
        "localhost",
        "localhost.",
        "169.254.169.254",
        "10.0.0.1",
        "user@127.0.0.1",
    ] {
        for scheme in ["https", "http"] {
            let address = format!("{scheme}://{host}:{port}");
            let new = json!({ "system": "rogerroger", "name": "There", "address": address, "secret": "s" });
            let made = app.post("/connections", &staff, new).await;
            if let Some(id) = made.body["id"].as_str() {
                // A name is looked up when it is asked.
                assert!(host.starts_with("localhost"), "{address}");
                let tried = app.post(&format!("/connections/{id}/test"), &staff, Value::Null).await;
                assert!(!tried.status.is_success(), "{address}: {}", tried.body);
                assert!(!app.get(&format!("/crm/{id}/people"), &staff).await.status.is_success());
            } else {
                assert_eq!(made.body["errors"][0]["field"], "/address", "{address}: {}", made.body);
            }
            let check = "/crm/home/inbound-sources/home-contact/check-website";
            let checked = app.post(check, &staff, json!({ "url": address })).await;
            assert!(!checked.status.is_server_error(), "{address}: {}", checked.body);
        }
    }
    for scheme in
        ["file:///etc/passwd", "ftp://example.com", "gopher://example.com", "data:text/html,x", "javascript:1"]
    {
        let new = json!({ "system": "rogerroger", "name": "There", "address": scheme, "secret": "s" });
        let made = app.post("/connections", &staff, new).await;
        assert_eq!(made.status, StatusCode::UNPROCESSABLE_ENTITY, "{scheme}: {}", made.body);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "somebody came");
}
