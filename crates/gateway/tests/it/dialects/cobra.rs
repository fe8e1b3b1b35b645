//! cobra CRM: getting in, the headers, what stands around answers, and the lists that feed members.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_gateway::store::workspaces;
use serde_json::{Value, json};

use super::contract::Contract;
use crate::test_app::{Answer, TestApp};

const ROOT: &str = "/dialects/cobra/v1";

/// A program that speaks the dialect.
pub(super) struct Cobra<'a> {
    pub(super) app: &'a TestApp,
    bearer: String,
    tenant: String,
}

impl TestApp {
    /// The tenant's id.
    pub(crate) async fn tenant(&self, workspace: &str) -> String {
        workspaces::find(&self.store, workspace).await.unwrap().unwrap().0.to_string()
    }

    /// A program with a token of an hour, of a workspace that has staff.
    pub(super) async fn cobra(&self, workspace: &str) -> Cobra<'_> {
        let password = self.token(workspace).await;
        let body = json!({ "username": format!("{workspace}@example.com"), "password": password });
        let answer = self.send(Method::POST, &format!("{ROOT}/auth/token"), None, body, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        Contract::of("cobra").holds("TokenResponse", &answer.body);
        let bearer = format!("Bearer {}", answer.body["access_token"].as_str().unwrap());
        Cobra { app: self, bearer, tenant: self.tenant(workspace).await }
    }
}

impl Cobra<'_> {
    /// A call with other headers than the usual ones: where a value is empty, without the header.
    pub(super) async fn with(&self, line: &str, body: Body, changed: &[(&'static str, &str)]) -> Answer {
        let (method, target) = line.split_once(' ').unwrap();
        let mut headers = vec![
            ("authorization", self.bearer.as_str()),
            ("x-integration-name", "API Documentation"),
            ("x-integration-provider", "cobra GmbH"),
            ("x-cobra-tenantid", self.tenant.as_str()),
            ("content-type", "application/json"),
        ];
        headers.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
        headers.extend(changed.iter().filter(|(_, value)| !value.is_empty()));
        self.app.send_raw(method.parse().unwrap(), &format!("{ROOT}{target}"), None, body, &headers).await
    }

    /// A call as it should be.
    pub(super) async fn call(&self, line: &str, body: Value) -> Answer {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.with(line, body, &[]).await
    }

    /// A call that must answer so; the data of the envelope.
    pub(super) async fn asked(&self, operation: &str, status: u16, line: &str, body: Value) -> Value {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        holds(operation, &answer);
        answer.body["data"].clone()
    }

    /// A call that must be refused so; the message.
    pub(super) async fn refused(&self, operation: &str, status: u16, line: &str, body: Value) -> String {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        holds(operation, &answer);
        answer.body["message"].as_str().unwrap().to_owned()
    }

    /// Makes a person; answers what is told of them.
    pub(super) async fn person(&self, body: Value) -> Value {
        self.asked("createPerson", 201, "POST /crm/people", body).await
    }

    /// Reads a person.
    pub(super) async fn read(&self, id: &Value) -> Value {
        self.asked("getPerson", 200, &format!("GET /crm/people/{}", text(id)), Value::Null).await
    }
}

/// A text.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Whether all that is said is told; of what is null nothing is, and ids are ours.
pub(super) fn same(said: &Value, told: &Value) -> bool {
    match (said, told) {
        (Value::Object(said), Value::Object(told)) => said
            .iter()
            .filter(|(_, value)| !value.is_null())
            .all(|(name, value)| told.get(name).is_some_and(|told| same(value, told))),
        (Value::Array(said), Value::Array(told)) => {
            said.len() == told.len() && said.iter().zip(told).all(|(said, told)| same(said, told))
        }
        (said, told) => said == told,
    }
}

/// Holds an answer against what the contract says of this operation and this status.
pub(super) fn holds(operation: &str, answer: &Answer) {
    let contract = Contract::of("cobra").0;
    let operations =
        contract["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let found = operations.into_iter().find(|known| known["operationId"] == operation);
    let status = answer.status.as_u16();
    let response = &found.unwrap_or_else(|| panic!("no {operation}"))["responses"][status.to_string()];
    let response = match response["$ref"].as_str() {
        Some(reference) => contract.pointer(reference.trim_start_matches('#')).unwrap(),
        None => response,
    };
    assert!(response.is_object(), "{operation} does not answer {status}: {}", answer.body);
    let mut schema = response["content"]["application/json"]["schema"].as_object().unwrap().clone();
    schema.insert("components".into(), contract["components"].clone());
    let validator = jsonschema::validator_for(&Value::Object(schema)).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&answer.body).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{operation} {status}: {wrong:?}\n{:#}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/json");
    if operation != "createToken" || status >= 400 {
        assert_eq!(answer.body["statusCode"], status, "{operation}");
        assert_eq!(answer.body["message"].is_null(), status < 400, "{operation}: {}", answer.body["message"]);
        assert!(answer.body["metaData"]["responseTimeStamp"].is_string(), "{operation}");
    }
}

#[tokio::test]
async fn the_vendors_own_call_works_with_another_host_and_tenant() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    // The example of the page: no body at all.
    let answer = client.call("POST /crm/people", Value::Null).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    holds("createPerson", &answer);
    assert_eq!(answer.body["metaData"]["totalResults"], 1);
    let person = &answer.body["data"];
    let id = text(&person["id"]);
    assert!(id.len() == 24 && id.bytes().all(|digit| digit.is_ascii_hexdigit()), "{id}");
    for member in ["firstname", "lastname", "name", "initials", "birthday", "note"] {
        assert!(person[member].is_null(), "{member}: {}", person[member]);
    }
    assert_eq!((&person["createdBy"], &person["cards"]), (&json!("a program"), &json!([])));
    assert_eq!(client.read(&person["id"]).await, *person);
    assert_eq!(client.read(&json!(id.to_uppercase())).await, *person, "digits have no case");
}

#[tokio::test]
async fn a_token_is_exchanged_by_a_member_of_the_staff() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let password = app.token("home").await;
    let ask = async |body: Value| {
        let answer = app.send(Method::POST, &format!("{ROOT}/auth/token"), None, body, &[]).await;
        holds("createToken", &answer);
        answer
    };
    let answer = ask(json!({ "username": " HOME@example.com ", "password": password })).await;
    assert_eq!((answer.status, &answer.body["expires_in"]), (StatusCode::OK, &json!(3600)));
    assert_eq!(
        (&answer.body["token_type"], answer.headers["cache-control"].to_str().unwrap()),
        (&json!("Bearer"), "no-store")
    );
    let exchanged = answer.body["access_token"].clone();
    assert!(!app.knows(text(&exchanged)).await, "only its hash is kept");
    for (username, password) in [
        ("other@example.com", json!(password)),
        ("nobody@example.com", json!(password)),
        ("home@example.com", json!("wrong")),
        // What was exchanged is exchanged for nothing.
        ("home@example.com", exchanged),
    ] {
        let answer = ask(json!({ "username": username, "password": password })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{username}: {}", answer.body);
    }
    for wrong in [
        json!({}),
        json!({ "username": "home@example.com" }),
        json!([]),
        json!({ "username": 1, "password": [] }),
        json!({ "username": null, "password": " " }),
    ] {
        assert_eq!(ask(wrong.clone()).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let answer = app.send(Method::GET, &format!("{ROOT}/auth/token"), None, Value::Null, &[]).await;
    assert_eq!((answer.status, answer.headers["allow"].to_str().unwrap()), (StatusCode::METHOD_NOT_ALLOWED, "POST"));

    // After an hour it opens nothing any more.
    let client = app.cobra("home").await;
    client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    app.sql("UPDATE exchanged_tokens SET expires_at = '2020-01-01T00:00:00.000Z'").await;
    client.refused("listPeople", 401, "GET /crm/people", Value::Null).await;
}

#[tokio::test]
async fn headers_that_are_missing_or_forged_are_refused() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let person = other.person(json!({ "lastname": "Other" })).await;
    let long = "x".repeat(201);
    for (header, value, status) in [
        ("authorization", "", 401),
        ("authorization", "Bearer wrong", 401),
        ("authorization", "Basic aDpw", 401),
        ("x-integration-name", "", 400),
        ("x-integration-name", " ", 400),
        ("x-integration-name", long.as_str(), 400),
        ("x-integration-provider", "", 400),
        ("x-integration-contact", long.as_str(), 400),
        ("x-cobra-tenantid", "", 400),
        ("x-cobra-tenantid", "home", 401),
        ("x-cobra-tenantid", "12e39e53-ece1-4d8d-8958-e782de1dbef0", 401),
        ("x-cobra-tenantid", other.tenant.as_str(), 401),
    ] {
        let answer = client.with("GET /crm/people", Body::empty(), &[(header, value)]).await;
        assert_eq!(answer.status.as_u16(), status, "{header}: {value}: {}", answer.body);
        holds("listPeople", &answer);
        assert!(!answer.body.to_string().contains("Other"));
    }
    let answer = client.with("GET /crm/people", Body::empty(), &[("x-cobra-tenantid", "home")]).await;
    assert!(text(&answer.body["message"]).contains(&client.tenant), "whoever has a token may know whose it is");
    // The id of another tenant's record is nobody's, and a cookie is not looked at.
    client.refused("getPerson", 404, &format!("GET /crm/people/{}", text(&person["id"])), Value::Null).await;
    let answer = app.get(&format!("{ROOT}/crm/people"), &staff).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let contact = [("x-integration-contact", "info@cobra.de")];
    assert_eq!(client.with("GET /crm/people", Body::empty(), &contact).await.status, StatusCode::OK);
}

#[tokio::test]
async fn messages_are_in_german_or_english() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let body = json!({ "title": "x".repeat(201) }).to_string();
    for (wanted, language, part) in [
        ("de", "de", "höchstens 200 Zeichen"),
        ("de-AT,en;q=0.5", "de", "höchstens 200 Zeichen"),
        ("en", "en", "200 characters"),
        ("fr", "en", "200 characters"),
        ("", "en", "200 characters"),
    ] {
        let answer = client.with("POST /crm/people", Body::from(body.clone()), &[("accept-language", wanted)]).await;
        holds("createPerson", &answer);
        let message = text(&answer.body["message"]).to_owned();
        assert!(message.starts_with("title: ") && message.contains(part), "{wanted}: {message}");
        assert_eq!(answer.headers["content-language"], language);
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_envelope() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    for (line, status) in [
        ("GET /crm/nothing", 404),
        ("GET /crm", 404),
        ("GET /crm/people/0123456789abcdef01234567", 404),
        ("GET /crm/people/x", 404),
        ("GET /crm/people/%2e%2e", 404),
        ("GET /crm/people/0123456789abcdef01234567/x", 404),
        ("PATCH /crm/people", 405),
        ("DELETE /crm/people", 405),
        ("POST /crm/people/0123456789abcdef01234567", 405),
        ("GET /crm/people/batch", 405),
        ("GET /crm/settings/people/orgatags", 405),
        ("GET /crm/settings/people/nothing", 404),
        ("DELETE /crm/settings/people/orgatags/x", 404),
    ] {
        let answer = client.call(line, Value::Null).await;
        assert_eq!((answer.status.as_u16(), &answer.body["statusCode"]), (status, &json!(status)), "{line}");
        assert_eq!(status == 405, answer.headers.contains_key("allow"), "{line}");
    }
    let address = app.send(Method::GET, "/dialects/cobra/v2/crm/people", None, Value::Null, &[]).await;
    assert_eq!(address.status, StatusCode::UNAUTHORIZED, "what is there is told only to those who bring a token");
}

#[tokio::test]
async fn hostile_bodies_are_refused_and_leave_nothing() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = json!((0..1_001).map(|_| json!({})).collect::<Vec<_>>()).to_string();
    let large = format!("{{\"lastname\": \"{}\"}}", "x".repeat(4 * 1024 * 1024));
    for (line, body) in [
        ("POST /crm/people", "{"),
        ("POST /crm/people", "[]"),
        ("POST /crm/people", "null"),
        ("POST /crm/people", "\u{feff}{}"),
        ("POST /crm/people", deep.as_str()),
        ("POST /crm/people", large.as_str()),
        ("POST /crm/people", "{\"lastname\": 1}"),
        ("POST /crm/people", "{\"lastname\": \"a\\u0000b\"}"),
        ("POST /crm/people", "{\"birthday\": []}"),
        ("POST /crm/people", "{\"importantDates\": [[]]}"),
        ("POST /crm/people/batch", "[]"),
        ("POST /crm/people/batch", "{}"),
        ("POST /crm/people/batch", many.as_str()),
        ("POST /crm/people/batch", "[[\"Mr\"]]"),
        ("DELETE /crm/people/batch", "[]"),
        ("DELETE /crm/people/batch", ""),
        ("DELETE /crm/people/batch", "[1]"),
        ("DELETE /crm/settings/people/orgatags", "[]"),
    ] {
        let answer = client.with(line, Body::from(body.to_owned()), &[]).await;
        let begin: String = body.chars().take(40).collect();
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{line} {begin}: {}", answer.body);
        assert!(answer.body["message"].as_str().is_some_and(|message| message.len() < 1000), "{begin}");
    }
    assert_eq!(client.asked("listPeople", 200, "GET /crm/people", Value::Null).await, json!([]));
}

#[tokio::test]
async fn lists_get_entries_and_lose_them() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    for (list, operation) in [
        ("properties", "PeopleProperty"),
        ("personalitytags", "PeoplePersonalityTag"),
        ("orgatags", "PeopleOrgaTag"),
        ("addresstypes", "PeopleAddressType"),
        ("lifecycles", "PeopleLifeCycle"),
        ("managerroles", "PeopleManagerRole"),
    ] {
        let line = |method: &str, rest: &str| format!("{method} /crm/settings/people/{list}{rest}");
        let (add, remove) = (format!("create{operation}Entries"), format!("delete{operation}Entries"));
        let one = format!("delete{operation}Entry");
        let body = json!([{ "text": "A", "color": "#ff0000" }, { "text": " B ", "category": null }, { "text": "A" }]);
        let made = client.asked(&add, 201, &line("POST", ""), body).await;
        assert_eq!((&made[0]["text"], &made[1]["text"], &made[2]), (&json!("A"), &json!("B"), &made[0]), "{list}");
        for wrong in
            [json!([{}]), json!([{ "text": " " }]), json!([{ "text": "x".repeat(201) }]), json!([{ "text": "a\nb" }])]
        {
            let message = client.refused(&add, 400, &line("POST", ""), wrong).await;
            assert!(message.starts_with("[0].text: "), "{message}");
        }
        let (a, b) = (text(&made[0]["id"]), text(&made[1]["id"]));
        other.refused(&one, 404, &line("DELETE", &format!("/{a}")), Value::Null).await;
        client.asked(&one, 200, &line("DELETE", &format!("/{a}")), Value::Null).await;
        client.refused(&one, 404, &line("DELETE", &format!("/{a}")), Value::Null).await;
        client.asked(&remove, 200, &line("DELETE", ""), json!([a, b])).await;
        client.refused(&one, 404, &line("DELETE", &format!("/{b}")), Value::Null).await;
    }
    let many: Vec<Value> = (0..1_000).map(|number| json!({ "text": number.to_string() })).collect();
    let line = "POST /crm/settings/people/orgatags";
    client.asked("createPeopleOrgaTagEntries", 201, line, json!(many)).await;
    let more: Vec<Value> = (1_000..2_000).map(|number| json!({ "text": number.to_string() })).collect();
    client.asked("createPeopleOrgaTagEntries", 201, line, json!(more)).await;
    client.refused("createPeopleOrgaTagEntries", 400, line, json!([{ "text": "one too many" }])).await;
}
