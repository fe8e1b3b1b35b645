//! Samdock: custom fields and their values.

use serde_json::{Value, json};

use super::Client;
use super::samdock::{PERSONS, empty, holds, refused, written};
use crate::test_app::TestApp;

const FIELDS: &str = "/api/contacts/custom-fields";
const ID: &str = "TwOlKrW4-vuITfaJLO5O9";
const OTHER_ID: &str = "v6xPe2Y5DWE656zYMY9vQ";

fn size() -> Value {
    json!({ "_id": ID, "entity": "person", "name": "Size", "key": "Size!", "type": "select" })
}

/// What a change needs, with more.
fn change(more: Value) -> Value {
    let mut change = size();
    for (name, value) in json!({ "_tenantID": "string", "createdAt": 0, "createdBy": "string" }).as_object().unwrap() {
        change[name] = value.clone();
    }
    for (name, value) in more.as_object().unwrap() {
        change[name] = value.clone();
    }
    change
}

async fn person(client: &Client<'_>, id: &str) -> Value {
    client.get(&format!("{PERSONS}/{id}")).await.body["customFields"].clone()
}

#[tokio::test]
async fn fields_are_made_changed_and_deleted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    holds("CustomFieldsByEntity", &client.get(FIELDS).await);
    for (id, kind) in [("a", "text"), ("b", "textarea"), ("c", "multiselect"), ("d", "currency")] {
        let id = format!("{id}-vuITfaJLO5O9TwOlKrW");
        let field = json!({ "_id": id, "entity": "organization", "name": kind, "key": kind, "type": kind });
        written(&client, &format!("POST {FIELDS}"), field).await;
    }
    written(&client, &format!("POST {FIELDS}"), size()).await;
    let all = client.get(FIELDS).await;
    holds("CustomFieldsByEntity", &all);
    let kinds: Vec<&str> =
        all.body["organizations"].as_array().unwrap().iter().filter_map(|one| one["type"].as_str()).collect();
    assert_eq!(kinds, ["text", "textarea", "multiselect", "currency"]);
    let of_people = client.get(&format!("{FIELDS}/person")).await;
    holds("CustomField", &of_people);
    assert_eq!((&of_people.body, &of_people.body[0]["key"]), (&all.body["persons"], &json!("Size!")));
    assert!(of_people.body[0]["createdAt"].as_i64().unwrap() > 1_700_000_000_000, "fields say moments as numbers");

    let options = json!({ "s": "Small", "l": { "name": "Large" } });
    let said = change(json!({ "name": "Sizes", "status": "hidden", "options": options, "description": "Of shirts" }));
    written(&client, &format!("PATCH {FIELDS}/person/{ID}"), said).await;
    let field = client.get(&format!("{FIELDS}/person")).await.body[0].clone();
    assert_eq!((&field["name"], &field["status"], &field["options"]), (&json!("Sizes"), &json!("hidden"), &options));
    let ours = app.get("/crm/home/custom-fields", &staff).await.body;
    let size =
        ours.as_array().unwrap().iter().find(|one| one["content"]["kind"] == "select").unwrap()["content"].clone();
    assert_eq!((&size["label"]["en"], &size["status"]), (&json!("Sizes"), &json!("hidden")));
    assert_eq!(size["options"].as_array().unwrap().len(), 2);

    for (missing, member) in [
        ("_id", "_id"),
        ("_tenantID", "_tenantID"),
        ("name", "name"),
        ("key", "key"),
        ("type", "type"),
        ("createdAt", "createdAt"),
        ("createdBy", "createdBy"),
    ] {
        let mut said = change(json!({}));
        said.as_object_mut().unwrap().remove(missing);
        refused(member, &client.call(&format!("PATCH {FIELDS}/person/{ID}"), said).await);
    }
    for (member, value) in [("type", json!("text")), ("type", json!("date")), ("status", json!("gone"))] {
        refused(member, &client.call(&format!("PATCH {FIELDS}/person/{ID}"), change(json!({ member: value }))).await);
    }
    for (member, value) in [
        ("_id", json!("short")),
        ("entity", json!("deal")),
        ("key", json!("Size!")),
        ("type", json!("date")),
        ("name", json!("")),
    ] {
        let mut said = json!({ "_id": OTHER_ID, "entity": "person", "name": "x", "key": "x", "type": "text" });
        said[member] = value;
        refused(member, &client.call(&format!("POST {FIELDS}"), said).await);
    }
    for line in [format!("PATCH {FIELDS}/organization/{ID}"), format!("PATCH {FIELDS}/person/string")] {
        empty(404, &client.call(&line, change(json!({}))).await);
    }
    empty(404, &other.call(&format!("PATCH {FIELDS}/person/{ID}"), change(json!({}))).await);
    for line in [
        format!("DELETE {FIELDS}/person/wrong/{ID}"),
        format!("DELETE {FIELDS}/organization/Size!/{ID}"),
        format!("DELETE {FIELDS}/person/Size!/x"),
    ] {
        empty(404, &client.call(&line, Value::Null).await);
    }
    empty(404, &other.call(&format!("DELETE {FIELDS}/person/Size!/{ID}"), Value::Null).await);
    written(&client, &format!("DELETE {FIELDS}/person/Size!/{ID}"), Value::Null).await;
    assert_eq!(client.get(&format!("{FIELDS}/person")).await.body, json!([]));
}

#[tokio::test]
async fn values_stand_by_the_vendors_keys_and_a_choice_is_renamed_everywhere() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    written(&client, &format!("POST {FIELDS}"), size()).await;
    written(
        &client,
        &format!("PATCH {FIELDS}/person/{ID}"),
        change(json!({ "options": { "s": "Small", "l": "Large" } })),
    )
    .await;
    let budget = json!({ "_id": OTHER_ID, "entity": "person", "name": "Budget", "key": "budget", "type": "currency" });
    written(&client, &format!("POST {FIELDS}"), budget).await;
    let values = json!({ "Size!": ["s"], "budget": 1250.5, "other": "kept" });
    for id in ["ann", "bob"] {
        let body = json!({ "_id": id, "lastName": id, "customFields": values });
        written(&client, &format!("POST {PERSONS}"), body).await;
        assert_eq!(person(&client, id).await, values);
    }
    let found = app.get("/crm/home/people?q=ann", &staff).await.body;
    let home = format!("/crm/home/people/{}", found["items"][0]["id"].as_str().unwrap());
    let custom = app.get(&home, &staff).await.body["content"]["custom"].clone();
    assert_eq!(custom["budget"], "1250.5");
    for wrong in [json!({ "Size!": ["xl"] }), json!({ "Size!": ["s", "l"] }), json!({ "budget": "much" })] {
        let body = json!({ "lastName": "ann", "customFields": wrong });
        refused("customFields", &client.call(&format!("PATCH {PERSONS}/ann"), body).await);
    }
    written(&client, &format!("PATCH {PERSONS}/bob"), json!({ "lastName": "bob", "customFields": { "budget": null } }))
        .await;
    assert_eq!(person(&client, "bob").await, json!({ "Size!": ["s"], "other": "kept" }));

    let rename = |id: &'static str, body: Value| {
        let (client, line) = (&client, format!("PATCH {FIELDS}/values/person/{id}"));
        async move { client.call(&line, body).await }
    };
    let to_m = json!({ "from": "s", "to": "m", "key": "Size!", "type": "select" });
    for member in ["from", "to", "key", "type"] {
        let mut body = to_m.clone();
        body.as_object_mut().unwrap().remove(member);
        refused(member, &rename(ID, body).await);
    }
    refused("type", &rename(ID, json!({ "from": "s", "to": "m", "key": "Size!", "type": "multiselect" })).await);
    empty(404, &rename("nothing", to_m.clone()).await);
    empty(404, &other.call(&format!("PATCH {FIELDS}/values/person/{ID}"), to_m.clone()).await);
    empty(200, &rename(ID, to_m).await);
    for id in ["ann", "bob"] {
        assert_eq!(person(&client, id).await["Size!"], json!(["m"]), "{id}");
    }
    let options = client.get(&format!("{FIELDS}/person")).await.body[0]["options"].to_string();
    assert!(options.contains("\"m\"") && !options.contains("\"s\""), "{options}");
    // Of one record alone.
    empty(200, &rename("bob", json!({ "from": "m", "to": "l", "key": "Size!", "type": "select" })).await);
    assert_eq!(
        (person(&client, "ann").await["Size!"].clone(), person(&client, "bob").await["Size!"].clone()),
        (json!(["m"]), json!(["l"]))
    );
}
