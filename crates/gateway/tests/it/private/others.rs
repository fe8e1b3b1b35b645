//! Wherever another member of staff looks, they see nothing of it: every GET of the API's document is asked.

use calling_card_contact::WordList;
use calling_card_gateway::serve;

use super::*;

/// Every GET of the API's document.
fn paths() -> Vec<String> {
    let document: Value = serde_json::from_str(&serve::openapi().unwrap()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    paths.filter(|(_, item)| item.get("get").is_some()).map(|(path, _)| path.replace("{connection}", "home")).collect()
}

/// The addresses that a path stands for, with all keys that there are.
fn addresses(path: &str, keys: &[(&str, Vec<String>)]) -> Vec<String> {
    let Some((begin, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (name, end) = rest.split_once('}').unwrap();
    let known = keys.iter().find(|(of, _)| *of == name).unwrap_or_else(|| panic!("what is {name} in {path}?"));
    known.1.iter().flat_map(|key| addresses(&format!("{begin}{key}{end}"), keys)).collect()
}

#[tokio::test]
async fn no_address_tells_another_member_what_is_private() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    // More versions, a merge, and somebody in the bin.
    save(&app, &ann, &id, |person| person["cards"][1]["alternative_title"] = SECRET.into()).await;
    save(&app, &ben, &id, |person| person["tags"] = json!(["VIP", SHARED])).await;
    let other = ada(&app, &ann).await;
    let merge = json!({ "stays": { "id": id, "version": 3 }, "others": [{ "id": other, "version": 1 }],
                        "person": app.get(&address(&id), &ben).await.body["content"] });
    assert_eq!(app.post("/crm/home/people/merge", &ben, merge).await.status, StatusCode::OK);
    let binned = ada(&app, &ann).await;
    app.send(Method::DELETE, &address(&binned), Some(&ann), Value::Null, &[("if-match", "\"1\"")]).await;
    let organization = app.post("/crm/home/organizations", &ann, json!({ "name": SHARED })).await.body;
    let mut people = vec![id.clone(), other, binned];
    let notes = app.get(&format!("{}/notes", address(&id)), &ann).await.body;
    let cards = app.get(&address(&id), &ann).await.body["content"]["cards"].clone();
    for listed in [&notes, &cards] {
        people.extend(listed.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned()));
    }
    people.push(organization["result"]["id"].as_str().unwrap().to_owned());
    people.push("home-contact".to_owned());
    let words = WordList::ALL.map(WordList::name);
    let keys = [
        ("id", people),
        ("version", ["1", "2", "3", "4"].map(str::to_owned).to_vec()),
        ("list", words.map(str::to_owned).to_vec()),
    ];

    let (mut told, mut tried) = (Vec::new(), 0);
    for path in paths() {
        for address in addresses(&path, &keys) {
            let plain = app.get(&address, &ben).await;
            assert!(!plain.status.is_server_error(), "{address}: {}", plain.body);
            // With what is asked for in the query, too, where an address takes it.
            for asked in [plain, app.get(&format!("{address}?q={SECRET}&foreign_id=x:{SECRET}&limit=200"), &ben).await]
            {
                let text = asked.body.to_string();
                assert!(!text.contains(SECRET) && !text.contains(&SECRET.to_lowercase()), "{address}: {text}");
                if text.contains(SHARED) {
                    told.push(path.clone());
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
    // The same places tell what all see: had the private parts been there, this would have found them.
    for path in [
        "/crm/home/people",
        "/crm/home/people/export",
        "/crm/home/people/index",
        "/crm/home/people/{id}",
        "/crm/home/people/{id}/notes",
        "/crm/home/people/{id}/timeline",
        "/crm/home/people/{id}/history",
        "/crm/home/people/{id}/export",
        "/crm/home/people/{id}/versions/{version}",
        "/crm/home/organizations",
    ] {
        assert!(told.contains(&path.to_owned()), "{path} tells nothing: {told:?}");
    }
    // And their owner is told.
    for part in ["", "/notes", "/timeline", "/export"] {
        let own = app.get(&format!("{}{part}", address(&id)), &ann).await.body.to_string();
        assert!(own.contains(SECRET), "{part}: {own}");
    }
    for (word, total) in [(SECRET, 0), (SHARED, 1)] {
        for staff in [&ann, &ben] {
            let found = app.get(&format!("/crm/home/people?q={word}"), staff).await.body;
            assert_eq!(found["total"], total, "{word}: {found}");
        }
    }
    let used = app.get("/crm/home/words/note_categories", &ben).await.body.to_string();
    assert!(used.contains("Offenwerk kind"), "{used}");
}

#[tokio::test]
async fn what_is_asked_by_writing_tells_no_other_member() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ann).await;
    let other = app.person(&ben, json!({ "name": { "given": "Ada" } })).await;
    let person = app.get(&address(&id), &ben).await.body["content"].clone();
    for (address, body) in [
        ("/crm/home/people/export", json!({ "ids": [id] })),
        ("/crm/home/people/known", json!({ "people": [[format!("email:ada@{}.example", SECRET.to_lowercase())]] })),
        (
            "/crm/home/people/merge",
            json!({ "stays": { "id": id, "version": 1 }, "others": [{ "id": other, "version": 1 }], "person": person, "preview": true }),
        ),
        ("/crm/home/people/bulk", json!({ "people": [id], "edit": { "archive": true } })),
    ] {
        let answer = app.post(address, &ben, body).await;
        assert!(
            !answer.status.is_server_error() && answer.status != StatusCode::NOT_FOUND,
            "{address}: {}",
            answer.body
        );
        assert!(!answer.body.to_string().contains(SECRET), "{address}: {}", answer.body);
    }
    let saved = save(&app, &ben, &id, |person| person["tags"] = json!([])).await;
    assert!(!saved.body.to_string().contains(SECRET), "{}", saved.body);
    // A private card cannot be published.
    let own = app.get(&address(&id), &ann).await.body["content"]["cards"][1]["id"].clone();
    let publish = json!({ "person": id, "card": own, "public": [], "indexed": false });
    let refused = app.post("/crm/home/published-cards", &ann, publish).await;
    assert_eq!(
        (refused.status, &refused.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/card"))
    );
}
