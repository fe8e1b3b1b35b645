//! `/crm/{connection}/people/{id}/export`, `/erase` and `/consents`.

use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use serde_json::{Value, json};

use crate::test_app::TestApp;

#[tokio::test]
async fn all_that_is_kept_about_a_person_is_exported_and_erased() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    let sent = json!({ "values": { "family_name": "Sklodowskanova", "email": "marie@example.com", "message": "Radiumfund" }, "consent": true });
    app.send(Method::POST, "/f/home-contact/submissions", None, sent.clone(), &[("idempotency-key", "one")]).await;
    let waiting = app.get("/crm/home/drafts?waiting=true", &staff).await.body;
    let draft = waiting["items"][0]["id"].as_str().unwrap();
    let accepted =
        app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, json!({ "unconfirmed": true })).await.body;
    let person = accepted["result"]["id"].as_str().unwrap();
    // Another draft waits under the same address, and somebody is related.
    app.send(Method::POST, "/f/home-contact/submissions", None, sent, &[("idempotency-key", "two")]).await;
    let pierre = app.person(&staff, json!({ "name": { "family": "Curie" } })).await;
    let relation =
        json!({ "from": person, "to": pierre, "kind": { "forward": "married to", "backward": "married to" } });
    assert_eq!(app.post("/crm/home/relations", &staff, relation).await.status, StatusCode::CREATED);

    let of = |what: &str| format!("/crm/home/people/{person}/{what}");
    assert_eq!(app.get(&of("consents"), &staff).await.body.as_array().unwrap().len(), 1);
    let export = app.get(&of("export"), &staff).await.body;
    let count = |member: &str| export[member].as_array().unwrap().len();
    assert_eq!(export["person"]["content"]["name"]["family"], "Sklodowskanova");
    assert_eq!(
        (count("notes"), count("relations"), count("drafts"), count("consents"), count("history")),
        (1, 1, 2, 2, 1)
    );

    let stranger = app.staff("other").await;
    for what in ["export", "consents"] {
        assert_eq!(app.get(&of(what), &stranger).await.status, StatusCode::NOT_FOUND);
    }
    let named = json!({ "name": "Sklodowskanova" });
    assert_eq!(app.post(&of("erase"), &stranger, named.clone()).await.status, StatusCode::NOT_FOUND);
    let other = app.post(&of("erase"), &staff, json!({ "name": "Curie" })).await;
    assert_eq!((other.status, &other.body["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("/name")));
    assert!(app.knows("Sklodowskanova").await && app.knows("Radiumfund").await);

    assert_eq!(app.post(&of("erase"), &staff, named).await.status, StatusCode::OK);
    for address in [of("export"), format!("/crm/home/people/{person}"), format!("/crm/home/drafts/{draft}")] {
        assert_eq!(app.get(&address, &staff).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.get("/crm/home/drafts?waiting=true", &staff).await.body["total"], 0);
    assert_eq!(app.get("/crm/home/bin", &staff).await.body, json!([]));
    assert_eq!(app.get("/crm/home/mails", &staff).await.body["mails"], json!([]));
    let relations = app.get(&format!("/crm/home/people/{pierre}/relations"), &staff).await.body;
    assert_eq!(relations, json!([]));
    let batch = accepted["batch"].as_str().unwrap();
    let undone = app.post(&format!("/crm/home/changes/{batch}/undo"), &staff, Value::Null).await;
    assert_ne!(undone.status, StatusCode::OK, "no undo brings anything of it back");
    for text in ["Sklodowskanova", "sklodowskanova", "Radiumfund", "marie@example.com"] {
        assert!(!app.knows(text).await, "{text} is still in the file");
    }
}
