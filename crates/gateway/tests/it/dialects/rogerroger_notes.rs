//! RogerRoger: notes.

use serde_json::{Value, json};

use super::Client;
use super::contract::Contract;
use super::rogerroger::holds;
use crate::test_app::TestApp;

async fn person(client: &Client<'_>) -> String {
    let made = client.call("POST /people", json!({ "familyName": "Jansen" })).await;
    format!("/people/{}", made.body["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_note_is_written_read_replaced_and_changed() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let person = person(&client).await;
    let example = Contract::of("rogerroger").example("NoteWrite").clone();
    let made = client.call(&format!("POST {person}/notes"), example.clone()).await;
    holds("PersonNoteRead", 201, &made);
    for (name, said) in example.as_object().unwrap() {
        assert_eq!(made.body.get(name), Some(said), "{name}");
    }
    let target = format!("{person}/notes/{}", made.body["id"].as_str().unwrap());
    assert_eq!(made.body["@id"], json!(target));
    holds("PersonNoteRead", 200, &client.get(&target).await);
    assert_eq!(client.get(&target).await.body, made.body);
    let seen = app.get(&format!("/crm/home{person}/notes"), &staff).await.body;
    assert_eq!(seen[0]["content"]["text"], "Asked for a quote by Friday.");

    let flagged = client.call(&format!("PATCH {target}"), json!({ "flagged": true, "createdAt": "2020-02-03" })).await;
    holds("PersonNoteRead", 200, &flagged);
    let expected = (&json!(true), &json!("Call"), &json!("2020-02-03T00:00:00+00:00"));
    assert_eq!((&flagged.body["flagged"], &flagged.body["title"], &flagged.body["createdAt"]), expected);
    assert_eq!(flagged.body["category"], example["category"]);
    let other = json!({ "description": "Another", "category": "/note_categories/2" });
    let replaced = client.call(&format!("PUT {target}"), other).await;
    holds("PersonNoteRead", 200, &replaced);
    let expected = (&json!("Another"), &Value::Null, &Value::Null, &json!(false));
    let body = &replaced.body;
    assert_eq!(
        (&body["description"], &body["title"], &body["author"], &body["flagged"]),
        (expected.0, expected.1, expected.2, expected.3)
    );
}

#[tokio::test]
async fn notes_are_narrowed_and_put_in_order() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    let person = person(&client).await;
    for (text, category, day, flagged) in [("one", 1, 1, false), ("two", 2, 3, true), ("three", 1, 2, false)] {
        let note = json!({
            "description": text, "category": format!("/note_categories/{category}"), "flagged": flagged,
            "createdAt": format!("2025-01-0{day}T00:00:00+00:00"), "author": format!("/users/{category}")
        });
        holds("PersonNoteRead", 201, &client.call(&format!("POST {person}/notes"), note).await);
    }
    let id = person.rsplit('/').next().unwrap();
    for (query, found) in [
        (String::new(), vec!["two", "three", "one"]),
        ("order[createdAt]=asc".into(), vec!["one", "three", "two"]),
        ("order[flagged]=asc&order[createdAt]=desc".into(), vec!["three", "one", "two"]),
        ("flagged=true".into(), vec!["two"]),
        ("category.id=1".into(), vec!["three", "one"]),
        ("category.id[]=1&category.id[]=2&author.id=2".into(), vec!["two"]),
        ("author.id[]=/users/1".into(), vec!["three", "one"]),
        ("createdAt[strictly_after]=2025-01-02".into(), vec!["two"]),
        ("createdAt[before]=2025-01-02".into(), vec!["three", "one"]),
        ("q=THR".into(), vec!["three"]),
        (format!("person={id}"), vec!["two", "three", "one"]),
        ("person[]=x".into(), vec![]),
        ("itemsPerPage=2&page=2".into(), vec!["one"]),
    ] {
        let answer = client.get(&format!("{person}/notes?{query}")).await;
        holds("PersonNoteCollection", 200, &answer);
        let texts: Vec<&str> = answer.body["member"]
            .as_array()
            .unwrap()
            .iter()
            .map(|note| note["description"].as_str().unwrap())
            .collect();
        assert_eq!(texts, found, "{query}");
    }
    let page = client.get(&format!("{person}/notes?itemsPerPage=2")).await.body;
    assert_eq!(page["view"]["next"], json!(format!("{person}/notes?itemsPerPage=2&page=2")));
}

#[tokio::test]
async fn each_refusal_of_a_note_is_the_vendors() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    let (person, other) = (person(&client).await, person(&client).await);
    let notes = format!("{person}/notes");
    let empty = client.call(&format!("POST {notes}"), json!({ "title": "x", "description": "" })).await;
    holds("Error", 422, &empty);
    let paths: Vec<&str> =
        empty.body["violations"].as_array().unwrap().iter().map(|one| one["propertyPath"].as_str().unwrap()).collect();
    assert_eq!(paths, ["description", "category"]);
    let note = json!({ "description": "x", "category": "/note_categories/1" });
    let made = client.call(&format!("POST {notes}"), note.clone()).await;
    let id = made.body["id"].as_str().unwrap();
    holds("Error", 404, &client.get(&format!("{other}/notes/{id}")).await);
    holds("Error", 404, &client.call(&format!("PUT {other}/notes/{id}"), note.clone()).await);
    holds("Error", 404, &client.get(&format!("{notes}/x")).await);
    holds("Error", 405, &client.call(&format!("DELETE {notes}/{id}"), Value::Null).await);
    holds("Error", 422, &client.call(&format!("PATCH {notes}/{id}"), json!({ "description": null })).await);
    holds("Error", 422, &client.call(&format!("PATCH {notes}/{id}"), json!({ "createdAt": "x" })).await);
    // The vendor names no 404 for these.
    holds("Error", 422, &client.call("POST /people/nobody/notes", note).await);
    holds("PersonNoteCollection", 200, &client.get("/people/nobody/notes").await);
}
