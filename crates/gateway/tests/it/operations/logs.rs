//! Logs of the real program: what is in them, and what is not.

use serde_json::{Value, json};

use crate::program::{self, Served, with_json};

/// A gateway that logs all it can, of which much is asked; its answers' ids, and its log.
async fn asked(options: &[&str]) -> (Vec<String>, String) {
    let data = tempfile::tempdir().unwrap();
    let mut command = program::command(data.path(), options);
    command.env("RUST_LOG", "info");
    let gateway = Served::start(command).await;
    let (client, url) = (reqwest::Client::new(), gateway.url.clone());
    let token = gateway.welcome.clone().unwrap().rsplit('/').next().unwrap().to_owned();
    let sent = json!({ "values": { "family_name": "Sesame", "email": "sesame@example.com" }, "consent": true });
    let signing = json!({ "email": "sesame@example.com", "password": "open sesame now" });
    let requests = [
        client.get(format!("{url}/people?q=sesame")),
        client.get(format!("{url}/welcome/{token}")),
        client.get(format!("{url}/doi/{token}")),
        client.get(format!("{url}/crm/home/people/0190b6a4-7d1e-7000-8000-00000e5a5e00")),
        with_json(client.post(format!("{url}/f/contact/submissions")), &sent),
        with_json(client.post(format!("{url}/auth/session")), &signing),
        client.get(format!("{url}/dialects/rogerroger/people")).header("x-api-key", "sesame-key"),
        client.get(format!("{url}/healthz")).header("x-request-id", "sesame-id").header("cookie", "session=sesame"),
    ];
    let mut ids = Vec::new();
    for request in requests {
        let answer = request.send().await.unwrap();
        ids.push(answer.headers()["x-request-id"].to_str().unwrap().to_owned());
    }
    let (code, log) = gateway.stop().await;
    assert_eq!(code, Some(0));
    for secret in ["esame", &token, "e5a5e00"] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
    (ids, log)
}

#[tokio::test]
async fn a_line_a_request_for_programs() {
    let (ids, log) = asked(&["--log-format", "json"]).await;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<&Value> = lines.iter().filter(|line| line["message"] == "request").collect();
    assert_eq!(requests.len(), ids.len(), "{log}");
    for (line, id) in requests.iter().zip(&ids) {
        assert_eq!((line["span"]["id"].as_str(), line["level"].as_str()), (Some(id.as_str()), Some("INFO")));
        assert!(line["status"].is_u64() && line["milliseconds"].is_u64() && line["timestamp"].is_string(), "{line}");
    }
    let told = |place: usize| [&requests[place]["span"]["method"], &requests[place]["span"]["route"]];
    assert_eq!(told(0), ["GET", "/{app}"]);
    assert_eq!(told(3), ["GET", "/crm/{connection}/people/{id}"]);
    assert_eq!(told(4), ["POST", "/f/{form}/submissions"]);
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
    assert!(ids.iter().all(|id| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit())), "{ids:?}");
}

#[tokio::test]
async fn a_line_a_request_for_people() {
    let (ids, log) = asked(&[]).await;
    assert!(log.lines().any(|line| line.contains(&ids[4]) && line.contains("/f/{form}/submissions")), "{log}");
}

#[tokio::test]
async fn what_fails_says_of_which_request() {
    let data = tempfile::tempdir().unwrap();
    let gateway = Served::start(program::command(data.path(), &["--log-format", "json"])).await;
    // Somebody takes a table away; without RUST_LOG only warnings and errors are logged.
    let file = data.path().join("calling-card.sqlite");
    let mut connection = program::database(&file).await;
    sqlx::query("ALTER TABLE secrets RENAME TO elsewhere").execute(&mut connection).await.unwrap();
    let sent = json!({ "values": { "family_name": "Sesame", "email": "sesame@example.com" }, "consent": true });
    let sending = reqwest::Client::new().post(format!("{}/f/contact/submissions", gateway.url));
    let answer = with_json(sending, &sent).send().await.unwrap();
    assert_eq!(answer.status(), 500);
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let (_, log) = gateway.stop().await;
    let line: Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!((&line["level"], &line["message"]), (&json!("ERROR"), &json!("request failed")));
    assert_eq!(line["span"]["id"].as_str(), Some(id.as_str()));
    assert!(line["error"].as_str().unwrap().contains("no such table: secrets") && !log.contains("Sesame"), "{log}");
}
