//! What each role may: every request of the API's document, tried by each, and by nobody.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::auth::roles;
use calling_card_gateway::serve;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_app::{Staff, TestApp};

/// What is asked by those who are not signed in.
pub(crate) const PUBLIC: [(&str, &str); 10] = [
    ("GET", "/auth/ways"),
    ("GET", "/auth/oidc"),
    ("GET", "/auth/oidc/callback"),
    ("POST", "/auth/session"),
    ("DELETE", "/auth/session"),
    ("POST", "/auth/welcome"),
    ("POST", "/auth/first-user"),
    ("POST", "/auth/invited-user"),
    ("POST", "/auth/passkey/options"),
    ("POST", "/auth/passkey"),
];

/// What readers may do, though it is no GET.
const READ: [&str; 18] = [
    "PUT /auth/password",
    "DELETE /auth/sessions",
    "DELETE /auth/sessions/{id}",
    "POST /auth/passkeys/options",
    "POST /auth/passkeys",
    "PUT /auth/passkeys/{id}",
    "POST /auth/passkeys/{id}/remove",
    "POST /auth/totp/options",
    "POST /auth/totp",
    "POST /auth/totp/recovery",
    "POST /auth/totp/remove",
    "POST /connections/{connection}/losses",
    "POST /crm/{connection}/form-preview",
    "POST /crm/{connection}/inbound-sources/{id}/check-website",
    "POST /crm/{connection}/people/export",
    "POST /crm/{connection}/people/known",
    "POST /crm/{connection}/people/views",
    "DELETE /crm/{connection}/people/views/{id}",
];

/// Whose requests need an owner, by how their addresses begin; of custom fields and connections only the writes.
fn is_owners(method: &str, path: &str) -> bool {
    let writes = method != "GET";
    path.starts_with("/members")
        || path.starts_with("/tokens")
        || path.contains("/mails")
        || path.ends_with("/erase")
        || path == "/audit"
        || method == "POST" && path.ends_with("/{id}/export")
        || writes && path.contains("/custom-fields")
        || writes && path.starts_with("/connections") && !path.ends_with("/losses")
}

fn expected(method: &str, path: &str) -> Role {
    if is_owners(method, path) {
        Role::Owner
    } else if method == "GET" || READ.contains(&format!("{method} {path}").as_str()) {
        Role::Reader
    } else {
        Role::Editor
    }
}

/// Every request of the API's document that asks for a member of staff.
pub(crate) fn requests() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&serve::openapi().unwrap()).unwrap();
    let methods = ["get", "post", "put", "patch", "delete"];
    let paths = document["paths"].as_object().unwrap().iter();
    let all = paths.flat_map(|(path, item)| {
        let known = methods.iter().filter(move |method| item.get(**method).is_some());
        known.map(move |method| (method.to_uppercase(), path.clone()))
    });
    all.filter(|(method, path)| !PUBLIC.contains(&(method.as_str(), path.as_str()))).collect()
}

/// An address of the built-in CRM; what it names is not there.
fn address(path: &str) -> String {
    let path = path.replace("{connection}", "home");
    let mut parts = path.split('/').map(|part| match part.starts_with('{') {
        true => Uuid::now_v7().to_string(),
        false => part.to_owned(),
    });
    let mut address = parts.next().unwrap_or_default();
    for part in parts {
        address = format!("{address}/{part}");
    }
    address
}

async fn tried(app: &TestApp, staff: Option<&Staff>, method: &str, path: &str) -> (StatusCode, Value) {
    let method: Method = method.parse().unwrap();
    let body = if method == Method::GET { Value::Null } else { json!({}) };
    let answer = app.send(method, &address(path), staff, body, &[("if-match", "\"1\"")]).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn each_request_asks_for_its_role() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let editor = app.member("home", "editor", Role::Editor).await;
    let reader = app.member("home", "reader", Role::Reader).await;
    let requests = requests();
    assert!(requests.len() > 80, "the document is read");
    for (method, path) in &requests {
        let what = format!("{method} {path}");
        let needed = expected(method, path);
        assert_eq!(roles::needed(&method.parse().unwrap(), path), needed, "{what}");
        let (status, _) = tried(&app, None, method, path).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{what}, signed out");
        for (staff, role) in [(&reader, Role::Reader), (&editor, Role::Editor), (&owner, Role::Owner)] {
            let (status, body) = tried(&app, Some(staff), method, path).await;
            if role < needed {
                let kind = json!("urn:calling-card:problem:forbidden");
                assert_eq!((status, &body["type"]), (StatusCode::FORBIDDEN, &kind), "{what} by {role}");
            } else {
                let refused = [
                    StatusCode::UNAUTHORIZED,
                    StatusCode::FORBIDDEN,
                    StatusCode::METHOD_NOT_ALLOWED,
                    StatusCode::INTERNAL_SERVER_ERROR,
                ];
                assert!(!refused.contains(&status), "{what} by {role}: {status} {body}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_named_is_there() {
    let requests = requests();
    for (method, path) in roles::READ.iter().chain(roles::OWN) {
        assert!(requests.contains(&((*method).to_owned(), (*path).to_owned())), "{method} {path}");
    }
    assert_eq!(roles::READ.len(), READ.len());
    let owners = requests.iter().filter(|(method, path)| is_owners(method, path)).count();
    assert_eq!(roles::OWN.len(), owners);
}

#[tokio::test]
async fn a_role_holds_at_once() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let staff = app.member("home", "ben", Role::Reader).await;
    let session = app.get("/auth/session", &staff).await.body;
    assert_eq!(session["role"], "reader");
    let person = json!({ "name": { "given": "Ada" } });
    let refused = app.post("/crm/home/people", &staff, person.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body["title"].as_str().unwrap().contains("role"), "{}", refused.body);
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0, "nothing was written");
    let address = format!("/members/{}", session["user"]["id"].as_str().unwrap());
    let changed = app.send(Method::PUT, &address, Some(&owner), json!({ "role": "editor" }), &[]).await;
    assert_eq!((changed.status, &changed.body["role"]), (StatusCode::OK, &json!("editor")));
    assert_eq!(app.post("/crm/home/people", &staff, person.clone()).await.status, StatusCode::CREATED);
    app.send(Method::PUT, &address, Some(&owner), json!({ "role": "reader" }), &[]).await;
    assert_eq!(app.post("/crm/home/people", &staff, person).await.status, StatusCode::FORBIDDEN);
    // Whoever asks for a page of the app gets it: what it may show is asked of the API.
    assert_eq!(app.send(Method::HEAD, "/crm/home/people", Some(&staff), Value::Null, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_an_owner_did_an_editor_does_not_undo() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let editor = app.member("home", "editor", Role::Editor).await;
    let field =
        json!({ "entity": "person", "key": "shoe_size", "label": { "en": "Shoe size", "de": "" }, "kind": "text" });
    let made = app.post("/crm/home/custom-fields", &owner, field).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let undo = |answer: &Value| format!("/crm/home/changes/{}/undo", answer["batch"].as_str().unwrap());
    let refused = app.post(&undo(&made.body), &editor, Value::Null).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    assert_eq!(app.post(&undo(&made.body), &owner, Value::Null).await.status, StatusCode::OK);
    // What editors may do, they may take back.
    let person = app.post("/crm/home/people", &editor, json!({ "name": { "given": "Ada" } })).await;
    assert_eq!(app.post(&undo(&person.body), &editor, Value::Null).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_a_role_may_not_take_back_is_not_offered_to_it() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let carl = app.member("home", "carl", Role::Owner).await;
    let member = app.get("/auth/session", &carl).await.body["user"]["id"].as_str().unwrap().to_owned();
    let id = app.person(&carl, json!({ "name": { "given": "Ada" } })).await;
    let field = json!({ "entity": "person", "key": "size", "label": { "en": "Size", "de": "" }, "kind": "text" });
    assert_eq!(app.post("/crm/home/custom-fields", &carl, field).await.status, StatusCode::CREATED);
    let steps = ["custom_field", "person", "null"].into_iter().zip([Role::Owner, Role::Editor, Role::Reader]);
    for (kind, role) in steps {
        app.send(Method::PUT, &format!("/members/{member}"), Some(&owner), json!({ "role": role }), &[]).await;
        let steps = app.get("/crm/home/changes/steps", &carl).await.body;
        assert_eq!(steps["undo"]["kind"].as_str().unwrap_or("null"), kind, "{role}: {steps}");
    }
    // Whoever only reads sees what was, and brings none of it back.
    for part in ["timeline", "circle", "versions/1"] {
        let answer = app.get(&format!("/crm/home/people/{id}/{part}"), &carl).await;
        assert_eq!(answer.status, StatusCode::OK, "{part}: {}", answer.body);
    }
    let restore = format!("/crm/home/people/{id}/versions/1/restore");
    for (staff, status) in [(&carl, StatusCode::FORBIDDEN), (&owner, StatusCode::OK)] {
        let answer = app.send(Method::POST, &restore, Some(staff), Value::Null, &[("if-match", "\"1\"")]).await;
        assert_eq!(answer.status, status, "{}", answer.body);
    }
}
