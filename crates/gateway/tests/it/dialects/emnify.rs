//! emnify.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Client;
use super::contract::Contract;
use crate::test_app::{Answer, TestApp};

const CONTACTS: &str = "/api/v1/organisation/124/contact";

/// The body of the vendor's own curl line.
fn marc() -> Value {
    json!({
        "type": { "id": 1 }, "name": "Marc Muller", "title": "Ing", "department": "Sales", "street": "1st street",
        "zipcode": "10224", "city": "Berlin", "country": { "id": 1 }, "email": "user@domain.com",
        "phone": "+497 554 776 653", "mobile": "+497 554 776 653"
    })
}

fn holds(schema: &str, status: u16, answer: &Answer) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    Contract::of("emnify").holds(schema, &answer.body);
    assert_eq!(answer.headers["content-type"], "application/json");
}

/// Makes a contact; answers its address below the root.
async fn made(client: &Client<'_>, contacts: &str, body: Value) -> String {
    let answer = client.call(&format!("POST {contacts}"), body).await;
    holds("EmptyObject", 201, &answer);
    let location = answer.headers["location"].to_str().unwrap();
    location.strip_prefix("/dialects/emnify").unwrap().to_owned()
}

#[tokio::test]
async fn the_vendors_own_call_works_with_another_host_and_token() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.emnify("home").await;
    let address = made(&client, CONTACTS, marc()).await;
    assert_eq!(address, format!("{CONTACTS}/1"));
    let read = client.get(&address).await;
    holds("Contact", 200, &read);
    let mut expected = marc();
    expected["id"] = 1.into();
    expected["organisation"] = json!({ "id": 124 });
    expected["type"]["description"] = "Commercial".into();
    assert_eq!(read.body, expected);
    let list = client.get(CONTACTS).await;
    assert_eq!((list.status, &list.body), (StatusCode::OK, &json!([expected])));

    let seen = app.get("/crm/home/people?q=muller", &staff).await.body;
    assert_eq!((&seen["items"][0]["name"], &seen["items"][0]["city"]), (&json!("Ing Marc Muller"), &json!("Berlin")));

    let changed = client.call(&format!("PATCH {address}"), json!({ "name": "Marcus Mayweather", "mobile": "" })).await;
    assert_eq!((changed.status, &changed.body), (StatusCode::NO_CONTENT, &json!("")));
    let read = client.get(&address).await.body;
    assert_eq!(
        (&read["name"], &read["phone"], &read["country"]),
        (&json!("Marcus Mayweather"), &marc()["phone"], &json!({ "id": 1 }))
    );
    let gone = client.call(&format!("DELETE {address}"), Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    for method in ["GET", "DELETE", "PATCH"] {
        let body = if method == "PATCH" { json!({}) } else { Value::Null };
        let answer = client.call(&format!("{method} {address}"), body).await;
        holds("Error", 404, &answer);
        assert_eq!(answer.body["message"], "Contact with id 1 not found");
    }
    assert_eq!(made(&client, CONTACTS, marc()).await, format!("{CONTACTS}/2"), "no number is given twice");
}

#[tokio::test]
async fn a_contact_needs_no_more_than_its_type() {
    let app = TestApp::new().await;
    let client = app.emnify("home").await;
    let address = made(&client, CONTACTS, json!({ "type": { "id": 4 } })).await;
    let read = client.get(&address).await;
    holds("Contact", 200, &read);
    let expected =
        json!({ "id": 1, "organisation": { "id": 124 }, "type": { "id": 4, "description": "Shipping address" } });
    assert_eq!(read.body, expected);
    client.call(&format!("PATCH {address}"), json!({ "name": "Ada", "type": { "id": 77 } })).await;
    let read = client.get(&address).await.body;
    assert_eq!((&read["name"], &read["type"]), (&json!("Ada"), &json!({ "id": 77 })));

    let invoice = made(&client, CONTACTS, json!({ "type": { "id": 6 }, "purchase_order_number": "PO 7" })).await;
    assert_eq!(client.get(&invoice).await.body["purchase_order_number"], "PO 7");
    client.call(&format!("PATCH {invoice}"), json!({ "type": { "id": 1 } })).await;
    assert_eq!(client.get(&invoice).await.body.get("purchase_order_number"), None);
}

#[tokio::test]
async fn a_changed_person_keeps_what_the_dialect_cannot_say() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.emnify("home").await;
    let ours = json!({
        "name": { "given": "Ada", "additional": "King", "family": "Byron" }, "gender": "f",
        "cards": [{
            "business": "Analytical Engines",
            "emails": [{ "address": "a@example.com", "label": "Office" }, { "address": "b@example.com" }],
            "phones": [{ "number": "+44 20 7946 0001", "kind": "fax" }, { "number": "+44 20 7946 0002", "kind": "mobile", "place": "work" }],
            "positions": [{ "position": "Countess", "department": "Mathematics" }],
            "addresses": [{ "street": "1 St James's Square", "city": "London", "country": "England" }]
        }]
    });
    let id = app.person(&staff, ours).await;
    // Who was made elsewhere is in every organisation, and has a number.
    let list = client.get("/api/v1/organisation/7/contact").await.body;
    assert_eq!(
        (&list[0]["id"], &list[0]["name"], &list[0]["organisation"]),
        (&json!(1), &json!("Ada King Byron"), &json!({ "id": 7 }))
    );
    assert_eq!(client.get(CONTACTS).await.body[0]["id"], 1);
    let patch = json!({ "email": "new@example.com", "phone": "+44 20 7946 0003", "mobile": "+44 20 7946 0004", "city": "Ockham" });
    assert_eq!(client.call(&format!("PATCH {CONTACTS}/1"), patch.clone()).await.status, StatusCode::NO_CONTENT);
    let read = client.get(&format!("{CONTACTS}/1")).await.body;
    for (name, value) in patch.as_object().unwrap() {
        assert_eq!(&read[name], value, "{name}");
    }
    let person = app.get(&format!("/crm/home/people/{id}"), &staff).await.body["content"].clone();
    let card = &person["cards"][0];
    assert_eq!(
        (&person["name"]["additional"], &person["gender"], &card["business"]),
        (&json!("King"), &json!("f"), &json!("Analytical Engines"))
    );
    assert_eq!(
        (&card["emails"][0]["label"], &card["emails"][1]["address"]),
        (&json!("Office"), &json!("b@example.com"))
    );
    let kinds: Vec<&str> =
        card["phones"].as_array().unwrap().iter().map(|phone| phone["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["fax", "mobile", "voice"], "the fax number stays beside the new phone");
    assert_eq!((&card["phones"][1]["place"], &card["addresses"][0]["country"]), (&json!("work"), &json!("England")));
}

#[tokio::test]
async fn organisations_and_workspaces_are_told_apart() {
    let app = TestApp::new().await;
    let (home, other) = (app.emnify("home").await, app.emnify("other").await);
    let address = made(&home, CONTACTS, marc()).await;
    assert_eq!(home.get("/api/v1/organisation/125/contact").await.body, json!([]));
    holds("Error", 404, &home.get("/api/v1/organisation/125/contact/1").await);
    assert_eq!(other.get(CONTACTS).await.body, json!([]));
    for (method, body) in [("GET", Value::Null), ("DELETE", Value::Null), ("PATCH", json!({ "city": "x" }))] {
        holds("Error", 404, &other.call(&format!("{method} {address}"), body).await);
    }
    assert_eq!(made(&other, CONTACTS, marc()).await, format!("{CONTACTS}/1"), "each counts by itself");
    assert_eq!(home.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn each_refusal_is_the_vendors() {
    let app = TestApp::new().await;
    let client = app.emnify("home").await;
    let address = made(&client, CONTACTS, marc()).await;
    let post = format!("POST {CONTACTS}");
    let refused = |answer: &Answer| {
        holds("Error", 422, answer);
        assert_eq!(
            (&answer.body["error_code"], &answer.body["error_token"]),
            (&json!(1400), &json!("InputValidationFailed"))
        );
        answer.body["errors"][0].clone()
    };
    let required = json!({ "error_code": 1402, "error_token": "Required", "message": "Contact - type is required." });
    assert_eq!(refused(&client.call(&post, json!({ "name": "x" })).await), required);
    for body in [json!({ "type": { "id": 1 }, "id": 5 }), json!({ "type": { "id": 1 }, "organisation_id": 5 })] {
        assert_eq!(refused(&client.call(&post, body.clone()).await)["error_code"], 1406);
        assert_eq!(refused(&client.call(&format!("PATCH {address}"), body).await)["error_code"], 1406);
    }
    assert_eq!(refused(&client.call(&format!("{post}?organisation_id=1"), marc()).await)["error_code"], 1406);
    let order = json!({ "type": { "id": 1 }, "purchase_order_number": "7" });
    assert_eq!(refused(&client.call(&post, order.clone()).await)["error_code"], 1406);
    assert_eq!(refused(&client.call(&format!("PATCH {address}"), order).await)["error_code"], 1406);
    for (member, value) in
        [("email", "nobody"), ("phone", "call me"), ("mobile", "x"), ("city", "a\u{0}b"), ("name", "a\u{7}")]
    {
        let error = refused(&client.call(&format!("PATCH {address}"), json!({ member: value })).await);
        assert_eq!(error["error_code"], 1403);
        assert!(error["message"].as_str().unwrap().starts_with(&format!("Contact - {member} ")), "{error}");
    }
    let deep = format!(r#"{{"type":{{"id":1}},"x":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    for body in ["", "{", "[]", r#"{"type":1}"#, r#"{"type":{}}"#, r#"{"type":{"id":1},"name":"\ud800"}"#, &deep] {
        let answer = client.raw(&post, "application/json", Body::from(body.to_owned())).await;
        holds("Error", 400, &answer);
        assert_eq!(answer.body["error_token"], "BadRequest");
    }
    let large = format!(r#"{{"name":"{}"}}"#, "x".repeat(1024 * 1024));
    holds("Error", 400, &client.raw(&post, "application/json", Body::from(large)).await);
    let unparsable = client.get("/api/v1/organisation/x/contact").await;
    holds("Error", 400, &unparsable);
    assert_eq!(unparsable.body["message"], "Cannot parse parameter org_id as Long: For input string: \"x\"");
    for id in ["x", "1.5", "99999999999999999999"] {
        holds("Error", 400, &client.get(&format!("{CONTACTS}/{id}")).await);
    }
    for address in ["/", "/api/v2/authenticate", "/api/v1/organisation/1", "/api/v1/organisation/1/contact/1/x"] {
        holds("Error", 404, &client.get(address).await);
    }
    let answer = client.call(&format!("PUT {address}"), marc()).await;
    holds("Error", 405, &answer);
    assert_eq!(answer.headers["allow"], "GET, PATCH, DELETE");
    holds("Error", 405, &client.get("/api/v1/authenticate").await);
}

#[tokio::test]
async fn an_application_token_is_exchanged_for_one_that_ends() {
    let app = TestApp::new().await;
    let token = app.token("home").await;
    let client = app.emnify("home").await;
    let exchange = |body: Value| client.call("POST /api/v1/authenticate", body);
    let answer = exchange(json!({ "application_token": token })).await;
    holds("AuthenticateResponse", 200, &answer);
    let short = answer.body["auth_token"].as_str().unwrap();
    assert!(short != token && !app.knows(short).await, "only its hash is kept");
    for wrong in [
        json!({}),
        json!({ "application_token": "x" }),
        json!({ "application_token": short }),
        json!({ "username": "a", "password": "b" }),
    ] {
        let answer = exchange(wrong).await;
        holds("Error", 401, &answer);
        assert_eq!(answer.body["error_token"], "InvalidCredentials");
    }
    let ask = |bearer: String| async move {
        let client = Client { app: client.app, root: client.root, header: ("authorization", bearer) };
        client.get(CONTACTS).await
    };
    // The API token itself does as well.
    for right in [format!("Bearer {short}"), format!("bearer {token}")] {
        assert_eq!(ask(right).await.status, StatusCode::OK);
    }
    for wrong in [String::new(), "Bearer".into(), "Bearer x".into(), format!("Basic {short}"), short.to_owned()] {
        holds("Error", 401, &ask(wrong).await);
    }
    app.sql("UPDATE exchanged_tokens SET expires_at = '2020-01-01T00:00:00.000Z'").await;
    holds("Error", 401, &ask(format!("Bearer {short}")).await);
}
