//! ONLYOFFICE: lists, searches, and what deletes.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Client;
use super::onlyoffice::CONTACT;
use crate::test_app::TestApp;

/// The names of those that a filter finds.
async fn names(client: &Client<'_>, query: &str) -> Vec<String> {
    let found = client.asked("listContacts", 200, &format!("GET {CONTACT}/filter?{query}"), Value::Null).await;
    found.as_array().unwrap().iter().map(|one| one["displayName"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn contacts_are_narrowed_sorted_and_paged() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let ann = client.person("Ann", "Zeta").await;
    let ben = client.person("Ben", "Alpha").await;
    let acme = client.company("ACME").await;
    let manager = "9924256a-739c-462b-af15-e652a3b1b6eb";
    client
        .asked(
            "setAccess",
            200,
            &format!("PUT {CONTACT}/{ann}/access"),
            json!({ "isShared": true, "managerList": [manager] }),
        )
        .await;
    client.asked("setStatus", 200, &format!("PUT {CONTACT}/{ben}/status"), json!({ "contactStatusid": 3 })).await;
    for (id, tag) in [(ann, "vip"), (ben, "vip"), (ben, "new"), (acme, "new")] {
        client.asked("addTag", 201, &format!("POST {CONTACT}/{id}/tag"), json!({ "tagName": tag })).await;
    }
    let upper = format!("responsibleid={}", manager.to_uppercase());
    for (query, found) in [
        ("", vec!["ACME", "Ben Alpha", "Ann Zeta"]),
        ("sortOrder=ascending", vec!["ACME", "Ben Alpha", "Ann Zeta"]),
        ("sortBy=displayname", vec!["ACME", "Ann Zeta", "Ben Alpha"]),
        ("sortBy=LastName&sortOrder=descending", vec!["Ann Zeta", "Ben Alpha", "ACME"]),
        ("sortBy=Id&sortOrder=Descending", vec!["Ann Zeta", "Ben Alpha", "ACME"]),
        ("sortBy=Created&contactListView=person", vec!["Ann Zeta", "Ben Alpha"]),
        ("contactListView=Company", vec!["ACME"]),
        ("contactListView=WithOpportunity", vec![]),
        ("filterValue=zet", vec!["Ann Zeta"]),
        ("filterValue=%22", vec![]),
        ("tags=vip", vec!["Ben Alpha", "Ann Zeta"]),
        ("tags=vip&tags=NEW", vec!["Ben Alpha"]),
        ("tags=new", vec!["ACME", "Ben Alpha"]),
        ("contactStage=3", vec!["Ben Alpha"]),
        ("contactStage=0&contactListView=Person", vec!["Ann Zeta"]),
        ("contactType=2", vec![]),
        (upper.as_str(), vec!["Ann Zeta"]),
        ("isShared=true", vec!["Ann Zeta"]),
        ("isShared=FALSE", vec!["ACME", "Ben Alpha"]),
        ("fromDate=2000-01-01&toDate=2100-01-01", vec!["ACME", "Ben Alpha", "Ann Zeta"]),
        ("toDate=2000-01-01", vec![]),
    ] {
        assert_eq!(names(&client, query).await, found, "{query}");
    }
    for wrong in
        ["contactStage=x", "contactListView=Pigeon", "responsibleid=x", "isShared=perhaps", "fromDate=x", "count=x"]
    {
        client.refused("listContacts", 400, &format!("GET {CONTACT}/filter?{wrong}"), Value::Null).await;
    }
    let many = "tags=x&".repeat(3_000);
    client.refused("listContacts", 400, &format!("GET {CONTACT}/filter?{many}"), Value::Null).await;
    // The list says the tags; a contact that is read does not.
    let listed = client.asked("listContacts", 200, &format!("GET {CONTACT}/filter?filterValue=ben"), Value::Null).await;
    assert_eq!(listed[0]["tags"], json!(["vip", "new"]));
    assert!(client.contact(ben).await.get("tags").is_none());

    // `nextIndex` is one more than where the next page begins.
    let answer = client.get(&format!("{CONTACT}/filter?count=2&sortBy=Id")).await.body;
    assert_eq!((&answer["count"], &answer["total"], &answer["nextIndex"]), (&json!(2), &json!(3), &json!(3)));
    assert!(answer.get("startIndex").is_none());
    let answer = client.get(&format!("{CONTACT}/filter?count=2&startIndex=2&sortBy=Id")).await.body;
    assert_eq!(
        (&answer["count"], &answer["startIndex"], &answer["response"][0]["id"]),
        (&json!(1), &json!(2), &json!(acme))
    );
    assert!(answer.get("nextIndex").is_none());
    let answer = client.get(&format!("{CONTACT}/filter?count=5000&startIndex=-4")).await.body;
    assert_eq!((&answer["count"], &answer["total"]), (&json!(3), &json!(3)));
    let answer = client.get(&format!("{CONTACT}/filter?count=0")).await.body;
    assert_eq!((&answer["count"], &answer["nextIndex"]), (&json!(0), &json!(1)));
    let answer = client.get(&format!("{CONTACT}/filter?fields=id,%20DisplayName&count=1")).await.body;
    assert_eq!(answer["response"], json!([{ "id": acme, "displayName": "ACME" }]));
}

#[tokio::test]
async fn more_than_a_thousand_are_cut_without_a_word() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let line = format!("POST {CONTACT}/person/quick");
    for part in 0..3 {
        let data: Vec<Value> =
            (0..400).map(|n| json!({ "Key": format!("P{part}"), "Value": format!("{n}") })).collect();
        client.asked("quickCreatePersons", 201, &line, json!({ "data": data })).await;
    }
    for query in ["", "?count=5000"] {
        let answer = client.get(&format!("{CONTACT}/filter{query}")).await;
        assert_eq!(
            (answer.status, &answer.body["count"], &answer.body["total"]),
            (StatusCode::OK, &json!(1000), &json!(1200))
        );
        assert_eq!(answer.body["nextIndex"], 1001);
    }
}

#[tokio::test]
async fn people_are_found_by_what_is_known_of_them() {
    let app = TestApp::new().await;
    let client = app.onlyoffice("home").await;
    let ann = client.person("Ann", "Lee").await;
    let ben = client.person("Ben", "Annan").await;
    let acme = client.company("Annex").await;
    client
        .asked("linkPersonToCompany", 201, &format!("POST {CONTACT}/company/{acme}/person"), json!({ "personid": ben }))
        .await;
    for (id, kind, data, category, primary) in [
        (ann, "Email", "ann@example.org", "Work", true),
        (ann, "Email", "lee@example.com", "Home", false),
        (ben, "Skype", "ann.annan", "Home", false),
        (acme, "Email", "info@example.org", "Work", false),
    ] {
        let body = json!({ "infoType": kind, "data": data, "category": category, "isPrimary": primary });
        client.asked("addContactInfo", 201, &format!("POST {CONTACT}/{id}/data"), body).await;
    }
    let ids = |found: &Value| {
        let mut ids: Vec<i64> = found.as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    for (query, found) in [
        ("infoType=Email&data=EXAMPLE.org", vec![ann, acme]),
        ("infoType=1&data=ann%40example.org", vec![ann]),
        ("infoType=Email&data=example&category=0", vec![ann]),
        ("infoType=Email&data=example&isPrimary=true", vec![ann]),
        ("infoType=Email", vec![ann, acme]),
        ("infoType=Skype&data=ann", vec![ben]),
        ("infoType=Phone&data=ann", vec![]),
        ("infoType=Email&data=%25", vec![]),
    ] {
        let line = format!("GET {CONTACT}/bycontactinfo?{query}");
        assert_eq!(ids(&client.asked("findByContactInfo", 200, &line, Value::Null).await), found, "{query}");
    }
    client.refused("findByContactInfo", 400, &format!("GET {CONTACT}/bycontactinfo?data=x"), Value::Null).await;

    for (query, found) in [
        ("prefix=ann&searchType=-1", vec![ann, ben, acme]),
        ("prefix=ANN&searchType=0", vec![acme]),
        ("prefix=ann&searchType=1", vec![ann, ben]),
        ("prefix=ann&searchType=2", vec![ann]),
        ("prefix=ann&searchType=3", vec![ann, acme]),
        ("prefix=le&searchType=-1", vec![ann]),
        ("prefix=ann&searchType=-1&entityType=case&entityID=7", vec![]),
    ] {
        let line = format!("GET {CONTACT}/byprefix?{query}");
        assert_eq!(ids(&client.asked("findByPrefix", 200, &line, Value::Null).await), found, "{query}");
    }
    client.refused("findByPrefix", 400, &format!("GET {CONTACT}/byprefix?prefix=a&searchType=4"), Value::Null).await;

    for (query, found) in
        [("term=LEE", vec![ann]), ("term=example", vec![ann, acme]), ("term=annan", vec![]), ("term=", vec![])]
    {
        let line = format!("GET {CONTACT}/simple/byEmail?{query}");
        let matches = client.asked("searchByEmail", 200, &line, Value::Null).await;
        let contacts: Value = matches.as_array().unwrap().iter().map(|one| one["contact"].clone()).collect();
        assert_eq!(ids(&contacts), found, "{query}");
    }
    let one = client
        .asked("searchByEmail", 200, &format!("GET {CONTACT}/simple/byEmail?term=example&maxCount=1"), Value::Null)
        .await;
    assert_eq!(one.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn put_deletes_and_staff_can_take_it_back() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.onlyoffice("home").await;
    let (ann, ben, acme) =
        (client.person("Ann", "A").await, client.person("Ben", "B").await, client.company("ACME").await);
    let gone = client.asked("deleteContact", 200, &format!("DELETE {CONTACT}/{ann}"), Value::Null).await;
    assert_eq!(gone["firstName"], "Ann");
    client.refused("deleteContact", 404, &format!("DELETE {CONTACT}/{ann}"), Value::Null).await;
    client.refused("deleteContact", 400, &format!("DELETE {CONTACT}/0"), Value::Null).await;
    let line = format!("PUT {CONTACT}");
    client.refused("deleteContactsByIds", 400, &line, json!({})).await;
    client.refused("deleteContactsByIds", 400, &line, json!({ "contactids": "x" })).await;
    assert_eq!(client.asked("deleteContactsByIds", 200, &line, json!({ "contactids": [] })).await, json!([]));
    let gone =
        client.asked("deleteContactsByIds", 200, &line, json!({ "contactids": [ben, acme, ben, 99, 0, ann] })).await;
    assert_eq!(gone.as_array().unwrap().len(), 2, "unknown ones are passed over: {gone}");
    let bin = app.get("/crm/home/bin", &staff).await.body;
    assert_eq!(bin.as_array().unwrap().len(), 2, "each deletion is one batch: {bin}");
    let batch = bin[0]["batch"].as_str().unwrap();
    assert_eq!(app.post(&format!("/crm/home/changes/{batch}/undo"), &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(names(&client, "").await.len(), 2);

    // By a filter; and without one, of all.
    let gone = client
        .asked("deleteContactsByFilter", 200, &format!("DELETE {CONTACT}/filter?filterValue=ben"), Value::Null)
        .await;
    assert_eq!(gone.as_array().unwrap().len(), 1);
    client
        .refused("deleteContactsByFilter", 400, &format!("DELETE {CONTACT}/filter?contactStage=x"), Value::Null)
        .await;
    let gone = client.asked("deleteContactsByFilter", 200, &format!("DELETE {CONTACT}/filter"), Value::Null).await;
    assert_eq!(gone.as_array().unwrap().len(), 1);
    assert_eq!(names(&client, "").await, [""; 0]);
}
