//! ONLYOFFICE: contact data, one by one and together.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::onlyoffice::CONTACT;
use crate::test_app::TestApp;

#[tokio::test]
async fn a_piece_is_added_read_changed_and_deleted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let id = client.person("Ann", "Lee").await;
    let data = format!("{CONTACT}/{id}/data");
    let new = json!({ "infoType": "Email", "data": "mila@example.org", "isPrimary": true, "category": "Work" });
    let mail = client.asked("addContactInfo", 201, &format!("POST {data}"), new).await;
    let number = mail["id"].clone();
    let expected = json!({ "infoType": 1, "category": 1, "data": "mila@example.org", "categoryName": "Work", "isPrimary": true, "id": number });
    assert_eq!(mail, expected);
    let one = format!("{data}/{number}");
    assert_eq!(client.asked("getContactInfo", 200, &format!("GET {one}"), Value::Null).await, expected);
    for (kind, word, category) in
        [("0", "+31 20 123456", "Mobile"), ("skype", "mila.j", "Home"), ("website", "example.org/mila", "Other")]
    {
        let new = json!({ "infoType": kind, "data": word, "category": category });
        client.asked("addContactInfo", 201, &format!("POST {data}"), new).await;
    }
    let all = client.asked("listContactInfo", 200, &format!("GET {data}"), Value::Null).await;
    let said: Vec<&str> = all.as_array().unwrap().iter().map(|piece| piece["data"].as_str().unwrap()).collect();
    assert_eq!(said, ["example.org/mila", "mila.j", "+31 20 123456", "mila@example.org"], "the newest first");

    let answer = client.get(&format!("{data}/Email")).await;
    assert_eq!((answer.status, &answer.body["response"]), (StatusCode::OK, &json!(["mila@example.org"])));
    assert_eq!(client.get(&format!("{data}/Pigeon")).await.status, StatusCode::BAD_REQUEST);

    let record = app.get("/crm/home/people", &staff).await.body["items"][0].clone();
    assert_eq!((&record["email"], &record["phone"]), (&json!("mila@example.org"), &json!("+31 20 123456")));
    let person =
        app.get(&format!("/crm/home/people/{}", record["id"].as_str().unwrap()), &staff).await.body["content"].clone();
    assert_eq!(person["cards"][0]["phones"][0]["kind"], "mobile");
    assert_eq!(person["web_addresses"][0]["url"], "http://example.org/mila");
    assert_eq!(person["social_profiles"][0], json!({ "service": "Skype", "url": "mila.j" }));

    // The category is looked at only where the kind is said as well.
    let changed = client
        .asked(
            "updateContactInfo",
            200,
            &format!("PUT {one}"),
            json!({ "data": "mila@example.net", "category": "Home" }),
        )
        .await;
    assert_eq!(
        (&changed["data"], &changed["categoryName"], &changed["id"]),
        (&json!("mila@example.net"), &json!("Work"), &number)
    );
    let change = json!({ "infoType": 1, "data": "mila@example.net", "category": "Home", "isPrimary": false });
    let changed = client.asked("updateContactInfo", 200, &format!("PUT {one}"), change).await;
    assert_eq!((&changed["categoryName"], &changed["isPrimary"]), (&json!("Home"), &json!(false)));
    // A piece of another kind keeps its number too.
    let change = json!({ "infoType": "Phone", "data": "+31 20 999999", "category": "Direct" });
    let changed = client.asked("updateContactInfo", 200, &format!("PUT {one}"), change).await;
    assert_eq!((&changed["infoType"], &changed["category"], &changed["id"]), (&json!(0), &json!(4), &number));
    assert_eq!(client.asked("deleteContactInfo", 200, &format!("DELETE {one}"), Value::Null).await, changed);
    client.refused("getContactInfo", 400, &format!("GET {one}"), Value::Null).await;
    let again = json!({ "infoType": 1, "data": "x@example.org", "category": "Other" });
    let again = client.asked("addContactInfo", 201, &format!("POST {data}"), again).await;
    assert!(again["id"].as_i64() > number.as_i64(), "no number is given twice");
    let read = client.contact(id).await;
    assert_eq!(read["commonData"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn categories_are_named_exactly_and_numbers_are_taken_in_batches() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let id = client.person("Ann", "Lee").await;
    let line = format!("POST {CONTACT}/{id}/data");
    for (what, body) in [
        ("small letters", json!({ "infoType": "Email", "data": "a@example.org", "category": "work" })),
        ("a number", json!({ "infoType": "Email", "data": "a@example.org", "category": "1" })),
        ("another kind's", json!({ "infoType": "Email", "data": "a@example.org", "category": "Fax" })),
        ("none", json!({ "infoType": "Email", "data": "a@example.org" })),
        ("no data", json!({ "infoType": "Email", "data": "", "category": "Work" })),
        ("no kind", json!({ "data": "a@example.org", "category": "Work" })),
        ("no such kind", json!({ "infoType": "Pigeon", "data": "a", "category": "Work" })),
        ("no such number", json!({ "infoType": 18, "data": "a", "category": "Work" })),
        ("too long", json!({ "infoType": "Skype", "data": "a".repeat(2_001), "category": "Work" })),
        ("no address", json!({ "infoType": "Address", "data": "Dam 1", "category": "Work" })),
    ] {
        let message = client.refused("addContactInfo", 400, &line, body).await;
        assert!(message.is_string(), "{what}");
    }
    client
        .refused(
            "addContactInfo",
            404,
            &format!("POST {CONTACT}/99/data"),
            json!({ "infoType": 1, "data": "a", "category": "Work" }),
        )
        .await;
    client
        .refused(
            "addContactInfo",
            400,
            &format!("POST {CONTACT}/0/data"),
            json!({ "infoType": 1, "data": "a", "category": "Work" }),
        )
        .await;

    let items = json!({ "items": [
        { "infoType": 1, "category": 1, "categoryName": "work", "data": "mila@example.org", "isPrimary": true },
        { "infoType": 0, "category": 3, "data": "+31 20 1", "isPrimary": false },
        { "infoType": 0, "category": 0, "data": "by pigeon" }
    ] });
    let batch = format!("{CONTACT}/{id}/batch");
    let added = client.asked("addContactInfoBatch", 201, &format!("POST {batch}"), items).await;
    assert_eq!(
        (&added[0]["categoryName"], added.as_array().unwrap().len()),
        (&json!("work"), 3),
        "as it came, with numbers"
    );
    let wrong = json!({ "items": [{ "infoType": 1, "category": 1, "data": "a@example.org" }, { "infoType": 1, "category": 9, "data": "b@example.org" }] });
    client.refused("addContactInfoBatch", 400, &format!("POST {batch}"), wrong.clone()).await;
    client.refused("replaceContactInfoBatch", 400, &format!("PUT {batch}"), wrong).await;
    let kept = client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await;
    assert_eq!(kept.as_array().unwrap().len(), 3, "whole or not at all");
    let pigeon = kept.as_array().unwrap().iter().find(|piece| piece["data"] == "by pigeon").unwrap();
    assert_eq!(pigeon["categoryName"], "Home", "what is no phone number is kept beside the record");

    let items = json!({ "items": [{ "infoType": 0, "category": 2, "data": "+31 6 1234567", "isPrimary": true }] });
    let replaced = client.asked("replaceContactInfoBatch", 200, &format!("PUT {batch}"), items).await;
    let now = client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await;
    assert_eq!((now.as_array().unwrap().len(), &now[0]["id"]), (1, &replaced[0]["id"]), "all before is deleted");
    let many: Vec<Value> = (0..301).map(|n| json!({ "infoType": 3, "category": 0, "data": format!("s{n}") })).collect();
    client.refused("addContactInfoBatch", 400, &format!("POST {batch}"), json!({ "items": many })).await;
    client.asked("replaceContactInfoBatch", 200, &format!("PUT {batch}"), json!({})).await;
    assert_eq!(client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await, json!([]));
}

#[tokio::test]
async fn addresses_are_objects_or_json_text() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let id = client.person("Ann", "Lee").await;
    let address = json!({ "address": { "street": "Dam 1", "city": "Amsterdam", "zip": "1012 JS", "country": "Netherlands", "category": 5, "isPrimary": true } });
    let made = client.asked("addAddress", 201, &format!("POST {CONTACT}/{id}/addressdata"), address).await;
    assert_eq!(
        (&made["infoType"], &made["categoryName"], &made["isPrimary"]),
        (&json!(7), &json!("Work"), &json!(true))
    );
    let text: Value = serde_json::from_str(made["data"].as_str().unwrap()).unwrap();
    assert_eq!((&text["street"], &text["city"]), (&json!("Dam 1"), &json!("Amsterdam")));
    let read = client.contact(id).await;
    assert_eq!(read["addresses"][0]["street"], "Dam 1");
    assert!(read.get("commonData").is_none(), "addresses are not among it");
    let seen = app.get("/crm/home/people", &staff).await.body;
    assert_eq!(seen["items"][0]["city"], "Amsterdam");

    let one = format!("{CONTACT}/{id}/addressdata/{}", made["id"]);
    let changed = client
        .asked("updateAddress", 200, &format!("PUT {one}"), json!({ "address": { "street": "Dam 2", "category": 3 } }))
        .await;
    assert_eq!(
        (&changed["id"], &changed["categoryName"], &changed["isPrimary"]),
        (&made["id"], &json!("Billing"), &json!(false))
    );
    for (status, line, body) in [
        (400, format!("PUT {one}"), json!({})),
        (400, format!("PUT {one}"), json!({ "address": "Dam 1" })),
        (400, format!("PUT {one}"), json!({ "address": { "category": 6 } })),
        (400, format!("PUT {CONTACT}/{id}/addressdata/99"), json!({ "address": { "street": "x" } })),
        (404, format!("PUT {CONTACT}/99/addressdata/1"), json!({ "address": { "street": "x" } })),
    ] {
        client.refused("updateAddress", status, &line, body).await;
    }
    // As text, with what the client has between its members.
    let said = r#"{"street": "Rue 1",  "country": "France"}"#;
    let new = json!({ "infoType": "Address", "data": said, "category": "Postal" });
    let made = client.asked("addContactInfo", 201, &format!("POST {CONTACT}/{id}/data"), new).await;
    assert_eq!((&made["data"], &made["category"]), (&json!(said), &json!(1)), "as it was said");
}

#[tokio::test]
async fn what_staff_change_is_what_counts_and_numbers_stay() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let key = app
        .person(&staff, json!({ "name": { "given": "Ann", "family": "Lee" }, "cards": [{ "emails": [{ "address": "a@example.org", "place": "work" }, { "address": "b@example.org" }] }] }))
        .await;
    let list = format!("GET {CONTACT}/filter");
    let id = client.asked("listContacts", 200, &list, Value::Null).await[0]["id"].clone();
    let before = client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await;
    assert_eq!(before.as_array().unwrap().len(), 2);
    let record = app.get(&format!("/crm/home/people/{key}"), &staff).await.body;
    let mut content = record["content"].clone();
    content["cards"][0]["emails"] =
        json!([{ "address": "b@example.org", "favourite": true, "place": "home" }, { "address": "c@example.org" }]);
    let version = format!("\"{}\"", record["version"]);
    let target = format!("/crm/home/people/{key}");
    let written = app.send(axum::http::Method::PUT, &target, Some(&staff), content, &[("if-match", &version)]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let after = client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await;
    let of = |list: &Value, data: &str| list.as_array().unwrap().iter().find(|piece| piece["data"] == data).cloned();
    let b = of(&after, "b@example.org").unwrap();
    assert_eq!(b["id"], of(&before, "b@example.org").unwrap()["id"]);
    assert_eq!((&b["isPrimary"], &b["categoryName"]), (&json!(true), &json!("Home")));
    assert!(of(&after, "a@example.org").is_none() && of(&after, "c@example.org").is_some());

    // What only stands beside the record is exported and erased with it.
    client
        .asked(
            "addContactInfo",
            201,
            &format!("POST {CONTACT}/{id}/data"),
            json!({ "infoType": 0, "data": "by pigeonpost", "category": "Home" }),
        )
        .await;
    let export = app.get(&format!("{target}/export"), &staff).await.body;
    assert!(export["beside"].to_string().contains("pigeonpost"), "{}", export["beside"]);
    assert!(app.knows("pigeonpost").await);
    let erased = app.post(&format!("{target}/erase"), &staff, json!({ "name": "Ann Lee" })).await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.body);
    assert!(!app.knows("pigeonpost").await);
    client.refused("getContact", 404, &format!("GET {CONTACT}/{id}"), Value::Null).await;
}

#[tokio::test]
async fn kinds_and_categories_are_told() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let kinds = client.asked("listInfoTypes", 200, &format!("GET {CONTACT}/data/infoType"), Value::Null).await;
    assert_eq!((kinds.as_array().unwrap().len(), &kinds[7], &kinds[17]), (18, &json!("Address"), &json!("VK")));
    for (kind, names) in [
        ("Phone", json!(["Home", "Work", "Mobile", "Fax", "Direct", "Other"])),
        ("7", json!(["Home", "Postal", "Office", "Billing", "Other", "Work"])),
        ("skype", json!(["Home", "Work", "Other"])),
    ] {
        let line = format!("GET {CONTACT}/data/{kind}/category");
        assert_eq!(client.asked("listInfoCategories", 200, &line, Value::Null).await, names, "{kind}");
    }
    client.refused("listInfoCategories", 400, &format!("GET {CONTACT}/data/pigeon/category"), Value::Null).await;
}
