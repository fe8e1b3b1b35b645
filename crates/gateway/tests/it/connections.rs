//! Connections to other CRMs, and what comes of a CRM that does not do as it should.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::other_crm::{OtherCrm, Reply, mila, page};
use crate::test_app::{Answer, Staff, TestApp};

const SECRET: &str = "rr-secret-4711";

/// A connection to a CRM; answers its name in addresses.
pub(crate) async fn connect(app: &TestApp, staff: &Staff, system: &str, address: &str) -> String {
    let mut new =
        json!({ "system": system, "name": "The other one", "address": address, "account": "1", "secret": SECRET });
    if system == "cobra" {
        new["tenant"] = "1".into();
    }
    let answer = app.post("/connections", staff, new).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert!(!answer.body.to_string().contains(SECRET));
    answer.body["id"].as_str().unwrap().to_owned()
}

async fn put(app: &TestApp, staff: &Staff, address: &str, version: &Value, body: Value) -> Answer {
    app.send(Method::PUT, address, Some(staff), body, &[("if-match", &format!("\"{version}\""))]).await
}

fn jansen(given: &str) -> Value {
    json!({ "name": { "given": given, "family": "Jansen" }, "cards": [{ "emails": [{ "address": "mila@example.org" }] }] })
}

#[tokio::test]
async fn a_secret_is_sealed_and_in_no_answer() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.staff("ada").await, app.staff("bob").await);
    let id = connect(&app, &ada, "rogerroger", "https://crm.example").await;
    assert_eq!(id, "rogerroger");
    assert_eq!(connect(&app, &ada, "rogerroger", "").await, "rogerroger-2");
    let listed = app.get("/connections", &ada).await.body;
    assert_eq!(listed["connections"][0]["id"], "home");
    assert_eq!(listed["connections"][2]["address"], "https://api.rogerroger.io");
    assert!(!listed.to_string().contains(SECRET));
    assert!(!app.knows(SECRET).await, "not on the disk either");
    // Another workspace has none of them.
    assert_eq!(app.get("/connections", &bob).await.body["connections"].as_array().unwrap().len(), 1);
    for (method, address) in [
        (Method::DELETE, "/connections/rogerroger"),
        (Method::POST, "/connections/rogerroger/test"),
        (Method::GET, "/crm/rogerroger/people"),
    ] {
        let answer = app.send(method, address, Some(&bob), Value::Null, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(
            app.send(Method::GET, "/connections", None, Value::Null, &[]).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    // Another address needs the secret anew: it would be sent there.
    let change = |address: &str, secret: &str| json!({ "name": "Renamed", "address": address, "secret": secret });
    let moved =
        app.send(Method::PUT, "/connections/rogerroger", Some(&ada), change("https://evil.example", ""), &[]).await;
    assert_eq!(
        (moved.status, &moved.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/secret"))
    );
    let kept =
        app.send(Method::PUT, "/connections/rogerroger", Some(&ada), change("https://crm.example", ""), &[]).await;
    assert_eq!((kept.status, &kept.body["name"]), (StatusCode::OK, &json!("Renamed")));
    assert_eq!(
        app.send(Method::DELETE, "/connections/rogerroger", Some(&ada), Value::Null, &[]).await.status,
        StatusCode::OK
    );
    assert_eq!(app.get("/crm/rogerroger/people", &ada).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_with_a_connection_stands_at_its_field() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    for (new, field) in [
        (json!({ "system": "other", "name": "A", "secret": "s" }), "/system"),
        (json!({ "system": "rogerroger", "name": " ", "secret": "s" }), "/name"),
        (json!({ "system": "rogerroger", "name": "A", "secret": "" }), "/secret"),
        (json!({ "system": "emnify", "name": "A", "secret": "s" }), "/account"),
        (json!({ "system": "rogerroger", "name": "A", "secret": "s", "address": "ftp://crm.example" }), "/address"),
        (
            json!({ "system": "rogerroger", "name": "A", "secret": "s", "address": "https://a:b@crm.example" }),
            "/address",
        ),
        (
            json!({ "system": "rogerroger", "name": "A", "secret": "s", "address": "https://crm.example?a=b" }),
            "/address",
        ),
    ] {
        let answer = app.post("/connections", &ada, new).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.body["errors"][0]["field"], field);
    }
}

#[tokio::test]
async fn people_are_listed_made_changed_and_deleted_and_all_of_it_is_taken_back() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let state = std::sync::Arc::new(std::sync::Mutex::new(mila()));
    let crm = OtherCrm::new(move |asked, _| {
        let mut state = state.lock().unwrap();
        match asked.line.split(' ').next().unwrap() {
            "POST" | "PATCH" => {
                for (name, value) in asked.body.as_object().unwrap() {
                    state[name] = value.clone();
                }
                Reply::Json(201, state.clone())
            }
            "DELETE" => Reply::Json(204, Value::Null),
            _ if asked.line.contains('?') => Reply::Json(200, page(&[state.clone()])),
            _ => Reply::Json(200, state.clone()),
        }
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let tested = app.post("/connections/rogerroger/test", &ada, Value::Null).await;
    assert_eq!(tested.body, json!({ "people": 1 }));
    let listed = app.get("/crm/rogerroger/people?q=jan", &ada).await.body;
    assert_eq!((&listed["items"][0]["name"], &listed["total"]), (&json!("Mila Jansen"), &json!(1)));
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    let address = format!("/crm/rogerroger/people/{id}");
    let read = app.get(&address, &ada).await.body;
    assert_eq!((&read["id"], &read["created_by"]), (&json!(id), &json!("The other one")));

    let changed = put(&app, &ada, &address, &read["version"], jansen("Milou")).await;
    assert_eq!(
        (changed.status, &changed.body["result"]["content"]["name"]["given"]),
        (StatusCode::OK, &json!("Milou"))
    );
    assert_eq!(crm.asked().last().unwrap().body, json!({ "givenName": "Milou" }), "only what has changed");
    let stale = put(&app, &ada, &address, &read["version"], jansen("Mia")).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let undo = |batch: &Value| format!("/crm/rogerroger/changes/{}/undo", batch.as_str().unwrap());
    let undone = app.post(&undo(&changed.body["batch"]), &ada, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
    assert_eq!(app.get(&address, &ada).await.body["content"]["name"]["given"], "Mila");
    // An undo is undone as well, and nothing twice.
    assert_eq!(app.post(&undo(&changed.body["batch"]), &ada, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&undo(&undone.body["batch"]), &ada, Value::Null).await.status, StatusCode::OK);

    let now = app.get(&address, &ada).await.body;
    let version = format!("\"{}\"", now["version"]);
    let deleted = app.send(Method::DELETE, &address, Some(&ada), Value::Null, &[("if-match", &version)]).await;
    assert_eq!((deleted.status, crm.count("DELETE /people/7")), (StatusCode::OK, 1));
    let again = app.post(&undo(&deleted.body["batch"]), &ada, Value::Null).await;
    assert_eq!((again.status, crm.count("POST /people")), (StatusCode::OK, 1));
    assert_eq!(app.get(&address, &ada).await.body["content"]["name"]["given"], "Milou", "under the same key");
    assert!(crm.asked().iter().all(|asked| asked.head.contains(SECRET)), "each with the key");
    // What only the built-in CRM can do is said to be impossible, not missing.
    let tags = app.get("/crm/rogerroger/tags", &ada).await;
    assert_eq!(
        (tags.status, &tags.body["type"]),
        (StatusCode::CONFLICT, &json!("urn:calling-card:problem:crm-cannot"))
    );
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_in_a_sentence() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let http = |head: &str, body: &str| {
        format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
    };
    let nested = "[".repeat(10 << 20);
    let wrong_type = json!({ "member": [{ "id": 7, "familyName": ["Jansen"] }], "totalItems": "many" }).to_string();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("HTML", http("200 OK\r\ncontent-type: text/html", "<html>Maintenance</html>"), "crm-unreachable"),
        ("10 MB of nesting", http("200 OK", &nested), "crm-unreachable"),
        ("a wrong type", http("200 OK", &wrong_type), "crm-unreachable"),
        (
            "cut in the middle",
            b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"member\": [".to_vec(),
            "crm-unreachable",
        ),
        ("no HTTP", b"220 mail.example ESMTP\r\n".to_vec(), "crm-unreachable"),
        ("a redirect", http("302 Found\r\nlocation: http://127.0.0.1:1/", ""), "crm-unreachable"),
        ("an error of its own", http("500 Oops", "{}"), "crm-unreachable"),
        ("a wrong key", http("401 Unauthorized", "{\"message\": \"JWT Token not found\"}"), "crm-credentials"),
        ("too many", http("429 Too Many\r\nretry-after: 40", "{}"), "crm-busy"),
        ("maintenance", http("503 Later\r\nretry-after: 90", "{}"), "crm-busy"),
        ("refused", http("403 Forbidden", "{\"detail\": \"Not your tenant.\"}"), "crm-refused"),
    ];
    for (name, bytes, kind) in cases {
        let crm = OtherCrm::new(move |_, _| Reply::Bytes(bytes.clone())).await;
        let id = connect(&app, &ada, "rogerroger", &crm.address).await;
        let answer = app.get(&format!("/crm/{id}/people"), &ada).await;
        assert_eq!(answer.body["type"], format!("urn:calling-card:problem:{kind}"), "{name}: {}", answer.body);
        assert!(answer.body["reason"].as_str().unwrap_or_default().chars().count() <= 300, "{name}");
        assert!(!answer.body.to_string().contains(SECRET), "{name}");
        if kind == "crm-busy" {
            assert!(answer.body["retry_after"].as_u64().is_some_and(|seconds| seconds >= 40), "{name}");
        }
        assert_eq!(
            app.send(Method::DELETE, &format!("/connections/{id}"), Some(&ada), Value::Null, &[]).await.status,
            StatusCode::OK
        );
    }
    let nobody = connect(&app, &ada, "rogerroger", "http://127.0.0.1:1").await;
    let answer = app.get(&format!("/crm/{nobody}/people"), &ada).await;
    assert_eq!(
        (answer.status, &answer.body["reason"]),
        (StatusCode::BAD_GATEWAY, &json!("nothing answers at its address"))
    );
}

#[tokio::test]
async fn what_only_reads_is_asked_again() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|_, number| match number {
        0 => Reply::Bytes(b"HTTP/1.1 503 Later\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n".to_vec()),
        1 => Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{".to_vec()),
        _ => Reply::Json(200, page(&[mila()])),
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let begun = Instant::now();
    let answer = app.get("/crm/rogerroger/people", &ada).await;
    assert_eq!((answer.status, &answer.body["total"]), (StatusCode::OK, &json!(1)), "{}", answer.body);
    assert!(begun.elapsed() >= Duration::from_secs(1), "Retry-After was waited for");
    // What was just said is said again, without asking.
    let asked = crm.asked().len();
    app.get("/crm/rogerroger/people", &ada).await;
    assert_eq!(crm.asked().len(), asked);
}

#[tokio::test]
async fn nobody_is_made_twice() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    // The person is made, and the answer is lost.
    let crm = OtherCrm::new(|asked, _| match asked.line.as_str() {
        "POST /people" => Reply::Bytes(b"HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{".to_vec()),
        _ => {
            let mut made = mila();
            made["createdAt"] = json!(calling_card_gateway::clock::now().0);
            Reply::Json(200, page(&[made]))
        }
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let made = app.post("/crm/rogerroger/people", &ada, jansen("Mila")).await;
    assert_eq!((made.status, crm.count("POST /people")), (StatusCode::CREATED, 1), "{}", made.body);
    // Where nobody was made, or it cannot be told, staff are asked to look.
    let cases = [(vec![], Duration::ZERO), (vec![mila(), mila()], Duration::ZERO), (vec![], Duration::from_secs(30))];
    for (there, silence) in cases {
        let crm = OtherCrm::new(move |asked, _| match asked.line.as_str() {
            "POST /people" => Reply::Silence(silence),
            _ => Reply::Json(200, page(&there)),
        })
        .await;
        let id = connect(&app, &ada, "rogerroger", &crm.address).await;
        let answer = app.post(&format!("/crm/{id}/people"), &ada, jansen("Mila")).await;
        assert_eq!(answer.body["type"], "urn:calling-card:problem:crm-in-doubt", "{}", answer.body);
        assert_eq!(crm.count("POST /people"), 1);
    }
}

#[tokio::test]
async fn what_the_crm_says_of_a_field_stands_there() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let violation = json!({ "detail": "Validation failed.", "violations": [
        { "propertyPath": "emailAddresses[0].email", "message": "This value is already used." }
    ] });
    let crm = OtherCrm::new(move |_, _| Reply::Json(422, violation.clone())).await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let answer = app.post("/crm/rogerroger/people", &ada, jansen("Mila")).await;
    assert_eq!(
        (answer.status, &answer.body["reason"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("Validation failed."))
    );
    let error = json!({ "field": "/cards/0/emails/0/address", "code": "said", "text": "This value is already used." });
    assert_eq!(answer.body["errors"], json!([error]));
}

#[tokio::test]
async fn a_token_that_has_ended_is_had_anew() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|asked, number| match (asked.line.as_str(), number) {
        ("POST /api/v1/authenticate", _) => Reply::Json(200, json!({ "auth_token": format!("t{number}") })),
        (_, 1) => Reply::Json(401, json!({ "message": "token expired" })),
        _ => {
            let contact = |id: i64| json!({ "id": id, "name": format!("Mila Jansen{id}"), "type": { "id": 1 } });
            Reply::Json(200, (1..=70).map(contact).collect())
        }
    })
    .await;
    let id = connect(&app, &ada, "emnify", &crm.address).await;
    let mut names = std::collections::BTreeSet::new();
    let mut address = format!("/crm/{id}/people?limit=30");
    loop {
        let page = app.get(&address, &ada).await.body;
        assert_eq!(page["total"], 70, "{page}");
        names.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].to_string()));
        let Some(next) = page["next"].as_str() else { break };
        address = format!("/crm/{id}/people?limit=30&cursor={next}");
    }
    assert_eq!((names.len(), crm.count("POST /api/v1/authenticate")), (70, 2));
    assert!(crm.asked().iter().all(|asked| !asked.head.contains(SECRET)), "the secret itself is only exchanged");
}

#[tokio::test]
async fn losses_are_said_beforehand_and_summed_up() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    connect(&app, &ada, "emnify", "https://crm.example").await;
    let person = json!({ "name": { "given": "Mila", "family": "Jansen" }, "birthday": "1985-04-12", "cards": [{ "phones": [
        { "number": "1" }, { "number": "2" }, { "number": "3", "kind": "mobile" }, { "number": "4", "kind": "mobile" }
    ] }] });
    let plain = json!({ "name": { "given": "Mila", "family": "Jansen" } });
    let asked = json!({ "people": [person, plain, person] });
    let losses = app.post("/connections/emnify/losses", &ada, asked.clone()).await;
    assert_eq!(
        losses.body,
        json!([
            { "part": "birthday", "count": 2, "people": 2 },
            { "part": "phones", "count": 4, "people": 2 }
        ])
    );
    assert_eq!(app.post("/connections/home/losses", &ada, asked).await.body, json!([]));
}

#[tokio::test]
async fn no_private_address_is_asked_unless_the_operator_says_so() {
    let app = TestApp::configured(calling_card_gateway::state::Config::default()).await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|_, _| Reply::Json(200, page(&[]))).await;
    for address in [
        crm.address.as_str(),
        "https://127.0.0.1",
        "https://[::1]",
        "https://169.254.169.254/latest",
        "http://crm.example",
    ] {
        let new = json!({ "system": "rogerroger", "name": "A", "secret": "s", "address": address });
        assert_eq!(app.post("/connections", &ada, new).await.body["errors"][0]["field"], "/address", "{address}");
    }
    // A name is looked at when it is asked.
    let port = crm.address.rsplit(':').next().unwrap();
    let id = connect(&app, &ada, "rogerroger", &format!("https://localhost:{port}")).await;
    let answer = app.get(&format!("/crm/{id}/people"), &ada).await;
    assert_eq!(answer.body["reason"], "this address is not on the public internet", "{}", answer.body);
    assert!(crm.asked().is_empty());
}
