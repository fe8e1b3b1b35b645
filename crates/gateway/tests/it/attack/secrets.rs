//! What is secret stands in no log and, but sealed or hashed, in no file: the real program is led through all that has to do with secrets,
//! while it logs all that it can, and what it has written is searched for each of them.

use std::io::Write;
use std::time::Duration;

use axum::http::header;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::program::Program;
use crate::other_crm::{OtherCrm, Reply, page};
use crate::test_app::PASSWORD;
use crate::totp::Phone;

const CONNECTION: &str = "connection-secret-4711";
const SMTP: &str = "smtp-secret-4711";
const ORGANIZATION: &str = "organization-secret-4711";
/// The code that comes back from the organization's sign-in.
const RETURNED: &str = "returned-code-4711";
const WRONG: &str = "a password that is not the one";

/// Somebody who asks the program.
struct Asker<'a> {
    program: &'a Program,
    http: reqwest::Client,
    cookies: Vec<String>,
}

impl Asker<'_> {
    async fn ask(
        &mut self,
        method: reqwest::Method,
        address: &str,
        body: Value,
        headers: &[(&str, &str)],
    ) -> (u16, Value) {
        let mut request = self.http.request(method, format!("{}{address}", self.program.url));
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.header(header::COOKIE, self.cookies.join("; ")).send().await.unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let name = cookie.split('=').next().unwrap().to_owned() + "=";
            self.cookies.retain(|kept| !kept.starts_with(&name));
            self.cookies.push(cookie);
        }
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    async fn post(&mut self, address: &str, body: Value) -> Value {
        let (status, answer) = self.ask(reqwest::Method::POST, address, body, &[]).await;
        assert!((200..300).contains(&status), "{address}: {status} {answer}");
        answer
    }

    fn cookie(&self, name: &str) -> String {
        self.cookies.iter().find_map(|cookie| cookie.strip_prefix(name)).unwrap().trim_start_matches('=').to_owned()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// The token behind this in the next mail that has one.
async fn mailed(mails: &mut UnboundedReceiver<String>, before: &str) -> String {
    loop {
        let mail = tokio::time::timeout(Duration::from_secs(20), mails.recv()).await.unwrap().unwrap();
        if let Some((_, rest)) = mail.replace("=\n", "").split_once(before) {
            let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            assert!(token.len() >= 32, "{token}");
            return token;
        }
    }
}

/// Where in these bytes a text stands, with what is around it.
fn stands(bytes: &[u8], wanted: &str) -> Option<String> {
    let at = bytes.windows(wanted.len()).position(|window| window == wanted.as_bytes())?;
    let around = &bytes[at.saturating_sub(200)..(at + wanted.len() + 50).min(bytes.len())];
    Some(String::from_utf8_lossy(around).into_owned())
}

#[tokio::test]
async fn no_secret_is_in_a_log_and_none_is_readable_in_a_file() {
    let crm = OtherCrm::new(|_, _| Reply::Json(200, page(&[]))).await;
    let (smtp, mut mails) = crate::mail::server("250 taken").await;
    let smtp = smtp.replace("smtp://", &format!("smtp://user:{SMTP}@"));
    let there = crate::oidc::tokenless().await;
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(ORGANIZATION.as_bytes()).unwrap();
    let program = Program::start(&[
        ("SMTP_URL", &smtp),
        ("MAIL_FROM", "Company <post@company.example>"),
        ("CALLING_CARD_OIDC_ISSUER", &there.address),
        ("CALLING_CARD_OIDC_CLIENT", "calling-card"),
        ("CALLING_CARD_OIDC_SECRET_FILE", file.path().to_str().unwrap()),
    ]);
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let mut ann = Asker { program: &program, http, cookies: Vec::new() };
    ann.post("/auth/welcome", json!({ "token": program.welcome })).await;
    let first = json!({ "token": program.welcome, "name": "Ann", "email": "ann@example.com", "password": PASSWORD });
    ann.post("/auth/first-user", first).await;
    let first_session = ann.cookie("session");

    // A token, a connection that is used, an invitation.
    let token = text(&ann.post("/tokens", json!({ "name": "Program" })).await["token"]);
    let bearer = format!("Bearer {token}");
    let keys = [("x-api-key", token.as_str()), ("authorization", bearer.as_str())];
    let (status, _) = ann.ask(reqwest::Method::GET, "/dialects/rogerroger/people", Value::Null, &keys).await;
    assert_eq!(status, 200);
    let connection = json!({ "system": "rogerroger", "name": "There", "address": crm.address, "account": "1", "secret": CONNECTION });
    let connection = text(&ann.post("/connections", connection).await["id"]);
    ann.post(&format!("/connections/{connection}/test"), Value::Null).await;
    ann.post("/members/invitations", json!({ "email": "ben@example.com", "role": "reader" })).await;
    let invitation = mailed(&mut mails, "/welcome/").await;
    let invited = ann.post("/auth/welcome", json!({ "token": invitation })).await;
    assert_eq!(invited["email"], "ben@example.com", "{invited}");

    // Codes, and signing in by them.
    let own = json!({ "password": PASSWORD });
    let offer = ann.post("/auth/totp/options", own).await;
    let (secret, phone) = (text(&offer["secret"]), Phone::of(&offer));
    let recovery = ann.post("/auth/totp", json!({ "code": phone.code(0) })).await["codes"].clone();
    let sign_in =
        |password: &str, code: &str| json!({ "email": "ann@example.com", "password": password, "code": code });
    let (status, _) = ann.ask(reqwest::Method::POST, "/auth/session", sign_in(WRONG, ""), &[]).await;
    assert_eq!(status, 401);
    let used = phone.code(1);
    ann.post("/auth/session", sign_in(PASSWORD, &used)).await;
    let second_session = ann.cookie("session");
    ann.post("/auth/session", sign_in(PASSWORD, recovery[0].as_str().unwrap())).await;

    // The organization's sign-in, as far as to the secret that is sent there.
    let (status, _) = ann.ask(reqwest::Method::GET, "/auth/oidc", Value::Null, &[]).await;
    assert_eq!(status, 303);
    let begun = ann.cookie("oidc");
    let back = format!("/auth/oidc/callback?code={RETURNED}&state={}", begun.split('.').next().unwrap());
    let (status, _) = ann.ask(reqwest::Method::GET, &back, Value::Null, &[]).await;
    assert_eq!(status, 303);
    let by_secret = BASE64_STANDARD.encode(format!("calling-card:{ORGANIZATION}"));
    let asked = there.asked();
    assert!(asked.iter().any(|one| one.line == "POST /token" && one.head.contains(&by_secret)), "{asked:?}");

    // A submission that is confirmed by mail.
    let address = "/crm/home/inbound-sources/contact";
    let (_, record) = ann.ask(reqwest::Method::GET, address, Value::Null, &[]).await;
    let mut source = record["content"].clone();
    source["form"]["double_opt_in"] = serde_json::to_value(calling_card_contact::DoubleOptIn::standard()).unwrap();
    let (status, answer) = ann.ask(reqwest::Method::PUT, address, source, &[("if-match", "\"1\"")]).await;
    assert_eq!(status, 200, "{answer}");
    let sent = json!({ "values": { "family_name": "Curie", "email": "marie@example.com", "message": "Hello" }, "consent": true });
    let receipt = ann.post("/f/contact/submissions", sent).await;
    let withdraw = text(&receipt["withdraw"]).rsplit('/').next().unwrap().to_owned();
    let link = mailed(&mut mails, "/doi/").await;
    let (status, _) = ann.ask(reqwest::Method::POST, &format!("/doi/{link}"), Value::Null, &[]).await;
    assert_eq!(status, 200);
    ann.ask(reqwest::Method::GET, &format!("/withdraw/{withdraw}"), Value::Null, &[]).await;

    let codes: Vec<String> = serde_json::from_value(recovery).unwrap();
    let undashed = |code: &str| code.replace('-', "");
    let secrets = [
        ("the password", PASSWORD.to_owned()),
        ("a wrong password", WRONG.to_owned()),
        ("the first link", program.welcome.clone()),
        ("a session", first_session),
        ("another session", second_session),
        ("the cookie of the browser", ann.cookie("device")),
        ("the API token", token),
        ("the connection's secret", CONNECTION.to_owned()),
        ("the secret of codes", secret.clone()),
        ("the recovery code that was sent", codes[0].clone()),
        ("the same without dashes", undashed(&codes[0])),
        ("a recovery code", codes[1].clone()),
        ("the same without dashes", undashed(&codes[1])),
        ("the password at the mail server", SMTP.to_owned()),
        ("the same as it is sent", BASE64_STANDARD.encode(format!("\0user\0{SMTP}"))),
        ("the secret of the organization's sign-in", ORGANIZATION.to_owned()),
        ("the same as it is sent", by_secret),
        ("the code of the organization's sign-in", RETURNED.to_owned()),
        ("what proves who began it", begun.rsplit('.').next().unwrap().to_owned()),
        ("the link that withdraws", withdraw),
    ];
    let logged = program.logged();
    assert!(stands(&logged, "/auth/session").is_some(), "it logs what is asked");
    let files = program.files();
    assert!(files.iter().any(|(_, bytes)| stands(bytes, "marie@example.com").is_some()), "its files are read");
    let mut found = Vec::new();
    for (what, secret) in &secrets {
        found.extend(stands(&logged, secret).map(|around| format!("{what} is logged: {around}")));
        for (path, bytes) in &files {
            found.extend(stands(bytes, secret).map(|around| format!("{what} is in {}: {around}", path.display())));
        }
    }
    // The links of mails stand in the outbox until they are sent; in a log they never stand.
    for link in [&link, &invitation] {
        found.extend(stands(&logged, link).map(|around| format!("the link of a mail is logged: {around}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));

    // The key stands beside the database, for its owner alone. It is changed while the program runs, and everything still opens.
    let key = program.data().join("calling-card.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = std::fs::read(&key).unwrap();
    let rotate = crate::program::to_its_end().args(["key", "rotate", "--data"]).arg(program.data()).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&rotate.stdout),
        "Sealed anew: 2.\n",
        "{}",
        String::from_utf8_lossy(&rotate.stderr)
    );
    assert_ne!(std::fs::read(&key).unwrap(), before);
    ann.post(&format!("/connections/{connection}/test"), Value::Null).await;
    let (status, refused) = ann.ask(reqwest::Method::POST, "/auth/session", sign_in(PASSWORD, &used), &[]).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("/code")), "the secret opens: the code was used");
}
