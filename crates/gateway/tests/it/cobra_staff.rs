//! Companies, touchpoints and pictures of cobra, as staff see and change them: through one gateway, at the facade of another.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_api::ConnectionId;
use calling_card_gateway::store::{foreign, workspaces};
use serde_json::{Value, json};

use crate::other_crm::{OtherCrm, Reply};
use crate::test_app::{Answer, Staff, TestApp};

/// A picture of one pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/// A gateway that is connected with another, which answers as cobra does.
struct Both {
    app: TestApp,
    staff: Staff,
    vendor: TestApp,
    bearer: String,
    tenant: String,
}

impl Both {
    async fn new() -> Self {
        let (app, vendor) = (TestApp::new().await, TestApp::new().await);
        let staff = app.staff("ada").await;
        vendor.staff("vendor").await;
        let token = vendor.token("vendor").await;
        let tenant = vendor.tenant("vendor").await;
        let address = format!("{}/dialects/cobra/v1", vendor.listen().await);
        let new = json!({ "system": "cobra", "name": "There", "address": address, "account": "vendor@example.com", "tenant": tenant, "secret": token });
        let made = app.post("/connections", &staff, new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(
            made.body["areas"],
            json!([
                "organizations",
                "organization_tags",
                "organizations_by_domain",
                "touchpoints",
                "pictures",
                "shown_pictures"
            ])
        );
        let login = json!({ "username": "vendor@example.com", "password": token });
        let tokens = vendor.send(Method::POST, "/dialects/cobra/v1/auth/token", None, login, &[]).await;
        let bearer = format!("Bearer {}", tokens.body["access_token"].as_str().unwrap());
        Self { app, staff, vendor, bearer, tenant }
    }

    async fn get(&self, target: &str) -> Answer {
        self.app.get(&format!("/crm/cobra{target}"), &self.staff).await
    }

    async fn post(&self, target: &str, body: Value) -> Answer {
        self.app.post(&format!("/crm/cobra{target}"), &self.staff, body).await
    }

    async fn with_version(&self, method: Method, target: &str, version: &Value, body: Value) -> Answer {
        let target = format!("/crm/cobra{target}");
        self.app.send(method, &target, Some(&self.staff), body, &[("if-match", &format!("\"{version}\""))]).await
    }

    async fn undo(&self, written: &Answer) -> Answer {
        let batch = written.body["batch"].as_str().unwrap_or_else(|| panic!("{}", written.body));
        let undone = self.post(&format!("/changes/{batch}/undo"), Value::Null).await;
        assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
        undone
    }

    /// What the vendor's API says, or does.
    async fn there(&self, line: &str, body: Value) -> Value {
        let (method, path) = line.split_once(' ').unwrap();
        let headers = [
            ("authorization", self.bearer.as_str()),
            ("x-integration-name", "Test"),
            ("x-integration-provider", "Test"),
            ("x-cobra-tenantid", self.tenant.as_str()),
            ("content-type", "application/json"),
        ];
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let path = format!("/dialects/cobra/v1{path}");
        let answer = self.vendor.send_raw(method.parse().unwrap(), &path, None, body, &headers).await;
        if method != "GET" {
            self.forget().await;
        }
        if answer.status == StatusCode::NOT_FOUND {
            return Value::Null;
        }
        assert!(answer.status.is_success(), "{line}: {}", answer.body);
        answer.body["data"].clone()
    }

    /// A person who is made there; their key here.
    async fn person(&self, family: &str) -> (String, Value) {
        let made = self.there("POST /crm/people", json!({ "lastname": family })).await;
        let listed = self.get(&format!("/people?q={family}")).await.body;
        (made["id"].as_str().unwrap().to_owned(), listed["items"][0]["id"].clone())
    }
}

fn acme() -> Value {
    json!({
        "name": "ACME", "website": "https://acme.example", "email": "info@acme.example", "phone": "+49 30 1",
        "fax": "+49 30 2", "note": "Since 1900.", "tags": ["Customer"],
        "address": { "street": "Am Stock 3", "zip": "24103", "city": "Kiel" }
    })
}

#[tokio::test]
async fn companies_are_made_found_changed_and_deleted_there() {
    let both = Both::new().await;
    assert_eq!(both.get("/organizations").await.body["total"], 0);
    let made = both.post("/organizations", acme()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let content = &made.body["result"]["content"];
    assert_eq!(
        (&content["note"], &content["fax"], &content["tags"]),
        (&json!("Since 1900."), &json!("+49 30 2"), &json!(["Customer"]))
    );
    let company = both.there("GET /crm/companies/domain/acme.example", Value::Null).await;
    let id = company["id"].as_str().unwrap();
    assert_eq!((&company["note"]["note"], &company["phones"][1]["type"]), (&json!("Since 1900."), &json!("Fax")));
    let address = format!("/organizations/{}", made.body["result"]["id"].as_str().unwrap());
    let listed = both.get("/organizations").await.body;
    assert_eq!(
        (&listed["total"], &listed["items"][0]["city"], &listed["items"][0]["tags"]),
        (&json!(1), &json!("Kiel"), &json!(["Customer"]))
    );

    // What a second number, a branch and a legal form say stays, whatever is changed here.
    both.there(&format!("POST /crm/companies/{id}/phones"), json!({ "number": "+49 30 9", "type": "Reception" })).await;
    both.there(&format!("POST /crm/companies/{id}/addresses"), json!({ "street": "Elsewhere 1", "city": "Rostock" }))
        .await;
    let now = both.get(&address).await.body;
    let mut changed = now["content"].clone();
    changed["name"] = "ACME & Sons".into();
    changed["phone"] = "+49 30 3".into();
    changed["tags"] = json!(["Fair"]);
    changed["note"] = "".into();
    changed["address"]["street"] = "Am Stock 4".into();
    let written = both.with_version(Method::PUT, &address, &now["version"], changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let company = both.there(&format!("GET /crm/companies/{id}"), Value::Null).await;
    let all = |list: &str, member: &str| -> Vec<String> {
        let mut all: Vec<String> =
            company[list].as_array().unwrap().iter().map(|one| one[member].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    assert_eq!(
        (all("phones", "number"), all("addresses", "street")),
        (
            vec!["+49 30 2".to_owned(), "+49 30 3".into(), "+49 30 9".into()],
            vec!["Am Stock 4".to_owned(), "Elsewhere 1".into()],
        )
    );
    assert_eq!(
        (&company["name"], &company["note"], &company["tags"][0]["text"]),
        (&json!("ACME & Sons"), &Value::Null, &json!("Fair"))
    );
    let stale = both.with_version(Method::PUT, &address, &now["version"], changed).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    both.undo(&written).await;
    let back = both.get(&address).await.body;
    assert_eq!((&back["content"], &back["version"]), (&now["content"], &now["version"]));

    // One that somebody has made there is known by its domain, and stands here from then on.
    both.there("POST /crm/companies", json!({ "name": "Bees", "domain": "bees.example" })).await;
    assert_eq!(both.get("/organizations?q=bees").await.body["total"], 0, "that is no domain");
    let found = both.get("/organizations?q=info%40bees.example").await.body;
    assert_eq!(
        (&found["items"][0]["name"], &found["items"][0]["website"]),
        (&json!("Bees"), &json!("https://bees.example"))
    );
    let listed = both.get("/organizations?limit=1").await.body;
    assert_eq!((&listed["total"], &listed["items"][0]["name"]), (&json!(2), &json!("Bees")));
    let next = both.get(&format!("/organizations?limit=1&cursor={}", listed["next"].as_str().unwrap())).await.body;
    assert_eq!((&next["items"][0]["name"], &next["next"]), (&json!("ACME"), &Value::Null));

    let deleted = both.with_version(Method::DELETE, &address, &back["version"], Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(both.there(&format!("GET /crm/companies/{id}"), Value::Null).await, Value::Null);
    assert_eq!(both.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(both.get("/organizations").await.body["total"], 1);
    let undone = both.undo(&deleted).await;
    assert_eq!(both.get(&address).await.body["content"]["note"], "Since 1900.");
    both.undo(&undone).await;
    assert_eq!(both.there("GET /crm/companies/domain/acme.example", Value::Null).await, Value::Null);
}

#[tokio::test]
async fn what_a_company_has_no_place_for_is_refused_at_its_field_and_nothing_is_sent() {
    let both = Both::new().await;
    for (member, value, words) in [
        ("vat_number", json!("DE123456789"), "There does not keep this change."),
        ("customer", json!(true), "There does not keep this change."),
        ("branches", json!([{ "name": "Rostock" }]), "There does not keep this change."),
        ("website", json!("https://acme.example/en"), "There keeps no more of it than this: https://acme.example"),
    ] {
        let mut wrong = acme();
        wrong[member] = value;
        let answer = both.post("/organizations", wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{member}: {}", answer.body);
        let error = &answer.body["errors"][0];
        assert_eq!((&error["field"], &error["text"]), (&json!(format!("/{member}")), &json!(words)), "{error}");
    }
    assert_eq!(both.there("GET /crm/companies/domain/acme.example", Value::Null).await, Value::Null);
}

#[tokio::test]
async fn who_names_a_company_on_a_card_works_there() {
    let both = Both::new().await;
    let made = both.post("/organizations", acme()).await;
    let (ann, _) = both.person("Ann").await;
    both.there(&format!("POST /crm/people/{ann}/businesscards"), json!({ "business": "acme " })).await;
    both.person("Bob").await;
    let key = made.body["result"]["id"].as_str().unwrap();
    let people = both.get(&format!("/people?organization={key}")).await.body;
    assert_eq!((&people["total"], &people["items"][0]["name"]), (&json!(1), &json!("Ann")), "{people}");
}

#[tokio::test]
async fn touchpoints_are_notes_that_are_written_there() {
    let both = Both::new().await;
    let ((ann, ann_here), (bob, bob_here)) = (both.person("Ann").await, both.person("Bob").await);
    let notes = format!("/people/{}/notes", ann_here.as_str().unwrap());
    let new = |text: &str| json!({ "person": ann_here, "text": text });
    let made = both.post("/notes", new("About the offer.")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let listed = both.get(&notes).await.body;
    assert_eq!(
        (&listed[0]["content"]["text"], &listed[0]["id"]),
        (&json!("About the offer."), &made.body["result"]["id"])
    );
    both.undo(&made).await;
    assert_eq!(both.get(&notes).await.body, json!([]));

    // What a note has no place for is shown, and stays.
    let made = both.post("/notes", new("About the offer.")).await;
    let address = format!("/notes/{}", made.body["result"]["id"].as_str().unwrap());
    let other = both.there("POST /crm/touchpoints", json!({ "text": "Somebody else's.", "people": [ann] })).await;
    assert!(other["id"].is_string());
    assert_eq!(both.get(&notes).await.body.as_array().unwrap().len(), 1, "no list has it");
    let key = both.key_there(&ann).await;
    both.there(&format!("PUT /crm/touchpoints/{key}"), json!({
        "subject": "Call", "text": "About the offer.", "priority": "Low", "mood": "Good", "tags": [{ "text": "Offer" }],
        "people": [ann, bob], "date": "2026-11-20T09:00:00Z"
    })).await;
    let note = both.get(&notes).await.body[0].clone();
    let beside = json!({ "at": "2026-11-20T09:00:00Z", "tags": ["Offer"], "priority": "Low", "mood": "Good", "people": [bob_here] });
    assert_eq!((&note["content"]["title"], &note["content"]["there"]), (&json!("Call"), &beside));
    let changed =
        json!({ "person": ann_here, "title": "", "text": "Done.", "flagged": true, "there": { "mood": "forged" } });
    let written = both.with_version(Method::PUT, &address, &note["version"], changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let there = both.there(&format!("GET /crm/touchpoints/{key}"), Value::Null).await;
    assert_eq!(
        (&there["text"], &there["priority"], &there["mood"], &there["tags"][0]["text"]),
        (&json!("Done."), &json!("High"), &json!("Good"), &json!("Offer"))
    );
    assert_eq!(there["people"].as_array().unwrap().len(), 2);
    let stale = both.with_version(Method::PUT, &address, &note["version"], changed.clone()).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let mut elsewhere = changed;
    elsewhere["person"] = bob_here.clone();
    let elsewhere = both.with_version(Method::PUT, &address, &written.body["result"]["version"], elsewhere).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "it is not moved so");
    both.undo(&written).await;
    let there = both.there(&format!("GET /crm/touchpoints/{key}"), Value::Null).await;
    assert_eq!(
        (&there["text"], &there["priority"], &there["subject"]),
        (&json!("About the offer."), &json!("Low"), &json!("Call"))
    );

    // It stays with the other when it is deleted here.
    let now = both.get(&notes).await.body[0].clone();
    let deleted = both.with_version(Method::DELETE, &address, &now["version"], Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(both.get(&notes).await.body, json!([]));
    assert_eq!(both.there(&format!("GET /crm/touchpoints/{key}"), Value::Null).await["people"], json!([bob]));
    both.undo(&deleted).await;
    assert_eq!(both.get(&notes).await.body[0]["content"]["there"], now["content"]["there"]);
    both.there(&format!("DELETE /crm/touchpoints/{key}/people/{bob}"), Value::Null).await;
    let now = both.get(&notes).await.body[0].clone();
    let deleted = both.with_version(Method::DELETE, &address, &now["version"], Value::Null).await;
    assert_eq!(both.there(&format!("GET /crm/touchpoints/{key}"), Value::Null).await, Value::Null);
    both.undo(&deleted).await;
    let back = both.get(&notes).await.body[0].clone();
    assert_eq!(
        (&back["id"], &back["content"]["there"]["mood"], &back["content"]["there"]["tags"]),
        (&now["id"], &json!("Good"), &json!(["Offer"]))
    );
}

impl Both {
    /// The id there of the last touchpoint about somebody that was made here.
    async fn key_there(&self, person: &str) -> String {
        let workspace = workspaces::find(&self.app.store, "ada").await.unwrap().unwrap();
        let place = foreign::Place { workspace, connection: &ConnectionId("cobra".into()) };
        let beginning = format!("{person}/");
        let known = foreign::known_below(&self.app.store, place, foreign::TOUCHPOINT, &beginning, 1).await.unwrap();
        known[0].strip_prefix(&beginning).unwrap().to_owned()
    }

    /// Lets the connection forget what it was just told, which may be said again for some seconds.
    async fn forget(&self) {
        let workspace = workspaces::find(&self.app.store, "ada").await.unwrap().unwrap();
        self.app.state.lines.cut(workspace, &ConnectionId("cobra".into()));
    }
}

#[tokio::test]
async fn the_note_about_a_person_is_changed_and_deleted_too() {
    let both = Both::new().await;
    let (ann, here) = both.person("Ann").await;
    both.there(&format!("PUT /crm/people/{ann}/note"), json!({ "note": "Called." })).await;
    let notes = format!("/people/{}/notes", here.as_str().unwrap());
    let note = both.get(&notes).await.body[0].clone();
    assert_eq!(note["content"]["text"], "Called.");
    let address = format!("/notes/{}", note["id"].as_str().unwrap());
    for (member, value) in [("title", json!("Call")), ("flagged", json!(true))] {
        let mut wrong = note["content"].clone();
        wrong[member] = value;
        let answer = both.with_version(Method::PUT, &address, &note["version"], wrong).await;
        assert_eq!(answer.body["errors"][0]["field"], format!("/{member}"), "{}", answer.body);
    }
    let said = async || both.there(&format!("GET /crm/people/{ann}"), Value::Null).await["note"]["note"].clone();
    let changed = json!({ "person": here, "text": "Called back." });
    let written = both.with_version(Method::PUT, &address, &note["version"], changed).await;
    assert_eq!((written.status, said().await), (StatusCode::OK, json!("Called back.")), "{}", written.body);
    both.undo(&written).await;
    assert_eq!(said().await, "Called.");
    let deleted = both.with_version(Method::DELETE, &address, &note["version"], Value::Null).await;
    assert_eq!((deleted.status, said().await), (StatusCode::OK, Value::Null), "{}", deleted.body);
    both.undo(&deleted).await;
    assert_eq!(said().await, "Called.");
    assert_eq!(both.get(&notes).await.body[0]["id"], note["id"]);
}

#[tokio::test]
async fn a_picture_is_shown_drawn_anew() {
    let both = Both::new().await;
    let (_, here) = both.person("Ann").await;
    let picture = format!("/people/{}/picture", here.as_str().unwrap());
    assert_eq!(both.get(&picture).await.body, Value::Null);
    let image = json!({ "media_type": "image/png", "data": PNG });
    let given = both.app.send(Method::PUT, &format!("/crm/cobra{picture}"), Some(&both.staff), image, &[]).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    let shown = both.get(&picture).await;
    assert_eq!((shown.status, &shown.body["media_type"]), (StatusCode::OK, &json!("image/png")));
    assert_ne!(shown.body["data"], PNG, "it is as large as it is shown");
    let bob = both.app.staff("bob").await;
    for stranger in [Some(&bob), None] {
        let answer = both.app.send(Method::GET, &format!("/crm/cobra{picture}"), stranger, Value::Null, &[]).await;
        assert!(matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED), "{}", answer.body);
    }
    let home = both.app.get(&format!("/crm/home{picture}"), &both.staff).await;
    assert_eq!(home.body["type"], "urn:calling-card:problem:crm-cannot");
}

/// What is shown of the picture of a person, of which this is told, and what was asked for.
async fn told_at(path: &str) -> (Value, Vec<String>) {
    let images = json!({ "data": [{ "type": "detail", "path": path }], "statusCode": 200 });
    let crm = OtherCrm::new(move |asked, _| match asked.line.as_str() {
        "POST /auth/token" => Reply::Json(200, json!({ "access_token": "t1" })),
        "GET /crm/people" => {
            Reply::Json(200, json!({ "data": [{ "id": "507f1f77bcf86cd799439011", "lastname": "Ann" }] }))
        }
        line if line.ends_with("/profileimages") => Reply::Json(200, images.clone()),
        _ => Reply::Json(200, json!({ "is": "<svg/>" })),
    })
    .await;
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let new = json!({ "system": "cobra", "name": "There", "address": crm.address, "account": "a@example.org", "tenant": "t", "secret": "k" });
    app.post("/connections", &ada, new).await;
    let listed = app.get("/crm/cobra/people", &ada).await.body;
    let shown =
        app.get(&format!("/crm/cobra/people/{}/picture", listed["items"][0]["id"].as_str().unwrap()), &ada).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    (shown.body, crm.asked().into_iter().skip(3).map(|asked| asked.line).collect())
}

#[tokio::test]
async fn a_picture_elsewhere_is_not_asked_for_and_what_is_none_is_not_shown() {
    let elsewhere = OtherCrm::new(|_, _| Reply::Json(200, json!({}))).await;
    for path in [format!("{}/x.png", elsewhere.address), "//evil.example/x.png".into(), "/../x.png".into()] {
        assert_eq!(told_at(&path).await, (Value::Null, Vec::new()), "{path}");
    }
    assert!(elsewhere.asked().is_empty(), "the token goes nowhere else");
    assert_eq!(told_at("/x.png").await, (Value::Null, vec!["GET /x.png".to_owned()]), "it was looked at");
}
