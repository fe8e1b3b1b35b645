//! ONLYOFFICE: companies, tags, status and access, custom fields, merging.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::onlyoffice::CONTACT;
use crate::test_app::TestApp;

#[tokio::test]
async fn companies_have_persons() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let (ann, ben) = (client.person("Ann", "A").await, client.person("Ben", "B").await);
    let body = json!({ "companyName": " Food and Culture Project ", "about": "Cooks", "personList": [ann, 99, 0], "shareType": 1 });
    let made = client.asked("createCompany", 201, &format!("POST {CONTACT}/company"), body).await;
    assert_eq!(
        (&made["companyName"], &made["personsCount"], &made["isShared"]),
        (&json!("Food and Culture Project"), &json!(1), &json!(true))
    );
    let id = made["id"].as_i64().unwrap();
    let seen = app.get("/crm/home/organizations", &staff).await.body;
    let key = seen["items"][0]["id"].as_str().unwrap();
    let organization = app.get(&format!("/crm/home/organizations/{key}"), &staff).await.body;
    assert_eq!((&organization["content"]["note"], &seen["items"][0]["people"]), (&json!("Cooks"), &json!(1)));
    assert_eq!(client.contact(ann).await["company"]["displayName"], "Food and Culture Project");

    let persons = format!("{CONTACT}/company/{id}/person");
    let linked = client.asked("linkPersonToCompany", 201, &format!("POST {persons}"), json!({ "personid": ben })).await;
    assert_eq!((&linked["id"], &linked["company"]["id"]), (&json!(ben), &json!(id)));
    let all = client.asked("listCompanyPersons", 200, &format!("GET {persons}"), Value::Null).await;
    assert_eq!((all.as_array().unwrap().len(), &all[1]["firstName"]), (2, &json!("Ben")));
    for body in [json!({ "personid": 99 }), json!({ "personid": id })] {
        client.refused("linkPersonToCompany", 404, &format!("POST {persons}"), body).await;
    }
    client.refused("linkPersonToCompany", 400, &format!("POST {persons}"), json!({})).await;
    client.refused("listCompanyPersons", 404, &format!("GET {CONTACT}/company/{ann}/person"), Value::Null).await;
    client.refused("listCompanyPersons", 400, &format!("GET {CONTACT}/company/0/person"), Value::Null).await;
    // Out of whatever company they are in.
    let other = client.company("Other").await;
    let line = format!("DELETE {CONTACT}/company/{other}/person?personid={ben}");
    assert!(client.asked("unlinkPersonFromCompany", 200, &line, Value::Null).await.get("company").is_none());
    client.refused("unlinkPersonFromCompany", 404, &format!("DELETE {persons}?personid=99"), Value::Null).await;

    let put = format!("PUT {CONTACT}/company/{id}");
    let changed = client.asked("updateCompany", 200, &put, json!({ "companyName": "FCP" })).await;
    assert_eq!(
        (&changed["companyName"], &changed["about"], &changed["shareType"]),
        (&json!("FCP"), &json!(""), &json!(0))
    );
    assert_eq!(changed["personsCount"], 1);
    for (line, body) in [
        (put.clone(), json!({ "companyName": " " })),
        (put, json!({})),
        (format!("PUT {CONTACT}/company/99"), json!({ "companyName": "X" })),
        (format!("PUT {CONTACT}/company/{ann}"), json!({ "companyName": "X" })),
    ] {
        client.refused("updateCompany", 400, &line, body).await;
    }
    client.refused("createCompany", 400, &format!("POST {CONTACT}/company"), json!({ "companyName": "" })).await;

    // What is in the bin is nobody's company.
    client.asked("deleteContact", 200, &format!("DELETE {CONTACT}/{id}"), Value::Null).await;
    assert!(client.contact(ann).await.get("company").is_none());
}

#[tokio::test]
async fn a_company_has_contact_data_of_its_own() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let id = client.company("ACME").await;
    let line = format!("POST {CONTACT}/{id}/data");
    let mut numbers = Vec::new();
    for (kind, data, category) in [
        ("Phone", "+31 20 111111", "Work"),
        ("Phone", "+31 20 222222", "Home"),
        ("Phone", "+31 20 333333", "Fax"),
        ("Email", "info@example.org", "Other"),
        ("Website", "https://example.org", "Work"),
        ("LinkedIn", "acme", "Work"),
        ("Address", r#"{"street":"Dam 1"}"#, "Billing"),
    ] {
        let said = client
            .asked("addContactInfo", 201, &line, json!({ "infoType": kind, "data": data, "category": category }))
            .await;
        assert_eq!((&said["data"], &said["categoryName"]), (&json!(data), &json!(category)), "{kind}");
        numbers.push(said["id"].clone());
    }
    let all = client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await;
    let back: Vec<Value> = all.as_array().unwrap().iter().rev().map(|piece| piece["id"].clone()).collect();
    assert_eq!(back, numbers, "also those that an organization of ours has no place for");
    for number in numbers {
        client.asked("deleteContactInfo", 200, &format!("DELETE {CONTACT}/{id}/data/{number}"), Value::Null).await;
    }
    assert_eq!(client.asked("listContactInfo", 200, &format!("GET {CONTACT}/{id}/data"), Value::Null).await, json!([]));
}

#[tokio::test]
async fn tags_are_given_taken_and_counted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let (ann, ben, acme) =
        (client.person("Ann", "A").await, client.person("Ben", "B").await, client.company("ACME").await);
    for id in [ann, ben] {
        client
            .asked(
                "linkPersonToCompany",
                201,
                &format!("POST {CONTACT}/company/{acme}/person"),
                json!({ "personid": id }),
            )
            .await;
    }
    let all = async || client.asked("listAllTags", 200, &format!("GET {CONTACT}/tag"), Value::Null).await;
    let of =
        async |id: i64| client.asked("listTagsOfContact", 200, &format!("GET {CONTACT}/{id}/tag"), Value::Null).await;
    assert_eq!(
        client.asked("createTag", 201, &format!("POST {CONTACT}/tag"), json!({ "tagName": " lonely " })).await,
        "lonely"
    );
    assert_eq!(
        client.asked("addTag", 201, &format!("POST {CONTACT}/{ann}/tag"), json!({ "tagName": "vip" })).await,
        "vip"
    );
    client.asked("addTag", 201, &format!("POST {CONTACT}/{ann}/tag"), json!({ "tagName": "VIP" })).await;
    assert_eq!(of(ann).await, json!(["vip"]));
    let body = json!({ "entityid": [ann, ben, acme], "tagName": "all" });
    client.asked("addTagToContacts", 201, &format!("POST {CONTACT}/taglist"), body).await;
    let counted = json!([{ "title": "all", "relativeItemsCount": 3 }, { "title": "lonely" }, { "title": "vip", "relativeItemsCount": 1 }]);
    assert_eq!(all().await, counted);
    // Whole or not at all.
    let body = json!({ "entityid": [ann, 99], "tagName": "half" });
    client.refused("addTagToContacts", 404, &format!("POST {CONTACT}/taglist"), body).await;
    client
        .refused("addTagToContacts", 400, &format!("POST {CONTACT}/taglist"), json!({ "entityid": [], "tagName": "x" }))
        .await;
    assert_eq!(all().await, counted);

    assert_eq!(
        client.asked("removeTag", 200, &format!("DELETE {CONTACT}/{ann}/tag?tagName=vip"), Value::Null).await,
        "vip"
    );
    client.asked("removeTag", 200, &format!("DELETE {CONTACT}/{ann}/tag"), json!({ "tagName": "unknown" })).await;
    assert_eq!(of(ann).await, json!(["all"]));
    let group = format!("/api/2.0/crm/person/{ann}/tag/group");
    client.asked("addTagToPersonGroup", 201, &format!("POST {group}"), json!({ "tagName": "team" })).await;
    for id in [ann, ben, acme] {
        assert_eq!(of(id).await, json!(["all", "team"]), "{id}");
    }
    client.asked("removeTagFromPersonGroup", 200, &format!("DELETE {group}?tagName=team"), Value::Null).await;
    assert_eq!(of(acme).await, json!(["all"]));
    client
        .refused(
            "addTagToPersonGroup",
            400,
            &format!("POST /api/2.0/crm/person/{acme}/tag/group"),
            json!({ "tagName": "x" }),
        )
        .await;

    assert_eq!(client.asked("deleteTag", 200, &format!("DELETE {CONTACT}/tag?tagName=all"), Value::Null).await, "all");
    assert_eq!(of(acme).await, json!([]));
    client.refused("deleteTag", 404, &format!("DELETE {CONTACT}/tag?tagName=all"), Value::Null).await;
    assert_eq!(app.get("/crm/home/tags", &staff).await.body, json!([]));
    for (operation, line, body) in [
        ("createTag", format!("POST {CONTACT}/tag"), json!({ "tagName": " " })),
        ("createTag", format!("POST {CONTACT}/tag"), json!({ "tagName": "x".repeat(300) })),
        ("addTag", format!("POST {CONTACT}/{ann}/tag"), json!({})),
        ("deleteTag", format!("DELETE {CONTACT}/tag"), Value::Null),
    ] {
        client.refused(operation, 400, &line, body).await;
    }
}

#[tokio::test]
async fn status_and_access_are_kept_and_hide_nothing() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let (ann, ben, acme) =
        (client.person("Ann", "A").await, client.person("Ben", "B").await, client.company("ACME").await);
    client
        .asked("linkPersonToCompany", 201, &format!("POST {CONTACT}/company/{acme}/person"), json!({ "personid": ann }))
        .await;
    let status = async |id: i64| client.contact(id).await["contactStatus"]["id"].clone();
    let set = json!({ "contactStatusid": 3 });
    assert_eq!(
        client.asked("setPersonGroupStatus", 200, &format!("PUT {CONTACT}/person/{ann}/status"), set.clone()).await["id"],
        ann
    );
    assert_eq!((status(ann).await, status(acme).await, status(ben).await), (json!(3), json!(3), Value::Null));
    client.asked("setStatus", 200, &format!("PUT {CONTACT}/{acme}/status"), json!({ "contactStatusid": 0 })).await;
    assert_eq!((status(ann).await, status(acme).await), (json!(3), Value::Null));
    client.refused("setStatus", 400, &format!("PUT {CONTACT}/{ann}/status"), json!({ "contactStatusid": -1 })).await;
    client.refused("setStatus", 400, &format!("PUT {CONTACT}/{ann}/status"), json!({})).await;
    client.refused("setPersonGroupStatus", 400, &format!("PUT {CONTACT}/person/{acme}/status"), set).await;

    let colleague = app.get("/crm/home/staff", &staff).await.body[0]["id"].clone();
    let line = format!("PUT {CONTACT}/{ann}/access");
    let body =
        json!({ "isShared": false, "managerList": [colleague, colleague, "00000000-0000-0000-0000-000000000000"] });
    let said = client.asked("setAccess", 200, &line, body).await;
    assert_eq!((&said["isPrivate"], &said["accessList"].as_array().unwrap().len()), (&json!(true), &2));
    let access = client.asked("getAccess", 200, &format!("GET {CONTACT}/{ann}/access"), Value::Null).await;
    assert_eq!((&access[0]["id"], &access[0]["displayName"]), (&colleague, &json!("home")));
    // No managers make it public again; read-only sharing cannot be set here.
    let said = client.asked("setAccess", 200, &line, json!({ "isShared": true })).await;
    assert_eq!((&said["isPrivate"], &said["shareType"], said.get("accessList")), (&json!(false), &json!(1), None));
    assert_eq!(client.asked("getAccess", 200, &format!("GET {CONTACT}/{ann}/access"), Value::Null).await, json!([]));
    client.refused("setAccess", 400, &line, json!({ "managerList": ["x"] })).await;
    client.refused("getAccess", 404, &format!("GET {CONTACT}/99/access"), Value::Null).await;
}

#[tokio::test]
async fn custom_fields_are_known_by_numbers() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    for field in [
        json!({ "key": "budget", "entity": "person", "label": { "en": "Budget" }, "kind": "text" }),
        json!({ "key": "size", "entity": "person", "label": { "en": "Size" }, "kind": "select", "options": [{ "value": "s", "label": { "en": "Small" } }, { "value": "l", "label": { "en": "Large" } }] }),
        json!({ "key": "branch", "entity": "organization", "label": { "en": "Branch" }, "kind": "text" }),
    ] {
        let made = app.post("/crm/home/custom-fields", &staff, field).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    }
    let fields = client
        .asked("listPersonCustomFields", 200, "GET /api/2.0/crm/person/customfield/definitions", Value::Null)
        .await;
    assert_eq!(fields.as_array().unwrap().len(), 2);
    assert_eq!(
        (&fields[1]["label"], &fields[1]["fieldType"], &fields[1]["mask"]),
        (&json!("Size"), &json!(2), &json!("[\"s\",\"l\"]"))
    );
    let (budget, size) = (fields[0]["id"].clone(), fields[1]["id"].clone());
    let pairs = json!([{ "Key": budget, "Value": "100" }, { "Key": size, "Value": null }, { "Key": size, "Value": "" }, { "Key": 99, "Value": "x" }]);
    let body = json!({ "firstName": "Ann", "lastName": "Lee", "customFieldList": pairs });
    let made = client.asked("createPerson", 201, &format!("POST {CONTACT}/person"), body).await;
    let id = made["id"].clone();
    assert_eq!(
        (made["customFields"].as_array().unwrap().len(), &made["customFields"][0]["fieldValue"]),
        (1, &json!("100"))
    );
    let body = json!({ "firstName": "Ann", "lastName": "Lee", "customFieldList": [{ "key": size, "value": "l" }] });
    client.asked("updatePerson", 200, &format!("PUT {CONTACT}/person/{id}"), body).await;
    let values = format!("/api/2.0/crm/person/{id}/customfield");
    let said = client.asked("listCustomFieldValues", 200, &format!("GET {values}"), Value::Null).await;
    assert_eq!(
        (&said[0]["fieldValue"], &said[1]["fieldValue"], &said[0]["entityId"]),
        (&json!("100"), &json!("l"), &id)
    );
    let set =
        client.asked("setCustomFieldValue", 201, &format!("POST {values}/{size}"), json!({ "fieldValue": "s" })).await;
    assert_eq!((&set["id"], &set["fieldValue"]), (&size, &json!("s")));
    client.asked("setCustomFieldValue", 201, &format!("POST {values}/{budget}"), json!({ "fieldValue": "" })).await;
    let said = client.asked("listCustomFieldValues", 200, &format!("GET {values}"), Value::Null).await;
    assert_eq!(said.as_array().unwrap().len(), 1);
    for (status, line, value) in [
        (400, format!("POST {values}/{size}"), json!("huge")),
        (400, format!("POST {values}/99"), json!("x")),
        (404, format!("POST /api/2.0/crm/person/99/customfield/{size}"), json!("s")),
    ] {
        client.refused("setCustomFieldValue", status, &line, json!({ "fieldValue": value })).await;
    }
    assert_eq!(
        client.asked("listCustomFieldValues", 200, "GET /api/2.0/crm/person/99/customfield", Value::Null).await,
        json!([])
    );
    client.refused("listCustomFieldValues", 400, "GET /api/2.0/crm/person/0/customfield", Value::Null).await;
}

#[tokio::test]
async fn what_is_merged_is_lost_to_nobody() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let acme = client.company("ACME").await;
    let line = format!("POST {CONTACT}/person");
    let body = json!({ "firstName": "Ann", "lastName": "Lee", "about": "Old", "jobTitle": "Buyer", "companyId": acme });
    let from = client.asked("createPerson", 201, &line, body).await["id"].as_i64().unwrap();
    let body = json!({ "firstName": "Anna", "lastName": "Lee", "jobTitle": "Head" });
    let to = client.asked("createPerson", 201, &line, body).await["id"].as_i64().unwrap();
    let mut numbers = Vec::new();
    for (id, kind, data) in [
        (from, "Email", "a@example.org"),
        (from, "Phone", "by pigeon"),
        (from, "Email", "b@example.org"),
        (to, "Email", "b@example.org"),
    ] {
        let body = json!({ "infoType": kind, "data": data, "category": "Work" });
        let piece = client.asked("addContactInfo", 201, &format!("POST {CONTACT}/{id}/data"), body).await;
        numbers.push(piece["id"].as_i64().unwrap());
    }
    client.asked("addTag", 201, &format!("POST {CONTACT}/{from}/tag"), json!({ "tagName": "vip" })).await;
    client.asked("setStatus", 200, &format!("PUT {CONTACT}/{from}/status"), json!({ "contactStatusid": 2 })).await;
    let people = app.get("/crm/home/people?sort=created", &staff).await.body;
    let key = |name: &str| {
        let found = people["items"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let note = json!({ "person": key("Ann Lee"), "title": "", "text": "A note" });
    assert_eq!(app.post("/crm/home/notes", &staff, note).await.status, StatusCode::CREATED);

    let merge = format!("PUT {CONTACT}/merge");
    for (status, body) in [
        (400, json!({ "fromcontactid": from })),
        (400, json!({ "fromcontactid": from, "tocontactid": from })),
        (400, json!({ "fromcontactid": from, "tocontactid": acme })),
        (400, json!({ "fromcontactid": 0, "tocontactid": to })),
        (404, json!({ "fromcontactid": from, "tocontactid": 99 })),
    ] {
        client.refused("mergeContacts", status, &merge, body).await;
    }
    let merged = client.asked("mergeContacts", 200, &merge, json!({ "fromcontactid": from, "tocontactid": to })).await;
    assert_eq!(
        (&merged["id"], &merged["firstName"], &merged["title"]),
        (&json!(to), &json!("Anna"), &json!("Head")),
        "its own"
    );
    assert_eq!(
        (&merged["about"], &merged["company"]["id"], &merged["contactStatus"]["id"]),
        (&json!("Old"), &json!(acme), &json!(2)),
        "the other's"
    );
    let data: Vec<(i64, &str)> = merged["commonData"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| (piece["id"].as_i64().unwrap(), piece["data"].as_str().unwrap()))
        .collect();
    assert_eq!(data.len(), 3, "{data:?}");
    assert!(
        data.contains(&(numbers[0], "a@example.org")) && data.contains(&(numbers[1], "by pigeon")),
        "moved with their numbers: {data:?}"
    );
    client.refused("getContact", 404, &format!("GET {CONTACT}/{from}"), Value::Null).await;
    let notes = app.get(&format!("/crm/home/people/{}/notes", key("Anna Lee")), &staff).await.body;
    assert_eq!(notes[0]["content"]["text"], "A note");
    let tags = client.asked("listTagsOfContact", 200, &format!("GET {CONTACT}/{to}/tag"), Value::Null).await;
    assert_eq!(tags, json!(["vip"]));

    // A company's persons become the other's.
    let other = client.company("Other").await;
    client.asked("mergeContacts", 200, &merge, json!({ "fromcontactid": acme, "tocontactid": other })).await;
    assert_eq!(client.contact(to).await["company"]["id"], other);
}
