//! RogerRoger: people.

use axum::body::Body;
use axum::http::StatusCode;
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use super::contract::Contract;
use crate::test_app::{Answer, TestApp};

/// An answer with a schema of the contract.
pub(super) fn holds(schema: &str, status: u16, answer: &Answer) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    Contract::of("rogerroger").holds(schema, &answer.body);
    let media_type = answer.headers["content-type"].to_str().unwrap();
    let expected = match status {
        401 => "application/json",
        400.. => "application/problem+json",
        _ => "application/ld+json",
    };
    assert_eq!(media_type, expected);
}

fn id(answer: &Answer) -> String {
    answer.body["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_vendors_own_call_works_with_another_host_and_key() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let contract = Contract::of("rogerroger");
    let full = contract.example("PersonFull");
    for media_type in ["application/ld+json", "application/json"] {
        let answer = client.raw("POST /people", media_type, Body::from(full.to_string())).await;
        holds("PersonRead", 201, &answer);
        // All that was said comes back, but for the picture, which is only taken, and what is null.
        for (name, said) in full.as_object().unwrap() {
            let answered = answer.body.get(name);
            assert_eq!(answered, (name != "avatar").then_some(said), "{name}");
        }
        let read = client.get(&format!("/people/{}", id(&answer))).await;
        holds("PersonRead", 200, &read);
        assert_eq!(read.body, answer.body);
        assert_eq!(read.body["@id"], json!(format!("/people/{}", id(&answer))));
    }
    holds("PersonRead", 201, &client.call("POST /people", contract.example("PersonMinimal").clone()).await);

    // Staff see what the model has a place for.
    let seen = app.get("/crm/home/people?q=mila", &staff).await.body;
    assert_eq!(seen["total"], 2);
    let address = format!("/crm/home/people/{}", seen["items"][0]["id"].as_str().unwrap());
    let person = app.get(&address, &staff).await.body;
    assert_eq!(
        (&person["content"]["name"]["family"], &person["created_by"]),
        (&json!("Jansen"), &json!("token:a program"))
    );
    assert_eq!(person["content"]["cards"][0]["phones"][0]["kind"], "fax");
    assert_eq!(person["content"]["cards"][0]["addresses"][0]["country"], "Netherlands");
}

#[tokio::test]
async fn what_the_model_has_no_place_for_is_kept_and_given_back() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let said = json!({
        "familyName": "Jansen", "customerId": "", "isTracked": false, "dealSize": -5, "tags": ["/tags/1", "x"],
        "phoneNumbers": [{ "phoneNumber": "+31 20 123 4567", "phoneType": "mobile" }, { "phoneNumber": null }],
        "emailAddresses": [{ "email": "mila@example.org" }, { "email": null }],
        "address": { "city": "Amsterdam", "country": "Holland", "street": null, "postalCode": "" }
    });
    let made = client.call("POST /people", said.clone()).await;
    holds("PersonRead", 201, &made);
    for (name, said) in said.as_object().unwrap() {
        assert_eq!(made.body.get(name), Some(said), "{name}");
    }
    // What staff change is answered as they change it, with what is known beside.
    let address = format!("/crm/home/people/{}", id(&made));
    let mut person = app.get(&address, &staff).await.body["content"].clone();
    assert_eq!(person["cards"][0]["addresses"][0]["country"], "Holland");
    let phone = json!({ "number": "+31 6 1234 5678", "kind": "voice" });
    person["cards"][0]["phones"].as_array_mut().unwrap().push(phone);
    person["name"]["given"] = "Mila".into();
    let version = [("if-match", "\"1\"")];
    let answer = app.send(axum::http::Method::PUT, &address, Some(&staff), person, &version).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let read = client.get(&format!("/people/{}", id(&made))).await.body;
    assert_eq!((&read["givenName"], &read["tags"], &read["dealSize"]), (&json!("Mila"), &said["tags"], &json!(-5)));
    assert_eq!(read["phoneNumbers"].as_array().unwrap().len(), 2, "{read}");
}

#[tokio::test]
async fn what_stands_beside_a_person_is_exported_and_erased_with_them() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let made = client.call("POST /people", json!({ "familyName": "Jansen", "customerId": "customer-4711" })).await;
    let person = id(&made);
    let note = json!({ "description": "x", "category": "/note_categories/4712" });
    client.call(&format!("POST /people/{person}/notes"), note).await;
    let address = format!("/crm/home/people/{person}");
    let beside = app.get(&format!("{address}/export"), &staff).await.body["beside"].clone();
    assert_eq!(beside[0]["members"], json!({ "customerId": ["customer-4711", null] }));
    assert_eq!(beside[1]["members"]["category"][0], "/note_categories/4712");
    let erased = app.post(&format!("{address}/erase"), &staff, json!({ "name": "Jansen" })).await;
    assert!(erased.status.is_success(), "{}", erased.body);
    assert!(!app.knows("customer-4711").await && !app.knows("note_categories/4712").await);
}

#[tokio::test]
async fn a_replaced_person_keeps_what_the_dialect_cannot_say() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let ours = json!({
        "name": { "given": "Ada", "family": "Byron", "title": "Dr.", "formatted": "Ada, Countess of Lovelace" },
        "gender": "f", "tags": ["VIP"],
        "cards": [
            { "business": "Second", "emails": [{ "address": "second@example.com" }] },
            { "business": "Main", "favourite": true,
              "emails": [{ "address": "ada@example.com", "label": "Office" }, { "address": "b@example.com" }],
              "phones": [{ "number": "+44 20 7946 0001", "kind": "mobile", "place": "work" }],
              "positions": [{ "position": "Countess", "department": "Mathematics" }],
              "addresses": [{ "street": "1 St James's Square", "city": "London", "additional": "2nd floor", "country": "England" }] }
        ]
    });
    let id = app.person(&staff, ours).await;
    let target = format!("/people/{id}");
    let mut wire = client.get(&target).await.body;
    assert_eq!((&wire["familyName"], &wire["jobTitle"]), (&json!("Byron"), &json!("Countess")));
    wire["emailAddresses"] = json!([{ "email": "new@example.com" }, { "email": "ada@example.com" }]);
    wire["address"]["city"] = "Ockham".into();
    wire["jobTitle"] = "Analyst".into();
    let replaced = client.call(&format!("PUT {target}"), wire).await;
    holds("PersonRead", 200, &replaced);
    let person = app.get(&format!("/crm/home/people/{id}"), &staff).await.body["content"].clone();
    assert_eq!(person["name"]["formatted"], "Ada, Countess of Lovelace");
    assert_eq!(
        (&person["gender"], &person["tags"], &person["name"]["title"]),
        (&json!("f"), &json!(["VIP"]), &json!("Dr."))
    );
    assert_eq!(person["cards"][0]["emails"][0]["address"], "second@example.com");
    let card = &person["cards"][1];
    assert_eq!(card["emails"][0]["address"], "new@example.com");
    assert_eq!(
        (&card["emails"][1]["address"], &card["emails"][1]["label"]),
        (&json!("ada@example.com"), &json!("Office"))
    );
    assert_eq!((&card["phones"][0]["kind"], &card["phones"][0]["place"]), (&json!("mobile"), &json!("work")));
    assert_eq!(card["positions"], json!([{ "position": "Analyst", "department": "Mathematics" }]));
    let address = &card["addresses"][0];
    assert_eq!(
        (&address["city"], &address["additional"], &address["country"]),
        (&json!("Ockham"), &json!("2nd floor"), &json!("England"))
    );

    // PUT resets what it leaves out; PATCH leaves it.
    let patched =
        client.call(&format!("PATCH {target}"), json!({ "givenName": "Augusta", "address": { "street": null } })).await;
    holds("PersonRead", 200, &patched);
    assert_eq!((&patched.body["jobTitle"], &patched.body["address"]["city"]), (&json!("Analyst"), &json!("Ockham")));
    let replaced = client.call(&format!("PUT {target}"), json!({ "familyName": "Byron" })).await;
    assert_eq!(
        (&replaced.body["givenName"], &replaced.body["emailAddresses"], &replaced.body["jobTitle"]),
        (&Value::Null, &json!([]), &Value::Null)
    );
    let person = app.get(&format!("/crm/home/people/{id}"), &staff).await.body["content"].clone();
    assert_eq!((&person["cards"][1]["business"], &person["name"].get("formatted")), (&json!("Main"), &None));
    assert_eq!(person["cards"][1]["positions"], json!([{ "department": "Mathematics" }]));
}

#[tokio::test]
async fn an_archived_and_a_deleted_person() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.rogerroger("home").await;
    let made = client.call("POST /people", json!({ "familyName": "Jansen" })).await;
    let target = format!("/people/{}", id(&made));
    let archive = json!({ "archivedAt": "2025-10-01T11:30:00+02:00" });
    let archived = client.call(&format!("PATCH {target}"), archive).await;
    holds("PersonRead", 200, &archived);
    assert_eq!(archived.body["archivedAt"], "2025-10-01T09:30:00+00:00");
    let seen = app.get(&format!("/crm/home{target}"), &staff).await.body;
    assert_eq!(seen["content"]["archived_at"], "2025-10-01T09:30:00.000Z");
    let back = client.call(&format!("PATCH {target}"), json!({ "archivedAt": null })).await;
    assert_eq!(back.body["archivedAt"], Value::Null);

    let gone = client.call(&format!("DELETE {target}"), Value::Null).await;
    assert_eq!((gone.status, &gone.body), (StatusCode::NO_CONTENT, &json!("")));
    for call in ["GET", "DELETE", "PUT"] {
        let body = if call == "PUT" { json!({ "familyName": "X" }) } else { Value::Null };
        holds("Error", 404, &client.call(&format!("{call} {target}"), body).await);
    }
    assert_eq!(app.get("/crm/home/bin", &staff).await.body.as_array().unwrap().len(), 1, "staff can take it back");
}

#[tokio::test]
async fn each_refusal_is_the_vendors() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    let made = client.call("POST /people", json!({ "familyName": "Jansen" })).await;
    let target = format!("/people/{}", id(&made));
    let violations = |answer: &Answer| answer.body["violations"].clone();
    for body in [json!({}), json!({ "familyName": null }), json!({ "familyName": " ", "givenName": "x" })] {
        for call in ["POST /people".to_owned(), format!("PUT {target}")] {
            let answer = client.call(&call, body.clone()).await;
            holds("Error", 422, &answer);
            assert_eq!(
                violations(&answer),
                json!([{ "propertyPath": "familyName", "message": "This value should not be blank." }])
            );
            assert_eq!(answer.body["detail"], "familyName: This value should not be blank.");
        }
    }
    holds("Error", 422, &client.call(&format!("PATCH {target}"), json!({ "familyName": null })).await);
    for (member, value, path) in [
        ("emailAddresses", json!([{ "email": "a@example.org" }, { "email": "no address" }]), "emailAddresses[1].email"),
        ("phoneNumbers", json!([{ "phoneNumber": "call me" }]), "phoneNumbers[0].phoneNumber"),
        ("givenName", "x".repeat(201).into(), "givenName"),
        ("jobTitle", "a\u{0}b".into(), "jobTitle"),
        ("archivedAt", "yesterday or so".into(), "archivedAt"),
    ] {
        let answer = client.call(&format!("PATCH {target}"), json!({ member: value })).await;
        holds("Error", 422, &answer);
        assert_eq!(violations(&answer)[0]["propertyPath"], path, "{}", answer.body);
    }
    let deep = format!(r#"{{"familyName":"x","tags":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        "",
        "{",
        "[]",
        "null",
        r#"{"familyName":7}"#,
        r#"{"familyName":"\ud800"}"#,
        r#"{"familyName":"x","tags":["\udc00"]}"#,
        &deep,
    ] {
        for (call, media_type) in [
            ("POST /people".to_owned(), "application/ld+json"),
            (format!("PATCH {target}"), "application/merge-patch+json"),
        ] {
            let answer = client.raw(&call, media_type, Body::from(body.to_owned())).await;
            holds("Error", 400, &answer);
        }
    }
    let large = format!(r#"{{"familyName":"{}"}}"#, "x".repeat(1024 * 1024));
    holds("Error", 400, &client.raw("POST /people", "application/json", Body::from(large)).await);
    holds("Error", 415, &client.raw(&format!("PATCH {target}"), "application/json", Body::from("{}")).await);
    holds("Error", 415, &client.raw("POST /people", "text/plain", Body::from("{}")).await);
    for address in ["/", "/peopl", "/people/", "/people/x/y", "/people/nobody"] {
        holds("Error", 404, &client.get(address).await);
    }
    let answer = client.call("DELETE /people", Value::Null).await;
    holds("Error", 405, &answer);
    assert_eq!(answer.headers["allow"], "GET, POST");
    for query in [
        "page=x",
        "page=0",
        "itemsPerPage=-1",
        "order[familyName]=up",
        "exists[archivedAt]=maybe",
        "createdAt[after]=soon",
    ] {
        holds("Error", 400, &client.get(&format!("/people?{query}")).await);
    }
    let nobody = super::Client { app: &app, root: client.root, header: ("x-nothing", String::new()) };
    let answer = nobody.get("/people").await;
    holds("Error", 401, &answer);
    assert_eq!(answer.body, json!({ "code": 401, "message": "JWT Token not found" }));
}

#[tokio::test]
async fn workspaces_know_nothing_of_each_other() {
    let app = TestApp::new().await;
    let (home, other) = (app.rogerroger("home").await, app.rogerroger("other").await);
    let said = json!({ "familyName": "Jansen", "owner": "/users/1", "emailAddresses": [{ "email": "m@example.org" }] });
    let target = format!("/people/{}", id(&home.call("POST /people", said).await));
    let note = json!({ "description": "x", "category": "/note_categories/1" });
    let note = home.call(&format!("POST {target}/notes"), note.clone()).await;
    let note = format!("{target}/notes/{}", note.body["id"].as_str().unwrap());
    for call in [format!("GET {target}"), format!("DELETE {target}"), format!("GET {note}")] {
        assert_eq!(other.call(&call, Value::Null).await.status, StatusCode::NOT_FOUND, "{call}");
    }
    for target in [&target, &note] {
        let body = json!({ "familyName": "X", "description": "x", "category": "/note_categories/1" });
        for method in ["PUT", "PATCH"] {
            assert_eq!(other.call(&format!("{method} {target}"), body.clone()).await.status, StatusCode::NOT_FOUND);
        }
    }
    for query in ["", "?owner.id=1", "?q=jansen", "?emailAddresses.email=m@example.org", "?identifiers=m@example.org"] {
        assert_eq!(other.get(&format!("/people{query}")).await.body["totalItems"], 0, "{query}");
        assert_eq!(home.get(&format!("/people{query}")).await.body["totalItems"], 1, "{query}");
    }
    assert_eq!(other.get(&format!("{target}/notes")).await.body["totalItems"], 0);
}

#[tokio::test]
async fn the_limit_is_imitated_where_it_is_asked_for() {
    let app = TestApp::configured(Config { vendor_limits: true, ..Config::default() }).await;
    let (first, second, other) =
        (app.rogerroger("home").await, app.rogerroger("home").await, app.rogerroger("other").await);
    for _ in 0..10 {
        assert_eq!(first.get("/people").await.status, StatusCode::OK);
        assert_eq!(second.get("/people").await.status, StatusCode::OK);
    }
    let limited = first.get("/people").await;
    holds("Error", 429, &limited);
    let seconds: u32 = limited.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(other.get("/people").await.status, StatusCode::OK, "each tenant has its own");
}
