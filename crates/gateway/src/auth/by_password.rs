//! Signing in by e-mail address and password, and by the code beside it where that is needed.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue};
use calling_card_api::ProblemKind;
use calling_card_api::audit::AuditKind;
use uuid::Uuid;

use super::guesses::Browser;
use super::password::verify_password;
use super::{device, totp};
use crate::store::audit::{self, Deed};
use crate::store::users::{self, UserRow};
use crate::store::{Actor, WorkspaceId};
use crate::{AppState, Error, Result};

/// What somebody has given.
pub(super) struct Given {
    /// The e-mail address.
    pub(super) email: String,
    /// The password.
    pub(super) password: String,
    /// The code beside it; empty where none was given.
    pub(super) code: String,
}

/// From where it is given.
pub(super) struct Sender<'a> {
    /// The network address.
    pub(super) address: Option<IpAddr>,
    /// The headers, which may bring the cookie of a browser that is known.
    pub(super) headers: &'a HeaderMap,
}

/// Who has signed in.
pub(super) struct Found {
    /// The member of staff.
    pub(super) user: Uuid,
    /// The header that lets their browser be known from now on; none where it was known.
    pub(super) device: Option<HeaderValue>,
}

/// The member of staff whose address, password and code they are.
pub(super) async fn find(state: &AppState, sender: Sender<'_>, given: Given) -> Result<Found> {
    let account = users::key(&given.email);
    let user = users::by_email(&state.store, &given.email).await?;
    let secure = state.config.secure();
    let known = match &user {
        Some(user) => device::known(&state.store, sender.headers, secure, user.id).await?,
        None => None,
    };
    let browser = known.map_or(Browser::Other(sender.address), Browser::Known);
    state.guesses.pass(&browser, &account).await?;
    let hash = user.as_ref().map(|user| user.password.clone());
    let right = verify_password(given.password, hash).await?;
    let user = user.ok_or(Error::Problem(ProblemKind::Credentials))?;
    if !right {
        take_down_failure(state, &user, "");
        return Err(Error::Problem(ProblemKind::Credentials));
    }
    if let Err(error) = totp::look_at(state, &user, &given.code).await {
        if matches!(error, Error::Invalid(_)) && !given.code.trim().is_empty() {
            take_down_failure(state, &user, "code");
        }
        return Err(error);
    }
    state.guesses.forget(&browser, &account).await?;
    let device = match browser {
        Browser::Known(_) => None,
        Browser::Other(_) => Some(device::remember(&state.store, user.id, secure).await?),
    };
    Ok(Found { user: user.id, device })
}

/// Takes down that something was wrong. It is done beside the answer, which takes as long as where nobody is known.
fn take_down_failure(state: &AppState, user: &UserRow, what: &str) {
    let store = state.store.clone();
    let actor = Actor { workspace: WorkspaceId(user.workspace), name: String::new() };
    let deed = Deed::new(AuditKind::SignInFailed).about(&user.email).detail(what);
    tokio::spawn(async move {
        if let Err(error) = audit::note(&store, &actor, deed).await {
            tracing::error!(%error, "a sign-in that failed could not be taken down");
        }
    });
}
