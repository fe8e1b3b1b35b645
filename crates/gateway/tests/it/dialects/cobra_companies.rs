//! cobra CRM: companies, the lists that feed them, and the tenant.

use axum::http::Method;
use serde_json::{Value, json};

use super::cobra::{Cobra, holds};
use super::contract::Contract;
use crate::test_app::TestApp;

const COMPANIES: &str = "/crm/companies";
const SETTINGS: &str = "/crm/settings/companies";
/// An id of nothing.
const NOBODY: &str = "0123456789abcdef01234567";

/// What the contract calls the operation of a line, where it has it.
fn operation(line: &str) -> Option<String> {
    let (method, target) = line.split_once(' ').unwrap();
    let contract = Contract::of("cobra").0;
    let fits = |path: &str| {
        let (known, asked) = (path.split('/'), target.split('/'));
        known.clone().count() == asked.clone().count()
            && known.zip(asked).all(|(known, asked)| known == asked || known.starts_with('{'))
    };
    let paths = contract["paths"].as_object().unwrap();
    // What is written out counts before what may be anything.
    let found = paths.iter().filter(|(path, _)| fits(path)).min_by_key(|(path, _)| path.matches('{').count());
    found.and_then(|(_, path)| path[method.to_lowercase()]["operationId"].as_str().map(str::to_owned))
}

impl Cobra<'_> {
    /// The data of an answer of this status, which is as the contract says.
    pub(super) async fn data(&self, status: u16, line: &str, body: Value) -> Value {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        if let Some(operation) = operation(line) {
            holds(&operation, &answer);
        }
        answer.body["data"].clone()
    }

    /// What is read there.
    pub(super) async fn told(&self, target: &str) -> Value {
        self.data(200, &format!("GET {target}"), Value::Null).await
    }

    /// A call that is refused; `at` is how the message begins.
    pub(super) async fn refuse(&self, status: u16, at: &str, line: &str, body: Value) {
        let answer = self.call(line, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["statusCode"]),
            (status, &json!(status)),
            "{line}: {}",
            answer.body
        );
        let message = answer.body["message"].as_str().unwrap();
        assert!(message.starts_with(at) && answer.body["data"].is_null(), "{line} {at}: {message}");
        if let Some(operation) = operation(line).filter(|_| status != 405) {
            holds(&operation, &answer);
        }
    }
}

/// Programs of two tenants.
pub(super) async fn both(app: &TestApp) -> (Cobra<'_>, Cobra<'_>) {
    app.staff("home").await;
    app.staff("other").await;
    (app.cobra("home").await, app.cobra("other").await)
}

fn acme() -> Value {
    json!({
        "name": "Acme GmbH", "website": "https://www.acme.example/start", "vatId": "DE123456789", "customerNumber": "K-7",
        "socialMedias": [{ "type": "LinkedIn", "link": "https://www.linkedin.com/company/acme" }],
        "legalForm": "GmbH", "industrySector": "Anvils", "numberOfEmployees": "50-100", "numberOfCustomers": "1",
        "referenceNumbers": [{ "type": "HRB", "number": "12345 B" }], "tags": [{ "text": "VIP" }]
    })
}

#[tokio::test]
async fn a_company_is_an_organization_of_ours() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let made = client.data(201, &format!("POST {COMPANIES}"), acme()).await;
    let id = made["id"].as_str().unwrap().to_owned();
    assert!(id.len() == 24 && id.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let address = format!("{COMPANIES}/{id}");
    let read = client.told(&address).await;
    assert_eq!(read, made);
    for (name, said) in acme().as_object().unwrap().iter().filter(|(name, _)| *name != "tags") {
        assert_eq!(read.get(name), Some(said), "{name}");
    }
    assert_eq!((&read["tags"][0]["text"], &read["domain"]), (&json!("VIP"), &json!("acme.example")));
    assert!(read["dateCreated"].as_str().unwrap().ends_with('Z') && read["createdBy"].is_string());

    let found = app.get("/crm/home/organizations?q=acme", &staff).await.body;
    let home = format!("/crm/home/organizations/{}", found["items"][0]["id"].as_str().unwrap());
    let record = app.get(&home, &staff).await.body;
    let organization = record["content"].clone();
    assert_eq!((&organization["vat_number"], &organization["tags"]), (&json!("DE123456789"), &json!(["VIP"])));

    // What staff change is read next; what a client has said and they have not touched comes back.
    let mut changed = organization.clone();
    changed["name"] = json!("Acme AG");
    changed["note"] = json!("Pays late");
    let version = format!("\"{}\"", record["version"]);
    let answer = app.send(Method::PUT, &home, Some(&staff), changed, &[("if-match", &version)]).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    let read = client.told(&address).await;
    assert_eq!(
        (&read["name"], &read["note"]["note"], &read["legalForm"]),
        (&json!("Acme AG"), &json!("Pays late"), &json!("GmbH"))
    );
    assert_eq!(read["initials"], "AA");

    // PUT empties what it is not given, but for what has calls of its own.
    let read = client.data(200, &format!("PUT {address}"), json!({ "name": "Acme", "domain": "ACME.example" })).await;
    assert_eq!(read, client.told(&address).await);
    for gone in ["vatId", "legalForm", "socialMedias", "referenceNumbers", "customerNumber"] {
        assert!(read.get(gone).is_none(), "{gone}");
    }
    assert_eq!((&read["note"]["note"], &read["tags"][0]["text"]), (&json!("Pays late"), &json!("VIP")));
    let organization = app.get(&home, &staff).await.body["content"].clone();
    assert_eq!(organization["website"], "https://www.acme.example/start", "it is on this domain");

    client.data(200, &format!("DELETE {address}"), Value::Null).await;
    client.refuse(404, "", &format!("GET {address}"), Value::Null).await;
    client.refuse(404, "", &format!("DELETE {address}"), Value::Null).await;
    // What went can be taken out of the bin, and is the same company.
    assert_eq!(app.get("/crm/home/bin", &staff).await.status.as_u16(), 200);
}

#[tokio::test]
async fn contact_data_has_places_in_the_organization_and_keeps_its_ids() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let made = client.data(201, &format!("POST {COMPANIES}"), json!({ "name": "Acme" })).await;
    let address = format!("{COMPANIES}/{}", made["id"].as_str().unwrap());
    let organization = async || {
        let found = app.get("/crm/home/organizations?q=acme", &staff).await.body;
        let home = format!("/crm/home/organizations/{}", found["items"][0]["id"].as_str().unwrap());
        (home.clone(), app.get(&home, &staff).await.body)
    };

    let phones = format!("{address}/phones");
    let first = client.data(201, &format!("POST {phones}"), json!({ "number": "+49 30 1234" })).await;
    let fax = client.data(201, &format!("POST {phones}"), json!({ "number": "+49 30 1235", "type": "Telefax" })).await;
    let second = client
        .data(201, &format!("POST {phones}"), json!({ "number": "+49 30 1236", "isFavorite": true, "type": "Mobil" }))
        .await;
    client.data(201, &format!("POST {phones}"), json!({ "number": "ask the porter" })).await;
    let (_, record) = organization().await;
    let content = &record["content"];
    assert_eq!((&content["phone"], &content["fax"]), (&json!("+49 30 1236"), &json!("+49 30 1235")));
    let read = client.told(&address).await;
    let told = |list: &str, member: &str| -> Vec<Value> {
        read[list].as_array().unwrap().iter().map(|entry| entry[member].clone()).collect()
    };
    assert_eq!(told("phones", "number"), ["+49 30 1234", "+49 30 1235", "+49 30 1236", "ask the porter"]);
    assert_eq!(told("phones", "isFavorite"), [json!(false), json!(false), json!(true), json!(false)]);
    assert_eq!((&read["phones"][0]["id"], &read["phones"][1]["type"]), (&first["id"], &fax["type"]));

    // Staff write another number; it is the same phone.
    let (home, record) = organization().await;
    let mut changed = record["content"].clone();
    changed["phone"] = json!("+49 30 99");
    let version = format!("\"{}\"", record["version"]);
    app.send(Method::PUT, &home, Some(&staff), changed, &[("if-match", &version)]).await;
    let read = client.told(&address).await;
    assert_eq!(
        read["phones"][2],
        json!({ "id": second["id"], "isFavorite": true, "type": "Mobil", "number": "+49 30 99" })
    );

    let one = |piece: &Value| format!("{phones}/{}", piece["id"].as_str().unwrap());
    client.data(200, &format!("PUT {}", one(&first)), json!({ "number": "+49 30 1", "isFavorite": true })).await;
    let (_, record) = organization().await;
    assert_eq!(record["content"]["phone"], "+49 30 1");
    client.data(200, &format!("DELETE {}", one(&first)), Value::Null).await;
    let (_, record) = organization().await;
    assert_eq!(record["content"]["phone"], "+49 30 99", "the next one has the place");
    client.refuse(404, "", &format!("DELETE {}", one(&first)), Value::Null).await;
    let strange = format!("PUT {address}/emails/{}", fax["id"].as_str().unwrap());
    client.refuse(404, "", &strange, json!({ "mail": "a@b.example" })).await;

    let emails = format!("{address}/emails");
    let mail = json!({ "mail": "info@acme.example", "type": { "text": "Office" } });
    let made = client.data(201, &format!("POST {emails}"), mail).await;
    assert_eq!(made["type"]["text"], "Office");
    client.data(201, &format!("POST {emails}"), json!({ "mail": "press@acme.example" })).await;
    let id = made["id"].as_str().unwrap();
    client.data(200, &format!("PUT {emails}/{id}"), json!({ "mail": "hello@acme.example" })).await;
    assert_eq!(organization().await.1["content"]["email"], "hello@acme.example");
    client.data(200, &format!("DELETE {emails}/{id}"), Value::Null).await;
    let read = client.told(&address).await;
    assert_eq!(
        (&read["emails"][0]["mail"], &read["emails"][0]["isFavorite"]),
        (&json!("press@acme.example"), &json!(false))
    );

    // What comes with the company is written over the lists, by id.
    let kept = read["phones"][0].clone();
    let body = json!({ "name": "Acme", "phones": [kept, { "number": "+49 30 5", "isFavorite": true }], "emails": [] });
    let read = client.data(200, &format!("PUT {address}"), body).await;
    assert_eq!((read["phones"].as_array().unwrap().len(), &read["phones"][0]), (2, &kept));
    assert_eq!(read["emails"], json!([]));
    let content = organization().await.1["content"].clone();
    assert_eq!(
        (&content["phone"], &content["fax"], content.get("email")),
        (&json!("+49 30 5"), &json!("+49 30 1235"), None)
    );
}

#[tokio::test]
async fn one_address_is_the_seat_and_the_others_are_branches() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let organization = json!({
        "name": "Acme", "website": "https://acme.example", "address": { "street": "Allee 1", "city": "Berlin", "country_code": "DE" },
        "branches": [
            { "name": "North", "address": { "street": "Kai 3", "city": "Hamburg" }, "phone": "+49 40 12" },
            { "name": "South", "address": { "street": "Tal 5", "city": "München" } },
            { "name": "Nowhere", "phone": "+49 40 13" }
        ]
    });
    let made = app.post("/crm/home/organizations", &staff, organization).await;
    let home = format!("/crm/home/organizations/{}", made.body["result"]["id"].as_str().unwrap());
    let content = async || app.get(&home, &staff).await.body["content"].clone();
    let branches = async || {
        let content = content().await;
        let each = content["branches"].as_array().unwrap().iter();
        each.map(|branch| (branch["name"].as_str().unwrap().to_owned(), branch["address"]["city"].clone()))
            .collect::<Vec<_>>()
    };
    let found = client.told(&format!("{COMPANIES}/domain/acme.example")).await;
    let address = format!("{COMPANIES}/{}", found["id"].as_str().unwrap());
    let read = client.told(&address).await;
    assert_eq!(read, found, "ids stay");
    let addresses = read["addresses"].as_array().unwrap().clone();
    let cities: Vec<&str> = addresses.iter().map(|address| address["city"].as_str().unwrap()).collect();
    assert_eq!(cities, ["Berlin", "Hamburg", "München"], "a branch without an address has none");
    assert_eq!((&addresses[0]["isFavorite"], &addresses[1]["isFavorite"]), (&json!(true), &json!(false)));
    let id = |place: usize| addresses[place]["id"].as_str().unwrap().to_owned();

    // Another seat: the old one becomes a branch, and what else the branch has stays.
    let north = json!({ "street": "Kai 4", "city": "Hamburg", "isFavorite": true, "type": "HQ", "addressTypes": [{ "text": "Invoice" }] });
    let changed = client.data(200, &format!("PUT {address}/addresses/{}", id(1)), north).await;
    assert_eq!(
        (&changed["id"], &changed["type"], &changed["addressTypes"][0]["text"]),
        (&addresses[1]["id"], &json!("HQ"), &json!("Invoice"))
    );
    assert!(changed["addressTypes"][0]["id"].is_string());
    let now = content().await;
    assert_eq!((&now["address"]["street"], &now["address"]["types"]), (&json!("Kai 4"), &json!(["Invoice"])));
    let north = now["branches"].as_array().unwrap().iter().find(|branch| branch["name"] == "North").unwrap();
    assert_eq!((north.get("address"), &north["phone"]), (None, &json!("+49 40 12")));
    let known = branches().await;
    assert!(known.contains(&("Berlin".into(), json!("Berlin"))) && known.contains(&("South".into(), json!("München"))));

    // And back: each keeps its id, and the branch its name.
    client
        .data(
            200,
            &format!("PUT {address}/addresses/{}", id(2)),
            json!({ "street": "Tal 5", "city": "München", "isFavorite": true }),
        )
        .await;
    client
        .data(
            200,
            &format!("PUT {address}/addresses/{}", id(0)),
            json!({ "street": "Allee 1", "city": "Berlin", "isFavorite": true }),
        )
        .await;
    let read = client.told(&address).await;
    let ids: Vec<&Value> = read["addresses"].as_array().unwrap().iter().map(|address| &address["id"]).collect();
    assert_eq!(ids, addresses.iter().map(|address| &address["id"]).collect::<Vec<_>>());
    assert_eq!(content().await["address"]["city"], "Berlin");
    assert!(branches().await.contains(&("South".into(), json!("München"))));

    let new = json!({ "city": "Köln", "coordinates": { "longitude": 6.9, "latitude": 50.9 } });
    let made = client.data(201, &format!("POST {address}/addresses"), new).await;
    assert!(branches().await.contains(&("Köln".into(), json!("Köln"))));
    for gone in [id(1), id(2), made["id"].as_str().unwrap().to_owned()] {
        client.data(200, &format!("DELETE {address}/addresses/{gone}"), Value::Null).await;
    }
    let left: Vec<String> = branches().await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(left, ["North", "Nowhere"], "those that say more than an address");
    // The favourite goes: of several none takes it over, of one that one does.
    let made = client.data(201, &format!("POST {address}/addresses"), json!({ "city": "Bonn" })).await;
    client.data(200, &format!("DELETE {address}/addresses/{}", id(0)), Value::Null).await;
    let read = client.told(&address).await;
    assert_eq!(read["addresses"], json!([{ "id": made["id"], "city": "Bonn", "isFavorite": true }]));
    assert_eq!(content().await["address"]["city"], "Bonn");
}

#[tokio::test]
async fn lists_feed_companies_and_what_was_chosen_stays() {
    let app = TestApp::new().await;
    let (client, other) = both(&app).await;
    for list in [
        "tags",
        "employeecounts",
        "customercounts",
        "legalforms",
        "referencenumbertypes",
        "industrysectors",
        "relationtypes",
        "lifecycles",
    ] {
        let line = format!("POST {SETTINGS}/{list}");
        let made = client.data(201, &line, json!([{ "text": "One" }, { "text": "Two" }, { "text": "Three" }])).await;
        let ids: Vec<&str> = made.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
        other.refuse(404, "", &format!("DELETE {SETTINGS}/{list}/{}", ids[0]), Value::Null).await;
        let entry = format!("{SETTINGS}/{list}/{}", ids[0]);
        client.data(200, &format!("DELETE {entry}"), Value::Null).await;
        client.refuse(404, "", &format!("DELETE {entry}"), Value::Null).await;
        client.data(200, &format!("DELETE {SETTINGS}/{list}"), json!([ids[1], NOBODY])).await;
        client.refuse(400, "[0].text: ", &line, json!([{ "text": "x".repeat(201) }])).await;
        client.refuse(400, "[1].text: ", &line, json!([{ "text": "a" }, {}])).await;
        client.refuse(400, "body: ", &line, json!([])).await;
        let put = client.call(&format!("PUT {SETTINGS}/{list}/{}", ids[2]), json!({ "text": "Four" })).await;
        assert_eq!(put.status.as_u16(), if list == "relationtypes" { 200 } else { 405 }, "{list}");
    }
    let types = format!("{SETTINGS}/relationtypes");
    let made = client.data(201, &format!("POST {types}"), json!([{ "text": "Supplier" }])).await;
    let supplier = format!("PUT {types}/{}", made[0]["id"].as_str().unwrap());
    let changed = client.data(200, &supplier, json!({ "text": "Customer" })).await;
    assert_eq!(changed, json!({ "id": made[0]["id"], "text": "Customer" }));
    client.refuse(400, "text: ", &supplier, json!({ "text": "Four" })).await;
    client.refuse(400, "text: ", &supplier, json!({})).await;
    other.refuse(404, "", &supplier, json!({ "text": "Mine" })).await;
    client.refuse(404, "", &format!("GET {SETTINGS}/nothing"), Value::Null).await;

    let forms = client.data(201, &format!("POST {SETTINGS}/legalforms"), json!([{ "text": "AG" }])).await;
    let body = json!({ "name": "Acme", "legalForm": { "id": forms[0]["id"] } });
    let company = client.data(201, &format!("POST {COMPANIES}"), body).await;
    assert_eq!(company["legalForm"], "AG");
    client.data(200, &format!("DELETE {SETTINGS}/legalforms"), json!([forms[0]["id"]])).await;
    let address = format!("{COMPANIES}/{}", company["id"].as_str().unwrap());
    assert_eq!(client.told(&address).await["legalForm"], "AG");
    let gone = json!({ "name": "Acme", "legalForm": { "id": forms[0]["id"] } });
    client.refuse(400, "legalForm.id: ", &format!("PUT {address}"), gone).await;

    let stages = json!([{ "text": "Lead", "color": "#ff0000" }, { "text": "Customer" }]);
    let stages = client.data(201, &format!("POST {SETTINGS}/lifecycles"), stages).await;
    for stage in [&stages[0], &stages[1], &stages[1]] {
        client.data(200, &format!("PUT {address}/lifecycle"), json!({ "lifecycleId": stage["id"] })).await;
    }
    client.data(200, &format!("DELETE {SETTINGS}/lifecycles"), json!([stages[0]["id"], stages[1]["id"]])).await;
    let read = client.told(&address).await;
    assert_eq!(
        (&read["lifecycle"]["text"], &read["lifecycleHistories"][0]["color"]),
        (&json!("Customer"), &json!("#ff0000"))
    );
    assert_eq!(read["lifecycleHistories"].as_array().unwrap().len(), 2, "what is said again is no new stage");
    for wrong in [
        json!({}),
        json!({ "lifecycleId": "x" }),
        json!({ "lifecycleId": NOBODY }),
        json!({ "lifecycleId": stages[0]["id"] }),
    ] {
        client.refuse(400, "lifecycleId: ", &format!("PUT {address}/lifecycle"), wrong).await;
    }
}

#[tokio::test]
async fn tags_notes_and_several_at_once() {
    let app = TestApp::new().await;
    let (client, other) = both(&app).await;
    let tag = client.data(201, &format!("POST {SETTINGS}/tags"), json!([{ "text": "VIP" }])).await[0].clone();
    let mut ids = Vec::new();
    for name in ["A", "B"] {
        let made = client.data(201, &format!("POST {COMPANIES}"), json!({ "name": name })).await;
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let theirs = other.data(201, &format!("POST {COMPANIES}"), json!({ "name": "C" })).await["id"].clone();
    let tags = async |id: &str| {
        let read = client.told(&format!("{COMPANIES}/{id}")).await;
        read["tags"].as_array().unwrap().iter().map(|tag| tag["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let read = client
        .data(
            200,
            &format!("PUT {COMPANIES}/{}/tags", ids[0]),
            json!([{ "id": tag["id"] }, { "text": "Old" }, { "text": "VIP" }]),
        )
        .await;
    assert_eq!(read["tags"][0], tag);
    assert_eq!(tags(&ids[0]).await, ["VIP", "Old"]);
    let all = format!("{COMPANIES}/tags");
    let add = json!({ "companyIds": ids, "tags": [{ "text": "New" }, { "text": "Old" }] });
    client.data(201, &format!("POST {all}"), add).await;
    assert_eq!(
        (tags(&ids[0]).await, tags(&ids[1]).await),
        (vec!["VIP".into(), "Old".into(), "New".into()], vec!["New".into(), "Old".into()])
    );
    let old = client.told(&format!("{COMPANIES}/{}", ids[1])).await["tags"][1]["id"].clone();
    client.data(200, &format!("DELETE {all}"), json!({ "companyIds": ids, "tagIds": [old] })).await;
    client.data(200, &format!("DELETE {all}"), json!({ "companyIds": [ids[0]], "tags": [{ "id": tag["id"] }] })).await;
    assert_eq!((tags(&ids[0]).await, tags(&ids[1]).await), (vec!["New".into()], vec!["New".into()]));
    client.data(200, &format!("PUT {COMPANIES}/{}/tags", ids[0]), json!([])).await;
    assert_eq!(tags(&ids[0]).await, Vec::<String>::new());
    // All of it or nothing.
    for wrong in [json!(NOBODY), json!("x"), theirs.clone()] {
        let body = json!({ "companyIds": [ids[0], wrong], "tags": [{ "text": "Late" }] });
        client.refuse(400, "companyIds[1]: ", &format!("POST {all}"), body).await;
    }
    assert_eq!(tags(&ids[0]).await, Vec::<String>::new());
    client.refuse(400, "companyIds: ", &format!("POST {all}"), json!({ "tags": [{ "text": "x" }] })).await;
    client.refuse(400, "tags: ", &format!("DELETE {all}"), json!({ "companyIds": ids })).await;
    client.refuse(400, "tags[0]: ", &format!("PUT {COMPANIES}/{}/tags", ids[0]), json!([{}])).await;
    let many = json!(vec![json!({ "text": "x" }); 101]);
    client.refuse(400, "tags: ", &format!("PUT {COMPANIES}/{}/tags", ids[0]), many).await;

    let note = format!("PUT {COMPANIES}/{}/note", ids[0]);
    let read = client.data(200, &note, json!({ "note": "Pays\nlate" })).await;
    assert_eq!((&read["note"]["note"], read["note"]["createdBy"].is_string()), (&json!("Pays\nlate"), true));
    assert_eq!(client.data(200, &note, json!({ "note": null })).await.get("note"), None);
    client.refuse(400, "note: ", &note, json!({ "note": "x".repeat(20_001) })).await;

    client.data(200, &format!("DELETE {COMPANIES}"), json!([ids[0], theirs, NOBODY, "x"])).await;
    client.refuse(404, "", &format!("GET {COMPANIES}/{}", ids[0]), Value::Null).await;
    client.told(&format!("{COMPANIES}/{}", ids[1])).await;
    other.told(&format!("{COMPANIES}/{}", theirs.as_str().unwrap())).await;
    client.refuse(400, "body: ", &format!("DELETE {COMPANIES}"), json!([])).await;
}

#[tokio::test]
async fn a_company_is_found_by_its_domain_in_its_own_tenant() {
    let app = TestApp::new().await;
    let (client, other) = both(&app).await;
    let post = format!("POST {COMPANIES}");
    let mailed = json!({ "name": "Mail", "emails": [{ "mail": "info@mail.example" }] });
    let mailed = client.data(201, &post, mailed).await["id"].clone();
    let acme = client.data(201, &post, acme()).await["id"].clone();
    let said = json!({ "name": "Said", "website": "https://shop.example", "domain": "bücher.example" });
    let said = client.data(201, &post, said).await["id"].clone();
    for (asked, id) in [
        ("acme.example", &acme),
        ("WWW.ACME.EXAMPLE", &acme),
        ("mail.example", &mailed),
        ("b%C3%BCcher.example", &said),
        ("xn--bcher-kva.example", &said),
        ("shop.example", &said),
    ] {
        assert_eq!(&client.told(&format!("{COMPANIES}/domain/{asked}")).await["id"], id, "{asked}");
        other.refuse(404, "", &format!("GET {COMPANIES}/domain/{asked}"), Value::Null).await;
    }
    for nowhere in ["acme", "x.acme.example", "example", "%27%20OR%201=1", "%00", "https:%2F%2Facme.example", "..%2f"] {
        client.refuse(404, "", &format!("GET {COMPANIES}/domain/{nowhere}"), Value::Null).await;
    }
}

#[tokio::test]
async fn what_is_validated_is_not_stored() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let validate = format!("POST {COMPANIES}/validate");
    let mut body = acme();
    body["phones"] = json!([{ "number": "+49 30 1234" }]);
    let told = client.data(200, &validate, body).await;
    assert_eq!((&told["domain"], &told["initials"], told.get("id")), (&json!("acme.example"), &json!("AG"), None));
    assert_eq!((told["phones"][0].get("id"), told.get("dateCreated")), (None, None));
    assert!(told["tags"][0]["id"].is_string());
    assert_eq!(app.get("/crm/home/organizations", &staff).await.body["items"], json!([]));
    let long = "x".repeat(201);
    for (member, body) in [
        ("name", json!({})),
        ("name", json!({ "name": "  " })),
        ("name", json!({ "name": long })),
        ("vatId", json!({ "name": "x", "vatId": long })),
        ("customerNumber", json!({ "name": "x", "customerNumber": long })),
        ("website", json!({ "name": "x", "website": "javascript:alert(1)" })),
        ("domain", json!({ "name": "x", "domain": "no domain" })),
        ("legalForm", json!({ "name": "x", "legalForm": long })),
        ("industrySector.id", json!({ "name": "x", "industrySector": { "id": NOBODY } })),
        ("referenceNumbers[0].number", json!({ "name": "x", "referenceNumbers": [{}] })),
        ("socialMedias[0].link", json!({ "name": "x", "socialMedias": [{ "type": "X" }] })),
        ("tags[0]", json!({ "name": "x", "tags": [{ "text": long }] })),
        ("phones[0].number", json!({ "name": "x", "phones": [{}] })),
        ("emails[0].mail", json!({ "name": "x", "emails": [{ "mail": "a\u{1}@b.example" }] })),
        ("addresses[0].countryCode", json!({ "name": "x", "addresses": [{ "countryCode": "Germany" }] })),
        (
            "addresses[0].coordinates",
            json!({ "name": "x", "addresses": [{ "coordinates": { "longitude": 0, "latitude": 91 } }] }),
        ),
        ("lifecycleId", json!({ "name": "x", "lifecycle": { "lifecycleId": "x" } })),
        ("body", json!({ "name": "x", "phones": vec![json!({ "number": "123" }); 101] })),
        ("body", json!({ "name": 1 })),
        ("body", json!(["x"])),
        ("body", Value::Null),
    ] {
        client.refuse(400, &format!("{member}: "), &validate, body.clone()).await;
        client.refuse(400, &format!("{member}: "), &format!("POST {COMPANIES}"), body).await;
    }
    assert_eq!(app.get("/crm/home/organizations", &staff).await.body["items"], json!([]));
}

#[tokio::test]
async fn tenants_do_not_see_each_other() {
    let app = TestApp::new().await;
    let (client, other) = both(&app).await;
    let mut body = acme();
    body["phones"] = json!([{ "number": "+49 30 1234" }]);
    body["emails"] = json!([{ "mail": "a@acme.example" }]);
    body["addresses"] = json!([{ "city": "Berlin" }]);
    let made = client.data(201, &format!("POST {COMPANIES}"), body).await;
    let address = format!("{COMPANIES}/{}", made["id"].as_str().unwrap());
    let piece = |list: &str| format!("{address}/{list}/{}", made[list][0]["id"].as_str().unwrap());
    for (line, body) in [
        (format!("GET {address}"), Value::Null),
        (format!("PUT {address}"), json!({ "name": "Mine" })),
        (format!("PUT {address}/note"), json!({ "note": "Mine" })),
        (format!("PUT {address}/tags"), json!([])),
        (format!("PUT {address}/lifecycle"), json!({ "lifecycleId": NOBODY })),
        (format!("POST {address}/phones"), json!({ "number": "123" })),
        (format!("POST {address}/emails"), json!({ "mail": "x@y.example" })),
        (format!("POST {address}/addresses"), json!({ "city": "Bonn" })),
        (format!("PUT {}", piece("phones")), json!({ "number": "123" })),
        (format!("DELETE {}", piece("phones")), Value::Null),
        (format!("DELETE {}", piece("emails")), Value::Null),
        (format!("DELETE {}", piece("addresses")), Value::Null),
        (format!("DELETE {address}"), Value::Null),
    ] {
        other.refuse(404, "", &line, body).await;
    }
    assert_eq!(client.told(&address).await, made);
    // A piece of one company is none of another's.
    let second = client.data(201, &format!("POST {COMPANIES}"), json!({ "name": "Second" })).await;
    let stolen = piece("phones").replace(made["id"].as_str().unwrap(), second["id"].as_str().unwrap());
    client.refuse(404, "", &format!("DELETE {stolen}"), Value::Null).await;
    for (line, allowed) in [
        (format!("PATCH {COMPANIES}"), "POST, DELETE"),
        (format!("PATCH {address}"), "GET, PUT, DELETE"),
        (format!("GET {address}/note"), "PUT"),
        (format!("GET {address}/phones"), "POST"),
        (format!("GET {}", piece("phones")), "PUT, DELETE"),
        (format!("GET {COMPANIES}/validate/x"), ""),
    ] {
        let answer = client.call(&line, Value::Null).await;
        let told = answer.headers.get("allow").map(|allowed| allowed.to_str().unwrap()).unwrap_or_default();
        assert_eq!((answer.status.as_u16(), told), (if allowed.is_empty() { 404 } else { 405 }, allowed), "{line}");
    }
}

#[tokio::test]
async fn the_tenant_is_told_as_it_is() {
    let app = TestApp::new().await;
    let (client, other) = both(&app).await;
    let info = client.told("/tenantinfo").await;
    let expected = json!({ "tenantId": app.tenant("home").await, "name": "home", "contactName": "home", "email": "home@example.com" });
    assert_eq!(info, expected);
    assert_eq!(other.told("/tenantinfo").await["email"], "other@example.com");
    let plan = client.told("/tenantinfo/plan").await;
    let names: Vec<&Value> = plan["modules"].as_array().unwrap().iter().map(|module| &module["name"]).collect();
    assert!(names.contains(&&json!("Companies")) && plan["modules"][0]["functions"].is_array());
    let subscription = client.told("/tenantinfo/subscription").await;
    assert_eq!((&subscription["numberOfUsers"], &subscription["validTo"]), (&json!(1), &Value::Null));
    client.refuse(404, "", "GET /tenantinfo/other", Value::Null).await;
    client.refuse(405, "", "POST /tenantinfo", Value::Null).await;
}
