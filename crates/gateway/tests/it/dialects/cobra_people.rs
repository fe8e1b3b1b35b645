//! cobra CRM: people, one by one and many at once.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::cobra::{holds, same, text};
use super::contract::Contract;
use crate::test_app::TestApp;

/// All that can be said of a person, as the vendor's page has it.
fn everything() -> Value {
    json!({
        "salutation": "Frau",
        "title": "Dr.",
        "firstname": "Erika",
        "lastname": "Muster",
        "birthday": { "birthday": "\"1984-05-17\"", "considerBirthYear": true },
        "importantDates": [
            { "text": "Wedding", "date": "2019-08-24T14:15:22Z" },
            { "text": "Anniversary", "date": null },
            { "text": "Joined", "date": "2020-01-01T00:00:00+02:00" },
        ],
        "socialMedias": [{ "type": "LinkedIn", "link": "https://www.linkedin.com/in/erika" }, { "type": "Fediverse", "link": null }],
        "orgaTags": [{ "text": "VIP" }, { "id": null, "text": "Newsletter" }],
        "personalities": [{ "category": "Sport", "text": "Chess" }],
        "customerNumber": "C-1",
        "employeeStatus": "active",
        "employeeNumber": "E-1",
    })
}

#[tokio::test]
async fn all_that_is_said_comes_back_and_staff_see_it() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    Contract::of("cobra").holds("PeopleCreate", &everything());
    let made = client.person(everything()).await;
    assert!(same(&everything(), &made), "{made:#}");
    assert_eq!((&made["name"], &made["initials"]), (&json!("Dr. Erika Muster"), &json!("EM")));
    for tag in made["orgaTags"].as_array().unwrap().iter().chain(made["personalities"].as_array().unwrap()) {
        assert_eq!(text(&tag["id"]).len(), 24, "{tag}");
    }
    assert_eq!(client.read(&made["id"]).await, made);
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!(list, json!([made]));

    let people = app.get("/crm/home/people", &staff).await.body;
    let key = text(&people["items"][0]["id"]).to_owned();
    let record = app.get(&format!("/crm/home/people/{key}"), &staff).await.body;
    let content = &record["content"];
    assert_eq!((&content["name"]["salutation"], &content["name"]["title"]), (&json!("Frau"), &json!("Dr.")));
    assert_eq!((&content["birthday"], &content["tags"]), (&json!("1984-05-17"), &json!(["VIP", "Newsletter"])));
    assert_eq!(content["important_dates"][1], json!({ "label": "Joined", "date": "2020-01-01" }));
    // What staff change is what is told next; all else stays as it was said.
    let mut changed = content.clone();
    changed["name"]["given"] = json!("Erica");
    changed["important_dates"][0]["label"] = json!("Marriage");
    let version = format!("\"{}\"", record["version"]);
    let address = format!("/crm/home/people/{key}");
    let answer = app.send(Method::PUT, &address, Some(&staff), changed, &[("if-match", version.as_str())]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let told = client.read(&made["id"]).await;
    let mut expected = everything();
    expected["firstname"] = json!("Erica");
    expected["importantDates"][0]["text"] = json!("Marriage");
    assert!(same(&expected, &told), "{told:#}");
    assert_eq!(told["modifiedBy"], "home");
    assert_eq!((told["modifiedByUserId"].is_string(), told["createdByUserId"].is_null()), (true, true));
    // All of it can be exported, and is erased with the person.
    let export = app.get(&format!("{address}/export"), &staff).await;
    assert!(export.body.to_string().contains("Chess"), "{}", export.body);
    let erased = app.post(&format!("{address}/erase"), &staff, json!({ "name": told["name"] })).await;
    assert!(erased.status == StatusCode::OK && !app.knows("Chess").await, "{}", erased.body);
    client.refused("getPerson", 404, &format!("GET /crm/people/{}", text(&made["id"])), Value::Null).await;
}

#[tokio::test]
async fn what_is_read_only_or_unknown_is_passed_over() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let body = json!({
        "id": "0123456789abcdef01234567", "name": "Other", "initials": "XX", "detailImagePath": "/x", "lastname": "Muster",
        "userMail": "a@example.com", "cards": [{ "business": "ACME" }], "note": { "note": "no" }, "nonsense": { "a": 1 },
    });
    let made = client.person(body).await;
    assert_ne!(made["id"], "0123456789abcdef01234567");
    assert_eq!((&made["name"], &made["initials"], &made["cards"]), (&json!("Muster"), &json!("M"), &json!([])));
    assert!(made["detailImagePath"].is_null() && made["note"].is_null() && made["userMail"].is_null());
}

#[tokio::test]
async fn limits_are_those_of_the_page() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let (most, more) = ("ä".repeat(200), "ä".repeat(201));
    for member in ["title", "firstname", "lastname", "customerNumber"] {
        assert_eq!(client.person(json!({ member: most })).await[member], json!(most), "{member}");
        let message = client.refused("createPerson", 400, "POST /crm/people", json!({ member: more })).await;
        assert!(message.starts_with(&format!("{member}: ")), "{message}");
    }
    // Of these the page names no limit: what does not fit into our records stands beside them.
    for member in ["salutation", "employeeStatus", "employeeNumber"] {
        assert_eq!(client.person(json!({ member: more })).await[member], json!(more), "{member}");
        let endless = "x".repeat(2_001);
        client.refused("createPerson", 400, "POST /crm/people", json!({ member: endless })).await;
    }
    for (wrong, at) in [
        (json!({ "importantDates": [{ "text": "" }] }), "importantDates[0].text"),
        (json!({ "importantDates": [{ "text": "a" }, { "date": null }] }), "importantDates[1].text"),
        (json!({ "importantDates": [{ "text": more }] }), "importantDates[0].text"),
        (json!({ "importantDates": [{ "text": "a", "date": "tomorrow" }] }), "importantDates[0].date"),
        (json!({ "orgaTags": [{ "text": more }] }), "orgaTags[0].text"),
        (json!({ "orgaTags": [{}] }), "orgaTags[0].id"),
        (json!({ "orgaTags": [{ "id": "0123456789abcdef01234567" }] }), "orgaTags[0].id"),
        (json!({ "personalities": [{ "category": "Sport" }] }), "personalities[0].id"),
        (json!({ "orgaTags": vec![json!({ "text": "a" }); 101] }), "orgaTags"),
        (json!({ "lifecycle": {} }), "lifecycle.lifecycleId"),
        (json!({ "lifecycle": { "lifecycleId": "xyz" } }), "lifecycle.lifecycleId"),
        (json!({ "lifecycle": { "lifecycleId": "0123456789abcdef01234567" } }), "lifecycle.lifecycleId"),
        (json!({ "birthday": {} }), "birthday.birthday"),
        (json!({ "birthday": { "birthday": "17.05.1984" } }), "birthday.birthday"),
        (json!({ "birthday": { "birthday": "\"1850-01-01\"" } }), "birthday.birthday"),
        (json!({ "birthday": { "birthday": "\"2984-01-01\"" } }), "birthday.birthday"),
        (json!({ "birthday": { "birthday": "\"1584-02-29\"", "considerBirthYear": true } }), "birthday.birthday"),
    ] {
        let message = client.refused("createPerson", 400, "POST /crm/people", wrong.clone()).await;
        assert!(message.starts_with(&format!("{at}: ")), "{wrong}: {message}");
    }
}

#[tokio::test]
async fn a_birthday_whose_year_does_not_count_is_of_1584() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let leap = json!({ "birthday": "\"1584-02-29\"", "considerBirthYear": false });
    let made = client.person(json!({ "lastname": "Muster", "birthday": leap })).await;
    assert_eq!(made["birthday"], leap);
    // Of staff's own, and without quotation marks.
    app.person(&staff, json!({ "name": { "family": "Zwei" }, "birthday": "--02-29" })).await;
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!(list[1]["birthday"], leap);
    let line = format!("PUT /crm/people/{}", text(&made["id"]));
    let body = json!({ "lastname": "Muster", "birthday": { "birthday": "1984-05-17" } });
    let told = client.asked("updatePerson", 200, &line, body).await;
    assert_eq!(told["birthday"], json!({ "birthday": "\"1984-05-17\"", "considerBirthYear": true }));
    // The example of the page.
    let body = json!({ "lastname": "Muster", "birthday": { "birthday": "\"0001-01-01\"", "considerBirthYear": true } });
    assert_eq!(client.asked("updatePerson", 200, &line, body.clone()).await["birthday"], body["birthday"]);
}

#[tokio::test]
async fn an_update_replaces_what_can_be_said_and_nothing_else() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let key = app
        .person(&staff, json!({ "name": { "given": "Ann", "additional": "Maria", "family": "Lee" }, "gender": "F", "web_addresses": [{ "url": "https://example.com" }] }))
        .await;
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    let id = text(&list[0]["id"]);
    let told = client.asked("updatePerson", 200, &format!("PUT /crm/people/{id}"), everything()).await;
    assert!(same(&everything(), &told), "{told:#}");
    let told = client.asked("updatePerson", 200, &format!("PUT /crm/people/{id}"), json!({ "lastname": "Lee" })).await;
    for member in ["salutation", "title", "firstname", "birthday", "customerNumber", "employeeStatus"] {
        assert!(told[member].is_null(), "{member}");
    }
    for member in ["importantDates", "socialMedias", "orgaTags", "personalities"] {
        assert_eq!(told[member], json!([]), "{member}");
    }
    let content = &app.get(&format!("/crm/home/people/{key}"), &staff).await.body["content"];
    assert_eq!((&content["name"]["additional"], &content["gender"]), (&json!("Maria"), &json!("F")));
    assert_eq!(content["web_addresses"][0]["url"], "https://example.com");
    // Who writes back what was read changes nothing.
    let version = app.get(&format!("/crm/home/people/{key}"), &staff).await.body["version"].clone();
    client.asked("updatePerson", 200, &format!("PUT /crm/people/{id}"), told).await;
    assert_eq!(app.get(&format!("/crm/home/people/{key}"), &staff).await.body["version"], version);
    client.refused("updatePerson", 400, &format!("PUT /crm/people/{id}"), Value::Null).await;
    client.refused("updatePerson", 404, "PUT /crm/people/0123456789abcdef01234567", json!({})).await;
}

#[tokio::test]
async fn people_are_found_by_address_and_status() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    for (who, name, status, mail) in [
        (&client, "A", Some("active"), "a@example.com"),
        (&client, "B", Some("retired"), "b@example.com"),
        (&client, "C", None, "a@example.com"),
        (&other, "D", Some("active"), "a@example.com"),
    ] {
        let made = who.person(json!({ "lastname": name, "employeeStatus": status })).await;
        let line = format!("POST /crm/people/{}/businesscards", text(&made["id"]));
        who.asked("createBusinessCard", 201, &line, json!({ "emails": [{ "mail": mail }] })).await;
    }
    for (query, names) in [
        ("email=A%40example.com", vec!["A", "C"]),
        ("employeeStatus=active", vec!["A"]),
        ("email=a@example.com&employeeStatus=active", vec!["A"]),
        ("email=a@example.com&employeeStatus=retired", vec![]),
        ("email=nobody@example.com", vec![]),
        ("email=' OR 1=1 --", vec![]),
        ("employeeStatus=%25", vec![]),
    ] {
        let line = format!("GET /crm/people/filter?{}", query.replace(' ', "%20"));
        let found = client.asked("filterPeople", 200, &line, Value::Null).await;
        let found: Vec<&str> = found.as_array().unwrap().iter().map(|person| text(&person["lastname"])).collect();
        assert_eq!(found, names, "{query}");
    }
    for line in ["GET /crm/people/filter", "GET /crm/people/filter?email=&employeeStatus=%20"] {
        client.refused("filterPeople", 400, line, Value::Null).await;
    }
}

#[tokio::test]
async fn a_quicklook_is_a_person_in_short() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let client = app.cobra("home").await;
    let made = client.person(everything()).await;
    let line = format!("GET /crm/people/{}/quicklook", text(&made["id"]));
    let told = client.asked("getPersonQuicklook", 200, &line, Value::Null).await;
    for (name, value) in told.as_object().unwrap() {
        assert_eq!(*value, made[name], "{name}");
    }
    assert_eq!(told["employeeStatus"], "active");
    client.refused("getPersonQuicklook", 404, "GET /crm/people/0123456789abcdef01234567/quicklook", Value::Null).await;
}

#[tokio::test]
async fn many_are_written_together_or_not_at_all() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let line = "POST /crm/people/batch";
    let made = client.asked("createPeople", 201, line, json!([{ "lastname": "A" }, { "lastname": "B" }, {}])).await;
    assert_eq!(made.as_array().unwrap().len(), 3);
    let wrong = json!([{ "lastname": "C" }, { "importantDates": [{ "text": "" }] }]);
    let message = client.refused("createPeople", 400, line, wrong).await;
    assert!(message.starts_with("[1].importantDates[0].text: "), "{message}");
    let ids: Vec<String> = made.as_array().unwrap().iter().map(|person| text(&person["id"]).to_owned()).collect();

    let line = "PUT /crm/people/batch";
    let foreign = other.person(json!({ "lastname": "Other" })).await;
    for (wrong, at) in [
        (json!([{ "id": ids[0], "lastname": "X" }, { "lastname": "Y" }]), "[1].id"),
        (json!([{ "id": ids[0], "lastname": "X" }, { "id": foreign["id"], "lastname": "Y" }]), "[1].id"),
        (json!([{ "id": ids[0], "lastname": "x".repeat(201) }]), "[0].lastname"),
    ] {
        let message = client.refused("updatePeople", 400, line, wrong).await;
        assert!(message.starts_with(&format!("{at}: ")), "{message}");
    }
    let body = json!([{ "id": ids[1], "lastname": "Second" }, { "id": ids[0], "lastname": "First" }]);
    let told = client.asked("updatePeople", 200, line, body).await;
    assert_eq!((&told[0]["lastname"], &told[1]["lastname"]), (&json!("Second"), &json!("First")));
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    let names: Vec<Option<&str>> = list.as_array().unwrap().iter().map(|person| person["lastname"].as_str()).collect();
    assert_eq!(names, [Some("First"), Some("Second"), None], "what was refused has left nothing");

    // Those of another tenant stay.
    let gone = client
        .asked("deletePeople", 200, "DELETE /crm/people/batch", json!([ids[0], foreign["id"], "x", ids[0]]))
        .await;
    assert_eq!(gone, json!([ids[0]]));
    client.asked("deletePerson", 200, &format!("DELETE /crm/people/{}", ids[1]), Value::Null).await;
    client.refused("deletePerson", 404, &format!("DELETE /crm/people/{}", ids[1]), Value::Null).await;
    client.refused("getPerson", 404, &format!("GET /crm/people/{}", ids[0]), Value::Null).await;
    other.read(&foreign["id"]).await;
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!((list.as_array().unwrap().len(), &list[0]["id"]), (1, &json!(ids[2])));
}

#[tokio::test]
async fn the_note_is_one_of_those_that_staff_see() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let made = client.person(json!({ "lastname": "Muster" })).await;
    let line = format!("PUT /crm/people/{}/note", text(&made["id"]));
    let told = client.asked("updatePersonNote", 200, &line, json!({ "note": "Likes\ntea." })).await;
    assert_eq!((&told["note"]["note"], &told["note"]["createdBy"]), (&json!("Likes\ntea."), &json!("a program")));
    let key = text(&app.get("/crm/home/people", &staff).await.body["items"][0]["id"]).to_owned();
    let notes = app.get(&format!("/crm/home/people/{key}/notes"), &staff).await.body;
    assert_eq!(notes[0]["content"]["text"], "Likes\ntea.");
    let told = client.asked("updatePersonNote", 200, &line, json!({ "note": "Likes coffee." })).await;
    assert_eq!(told["note"]["note"], "Likes coffee.");
    // An update of the person leaves it; an empty one is none.
    let update = format!("PUT /crm/people/{}", text(&made["id"]));
    let told = client.asked("updatePerson", 200, &update, json!({ "lastname": "Muster" })).await;
    assert_eq!(told["note"]["note"], "Likes coffee.");
    client.refused("updatePersonNote", 400, &line, json!({ "note": "x".repeat(20_001) })).await;
    for nothing in [json!({ "note": null }), json!({ "note": " " }), json!({})] {
        assert!(client.asked("updatePersonNote", 200, &line, nothing).await["note"].is_null());
    }
    client.asked("updatePersonNote", 200, &line, json!({ "note": "Again." })).await;
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!(list[0]["note"]["note"], "Again.");
    let nobody = "PUT /crm/people/0123456789abcdef01234567/note";
    client.refused("updatePersonNote", 404, nobody, json!({ "note": "x" })).await;
}

#[tokio::test]
async fn tags_are_overwritten_not_merged() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let line = "POST /crm/settings/people/orgatags";
    let list = client.asked("createPeopleOrgaTagEntries", 201, line, json!([{ "text": "VIP" }])).await;
    let line = "POST /crm/settings/people/personalitytags";
    let body = json!([{ "text": "Chess", "category": "Sport" }]);
    let personalities = client.asked("createPeoplePersonalityTagEntries", 201, line, body).await;
    let made = client.person(json!({ "lastname": "Muster", "orgaTags": [{ "text": "Old" }] })).await;
    let line = format!("PUT /crm/people/{}/orgatags", text(&made["id"]));
    let told =
        client.asked("replacePersonOrgaTags", 200, &line, json!([{ "id": list[0]["id"] }, { "text": "New" }])).await;
    assert_eq!(told["orgaTags"][0], list[0]);
    assert_eq!((&told["orgaTags"][1]["text"], told["orgaTags"].as_array().unwrap().len()), (&json!("New"), 2));
    // The id of a tag that somebody has names it, though no list has it: staff may have made it.
    app.person(&staff, json!({ "name": { "family": "Zwei" }, "tags": ["Staff"] })).await;
    let people = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    let tag = &people[1]["orgaTags"][0];
    let told =
        client.asked("replacePersonOrgaTags", 200, &line, json!([{ "id": tag["id"] }, { "text": "Staff" }])).await;
    assert_eq!(told["orgaTags"], json!([tag]));
    assert_eq!(client.asked("replacePersonOrgaTags", 200, &line, json!([])).await["orgaTags"], json!([]));
    for wrong in
        [json!([{ "id": "0123456789abcdef01234567" }]), json!([{}]), json!({}), json!([{ "text": "x".repeat(201) }])]
    {
        client.refused("replacePersonOrgaTags", 400, &line, wrong).await;
    }

    let line = format!("PUT /crm/people/{}/personalities", text(&made["id"]));
    let body = json!([{ "id": personalities[0]["id"] }, { "text": "Tea", "category": "Drinks" }]);
    let told = client.asked("replacePersonPersonalities", 200, &line, body).await;
    let expected = json!({ "id": personalities[0]["id"], "category": "Sport", "text": "Chess" });
    assert_eq!((&told["personalities"][0], &told["personalities"][1]["category"]), (&expected, &json!("Drinks")));
    // Staff see them, with what they belong to; those of staff have ids as well, by which they are named.
    let people = app.get("/crm/home/people", &staff).await.body;
    let address = format!("/crm/home/people/{}", text(&people["items"][0]["id"]));
    let record = app.get(&address, &staff).await.body["content"].clone();
    let ours = json!([{ "text": "Chess", "category": "Sport" }, { "text": "Tea", "category": "Drinks" }]);
    assert_eq!(record["personality_tags"], ours);
    let tea = told["personalities"][1].clone();
    let body = json!([{ "id": personalities[0]["id"] }, { "id": tea["id"] }]);
    assert_eq!(
        client.asked("replacePersonPersonalities", 200, &line, body).await["personalities"],
        told["personalities"]
    );
    // What has no text of one line stands beside the person.
    let long = "x".repeat(300);
    let body = json!([{ "id": personalities[0]["id"] }, { "text": long, "category": "Long" }, { "text": "Tea", "category": "Drinks" }]);
    let told = client.asked("replacePersonPersonalities", 200, &line, body).await;
    assert_eq!((&told["personalities"][1]["text"], &told["personalities"][2]), (&json!(long), &tea));
    assert_eq!(app.get(&address, &staff).await.body["content"]["personality_tags"], ours);
    // What was chosen stays when the list forgets it.
    let line_of_list = format!("DELETE /crm/settings/people/personalitytags/{}", text(&personalities[0]["id"]));
    client.asked("deletePeoplePersonalityTagEntry", 200, &line_of_list, Value::Null).await;
    assert_eq!(client.read(&made["id"]).await["personalities"][0], expected);
    assert_eq!(client.asked("replacePersonPersonalities", 200, &line, json!([])).await["personalities"], json!([]));
    client.refused("replacePersonPersonalities", 400, &line, json!([{ "id": "0123456789abcdef01234567" }])).await;
}

#[tokio::test]
async fn a_life_cycle_has_a_history() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let line = "POST /crm/settings/people/lifecycles";
    let body = json!([{ "text": "Lead", "color": "#00ff00" }, { "text": "Customer" }]);
    let stages = client.asked("createPeopleLifeCycleEntries", 201, line, body).await;
    let of = |stage: &Value| json!({ "lifecycleId": stage["id"] });
    let made = client.person(json!({ "lastname": "Muster", "lifecycle": of(&stages[0]) })).await;
    assert_eq!((&made["lifecycle"]["text"], &made["lifecycle"]["color"]), (&json!("Lead"), &json!("#00ff00")));
    let line = format!("PUT /crm/people/{}/lifecycle", text(&made["id"]));
    let told = client.asked("updatePersonLifecycle", 200, &line, of(&stages[1])).await;
    assert_eq!(told["lifecycle"]["lifecycleId"], stages[1]["id"]);
    // The stage that somebody is at is not reached again.
    let told = client.asked("updatePersonLifecycle", 200, &line, of(&stages[1])).await;
    let history: Vec<&str> =
        told["lifecycleHistories"].as_array().unwrap().iter().map(|stage| text(&stage["text"])).collect();
    assert_eq!(history, ["Lead", "Customer"]);
    assert!(told["lifecycle"]["dateChanged"].is_string());
    // A stage of staff's own has an id, too.
    let stage = json!({ "stage": "Friend", "since": "2020-01-01T00:00:00Z" });
    app.person(&staff, json!({ "name": { "family": "Zwei" }, "lifecycle": [stage] })).await;
    let people = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    let friend = json!({ "lifecycleId": people[1]["lifecycle"]["lifecycleId"] });
    assert_eq!(client.asked("updatePersonLifecycle", 200, &line, friend).await["lifecycle"]["text"], "Friend");
    for wrong in [json!({}), json!({ "lifecycleId": "x" }), json!({ "lifecycleId": "0123456789abcdef01234567" })] {
        client.refused("updatePersonLifecycle", 400, &line, wrong).await;
    }
    let foreign = other.person(json!({ "lastname": "Other" })).await;
    let line = format!("PUT /crm/people/{}/lifecycle", text(&foreign["id"]));
    other.refused("updatePersonLifecycle", 400, &line, of(&stages[0])).await;
}

/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn form(name: &str, content: &[u8]) -> Body {
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
    );
    Body::from([head.as_bytes(), content, b"\r\n--x--\r\n"].concat())
}

#[tokio::test]
async fn a_picture_is_uploaded_shown_and_taken_away() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let (client, other) = (app.cobra("home").await, app.cobra("other").await);
    let made = client.person(json!({ "lastname": "Muster" })).await;
    let path = format!("/crm/people/{}/profileimages", text(&made["id"]));
    let send = async |body: Body, media_type: &'static str| {
        let answer = client.with(&format!("POST {path}"), body, &[("content-type", media_type)]).await;
        holds("uploadPersonProfileImage", &answer);
        answer
    };
    let multipart = "multipart/form-data; boundary=x";
    let pixel = STANDARD.decode(PIXEL).unwrap();
    let large = [pixel.as_slice(), &vec![0; 1024 * 1024]].concat();
    for (body, media_type) in [
        (form("file", b"<svg/>"), multipart),
        (form("file", &large), multipart),
        (form("other", &pixel), multipart),
        (Body::empty(), multipart),
        (Body::from("--x--"), "multipart/form-data"),
        (Body::from(pixel.clone()), "image/png"),
        (Body::from("{}"), "application/json"),
    ] {
        assert_eq!(send(body, media_type).await.status, StatusCode::BAD_REQUEST);
    }
    let answer = send(form("file", &pixel), multipart).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let told = client.asked("getPersonProfileImages", 200, &format!("GET {path}"), Value::Null).await;
    assert_eq!(told, answer.body["data"]);
    for image in told.as_array().unwrap() {
        let shown = text(&image["path"]).strip_prefix("/dialects/cobra/v1").unwrap();
        let answer = client.with(&format!("GET {shown}"), Body::empty(), &[]).await;
        assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
        assert_eq!(other.call(&format!("GET {shown}"), Value::Null).await.status, StatusCode::NOT_FOUND);
    }
    let person = client.read(&made["id"]).await;
    assert_eq!((&person["profileImage"], &person["detailImagePath"]), (&told[0]["path"], &told[1]["path"]));
    let list = client.asked("listPeople", 200, "GET /crm/people", Value::Null).await;
    assert_eq!(list, json!([person]));
    // An update of the person leaves it.
    let update = format!("PUT /crm/people/{}", text(&made["id"]));
    assert_eq!(client.asked("updatePerson", 200, &update, json!({})).await["profileImage"], told[0]["path"]);
    client.asked("deletePersonProfileImage", 200, &format!("DELETE {path}"), Value::Null).await;
    assert_eq!(client.asked("getPersonProfileImages", 200, &format!("GET {path}"), Value::Null).await, json!([]));
    assert_eq!(client.call(&format!("GET {path}/detail"), Value::Null).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_list_of_personality_tags_becomes_what_the_words_become() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let line = "POST /crm/settings/people/personalitytags";
    let body = json!([{ "text": "Golf", "category": "Sport" }, { "text": "Putting" }]);
    let list = client.asked("createPeoplePersonalityTagEntries", 201, line, body).await;
    let said = json!({ "lastname": "Ann", "personalities": [{ "id": list[0]["id"] }] });
    let ann = client.person(said).await;
    let told = async || client.read(&ann["id"]).await["personalities"].clone();
    let golf = json!([{ "id": list[0]["id"], "category": "Sport", "text": "Golf" }]);
    assert_eq!(told().await, golf);
    let words = "/crm/home/words/personality_tags";
    let known = app.get(words, &staff).await.body["words"].clone();
    assert_eq!(known, json!([{ "word": "Golf", "records": 1 }, { "word": "Putting", "records": 0 }]));
    // One that is renamed keeps its id.
    for into in ["Tennis", "Golf"] {
        let from = told().await[0]["text"].clone();
        let answer = app.post(words, &staff, json!({ "edit": { "words": [from], "into": into } })).await;
        assert_eq!((&answer.body["result"]["changed"], &answer.body["result"]["entries"]), (&json!(1), &json!(1)));
        assert_eq!(told().await, json!([{ "id": list[0]["id"], "category": "Sport", "text": into }]));
    }
    assert_eq!(told().await, golf);
}

/// What was kept beside people before they had a place for it is told as before, and has its place once it is written.
#[tokio::test]
async fn personality_tags_that_stood_beside_a_person_find_their_place() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let client = app.cobra("home").await;
    let ann = client
        .person(json!({ "lastname": "Ann", "orgaTags": [{ "id": "0123456789abcdef01234568", "text": "VIP" }] }))
        .await;
    app.sql(
        r#"UPDATE dialect_members SET members = json_set(members, '$.personalities', json(
               '[[{ "id": "0123456789abcdef01234567", "category": "Sport", "text": "Golf" }, { "category": null, "text": "Tea" }], null]'))
           WHERE dialect = 'cobra' AND kind = 'person'"#,
    )
    .await;
    let told = client.read(&ann["id"]).await["personalities"].clone();
    let golf = json!({ "id": "0123456789abcdef01234567", "category": "Sport", "text": "Golf" });
    assert_eq!((&told[0], &told[1]["text"], told.as_array().unwrap().len()), (&golf, &json!("Tea"), 2));
    let line = format!("PUT /crm/people/{}/personalities", text(&ann["id"]));
    assert_eq!(client.asked("replacePersonPersonalities", 200, &line, told.clone()).await["personalities"], told);
    let people = app.get("/crm/home/people", &staff).await.body;
    let address = format!("/crm/home/people/{}", text(&people["items"][0]["id"]));
    let tags = app.get(&address, &staff).await.body["content"]["personality_tags"].clone();
    assert_eq!(tags, json!([{ "text": "Golf", "category": "Sport" }, { "text": "Tea" }]));
    assert_eq!(client.read(&ann["id"]).await["personalities"], told);
}
