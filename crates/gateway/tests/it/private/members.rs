//! What becomes of it when a member of staff is removed.

use super::*;

async fn id_of(app: &TestApp, staff: &Staff) -> String {
    app.get("/auth/session", staff).await.body["user"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn it_is_asked_what_becomes_of_it() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let id = ada(&app, &ben).await;
    let members = app.get("/members", &ann).await.body["members"].clone();
    assert_eq!(
        (&members[0]["name"], &members[0]["private"]),
        (&json!("ben"), &json!({ "cards": 1, "notes": 1 })),
        "{members}"
    );
    assert_eq!(members[1].get("private"), None);
    let his = format!("/members/{}", id_of(&app, &ben).await);
    let asked = app.delete(&his, &ann).await;
    assert_eq!(asked.body["errors"], json!([{ "field": "/private", "code": "required" }]));
    let himself = app.delete(&format!("{his}?private=hand_over"), &ben).await;
    assert_eq!(himself.body["errors"], json!([{ "field": "/private", "code": "option" }]));
    assert_eq!(app.delete(&format!("{his}?private=keep"), &ann).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(cards(&app, &ben, &id).await, [SHARED, SECRET], "nothing was done");
    assert_eq!(app.delete(&format!("{his}?private=hand_over"), &ann).await.status, StatusCode::NO_CONTENT);
    assert_eq!(cards(&app, &ann, &id).await, [SHARED, SECRET]);
    assert_eq!(notes(&app, &ann, &id).await, [SECRET, SHARED]);
    let carl = app.member("home", "carl", Role::Owner).await;
    assert_eq!(cards(&app, &carl, &id).await, [SHARED], "it is private still");
    let entry = app.get("/audit?kind=private_handed_over", &ann).await.body["items"][0].clone();
    assert_eq!((&entry["by"], &entry["about"], &entry["detail"]), (&json!("home"), &json!("ben"), &json!("1 + 1")));

    let ours = format!("/members/{}", id_of(&app, &ann).await);
    assert_eq!(app.delete(&format!("{ours}?private=delete"), &carl).await.status, StatusCode::NO_CONTENT);
    assert!(!app.knows(SECRET).await, "nothing of it is in the file");
    assert_eq!(app.get("/audit?kind=private_deleted", &carl).await.body["total"], 1);
}
