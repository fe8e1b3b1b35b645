//! Files that are not what they say, or swell when they are taken out.

use std::io::Write;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::{get, png, submit, upload, with_files};
use crate::test_app::TestApp;

/// An archive with an entry that is as large as said when it is taken out.
fn archive(entry: &str, megabytes: usize, end: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
    let part = vec![b' '; 1024 * 1024];
    for _ in 0..megabytes {
        writer.write_all(&part).unwrap();
    }
    writer.write_all(end.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[tokio::test]
async fn archives_that_swell_are_not_taken_out() {
    let app = TestApp::new().await;
    with_files(&app).await;
    // What makes it a document stands behind all that swells: it is refused because nobody looks so far.
    let kind = format!("\"{DOCX}.main+xml\"");
    let answer = upload(&app, "letter", "letter.docx", DOCX, &archive("[Content_Types].xml", 0, &kind)).await;
    assert!(answer.status.is_success(), "{}", answer.body);
    for entry in ["[Content_Types].xml", "mimetype", "word/document.xml"] {
        let bomb = archive(entry, 64, &kind);
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
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let (person, card) = (&made.body["result"]["id"], &made.body["result"]["content"]["cards"][0]["id"]);
    let wanted = json!({ "person": person, "card": card, "public": ["given", "picture"] });
    let published = app.post("/crm/home/published-cards", &staff, wanted).await;
    assert_eq!(published.status, StatusCode::CREATED, "{}", published.body);
    let id = published.body["result"]["id"].as_str().unwrap();
    assert_eq!(get(&app, &format!("/c/{id}"), &[]).await.status, StatusCode::OK);
    assert_eq!(get(&app, &format!("/c/{id}/picture"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/crm/home/people/index", &staff).await.status, StatusCode::OK);
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
    let zip_behind = [png(1), archive("x", 1, "")].concat();
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
