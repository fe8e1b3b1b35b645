//! What one member of staff alone sees is told in no dialect.

use axum::body::Body;
use serde_json::Value;

use crate::private::{SECRET, SHARED, ada};
use crate::test_app::{Answer, TestApp};

/// All ids in an answer.
fn ids(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| ids(entry, found)),
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("id" | "_id", Value::String(id)) => found.push(id.clone()),
                    ("id" | "_id", Value::Number(id)) => found.push(id.to_string()),
                    _ => ids(value, found),
                }
            }
        }
        _ => {}
    }
}

/// Looks at an answer; whether it tells what all see.
fn look(what: &str, answer: &Answer) -> bool {
    let text = answer.body.to_string();
    assert!(!answer.status.is_server_error(), "{what}: {text}");
    assert!(!text.contains(SECRET) && !text.contains(&SECRET.to_lowercase()), "{what}: {text}");
    text.to_lowercase().contains(&SHARED.to_lowercase())
}

#[tokio::test]
async fn no_dialect_tells_it() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    ada(&app, &ann).await;
    let clients = [
        (app.rogerroger("home").await, "/people", vec!["/people/{id}", "/people/{id}/notes"]),
        (app.emnify("home").await, "/api/v1/organisation/124/contact", vec!["/api/v1/organisation/124/contact/{id}"]),
        (
            app.onlyoffice("home").await,
            "/api/2.0/crm/contact/filter",
            vec!["/api/2.0/crm/contact/{id}", "/api/2.0/crm/contact/{id}/data"],
        ),
        (
            app.samdock("home").await,
            "/api/contacts/persons",
            vec!["/api/contacts/persons/{id}", "/api/contacts/persons/{id}/activities"],
        ),
    ];
    for (client, list, of_each) in clients {
        let answer = client.get(list).await;
        let mut told = look(list, &answer);
        let mut found = Vec::new();
        ids(&answer.body, &mut found);
        assert!(!found.is_empty(), "{list}: {}", answer.body);
        for id in found {
            for path in &of_each {
                let path = path.replace("{id}", &id);
                told |= look(&path, &client.get(&path).await);
            }
        }
        assert!(told, "{list} tells nothing of what all see");
    }
    let cobra = app.cobra("home").await;
    let list = cobra.with("GET /crm/people", Body::empty(), &[]).await;
    let mut told = look("cobra's people", &list);
    let mut found = Vec::new();
    ids(&list.body, &mut found);
    for id in found {
        for part in ["", "/quicklook", "/businesscards"] {
            let line = format!("GET /crm/people/{id}{part}");
            told |= look(&line, &cobra.with(&line, Body::empty(), &[]).await);
        }
    }
    assert!(told, "cobra's dialect tells nothing of what all see: {}", list.body);
}
