//! The list of people: filters, the index of a browser, saved views, and many changed at once.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Staff, TestApp};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

/// Three people who differ in all that is filtered by.
async fn three(app: &TestApp, staff: &Staff) -> [String; 3] {
    let since = "2026-01-01T00:00:00.000Z";
    let card = |business: &str, city: &str, emails: Value| json!([{ "business": business, "emails": emails, "addresses": [{ "city": city }], "active": true }]);
    let ann = json!({ "name": { "given": "Ann", "family": "Álvarez" }, "birthday": "1980-03-04", "tags": ["VIP", "Fair"],
        "lifecycle": [{ "stage": "Lead", "since": since }], "cards": card("Käse & Co", "Århus", json!([{ "address": "ann@example.com" }])) });
    let bob = json!({ "name": { "given": "Bob", "family": "Brown" }, "birthday": "--03-31", "tags": ["VIP"],
        "lifecycle": [{ "stage": "Lead", "since": since }, { "stage": "Customer", "since": since }], "cards": card("Acme", "Berlin", json!([])) });
    let cat = json!({ "name": { "given": "Cat", "family": "Clark" }, "archived_at": since });
    [app.person(staff, ann).await, app.person(staff, bob).await, app.person(staff, cat).await]
}

#[tokio::test]
async fn filters_compose() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    three(&app, &staff).await;
    for (query, found) in [
        ("tag=VIP", vec!["Ann Álvarez", "Bob Brown"]),
        ("tag=VIP%0AFair", vec!["Ann Álvarez"]),
        ("tag=vip", vec![]),
        ("lifecycle=Lead", vec!["Ann Álvarez"]),
        ("lifecycle=Customer&tag=VIP", vec!["Bob Brown"]),
        ("company=kase", vec!["Ann Álvarez"]),
        ("company=A", vec!["Bob Brown"]),
        ("city=arh", vec!["Ann Álvarez"]),
        ("city=B&q=acme", vec!["Bob Brown"]),
        ("email=true", vec!["Ann Álvarez"]),
        ("email=false&sort=given_name", vec!["Bob Brown", "Cat Clark"]),
        ("birth_month=3&sort=birthday", vec!["Ann Álvarez", "Bob Brown"]),
        ("birth_month=12", vec![]),
        ("archived=true", vec!["Cat Clark"]),
        ("archived=false&sort=city", vec!["Ann Álvarez", "Bob Brown"]),
        ("sort=city", vec!["Ann Álvarez", "Bob Brown", "Cat Clark"]),
        ("changed_since=2999-01-01T00:00:00.000Z", vec![]),
        ("changed_since=2020-01-01T00:00:00.000Z&offset=1&limit=1", vec!["Bob Brown"]),
        ("offset=9", vec![]),
        ("company=%25", vec![]),
    ] {
        let answer = app.get(&format!("/crm/home/people?{query}"), &staff).await;
        assert_eq!(answer.status, StatusCode::OK, "{query} {}", answer.body);
        assert_eq!(names(&answer.body), found, "{query}");
    }
    let keys = app.get("/crm/home/people/keys?birth_month=3", &staff).await.body;
    assert_eq!(keys.as_array().unwrap().len(), 2);
    let stages = app.get("/crm/home/people/stages", &staff).await.body;
    assert_eq!(stages, json!([{ "stage": "Customer", "people": 1 }, { "stage": "Lead", "people": 1 }]));
    assert_eq!(app.get("/crm/home/people?birth_month=x", &staff).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_index_is_read_in_parts_and_kept_up() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    for part in 0..6 {
        let people: Vec<Value> =
            (0..200).map(|n| json!({ "person": { "name": { "family": format!("Part {part} {n}") } } })).collect();
        app.post("/crm/home/people/import", &staff, json!({ "people": people })).await;
    }
    app.person(&other, json!({ "name": { "family": "Elsewhere" } })).await;
    let first = app.get("/crm/home/people/index", &staff).await.body;
    assert_eq!((first["people"].as_array().unwrap().len(), &first["total"]), (1000, &json!(1200)));
    let next = first["next"].as_str().unwrap();
    let second = app.get(&format!("/crm/home/people/index?cursor={next}"), &staff).await.body;
    assert_eq!(second["people"].as_array().unwrap().len(), 200);
    assert!(second["next"].is_null());
    assert_eq!(first["people"][0]["more"]["family"], "Part 0 0");
    assert!(first["people"][0]["summary"]["changed_at"].is_string());
    let change = second["change"].as_i64().unwrap();
    let since = |change: i64| format!("/crm/home/people/index?since={change}");
    let nothing = app.get(&since(change), &staff).await.body;
    assert_eq!(nothing, json!({ "people": [], "change": change }));

    let ids = three(&app, &staff).await;
    let address = format!("/crm/home/people/{}", ids[1]);
    app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;
    app.person(&other, json!({ "name": { "family": "Elsewhere" } })).await;
    let changed = app.get(&since(change), &staff).await.body;
    let mut found: Vec<&str> =
        changed["people"].as_array().unwrap().iter().map(|one| one["summary"]["id"].as_str().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, [&ids[0], &ids[2]]);
    assert_eq!(changed["gone"], json!([ids[1]]));
    // More changes than a part looks at are told in several.
    let all = app.get(&since(0), &staff).await.body;
    assert!(all["next"].is_string());
    let rest = app.get(&since(all["change"].as_i64().unwrap()), &staff).await.body;
    assert!(rest["next"].is_null() && rest["change"].as_i64() == changed["change"].as_i64());
    let elsewhere = app.get("/crm/home/people/index", &other).await.body;
    assert_eq!((&elsewhere["total"], &elsewhere["people"][0]["summary"]["name"]), (&json!(2), &json!("Elsewhere")));
    assert_eq!(app.get("/crm/home/people/index?cursor=zz", &staff).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn views_are_those_of_one_member_of_staff() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let address = "/crm/home/people/views";
    let view = |name: &str, query: &str| json!({ "name": name, "query": query });
    let saved = app.post(address, &staff, view(" Leads ", "lifecycle=Lead")).await.body;
    assert_eq!(saved["view"], view("Leads", "lifecycle=Lead"));
    let again = app.post(address, &staff, view("Leads", "lifecycle=Lead&city=B")).await.body;
    assert_eq!(again["id"], saved["id"]);
    app.post(address, &staff, view("All", "")).await;
    let names: Vec<Value> =
        app.get(address, &staff).await.body.as_array().unwrap().iter().map(|one| one["view"]["name"].clone()).collect();
    assert_eq!(names, ["All", "Leads"]);
    assert_eq!(app.get(address, &other).await.body, json!([]));
    let one = format!("{address}/{}", saved["id"].as_str().unwrap());
    let delete = async |staff: &Staff| app.send(Method::DELETE, &one, Some(staff), Value::Null, &[]).await.status;
    assert_eq!(delete(&other).await, StatusCode::NOT_FOUND);
    assert_eq!(delete(&staff).await, StatusCode::OK);
    assert_eq!(delete(&staff).await, StatusCode::NOT_FOUND);
    for (wrong, field) in
        [(view(" ", ""), "/name"), (view(&"x".repeat(101), ""), "/name"), (view("x", &"x".repeat(2001)), "/query")]
    {
        let answer = app.post(address, &staff, wrong).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            answer.body
        );
    }
    for n in 0..49 {
        assert_eq!(app.post(address, &staff, view(&format!("View {n}"), "")).await.status, StatusCode::OK);
    }
    assert_eq!(app.post(address, &staff, view("One too many", "")).await.status.as_u16(), 422);
    assert_eq!(app.post(address, &staff, view("All", "q=x")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_are_changed_in_one_batch_and_undone_at_once() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let ids = three(&app, &staff).await;
    let address = "/crm/home/people/bulk";
    let edit = json!({ "tags": { "add": [" New ", "VIP"], "remove": ["Fair"] } });
    let preview = app.post(address, &staff, json!({ "people": ids, "edit": edit, "preview": true })).await.body;
    assert_eq!(
        preview["result"],
        json!({ "changed": 3, "unchanged": 0, "missing": 0, "names": preview["result"]["names"] })
    );
    assert_eq!(preview["result"]["names"].as_array().unwrap().len(), 3);
    assert!(names(&app.get("/crm/home/people?tag=New", &staff).await.body).is_empty());

    let first = app.post(address, &staff, json!({ "people": ids[..2], "edit": edit })).await.body;
    let batch = first["batch"].clone();
    // Who goes on with it must have begun it, and do the same.
    let rest = json!({ "people": ids[1..], "edit": edit, "batch": batch });
    assert_eq!(app.post(address, &other, rest.clone()).await.status, StatusCode::NOT_FOUND);
    let otherwise = json!({ "people": ids, "edit": { "archive": true }, "batch": batch });
    assert_eq!(app.post(address, &staff, otherwise).await.status, StatusCode::NOT_FOUND);
    let second = app.post(address, &staff, rest).await.body;
    assert_eq!(
        (&second["batch"], &second["result"]["changed"], &second["result"]["unchanged"]),
        (&batch, &json!(1), &json!(1))
    );
    assert_eq!(names(&app.get("/crm/home/people?tag=New%0AVIP", &staff).await.body).len(), 3);
    assert!(names(&app.get("/crm/home/people?tag=Fair", &staff).await.body).is_empty());
    let undo = format!("/crm/home/changes/{}/undo", batch.as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(names(&app.get("/crm/home/people?tag=Fair", &staff).await.body), ["Ann Álvarez"]);

    for (edit, query, found) in [
        (json!({ "lifecycle": "Customer" }), "lifecycle=Customer", 3),
        (json!({ "archive": true }), "archived=true", 3),
        (json!({ "archive": false }), "archived=true", 0),
        (json!("delete"), "", 0),
    ] {
        let answer = app.post(address, &staff, json!({ "people": ids, "edit": edit })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let page = app.get(&format!("/crm/home/people?{query}"), &staff).await.body;
        assert_eq!(page["total"], found, "{query}");
    }
    let answer = app.post(address, &staff, json!({ "people": ids, "edit": { "archive": true } })).await.body;
    assert_eq!(answer["result"], json!({ "changed": 0, "unchanged": 0, "missing": 3 }));
}

#[tokio::test]
async fn what_nobody_can_become_is_refused_at_its_field() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let ids = three(&app, &staff).await;
    let too_many = vec![ids[0].clone(); 501];
    for (body, field) in [
        (json!({ "people": ids, "edit": { "tags": { "add": [" "] } } }), "/edit/tags/add"),
        (json!({ "people": ids, "edit": { "tags": { "add": ["x".repeat(300)] } } }), "/edit/tags/add"),
        (json!({ "people": ids, "edit": { "lifecycle": "" } }), "/edit/lifecycle"),
        (json!({ "people": ids, "edit": { "lifecycle": "x".repeat(300) } }), "/edit/lifecycle"),
        (json!({ "people": too_many, "edit": "delete" }), "/people"),
    ] {
        let answer = app.post("/crm/home/people/bulk", &staff, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            answer.body
        );
    }
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 3);
}
