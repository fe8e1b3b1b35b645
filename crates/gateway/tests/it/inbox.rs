//! Drafts as an inbox: unread, spam, many at once, whom they are probably of, field by field, and answers by mail.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::mail::{self, Mailer};
use calling_card_gateway::state::Config;
use calling_card_gateway::store::{changes, drafts};
use serde_json::{Value, json};

use crate::mail::server;
use crate::test_app::{Answer, Staff, TestApp};

const ADDRESS: &str = "/f/home-contact/submissions";
const REPLY: &str = "0198aaaa-0000-7000-8000-000000000001";

async fn send(app: &TestApp, given: &str, family: &str, email: &str) {
    let values = json!({ "given_name": given, "family_name": family, "email": email, "company": "Sorbonne GmbH", "phone": "030 901820", "message": "Bonjour" });
    let sent = json!({ "values": values, "consent": true, "page": "https://example.com/contact" });
    let answer = app.send(Method::POST, ADDRESS, None, sent, &[]).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
}

async fn list(app: &TestApp, staff: &Staff, query: &str) -> Vec<Value> {
    let page = app.get(&format!("/crm/home/drafts?{query}"), staff).await.body;
    let items = page["items"].as_array().unwrap().clone();
    assert_eq!(page["total"], items.len());
    items
}

fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

async fn opened(app: &TestApp, staff: &Staff, id: &str) -> Value {
    app.get(&format!("/crm/home/drafts/{id}"), staff).await.body
}

async fn undo(app: &TestApp, staff: &Staff, done: &Answer) {
    let batch = done.body["batch"].as_str().unwrap();
    let undone = app.post(&format!("/crm/home/changes/{batch}/undo"), staff, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
}

#[tokio::test]
async fn a_draft_is_unread_for_the_workspace_until_somebody_opens_it() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let other = app.staff("other").await;
    let reader = app.member("home", "rita", Role::Reader).await;
    send(&app, "Marie", "Curie", "marie@sorbonne.example").await;
    send(&app, "Pierre", "Curie", "pierre@sorbonne.example").await;
    let unread = list(&app, &staff, "unread=true").await;
    assert_eq!(unread.len(), 2);
    let told = &unread[0];
    assert_eq!(
        (&told["name"], &told["page"], &told["confirmation"], &told["files"], &told["language"]),
        (&json!("Pierre Curie"), &json!("https://example.com/contact"), &json!("not_asked"), &json!(0), &json!("en"))
    );
    let id = told["id"].as_str().unwrap().to_owned();
    let before = opened(&app, &reader, &id).await["draft"].clone();
    assert_eq!(before["version"], 1, "to open it changes no record");
    assert_eq!(ids(&list(&app, &staff, "unread=true").await), ids(&unread[1..]));
    assert_eq!(list(&app, &staff, "").await.len(), 2);

    let mark = |unread: bool| json!({ "drafts": [id, "0198aaaa-0000-7000-8000-00000000000f"], "unread": unread });
    let refused = app.post("/crm/home/drafts/mark", &reader, mark(true)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let elsewhere = app.post("/crm/home/drafts/mark", &other, mark(true)).await;
    assert_eq!(elsewhere.body["changed"], json!([]), "another workspace's draft is none");
    let marked = app.post("/crm/home/drafts/mark", &staff, mark(true)).await;
    assert_eq!(marked.body["changed"], json!([id]));
    assert_eq!(list(&app, &staff, "unread=true").await.len(), 2);
    assert_eq!(app.post("/crm/home/drafts/mark", &staff, mark(true)).await.body["changed"], json!([]));
    assert_eq!(app.post("/crm/home/drafts/mark", &staff, mark(false)).await.body["changed"], json!([id]));
    assert_eq!(opened(&app, &staff, &id).await["draft"]["version"], 1);
    let many: Vec<String> = (0..201).map(|n| format!("0198aaaa-0000-7000-8000-{n:012}")).collect();
    for path in ["mark", "edit"] {
        let body = json!({ "drafts": many, "unread": true, "edit": "spam" });
        let refused = app.post(&format!("/crm/home/drafts/{path}"), &staff, body).await;
        assert_eq!(refused.body["errors"][0]["field"], "/drafts", "{path}: {}", refused.body);
    }
}

#[tokio::test]
async fn many_are_spam_or_discarded_with_one_undo_and_spam_is_forgotten_after_a_month() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for given in ["Ada", "Ben", "Cy"] {
        send(&app, given, "Lovelace", &format!("{given}@example.com")).await;
    }
    let all = ids(&list(&app, &staff, "").await);
    let edit = |drafts: &[String], edit: &str| json!({ "drafts": drafts, "edit": edit });
    let spam = app.post("/crm/home/drafts/edit", &staff, edit(&all[..2], "spam")).await;
    assert_eq!(spam.body["result"], json!({ "changed": all[..2], "missing": 0 }));
    assert_eq!(ids(&list(&app, &staff, "").await), all[2..]);
    assert_eq!(ids(&list(&app, &staff, "spam=true").await), all[..2]);
    assert!(list(&app, &staff, "spam=true").await[0]["spam_at"].is_string());
    undo(&app, &staff, &spam).await;
    assert_eq!(ids(&list(&app, &staff, "").await), all);

    app.post("/crm/home/drafts/edit", &staff, edit(&all[..2], "spam")).await;
    let not = app.post("/crm/home/drafts/edit", &staff, edit(&all[..1], "not_spam")).await;
    assert_eq!(not.body["result"]["changed"], json!(all[..1]));
    assert_eq!(ids(&list(&app, &staff, "spam=true").await), all[1..2]);

    let gone = app.post("/crm/home/drafts/edit", &staff, edit(&[all[0].clone(), all[2].clone()], "discard")).await;
    assert_eq!(gone.body["result"]["changed"].as_array().unwrap().len(), 2);
    assert_eq!(list(&app, &staff, "").await.len(), 0);
    let again = app.post("/crm/home/drafts/edit", &staff, edit(&all[..1], "discard")).await;
    assert_eq!(again.body["result"]["missing"], 1);
    undo(&app, &staff, &gone).await;
    assert_eq!(list(&app, &staff, "").await.len(), 2);

    assert_eq!(drafts::purge_spam(&app.store).await.unwrap(), 0, "not before its time");
    app.sql("UPDATE records SET content = json_set(content, '$.spam_at', '2020-01-01T00:00:00.000Z') WHERE content ->> '$.spam_at' IS NOT NULL").await;
    assert_eq!(drafts::purge_spam(&app.store).await.unwrap(), 1);
    assert_eq!((list(&app, &staff, "spam=true").await.len(), list(&app, &staff, "").await.len()), (0, 2));
    assert!(!app.knows("Ben@example.com").await, "nothing of it is left");
}

#[tokio::test]
async fn whom_it_is_probably_of_is_told_with_the_reason_and_a_name_against_it_is_not_outvoted() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let card = |email: &str, phone: &str| {
        let emails: Vec<Value> = (!email.is_empty()).then(|| json!({ "address": email })).into_iter().collect();
        let phones: Vec<Value> = (!phone.is_empty()).then(|| json!({ "number": phone })).into_iter().collect();
        json!([{ "business": "Sorbonne", "emails": emails, "phones": phones }])
    };
    let same = app
        .person(
            &staff,
            json!({ "name": { "given": "Marie", "family": "Curie" }, "cards": card("marie@sorbonne.example", "") }),
        )
        .await;
    let sounds =
        app.person(&staff, json!({ "name": { "given": "Marie", "family": "Kurie" }, "cards": card("", "") })).await;
    // The same number and company, and another name.
    app.person(&staff, json!({ "name": { "given": "Pierre", "family": "Langevin" }, "cards": card("", "030 901820") }))
        .await;
    let organization = |name: &str, website: &str| json!({ "name": name, "website": website });
    for (name, website) in
        [("Université", "https://www.sorbonne.example/fr"), ("Sorbonne", ""), ("Other", "https://other.example")]
    {
        let made = app.post("/crm/home/organizations", &staff, organization(name, website)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    }
    send(&app, "Marie", "Curie", "Marie@sorbonne.example").await;
    let id = ids(&list(&app, &staff, "").await).remove(0);
    let draft = opened(&app, &staff, &id).await;
    let found: Vec<&str> =
        draft["matches"].as_array().unwrap().iter().map(|found| found["person"]["id"].as_str().unwrap()).collect();
    assert_eq!(found, [same.as_str(), sounds.as_str()], "{}", draft["matches"]);
    let reasons = &draft["matches"][0]["likeness"]["reasons"];
    assert!(
        reasons.as_array().unwrap().contains(&json!("email"))
            && reasons.as_array().unwrap().contains(&json!("same_name"))
    );
    let organizations: Vec<(&Value, &Value)> =
        draft["organizations"].as_array().unwrap().iter().map(|one| (&one["name"], &one["by"])).collect();
    assert_eq!(organizations, [(&json!("Université"), &json!(["domain"])), (&json!("Sorbonne"), &json!(["name"]))]);
    for number in 0..7 {
        app.person(&staff, json!({ "name": { "given": "Marie", "family": "Curie" }, "cards": card(&format!("m{number}@example.com"), "") })).await;
    }
    assert_eq!(opened(&app, &staff, &id).await["matches"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_draft_goes_into_a_person_as_was_chosen_and_what_is_not_taken_is_a_note() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let person = app.person(&staff, json!({ "name": { "given": "Maria", "family": "Sklodowska" } })).await;
    let address = format!("/crm/home/people/{person}");
    send(&app, "Marie", "Curie", "marie@example.com").await;
    let id = ids(&list(&app, &staff, "").await).remove(0);
    let accept = format!("/crm/home/drafts/{id}/accept");
    // The family name of the draft, the given name of the person, and no phone number.
    let chosen = json!({ "name": { "given": "Maria", "family": "Curie" }, "cards": [{ "favourite": true, "emails": [{ "address": "marie@example.com" }] }] });
    let stale = app.post(&accept, &staff, json!({ "into": person, "person": chosen, "seen": 9 })).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.body);
    assert_eq!(list(&app, &staff, "").await.len(), 1, "nothing was done");
    let done = app.post(&accept, &staff, json!({ "into": person, "person": chosen, "seen": 1 })).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let now = app.get(&address, &staff).await.body;
    assert_eq!(
        (&now["content"]["name"]["given"], &now["content"]["name"]["family"]),
        (&json!("Maria"), &json!("Curie"))
    );
    assert_eq!(now["content"]["cards"][0]["phones"].as_array().map_or(0, Vec::len), 0);
    let notes = app.get(&format!("{address}/notes"), &staff).await.body;
    let text = notes[0]["content"]["text"].as_str().unwrap();
    assert!(text.starts_with("Bonjour\n\n"), "{text}");
    for left in ["Marie", "Sorbonne GmbH", "030 901820"] {
        assert!(text.contains(left), "{left} is said: {text}");
    }
    assert!(!text.contains("Curie") && !text.contains("marie@example.com"), "{text}");
    undo(&app, &staff, &done).await;
    let back = app.get(&address, &staff).await.body;
    assert_eq!(back["content"]["name"]["family"], "Sklodowska");
    assert_eq!(app.get(&format!("{address}/notes"), &staff).await.body, json!([]));
    assert_eq!(list(&app, &staff, "").await.len(), 1);
}

#[tokio::test]
async fn an_answer_is_mailed_once_and_stays_with_the_person() {
    let (url, mut told) = server("250 taken").await;
    let mailer = Mailer::new(&url, "Company <post@company.example>").unwrap();
    let app = TestApp::mailing(Config { private_crms: true, ..Config::default() }, Some(mailer)).await;
    let staff = app.staff("home").await;
    let reader = app.member("home", "rita", Role::Reader).await;
    send(&app, "Marie", "Curie", "marie@example.com").await;
    let id = ids(&list(&app, &staff, "").await).remove(0);
    let draft = opened(&app, &staff, &id).await;
    assert_eq!((&draft["reply_way"], &draft["reply_address"]), (&json!("outbox"), &json!("marie@example.com")));
    let address = format!("/crm/home/drafts/{id}/replies/{REPLY}");
    let put = async |who: &Staff, body: Value| app.send(Method::PUT, &address, Some(who), body, &[]).await;
    let reply = json!({ "subject": "Your message", "text": "Dear Marie,\nthank you." });
    assert_eq!(put(&reader, reply.clone()).await.status, StatusCode::FORBIDDEN);
    for (wrong, field) in [
        (json!({ "subject": "a\r\nBcc: eve@example.com", "text": "x" }), "/subject"),
        (json!({ "subject": "a".repeat(201), "text": "x" }), "/subject"),
        (json!({ "subject": "a", "text": " " }), "/text"),
        (json!({ "subject": "a", "text": "x".repeat(10_001) }), "/text"),
    ] {
        let refused = put(&staff, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.body["errors"][0]["field"], field);
    }
    // A repeat is the same answer; another one needs another key.
    for _ in 0..3 {
        let written = put(&staff, reply.clone()).await;
        assert_eq!((written.status, &written.body["by"]), (StatusCode::OK, &json!("home")), "{}", written.body);
    }
    assert_eq!(put(&staff, json!({ "subject": "Other", "text": "x" })).await.status, StatusCode::CONFLICT);
    let task = tokio::spawn(mail::deliver(app.state.clone()));
    let text = told.recv().await.unwrap();
    for part in ["To: marie@example.com", "Reply-To: home@example.com", "Subject: Your message", "thank you."] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Auto-Submitted"), "a person has written it");
    let mut sent = opened(&app, &staff, &id).await["replies"][0].clone();
    for _ in 0..200 {
        if sent["state"] == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        sent = opened(&app, &staff, &id).await["replies"][0].clone();
    }
    assert_eq!((&sent["state"], &sent["text"]), (&json!("sent"), &reply["text"]));
    assert_eq!(put(&staff, reply.clone()).await.body["state"], "sent");
    assert!(told.try_recv().is_err(), "at most once");

    let accepted = app.post(&format!("/crm/home/drafts/{id}/accept"), &staff, json!({})).await.body;
    let person = accepted["result"]["id"].as_str().unwrap();
    let timeline = app.get(&format!("/crm/home/people/{person}/timeline"), &reader).await.body;
    let told_of = timeline.as_array().unwrap().iter().find_map(|moment| moment["what"].get("reply")).unwrap();
    assert_eq!((&told_of["subject"], &told_of["state"]), (&json!("Your message"), &json!("sent")));
    let export = app.get(&format!("/crm/home/people/{person}/export"), &staff).await.body;
    assert_eq!(export["replies"].as_array().map(Vec::len), Some(1), "{export}");
    // What is left of the draft goes with it, but not what the person has.
    app.sql("UPDATE records SET deleted_at = '2020-01-01T00:00:00.000Z' WHERE kind = 'draft'").await;
    changes::purge_bin(&app.store).await.unwrap();
    let export = app.get(&format!("/crm/home/people/{person}/export"), &staff).await.body;
    assert_eq!(export["replies"].as_array().map(Vec::len), Some(1));
    let erase = json!({ "name": "Marie Curie" });
    let erased = app.post(&format!("/crm/home/people/{person}/erase"), &staff, erase).await;
    assert!(erased.status.is_success(), "{}", erased.body);
    assert!(!app.knows("thank you.").await, "nothing of it is left");
    task.abort();
}

#[tokio::test]
async fn nobody_is_answered_who_has_not_confirmed_or_without_a_mail_server() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    send(&app, "Marie", "Curie", "marie@example.com").await;
    let id = ids(&list(&app, &staff, "").await).remove(0);
    let reply = json!({ "subject": "Your message", "text": "Thank you." });
    let put = async |app: &TestApp, staff: &Staff, id: &str| {
        app.send(Method::PUT, &format!("/crm/home/drafts/{id}/replies/{REPLY}"), Some(staff), reply.clone(), &[]).await
    };
    assert_eq!(opened(&app, &staff, &id).await["reply_way"], "own_program");
    assert_eq!(put(&app, &staff, &id).await.status, StatusCode::SERVICE_UNAVAILABLE);

    let (url, _told) = server("250 taken").await;
    let mailer = Mailer::new(&url, "post@company.example").unwrap();
    let app = TestApp::mailing(Config { private_crms: true, ..Config::default() }, Some(mailer)).await;
    let staff = app.staff("home").await;
    send(&app, "Marie", "Curie", "marie@example.com").await;
    let before = ids(&list(&app, &staff, "").await).remove(0);
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    send(&app, "Pierre", "Curie", "pierre@example.com").await;
    let waiting = ids(&list(&app, &staff, "waiting=true").await).remove(0);
    assert_eq!(list(&app, &staff, "waiting=true").await[0]["confirmation"], "waiting");
    for id in [&before, &waiting] {
        assert_eq!(opened(&app, &staff, id).await["reply_way"], "unconfirmed");
        let refused = put(&app, &staff, id).await;
        assert_eq!(
            (refused.status, &refused.body["type"]),
            (StatusCode::CONFLICT, &json!("urn:calling-card:problem:unconfirmed"))
        );
    }
    let mails = app.get("/crm/home/mails", &staff).await.body["mails"].clone();
    let body = mails[0]["body"].as_str().unwrap();
    let token = body.split("/doi/").nth(1).unwrap().split_whitespace().next().unwrap();
    app.send(Method::POST, &format!("/doi/{token}"), None, Value::Null, &[]).await;
    let confirmed = opened(&app, &staff, &waiting).await;
    assert_eq!(
        (&confirmed["reply_way"], &confirmed["reply_address"]),
        (&json!("outbox"), &json!("pierre@example.com"))
    );
    assert_eq!(put(&app, &staff, &waiting).await.status, StatusCode::OK);
    assert_eq!(list(&app, &staff, "").await[0]["confirmation"], "confirmed");
    // Of another workspace nobody is answered, and no key of theirs is taken.
    let other = app.staff("other").await;
    assert_eq!(put(&app, &other, &waiting).await.status, StatusCode::NOT_FOUND);
}
