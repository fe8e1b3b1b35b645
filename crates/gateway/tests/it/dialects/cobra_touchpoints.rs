//! cobra CRM: touchpoints.

use axum::http::Method;
use serde_json::{Value, json};

use super::cobra::{Cobra, text};
use crate::test_app::{Staff, TestApp};

const TOUCHPOINTS: &str = "/crm/touchpoints";
/// An id of nothing.
const NOBODY: &str = "0123456789abcdef01234567";

/// People of staff's, by their keys, with their ids in the dialect.
async fn people(client: &Cobra<'_>, staff: &Staff, names: &[&str]) -> Vec<(String, String)> {
    let mut people = Vec::new();
    for name in names {
        let key = client.app.person(staff, json!({ "name": { "family": name } })).await;
        let all = client.told("/crm/people").await;
        let found = all.as_array().unwrap().iter().find(|person| person["lastname"] == *name).unwrap();
        people.push((key, text(&found["id"]).to_owned()));
    }
    people
}

/// What staff read about somebody.
async fn notes(app: &TestApp, staff: &Staff, person: &str) -> Vec<Value> {
    let answer = app.get(&format!("/crm/home/people/{person}/notes"), staff).await;
    answer.body.as_array().unwrap().clone()
}

#[tokio::test]
async fn a_touchpoint_is_a_note_about_each_of_its_people() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let all = people(&client, &staff, &["Ann", "Bob", "Cy"]).await;
    let [(ann_key, ann), (bob_key, bob), (cy_key, cy)] = <[_; 3]>::try_from(all).unwrap();
    let said = json!({
        "subject": "Lunch", "text": "They like it", "type": "Meeting", "date": "2026-01-02T12:00:00Z", "endDate": "2026-01-02T13:00:00Z",
        "priority": "High", "mood": "happy", "tags": [{ "text": "Food" }], "people": [ann, bob, ann]
    });
    let made = client.data(201, &format!("POST {TOUCHPOINTS}"), said.clone()).await;
    let address = format!("{TOUCHPOINTS}/{}", made["id"].as_str().unwrap());
    let read = client.told(&address).await;
    assert_eq!(read, made);
    for name in ["subject", "text", "type", "date", "endDate", "priority", "mood"] {
        assert_eq!(read[name], said[name], "{name}");
    }
    assert_eq!((&read["people"], &read["tags"][0]["text"]), (&json!([ann, bob]), &json!("Food")));
    for person in [&ann_key, &bob_key] {
        let notes = notes(&app, &staff, person).await;
        assert_eq!(
            (notes.len(), &notes[0]["content"]["title"], &notes[0]["content"]["flagged"]),
            (1, &json!("Lunch"), &json!(true))
        );
    }

    // What staff write into one of the notes is what the touchpoint says.
    let note = notes(&app, &staff, &bob_key).await[0].clone();
    let mut content = note["content"].clone();
    content["text"] = json!("They loved it");
    let version = format!("\"{}\"", note["version"]);
    let target = format!("/crm/home/notes/{}", note["id"].as_str().unwrap());
    let answer = app.send(Method::PUT, &target, Some(&staff), content, &[("if-match", &version)]).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    let read = client.told(&address).await;
    assert_eq!(
        (&read["text"], &read["mood"], &read["type"]),
        (&json!("They loved it"), &json!("happy"), &json!("Meeting"))
    );

    let put = json!({ "subject": "Dinner", "people": [bob, cy] });
    let read = client.data(200, &format!("PUT {address}"), put).await;
    assert_eq!(read, client.told(&address).await);
    assert_eq!((&read["people"], read.get("text"), read.get("type")), (&json!([bob, cy]), None, None));
    assert_eq!((&read["date"], &read["mood"], &read["priority"]), (&said["date"], &json!("happy"), &json!("High")));
    assert_eq!(notes(&app, &staff, &ann_key).await.len(), 0);
    assert_eq!(notes(&app, &staff, &cy_key).await[0]["content"]["text"], "Dinner");

    // A person who goes takes their note along; the touchpoint stays with the others.
    let version = app.get(&format!("/crm/home/people/{bob_key}"), &staff).await.body["version"].clone();
    let version = format!("\"{version}\"");
    let target = format!("/crm/home/people/{bob_key}");
    app.send(Method::DELETE, &target, Some(&staff), Value::Null, &[("if-match", &version)]).await;
    assert_eq!(client.told(&address).await["people"], json!([cy]));
    client.data(200, &format!("DELETE {address}"), Value::Null).await;
    client.refuse(404, "", &format!("GET {address}"), Value::Null).await;
    assert_eq!(notes(&app, &staff, &cy_key).await.len(), 0);
}

#[tokio::test]
async fn priority_mood_and_tags_have_calls_of_their_own() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let [(ann_key, ann)] = <[_; 1]>::try_from(people(&client, &staff, &["Ann"]).await).unwrap();
    let mut ids = Vec::new();
    for text in ["One", "Two"] {
        let made = client.data(201, &format!("POST {TOUCHPOINTS}"), json!({ "text": text, "people": [ann] })).await;
        assert_eq!(made["date"], made["dateCreated"], "when it was noted");
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let one = format!("{TOUCHPOINTS}/{}", ids[0]);
    let read = client.data(200, &format!("PUT {one}/priority"), json!({ "priority": "high" })).await;
    assert_eq!(read["priority"], "high");
    assert_eq!(notes(&app, &staff, &ann_key).await[0]["content"]["text"], "One", "it stands first");
    client.data(200, &format!("PUT {one}/mood"), json!({ "mood": "sad" })).await;
    client.data(200, &format!("PUT {TOUCHPOINTS}/priority"), json!({ "touchpointIds": ids, "priority": "low" })).await;
    for id in &ids {
        assert_eq!(client.told(&format!("{TOUCHPOINTS}/{id}")).await["priority"], "low");
    }
    assert!(notes(&app, &staff, &ann_key).await.iter().all(|note| note["content"].get("flagged").is_none()));
    let read = client.data(200, &format!("PUT {one}/mood"), json!({ "mood": null })).await;
    assert_eq!((read.get("mood"), &read["priority"]), (None, &json!("low")));

    let tags = format!("{TOUCHPOINTS}/tags");
    client
        .data(201, &format!("POST {tags}"), json!({ "touchpointIds": ids, "tags": [{ "text": "A" }, { "text": "B" }] }))
        .await;
    let a = client.told(&one).await["tags"][0].clone();
    assert_eq!(a["text"], "A");
    client.data(200, &format!("DELETE {tags}"), json!({ "touchpointIds": ids, "tagIds": [a["id"]] })).await;
    for id in &ids {
        let read = client.told(&format!("{TOUCHPOINTS}/{id}")).await;
        assert_eq!((read["tags"].as_array().unwrap().len(), &read["tags"][0]["text"]), (1, &json!("B")));
    }

    let long = "x".repeat(201);
    for (line, at, body) in [
        (format!("PUT {one}/priority"), "priority: ", json!({ "priority": long })),
        (format!("PUT {one}/mood"), "mood: ", json!({ "mood": "a\u{7}" })),
        (format!("PUT {one}/mood"), "body: ", Value::Null),
        (format!("PUT {TOUCHPOINTS}/priority"), "touchpointIds: ", json!({ "priority": "low" })),
        (
            format!("PUT {TOUCHPOINTS}/priority"),
            "touchpointIds[1]: ",
            json!({ "touchpointIds": [ids[0], NOBODY], "priority": "none" }),
        ),
        (format!("POST {tags}"), "tags: ", json!({ "touchpointIds": ids })),
        (format!("POST {tags}"), "tags[0]: ", json!({ "touchpointIds": ids, "tags": [{ "text": long }] })),
        (format!("DELETE {tags}"), "touchpointIds[0]: ", json!({ "touchpointIds": ["x"], "tagIds": [a["id"]] })),
    ] {
        client.refuse(400, at, &line, body).await;
    }
    assert_eq!(client.told(&one).await["priority"], "low", "all of it or nothing");
    client.data(200, &format!("DELETE {TOUCHPOINTS}"), json!([ids[0], ids[1], NOBODY])).await;
    client.refuse(404, "", &format!("GET {one}"), Value::Null).await;
}

#[tokio::test]
async fn people_are_taken_off_and_touchpoints_move() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let all = people(&client, &staff, &["Ann", "Bob"]).await;
    let [(ann_key, ann), (bob_key, bob)] = <[_; 2]>::try_from(all).unwrap();
    let create = async |text: &str, people: Value| {
        let made = client
            .data(201, &format!("POST {TOUCHPOINTS}"), json!({ "text": text, "mood": "calm", "people": people }))
            .await;
        made["id"].as_str().unwrap().to_owned()
    };
    let both = create("Both", json!([ann, bob])).await;
    let off = format!("DELETE {TOUCHPOINTS}/{both}/people");
    let read = client.data(200, &format!("{off}/{ann}"), Value::Null).await;
    assert_eq!(read["people"], json!([bob]));
    client.refuse(404, "", &format!("{off}/{ann}"), Value::Null).await;
    client.refuse(400, "people: ", &format!("{off}/{bob}"), Value::Null).await;

    let (alone, shared) = (create("Alone", json!([ann])).await, create("Shared", json!([ann, bob])).await);
    let note = json!({ "person": ann_key, "text": "By staff" });
    assert_eq!(app.post("/crm/home/notes", &staff, note).await.status.as_u16(), 201);
    let to_bob = |ids: Value| json!({ "fromPersonId": ann, "toPersonId": bob, "touchpointIds": ids });
    let line = format!("PUT {TOUCHPOINTS}/move");
    client.refuse(400, "touchpointIds[0]: ", &line, to_bob(json!([both]))).await;
    client.refuse(400, "touchpointIds[1]: ", &line, to_bob(json!([alone, NOBODY]))).await;
    let moved = client.data(200, &line, to_bob(json!([alone, alone]))).await;
    assert_eq!(
        (moved.as_array().unwrap().len(), &moved[0]["people"], &moved[0]["mood"]),
        (1, &json!([bob]), &json!("calm"))
    );
    // All that are left: one that concerns both, and what staff have noted.
    let moved = client.data(200, &line, json!({ "fromPersonId": ann, "toPersonId": bob })).await;
    let texts: Vec<&Value> = moved.as_array().unwrap().iter().map(|touchpoint| &touchpoint["text"]).collect();
    assert_eq!(texts, ["Shared", "By staff"]);
    assert!(moved.as_array().unwrap().iter().all(|touchpoint| touchpoint["people"] == json!([bob])));
    assert_eq!(client.told(&format!("{TOUCHPOINTS}/{shared}")).await["people"], json!([bob]));
    assert_eq!((notes(&app, &staff, &ann_key).await.len(), notes(&app, &staff, &bob_key).await.len()), (0, 4));
    for (at, body) in [
        ("fromPersonId: ", json!({ "toPersonId": bob })),
        ("toPersonId: ", json!({ "fromPersonId": ann })),
        ("toPersonId: ", json!({ "fromPersonId": ann, "toPersonId": ann })),
        ("toPersonId: ", json!({ "fromPersonId": ann, "toPersonId": NOBODY })),
        ("fromPersonId: ", json!({ "fromPersonId": "' OR 1=1", "toPersonId": bob })),
        ("touchpointIds: ", to_bob(json!([]))),
        ("body: ", Value::Null),
    ] {
        client.refuse(400, at, &line, body).await;
    }
}

#[tokio::test]
async fn what_is_validated_is_not_stored_and_limits_hold() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let [(ann_key, ann)] = <[_; 1]>::try_from(people(&client, &staff, &["Ann"]).await).unwrap();
    let validate = format!("POST {TOUCHPOINTS}/validate");
    let told = client
        .data(200, &validate, json!({ "subject": "Call", "tags": [{ "text": "A" }], "people": [ann.to_uppercase()] }))
        .await;
    assert_eq!((told.get("id"), told.get("createdBy"), &told["people"]), (None, None, &json!([ann])));
    assert!(told["date"].is_string() && told["tags"][0]["id"].is_string());
    assert_eq!(notes(&app, &staff, &ann_key).await.len(), 0);
    let long = "x".repeat(201);
    for (at, body) in [
        ("text: ", json!({ "people": [ann] })),
        ("subject: ", json!({ "subject": long, "people": [ann] })),
        ("text: ", json!({ "text": "x".repeat(20_001), "people": [ann] })),
        ("type: ", json!({ "text": "x", "type": long, "people": [ann] })),
        ("date: ", json!({ "text": "x", "date": "yesterday", "people": [ann] })),
        (
            "endDate: ",
            json!({ "text": "x", "date": "2026-01-02T12:00:00Z", "endDate": "2026-01-02T12:00:00+02:00", "people": [ann] }),
        ),
        ("mood: ", json!({ "text": "x", "mood": long, "people": [ann] })),
        ("tags: ", json!({ "text": "x", "tags": vec![json!({ "text": "x" }); 101], "people": [ann] })),
        ("people: ", json!({ "text": "x" })),
        ("people: ", json!({ "text": "x", "people": [] })),
        ("people: ", json!({ "text": "x", "people": vec![&ann; 101] })),
        ("people[1]: ", json!({ "text": "x", "people": [ann, NOBODY] })),
        ("people[0]: ", json!({ "text": "x", "people": [ann_key] })),
        ("body: ", json!({ "text": "x", "people": "all" })),
        ("body: ", json!(["x"])),
        ("body: ", Value::Null),
    ] {
        client.refuse(400, at, &validate, body.clone()).await;
        client.refuse(400, at, &format!("POST {TOUCHPOINTS}"), body).await;
    }
    let body = json!({ "text": "Ours", "people": [ann] });
    other.refuse(400, "people[0]: ", &format!("POST {TOUCHPOINTS}"), body.clone()).await;
    let made = client.data(201, &format!("POST {TOUCHPOINTS}"), body).await;
    let address = format!("{TOUCHPOINTS}/{}", made["id"].as_str().unwrap());
    for (line, body) in [
        (format!("GET {address}"), Value::Null),
        (format!("PUT {address}"), json!({ "text": "Mine" })),
        (format!("PUT {address}/mood"), json!({ "mood": "x" })),
        (format!("PUT {address}/priority"), json!({ "priority": "x" })),
        (format!("DELETE {address}/people/{ann}"), Value::Null),
        (format!("DELETE {address}"), Value::Null),
    ] {
        other.refuse(404, "", &line, body).await;
    }
    other.data(200, &format!("DELETE {TOUCHPOINTS}"), json!([made["id"]])).await;
    let body = json!({ "touchpointIds": [made["id"]], "priority": "x" });
    other.refuse(400, "touchpointIds[0]: ", &format!("PUT {TOUCHPOINTS}/priority"), body).await;
    assert_eq!(client.told(&address).await, made);
    for wrong in ["x", NOBODY, "0123456789abcdef0123456", "../people"] {
        client.refuse(404, "", &format!("GET {TOUCHPOINTS}/{wrong}"), Value::Null).await;
    }
    for (line, allowed) in [
        (format!("GET {TOUCHPOINTS}"), "POST, DELETE"),
        (format!("GET {TOUCHPOINTS}/tags"), "POST, DELETE"),
        (format!("POST {TOUCHPOINTS}/move"), "PUT"),
        (format!("POST {address}"), "GET, PUT, DELETE"),
        (format!("GET {address}/mood"), "PUT"),
        (format!("GET {address}/people/{ann}"), "DELETE"),
    ] {
        let answer = client.call(&line, Value::Null).await;
        assert_eq!((answer.status.as_u16(), answer.headers["allow"].to_str().unwrap()), (405, allowed), "{line}");
    }
}
