//! `/crm/home`.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::TestApp;

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_person_is_overwritten_only_by_who_has_seen_the_newest_version() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let id = app.person(&staff, json!({ "name": { "family": "Curie" } })).await;
    let address = format!("/crm/home/people/{id}");
    let body = json!({ "name": { "family": "Curie", "given": "Marie" } });
    for (headers, status) in [
        (vec![], 428),
        (vec![("if-match", "1")], 400),
        (vec![("if-match", "\"2\"")], 412),
        (vec![("if-match", "\"1\"")], 200),
        (vec![("if-match", "\"1\"")], 412),
    ] {
        let answer = app.send(Method::PUT, &address, Some(&staff), body.clone(), &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?} {}", answer.body);
    }
    let answer = app.get(&address, &staff).await;
    assert_eq!(answer.headers["etag"], "\"2\"");
    assert_eq!(answer.body["content"]["name"]["given"], "Marie");
}

#[tokio::test]
async fn people_are_found_by_parts_of_what_is_known_in_every_script() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let card = json!([{ "business": "Käse & Co", "emails": [{ "address": "taro@example.com" }], "phones": [{ "number": "030 901820" }] }]);
    app.person(&staff, json!({ "name": { "given": "太郎", "family": "山田" }, "cards": card, "tags": ["VIP"] })).await;
    app.person(&staff, json!({ "name": { "given": "Åsa", "family": "Öberg" } })).await;
    for (q, found) in [
        ("郎", 1),
        ("taro%40example", 1),
        ("kase", 1),
        ("03090", 1),
        ("%2B49+30+9018", 1),
        ("901820", 1),
        ("asa+oberg", 1),
        ("vip", 1),
        ("nobody", 0),
        ("%22", 0),
        ("a%22+OR+%22b", 0),
        ("*", 0),
        ("NEAR(", 0),
        ("%25", 0),
        ("_", 0),
        ("", 2),
    ] {
        let answer = app.get(&format!("/crm/home/people?q={q}"), &staff).await;
        assert_eq!(
            (answer.status, answer.body["total"].as_u64()),
            (StatusCode::OK, Some(found)),
            "{q} {}",
            answer.body
        );
    }
    let answer = app.get("/crm/home/people?tag=VIP", &staff).await;
    assert_eq!(names(&answer.body), ["太郎 山田"]);
}

#[tokio::test]
async fn pages_follow_one_another_without_gap_or_repeat() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let people: Vec<Value> =
        (0..25).map(|n| json!({ "person": { "name": { "family": format!("Same {}", n % 3) } } })).collect();
    let answer = app.post("/crm/home/people/import", &staff, json!({ "people": people })).await;
    assert_eq!(answer.body["result"].as_array().unwrap().len(), 25);
    for sort in ["family_name", "given_name", "business", "created", "changed"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = app.get(&format!("/crm/home/people?sort={sort}&limit=7{cursor}"), &staff).await.body;
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25, "{sort}");
    }
    assert_eq!(app.get("/crm/home/people?cursor=zz", &staff).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_deleted_comes_back_whole() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let ann = app.person(&staff, json!({ "name": { "given": "Ann" } })).await;
    let bob = app.person(&staff, json!({ "name": { "given": "Bob" } })).await;
    app.post("/crm/home/notes", &staff, json!({ "person": ann, "text": "Likes tea" })).await;
    let kind = json!({ "forward": "Manager", "backward": "Report" });
    app.post("/crm/home/relations", &staff, json!({ "from": ann, "to": bob, "kind": kind })).await;
    let answer = app
        .send(Method::DELETE, &format!("/crm/home/people/{ann}"), Some(&staff), Value::Null, &[("if-match", "\"1\"")])
        .await;
    let batch = answer.body["batch"].as_str().unwrap().to_owned();
    assert_eq!(app.get(&format!("/crm/home/people/{ann}"), &staff).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&format!("/crm/home/people/{bob}/relations"), &staff).await.body, json!([]));
    let bin = app.get("/crm/home/bin", &staff).await.body;
    assert_eq!(bin.as_array().unwrap().len(), 1, "{bin}");
    assert_eq!(bin[0]["name"], "Ann");

    let undo = format!("/crm/home/changes/{batch}/undo");
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.get(&format!("/crm/home/people/{ann}/notes"), &staff).await.body[0]["content"]["text"], "Likes tea");
    let relations = app.get(&format!("/crm/home/people/{bob}/relations"), &staff).await.body;
    assert_eq!((&relations[0]["name"], &relations[0]["is"]), (&json!("Ann"), &json!("Report")));
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::CONFLICT);
    let history = app.get(&format!("/crm/home/people/{ann}/history"), &staff).await.body;
    let actions: Vec<&str> =
        history.as_array().unwrap().iter().map(|change| change["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["restored", "deleted", "created"]);
}

#[tokio::test]
async fn an_undo_that_would_lose_a_later_change_is_refused() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let id = app.person(&staff, json!({ "name": { "given": "One" } })).await;
    let address = format!("/crm/home/people/{id}");
    let two = app
        .send(Method::PUT, &address, Some(&staff), json!({ "name": { "given": "Two" } }), &[("if-match", "\"1\"")])
        .await;
    let batch = two.body["batch"].as_str().unwrap().to_owned();
    app.send(Method::PUT, &address, Some(&staff), json!({ "name": { "given": "Three" } }), &[("if-match", "\"2\"")])
        .await;
    assert_eq!(
        app.post(&format!("/crm/home/changes/{batch}/undo"), &staff, Value::Null).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(app.get(&address, &staff).await.body["content"]["name"]["given"], "Three");
}

#[tokio::test]
async fn nothing_of_one_workspace_is_seen_by_another() {
    let app = TestApp::new().await;
    let (one, other) = (app.staff("one").await, app.staff("other").await);
    let id = app.person(&one, json!({ "name": { "given": "Ann" }, "tags": ["secret"] })).await;
    let made = app.post("/crm/home/organizations", &one, json!({ "name": "Secret Ltd" })).await.body;
    let organization = made["result"]["id"].as_str().unwrap();
    let batch = made["batch"].as_str().unwrap();
    for address in [
        "people/ID",
        "people/ID/notes",
        "people/ID/relations",
        "people/ID/history",
        "organizations/ORG",
        "inbound-sources/one-contact",
    ] {
        let address = format!("/crm/home/{}", address.replace("ID", &id).replace("ORG", organization));
        assert_eq!(app.get(&address, &one).await.status, StatusCode::OK, "{address}");
        assert_eq!(app.get(&address, &other).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for list in ["people", "organizations"] {
        assert_eq!(app.get(&format!("/crm/home/{list}"), &other).await.body["total"], 0, "{list}");
    }
    assert_eq!(app.get("/crm/home/tags", &other).await.body, json!([]));
    assert_eq!(app.get("/crm/home/people?q=ann", &other).await.body["total"], 0);
    assert_eq!(
        app.post(&format!("/crm/home/changes/{batch}/undo"), &other, Value::Null).await.status,
        StatusCode::NOT_FOUND
    );
    let write = app
        .send(
            Method::PUT,
            &format!("/crm/home/people/{id}"),
            Some(&other),
            json!({ "name": { "given": "X" } }),
            &[("if-match", "\"1\"")],
        )
        .await;
    assert_eq!(write.status, StatusCode::NOT_FOUND);
    let note = app.post("/crm/home/notes", &other, json!({ "person": id, "text": "x" })).await;
    assert_eq!(note.body["errors"], json!([{ "field": "/person", "code": "unknown" }]));
    let joined = app
        .post(
            "/crm/home/people",
            &other,
            json!({ "name": { "given": "X" }, "organizations": [{ "organization": organization }] }),
        )
        .await;
    assert_eq!(joined.body["errors"][0]["code"], "unknown");
}

#[tokio::test]
async fn hostile_input_gets_a_clear_answer() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let post = |body: String| app.send_raw(Method::POST, "/crm/home/people", Some(&staff), Body::from(body), &[]);
    for (body, status) in [
        ("{".to_owned(), 400),
        (r#"{"name":{"given":"\ud800"}}"#.to_owned(), 400),
        ("\u{0}".to_owned(), 400),
        (r#"{"name":{"given":"a\u0000b"}}"#.to_owned(), 422),
        (format!(r#"{{"name":{{"given":"{}"}}}}"#, "x".repeat(10_000_000)), 413),
        (format!(r#"{{"name":{{"given":"{}"}}}}"#, "x".repeat(1_000_000)), 422),
        (format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)), 400),
    ] {
        let answer = post(body).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert!(answer.body["title"].is_string());
    }
    assert_eq!(app.get("/crm/elsewhere/people", &staff).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/crm/home/people/not-a-key", &staff).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_document_is_openapi_3_1_and_names_every_address() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let document = app.get("/openapi.json", &staff).await.body;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(
        document["paths"].as_object().unwrap().len(),
        118,
        "{:?}",
        document["paths"].as_object().unwrap().keys()
    );
}

#[tokio::test]
async fn a_part_of_an_import_that_is_sent_twice_is_stored_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let batch = "0193a5a0-0000-4000-8000-000000000001";
    let part = |number: u32, name: &str| json!({ "batch": batch, "part": number, "people": [{ "person": { "name": { "family": name } } }] });
    let first = app.post("/crm/home/people/import", &staff, part(0, "One")).await.body;
    assert_eq!(app.post("/crm/home/people/import", &staff, part(0, "One")).await.body, first);
    app.post("/crm/home/people/import", &staff, part(1, "Two")).await;
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 2);
    // What was done otherwise is no import to be gone on with.
    let made = app.post("/crm/home/people", &staff, json!({ "name": { "family": "Three" } })).await.body;
    let foreign = json!({ "batch": made["batch"], "part": 0, "people": [] });
    assert_eq!(app.post("/crm/home/people/import", &staff, foreign).await.status, StatusCode::NOT_FOUND);
    app.post(&format!("/crm/home/changes/{}/undo", made["batch"].as_str().unwrap()), &staff, Value::Null).await;
    let other = app.staff("other").await;
    app.post("/crm/home/people/import", &other, part(0, "Elsewhere")).await;
    assert_eq!(app.post(&format!("/crm/home/changes/{batch}/undo"), &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
    assert_eq!(app.get("/crm/home/people", &other).await.body["total"], 1);
}

#[tokio::test]
async fn imports_are_undone_one_after_the_other_the_newest_first() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let batch = |number: u32| format!("0193a5a0-0000-4000-8000-00000000000{number}");
    let part = |number: u32, family: &str, known: Value| json!({ "batch": batch(number), "people": [{ "person": { "name": { "family": family } }, "known": known }] });
    let made = app.post("/crm/home/people/import", &staff, part(1, "Bell", Value::Null)).await.body;
    let id = made["result"][0].clone();
    app.post("/crm/home/people/import", &staff, part(2, "Bells", json!({ "id": id, "version": 1 }))).await;
    let undo =
        async |number| app.post(&format!("/crm/home/changes/{}/undo", batch(number)), &staff, Value::Null).await.status;
    let imports = async || app.get("/crm/home/people/imports", &staff).await.body.as_array().unwrap().len();
    // What a later import changed can be taken back only after that one.
    assert_eq!((imports().await, undo(1).await), (1, StatusCode::CONFLICT));
    assert_eq!((undo(2).await, imports().await), (StatusCode::OK, 1));
    assert_eq!((undo(1).await, imports().await), (StatusCode::OK, 0));
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
}

#[tokio::test]
async fn relations_on_cards_find_each_other_whichever_comes_first() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let uid = |number: u32| format!("urn:uuid:0193a5a0-0000-4000-8000-00000000000{number}");
    let person = |name: &str, own: u32, kind: &str, other: u32| {
        let line = format!("RELATED;TYPE={kind}:{}", uid(other));
        json!({ "person": { "name": { "given": name }, "uid": uid(own), "kept_properties": [{ "line": line }] } })
    };
    let batch = "0193a5a0-0000-4000-8000-0000000000aa";
    let import = async |part: u32, people: Value| {
        let body = json!({ "batch": batch, "part": part, "people": people });
        app.post("/crm/home/people/import", &staff, body).await.body["result"].clone()
    };
    let ann = import(0, json!([person("Ann", 1, "child", 2)])).await[0].clone();
    let kept = async |id: &Value| {
        let path = format!("/crm/home/people/{}", id.as_str().unwrap());
        app.get(&path, &staff).await.body["content"]["kept_properties"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(kept(&ann).await, 1);
    let bob = import(1, json!([person("Bob", 2, "parent", 1)])).await[0].clone();
    assert_eq!((kept(&ann).await, kept(&bob).await), (0, 0));
    let relations = async |id: &Value| {
        let path = format!("/crm/home/people/{}/relations", id.as_str().unwrap());
        let found = app.get(&path, &staff).await.body;
        found.as_array().unwrap().iter().map(|one| format!("{} {}", one["name"], one["is"])).collect::<Vec<_>>()
    };
    assert_eq!(relations(&ann).await, [r#""Bob" "Child""#]);
    assert_eq!(relations(&bob).await, [r#""Ann" "Parent""#]);
    let strangers = json!({ "people": [[format!("uid:{}", &uid(1)[9..])]] });
    let known = app.post("/crm/home/people/known", &staff, strangers).await.body;
    assert!(known["people"][0]["related"].as_array().unwrap().contains(&json!(format!("uid:{}", &uid(2)[9..]))));
    let undo = format!("/crm/home/changes/{batch}/undo");
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
}

#[tokio::test]
async fn many_are_looked_up_at_once_and_answered_as_far_as_there_is_room() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let address = |number: usize| format!("{number}@example.com");
    let nobody = app.post("/crm/home/people/known", &staff, json!({ "people": [["email:0@example.com"]] })).await.body;
    assert_eq!((&nobody["people"], &nobody["nobody"]), (&json!([null]), &json!(true)));
    for from in [0, 150] {
        let person = |number| json!({ "person": { "cards": [{ "emails": [{ "address": address(number) }] }] } });
        let people: Vec<Value> = (from..from + 150).map(person).collect();
        app.post("/crm/home/people/import", &staff, json!({ "people": people })).await;
    }
    // Strangers between those who are known; whom nobody knows by the first key is known by the second.
    let strangers: Vec<Value> =
        (0..1000).map(|number| json!(["uid:nobody", format!("email:{}", address(number))])).collect();
    let body = |people: &[Value]| json!({ "people": people, "organizations": [["organization/acme"]] });
    let first = app.post("/crm/home/people/known", &staff, body(&strangers)).await.body;
    let (known, organizations) = (first["people"].as_array().unwrap(), &first["organizations"]);
    assert_eq!((known.len(), organizations, first.get("nobody")), (200, &Value::Null, None));
    assert_eq!(known[17]["key"], "email:17@example.com");
    assert_eq!(known[17]["person"]["content"]["cards"][0]["emails"][0]["address"], "17@example.com");
    let rest = app.post("/crm/home/people/known", &staff, body(&strangers[200..])).await.body;
    let known = rest["people"].as_array().unwrap();
    assert_eq!((known.len(), known.iter().filter(|one| one.is_object()).count()), (800, 100));
    assert_eq!(rest["organizations"], json!([null]));
    let many = vec![json!([]); 8001];
    assert_eq!(
        app.post("/crm/home/people/known", &staff, json!({ "people": many })).await.body["errors"][0]["code"],
        "too_many"
    );
}

#[tokio::test]
async fn organizations_are_imported_by_name_and_uid() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let body = json!({ "people": [], "organizations": [{ "organization": { "name": "ACME", "uid": "urn:uuid:A" } }] });
    app.post("/crm/home/people/import", &staff, body).await;
    let find = async |key: &str| {
        let strangers = json!({ "people": [], "organizations": [[key]] });
        app.post("/crm/home/people/known", &staff, strangers).await.body["organizations"][0].clone()
    };
    let known = find("organization/uid:a").await;
    assert_eq!(find("organization/acme").await["organization"]["id"], known["organization"]["id"]);
    let seen = json!({ "id": known["organization"]["id"], "version": known["organization"]["version"] });
    let body = json!({ "people": [], "organizations": [{ "organization": { "name": "ACME", "email": "not one" }, "known": seen }] });
    let refused = app.post("/crm/home/people/import", &staff, body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(refused.body["errors"][0]["field"], "/organizations/0/organization/email");
}

#[tokio::test]
async fn a_person_is_found_by_its_id_in_another_system_in_its_own_workspace_only() {
    let app = TestApp::new().await;
    let (staff, others) = (app.staff("home").await, app.staff("other").await);
    let foreign = |id: &str| json!({ "name": { "family": "F" }, "foreign_ids": [{ "system": "cobra", "id": id }] });
    let id = app.person(&staff, foreign("4711")).await;
    app.person(&staff, foreign("4712")).await;
    for (who, foreign_id, found) in
        [(&staff, "cobra:4711", 1), (&staff, "samdock:4711", 0), (&staff, "4711", 0), (&others, "cobra:4711", 0)]
    {
        let answer = app.get(&format!("/crm/home/people?foreign_id={foreign_id}"), who).await;
        assert_eq!(answer.body["total"], found, "{foreign_id}");
    }
    let renamed = foreign("4713");
    app.send(Method::PUT, &format!("/crm/home/people/{id}"), Some(&staff), renamed, &[("if-match", "\"1\"")]).await;
    for (foreign_id, found) in [("cobra:4711", 0), ("cobra:4713", 1)] {
        let answer = app.get(&format!("/crm/home/people?foreign_id={foreign_id}"), &staff).await;
        assert_eq!(answer.body["total"], found, "{foreign_id}");
    }
}
