//! cobra CRM: several people become one.

use serde_json::{Value, json};

use super::cobra::text;
use crate::test_app::TestApp;

const MERGE: &str = "POST /crm/people/merge";

#[tokio::test]
async fn who_stays_takes_over_what_the_others_say() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let target =
        client.person(json!({ "lastname": "Muster", "orgaTags": [{ "text": "A" }], "employeeStatus": "active" })).await;
    let source = client
        .person(json!({
            "firstname": "Erika", "lastname": "Other", "orgaTags": [{ "text": "A" }, { "text": "B" }], "employeeStatus": "retired",
            "customerNumber": "C-1", "personalities": [{ "text": "Chess" }], "importantDates": [{ "text": "Wedding", "date": null }],
        }))
        .await;
    let third = client.person(json!({ "lastname": "Third" })).await;
    let (a, b, c) = (text(&target["id"]), text(&source["id"]), text(&third["id"]));
    let card = json!({ "business": "ACME", "isFavorite": true, "phones": [{ "number": "ask at the desk" }], "addresses": [{ "city": "Berlin" }] });
    let card = client.asked("createBusinessCard", 201, &format!("POST /crm/people/{b}/businesscards"), card).await;
    client.asked("updatePersonNote", 200, &format!("PUT /crm/people/{b}/note"), json!({ "note": "Likes tea." })).await;
    for other in [a, c] {
        let body = json!({ "id": other, "type": { "typeIdentifier": "Friend" } });
        client.asked("relatePeople", 201, &format!("POST /crm/people/{b}/relations"), body).await;
    }

    let told = client.asked("mergePeople", 201, MERGE, json!({ "targetId": a, "sourceIds": [b] })).await;
    assert_eq!((&told["id"], &told["firstname"], &told["lastname"]), (&json!(a), &json!("Erika"), &json!("Muster")));
    assert_eq!((&told["employeeStatus"], &told["customerNumber"]), (&json!("active"), &json!("C-1")));
    let tags: Vec<&str> = told["orgaTags"].as_array().unwrap().iter().map(|tag| text(&tag["text"])).collect();
    assert_eq!(tags, ["A", "B"]);
    assert_eq!(
        (&told["personalities"][0]["text"], &told["importantDates"][0]["text"]),
        (&json!("Chess"), &json!("Wedding"))
    );
    assert_eq!((&told["cards"], &told["note"]["note"]), (&json!([card]), &json!("Likes tea.")));
    let friend = json!([{ "id": c, "type": { "typeIdentifier": "Friend", "isFavorite": false } }]);
    assert_eq!(told["relations"], friend, "nobody is related with themselves");
    assert_eq!(client.read(&json!(a)).await, told);
    client.refused("getPerson", 404, &format!("GET /crm/people/{b}"), Value::Null).await;
    let line = format!("GET /crm/businesscards/{}", text(&card["id"]));
    assert_eq!(client.asked("getBusinessCardById", 200, &line, Value::Null).await, card);
    // It is one batch, which staff can undo.
    assert_eq!(app.get("/crm/home/people", &staff).await.body["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_merged_is_left_alone() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let (first, second) =
        (client.person(json!({ "lastname": "A" })).await, client.person(json!({ "lastname": "B" })).await);
    let foreign = other.person(json!({ "lastname": "C" })).await;
    let (a, b, c) = (&first["id"], &second["id"], &foreign["id"]);
    for (wrong, at) in [
        (json!({}), "targetId"),
        (json!({ "targetId": a }), "sourceIds"),
        (json!({ "targetId": a, "sourceIds": [] }), "sourceIds"),
        (json!({ "targetId": a, "sourceIds": [b, a] }), "sourceIds"),
        (json!({ "targetId": a, "sourceIds": [b, b] }), "sourceIds"),
        (json!({ "targetId": a, "sourceIds": [b, c] }), "sourceIds"),
        (json!({ "targetId": c, "sourceIds": [b] }), "targetId"),
        (json!({ "targetId": "x", "sourceIds": [b] }), "targetId"),
        (json!({ "targetId": a, "sourceIds": vec![b; 51] }), "sourceIds"),
        (json!({ "targetId": a, "sourceIds": text(b) }), "body"),
    ] {
        let message = client.refused("mergePeople", 400, MERGE, wrong.clone()).await;
        assert!(message.starts_with(&format!("{at}: ")), "{wrong}: {message}");
    }
    assert_eq!(client.asked("listPeople", 200, "GET /crm/people", Value::Null).await, json!([first, second]));
    other.read(c).await;
}
