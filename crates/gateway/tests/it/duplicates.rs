//! People who are there several times: merged as a whole, taken back as a whole, or said to be two.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

const MERGE: &str = "/crm/home/people/merge";
const PAIRS: &str = "/crm/home/people/not-duplicates";

fn id(answer: &Answer) -> String {
    answer.body["result"]["id"].as_str().unwrap().to_owned()
}

async fn person(app: &TestApp, staff: &Staff, id: &str) -> Value {
    app.get(&format!("/crm/home/people/{id}"), staff).await.body
}

/// The body of a merge of people as they are now; `person` is who they merged_person.
async fn merge_of(app: &TestApp, staff: &Staff, stays: &str, others: &[&str], merged_person: Value) -> Value {
    let seen = async |id: &str| json!({ "id": id, "version": person(app, staff, id).await["version"] });
    let mut all = Vec::new();
    for other in others {
        all.push(seen(other).await);
    }
    json!({ "stays": seen(stays).await, "others": all, "person": merged_person })
}

async fn undo(app: &TestApp, staff: &Staff, answer: &Answer) -> Answer {
    app.post(&format!("/crm/home/changes/{}/undo", answer.body["batch"].as_str().unwrap()), staff, Value::Null).await
}

/// Two who are one, with all that can be about one of them, and somebody else.
struct Around {
    stays: String,
    gone: String,
    friend: String,
    organization: String,
    published: String,
    event: String,
}

async fn around(app: &TestApp, staff: &Staff) -> Around {
    let anna = json!({ "name": { "given": "Anna", "family": "Bär" }, "cards": [{ "business": "ACME", "favourite": true, "active": true, "emails": [{ "address": "anna@example.com" }] }] });
    let ann = json!({ "name": { "given": "Ann", "family": "Baer" }, "uid": "urn:uuid:old-card", "cards": [{ "business": "acme", "favourite": true, "active": true, "phones": [{ "number": "+49 30 901820" }] }] });
    let (stays, gone) = (app.person(staff, anna).await, app.person(staff, ann).await);
    let friend = app.person(staff, json!({ "name": { "family": "Friend" } })).await;
    for (about, text) in [(&gone, "Likes tea."), (&stays, "Likes coffee.")] {
        app.post("/crm/home/notes", staff, json!({ "person": about, "text": text })).await;
    }
    for other in [&friend, &stays] {
        let kind = json!({ "forward": "Sister", "backward": "Sibling" });
        app.post("/crm/home/relations", staff, json!({ "from": gone, "to": other, "kind": kind })).await;
    }
    let organization =
        id(&app.post("/crm/home/organizations", staff, json!({ "name": "ACME", "contact_person": gone })).await);
    let card = person(app, staff, &gone).await["content"]["cards"][0]["id"].clone();
    let public = json!({ "person": gone, "card": card, "title": "", "public": ["business"], "indexed": false });
    let answer = app.post("/crm/home/published-cards", staff, public).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let published = id(&answer);
    let event = json!({ "title": "Tasting", "begin": "2099-12-24T18:00", "end": "2099-12-24T20:00", "time_zone": "Europe/Berlin", "published": true });
    let event = id(&app.post("/crm/home/events", staff, event).await);
    for who in [&stays, &gone] {
        let answer = app.post(&format!("/crm/home/events/{event}/invitations"), staff, json!({ "person": who })).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    }
    Around { stays, gone, friend, organization, published, event }
}

/// All that staff see of somebody.
async fn seen(app: &TestApp, staff: &Staff, of: &Around, id: &str) -> Value {
    let part = async |what: &str| app.get(&format!("/crm/home/people/{id}{what}"), staff).await.body;
    let mut relations = part("/relations").await;
    for relation in relations.as_array_mut().into_iter().flatten() {
        // An undo is a write, too.
        relation.as_object_mut().unwrap().remove("version");
    }
    let contact = app.get(&format!("/crm/home/organizations/{}", of.organization), staff).await.body;
    let invited = app.get(&format!("/crm/home/events/{}/invitations", of.event), staff).await.body;
    json!({
        "content": part("").await["content"], "notes": part("/notes").await.as_array().map(Vec::len), "relations": relations,
        "published": part("/published-cards").await.as_array().map(Vec::len), "files": part("/files").await,
        "contact": contact["content"]["contact_person"], "invited": invited.as_array().map(Vec::len),
    })
}

#[tokio::test]
async fn what_is_about_one_becomes_the_others_and_an_undo_takes_all_of_it_back() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let of = around(&app, &staff).await;
    let before = (seen(&app, &staff, &of, &of.stays).await, seen(&app, &staff, &of, &of.gone).await);
    let mut merged_person = before.0["content"].clone();
    merged_person["cards"][0]["phones"] = json!([{ "number": "+49 30 901820" }]);
    let mut body = merge_of(&app, &staff, &of.stays, &[&of.gone], merged_person).await;

    body["preview"] = json!(true);
    let preview = app.post(MERGE, &staff, body.clone()).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    assert_eq!(
        before,
        (seen(&app, &staff, &of, &of.stays).await, seen(&app, &staff, &of, &of.gone).await),
        "nothing was done"
    );

    body["preview"] = json!(false);
    let merged = app.post(MERGE, &staff, body.clone()).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.body);
    let result = &merged.body["result"];
    assert_eq!(
        (&result["moved"], &result["left"]),
        (&preview.body["result"]["moved"], &preview.body["result"]["left"])
    );
    let mut moved: Vec<(&str, u64)> = result["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["count"].as_u64().unwrap()))
        .collect();
    moved.sort_unstable();
    assert_eq!(moved, [("note", 1), ("organization", 1), ("published_card", 1), ("relation", 1)]);
    assert_eq!(
        result["left"],
        json!([{ "kind": "relation", "name": "Sister / Sibling" }, { "kind": "invitation", "name": "Tasting" }])
    );

    let now = seen(&app, &staff, &of, &of.stays).await;
    assert_eq!(
        (&now["notes"], &now["published"], &now["contact"], &now["invited"]),
        (&json!(2), &json!(1), &json!(of.stays), &json!(1))
    );
    let relations = now["relations"].as_array().unwrap();
    assert_eq!((relations.len(), &relations[0]["person"]), (1, &json!(of.friend)), "nobody is related with themselves");
    assert_eq!(now["content"]["cards"][0]["phones"][0]["e164"], "+4930901820");
    assert_eq!(person(&app, &staff, &of.gone).await["status"], 404);
    let page = app.send(Method::GET, &format!("/c/{}", of.published), None, Value::Null, &[]).await;
    assert_eq!(page.status, StatusCode::OK, "what was printed leads there still");
    // An import of the other's vCard finds who stays.
    let strangers = json!({ "people": [["uid:old-card"], [format!("uid:{}", of.gone)]], "organizations": [] });
    let known = app.post("/crm/home/people/known", &staff, strangers).await.body;
    assert!(known.to_string().matches(&of.stays).count() >= 2, "{known}");
    let bin = app.get("/crm/home/bin", &staff).await.body;
    assert_eq!(
        (bin.as_array().unwrap().len(), &bin[0]["name"], &bin[0]["batch"]),
        (1, &json!("Ann Baer"), &merged.body["batch"])
    );

    // Undone, done again, and undone by that: each time all of it.
    let undone = undo(&app, &staff, &merged).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
    assert_eq!(before, (seen(&app, &staff, &of, &of.stays).await, seen(&app, &staff, &of, &of.gone).await));
    assert_eq!(app.get("/crm/home/bin", &staff).await.body, json!([]));
    let again = undo(&app, &staff, &undone).await;
    assert_eq!(seen(&app, &staff, &of, &of.stays).await, now);
    assert_eq!(app.get("/crm/home/bin", &staff).await.body[0]["batch"], again.body["batch"]);
    undo(&app, &staff, &again).await;
    assert_eq!(before, (seen(&app, &staff, &of, &of.stays).await, seen(&app, &staff, &of, &of.gone).await));
}

#[tokio::test]
async fn submissions_go_along_and_come_back() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let values = json!({ "given_name": "Ann", "family_name": "Baer", "email": "ann@example.com", "message": "Hello" });
    let sent = json!({ "values": values, "consent": true });
    let answer = app.send(Method::POST, "/f/home-contact/submissions", None, sent, &[("idempotency-key", "a")]).await;
    assert!(answer.status.is_success(), "{} {}", answer.status, answer.body);
    let drafts = app.get("/crm/home/drafts", &staff).await.body;
    let draft = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let accept = json!({ "unconfirmed": true });
    let accepted = app.post(&format!("/crm/home/drafts/{draft}/accept"), &staff, accept).await;
    assert!(accepted.status.is_success(), "{}", accepted.body);
    let gone = id(&accepted);
    let stays = app.person(&staff, json!({ "name": { "given": "Anna", "family": "Baer" } })).await;
    let drafts_of = async |id: &str| {
        let export = app.get(&format!("/crm/home/people/{id}/export"), &staff).await.body;
        export["drafts"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((drafts_of(&gone).await, drafts_of(&stays).await), (1, 0));
    let body = merge_of(&app, &staff, &stays, &[&gone], json!({ "name": { "given": "Anna", "family": "Baer" } })).await;
    let merged = app.post(MERGE, &staff, body).await;
    assert!(merged.body["result"]["moved"].to_string().contains("draft"), "{}", merged.body);
    assert_eq!(drafts_of(&stays).await, 1);
    let undone = undo(&app, &staff, &merged).await;
    assert_eq!((drafts_of(&gone).await, drafts_of(&stays).await), (1, 0));
    undo(&app, &staff, &undone).await;
    assert_eq!(drafts_of(&stays).await, 1);

    // Who is erased is erased with who became part of them.
    assert!(app.knows("ann@example.com").await);
    let erased = app.post(&format!("/crm/home/people/{stays}/erase"), &staff, json!({ "name": "Anna Baer" })).await;
    assert!(erased.status.is_success(), "{}", erased.body);
    assert!(!app.knows("ann@example.com").await, "it is in the bin still");
    assert_eq!(app.get("/crm/home/bin", &staff).await.body, json!([]));
}

#[tokio::test]
async fn nobody_merges_what_they_have_not_seen_or_may_not() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let reader = app.member("home", "reader", Role::Reader).await;
    let editor = app.member("home", "editor", Role::Editor).await;
    let made = async |staff: &Staff, family: &str| app.person(staff, json!({ "name": { "family": family } })).await;
    let (a, b, foreign) = (made(&staff, "A").await, made(&staff, "B").await, made(&other, "C").await);
    let merged_person = json!({ "name": { "family": "A" } });
    let body = merge_of(&app, &staff, &a, &[&b], merged_person.clone()).await;
    assert_eq!(app.post(MERGE, &reader, body.clone()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post(MERGE, &other, body.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let with = |stays: Value, others: Value| json!({ "stays": stays, "others": others, "person": merged_person });
    let seen = |id: &str| json!({ "id": id, "version": 1 });
    for (wrong, field) in [
        (with(seen(&a), json!([])), "/others"),
        (with(seen(&a), json!(vec![seen(&b); 10])), "/others"),
        (with(seen(&a), json!([seen(&a)])), "/others/0/id"),
        (with(seen(&a), json!([seen(&b), seen(&b)])), "/others/1/id"),
        (with(seen(&a), json!([seen(&foreign)])), "/others/0/id"),
        (with(seen(&foreign), json!([seen(&b)])), "/stays/id"),
        (
            json!({ "stays": seen(&a), "others": [seen(&b)], "person": { "name": { "family": "A" }, "tags": [""] } }),
            "/person/tags/0",
        ),
    ] {
        let answer = app.post(MERGE, &staff, wrong.clone()).await;
        assert_eq!(
            (answer.status, &answer.body["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
            "{wrong} {}",
            answer.body
        );
    }
    // One of them changed meanwhile: whoever it is, nothing is done.
    for changed in [&a, &b] {
        let body = merge_of(&app, &staff, &a, &[&b], merged_person.clone()).await;
        let version = format!("\"{}\"", person(&app, &staff, changed).await["version"]);
        let change = json!({ "name": { "family": "Changed" } });
        app.send(
            Method::PUT,
            &format!("/crm/home/people/{changed}"),
            Some(&staff),
            change,
            &[("if-match", version.as_str())],
        )
        .await;
        let answer = app.post(MERGE, &staff, body).await;
        assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED, "{}", answer.body);
        assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 2);
    }
    let body = merge_of(&app, &staff, &a, &[&b], merged_person).await;
    let merged = app.post(MERGE, &editor, body).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.body);
    // Who was changed since is not overwritten by an undo.
    let version = format!("\"{}\"", person(&app, &staff, &a).await["version"]);
    let change = json!({ "name": { "family": "Later" } });
    app.send(Method::PUT, &format!("/crm/home/people/{a}"), Some(&staff), change, &[("if-match", version.as_str())])
        .await;
    assert_eq!(undo(&app, &editor, &merged).await.status, StatusCode::CONFLICT);
    assert_eq!(app.get("/crm/home/people", &other).await.body["total"], 1);
}

#[tokio::test]
async fn who_was_said_to_be_two_is_remembered_with_them() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    let reader = app.member("home", "reader", Role::Reader).await;
    let made = async |staff: &Staff, family: &str| app.person(staff, json!({ "name": { "family": family } })).await;
    let (a, b, c) = (made(&staff, "A").await, made(&staff, "B").await, made(&staff, "C").await);
    let foreign = made(&other, "D").await;
    let pair = |one: &str, two: &str| {
        if one < two { json!({ "one": one, "other": two }) } else { json!({ "one": two, "other": one }) }
    };
    let swapped = json!([{ "one": b, "other": a }]);
    assert_eq!(app.post(PAIRS, &reader, swapped.clone()).await.status, StatusCode::FORBIDDEN);
    let said = app.post(PAIRS, &staff, swapped.clone()).await;
    assert_eq!((said.status, &said.body), (StatusCode::OK, &json!([pair(&a, &b)])), "whoever is named first");
    assert_eq!(
        app.post(PAIRS, &staff, json!([pair(&a, &b), pair(&b, &c)])).await.body,
        json!([pair(&b, &c)]),
        "what is new"
    );
    assert_eq!(app.get(PAIRS, &reader).await.body.as_array().unwrap().len(), 2);
    assert_eq!(app.get(&format!("{PAIRS}?person={a}"), &staff).await.body, json!([pair(&a, &b)]));
    assert_eq!(app.get(PAIRS, &other).await.body, json!([]));
    for (wrong, field) in [
        (json!([pair(&a, &a)]), "/0/other"),
        (json!([pair(&a, &c), { "one": a, "other": foreign }]), "/1/other"),
        (json!(vec![pair(&a, &b); 101]), ""),
    ] {
        let answer = app.post(PAIRS, &staff, wrong).await;
        assert_eq!(
            (answer.status, &answer.body["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
            "{}",
            answer.body
        );
    }
    let forget = format!("{PAIRS}/forget");
    app.post(&forget, &other, json!([pair(&a, &b)])).await;
    assert_eq!(app.get(PAIRS, &staff).await.body.as_array().unwrap().len(), 2, "another workspace's");
    assert_eq!(app.post(&forget, &reader, swapped.clone()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post(&forget, &staff, swapped).await.status, StatusCode::OK);
    assert_eq!(app.get(PAIRS, &staff).await.body, json!([pair(&b, &c)]));

    // Who becomes part of another one stands for that one, and no longer when it is undone.
    let merged =
        app.post(MERGE, &staff, merge_of(&app, &staff, &a, &[&b], json!({ "name": { "family": "A" } })).await).await;
    assert_eq!(app.get(PAIRS, &staff).await.body, json!([pair(&a, &c)]));
    undo(&app, &staff, &merged).await;
    assert_eq!(app.get(PAIRS, &staff).await.body, json!([pair(&b, &c)]));
    let merged =
        app.post(MERGE, &staff, merge_of(&app, &staff, &a, &[&b], json!({ "name": { "family": "A" } })).await).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.body);
    app.sql("UPDATE records SET deleted_at = '2020-01-01T00:00:00.000Z' WHERE deleted_at IS NOT NULL").await;
    calling_card_gateway::store::changes::purge_bin(&app.store).await.unwrap();
    assert_eq!(app.get(PAIRS, &staff).await.body, json!([pair(&a, &c)]), "also when the bin is emptied");
    // With the people it is forgotten.
    app.post(&format!("/crm/home/people/{c}/erase"), &staff, json!({ "name": "C" })).await;
    assert_eq!(app.get(PAIRS, &staff).await.body, json!([]));
}
