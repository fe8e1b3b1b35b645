//! `/auth/oidc`, against a real OpenID Provider: npm's oidc-provider. `cargo xtask test` fetches it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::http::{Method, StatusCode, header};
use calling_card_gateway::auth::{Oidc, Provider};
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::{AppState, serve};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::other_crm::{OtherCrm, Reply};
use crate::test_app::{Staff, TestApp};

const LOCAL: &str = "http://localhost:8080";

/// One that says where it is, and gives nobody a token.
pub(crate) async fn tokenless() -> OtherCrm {
    OtherCrm::new(|asked, _| {
        let host = asked.head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let there = format!("http://{host}");
        let (status, body) = match asked.line.as_str() {
            "GET /.well-known/openid-configuration" => (200, json!({
                "issuer": there, "authorization_endpoint": format!("{there}/authorize"), "token_endpoint": format!("{there}/token"),
                "jwks_uri": format!("{there}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"]
            })),
            "GET /keys" => (200, json!({ "keys": [] })),
            _ => (400, json!({ "error": "invalid_grant" })),
        };
        let (body, head) = (body.to_string(), "content-type: application/json\r\nconnection: close");
        Reply::Bytes(format!("HTTP/1.1 {status} X\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes())
    })
    .await
}

/// The way to the one at this address.
pub(crate) fn provider(issuer: &str, secret: &str) -> Provider {
    let (issuer, secret) = (issuer.to_owned(), secret.to_owned().into());
    Provider::new(Oidc { issuer, client: "calling-card".into(), secret, name: "Company".into() }).unwrap()
}

/// A provider; it ends when it is dropped.
struct There(Child, String, #[expect(dead_code, reason = "what it writes to has to be there")] BufReader<ChildStdout>);

impl There {
    fn new() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/oidc/provider.mjs");
        let modules = std::env::var("CALLING_CARD_OIDC_PROVIDER").unwrap();
        let mut node = Command::new("node");
        node.args([script, &modules, &format!("{LOCAL}/auth/oidc/callback")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = node.spawn().unwrap();
        let mut issuer = String::new();
        let mut written = BufReader::new(process.stdout.take().unwrap());
        written.read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http://127.0.0.1:"), "{issuer}");
        Self(process, issuer.trim().to_owned(), written)
    }

    fn provider(&self, secret: &str) -> Provider {
        provider(&self.1, secret)
    }
}

impl Drop for There {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// A browser, as far as it goes from one address to the next.
struct Browser<'a> {
    gateway: &'a axum::Router,
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

impl<'a> Browser<'a> {
    fn new(gateway: &'a axum::Router) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { gateway, http, cookies: BTreeMap::new() }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, headers: &axum::http::HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
    }

    /// Asks the gateway; where it leads.
    async fn ours(&mut self, address: &str) -> (StatusCode, String) {
        let request = axum::http::Request::get(address).header(header::COOKIE, self.cookie());
        let answer = self.gateway.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
        self.keep(answer.headers());
        let to = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        (answer.status(), to.unwrap_or_default())
    }

    /// Asks the provider; where it leads. A form is sent where there is one.
    async fn theirs(&mut self, address: &str, form: Option<&[(&str, &str)]>) -> String {
        let request = match form {
            None => self.http.get(address),
            Some(form) => {
                let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
                self.http.post(address).header("content-type", "application/x-www-form-urlencoded").body(body)
            }
        };
        let answer = request.header(header::COOKIE, self.cookie()).send().await.unwrap();
        self.keep(answer.headers());
        let to = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        to.unwrap_or_else(|| panic!("{address} leads nowhere: {}", answer.status()))
    }

    /// Signs in at the provider; where it leads the browser back to, below our address.
    async fn signs_in_there(&mut self, begin: &str, account: &str) -> String {
        let base = url::Url::parse(begin).unwrap();
        let mut at = begin.to_owned();
        for _ in 0..9 {
            if let Some(back) = at.strip_prefix(LOCAL) {
                return back.to_owned();
            }
            let address = base.join(&at).unwrap().to_string();
            let step = address.contains("/interaction/");
            let login = [("prompt", "login"), ("login", account), ("password", "x")];
            let consent = [("prompt", "consent")];
            let signed_in = self.cookies.contains_key("_session");
            let form: &[(&str, &str)] = if signed_in { &consent } else { &login };
            at = self.theirs(&address, step.then_some(form)).await;
        }
        panic!("it goes on and on: {at}")
    }

    async fn begins(&mut self) -> String {
        let (status, to) = self.ours("/auth/oidc").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
        to
    }
}

fn router(app: &TestApp, provider: Option<Provider>) -> axum::Router {
    let config = Config { local_url: LOCAL.into(), ..Config::default() };
    serve::router(AppState::new(app.store.clone(), Site::open(None), config).with_oidc(provider))
}

const REFUSED: &str = "/sign-in?organization=refused";

#[tokio::test]
#[ignore = "needs oidc-provider, which cargo xtask test fetches"]
async fn the_organizations_own_sign_in_signs_members_in() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let there = There::new();
    let gateway = router(&app, Some(there.provider("oidc-secret-4711-oidc-secret-4711")));
    let mut browser = Browser::new(&gateway);
    let begin = browser.begins().await;
    for part in ["response_type=code", "code_challenge_method=S256", "state=", "nonce=", "scope=openid+email"] {
        assert!(begin.contains(part), "{part} in {begin}");
    }
    assert!(begin.starts_with(&there.1), "{begin}");
    // Whatever else the address says, it leads to no other website: the provider would lead back to what is asked for here.
    let (_, led) = Browser::new(&gateway).ours("/auth/oidc?redirect_uri=https://evil.example").await;
    assert!(led.starts_with(&there.1) && !led.contains("evil"), "{led}");
    let back = browser.signs_in_there(&begin, "home@example.com").await;
    // Somebody else who is led there gets nothing of it, and neither does a second time.
    let mut victim = Browser::new(&gateway);
    assert_eq!(victim.ours(&back).await, (StatusCode::SEE_OTHER, REFUSED.into()), "nothing was begun there");
    victim.begins().await;
    assert_eq!(victim.ours(&back).await.1, REFUSED, "something else was begun there");
    assert!(!victim.cookies.contains_key("session"));
    let begun = browser.cookies["oidc"].clone();
    let asking = format!("{back}&redirect_uri=https://evil.example");
    assert_eq!(browser.ours(&asking).await, (StatusCode::SEE_OTHER, "/people".into()));
    let staff = Staff { cookie: format!("session={}", browser.cookies["session"]) };
    assert_eq!(app.get("/auth/session", &staff).await.body["user"]["email"], "home@example.com");
    let mut again = Browser::new(&gateway);
    again.cookies.insert("oidc".into(), begun);
    assert_eq!(again.ours(&back).await.1, REFUSED, "the code was used");
    let log = app.get("/audit?kind=signed_in_by_organization", &owner).await.body;
    assert_eq!((&log["total"], &log["items"][0]["by"]), (&json!(1), &json!("home")));
}

#[tokio::test]
#[ignore = "needs oidc-provider, which cargo xtask test fetches"]
async fn who_is_no_member_or_not_verified_is_not_signed_in() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let there = There::new();
    let gateway = router(&app, Some(there.provider("oidc-secret-4711-oidc-secret-4711")));
    app.member("home", "karl", calling_card_api::roles::Role::Owner).await;
    // The last one begins with the sign for kelvin, which folds to a k.
    for account in ["nobody@example.com", "unverified-home@example.com", "\u{212a}arl@example.com"] {
        let mut browser = Browser::new(&gateway);
        let begin = browser.begins().await;
        let back = browser.signs_in_there(&begin, account).await;
        assert_eq!(browser.ours(&back).await, (StatusCode::SEE_OTHER, REFUSED.into()), "{account}");
        assert!(!browser.cookies.contains_key("session"), "{account}");
    }
    // What the browser keeps is changed in one part: the state, the nonce, the verifier.
    for part in 0..3 {
        let mut browser = Browser::new(&gateway);
        let begin = browser.begins().await;
        let mut kept: Vec<String> = browser.cookies["oidc"].split('.').map(str::to_owned).collect();
        let back = browser.signs_in_there(&begin, "home@example.com").await;
        let first = if kept[part].starts_with('A') { "B" } else { "A" };
        kept[part].replace_range(..1, first);
        browser.cookies.insert("oidc".into(), kept.join("."));
        assert_eq!(browser.ours(&back).await.1, REFUSED, "part {part}");
        assert!(!browser.cookies.contains_key("session"), "part {part}");
    }
    // With a secret that is not ours, no code is worth anything.
    let gateway = router(&app, Some(there.provider("another secret that is not the one")));
    let mut browser = Browser::new(&gateway);
    let begin = browser.begins().await;
    let back = browser.signs_in_there(&begin, "home@example.com").await;
    assert_eq!(browser.ours(&back).await.1, REFUSED);
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way_and_one_that_is_gone_is_said() {
    let app = TestApp::new().await;
    let ways = app.send(Method::GET, "/auth/ways", None, Value::Null, &[]).await;
    assert_eq!((ways.status, ways.body), (StatusCode::OK, json!({})));
    for address in ["/auth/oidc", "/auth/oidc/callback?code=x&state=y"] {
        assert_eq!(app.send(Method::GET, address, None, Value::Null, &[]).await.status, StatusCode::NOT_FOUND);
    }
    let gateway = router(&app, Some(provider("http://127.0.0.1:9", "s")));
    let mut browser = Browser::new(&gateway);
    assert_eq!(browser.ours("/auth/oidc").await, (StatusCode::SEE_OTHER, "/sign-in?organization=away".into()));
    assert_eq!(browser.ours("/auth/oidc/callback?code=x&state=").await, (StatusCode::SEE_OTHER, REFUSED.into()));
    assert_eq!(browser.ours("/auth/oidc/callback").await, (StatusCode::SEE_OTHER, REFUSED.into()));
}
