//! Several gateways over one database: what one knows the others know, and what is done is done once.

use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::store::mails;
use calling_card_gateway::transfers;
use serde_json::{Value, json};

use crate::connections::connect;
use crate::forms::solve;
use crate::live::Stream;
use crate::other_crm::{OtherCrm, Reply, page};
use crate::test_app::TestApp;
use crate::transfers::{BATCH, import, named, wait_for};

const FORM: &str = "/f/home-contact/submissions";

fn submission(email: &str) -> Value {
    json!({ "values": { "family_name": "Curie", "email": email }, "consent": true, "page": "https://example.com" })
}

#[tokio::test]
async fn a_session_holds_at_all_of_them_and_ends_at_all_of_them() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let staff = app.staff("home").await;
    let person = other.person(&staff, json!({ "name": { "given": "Ada" } })).await;
    assert_eq!(app.get(&format!("/crm/home/people/{person}"), &staff).await.status, StatusCode::OK);
    assert_eq!(other.delete("/auth/session", &staff).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get(&format!("/crm/home/people/{person}"), &staff).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_sent_to_two_of_them_at_once_is_taken_in_once() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let staff = app.staff("home").await;
    let keys: Vec<String> = (0..8).map(|number| format!("key-{number}")).collect();
    for key in &keys {
        let sent = submission("marie@example.com");
        let headers = [("idempotency-key", key.as_str())];
        let (one, two) = tokio::join!(
            app.send(Method::POST, FORM, None, sent.clone(), &headers),
            other.send(Method::POST, FORM, None, sent, &headers)
        );
        assert_eq!((one.status, two.status), (StatusCode::CREATED, StatusCode::CREATED), "{} {}", one.body, two.body);
        assert_eq!(one.body, two.body, "a repeat gets the same receipt");
    }
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], keys.len());
    let else_where = other.send(Method::POST, FORM, None, submission("p@example.com"), &[("idempotency-key", "key-0")]);
    assert_eq!(else_where.await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_guesses_is_slowed_down_at_all_of_them() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    app.staff("home").await;
    let guess = async |app: &TestApp, account: &str| {
        let sent = json!({ "email": account, "password": "not this one" });
        app.send(Method::POST, "/auth/session", None, sent, &[]).await.status
    };
    for tried in 0..10 {
        let app = if tried % 2 == 0 { &app } else { &other };
        assert_eq!(guess(app, "ada@example.com").await, StatusCode::UNAUTHORIZED);
    }
    for app in [&app, &other] {
        assert_eq!(guess(app, "ada@example.com").await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(guess(app, "bob@example.com").await, StatusCode::UNAUTHORIZED, "another account is another");
    }
}

#[tokio::test]
async fn a_mail_is_taken_by_one_of_them() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    let count = 12;
    for number in 0..count {
        let sent = submission(&format!("marie{number}@example.com"));
        assert_eq!(app.send(Method::POST, FORM, None, sent, &[]).await.status, StatusCode::CREATED);
    }
    let take = async |app: &TestApp| {
        let mut taken = Vec::new();
        while let Some(due) = mails::claim(&app.store).await.unwrap() {
            taken.push(due.id.to_string());
            tokio::task::yield_now().await;
        }
        taken
    };
    let (one, two) = tokio::join!(take(&app), take(&other));
    let mut all = [one.as_slice(), two.as_slice()].concat();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), one.len() + two.len()), (count, count));
    // One that starts leaves those alone that another is at; later they are in doubt, for nobody knows.
    mails::doubt_interrupted(&other.store).await.unwrap();
    let states = async || {
        let mails = app.get("/crm/home/mails", &staff).await.body["mails"].clone();
        mails.as_array().unwrap().iter().map(|mail| mail["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(states().await.iter().all(|state| state == "sending"));
    app.sql("UPDATE mails SET next_at = '2026-01-01T00:00:00.000Z'").await;
    mails::doubt_interrupted(&other.store).await.unwrap();
    assert!(states().await.iter().all(|state| state == "in_doubt"));
}

#[tokio::test]
async fn whoever_is_on_their_way_into_another_crm_is_delivered_once() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|asked, number| match asked.line.as_str() {
        "POST /people" => {
            let mut made = asked.body.clone();
            made["id"] = json!(number.to_string());
            made["createdAt"] = json!(calling_card_gateway::clock::now().0);
            Reply::Json(201, made)
        }
        _ => Reply::Json(200, page(&[])),
    })
    .await;
    connect(&app, &ada, "rogerroger", &crm.address).await;
    let names: Vec<String> = (0..10).map(|number| format!("n{number}")).collect();
    import(&app, &ada, BATCH, 0, names.iter().map(|name| named(name)).collect()).await;
    let tasks = [&app, &other].map(|app| tokio::spawn(transfers::deliver(app.state.clone())));
    let report = wait_for(&app, &ada, BATCH, "done").await;
    assert_eq!(report["transfer"]["counts"]["done"], names.len());
    assert_eq!(crm.count("POST /people"), names.len());
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_proof_of_work_is_used_once_wherever_it_is_sent() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let staff = app.staff("home").await;
    let challenge = app.send(Method::GET, "/f/home-contact/challenge", None, Value::Null, &[]).await.body;
    let proof = solve(challenge);
    for (gateway, email) in [(&other, "marie@example.com"), (&app, "pierre@example.com")] {
        let mut sent = submission(email);
        (sent["proof"], sent["seconds"]) = (json!(proof), json!(20.0));
        assert_eq!(gateway.send(Method::POST, FORM, None, sent, &[]).await.status, StatusCode::CREATED);
    }
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let held: Vec<&Value> = drafts["items"].as_array().unwrap().iter().map(|draft| &draft["held"]).collect();
    assert_eq!(held.iter().filter(|held| held.to_string().contains("proof_used")).count(), 1, "{drafts}");
}

#[tokio::test]
async fn what_one_writes_is_heard_at_the_others_also_after_the_database_was_away() {
    let app = TestApp::new().await;
    let Some(other) = app.another().await else { return };
    let staff = app.staff("home").await;
    other.listen_to_others().await;
    let mut stream = Stream::open(&other, &staff).await;
    app.person(&staff, json!({ "name": { "given": "Ada" } })).await;
    stream.hears_news().await;
    stream.hears_nothing().await;
    // Who listens is cut off: it is told that something may have been missed, and hears again.
    app.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'").await;
    stream.hears_news().await;
    stream.hears_nothing().await;
    app.person(&staff, json!({ "name": { "given": "Bob" } })).await;
    stream.hears_news().await;
}
