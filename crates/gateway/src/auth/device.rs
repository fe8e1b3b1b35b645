//! The cookie of a browser in which somebody has signed in by their password (OWASP "device cookies"): what others guess elsewhere
//! holds nobody up there. It signs nobody in.

use axum::http::{HeaderMap, HeaderValue};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::cookie;
use crate::Result;
use crate::store::{Store, secrets, tokens};

/// Its name, and that of https.
const NAMES: cookie::Names = cookie::Names { plain: "device", secure: "__Host-device" };
/// How long browsers keep it, in seconds: 180 days.
const SECONDS: i64 = 180 * 86_400;

/// The browser of a request, where the member of staff has signed in by it before: what tells it from their other ones.
pub(super) async fn known(store: &Store, headers: &HeaderMap, secure: bool, user: Uuid) -> Result<Option<String>> {
    let Some((nonce, signature)) = cookie::of(headers, NAMES.of(secure)).and_then(|value| value.split_once('.')) else {
        return Ok(None);
    };
    let right = match tokens::from_hexadecimal(signature) {
        Some(signature) => signing(store, user, nonce).await?.verify_slice(&signature).is_ok(),
        None => false,
    };
    Ok(right.then(|| nonce.to_owned()))
}

/// The header that lets the browser be known as one of theirs from now on.
pub(super) async fn remember(store: &Store, user: Uuid, secure: bool) -> Result<HeaderValue> {
    let nonce = tokens::new_token();
    let signature = signing(store, user, &nonce).await?.finalize().into_bytes();
    cookie::write(NAMES.of(secure), &format!("{nonce}.{}", tokens::hexadecimal(&signature)), SECONDS)
}

async fn signing(store: &Store, user: Uuid, nonce: &str) -> Result<Hmac<Sha256>> {
    let signing = secrets::signing(store, secrets::DEVICE).await?;
    Ok(signing.chain_update(user.as_bytes()).chain_update(nonce.as_bytes()))
}
