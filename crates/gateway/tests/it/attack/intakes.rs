//! What strangers send in by forms, files, links and names.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

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
    let address = "/crm/home/inbound-sources/home-contact";
    let record = app.get(address, &staff).await.body;
    let mut source = record["content"].clone();
    let fields = source["form"]["fields"].as_array_mut().unwrap();
    let label = |text: &str| json!({ "en": text, "de": text });
    fields.push(json!({ "name": "photo", "label": label("Photo"), "kind": "file", "kinds": ["image"] }));
    fields.push(json!({ "name": "letter", "label": label("Letter"), "kind": "file", "kinds": ["document"] }));
    let written = app.send(Method::PUT, address, Some(&staff), source, &[("if-match", "\"1\"")]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    staff
}

async fn upload(app: &TestApp, field: &str, name: &str, kind: &str, content: &[u8]) -> Answer {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--b--\r\n"].concat();
    let headers = [("content-type", "multipart/form-data; boundary=b")];
    app.send_raw(Method::POST, &format!("/f/home-contact/files/{field}"), None, Body::from(body), &headers).await
}

/// An archive with an entry that is as large as said when it is taken out.
fn archive(entry: &str, megabytes: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
    let part = vec![b' '; 1024 * 1024];
    for _ in 0..megabytes {
        writer.write_all(&part).unwrap();
    }
    writer.finish().unwrap().into_inner()
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

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[tokio::test]
async fn archives_that_swell_are_not_taken_out() {
    let app = TestApp::new().await;
    with_files(&app).await;
    for entry in ["[Content_Types].xml", "mimetype", "word/document.xml"] {
        let bomb = archive(entry, 64);
        assert!(bomb.len() < 2 * 1024 * 1024, "it is small as it comes: {}", bomb.len());
        let begun = Instant::now();
        let answer = upload(&app, "letter", "letter.docx", DOCX, &bomb).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{entry}: {}", answer.body);
        assert!(begun.elapsed() < Duration::from_secs(5), "{entry}: {:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn pictures_that_swell_are_not_drawn() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let bomb = png(60_000);
    assert!(bomb.len() < 64 * 1024, "{}", bomb.len());
    let image = json!({ "media_type": "image/png", "data": BASE64_STANDARD.encode(&bomb) });
    let begun = Instant::now();
    let person = json!({ "name": { "given": "Ada" }, "image": image, "cards": [{ "business": "X" }] });
    let made = app.post("/crm/home/people", &staff, person).await;
    if made.status == StatusCode::CREATED {
        let (person, card) = (&made.body["result"]["id"], &made.body["result"]["content"]["cards"][0]["id"]);
        let wanted = json!({ "person": person, "card": card, "public": ["given", "picture"] });
        let published = app.post("/crm/home/published-cards", &staff, wanted).await;
        if let Some(id) = published.body["result"]["id"].as_str() {
            assert_eq!(get(&app, &format!("/c/{id}"), &[]).await.status, StatusCode::OK);
            assert_eq!(get(&app, &format!("/c/{id}/picture"), &[]).await.status, StatusCode::NOT_FOUND);
        }
        let index = app.get("/crm/home/people/index", &staff).await;
        assert_eq!(index.status, StatusCode::OK);
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn drawings_with_scripts_and_files_of_two_kinds_are_no_pictures() {
    let app = TestApp::new().await;
    let staff = with_files(&app).await;
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>".as_slice();
    let html = b"<!doctype html><script>alert(1)</script>".as_slice();
    let pdf_in_front = [b"%PDF-1.7\n".as_slice(), &png(1)].concat();
    let zip_behind = [png(1), archive("x", 1)].concat();
    for (name, kind, content) in [
        ("a.svg", "image/svg+xml", svg),
        ("a.png", "image/png", svg),
        ("a.svg.png", "image/svg+xml", svg),
        ("a.png", "image/png", html),
        ("a.html", "image/png", &png(1)),
        ("a.png", "text/html", &png(1)),
        ("a.png\0.html", "image/png", &png(1)),
        ("a.png", "image/png", &pdf_in_front),
        ("a.jpg", "image/jpeg", &png(1)),
    ] {
        let answer = upload(&app, "photo", name, kind, content).await;
        assert!(answer.status.is_client_error(), "{name} as {kind}: {} {}", answer.status, answer.body);
    }
    // What is a picture in front may be anything behind: it is handed out to be kept, by its own type, and shown by nobody.
    let answer = upload(&app, "photo", "a.png", "image/png", &zip_behind).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let sent =
        submit(&app, json!({ "family_name": "Two", "email": "a@example.com", "photo": answer.body["token"] })).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let draft = app.get(&format!("/crm/home/drafts/{}", drafts["items"][0]["id"].as_str().unwrap()), &staff).await.body;
    let file = app.get(&format!("/crm/home/files/{}", draft["files"][0]["id"].as_str().unwrap()), &staff).await;
    assert_eq!((file.status, &file.headers["content-type"]), (StatusCode::OK, &"image/png".parse().unwrap()));
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(file.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    for media_type in ["image/svg+xml", "text/html", "application/pdf"] {
        let image = json!({ "media_type": media_type, "data": BASE64_STANDARD.encode(svg) });
        let answer = app.post("/crm/home/people", &staff, json!({ "name": { "given": "A" }, "image": image })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{media_type}: {}", answer.body);
    }
}

#[tokio::test]
async fn no_line_is_added_to_a_mail_or_to_a_head() {
    let app = TestApp::new().await;
    let staff = with_files(&app).await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    for email in [
        "a@example.com\r\nBcc: eve@example.com",
        "a@example.com\nBcc: eve@example.com",
        "a@example.com,eve@example.com",
        "a@example.com>, <eve@example.com",
        "\"a\r\nBcc: eve\"@example.com",
        "a@example.com\0",
        "<a@example.com>",
    ] {
        let answer = submit(&app, json!({ "family_name": "X", "email": email })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email:?}: {}", answer.body);
    }
    for line in ["Curie\r\nBcc: eve@example.com", "Curie\nX: y", "Curie\u{2028}X"] {
        submit(&app, json!({ "family_name": line, "email": "a@example.com" })).await;
    }
    let mails = app.get("/crm/home/mails", &staff).await.body.to_string();
    assert!(!mails.contains("Bcc") && !mails.contains("eve@"), "{mails}");
    // The name of a file in the head of an answer.
    for name in ["a.png\\\"; x=\\\"", "a%0d%0aX-Evil: 1.png", "a\u{202e}gnp.png", "..\\..\\a.png", "../../a.png"] {
        let answer = upload(&app, "photo", name, "image/png", &png(1)).await;
        let Some(token) = answer.body["token"].as_str().map(str::to_owned) else { continue };
        let sent = submit(&app, json!({ "family_name": "File", "email": "f@example.com", "photo": token })).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        let drafts = app.get("/crm/home/drafts?waiting=true", &staff).await.body;
        let address = format!("/crm/home/drafts/{}", drafts["items"][0]["id"].as_str().unwrap());
        let draft = app.get(&address, &staff).await.body;
        let file = app.get(&format!("/crm/home/files/{}", draft["files"][0]["id"].as_str().unwrap()), &staff).await;
        let head = file.headers["content-disposition"].to_str().unwrap();
        let plain = head.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        assert!(plain && !file.headers.contains_key("x-evil"), "{name:?}: {head}");
    }
    for lang in ["en%0d%0aSet-Cookie:%20a=b", "//evil.example", "%00"] {
        let answer = get(&app, &format!("/f/home-contact/thanks?lang={lang}"), &[]).await;
        assert!(!answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("location"), "{lang}");
    }
}

#[tokio::test]
async fn no_line_is_added_to_a_vcard() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let evil = "Main 1\r\nTEL:+4966666\nEND:VCARD\r\nBEGIN:VCARD";
    let card = json!({ "business": "X;Y\\nZ", "addresses": [{ "street": evil, "city": "B;C,D" }], "positions": [{ "position": "P" }] });
    let person = json!({ "name": { "given": "A;B", "family": "C,D" }, "cards": [card] });
    let made = app.post("/crm/home/people", &staff, person).await;
    if made.status != StatusCode::CREATED {
        // Lines in an address are refused before they come anywhere.
        assert_eq!(made.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", made.body);
    }
    let card = json!({ "business": "X;Y\\nTEL:+4966666", "positions": [{ "position": "P;TEL:1" }] });
    let made = app
        .post("/crm/home/people", &staff, json!({ "name": { "given": "A;B", "family": "C,D" }, "cards": [card] }))
        .await;
    let (person, card) = (&made.body["result"]["id"], &made.body["result"]["content"]["cards"][0]["id"]);
    let wanted =
        json!({ "person": person, "card": card, "public": ["given", "family", "business", { "position": "P;TEL:1" }] });
    let published = app.post("/crm/home/published-cards", &staff, wanted).await;
    let id = published.body["result"]["id"].as_str().unwrap_or_else(|| panic!("{}", published.body)).to_owned();
    let vcard = get(&app, &format!("/c/{id}/card.vcf"), &[]).await.body;
    let vcard = vcard.as_str().unwrap();
    assert!(vcard.contains("N:C\\,D;A\\;B;") && !vcard.lines().any(|line| line.starts_with("TEL")), "{vcard}");
    assert_eq!(vcard.matches("BEGIN:VCARD").count(), 1);
}

#[tokio::test]
async fn nobody_is_led_to_another_website() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let draft = "1".repeat(64);
    for address in [
        "//evil.example",
        "//evil.example/people",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "/people/..//evil.example",
        "/sign-in?next=https://evil.example",
        "/sign-in?redirect=//evil.example",
        "/auth/oidc?redirect_uri=https://evil.example",
        "/auth/oidc/callback?redirect_uri=https://evil.example&code=x&state=y",
        "/f/home-contact?redirect=https://evil.example",
        "/f/home-contact/thanks?redirect=https://evil.example",
        &format!("/doi/{draft}?redirect=https://evil.example"),
        &format!("/booking/{draft}?redirect=https://evil.example"),
    ] {
        for (method, who) in [(Method::GET, None), (Method::GET, Some(&staff)), (Method::POST, None)] {
            let answer = app.send(method.clone(), address, who, Value::Null, &[]).await;
            let to = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
            assert!(!to.contains("evil"), "{method} {address} leads to {to}");
        }
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "family_name=X&email=a%40example.com&cc-consent=yes&redirect=https%3A%2F%2Fevil.example&cc-redirect=https%3A%2F%2Fevil.example";
    let answer = app.send_raw(Method::POST, SUBMISSIONS, None, Body::from(body), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.headers["location"].to_str().unwrap().starts_with("/f/home-contact/thanks"));
}

#[tokio::test]
async fn nothing_inside_our_own_network_is_asked() {
    // A listener that counts who comes.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
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

#[tokio::test]
async fn no_header_gets_into_what_others_are_answered() {
    let public = Config { public_url: Some("https://cards.example".into()), ..Config::default() };
    for (app, host) in [(TestApp::new().await, false), (TestApp::configured(public).await, true)] {
        let staff = app.staff("home").await;
        app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
        let mut poison = vec![
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "evil"),
            ("x-forwarded-server", "evil.example"),
            ("x-original-url", "/evil"),
            ("x-rewrite-url", "/evil"),
            ("x-host", "evil.example"),
            ("forwarded", "host=evil.example"),
            ("x-forwarded-prefix", "/evil"),
        ];
        if host {
            poison.push(("host", "evil.example"));
        }
        for address in [
            "/f/home-contact",
            "/f/home-contact/form.js",
            "/f/home-contact/form.json",
            "/f/home-contact/thanks",
            "/manifest.site.json",
            "/openapi.json",
        ] {
            let clean = get(&app, address, &[("host", "cards.example")]).await;
            let answer = get(&app, address, &poison).await;
            assert_eq!(answer.status, clean.status, "{address}");
            assert!(!answer.body.to_string().contains("evil"), "{address}: {}", answer.body);
            assert!(
                answer.headers.values().all(|value| !value.to_str().unwrap_or_default().contains("evil")),
                "{address}"
            );
        }
        let values = json!({ "family_name": "X", "email": "a@example.com" });
        app.send(Method::POST, SUBMISSIONS, None, json!({ "values": values, "consent": true }), &poison).await;
        let mails = app.get("/crm/home/mails", &staff).await.body.to_string();
        assert!(mails.contains("/doi/") && !mails.contains("evil"), "{mails}");
        // What a cookie opens is kept by nobody on the way.
        for address in ["/auth/session", "/crm/home/people", "/auth/totp"] {
            let caching = app.get(address, &staff).await.headers.get("cache-control").cloned();
            let caching = caching.map(|value| value.to_str().unwrap_or_default().to_owned()).unwrap_or_default();
            assert!(caching.contains("no-store") || caching.contains("private"), "{address}: {caching:?}");
        }
    }
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
