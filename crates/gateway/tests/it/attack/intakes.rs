//! What strangers send in by forms, files, links and names.

mod answers;
mod files;
mod lines;
mod reach;

use std::io::Write;

use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use serde_json::{Value, json};

use crate::files::{change, part, post};
use crate::test_app::{Answer, PASSWORD, Staff, TestApp};

const SUBMISSIONS: &str = "/f/home-contact/submissions";

async fn get(app: &TestApp, address: &str, headers: &[(&str, &str)]) -> Answer {
    app.send(Method::GET, address, None, Value::Null, headers).await
}

async fn submit(app: &TestApp, values: Value) -> Answer {
    app.send(Method::POST, SUBMISSIONS, None, json!({ "values": values, "consent": true }), &[]).await
}

/// A form that asks for a picture and a document.
async fn with_files(app: &TestApp) -> Staff {
    let staff = app.staff("home").await;
    let label = |text: &str| json!({ "en": text, "de": text });
    let written = change(app, &staff, "home", |source| {
        let fields = source["form"]["fields"].as_array_mut().unwrap();
        fields.push(json!({ "name": "photo", "label": label("Photo"), "kind": "file", "kinds": ["image"] }));
        fields.push(json!({ "name": "letter", "label": label("Letter"), "kind": "file", "kinds": ["document"] }));
    });
    let written = written.await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    staff
}

async fn upload(app: &TestApp, field: &str, name: &str, kind: &str, content: &[u8]) -> Answer {
    post(app, &format!("/f/home-contact/files/{field}"), &[part("file", name, kind, content)], &[]).await
}

/// A PNG that says it is so large, and holds one row of nothing.
fn png(side: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let named = [kind, data].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&named);
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &crc.sum().to_be_bytes()].concat()
    };
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    deflated.write_all(&vec![0; 4 * 1024 * 1024]).unwrap();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &deflated.finish().unwrap()),
        &chunk(b"IEND", &[]),
    ]
    .concat()
}

#[tokio::test]
async fn an_address_that_looks_the_same_is_another_one() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let sign_in = async |email: &str| {
        let body = json!({ "email": email, "password": PASSWORD });
        app.send(Method::POST, "/auth/session", None, body, &[]).await.status
    };
    assert_eq!(sign_in("Home@Example.com").await, StatusCode::OK);
    // Cyrillic, full width, a zero width joiner, a dotless i, another dot.
    for email in [
        "h\u{43e}me@example.com",
        "ｈome@example.com",
        "ho\u{200d}me@example.com",
        "home@example.com\u{200b}",
        "home@ex\u{430}mple.com",
        "home@example。com",
        "home@example.com.evil.example",
    ] {
        assert_ne!(sign_in(email).await, StatusCode::OK, "{email}");
    }
    // Nobody is taken for somebody else whose address only looks the same.
    let person = json!({ "name": { "given": "Ada", "family": "Byron" }, "cards": [{ "emails": [{ "address": "ada@example.com" }] }] });
    app.person(&staff, person).await;
    let known = async |email: &str| {
        let body = json!({ "people": [[format!("email:{email}")]] });
        app.post("/crm/home/people/known", &staff, body).await.body["people"][0].clone()
    };
    assert!(!known("ada@example.com").await.is_null());
    for email in ["\u{430}da@example.com", "ada@ex\u{430}mple.com"] {
        assert!(known(email).await.is_null(), "{email}");
    }
}

#[tokio::test]
async fn a_link_is_used_once_and_by_no_machine_and_nobody_is_buried_in_mails() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    let victim = ["victim@example.com", "VICTIM@example.com", " victim@Example.com ", "victim@EXAMPLE.COM"];
    for _ in 0..5 {
        for email in victim {
            let answer = submit(&app, json!({ "family_name": "X", "email": email })).await;
            assert!(answer.status == StatusCode::CREATED, "{email}: {}", answer.body);
        }
    }
    let mails = app.get("/crm/home/mails", &staff).await.body["mails"].clone();
    let sent: Vec<&Value> = mails.as_array().unwrap().iter().filter(|mail| mail["state"] != "withheld").collect();
    assert_eq!(sent.len(), 1, "{mails}");
    let link =
        sent[0]["body"].as_str().unwrap().split("/doi/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let waiting = async || app.get("/crm/home/drafts?waiting=true", &staff).await.body["total"].clone();
    let before = waiting().await;
    // What looks at links before the person does confirms nothing.
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        app.send(method, &format!("/doi/{link}"), None, Value::Null, &[]).await;
    }
    assert_eq!(waiting().await, before);
    let confirm = async || app.send(Method::POST, &format!("/doi/{link}"), None, Value::Null, &[]).await;
    assert_eq!(confirm().await.status, StatusCode::OK);
    let confirmed = app.get("/crm/home/drafts", &staff).await.body;
    // Whoever finds it later changes nothing by it.
    confirm().await;
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body, confirmed);
    // From one network no more is taken than from a busy office.
    let mut refused = 0;
    for number in 0..70 {
        let answer = submit(&app, json!({ "family_name": "X", "email": format!("{number}@example.com") })).await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused >= 20, "{refused}");
}
