//! Members of staff: invited, made, given another role, removed.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::mail::Mailer;
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::mails::{self, Outcome};
use calling_card_gateway::{AppState, serve};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::test_app::{Answer, PASSWORD, Staff, TestApp};

async fn invite(app: &TestApp, staff: &Staff, email: &str, role: &str) -> Answer {
    app.post("/members/invitations", staff, json!({ "email": email, "role": role })).await
}

fn token_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!(answer.headers["cache-control"], "no-store");
    answer.body["token"].as_str().unwrap().to_owned()
}

async fn accept(app: &TestApp, token: &str, password: &str) -> Answer {
    let user = json!({ "token": token, "name": "Ben Berger", "password": password });
    app.send(Method::POST, "/auth/invited-user", None, user, &[]).await
}

async fn welcome(app: &TestApp, token: &str) -> Answer {
    app.send(Method::POST, "/auth/welcome", None, json!({ "token": token }), &[]).await
}

async fn id_of(app: &TestApp, staff: &Staff) -> String {
    app.get("/auth/session", staff).await.body["user"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_invited_becomes_a_member_once() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let token = token_of(&invite(&app, &owner, " Ben@example.com ", "reader").await);
    assert!(!app.knows(&token).await, "of the link only its hash is kept");
    let pending = app.get("/members", &owner).await.body;
    assert_eq!(pending["mailed"], false);
    let [invitation] = pending["invitations"].as_array().unwrap().as_slice() else { unreachable!("one is pending") };
    assert_eq!(
        (&invitation["email"], &invitation["role"], &invitation["created_by"], &invitation["expired"]),
        (&json!("Ben@example.com"), &json!("reader"), &json!("home"), &json!(false))
    );
    assert_eq!(
        welcome(&app, &token).await.body,
        json!({ "workspace": "home", "email": "Ben@example.com", "role": "reader" }),
        "looking uses nothing up"
    );
    let weak = accept(&app, &token, "short").await;
    assert_eq!(weak.body["errors"], json!([{ "field": "/password", "code": "password", "min": 10 }]));
    let nameless = json!({ "token": token, "name": " ", "password": PASSWORD });
    let nameless = app.send(Method::POST, "/auth/invited-user", None, nameless, &[]).await;
    assert_eq!(nameless.body["errors"][0]["field"], "/name");
    let made = accept(&app, &token, PASSWORD).await;
    assert_eq!((made.status, &made.body["role"]), (StatusCode::OK, &json!("reader")));
    assert_eq!(made.body["user"]["email"], "Ben@example.com");
    let ben = Staff::of(&made);
    assert_eq!(app.get("/crm/home/people", &ben).await.status, StatusCode::OK);
    assert_eq!(app.get("/members", &ben).await.status, StatusCode::FORBIDDEN);
    for answer in [accept(&app, &token, PASSWORD).await, welcome(&app, &token).await] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let members = app.get("/members", &owner).await.body;
    let names: Vec<&Value> = members["members"].as_array().unwrap().iter().map(|member| &member["name"]).collect();
    assert_eq!((names, &members["invitations"]), (vec![&json!("Ben Berger"), &json!("home")], &json!([])));
}

#[tokio::test]
async fn an_invitation_is_withdrawn_replaced_and_grows_old() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let first = token_of(&invite(&app, &owner, "ben@example.com", "owner").await);
    let second = token_of(&invite(&app, &owner, "BEN@example.com", "editor").await);
    assert_eq!(accept(&app, &first, PASSWORD).await.status, StatusCode::UNAUTHORIZED, "another link was made");
    let invitations = app.get("/members", &owner).await.body["invitations"].clone();
    assert_eq!((invitations.as_array().unwrap().len(), &invitations[0]["role"]), (1, &json!("editor")));
    let address = format!("/members/invitations/{}", invitations[0]["id"].as_str().unwrap());
    let other = app.staff("other").await;
    assert_eq!(app.delete(&address, &other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.delete(&address, &owner).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.delete(&address, &owner).await.status, StatusCode::NOT_FOUND);
    assert_eq!(accept(&app, &second, PASSWORD).await.status, StatusCode::UNAUTHORIZED, "it was taken back");
    let third = token_of(&invite(&app, &owner, "ben@example.com", "editor").await);
    app.sql("UPDATE member_invitations SET expires_at = '2020-01-01T00:00:00.000Z'").await;
    assert_eq!(accept(&app, &third, PASSWORD).await.status, StatusCode::UNAUTHORIZED, "it is too old");
    assert_eq!(app.get("/members", &owner).await.body["invitations"][0]["expired"], true);
    calling_card_gateway::store::member_invitations::purge(&app.store).await.unwrap();
    assert_eq!(app.get("/members", &owner).await.body["invitations"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_invited_is_said_at_its_field() {
    let app = TestApp::new().await;
    let (owner, _) = (app.staff("home").await, app.staff("other").await);
    let wrong = invite(&app, &owner, "nobody", "reader").await;
    assert_eq!(wrong.body["errors"], json!([{ "field": "/email", "code": "email" }]));
    let known = invite(&app, &owner, "HOME@example.com", "reader").await;
    assert_eq!(known.body["errors"], json!([{ "field": "/email", "code": "taken" }]));
    assert_eq!(invite(&app, &owner, "a@example.com", "king").await.status, StatusCode::BAD_REQUEST);
    // That somebody has an account elsewhere, an owner here is not told; who has the link is.
    let token = token_of(&invite(&app, &owner, "other@example.com", "reader").await);
    let taken = accept(&app, &token, PASSWORD).await;
    assert_eq!(taken.body["errors"], json!([{ "field": "/email", "code": "taken" }]));
    assert_eq!(welcome(&app, &token).await.status, StatusCode::OK, "the link still holds");
}

#[tokio::test]
async fn there_is_always_an_owner() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let me = format!("/members/{}", id_of(&app, &owner).await);
    let role = |role: &str| json!({ "role": role });
    for answer in [app.send(Method::PUT, &me, Some(&owner), role("editor"), &[]).await, app.delete(&me, &owner).await] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.body["type"], "urn:calling-card:problem:last-owner");
    }
    assert_eq!(app.send(Method::PUT, &me, Some(&owner), role("owner"), &[]).await.status, StatusCode::OK);
    let ben = app.member("home", "ben", Role::Editor).await;
    assert_eq!(app.delete(&me, &owner).await.status, StatusCode::CONFLICT, "an editor is no owner");
    let his = format!("/members/{}", id_of(&app, &ben).await);
    app.send(Method::PUT, &his, Some(&owner), role("owner"), &[]).await;
    assert_eq!(app.send(Method::PUT, &me, Some(&owner), role("reader"), &[]).await.status, StatusCode::OK);
    assert_eq!(app.get("/members", &owner).await.status, StatusCode::FORBIDDEN, "at once");
    assert_eq!(app.delete(&his, &ben).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_is_removed_is_out_at_once() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let person = app.person(&ben, json!({ "name": { "given": "Ada" } })).await;
    // What is theirs alone does not hold them.
    let view = json!({ "name": "Mine", "query": "?q=ada" });
    assert_eq!(app.post("/crm/home/people/views", &ben, view).await.status, StatusCode::OK);
    let edit = json!({ "people": [person], "edit": { "archive": true } });
    assert_eq!(app.post("/crm/home/people/bulk", &ben, edit).await.status, StatusCode::OK);
    let his = format!("/members/{}", id_of(&app, &ben).await);
    let stranger = app.staff("other").await;
    assert_eq!(app.delete(&his, &stranger).await.status, StatusCode::NOT_FOUND);
    let demoted = app.send(Method::PUT, &his, Some(&stranger), json!({ "role": "reader" }), &[]).await;
    assert_eq!(demoted.status, StatusCode::NOT_FOUND);
    assert_eq!(app.delete(&his, &owner).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get("/auth/session", &ben).await.status, StatusCode::UNAUTHORIZED);
    let sign_in = json!({ "email": "ben@example.com", "password": PASSWORD });
    assert_eq!(app.send(Method::POST, "/auth/session", None, sign_in, &[]).await.status, StatusCode::UNAUTHORIZED);
    let record = app.get(&format!("/crm/home/people/{person}"), &owner).await.body;
    assert_eq!(record["created_by"], "ben", "what they wrote stays, under their name");
    token_of(&invite(&app, &owner, "ben@example.com", "reader").await);
}

#[tokio::test]
async fn where_there_is_a_mail_server_the_link_is_mailed_and_answered_nowhere() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let mailer = Mailer::new("smtp://127.0.0.1:1", "post@company.example").unwrap();
    let config = Config { local_url: "http://localhost:8080".into(), ..Config::default() };
    let state = AppState::new(app.store.clone(), Site::open(None), config).with_mailer(Some(mailer));
    let invite = json!({ "email": "ben@example.com", "role": "reader", "language": "de" });
    let request = axum::http::Request::post("/members/invitations")
        .header("content-type", "application/json")
        .header("cookie", &owner.cookie)
        .body(axum::body::Body::from(invite.to_string()))
        .unwrap();
    let answer = serve::router(state).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let bytes = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    let body: Value = serde_json::from_slice(&bytes).unwrap();
    assert!(body.get("token").is_none(), "{body}");
    let due = mails::claim(&app.store).await.unwrap().unwrap();
    assert_eq!((due.address.as_str(), due.subject.as_str()), ("ben@example.com", "Einladung zu home"));
    let (_, rest) = due.body.split_once("http://localhost:8080/welcome/").unwrap();
    let token: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    mails::settle(&app.store, &due, Outcome::Sent).await.unwrap();
    let mail = app.get("/crm/home/mails", &owner).await.body["mails"][0].clone();
    assert_eq!((&mail["state"], mail.get("draft")), (&json!("sent"), None));
    assert!(!mail["body"].as_str().unwrap().contains(&token), "a link that was sent is kept nowhere");
    calling_card_gateway::store::changes::purge_bin(&app.store).await.unwrap();
    assert_eq!(
        app.get("/crm/home/mails", &owner).await.body["mails"][0]["state"],
        "sent",
        "it is of no draft that is gone"
    );
    assert_eq!(accept(&app, &token, PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_mail_whose_invitation_is_taken_back_is_not_sent() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let workspace = calling_card_gateway::store::workspaces::find(&app.store, "home").await.unwrap().unwrap();
    let actor = calling_card_gateway::store::Actor { workspace, name: "home".into() };
    let mail = |token: &str| {
        let body = format!("http://localhost:8080/welcome/{token}");
        Some(mails::members::InvitationMail { subject: "Invitation".into(), body })
    };
    let invited = calling_card_gateway::store::member_invitations::invite(
        &app.store,
        &actor,
        "b@example.com",
        Role::Reader,
        mail,
    );
    let (invitation, _) = invited.await.unwrap();
    assert_eq!(app.get("/crm/home/mails", &owner).await.body["mails"][0]["state"], "waiting");
    app.delete(&format!("/members/invitations/{}", invitation.id), &owner).await;
    assert!(mails::claim(&app.store).await.unwrap().is_none());
}

#[tokio::test]
async fn a_form_can_be_saved_whatever_became_of_who_gets_what_comes_in() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Editor).await;
    let address = "/crm/home/inbound-sources/home-contact";
    let save = async |change: Value| {
        let record = app.get(address, &owner).await.body;
        let (mut source, version) = (record["content"].clone(), format!("\"{}\"", record["version"]));
        for (member, value) in change.as_object().unwrap() {
            source[member] = value.clone();
        }
        app.send(Method::PUT, address, Some(&owner), source, &[("if-match", version.as_str())]).await
    };
    let his = id_of(&app, &ben).await;
    assert_eq!(save(json!({ "editor": his })).await.status, StatusCode::OK);
    assert_eq!(app.delete(&format!("/members/{his}"), &owner).await.status, StatusCode::NO_CONTENT);
    assert_eq!(save(json!({ "name": "Another name" })).await.status, StatusCode::OK);
    assert_eq!(save(json!({ "editor": null })).await.status, StatusCode::OK);
    let gone = save(json!({ "editor": his })).await;
    assert_eq!(gone.body["errors"], json!([{ "field": "/editor", "code": "unknown" }]));
}
