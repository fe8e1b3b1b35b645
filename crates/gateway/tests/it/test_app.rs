//! A gateway for one test.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use calling_card_api::roles::Role;
use calling_card_contact::{FormDefinition, InboundSource};
use calling_card_gateway::auth::Provider;
use calling_card_gateway::mail::Mailer;
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::users::{self, NewUser};
use calling_card_gateway::store::{Actor, Store, WorkspaceId, inbound_sources, tokens, workspaces};
use calling_card_gateway::vault::KeySource;
use calling_card_gateway::{AppState, auth, serve};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

use crate::postgres::Database;

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct TestApp {
    pub(crate) store: Store,
    pub(crate) state: AppState,
    router: Router,
    data: tempfile::TempDir,
    /// Where it is in PostgreSQL.
    pub(crate) database: Option<Database>,
}

/// An answer, as far as tests look at it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Value,
}

/// The status of an answer, and what is wrong first: the field, and in which way.
pub(crate) fn wrong(answer: &Answer) -> (u16, &str, &str) {
    let error = &answer.body["errors"][0];
    let said = |member: &str| error[member].as_str().unwrap_or_default();
    (answer.status.as_u16(), said("field"), said("code"))
}

/// A member of staff with their session.
pub(crate) struct Staff {
    pub(crate) cookie: String,
}

impl Staff {
    /// Who is signed in by an answer.
    pub(crate) fn of(answer: &Answer) -> Self {
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        Self { cookie: cookie.split(';').next().unwrap().to_owned() }
    }
}

impl TestApp {
    pub(crate) async fn new() -> Self {
        // The CRMs of most tests are on this machine.
        Self::configured(Config { private_crms: true, ..Config::default() }).await
    }

    pub(crate) async fn configured(config: Config) -> Self {
        Self::mailing(config, None).await
    }

    /// One that sends mails, too.
    pub(crate) async fn mailing(config: Config, mailer: Option<Mailer>) -> Self {
        Self::over(Database::make().await, config, mailer).await
    }

    /// One whose database is SQLite's, whichever the others have.
    pub(crate) async fn in_a_file() -> Self {
        Self::over(None, Config { private_crms: true, ..Config::default() }, None).await
    }

    async fn over(database: Option<Database>, config: Config, mailer: Option<Mailer>) -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = match &database {
            Some(database) => {
                // What nobody is to get at lies where the database lies otherwise.
                std::fs::write(data.path().join("calling-card.sqlite"), "SQLite format 3").unwrap();
                Store::connect(&database.url).await.unwrap()
            }
            None => Store::open(data.path()).await.unwrap(),
        };
        // What `cargo xtask` builds, as far as the gateway looks into it.
        let site = data.path().join("site");
        for folder in ["app", "form", "card", "widget", "help", "reader", "worker"] {
            std::fs::create_dir_all(site.join(folder)).unwrap();
        }
        for name in ["element", "element-more"] {
            std::fs::write(site.join(format!("form/{name}.js")), "show(__FORM__);\n").unwrap();
        }
        std::fs::write(site.join("card/element.js"), "show(__CARD__);\n").unwrap();
        let config = Config {
            local_url: "http://localhost:8080".into(),
            keys: Some(KeySource::File(data.path().join("calling-card.key"))),
            ..config
        };
        let state = AppState::new(store.clone(), Site::open(Some(site)), config).with_mailer(mailer);
        Self { router: serve::router(state.clone()), state, store, data, database }
    }

    /// Another gateway over the same database, where it is one that several share.
    pub(crate) async fn another(&self) -> Option<Self> {
        let store = Store::connect(&self.database.as_ref()?.url).await.unwrap();
        Some(self.with_its_keys(store, "http://localhost:8081"))
    }

    /// A gateway over another database, with the same keys, at an address.
    pub(crate) fn with_its_keys(&self, store: Store, local_url: &str) -> Self {
        let config = Config {
            private_crms: true,
            local_url: local_url.into(),
            keys: Some(KeySource::File(self.data.path().join("calling-card.key"))),
            ..Config::default()
        };
        let state = AppState::new(store.clone(), Site::open(Some(self.data.path().join("site"))), config);
        let data = tempfile::tempdir().unwrap();
        Self { router: serve::router(state.clone()), state, store, data, database: None }
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The same, with a mail server from now on, which is not asked.
    pub(crate) fn with_mail_server(self) -> Self {
        let mailer = Mailer::new("smtp://127.0.0.1:9", "Company <post@company.example>").unwrap();
        let state = self.state.with_mailer(Some(mailer));
        Self { router: serve::router(state.clone()), state, ..self }
    }

    /// The same, with the organization's own sign-in from now on.
    pub(crate) fn with_oidc(self, provider: Provider) -> Self {
        let state = self.state.with_oidc(Some(provider));
        Self { router: serve::router(state.clone()), state, ..self }
    }

    /// What stands at a path from the folder of what is built.
    pub(crate) fn file_at(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.data.path().join("site").join(path)).unwrap()
    }

    /// Answers at a port of its own from now on; its address.
    pub(crate) async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let service = self.router.clone().into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }

    /// Does to the database what only time does.
    pub(crate) async fn sql(&self, sql: &'static str) {
        self.try_sql(sql).await.unwrap();
    }

    /// The same, where it may be refused.
    pub(crate) async fn try_sql(&self, sql: &'static str) -> Result<(), String> {
        use sqlx::Connection;
        if let Some(database) = &self.database {
            return database.run(sql).await;
        }
        let mut connection = crate::program::database(&self.data.path().join("calling-card.sqlite")).await;
        let written = sqlx::query(sql).execute(&mut connection).await;
        connection.close().await.unwrap();
        written.map(drop).map_err(|error| error.to_string())
    }

    /// What the whole database says of a text, in its rows and in the pages of its file.
    pub(crate) async fn knows(&self, text: &str) -> bool {
        if let Some(database) = &self.database {
            return database.knows(text).await;
        }
        let folder = std::fs::read_dir(self.data.path()).unwrap();
        let files = folder.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let files: Vec<Vec<u8>> = files.map(|path| std::fs::read(path).unwrap()).collect();
        files.iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    }

    /// Lets the contact form of a workspace ask for a confirmation by mail.
    pub(crate) async fn ask_for_confirmation(&self, staff: &Staff, opt_in: calling_card_contact::DoubleOptIn) {
        let address = "/crm/home/inbound-sources/home-contact";
        let record = self.get(address, staff).await.body;
        let mut source = record["content"].clone();
        source["form"]["double_opt_in"] = serde_json::to_value(opt_in).unwrap();
        let version = format!("\"{}\"", record["version"]);
        let answer = self.send(Method::PUT, address, Some(staff), source, &[("if-match", version.as_str())]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    /// A workspace with a form and a member of staff, who is signed in.
    pub(crate) async fn staff(&self, name: &str) -> Staff {
        let workspace = workspaces::create(&self.store, name).await.unwrap();
        let actor = Actor { workspace, name: "test".into() };
        let id = format!("{name}-contact").parse().unwrap();
        let source = InboundSource::new(id, "Contact", FormDefinition::contact());
        inbound_sources::create(&self.store, &actor, source).await.unwrap();
        self.member(name, name, Role::Owner).await
    }

    /// One more member of staff of a workspace, who is signed in.
    pub(crate) async fn member(&self, workspace: &str, name: &str, role: Role) -> Staff {
        let workspace = workspaces::find(&self.store, workspace).await.unwrap().unwrap();
        let password_hash = auth::hash_password(PASSWORD.into()).await.unwrap();
        let user = NewUser { name: name.into(), email: format!("{name}@example.com"), password_hash, role };
        let user = users::create(&self.store, workspace, &user).await.unwrap();
        let token = tokens::create_link(&self.store, workspace, Some(user)).await.unwrap();
        let answer = self.send(Method::POST, "/auth/session", None, serde_json::json!({ "token": token }), &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        Staff::of(&answer)
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        staff: Option<&Staff>,
        body: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let text = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send_raw(method, address, staff, text, headers).await
    }

    pub(crate) async fn send_raw(
        &self,
        method: Method,
        address: &str,
        staff: Option<&Staff>,
        body: Body,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        if headers.iter().all(|(name, _)| *name != "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if let Some(staff) = staff {
            request = request.header(header::COOKIE, &staff.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        // One that goes on and on is not read to its end: `live.rs` hears it.
        let goes_on = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if goes_on { Body::empty() } else { response.into_body() };
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Answer { status, headers, body }
    }

    /// Asks for what goes on and on.
    pub(crate) async fn open(&self, address: &str, staff: &Staff) -> Response<Body> {
        let request = Request::get(address).header(header::COOKIE, &staff.cookie).body(Body::empty());
        self.router.clone().oneshot(request.unwrap()).await.unwrap()
    }

    /// Hears from now on what other gateways write over the same database.
    pub(crate) async fn listen_to_others(&self) {
        let mut hearing = self.store.hear(WorkspaceId(Uuid::now_v7()));
        let store = self.store.clone();
        tokio::spawn(async move { store.listen().await });
        // It begins with that something may have been missed.
        if self.store.is_shared() {
            hearing.next().await;
        }
    }

    pub(crate) async fn get(&self, address: &str, staff: &Staff) -> Answer {
        self.send(Method::GET, address, Some(staff), Value::Null, &[]).await
    }

    pub(crate) async fn delete(&self, address: &str, staff: &Staff) -> Answer {
        self.send(Method::DELETE, address, Some(staff), Value::Null, &[]).await
    }

    pub(crate) async fn post(&self, address: &str, staff: &Staff, body: Value) -> Answer {
        self.send(Method::POST, address, Some(staff), body, &[]).await
    }

    /// Makes a person; answers the key.
    pub(crate) async fn person(&self, staff: &Staff, body: Value) -> String {
        let answer = self.post("/crm/home/people", staff, body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.body["result"]["id"].as_str().unwrap().to_owned()
    }
}
