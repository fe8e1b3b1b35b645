//! What one member of staff alone sees: business cards and notes that they keep to themselves.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

mod members;
mod others;

/// What stands in everything that is private in these tests, and in everything that all see.
pub(crate) const SECRET: &str = "Geheimwerk";
pub(crate) const SHARED: &str = "Offenwerk";

/// A card by whose every part it is found.
fn card(word: &str, more: Value) -> Value {
    let mut card = json!({
        "business": word,
        "emails": [{ "address": format!("ada@{}.example", word.to_lowercase()) }],
        "positions": [{ "position": format!("{word} position") }],
        "addresses": [{ "city": format!("{word} city"), "types": [format!("{word} type")] }],
    });
    for (member, value) in more.as_object().unwrap() {
        card[member] = value.clone();
    }
    card
}

/// Ada, of whom a member of staff keeps a card and a note to themselves.
pub(crate) async fn ada(app: &TestApp, staff: &Staff) -> String {
    let shared = card(SHARED, json!({ "favourite": true }));
    let private = card(SECRET, json!({ "only_mine": true }));
    let person = json!({ "name": { "given": "Ada", "family": "Byron" }, "tags": ["VIP"], "cards": [shared, private] });
    let id = app.person(staff, person).await;
    for (text, only_mine) in [(SHARED, false), (SECRET, true)] {
        let note = json!({ "person": id, "title": text, "text": format!("{text} note"), "category": format!("{text} kind"), "only_mine": only_mine });
        let made = app.post("/crm/home/notes", staff, note).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    }
    id
}

fn address(id: &str) -> String {
    format!("/crm/home/people/{id}")
}

/// Reads a person, changes them, and writes them.
async fn save(app: &TestApp, staff: &Staff, id: &str, change: impl FnOnce(&mut Value)) -> Answer {
    let record = app.get(&address(id), staff).await.body;
    let (mut person, version) = (record["content"].clone(), format!("\"{}\"", record["version"]));
    change(&mut person);
    app.send(Method::PUT, &address(id), Some(staff), person, &[("if-match", version.as_str())]).await
}

/// What the cards of a person are called, as somebody sees them.
async fn cards(app: &TestApp, staff: &Staff, id: &str) -> Vec<String> {
    let record = app.get(&address(id), staff).await.body;
    let cards = record["content"]["cards"].as_array().cloned().unwrap_or_default();
    cards.iter().map(|card| card["business"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What the notes about a person are called, as somebody sees them.
async fn notes(app: &TestApp, staff: &Staff, id: &str) -> Vec<String> {
    let notes = app.get(&format!("{}/notes", address(id)), staff).await.body;
    let mut titles: Vec<String> =
        notes.as_array().unwrap().iter().map(|note| note["content"]["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

async fn undo(app: &TestApp, staff: &Staff, written: &Value) -> StatusCode {
    let batch = written["batch"].as_str().unwrap();
    app.post(&format!("/crm/home/changes/{batch}/undo"), staff, Value::Null).await.status
}

#[tokio::test]
async fn who_keeps_something_sees_it_and_others_lose_nothing_of_it() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);
    assert_eq!(notes(&app, &ann, &id).await, [SECRET, SHARED]);
    assert_eq!(
        (cards(&app, &ben, &id).await, notes(&app, &ben, &id).await),
        (vec![SHARED.to_owned()], vec![SHARED.to_owned()])
    );
    // Others save: what they do not see stays.
    let saved = save(&app, &ben, &id, |person| person["name"]["given"] = "Augusta".into()).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);
    // Who has not seen that overwrites nothing of it, and their own part neither.
    let stale = app.get(&address(&id), &ann).await.body["content"].clone();
    let late = app.send(Method::PUT, &address(&id), Some(&ann), stale, &[("if-match", "\"1\"")]).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    // Both parts are saved as one, each card where it stood; what is wrong is said where it stands in what was sent.
    let wrong = save(&app, &ann, &id, |person| person["cards"][1]["emails"][0]["address"] = "nobody".into()).await;
    assert_eq!(wrong.body["errors"][0]["field"], "/cards/1/emails/0/address", "{}", wrong.body);
    let saved = save(&app, &ann, &id, |person| {
        person["name"]["family"] = "Lovelace".into();
        let cards = person["cards"].as_array_mut().unwrap();
        cards.swap(0, 1);
        cards[0]["phones"] = json!([{ "number": "030 901820" }]);
        cards[1]["favourite"] = false.into();
        cards[0]["favourite"] = true.into();
    })
    .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let answered = &saved.body["result"]["content"]["cards"];
    assert_eq!((&answered[0]["business"], &answered[0]["phones"][0]["e164"]), (&json!(SECRET), &json!("+4930901820")));
    assert_eq!((&answered[0]["favourite"], answered[1].get("favourite")), (&json!(true), None));
    let theirs = app.get(&address(&id), &ben).await.body["content"].clone();
    assert_eq!(
        (&theirs["name"]["family"], &theirs["cards"][0]["favourite"]),
        (&json!("Lovelace"), &json!(true)),
        "{theirs}"
    );
    // Undone, both parts are as before; done again, as after.
    assert_eq!(undo(&app, &ann, &saved.body).await, StatusCode::OK);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);
    let steps = app.get("/crm/home/changes/steps", &ann).await.body;
    assert_eq!(undo(&app, &ann, &steps["redo"]).await, StatusCode::OK, "{steps}");
    assert_eq!(cards(&app, &ann, &id).await, [SECRET, SHARED]);
    // Another member's undo takes back what all see, and leaves the owner's own.
    let saved = save(&app, &ann, &id, |person| {
        person["tags"] = json!(["Later"]);
        person["cards"].as_array_mut().unwrap().remove(0);
    })
    .await;
    assert_eq!(cards(&app, &ann, &id).await, [SHARED]);
    assert_eq!(undo(&app, &ben, &saved.body).await, StatusCode::OK);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED], "what its owner has thrown away");
    assert_eq!(app.get(&address(&id), &ann).await.body["content"]["tags"], json!(["VIP"]));
}

#[tokio::test]
async fn what_only_its_owner_changed_is_no_news_to_others() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Editor).await;
    let id = ada(&app, &ann).await;
    let history = format!("{}/history", address(&id));
    let before = app.get(&history, &ben).await.body;
    let saved = save(&app, &ann, &id, |person| person["cards"][1]["business"] = "Other".into()).await;
    assert_eq!(saved.body["result"]["version"], 2, "two windows of the owner do not overwrite each other");
    assert_eq!(app.get(&history, &ben).await.body, before);
    // An earlier version brings back what all saw then, and the owner keeps their own.
    save(&app, &ben, &id, |person| person["name"]["given"] = "Augusta".into()).await;
    let restore = format!("{}/versions/1/restore", address(&id));
    let restored = app.send(Method::POST, &restore, Some(&ann), Value::Null, &[("if-match", "\"3\"")]).await;
    let content = &restored.body["result"]["content"];
    assert_eq!((&content["name"]["given"], &content["cards"][1]["business"]), (&json!("Ada"), &json!("Other")));
}

#[tokio::test]
async fn cards_and_notes_become_private_and_everybodys_again() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    let hidden = save(&app, &ann, &id, |person| person["cards"][0]["only_mine"] = true.into()).await;
    assert_eq!(hidden.status, StatusCode::OK, "{}", hidden.body);
    assert_eq!((cards(&app, &ann, &id).await.len(), cards(&app, &ben, &id).await.len()), (2, 0));
    assert_eq!(app.get(&format!("/crm/home/people?q={SHARED}"), &ben).await.body["total"], 0);
    // What was everybody's is in the versions of then still.
    let past = app.get(&format!("{}/versions/1", address(&id)), &ben).await.body;
    assert_eq!(past["content"]["cards"][0]["business"], SHARED);
    save(&app, &ann, &id, |person| person["cards"][1]["only_mine"] = false.into()).await;
    assert_eq!(cards(&app, &ben, &id).await, [SECRET]);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);

    let list = app.get(&format!("{}/notes", address(&id)), &ann).await.body;
    let note = list.as_array().unwrap().iter().find(|note| note["content"]["title"] == SHARED).unwrap().clone();
    let write = async |staff: &Staff, note: &Value, only_mine: bool| {
        let mut content = note["content"].clone();
        content["only_mine"] = only_mine.into();
        let (at, version) =
            (format!("/crm/home/notes/{}", note["id"].as_str().unwrap()), format!("\"{}\"", note["version"]));
        app.send(Method::PUT, &at, Some(staff), content, &[("if-match", version.as_str())]).await
    };
    let refused = write(&ben, &note, true).await;
    assert_eq!(
        refused.body["errors"][0]["field"], "/only_mine",
        "who did not write it does not hide it: {}",
        refused.body
    );
    let hidden = write(&ann, &note, true).await;
    assert_eq!(hidden.status, StatusCode::OK, "{}", hidden.body);
    assert_eq!((notes(&app, &ann, &id).await.len(), notes(&app, &ben, &id).await.len()), (2, 0));
    assert_eq!(app.get("/crm/home/bin", &ben).await.body, json!([]), "it is not thrown away");
    assert_eq!(write(&ann, &note, true).await.status, StatusCode::PRECONDITION_FAILED, "it has another version now");
    assert_eq!(undo(&app, &ann, &hidden.body).await, StatusCode::OK);
    assert_eq!((notes(&app, &ann, &id).await.len(), notes(&app, &ben, &id).await), (2, vec![SHARED.to_owned()]));
    let own = list.as_array().unwrap().iter().find(|note| note["content"]["title"] == SECRET).unwrap().clone();
    let stranger = write(&ben, &own, true).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let shown = write(&ann, &own, false).await;
    assert!(shown.status.is_success(), "{}", shown.body);
    assert_eq!(notes(&app, &ben, &id).await, [SECRET, SHARED]);
}

#[tokio::test]
async fn a_private_note_is_deleted_and_comes_back() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    let list = app.get(&format!("{}/notes", address(&id)), &ann).await.body;
    let own = list.as_array().unwrap().iter().find(|note| note["content"]["title"] == SECRET).unwrap();
    let at = format!("/crm/home/notes/{}", own["id"].as_str().unwrap());
    let seen = [("if-match", "\"1\"")];
    let theirs = app.send(Method::DELETE, &at, Some(&ben), Value::Null, &seen).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    let deleted = app.send(Method::DELETE, &at, Some(&ann), Value::Null, &seen).await;
    assert_eq!(deleted.status, StatusCode::OK);
    assert_eq!(
        (notes(&app, &ann, &id).await, app.get("/crm/home/bin", &ann).await.body),
        (vec![SHARED.to_owned()], json!([]))
    );
    assert_eq!(undo(&app, &ben, &deleted.body).await, StatusCode::NOT_FOUND, "it is nobody else's to bring back");
    assert_eq!(undo(&app, &ann, &deleted.body).await, StatusCode::OK);
    assert_eq!(notes(&app, &ann, &id).await, [SECRET, SHARED]);
}

#[tokio::test]
async fn a_merge_takes_it_along_and_an_undo_brings_it_back() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let gone = ada(&app, &ann).await;
    let stays = app.person(&ben, json!({ "name": { "given": "Ada", "family": "Lovelace" } })).await;
    let person = json!({ "name": { "given": "Ada", "family": "Lovelace" }, "cards": [card(SHARED, json!({}))] });
    let merge =
        json!({ "stays": { "id": stays, "version": 1 }, "others": [{ "id": gone, "version": 1 }], "person": person });
    let merged = app.post("/crm/home/people/merge", &ben, merge).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.body);
    assert!(!merged.body.to_string().contains(SECRET), "{}", merged.body);
    assert!(cards(&app, &ann, &stays).await.contains(&SECRET.to_owned()));
    assert_eq!(notes(&app, &ann, &stays).await, [SECRET, SHARED]);
    assert_eq!(notes(&app, &ben, &stays).await, [SHARED]);
    assert_eq!(undo(&app, &ben, &merged.body).await, StatusCode::OK);
    assert_eq!(
        (cards(&app, &ann, &gone).await, notes(&app, &ann, &gone).await.len()),
        (vec![SHARED.to_owned(), SECRET.to_owned()], 2)
    );
    assert_eq!((cards(&app, &ann, &stays).await, notes(&app, &ann, &stays).await), (vec![], vec![]));
}

#[tokio::test]
async fn the_bin_keeps_it_and_an_erasure_does_not() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    let deleted = app.send(Method::DELETE, &address(&id), Some(&ben), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(app.get(&address(&id), &ann).await.status, StatusCode::NOT_FOUND);
    assert_eq!(undo(&app, &ben, &deleted.body).await, StatusCode::OK);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);
    save(&app, &ann, &id, |person| person["cards"][1]["alternative_title"] = "Dr.".into()).await;
    assert!(app.knows(SECRET).await);

    // For the person's own request an owner hands out all of it, and that is taken down.
    let export = format!("{}/export", address(&id));
    let own = app.get(&export, &ann).await.body["private"].clone();
    assert_eq!(
        (&own[0]["by"], &own[0]["cards"][0]["business"], &own[0]["notes"][0]["content"]["title"]),
        (&json!("home"), &json!(SECRET), &json!(SECRET))
    );
    assert!(!app.get(&export, &ben).await.body.to_string().contains(SECRET));
    let wrong = app.post(&export, &ben, json!({ "name": "Ada" })).await;
    assert_eq!(wrong.body["errors"][0]["field"], "/name", "{}", wrong.body);
    let copy = app.post(&export, &ben, json!({ "name": "Ada Byron" })).await;
    assert_eq!((copy.status, &copy.body["private"][0]["by"]), (StatusCode::OK, &json!("home")), "{}", copy.body);
    assert!(copy.body.to_string().contains(SECRET));
    let entry = app.get("/audit?kind=data_copied", &ben).await.body["items"][0].clone();
    assert_eq!((&entry["by"], &entry["about"]), (&json!("ben"), &json!(id)));

    let erased = app.post(&format!("{}/erase", address(&id)), &ben, json!({ "name": "Ada Byron" })).await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.body);
    assert!(!app.knows(SECRET).await, "nothing of it is in the file");
}

#[tokio::test]
async fn where_it_cannot_be_kept_apart_it_is_refused() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let person = json!({ "name": { "given": "Ada" }, "cards": [card(SECRET, json!({ "only_mine": true }))] });
    let import = json!({ "people": [{ "person": person }] });
    let refused = app.post("/crm/home/people/import", &ann, import).await;
    assert_eq!(
        (refused.status, &refused.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/cards/0/only_mine"))
    );
    assert!(!app.knows(SECRET).await);
}
