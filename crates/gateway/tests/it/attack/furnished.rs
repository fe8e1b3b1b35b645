//! A workspace in which there is one of everything, and requests about it that are right.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::transfers;
use serde_json::{Value, json};

use crate::other_crm::{OtherCrm, Reply};
use crate::test_app::{Answer, Staff, TestApp};

/// A word that stands in everything of the workspace that others could be told.
pub(super) const MARK: &str = "Hausrat";
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const REPLY: &str = "0198aaaa-0000-7000-8000-000000000001";

/// A workspace with one of everything.
pub(super) struct Furnished {
    /// Its owner, who is signed in.
    pub(super) owner: Staff,
    /// The key of one of each kind, by what stands before it in addresses.
    keys: BTreeMap<&'static str, String>,
}

/// The key of what was made.
fn key_of(answer: &Answer) -> String {
    assert!(answer.status.is_success(), "{} {}", answer.status, answer.body);
    let made = [
        &answer.body["result"]["id"],
        &answer.body["id"],
        &answer.body["known"]["id"],
        &answer.body["invitation"]["id"],
    ];
    made.into_iter().find_map(Value::as_str).unwrap_or_else(|| panic!("no key in {}", answer.body)).to_owned()
}

impl Furnished {
    /// The workspace `home`, with everything in it.
    pub(super) async fn new(app: &TestApp) -> Self {
        let owner = app.staff("home").await;
        let mut house = Self { owner, keys: BTreeMap::new() };
        house.people(app).await;
        house.events(app).await;
        house.drafts(app).await;
        house.safety(app).await;
        house.others(app).await;
        house
    }

    /// The key of one of this kind.
    pub(super) fn key(&self, kind: &str) -> &str {
        self.keys.get(kind).unwrap_or_else(|| panic!("there is no key of {kind}"))
    }

    async fn made(&mut self, app: &TestApp, kind: &'static str, address: &str, body: Value) -> String {
        let key = key_of(&app.post(address, &self.owner, body).await);
        self.keys.insert(kind, key.clone());
        key
    }

    async fn people(&mut self, app: &TestApp) {
        let image = json!({ "media_type": "image/png", "data": PNG });
        let person = json!({ "name": { "given": "Ada", "family": MARK }, "tags": [MARK], "image": image,
            "cards": [{ "business": MARK, "emails": [{ "address": "ada@hausrat.example" }] }] });
        let ada = self.made(app, "people", "/crm/home/people", person.clone()).await;
        let other = self.made(app, "other", "/crm/home/people", person.clone()).await;
        self.made(app, "third", "/crm/home/people", person).await;
        let record = app.get(&format!("/crm/home/people/{ada}"), &self.owner).await.body;
        self.keys.insert("card", record["content"]["cards"][0]["id"].as_str().unwrap().to_owned());
        let kind = json!({ "forward": MARK, "backward": MARK });
        self.made(app, "relations", "/crm/home/relations", json!({ "from": ada, "to": other, "kind": kind })).await;
        self.made(app, "notes", "/crm/home/notes", json!({ "person": ada, "title": MARK, "text": MARK })).await;
        self.made(app, "organizations", "/crm/home/organizations", json!({ "name": MARK })).await;
        let field = json!({ "entity": "person", "key": "size", "label": { "en": MARK, "de": "" }, "kind": "text" });
        self.made(app, "custom-fields", "/crm/home/custom-fields", field).await;
        let card = json!({ "person": ada, "card": self.key("card"), "public": ["business"] });
        self.made(app, "published-cards", "/crm/home/published-cards", card).await;
        self.made(app, "views", "/crm/home/people/views", json!({ "name": MARK, "query": "" })).await;
        let pairs = json!([{ "one": ada, "other": self.key("third") }]);
        assert!(app.post("/crm/home/people/not-duplicates", &self.owner, pairs).await.status.is_success());
        let gone = app.person(&self.owner, json!({ "name": { "family": MARK } })).await;
        let address = format!("/crm/home/people/{gone}");
        let deleted =
            app.send(Method::DELETE, &address, Some(&self.owner), Value::Null, &[("if-match", "\"1\"")]).await;
        self.keys.insert("changes", deleted.body["batch"].as_str().unwrap().to_owned());
        self.keys.insert("versions", "1".into());
        self.keys.insert("words", "person_tags".into());
    }

    async fn events(&mut self, app: &TestApp) {
        let event = json!({ "title": MARK, "begin": "2124-12-24T18:00", "end": "2124-12-24T20:00", "time_zone": "UTC", "places": 9, "published": true });
        let event = self.made(app, "events", "/crm/home/events", event).await;
        let form = app.post(&format!("/crm/home/events/{event}/booking-form"), &self.owner, Value::Null).await;
        let form = key_of(&form);
        let person = json!({ "person": self.key("people") });
        self.made(app, "invitations", &format!("/crm/home/events/{event}/invitations"), person).await;
        let sent = json!({ "values": { "family_name": MARK, "email": "b@hausrat.example" }, "consent": true });
        let booked =
            app.send(Method::POST, &format!("/f/{form}/submissions"), None, sent, &[("idempotency-key", "b")]).await;
        assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.body);
        let draft =
            app.get("/crm/home/drafts?limit=1", &self.owner).await.body["items"][0]["id"].as_str().unwrap().to_owned();
        let accepted = app.post(&format!("/crm/home/drafts/{draft}/accept"), &self.owner, json!({})).await;
        assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
        let bookings = app.get(&format!("/crm/home/events/{event}/bookings"), &self.owner).await.body;
        let booking = bookings["bookings"].as_array().or(bookings.as_array()).and_then(|list| list.first()).cloned();
        let booking = booking.unwrap_or_else(|| panic!("{bookings}"));
        let key = booking["id"].as_str().or(booking["booking"]["id"].as_str()).unwrap_or_else(|| panic!("{booking}"));
        self.keys.insert("bookings", key.to_owned());
    }

    /// Two drafts, one of them with a file, a mail, and a consent that was confirmed.
    async fn drafts(&mut self, app: &TestApp) {
        let address = "/crm/home/inbound-sources/home-contact";
        let record = app.get(address, &self.owner).await.body;
        let mut source = record["content"].clone();
        let label = json!({ "en": "CV", "de": "CV" });
        source["form"]["fields"].as_array_mut().unwrap().push(json!({ "name": "cv", "label": label, "kind": "file" }));
        let written = app.send(Method::PUT, address, Some(&self.owner), source, &[("if-match", "\"1\"")]).await;
        assert_eq!(written.status, StatusCode::OK, "{}", written.body);
        self.keys.insert("inbound-sources", "home-contact".into());
        app.ask_for_confirmation(&self.owner, DoubleOptIn::standard()).await;
        let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Hausrat.txt\"\r\nContent-Type: text/plain\r\n\r\nHausrat\r\n--b--\r\n";
        let multipart = [("content-type", "multipart/form-data; boundary=b")];
        let file = app.send_raw(Method::POST, "/f/home-contact/files/cv", None, Body::from(body), &multipart).await;
        assert_eq!(file.status, StatusCode::CREATED, "{}", file.body);
        for (key, cv) in [("one", file.body["token"].clone()), ("two", Value::Null)] {
            let mut values = json!({ "family_name": MARK, "email": format!("{key}@hausrat.example"), "message": MARK });
            if !cv.is_null() {
                values["cv"] = cv;
            }
            let sent = json!({ "values": values, "consent": true, "page": "https://hausrat.example" });
            let answer =
                app.send(Method::POST, "/f/home-contact/submissions", None, sent, &[("idempotency-key", key)]).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
            let mail = app.get("/crm/home/mails", &self.owner).await.body["mails"][0].clone();
            let token =
                mail["body"].as_str().unwrap().split("/doi/").nth(1).unwrap().split_whitespace().next().unwrap();
            self.keys.insert("mails", mail["id"].as_str().unwrap().to_owned());
            let confirmed = app.send(Method::POST, &format!("/doi/{token}"), None, Value::Null, &[]).await;
            assert!(confirmed.status.is_success(), "{} {}", confirmed.status, confirmed.body);
            let draft = app.get("/crm/home/drafts?limit=1", &self.owner).await.body["items"][0]["id"]
                .as_str()
                .unwrap()
                .to_owned();
            let opened = app.get(&format!("/crm/home/drafts/{draft}"), &self.owner).await.body;
            if let Some(file) = opened["files"][0]["id"].as_str() {
                self.keys.insert("files", file.to_owned());
            }
            self.keys.insert("consents", opened["consent"]["id"].as_str().unwrap().to_owned());
            self.keys.insert("drafts", draft);
        }
        self.keys.insert("replies", REPLY.into());
    }

    /// What concerns safety: a member, an invitation, a token, a session, a passkey.
    async fn safety(&mut self, app: &TestApp) {
        let member = app.member("home", "hausrat", calling_card_api::roles::Role::Editor).await;
        let id = app.get("/auth/session", &member).await.body["user"]["id"].as_str().unwrap().to_owned();
        self.keys.insert("members", id);
        let invited = json!({ "email": "new@hausrat.example", "role": "reader" });
        self.made(app, "members/invitations", "/members/invitations", invited).await;
        self.made(app, "tokens", "/tokens", json!({ "name": MARK })).await;
        let sessions = app.get("/auth/sessions", &self.owner).await.body;
        self.keys.insert("sessions", sessions[0]["id"].as_str().unwrap().to_owned());
        let (passkey, _) = crate::passkeys::made(app, &self.owner, MARK).await;
        self.keys.insert("passkeys", passkey);
    }

    /// A connection to a CRM that refuses everybody, and somebody who was on their way there.
    async fn others(&mut self, app: &TestApp) {
        let crm = OtherCrm::new(|_, _| Reply::Json(422, json!({ "detail": "No." }))).await;
        let connection = crate::connections::connect(app, &self.owner, "rogerroger", &crm.address).await;
        self.keys.insert("their address", crm.address.clone());
        self.keys.insert("connections", connection.clone());
        self.keys.insert("crm", connection.clone());
        let transfer = json!({ "from": "home", "to": connection, "people": [self.key("people")] });
        let transfer = self.made(app, "transfers", "/transfers", transfer).await;
        let task = tokio::spawn(transfers::deliver(app.state.clone()));
        let report = crate::transfers::wait_for(app, &self.owner, &transfer, "done").await;
        task.abort();
        self.keys.insert(
            "deliveries",
            report["deliveries"][0]["id"].as_str().unwrap_or_else(|| panic!("{report}")).to_owned(),
        );
    }

    /// What an address stands for here: of each parameter the key of what is named before it. The CRM is the one given.
    pub(super) fn address(&self, path: &str, crm: &str) -> String {
        let parts: Vec<&str> = path.split('/').collect();
        let mut address = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| parts.get(before)).copied().unwrap_or_default();
            address.push(match *part {
                "{connection}" if before == "crm" => crm,
                _ if !part.starts_with('{') => part,
                _ if path.starts_with("/members/invitations/") => self.key("members/invitations"),
                _ => self.key(before),
            });
        }
        address.join("/")
    }

    /// Whether an address names something of this workspace.
    pub(super) fn names_something(path: &str) -> bool {
        path.replace("/crm/{connection}", "").replace("/words/{list}", "").contains('{')
    }

    /// A body with which the request does something here.
    pub(super) async fn body(&self, app: &TestApp, method: &str, path: &str) -> Value {
        let key = |kind: &str| json!(self.key(kind));
        let path = path.replace("/crm/{connection}", "");
        let content = async || {
            app.get(&self.address(&format!("/crm/home{path}"), "home"), &self.owner).await.body["content"].clone()
        };
        let person = app.get(&self.address("/crm/home/people/{id}", "home"), &self.owner).await.body;
        let (ada, version) = (person["content"].clone(), person["version"].clone());
        match (method, path.as_str()) {
            ("GET" | "DELETE", _) => Value::Null,
            ("PUT", "/auth/passkeys/{id}") | ("POST", "/auth/passkeys/options") => {
                json!({ "name": "Mine", "password": crate::test_app::PASSWORD })
            }
            ("POST", path) if path.ends_with("/remove") || path.starts_with("/auth/totp") => {
                json!({ "password": crate::test_app::PASSWORD, "code": "000000" })
            }
            ("PUT", "/notes/{id}") => json!({ "person": key("people"), "title": "Mine", "text": "Mine" }),
            ("PUT", "/members/{id}") => json!({ "role": "reader" }),
            ("PUT", "/connections/{connection}") => json!({ "name": "Mine", "address": key("their address") }),
            ("PUT", "/custom-fields-order") => json!({ "entity": "person", "ids": [key("custom-fields")] }),
            ("PUT", "/people/{id}/picture") => json!({ "media_type": "image/png", "data": PNG }),
            ("PUT", "/drafts/{id}/replies/{reply}") => json!({ "subject": "Mine", "text": "Mine" }),
            ("PUT", "/words/{list}/colour") => json!({ "word": MARK, "colour": "red" }),
            ("PUT", "/auth/password") => json!({ "current": "not the one", "new": crate::test_app::PASSWORD }),
            ("PUT", _) => content().await,
            ("POST", "/notes") => json!({ "person": key("people"), "title": "Mine", "text": "Mine" }),
            ("POST", "/relations") => {
                json!({ "from": key("third"), "to": key("other"), "kind": { "forward": "A", "backward": "B" } })
            }
            ("POST", "/people" | "/form-preview") if path == "/people" => ada,
            ("POST", "/people/bulk") => json!({ "people": [key("people")], "edit": { "archive": true } }),
            ("POST", "/people/export") => json!({ "ids": [key("people")] }),
            ("POST", "/people/known") => json!({ "people": [["email:ada@hausrat.example"]] }),
            ("POST", "/people/import") => {
                json!({ "people": [{ "person": ada, "known": { "id": key("people"), "version": version } }] })
            }
            ("POST", "/people/merge") => {
                json!({ "stays": { "id": key("people"), "version": version }, "others": [{ "id": key("other"), "version": 1 }], "person": ada })
            }
            ("POST", "/people/not-duplicates") => json!([{ "one": key("people"), "other": key("other") }]),
            ("POST", "/people/not-duplicates/forget") => json!([{ "one": key("people"), "other": key("third") }]),
            ("POST", "/people/views") => json!({ "name": "Mine", "query": "" }),
            ("POST", "/people/{id}/erase" | "/people/{id}/export") => json!({ "name": format!("Ada {MARK}") }),
            ("POST", "/published-cards") => {
                json!({ "person": key("people"), "card": key("card"), "public": ["business"] })
            }
            ("POST", "/drafts/edit") => json!({ "drafts": [key("drafts")], "edit": "spam" }),
            ("POST", "/drafts/mark") => json!({ "drafts": [key("drafts")], "unread": true }),
            ("POST", "/drafts/{id}/accept") => json!({ "into": key("other") }),
            ("POST", "/events/{id}/invitations") => json!({ "person": key("other") }),
            ("POST", "/inbound-sources/{id}/check-website") => json!({ "policy": "default-src 'none'" }),
            ("POST", "/inbound-sources/{id}/restore") => json!({ "version": 1 }),
            ("POST", "/words/{list}") => json!({ "edit": { "words": [MARK], "into": "Mine" } }),
            ("POST", "/transfers") => json!({ "from": "home", "to": key("connections"), "people": [key("people")] }),
            ("POST", "/deliveries/{id}/settle") => json!({ "settlement": "drop" }),
            ("POST", "/connections/{connection}/losses") => json!({ "people": [ada] }),
            ("POST", "/tokens") => json!({ "name": "Mine" }),
            ("POST", "/members/invitations") => json!({ "email": "mine@example.com", "role": "reader" }),
            ("POST", "/custom-fields") => {
                json!({ "entity": "person", "key": "mine", "label": { "en": "Mine", "de": "" }, "kind": "text" })
            }
            ("POST", "/events") => {
                json!({ "title": "Mine", "begin": "2124-12-24T18:00", "end": "2124-12-24T20:00", "time_zone": "UTC" })
            }
            ("POST", "/organizations") => json!({ "name": "Mine" }),
            _ => json!({}),
        }
    }

    /// Everything that its owner is told, address by address, but for exports, which say when they were made.
    async fn told(&self, app: &TestApp) -> BTreeMap<String, String> {
        let mut told = BTreeMap::new();
        for (_, path) in crate::roles::requests().iter().filter(|(method, _)| method == "GET") {
            if path.ends_with("/export") {
                continue;
            }
            let address = self.address(path, "home");
            let answer = app.get(&address, &self.owner).await;
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.body);
            told.insert(address, format!("{} {}", answer.status, answer.body));
        }
        told
    }

    /// What its owner is told before anything is tried: asked twice, for some of what is read is marked as read by it.
    pub(super) async fn before(&self, app: &TestApp) -> BTreeMap<String, String> {
        self.told(app).await;
        self.told(app).await
    }

    /// Of all that was tried nothing went wrong, and its owner is told what they were told before.
    pub(super) async fn unharmed(&self, app: &TestApp, before: &BTreeMap<String, String>, wrong: &[String]) {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let after = self.told(app).await;
        for (address, told) in before {
            assert_eq!(after.get(address), Some(told), "{address} has changed");
        }
    }
}
