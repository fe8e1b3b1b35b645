//! Getting in: an e-mail address of the staff and an API token of theirs are exchanged for a token that holds for an hour.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use calling_card_contact::Problem;
use serde::{Deserialize, Serialize};

use super::super::{Caller, bearer};
use super::asked::Asked;
use super::{Found, Outcome, ROOT, Refusal, VERSION, answer, headers};
use crate::extract::Address;
use crate::store::api_tokens::EXCHANGED_SECONDS;
use crate::store::users;
use crate::{AppState, tokens};

/// Where a token is asked for, the one call without one.
const TOKEN: &str = "/auth/token";

/// What is exchanged.
#[derive(Deserialize)]
struct Request {
    username: Option<String>,
    password: Option<String>,
}

/// What it is exchanged for.
#[derive(Serialize)]
struct Token {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
}

/// Whether a token is asked for.
pub(super) fn is_token(parts: &Parts) -> bool {
    let path = parts.uri.path().strip_prefix(ROOT).and_then(|path| path.strip_prefix(VERSION));
    path == Some(TOKEN)
}

/// Exchanges an API token, the password of a member of its workspace's staff.
pub(super) async fn token(state: &AppState, address: Address, asked: Asked) -> Outcome {
    if asked.method() != "POST" {
        return Err(Refusal::Method("POST"));
    }
    let request: Request = asked.object()?;
    let required = |text: Option<String>, member| {
        text.filter(|text| !text.trim().is_empty()).ok_or_else(|| Refusal::at(member, Problem::Required))
    };
    let (username, password) = (required(request.username, "username")?, required(request.password, "password")?);
    let actor = tokens::workspace_of(state, address, &password).await?;
    let user = users::by_email(&state.store, &username).await?;
    if user.is_none_or(|user| user.workspace != actor.workspace.0) {
        return Err(tokens::wrong(state, address).await.into());
    }
    let access_token = tokens::exchange(state, address, &password).await?;
    Ok(answer::bare(StatusCode::OK, &Token { access_token, token_type: "Bearer", expires_in: EXCHANGED_SECONDS }))
}

/// Lets in whoever brings a token, and says who asks and which tenant is meant.
pub(super) async fn enter(state: &AppState, address: Address, headers: &HeaderMap) -> Found<Caller> {
    let token = bearer(headers).ok_or(Refusal::Token)?;
    let actor = tokens::workspace_of(state, address, token).await?;
    headers::check(headers, actor.workspace)?;
    Ok(Caller { actor, store: state.store.clone() })
}
