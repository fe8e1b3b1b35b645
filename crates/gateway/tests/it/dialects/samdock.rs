//! Samdock: people, and signing in.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Client;
use super::contract::Contract;
use crate::test_app::{Answer, TestApp};

pub(super) const PERSONS: &str = "/api/contacts/persons";

/// An answer with a schema of the contract; of a list, each entry.
pub(super) fn holds(schema: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/json");
    let contract = Contract::of("samdock");
    match &answer.body {
        Value::Array(entries) => entries.iter().for_each(|entry| contract.holds(schema, entry)),
        one => contract.holds(schema, one),
    }
}

/// An answer without a body.
pub(super) fn empty(status: u16, answer: &Answer) {
    assert_eq!((answer.status.as_u16(), &answer.body), (status, &json!("")));
}

/// What is written is answered with nothing.
pub(super) async fn written(client: &Client<'_>, line: &str, body: Value) {
    let answer = client.call(line, body).await;
    let expected = if answer.status == StatusCode::CREATED { 201 } else { 200 };
    empty(expected, &answer);
}

/// What cannot be taken is said at the member.
pub(super) fn refused(member: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{member} {}", answer.body);
    let sentence = answer.body["message"][0].as_str().unwrap();
    assert!(sentence.starts_with(&format!("{member} ")), "{member}: {sentence}");
}

/// Somebody with all that the vendor's page names.
fn marie() -> Value {
    json!({
        "_id": "V1StGXR8_Z5jdHi6B-myT", "email": "marie@example.org", "firstName": "Marie", "lastName": "Curie", "gender": "female",
        "namePrefix": "Dr.", "nameSuffix": "PhD", "phoneNumber": "+33 1 1", "mobileNumber": "+33 6 12", "privateNumber": "+33 1 13",
        "officeNumber": "+33 1 14", "homeNumber": "+33 1 15", "faxNumber": "+33 1 16", "website": "www.example.org",
        "linkedin": "https://www.linkedin.com/in/marie", "note": "Likes polonium", "xing": "https://www.xing.com/profile/marie",
        "facebook": "https://www.facebook.com/marie", "twitter": "https://twitter.com/marie", "instagram": "https://www.instagram.com/marie",
        "birthday": "1867-11-07", "importID": "4711", "createdAt": 1_651_043_942_899_u64,
        "address": { "street": "Rue Cuvier", "number": "12", "postcode": "75005", "city": "Paris", "country": "France", "state": "IDF" },
        "consents": ["newsletter"], "customFields": { "unknown": ["x"] }, "privacy": { "hidden": true }, "prioritySection": ["a", "b"]
    })
}

#[tokio::test]
async fn the_vendors_own_calls_work_with_another_host_and_token() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.samdock("home").await;
    assert_eq!(client.get(PERSONS).await.body, json!([]));
    written(&client, &format!("POST {PERSONS}"), json!({ "_id": "string", "lastName": "string" })).await;
    holds("Person", &client.get(&format!("{PERSONS}/string")).await);
    written(&client, &format!("PATCH {PERSONS}/string"), json!({ "lastName": "string" })).await;
    written(&client, &format!("PATCH {PERSONS}/last-seen/string"), Value::Null).await;
    let seen = client.get(&format!("{PERSONS}/last-seen")).await;
    holds("LastSeen", &seen);
    assert_eq!(seen.body["_personIDs"], json!(["string"]));
    let activities = client.get(&format!("{PERSONS}/string/activities")).await;
    holds("Activity", &activities);
    assert_eq!(activities.body[0]["type"], "created");

    written(&client, &format!("POST {PERSONS}"), marie()).await;
    let read = client.get(&format!("{PERSONS}/V1StGXR8_Z5jdHi6B-myT")).await;
    holds("Person", &read);
    for (name, said) in marie().as_object().unwrap() {
        let expected = if matches!(name.as_str(), "createdAt" | "privacy") { None } else { Some(said) };
        assert_eq!(read.body.get(name), expected, "{name}");
    }
    assert!(read.body["lastActivity"].as_i64().unwrap() > 1_700_000_000_000, "{}", read.body);
    let list = client.get(PERSONS).await;
    holds("Person", &list);
    assert_eq!((list.body.as_array().unwrap().len(), &list.body[1]), (2, &read.body));

    // Staff see what the model has a place for, the note among their notes.
    let found = app.get("/crm/home/people?q=curie", &staff).await.body;
    let address = format!("/crm/home/people/{}", found["items"][0]["id"].as_str().unwrap());
    let person = app.get(&address, &staff).await.body["content"].clone();
    assert_eq!(person["web_addresses"][0]["url"], "https://www.example.org");
    assert_eq!(person["cards"][0]["addresses"][0]["street"], "Rue Cuvier 12");
    assert_eq!(app.get(&format!("{address}/notes"), &staff).await.body[0]["content"]["text"], "Likes polonium");

    written(&client, &format!("DELETE {PERSONS}/V1StGXR8_Z5jdHi6B-myT"), Value::Null).await;
    for (method, body) in [("GET", Value::Null), ("DELETE", Value::Null), ("PATCH", json!({ "lastName": "x" }))] {
        empty(404, &client.call(&format!("{method} {PERSONS}/V1StGXR8_Z5jdHi6B-myT"), body).await);
    }
    // What was deleted can be made again under its id.
    written(&client, &format!("POST {PERSONS}"), marie()).await;
    refused("_id", &client.call(&format!("POST {PERSONS}"), marie()).await);
}

#[tokio::test]
async fn a_change_writes_what_is_said_and_leaves_what_is_not() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.samdock("home").await;
    let ours = json!({
        "name": { "given": "Ada", "additional": "King", "family": "Byron" },
        "cards": [{
            "business": "Analytical Engines",
            "emails": [{ "address": "a@example.com", "label": "Office" }, { "address": "b@example.com" }],
            "phones": [{ "number": "+44 20 1", "kind": "pager" }]
        }]
    });
    let key = app.person(&staff, ours).await;
    let list = client.get(PERSONS).await.body;
    let id = list[0]["_id"].as_str().unwrap().to_owned();
    assert_eq!((id.len(), &list[0]["phoneNumber"]), (21, &json!("+44 20 1")), "who was made elsewhere has an id, too");
    let address = format!("{PERSONS}/{id}");
    let patch = json!({ "lastName": "Lovelace", "email": "c@example.com", "mobileNumber": "+44 7 123", "note": "Countess", "importID": "7" });
    written(&client, &format!("PATCH {address}"), patch.clone()).await;
    let read = client.get(&address).await.body;
    for (name, said) in patch.as_object().unwrap() {
        assert_eq!(read.get(name), Some(said), "{name}");
    }
    let home = format!("/crm/home/people/{key}");
    let person = app.get(&home, &staff).await.body["content"].clone();
    let card = &person["cards"][0];
    assert_eq!((&person["name"]["additional"], &card["business"]), (&json!("King"), &json!("Analytical Engines")));
    assert_eq!(
        (&card["emails"][0]["label"], &card["emails"][1]["address"]),
        (&json!("Office"), &json!("b@example.com"))
    );
    assert_eq!((&card["phones"][0]["kind"], &card["phones"][1]["number"]), (&json!("pager"), &json!("+44 7 123")));

    // An empty text empties, and what staff change counts.
    written(
        &client,
        &format!("PATCH {address}"),
        json!({ "lastName": "Lovelace", "email": "", "note": "", "address": { "city": "Ockham" } }),
    )
    .await;
    let read = client.get(&address).await.body;
    assert_eq!(
        (read.get("email"), read.get("note"), &read["importID"]),
        (None, None, &json!("7")),
        "the second address is none that was said"
    );
    written(&client, &format!("PATCH {address}"), json!({ "lastName": "Lovelace", "address": { "postcode": "GU23" } }))
        .await;
    assert_eq!(client.get(&address).await.body["address"], json!({ "postcode": "GU23", "city": "Ockham" }));
    assert_eq!(app.get(&format!("{home}/notes"), &staff).await.body, json!([]));
    assert_eq!(client.get(&address).await.body["_id"], json!(id), "an id stays");
}

#[tokio::test]
async fn a_bulk_delete_without_ids_deletes_nobody() {
    let app = TestApp::new().await;
    let client = app.samdock("home").await;
    for id in ["a", "b", "c"] {
        written(&client, &format!("POST {PERSONS}"), json!({ "_id": id, "lastName": id })).await;
    }
    let count = || async { client.get(PERSONS).await.body.as_array().unwrap().len() };
    let delete = format!("DELETE {PERSONS}");
    written(&client, &delete, Value::Null).await;
    written(&client, &delete, json!([])).await;
    for wrong in [json!({}), json!("a"), json!([1]), json!({ "ids": ["a"] })] {
        refused("body", &client.call(&delete, wrong).await);
    }
    assert_eq!(count().await, 3);
    written(&client, &delete, json!(["a", "unknown", "c"])).await;
    assert_eq!(count().await, 1);
}

#[tokio::test]
async fn workspaces_are_told_apart() {
    let app = TestApp::new().await;
    let (home, other) = (app.samdock("home").await, app.samdock("other").await);
    let person = json!({ "_id": "same", "lastName": "Curie" });
    written(&home, &format!("POST {PERSONS}"), person.clone()).await;
    assert_eq!(other.get(PERSONS).await.body, json!([]));
    for line in ["GET", "DELETE", "PATCH"].map(|method| format!("{method} {PERSONS}/same")) {
        let body = if line.starts_with("PATCH") { json!({ "lastName": "x" }) } else { Value::Null };
        empty(404, &other.call(&line, body).await);
    }
    assert_eq!(other.get(&format!("{PERSONS}/same/activities")).await.body, json!([]));
    empty(404, &other.call(&format!("PATCH {PERSONS}/last-seen/same"), Value::Null).await);
    written(&other, &format!("DELETE {PERSONS}"), json!(["same"])).await;
    written(&other, &format!("POST {PERSONS}"), person).await;
    let tenant = |client: Value| client["_tenantID"].clone();
    let (ours, theirs) = (home.get(&format!("{PERSONS}/same")).await, other.get(&format!("{PERSONS}/same")).await);
    assert_ne!(tenant(ours.body), tenant(theirs.body), "each has its own ids");
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_at_its_member() {
    let app = TestApp::new().await;
    let client = app.samdock("home").await;
    let post = format!("POST {PERSONS}");
    for body in [Value::Null, json!({}), json!({ "firstName": "x" }), json!({ "lastName": " " })] {
        refused("lastName", &client.call(&post, body).await);
    }
    for (member, value) in [
        ("email", json!("nobody")),
        ("phoneNumber", json!("call me")),
        ("firstName", json!("a\u{0}b")),
        ("website", json!("https://a b")),
        ("employers", json!(["nowhere"])),
        ("consents", json!([1])),
        ("_id", json!("a/b")),
        ("_id", json!("last-seen")),
        ("_id", json!("x".repeat(65))),
        ("note", json!("x".repeat(20_001))),
    ] {
        let mut body = json!({ "lastName": "x" });
        body[member] = value;
        refused(member, &client.call(&post, body).await);
    }
    let deep = format!(r#"{{"lastName":"x","customFields":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let large = format!(r#"{{"lastName":"{}"}}"#, "x".repeat(1024 * 1024));
    for body in
        ["{", "[]", r#"{"lastName":1}"#, r#"{"lastName":"x","address":[]}"#, r#"{"lastName":"\ud800"}"#, &deep, &large]
    {
        refused("body", &client.raw(&post, "application/json", Body::from(body.to_owned())).await);
    }
    for address in ["/", "/api/contacts", "/api/contacts/Persons", "/api/deals/deals", "/api/contacts/persons/a/b/c"] {
        empty(404, &client.get(address).await);
    }
    let answer = client.call(&format!("PUT {PERSONS}"), json!({})).await;
    empty(405, &answer);
    assert_eq!(answer.headers["allow"], "GET, POST, DELETE");
    assert_eq!(client.get(PERSONS).await.body, json!([]));
}

#[tokio::test]
async fn an_api_token_is_the_password_and_what_comes_of_it_ends() {
    let app = TestApp::new().await;
    let token = app.token("home").await;
    let client = app.samdock("home").await;
    let login = |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        async { client.call("POST /login", body).await }
    };
    let pair = login("whoever@example.com", &token).await;
    holds("Tokens", &pair);
    let (access, refresh) = (pair.body["accessToken"].as_str().unwrap(), pair.body["refreshToken"].as_str().unwrap());
    assert!(!app.knows(access).await && !app.knows(refresh).await, "only hashes are kept");
    let ask = |bearer: &str| {
        let client =
            Client { app: client.app, root: client.root, header: ("authorization", format!("Bearer {bearer}")) };
        async move { client.get(PERSONS).await.status.as_u16() }
    };
    assert_eq!((ask(access).await, ask(&token).await, ask("x").await, ask(refresh).await), (200, 200, 401, 401));
    for wrong in [access, refresh, "x", ""] {
        empty(401, &login("a@example.com", wrong).await);
    }
    refused("email", &client.call("POST /login", json!({ "password": token })).await);

    // The refresh token gives one next pair, with its own access token alone.
    let renew = |access: &str, refresh: &str| {
        let body = json!({ "accessToken": access, "refreshToken": refresh });
        async { client.call("POST /token/refresh", body).await }
    };
    empty(401, &renew("x", refresh).await);
    let next = renew(access, refresh).await;
    holds("Tokens", &next);
    empty(401, &renew(access, refresh).await);
    let now = next.body["accessToken"].as_str().unwrap();
    assert_eq!((ask(access).await, ask(now).await), (401, 200));

    // A new gateway counts wrong tokens anew.
    let app = TestApp::new().await;
    let client = app.samdock("home").await;
    let token = app.token("home").await;
    let pair = client.call("POST /login", json!({ "email": "a", "password": token })).await.body;
    let access = format!("Bearer {}", pair["accessToken"].as_str().unwrap());
    let holder = Client { app: &app, root: client.root, header: ("authorization", access) };
    assert_eq!(holder.get(PERSONS).await.status, StatusCode::OK);
    app.sql("UPDATE exchanged_tokens SET expires_at = '2020-01-01T00:00:00.000Z'").await;
    empty(401, &holder.get(PERSONS).await);
    let next = client.call("POST /token/refresh", pair).await;
    holds("Tokens", &next);
    empty(200, &client.call("POST /token/revoke", next.body.clone()).await);
    empty(401, &client.call("POST /token/revoke", next.body.clone()).await);
    empty(401, &client.call("POST /token/refresh", next.body).await);
    for _ in 0..10 {
        client.call("POST /login", json!({ "email": "a", "password": "wrong" })).await;
    }
    let answer = client.call("POST /login", json!({ "email": "a", "password": "wrong" })).await;
    empty(429, &answer);
    assert!(answer.headers.contains_key("retry-after"));
}
