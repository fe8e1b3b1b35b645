//! The session's cookie: readable by no script, sent with no request that another site begins but a link.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::store::sessions;
use crate::{Error, Result};

/// Its name, and under https with the prefix that ties it to this host (RFC 6265bis section 4.1.3.2).
const NAME: &str = "session";
const HOST_NAME: &str = "__Host-session";

fn name(secure: bool) -> &'static str {
    if secure { HOST_NAME } else { NAME }
}

/// The token in a request's cookies.
pub(super) fn read(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name(secure)).then_some(value))
}

/// The header that sets the cookie.
pub(super) fn set(token: &str, secure: bool) -> Result<HeaderValue> {
    write(token, sessions::SECONDS, secure)
}

/// The header that takes it away.
pub(super) fn clear(secure: bool) -> Result<HeaderValue> {
    write("", 0, secure)
}

fn write(token: &str, seconds: i64, secure: bool) -> Result<HeaderValue> {
    let only = if secure { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{only}", name(secure));
    HeaderValue::from_str(&text).map_err(|error| Error::Internal(error.to_string()))
}
