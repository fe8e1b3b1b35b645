//! Events, the forms by which places at them are booked, and who is invited.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

mod invitations;
mod mails;

/// An event of the next century, with so many places.
fn event(places: u32) -> Value {
    json!({
        "title": "Wine & cheese", "description": "Bring a friend.\nOr two.", "begin": "2124-12-24T18:00", "end": "2124-12-24T20:00",
        "time_zone": "Europe/Berlin", "place": "Town hall", "online": "https://meet.example/secret", "places": places,
        "price": "12 EUR", "published": true
    })
}

/// An event with its booking form: their keys.
async fn with_form(app: &TestApp, staff: &Staff, event: Value) -> (String, String) {
    let made = app.post("/crm/home/events", staff, event).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let id = made.body["result"]["id"].as_str().unwrap().to_owned();
    let form = app.post(&format!("/crm/home/events/{id}/booking-form"), staff, Value::Null).await;
    assert_eq!(form.status, StatusCode::CREATED, "{}", form.body);
    (id, form.body["result"]["id"].as_str().unwrap().to_owned())
}

/// Books as the embed does, with a proof of work.
async fn book(app: &TestApp, form: &str, name: &str) -> Answer {
    let proof = proof(app, form).await;
    let body = json!({ "values": { "family_name": name, "email": format!("{name}@example.com") }, "consent": true, "seconds": 9, "proof": proof });
    let key = format!("{form}-{name}");
    app.send(Method::POST, &format!("/f/{form}/submissions"), None, body, &[("idempotency-key", &key)]).await
}

async fn proof(app: &TestApp, form: &str) -> String {
    let challenge = app.send(Method::GET, &format!("/f/{form}/challenge"), None, Value::Null, &[]).await.body;
    crate::forms::solve(challenge)
}

async fn bookings(app: &TestApp, staff: &Staff, id: &str) -> Value {
    app.get(&format!("/crm/home/events/{id}/bookings"), staff).await.body
}

async fn put(app: &TestApp, staff: &Staff, id: &str, version: u32, event: Value) -> Answer {
    let version = format!("\"{version}\"");
    app.send(Method::PUT, &format!("/crm/home/events/{id}"), Some(staff), event, &[("if-match", &version)]).await
}

#[tokio::test]
async fn an_event_is_made_changed_deleted_and_brought_back() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, _) = with_form(&app, &staff, event(5)).await;
    let address = format!("/crm/home/events/{id}");
    let changed =
        json!({ "title": "Wine", "begin": "2124-12-24T18:00", "end": "2124-12-24T18:00", "time_zone": "Asia/Tokyo" });
    let written = put(&app, &staff, &id, 1, changed.clone()).await;
    assert_eq!((written.status, &written.body["result"]["content"]), (StatusCode::OK, &changed));
    assert_eq!(put(&app, &staff, &id, 1, changed).await.status, StatusCode::PRECONDITION_FAILED);
    let undo = async |batch: &Value| {
        let address = format!("/crm/home/changes/{}/undo", batch.as_str().unwrap());
        app.post(&address, &staff, Value::Null).await.status
    };
    assert_eq!(undo(&written.body["batch"]).await, StatusCode::OK);
    assert_eq!(app.get(&address, &staff).await.body["content"], event(5));
    let deleted = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", "\"3\"")]).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);
    assert_eq!(app.get(&address, &staff).await.status, StatusCode::NOT_FOUND);
    let bin = app.get("/crm/home/bin", &staff).await.body;
    assert_eq!((&bin[0]["kind"], &bin[0]["name"]), (&json!("event"), &json!("Wine & cheese")));
    assert_eq!(undo(&deleted.body["batch"]).await, StatusCode::OK);
    let history = app.get(&format!("{address}/history"), &staff).await.body;
    let actions: Vec<&str> = history.as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["restored", "deleted", "updated", "updated", "created"]);

    // A page at a time, the one that begins last first.
    for year in 2201..2206 {
        let later = json!({ "title": "Later", "begin": format!("{year}-01-01T10:00"), "end": format!("{year}-01-01T11:00"), "time_zone": "UTC" });
        assert_eq!(app.post("/crm/home/events", &staff, later).await.status, StatusCode::CREATED);
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = app.get(&format!("/crm/home/events?limit=4{cursor}"), &staff).await.body;
        assert_eq!(page["total"], 6, "{page}");
        let begins = page["items"].as_array().unwrap().iter().map(|one| one["event"]["content"]["begin"].clone());
        seen.extend(begins.map(|begin| begin.as_str().unwrap()[..4].to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, ["2205", "2204", "2203", "2202", "2201", "2124"]);
}

#[tokio::test]
async fn hostile_events_are_refused_at_their_members() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for (member, value, code) in [
        ("title", json!(""), "required"),
        ("title", json!("x".repeat(201)), "too_long"),
        ("title", json!("a\u{0}b"), "control_character"),
        ("description", json!("x".repeat(20_001)), "too_long"),
        ("begin", json!("tomorrow"), "moment"),
        ("begin", json!("2124-02-30T10:00"), "moment"),
        ("end", json!("2124-12-24T17:00"), "ends_before_it_begins"),
        ("time_zone", json!("Europe/Atlantis"), "option"),
        ("time_zone", json!("../../etc/passwd"), "option"),
        ("online", json!("javascript:alert(1)"), "url"),
        ("places", json!(0), "number"),
        ("places", json!(100_001), "number"),
        ("price", json!("1\n2"), "control_character"),
    ] {
        let mut wrong = event(5);
        wrong[member] = value;
        let answer = app.post("/crm/home/events", &staff, wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{member} {}", answer.body);
        let error = &answer.body["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&json!(format!("/{member}")), &json!(code)), "{}", answer.body);
    }
    for body in ["{".to_owned(), json!({ "places": -1 }).to_string(), json!({ "places": 1.5 }).to_string()] {
        let answer = app.send_raw(Method::POST, "/crm/home/events", Some(&staff), Body::from(body), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    }
    assert_eq!(app.send(Method::POST, "/crm/home/events", None, event(5), &[]).await.status, StatusCode::UNAUTHORIZED);
    for nowhere in [
        "/crm/home/events/x",
        "/crm/home/events/0193a5a0-0000-7000-8000-000000000001",
        "/e/x/event.ics",
        "/booking/x/event.ics",
    ] {
        assert_eq!(app.get(nowhere, &staff).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn a_booking_is_a_draft_until_it_is_accepted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(2)).await;
    assert_eq!(form, "wine-cheese");
    let page = app.send(Method::GET, &format!("/f/{form}"), None, Value::Null, &[]).await;
    let text = page.body.as_str().unwrap();
    for said in ["Wine &amp; cheese", "24 December 2124, 18:00–20:00 (Europe/Berlin)", "Town hall · Online", "12 EUR"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("meet.example"), "{text}");

    let sent = book(&app, &form, "curie").await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    assert_eq!((&drafts["items"][0]["event"], &drafts["items"][0].get("held")), (&json!("Wine & cheese"), &None));
    let draft = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let list = app.get("/crm/home/events", &staff).await.body;
    assert_eq!((&list["items"][0]["taken"], &list["items"][0]["booked"]), (&json!(1), &json!(0)));

    // The visitor sees how far it is; where it is online only when the place is theirs.
    let booking = sent.body["booking"].as_str().unwrap().to_owned();
    let shown = async |headers: &[(&str, &str)]| {
        app.send(Method::GET, &booking, None, Value::Null, headers).await.body.as_str().unwrap().to_owned()
    };
    let page = shown(&[]).await;
    assert!(page.contains("We have received your booking") && !page.contains("meet.example"), "{page}");
    let calendar = format!("{booking}/event.ics");
    let entry = app.send(Method::GET, &calendar, None, Value::Null, &[]).await;
    assert_eq!(entry.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(!entry.body.as_str().unwrap().contains("secret"), "{}", entry.body);

    let accepted = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, json!({})).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
    let known = bookings(&app, &staff, &id).await;
    assert_eq!(
        (&known["taken"], &known["bookings"][0]["name"], &known["waiting"]),
        (&json!(1), &json!("curie"), &json!([]))
    );
    assert_eq!(known["bookings"][0]["booking"]["content"]["person"], accepted.body["result"]["id"]);
    assert!(shown(&[]).await.contains("https://meet.example/secret"));
    assert!(app.send(Method::GET, &calendar, None, Value::Null, &[]).await.body.as_str().unwrap().contains("secret"));

    // One undo takes all of it back; the place stays theirs all the time.
    let undo = format!("/crm/home/changes/{}/undo", accepted.body["batch"].as_str().unwrap());
    let undone = app.post(&undo, &staff, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
    let known = bookings(&app, &staff, &id).await;
    assert_eq!(
        (&known["taken"], &known["bookings"], &known["waiting"][0]["takes_place"]),
        (&json!(1), &json!([]), &json!(true))
    );
    let redo = format!("/crm/home/changes/{}/undo", undone.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&redo, &staff, Value::Null).await.status, StatusCode::OK);

    // Cancelled, its place is free.
    let known = bookings(&app, &staff, &id).await;
    let record = &known["bookings"][0]["booking"];
    let address = format!("/crm/home/bookings/{}", record["id"].as_str().unwrap());
    let version = format!("\"{}\"", record["version"]);
    let cancelled = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", &version)]).await;
    assert_eq!(cancelled.status, StatusCode::OK, "{}", cancelled.body);
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 0);
    assert!(shown(&[]).await.contains("This booking is cancelled"));
    assert_eq!(app.send(Method::GET, &calendar, None, Value::Null, &[]).await.status, StatusCode::NOT_FOUND);
    for forged in [format!("{}0", &booking[..booking.len() - 1]), "/booking/".to_owned() + &"0".repeat(96)] {
        if forged != booking {
            let answer = app.send(Method::GET, &forged, None, Value::Null, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{forged}");
        }
    }
}

#[tokio::test]
async fn no_event_is_overbooked_however_many_come_at_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(7)).await;
    let names: Vec<String> = (0..24).map(|number| format!("guest{number}")).collect();
    let answers = futures(names.iter().map(|name| book(&app, &form, name))).await;
    let taken: Vec<&Answer> = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).collect();
    assert_eq!(taken.len(), 7);
    let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status == StatusCode::GONE).collect();
    assert_eq!(refused.len(), 17);
    assert_eq!(
        (&refused[0].body["type"], &refused[0].body["title"]),
        (&json!("urn:calling-card:problem:full"), &json!("All places are taken."))
    );
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 7);

    // The form says so, as a page and in the embed; a repeat of what was taken in is taken in still.
    let page = app.send(Method::GET, &format!("/f/{form}"), None, Value::Null, &[]).await;
    let text = page.body.as_str().unwrap();
    assert!(
        page.status == StatusCode::GONE && text.contains("All places are taken.") && !text.contains("<button"),
        "{text}"
    );
    let script = app.send(Method::GET, &format!("/f/{form}/form.js"), None, Value::Null, &[]).await;
    let script = script.body.as_str().unwrap();
    assert!(script.contains("All places are taken.") && !script.contains("\"button\""), "{script}");
    let first = names.iter().zip(&answers).find(|(_, answer)| answer.status == StatusCode::CREATED).unwrap();
    let again = book(&app, &form, first.0).await;
    assert_eq!((again.status, &again.body["number"]), (StatusCode::CREATED, &first.1.body["number"]));

    // Accepting several at once books each once; what is freed is given once.
    let waiting = bookings(&app, &staff, &id).await["waiting"].clone();
    let ids: Vec<String> =
        waiting.as_array().unwrap().iter().map(|draft| draft["id"].as_str().unwrap().to_owned()).collect();
    let accept = |draft: &String| {
        let address = format!("/crm/home/drafts/{draft}/accept");
        let (app, staff) = (&app, &staff);
        async move { app.post(&address, staff, json!({})).await.status }
    };
    let twice: Vec<String> = ids.iter().take(3).flat_map(|id| [id.clone(), id.clone()]).collect();
    let statuses = futures(twice.iter().map(accept)).await;
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::CREATED).count(), 3);
    let known = bookings(&app, &staff, &id).await;
    assert_eq!((&known["taken"], known["bookings"].as_array().unwrap().len()), (&json!(7), 3));

    // Discarded, a place is free; taken by another, the draft does not come back.
    let address = format!("/crm/home/drafts/{}", ids[3]);
    let discarded = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(discarded.status, StatusCode::OK, "{}", discarded.body);
    let later: Vec<String> = (0..4).map(|number| format!("later{number}")).collect();
    let answers = futures(later.iter().map(|name| book(&app, &form, name))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count(), 1);
    let undo = format!("/crm/home/changes/{}/undo", discarded.body["batch"].as_str().unwrap());
    let back = app.post(&undo, &staff, Value::Null).await;
    assert_eq!((back.status, &back.body["type"]), (StatusCode::GONE, &json!("urn:calling-card:problem:full")));
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 7);

    // It has no fewer places than are taken, neither written nor undone.
    let fewer = put(&app, &staff, &id, 1, event(6)).await;
    assert_eq!(fewer.body["errors"], json!([{ "field": "/places", "code": "number", "min": 7, "max": 100_000 }]));
    let more = put(&app, &staff, &id, 1, event(9)).await;
    assert_eq!((more.status, book(&app, &form, "eighth").await.status), (StatusCode::OK, StatusCode::CREATED));
    let undo = format!("/crm/home/changes/{}/undo", more.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::GONE);
    assert_eq!(app.get(&format!("/crm/home/events/{id}"), &staff).await.body["content"]["places"], 9);
}

/// Waits for all of them at once.
async fn futures<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (future, done) in waiting.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            if let std::task::Poll::Ready(value) = future.as_mut().poll(context) {
                *done = Some(value);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(done.iter_mut().map(|one| one.take().unwrap()).collect())
        } else {
            std::task::Poll::Pending
        }
    })
    .await
}

#[tokio::test]
async fn what_is_held_for_review_takes_no_place_until_it_is_let_through() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(1)).await;
    let address = format!("/f/{form}/submissions");
    let urlencoded = [("content-type", "application/x-www-form-urlencoded")];
    let plain = |name: &str| {
        format!("family_name={name}&email={name}%40example.com&cc-consent=yes&cc-key={name}&cc-language=en")
    };
    let sent = app.send_raw(Method::POST, &address, None, Body::from(plain("held")), &urlencoded).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(sent.headers["location"].to_str().unwrap().starts_with("/booking/"));
    let known = bookings(&app, &staff, &id).await;
    assert_eq!((&known["taken"], &known["waiting"][0]["takes_place"]), (&json!(0), &json!(false)));
    assert_eq!(book(&app, &form, "quick").await.status, StatusCode::CREATED);
    let full = app.send_raw(Method::POST, &address, None, Body::from(plain("late")), &urlencoded).await;
    assert!(
        full.status == StatusCode::GONE && full.body.as_str().unwrap().contains("All places are taken."),
        "{}",
        full.body
    );
    let held = known["waiting"][0]["id"].as_str().unwrap();
    for deed in ["release", "accept"] {
        let answer = app.post(&format!("/crm/home/drafts/{held}/{deed}"), &staff, json!({})).await;
        assert_eq!(answer.status, StatusCode::GONE, "{deed} {}", answer.body);
    }
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
}

#[tokio::test]
async fn a_form_is_closed_with_its_event() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(5)).await;
    let calendar = format!("/e/{id}/event.ics");
    let open = async |closed: StatusCode| {
        let page = app.send(Method::GET, &format!("/f/{form}"), None, Value::Null, &[]).await;
        let shown = page.body.as_str().unwrap().contains("Wine");
        let entry = app.send(Method::GET, &calendar, None, Value::Null, &[]).await.status;
        assert_eq!(book(&app, &form, &format!("at{closed}{shown}").replace(' ', "")).await.status, closed);
        (page.status, shown, entry)
    };
    assert_eq!(open(StatusCode::CREATED).await, (StatusCode::OK, true, StatusCode::OK));
    let mut hidden = event(5);
    hidden["published"] = json!(false);
    put(&app, &staff, &id, 1, hidden).await;
    assert_eq!(open(StatusCode::GONE).await, (StatusCode::GONE, false, StatusCode::NOT_FOUND));
    let mut over = event(5);
    (over["begin"], over["end"]) = (json!("2020-01-01T10:00"), json!("2020-01-01T11:00"));
    put(&app, &staff, &id, 2, over).await;
    assert_eq!(open(StatusCode::GONE).await, (StatusCode::GONE, true, StatusCode::OK));
    let address = format!("/crm/home/events/{id}");
    app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", "\"3\"")]).await;
    assert_eq!(open(StatusCode::GONE).await, (StatusCode::GONE, false, StatusCode::NOT_FOUND));
    // What was booked for is a person still.
    let draft = app.get("/crm/home/drafts", &staff).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    let accepted = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, json!({})).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
}

#[tokio::test]
async fn who_goes_takes_their_bookings_and_invitations_along() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, form) = with_form(&app, &staff, event(3)).await;
    book(&app, &form, "curie").await;
    let draft = bookings(&app, &staff, &id).await["waiting"][0]["id"].as_str().unwrap().to_owned();
    let accepted = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, json!({})).await.body;
    let person = accepted["result"]["id"].as_str().unwrap();
    let invitations = format!("/crm/home/events/{id}/invitations");
    let invited = app.post(&invitations, &staff, json!({ "person": person })).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{}", invited.body);
    let twice = app.post(&invitations, &staff, json!({ "person": person })).await;
    assert_eq!(twice.body["errors"], json!([{ "field": "/person", "code": "taken" }]));
    let list = app.get(&invitations, &staff).await.body;
    assert_eq!((&list[0]["name"], &list[0]["invitation"]["content"]["state"]), (&json!("curie"), &json!("open")));
    let export = app.get(&format!("/crm/home/people/{person}/export"), &staff).await.body;
    assert_eq!((export["bookings"].as_array().unwrap().len(), export["invitations"].as_array().unwrap().len()), (1, 1));

    let address = format!("/crm/home/people/{person}");
    let gone = app.send(Method::DELETE, &address, Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 0);
    assert_eq!(app.get(&invitations, &staff).await.body, json!([]));
    let undo = format!("/crm/home/changes/{}/undo", gone.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, Value::Null).await.status, StatusCode::OK);
    assert_eq!(bookings(&app, &staff, &id).await["taken"], 1);
    let erased = app.post(&format!("{address}/erase"), &staff, json!({ "name": "curie" })).await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.body);
    assert_eq!(
        bookings(&app, &staff, &id).await,
        json!({ "bookings": [], "waiting": [], "taken": 0, "forms": [form] })
    );
    assert!(!app.knows("curie@example.com").await);
}

#[tokio::test]
async fn workspaces_do_not_see_each_others_events() {
    let app = TestApp::new().await;
    let (one, other) = (app.staff("one").await, app.staff("other").await);
    let (id, form) = with_form(&app, &one, event(5)).await;
    let person = app.person(&one, json!({ "name": { "family": "Curie" } })).await;
    let made = app.post(&format!("/crm/home/events/{id}/invitations"), &one, json!({ "person": person })).await.body;
    for rest in ["", "/event.ics", "/history", "/bookings", "/invitations"] {
        let address = format!("/crm/home/events/{id}{rest}");
        assert_eq!(app.get(&address, &one).await.status, StatusCode::OK, "{rest}");
        assert_eq!(app.get(&address, &other).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
    assert_eq!(app.get("/crm/home/events", &other).await.body["total"], 0);
    assert_eq!(put(&app, &other, &id, 1, event(1)).await.status, StatusCode::NOT_FOUND);
    for (method, address) in [
        (Method::DELETE, format!("/crm/home/events/{id}")),
        (Method::DELETE, format!("/crm/home/invitations/{}", made["result"]["id"].as_str().unwrap())),
        (Method::POST, format!("/crm/home/events/{id}/booking-form")),
    ] {
        let answer = app.send(method, &address, Some(&other), Value::Null, &[("if-match", "\"1\"")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    // Neither can a form book at another's event, nor somebody of another's be invited.
    let record = app.get("/crm/home/inbound-sources/other-contact", &other).await.body;
    let mut source = record["content"].clone();
    source["event"] = json!(id);
    let address = "/crm/home/inbound-sources/other-contact";
    let stolen = app.send(Method::PUT, address, Some(&other), source.clone(), &[("if-match", "\"1\"")]).await;
    assert_eq!(stolen.body["errors"], json!([{ "field": "/event", "code": "unknown" }]));
    let preview = app.post("/crm/home/form-preview", &other, source).await.body.to_string();
    assert!(!preview.contains("Wine"), "{preview}");
    let (theirs, _) = with_form(&app, &other, event(5)).await;
    let invited =
        app.post(&format!("/crm/home/events/{theirs}/invitations"), &other, json!({ "person": person })).await;
    assert_eq!(invited.body["errors"], json!([{ "field": "/person", "code": "unknown" }]));
    // The same title makes another id.
    let forms = bookings(&app, &other, &theirs).await["forms"].clone();
    assert_eq!((form.as_str(), forms), ("wine-cheese", json!(["wine-cheese-2"])));
}

#[tokio::test]
async fn a_calendar_entry_is_what_rfc_5545_says() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, _) = with_form(&app, &staff, event(5)).await;
    let told = app.get(&format!("/crm/home/events/{id}/event.ics"), &staff).await;
    assert_eq!(told.headers["content-type"], "text/calendar; charset=utf-8");
    let disposition = told.headers["content-disposition"].to_str().unwrap();
    assert_eq!(disposition, "attachment; filename=\"Wine _ cheese.ics\"; filename*=UTF-8''Wine%20%5F%20cheese%2Eics");
    let public = app.send(Method::GET, &format!("/e/{id}/event.ics"), None, Value::Null, &[]).await;
    let (told, public) = (told.body.as_str().unwrap(), public.body.as_str().unwrap());
    for text in [told, public] {
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        let unfolded = text.replace("\r\n ", "");
        for line in [
            &format!("UID:{id}"),
            "DTSTART:21241224T170000Z",
            "DTEND:21241224T190000Z",
            "SUMMARY:Wine & cheese",
            "DESCRIPTION:Bring a friend.\\nOr two.",
        ] {
            assert!(unfolded.lines().any(|known| known == line), "{line}: {unfolded}");
        }
        assert_eq!(unfolded.lines().filter(|line| line.starts_with("DTSTAMP:") && line.ends_with('Z')).count(), 1);
    }
    assert!(told.contains("URL:https://meet.example/secret") && !public.contains("secret"));
}
