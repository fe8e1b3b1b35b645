//! The mails by which people are invited, against a mail server of a few lines.

use axum::http::{Method, StatusCode};
use calling_card_gateway::mail::{self, Mailer};
use calling_card_gateway::state::Config;
use calling_card_gateway::store::mails;
use serde_json::{Value, json};

use super::invitations::invite;
use super::{event, put, with_form};
use crate::mail::server;
use crate::test_app::{Staff, TestApp};

async fn mailing(url: &str) -> (TestApp, Staff) {
    let mailer = Mailer::new(url, "Company <post@company.example>").unwrap();
    let app = TestApp::mailing(Config::default(), Some(mailer)).await;
    let staff = app.staff("home").await;
    (app, staff)
}

async fn first_invitation(app: &TestApp, staff: &Staff, event: &str) -> Value {
    app.get(&format!("/crm/home/events/{event}/invitations"), staff).await.body[0].clone()
}

/// Lets what waits be due.
async fn let_a_minute_pass(app: &TestApp) {
    app.sql("UPDATE mails SET next_at = '2020-01-01T00:00:00.000Z' WHERE state = 'waiting'").await;
}

#[tokio::test]
async fn an_invitation_is_mailed_once_with_its_link_in_both_languages() {
    let (url, mut told) = server("250 taken").await;
    let (app, staff) = mailing(&url).await;
    let (id, _) = with_form(&app, &staff, event(5)).await;
    let invited = invite(&app, &staff, &id).await;
    assert_eq!((&invited["mail"], invited.get("no_mail")), (&json!("waiting"), None));
    assert!(mails::claim(&app.store).await.unwrap().is_none(), "it can be taken back still");

    let mails = app.get("/crm/home/mails", &staff).await.body["mails"].clone();
    assert_eq!((mails.as_array().unwrap().len(), &mails[0]["event"], mails[0].get("draft")), (1, &json!(id), None));
    let now = format!("/crm/home/mails/{}/send", mails[0]["id"].as_str().unwrap());
    let task = tokio::spawn(mail::deliver(app.state.clone()));
    assert_eq!(app.post(&now, &staff, Value::Null).await.status, StatusCode::OK);
    let text = told.recv().await.unwrap();
    assert!(text.contains("To: m.curie@example.com") && text.contains("Subject: Invitation: Wine & cheese"), "{text}");
    // As it is written into the outbox; over the line it is encoded.
    let body = mails[0]["body"].as_str().unwrap();
    let link = invited["link"].as_str().unwrap();
    for said in ["home invites you", "home lädt Sie ein", "24 December 2124, 18:00", "24. Dezember 2124", "12 EUR"] {
        assert!(body.contains(said), "{said}: {body}");
    }
    assert_eq!(body.matches(link).count(), 2, "{body}");
    assert!(
        !body.contains("secret") && !body.contains("Marie"),
        "neither the web address, nor what may be a visitor's: {body}"
    );

    let mut shown = first_invitation(&app, &staff, &id).await;
    for _ in 0..200 {
        if shown["mail"] == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        shown = first_invitation(&app, &staff, &id).await;
    }
    assert_eq!(shown["mail"], "sent");
    task.abort();
    let again = format!("/crm/home/invitations/{}/mail", shown["invitation"]["id"].as_str().unwrap());
    for address in [&again, &now] {
        assert_eq!(app.post(address, &staff, Value::Null).await.status, StatusCode::CONFLICT, "never twice");
    }
    let_a_minute_pass(&app).await;
    assert!(mails::claim(&app.store).await.unwrap().is_none() && told.try_recv().is_err());
}

#[tokio::test]
async fn what_is_taken_back_or_answered_is_not_mailed() {
    let (app, staff) = mailing("smtp://127.0.0.1:9").await;
    let (id, form) = with_form(&app, &staff, event(5)).await;
    let invited = invite(&app, &staff, &id).await;
    let undo = async |batch: &Value| {
        let address = format!("/crm/home/changes/{}/undo", batch.as_str().unwrap());
        let undone = app.post(&address, &staff, Value::Null).await;
        assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
        undone.body["batch"].clone()
    };
    let undone = undo(&invited["batch"]).await;
    let_a_minute_pass(&app).await;
    assert!(mails::claim(&app.store).await.unwrap().is_none());
    assert_eq!(mails::seconds_until_due(&app.store).await.unwrap(), None, "nothing is waited for");
    undo(&undone).await;
    let code = invited["code"].as_str().unwrap();
    let decline = format!("/invitation/{code}/decline");
    app.send(Method::POST, &decline, None, Value::Null, &[]).await;
    assert!(mails::claim(&app.store).await.unwrap().is_none(), "who has answered");

    // A mail that invites is none of those that ask for a confirmation, and does not stand in their way.
    let record = app.get(&format!("/crm/home/inbound-sources/{form}"), &staff).await.body;
    let mut source = record["content"].clone();
    source["form"]["double_opt_in"] = serde_json::to_value(calling_card_contact::DoubleOptIn::standard()).unwrap();
    let version = format!("\"{}\"", record["version"]);
    let address = format!("/crm/home/inbound-sources/{form}");
    let changed = app.send(Method::PUT, &address, Some(&staff), source, &[("if-match", &version)]).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let values = json!({ "family_name": "Curie", "email": "m.curie@example.com" });
    let body = json!({ "values": values, "consent": true, "invitation": code });
    let sent = app.send(Method::POST, &format!("/f/{form}/submissions"), None, body, &[]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let due = mails::claim(&app.store).await.unwrap().unwrap();
    assert!(due.body.contains("/doi/"), "{}", due.body);
}

#[tokio::test]
async fn why_an_invitation_is_not_mailed_is_said_and_it_can_be_mailed_later() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, _) = with_form(&app, &staff, event(5)).await;
    let invited = invite(&app, &staff, &id).await;
    assert_eq!((invited.get("mail"), &invited["no_mail"]), (None, &json!("server")));
    let address = format!("/crm/home/invitations/{}/mail", invited["invitation"]["id"].as_str().unwrap());
    assert_eq!(app.post(&address, &staff, Value::Null).await.status, StatusCode::SERVICE_UNAVAILABLE);

    let (app, staff) = mailing("smtp://127.0.0.1:9").await;
    let other = app.staff("other").await;
    let made = app.post("/crm/home/events", &staff, event(5)).await.body;
    let id = made["result"]["id"].as_str().unwrap().to_owned();
    let nobody = app.person(&staff, json!({ "name": { "family": "Nobody" } })).await;
    let invitations = format!("/crm/home/events/{id}/invitations");
    assert_eq!(app.post(&invitations, &staff, json!({ "person": nobody })).await.status, StatusCode::CREATED);
    let why = async || first_invitation(&app, &staff, &id).await["no_mail"].clone();
    assert_eq!(why().await, "form");
    app.post(&format!("/crm/home/events/{id}/booking-form"), &staff, Value::Null).await;
    assert_eq!(why().await, "address");
    let shown = first_invitation(&app, &staff, &id).await;
    let address = format!("/crm/home/invitations/{}/mail", shown["invitation"]["id"].as_str().unwrap());
    let refused = app.post(&address, &staff, Value::Null).await;
    assert_eq!(refused.body["errors"], json!([{ "field": "/email", "code": "required" }]));
    let mut hidden = event(5);
    hidden["published"] = json!(false);
    put(&app, &staff, &id, 1, hidden).await;
    assert_eq!(
        (why().await, app.post(&address, &staff, Value::Null).await.status),
        (json!("form"), StatusCode::CONFLICT)
    );
    put(&app, &staff, &id, 2, event(5)).await;

    let person = format!("/crm/home/people/{nobody}");
    let known =
        json!({ "name": { "family": "Nobody" }, "cards": [{ "emails": [{ "address": "nobody@example.com" }] }] });
    let written = app.send(Method::PUT, &person, Some(&staff), known, &[("if-match", "\"1\"")]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let shown = first_invitation(&app, &staff, &id).await;
    assert_eq!((shown.get("mail"), shown.get("no_mail")), (None, None), "{shown}");
    assert_eq!(app.post(&address, &other, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&address, &staff, Value::Null).await.status, StatusCode::OK);
    let due = mails::claim(&app.store).await.unwrap().unwrap();
    assert_eq!(due.address, "nobody@example.com");

    // Who is erased is known to no mail.
    let erased = app.post(&format!("{person}/erase"), &staff, json!({ "name": "Nobody" })).await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.body);
    assert!(!app.knows("nobody@example.com").await);
    assert_eq!(app.get("/crm/home/mails", &staff).await.body["mails"], json!([]));
}
