//! Pictures of people in another CRM: given anew, refused with words at the picture, taken away.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{OtherCrm, Reply};
use crate::test_app::TestApp;

/// A picture of one pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

fn image(media_type: &str, data: &str) -> Value {
    json!({ "media_type": media_type, "data": data })
}

fn mila() -> Value {
    json!({ "name": { "given": "Mila", "family": "Jansen" } })
}

#[tokio::test]
async fn a_picture_is_given_and_taken_away_where_the_crm_takes_it_by_itself() {
    let (app, vendor) = (TestApp::new().await, TestApp::new().await);
    let (ada, bob, theirs) = (app.staff("ada").await, app.staff("bob").await, vendor.staff("vendor").await);
    let token = vendor.token("vendor").await;
    let address = format!("{}/dialects/onlyoffice", vendor.listen().await);
    let new = json!({ "system": "onlyoffice", "name": "There", "address": address, "account": "ann", "secret": token });
    let made = app.post("/connections", &ada, new).await;
    assert_eq!(made.body["areas"], json!(["custom_fields", "pictures"]), "{}", made.body);
    let person = app.post("/crm/onlyoffice/people", &ada, mila()).await;
    let picture = format!("/crm/onlyoffice/people/{}/picture", person.body["result"]["id"].as_str().unwrap());
    let known = vendor.get("/crm/home/people", &theirs).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    let there = async || {
        let record = vendor.get(&format!("/crm/home/people/{known}"), &theirs).await.body;
        record["content"]["image"].clone()
    };
    let put = async |body: Value| app.send(Method::PUT, &picture, Some(&ada), body, &[]).await;
    assert_eq!(there().await, Value::Null);
    assert_eq!(put(image("image/png", PNG)).await.status, StatusCode::OK);
    assert_eq!((&there().await["media_type"], &there().await["data"]), (&json!("image/png"), &json!(PNG)));

    // What is no picture to us goes nowhere; what is none to the CRM is refused in its words. The one that is there stays.
    let refused = put(image("text/html", PNG)).await;
    assert_eq!(
        (refused.status, &refused.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/image"))
    );
    let refused = put(image("image/png", "AAAA")).await;
    assert_eq!(refused.body["type"], "urn:calling-card:problem:crm-refused", "{}", refused.body);
    assert_eq!(refused.body["errors"][0]["field"], "/image");
    assert_eq!(there().await["data"], PNG);

    // Neither another workspace nor a stranger gives one.
    for staff in [Some(&bob), None] {
        let answer = app.send(Method::PUT, &picture, staff, image("image/png", PNG), &[]).await;
        assert!(matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED), "{}", answer.body);
    }
    let remove = async || app.send(Method::DELETE, &picture, Some(&ada), Value::Null, &[]).await.status;
    assert_eq!((remove().await, there().await), (StatusCode::OK, Value::Null));
    assert_eq!(remove().await, StatusCode::OK, "who has none is the same");
}

#[tokio::test]
async fn one_that_was_refused_on_the_way_is_given_again() {
    let ok = |response: Value| Reply::Json(200, json!({ "status": 0, "response": response }));
    let contact = json!({ "firstName": "Mila", "lastName": "Jansen", "isCompany": false, "id": 17 });
    let uploads = AtomicUsize::new(0);
    let portal = OtherCrm::new(move |asked, _| match asked.line.split('?').next().unwrap_or_default() {
        "POST /api/2.0/authentication" => ok(json!({ "token": "t" })),
        "POST /api/2.0/crm/contact/person" | "GET /api/2.0/crm/contact/17" => ok(contact.clone()),
        "GET /api/2.0/crm/contact/17/tag" => ok(json!([])),
        // The first is refused.
        "PUT /api/2.0/crm/contact/17/changephoto" if uploads.fetch_add(1, Ordering::Relaxed) == 0 => {
            Reply::Json(403, json!({ "status": 1, "error": { "message": "Too dark." } }))
        }
        "PUT /api/2.0/crm/contact/17/changephoto" => ok(json!("/storage/crm/17_200_200.jpeg")),
        _ => Reply::Json(404, Value::Null),
    })
    .await;
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = connect(&app, &ada, "onlyoffice", &portal.address).await;
    let made = app.post(&format!("/crm/{crm}/people"), &ada, mila()).await;
    let address = format!("/crm/{crm}/people/{}/picture", made.body["result"]["id"].as_str().unwrap());
    let give = async || app.send(Method::PUT, &address, Some(&ada), image("image/png", PNG), &[]).await;
    let refused = give().await;
    assert_eq!(refused.body["errors"][0]["text"], "Too dark.", "{}", refused.body);
    assert_eq!(give().await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_crm_that_keeps_none_says_so() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|_, _| Reply::Json(200, crate::other_crm::page(&[crate::other_crm::mila()]))).await;
    let id = connect(&app, &ada, "rogerroger", &crm.address).await;
    let listed = app.get(&format!("/crm/{id}/people"), &ada).await;
    let person = listed.body["items"][0]["id"].as_str().unwrap().to_owned();
    let home = app.person(&ada, mila()).await;
    for address in [format!("/crm/{id}/people/{person}/picture"), format!("/crm/home/people/{home}/picture")] {
        for method in [Method::PUT, Method::DELETE] {
            let answer = app.send(method, &address, Some(&ada), image("image/png", PNG), &[]).await;
            assert_eq!(answer.body["type"], "urn:calling-card:problem:crm-cannot", "{}", answer.body);
        }
    }
    assert_eq!(crm.asked().len(), 1, "nothing was sent");
}
