//! Samdock: inbound sources, what comes through them, and double opt-in.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::Client;
use super::samdock::{PERSONS, empty, holds, refused, written};
use crate::test_app::{Answer, TestApp};

const SOURCES: &str = "/api/contacts/inbound-sources";
const DRAFTS: &str = "/api/contacts/drafts";
const SOURCE: &str = "iTBek7hfgqsr-aD2CbX8I";
const DRAFT: &str = "aTBek7hfgqsr-aD2CbX8I";
const PAGE: &str = "https://www.example.org/thanks";

fn source(more: Value) -> Value {
    let mut source = json!({ "_id": SOURCE, "status": "active", "type": "api", "name": "Form", "createLead": true, "editor": "an id of the user" });
    for (name, value) in more.as_object().unwrap() {
        source[name] = value.clone();
    }
    source
}

fn draft() -> Value {
    json!({
        "_id": DRAFT,
        "person": { "firstName": "Marie", "lastName": "Curie", "email": "marie@example.org", "note": "Call me" },
        "organization": { "name": "Sorbonne", "isCustomer": true },
        "lead": { "title": "Radium", "value": 7 }, "deal": { "stage": { "id": "x" } }
    })
}

/// The link of the vendor's mail, with these parts; without a token.
async fn grant(app: &TestApp, of: &str, tenant: &str, (email, redirect): (&str, &str)) -> Answer {
    let query = [("_tenantID", tenant), ("redirectUrl", redirect), ("email", email)];
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let target = format!("/dialects/samdock/api/contacts/doi/{of}/grant?{query}");
    app.send(Method::GET, &target, None, Value::Null, &[]).await
}

async fn tenant(client: &Client<'_>) -> String {
    client.get(&format!("{DRAFTS}/{DRAFT}")).await.body["_tenantID"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn sources_are_forms_of_ours() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    let list = client.get(SOURCES).await;
    holds("InboundSource", &list);
    assert_eq!((&list.body[0]["name"], &list.body[0]["type"]), (&json!("Contact"), &json!("form")));
    let said = source(json!({
        "formSettings": { "fields": [{ "key": "email", "entity": "person", "label": "Mail", "required": true }], "redirectUrl": PAGE },
        "doi": { "enabled": false }, "privacy": { "enabled": true, "text": "Privacy matters", "url": "https://www.example.org/privacy" }
    }));
    written(&client, &format!("POST {SOURCES}"), said.clone()).await;
    let read = client.get(&format!("{SOURCES}/{SOURCE}")).await;
    holds("InboundSource", &read);
    for (name, value) in said.as_object().unwrap() {
        if name == "formSettings" {
            assert_eq!(read.body[name]["redirectUrl"], PAGE);
        } else {
            assert_eq!(&read.body[name], value, "{name}");
        }
    }
    let forms = app.get("/crm/home/inbound-sources", &staff).await.body;
    let form = forms
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["source"]["content"])
        .find(|one| one["name"] == "Form")
        .unwrap()
        .clone();
    assert_eq!(
        (&form["form"]["fields"][0]["label"]["de"], &form["form"]["consent"]["text"]["en"]),
        (&json!("Mail"), &json!("Privacy matters"))
    );
    assert_eq!(form["create_lead"], true);

    written(&client, &format!("PATCH {SOURCES}/{SOURCE}"), source(json!({ "name": "Other", "status": "testing" })))
        .await;
    let read = client.get(&format!("{SOURCES}/{SOURCE}")).await.body;
    assert_eq!(
        (&read["name"], &read["status"], &read["privacy"]["text"]),
        (&json!("Other"), &json!("testing"), &json!("Privacy matters"))
    );

    for (member, word) in [("status", "on"), ("type", "mail")] {
        empty(403, &client.call(&format!("PATCH {SOURCES}/{SOURCE}"), source(json!({ member: word }))).await);
    }
    for member in ["_id", "status", "type", "name", "createLead", "editor"] {
        let mut body = source(json!({}));
        body.as_object_mut().unwrap().remove(member);
        for line in [format!("POST {SOURCES}"), format!("PATCH {SOURCES}/{SOURCE}")] {
            refused(member, &client.call(&line, body.clone()).await);
        }
    }
    refused("_id", &client.call(&format!("POST {SOURCES}"), source(json!({}))).await);
    refused("_id", &client.call(&format!("POST {SOURCES}"), source(json!({ "_id": "short" }))).await);
    for (line, body) in [("GET", Value::Null), ("DELETE", Value::Null), ("PATCH", source(json!({})))] {
        empty(404, &other.call(&format!("{line} {SOURCES}/{SOURCE}"), body).await);
    }

    // The script that pages load, without a token.
    written(&client, &format!("POST {PERSONS}"), json!({ "_id": "p", "lastName": "p" })).await;
    let tenant = client.get(&format!("{PERSONS}/p")).await.body["_tenantID"].as_str().unwrap().to_owned();
    let script = |tenant: String, id: &str| {
        let target = format!("/dialects/samdock{SOURCES}/{tenant}/{id}/form.js");
        let app = &app;
        async move { app.send(Method::GET, &target, None, Value::Null, &[]).await }
    };
    let answer = script(tenant.clone(), SOURCE).await;
    assert_eq!(
        (answer.status, &answer.headers["content-type"]),
        (StatusCode::OK, &"application/javascript".parse().unwrap())
    );
    assert!(answer.body.as_str().unwrap().contains(form["id"].as_str().unwrap()), "{}", answer.body);
    for (tenant, id) in
        [(tenant.clone(), "unknown"), ("x".to_owned(), SOURCE), (uuid::Uuid::now_v7().to_string(), SOURCE)]
    {
        empty(404, &script(tenant, id).await);
    }
    written(&client, &format!("DELETE {SOURCES}/{SOURCE}"), Value::Null).await;
    empty(404, &client.get(&format!("{SOURCES}/{SOURCE}")).await);
    assert_eq!(script(tenant, SOURCE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_comes_through_a_source_and_becomes_a_person() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    written(&client, &format!("POST {SOURCES}"), source(json!({}))).await;
    let post = format!("POST {DRAFTS}/{SOURCE}");
    written(&client, &post, draft()).await;
    written(&client, &post, draft()).await;
    let mut changed = draft();
    changed["person"]["lastName"] = json!("Other");
    refused("_id", &client.call(&post, changed).await);
    let read = client.get(&format!("{DRAFTS}/{DRAFT}")).await;
    holds("ContactDraft", &read);
    for (name, said) in draft().as_object().unwrap() {
        assert_eq!(&read.body[name], said, "{name}");
    }
    assert_eq!(
        (&read.body["source"], &read.body["createLead"], &read.body["unread"]),
        (&json!(SOURCE), &json!(true), &json!(true))
    );
    assert_eq!((&read.body["editor"], read.body.get("verifiedAt")), (&json!("an id of the user"), None));
    assert!(read.body["createdAt"].as_i64().unwrap() > 1_700_000_000_000, "drafts say moments as numbers");
    let list = client.get(DRAFTS).await;
    holds("ContactDraft", &list);
    assert_eq!(list.body, json!([read.body]), "a repeat is the same draft");
    // A source that is posted to without anything.
    written(&client, &post, Value::Null).await;
    assert_eq!(client.get(DRAFTS).await.body.as_array().unwrap().len(), 2);

    let patch = json!({ "_id": DRAFT, "_tenantID": "string", "unread": false, "lead": { "title": "Polonium" }, "person": { "email": "curie@example.org" }, "oldDraftRefrence": { "id": 1 } });
    written(&client, &format!("PATCH {DRAFTS}/{DRAFT}"), patch).await;
    let read = client.get(&format!("{DRAFTS}/{DRAFT}")).await.body;
    assert_eq!(
        (&read["unread"], &read["lead"]["title"], &read["lead"]["value"]),
        (&json!(false), &json!("Polonium"), &json!(7))
    );
    assert_eq!((&read["person"]["email"], &read["person"]["lastName"]), (&json!("curie@example.org"), &json!("Curie")));
    assert_eq!(read["oldDraftRefrence"], json!({ "id": 1 }));
    for member in ["_id", "_tenantID"] {
        let mut body = json!({ "_id": DRAFT, "_tenantID": "string" });
        body.as_object_mut().unwrap().remove(member);
        refused(member, &client.call(&format!("PATCH {DRAFTS}/{DRAFT}"), body).await);
    }
    refused("email", &client.call(&post, json!({ "person": { "email": "x" } })).await);

    // Staff see all of it, and accept it.
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let summary = drafts["items"].as_array().unwrap().iter().find(|one| one["name"] == "Marie Curie").unwrap().clone();
    let id = summary["id"].as_str().unwrap();
    let opened = app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body;
    let answers = opened["draft"]["content"]["answers"].to_string();
    assert!(
        answers.contains("lead.title") && answers.contains("Polonium") && answers.contains("deal.stage.id"),
        "{answers}"
    );
    assert_eq!((&summary["business"], &summary["create_lead"]), (&json!("Sorbonne"), &json!(true)));
    for (method, body) in
        [("GET", Value::Null), ("DELETE", Value::Null), ("PATCH", json!({ "_id": "x", "_tenantID": "x" }))]
    {
        empty(404, &other.call(&format!("{method} {DRAFTS}/{DRAFT}"), body).await);
    }
    empty(404, &other.call(&post, draft()).await);
    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({})).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
    empty(404, &client.get(&format!("{DRAFTS}/{DRAFT}")).await);
    assert_eq!(client.get(PERSONS).await.body[0]["email"], "curie@example.org");

    written(&client, &format!("PATCH {SOURCES}/{SOURCE}"), source(json!({ "status": "disabled" }))).await;
    empty(403, &client.call(&post, json!({ "person": { "lastName": "x" } })).await);
    empty(404, &client.call(&format!("POST {DRAFTS}/unknown"), json!({})).await);
}

#[tokio::test]
async fn a_draft_that_is_marked_as_deleted_is_in_the_bin() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.samdock("home").await;
    written(&client, &format!("POST {SOURCES}"), source(json!({ "status": "testing" }))).await;
    written(&client, &format!("POST {DRAFTS}/{SOURCE}"), draft()).await;
    let address = format!("{DRAFTS}/{DRAFT}");
    let mark = |deleted: bool| {
        let body = json!({ "_id": DRAFT, "_tenantID": "x", "deleted": deleted });
        let (client, line) = (&client, format!("PATCH {address}"));
        async move { written(client, &line, body).await }
    };
    let total = || async { app.get("/crm/home/drafts", &staff).await.body["total"].clone() };
    mark(true).await;
    assert_eq!((client.get(&address).await.body["deleted"].clone(), total().await), (json!(true), json!(0)));
    mark(false).await;
    assert_eq!((client.get(&address).await.body["deleted"].clone(), total().await), (json!(false), json!(1)));
    mark(true).await;
    for _ in 0..2 {
        let answer = client.call(&format!("DELETE {address}"), Value::Null).await;
        assert!(matches!(answer.status.as_u16(), 200 | 404), "{}", answer.status);
        empty(404, &client.get(&address).await);
    }
}

#[tokio::test]
async fn an_address_is_confirmed_by_what_nobody_guesses_and_led_only_where_the_source_allows() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.samdock("home").await;
    let settings =
        json!({ "formSettings": { "redirectUrl": PAGE }, "doi": { "redirectUrl": "https://www.example.org/doi" } });
    written(&client, &format!("POST {SOURCES}"), source(settings)).await;
    written(&client, &format!("POST {DRAFTS}/{SOURCE}"), draft()).await;
    let tenant = tenant(&client).await;
    let right = "marie@example.org";
    for (of, tenant, email) in [
        ("aTBek7hfgqsr-aD2CbX8J", tenant.as_str(), right),
        (DRAFT, "x", right),
        (DRAFT, "0190a8c1-7b1e-7c3a-9a51-2f0d6a3b9c10", right),
        (DRAFT, &tenant, "other@example.org"),
        (DRAFT, &tenant, ""),
    ] {
        empty(404, &grant(&app, of, tenant, (email, PAGE)).await);
    }
    for wrong in ["https://evil.example/", "//evil.example", "javascript:1", "https://www.example.org/thanks/../x"] {
        refused("redirectUrl", &grant(&app, DRAFT, &tenant, (right, wrong)).await);
    }
    let verified = || async { client.get(&format!("{DRAFTS}/{DRAFT}")).await.body.get("verifiedAt").cloned() };
    assert_eq!(verified().await, None, "nothing was confirmed by what was refused");
    for redirect in [PAGE, "https://www.example.org/doi"] {
        let answer = grant(&app, DRAFT, &tenant, ("Marie@Example.org", redirect)).await;
        empty(302, &answer);
        assert_eq!(
            (&answer.headers["location"], &answer.headers["cache-control"]),
            (&redirect.parse().unwrap(), &"no-store".parse().unwrap())
        );
    }
    let at = verified().await;
    assert!(at.as_ref().and_then(Value::as_i64).unwrap() > 1_700_000_000_000, "{at:?}");
    empty(200, &grant(&app, DRAFT, &tenant, (right, "")).await);
    assert_eq!(verified().await, at, "the first time counts");

    // A person; one with an id that can be guessed is none.
    let person = "bTBek7hfgqsr-aD2CbX8I";
    for id in [person, "short"] {
        written(&client, &format!("POST {PERSONS}"), json!({ "_id": id, "lastName": "x", "email": "p@example.org" }))
            .await;
    }
    empty(404, &grant(&app, "short", &tenant, ("p@example.org", "")).await);
    for _ in 0..2 {
        empty(302, &grant(&app, person, &tenant, ("p@example.org", PAGE)).await);
    }
    let read = client.get(&format!("{PERSONS}/{person}")).await;
    holds("Person", &read);
    assert_eq!(read.body["consents"].as_array().unwrap().len(), 1, "{}", read.body);
    // Whoever guesses on is slowed down.
    let mut last = 0;
    for _ in 0..12 {
        last = grant(&app, "cTBek7hfgqsr-aD2CbX8I", &tenant, (right, "")).await.status.as_u16();
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn a_source_with_double_opt_in_lets_the_address_be_asked_by_mail() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.samdock("home").await;
    let settings = json!({
        "privacy": { "enabled": true, "text": "I agree" },
        "doi": { "enabled": true, "subject": "Please confirm", "title": "Hello", "text": "Is it you?", "buttonText": "Yes", "redirectUrl": PAGE }
    });
    written(&client, &format!("POST {SOURCES}"), source(settings)).await;
    written(&client, &format!("POST {DRAFTS}/{SOURCE}"), draft()).await;
    let mails = app.get("/crm/home/mails", &staff).await.body;
    let mail = &mails["mails"][0];
    assert_eq!((&mail["address"], &mail["subject"]), (&json!("marie@example.org"), &json!("Please confirm")));
    assert!(mail["body"].as_str().unwrap().contains("Is it you?"), "{mail}");
    let waiting = app.get("/crm/home/drafts?waiting=true", &staff).await.body;
    assert_eq!(waiting["total"], 1);
    let tenant = tenant(&client).await;
    empty(302, &grant(&app, DRAFT, &tenant, ("marie@example.org", PAGE)).await);
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1);
    app.sql("UPDATE opt_ins SET confirmed_at = NULL, expires_at = '2020-01-01T00:00:00.000Z'").await;
    empty(404, &grant(&app, DRAFT, &tenant, ("marie@example.org", PAGE)).await);
}
