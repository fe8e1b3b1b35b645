//! Custom fields of ONLYOFFICE, through one gateway at the facade of another: shown, written, carried, and said to be lost.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Staff, TestApp};
use crate::transfers::wait_for;

async fn define(app: &TestApp, staff: &Staff, field: Value) {
    let made = app.post("/crm/home/custom-fields", staff, field).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
}

fn shoe_size() -> Value {
    json!({ "key": "shoe-size", "entity": "person", "label": { "en": "Shoe size" }, "kind": "text" })
}

#[tokio::test]
async fn values_are_written_there_and_go_as_far_as_there_are_fields() {
    let (app, vendor) = (TestApp::new().await, TestApp::new().await);
    let (ada, theirs) = (app.staff("ada").await, vendor.staff("vendor").await);
    let token = vendor.token("vendor").await;
    let address = format!("{}/dialects/onlyoffice", vendor.listen().await);
    let new = json!({ "system": "onlyoffice", "name": "There", "address": address, "account": "ann", "secret": token });
    assert_eq!(app.post("/connections", &ada, new).await.status, StatusCode::CREATED);
    define(&vendor, &theirs, shoe_size()).await;
    let options = json!([{ "value": "Red", "label": { "en": "Red" } }, { "value": "Blue", "label": { "en": "Blue" } }]);
    let colour = json!({ "key": "colour", "entity": "person", "label": { "en": "Colour" }, "kind": "select", "options": options });
    define(&vendor, &theirs, colour).await;
    define(&app, &ada, shoe_size()).await;

    // The fields are shown, and defined there alone.
    let fields = app.get("/crm/onlyoffice/custom-fields", &ada).await.body;
    let labels: Vec<&str> =
        fields.as_array().unwrap().iter().map(|field| field["content"]["label"]["en"].as_str().unwrap()).collect();
    assert_eq!(labels, ["Shoe size", "Colour"], "{fields}");
    let one = format!("/crm/onlyoffice/custom-fields/{}", fields[0]["id"].as_str().unwrap());
    assert_eq!(app.get(&one, &ada).await.body["content"]["key"], "shoe-size");
    let seen = format!("\"{}\"", fields[0]["version"]);
    for (method, address) in
        [(Method::POST, "/crm/onlyoffice/custom-fields"), (Method::PUT, one.as_str()), (Method::DELETE, one.as_str())]
    {
        let headers = [("if-match", seen.as_str())];
        let answer = app.send(method, address, Some(&ada), fields[0]["content"].clone(), &headers).await;
        assert_eq!(answer.body["type"], "urn:calling-card:problem:crm-cannot", "{}", answer.body);
    }

    // What no field takes is said to be lost, and the rest is written.
    let custom = json!({ "shoe-size": "42", "colour": "red", "gone": "x" });
    let person = json!({ "name": { "given": "Mila", "family": "Jansen" }, "custom": custom });
    let lost = async |connection: &str, person: &Value| {
        let asked = json!({ "people": [person] });
        app.post(&format!("/connections/{connection}/losses"), &ada, asked).await.body
    };
    let one = json!([{ "part": "custom_fields", "count": 1, "people": 1 }]);
    assert_eq!(lost("onlyoffice", &person).await, one);
    let made = app.post("/crm/onlyoffice/people", &ada, person).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let content = made.body["result"]["content"].clone();
    assert_eq!(content["custom"], json!({ "colour": "Red", "shoe-size": "42" }));
    assert_eq!(lost("onlyoffice", &content).await, json!([]));

    // Who comes from there has what there are fields for here; the rest is in the report, and nobody is refused.
    assert_eq!(lost("home", &content).await, one);
    let task = tokio::spawn(calling_card_gateway::transfers::deliver(app.state.clone()));
    let begun = app.post("/transfers", &ada, json!({ "from": "onlyoffice", "to": "home" })).await.body;
    let report = wait_for(&app, &ada, begun["id"].as_str().unwrap(), "done").await;
    task.abort();
    assert_eq!(report["transfer"]["counts"]["done"], 1, "{report}");
    assert_eq!(report["deliveries"][0]["lost"], json!([{ "part": "custom_fields", "count": 1 }]), "{report}");
    let here = app.get("/crm/home/people", &ada).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    let here = app.get(&format!("/crm/home/people/{here}"), &ada).await.body;
    assert_eq!(here["content"]["custom"], json!({ "shoe-size": "42" }));
}
