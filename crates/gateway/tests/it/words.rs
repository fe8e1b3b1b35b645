//! Lists of words: how often each is used, and what becomes of one becomes of it in all records.

use axum::http::StatusCode;
use calling_card_api::roles::Role;
use serde_json::{Value, json};

use crate::test_app::{Staff, TestApp};

const SINCE: &str = "2026-01-01T00:00:00.000Z";

/// How often the words of a list are used, by what the page shows.
async fn counts(app: &TestApp, staff: &Staff, list: &str) -> Vec<(String, u64)> {
    let answer = app.get(&format!("/crm/home/words/{list}"), staff).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let words = answer.body["words"].as_array().unwrap().clone();
    assert_eq!(answer.body["total"], words.len());
    let one = |word: &Value| (word["word"].as_str().unwrap().to_owned(), word["records"].as_u64().unwrap());
    words.iter().map(one).collect()
}

fn counted(words: &[(&str, u64)]) -> Vec<(String, u64)> {
    words.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
}

/// Changes words; the batch, and what was done.
async fn edit(app: &TestApp, staff: &Staff, list: &str, words: &[&str], into: Option<&str>) -> (String, Value) {
    let body = json!({ "edit": { "words": words, "into": into } });
    let answer = app.post(&format!("/crm/home/words/{list}"), staff, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (answer.body["batch"].as_str().unwrap().to_owned(), answer.body["result"].clone())
}

async fn undo(app: &TestApp, staff: &Staff, batch: &str) -> String {
    let answer = app.post(&format!("/crm/home/changes/{batch}/undo"), staff, Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body["batch"].as_str().unwrap().to_owned()
}

async fn content(app: &TestApp, staff: &Staff, address: &str) -> Value {
    app.get(address, staff).await.body["content"].clone()
}

/// What is made of a body; its key.
async fn made(app: &TestApp, staff: &Staff, address: &str, body: Value) -> String {
    let answer = app.post(address, staff, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["result"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn words_are_counted_renamed_merged_and_deleted_wherever_they_are_used() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let address = |types: Value| json!({ "street": "Street 1", "types": types });
    let acme = json!({ "name": "Acme", "tags": ["VIP"], "address": address(json!(["Billing"])),
        "branches": [{ "name": "North", "address": address(json!(["Post", "Billing"])) }] });
    let acme = made(&app, &staff, "/crm/home/organizations", acme).await;
    let ann = json!({ "name": { "family": "Ann" }, "tags": ["Fair", "VIP", "Trade fair"],
        "lifecycle": [{ "stage": "Lead", "since": SINCE }, { "stage": "Customer", "since": SINCE }],
        "organizations": [{ "organization": acme, "role": "Chief" }],
        "cards": [{ "active": true, "addresses": [address(json!(["Post"]))] }] });
    let (ann, ben) = (
        app.person(&staff, ann).await,
        app.person(&staff, json!({ "name": { "family": "Ben" }, "tags": ["Fair"], "lifecycle": [{ "stage": "Lead", "since": SINCE }] })).await,
    );
    let gone = app.person(&staff, json!({ "name": { "family": "Gone" }, "tags": ["Fair"] })).await;
    let gone = format!("/crm/home/people/{gone}");
    app.send(axum::http::Method::DELETE, &gone, Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;

    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Fair", 2), ("Trade fair", 1), ("VIP", 1)]));
    assert_eq!(counts(&app, &staff, "organization_tags").await, counted(&[("VIP", 1)]));
    assert_eq!(counts(&app, &staff, "address_types").await, counted(&[("Post", 2), ("Billing", 1)]));
    assert_eq!(counts(&app, &staff, "roles").await, counted(&[("Chief", 1)]));
    let stages = app.get("/crm/home/words/stages", &staff).await.body;
    assert_eq!(
        stages["words"],
        json!([{ "word": "Lead", "records": 2, "now": 1 }, { "word": "Customer", "records": 1, "now": 1 }])
    );
    let found = app.get("/crm/home/words/person_tags?q=FAIR", &staff).await.body;
    assert_eq!((&found["total"], &found["words"][1]["word"]), (&json!(2), &json!("Trade fair")));
    let uses = app.get("/crm/home/words/address_types/uses?word=Post", &staff).await.body;
    assert_eq!(
        uses,
        json!({ "items": [{ "name": "Acme", "organization": acme }, { "name": "Ann", "person": ann }], "total": 2 })
    );

    // A person who has both has it once, and all of it is one batch.
    let preview = json!({ "edit": { "words": ["Trade fair", "Fair"], "into": "Fair" }, "preview": true });
    let told = app.post("/crm/home/words/person_tags", &staff, preview).await.body["result"].clone();
    assert_eq!(told, json!({ "changed": 0, "left": 1, "entries": 0, "had": 2, "names": ["Ann"] }));
    let (batch, done) = edit(&app, &staff, "person_tags", &["Trade fair", "Fair"], Some(" Fair ")).await;
    assert_eq!((&done["changed"], &done["left"]), (&json!(1), &json!(0)));
    let (one, two) = (format!("/crm/home/people/{ann}"), format!("/crm/home/people/{ben}"));
    assert_eq!(content(&app, &staff, &one).await["tags"], json!(["Fair", "VIP"]));
    let history = app.get(&format!("{one}/history"), &staff).await.body;
    assert_eq!(history[0]["batch"], batch);
    assert_eq!(app.get(&one, &staff).await.body["version"], 2);
    let undone = undo(&app, &staff, &batch).await;
    assert_eq!(content(&app, &staff, &one).await["tags"], json!(["Fair", "VIP", "Trade fair"]));
    undo(&app, &staff, &undone).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Fair", 2), ("VIP", 1)]));

    let (_, done) = edit(&app, &staff, "person_tags", &["Fair"], Some("Messe")).await;
    assert_eq!(done["changed"], 2);
    assert_eq!(app.get("/crm/home/people?tag=Messe", &staff).await.body["total"], 2);
    edit(&app, &staff, "person_tags", &["VIP"], None).await;
    assert_eq!(content(&app, &staff, &one).await["tags"], json!(["Messe"]));
    assert_eq!(counts(&app, &staff, "organization_tags").await, counted(&[("VIP", 1)]));

    edit(&app, &staff, "stages", &["Lead"], Some("Interested")).await;
    assert_eq!(app.get("/crm/home/people?lifecycle=Interested", &staff).await.body["items"][0]["name"], "Ben");
    edit(&app, &staff, "stages", &["Customer"], None).await;
    assert_eq!(content(&app, &staff, &one).await["lifecycle"], json!([{ "stage": "Interested", "since": SINCE }]));
    edit(&app, &staff, "address_types", &["Post"], Some("Billing")).await;
    let organization = content(&app, &staff, &format!("/crm/home/organizations/{acme}")).await;
    assert_eq!(organization["branches"][0]["address"]["types"], json!(["Billing"]));
    assert_eq!(content(&app, &staff, &one).await["cards"][0]["addresses"][0]["types"], json!(["Billing"]));
    edit(&app, &staff, "roles", &["Chief"], None).await;
    assert_eq!(content(&app, &staff, &one).await["organizations"], json!([{ "organization": acme }]));
    assert_eq!(counts(&app, &staff, "roles").await, counted(&[]));
    assert_eq!(content(&app, &staff, &two).await["tags"], json!(["Messe"]));
}

#[tokio::test]
async fn personality_tags_are_words_with_what_they_belong_to() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (golf, golfing) = (json!({ "text": "Golf" }), json!({ "text": "Golfing", "category": "Sport" }));
    let tea = json!({ "text": "Tea", "category": "Drinks" });
    let person = |name: &str, tags: Value| json!({ "name": { "family": name }, "personality_tags": tags });
    let ann = app.person(&staff, person("Ann", json!([golf, tea, golfing, golf]))).await;
    app.person(&staff, person("Ben", json!([golfing]))).await;
    let ann = format!("/crm/home/people/{ann}");
    assert_eq!(content(&app, &staff, &ann).await["personality_tags"], json!([golf, tea, golfing]));
    let before = counted(&[("Golfing", 2), ("Golf", 1), ("Tea", 1)]);
    assert_eq!(counts(&app, &staff, "personality_tags").await, before);
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[]), "they are no tags");
    assert_eq!(app.get("/crm/home/people?q=golfing", &staff).await.body["total"], 2);

    // The colour goes along, and comes back.
    let colour = json!({ "word": "Golfing", "colour": "green" });
    let line = "/crm/home/words/personality_tags/colour";
    let answer = app.send(axum::http::Method::PUT, line, Some(&staff), colour, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let (batch, done) = edit(&app, &staff, "personality_tags", &["Golf", "Golfing"], Some("Golf")).await;
    assert_eq!((&done["changed"], &done["left"]), (&json!(2), &json!(0)));
    let told = json!([{ "text": "Golf", "category": "Sport" }, tea]);
    assert_eq!(content(&app, &staff, &ann).await["personality_tags"], told);
    let words = app.get("/crm/home/words/personality_tags", &staff).await.body["words"].clone();
    assert_eq!(words[0], json!({ "word": "Golf", "records": 2, "colour": "green" }));
    undo(&app, &staff, &batch).await;
    assert_eq!(counts(&app, &staff, "personality_tags").await, before);
    assert_eq!(content(&app, &staff, &ann).await["personality_tags"], json!([golf, tea, golfing]));
    let (batch, _) = edit(&app, &staff, "personality_tags", &["Golfing"], None).await;
    assert_eq!(content(&app, &staff, &ann).await["personality_tags"], json!([golf, tea]));
    undo(&app, &staff, &batch).await;
    let uses = app.get("/crm/home/words/personality_tags/uses?word=Golfing", &staff).await.body;
    assert_eq!((&uses["total"], &uses["items"][1]["name"]), (&json!(2), &json!("Ben")));
}

/// Before people had a place for them, those of cobra were kept as lines.
#[tokio::test]
async fn personality_tags_that_were_lines_become_tags_when_a_record_is_written() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let kept = json!([{ "line": "X-COBRA-PERSONALITY;X-CATEGORY=\"Sport\":Golf" }, { "line": "X-OTHER:1" }]);
    let ann = app.person(&staff, json!({ "name": { "family": "Ann" }, "kept_properties": kept })).await;
    let ann = content(&app, &staff, &format!("/crm/home/people/{ann}")).await;
    assert_eq!(ann["personality_tags"], json!([{ "text": "Golf", "category": "Sport" }]));
    assert_eq!(ann["kept_properties"], json!([{ "line": "X-OTHER:1", "place": 0 }]));
    assert_eq!(counts(&app, &staff, "personality_tags").await, counted(&[("Golf", 1)]));
    for (tags, field) in [
        (json!([{ "text": " " }]), "/personality_tags/0/text"),
        (json!([{ "text": "x", "category": "x".repeat(201) }]), "/personality_tags/0/category"),
        (json!(vec![json!({ "text": "x" }); 101]), "/personality_tags"),
    ] {
        let body = json!({ "name": { "family": "Ben" }, "personality_tags": tags });
        let answer = app.post("/crm/home/people", &staff, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            answer.body
        );
    }
}

#[tokio::test]
async fn relations_that_say_the_same_of_the_same_two_become_one() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let person = async |name: &str| app.person(&staff, json!({ "name": { "family": name } })).await;
    let (ann, ben, cat) = (person("Ann").await, person("Ben").await, person("Cat").await);
    for (from, to, forward, backward, favourite) in [
        (&ann, &ben, "Parent", "Child", false),
        (&ben, &ann, "Child", "Father", true),
        (&ann, &cat, "Father", "Child", false),
    ] {
        let relation = json!({ "from": from, "to": to, "kind": { "forward": forward, "backward": backward }, "favourite": favourite });
        made(&app, &staff, "/crm/home/relations", relation).await;
    }
    let of_ann = async || {
        let relations = app.get(&format!("/crm/home/people/{ann}/relations"), &staff).await.body;
        let one = |one: &Value| format!("{} {} {}", one["is"], one["name"], one["favourite"]).replace('"', "");
        relations.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let before = ["Father Ben true", "Parent Ben false", "Father Cat false"];
    assert_eq!(of_ann().await, before);
    assert_eq!(counts(&app, &staff, "relation_types").await, counted(&[("Child", 3), ("Father", 2), ("Parent", 1)]));
    let uses = app.get("/crm/home/words/relation_types/uses?word=Parent", &staff).await.body;
    assert_eq!(uses["items"], json!([{ "name": "Ann – Ben", "person": ann }]));
    let (batch, done) = edit(&app, &staff, "relation_types", &["Father"], Some("Parent")).await;
    assert_eq!((&done["changed"], &done["left"]), (&json!(2), &json!(0)));
    assert_eq!(of_ann().await, ["Parent Ben true", "Parent Cat false"]);
    undo(&app, &staff, &batch).await;
    assert_eq!(of_ann().await, before);
    // Without its words a relation is none.
    let (batch, _) = edit(&app, &staff, "relation_types", &["Father"], None).await;
    assert_eq!(of_ann().await, ["Parent Ben false"]);
    undo(&app, &staff, &batch).await;
    assert_eq!(of_ann().await, before);
}

#[tokio::test]
async fn many_are_changed_part_after_part_and_undone_at_once() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for part in 0..5 {
        let one =
            |n: u32| json!({ "person": { "name": { "family": format!("P {part} {n}") }, "tags": ["Old", "New"] } });
        let people: Vec<Value> = (0..200).map(one).collect();
        app.post("/crm/home/people/import", &staff, json!({ "people": people })).await;
    }
    let asked = json!({ "words": ["Old"], "into": "New" });
    let mut batch = Value::Null;
    for left in [800, 600, 400, 200, 0] {
        let answer =
            app.post("/crm/home/words/person_tags", &staff, json!({ "edit": asked, "batch": batch })).await.body;
        assert_eq!((&answer["result"]["changed"], &answer["result"]["left"]), (&json!(200), &json!(left)), "{answer}");
        assert!(batch.is_null() || batch == answer["batch"]);
        batch = answer["batch"].clone();
    }
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("New", 1000)]));
    // Only who began it goes on with it, and with nothing else.
    let colleague = app.member("home", "colleague", Role::Editor).await;
    let more = json!({ "edit": asked, "batch": batch });
    let answer = app.post("/crm/home/words/person_tags", &colleague, more.clone()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post("/crm/home/words/organization_tags", &staff, more).await.status, StatusCode::NOT_FOUND);
    undo(&app, &staff, batch.as_str().unwrap()).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("New", 1000), ("Old", 1000)]));
}

#[tokio::test]
async fn readers_look_tenants_see_their_own_and_what_is_wrong_is_said_at_its_field() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    app.person(&staff, json!({ "name": { "family": "Ann" }, "tags": ["VIP"] })).await;
    app.person(&other, json!({ "name": { "family": "Elsewhere" }, "tags": ["VIP", "Theirs"] })).await;
    let reader = app.member("home", "reader", Role::Reader).await;
    let address = "/crm/home/words/person_tags";
    let body = json!({ "edit": { "words": ["VIP"], "into": "Best" } });
    assert_eq!(counts(&app, &reader, "person_tags").await, counted(&[("VIP", 1)]));
    assert_eq!(app.post(address, &reader, body.clone()).await.status, StatusCode::FORBIDDEN);

    let (batch, done) = edit(&app, &staff, "person_tags", &["VIP"], Some("Best")).await;
    assert_eq!((&done["changed"], &done["left"]), (&json!(1), &json!(0)));
    assert_eq!(counts(&app, &other, "person_tags").await, counted(&[("Theirs", 1), ("VIP", 1)]));
    assert_eq!(app.get(&format!("{address}/uses?word=Best"), &other).await.body, json!({ "items": [], "total": 0 }));
    let theirs = json!({ "edit": { "words": ["VIP"], "into": "Best" }, "batch": batch });
    assert_eq!(app.post(address, &other, theirs).await.status, StatusCode::NOT_FOUND);
    let answer = app.post(&format!("/crm/home/changes/{batch}/undo"), &other, Value::Null).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    let many: Vec<String> = (0..101).map(|n| format!("Word {n}")).collect();
    for (edit, field) in [
        (json!({ "words": ["Best"], "into": "  " }), "/edit/into"),
        (json!({ "words": ["Best"], "into": "x".repeat(201) }), "/edit/into"),
        (json!({ "words": ["Best"], "into": "two\nlines" }), "/edit/into"),
        (json!({ "words": ["Best"], "into": "Best" }), "/edit/words"),
        (json!({ "words": [] }), "/edit/words"),
        (json!({ "words": many }), "/edit/words"),
    ] {
        let answer = app.post(address, &staff, json!({ "edit": edit })).await;
        assert_eq!((answer.status.as_u16(), &answer.body["errors"][0]["field"]), (422, &json!(field)), "{edit}");
    }
    assert_eq!(app.get("/crm/home/words/nothing", &staff).await.status, StatusCode::NOT_FOUND);
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Best", 1)]));
}

#[tokio::test]
async fn the_lists_of_programs_go_along() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.person(&staff, json!({ "name": { "family": "Ann" }, "tags": ["Used"] })).await;
    app.sql(
        "INSERT INTO dialect_lists (workspace, dialect, list, id, text, category, color)
         SELECT workspaces.id, 'cobra', 'people/orgatags', said.id, said.text, '', '' FROM workspaces,
             (SELECT 'a1' AS id, 'Used' AS text UNION ALL SELECT 'a2', 'Unused') AS said WHERE workspaces.name = 'home';
         INSERT INTO dialect_tags (workspace, dialect, tag) SELECT id, 'onlyoffice', 'Made' FROM workspaces WHERE name = 'home'",
    )
    .await;
    let before = counted(&[("Used", 1), ("Made", 0), ("Unused", 0)]);
    assert_eq!(counts(&app, &staff, "person_tags").await, before);
    let (batch, done) = edit(&app, &staff, "person_tags", &["Used"], Some("Known")).await;
    assert_eq!((&done["changed"], &done["entries"]), (&json!(1), &json!(1)));
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Known", 1), ("Made", 0), ("Unused", 0)]));
    undo(&app, &staff, &batch).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, before);
    // Where no record has them, their entries alone become others.
    let (batch, done) = edit(&app, &staff, "person_tags", &["Unused", "Made"], Some("One")).await;
    assert_eq!((&done["changed"], &done["entries"]), (&json!(0), &json!(2)));
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Used", 1), ("One", 0)]));
    let undone = undo(&app, &staff, &batch).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, before);
    undo(&app, &staff, &undone).await;
    let (batch, _) = edit(&app, &staff, "person_tags", &["One", "Used"], None).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[]));
    undo(&app, &staff, &batch).await;
    assert_eq!(counts(&app, &staff, "person_tags").await, counted(&[("Used", 1), ("One", 0)]));
}

async fn colour(app: &TestApp, staff: &Staff, list: &str, colouring: Value) -> crate::test_app::Answer {
    app.send(axum::http::Method::PUT, &format!("/crm/home/words/{list}/colour"), Some(staff), colouring, &[]).await
}

/// The words of tags of people that have a colour, as the session tells them.
async fn colours(app: &TestApp, staff: &Staff) -> Vec<(String, String)> {
    let session = app.get("/auth/session", staff).await.body;
    let said = session["colours"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    said.iter().map(|said| (text(&said["word"]), text(&said["colour"]))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(word, colour)| ((*word).to_owned(), (*colour).to_owned())).collect()
}

#[tokio::test]
async fn words_have_colours_that_go_along_and_are_taken_back() {
    let app = TestApp::new().await;
    let (staff, other) = (app.staff("home").await, app.staff("other").await);
    app.person(&staff, json!({ "name": { "family": "Ann" }, "tags": ["Fair", "VIP"] })).await;
    let set = colour(&app, &staff, "person_tags", json!({ "word": "VIP", "colour": "red" })).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.body);
    assert_eq!(colours(&app, &staff).await, pairs(&[("VIP", "red")]));
    assert_eq!(colours(&app, &other).await, pairs(&[]));
    let listed = app.get("/crm/home/words/person_tags?q=vip", &staff).await.body;
    assert_eq!(listed["words"], json!([{ "word": "VIP", "records": 1, "colour": "red" }]));

    // Renamed, the word keeps it; merged into one that has one, that one's stays; deleted, it goes. All of it is taken back.
    let (renamed, _) = edit(&app, &staff, "person_tags", &["VIP"], Some("Best")).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Best", "red")]));
    colour(&app, &staff, "person_tags", json!({ "word": "Fair", "colour": "blue" })).await;
    let (merged, _) = edit(&app, &staff, "person_tags", &["Best"], Some("Fair")).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Fair", "blue")]));
    undo(&app, &staff, &merged).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Best", "red"), ("Fair", "blue")]));
    let (deleted, _) = edit(&app, &staff, "person_tags", &["Best"], None).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Fair", "blue")]));
    undo(&app, &staff, &deleted).await;
    undo(&app, &staff, &renamed).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Fair", "blue"), ("VIP", "red")]));

    // A change of colour is a batch, too; none takes it away.
    let changed = colour(&app, &staff, "person_tags", json!({ "word": "VIP", "colour": "green" })).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Fair", "blue"), ("VIP", "green")]));
    undo(&app, &staff, changed.body["batch"].as_str().unwrap()).await;
    colour(&app, &staff, "person_tags", json!({ "word": "Fair" })).await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("VIP", "red")]));

    let reader = app.member("home", "looks", Role::Reader).await;
    let refused = colour(&app, &reader, "person_tags", json!({ "word": "VIP", "colour": "blue" })).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(colours(&app, &reader).await, pairs(&[("VIP", "red")]));
    for (list, colouring, status) in [
        ("roles", json!({ "word": "Chief", "colour": "red" }), 404),
        ("stages", json!({ "word": " ", "colour": "red" }), 422),
        ("stages", json!({ "word": "x".repeat(201), "colour": "red" }), 422),
        ("stages", json!({ "word": "a\nb", "colour": "red" }), 422),
        ("stages", json!({ "word": "Lead", "colour": "#ff0000" }), 400),
    ] {
        let answer = colour(&app, &staff, list, colouring.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{colouring} {}", answer.body);
    }
    // What a program says of its entry counts where nothing was chosen.
    app.sql(
        "INSERT INTO dialect_lists (workspace, dialect, list, id, text, category, color)
         SELECT workspaces.id, 'cobra', 'people/orgatags', said.id, said.text, '', '#00ff00' FROM workspaces,
             (SELECT 'a1' AS id, 'VIP' AS text UNION ALL SELECT 'a2', 'Fair') AS said WHERE workspaces.name = 'home'",
    )
    .await;
    assert_eq!(colours(&app, &staff).await, pairs(&[("Fair", "green"), ("VIP", "red")]));
    // There is an end to them.
    app.sql(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 600)
         INSERT INTO word_colours (workspace, list, word, colour) SELECT id, 'stages', 'Stage ' || n, 'red' FROM workspaces, numbers WHERE name = 'home'",
    )
    .await;
    assert_eq!(colours(&app, &staff).await.len(), 500);
    let one_more = colour(&app, &staff, "stages", json!({ "word": "Lead", "colour": "red" })).await;
    assert_eq!((one_more.status.as_u16(), &one_more.body["errors"][0]["field"]), (422, &json!("/colour")));
}

#[tokio::test]
async fn notes_have_categories() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let ann = app.person(&staff, json!({ "name": { "family": "Ann" } })).await;
    for (title, category) in [("First", "Call"), ("Second", "Phone call"), ("Third", "")] {
        let note = json!({ "person": ann, "title": title, "text": "Text", "category": category });
        made(&app, &staff, "/crm/home/notes", note).await;
    }
    assert_eq!(counts(&app, &staff, "note_categories").await, counted(&[("Call", 1), ("Phone call", 1)]));
    let uses = app.get("/crm/home/words/note_categories/uses?word=Call", &staff).await.body;
    assert_eq!(uses, json!({ "items": [{ "name": "Ann – First", "person": ann }], "total": 1 }));
    let (batch, done) = edit(&app, &staff, "note_categories", &["Phone call"], Some("Call")).await;
    assert_eq!(done["changed"], 1);
    assert_eq!(counts(&app, &staff, "note_categories").await, counted(&[("Call", 2)]));
    undo(&app, &staff, &batch).await;
    edit(&app, &staff, "note_categories", &["Call"], None).await;
    assert_eq!(counts(&app, &staff, "note_categories").await, counted(&[("Phone call", 1)]));
    let long = json!({ "person": ann, "title": "", "text": "Text", "category": "x".repeat(201) });
    let refused = app.post("/crm/home/notes", &staff, long).await;
    assert_eq!((refused.status.as_u16(), &refused.body["errors"][0]["field"]), (422, &json!("/category")));
}
