//! Signing in: an API token is the password, whatever the e-mail address. What comes of it ends within an hour; its refresh token gives
//! the next pair, once.

use axum::http::StatusCode;
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::wire::{Login, Tokens};

use super::{Outcome, Refusal};
use crate::extract::Address;
use crate::store::api_tokens::pairs::{self, Pair};
use crate::{AppState, tokens};

/// Signs in.
pub(super) async fn login(state: &AppState, address: Address, with: Login) -> Outcome {
    with.email.ok_or_else(|| Refusal::required("email"))?;
    let password = with.password.ok_or_else(|| Refusal::required("password"))?;
    let pair = pairs::open(&state.store, &password).await?;
    Ok(told(pair.ok_or_else(|| tokens::wrong(state, address))?))
}

/// Gives the next pair.
pub(super) async fn refresh(state: &AppState, address: Address, with: Tokens) -> Outcome {
    let next = pairs::renew(&state.store, &pair(with)?).await?;
    Ok(told(next.ok_or_else(|| tokens::wrong(state, address))?))
}

/// Makes a pair worthless.
pub(super) async fn revoke(state: &AppState, address: Address, with: Tokens) -> Outcome {
    if !pairs::close(&state.store, &pair(with)?).await? {
        return Err(tokens::wrong(state, address).into());
    }
    Ok(nothing(StatusCode::OK))
}

fn pair(with: Tokens) -> Result<Pair, Refusal> {
    Ok(Pair {
        access: with.access_token.ok_or_else(|| Refusal::required("accessToken"))?,
        refresh: with.refresh_token.ok_or_else(|| Refusal::required("refreshToken"))?,
    })
}

fn told(pair: Pair) -> calling_card_crm::Response {
    respond(&Tokens { access_token: Some(pair.access), refresh_token: Some(pair.refresh) })
}
