//! ONLYOFFICE: pictures.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use super::Client;
use super::onlyoffice::{CONTACT, holds};
use crate::test_app::{Answer, TestApp};

/// A small picture.
fn png() -> Vec<u8> {
    let mut content = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(120, 90).write_to(&mut content, image::ImageFormat::Png).unwrap();
    content.into_inner()
}

/// A form with texts, and a file of this type.
async fn form(client: &Client<'_>, line: &str, texts: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    let mut body = Vec::new();
    for (name, text) in texts {
        body.extend_from_slice(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").as_bytes(),
        );
    }
    if let Some((media_type, content)) = file {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"whatever\"; filename=\"a.png\"\r\nContent-Type: {media_type}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    client.raw(line, "multipart/form-data; boundary=x", Body::from(body)).await
}

#[tokio::test]
async fn a_picture_comes_with_the_person_and_a_refused_one_leaves_the_person() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (client, png) = (app.onlyoffice("home").await, png());
    let line = format!("POST {CONTACT}/person");
    let texts = [
        ("firstName", "Ann"),
        ("lastName", "Lee"),
        ("shareType", "2"),
        ("managerList[0]", "9924256a-739c-462b-af15-e652a3b1b6eb"),
    ];
    let made = form(&client, &line, &texts, Some(("image/png", png.as_slice()))).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    holds("createPerson", &made);
    let said = &made.body["response"];
    assert_eq!((&said["shareType"], &said["isPrivate"]), (&json!(2), &json!(true)));
    let id = said["id"].as_i64().unwrap();
    assert_eq!(said["smallFotoUrl"], format!("/dialects/onlyoffice/storage/crm/{id}_200_200.jpeg"));
    let read = client.contact(id).await;
    for (member, side) in [("smallFotoUrl", 40), ("mediumFotoUrl", 82)] {
        let address = read[member].as_str().unwrap();
        assert!(address.ends_with(&format!("{side}_{side}.jpeg")), "{address}");
        let answer = client.get(address.strip_prefix("/dialects/onlyoffice").unwrap()).await;
        assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/jpeg"));
        let open = app.send(Method::GET, address, None, Value::Null, &[]).await;
        assert_eq!(open.status, StatusCode::UNAUTHORIZED, "not without a token");
        assert_eq!(
            app.onlyoffice("other").await.get(address.strip_prefix("/dialects/onlyoffice").unwrap()).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(app.get("/crm/home/people", &staff).await.body["items"][0]["has_image"], true);

    // The person is stored before the picture is looked at.
    let large = [png.as_slice(), &vec![0; 1024 * 1024]].concat();
    for (status, media_type, content) in [
        (403, "text/plain", png.as_slice()),
        (403, "image/png", b"no picture".as_slice()),
        (403, "image/svg+xml", b"<svg/>"),
        (500, "image/png", &large),
    ] {
        let before = app.get("/crm/home/people", &staff).await.body["total"].as_u64().unwrap();
        let refused =
            form(&client, &line, &[("firstName", "Ben"), ("lastName", "Lee")], Some((media_type, content))).await;
        assert_eq!(refused.status.as_u16(), status, "{media_type}: {}", refused.body);
        holds("createPerson", &refused);
        assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], before + 1);
    }
}

#[tokio::test]
async fn a_picture_is_changed_and_taken_away() {
    let app = TestApp::new().await;
    let (client, png) = (app.onlyoffice("home").await, png());
    for id in [client.person("Ann", "Lee").await, client.company("ACME").await] {
        let line = format!("PUT {CONTACT}/{id}/changephoto");
        let changed = form(&client, &line, &[], Some(("image/png", png.as_slice()))).await;
        assert_eq!(
            (changed.status, &changed.body["response"]),
            (StatusCode::OK, &json!(format!("/dialects/onlyoffice/storage/crm/{id}_200_200.jpeg")))
        );
        holds("changePhoto", &changed);
        for (status, file) in [
            (400, None),
            (403, Some(("application/pdf", b"%PDF-1.4".as_slice()))),
            (403, Some(("image/gif", b"a gif".as_slice()))),
        ] {
            let refused = form(&client, &line, &[], file).await;
            assert_eq!(refused.status.as_u16(), status, "{}", refused.body);
            holds("changePhoto", &refused);
        }
        assert!(client.contact(id).await["smallFotoUrl"].is_string());
        let line = format!("DELETE {CONTACT}/{id}/avatar");
        assert_eq!(client.asked("deletePhoto", 200, &format!("{line}?uploadOnly=true"), Value::Null).await, "");
        assert!(client.contact(id).await["smallFotoUrl"].is_string());
        client.asked("deletePhoto", 200, &line, Value::Null).await;
        assert!(client.contact(id).await.get("smallFotoUrl").is_none());
        assert_eq!(client.get(&format!("/storage/crm/{id}_200_200.jpeg")).await.status, StatusCode::NOT_FOUND);
    }
    client.asked("deletePhoto", 200, &format!("DELETE {CONTACT}/0/avatar?contactType=people"), Value::Null).await;
    client.refused("deletePhoto", 404, &format!("DELETE {CONTACT}/99/avatar"), Value::Null).await;
    let refused =
        form(&client, &format!("PUT {CONTACT}/99/changephoto"), &[], Some(("image/png", png.as_slice()))).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

/// A server that answers everybody so; its address.
async fn server(media_type: &'static str, content: Vec<u8>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answer = move || async move { ([("content-type", media_type)], content) };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(answer)).await });
    address
}

#[tokio::test]
async fn a_picture_is_fetched_from_the_public_internet_alone() {
    let app = TestApp::new().await;
    let (client, png) = (app.onlyoffice("home").await, png());
    let id = client.person("Ann", "Lee").await;
    let line = format!("PUT {CONTACT}/{id}/changephotobyurl");
    let here = server("image/png", png.clone()).await;
    for wrong in [
        here.as_str(),
        "http://169.254.169.254/latest",
        "http://localhost/a.png",
        "file:///etc/passwd",
        "http://a:b@example.org/",
        "",
        "x",
    ] {
        client.refused("changePhotoByUrl", 400, &line, json!({ "photourl": wrong })).await;
    }
    client.refused("changePhotoByUrl", 400, &line, json!({})).await;
    client
        .refused("changePhotoByUrl", 404, &format!("PUT {CONTACT}/99/changephotobyurl"), json!({ "photourl": here }))
        .await;

    let app = TestApp::configured(Config { private_pages: true, ..Config::default() }).await;
    let client = app.onlyoffice("home").await;
    let id = client.person("Ann", "Lee").await;
    let line = format!("PUT {CONTACT}/{id}/changephotobyurl");
    let taken = client.asked("changePhotoByUrl", 200, &line, json!({ "photourl": here })).await;
    assert!(taken.as_str().unwrap().ends_with("_200_200.jpeg"));
    assert!(client.contact(id).await["mediumFotoUrl"].is_string());
    let large = [png.as_slice(), &vec![0; 1024 * 1024]].concat();
    for (media_type, content) in [("image/png", large), ("text/html", png.clone()), ("image/png", b"<html>".to_vec())] {
        let there = server(media_type, content).await;
        client.refused("changePhotoByUrl", 400, &line, json!({ "photourl": there })).await;
    }
}
