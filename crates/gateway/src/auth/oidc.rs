//! `/auth/oidc`: signing in by the organization's own sign-in (OpenID Connect): the authorization code with PKCE, state and nonce. It signs
//! in who is a member of staff already, by an e-mail address that the provider has verified, and makes nobody one.

mod provider;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemDetails;
use calling_card_api::audit::AuditKind;
use calling_card_api::ways::Ways;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use provider::{Oidc, Provider, Refused};

use super::routes::signed_in;
use super::{Throttle, cookie};
use crate::extract::Address;
use crate::store::audit::{self, Deed};
use crate::store::users;
use crate::store::{Actor, WorkspaceId};
use crate::{AppState, Error, Result};
use provider::Begun;

/// The cookie in which a browser keeps what it has begun.
const NAMES: cookie::Names = cookie::Names { plain: "oidc", secure: "__Host-oidc" };
/// How long it may take there, in seconds.
const SECONDS: i64 = 600;
/// Most begun from one network address in ten minutes: a whole office may be behind one.
pub const FROM_NETWORK: u32 = 200;
/// Where one is led who is signed in, and who is not.
const HOME: &str = "/people";
const REFUSED: &str = "/sign-in?organization=refused";
/// Where the provider does not answer.
const AWAY: &str = "/sign-in?organization=away";

/// All addresses below `/auth/oidc`, and which ways there are.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get_ways)).routes(routes!(begin_oidc)).routes(routes!(finish_oidc))
}

/// How often it is begun, by network address.
pub type Begins = Throttle<Option<std::net::IpAddr>>;

/// By what one can sign in here, beside a password and a passkey.
#[utoipa::path(get, path = "/auth/ways", tag = "Sign-in", responses((status = 200, body = Ways, description = "The ways")))]
async fn get_ways(State(state): State<AppState>) -> axum::Json<Ways> {
    axum::Json(Ways { organization: state.oidc.as_ref().map(|provider| provider.name().to_owned()) })
}

/// Leads the browser to the provider.
#[utoipa::path(get, path = "/auth/oidc", tag = "Sign-in", responses(
    (status = 303, description = "To the provider"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn begin_oidc(State(state): State<AppState>, Address(address): Address) -> Result<Response> {
    let provider = state.oidc.as_ref().ok_or(Error::NOT_FOUND)?;
    state.oidc_begins.pass(address).await?;
    match provider.begin(state.config.link_base()).await {
        Ok((to, begun)) => led(&to, cookie::write(NAMES.of(state.config.secure()), &begun.text(), SECONDS)?),
        Err(error) => {
            tracing::warn!(%error, "the organization's sign-in could not be begun");
            led(AWAY, cookie::write(NAMES.of(state.config.secure()), "", 0)?)
        }
    }
}

/// What the provider sends the browser back with.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

/// Takes the browser back from the provider; sets the session's cookie. Whatever is wrong is answered in the same way.
#[utoipa::path(get, path = "/auth/oidc/callback", tag = "Sign-in", params(("code" = Option<String>, Query, description = "The authorization code"), ("state" = Option<String>, Query, description = "What was begun")), responses(
    (status = 303, description = "Into the app, or to the sign-in page where it was refused"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn finish_oidc(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Result<Response> {
    let provider = state.oidc.as_ref().ok_or(Error::NOT_FOUND)?;
    state.oidc_begins.pass(address).await?;
    let name = NAMES.of(state.config.secure());
    let forget = cookie::write(name, "", 0)?;
    // What this browser has not begun is somebody else's.
    let begun = cookie::of(&headers, name).and_then(|text| Begun::read(text, &back.state));
    let Some(begun) = begun else { return led(REFUSED, forget) };
    let email = match provider.finish(state.config.link_base(), back.code, begun).await {
        Ok(email) => email,
        Err(error) => {
            tracing::warn!(%error, "the organization's sign-in was refused");
            return led(REFUSED, forget);
        }
    };
    // Where letters are folded, some of other scripts become ones of ours: the address has to be the very same.
    let user = users::by_email(&state.store, &email).await?;
    let Some(user) = user.filter(|user| user.email.trim().eq_ignore_ascii_case(&email)) else {
        tracing::warn!("somebody who is no member of staff came from the organization's sign-in");
        return led(REFUSED, forget);
    };
    let session = signed_in(&state, &headers, user.id).await?;
    let actor = Actor { workspace: WorkspaceId(user.workspace), name: user.name };
    audit::note(&state.store, &actor, Deed::new(AuditKind::SignedInByOrganization)).await?;
    let mut response = led(HOME, forget)?;
    for cookie in session.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}

fn led(to: &str, cookie: HeaderValue) -> Result<Response> {
    let to = HeaderValue::from_str(to).map_err(|error| Error::Internal(error.to_string()))?;
    let headers = [
        (header::LOCATION, to),
        (header::SET_COOKIE, cookie),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
