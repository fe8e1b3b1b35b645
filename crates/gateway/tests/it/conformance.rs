//! One suite over the built-in CRM and each dialect, through real HTTP: what staff do in one gateway is sent to the facade of
//! another, whose built-in CRM answers as the vendor does.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use calling_card_contact::{Person, Timestamp};
use calling_card_crm::Dialect;
use calling_card_crm::cobra::mapping::to_wire;
use calling_card_vcard::{Export, Part, Version, parts, person_of, write};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

/// A CRM that staff use.
struct Used {
    app: TestApp,
    staff: Staff,
    /// Its connection.
    connection: String,
    /// None for the built-in one.
    dialect: Option<Dialect>,
    /// The gateway that stands there for the vendor, and one of its staff.
    there: Option<(TestApp, Staff)>,
}

impl Used {
    async fn of(dialect: Option<Dialect>) -> Self {
        let app = TestApp::new().await;
        let staff = app.staff("ada").await;
        let Some(system) = dialect else {
            return Self { app, staff, connection: "home".into(), dialect, there: None };
        };
        let vendor = TestApp::new().await;
        let theirs = vendor.staff("vendor").await;
        let token = vendor.token("vendor").await;
        // cobra's addresses name the version.
        let version = if system == Dialect::Cobra { "/v1" } else { "" };
        let address = format!("{}/dialects/{}{version}", vendor.listen().await, system.key());
        let mut new = json!({ "system": system.key(), "name": "There", "address": address, "account": account(system), "secret": token });
        if system == Dialect::Cobra {
            new["tenant"] = vendor.tenant("vendor").await.into();
        }
        let made = app.post("/connections", &staff, new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        Self { app, staff, connection: system.key().into(), dialect, there: Some((vendor, theirs)) }
    }

    async fn get(&self, target: &str) -> Answer {
        self.app.get(&format!("/crm/{}{target}", self.connection), &self.staff).await
    }

    async fn post(&self, target: &str, body: Value) -> Answer {
        self.app.post(&format!("/crm/{}{target}", self.connection), &self.staff, body).await
    }

    async fn with_version(&self, method: Method, target: &str, version: &Value, body: Value) -> Answer {
        let target = format!("/crm/{}{target}", self.connection);
        self.app.send(method, &target, Some(&self.staff), body, &[("if-match", &format!("\"{version}\""))]).await
    }

    /// Makes somebody where the people are: RogerRoger takes 20 requests a minute, which this suite needs.
    async fn somebody(&self, person: Value) {
        let (app, staff) = self.there.as_ref().map_or((&self.app, &self.staff), |(app, staff)| (app, staff));
        app.person(staff, person).await;
    }

    /// What it keeps of a person.
    fn kept(&self, person: &Value) -> Value {
        let whole: Person = serde_json::from_value(person.clone()).unwrap();
        let kept = self.dialect.map_or(whole.clone(), |dialect| dialect.kept(&whole));
        serde_json::to_value(kept).unwrap()
    }
}

/// By what the vendor knows who connects.
fn account(system: Dialect) -> &'static str {
    match system {
        Dialect::RogerRoger | Dialect::Emnify => "42",
        Dialect::Samdock | Dialect::OnlyOffice => "ada@example.org",
        Dialect::Cobra => "vendor@example.com",
    }
}

/// What a person says, without what the built-in CRM fills in.
fn said(content: &Value) -> Value {
    let mut said = content.clone();
    for card in said["cards"].as_array_mut().into_iter().flatten() {
        card.as_object_mut().unwrap().remove("id");
        for phone in card.get_mut("phones").and_then(Value::as_array_mut).into_iter().flatten() {
            phone.as_object_mut().unwrap().remove("e164");
        }
    }
    said
}

/// Somebody who says more than any of these CRMs keeps.
fn marie() -> Value {
    json!({
        "name": { "given": "Marie", "family": "Curie", "additional": "Salomea", "title": "Dr.", "honorific_prefix": "Mme" },
        "gender": "F", "birthday": "1967-11-07", "tags": ["physics"],
        "social_profiles": [{ "service": "LinkedIn", "url": "https://www.linkedin.com/in/marie" }],
        "cards": [{
            "favourite": true, "business": "Sorbonne",
            "positions": [{ "position": "Professor", "department": "Physics" }],
            "emails": [{ "address": "marie@example.org", "place": "work" }, { "address": "curie@example.org" }],
            "phones": [{ "number": "+33 1 40 46 22 11" }, { "number": "+33 6 12 34 56 78", "kind": "mobile" }, { "number": "+33 1 40 46 22 12", "kind": "fax" }],
            "addresses": [{ "street": "Rue Cuvier 12", "zip": "75005", "city": "Paris", "country": "France", "country_code": "FR" }]
        }, { "business": "Radium" }]
    })
}

fn plain(given: &str, family: &str) -> Value {
    json!({ "name": { "given": given, "family": family }, "cards": [{ "emails": [{ "address": format!("{given}@example.org") }] }] })
}

async fn every_crm_does_what_staff_do(dialect: Option<Dialect>) {
    let crm = Used::of(dialect).await;
    let system = &crm.connection;

    // Make and read: what comes back is what is kept, no more and no less.
    let made = crm.post("/people", marie()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{system} {}", made.body);
    let id = made.body["result"]["id"].as_str().unwrap().to_owned();
    let person = format!("/people/{id}");
    let read = crm.get(&person).await;
    assert_eq!(read.body["version"], made.body["result"]["version"], "{system}");
    if dialect.is_some() {
        assert_eq!(said(&read.body["content"]), crm.kept(&marie()), "{system}");
    }

    // List and search, page by page: everybody once.
    for number in 0..44 {
        crm.somebody(plain(&format!("p{number}"), &format!("Person{number:02}"))).await;
    }
    let (mut names, mut count, mut cursor) = (BTreeSet::new(), 0, String::new());
    loop {
        let page = crm.get(&format!("/people?limit=30{cursor}")).await.body;
        assert_eq!(page["total"], 45, "{system} {page}");
        let items = page["items"].as_array().unwrap();
        count += items.len();
        names.extend(items.iter().map(|item| item["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={}", next.replace('+', "%2B").replace(' ', "%20"));
    }
    assert_eq!((count, names.len()), (45, 45), "{system}");
    let found = crm.get("/people?q=Curie").await.body;
    assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &json!(id)), "{system} {found}");

    // Change: only who has seen the newest state; what is not said any more is gone.
    let mut changed = read.body["content"].clone();
    changed["name"]["family"] = json!("Sklodowska");
    changed["cards"][0]["emails"] = json!([{ "address": "new@example.org" }]);
    let written = crm.with_version(Method::PUT, &person, &read.body["version"], changed.clone()).await;
    assert_eq!(written.status, StatusCode::OK, "{system} {}", written.body);
    let now = crm.get(&person).await.body;
    assert_eq!(now["content"]["name"]["family"], "Sklodowska", "{system}");
    assert_eq!(now["content"]["cards"][0]["emails"].as_array().unwrap().len(), 1, "{system}");
    let stale = crm.with_version(Method::PUT, &person, &read.body["version"], changed).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{system}");
    let steps = crm.get("/changes/steps").await.body;
    let step = (&steps["undo"]["batch"], &steps["undo"]["action"], &steps["undo"]["kind"]);
    assert_eq!(step, (&written.body["batch"], &json!("updated"), &json!("person")), "{system} {steps}");
    let undone = crm.post(&format!("/changes/{}/undo", written.body["batch"].as_str().unwrap()), Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{system} {}", undone.body);
    let steps = crm.get("/changes/steps").await.body;
    let again = (&steps["redo"]["batch"], &steps["redo"]["action"]);
    assert_eq!(again, (&undone.body["batch"], &json!("updated")), "{system} {steps}");
    assert_eq!(said(&crm.get(&person).await.body["content"]), said(&read.body["content"]), "{system}");

    // Delete, and take it back under the same key.
    let version = crm.get(&person).await.body["version"].clone();
    let deleted = crm.with_version(Method::DELETE, &person, &version, Value::Null).await;
    assert_eq!(deleted.status, StatusCode::OK, "{system} {}", deleted.body);
    assert_eq!(crm.get(&person).await.status, StatusCode::NOT_FOUND, "{system}");
    let steps = crm.get("/changes/steps").await.body;
    let step = (&steps["undo"]["batch"], &steps["undo"]["action"], steps["undo"]["partial"] == true, &steps["redo"]);
    assert_eq!(step, (&deleted.body["batch"], &json!("deleted"), dialect.is_some(), &Value::Null), "{system} {steps}");
    let undone = crm.post(&format!("/changes/{}/undo", deleted.body["batch"].as_str().unwrap()), Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{system} {}", undone.body);
    assert_eq!(said(&crm.get(&person).await.body["content"]), said(&read.body["content"]), "{system}");

    notes(&crm, &person).await;
}

/// Notes, where they are held.
async fn notes(crm: &Used, person: &str) {
    let Some((vendor, theirs)) = &crm.there else { return };
    if crm.dialect != Some(Dialect::RogerRoger) {
        assert_eq!(crm.get(&format!("{person}/notes")).await.body, json!([]));
        return;
    }
    let there = vendor.get("/crm/home/people?q=Curie", theirs).await.body["items"][0]["id"].clone();
    for number in 0..35 {
        let note = json!({ "person": there, "title": "", "text": format!("Note {number}"), "flagged": number == 7 });
        assert_eq!(vendor.post("/crm/home/notes", theirs, note).await.status, StatusCode::CREATED);
    }
    let notes = crm.get(&format!("{person}/notes")).await.body;
    assert_eq!(notes.as_array().unwrap().len(), 35, "all pages: {notes}");
    assert_eq!(notes[0]["content"]["text"], "Note 7", "the flagged one first");
}

#[tokio::test]
async fn the_built_in_crm() {
    every_crm_does_what_staff_do(None).await;
}

#[tokio::test]
async fn rogerroger() {
    every_crm_does_what_staff_do(Some(Dialect::RogerRoger)).await;
}

#[tokio::test]
async fn emnify() {
    every_crm_does_what_staff_do(Some(Dialect::Emnify)).await;
}

#[tokio::test]
async fn onlyoffice() {
    every_crm_does_what_staff_do(Some(Dialect::OnlyOffice)).await;
}

#[tokio::test]
async fn samdock() {
    every_crm_does_what_staff_do(Some(Dialect::Samdock)).await;
}

#[tokio::test]
async fn cobra() {
    every_crm_does_what_staff_do(Some(Dialect::Cobra)).await;
}

/// Somebody with four business cards, and all that cobra holds.
fn erika() -> Value {
    let address = |street: &str, place: &str, favourite: bool| json!({ "place": place, "street": street, "additional": "Hof", "zip": "60311", "city": "Frankfurt", "federal_state": "Hessen", "country": "Germany", "country_code": "DE", "favourite": favourite });
    json!({
        "name": { "salutation": "Frau", "title": "Dr.", "given": "Erika", "family": "Muster" },
        "birthday": "1980-05-17",
        "important_dates": [{ "label": "Wedding", "date": "2005-06-07" }],
        "social_profiles": [{ "service": "LinkedIn", "url": "https://www.linkedin.com/in/erika" }],
        "tags": ["VIP", "Fair, 2025; Hall \"3\""],
        "personality_tags": [{ "text": "Golf", "category": "Sport" }, { "text": "Bread, black", "category": "Food; \"home-made\"" }, { "text": "Coffee" }],
        "kept_properties": [
            { "line": "X-COBRA-CUSTOMER-NUMBER:K-4711", "place": u32::MAX },
            { "line": "X-COBRA-EMPLOYEE-NUMBER:7", "place": u32::MAX },
            { "line": "X-COBRA-EMPLOYEE-STATUS:Extern", "place": u32::MAX },
        ],
        "cards": [{
            "favourite": true, "business": "ACME",
            "positions": [{ "position": "Head buyer", "department": "Purchasing", "favourite": true }, { "position": "Trainer" }],
            "emails": [{ "address": "erika@example.org", "place": "work", "favourite": true }, { "address": "e@example.org", "place": "home" }],
            "phones": [{ "number": "+49 69 1234561", "place": "work", "favourite": true }, { "number": "+49 170 1234567", "kind": "mobile" }],
            "addresses": [address("Weg 1", "work", true), address("Gasse 2", "home", false)],
        }, {
            "alternative_first_name": "Eri", "alternative_last_name": "Model", "use_alternative_name": true, "business": "Agency",
            "emails": [{ "address": "eri@example.com", "place": "work" }],
        }, { "business": "Club" }, { "private": true, "phones": [{ "number": "+49 69 7654321", "place": "home" }] }]
    })
}

/// What goes into cobra comes back from there as it was: four cards, all lists, and both kinds of tags.
#[tokio::test]
async fn people_come_back_from_cobra_unchanged() {
    let crm = Used::of(Some(Dialect::Cobra)).await;
    let made = crm.app.post("/crm/home/people", &crm.staff, erika()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let task = tokio::spawn(calling_card_gateway::transfers::deliver(crm.app.state.clone()));
    assert_eq!(carried(&crm, "home", "cobra", 1).await, [""; 0]);
    assert_eq!(carried(&crm, "cobra", "home", 1).await, [""; 0]);
    task.abort();
    let found = at_home(&crm, 2).await;
    // The vCard's own key is the built-in CRM's alone.
    let plain = |mut person: Value| {
        person.as_object_mut().unwrap().remove("uid");
        person
    };
    let found: Vec<Value> = found.into_iter().map(plain).collect();
    assert_eq!(found[0], found[1], "{found:#?}");
    assert_eq!(found[0]["cards"].as_array().map(Vec::len), Some(4), "{found:#?}");
    let lines = |person: &Value| person["kept_properties"].clone();
    assert_eq!(
        (lines(&found[0]), lines(&found[1])),
        (lines(&erika()), lines(&erika())),
        "what cobra alone has a place for"
    );
    assert_eq!(found[1]["personality_tags"], erika()["personality_tags"]);
    let person: Person = serde_json::from_value(found[1].clone()).unwrap();
    prove_in_vcards(&person);
}

/// Whatever the version of a vCard, cobra is told the same by it.
fn prove_in_vcards(person: &Person) {
    let told = |person: &Person| {
        let fields = to_wire(person).fields;
        (fields.personalities, fields.customer_number, fields.employee_number, fields.employee_status)
    };
    assert_eq!(told(person).0.map(|tags| tags.len()), Some(3));
    for version in [Version::V4, Version::V3, Version::V2_1] {
        let changed_at = Timestamp::default();
        let text = write(&Export {
            person,
            uid: "erika",
            notes: &[],
            organizations: &[],
            custom_fields: &[],
            relatives: &[],
            version,
            card: None,
            changed_at: &changed_at,
        });
        let read = parts(text.as_bytes()).find_map(|part| match part {
            Part::Card(card) => Some(person_of(&card).person),
            Part::Outside(_) => None,
        });
        assert_eq!(told(&read.unwrap()), told(person), "{text}");
    }
}

/// Between dialects nothing is lost but what is said.
#[tokio::test]
async fn people_go_from_one_crm_to_the_other_and_back() {
    let crm = Used::of(Some(Dialect::Emnify)).await;
    let roger = TestApp::new().await;
    let token = roger.token("vendor").await;
    let address = format!("{}/dialects/rogerroger", roger.listen().await);
    let new = json!({ "system": "rogerroger", "name": "Roger", "address": address, "secret": token });
    assert_eq!(crm.app.post("/connections", &crm.staff, new).await.status, StatusCode::CREATED);
    let made = crm.app.post("/crm/home/people", &crm.staff, marie()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let task = tokio::spawn(calling_card_gateway::transfers::deliver(crm.app.state.clone()));
    for (from, to) in [("home", "rogerroger"), ("rogerroger", "emnify"), ("emnify", "home")] {
        let losses = carried(&crm, from, to, 1).await;
        let lost: Vec<&str> = losses.iter().map(String::as_str).collect();
        match to {
            "rogerroger" => assert!(
                ["gender", "birthday", "tags", "title", "company"].iter().all(|part| lost.contains(part)),
                "{lost:?}"
            ),
            "emnify" => assert!(
                ["initials", "tags"].iter().all(|part| !lost.contains(part)) && lost.contains(&"positions"),
                "{lost:?}"
            ),
            _ => assert_eq!(lost, [""; 0]),
        }
    }
    task.abort();
    let whole: Person = serde_json::from_value(marie()).unwrap();
    let expected = Dialect::Emnify.kept(&Dialect::RogerRoger.kept(&whole));
    assert!(at_home(&crm, 2).await.contains(&serde_json::to_value(expected).unwrap()));
}

/// What ONLYOFFICE keeps of somebody comes back from there as it was.
#[tokio::test]
async fn people_come_back_from_onlyoffice() {
    let crm = Used::of(Some(Dialect::OnlyOffice)).await;
    assert_eq!(crm.app.post("/crm/home/people", &crm.staff, marie()).await.status, StatusCode::CREATED);
    let task = tokio::spawn(calling_card_gateway::transfers::deliver(crm.app.state.clone()));
    let lost = carried(&crm, "home", "onlyoffice", 1).await;
    assert!(["gender", "birthday"].iter().all(|part| lost.iter().any(|lost| lost == part)), "{lost:?}");
    assert!(
        ["tags", "emails", "phones", "addresses"].iter().all(|part| lost.iter().all(|lost| lost != part)),
        "{lost:?}"
    );
    assert_eq!(carried(&crm, "onlyoffice", "home", 1).await, [""; 0]);
    task.abort();
    let kept = crm.kept(&marie());
    let found = at_home(&crm, 2).await;
    assert!(found.contains(&kept), "{kept:#}\n{found:#?}");
}

/// What both Samdock and ONLYOFFICE hold of somebody is there after the way to and fro; the rest is said to be lost.
#[tokio::test]
async fn people_go_from_samdock_to_onlyoffice_and_back() {
    let crm = Used::of(Some(Dialect::Samdock)).await;
    let portal = TestApp::new().await;
    let token = portal.token("vendor").await;
    let address = format!("{}/dialects/onlyoffice", portal.listen().await);
    let new =
        json!({ "system": "onlyoffice", "name": "Portal", "address": address, "account": "ada", "secret": token });
    assert_eq!(crm.app.post("/connections", &crm.staff, new).await.status, StatusCode::CREATED);
    let there = crm.post("/people", marie()).await;
    assert_eq!(there.status, StatusCode::CREATED, "{}", there.body);
    let task = tokio::spawn(calling_card_gateway::transfers::deliver(crm.app.state.clone()));
    let lost = carried(&crm, "samdock", "onlyoffice", 1).await;
    assert!(lost.iter().any(|part| part == "gender"), "{lost:?}");
    let held = ["given_name", "family_name", "linkedin", "company", "emails", "phones", "addresses", "countries"];
    assert!(held.iter().all(|part| lost.iter().all(|lost| lost != part)), "{lost:?}");
    let lost = carried(&crm, "onlyoffice", "samdock", 1).await;
    assert!(held.iter().all(|part| lost.iter().all(|lost| lost != part)), "{lost:?}");
    task.abort();
    let whole: Person = serde_json::from_value(marie()).unwrap();
    let expected = Dialect::Samdock.kept(&Dialect::OnlyOffice.kept(&Dialect::Samdock.kept(&whole)));
    let expected = serde_json::to_value(expected).unwrap();
    let found = found_at(&crm, "samdock", 2).await;
    assert!(found.contains(&expected), "{expected:#}\n{found:#?}");
}

/// Copies people from one CRM to another; the parts that the first of them loses by it.
async fn carried(crm: &Used, from: &str, to: &str, people: u32) -> Vec<String> {
    let begun = crm.app.post("/transfers", &crm.staff, json!({ "from": from, "to": to })).await.body;
    let id = begun["id"].as_str().unwrap().to_owned();
    let mut report = Value::Null;
    for _ in 0..200 {
        report = crm.app.get(&format!("/transfers/{id}"), &crm.staff).await.body;
        if report["transfer"]["state"] == "done" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(report["transfer"]["counts"]["done"], people, "{report}");
    let losses = report["deliveries"][0]["lost"].as_array().cloned().unwrap_or_default();
    losses.iter().map(|loss| loss["part"].as_str().unwrap().to_owned()).collect()
}

/// What the built-in CRM says of its people, so many.
async fn at_home(crm: &Used, people: u32) -> Vec<Value> {
    found_at(crm, "home", people).await
}

/// The same of any CRM.
async fn found_at(crm: &Used, connection: &str, people: u32) -> Vec<Value> {
    let page = crm.app.get(&format!("/crm/{connection}/people"), &crm.staff).await.body;
    assert_eq!(page["total"], people);
    let mut found = Vec::new();
    for item in page["items"].as_array().unwrap() {
        let target = format!("/crm/{connection}/people/{}", item["id"].as_str().unwrap());
        found.push(said(&crm.app.get(&target, &crm.staff).await.body["content"]));
    }
    found
}
