//! RogerRoger: lists of people.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Client;
use super::contract::Contract;
use super::rogerroger::holds;
use crate::test_app::TestApp;

async fn names(client: &Client<'_>, query: &str) -> Vec<String> {
    let answer = client.get(&format!("/people?{query}")).await;
    holds("PersonCollection", 200, &answer);
    let members = answer.body["member"].as_array().unwrap();
    members.iter().map(|one| one["familyName"].as_str().unwrap().to_owned()).collect()
}

async fn three(client: &Client<'_>) {
    for person in [
        json!({ "familyName": "Bakker", "owner": "/users/1", "tags": ["/tags/a"], "emailAddresses": [{ "email": "B@example.org" }], "linkedinId": "bakker" }),
        json!({ "familyName": "Claes", "owner": "/users/2", "tags": ["/tags/a", "/tags/b"], "phoneNumbers": [{ "phoneNumber": "+31 20 123 45 67" }] }),
        json!({ "familyName": "Aerts", "segments": ["/segments/s"], "archivedAt": "2025-10-01T00:00:00Z" }),
    ] {
        holds("PersonRead", 201, &client.call("POST /people", person).await);
    }
}

#[tokio::test]
async fn every_filter_narrows_the_list() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    three(&client).await;
    for (query, found) in [
        ("", vec!["Bakker", "Claes", "Aerts"]),
        ("order[familyName]=asc", vec!["Aerts", "Bakker", "Claes"]),
        ("order[familyName]=desc", vec!["Claes", "Bakker", "Aerts"]),
        ("order[createdAt]=desc", vec!["Aerts", "Claes", "Bakker"]),
        ("owner.id=1", vec!["Bakker"]),
        ("owner.id[]=1&owner.id[]=/users/2", vec!["Bakker", "Claes"]),
        ("emailAddresses.email=b@EXAMPLE.org", vec!["Bakker"]),
        ("emailAddresses.email[]=b@example.org&emailAddresses.email[]=x@example.org", vec!["Bakker"]),
        ("emailAddresses.email=example.org", vec![]),
        ("tags.id=b", vec!["Claes"]),
        ("tags.id[]=a&tags.id[]=b", vec!["Bakker", "Claes"]),
        ("tags.id=a&owner.id=2", vec!["Claes"]),
        ("segments.uuid=s", vec!["Aerts"]),
        ("segments.uuid[]=s", vec!["Aerts"]),
        ("exists[archivedAt]=true", vec!["Aerts"]),
        ("exists[archivedAt]=false", vec!["Bakker", "Claes"]),
        ("q=baKK", vec!["Bakker"]),
        ("q=%22%27*", vec![]),
        ("identifiers=bakker", vec!["Bakker"]),
        ("identifiers[]=b@example.org&identifiers[]=0031%20201234567", vec!["Bakker", "Claes"]),
        ("identifiers=020-1234567", vec!["Claes"]),
        ("identifiers=claes", vec![]),
        ("createdAt[after]=2020-01-01", vec!["Bakker", "Claes", "Aerts"]),
        ("createdAt[strictly_before]=2020-01-01T00:00:00%2B02:00", vec![]),
        ("tomorrow=1", vec!["Bakker", "Claes", "Aerts"]),
    ] {
        assert_eq!(names(&client, query).await, found, "{query}");
    }
    let first = client.get("/people").await.body["member"][0].clone();
    let made = first["createdAt"].as_str().unwrap().replace('+', "%2B");
    for (form, at) in [("after", true), ("before", true), ("strictly_after", false), ("strictly_before", false)] {
        let found = names(&client, &format!("createdAt[{form}]={made}&owner.id=1")).await;
        assert_eq!(!found.is_empty(), at, "{form} {made}");
    }
    let ids = client.get("/people?view=idx").await;
    holds("PersonCollection", 200, &ids);
    assert_eq!(ids.body["member"][0], first["id"]);
}

#[tokio::test]
async fn every_documented_parameter_is_taken() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    for name in Contract::of("rogerroger").parameters("/people") {
        let value = match name.as_str() {
            "page" | "itemsPerPage" => "2",
            "exists[archivedAt]" => "true",
            name if name.starts_with("order[") => "asc",
            name if name.starts_with("createdAt[") => "2025-10-01T09:30:00Z",
            _ => "x",
        };
        holds("PersonCollection", 200, &client.get(&format!("/people?{name}={value}")).await);
    }
}

#[tokio::test]
async fn pages_lead_from_one_to_the_next() {
    let app = TestApp::new().await;
    let client = app.rogerroger("home").await;
    for number in 0..32 {
        client.call("POST /people", json!({ "familyName": format!("Same {}", number % 2) })).await;
    }
    let (mut next, mut seen, mut pages) = (Some("/people?order%5BfamilyName%5D=asc".to_owned()), BTreeSet::new(), 0);
    while let Some(target) = next {
        // What the vendor's own client does: the address of the next page behind the host.
        let page = client.get(&target).await;
        holds("PersonCollection", 200, &page);
        assert_eq!(page.body["totalItems"], 32);
        seen.extend(page.body["member"].as_array().unwrap().iter().map(|one| one["id"].to_string()));
        next = page.body["view"]["next"].as_str().map(str::to_owned);
        pages += 1;
    }
    assert_eq!((seen.len(), pages), (32, 3));
    let page = client.get("/people?itemsPerPage=31&page=2").await.body;
    assert_eq!(page["member"].as_array().unwrap().len(), 2, "more than 30 are cut to 30");
    assert_eq!(page["view"]["previous"], "/people?itemsPerPage=30&page=1");
    assert_eq!(page["view"].get("next"), None);
    let none = client.get("/people?itemsPerPage=0").await.body;
    assert_eq!((&none["member"], &none["totalItems"]), (&json!([]), &json!(32)));
    for page in ["4000000000", "10000000000", "99999999999999999999999"] {
        let beyond = client.get(&format!("/people?page={page}")).await;
        holds("PersonCollection", 200, &beyond);
        assert_eq!((&beyond.body["member"], beyond.body["view"].get("next")), (&json!([]), None::<&Value>));
    }
}
