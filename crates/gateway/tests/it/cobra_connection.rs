//! A connection to cobra: its tenant, signing in, and people with several cards over a bad line.

use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::other_crm::{Asked, OtherCrm, Reply};
use crate::test_app::{Staff, TestApp};

const TENANT: &str = "12e39e53-ece1-4d8d-8958-e782de1dbef0";
const PERSON: &str = "507f1f77bcf86cd799439011";
const KEY: &str = "cobra-key-4711";

fn connection(address: &str) -> Value {
    json!({ "system": "cobra", "name": "cobra", "address": address, "account": "api@example.org", "tenant": TENANT, "secret": KEY })
}

async fn connect(app: &TestApp, staff: &Staff, address: &str) {
    let made = app.post("/connections", staff, connection(address)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
}

fn ok(data: Value) -> Reply {
    Reply::Json(200, json!({ "data": data, "message": null, "statusCode": 200 }))
}

fn refused(status: u16) -> Reply {
    Reply::Json(status, json!({ "data": null, "message": "No.", "statusCode": status }))
}

/// cobra, as far as this goes; a card of a certain name is not taken.
fn cobra(person: &Mutex<Option<Value>>, asked: &Asked) -> Reply {
    let mut person = person.lock().unwrap();
    let cards = format!("POST /crm/people/{PERSON}/businesscards");
    let one = format!("/crm/people/{PERSON}");
    match asked.line.as_str() {
        "POST /auth/token" => Reply::Json(200, json!({ "access_token": "t1", "expires_in": 3600 })),
        "GET /tenantinfo" => ok(json!({ "tenantId": TENANT })),
        "GET /crm/people" => ok(person.iter().cloned().collect()),
        "POST /crm/people" => {
            let mut made = asked.body.clone();
            made["id"] = PERSON.into();
            made["cards"] = json!([]);
            ok(person.insert(made).clone())
        }
        line if line == cards && asked.body["business"] == "Refused" => refused(400),
        line if line == cards => {
            let cards = person.as_mut().unwrap()["cards"].as_array_mut().unwrap();
            let mut card = asked.body.clone();
            card["id"] = format!("{:024x}", cards.len() + 1).into();
            cards.push(card);
            ok(Value::Null)
        }
        line if line == format!("GET {one}") => person.clone().map_or_else(|| refused(404), ok),
        line if line == format!("DELETE {one}") => {
            *person = None;
            ok(Value::Null)
        }
        _ => refused(404),
    }
}

fn erika(second: &str) -> Value {
    json!({
        "name": { "given": "Erika", "family": "Muster", "salutation": "Frau" },
        "cards": [{ "favourite": true, "business": "ACME", "emails": [{ "address": "erika@example.org", "place": "work" }] }, { "business": second }]
    })
}

#[tokio::test]
async fn a_connection_has_a_tenant() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.staff("ada").await, app.staff("bob").await);
    for (member, wrong) in
        [("tenant", " ".to_owned()), ("tenant", "x".repeat(201)), ("tenant", "a\nb".into()), ("account", String::new())]
    {
        let mut new = connection("");
        new[member] = wrong.into();
        let answer = app.post("/connections", &ada, new).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.body["errors"][0]["field"], format!("/{member}"));
    }
    connect(&app, &ada, "").await;
    let listed = app.get("/connections", &ada).await.body;
    let known = &listed["connections"][1];
    assert_eq!((&known["tenant"], &known["address"]), (&json!(TENANT), &json!("https://api.cobra.de/v1")));
    let system = listed["systems"].as_array().unwrap().iter().find(|system| system["system"] == "cobra").unwrap();
    assert_eq!((&system["name"], &system["account"]), (&json!("cobra CRM"), &json!("api_user")));
    assert!(!listed.to_string().contains(KEY));
    let changed = json!({ "name": "cobra", "account": "api@example.org", "tenant": " other " });
    let changed = app.send(Method::PUT, "/connections/cobra", Some(&ada), changed, &[]).await;
    assert_eq!((changed.status, &changed.body["tenant"]), (StatusCode::OK, &json!("other")));
    assert_eq!(app.get("/connections", &bob).await.body["connections"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn it_is_tested_whose_crm_it_is() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let nobody = Mutex::new(None);
    let crm = OtherCrm::new(move |asked, _| cobra(&nobody, asked)).await;
    connect(&app, &ada, &crm.address).await;
    let tested = app.post("/connections/cobra/test", &ada, Value::Null).await;
    assert_eq!((tested.status, tested.body), (StatusCode::OK, json!({ "people": 0 })));
    let asked = crm.asked();
    let lines: Vec<&str> = asked.iter().map(|asked| asked.line.as_str()).collect();
    assert_eq!(lines, ["POST /auth/token", "GET /tenantinfo", "GET /crm/people"], "one token for both");
    assert_eq!(asked[0].body, json!({ "username": "api@example.org", "password": KEY }));
    for call in &asked[1..] {
        for header in [
            "authorization: Bearer t1",
            &format!("x-cobra-tenantid: {TENANT}"),
            "x-integration-name: Calling Card",
            "x-integration-provider: Calling Card",
            "x-integration-contact: api@example.org",
        ] {
            assert!(call.head.contains(header), "{header}: {}", call.head);
        }
        assert!(!call.head.contains(KEY), "the key goes where one signs in, and nowhere else");
    }
    let changed = json!({ "name": "cobra", "address": crm.address, "account": "api@example.org", "tenant": "another" });
    app.send(Method::PUT, "/connections/cobra", Some(&ada), changed, &[]).await;
    let tested = app.post("/connections/cobra/test", &ada, Value::Null).await;
    assert_eq!(tested.body["type"], "urn:calling-card:problem:crm-refused", "{}", tested.body);
    assert_eq!(crm.count("POST /auth/token"), 2, "who signs in anew");
}

#[tokio::test]
async fn a_person_with_two_cards_is_there_whole_or_not_at_all() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let person: Arc<Mutex<Option<Value>>> = Arc::default();
    let known = person.clone();
    let crm = OtherCrm::new(move |asked, _| cobra(&known, asked)).await;
    connect(&app, &ada, &crm.address).await;
    let answer = app.post("/crm/cobra/people", &ada, erika("Refused")).await;
    assert_eq!(answer.body["type"], "urn:calling-card:problem:crm-refused", "{}", answer.body);
    assert_eq!(answer.body["errors"][0]["field"], "/cards/1/business");
    assert_eq!(*person.lock().unwrap(), None, "taken back");

    let made = app.post("/crm/cobra/people", &ada, erika("Agency")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let content = &made.body["result"]["content"];
    assert_eq!(content["cards"][0]["emails"], json!([{ "address": "erika@example.org", "place": "work" }]));
    assert_eq!((&content["cards"][1]["business"], &content["name"]["salutation"]), (&json!("Agency"), &json!("Frau")));
    let listed = app.get("/crm/cobra/people?q=agency", &ada).await.body;
    assert_eq!((&listed["items"][0]["name"], &listed["total"]), (&json!("Erika Muster"), &json!(1)));
    let undo = format!("/crm/cobra/changes/{}/undo", made.body["batch"].as_str().unwrap());
    let undone = app.post(&undo, &ada, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
    assert_eq!(*person.lock().unwrap(), None);
}

#[tokio::test]
async fn a_token_that_is_refused_is_had_anew() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|asked, number| match asked.line.as_str() {
        "POST /auth/token" => Reply::Json(200, json!({ "data": { "accessToken": format!("t{number}") } })),
        _ if asked.head.contains("authorization: Bearer t0") => refused(401),
        _ => ok(json!([])),
    })
    .await;
    connect(&app, &ada, &crm.address).await;
    let listed = app.get("/crm/cobra/people", &ada).await;
    assert_eq!((listed.status, &listed.body["total"]), (StatusCode::OK, &json!(0)));
    assert_eq!(crm.count("POST /auth/token"), 2);
    let wrong = OtherCrm::new(|_, _| refused(400)).await;
    connect(&app, &ada, &wrong.address).await;
    let tested = app.post("/connections/cobra-2/test", &ada, Value::Null).await;
    assert_eq!(tested.body["type"], "urn:calling-card:problem:crm-credentials", "{}", tested.body);
}

#[tokio::test]
async fn what_is_refused_is_said_in_the_language_of_who_asks() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|asked, _| match asked.line.as_str() {
        "POST /auth/token" => Reply::Json(200, json!({ "access_token": "t1" })),
        "GET /crm/people" => ok(json!([])),
        _ if asked.head.contains("accept-language: de") => {
            Reply::Json(400, json!({ "message": "Der Nachname fehlt.", "statusCode": 400 }))
        }
        _ => refused(400),
    })
    .await;
    connect(&app, &ada, &crm.address).await;
    for (wanted, said) in [("de-AT,en;q=0.5", "Der Nachname fehlt."), ("en", "No."), ("fr", "No.")] {
        let headers = [("accept-language", wanted)];
        let made = app.send(Method::POST, "/crm/cobra/people", Some(&ada), erika("Agency"), &headers).await;
        assert!(made.body.to_string().contains(said), "{wanted}: {}", made.body);
    } // What was just read in one language is asked for anew in another.
    let read = async |wanted: &str| {
        app.send(Method::GET, "/crm/cobra/people", Some(&ada), Value::Null, &[("accept-language", wanted)]).await;
        crm.count("GET /crm/people")
    };
    assert_eq!((read("de").await, read("de").await, read("en").await), (1, 1, 2));
}
