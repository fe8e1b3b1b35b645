//! Lines that somebody would like to add to a mail, to the head of an answer, or to a vCard.

use axum::http::StatusCode;
use calling_card_contact::{DoubleOptIn, Person, public_parts};
use serde_json::json;

use super::{get, png, submit, upload, with_files};
use crate::test_app::TestApp;

#[tokio::test]
async fn no_line_is_added_to_a_mail_or_to_a_head() {
    let app = TestApp::new().await;
    let staff = with_files(&app).await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    for email in [
        "a@example.com\r\nBcc: eve@example.com",
        "a@example.com\nBcc: eve@example.com",
        "a@example.com,eve@example.com",
        "a@example.com>, <eve@example.com",
        "\"a\r\nBcc: eve\"@example.com",
        "a@example.com\0",
        "<a@example.com>",
    ] {
        let answer = submit(&app, json!({ "family_name": "X", "email": email })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email:?}: {}", answer.body);
    }
    for (line, status) in [
        ("Curie\r\nBcc: eve@example.com", StatusCode::UNPROCESSABLE_ENTITY),
        ("Curie\nX: y", StatusCode::UNPROCESSABLE_ENTITY),
        // The separator of lines is no line end of mails.
        ("Curie\u{2028}Bcc: eve", StatusCode::CREATED),
    ] {
        let answer = submit(&app, json!({ "family_name": line, "email": "a@example.com" })).await;
        assert_eq!(answer.status, status, "{line:?}: {}", answer.body);
    }
    let mails = app.get("/crm/home/mails", &staff).await.body["mails"].clone();
    assert_eq!(mails.as_array().map(Vec::len), Some(1), "{mails}");
    let mails = mails.to_string();
    assert!(!mails.contains("\\nBcc") && !mails.contains("eve@"), "{mails}");
    // The name of a file in the head of an answer.
    let mut taken = 0;
    for name in ["a.png\\\"; x=\\\"", "a%0d%0aX-Evil: 1.png", "a\u{202e}gnp.png", "..\\..\\a.png", "../../a.png"] {
        let answer = upload(&app, "photo", name, "image/png", &png(1)).await;
        let Some(token) = answer.body["token"].as_str().map(str::to_owned) else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}: {}", answer.body);
            continue;
        };
        taken += 1;
        let sent = submit(&app, json!({ "family_name": "File", "email": "f@example.com", "photo": token })).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        let drafts = app.get("/crm/home/drafts?waiting=true", &staff).await.body;
        let address = format!("/crm/home/drafts/{}", drafts["items"][0]["id"].as_str().unwrap());
        let draft = app.get(&address, &staff).await.body;
        let file = app.get(&format!("/crm/home/files/{}", draft["files"][0]["id"].as_str().unwrap()), &staff).await;
        let head = file.headers["content-disposition"].to_str().unwrap();
        let plain = head.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        assert!(plain && !file.headers.contains_key("x-evil"), "{name:?}: {head}");
    }
    assert_eq!(taken, 4);
    for lang in ["en%0d%0aSet-Cookie:%20a=b", "//evil.example", "%00"] {
        let answer = get(&app, &format!("/f/home-contact/thanks?lang={lang}"), &[]).await;
        assert!(!answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("location"), "{lang}");
    }
}

#[tokio::test]
async fn no_line_is_added_to_a_vcard() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    // A street may have lines.
    let street = "Main 1\r\nTEL:+4966666\nEND:VCARD\r\nBEGIN:VCARD";
    let card = json!({
        "business": "X;Y\\nTEL:+4966666", "positions": [{ "position": "P;TEL:1" }], "addresses": [{ "street": street, "city": "B;C,D" }]
    });
    let person = json!({ "name": { "given": "A;B", "family": "C,D" }, "cards": [card] });
    let made = app.post("/crm/home/people", &staff, person).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let person: Person = serde_json::from_value(made.body["result"]["content"].clone()).unwrap();
    let card = &person.cards[0];
    let public: Vec<_> = public_parts(&person, card).into_iter().map(|(part, _)| part).collect();
    assert_eq!(public.len(), 5, "{public:?}");
    let wanted = json!({ "person": made.body["result"]["id"], "card": card.id, "public": public });
    let published = app.post("/crm/home/published-cards", &staff, wanted).await;
    let id = published.body["result"]["id"].as_str().unwrap_or_else(|| panic!("{}", published.body)).to_owned();
    let vcard = get(&app, &format!("/c/{id}/card.vcf"), &[]).await.body;
    let vcard = vcard.as_str().unwrap();
    // Long lines go on after a line end and a blank.
    let lines = vcard.replace("\r\n ", "");
    assert!(lines.contains("N:C\\,D;A\\;B;") && lines.contains("Main 1\\n"), "{vcard}");
    let names: Vec<&str> = vcard.lines().filter(|line| !line.starts_with(' ')).collect();
    for (start, count) in [("TEL", 0), ("BEGIN:", 1), ("END:", 1)] {
        assert_eq!(
            names.iter().filter(|line| line.to_uppercase().starts_with(start)).count(),
            count,
            "{start} in {vcard}"
        );
    }
}
