//! `/f/{form}/files`, `/crm/{connection}/files` and what submissions do with them.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_gateway::store::{changes, files};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp, wrong};

const SOURCE: &str = "/crm/home/inbound-sources/home-contact";
const SUBMISSIONS: &str = "/f/home-contact/submissions";
pub(crate) const CV: &str = "/f/home-contact/files/cv";
/// A picture that is a page too, for whoever takes it for one.
const POLYGLOT: &str = "GIF89a/*<html><script>alert(1)</script></html>*/=1";

fn label(text: &str) -> Value {
    json!({ "en": text, "de": format!("{text} (de)") })
}

/// A form that asks for files, of the workspace of this name.
pub(crate) async fn with_form(app: &TestApp, name: &str) -> Staff {
    let staff = app.staff(name).await;
    let answer = change(app, &staff, name, |source| {
        source["form"] = json!({
            "fields": [
                { "name": "email", "label": label("E-mail"), "kind": "email", "required": true, "target": "email" },
                { "name": "cv", "label": label("CV"), "kind": "file", "required": true, "many": true },
                { "name": "photo", "label": label("Photo"), "kind": "file", "kinds": ["image"],
                  "when": { "field": "email", "is": "not_equals", "value": "nobody@example.com" } }
            ],
            "submit": label("Send"), "thanks": label("Thanks")
        });
    });
    assert_eq!(answer.await.status, StatusCode::OK);
    staff
}

pub(crate) async fn change(app: &TestApp, staff: &Staff, name: &str, with: impl Fn(&mut Value)) -> Answer {
    let address = SOURCE.replace("home-contact", &format!("{name}-contact"));
    let record = app.get(&address, staff).await.body;
    let mut source = record["content"].clone();
    with(&mut source);
    let version = format!("\"{}\"", record["version"]);
    app.send(Method::PUT, &address, Some(staff), source, &[("if-match", version.as_str())]).await
}

/// A file as a part of a form.
pub(crate) fn part(field: &str, name: &str, kind: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn text(field: &str, value: &str) -> Vec<u8> {
    format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").into_bytes()
}

pub(crate) async fn post(app: &TestApp, address: &str, parts: &[Vec<u8>], headers: &[(&str, &str)]) -> Answer {
    let body = [parts.concat().as_slice(), b"--b--\r\n"].concat();
    let headers = [&[("content-type", "multipart/form-data; boundary=b")], headers].concat();
    app.send_raw(Method::POST, address, None, Body::from(body), &headers).await
}

async fn upload(app: &TestApp, address: &str, name: &str, content: &[u8]) -> Answer {
    post(app, address, &[part("file", name, "application/octet-stream", content)], &[]).await
}

/// Uploads a file that is right; answers its token.
pub(crate) async fn kept(app: &TestApp, address: &str, name: &str, content: &[u8]) -> String {
    let answer = upload(app, address, name, content).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["token"].as_str().unwrap().to_owned()
}

pub(crate) async fn submit(app: &TestApp, key: &str, values: Value) -> Answer {
    app.send(Method::POST, SUBMISSIONS, None, json!({ "values": values }), &[("idempotency-key", key)]).await
}

/// The newest draft, opened.
async fn opened(app: &TestApp, staff: &Staff) -> Value {
    let drafts = app.get("/crm/home/drafts", staff).await.body;
    let id = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    app.get(&format!("/crm/home/drafts/{id}"), staff).await.body
}

#[tokio::test]
async fn files_are_sent_named_by_a_submission_and_only_ever_downloaded() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let answer = upload(&app, CV, "../../\u{202e}me.GIF", POLYGLOT.as_bytes()).await;
    assert_eq!(
        (answer.status, &answer.headers["access-control-allow-origin"]),
        (StatusCode::CREATED, &"*".parse().unwrap())
    );
    assert_eq!(
        (&answer.body["name"], &answer.body["size"], &answer.body["type"]),
        (&json!("_me.gif"), &json!(POLYGLOT.len()), &json!("image/gif"))
    );
    let token = answer.body["token"].as_str().unwrap();
    let letter = kept(&app, CV, "letter.txt", "Grüße".as_bytes()).await;
    let values = json!({ "email": "marie@example.com", "cv": [token, letter] });
    for _ in 0..2 {
        let sent = submit(&app, "one", values.clone()).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    }
    assert!(!app.knows(token).await, "of a token only its hash is kept");

    let draft = opened(&app, &staff).await;
    let files = draft["files"].as_array().unwrap();
    let ids: Vec<&str> = files.iter().map(|file| file["id"].as_str().unwrap()).collect();
    let answer = &draft["draft"]["content"]["answers"][1];
    assert_eq!((&answer["value"], &answer["meaning"]), (&json!(ids.join("\n")), &json!("_me.gif, letter.txt")));

    let address = format!("/crm/home/files/{}", ids[0]);
    let file = app.get(&address, &staff).await;
    let header = |name: &str| file.headers[name].to_str().unwrap();
    assert_eq!(file.body.as_str(), Some(POLYGLOT));
    assert_eq!(header("content-type"), "image/gif");
    assert_eq!(header("content-disposition"), "attachment; filename=\"_me.gif\"; filename*=UTF-8''_me.gif");
    assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    let letter = app.get(&format!("/crm/home/files/{}", ids[1]), &staff).await;
    assert_eq!(letter.headers["content-type"], "text/plain; charset=utf-8");

    let stranger = app.staff("other").await;
    assert_eq!(app.get(&address, &stranger).await.status, StatusCode::NOT_FOUND);
    let signed_out = app.send(Method::GET, &address, None, Value::Null, &[]).await;
    assert_eq!(signed_out.status, StatusCode::UNAUTHORIZED);

    // Accepted, they stand with the person.
    let id = draft["draft"]["id"].as_str().unwrap();
    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({})).await.body;
    let of = format!("/crm/home/people/{}/files", accepted["result"]["id"].as_str().unwrap());
    assert_eq!(app.get(&of, &staff).await.body.as_array().unwrap().len(), 2);
    assert_eq!(app.get(&of, &stranger).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&address, &staff).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_at_its_field() {
    let app = TestApp::new().await;
    with_form(&app, "home").await;
    let page = b"<!doctype html><script>alert(1)</script>";
    let too_large = [b"%PDF-1.7".as_slice(), &vec![b' '; 10 * 1024 * 1024]].concat();
    for (name, content, code) in [
        ("page.png", page.as_slice(), "file_kind"),
        ("page.html", page, "file_kind"),
        ("setup.pdf", b"MZ\x90\0", "file_kind"),
        ("drawing.svg", b"<svg/>", "file_kind"),
        ("empty.txt", b"", "file_size"),
        ("book.pdf", &too_large, "file_size"),
    ] {
        assert_eq!(wrong(&upload(&app, CV, name, content).await), (422, "/cv", code), "{name}");
    }
    let photo = CV.replace("cv", "photo");
    assert_eq!(wrong(&upload(&app, &photo, "cv.pdf", b"%PDF-1.7").await), (422, "/photo", "file_kind"));
    let german = upload(&app, &format!("{CV}?lang=de"), "page.png", page).await;
    assert!(german.body["errors"][0]["message"].as_str().unwrap().starts_with("Dateien dieser Art"), "{}", german.body);
    let far_too_large = vec![0; 11 * 1024 * 1024];
    assert_eq!(upload(&app, CV, "far.pdf", &far_too_large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (address, status) in [
        ("/f/home-contact/files/email", StatusCode::NOT_FOUND),
        ("/f/home-contact/files/nothing", StatusCode::NOT_FOUND),
        ("/f/nowhere/files/cv", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(upload(&app, address, "a.txt", b"a").await.status, status, "{address}");
    }
    let broken = app.send_raw(Method::POST, CV, None, Body::from("x"), &[("content-type", "text/plain")]).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert_eq!(post(&app, CV, &[text("file", "a")], &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_token_is_good_for_its_field_of_its_form_and_once() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    with_form(&app, "other").await;
    let token = kept(&app, CV, "a.txt", b"a").await;
    let foreign = kept(&app, "/f/other-contact/files/cv", "a.txt", b"a").await;
    let photo = kept(&app, "/f/home-contact/files/photo", "me.gif", POLYGLOT.as_bytes()).await;
    let values = |token: &str| json!({ "email": "a@example.com", "cv": token });
    for bad in [foreign.as_str(), &photo, &"0".repeat(64), "C:\\fakepath\\cv.pdf"] {
        assert_eq!(wrong(&submit(&app, "bad", values(bad)).await), (422, "/cv", "file"), "{bad}");
    }
    assert_eq!(wrong(&submit(&app, "none", values("")).await), (422, "/cv", "required"));
    let six = [token.as_str(); 6].join("\n");
    assert_eq!(wrong(&submit(&app, "six", values(&six)).await), (422, "/cv", "too_many_files"));
    assert_eq!(submit(&app, "one", values(&token)).await.status, StatusCode::CREATED);
    assert_eq!(wrong(&submit(&app, "two", values(&token)).await), (422, "/cv", "file"));
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1, "the second left nothing");

    // What is not asked is not kept with it.
    let cv = kept(&app, CV, "b.txt", b"b").await;
    let values = json!({ "email": "nobody@example.com", "cv": cv, "photo": photo });
    assert_eq!(submit(&app, "three", values).await.status, StatusCode::CREATED);
    let files = opened(&app, &staff).await["files"].clone();
    assert_eq!((files.as_array().unwrap().len(), &files[0]["field"]), (1, &json!("cv")));
}

#[tokio::test]
async fn whoever_may_not_send_the_form_may_not_send_files() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let file = || [part("file", "a.txt", "text/plain", b"a")];
    let named = change(&app, &staff, "home", |source| source["origins"] = json!(["https://www.example.com"]));
    assert_eq!(named.await.status, StatusCode::OK);
    for (origin, status) in [("https://www.example.com", 201), ("https://evil.example", 403)] {
        let answer = post(&app, CV, &file(), &[("origin", origin)]).await;
        assert_eq!(answer.status.as_u16(), status, "{origin}");
    }
    assert_eq!(
        change(&app, &staff, "home", |source| source["status"] = "disabled".into()).await.status,
        StatusCode::OK
    );
    assert_eq!(post(&app, CV, &file(), &[]).await.status, StatusCode::GONE);
    let asked = app.send(Method::OPTIONS, CV, None, Value::Null, &[("origin", "https://www.example.com")]).await;
    assert_eq!(
        (asked.status, &asked.headers["access-control-allow-methods"]),
        (StatusCode::NO_CONTENT, &"POST".parse().unwrap())
    );
}

#[tokio::test]
async fn too_many_files_are_told_when_to_come_back() {
    let app = TestApp::new().await;
    with_form(&app, "home").await;
    kept(&app, CV, "a.txt", b"a").await;
    // As if so much had come in that no submission has named.
    app.sql("UPDATE files SET size = 200 * 1024 * 1024").await;
    let full = upload(&app, CV, "b.txt", b"b").await;
    assert_eq!((full.status, &full.headers["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"600".parse().unwrap()));
    for _ in 2..300 {
        assert_eq!(upload(&app, CV, "a.exe", b"MZ").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(upload(&app, CV, "a.exe", b"MZ").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_no_submission_names_is_forgotten_after_a_day() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let (old, used) = (kept(&app, CV, "old.txt", b"Poloniumfund").await, kept(&app, CV, "used.txt", b"b").await);
    assert_eq!(submit(&app, "one", json!({ "email": "a@example.com", "cv": used })).await.status, StatusCode::CREATED);
    assert_eq!(files::purge(&app.store).await.unwrap(), 0, "not yet");
    assert!(app.knows("Poloniumfund").await);
    app.sql("UPDATE files SET created_at = '2020-01-01T00:00:00Z'").await;
    assert_eq!(files::purge(&app.store).await.unwrap(), 1);
    assert!(!app.knows("Poloniumfund").await, "it is still in the file");
    let late = submit(&app, "two", json!({ "email": "a@example.com", "cv": old })).await;
    assert_eq!(wrong(&late), (422, "/cv", "file"));
    assert_eq!(opened(&app, &staff).await["files"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_form_without_script_sends_its_files_itself() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let page = app.send(Method::GET, "/f/home-contact", None, Value::Null, &[]).await;
    let page = page.body.as_str().unwrap();
    assert!(page.contains("enctype=\"multipart/form-data\"") && page.contains("type=\"file\""), "{page}");
    let plain = async |cv: &[Vec<u8>], email: &str| {
        let parts = [cv, &[text("email", email), part("photo", "", "application/octet-stream", b"")]].concat();
        post(&app, SUBMISSIONS, &parts, &[]).await
    };
    let chosen = [part("cv", "one.txt", "text/plain", b"one"), part("cv", "two.txt", "text/plain", b"two")];
    for _ in 0..2 {
        let sent = plain(&chosen, "marie@example.com").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1, "sent twice, it is the same");
    let draft = opened(&app, &staff).await;
    assert_eq!(draft["files"].as_array().unwrap().len(), 2);
    // What was sent the second time is not kept.
    app.sql("UPDATE files SET created_at = '2020-01-01T00:00:00Z'").await;
    assert_eq!(files::purge(&app.store).await.unwrap(), 0);

    let other = plain(&[part("cv", "one.txt", "text/plain", b"other")], "marie@example.com").await;
    assert_eq!(
        (other.status, app.get("/crm/home/drafts", &staff).await.body["total"].as_u64()),
        (StatusCode::SEE_OTHER, Some(2))
    );
    let too_large = vec![b'a'; 11 * 1024 * 1024];
    for (file, sentence) in [
        (part("cv", "setup.pdf", "application/pdf", b"MZ"), "Files of this kind"),
        (part("cv", "book.txt", "text/plain", &too_large), "at most 10 MB"),
        (part("cv", "", "application/octet-stream", b""), "Please fill this in."),
    ] {
        let answer = plain(&[file], "pierre@example.com").await;
        let page = answer.body.as_str().unwrap();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(sentence) && page.contains("pierre@example.com"), "{page}");
    }
    let six: Vec<_> = (0..6).map(|_| part("cv", "a.txt", "text/plain", b"a")).collect();
    assert!(plain(&six, "a@example.com").await.body.as_str().unwrap().contains("Number of files"));

    // A form that asks for none reads none.
    app.staff("bare").await;
    let none = [part("cv", "a.txt", "text/plain", &vec![b'a'; 300 * 1024])];
    let refused = post(&app, "/f/bare-contact/submissions", &none, &[("accept", "application/json")]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn files_go_with_the_draft_and_with_the_person() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let send = async |key: &str, content: &str| {
        let token = kept(&app, CV, "cv.txt", content.as_bytes()).await;
        let sent = submit(&app, key, json!({ "email": format!("{key}@example.com"), "cv": token })).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        opened(&app, &staff).await
    };
    let draft = send("marie", "Radiumfund").await;
    let id = draft["draft"]["id"].as_str().unwrap();
    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({})).await.body;
    let person = accepted["result"]["id"].as_str().unwrap();
    // A month later the accepted draft has left the bin; the file stays with the person.
    app.sql("UPDATE records SET deleted_at = '2020-01-01T00:00:00Z' WHERE deleted_at IS NOT NULL").await;
    changes::purge_bin(&app.store).await.unwrap();
    let export = app.get(&format!("/crm/home/people/{person}/export"), &staff).await.body;
    assert_eq!(export["files"][0]["name"], "cv.txt");
    assert_eq!(export["files"][0]["sha256"].as_str().unwrap().len(), 64);
    let shown = app.get("/crm/home/people", &staff).await.body["items"][0]["name"].clone();
    let erased = app.post(&format!("/crm/home/people/{person}/erase"), &staff, json!({ "name": shown })).await;
    assert_eq!(erased.status, StatusCode::OK, "{shown} {}", erased.body);
    assert!(!app.knows("Radiumfund").await, "it is still in the file");

    let draft = send("pierre", "Piezofund").await;
    let (id, version) = (draft["draft"]["id"].as_str().unwrap(), format!("\"{}\"", draft["draft"]["version"]));
    let (address, seen) = (format!("/crm/home/drafts/{id}"), [("if-match", version.as_str())]);
    let discarded = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &seen).await;
    assert_eq!(discarded.status, StatusCode::OK);
    let file = format!("/crm/home/files/{}", draft["files"][0]["id"].as_str().unwrap());
    assert_eq!(app.get(&file, &staff).await.status, StatusCode::OK, "the bin can be undone");
    app.sql("UPDATE records SET deleted_at = '2020-01-01T00:00:00Z' WHERE deleted_at IS NOT NULL").await;
    changes::purge_bin(&app.store).await.unwrap();
    assert_eq!(app.get(&file, &staff).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_goes_to_no_place_of_a_person() {
    let app = TestApp::new().await;
    let staff = with_form(&app, "home").await;
    let answer = change(&app, &staff, "home", |source| source["form"]["fields"][1]["target"] = "message".into()).await;
    assert_eq!(wrong(&answer).1, "/form/fields/1/target");
}
