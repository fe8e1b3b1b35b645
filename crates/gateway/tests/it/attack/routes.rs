//! Every address that the router has, and who may ask it. One that is added and stands in no table fails here.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use calling_card_gateway::serve;
use serde_json::Value;

use crate::roles;
use crate::test_app::TestApp;

/// Who may ask what the API's document does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Everybody: what is answered is meant for everybody, and no cookie is looked at.
    Anyone,
    /// Whoever has the link: a part of the address is a token that nobody guesses, and no cookie is looked at.
    Link,
    /// Whoever brings an API token; a cookie opens nothing.
    Token,
}

/// What the API's document does not name: the methods, the address, who may.
pub(super) const OTHERS: [(&str, &str, Who); 50] = [
    ("GET,HEAD", "/openapi.json", Who::Anyone),
    ("GET,HEAD", "/healthz", Who::Anyone),
    ("GET,HEAD", "/readyz", Who::Anyone),
    ("GET,HEAD", "/f/{form}", Who::Anyone),
    ("GET,HEAD", "/f/{form}/thanks", Who::Anyone),
    ("GET,HEAD", "/f/{form}/form.js", Who::Anyone),
    ("GET,HEAD", "/f/{form}/form.json", Who::Anyone),
    ("GET,HEAD", "/f/{form}/challenge", Who::Anyone),
    ("POST", "/f/{form}/left", Who::Anyone),
    ("GET,HEAD", "/f/{form}/theme.css", Who::Anyone),
    ("GET,HEAD", "/f/{form}/{version}/form.js", Who::Anyone),
    ("OPTIONS,POST", "/f/{form}/submissions", Who::Anyone),
    ("OPTIONS,POST", "/f/{form}/files/{field}", Who::Anyone),
    ("GET,HEAD", "/f-style.css", Who::Anyone),
    ("GET,HEAD", "/f-preview", Who::Anyone),
    ("GET,HEAD", "/f-preview.js", Who::Anyone),
    ("GET,HEAD,POST", "/doi/{token}", Who::Link),
    ("GET,HEAD,POST", "/withdraw/{token}", Who::Link),
    ("GET,HEAD", "/invitation/{code}", Who::Link),
    ("GET,HEAD,POST", "/invitation/{code}/decline", Who::Link),
    ("GET,HEAD", "/booking/{token}", Who::Link),
    ("GET,HEAD", "/booking/{token}/event.ics", Who::Link),
    ("GET,HEAD", "/e/{event}/event.ics", Who::Anyone),
    ("GET,HEAD", "/c/{id}", Who::Anyone),
    ("GET,HEAD", "/c/{id}/card.js", Who::Anyone),
    ("GET,HEAD", "/c/{id}/card.vcf", Who::Anyone),
    ("GET,HEAD", "/c/{id}/qr.svg", Who::Anyone),
    ("GET,HEAD", "/c/{id}/picture", Who::Anyone),
    ("GET,HEAD", "/c-style.css", Who::Anyone),
    ("GET,HEAD", "/manifest.site.json", Who::Anyone),
    ("GET,HEAD", "/widget/{file}", Who::Anyone),
    ("GET,HEAD", "/help/{file}", Who::Anyone),
    ("GET,HEAD", "/reader/{file}", Who::Anyone),
    ("GET,HEAD", "/worker/{file}", Who::Anyone),
    // Whatever else is asked: the app's pages and files.
    ("*", "/", Who::Anyone),
    ("*", "/dialects/rogerroger", Who::Token),
    ("*", "/dialects/rogerroger/", Who::Token),
    ("*", "/dialects/rogerroger/{*rest}", Who::Token),
    ("*", "/dialects/emnify", Who::Token),
    ("*", "/dialects/emnify/", Who::Token),
    ("*", "/dialects/emnify/{*rest}", Who::Token),
    ("*", "/dialects/onlyoffice", Who::Token),
    ("*", "/dialects/onlyoffice/", Who::Token),
    ("*", "/dialects/onlyoffice/{*rest}", Who::Token),
    ("*", "/dialects/samdock", Who::Token),
    ("*", "/dialects/samdock/", Who::Token),
    ("*", "/dialects/samdock/{*rest}", Who::Token),
    ("*", "/dialects/cobra", Who::Token),
    ("*", "/dialects/cobra/", Who::Token),
    ("*", "/dialects/cobra/{*rest}", Who::Token),
];

/// Every address of the router, as the router itself prints them.
fn paths(app: &TestApp) -> BTreeSet<String> {
    let printed = format!("{:?}", serve::router(app.state.clone()));
    let after = printed.split("RouteId(").skip(1).filter_map(|entry| entry.split_once("): \""));
    after
        .filter_map(|(_, rest)| rest.split('"').next())
        .filter(|path| path.starts_with('/') && !path.contains("__private__"))
        .map(str::to_owned)
        .collect()
}

/// The methods of an address, as it answers to one that none has; all where it answers that one, too.
async fn methods(app: &TestApp, path: &str) -> String {
    let address = path.replace("{*rest}", "x").replace(['{', '}'], "");
    let answer = app.send(Method::from_bytes(b"BREW").unwrap(), &address, None, Value::Null, &[]).await;
    if answer.status != StatusCode::METHOD_NOT_ALLOWED {
        return "*".into();
    }
    let allowed = answer.headers[header::ALLOW].to_str().unwrap();
    let allowed: BTreeSet<&str> = allowed.split(',').collect();
    allowed.into_iter().collect::<Vec<_>>().join(",")
}

#[tokio::test]
async fn every_address_of_the_router_says_who_may() {
    let app = TestApp::new().await;
    let paths = paths(&app);
    assert!(paths.len() > 150, "the router tells its addresses: {paths:?}");
    let public = roles::PUBLIC.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned()));
    let mut known: BTreeSet<(String, String)> = roles::requests().into_iter().chain(public).collect();
    // Who may read by GET may ask by HEAD.
    let heads: Vec<_> =
        known.iter().filter(|(method, _)| method == "GET").map(|(_, path)| ("HEAD".to_owned(), path.clone())).collect();
    known.extend(heads);
    let others = OTHERS
        .iter()
        .flat_map(|(methods, path, _)| methods.split(',').map(|method| (method.to_owned(), (*path).to_owned())));
    known.extend(others);
    let mut there = BTreeSet::new();
    for path in &paths {
        let methods = methods(&app, path).await;
        there.extend(methods.split(',').map(|method| (method.to_owned(), path.clone())));
    }
    let unsaid: Vec<_> = there.difference(&known).collect();
    assert!(unsaid.is_empty(), "of these nobody says who may: {unsaid:?}");
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "these are not there: {gone:?}");
}

#[tokio::test]
async fn what_needs_a_token_opens_for_no_cookie_and_no_wrong_token() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let token = app.token("home").await;
    // The wrong ones are counted, so each dialect is asked only a few times.
    for (dialect, address) in [
        ("rogerroger", "/dialects/rogerroger/people"),
        ("emnify", "/dialects/emnify/api/v1/organisation/1/contact"),
        ("onlyoffice", "/dialects/onlyoffice/api/2.0/crm/contact/filter"),
        ("samdock", "/dialects/samdock/api/contacts/persons"),
        ("cobra", "/dialects/cobra/v1/crm/people"),
    ] {
        assert!(OTHERS.contains(&("*", format!("/dialects/{dialect}/{{*rest}}").as_str(), Who::Token)), "{dialect}");
        let cookie = app.get(address, &owner).await;
        assert!(!cookie.status.is_success(), "{dialect} by a cookie: {}", cookie.status);
        // The first letter of the right one is another.
        let wrong = format!("{}{}", if token.starts_with('0') { '1' } else { '0' }, &token[1..]);
        let bearer = format!("Bearer {wrong}");
        let headers = [("x-api-key", wrong.as_str()), ("authorization", bearer.as_str())];
        let forged = app.send(Method::GET, address, None, Value::Null, &headers).await;
        assert_eq!(forged.status, StatusCode::UNAUTHORIZED, "{dialect} by a forged token");
        let bearer = format!("Bearer {token}");
        let headers = [("x-api-key", token.as_str()), ("authorization", bearer.as_str())];
        let right = app.send(Method::GET, address, None, Value::Null, &headers).await;
        assert_ne!(right.status, StatusCode::UNAUTHORIZED, "{dialect} by the right token: {}", right.body);
    }
}

#[tokio::test]
async fn what_has_a_link_tells_nothing_without_the_right_one() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let wrong = "0".repeat(64);
    for (methods, path, _) in OTHERS.iter().filter(|(_, _, who)| *who == Who::Link) {
        let address = path.replace("{token}", &wrong).replace("{code}", &wrong);
        for method in methods.split(',').filter(|method| *method != "HEAD") {
            let answer = app.send(method.parse().unwrap(), &address, Some(&owner), Value::Null, &[]).await;
            assert!(
                !answer.status.is_success() && !answer.status.is_server_error(),
                "{method} {path}: {}",
                answer.status
            );
            assert!(!answer.status.is_redirection(), "{method} {path}: {}", answer.status);
        }
    }
}
