//! `/dialects`: what is written for another CRM, with host and token changed. Every answer is held against that CRM's contract.

use axum::body::Body;
use axum::http::Method;
use calling_card_gateway::store::{Actor, api_tokens, workspaces};
use serde_json::Value;

use crate::test_app::{Answer, TestApp};

mod cobra;
mod cobra_cards;
mod cobra_companies;
mod cobra_events;
mod cobra_merge;
mod cobra_people;
mod cobra_relations;
mod cobra_touchpoints;
#[path = "../../../crm/tests/it/contract.rs"]
mod contract;
mod emnify;
mod onlyoffice;
mod onlyoffice_companies;
mod onlyoffice_data;
mod onlyoffice_lists;
mod onlyoffice_photos;
mod private;
mod rogerroger;
mod rogerroger_lists;
mod rogerroger_notes;
mod samdock;
mod samdock_drafts;
mod samdock_fields;
mod samdock_organizations;
mod tokens;

/// A program that speaks a dialect.
pub(crate) struct Client<'a> {
    app: &'a TestApp,
    root: &'static str,
    header: (&'static str, String),
}

impl TestApp {
    /// A token of a workspace, which is made where there is none.
    pub(crate) async fn token(&self, workspace: &str) -> String {
        let found = workspaces::find(&self.store, workspace).await.unwrap();
        let workspace = match found {
            Some(workspace) => workspace,
            None => workspaces::create(&self.store, workspace).await.unwrap(),
        };
        let actor = Actor { workspace, name: "test".into() };
        api_tokens::create(&self.store, &actor, "a program").await.unwrap().1
    }

    async fn rogerroger(&self, workspace: &str) -> Client<'_> {
        let key = self.token(workspace).await;
        Client { app: self, root: "/dialects/rogerroger", header: ("x-api-key", key) }
    }

    async fn emnify(&self, workspace: &str) -> Client<'_> {
        let token = self.token(workspace).await;
        let nobody = Client { app: self, root: "/dialects/emnify", header: ("x-nothing", String::new()) };
        let body = serde_json::json!({ "application_token": token });
        let answer = nobody.call("POST /api/v1/authenticate", body).await;
        let bearer = format!("Bearer {}", answer.body["auth_token"].as_str().unwrap());
        Client { header: ("authorization", bearer), ..nobody }
    }

    async fn onlyoffice(&self, workspace: &str) -> Client<'_> {
        let password = self.token(workspace).await;
        let nobody = Client { app: self, root: "/dialects/onlyoffice", header: ("x-nothing", String::new()) };
        let body = serde_json::json!({ "userName": "ann@example.org", "password": password });
        let answer = nobody.call("POST /api/2.0/authentication", body).await;
        let token = answer.body["response"]["token"].as_str().unwrap().to_owned();
        Client { header: ("authorization", token), ..nobody }
    }
}

impl TestApp {
    async fn samdock(&self, workspace: &str) -> Client<'_> {
        let token = self.token(workspace).await;
        let nobody = Client { app: self, root: "/dialects/samdock", header: ("x-nothing", String::new()) };
        let body = serde_json::json!({ "email": "anybody@example.com", "password": token });
        let answer = nobody.call("POST /login", body).await;
        let bearer = format!("Bearer {}", answer.body["accessToken"].as_str().unwrap());
        Client { header: ("authorization", bearer), ..nobody }
    }
}

impl Client<'_> {
    /// A call as the vendor's page has it: `GET /people?page=2`. A body is JSON, a PATCH of RogerRoger's a merge patch.
    pub(crate) async fn call(&self, line: &str, body: Value) -> Answer {
        let media_type = match (self.root, line.split(' ').next()) {
            ("/dialects/rogerroger", Some("PATCH")) => "application/merge-patch+json",
            _ => "application/json",
        };
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.raw(line, media_type, body).await
    }

    pub(crate) async fn raw(&self, line: &str, media_type: &str, body: Body) -> Answer {
        let (method, target) = line.split_once(' ').unwrap();
        let target = format!("{}{target}", self.root);
        let headers = [("content-type", media_type), (self.header.0, self.header.1.as_str())];
        self.app.send_raw(method.parse::<Method>().unwrap(), &target, None, body, &headers).await
    }

    pub(crate) async fn get(&self, target: &str) -> Answer {
        self.call(&format!("GET {target}"), Value::Null).await
    }
}
