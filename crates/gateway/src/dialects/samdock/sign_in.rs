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
    answer(state, address, pairs::open(&state.store, &password).await?).await
}

/// Gives the next pair.
pub(super) async fn refresh(state: &AppState, address: Address, with: Tokens) -> Outcome {
    answer(state, address, pairs::renew(&state.store, &pair(with)?).await?).await
}

/// Makes a pair worthless.
pub(super) async fn revoke(state: &AppState, address: Address, with: Tokens) -> Outcome {
    if !pairs::close(&state.store, &pair(with)?).await? {
        return Err(tokens::wrong(state, address).await.into());
    }
    Ok(nothing(StatusCode::OK))
}

fn pair(with: Tokens) -> Result<Pair, Refusal> {
    Ok(Pair {
        access: with.access_token.ok_or_else(|| Refusal::required("accessToken"))?,
        refresh: with.refresh_token.ok_or_else(|| Refusal::required("refreshToken"))?,
    })
}

/// The pair, or that what was shown is worth nothing.
async fn answer(state: &AppState, address: Address, pair: Option<Pair>) -> Outcome {
    match pair {
        Some(pair) => Ok(respond(&Tokens { access_token: Some(pair.access), refresh_token: Some(pair.refresh) })),
        None => Err(tokens::wrong(state, address).await.into()),
    }
}
