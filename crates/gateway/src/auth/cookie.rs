//! The session's cookie: readable by no script, sent with no request that another site begins but a link.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::store::sessions;
use crate::{Error, Result};

/// The session's.
const SESSION: Names = Names { plain: "session", secure: "__Host-session" };

/// The name of a cookie, and under https the one with the prefix that ties it to this host (RFC 6265bis section 4.1.3.2).
pub(super) struct Names {
    /// By http.
    pub(super) plain: &'static str,
    /// By https.
    pub(super) secure: &'static str,
}

impl Names {
    /// The one that is used.
    pub(super) fn of(&self, secure: bool) -> &'static str {
        if secure { self.secure } else { self.plain }
    }
}

/// The token in a request's cookies.
pub(super) fn read(headers: &HeaderMap, secure: bool) -> Option<&str> {
    of(headers, SESSION.of(secure))
}

/// What the cookie of a name says.
pub(super) fn of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The header that sets the cookie.
pub(super) fn set(token: &str, secure: bool) -> Result<HeaderValue> {
    write(SESSION.of(secure), token, sessions::SECONDS)
}

/// The header that takes it away.
pub(super) fn clear(secure: bool) -> Result<HeaderValue> {
    write(SESSION.of(secure), "", 0)
}

/// The header that sets a cookie for so many seconds.
pub(super) fn write(name: &'static str, value: &str, seconds: i64) -> Result<HeaderValue> {
    let only = if name.starts_with("__Host-") { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{only}");
    HeaderValue::from_str(&text).map_err(|error| Error::Internal(error.to_string()))
}
