//! The link of an invitation: to the form, which honours it, and to rejecting it.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{bookings, event, put, with_form};
use crate::test_app::{Answer, Staff, TestApp};

/// Invites Marie Curie; the invitation as the event's page shows it.
pub(super) async fn invite(app: &TestApp, staff: &Staff, event: &str) -> Value {
    let curie = json!({
        "name": { "given": "Marie", "family": "Curie" },
        "cards": [{ "emails": [{ "address": "marie@example.com" }, { "address": "m.curie@example.com", "favourite": true }] }]
    });
    let person = app.person(staff, curie).await;
    let address = format!("/crm/home/events/{event}/invitations");
    let made = app.post(&address, staff, json!({ "person": person })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let mut shown = app.get(&address, staff).await.body[0].clone();
    shown["batch"] = made.body["batch"].clone();
    shown
}

async fn code(app: &TestApp, staff: &Staff, event: &str) -> String {
    invite(app, staff, event).await["code"].as_str().unwrap().to_owned()
}

async fn visit(app: &TestApp, method: Method, address: &str) -> Answer {
    app.send(method, address, None, Value::Null, &[]).await
}

/// Where a visitor is led.
fn leads_to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers["location"].to_str().unwrap()
}

/// Sends the form as a browser without script does.
async fn send_plain(app: &TestApp, form: &str, code: &str, key: &str) -> Answer {
    let body = format!(
        "given_name=Marie&family_name=Curie&email=marie%40example.com&cc-consent=yes&cc-language=en&cc-key={key}&cc-invitation={code}"
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    app.send_raw(Method::POST, &format!("/f/{form}/submissions"), None, Body::from(body), &headers).await
}

/// Sends it as the embed does, without a proof of work.
async fn send_json(app: &TestApp, form: &str, code: &str) -> Answer {
    let values = json!({ "family_name": "Curie", "email": "marie@example.com" });
    let body = json!({ "values": values, "consent": true, "invitation": code });
    app.send(Method::POST, &format!("/f/{form}/submissions"), None, body, &[]).await
}

async fn state(app: &TestApp, staff: &Staff, event: &str) -> Value {
    let list = app.get(&format!("/crm/home/events/{event}/invitations"), staff).await.body;
    list[0]["invitation"]["content"]["state"].clone()
}

#[tokio::test]
async fn a_link_leads_to_the_form_which_honours_it() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(2)).await;
    let invited = invite(&app, &staff, &id).await;
    let code = invited["code"].as_str().unwrap();
    assert_eq!(invited["link"], format!("http://localhost:8080/invitation/{code}"));
    let link = format!("/invitation/{code}");
    let followed = visit(&app, Method::GET, &link).await;
    assert_eq!(leads_to(&followed), format!("/f/{form}?invitation={code}"));
    assert_eq!(followed.headers["referrer-policy"], "no-referrer");

    // The form has the name in its fields, and no more of the person than that.
    let page = visit(&app, Method::GET, leads_to(&followed)).await;
    let text = page.body.as_str().unwrap();
    for said in [
        "value=\"Marie\"",
        "value=\"Curie\"",
        "Your invitation",
        &format!("name=\"cc-invitation\" value=\"{code}\""),
        &format!("href=\"/invitation/{code}/decline\""),
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("example.com"), "{text}");
    assert_eq!(page.headers["referrer-policy"], "same-origin");

    // Who is invited is held by nothing, and books once.
    let sent = send_plain(&app, &form, code, "one").await;
    let booking = leads_to(&sent).to_owned();
    assert!(booking.starts_with("/booking/"), "{booking}");
    let known = bookings(&app, &staff, &id).await;
    assert_eq!((&known["taken"], &known["waiting"][0]["takes_place"]), (&json!(1), &json!(true)));
    assert_eq!(state(&app, &staff, &id).await, "booked");
    assert_eq!(leads_to(&send_plain(&app, &form, code, "one").await), booking, "a repeat is the same");
    let twice = send_plain(&app, &form, code, "two").await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let text = twice.body.as_str().unwrap();
    assert!(text.contains("A place was booked by this invitation before.") && text.contains("cc-invitation"), "{text}");
    let twice = send_json(&app, &form, code).await;
    assert_eq!(
        (twice.status, &twice.body["type"]),
        (StatusCode::CONFLICT, &json!("urn:calling-card:problem:invitation-used"))
    );
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 1);
    let again = visit(&app, Method::GET, &format!("/f/{form}?invitation={code}")).await;
    assert_eq!(leads_to(&again), link);
    let page = visit(&app, Method::GET, &link).await.body;
    assert!(page.as_str().unwrap().contains(&format!("href=\"{booking}\"")), "{page}");

    // Rejected, the place is free, and can be had once more.
    let decline = format!("{link}/decline");
    let asked = visit(&app, Method::GET, &decline).await.body;
    assert!(asked.as_str().unwrap().contains("method=\"post\""), "{asked}");
    assert_eq!(state(&app, &staff, &id).await, "booked", "looking at it changes nothing");
    let declined = visit(&app, Method::POST, &decline).await;
    assert!(declined.body.as_str().unwrap().contains("You have said that you do not come"), "{}", declined.body);
    assert_eq!(
        (state(&app, &staff, &id).await, bookings(&app, &staff, &id).await["taken"].clone()),
        (json!("rejected"), json!(0))
    );
    assert_eq!(visit(&app, Method::POST, &decline).await.status, StatusCode::OK);
    assert_eq!(leads_to(&visit(&app, Method::GET, &link).await), format!("/f/{form}?invitation={code}"));
    let sent = send_json(&app, &form, &code.to_uppercase()).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    assert_eq!(
        (state(&app, &staff, &id).await, bookings(&app, &staff, &id).await["taken"].clone()),
        (json!("booked"), json!(1))
    );
}

#[tokio::test]
async fn the_embed_takes_the_code_of_its_pages_address() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, form) = with_form(&app, &staff, event(2)).await;
    let data = visit(&app, Method::GET, &format!("/f/{form}/form.json")).await.body;
    let tree = data["form"]["languages"][0]["tree"].to_string();
    assert!(tree.contains("\"data-parameter\":\"invitation\"") && tree.contains("I cannot come"), "{tree}");
    let other = visit(&app, Method::GET, "/f/home-contact/form.json").await.body.to_string();
    assert!(!other.contains("cc-invitation"), "a form that books nothing knows of no invitation");
}

#[tokio::test]
async fn a_code_of_something_else_makes_nobody_invited() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let (id, form) = with_form(&app, &staff, event(5)).await;
    let (elsewhere, _) = with_form(&app, &staff, event(5)).await;
    let (theirs, _) = with_form(&app, &other, event(5)).await;
    let of_another_event = code(&app, &staff, &elsewhere).await;
    let of_another_workspace = code(&app, &other, &theirs).await;
    let taken_back = invite(&app, &staff, &id).await;
    let undo = format!("/crm/home/changes/{}/undo", taken_back["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    let taken_back = taken_back["code"].as_str().unwrap().to_owned();
    for code in [of_another_event, of_another_workspace.clone(), taken_back.clone(), "0".repeat(24), "x".repeat(9000)] {
        let page = visit(&app, Method::GET, &format!("/f/{form}?invitation={code}")).await;
        assert_eq!(page.status, StatusCode::OK, "{code}");
        let text = page.body.as_str().unwrap();
        assert!(!text.contains("cc-invitation") && !text.contains("Marie"), "{code}: {text}");
        assert_eq!(send_json(&app, &form, &code).await.status, StatusCode::CREATED, "{code}");
    }
    let known = bookings(&app, &staff, &id).await;
    assert!(known["waiting"].as_array().unwrap().iter().all(|draft| draft["takes_place"] == false), "{known}");
    assert_eq!(
        (state(&app, &other, &theirs).await, state(&app, &staff, &elsewhere).await),
        (json!("open"), json!("open"))
    );
    for code in [taken_back.as_str(), "0", "%00", "..%2f"] {
        for (method, rest) in [(Method::GET, ""), (Method::GET, "/decline"), (Method::POST, "/decline")] {
            let answer = visit(&app, method, &format!("/invitation/{code}{rest}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{code}{rest}");
            assert!(answer.body.as_str().unwrap().contains("There is no invitation at this address."), "{code}");
        }
    }
}

#[tokio::test]
async fn where_no_place_can_be_had_a_link_says_so() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let made = app.post("/crm/home/events", &staff, event(1)).await.body;
    let id = made["result"]["id"].as_str().unwrap().to_owned();
    let link = format!("/invitation/{}", code(&app, &staff, &id).await);
    let said = async || {
        let german = [("accept-language", "de")];
        let page = app.send(Method::GET, &link, None, Value::Null, &german).await;
        assert_eq!(page.status, StatusCode::OK);
        page.body.as_str().unwrap().to_owned()
    };
    assert!(said().await.contains("Es kann kein Platz gebucht werden"), "no form");
    let form = app.post(&format!("/crm/home/events/{id}/booking-form"), &staff, Value::Null).await.body;
    let form = form["result"]["id"].as_str().unwrap().to_owned();
    assert_eq!(super::book(&app, &form, "first").await.status, StatusCode::CREATED);
    let text = said().await;
    assert!(text.contains("Alle Plätze sind vergeben.") && text.contains("Wine &amp; cheese"), "{text}");
    let mut hidden = event(1);
    hidden["published"] = json!(false);
    put(&app, &staff, &id, 1, hidden).await;
    let text = said().await;
    assert!(text.contains("Es kann kein Platz gebucht werden") && !text.contains("Wine"), "{text}");
}
