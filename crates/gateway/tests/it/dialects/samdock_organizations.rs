//! Samdock: organizations, with their logo, branches and people.

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::samdock::{PERSONS, empty, holds, refused, written};
use crate::test_app::TestApp;

const ORGANIZATIONS: &str = "/api/contacts/organizations";
/// One pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn acme() -> Value {
    json!({
        "_id": "acme", "email": "info@acme.example", "name": "Acme GmbH", "phoneNumber": "+49 30 1", "faxNumber": "+49 30 29",
        "linkedin": "https://www.linkedin.com/company/acme", "note": "Pays late", "xing": "https://www.xing.com/acme",
        "facebook": "https://www.facebook.com/acme", "twitter": "https://twitter.com/acme", "instagram": "https://www.instagram.com/acme",
        "vatRegNo": "DE123456789", "website": "https://acme.example", "logo": "https://acme.example/logo.png",
        "createdAt": "2019-08-24T14:15:22.000Z", "importID": "9",
        "address": { "street": "Allee", "number": "7a", "postcode": "10115", "city": "Berlin", "state": "Berlin", "country": "Germany" },
        "customFields": {}, "isCustomer": true, "prioritySection": ["top"]
    })
}

#[tokio::test]
async fn the_vendors_own_calls_work() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.samdock("home").await;
    let post = format!("POST {ORGANIZATIONS}");
    written(&client, &post, json!({ "name": "string" })).await;
    written(&client, &post, acme()).await;
    let address = format!("{ORGANIZATIONS}/acme");
    let read = client.get(&address).await;
    holds("Organization", &read);
    for (name, said) in acme().as_object().unwrap() {
        assert_eq!(read.body.get(name), Some(said), "{name}");
    }
    assert!(read.body["updatedAt"].as_str().unwrap().ends_with('Z'), "organizations say moments as texts");
    let list = client.get(ORGANIZATIONS).await;
    holds("Organization", &list);
    assert_eq!((list.body.as_array().unwrap().len(), &list.body[1]), (2, &read.body));
    assert_eq!(list.body[0]["isCustomer"], false);

    let found = app.get("/crm/home/organizations?q=acme", &staff).await.body;
    let home = format!("/crm/home/organizations/{}", found["items"][0]["id"].as_str().unwrap());
    let organization = app.get(&home, &staff).await.body["content"].clone();
    assert_eq!((&organization["vat_number"], &organization["customer"]), (&json!("DE123456789"), &json!(true)));

    written(&client, &format!("PATCH {address}"), json!({ "name": "Acme AG", "note": "", "website": "acme.example" }))
        .await;
    let read = client.get(&address).await.body;
    assert_eq!((&read["name"], read.get("note"), &read["website"]), (&json!("Acme AG"), None, &json!("acme.example")));
    assert_eq!((&read["vatRegNo"], &read["createdAt"]), (&json!("DE123456789"), &acme()["createdAt"]));
    holds("Activity", &client.get(&format!("{address}/activities")).await);

    refused("name", &client.call(&format!("PATCH {address}"), json!({ "vatRegNo": "1" })).await);
    refused("createdAt", &client.call(&post, json!({ "name": "x", "createdAt": "string" })).await);
    refused("faxNumber", &client.call(&post, json!({ "name": "x", "faxNumber": "no" })).await);
    refused("_id", &client.call(&post, acme()).await);
    written(&client, &format!("DELETE {ORGANIZATIONS}"), Value::Null).await;
    assert_eq!(client.get(ORGANIZATIONS).await.body.as_array().unwrap().len(), 2);
    written(&client, &format!("DELETE {ORGANIZATIONS}"), json!(["acme"])).await;
    empty(404, &client.get(&address).await);
    let id = client.get(ORGANIZATIONS).await.body[0]["_id"].as_str().unwrap().to_owned();
    written(&client, &format!("DELETE {ORGANIZATIONS}/{id}"), Value::Null).await;
    assert_eq!(client.get(ORGANIZATIONS).await.body, json!([]));
}

#[tokio::test]
async fn people_belong_to_organizations_with_a_role() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    written(&client, &format!("POST {ORGANIZATIONS}"), acme()).await;
    for id in ["ann", "bob"] {
        written(&client, &format!("POST {PERSONS}"), json!({ "_id": id, "lastName": id })).await;
    }
    let contacts = format!("{ORGANIZATIONS}/acme/contacts");
    let answer = client.call(&format!("POST {contacts}"), json!({ "personID": "ann", "role": "Boss" })).await;
    empty(201, &answer);
    empty(201, &client.call(&format!("POST {contacts}"), json!({ "personID": "ann" })).await);
    written(&client, &format!("PATCH {PERSONS}/bob"), json!({ "lastName": "bob", "employers": ["acme"] })).await;
    let read = client.get(&format!("{ORGANIZATIONS}/acme")).await;
    holds("Organization", &read);
    let mut employees: Vec<&str> =
        read.body["employees"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    employees.sort_unstable();
    assert_eq!(employees, ["ann", "bob"]);
    assert_eq!(client.get(&format!("{PERSONS}/ann")).await.body["employers"], json!(["acme"]));

    written(&client, &format!("PATCH {contacts}/bob/assignAsContactPerson"), Value::Null).await;
    written(&client, &format!("PATCH {contacts}/bob/role"), json!({ "role": "Buyer" })).await;
    written(&client, &format!("PATCH {contacts}/bob/role"), Value::Null).await;
    assert_eq!(client.get(&format!("{ORGANIZATIONS}/acme")).await.body["contactPerson"], "bob");
    let found = app.get("/crm/home/people?q=bob", &staff).await.body;
    let bob = format!("/crm/home/people/{}", found["items"][0]["id"].as_str().unwrap());
    assert_eq!(app.get(&bob, &staff).await.body["content"]["organizations"][0]["role"], "Buyer");

    refused("personID", &client.call(&format!("POST {contacts}"), json!({})).await);
    refused("personID", &client.call(&format!("POST {contacts}"), json!({ "personID": "nobody" })).await);
    for line in [
        format!("POST {ORGANIZATIONS}/none/contacts"),
        format!("PATCH {contacts}/nobody/role"),
        format!("PATCH {contacts}/nobody/assignAsContactPerson"),
        format!("DELETE {contacts}/nobody"),
    ] {
        empty(404, &client.call(&line, json!({ "personID": "ann" })).await);
    }
    for line in [format!("POST {contacts}"), format!("PATCH {contacts}/bob/role"), format!("DELETE {contacts}/bob")] {
        empty(404, &other.call(&line, json!({ "personID": "ann" })).await);
    }
    written(&client, &format!("DELETE {contacts}/bob"), Value::Null).await;
    let read = client.get(&format!("{ORGANIZATIONS}/acme")).await.body;
    assert_eq!((&read["employees"], read.get("contactPerson")), (&json!(["ann"]), None));
    empty(404, &client.call(&format!("PATCH {contacts}/bob/assignAsContactPerson"), Value::Null).await);
}

#[tokio::test]
async fn branches_have_ids_of_their_own() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, other) = (app.samdock("home").await, app.samdock("other").await);
    written(&client, &format!("POST {ORGANIZATIONS}"), acme()).await;
    let branches = format!("{ORGANIZATIONS}/acme/branches");
    let hamburg = json!({ "_id": "hh", "name": "Hamburg", "faxNumber": "+49 40 12", "address": { "street": "Kai", "number": "3", "city": "Hamburg" } });
    empty(201, &client.call(&format!("POST {branches}"), hamburg.clone()).await);
    empty(201, &client.call(&format!("POST {branches}"), json!({})).await);
    refused("_id", &client.call(&format!("POST {branches}"), hamburg).await);
    let read = client.get(&format!("{ORGANIZATIONS}/acme")).await;
    holds("Organization", &read);
    assert_eq!((read.body["branches"].as_array().unwrap().len(), &read.body["branches"][0]), (2, &json!("hh")));
    assert_eq!(client.get(ORGANIZATIONS).await.body[0]["branches"], read.body["branches"]);

    written(
        &client,
        &format!("PATCH {branches}/hh"),
        json!({ "phoneNumber": "+49 40 1", "address": { "city": "Altona" } }),
    )
    .await;
    written(&client, &format!("PATCH {branches}/hh"), Value::Null).await;
    let found = app.get("/crm/home/organizations", &staff).await.body;
    let home = format!("/crm/home/organizations/{}", found["items"][0]["id"].as_str().unwrap());
    let branch = app.get(&home, &staff).await.body["content"]["branches"][0].clone();
    assert_eq!((&branch["fax"], &branch["phone"]), (&json!("+49 40 12"), &json!("+49 40 1")));
    assert_eq!((&branch["address"]["street"], &branch["address"]["city"]), (&json!("Kai 3"), &json!("Altona")));

    refused("branches", &client.call(&format!("PATCH {branches}/hh"), json!({ "email": "x" })).await);
    for line in [
        format!("PATCH {branches}/none"),
        format!("DELETE {branches}/none"),
        format!("DELETE {ORGANIZATIONS}/none/branches/hh"),
    ] {
        empty(404, &client.call(&line, json!({ "name": "x" })).await);
    }
    empty(404, &other.call(&format!("DELETE {branches}/hh"), Value::Null).await);
    written(&client, &format!("DELETE {branches}/hh"), Value::Null).await;
    assert_eq!(client.get(&format!("{ORGANIZATIONS}/acme")).await.body["branches"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_logo_is_what_its_content_says() {
    let app = TestApp::new().await;
    let client = app.samdock("home").await;
    written(&client, &format!("POST {ORGANIZATIONS}"), json!({ "_id": "acme", "name": "Acme" })).await;
    let (logo, png) = (format!("{ORGANIZATIONS}/acme/logo"), STANDARD.decode(PNG).unwrap());
    let put = |media_type: &'static str, body: Vec<u8>| {
        let line = format!("PUT {logo}");
        let client = &client;
        async move { client.raw(&line, media_type, Body::from(body)).await }
    };
    let form = [
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.exe\"\r\ncontent-type: text/html\r\n\r\n"
            .as_slice(),
        &png,
        b"\r\n--x--\r\n",
    ]
    .concat();
    let address = format!("{ORGANIZATIONS}/acme");
    let expected = format!("data:image/png;base64,{PNG}");
    for (media_type, body) in
        [("multipart/form-data; boundary=x", form), ("image/png", png.clone()), ("text/html", png)]
    {
        empty(200, &put(media_type, body).await);
        let read = client.get(&address).await;
        holds("Organization", &read);
        assert_eq!(read.body["logo"], json!(expected), "{media_type}");
        assert_eq!(client.get(ORGANIZATIONS).await.body[0].get("logo"), None, "a list is without pictures");
        written(&client, &format!("DELETE {logo}"), Value::Null).await;
        assert_eq!(client.get(&address).await.body.get("logo"), None);
    }
    for (media_type, body) in [
        ("image/png", b"<svg onload=alert(1)>".to_vec()),
        ("image/png", Vec::new()),
        ("multipart/form-data; boundary=x", b"--x\r\n".to_vec()),
        ("multipart/form-data; boundary=x", b"--x--".to_vec()),
    ] {
        refused("file", &put(media_type, body).await);
    }
    let large = put("image/png", vec![0; 1024 * 1024 + 1]).await;
    assert_eq!(large.status, StatusCode::BAD_REQUEST);
    empty(404, &client.call(&format!("DELETE {ORGANIZATIONS}/none/logo"), Value::Null).await);
}
