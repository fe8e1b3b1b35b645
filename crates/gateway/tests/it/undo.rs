//! Undo step by step, versions, the timeline and the circle of a person.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Staff, TestApp};

async fn steps(app: &TestApp, staff: &Staff) -> (Value, Value) {
    let steps = app.get("/crm/home/changes/steps", staff).await;
    assert_eq!(steps.status, StatusCode::OK, "{}", steps.body);
    (steps.body["undo"].clone(), steps.body["redo"].clone())
}

async fn take(app: &TestApp, staff: &Staff, step: &Value) {
    let batch = step["batch"].as_str().unwrap();
    let undone = app.post(&format!("/crm/home/changes/{batch}/undo"), staff, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
}

async fn named(app: &TestApp, staff: &Staff, id: &str, version: u32, given: &str) -> StatusCode {
    let (address, tag) = (format!("/crm/home/people/{id}"), format!("\"{version}\""));
    let person = json!({ "name": { "given": given } });
    app.send(Method::PUT, &address, Some(staff), person, &[("if-match", tag.as_str())]).await.status
}

async fn given(app: &TestApp, staff: &Staff, id: &str) -> Value {
    app.get(&format!("/crm/home/people/{id}"), staff).await.body["content"]["name"]["given"].clone()
}

#[tokio::test]
async fn staff_step_back_and_forth_through_what_they_did() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    assert_eq!(steps(&app, &staff).await, (Value::Null, Value::Null));
    let id = app.person(&staff, json!({ "name": { "given": "One" } })).await;
    assert_eq!(named(&app, &staff, &id, 1, "Two").await, StatusCode::OK);
    assert_eq!(named(&app, &staff, &id, 2, "Three").await, StatusCode::OK);
    // Back to the beginning ...
    for left in ["Two", "One"] {
        let (undo, _) = steps(&app, &staff).await;
        assert_eq!(
            (&undo["action"], &undo["kind"], &undo["records"]),
            (&json!("updated"), &json!("person"), &json!(1))
        );
        take(&app, &staff, &undo).await;
        assert_eq!(given(&app, &staff, &id).await, left);
    }
    let (undo, redo) = steps(&app, &staff).await;
    assert_eq!(
        (&undo["action"], &redo["action"], &undo["name"]),
        (&json!("created"), &json!("updated"), &json!("One"))
    );
    take(&app, &staff, &undo).await;
    assert_eq!(app.get(&format!("/crm/home/people/{id}"), &staff).await.status, StatusCode::NOT_FOUND);
    assert_eq!(steps(&app, &staff).await.0, Value::Null);
    // ... and forth again, in the same order.
    for then in ["One", "Two", "Three"] {
        let (_, redo) = steps(&app, &staff).await;
        take(&app, &staff, &redo).await;
        assert_eq!(given(&app, &staff, &id).await, then);
    }
    assert_eq!(steps(&app, &staff).await.1, Value::Null);
    // What was done again can be taken back again, and done again.
    let (undo, _) = steps(&app, &staff).await;
    take(&app, &staff, &undo).await;
    assert_eq!(given(&app, &staff, &id).await, "Two");
    // Whoever does something else has nothing to do again any more.
    app.person(&staff, json!({ "name": { "given": "Else" } })).await;
    let (undo, redo) = steps(&app, &staff).await;
    assert_eq!((&undo["name"], redo), (&json!("Else"), Value::Null));
}

#[tokio::test]
async fn what_was_done_again_from_its_message_is_taken_back_as_what_it_was() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let id = app.person(&staff, json!({ "name": { "given": "One" } })).await;
    named(&app, &staff, &id, 1, "Two").await;
    let (undo, _) = steps(&app, &staff).await;
    take(&app, &staff, &undo).await;
    let (_, redo) = steps(&app, &staff).await;
    let again =
        app.post(&format!("/crm/home/changes/{}/undo", redo["batch"].as_str().unwrap()), &staff, Value::Null).await;
    // By the batch of what was done again, as a message offers it.
    take(&app, &staff, &again.body).await;
    assert_eq!(given(&app, &staff, &id).await, "One");
    let (undo, redo) = steps(&app, &staff).await;
    assert_eq!((&undo["action"], &redo["action"]), (&json!("created"), &json!("updated")));
    take(&app, &staff, &redo).await;
    assert_eq!(given(&app, &staff, &id).await, "Two");
}

#[tokio::test]
async fn only_what_is_as_they_left_it_is_offered_and_only_to_who_did_it() {
    let app = TestApp::new().await;
    let (ada, other) = (app.staff("ada").await, app.staff("other").await);
    let id = app.person(&ada, json!({ "name": { "given": "One" } })).await;
    let kept = app.person(&ada, json!({ "name": { "given": "Kept" } })).await;
    named(&app, &ada, &kept, 1, "Changed").await;
    assert_eq!(steps(&app, &other).await, (Value::Null, Value::Null));
    // Somebody else changes what she changed last: the step before it is offered.
    app.sql("INSERT INTO changes (workspace, batch, kind, id, action, version, at, by, before, after)
             SELECT workspace, randomblob(16), kind, id, 'updated', version + 1, at, 'Bob', after, replace(after, 'Changed', 'Theirs')
             FROM changes WHERE after LIKE '%Changed%'").await;
    app.sql("UPDATE records SET version = version + 1, content = replace(content, 'Changed', 'Theirs') WHERE content LIKE '%Changed%'").await;
    let (undo, _) = steps(&app, &ada).await;
    assert_eq!((&undo["action"], &undo["name"]), (&json!("created"), &json!("One")), "{undo}");
    take(&app, &ada, &undo).await;
    assert_eq!(app.get(&format!("/crm/home/people/{id}"), &ada).await.status, StatusCode::NOT_FOUND);
    assert_eq!(given(&app, &ada, &kept).await, "Theirs");
}

#[tokio::test]
async fn each_version_of_a_record_comes_back_as_a_change() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let id = app.person(&staff, json!({ "name": { "given": "One" }, "tags": ["a"] })).await;
    named(&app, &staff, &id, 1, "Two").await;
    let history = app.get(&format!("/crm/home/people/{id}/history"), &staff).await.body;
    assert_eq!((&history[0]["version"], &history[1]["version"]), (&json!(2), &json!(1)));
    let past = format!("/crm/home/people/{id}/versions/1");
    let first = app.get(&past, &staff).await.body;
    assert_eq!((&first["content"]["name"]["given"], &first["content"]["tags"]), (&json!("One"), &json!(["a"])));
    let restore = format!("{past}/restore");
    for (staff, headers, status) in [
        (&staff, vec![], 428),
        (&staff, vec![("if-match", "\"1\"")], 412),
        (&other, vec![("if-match", "\"2\"")], 404),
        (&staff, vec![("if-match", "\"2\"")], 200),
    ] {
        let answer = app.send(Method::POST, &restore, Some(staff), Value::Null, &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    }
    assert_eq!(given(&app, &staff, &id).await, "One");
    let (undo, _) = steps(&app, &staff).await;
    take(&app, &staff, &undo).await;
    assert_eq!(given(&app, &staff, &id).await, "Two");
    for nowhere in [format!("/crm/home/people/{id}/versions/9"), format!("/crm/home/people/{id}/versions/x")] {
        assert_eq!(app.get(&nowhere, &staff).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.get(&past, &other).await.status, StatusCode::NOT_FOUND);

    let made = app.post("/crm/home/organizations", &staff, json!({ "name": "First" })).await.body;
    let address = format!("/crm/home/organizations/{}", made["result"]["id"].as_str().unwrap());
    app.send(Method::PUT, &address, Some(&staff), json!({ "name": "Second" }), &[("if-match", "\"1\"")]).await;
    let history = app.get(&format!("{address}/history"), &staff).await.body;
    assert_eq!(history[0]["differences"][0]["before"], "First", "{history}");
    assert_eq!(app.get(&format!("{address}/versions/1"), &staff).await.body["content"]["name"], "First");
    let restore = format!("{address}/versions/1/restore");
    let back = app.send(Method::POST, &restore, Some(&staff), Value::Null, &[("if-match", "\"2\"")]).await;
    assert_eq!((back.status, &back.body["result"]["content"]["name"]), (StatusCode::OK, &json!("First")));
    for there in [format!("{address}/history"), format!("{address}/versions/1")] {
        assert_eq!(app.get(&there, &other).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_happened_with_a_person_stands_in_one_line_of_time() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let values = json!({ "values": { "family_name": "Curie", "email": "ann@example.com", "message": "Hello there" }, "consent": true });
    let sent = app.send(Method::POST, "/f/home-contact/submissions", None, values, &[("idempotency-key", "a")]).await;
    assert!(sent.status.is_success(), "{}", sent.body);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let draft = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let made = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, json!({})).await;
    assert!(made.status.is_success(), "{}", made.body);
    let id = made.body["result"]["id"].as_str().unwrap().to_owned();
    app.post("/crm/home/notes", &staff, json!({ "person": id, "text": "Called back" })).await;
    let timeline = app.get(&format!("/crm/home/people/{id}/timeline"), &staff).await.body;
    let entries = timeline.as_array().unwrap();
    let at: Vec<&str> = entries.iter().map(|entry| entry["at"].as_str().unwrap()).collect();
    assert!(at.windows(2).all(|pair| pair[0] >= pair[1]), "{at:?}");
    let kinds: Vec<&str> =
        entries.iter().map(|entry| entry["what"].as_object().unwrap().keys().next().unwrap().as_str()).collect();
    for kind in ["note", "change", "draft", "consent"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert_eq!(entries[0]["what"]["note"]["content"]["text"], "Called back", "{timeline}");
    let draft = entries.iter().find(|entry| !entry["what"]["draft"].is_null()).unwrap();
    assert_eq!(
        (&draft["what"]["draft"]["source_name"], &draft["what"]["draft"]["message"]),
        (&json!("Contact"), &json!("Hello there"))
    );
    assert_eq!(app.get(&format!("/crm/home/people/{id}/timeline"), &other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_circle_is_whom_a_person_knows_and_whom_those_know() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let organization = json!({ "name": "ACME", "branches": [{ "name": "Hamburg" }] });
    let acme = app.post("/crm/home/organizations", &staff, organization).await.body["result"]["id"].clone();
    let mut people = Vec::new();
    for name in ["Ann", "Bob", "Cid", "Dan"] {
        let organizations = if name == "Bob" { json!([{ "organization": acme, "role": "CEO" }]) } else { json!([]) };
        people.push(app.person(&staff, json!({ "name": { "given": name }, "organizations": organizations })).await);
    }
    for pair in people.windows(2) {
        let kind = json!({ "forward": "Manager", "backward": "Report" });
        app.post("/crm/home/relations", &staff, json!({ "from": pair[0], "to": pair[1], "kind": kind })).await;
    }
    let circle = app.get(&format!("/crm/home/people/{}/circle", people[0]), &staff).await.body;
    let shown: Vec<(&str, u64)> = circle["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (person["name"].as_str().unwrap(), person["steps"].as_u64().unwrap()))
        .collect();
    assert_eq!(shown, [("Ann", 0), ("Bob", 1), ("Cid", 2)]);
    assert_eq!((circle["ties"].as_array().unwrap().len(), &circle["more"]), (2, &json!(true)));
    assert_eq!(circle["organizations"], json!([{ "id": acme, "name": "ACME", "branches": ["Hamburg"] }]));
    assert_eq!(circle["memberships"], json!([{ "person": people[1], "organization": acme, "role": "CEO" }]));
    assert_eq!(app.get(&format!("/crm/home/people/{}/circle", people[0]), &other).await.status, StatusCode::NOT_FOUND);
}
