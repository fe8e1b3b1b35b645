//! cobra Event: what portals ask without a token, and an event by its id.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::cobra::{holds, text};
use crate::test_app::{Answer, Staff, TestApp};

const ROOT: &str = "/dialects/cobra/v1/events";

/// A portal: it brings no token.
struct Portal<'a> {
    app: &'a TestApp,
    tenant: String,
}

impl Portal<'_> {
    async fn call(&self, line: &str, body: Value) -> Answer {
        let (method, target) = line.split_once(' ').unwrap();
        let headers = [
            ("x-integration-name", "Portal"),
            ("x-integration-provider", "ACME"),
            ("x-cobra-tenantid", self.tenant.as_str()),
            ("accept-language", "de"),
        ];
        self.app.send(method.parse().unwrap(), &format!("{ROOT}{target}"), None, body, &headers).await
    }

    /// A call that must answer so; the data.
    async fn asked(&self, operation: &str, status: u16, line: &str, body: Value) -> Value {
        let answer = self.call(line, body).await;
        assert_eq!(answer.status.as_u16(), status, "{line}: {}", answer.body);
        holds(operation, &answer);
        answer.body["data"].clone()
    }

    async fn is_not_there(&self, line: &str) {
        let answer = self.call(line, Value::Null).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{line}: {}", answer.body);
        assert_eq!(answer.body["message"], "Diesen Datensatz gibt es nicht.");
    }
}

/// An event with its form, of staff who have made them: the event's key, the form's id.
async fn event(app: &TestApp, staff: &Staff, places: u32) -> (String, String) {
    let event = json!({
        "title": "Weinprobe", "begin": "2124-12-24T18:00", "end": "2124-12-24T20:00", "time_zone": "Europe/Berlin",
        "place": "Rathaus", "online": "https://meet.example/secret", "places": places, "published": true
    });
    let made = app.post("/crm/home/events", staff, event).await.body;
    let id = text(&made["result"]["id"]).to_owned();
    let form = app.post(&format!("/crm/home/events/{id}/booking-form"), staff, Value::Null).await.body;
    (id, text(&form["result"]["id"]).to_owned())
}

/// Invites somebody; the code of the invitation.
async fn invite(app: &TestApp, staff: &Staff, event: &str, given: &str) -> String {
    let person = app.person(staff, json!({ "name": { "given": given, "family": "Curie" } })).await;
    let address = format!("/crm/home/events/{event}/invitations");
    let made = app.post(&address, staff, json!({ "person": person })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let list = app.get(&address, staff).await.body;
    let found = list.as_array().unwrap().iter().find(|one| text(&one["name"]).starts_with(given));
    text(&found.unwrap()["code"]).to_owned()
}

fn fields(name: &str) -> Value {
    json!({ "family_name": name, "email": format!("{name}@example.com") })
}

#[tokio::test]
async fn a_portal_shows_an_event_takes_a_booking_and_tells_how_far_it_is() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let portal = Portal { app: &app, tenant: app.tenant("home").await };
    let (key, form) = event(&app, &staff, 2).await;
    let told = portal.asked("getPortalConfigPublic", 200, &format!("GET /public/portals/{form}"), Value::Null).await;
    assert_eq!(
        (&told["url"], &told["title"], &told["languages"]),
        (&json!(form), &json!("Platz buchen"), &json!(["en", "de"]))
    );
    let id = text(&told["events"][0]["id"]).to_owned();
    assert!(id.len() == 24 && id.bytes().all(|digit| digit.is_ascii_hexdigit()), "{id}");
    let shown = portal.asked("getEventPublic", 200, &format!("GET /public/{id}"), Value::Null).await;
    assert_eq!(shown, told["events"][0]);
    assert_eq!(
        (&shown["startDate"], &shown["placesLeft"], &shown["isBookable"]),
        (&json!("2124-12-24T17:00:00.000Z"), &json!(2), &json!(true))
    );
    assert_eq!((&shown["isOnline"], &shown["onlineUrl"]), (&json!(true), &Value::Null));
    let set =
        portal.asked("getBookingFieldSetPublic", 200, &format!("GET /public/{id}/bookingfieldset"), Value::Null).await;
    let names: Vec<&str> = set["fields"].as_array().unwrap().iter().map(|field| text(&field["name"])).collect();
    assert_eq!(names, ["given_name", "family_name", "email", "phone", "company", "message"]);
    assert_eq!((&set["fields"][1]["label"], &set["fields"][1]["isRequired"]), (&json!("Nachname"), &json!(true)));
    assert!(text(&set["consent"]["text"]).starts_with("Ich bin einverstanden"));

    // What is wrong is said at the field, in the language that is asked for.
    let book = format!("POST /public/{id}/bookings");
    let wrong = portal.call(&book, json!({ "fields": { "email": "x" } })).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    holds("createBookingPublic", &wrong);
    let message = text(&wrong.body["message"]);
    assert!(
        message.contains("family_name: Bitte füllen Sie dieses Feld aus.") && message.contains("cc-consent"),
        "{message}"
    );
    for hostile in ["", "[]", "{", "{\"fields\":[]}", "{\"fields\":{\"email\":{\"a\":1}}}", "{\"consent\":\"yes\"}"] {
        let headers = [
            ("x-integration-name", "P"),
            ("x-integration-provider", "A"),
            ("x-cobra-tenantid", portal.tenant.as_str()),
        ];
        let address = format!("{ROOT}/public/{id}/bookings");
        let answer = app.send_raw(Method::POST, &address, None, Body::from(hostile), &headers).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{hostile} {}", answer.body);
        holds("createBookingPublic", &answer);
    }

    // Without a proof of work it is held for review, as from a form without script, and becomes a booking when it is accepted.
    let booked =
        portal.asked("createBookingPublic", 201, &book, json!({ "fields": fields("curie"), "consent": true })).await;
    assert_eq!((&booked["status"], &booked["event"]["id"]), (&json!("requested"), &json!(id)));
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let draft = &drafts["items"][0];
    assert_eq!((&draft["event"], &draft["held"]), (&json!("Weinprobe"), &json!(["no_proof"])));
    let confirmation = format!("GET /public/bookings/{}/confirmation", text(&booked["id"]));
    assert_eq!(portal.asked("getBookingConfirmationPublic", 200, &confirmation, Value::Null).await, booked);
    let accept = format!("/crm/home/drafts/{}/accept", text(&draft["id"]));
    assert_eq!(app.post(&accept, &staff, json!({})).await.status, StatusCode::CREATED);
    let confirmed = portal.asked("getBookingConfirmationPublic", 200, &confirmation, Value::Null).await;
    assert_eq!(
        (&confirmed["status"], &confirmed["event"]["onlineUrl"]),
        (&json!("booked"), &json!("https://meet.example/secret"))
    );
    assert_eq!(confirmed["event"]["placesLeft"], 1);

    // As a calendar entry, and by its id, for whoever brings a token.
    let entry = portal.call(&format!("GET /public/{id}/ical"), Value::Null).await;
    assert_eq!(entry.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(text(&entry.body).contains(&format!("UID:{key}")) && !text(&entry.body).contains("secret"));
    let client = app.cobra("home").await;
    let by_id = client.asked("getEvent", 200, &format!("GET /events/{id}"), Value::Null).await;
    assert_eq!((&by_id["title"], &by_id["onlineUrl"]), (&json!("Weinprobe"), &json!("https://meet.example/secret")));
    assert!(text(&client.call(&format!("GET /events/{id}/ical"), Value::Null).await.body).contains("secret"));
    let unsigned = portal.call(&format!("GET /{id}"), Value::Null).await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED);
    holds("getEvent", &unsigned);
    let method = portal.call(&format!("DELETE /public/{id}"), Value::Null).await;
    assert_eq!((method.status, &method.headers["allow"]), (StatusCode::METHOD_NOT_ALLOWED, &"GET".parse().unwrap()));
}

#[tokio::test]
async fn who_is_invited_books_or_rejects() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let portal = Portal { app: &app, tenant: app.tenant("home").await };
    let (key, form) = event(&app, &staff, 1).await;
    let told = portal.call(&format!("GET /public/portals/{form}"), Value::Null).await.body;
    let id = text(&told["data"]["events"][0]["id"]).to_owned();
    let (marie, pierre) = (invite(&app, &staff, &key, "Marie").await, invite(&app, &staff, &key, "Pierre").await);
    let one = portal.asked("getInvitationPublic", 200, &format!("GET /public/invitations/{marie}"), Value::Null).await;
    let other = portal
        .asked("getEventInvitationPublic", 200, &format!("GET /public/{id}/invitations/{marie}"), Value::Null)
        .await;
    assert_eq!(
        (&one, &one["status"], &one["firstname"], &one["event"]["id"]),
        (&other, &json!("open"), &json!("Marie"), &json!(id))
    );

    // Who is invited is no machine: the place is taken at once, and by one invitation once.
    let book = format!("POST /public/{id}/bookings");
    let wanted = |code: &str, name: &str| json!({ "fields": fields(name), "consent": true, "invitationId": code });
    let booked = portal.asked("createBookingPublic", 201, &book, wanted(&marie, "marie")).await;
    let twice = portal.call(&book, wanted(&marie, "marie2")).await;
    assert_eq!(
        (twice.status, text(&twice.body["message"]).starts_with("invitationId: ")),
        (StatusCode::BAD_REQUEST, true)
    );
    let full = portal.call(&book, wanted(&pierre, "pierre")).await;
    assert_eq!(
        (full.status, &full.body["message"]),
        (StatusCode::BAD_REQUEST, &json!("eventId: Alle Plätze sind vergeben."))
    );
    let state = async |code: &str| {
        let told = portal.call(&format!("GET /public/invitations/{code}"), Value::Null).await.body;
        text(&told["data"]["status"]).to_owned()
    };
    assert_eq!((state(&marie).await.as_str(), state(&pierre).await.as_str()), ("booked", "open"));

    // Rejected, the place is free again: also one that was accepted.
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let accept = format!("/crm/home/drafts/{}/accept", text(&drafts["items"][0]["id"]));
    assert_eq!(app.post(&accept, &staff, json!({})).await.status, StatusCode::CREATED);
    let rejected = portal.call(&format!("POST /public/invitations/{marie}/reject"), Value::Null).await;
    assert_eq!((rejected.status, &rejected.body["data"]["status"]), (StatusCode::OK, &json!("rejected")));
    let confirmation =
        portal.call(&format!("GET /public/bookings/{}/confirmation", text(&booked["id"])), Value::Null).await;
    assert_eq!(confirmation.body["data"]["status"], "cancelled");
    assert_eq!(app.get(&format!("/crm/home/events/{key}/bookings"), &staff).await.body["taken"], 0);
    portal.asked("createBookingPublic", 201, &book, wanted(&pierre, "pierre")).await;
    let undone = portal.call(&format!("POST /public/invitations/{pierre}/reject"), Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "a draft is taken back, too: {}", undone.body);
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 0);
    // Who has rejected may think again.
    portal.asked("createBookingPublic", 201, &book, wanted(&marie, "marie3")).await;
}

#[tokio::test]
async fn nothing_is_told_to_another_tenant_nor_before_it_is_published() {
    let app = TestApp::new().await;
    let (staff, _other) = (app.staff("home").await, app.staff("other").await);
    let portal = Portal { app: &app, tenant: app.tenant("home").await };
    let (key, form) = event(&app, &staff, 5).await;
    let told = portal.call(&format!("GET /public/portals/{form}"), Value::Null).await.body;
    let id = text(&told["data"]["events"][0]["id"]).to_owned();
    let code = invite(&app, &staff, &key, "Marie").await;
    let booked = portal
        .call(&format!("POST /public/{id}/bookings"), json!({ "fields": fields("curie"), "consent": true }))
        .await
        .body;
    let booking = text(&booked["data"]["id"]).to_owned();
    let public = [
        format!("GET /public/portals/{form}"),
        format!("GET /public/{id}"),
        format!("GET /public/{id}/bookingfieldset"),
        format!("GET /public/{id}/ical"),
    ];
    let private = [
        format!("GET /public/invitations/{code}"),
        format!("GET /public/{id}/invitations/{code}"),
        format!("GET /public/bookings/{booking}/confirmation"),
    ];
    let elsewhere = Portal { app: &app, tenant: app.tenant("other").await };
    let nowhere = Portal { app: &app, tenant: uuid_of_nobody() };
    for line in public.iter().chain(&private) {
        assert_eq!(portal.call(line, Value::Null).await.status, StatusCode::OK, "{line}");
        elsewhere.is_not_there(line).await;
        nowhere.is_not_there(line).await;
    }
    elsewhere.is_not_there(&format!("POST /public/invitations/{code}/reject")).await;
    let theirs = app.cobra("other").await;
    assert_eq!(theirs.call(&format!("GET /events/{id}"), Value::Null).await.status, StatusCode::NOT_FOUND);
    for line in [
        "GET /public/x",
        "GET /public/portals/home-contact",
        "GET /public/portals/..",
        "GET /public/invitations/000000000000000000000000",
    ] {
        portal.is_not_there(line).await;
    }
    // The headers are asked for.
    let bare = app.send(Method::GET, &format!("{ROOT}/public/{id}"), None, Value::Null, &[]).await;
    assert_eq!(bare.status, StatusCode::BAD_REQUEST, "{}", bare.body);
    holds("getEventPublic", &bare);

    let record = app.get(&format!("/crm/home/events/{key}"), &staff).await.body;
    let mut hidden = record["content"].clone();
    hidden["published"] = json!(false);
    let written =
        app.send(Method::PUT, &format!("/crm/home/events/{key}"), Some(&staff), hidden, &[("if-match", "\"1\"")]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    for line in &public {
        portal.is_not_there(line).await;
    }
    let late =
        portal.call(&format!("POST /public/{id}/bookings"), json!({ "fields": fields("late"), "consent": true })).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND, "{}", late.body);
}

fn uuid_of_nobody() -> String {
    "12e39e53-ece1-4d8d-8958-e782de1dbef0".to_owned()
}

#[tokio::test]
async fn a_websites_script_may_ask_what_needs_no_token_and_nothing_else() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let portal = Portal { app: &app, tenant: app.tenant("home").await };
    let (key, form) = event(&app, &staff, 2).await;
    let told = portal.call(&format!("GET /public/portals/{form}"), Value::Null).await;
    let id = text(&told.body["data"]["events"][0]["id"]).to_owned();
    let origin = |answer: &Answer| answer.headers.get("access-control-allow-origin").cloned();
    for (line, status) in [
        (format!("GET /public/{id}"), 200),
        (format!("GET /public/{id}/ical"), 200),
        (format!("POST /public/{id}/bookings"), 400),
        ("GET /public/000000000000000000000000".to_owned(), 404),
        (format!("DELETE /public/{id}"), 405),
    ] {
        let answer = portal.call(&line, Value::Null).await;
        assert_eq!((answer.status.as_u16(), origin(&answer).unwrap()), (status, "*".parse().unwrap()), "{line}");
        assert!(!answer.headers.contains_key("access-control-allow-credentials"), "{line}");
    }
    let preflight = async |target: &str| {
        let asks = [
            ("origin", "https://shop.example"),
            ("access-control-request-method", "POST"),
            (
                "access-control-request-headers",
                "content-type,x-cobra-tenantid,x-integration-name,x-integration-provider",
            ),
        ];
        app.send(Method::OPTIONS, target, None, Value::Null, &asks).await
    };
    let may = preflight(&format!("{ROOT}/public/{id}/bookings")).await;
    assert_eq!((may.status, origin(&may).unwrap()), (StatusCode::NO_CONTENT, "*".parse().unwrap()));
    assert_eq!(may.headers["access-control-allow-methods"], "GET, POST");
    let headers = may.headers["access-control-allow-headers"].to_str().unwrap();
    for brought in ["content-type", "x-cobra-tenantid", "x-integration-name", "x-integration-provider"] {
        assert!(headers.split(", ").any(|known| known == brought), "{brought}: {headers}");
    }
    assert!(!headers.contains("authorization"));
    // What is asked for with a token is for no page.
    for target in
        [format!("{ROOT}/{key}"), "/dialects/cobra/v1/crm/people".into(), "/dialects/cobra/v1/auth/token".into()]
    {
        let answer = preflight(&target).await;
        assert!(origin(&answer).is_none() && !answer.status.is_success(), "{target}: {}", answer.status);
    }
    let answer = portal.call(&format!("GET /{id}"), Value::Null).await;
    assert_eq!((answer.status, origin(&answer)), (StatusCode::UNAUTHORIZED, None));
}
