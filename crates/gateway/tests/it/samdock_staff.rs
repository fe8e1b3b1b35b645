//! Samdock's drafts, inbound sources and custom fields, as staff see and change them: through one gateway, at the facade of another.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{OtherCrm, Reply};
use crate::samdock_connection::{Records, samdock};
use crate::test_app::{Answer, Staff, TestApp};

/// A gateway that is connected with another, which answers as Samdock does.
pub(crate) struct Both {
    pub(crate) app: TestApp,
    pub(crate) staff: Staff,
    vendor: TestApp,
    theirs: Staff,
    bearer: String,
}

impl Both {
    pub(crate) async fn new() -> Self {
        let (app, vendor) = (TestApp::new().await, TestApp::new().await);
        let (staff, theirs) = (app.staff("ada").await, vendor.staff("vendor").await);
        let token = vendor.token("vendor").await;
        let address = format!("{}/dialects/samdock", vendor.listen().await);
        let new = json!({ "system": "samdock", "name": "There", "address": address, "account": "a@example.org", "secret": token });
        let made = app.post("/connections", &staff, new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(
            made.body["areas"],
            json!([
                "drafts",
                "inbound_sources",
                "custom_fields",
                "field_definitions",
                "organizations",
                "organization_details"
            ])
        );
        let login = json!({ "email": "a@example.org", "password": token });
        let tokens = vendor.send(Method::POST, "/dialects/samdock/login", None, login, &[]).await;
        let bearer = format!("Bearer {}", tokens.body["accessToken"].as_str().unwrap());
        Self { app, staff, vendor, theirs, bearer }
    }

    pub(crate) async fn get(&self, target: &str) -> Answer {
        self.app.get(&format!("/crm/samdock{target}"), &self.staff).await
    }

    pub(crate) async fn post(&self, target: &str, body: Value) -> Answer {
        self.app.post(&format!("/crm/samdock{target}"), &self.staff, body).await
    }

    pub(crate) async fn with_version(&self, method: Method, target: &str, version: &Value, body: Value) -> Answer {
        let target = format!("/crm/samdock{target}");
        self.app.send(method, &target, Some(&self.staff), body, &[("if-match", &format!("\"{version}\""))]).await
    }

    pub(crate) async fn undo(&self, written: &Answer) -> Answer {
        let undone =
            self.post(&format!("/changes/{}/undo", written.body["batch"].as_str().unwrap()), Value::Null).await;
        assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
        undone
    }

    /// What the vendor's API says, or does.
    pub(crate) async fn there(&self, line: &str, body: Value) -> Answer {
        let (method, path) = line.split_once(' ').unwrap();
        let path = format!("/dialects/samdock/api/contacts{path}");
        let headers = [("authorization", self.bearer.as_str())];
        self.vendor.send(method.parse().unwrap(), &path, None, body, &headers).await
    }

    /// A source there; its id there.
    async fn source(&self) -> String {
        let sources = self.there("GET /inbound-sources", Value::Null).await.body;
        sources[0]["_id"].as_str().unwrap().to_owned()
    }

    /// Something came in there.
    async fn came_in(&self, id: &str, last_name: &str) {
        let draft = json!({
            "_id": id,
            "person": { "firstName": "Vera", "lastName": last_name, "email": format!("{}@example.org", last_name.to_lowercase()), "mobileNumber": "+49 170 1" },
            "organization": { "name": "Bees GmbH", "vatRegNo": "DE123456789", "address": { "street": "Am Stock", "number": "3", "city": "Kiel", "country": "Germany" } },
            "lead": { "title": "Wants honey", "stage": { "name": "New" } },
            "deal": { "amount": 1250 },
        });
        let answer = self.there(&format!("POST /drafts/{}", self.source().await), draft).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    async fn only_draft(&self) -> Value {
        let drafts = self.get("/drafts").await;
        assert_eq!((drafts.status, drafts.body["total"].as_u64()), (StatusCode::OK, Some(1)), "{}", drafts.body);
        drafts.body["items"][0].clone()
    }

    /// Where the drafts there are, as the vendor says them.
    async fn ids_of_drafts(&self) -> Vec<String> {
        let drafts = self.there("GET /drafts", Value::Null).await.body;
        let waiting = drafts.as_array().unwrap().iter().filter(|draft| draft["deleted"] != true);
        waiting.map(|draft| draft["_id"].as_str().unwrap().to_owned()).collect()
    }
}

const ID: &str = "V1StGXR8_Z5jdHi6B-myT";

#[tokio::test]
async fn a_draft_is_shown_whole_and_becomes_a_person_and_an_organization_there() {
    let both = Both::new().await;
    both.came_in(ID, "Visitor").await;
    let listed = both.only_draft().await;
    assert_eq!(
        (&listed["name"], &listed["email"], &listed["business"], &listed["source_name"], &listed["unread"]),
        (&json!("Vera Visitor"), &json!("visitor@example.org"), &json!("Bees GmbH"), &json!("Contact"), &json!(true))
    );
    let address = format!("/drafts/{}", listed["id"].as_str().unwrap());
    let opened = both.get(&address).await.body;
    let there = &opened["there"];
    assert_eq!((&there["lead"]["stage"]["name"], &there["deal"]["amount"]), (&json!("New"), &json!(1250)), "{opened}");
    assert_eq!(
        (&there["organization"]["vat_number"], &there["organization"]["address"]["street"]),
        (&json!("DE123456789"), &json!("Am Stock 3"))
    );
    assert_eq!(both.only_draft().await["unread"], false, "it was opened");
    assert_eq!(both.there(&format!("GET /drafts/{ID}"), Value::Null).await.body["unread"], false);

    let accepted = both.post(&format!("{address}/accept"), json!({})).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
    assert_eq!(accepted.body["result"]["content"]["cards"][0]["business"], "Bees GmbH");
    assert_eq!(both.get("/drafts").await.body["total"], 0);
    let organizations = both.there("GET /organizations", Value::Null).await.body;
    assert_eq!(
        (&organizations[0]["name"], &organizations[0]["vatRegNo"]),
        (&json!("Bees GmbH"), &json!("DE123456789"))
    );
    let gone = both.get(&address).await;
    assert_eq!(gone.body["type"], "urn:calling-card:problem:not-found");

    // Undo: nobody is there any more, and the draft is, under its id, with all that it said.
    both.undo(&accepted).await;
    assert_eq!(both.there("GET /persons", Value::Null).await.body, json!([]));
    assert_eq!(both.ids_of_drafts().await, [ID]);
    let again = both.get(&address).await.body;
    assert_eq!(
        (&again["there"]["lead"], &again["draft"]["content"]["person"]),
        (&there["lead"], &opened["draft"]["content"]["person"])
    );
}

#[tokio::test]
async fn a_draft_goes_into_somebody_who_is_there_or_into_the_built_in_crm() {
    let both = Both::new().await;
    let known = json!({ "name": { "given": "Vera", "family": "Visitor" }, "cards": [{ "emails": [{ "address": "visitor@example.org" }] }] });
    let known = both.post("/people", known).await.body["result"]["id"].clone();
    both.came_in(ID, "Visitor").await;
    let address = format!("/drafts/{}", both.only_draft().await["id"].as_str().unwrap());
    let opened = both.get(&address).await.body;
    assert_eq!(opened["likely"][0]["id"], known, "{opened}");
    let accepted = both.post(&format!("{address}/accept"), json!({ "into": known })).await;
    assert_eq!((accepted.status, &accepted.body["result"]["id"]), (StatusCode::OK, &known), "{}", accepted.body);
    let person = both.get(&format!("/people/{}", known.as_str().unwrap())).await.body;
    assert_eq!(person["content"]["cards"][0]["phones"][0]["number"], "+49 170 1", "{person}");
    assert!(both.ids_of_drafts().await.is_empty());
    both.undo(&accepted).await;
    let person = both.get(&format!("/people/{}", known.as_str().unwrap())).await.body;
    assert_eq!(person["content"]["cards"][0]["phones"], Value::Null, "{person}");
    assert_eq!(both.ids_of_drafts().await, [ID]);

    let taken = both.post(&format!("{address}/accept"), json!({ "home": true })).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    assert!(both.ids_of_drafts().await.is_empty());
    let here = both.app.get("/crm/home/people?q=visitor", &both.staff).await.body;
    assert_eq!((here["total"].as_u64(), &here["items"][0]["id"]), (Some(1), &taken.body["result"]["id"]));
    let organizations = both.app.get("/crm/home/organizations", &both.staff).await.body;
    assert_eq!(organizations["items"][0]["name"], "Bees GmbH");
    both.undo(&taken).await;
    assert_eq!(both.app.get("/crm/home/people?q=visitor", &both.staff).await.body["total"], 0);
    assert_eq!(both.app.get("/crm/home/organizations", &both.staff).await.body["total"], 0);
    assert_eq!(both.ids_of_drafts().await, [ID]);
}

#[tokio::test]
async fn a_draft_is_discarded_there_and_comes_back() {
    let both = Both::new().await;
    both.came_in(ID, "Visitor").await;
    both.came_in("V1StGXR8_Z5jdHi6B-myU", "Another").await;
    let drafts = both.get("/drafts?limit=1").await.body;
    assert_eq!((drafts["total"].as_u64(), drafts["items"].as_array().unwrap().len()), (Some(2), 1));
    let next = both.get(&format!("/drafts?limit=1&cursor={}", drafts["next"].as_str().unwrap())).await.body;
    assert_eq!((next["items"].as_array().unwrap().len(), &next["next"]), (1, &Value::Null), "{next}");
    assert_ne!(next["items"][0]["id"], drafts["items"][0]["id"]);
    let all = both.get("/drafts").await.body;
    let draft = all["items"].as_array().unwrap().iter().find(|draft| draft["name"] == "Vera Visitor").unwrap();
    let address = format!("/drafts/{}", draft["id"].as_str().unwrap());
    let version = both.get(&address).await.body["draft"]["version"].clone();
    let stale = both.with_version(Method::DELETE, &address, &json!(1), Value::Null).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.body);
    let discarded = both.with_version(Method::DELETE, &address, &version, Value::Null).await;
    assert_eq!(discarded.status, StatusCode::OK, "{}", discarded.body);
    assert_eq!(both.ids_of_drafts().await, ["V1StGXR8_Z5jdHi6B-myU"]);
    let undone = both.undo(&discarded).await;
    assert_eq!(both.ids_of_drafts().await.len(), 2);
    assert_eq!(both.get(&address).await.body["draft"]["version"], version);
    both.undo(&undone).await;
    assert_eq!(both.ids_of_drafts().await, ["V1StGXR8_Z5jdHi6B-myU"]);

    // What it has not, it says.
    let released = both.post(&format!("/drafts/{}/release", draft["id"].as_str().unwrap()), Value::Null).await;
    assert_eq!(released.body["type"], "urn:calling-card:problem:crm-cannot");
    assert_eq!(both.get("/drafts?waiting=true").await.body["total"], 0);
}

#[tokio::test]
async fn sources_are_read_made_changed_and_deleted_there() {
    let both = Both::new().await;
    both.came_in(ID, "Visitor").await;
    let sources = both.get("/inbound-sources").await.body;
    assert_eq!(sources[0]["waiting"], 1);
    let contact = &sources[0]["source"];
    assert_eq!(
        (&contact["content"]["name"], &contact["content"]["there"]["type"], &sources[0]["submissions"]),
        (&json!("Contact"), &json!("form"), &Value::Null)
    );
    let address = format!("/inbound-sources/{}", contact["id"].as_str().unwrap());
    let read = both.get(&address).await.body;
    let script = read["content"]["there"]["script"].as_str().unwrap();
    assert!(script.starts_with("http://127.0.0.1") && script.ends_with("/form.js"), "{script}");
    assert_eq!(read["version"], contact["version"], "what its script is is no state of it");
    let script = both.vendor.get(&script[script.find("/dialects").unwrap()..], &both.theirs).await;
    assert_eq!(script.status, StatusCode::OK);

    // Its settings stay as they are, whatever is written.
    let mut changed = read["content"].clone();
    changed["name"] = "Beehive".into();
    changed["status"] = "disabled".into();
    changed["create_lead"] = true.into();
    changed["there"] = json!({ "type": "form", "editor": "somebody" });
    let written = both.with_version(Method::PUT, &address, &read["version"], changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let now = both.get(&address).await.body;
    assert_eq!(
        (&now["content"]["name"], &now["content"]["status"], &now["content"]["create_lead"]),
        (&json!("Beehive"), &json!("disabled"), &json!(true))
    );
    assert_eq!(now["content"]["there"]["form_settings"], read["content"]["there"]["form_settings"]);
    assert_eq!(now["content"]["there"]["editor"], "somebody");
    let stale = both.with_version(Method::PUT, &address, &read["version"], changed.clone()).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    changed["name"] = " ".into();
    let wrong = both.with_version(Method::PUT, &address, &now["version"], changed).await;
    assert_eq!(wrong.body["errors"][0]["field"], "/name", "{}", wrong.body);
    both.undo(&written).await;
    assert_eq!(both.get(&address).await.body["content"]["name"], "Contact");

    let new = json!({ "id": "there", "name": "Our shop", "status": "testing", "form": { "fields": [], "submit": {}, "thanks": {} }, "create_lead": true, "there": { "type": "api" } });
    let made = both.post("/inbound-sources", new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = format!("/inbound-sources/{}", made.body["result"]["id"].as_str().unwrap());
    let read = both.get(&address).await.body;
    assert_eq!((&read["content"]["there"]["type"], &read["content"]["there"]["script"]), (&json!("api"), &Value::Null));
    let deleted = both.with_version(Method::DELETE, &address, &read["version"], Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(both.get(&address).await.status, StatusCode::NOT_FOUND);
    both.undo(&deleted).await;
    assert_eq!(both.get(&address).await.body["content"]["name"], "Our shop");
    assert_eq!(both.get("/inbound-sources/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn custom_fields_are_read_made_changed_and_deleted_there() {
    let both = Both::new().await;
    assert_eq!(both.get("/custom-fields").await.body, json!([]));
    let option = |value: &str, label: &str| json!({ "value": value, "label": { "en": label } });
    let field = json!({ "key": "interest", "entity": "person", "label": { "en": "Interest" }, "description": { "en": "In what" }, "kind": "select",
                        "options": [option("a", "Apples"), option("b", "Pears")], "status": "hidden" });
    let made = both.post("/custom-fields", field.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let address = format!("/custom-fields/{}", made.body["result"]["id"].as_str().unwrap());
    let read = both.get(&address).await.body;
    for (name, said) in field.as_object().unwrap() {
        assert_eq!(&read["content"][name], said, "{name}");
    }
    let there = both.vendor.get("/crm/home/custom-fields", &both.theirs).await.body;
    assert_eq!(
        (&there[0]["content"]["key"], &there[0]["content"]["options"][1]["value"]),
        (&json!("interest"), &json!("b"))
    );
    let taken = both.post("/custom-fields", field.clone()).await;
    assert_eq!(
        (taken.status, &taken.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/key")),
        "{}",
        taken.body
    );

    let mut changed = field.clone();
    changed["label"]["en"] = "Fruit".into();
    changed["description"] = json!({});
    changed["status"] = "active".into();
    changed["options"] = json!([option("b", "Pears"), option("c", "Plums")]);
    let written = both.with_version(Method::PUT, &address, &read["version"], changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let now = both.get(&address).await.body;
    assert_eq!(
        (&now["content"]["label"]["en"], &now["content"]["options"][1]["value"], &now["content"]["description"]),
        (&json!("Fruit"), &json!("c"), &Value::Null)
    );
    changed["kind"] = "text".into();
    let other = both.with_version(Method::PUT, &address, &now["version"], changed).await;
    assert_eq!(other.body["errors"][0]["field"], "/kind", "{}", other.body);
    both.undo(&written).await;
    let back = both.get(&address).await.body;
    assert_eq!((&back["version"], &back["content"]["label"]["en"]), (&read["version"], &json!("Interest")));

    let deleted = both.with_version(Method::DELETE, &address, &back["version"], Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(both.get("/custom-fields").await.body, json!([]));
    both.undo(&deleted).await;
    let again = both.get(&address).await.body;
    assert_eq!(
        (&again["content"]["key"], &again["content"]["options"]),
        (&json!("interest"), &field["options"]),
        "{again}"
    );
    let amount = json!({ "key": "budget", "entity": "organization", "label": { "en": "Budget" }, "kind": "currency", "currency": "" });
    assert_eq!(both.post("/custom-fields", amount).await.status, StatusCode::CREATED);
    let order = json!({ "entity": "person", "ids": [] });
    let arranged = both.app.send(Method::PUT, "/crm/samdock/custom-fields-order", Some(&both.staff), order, &[]).await;
    assert_eq!(arranged.body["type"], "urn:calling-card:problem:crm-cannot");
}

#[tokio::test]
async fn a_crm_without_any_of_it_says_so() {
    let both = Both::new().await;
    let new = json!({ "system": "rogerroger", "name": "R", "address": "http://127.0.0.1:9", "secret": "x" });
    let made = both.app.post("/connections", &both.staff, new).await.body;
    assert_eq!(made["areas"], Value::Null);
    for target in ["drafts", "inbound-sources", "custom-fields"] {
        let refused = both.app.get(&format!("/crm/rogerroger/{target}"), &both.staff).await;
        assert_eq!(
            (refused.status, &refused.body["type"]),
            (StatusCode::CONFLICT, &json!("urn:calling-card:problem:crm-cannot"))
        );
    }
}

#[tokio::test]
async fn wherever_the_line_is_cut_a_draft_is_accepted_whole_or_not_at_all() {
    // What is done there although the answer is lost, and what comes of it.
    let cuts = [
        ("POST", "/organizations", false),
        ("POST", "/persons", false),
        ("POST", "/contacts", false),
        ("DELETE", "/drafts/d", true),
    ];
    for (method, cut, whole) in cuts {
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let (records, drafts) = (Records::default(), std::sync::Arc::new(std::sync::Mutex::new(true)));
        let (known, waits) = (records.clone(), drafts.clone());
        let crm = OtherCrm::new(move |asked, _| {
            let draft = json!({ "_id": "d", "source": "s", "person": { "lastName": "Kern" }, "organization": { "name": "ACME" } });
            let mut waits = waits.lock().unwrap();
            let done = match asked.line.as_str() {
                "GET /api/contacts/drafts" if *waits => Reply::Json(200, json!([draft])),
                "GET /api/contacts/drafts" | "GET /api/contacts/inbound-sources" => Reply::Json(200, json!([])),
                "GET /api/contacts/drafts/d" if *waits => Reply::Json(200, draft),
                "DELETE /api/contacts/drafts/d" if *waits => {
                    *waits = false;
                    Reply::Json(200, Value::Null)
                }
                _ => samdock(&known, asked),
            };
            let lost = asked.line.starts_with(&format!("{method} /api")) && asked.line.ends_with(cut);
            if lost { Reply::Bytes(Vec::new()) } else { done }
        })
        .await;
        let id = connect(&app, &ada, "samdock", &crm.address).await;
        let listed = app.get(&format!("/crm/{id}/drafts"), &ada).await.body;
        let draft = listed["items"][0]["id"].as_str().unwrap();
        let accepted = app.post(&format!("/crm/{id}/drafts/{draft}/accept"), &ada, json!({})).await;
        let (people, organizations) = records.lock().unwrap().clone();
        let there = (people.len(), organizations.len(), *drafts.lock().unwrap());
        let expected = if whole { (1, 1, false) } else { (0, 0, true) };
        assert_eq!(there, expected, "{method} {cut}: {}", accepted.body);
        let status = if whole { StatusCode::CREATED } else { StatusCode::BAD_GATEWAY };
        assert_eq!(accepted.status, status, "{method} {cut}: {}", accepted.body);
    }
}
