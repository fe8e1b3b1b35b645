//! What takes several calls in another CRM, over a line that is cut on the way: it ends whole, is taken back, or that is said.

use axum::http::{Method, StatusCode};
use calling_card_gateway::transfers;
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{OtherCrm, Reply};
use crate::test_app::TestApp;
use crate::transfers::wait_for;

const MADE: &str = "POST /api/2.0/crm/contact/person";
const ADDED: &str = "POST /api/2.0/crm/contact/17/data";
const DELETED: &str = "DELETE /api/2.0/crm/contact/17";

fn cut() -> Reply {
    Reply::Bytes(b"HTTP/1.1 201 Created\r\ncontent-length: 900\r\n\r\n{".to_vec())
}

fn ok(response: Value) -> Reply {
    Reply::Json(200, json!({ "status": 0, "response": response }))
}

fn refused(status: u16) -> Reply {
    Reply::Json(status, json!({ "status": 1, "error": { "message": "No." } }))
}

fn contact() -> Value {
    json!({ "firstName": "Mila", "lastName": "Jansen", "isCompany": false, "shareType": 1, "id": 17,
            "created": "2100-01-01T00:00:00.0000000Z" })
}

fn mila() -> Value {
    json!({ "name": { "given": "Mila", "family": "Jansen" }, "cards": [{ "emails": [{ "address": "mila@example.org" }] }] })
}

#[tokio::test]
async fn who_is_cut_off_on_the_way_is_taken_back_or_that_is_said() {
    // What becomes of the e-mail address, of the person's deletion, and what is said of it.
    type Case = (fn() -> Reply, fn() -> Reply, &'static str, &'static str);
    let cases: [Case; 4] = [
        (|| refused(400), || ok(contact()), "crm-refused", "/cards/0/emails/0/address"),
        (cut, || ok(contact()), "crm-unreachable", ""),
        (|| refused(500), || ok(contact()), "crm-unreachable", ""),
        (cut, || refused(403), "crm-in-doubt", ""),
    ];
    for (adding, deleting, kind, field) in cases {
        let portal = OtherCrm::new(move |asked, _| match asked.line.as_str() {
            "POST /api/2.0/authentication" => ok(json!({ "token": "t" })),
            MADE => ok(contact()),
            ADDED => adding(),
            DELETED => deleting(),
            _ => refused(404),
        })
        .await;
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let crm = connect(&app, &ada, "onlyoffice", &portal.address).await;
        let answer = app.post(&format!("/crm/{crm}/people"), &ada, mila()).await;
        assert_eq!(answer.body["type"], format!("urn:calling-card:problem:{kind}"), "{}", answer.body);
        if !field.is_empty() {
            assert_eq!(answer.body["errors"][0]["field"], field);
        }
        let counts = [MADE, ADDED, DELETED].map(|line| portal.count(line));
        assert_eq!(counts, [1, 1, 1], "{kind}");
        assert!(
            portal.asked().iter().skip(1).all(|asked| asked.head.contains("authorization: t")),
            "the token is bare"
        );
    }
}

#[tokio::test]
async fn who_was_begun_is_written_to_the_end_and_made_once() {
    // The person is made, and nobody hears of it.
    let portal = OtherCrm::new(|asked, _| match asked.line.split('?').next().unwrap_or_default() {
        "POST /api/2.0/authentication" => ok(json!({ "token": "t" })),
        MADE => cut(),
        "GET /api/2.0/crm/contact/bycontactinfo" => ok(json!([])),
        "GET /api/2.0/crm/contact/filter" => ok(json!([contact()])),
        "GET /api/2.0/crm/contact/17" => ok(contact()),
        "GET /api/2.0/crm/contact/17/data" | "GET /api/2.0/crm/contact/17/tag" => ok(json!([])),
        ADDED => ok(json!({ "id": 5 })),
        _ => refused(404),
    })
    .await;
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = connect(&app, &ada, "onlyoffice", &portal.address).await;
    let answer = app.post(&format!("/crm/{crm}/people"), &ada, mila()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!((portal.count(MADE), portal.count(ADDED)), (1, 1));
    let added = portal.asked().into_iter().find(|asked| asked.line == ADDED).unwrap().body;
    let expected = json!({ "infoType": "Email", "data": "mila@example.org", "isPrimary": true, "category": "Other" });
    assert_eq!(added, expected);
}

#[tokio::test]
async fn a_picture_goes_after_its_person_and_takes_nobody_with_it() {
    for (answering, lost) in [(200, Value::Null), (403, json!("picture"))] {
        let portal = OtherCrm::new(move |asked, _| match asked.line.split('?').next().unwrap_or_default() {
            "POST /api/2.0/authentication" => ok(json!({ "token": "t" })),
            MADE | "GET /api/2.0/crm/contact/17" => ok(contact()),
            ADDED => ok(json!({ "id": 5 })),
            "GET /api/2.0/crm/contact/17/tag" => ok(json!([])),
            "PUT /api/2.0/crm/contact/17/changephoto" if answering == 200 => ok(json!("/storage/17.png")),
            _ => refused(403),
        })
        .await;
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let crm = connect(&app, &ada, "onlyoffice", &portal.address).await;
        let mut person = mila();
        person["image"] = json!({ "media_type": "image/png", "data": "iVBORw==" });
        let batch = "01980000-0000-7000-8000-000000000001";
        let import = json!({ "batch": batch, "part": 0, "people": [{ "person": person }] });
        let taken = app.post(&format!("/crm/{crm}/people/import"), &ada, import).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
        let task = tokio::spawn(transfers::deliver(app.state.clone()));
        let report = wait_for(&app, &ada, batch, "done").await;
        assert_eq!(report["transfer"]["counts"]["done"], 1, "{report}");
        assert_eq!(report["deliveries"][0]["lost"][0]["part"], lost, "{report}");
        assert_eq!((portal.count(MADE), portal.count(DELETED)), (1, 0));
        task.abort();
    }
}

#[tokio::test]
async fn an_address_of_ones_own_is_asked_for() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let new = json!({ "system": "onlyoffice", "name": "Ours", "address": "", "account": "", "secret": "s" });
    let answer = app.send(Method::POST, "/connections", Some(&ada), new, &[]).await;
    let fields: Vec<&str> =
        answer.body["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert!(fields.contains(&"/address") && fields.contains(&"/account"), "{fields:?}");
}
