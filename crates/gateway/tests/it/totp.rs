//! `/auth/totp`: the code beside the password.

use axum::http::{Method, StatusCode};
use calling_card_gateway::clock;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::test_app::{Answer, PASSWORD, Staff, TestApp, wrong};

/// The app on somebody's phone.
pub(crate) struct Phone(Vec<u8>);

impl Phone {
    /// One that has read what is offered.
    pub(crate) fn of(offer: &Value) -> Self {
        let secret = Secret::try_from_base32(offer["secret"].as_str().unwrap()).unwrap();
        Self(secret.as_bytes().to_vec())
    }

    /// The code of now, so many steps later.
    pub(crate) fn code(&self, steps: i64) -> String {
        let codes = Builder::new().with_secret(self.0.clone()).build().unwrap();
        let now: jiff::Timestamp = clock::now().0.parse().unwrap();
        codes.generate(u64::try_from(now.as_second() + 30 * steps).unwrap()).to_string()
    }
}

async fn own(app: &TestApp, staff: &Staff, address: &str) -> Answer {
    app.post(&format!("/auth/totp/{address}"), staff, json!({ "password": PASSWORD })).await
}

/// Turns it on for a member of staff; their phone, and the codes for when it is lost.
pub(crate) async fn turned_on(app: &TestApp, staff: &Staff) -> (Phone, Vec<String>) {
    let offer = own(app, staff, "options").await;
    assert_eq!(offer.status, StatusCode::OK, "{}", offer.body);
    let phone = Phone::of(&offer.body);
    // The code of the step before: those of this one and the next can be used afterwards.
    let answer = app.post("/auth/totp", staff, json!({ "code": phone.code(-1) })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (phone, serde_json::from_value(answer.body["codes"].clone()).unwrap())
}

async fn sign_in(app: &TestApp, password: &str, code: &str) -> Answer {
    let body = json!({ "email": "home@example.com", "password": password, "code": code });
    app.send(Method::POST, "/auth/session", None, body, &[]).await
}

async fn kinds(app: &TestApp, staff: &Staff) -> Vec<String> {
    let log = app.get("/audit", staff).await.body;
    log["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_password_needs_a_code_beside_it_that_is_used_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let elsewhere = Staff::of(&sign_in(&app, PASSWORD, "").await);
    assert_eq!(app.get("/auth/totp", &staff).await.body, json!({ "recovery": 0 }));
    let offer = own(&app, &staff, "options").await;
    assert_eq!(offer.headers["cache-control"], "no-store");
    let uri = offer.body["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/Calling%20Card:home%40example.com?secret="), "{uri}");
    assert!(offer.body["qr"].as_str().unwrap().starts_with('M') && offer.body["side"].as_u64() > Some(20));
    // Until its first code has come, nothing is asked.
    assert_eq!(sign_in(&app, PASSWORD, "").await.status, StatusCode::OK);
    let first = app.post("/auth/totp", &staff, json!({ "code": "000000x" })).await;
    assert_eq!(wrong(&first), (422, "/code", "option"));

    let (phone, recovery) = turned_on(&app, &staff).await;
    assert_eq!(recovery.len(), 10);
    let state = app.get("/auth/totp", &staff).await.body;
    assert!(state["since"].is_string() && state["recovery"] == 10, "{state}");
    assert_eq!(app.get("/auth/session", &elsewhere).await.status, StatusCode::UNAUTHORIZED, "begun without it");
    assert_eq!(own(&app, &staff, "options").await.status, StatusCode::CONFLICT, "there is one");
    let secret = Secret::from(phone.0.clone()).to_base32();
    assert!(
        !app.knows(&secret).await && !app.knows(&recovery[0]).await && !app.knows(&recovery[0].replace('-', "")).await
    );

    assert_eq!(wrong(&sign_in(&app, PASSWORD, "").await), (422, "/code", "required"));
    assert_eq!(sign_in(&app, "wrong password", &phone.code(0)).await.status, StatusCode::UNAUTHORIZED);
    for code in ["123", "abcdef", &phone.code(-1), &phone.code(-5), &phone.code(5)] {
        let answer = sign_in(&app, PASSWORD, code).await;
        assert_eq!(wrong(&answer), (422, "/code", "option"), "{code}");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    let code = phone.code(0);
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    assert_eq!(sign_in(&app, PASSWORD, &spaced).await.status, StatusCode::OK);
    assert_eq!(wrong(&sign_in(&app, PASSWORD, &code).await), (422, "/code", "option"), "it is used up");
    assert_eq!(sign_in(&app, PASSWORD, &phone.code(1)).await.status, StatusCode::OK);
    assert_eq!(
        wrong(&sign_in(&app, PASSWORD, &code).await),
        (422, "/code", "option"),
        "it is older than one that was used"
    );
    let failures = app.get("/audit?kind=sign_in_failed", &staff).await.body;
    assert_eq!(failures["items"][0]["detail"], "code", "{failures}");
}

#[tokio::test]
async fn who_has_lost_the_phone_signs_in_by_a_code_for_that_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, recovery) = turned_on(&app, &staff).await;
    let typed = recovery[0].to_uppercase().replace('-', " ");
    let answer = sign_in(&app, PASSWORD, &typed).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(wrong(&sign_in(&app, PASSWORD, &recovery[0]).await), (422, "/code", "option"), "it is used up");
    assert_eq!(app.get("/auth/totp", &staff).await.body["recovery"], 9);
    let used = app.get("/audit?kind=recovery_used", &staff).await.body;
    assert_eq!((&used["items"][0]["by"], &used["items"][0]["detail"]), (&json!("home"), &json!("9")));
    // Those that are made anew are the only ones.
    let renewed = own(&app, &staff, "recovery").await;
    let anew: Vec<String> = serde_json::from_value(renewed.body["codes"].clone()).unwrap();
    assert_eq!(wrong(&sign_in(&app, PASSWORD, &recovery[1]).await), (422, "/code", "option"));
    assert_eq!(sign_in(&app, PASSWORD, &anew[0]).await.status, StatusCode::OK);
    // A code of one is none of another.
    let ben = app.member("home", "ben", calling_card_api::roles::Role::Reader).await;
    let (_, theirs) = turned_on(&app, &ben).await;
    assert_eq!(wrong(&sign_in(&app, PASSWORD, &theirs[0]).await), (422, "/code", "option"));
}

#[tokio::test]
async fn what_protects_the_account_is_changed_for_the_password_alone() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (phone, _) = turned_on(&app, &staff).await;
    for address in ["options", "recovery", "remove"] {
        for password in ["", "wrong password"] {
            let answer = app.post(&format!("/auth/totp/{address}"), &staff, json!({ "password": password })).await;
            assert_eq!(wrong(&answer), (422, "/password", "option"), "{address}");
        }
    }
    assert_eq!(own(&app, &staff, "remove").await.status, StatusCode::NO_CONTENT);
    assert_eq!(own(&app, &staff, "remove").await.status, StatusCode::NOT_FOUND);
    assert_eq!(own(&app, &staff, "recovery").await.status, StatusCode::NOT_FOUND);
    assert_eq!(sign_in(&app, PASSWORD, "").await.status, StatusCode::OK);
    assert_eq!(app.post("/auth/totp", &staff, json!({ "code": phone.code(0) })).await.status, StatusCode::CONFLICT);
    let log = kinds(&app, &staff).await;
    let about: Vec<&str> = log
        .iter()
        .map(String::as_str)
        .filter(|kind| kind.starts_with("totp") || kind.starts_with("recovery"))
        .collect();
    assert_eq!(about, ["totp_removed", "totp_made"]);
}

#[tokio::test]
async fn a_passkey_needs_no_code_and_who_is_removed_leaves_none() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let ben = app.member("home", "ben", calling_card_api::roles::Role::Reader).await;
    let (_, mut phone) = crate::passkeys::made(&app, &ben, "Phone").await;
    turned_on(&app, &ben).await;
    assert_eq!(crate::passkeys::sign_in(&app, &mut phone).await.status, StatusCode::OK);
    let id = app.get("/auth/session", &ben).await.body["user"]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("/members/{id}"), &owner).await.status, StatusCode::NO_CONTENT);
    app.sql("INSERT INTO workspaces (id, name, created_at) SELECT zeroblob(16), 'left: ' || COUNT(*), '' FROM recovery_codes").await;
    assert!(calling_card_gateway::store::workspaces::find(&app.store, "left: 0").await.unwrap().is_some());
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (phone, _) = turned_on(&app, &staff).await;
    for _ in 0..10 {
        assert_eq!(sign_in(&app, PASSWORD, &phone.code(7)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(sign_in(&app, PASSWORD, &phone.code(0)).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_key_of_its_secret_is_changed_and_it_goes_on() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (phone, _) = turned_on(&app, &staff).await;
    app.state.vault.add_key().unwrap();
    assert_eq!(calling_card_gateway::store::totp::seal_anew(&app.store, &app.state.vault).await.unwrap(), 1);
    app.state.vault.drop_old_keys().unwrap();
    assert_eq!(sign_in(&app, PASSWORD, &phone.code(0)).await.status, StatusCode::OK);
}
