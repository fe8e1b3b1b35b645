//! What can go wrong, and how it is answered: problem details (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::{FieldErrors, Language};

use crate::store::sql::{postgres_code, sqlite_code};

/// The outcome of a request or a step of it.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a request fails.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// For a reason that the sender can read and act on.
    #[error("{0:?}")]
    Problem(ProblemKind),
    /// Fields are wrong.
    #[error("fields are wrong: {0:?}")]
    Invalid(FieldErrors),
    /// Too many requests; seconds until the next one is welcome.
    #[error("too many requests")]
    TooMany(u64),
    /// Another CRM has not done it.
    #[error("{0}")]
    Crm(#[from] crate::foreign::Failed),
    /// A secret cannot be sealed or opened.
    #[error("{0}")]
    Vault(#[from] crate::vault::VaultError),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] crate::store::sql::Error),
    /// The database could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Something stored cannot be read, or something cannot be written as JSON. What could not be read may say anything, so only where it is
    /// wrong is said.
    #[error("JSON: {:?} at line {} column {}", .0.classify(), .0.line(), .0.column())]
    Json(#[from] serde_json::Error),
    /// Anything else that is our fault.
    #[error("{0}")]
    Internal(String),
}

/// After how many seconds one comes again whose request a full disk or a locked database has kept from being done.
const AGAIN: u64 = 5;

/// Whether the database failed for a reason that passes: it is locked, read-only or full, its disk fails, it is not there or others are in the
/// way, nobody has a connection to spare, or the gateway ends.
fn is_away(error: &sqlx::Error) -> bool {
    // SQLite's BUSY, LOCKED, READONLY, IOERR, FULL and CANTOPEN.
    let away = sqlite_code(error).is_some_and(|code| [5, 6, 8, 10, 13, 14].contains(&code));
    // PostgreSQL's classes: connections, transactions, resources, the operator, the system; and that nothing may be written, or is locked.
    let classes = ["08", "40", "53", "57", "58", "25006", "55P03"];
    let there = postgres_code(error).is_some_and(|code| classes.iter().any(|class| code.starts_with(class)));
    // What stands before a database that is away takes connections, and ends them in the middle of the first word.
    let cut = matches!(error, sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_));
    away || there || cut || matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed)
}

impl From<ProblemKind> for Error {
    fn from(kind: ProblemKind) -> Self {
        Self::Problem(kind)
    }
}

impl Error {
    /// It is not there.
    pub const NOT_FOUND: Self = Self::Problem(ProblemKind::NotFound);

    /// Logs what has gone wrong, where it is ours to mend; what a sender can act on is theirs.
    pub fn log(&self, what: &str) {
        if self.details().kind == ProblemKind::Internal || matches!(self, Self::Database(_)) {
            tracing::error!(error = %self, "{what}");
        }
    }

    /// As problem details.
    pub fn details(&self) -> ProblemDetails {
        let (kind, errors, retry_after) = match self {
            Self::Problem(kind) => (*kind, Vec::new(), (*kind == ProblemKind::InFlight).then_some(1)),
            Self::Invalid(errors) => (ProblemKind::Invalid, errors.clone(), None),
            Self::TooMany(seconds) => (ProblemKind::TooMany, Vec::new(), Some(*seconds)),
            Self::Crm(failed) => return failed.details(),
            Self::Database(error) if is_away(error) => (ProblemKind::Unavailable, Vec::new(), Some(AGAIN)),
            Self::Vault(_) | Self::Database(_) | Self::Migration(_) | Self::Json(_) | Self::Internal(_) => {
                (ProblemKind::Internal, Vec::new(), None)
            }
        };
        ProblemDetails { errors, retry_after, ..ProblemDetails::of(kind, Language::En) }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let details = self.details();
        self.log("request failed");
        let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = details.retry_after;
        let mut response = (status, Json(details)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
