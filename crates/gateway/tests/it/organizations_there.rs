//! Organizations of Samdock, as staff see and change them: through one gateway, at the facade of another.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{OtherCrm, Reply};
use crate::samdock_connection::{Records, samdock};
use crate::samdock_staff::Both;
use crate::test_app::TestApp;

fn bees() -> Value {
    json!({
        "name": "Bees GmbH", "email": "bees@example.org", "website": "https://bees.example", "vat_number": "DE123456789",
        "address": { "street": "Am Stock 3", "zip": "24103", "city": "Kiel", "country": "Germany" },
        "branches": [{ "name": "Hamburg", "phone": "+49 40 1" }], "customer": true
    })
}

#[tokio::test]
async fn organizations_are_made_listed_and_changed_there_with_their_branches() {
    let both = Both::new().await;
    assert_eq!(both.get("/organizations").await.body, json!({ "items": [], "total": 0 }));
    let made = both.post("/organizations", bees()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let content = &made.body["result"]["content"];
    assert_eq!((&content["name"], &content["address"]["street"]), (&json!("Bees GmbH"), &json!("Am Stock 3")));
    // A branch is known by its id, and says nothing.
    let branch = content["branches"][0].clone();
    assert!(branch["id"].is_string() && branch["name"] == "", "{branch}");
    let said = both.there("GET /organizations", Value::Null).await.body[0].clone();
    assert_eq!((&said["vatRegNo"], &said["isCustomer"]), (&json!("DE123456789"), &json!(true)), "{said}");
    both.post("/organizations", json!({ "name": "Ants AG" })).await;

    let names = async |target: &str| {
        let listed = both.get(target).await.body;
        let names: Vec<String> =
            listed["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
        (names, listed["next"].clone(), listed["total"].clone())
    };
    assert_eq!(names("/organizations").await.0, ["Ants AG", "Bees GmbH"]);
    assert_eq!(names("/organizations?q=kiel%20bee").await.0, ["Bees GmbH"]);
    assert_eq!(names("/organizations?q=wasp").await.0, [""; 0]);
    let (first, next, total) = names("/organizations?limit=1").await;
    assert_eq!((first, total), (vec!["Ants AG".to_owned()], json!(2)));
    assert_eq!(names(&format!("/organizations?limit=1&cursor={}", next.as_str().unwrap())).await.0, ["Bees GmbH"]);

    let id = made.body["result"]["id"].as_str().unwrap().to_owned();
    let address = format!("/organizations/{id}");
    let version = &made.body["result"]["version"];
    let mut changed = content.clone();
    changed["name"] = json!("Bees & Sons");
    changed["branches"] = json!([branch, { "name": "Rostock" }]);
    let stale = both.with_version(Method::PUT, &address, &json!(7), changed.clone()).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.body);
    let written = both.with_version(Method::PUT, &address, version, changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    assert_eq!(written.body["result"]["content"]["branches"].as_array().unwrap().len(), 2);
    let undone = both.undo(&written).await;
    let now = both.get(&address).await.body;
    assert_eq!((&now["content"]["name"], &now["content"]["branches"]), (&json!("Bees GmbH"), &json!([branch])));
    both.undo(&undone).await;
    assert_eq!(both.get(&address).await.body["content"]["name"], "Bees & Sons");

    // What it does not keep is refused at its field, and nothing is written.
    let now = both.get(&address).await.body;
    for (member, value) in [
        ("tags", json!(["vip"])),
        ("custom", json!({ "size": "L" })),
        ("contact_person", json!("01980000-0000-7000-8000-000000000001")),
    ] {
        let mut lost = now["content"].clone();
        lost["name"] = json!("Nobody");
        lost[member] = value;
        let refused = both.with_version(Method::PUT, &address, &now["version"], lost).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{member}: {}", refused.body);
        assert_eq!(refused.body["errors"][0]["field"], format!("/{member}"));
    }
    let mut unknown = now["content"].clone();
    unknown["branches"][0] = json!({ "id": "01980000-0000-7000-8000-000000000001", "name": "Elsewhere" });
    let refused = both.with_version(Method::PUT, &address, &now["version"], unknown).await;
    assert_eq!(refused.body["errors"][0]["field"], "/branches/0/name", "{}", refused.body);
    assert_eq!(both.get(&address).await.body["content"], now["content"]);
    // Another workspace has none of it.
    let bob = both.app.staff("bob").await;
    let answer = both.app.get(&format!("/crm/samdock{address}"), &bob).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_works_there_is_shown_and_comes_back_with_it() {
    let both = Both::new().await;
    let person = json!({ "name": { "given": "Zoë", "family": "Maier" }, "cards": [{ "business": "Bees GmbH", "positions": [{ "position": "Keeper" }] }] });
    let person = both.post("/people", person).await;
    assert_eq!(person.status, StatusCode::CREATED, "{}", person.body);
    let listed = both.get("/organizations").await.body;
    assert_eq!(
        (&listed["items"][0]["name"], &listed["items"][0]["people"]),
        (&json!("Bees GmbH"), &json!(1)),
        "{listed}"
    );
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    let address = format!("/organizations/{id}");
    let people = both.get(&format!("/people?organization={id}")).await.body;
    assert_eq!((&people["items"][0]["name"], &people["total"]), (&json!("Zoë Maier"), &json!(1)), "{people}");
    assert_eq!(people["items"][0]["id"], person.body["result"]["id"]);

    // They are made the one to ask, and that cannot be taken away.
    let now = both.get(&address).await.body;
    let mut asked = now["content"].clone();
    asked["contact_person"] = person.body["result"]["id"].clone();
    let written = both.with_version(Method::PUT, &address, &now["version"], asked.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    assert_eq!(written.body["result"]["content"]["contact_person"], person.body["result"]["id"]);
    asked["contact_person"] = Value::Null;
    let refused = both.with_version(Method::PUT, &address, &written.body["result"]["version"], asked).await;
    assert_eq!(refused.body["errors"][0]["field"], "/contact_person", "{}", refused.body);

    let deleted = both.with_version(Method::DELETE, &address, &written.body["result"]["version"], Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(both.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(both.get("/people").await.body["total"], 1, "who worked there stays");
    let undone = both.undo(&deleted).await;
    // Under its key here, with who worked there and whom to ask.
    let back = both.get(&address).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    assert_eq!(back.body["content"]["contact_person"], person.body["result"]["id"]);
    assert_eq!(both.get(&format!("/people?organization={id}")).await.body["total"], 1);
    both.undo(&undone).await;
    assert_eq!(both.get("/organizations").await.body["total"], 0);
}

#[tokio::test]
async fn a_crm_without_organizations_says_so() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|_, _| Reply::Json(200, Value::Null)).await;
    let id = connect(&app, &ada, "rogerroger", &crm.address).await;
    let one = format!("/crm/{id}/organizations/01980000-0000-7000-8000-000000000001");
    for (method, address, body) in [
        (Method::GET, format!("/crm/{id}/organizations"), Value::Null),
        (Method::POST, format!("/crm/{id}/organizations"), bees()),
    ] {
        let answer = app.send(method, &address, Some(&ada), body, &[]).await;
        assert_eq!(answer.body["type"], "urn:calling-card:problem:crm-cannot", "{}", answer.body);
    }
    assert_eq!(app.get(&one, &ada).await.status, StatusCode::NOT_FOUND);
    assert!(crm.asked().is_empty());
}

#[tokio::test]
async fn wherever_the_line_is_cut_an_organization_is_there_whole_or_not_at_all() {
    for cut in ["/organizations", "/branches"] {
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let records = Records::default();
        let known = records.clone();
        let crm = OtherCrm::new(move |asked, _| {
            let done = match asked.line.ends_with("/branches") {
                true => Reply::Json(201, Value::Null),
                false => samdock(&known, asked),
            };
            // It is done, and the answer is lost.
            let lost = asked.line.starts_with("POST /api") && asked.line.ends_with(cut);
            if lost { Reply::Bytes(Vec::new()) } else { done }
        })
        .await;
        let id = connect(&app, &ada, "samdock", &crm.address).await;
        let made = app.post(&format!("/crm/{id}/organizations"), &ada, bees()).await;
        assert_eq!(made.body["type"], "urn:calling-card:problem:crm-unreachable", "{cut}: {}", made.body);
        assert!(records.lock().unwrap().1.is_empty(), "{cut}");
    }
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_done_last_and_said_where_it_stays() {
    // Which branch cannot be deleted, what is said of that, what the organization is called then, and which branches it has.
    let cases = [("b1", "crm-refused", "Bees", 2), ("b2", "crm-in-doubt", "Wasps", 1)];
    for (kept, kind, name, branches) in cases {
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let records = Records::default();
        records.lock().unwrap().1.push(json!({ "_id": "o", "name": "Bees", "branches": ["b2", "b1"] }));
        let known = records.clone();
        let crm = OtherCrm::new(move |asked, _| {
            let (method, path) = asked.line.split_once(' ').unwrap();
            let organization = |change: &dyn Fn(&mut Value)| {
                change(&mut known.lock().unwrap().1[0]);
                Reply::Json(200, Value::Null)
            };
            match (method, path.trim_start_matches("/api/contacts/organizations/o")) {
                ("PATCH", "") => organization(&|one| one["name"] = asked.body["name"].clone()),
                ("DELETE", path) if path == format!("/branches/{kept}") => Reply::Json(403, Value::Null),
                ("DELETE", path) => organization(&|one| {
                    let gone = path.trim_start_matches("/branches/");
                    one["branches"].as_array_mut().unwrap().retain(|branch| branch != gone);
                }),
                _ => samdock(&known, asked),
            }
        })
        .await;
        let id = connect(&app, &ada, "samdock", &crm.address).await;
        let listed = app.get(&format!("/crm/{id}/organizations"), &ada).await.body;
        assert_eq!(listed["items"][0]["branches"], 2, "{listed}");
        let address = format!("/crm/{id}/organizations/{}", listed["items"][0]["id"].as_str().unwrap());
        let now = app.get(&address, &ada).await.body;
        let mut after = now["content"].clone();
        (after["name"], after["branches"]) = (json!("Wasps"), json!([]));
        let seen = format!("\"{}\"", now["version"]);
        let answer = app.send(Method::PUT, &address, Some(&ada), after, &[("if-match", &seen)]).await;
        assert_eq!(answer.body["type"], format!("urn:calling-card:problem:{kind}"), "{kept}: {}", answer.body);
        let there = records.lock().unwrap().1[0].clone();
        assert_eq!((&there["name"], there["branches"].as_array().unwrap().len()), (&json!(name), branches), "{kept}");
    }
}
