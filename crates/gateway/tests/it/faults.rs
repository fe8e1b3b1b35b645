//! What breaks around the gateway: each broken for real around the real program, with what a person sees, and that it is well again by itself.

mod clock;
mod disk;
mod killed;
mod locked;
mod mails;
mod memory;

use calling_card_gateway::store::DATABASE;
use serde_json::{Value, json};
use sqlx::Connection;

use crate::program::{self, PASSWORD, with_json};

/// Somebody who asks a gateway, signed in or not.
#[derive(Clone)]
pub(crate) struct Asker {
    client: reqwest::Client,
    url: String,
    cookie: String,
}

impl Asker {
    /// A visitor.
    pub(crate) fn visitor(url: &str) -> Self {
        Self::through(reqwest::Client::builder(), url)
    }

    /// A visitor whose client is made in a way of its own.
    pub(crate) fn through(client: reqwest::ClientBuilder, url: &str) -> Self {
        Self { client: client.pool_max_idle_per_host(0).build().unwrap(), url: url.to_owned(), cookie: String::new() }
    }

    /// A member of staff, whom `program::add_member` has made.
    pub(crate) async fn member(url: &str) -> Self {
        Self::visitor(url).sign_in().await
    }

    /// Becomes that member of staff.
    pub(crate) async fn sign_in(mut self) -> Self {
        let signing = json!({ "email": "ann@example.com", "password": PASSWORD });
        let answer = with_json(self.client.post(format!("{}/auth/session", self.url)), &signing).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        self.cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        self
    }

    /// Sends a request; an error where no answer came.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> reqwest::Result<(u16, Value)> {
        let request = self.client.request(method.parse().unwrap(), format!("{}{path}", self.url));
        let request = request.header("cookie", &self.cookie);
        let request = if body.is_null() { request } else { with_json(request, body) };
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::String(text))))
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.send("GET", path, &Value::Null).await.unwrap()
    }

    /// Sends the contact form, under a key.
    pub(crate) async fn submit(&self, key: &str) -> reqwest::Result<(u16, Value)> {
        let values = json!({ "family_name": format!("Visitor {key}"), "email": "visitor@example.com" });
        let sent = json!({ "values": values, "consent": true });
        let request = with_json(self.client.post(format!("{}/f/contact/submissions", self.url)), &sent);
        let answer = request.header("idempotency-key", format!("key-{key}")).send().await?;
        let status = answer.status().as_u16();
        Ok((status, serde_json::from_str(&answer.text().await?).unwrap_or_default()))
    }
}

/// Asks the database itself.
pub(crate) async fn number(data: &std::path::Path, sql: &'static str) -> i64 {
    let mut connection = program::database(&data.join(DATABASE)).await;
    let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    number
}

const WHOLE: &str = "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'";
const DRAFTS: &str = "SELECT COUNT(*) FROM records WHERE kind = 'draft'";
