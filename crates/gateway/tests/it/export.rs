//! `/crm/home/people/export`, `/crm/home/people/keys` and `/crm/home/organizations/export`.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Staff, TestApp};

fn families(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["record"]["content"]["name"]["family"].as_str().unwrap()).collect()
}

/// All parts of what is at an address, one after the other.
async fn all(app: &TestApp, staff: &Staff, address: &str) -> Vec<Value> {
    let (mut parts, mut cursor) = (Vec::new(), String::new());
    loop {
        let part = app.get(&format!("{address}{cursor}"), staff).await;
        assert_eq!(part.status, StatusCode::OK, "{}", part.body);
        let next = part.body["next"].as_str().map(|next| format!("&cursor={next}"));
        parts.push(part.body);
        match next {
            Some(next) => cursor = next,
            None => return parts,
        }
    }
}

async fn delete(app: &TestApp, staff: &Staff, address: &str) {
    let answer = app.send(Method::DELETE, address, Some(staff), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn a_person_leaves_with_notes_organizations_and_relations() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = |name: &str| json!({ "name": name });
    let acme = app.post("/crm/home/organizations", &staff, made("ACME")).await.body["result"]["id"].clone();
    let gone = app.post("/crm/home/organizations", &staff, made("Gone")).await.body["result"]["id"].clone();
    let places = json!([{ "organization": acme, "role": "Buyer" }, { "organization": gone }]);
    let ann = app.person(&staff, json!({ "name": { "family": "Ann" }, "organizations": places })).await;
    let bob = app.person(&staff, json!({ "name": { "family": "Bob" }, "uid": "urn:uuid:b" })).await;
    let eve = app.person(&staff, json!({ "name": { "family": "Eve" } })).await;
    delete(&app, &staff, &format!("/crm/home/organizations/{}", gone.as_str().unwrap())).await;
    for text in ["First", "Second"] {
        app.post("/crm/home/notes", &staff, json!({ "person": ann, "text": text })).await;
    }
    let relate = |to: &str, forward: &str| json!({ "from": ann, "to": to, "kind": { "forward": forward, "backward": "Report" } });
    app.post("/crm/home/relations", &staff, relate(&bob, "Manager")).await;
    app.post("/crm/home/relations", &staff, relate(&eve, "Friend")).await;
    delete(&app, &staff, &format!("/crm/home/people/{eve}")).await;

    let page = app.get("/crm/home/people/export", &staff).await.body;
    assert_eq!(families(&page), ["Ann", "Bob"]);
    assert_eq!((&page["total"], &page["next"]), (&json!(2), &Value::Null));
    let first = &page["items"][0];
    assert_eq!(first["record"]["id"], json!(ann));
    assert_eq!(first["notes"], json!(["First", "Second"]));
    assert_eq!(first["organizations"], json!([{ "name": "ACME", "role": "Buyer" }]));
    assert_eq!(first["relations"], json!([{ "uid": "urn:uuid:b", "name": "Bob", "is": "Manager" }]));
    let second = &page["items"][1];
    assert_eq!(second["relations"], json!([{ "uid": format!("urn:uuid:{ann}"), "name": "Ann", "is": "Report" }]));
}

#[tokio::test]
async fn parts_follow_one_another_and_are_no_larger_than_an_answer_may_be() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let people: Vec<Value> = (0..12)
        .map(|n| json!({ "person": { "name": { "family": format!("P{n:02}") }, "tags": [if n % 2 == 0 { "even" } else { "odd" }] } }))
        .collect();
    let ids = app.post("/crm/home/people/import", &staff, json!({ "people": people })).await.body["result"].clone();
    let parts = all(&app, &staff, "/crm/home/people/export?limit=5").await;
    assert_eq!(parts.iter().map(|part| families(part).len()).collect::<Vec<_>>(), [5, 5, 2]);
    assert_eq!(parts.iter().map(|part| part["total"].as_u64()).collect::<Vec<_>>(), [Some(12), None, None]);
    assert_eq!(families(&parts[2]), ["P10", "P11"]);
    let found = all(&app, &staff, "/crm/home/people/export?tag=odd&q=p0&sort=created&limit=500").await;
    assert_eq!(families(&found[0]), ["P09", "P07", "P05", "P03", "P01"]);
    assert_eq!(app.get("/crm/home/people/export?cursor=zz", &staff).await.status, StatusCode::BAD_REQUEST);

    let keys = app.get("/crm/home/people/keys?tag=odd&limit=1", &staff).await.body;
    let odd: Vec<&Value> = ids.as_array().unwrap().iter().skip(1).step_by(2).collect();
    assert_eq!(keys.as_array().unwrap().iter().collect::<Vec<_>>(), odd);

    // Two pictures are more than an answer holds.
    let picture = json!({ "media_type": "image/png", "data": "A".repeat(1_300_000) });
    let mut large = Vec::new();
    for name in ["X", "Y", "Z"] {
        large
            .push(app.person(&staff, json!({ "name": { "family": name }, "image": picture, "tags": ["large"] })).await);
    }
    let parts = all(&app, &staff, "/crm/home/people/export?tag=large").await;
    assert_eq!(parts.iter().map(families).collect::<Vec<_>>(), [["X"], ["Y"], ["Z"]]);
    let (mut seen, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let part = app.post("/crm/home/people/export", &staff, json!({ "ids": large, "cursor": cursor })).await.body;
        seen.push(families(&part).join(" "));
        cursor = part["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(seen, ["X", "Y", "Z"]);
}

#[tokio::test]
async fn who_is_chosen_comes_in_the_order_of_the_choice_and_from_the_own_workspace_only() {
    let app = TestApp::new().await;
    let (staff, others) = (app.staff("home").await, app.staff("other").await);
    let mut ids = Vec::new();
    for name in ["A", "B", "C"] {
        ids.push(app.person(&staff, json!({ "name": { "family": name } })).await);
    }
    let gone = "0193a5a0-0000-7000-8000-000000000001";
    let chosen = json!({ "ids": [ids[2], gone, ids[0]] });
    let page = app.post("/crm/home/people/export", &staff, chosen.clone()).await.body;
    assert_eq!(families(&page), ["C", "A"]);
    assert_eq!(app.post("/crm/home/people/export", &others, chosen).await.body["items"], json!([]));
    assert_eq!(app.get("/crm/home/people/export", &others).await.body["total"], 0);
    assert_eq!(app.get("/crm/home/people/keys", &others).await.body, json!([]));
    assert_eq!(app.post("/crm/home/people/export", &staff, json!({ "ids": [] })).await.body["items"], json!([]));
    let many = json!({ "ids": vec![gone; 501] });
    assert_eq!(app.post("/crm/home/people/export", &staff, many).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let lost = json!({ "ids": [ids[0]], "cursor": "x" });
    assert_eq!(app.post("/crm/home/people/export", &staff, lost).await.status, StatusCode::BAD_REQUEST);
    let past = json!({ "ids": [ids[0]], "cursor": "7" });
    assert_eq!(app.post("/crm/home/people/export", &staff, past).await.body["items"], json!([]));
}

#[tokio::test]
async fn organizations_leave_part_after_part_in_the_order_of_their_names() {
    let app = TestApp::new().await;
    let (staff, others) = (app.staff("home").await, app.staff("other").await);
    for number in (0..7).rev() {
        let name = json!({ "name": format!("Bakery {number}"), "website": "https://example.com" });
        app.post("/crm/home/organizations", &staff, name).await;
    }
    let gone = app.post("/crm/home/organizations", &staff, json!({ "name": "Bakery 9" })).await.body["result"].clone();
    delete(&app, &staff, &format!("/crm/home/organizations/{}", gone["id"].as_str().unwrap())).await;
    app.post("/crm/home/organizations", &staff, json!({ "name": "Garage" })).await;
    let parts = all(&app, &staff, "/crm/home/organizations/export?q=bakery&limit=3").await;
    let names = |part: &Value| {
        let organizations = part["organizations"].as_array().unwrap();
        organizations.iter().map(|one| one["content"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts.iter().map(|part| names(part).len()).collect::<Vec<_>>(), [3, 3, 1]);
    assert_eq!(parts[0]["total"], 7);
    assert_eq!(names(&parts[0]), ["Bakery 0", "Bakery 1", "Bakery 2"]);
    assert_eq!(parts[2]["organizations"][0]["content"]["website"], "https://example.com");
    let nothing = app.get("/crm/home/organizations/export", &others).await.body;
    assert_eq!((&nothing["total"], &nothing["organizations"]), (&json!(0), &Value::Null));
}
