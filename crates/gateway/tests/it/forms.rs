//! `/f`.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine;
use calling_card_contact::DraftId;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::test_app::TestApp;

const ADDRESS: &str = "/f/home-contact/submissions";

fn submission(email: &str) -> Value {
    json!({ "values": { "family_name": "Curie", "email": email, "phone": "030 901820", "company": "Sorbonne", "message": "Bonjour" }, "consent": true, "page": "https://example.com" })
}

#[tokio::test]
async fn a_submission_becomes_a_draft_once_and_a_person_when_accepted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for _ in 0..3 {
        let answer =
            app.send(Method::POST, ADDRESS, None, submission("marie@example.com"), &[("idempotency-key", "a")]).await;
        assert_eq!(
            (answer.status, &answer.headers["access-control-allow-origin"]),
            (StatusCode::CREATED, &"*".parse().unwrap())
        );
    }
    let other =
        app.send(Method::POST, ADDRESS, None, submission("pierre@example.com"), &[("idempotency-key", "a")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    assert_eq!(drafts["total"], 1);
    let id = drafts["items"][0]["id"].as_str().unwrap();
    let opened = app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body;
    let consent = &opened["draft"]["content"]["consent"];
    assert!(consent["text"].as_str().unwrap().starts_with("I agree"));
    assert_eq!(consent["text_hash"].as_str().unwrap().len(), 64);

    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({})).await.body;
    let card = &accepted["result"]["content"]["cards"][0];
    assert_eq!(
        (&card["business"], &card["emails"][0]["address"], &card["phones"][0]["e164"]),
        (&json!("Sorbonne"), &json!("marie@example.com"), &json!("+4930901820"))
    );
    let person = accepted["result"]["id"].as_str().unwrap();
    assert_eq!(
        app.get(&format!("/crm/home/people/{person}/notes"), &staff).await.body[0]["content"]["text"],
        "Bonjour"
    );
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 0);

    // One undo takes all of it back.
    let batch = accepted["batch"].as_str().unwrap();
    assert_eq!(app.post(&format!("/crm/home/changes/{batch}/undo"), &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1);
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
}

#[tokio::test]
async fn a_draft_goes_into_an_existing_person_without_overwriting() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let card = json!([{ "business": "Sorbonne", "favourite": true, "emails": [{ "address": "m@example.com", "favourite": true }] }]);
    let person = app.person(&staff, json!({ "name": { "family": "Sklodowska" }, "cards": card })).await;
    app.send(Method::POST, ADDRESS, None, submission("marie@example.com"), &[]).await;
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let id = drafts["items"][0]["id"].as_str().unwrap();
    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({ "into": person })).await.body;
    let content = &accepted["result"]["content"];
    assert_eq!(content["name"]["family"], "Sklodowska");
    assert_eq!(content["cards"].as_array().unwrap().len(), 1);
    assert_eq!(content["cards"][0]["emails"].as_array().unwrap().len(), 2);
    assert_eq!(content["cards"][0]["emails"][0]["favourite"], true);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_in_the_visitors_language() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let answer =
        app.send(Method::POST, ADDRESS, None, json!({ "values": { "email": "x" }, "language": "de" }), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<&str> =
        answer.body["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["/family_name", "/email", "/cc-consent"]);
    assert_eq!(answer.body["errors"][0]["message"], "Bitte füllen Sie dieses Feld aus.");
    for (address, body, status) in [
        ("/f/nowhere/submissions", "{}".to_owned(), 400),
        ("/f/nowhere/submissions", json!({ "values": {} }).to_string(), 404),
        (ADDRESS, "{".into(), 400),
        (ADDRESS, format!(r#"{{"values":{{"email":"{}"}}}}"#, "x".repeat(300_000)), 413),
        (ADDRESS, r#"{"values":{"email":"\ud800"}}"#.into(), 400),
        (ADDRESS, r#"{"values":{"family_name":"a\u0000","email":"a@b.de"},"consent":true}"#.into(), 422),
    ] {
        let answer = app.send_raw(Method::POST, address, None, Body::from(body), &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    }
}

#[tokio::test]
async fn a_form_without_script_sends_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let urlencoded = [("content-type", "application/x-www-form-urlencoded")];
    let wrong = app
        .send_raw(
            Method::POST,
            ADDRESS,
            None,
            Body::from("family_name=%3Cb%3ECurie&email=x&cc-language=en"),
            &urlencoded,
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.body.as_str().unwrap();
    assert!(page.contains("value=\"&lt;b&gt;Curie\"") && page.contains("Enter an e-mail address"), "{page}");
    let right = "family_name=Curie&email=a%40example.com&cc-consent=yes&cc-key=k&cc-language=en";
    let sent = app.send_raw(Method::POST, ADDRESS, None, Body::from(right), &urlencoded).await;
    let thanks = sent.headers["location"].to_str().unwrap();
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(thanks.starts_with("/f/home-contact/thanks?lang=en&receipt="), "{thanks}");
    let page = app.send(Method::GET, thanks, None, Value::Null, &[]).await;
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let id: DraftId = drafts["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let text = page.body.as_str().unwrap();
    assert!(text.contains(&id.reference()) && text.contains("Withdraw your consent</a>"), "{text}");
}

#[tokio::test]
async fn a_receipt_has_a_number_and_the_link_that_withdraws_the_consent() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let send = async |body: Value| app.send(Method::POST, ADDRESS, None, body, &[("idempotency-key", "a")]).await.body;
    let receipt = send(submission("marie@example.com")).await;
    assert_eq!(send(submission("marie@example.com")).await, receipt, "a repeat gets the same");
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let id: DraftId = drafts["items"][0]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(receipt["number"], id.reference());

    let link = receipt["withdraw"].as_str().unwrap();
    let shown = app.send(Method::GET, link, None, Value::Null, &[]).await;
    assert!(shown.body.as_str().unwrap().contains("Withdraw</button>"));
    let proof = async || app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body["consent"]["content"].clone();
    assert!(proof().await["withdrawn_at"].is_null(), "a GET withdraws nothing");
    let done = app.send(Method::POST, link, None, Value::Null, &[]).await;
    assert!(done.body.as_str().unwrap().contains("is withdrawn"));
    assert!(proof().await["withdrawn_at"].is_string());
    let forged = format!("{}0", &link[..link.len() - 1]);
    let forged = if forged == link { format!("{}1", &link[..link.len() - 1]) } else { forged };
    assert_eq!(app.send(Method::POST, &forged, None, Value::Null, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_is_read_in_every_language_of_its_owner() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let source = "/crm/home/inbound-sources/home-contact";
    let record = app.get(source, &staff).await.body;
    let mut content = record["content"].clone();
    for (tag, word) in [("fr", "Envoyer"), ("ar", "إرسال")] {
        content["form"]["submit"][tag] = word.into();
        content["form"]["consent"]["text"][tag] = format!("{word}!").into();
    }
    let version = format!("\"{}\"", record["version"]);
    let written = app.send(Method::PUT, source, Some(&staff), content, &[("if-match", &version)]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);

    let page = async |language: &str| {
        let asked = [("accept-language", language)];
        app.send(Method::GET, "/f/home-contact", None, Value::Null, &asked).await.body.as_str().unwrap().to_owned()
    };
    let french = page("fr-CH, de;q=0.5").await;
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Envoyer") && french.contains("facultatif"));
    let arabic = page("ar").await;
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("إرسال"), "{arabic}");
    assert!(page("it").await.contains("<html lang=\"en\">"));

    let wrong = json!({ "values": { "email": "x" }, "consent": true, "language": "fr" });
    let said = app.send(Method::POST, ADDRESS, None, wrong, &[]).await.body;
    assert_eq!(said["title"], "Veuillez vérifier les champs signalés.");
    assert_eq!(said["errors"][0]["message"], "Veuillez remplir ce champ.");
    let right =
        json!({ "values": { "family_name": "Curie", "email": "m@example.com" }, "consent": true, "language": "fr" });
    assert_eq!(app.send(Method::POST, ADDRESS, None, right, &[]).await.status, StatusCode::CREATED);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let id = drafts["items"][0]["id"].as_str().unwrap();
    let draft = app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body["draft"]["content"].clone();
    assert_eq!((&draft["consent"]["language"], &draft["consent"]["text"]), (&json!("fr"), &json!("Envoyer!")));

    let embed = app.send(Method::GET, "/f/home-contact/form.json", None, Value::Null, &[]).await.body;
    let languages = embed["form"]["languages"].as_array().unwrap();
    let tags: Vec<_> = languages.iter().map(|language| language["tag"].as_str().unwrap()).collect();
    assert_eq!(tags, ["en", "ar", "de", "fr"]);
    assert_eq!(languages[1]["tree"][1]["dir"], "rtl");
}

#[tokio::test]
async fn the_embed_is_one_script_that_is_asked_again_by_its_tag() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let get = async |address: &str, headers: &[(&str, &str)]| {
        app.send(Method::GET, address, None, Value::Null, headers).await
    };
    let address = "/f/home-contact/form.js";
    let plain = get(address, &[]).await;
    let script = plain.body.as_str().unwrap();
    assert!(script.starts_with("show({") && script.contains(r#""autocomplete":"family-name""#), "{script}");
    let mut tags = Vec::new();
    for coding in ["br", "gzip"] {
        let packed = get(address, &[("accept-encoding", coding)]).await;
        assert_eq!(packed.headers["content-encoding"], coding);
        assert_eq!(packed.headers["access-control-allow-origin"], "*");
        let tag = packed.headers["etag"].to_str().unwrap().to_owned();
        let again = get(address, &[("accept-encoding", coding), ("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, Some("")));
        tags.push(tag);
    }
    assert_ne!(tags[0], tags[1]);
}

#[tokio::test]
async fn a_version_of_the_embed_stays_as_it_is_when_the_form_changes() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let get = async |address: &str| app.send(Method::GET, address, None, Value::Null, &[]).await;
    let named = get("/f/home-contact/form.json").await.body;
    let src = named["src"].as_str().unwrap();
    let first = get(src).await;
    assert_eq!(first.headers["cache-control"], "public, max-age=31536000, immutable");
    let text = first.body.as_str().unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    assert_eq!(named["integrity"], format!("sha256-{hash}"));

    let mut source = app.get("/crm/home/inbound-sources/home-contact", &staff).await.body["content"].clone();
    source["form"]["title"]["en"] = json!("Another title");
    let changed =
        app.send(Method::PUT, "/crm/home/inbound-sources/home-contact", Some(&staff), source, &[("if-match", "\"1\"")]);
    assert_eq!(changed.await.status, StatusCode::OK);
    assert_eq!(get(src).await.body.as_str(), Some(text));
    let newest = get("/f/home-contact/form.js").await;
    assert!(newest.body.as_str().unwrap().contains("Another title"));
    assert_eq!(get("/f/home-contact/0000000000000000/form.js").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn however_it_is_encoded_it_is_checked_alike() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let part =
        |name: &str, value: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    for (email, status, errors) in [("x", 422, 1), ("marie@example.com", 201, 0)] {
        let parts = part("family_name", "Curie") + &part("email", email) + &part("message", "one\r\ntwo");
        let multipart = parts + &part("cc-consent", "yes") + "--b--\r\n";
        let encoded = |email: &str| format!("family_name=Curie&email={email}&message=one%0D%0Atwo&cc-consent=yes");
        let json =
            json!({ "values": { "family_name": "Curie", "email": email, "message": "one\ntwo" }, "consent": true });
        for (kind, body) in [
            ("multipart/form-data; boundary=b", multipart),
            ("application/x-www-form-urlencoded", encoded(email)),
            ("application/json", json.to_string()),
        ] {
            let headers = [("content-type", kind), ("accept", "application/json")];
            let answer = app.send_raw(Method::POST, ADDRESS, None, Body::from(body), &headers).await;
            assert_eq!(answer.status.as_u16(), status, "{kind}: {}", answer.body);
            assert_eq!(answer.body["errors"].as_array().map_or(0, Vec::len), errors, "{kind}");
        }
    }
    // The same content without a key, sent again at once, is the same submission.
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1);
    let broken = [("content-type", "multipart/form-data")];
    let answer = app.send_raw(Method::POST, ADDRESS, None, Body::from("--b"), &broken).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_same_key_at_the_same_time_is_told_to_wait() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let body = submission("marie@example.com");
    let send = || app.send(Method::POST, ADDRESS, None, body.clone(), &[("idempotency-key", "a")]);
    let (one, two, three) = tokio::join!(send(), send(), send());
    for answer in [one, two, three] {
        match answer.status {
            StatusCode::CREATED => {}
            StatusCode::CONFLICT => {
                assert_eq!(answer.headers["retry-after"], "1");
                assert_eq!(answer.body["retry_after"], 1);
                assert_eq!(answer.body["type"], "urn:calling-card:problem:in-flight");
            }
            other => panic!("{other}: {}", answer.body),
        }
    }
    assert_eq!(send().await.status, StatusCode::CREATED);
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1);
}

#[tokio::test]
async fn too_many_are_told_when_to_come_back_and_each_form_counts_for_itself() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    for _ in 0..60 {
        assert_eq!(app.send(Method::POST, ADDRESS, None, submission("a@b.de"), &[]).await.status, StatusCode::CREATED);
    }
    let answer = app.send(Method::POST, ADDRESS, None, submission("a@b.de"), &[]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.body["retry_after"].as_u64().unwrap() > 0 && answer.headers.contains_key("retry-after"));
    let other = app.send(Method::POST, "/f/other-contact/submissions", None, submission("a@b.de"), &[]).await;
    assert_eq!(other.status, StatusCode::CREATED);
}

/// The proof of work that a challenge asks for.
pub(crate) fn solve(challenge: Value) -> String {
    let challenge: altcha::Challenge = serde_json::from_value(challenge).unwrap();
    let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge)).unwrap().unwrap();
    let payload = serde_json::to_vec(&altcha::Payload { challenge, solution }).unwrap();
    base64::engine::general_purpose::STANDARD.encode(payload)
}

#[tokio::test]
async fn what_looks_like_a_machine_is_held_and_staff_let_it_through() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let challenge = app.send(Method::GET, "/f/home-contact/challenge", None, Value::Null, &[]).await.body;
    let proof = solve(challenge);
    for (name, more, held) in [
        ("Person", json!({ "proof": proof, "seconds": 1.0 }), json!(null)),
        ("Again", json!({ "proof": proof, "seconds": 20.0 }), json!(["proof_used"])),
        ("Plain", json!({}), json!(["no_proof"])),
        ("Bot", json!({ "trap": "x", "seconds": 0.5, "proof": "?" }), json!(["trap", "no_proof", "too_fast"])),
    ] {
        let mut body = submission(&format!("{name}@example.com"));
        body["values"]["family_name"] = name.into();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let headers = [("idempotency-key", name)];
        for _ in 0..2 {
            let answer = app.send(Method::POST, ADDRESS, None, body.clone(), &headers).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{name}");
        }
        let drafts = app.get("/crm/home/drafts", &staff).await.body;
        assert_eq!((&drafts["items"][0]["name"], &drafts["items"][0]["held"]), (&json!(name), &held));
    }
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let id = drafts["items"][0]["id"].as_str().unwrap();
    let released = app.post(&format!("/crm/home/drafts/{id}/release"), &staff, Value::Null).await;
    assert_eq!((released.status, &released.body["result"]["content"]["held"]), (StatusCode::OK, &Value::Null));
}

#[tokio::test]
async fn a_form_is_for_the_websites_that_it_names() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let mut source = app.get("/crm/home/inbound-sources/home-contact", &staff).await.body["content"].clone();
    let address = "/crm/home/inbound-sources/home-contact";
    source["origins"] = json!(["https://www.example.com/path"]);
    let wrong = app.send(Method::PUT, address, Some(&staff), source.clone(), &[("if-match", "\"1\"")]).await;
    assert_eq!((wrong.status.as_u16(), &wrong.body["errors"][0]["field"]), (422, &json!("/origins/0")));
    source["origins"] = json!(["https://www.example.com"]);
    let changed = app.send(Method::PUT, address, Some(&staff), source, &[("if-match", "\"1\"")]).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    for (headers, status) in [
        (vec![("origin", "https://www.example.com")], 201),
        (vec![("origin", "https://cards.example"), ("host", "cards.example")], 201),
        (vec![("origin", "https://evil.example")], 403),
        (vec![("origin", "null")], 403),
        (vec![], 201),
    ] {
        let answer = app.send(Method::POST, ADDRESS, None, submission("a@b.de"), &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?}");
    }
}
