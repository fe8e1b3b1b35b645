//! `/c` and `/crm/{connection}/published-cards`.

use axum::http::{Method, StatusCode};
use calling_card_vcard::{Part, parts, person_of};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

const CARDS: &str = "/crm/home/published-cards";
/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
/// What must not leave where the parts of [`publish`] are public.
const SECRETS: [&str; 13] = [
    "Secretname",
    "1985-04-12",
    "Secrettag",
    "Secretnote",
    "secret@example.com",
    "90182099",
    "Secretstreet",
    "secret.example",
    "Secretdepartment",
    "Secretlabel",
    "Secretuid",
    "Secretbusiness",
    "data:image",
];

/// Makes a person of whom much is known; answers the person's key and that of the first business card.
async fn person(app: &TestApp, staff: &Staff) -> (String, String) {
    let id = app
        .person(
            staff,
            json!({
                "name": { "given": "Marie", "family": "Curie", "additional": "Secretname" },
                "birthday": "1985-04-12", "tags": ["Secrettag"], "uid": "Secretuid", "kept_properties": [{ "line": "X-A:Secretnote" }],
                "image": { "media_type": "image/png", "data": PIXEL },
                "web_addresses": [{ "url": "https://secret.example" }],
                "cards": [
                    { "business": "Radium & Söhne", "positions": [{ "position": "Physicist" }, { "position": "Boss", "department": "Secretdepartment" }],
                      "emails": [{ "address": "marie@example.com", "label": "Secretlabel" }, { "address": "secret@example.com" }],
                      "phones": [{ "number": "+49 30 901820" }, { "number": "+49 30 90182099" }],
                      "addresses": [{ "street": "Secretstreet 1", "city": "Paris" }] },
                    { "business": "Secretbusiness" }
                ]
            }),
        )
        .await;
    app.post("/crm/home/notes", staff, json!({ "person": id, "text": "Secretnote" })).await;
    let record = app.get(&format!("/crm/home/people/{id}"), staff).await.body;
    (id, record["content"]["cards"][0]["id"].as_str().unwrap().to_owned())
}

fn wanted(person: &str, card: &str) -> Value {
    let public = json!(["given", "family", "business", { "position": "Physicist" }, { "email": "marie@example.com" }, { "phone": "+49 30 901820" }]);
    json!({ "person": person, "card": card, "public": public })
}

/// Publishes some of a card; answers the record.
async fn publish(app: &TestApp, staff: &Staff, person: &str, card: &str) -> Value {
    let answer = app.post(CARDS, staff, wanted(person, card)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["result"].clone()
}

/// Asks as everybody does: without a cookie.
async fn open(app: &TestApp, address: &str, headers: &[(&str, &str)]) -> Answer {
    app.send(Method::GET, address, None, Value::Null, headers).await
}

fn text(answer: &Answer) -> &str {
    answer.body.as_str().unwrap()
}

fn places(id: &str) -> [String; 5] {
    ["", "/card.js", "/card.vcf", "/card.vcf?version=4.0", "/qr.svg"].map(|place| format!("/c/{id}{place}"))
}

#[tokio::test]
async fn only_what_was_chosen_leaves() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let record = publish(&app, &staff, &person, &card).await;
    let id = record["id"].as_str().unwrap();
    for place in places(id) {
        let answer = open(&app, &place, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{place}");
        for word in SECRETS.into_iter().chain([person.as_str(), card.as_str()]) {
            assert!(!text(&answer).contains(word), "{word} at {place}");
        }
        assert!(answer.headers.get("set-cookie").is_none(), "{place}");
        assert_eq!(answer.headers["cache-control"], "public, max-age=60", "{place}");
        assert!(place.ends_with("card.js") || answer.headers["x-robots-tag"] == "noindex", "{place}");
        let tag = answer.headers["etag"].to_str().unwrap();
        let again = open(&app, &place, &[("if-none-match", tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{place}");
        if !place.ends_with("qr.svg") {
            for word in ["Marie", "Curie", "Radium &", "Physicist", "marie@example.com"] {
                assert!(
                    text(&answer).contains(word) || text(&answer).contains(&word.replace('&', "&amp;")),
                    "{word} at {place}"
                );
            }
        }
    }
    assert_eq!(open(&app, &format!("/c/{id}/picture"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_runs_no_script_and_speaks_two_languages() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let record = publish(&app, &staff, &person, &card).await;
    let address = format!("/c/{}", record["id"].as_str().unwrap());
    let page = open(&app, &address, &[("accept-language", "de-AT, en;q=0.5")]).await;
    assert!(text(&page).contains("Kontakt speichern") && text(&page).contains("<html lang=\"de\">"), "{}", page.body);
    assert!(!text(&page).contains("<script"), "{}", page.body);
    assert!(
        text(&page).contains("href=\"tel:+4930901820\"") && text(&page).contains("href=\"mailto:marie@example.com\""),
        "{}",
        page.body
    );
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    assert_eq!(page.headers["content-security-policy"], policy);
    assert_eq!(
        (&page.headers["x-robots-tag"], &page.headers["vary"]),
        (&"noindex".parse().unwrap(), &"accept-language".parse().unwrap())
    );
    assert!(
        text(&open(&app, &format!("{address}?lang=en"), &[("accept-language", "de")]).await)
            .contains("Save to contacts")
    );

    let body = json!({ "indexed": true, "public": ["family"], "person": person, "card": card });
    let put = format!("{CARDS}/{}", record["id"].as_str().unwrap());
    let answer = app.send(Method::PUT, &put, Some(&staff), body, &[("if-match", "\"1\"")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let page = open(&app, &address, &[]).await;
    assert!(page.headers.get("x-robots-tag").is_none() && !text(&page).contains("noindex"));
    assert!(text(&page).contains("Curie") && !text(&page).contains("Marie"), "{}", page.body);
}

#[tokio::test]
async fn the_vcard_holds_what_is_public_and_has_a_name() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let record = publish(&app, &staff, &person, &card).await;
    let id = record["id"].as_str().unwrap();
    for (query, version) in [("", "3.0"), ("?version=4.0", "4.0"), ("?version=3.0", "3.0")] {
        let answer = open(&app, &format!("/c/{id}/card.vcf{query}"), &[]).await;
        assert_eq!(answer.headers["content-type"], "text/vcard; charset=utf-8");
        let name = "attachment; filename=\"Marie Curie.vcf\"; filename*=UTF-8''Marie%20Curie%2Evcf";
        assert_eq!(answer.headers["content-disposition"], name);
        assert!(text(&answer).contains(&format!("VERSION:{version}\r\n")), "{}", answer.body);
        let cards: Vec<_> = parts(text(&answer).as_bytes()).collect();
        let [Part::Card(read)] = cards.as_slice() else { panic!("one card: {}", answer.body) };
        let read = serde_json::to_value(person_of(read).person).unwrap();
        let expected = json!({
            "name": { "given": "Marie", "family": "Curie", },
            "uid": format!("http://localhost:8080/c/{id}"),
            "cards": [{
                "business": "Radium & Söhne", "favourite": true, "active": true,
                "positions": [{ "position": "Physicist" }], "emails": [{ "address": "marie@example.com" }],
                "phones": [{ "number": "+49 30 901820", "kind": "voice" }],
            }],
        });
        assert_eq!(read, expected, "{}", answer.body);
    }
    assert_eq!(open(&app, &format!("/c/{id}/card.vcf?version=9"), &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_picture_is_shown_where_it_is_public() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let body = json!({ "person": person, "card": card, "public": ["family", "picture"] });
    let record = app.post(CARDS, &staff, body).await.body["result"].clone();
    let id = record["id"].as_str().unwrap();
    assert!(text(&open(&app, &format!("/c/{id}"), &[]).await).contains(&format!("src=\"/c/{id}/picture?")));
    let picture = open(&app, &format!("/c/{id}/picture"), &[]).await;
    assert_eq!((picture.status, &picture.headers["content-type"]), (StatusCode::OK, &"image/png".parse().unwrap()));
    assert_eq!(picture.headers["cross-origin-resource-policy"], "cross-origin");
    assert!(text(&open(&app, &format!("/c/{id}/card.vcf"), &[]).await).contains("PHOTO;ENCODING=b;TYPE=PNG:"));
}

#[tokio::test]
async fn what_is_withdrawn_or_gone_is_shown_no_more_at_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let record = publish(&app, &staff, &person, &card).await;
    let id = record["id"].as_str().unwrap();
    let expect = async |status: StatusCode, why: &str| {
        for place in places(id) {
            let answer = open(&app, &place, &[]).await;
            assert_eq!(answer.status, status, "{why}: {place}");
            assert_eq!(
                text_of(&answer).contains("Curie"),
                status == StatusCode::OK && !place.ends_with(".svg"),
                "{why}: {place}"
            );
        }
    };
    let undo = async |answer: Answer| {
        let address = format!("/crm/home/changes/{}/undo", answer.body["batch"].as_str().unwrap());
        assert_eq!(app.post(&address, &staff, Value::Null).await.status, StatusCode::OK);
    };
    let delete = async |address: String| {
        let version = format!("\"{}\"", app.get(&address, &staff).await.body["version"]);
        let answer = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", &version)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer
    };
    let write = async |change: &dyn Fn(&mut Value)| {
        let address = format!("/crm/home/people/{person}");
        let record = app.get(&address, &staff).await.body;
        let (mut content, version) = (record["content"].clone(), format!("\"{}\"", record["version"]));
        change(&mut content);
        app.send(Method::PUT, &address, Some(&staff), content, &[("if-match", &version)]).await
    };
    expect(StatusCode::OK, "published").await;
    let withdrawn = delete(format!("{CARDS}/{id}")).await;
    expect(StatusCode::GONE, "withdrawn").await;
    undo(withdrawn).await;
    expect(StatusCode::OK, "not withdrawn").await;
    let removed = write(&|person| drop(person["cards"].as_array_mut().unwrap().remove(0))).await;
    expect(StatusCode::GONE, "the business card is removed").await;
    let list = app.get(CARDS, &staff).await.body;
    assert_eq!((&list[0]["shown"], &list[0]["name"]), (&json!(false), &json!("Marie Secretname Curie")));
    undo(removed).await;
    expect(StatusCode::OK, "it is back").await;
    let unused = write(&|person| person["cards"][0]["active"] = false.into()).await;
    expect(StatusCode::GONE, "the business card is no longer used").await;
    undo(unused).await;
    let deleted = delete(format!("/crm/home/people/{person}")).await;
    expect(StatusCode::GONE, "the person is in the bin").await;
    assert_eq!(app.get(CARDS, &staff).await.body, json!([]));
    undo(deleted).await;
    expect(StatusCode::OK, "the person is back").await;
    // What is changed is another thing than what was chosen.
    write(&|person| person["cards"][0]["emails"][0]["address"] = "changed@example.com".into()).await;
    for place in places(id) {
        let answer = open(&app, &place, &[]).await;
        assert!(!text(&answer).contains("changed@") && !text(&answer).contains("marie@"), "{place}");
    }
    for nowhere in ["/c/0000000000000000", "/c/nowhere", "/c/0000000000000000/card.js", "/c/%00/card.vcf"] {
        assert_eq!(open(&app, nowhere, &[]).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

fn text_of(answer: &Answer) -> String {
    answer.body.to_string()
}

#[tokio::test]
async fn staff_publish_what_is_theirs_and_overwrite_nobody() {
    let app = TestApp::new().await;
    let (staff, stranger) = (app.staff("home").await, app.staff("other").await);
    let (person, card) = person(&app, &staff).await;
    assert_eq!(app.send(Method::POST, CARDS, None, wanted(&person, &card), &[]).await.status, StatusCode::UNAUTHORIZED);
    let errors = async |staff: &Staff, body: Value| {
        let answer = app.post(CARDS, staff, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        let error = &answer.body["errors"][0];
        (error["field"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned())
    };
    assert_eq!(errors(&stranger, wanted(&person, &card)).await, ("/person".into(), "unknown".into()));
    assert_eq!(errors(&staff, wanted(&person, &person)).await, ("/card".into(), "unknown".into()));
    let nameless = json!({ "person": person, "card": card, "public": [{ "email": "marie@example.com" }] });
    assert_eq!(errors(&staff, nameless).await, ("/public".into(), "required".into()));
    let record = publish(&app, &staff, &person, &card).await;
    assert_eq!(errors(&staff, wanted(&person, &card)).await, ("/card".into(), "taken".into()));

    let address = format!("{CARDS}/{}", record["id"].as_str().unwrap());
    assert_eq!(app.get(&address, &staff).await.headers["etag"], "\"1\"");
    // What is not there is not kept, and neither person nor business card can be changed for others.
    let other = json!({ "person": "0193a000-0000-7000-8000-000000000000", "card": card, "public": ["family", { "email": "made@up.example" }] });
    for (headers, status) in [(vec![], 428), (vec![("if-match", "\"2\"")], 412), (vec![("if-match", "\"1\"")], 200)] {
        let answer = app.send(Method::PUT, &address, Some(&staff), other.clone(), &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    }
    let kept = app.get(&address, &staff).await.body["content"].clone();
    assert_eq!(kept, json!({ "person": person, "card": card, "public": ["family"], "title": "Curie" }));

    for (method, version) in [(Method::GET, ""), (Method::PUT, "\"2\""), (Method::DELETE, "\"2\"")] {
        let body = if method == Method::PUT { other.clone() } else { Value::Null };
        let answer = app.send(method, &address, Some(&stranger), body, &[("if-match", version)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
    }
    assert_eq!(app.get(CARDS, &stranger).await.body, json!([]));
    let of_person = format!("/crm/home/people/{person}/published-cards");
    assert_eq!(app.get(&of_person, &stranger).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&of_person, &staff).await.body.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_published_of_a_person_is_exported_and_erased_with_them() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (person, card) = person(&app, &staff).await;
    let id = publish(&app, &staff, &person, &card).await["id"].as_str().unwrap().to_owned();
    let export = app.get(&format!("/crm/home/people/{person}/export"), &staff).await.body;
    assert_eq!(export["published_cards"][0]["id"], json!(id));
    // Also what was published and withdrawn before.
    let withdrawn =
        app.send(Method::DELETE, &format!("{CARDS}/{id}"), Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(withdrawn.status, StatusCode::OK);
    let second = publish(&app, &staff, &person, &card).await["id"].as_str().unwrap().to_owned();
    assert_ne!(id, second);
    assert!(app.knows("marie@example.com").await);
    let erase = format!("/crm/home/people/{person}/erase");
    assert_eq!(app.post(&erase, &staff, json!({ "name": "Marie Secretname Curie" })).await.status, StatusCode::OK);
    for id in [id, second] {
        assert_eq!(open(&app, &format!("/c/{id}"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!app.knows("marie@example.com").await);
}
