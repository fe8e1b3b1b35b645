//! ONLYOFFICE: persons, signing in, what stands around answers.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use super::Client;
use super::contract::Contract;
use crate::test_app::{Answer, TestApp};

pub(super) const CONTACT: &str = "/api/2.0/crm/contact";

/// The contract.
pub(super) fn contract() -> Value {
    let path = format!("{}/../../tests/contracts/onlyoffice.openapi.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Holds an answer against what the contract says of this operation and this status.
pub(super) fn holds(operation: &str, answer: &Answer) {
    let contract = contract();
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
    let media_type = answer.headers["content-type"].to_str().unwrap().split(';').next().unwrap();
    let Some(mut schema) = response["content"][media_type]["schema"].as_object().cloned() else {
        // Of 503 the contract names no body.
        assert!(response["content"].is_null(), "{operation} {status} is not answered as {media_type}");
        return;
    };
    schema.insert("components".into(), contract["components"].clone());
    let validator = jsonschema::validator_for(&Value::Object(schema)).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&answer.body).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{operation} {status}: {wrong:?}\n{:#}", answer.body);
    if media_type == "application/json" {
        assert_eq!(answer.body["statusCode"], status, "{operation}");
        assert_eq!(answer.body["status"], u16::from(status >= 400), "{operation}");
    }
}

impl Client<'_> {
    /// A call that must answer so; what is in the envelope.
    pub(super) async fn asked(&self, operation: &str, status: u16, line: &str, body: Value) -> Value {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        holds(operation, &answer);
        answer.body["response"].clone()
    }

    /// A call that must be refused so.
    pub(super) async fn refused(&self, operation: &str, status: u16, line: &str, body: Value) -> Value {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        holds(operation, &answer);
        assert!(answer.body.get("response").is_none());
        answer.body["error"]["message"].clone()
    }

    /// Makes a person; answers the number.
    pub(super) async fn person(&self, first: &str, last: &str) -> i64 {
        let body = json!({ "firstName": first, "lastName": last });
        self.asked("createPerson", 201, &format!("POST {CONTACT}/person"), body).await["id"].as_i64().unwrap()
    }

    /// Makes a company; answers the number.
    pub(super) async fn company(&self, name: &str) -> i64 {
        let body = json!({ "companyName": name });
        self.asked("createCompany", 201, &format!("POST {CONTACT}/company"), body).await["id"].as_i64().unwrap()
    }

    /// Reads a contact.
    pub(super) async fn contact(&self, id: i64) -> Value {
        self.asked("getContact", 200, &format!("GET {CONTACT}/{id}"), Value::Null).await
    }
}

#[tokio::test]
async fn the_vendors_own_call_works_with_another_host_and_token() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let line = format!("POST {CONTACT}/person");
    let contract = Contract::of("onlyoffice");
    let (sample, answered) = contract.call("post", "/api/2.0/crm/contact/person");
    contract.takes("post", "/api/2.0/crm/contact/person", &sample);
    assert_eq!(client.refused("createPerson", 404, &line, sample.clone()).await, "Item not found");

    client.company("Food and Culture Project").await;
    app.sql("UPDATE dialect_numbers SET number = 1234 WHERE kind = 'organization'").await;
    let made = client.asked("createPerson", 201, &line, sample.clone()).await;
    // Every member of the vendor's own answer is there, and of its type.
    let shown = &answered["response"];
    let kind = |value: &Value| std::mem::discriminant(value);
    let parts = ["company", "createBy"].map(|part| (&shown[part], &made[part]));
    for (of_shown, of_made) in [(shown, &made)].into_iter().chain(parts) {
        for (name, value) in of_shown.as_object().unwrap() {
            // An employee's title is left out when it is empty.
            if name == "title" && of_made.get("lastName").is_none() {
                continue;
            }
            let ours = of_made.get(name).unwrap_or_else(|| panic!("{name} is missing in {of_made}"));
            assert!(value.is_null() || kind(value) == kind(ours), "{name}: {ours}");
        }
    }
    let text = json!("some text");
    assert_eq!([&made["firstName"], &made["lastName"], &made["title"], &made["about"]], [&text; 4]);
    assert_eq!(
        (&made["company"]["companyName"], &made["company"]["id"]),
        (&json!("Food and Culture Project"), &json!(1234))
    );
    assert_eq!((&made["isPrivate"], &made["isShared"], &made["shareType"]), (&json!(true), &json!(false), &json!(0)));
    assert_eq!(
        (&made["id"], &made["isCompany"], &made["displayName"]),
        (&json!(1235), &json!(false), &json!("some text some text"))
    );
    assert_eq!(made["createBy"]["displayName"], "a program");
    let created = made["created"].as_str().unwrap();
    assert!(created.len() == 28 && created.ends_with('Z') && created.as_bytes()[19] == b'.', "{created}");
    assert_eq!(client.contact(1235).await, made);

    // The same as XML, where the body is none of JSON.
    let form = "firstName=some%20text&lastName=x%3Cy&companyId=1234&managerList[]=9924256A-739C-462b-AF15-E652A3B1B6EB&shareType=ReadWrite";
    let answer = client.raw(&format!("{line}.xml"), "application/x-www-form-urlencoded", Body::from(form)).await;
    assert_eq!(
        (answer.status, answer.headers["content-type"].to_str().unwrap()),
        (StatusCode::CREATED, "text/xml; charset=utf-8")
    );
    holds("createPerson", &answer);
    let xml = answer.body.as_str().unwrap();
    assert!(xml.starts_with("<result><count>1</count><status>0</status><statusCode>201</statusCode><response><firstName>some text</firstName>\
        <lastName>x&lt;y</lastName><company><companyName>Food and Culture Project</companyName>"), "{xml}");
    assert!(
        xml.contains("<id>9924256a-739c-462b-af15-e652a3b1b6eb</id>")
            && xml.contains("<currency />")
            && xml.contains("<shareType>1</shareType>")
    );
    let json = client.call(&format!("{line}.xml"), sample).await;
    assert_eq!(json.headers["content-type"], "application/json", "JSON is answered in JSON");
    let body = "<request><firstName>Ann</firstName><lastName>A &amp; B</lastName><companyId>1234</companyId></request>";
    let answer = client.raw(&format!("{line}.json"), "text/xml", Body::from(body)).await;
    assert_eq!((answer.status, &answer.body["response"]["lastName"]), (StatusCode::CREATED, &json!("A & B")));

    let seen = app.get("/crm/home/people", &staff).await.body;
    assert_eq!(seen["total"], 4, "staff see them too: {seen}");
}

#[tokio::test]
async fn a_password_is_exchanged_for_a_token_that_is_brought_in_three_ways() {
    let app = TestApp::new().await;
    let password = app.token("home").await;
    let address = "/dialects/onlyoffice/api/2.0/authentication";
    let body = json!({ "userName": "yourusername", "password": password });
    let answer = app.send(Method::POST, address, None, body, &[]).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    holds("authenticate", &answer);
    let token = answer.body["response"]["token"].as_str().unwrap();
    assert_ne!(token, password);
    assert_eq!(answer.body["response"]["expires"].as_str().unwrap().len(), 28);
    assert!(!app.knows(token).await, "only its hash is kept");
    let list = "/dialects/onlyoffice/api/2.0/crm/contact/filter";
    let basic = |secret: &str| {
        use base64::Engine;
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("ann@example.org:{secret}")))
    };
    for header in [token.to_owned(), format!("Bearer {token}"), basic(token), basic(&password)] {
        let answer = app.send(Method::GET, list, None, Value::Null, &[("authorization", &header)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{header}");
    }
    for header in ["wrong", "Bearer wrong", "Basic wrong", "Digest x", ""] {
        let answer = app.send(Method::GET, list, None, Value::Null, &[("authorization", header)]).await;
        assert_eq!((answer.status, &answer.body), (StatusCode::UNAUTHORIZED, &json!("Unauthorized")), "{header}");
        holds("listContacts", &answer);
    }
    for body in [
        json!({}),
        json!({ "userName": "a", "password": "wrong" }),
        json!({ "password": "" }),
        json!({ "password": token }),
    ] {
        let answer = app.send(Method::POST, address, None, body, &[]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
        holds("authenticate", &answer);
    }
    app.sql("UPDATE exchanged_tokens SET expires_at = '2020-01-01T00:00:00Z'").await;
    let answer = app.send(Method::GET, list, None, Value::Null, &[("authorization", token)]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "it has ended");
}

#[tokio::test]
async fn a_person_needs_both_names_in_the_vendors_way() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let line = format!("POST {CONTACT}/person");
    for body in [
        json!({ "firstName": "  ", "lastName": "X" }),
        // The vendor fails here (500), which helps nobody.
        json!({ "lastName": "X" }),
        json!({ "firstName": "Ann" }),
        json!({ "firstName": 5, "lastName": "X" }),
        json!({ "firstName": "Ann", "lastName": "X", "shareType": "perhaps" }),
        json!({ "firstName": "Ann", "lastName": "X", "shareType": 3 }),
        json!({ "firstName": "Ann", "lastName": "X", "managerList": ["nobody"] }),
        json!({ "firstName": "Ann", "lastName": "X", "companyId": "x" }),
        json!({ "firstName": "A".repeat(300), "lastName": "X" }),
        json!({ "firstName": "Ann", "lastName": "X", "customFieldList": [[1, "a"]] }),
        json!({ "firstName": "Ann", "lastName": "X", "photo": ["a"] }),
        json!([]),
    ] {
        client.refused("createPerson", 400, &line, body).await;
    }
    for (media_type, body) in
        [("application/json", "{"), ("text/xml", "<a>"), ("text/csv", "a"), ("multipart/form-data", "x")]
    {
        let answer = client.raw(&line, media_type, Body::from(body)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{media_type}: {}", answer.body);
        holds("createPerson", &answer);
    }
    // An empty last name is taken when somebody is made, not when they are changed.
    let id =
        client.asked("createPerson", 201, &line, json!({ "firstName": " Ann ", "lastName": "" })).await["id"].clone();
    assert_eq!(client.contact(id.as_i64().unwrap()).await["displayName"], "Ann");
    let put = format!("PUT {CONTACT}/person/{id}");
    client.refused("updatePerson", 400, &put, json!({ "firstName": "Ann", "lastName": " " })).await;
    client.refused("updatePerson", 400, &put, json!({ "lastName": "X" })).await;
    let company = client.company("ACME").await;
    for (number, why) in [(99, "unknown"), (0, "none"), (company, "a company")] {
        let line = format!("PUT {CONTACT}/person/{number}");
        client.refused("updatePerson", 400, &line, json!({ "firstName": "Ann", "lastName": "X" })).await;
        assert!(!why.is_empty());
    }
    client.refused("updatePerson", 404, &put, json!({ "firstName": "Ann", "lastName": "X", "companyId": 99 })).await;
}

#[tokio::test]
async fn a_change_resets_what_it_is_not_given_and_nothing_that_the_vendor_does_not_say() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let key = app
        .person(&staff, json!({
            "name": { "given": "Ann", "family": "Lee", "honorific_prefix": "Dr." }, "gender": "F", "birthday": "1990-01-02",
            "cards": [{ "business": "X", "positions": [{ "position": "Buyer", "department": "Sales" }], "emails": [{ "address": "a@example.org" }] },
                      { "business": "Y", "emails": [{ "address": "b@example.org" }] }]
        }))
        .await;
    let company = client.company("ACME").await;
    let listed =
        client.asked("listContacts", 200, &format!("GET {CONTACT}/filter?contactListView=Person"), Value::Null).await;
    let id = listed[0]["id"].as_i64().unwrap();
    assert_eq!((&listed[0]["title"], &listed[0]["createBy"]["displayName"]), (&json!("Buyer"), &json!("home")));
    client.asked("setStatus", 200, &format!("PUT {CONTACT}/{id}/status"), json!({ "contactStatusid": 3 })).await;
    let line = format!("PUT {CONTACT}/person/{id}");
    let full = json!({
        "firstName": "Ann", "lastName": "Lee", "jobTitle": "Head", "companyId": company, "about": "Likes tea", "shareType": 2,
        "managerList": ["9924256A-739C-462b-AF15-E652A3B1B6EB"]
    });
    let said = client.asked("updatePerson", 200, &line, full).await;
    assert_eq!(
        (&said["title"], &said["company"]["id"], &said["about"]),
        (&json!("Head"), &json!(company), &json!("Likes tea"))
    );
    assert_eq!((&said["isShared"], &said["shareType"], &said["isPrivate"]), (&json!(true), &json!(2), &json!(true)));
    assert_eq!(said["accessList"][0]["id"], "9924256a-739c-462b-af15-e652a3b1b6eb");
    assert!(said.get("contactStatus").is_none(), "the status was reset: {said}");

    let said = client.asked("updatePerson", 200, &line, json!({ "firstName": "Anna", "lastName": "Lee" })).await;
    for member in ["title", "company", "contactStatus"] {
        assert!(said.get(member).is_none(), "{member}: {said}");
    }
    assert_eq!(
        (&said["about"], &said["shareType"], &said["isPrivate"]),
        (&json!(""), &json!(0), &json!(true)),
        "managers stay"
    );
    assert_eq!(said["commonData"][0]["data"], "a@example.org");
    let ours = app.get(&format!("/crm/home/people/{key}"), &staff).await.body["content"].clone();
    assert_eq!(
        (&ours["name"]["given"], &ours["name"]["honorific_prefix"], &ours["gender"]),
        (&json!("Anna"), &json!("Dr."), &json!("F"))
    );
    assert_eq!(
        (&ours["cards"][0]["positions"][0]["department"], &ours["cards"][1]["business"]),
        (&json!("Sales"), &json!("Y"))
    );
}

#[tokio::test]
async fn several_are_made_of_their_names() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let line = format!("POST {CONTACT}/person/quick");
    let data = json!({ "data": [{ "Key": "Mila", "Value": "Jansen" }, { "key": "Ben", "value": "Lee" }, { "Key": "", "Value": "X" }] });
    let made = client.asked("quickCreatePersons", 201, &line, data).await;
    assert_eq!(made.as_array().unwrap().len(), 2);
    assert_eq!(
        (&made[1]["displayName"], &made[1]["isPrivate"], &made[1]["shareType"]),
        (&json!("Ben Lee"), &json!(true), &json!(0))
    );
    for nobody in [json!({}), json!({ "data": [] }), json!({ "data": [{ "Key": "X", "Value": "" }] })] {
        let answer = client.call(&line, nobody).await;
        assert_eq!(
            (answer.status, &answer.body["response"], &answer.body["count"]),
            (StatusCode::CREATED, &json!({}), &json!(0))
        );
    }
    let made = client
        .asked(
            "quickCreateCompanies",
            201,
            &format!("POST {CONTACT}/company/quick"),
            json!({ "companyName": ["A", "", "B"] }),
        )
        .await;
    assert_eq!((made.as_array().unwrap().len(), &made[1]["isCompany"]), (2, &json!(true)));
    client.refused("quickCreateCompanies", 400, &format!("POST {CONTACT}/company/quick"), json!({})).await;
}

#[tokio::test]
async fn addresses_and_numbers_that_are_none_are_told_apart() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    client.refused("getContact", 400, &format!("GET {CONTACT}/0"), Value::Null).await;
    for number in ["1", "99999999999"] {
        client.refused("getContact", 404, &format!("GET {CONTACT}/{number}"), Value::Null).await;
    }
    for nowhere in [
        "/api/2.0/crm/contact/-1",
        "/api/2.0/crm/contact/abc",
        "/api/2.0/crm",
        "/",
        "/api/2.0/files",
        "/api/2.0/crm/contact/1/x",
    ] {
        let answer = client.get(nowhere).await;
        assert_eq!(
            (answer.status, &answer.body["error"]["message"]),
            (StatusCode::NOT_FOUND, &json!("Item not found")),
            "{nowhere}"
        );
    }
    let answer = client.call(&format!("PATCH {CONTACT}/person"), json!({})).await;
    assert_eq!((answer.status, answer.headers["allow"].to_str().unwrap()), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
    let large = Body::from(vec![b' '; 4 * 1024 * 1024]);
    let answer = client.raw(&format!("POST {CONTACT}/person"), "application/json", large).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let deep = format!("{{\"firstName\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let answer = client.raw(&format!("POST {CONTACT}/person"), "application/json", Body::from(deep)).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nobody_gets_at_the_contacts_of_another_workspace() {
    let app = TestApp::new().await;
    let (home, other) = (app.onlyoffice("home").await, app.onlyoffice("other").await);
    let id = home.person("Ann", "Lee").await;
    let data = home
        .asked(
            "addContactInfo",
            201,
            &format!("POST {CONTACT}/{id}/data"),
            json!({ "infoType": "Email", "data": "a@example.org", "category": "Work" }),
        )
        .await;
    let piece = data["id"].clone();
    let name = json!({ "firstName": "X", "lastName": "Y" });
    for (operation, status, line, body) in [
        ("getContact", 404, format!("GET {CONTACT}/{id}"), Value::Null),
        ("deleteContact", 404, format!("DELETE {CONTACT}/{id}"), Value::Null),
        ("updatePerson", 400, format!("PUT {CONTACT}/person/{id}"), name),
        ("listContactInfo", 404, format!("GET {CONTACT}/{id}/data"), Value::Null),
        ("getContactInfo", 404, format!("GET {CONTACT}/{id}/data/{piece}"), Value::Null),
        ("deleteContactInfo", 404, format!("DELETE {CONTACT}/{id}/data/{piece}"), Value::Null),
        ("addTag", 404, format!("POST {CONTACT}/{id}/tag"), json!({ "tagName": "x" })),
        ("setAccess", 404, format!("PUT {CONTACT}/{id}/access"), json!({})),
        ("setStatus", 404, format!("PUT {CONTACT}/{id}/status"), json!({ "contactStatusid": 1 })),
        ("deletePhoto", 404, format!("DELETE {CONTACT}/{id}/avatar"), Value::Null),
    ] {
        other.refused(operation, status, &line, body).await;
    }
    let nobody = json!([]);
    assert_eq!(other.asked("listContacts", 200, &format!("GET {CONTACT}/filter"), Value::Null).await, nobody);
    assert_eq!(
        other.asked("deleteContactsByIds", 200, &format!("PUT {CONTACT}"), json!({ "contactids": [id] })).await,
        nobody
    );
    assert_eq!(
        other.asked("deleteContactsByFilter", 200, &format!("DELETE {CONTACT}/filter"), Value::Null).await,
        nobody
    );
    let found = other
        .asked("findByContactInfo", 200, &format!("GET {CONTACT}/bycontactinfo?infoType=1&data=a@"), Value::Null)
        .await;
    assert_eq!(found, nobody);
    // Each workspace counts by itself, and the pieces of one are not those of the other.
    assert_eq!(other.person("Ben", "Lee").await, id);
    other.refused("getContactInfo", 400, &format!("GET {CONTACT}/{id}/data/{piece}"), Value::Null).await;
    assert_eq!(home.contact(id).await["firstName"], "Ann");
}

#[tokio::test]
async fn the_limit_is_imitated_where_it_is_asked_for() {
    let app = TestApp::configured(Config { vendor_limits: true, ..Config::default() }).await;
    let (home, other) = (app.onlyoffice("home").await, app.onlyoffice("other").await);
    let line = format!("GET {CONTACT}/data/infoType");
    // So fast that they are within ten seconds.
    for _ in 0..500 {
        assert_eq!(home.get(&format!("{CONTACT}/data/infoType")).await.status, StatusCode::OK);
    }
    let limited = home.get(&format!("{CONTACT}/data/infoType")).await;
    assert_eq!(limited.status, StatusCode::SERVICE_UNAVAILABLE, "{}", limited.body);
    holds("listInfoTypes", &limited);
    let seconds: u32 = limited.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=10).contains(&seconds));
    other.asked("listInfoTypes", 200, &line, Value::Null).await;
}
