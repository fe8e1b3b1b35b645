//! What we send to other CRMs, held against their contracts by Prism (npm), which refuses what a contract does not allow.
//! `cargo xtask test --only dialects` fetches it.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::{Method, StatusCode, Uri};
use calling_card_crm::cobra::calls::Call;
use calling_card_crm::{Account, Dialect};
use serde_json::{Value, json};

use crate::connections::connect;
use crate::test_app::{Staff, TestApp};

#[path = "../../../crm/tests/it/cobra_calls/all.rs"]
mod cobra_calls;

/// A mock of a vendor's API; it ends when it is dropped.
struct Prism(Child, String);

impl Prism {
    async fn of(dialect: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let contract = contract(dialect);
        let mut mock = Command::new(std::env::var("CALLING_CARD_PRISM").unwrap());
        mock.args(["mock", "--errors", "--verboseLevel", "error", "--host", "127.0.0.1", "--port", &port.to_string()]);
        mock.arg(&contract);
        let process = mock.stdout(Stdio::inherit()).stderr(Stdio::inherit()).spawn().unwrap();
        let prism = Self(process, format!("http://127.0.0.1:{port}"));
        for _ in 0..300 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return prism;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("Prism does not begin");
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// The contract that a mock answers by.
fn contract(dialect: &str) -> PathBuf {
    let path = PathBuf::from(format!("{}/../../tests/contracts/{dialect}.openapi.json", env!("CARGO_MANIFEST_DIR")));
    let complete: fn(&mut Value) = match dialect {
        "onlyoffice" => with_a_number,
        "cobra" => with_bodies,
        _ => return path,
    };
    let mut contract: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    complete(&mut contract);
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{dialect}.prism.json"));
    std::fs::write(&path, contract.to_string()).unwrap();
    path
}

/// The vendor's own sample has a number that no person has.
fn with_a_number(contract: &mut Value) {
    let answers = &mut contract["paths"]["/api/2.0/crm/contact/person"]["post"]["responses"];
    answers["201"]["content"]["application/json"]["examples"]["sample"]["value"]["response"]["id"] = 17.into();
}

/// Of touchpoints and companies the vendor's pages have what calls do alone, and no bodies: Prism takes none where none is named.
fn with_bodies(contract: &mut Value) {
    let shown = ["/crm/people", "/crm/relations", "/crm/settings/people", "/auth"];
    let paths = contract["paths"].as_object_mut().unwrap().iter_mut();
    for (_, path) in paths.filter(|(path, _)| shown.iter().all(|shown| !path.starts_with(shown))) {
        for (_, call) in path.as_object_mut().unwrap().iter_mut().filter(|(method, _)| *method != "parameters") {
            call["requestBody"] = json!({ "content": { "application/json": {} } });
        }
    }
}

fn whole() -> Value {
    json!({
        "name": { "given": "Mila", "family": "Jansen", "initials": "M.", "honorific_prefix": "Mevr.", "title": "Dr." },
        "social_profiles": [{ "service": "LinkedIn", "url": "https://www.linkedin.com/in/mila" }],
        "web_addresses": [{ "url": "https://example.org" }],
        "tags": ["friend"],
        "cards": [{
            "business": "Food and Culture Project",
            "positions": [{ "position": "Buyer", "department": "Purchasing" }],
            "emails": [{ "address": "mila@example.org" }, { "address": "other@example.org" }],
            "phones": [{ "number": "+31201234567" }, { "number": "+31201234568", "kind": "fax" }, { "number": "+31612345678", "kind": "mobile" }],
            "addresses": [{ "street": "Dam 1", "zip": "1012 JS", "city": "Amsterdam", "country_code": "NL", "country": "Netherlands" }]
        }]
    })
}

/// Everything that the client can send; each request must be one of the contract's.
async fn send_all(app: &TestApp, staff: &Staff, crm: &str) {
    // Prism remembers nothing: what Samdock would do afterwards is never there, and it is in doubt whether it was done.
    let unseen = |body: &Value| {
        crm == "samdock" && body["reason"].as_str().is_some_and(|why| why.contains("does not show it yet"))
    };
    let sent = |answer: crate::test_app::Answer| {
        assert!(answer.status.is_success() || unseen(&answer.body), "{crm}: {}", answer.body);
        answer.body
    };
    sent(app.post(&format!("/connections/{crm}/test"), staff, Value::Null).await);
    sent(app.get(&format!("/crm/{crm}/people?q=jansen"), staff).await);
    let listed = sent(app.get(&format!("/crm/{crm}/people"), staff).await);
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    let address = format!("/crm/{crm}/people/{id}");
    let read = sent(app.get(&address, staff).await);
    sent(app.get(&format!("{address}/notes"), staff).await);
    let strangers = json!({ "people": [["email:mila@example.org"], ["email:nobody@example.org"]] });
    sent(app.post(&format!("/crm/{crm}/people/known"), staff, strangers).await);
    sent(app.post(&format!("/crm/{crm}/people"), staff, whole()).await);
    let version = format!("\"{}\"", read["version"]);
    let write = |method: Method, body: Value| {
        let (address, version) = (address.clone(), version.clone());
        async move { app.send(method, &address, Some(staff), body, &[("if-match", version.as_str())]).await }
    };
    sent(write(Method::PUT, whole()).await);
    let bare = json!({ "name": { "given": "M.", "family": "Jansen" }, "cards": [{ "business": "ACME", "emails": [{ "address": "only@example.org" }] }] });
    sent(write(Method::PUT, bare).await);
    sent(write(Method::DELETE, Value::Null).await);
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask test --only dialects"]
async fn what_is_sent_is_what_the_vendors_say() {
    for dialect in ["rogerroger", "emnify", "samdock", "onlyoffice", "cobra"] {
        let prism = Prism::of(dialect).await;
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let crm = connect(&app, &ada, dialect, &prism.1).await;
        send_all(&app, &ada, &crm).await;
    }
}

/// Those, too, that no page of the app makes.
#[tokio::test]
#[ignore = "needs Prism: cargo xtask test --only dialects"]
async fn every_call_of_cobras_client_is_one_of_the_vendors() {
    let prism = Prism::of("cobra").await;
    let account = Account { dialect: Dialect::Cobra, name: "api@example.org".into(), tenant: "1".into() };
    let client = reqwest::Client::new();
    let mut refused = Vec::new();
    // Of calls about the tenant the vendor's page has what they do alone.
    for call in cobra_calls::all().iter().filter(|call| !matches!(call, Call::Tenant(_))) {
        let mut request = call.request().unwrap();
        account.sign(&mut request, "token").unwrap();
        let line = format!("{} {}", request.method(), request.uri());
        *request.uri_mut() = format!("{}{}", prism.1, request.uri()).parse::<Uri>().unwrap();
        let answer = client.execute(request.try_into().unwrap()).await.unwrap();
        if !answer.status().is_success() {
            refused.push(format!("{line}: {} {}", answer.status(), answer.text().await.unwrap()));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask test --only dialects"]
async fn what_is_not_is_refused() {
    let prism = Prism::of("rogerroger").await;
    let client = reqwest::Client::new();
    let wrong = client.post(format!("{}/people", prism.1)).header("x-api-key", "k");
    let wrong = wrong.header("content-type", "application/ld+json").body(json!({ "givenName": 7 }).to_string());
    let status = wrong.send().await.unwrap().status();
    assert!(status.is_client_error(), "{status}: otherwise the test above shows nothing");
    assert_eq!(client.get(format!("{}/people", prism.1)).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}
