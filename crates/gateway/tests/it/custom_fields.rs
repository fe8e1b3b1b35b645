//! Custom fields: their definitions, and what becomes of their values.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

const FIELDS: &str = "/crm/home/custom-fields";

fn field(key: &str, kind: Value) -> Value {
    let mut field = json!({ "key": key, "entity": "person", "label": { "en": key.to_uppercase(), "de": "" } });
    for (member, value) in kind.as_object().unwrap() {
        field[member] = value.clone();
    }
    field
}

fn options(values: &[&str]) -> Value {
    values.iter().map(|value| json!({ "value": value, "label": { "en": value.to_uppercase() } })).collect()
}

/// Makes a field; answers its record.
async fn make(app: &TestApp, staff: &Staff, field: Value) -> Value {
    let answer = app.post(FIELDS, staff, field).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["result"].clone()
}

/// Fields of all kinds.
async fn all_kinds(app: &TestApp, staff: &Staff) -> Vec<Value> {
    let mut made = Vec::new();
    for field in [
        field("nick", json!({ "kind": "text" })),
        field("story", json!({ "kind": "textarea" })),
        field("size", json!({ "kind": "select", "options": options(&["s", "l"]) })),
        field("topics", json!({ "kind": "multiselect", "options": options(&["a", "b"]) })),
        field("budget", json!({ "kind": "currency", "currency": "EUR" })),
    ] {
        made.push(make(app, staff, field).await);
    }
    made
}

async fn put(app: &TestApp, staff: &Staff, address: &str, version: u32, body: Value) -> Answer {
    let version = format!("\"{version}\"");
    app.send(Method::PUT, address, Some(staff), body, &[("if-match", version.as_str())]).await
}

async fn delete(app: &TestApp, staff: &Staff, address: &str, version: u32) -> Answer {
    let version = format!("\"{version}\"");
    app.send(Method::DELETE, address, Some(staff), Value::Null, &[("if-match", version.as_str())]).await
}

async fn keys(app: &TestApp, staff: &Staff) -> Vec<String> {
    let fields = app.get(FIELDS, staff).await.body;
    fields.as_array().unwrap().iter().map(|field| field["content"]["key"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_field_is_made_changed_deleted_and_taken_out_of_the_bin() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = make(&app, &staff, field("size", json!({ "kind": "select", "options": options(&["s"]) }))).await;
    let address = format!("{FIELDS}/{}", made["id"].as_str().unwrap());
    let content = &made["content"];
    assert_eq!((&content["status"], &content["order"]), (&json!("active"), &json!(0)));
    assert_eq!(app.get(&address, &staff).await.headers["etag"], "\"1\"");

    let mut changed = content.clone();
    (changed["options"], changed["status"]) = (options(&["s", "l"]), json!("hidden"));
    // What stays as it is, whatever is said.
    (changed["key"], changed["entity"], changed["order"]) = (json!("other"), json!("organization"), json!(9));
    let unseen = app.send(Method::PUT, &address, Some(&staff), changed.clone(), &[]).await;
    assert_eq!(unseen.status.as_u16(), 428);
    let answer = put(&app, &staff, &address, 1, changed.clone()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let content = &answer.body["result"]["content"];
    assert_eq!((&content["key"], &content["entity"], &content["order"]), (&json!("size"), &json!("person"), &json!(0)));
    assert_eq!((content["options"].as_array().unwrap().len(), &content["status"]), (2, &json!("hidden")));
    assert_eq!(put(&app, &staff, &address, 1, changed.clone()).await.status.as_u16(), 412);
    changed["kind"] = json!("text");
    let refused = put(&app, &staff, &address, 2, changed).await;
    assert_eq!(refused.body["errors"], json!([{ "field": "/kind", "code": "other_kind" }]));

    assert_eq!(delete(&app, &staff, &address, 1).await.status.as_u16(), 412);
    let deleted = delete(&app, &staff, &address, 2).await;
    assert_eq!((deleted.status, keys(&app, &staff).await.len()), (StatusCode::OK, 0));
    assert_eq!(app.get("/crm/home/bin", &staff).await.body[0]["kind"], "custom_field");
    // Until it is gone for good, it may be taken out again: its key is not free.
    let taken = app.post(FIELDS, &staff, field("size", json!({ "kind": "text" }))).await;
    assert_eq!(taken.body["errors"], json!([{ "field": "/key", "code": "taken" }]));
    let undo = format!("/crm/home/changes/{}/undo", deleted.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(keys(&app, &staff).await, ["size"]);
    // A field of organizations is another one.
    let mut other = field("size", json!({ "kind": "text" }));
    other["entity"] = json!("organization");
    make(&app, &staff, other).await;
}

#[tokio::test]
async fn what_is_no_field_is_refused_at_the_member() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for (wrong, at) in [
        (json!({ "kind": "currency", "currency": "Euro" }), "/currency"),
        (json!({ "kind": "select", "options": [] }), "/options/0/value"),
        (json!({ "kind": "multiselect", "options": options(&["a", "a"]) }), "/options/0/value"),
        (json!({ "kind": "text", "label": { "en": "" } }), "/label/en"),
        (json!({ "kind": "text", "label": { "en": "x".repeat(3000) } }), "/label/en"),
    ] {
        let answer = app.post(FIELDS, &staff, field("a", wrong.clone())).await;
        assert_eq!((answer.status.as_u16(), &answer.body["errors"][0]["field"]), (422, &json!(at)), "{wrong}");
    }
    for wrong in [
        json!({ "kind": "date" }),
        json!({ "kind": "text", "key": "No key" }),
        json!({ "kind": "text", "entity": "deal" }),
    ] {
        assert_eq!(app.post(FIELDS, &staff, field("a", wrong)).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn fields_stand_in_the_order_that_staff_give_them_and_undo_gives_the_old_one() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = all_kinds(&app, &staff).await;
    let id = |at: usize| made[at]["id"].clone();
    let arrange = async |ids: Value| {
        let body = json!({ "entity": "person", "ids": ids });
        app.send(Method::PUT, "/crm/home/custom-fields-order", Some(&staff), body, &[]).await
    };
    // Those that are not named stand behind the others.
    let answer = arrange(json!([id(4), id(0)])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(keys(&app, &staff).await, ["budget", "nick", "story", "size", "topics"]);
    let undo = format!("/crm/home/changes/{}/undo", answer.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(keys(&app, &staff).await, ["nick", "story", "size", "topics", "budget"]);
    let twice = arrange(json!([id(0), id(0)])).await;
    assert_eq!(twice.body["errors"], json!([{ "field": "/ids/1", "code": "unknown" }]));
}

#[tokio::test]
async fn values_are_checked_where_they_change_and_found() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    all_kinds(&app, &staff).await;
    let custom =
        json!({ "nick": " Mimi ", "story": "Köln,\nonce", "size": "l", "topics": ["b", "a"], "budget": "12,5" });
    let id = app.person(&staff, json!({ "name": { "family": "Curie" }, "custom": custom })).await;
    let address = format!("/crm/home/people/{id}");
    let kept = json!({ "nick": "Mimi", "story": "Köln,\nonce", "size": "l", "topics": ["b", "a"], "budget": "12.5" });
    assert_eq!(app.get(&address, &staff).await.body["content"]["custom"], kept);
    for (q, found) in [("mimi", 1), ("koln", 1), ("12", 1), ("nothing", 0)] {
        assert_eq!(app.get(&format!("/crm/home/people?q={q}"), &staff).await.body["total"], found, "{q}");
    }
    let wrong = json!({ "nick": "a\nb", "size": "xl", "topics": ["c"], "budget": "much", "gone": "x" });
    let answer = put(&app, &staff, &address, 1, json!({ "name": { "family": "Curie" }, "custom": wrong })).await;
    let errors: Vec<(&str, &str)> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        errors,
        [
            ("/custom/budget", "amount"),
            ("/custom/gone", "unknown"),
            ("/custom/nick", "control_character"),
            ("/custom/size", "option"),
            ("/custom/topics", "option"),
        ]
    );
    let history = app.get(&format!("{address}/history"), &staff).await.body;
    assert_eq!(history.as_array().unwrap().len(), 1);
    let export = app.get(&format!("{address}/export"), &staff).await;
    assert_eq!(export.body["person"]["content"]["custom"], kept, "{}", export.body);
}

#[tokio::test]
async fn a_record_can_be_saved_whatever_became_of_its_fields_and_options() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = all_kinds(&app, &staff).await;
    let person =
        |custom: Value, given: &str| json!({ "name": { "family": "Curie", "given": given }, "custom": custom });
    let custom = json!({ "nick": "Mimi", "size": "s", "topics": ["a"] });
    let id = app.person(&staff, person(custom.clone(), "")).await;
    let address = format!("/crm/home/people/{id}");

    let of = |at: usize| format!("{FIELDS}/{}", made[at]["id"].as_str().unwrap());
    for (at, left) in [(2, options(&["l"])), (3, options(&["b"]))] {
        let mut changed = made[at]["content"].clone();
        changed["options"] = left;
        assert_eq!(put(&app, &staff, &of(at), 1, changed).await.status, StatusCode::OK);
    }
    assert_eq!(delete(&app, &staff, &of(0), 1).await.status, StatusCode::OK);

    let saved = put(&app, &staff, &address, 1, person(custom.clone(), "Marie")).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(saved.body["result"]["content"]["custom"], custom);
    let more = json!({ "nick": "Mimi", "size": "s", "topics": ["a", "b"] });
    assert_eq!(put(&app, &staff, &address, 2, person(more.clone(), "Marie")).await.status, StatusCode::OK);
    let other = json!({ "nick": "Mi", "size": "s", "topics": ["b", "c"] });
    let refused = put(&app, &staff, &address, 3, person(other, "Marie")).await;
    assert_eq!(
        refused.body["errors"],
        json!([{ "field": "/custom/nick", "code": "unknown" }, { "field": "/custom/topics", "code": "option" }])
    );
    // What is gone can be let go.
    assert_eq!(put(&app, &staff, &address, 3, person(json!({}), "Marie")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn organizations_have_fields_of_their_own() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let mut members = field("members", json!({ "kind": "text" }));
    members["entity"] = json!("organization");
    make(&app, &staff, members).await;
    let made =
        app.post("/crm/home/organizations", &staff, json!({ "name": "Bees", "custom": { "members": "70,000" } })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(app.get("/crm/home/organizations?q=70", &staff).await.body["total"], 1);
    let person =
        app.post("/crm/home/people", &staff, json!({ "name": { "family": "A" }, "custom": { "members": "1" } })).await;
    assert_eq!(person.body["errors"], json!([{ "field": "/custom/members", "code": "unknown" }]));
}

#[tokio::test]
async fn nothing_of_the_fields_of_one_workspace_is_seen_by_another() {
    let app = TestApp::new().await;
    let (one, other) = (app.staff("one").await, app.staff("other").await);
    let made = make(&app, &one, field("secret", json!({ "kind": "text" }))).await;
    let address = format!("{FIELDS}/{}", made["id"].as_str().unwrap());
    assert_eq!((keys(&app, &other).await.len(), app.get(&address, &other).await.status), (0, StatusCode::NOT_FOUND));
    assert_eq!(put(&app, &other, &address, 1, made["content"].clone()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(&app, &other, &address, 1).await.status, StatusCode::NOT_FOUND);
    let body = json!({ "entity": "person", "ids": [made["id"]] });
    let arranged = app.send(Method::PUT, "/crm/home/custom-fields-order", Some(&other), body, &[]).await;
    assert_eq!(arranged.body["errors"][0]["code"], "unknown");
    let person = json!({ "name": { "family": "A" }, "custom": { "secret": "x" } });
    let refused = app.post("/crm/home/people", &other, person.clone()).await;
    assert_eq!(refused.body["errors"], json!([{ "field": "/custom/secret", "code": "unknown" }]));
    app.person(&one, person).await;
    // The same key is free there.
    make(&app, &other, field("secret", json!({ "kind": "currency", "currency": "EUR" }))).await;
    assert_eq!(app.get("/crm/home/people/export", &other).await.body["custom_fields"][0]["kind"], "currency");
}

#[tokio::test]
async fn a_form_fills_in_a_field_of_the_person() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = all_kinds(&app, &staff).await;
    let address = "/crm/home/inbound-sources/home-contact";
    let record = app.get(address, &staff).await.body;
    let asking = |fields: &[Value]| {
        let mut source = record["content"].clone();
        source["form"]["fields"].as_array_mut().unwrap().extend(fields.iter().cloned());
        source
    };
    let ask = |key: &str, kind: Value| {
        let mut asked = field(key, kind);
        (asked["name"], asked["target"]) = (json!(key), json!({ "custom": key }));
        asked
    };
    let wrong = [
        ask("budget", json!({ "kind": "currency", "currency": "CHF" })),
        ask("nothing", json!({ "kind": "text" })),
        ask("nick", json!({ "kind": "textarea" })),
    ];
    let refused = put(&app, &staff, address, 1, asking(&wrong)).await;
    let errors: Vec<&str> =
        refused.body["errors"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect();
    assert_eq!(errors, ["other_kind", "unknown", "other_kind"], "{}", refused.body);
    assert_eq!(refused.body["errors"][0]["field"], "/form/fields/6/target");
    let source = asking(&[
        ask("budget", json!({ "kind": "currency", "currency": "EUR" })),
        ask("topics", json!({ "kind": "select", "options": options(&["a", "b"]) })),
    ]);
    assert_eq!(put(&app, &staff, address, 1, source.clone()).await.status, StatusCode::OK);

    let send = async |family: &str| {
        let values = json!({ "family_name": family, "email": "m@example.com", "budget": "1250,50", "topics": "b" });
        let body = json!({ "values": values, "consent": true });
        let sent = app.send(Method::POST, "/f/home-contact/submissions", None, body, &[]).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        let drafts = app.get("/crm/home/drafts", &staff).await.body;
        drafts["items"][0]["id"].as_str().unwrap().to_owned()
    };
    let accept = async |draft: &str, acceptance: Value| {
        let answer = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, acceptance).await;
        assert!(answer.status.is_success(), "{}", answer.body);
        answer.body["result"].clone()
    };
    let draft = send("Curie").await;
    let person = accept(&draft, json!({})).await;
    // What was chosen of a few is one of several there.
    assert_eq!(person["content"]["custom"], json!({ "budget": "1250.50", "topics": ["b"] }));

    // What was sent is kept, whatever has become of the fields; the form can be saved.
    let draft = send("Skłodowska").await;
    assert_eq!(
        delete(&app, &staff, &format!("{FIELDS}/{}", made[4]["id"].as_str().unwrap()), 1).await.status,
        StatusCode::OK
    );
    let person = accept(&draft, json!({ "into": person["id"] })).await;
    assert_eq!(person["content"]["custom"]["budget"], "1250.50");
    let mut renamed = source;
    renamed["name"] = json!("Renamed");
    assert_eq!(put(&app, &staff, address, 2, renamed).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_import_takes_the_values_of_the_fields_that_there_are_and_keeps_the_lines_of_others() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    all_kinds(&app, &staff).await;
    let line =
        |key: &str, value: &str| json!({ "line": format!("X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY={key}:{value}") });
    let kept = json!([
        line("nick", "Mimi"),
        line("topics", "b\\na"),
        line("budget", "12\\,5"),
        line("size", "xl"),
        line("elsewhere", "x")
    ]);
    let person = json!({ "name": { "family": "Curie" }, "kept_properties": kept });
    let made = app.post("/crm/home/people/import", &staff, json!({ "people": [{ "person": person }] })).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let id = made.body["result"][0].clone();
    let content = app.get(&format!("/crm/home/people/{}", id.as_str().unwrap()), &staff).await.body["content"].clone();
    assert_eq!(content["custom"], json!({ "nick": "Mimi", "topics": ["b", "a"], "budget": "12.5" }));
    let left: Vec<&str> =
        content["kept_properties"].as_array().unwrap().iter().map(|kept| kept["line"].as_str().unwrap()).collect();
    assert!(left.len() == 2 && left[0].ends_with("size:xl") && left[1].ends_with("elsewhere:x"), "{left:?}");
    let known = app.post("/crm/home/people/known", &staff, json!({ "people": [] })).await.body;
    assert_eq!(known["custom_fields"].as_array().unwrap().len(), 5);
}
