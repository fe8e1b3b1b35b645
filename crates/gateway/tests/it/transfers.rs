//! People on their way into another CRM: each of them once, whatever happens.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use calling_card_gateway::transfers;
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{Asked, OtherCrm, Reply, page};
use crate::test_app::{Staff, TestApp};

/// A RogerRoger that keeps who is made, and can be told to fall over.
#[derive(Clone, Default)]
struct People(Arc<Mutex<Vec<Value>>>);

impl People {
    fn answer(&self, asked: &Asked) -> Reply {
        let mut people = self.0.lock().unwrap();
        let path = asked.line.split(' ').nth(1).unwrap();
        let id = path.strip_prefix("/people/");
        match asked.line.split(' ').next().unwrap() {
            "POST" => {
                let mut made = asked.body.clone();
                made["id"] = json!((people.len() + 1).to_string());
                made["createdAt"] = json!(calling_card_gateway::clock::now().0);
                people.push(made.clone());
                Reply::Json(201, made)
            }
            "DELETE" => {
                people.retain(|person| person["id"].as_str() != id);
                Reply::Json(204, Value::Null)
            }
            _ => match id {
                Some(id) => match people.iter().find(|person| person["id"].as_str() == Some(id)) {
                    Some(person) => Reply::Json(200, person.clone()),
                    None => Reply::Json(404, json!({ "detail": "Not Found" })),
                },
                None => Reply::Json(200, page(&people)),
            },
        }
    }

    fn names(&self) -> Vec<String> {
        let people = self.0.lock().unwrap();
        people.iter().map(|person| person["givenName"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

pub(crate) fn named(given: &str) -> Value {
    json!({ "name": { "given": given, "family": "Jansen" }, "cards": [{ "emails": [{ "address": format!("{given}@example.org") }] }] })
}

pub(crate) async fn wait_for(app: &TestApp, staff: &Staff, id: &str, state: &str) -> Value {
    for _ in 0..200 {
        let report = app.get(&format!("/transfers/{id}"), staff).await.body;
        if report["transfer"]["state"] == state && report["transfer"]["counts"]["waiting"] == 0 {
            return report;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{}", app.get(&format!("/transfers/{id}"), staff).await.body)
}

pub(crate) async fn import(app: &TestApp, staff: &Staff, batch: &str, part: u32, people: Vec<Value>) -> Vec<String> {
    let people: Vec<Value> = people.into_iter().map(|person| json!({ "person": person })).collect();
    let body = json!({ "batch": batch, "part": part, "people": people });
    let answer = app.post("/crm/rogerroger/people/import", staff, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_value(answer.body["result"].clone()).unwrap()
}

pub(crate) const BATCH: &str = "01980000-0000-7000-8000-000000000001";

#[tokio::test]
async fn an_import_arrives_once_and_is_taken_back() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, _| there.answer(asked)).await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let keys = import(&app, &ada, BATCH, 0, vec![named("a"), named("b")]).await;
    // A part that comes twice is the same part.
    assert_eq!(import(&app, &ada, BATCH, 0, vec![named("a"), named("b")]).await, keys);
    import(&app, &ada, BATCH, 1, vec![named("c")]).await;
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    let report = wait_for(&app, &ada, BATCH, "done").await;
    assert_eq!(
        (people.names(), &report["transfer"]["counts"]["done"]),
        (vec!["a".into(), "b".into(), "c".into()], &json!(3))
    );
    let first = app.get(&format!("/crm/rogerroger/people/{}", keys[0]), &ada).await;
    assert_eq!(first.body["content"]["name"]["given"], "a", "under the key that was answered");
    // Somebody changes one of them there; the others are taken back.
    people.0.lock().unwrap()[1]["jobTitle"] = json!("Buyer");
    assert_eq!(app.post(&format!("/transfers/{BATCH}/undo"), &ada, Value::Null).await.status, StatusCode::OK);
    let report = wait_for(&app, &ada, BATCH, "undone").await;
    assert_eq!(people.names(), ["b"]);
    assert_eq!(
        (&report["transfer"]["counts"]["dropped"], &report["transfer"]["counts"]["in_doubt"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(report["deliveries"][0]["name"], "b Jansen");
    task.abort();
}

#[tokio::test]
async fn whoever_falls_over_nobody_is_made_twice_and_nobody_is_lost() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, number| {
        let made = there.answer(asked);
        match (asked.line.as_str(), number) {
            // Made, and the answer is lost; and when it is looked for them, nothing answers.
            ("POST /people", 0) => Reply::Bytes(Vec::new()),
            (_, 1..=3) => Reply::Bytes(Vec::new()),
            _ => made,
        }
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    import(&app, &ada, BATCH, 0, vec![named("a")]).await;
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    for _ in 0..400 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let report = app.get(&format!("/transfers/{BATCH}"), &ada).await.body;
        if report["deliveries"][0]["reason"].as_str().is_some_and(|reason| !reason.is_empty()) {
            break;
        }
    }
    // Somebody looks meanwhile, and sees who was made.
    assert_eq!(app.get("/crm/rogerroger/people", &ada).await.body["total"], 1);
    app.sql("UPDATE deliveries SET next_at = '2026-01-01T00:00:00.000Z'").await;
    wait_for(&app, &ada, BATCH, "done").await;
    assert_eq!((people.names(), crm.count("POST /people")), (vec!["a".to_owned()], 1));
    task.abort();
}

#[tokio::test]
async fn what_is_refused_waits_for_staff() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, number| match number {
        0 => Reply::Json(
            422,
            json!({ "detail": "No.", "violations": [{ "propertyPath": "familyName", "message": "Too rude." }] }),
        ),
        _ => there.answer(asked),
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    import(&app, &ada, BATCH, 0, vec![named("a"), named("b")]).await;
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    let report = wait_for(&app, &ada, BATCH, "done").await;
    let refused = &report["deliveries"][0];
    assert_eq!((&refused["state"], &refused["reason"]), (&json!("refused"), &json!("No. Too rude.")));
    let settle = format!("/deliveries/{}/settle", refused["id"].as_str().unwrap());
    let bob = app.staff("bob").await;
    assert_eq!(app.post(&settle, &bob, json!({ "settlement": "again" })).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&settle, &ada, json!({ "settlement": "again" })).await.body["state"], "waiting");
    wait_for(&app, &ada, BATCH, "done").await;
    assert_eq!(people.names(), ["b", "a"]);
    task.abort();
}

#[tokio::test]
async fn people_are_copied_and_it_can_be_paused() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, _| there.answer(asked)).await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    for given in ["a", "b", "c"] {
        app.person(&ada, named(given)).await;
    }
    let begun = app.post("/transfers", &ada, json!({ "from": "home", "to": "rogerroger" })).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
    let id = begun.body["id"].as_str().unwrap();
    assert_eq!(app.post(&format!("/transfers/{id}/pause"), &ada, Value::Null).await.body["state"], "paused");
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(people.names().len(), 0);
    app.post(&format!("/transfers/{id}/resume"), &ada, Value::Null).await;
    let report = wait_for(&app, &ada, id, "done").await;
    assert_eq!((people.names().len(), &report["transfer"]["total"]), (3, &json!(3)));
    // And back again, into another CRM: the built-in one of the same workspace gets them as new people.
    let back = app.post("/transfers", &ada, json!({ "from": "rogerroger", "to": "home" })).await;
    let back = back.body["id"].as_str().unwrap().to_owned();
    wait_for(&app, &ada, &back, "done").await;
    assert_eq!(app.get("/crm/home/people", &ada).await.body["total"], 6);
    app.post(&format!("/transfers/{back}/undo"), &ada, Value::Null).await;
    wait_for(&app, &ada, &back, "undone").await;
    assert_eq!(app.get("/crm/home/people", &ada).await.body["total"], 3);
    task.abort();
}

#[tokio::test]
async fn a_draft_is_delivered_to_the_connection_of_its_form() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, _| there.answer(asked)).await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let address = "/crm/home/inbound-sources/ada-contact";
    let record = app.get(address, &ada).await.body;
    let change = |to: &str| {
        let mut source = record["content"].clone();
        source["deliver_to"] = json!(to);
        source["deliver_when"] = json!("verified");
        source
    };
    let version = format!("\"{}\"", record["version"]);
    let wrong = app.send(Method::PUT, address, Some(&ada), change("nowhere"), &[("if-match", &version)]).await;
    assert_eq!(wrong.body["errors"][0]["field"], "/deliver_to");
    let saved = app.send(Method::PUT, address, Some(&ada), change("rogerroger"), &[("if-match", &version)]).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let values =
        json!({ "given_name": "Mila", "family_name": "Jansen", "email": "mila@example.org", "message": "Hello" });
    let sent = json!({ "values": values, "consent": true });
    let answer = app.send(Method::POST, "/f/ada-contact/submissions", None, sent, &[]).await;
    assert!(answer.status.is_success(), "{}", answer.body);
    // It came without a proof of work, and is held: nothing leaves until somebody lets it through.
    let drafts = app.get("/crm/home/drafts", &ada).await.body;
    assert_eq!(drafts["items"][0]["delivery"], Value::Null, "{drafts}");
    let draft = drafts["items"][0]["id"].as_str().unwrap();
    app.post(&format!("/crm/home/drafts/{draft}/release"), &ada, Value::Null).await;
    assert_eq!(app.get("/crm/home/drafts", &ada).await.body["items"][0]["delivery"], "waiting");
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        if !people.names().is_empty() {
            break;
        }
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(people.names(), ["Mila"]);
    let opened = app.get(&format!("/crm/home/drafts/{draft}"), &ada).await.body;
    assert_eq!(opened["delivery"]["state"], "done", "{opened}");
    assert!(opened["delivery"]["person"].is_string());
    // Delivered is delivered: to accept it sends nothing more.
    assert_eq!(
        app.post(&format!("/crm/home/drafts/{draft}/accept"), &ada, json!({})).await.status,
        StatusCode::CREATED
    );
    assert_eq!(app.get("/transfers", &ada).await.body[0]["counts"]["done"], 1);
    task.abort();
}

#[tokio::test]
async fn an_accepted_draft_is_delivered_as_staff_have_corrected_it() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let people = People::default();
    let there = people.clone();
    let crm = OtherCrm::new(move |asked, _| there.answer(asked)).await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let address = "/crm/home/inbound-sources/ada-contact";
    let record = app.get(address, &ada).await.body;
    let mut source = record["content"].clone();
    source["deliver_to"] = json!("rogerroger");
    let version = format!("\"{}\"", record["version"]);
    let saved = app.send(Method::PUT, address, Some(&ada), source, &[("if-match", &version)]).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let sent = json!({ "values": { "family_name": "Jansen", "email": "mila@example.org" }, "consent": true });
    app.send(Method::POST, "/f/ada-contact/submissions", None, sent, &[]).await;
    let draft = app.get("/crm/home/drafts", &ada).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    app.post(&format!("/crm/home/drafts/{draft}/release"), &ada, Value::Null).await;
    let opened = app.get(&format!("/crm/home/drafts/{draft}"), &ada).await.body;
    assert_eq!(
        (&opened["deliver_to"], &opened["delivery"]),
        (&json!("rogerroger"), &Value::Null),
        "not before it is accepted"
    );
    let accept = format!("/crm/home/drafts/{draft}/accept");
    let accepted = app.post(&accept, &ada, json!({ "person": named("Mila") })).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
    let task = tokio::spawn(transfers::deliver(app.state.clone()));
    let transfer = app.get("/transfers", &ada).await.body[0]["id"].as_str().unwrap().to_owned();
    wait_for(&app, &ada, &transfer, "done").await;
    assert_eq!(people.names(), ["Mila"]);
    // Taken back and accepted once more, it is not delivered twice.
    let undo = format!("/crm/home/changes/{}/undo", accepted.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &ada, Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.post(&accept, &ada, json!({})).await.status, StatusCode::CREATED);
    wait_for(&app, &ada, &transfer, "done").await;
    assert_eq!(people.names(), ["Mila"]);
    task.abort();
}
