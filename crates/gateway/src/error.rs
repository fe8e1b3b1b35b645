//! What can go wrong, and how it is answered: problem details (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::{FieldErrors, Language};

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
    /// Something stored cannot be read, or something cannot be written as JSON.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Anything else that is our fault.
    #[error("{0}")]
    Internal(String),
}

/// After how many seconds one comes again whose request a full disk or a locked database has kept from being done.
const AGAIN: u64 = 5;

/// Whether the database failed for a reason that passes: it is locked, read-only or full, its disk fails, it is not there or others are in the
/// way, or nobody has a connection to spare.
fn is_away(error: &sqlx::Error) -> bool {
    let Some(known) = error.as_database_error() else {
        return matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::Io(_));
    };
    let code = known.code().unwrap_or_default();
    if known.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
        // Connections, transactions, resources, the operator, the system (classes), and that nothing may be written.
        return ["08", "40", "53", "57", "58", "25006", "55P03"].iter().any(|away| code.starts_with(away));
    }
    // SQLite's BUSY, LOCKED, READONLY, IOERR, FULL and CANTOPEN.
    code.parse::<u32>().is_ok_and(|code| [5, 6, 8, 10, 13, 14].contains(&(code & 0xff)))
}

impl From<ProblemKind> for Error {
    fn from(kind: ProblemKind) -> Self {
        Self::Problem(kind)
    }
}

impl Error {
    /// It is not there.
    pub const NOT_FOUND: Self = Self::Problem(ProblemKind::NotFound);

    /// As it may stand in a log: what JSON could not be read may say anything, so only where it is wrong is said.
    fn loggable(&self) -> String {
        match self {
            Self::Json(error) => {
                format!("JSON: {:?} at line {} column {}", error.classify(), error.line(), error.column())
            }
            other => other.to_string(),
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
        if details.kind == ProblemKind::Internal || matches!(self, Self::Database(_)) {
            tracing::error!(error = self.loggable(), "request failed");
        }
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
