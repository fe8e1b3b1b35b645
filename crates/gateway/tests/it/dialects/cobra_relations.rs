//! cobra CRM: relations between people.

use serde_json::{Value, json};

use super::cobra::{Cobra, text};
use crate::test_app::TestApp;

const NOBODY: &str = "0123456789abcdef01234567";

async fn people(client: &Cobra<'_>, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        ids.push(text(&client.person(json!({ "lastname": name })).await["id"]).to_owned());
    }
    ids
}

async fn of(client: &Cobra<'_>, person: &str, category: &str) -> Value {
    client.asked("listRelations", 200, &format!("GET /crm/people/{person}/relations{category}"), Value::Null).await
}

#[tokio::test]
async fn people_are_related_and_parted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let ids = people(&client, &["A", "B", "C"]).await;
    let (a, b, c) = (&ids[0], &ids[1], &ids[2]);
    let line = format!("POST /crm/people/{a}/relations");
    let said = json!({ "id": b, "type": { "typeIdentifier": "Manager", "isFavorite": true } });
    assert_eq!(client.asked("relatePeople", 201, &line, said.clone()).await, said);
    assert_eq!(of(&client, a, "").await, json!([said]));
    // It is seen from the other side, too.
    let seen = json!({ "id": a, "type": { "typeIdentifier": "Report", "isFavorite": true } });
    assert_eq!(of(&client, b, "").await, json!([seen]));
    assert_eq!(client.read(&json!(b)).await["relations"], json!([seen]));
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!((&list[0]["relations"], &list[1]["relations"]), (&json!([said]), &json!([seen])));
    // Of what is nothing said it is a contact; each pair has one.
    let told = client.asked("relatePeople", 201, &line, json!({ "id": c })).await;
    assert_eq!(told["type"]["isFavorite"], false);
    client.refused("relatePeople", 400, &line, json!({ "id": b, "type": { "typeIdentifier": "Friend" } })).await;
    for (wrong, at) in [
        (json!({}), "id"),
        (json!({ "id": a }), "id"),
        (json!({ "id": NOBODY }), "id"),
        (json!({ "id": b, "type": "Friend" }), "body"),
    ] {
        let message = client.refused("relatePeople", 400, &line, wrong.clone()).await;
        assert!(message.starts_with(&format!("{at}: ")), "{wrong}: {message}");
    }
    client.refused("relatePeople", 404, &format!("POST /crm/people/{NOBODY}/relations"), json!({ "id": b })).await;

    // By category: what the other one is.
    assert_eq!(of(&client, a, "?category=manager").await, json!([said]));
    assert_eq!(of(&client, a, "?category=Report").await, json!([]));

    let line = format!("PUT /crm/people/{b}/relations/{a}");
    let told =
        client.asked("updateRelation", 200, &line, json!({ "typeIdentifier": "Friend", "isFavorite": false })).await;
    assert_eq!(told, json!({ "id": a, "type": { "typeIdentifier": "Friend", "isFavorite": false } }));
    assert_eq!(of(&client, a, "?category=friend").await[0]["id"], json!(b));
    client.refused("updateRelation", 400, &line, json!({ "typeIdentifier": "x".repeat(201) })).await;
    let body = json!([{ "id": a, "type": { "isFavorite": true } }]);
    let told = client.asked("updateRelations", 200, &format!("PUT /crm/people/{b}/relations"), body).await;
    assert_eq!(told[0]["type"], json!({ "typeIdentifier": "Friend", "isFavorite": true }), "what is left out stays");
    let wrong = json!([{ "id": a, "type": { "typeIdentifier": "Changed" } }, { "id": c }]);
    let message = client.refused("updateRelations", 400, &format!("PUT /crm/people/{b}/relations"), wrong).await;
    assert!(message.starts_with("[1].id: "), "{message}");
    assert_eq!(of(&client, b, "").await[0]["type"]["typeIdentifier"], "Friend", "all of them, or nobody");

    let line = format!("DELETE /crm/people/{b}/relations/{a}");
    client.asked("removeRelation", 200, &line, Value::Null).await;
    client.refused("removeRelation", 404, &line, Value::Null).await;
    client.refused("updateRelation", 404, &format!("PUT /crm/people/{b}/relations/{a}"), json!({})).await;
    assert_eq!(of(&client, a, "").await.as_array().unwrap().len(), 1);
    // Who goes takes their relations along; staff see the same.
    client.asked("deletePerson", 200, &format!("DELETE /crm/people/{c}"), Value::Null).await;
    assert_eq!(of(&client, a, "").await, json!([]));
    assert_eq!(app.get("/crm/home/people", &staff).await.body["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn many_are_related_at_once_or_nobody() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let ids = people(&client, &["A", "B", "C"]).await;
    let foreign = people(&other, &["D"]).await.remove(0);
    let (a, b, c) = (&ids[0], &ids[1], &ids[2]);
    let friend = json!({ "typeIdentifier": "Friend" });
    let line = "POST /crm/relations/batch";
    for (wrong, at) in [
        (json!([{ "peopleId": a, "relations": [{ "id": b }, { "id": foreign }] }]), "[0].relations[1].id"),
        (json!([{ "peopleId": a, "relations": [{ "id": b }, { "id": b }] }]), "[0].relations[1].id"),
        (
            json!([{ "peopleId": a, "relations": [{ "id": b }] }, { "peopleId": foreign, "relations": [] }]),
            "[1].peopleId",
        ),
        (json!([{ "relations": [] }]), "[0].peopleId"),
        (json!([{ "peopleId": a }]), "[0].relations"),
        (json!([{ "peopleId": a, "relations": vec![json!({ "id": b }); 1_001] }]), "body"),
        (json!([{ "peopleId": a, "relations": [{ "id": NOBODY }] }]), "[0].relations[0].id"),
    ] {
        let message = client.refused("createRelations", 400, line, wrong.clone()).await;
        assert!(message.starts_with(&format!("{at}: ")), "{wrong}: {message}");
        assert_eq!(of(&client, a, "").await, json!([]));
    }
    let body = json!([{ "peopleId": a, "relations": [{ "id": b, "type": friend }, { "id": c }] }, { "peopleId": b, "relations": [{ "id": c }] }]);
    let made = client.asked("createRelations", 201, line, body).await;
    assert_eq!((made.as_array().unwrap().len(), &made[0]["type"]["typeIdentifier"]), (3, &json!("Friend")));
    let body = json!([{ "peopleId": a, "relationIds": [b, c, NOBODY, foreign] }, { "peopleId": c, "relationIds": [] }]);
    client.asked("removeRelations", 200, "DELETE /crm/relations/batch", body).await;
    assert_eq!((of(&client, a, "").await, of(&client, b, "").await[0]["id"].clone()), (json!([]), json!(c)));
    client.refused("removeRelations", 400, "DELETE /crm/relations/batch", json!([{ "peopleId": foreign }])).await;
    client.refused("removeRelations", 400, "DELETE /crm/relations/batch", json!([{ "peopleId": a }])).await;
    client.refused("listRelations", 404, &format!("GET /crm/people/{foreign}/relations"), Value::Null).await;
}
