//! Refusals as the vendor writes them.

use axum::http::{StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldErrors, Language, Problem};
use calling_card_crm::Response;
use calling_card_crm::rogerroger::answers::{refuse, theirs, unknown};

use super::super::with_header;
use crate::Error;

/// What must not be blank and is.
pub(super) const BLANK: &str = "This value should not be blank.";

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// 400: the request cannot be read.
    Unreadable(String),
    /// 401: it brings no key.
    NoKey,
    /// 401: its key is none.
    WrongKey,
    /// 404: there is no such address, person or note.
    NotFound,
    /// 405: the address takes these methods.
    Method(&'static str),
    /// 415: the body is of another media type.
    MediaType,
    /// 422: members, and what is wrong with them.
    Invalid(Vec<(String, String)>),
    /// 429: seconds until the next request is welcome.
    TooMany(u64),
    /// 500: our fault.
    Ours(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(ProblemKind::NotFound) => Self::NotFound,
            Error::Problem(ProblemKind::Credentials) => Self::WrongKey,
            Error::Invalid(errors) => Self::of(&errors),
            Error::TooMany(seconds) => Self::TooMany(seconds),
            other => Self::Ours(other),
        }
    }
}

impl Refusal {
    /// What is wrong with a person or note of ours, at the members of theirs.
    pub(super) fn of(errors: &FieldErrors) -> Self {
        Self::Invalid(errors.iter().map(|error| (theirs(&error.field), sentence(&error.problem))).collect())
    }

    /// A parameter of an address that cannot be read.
    pub(super) fn parameter(name: String) -> Self {
        Self::Unreadable(format!("The value of the parameter {name} is invalid."))
    }

    /// A member that is wrong.
    pub(super) fn at(member: &str, message: &str) -> Self {
        Self::Invalid(vec![(member.to_owned(), message.to_owned())])
    }

    /// As the vendor answers it.
    pub(super) fn answer(self) -> Response {
        match self {
            Self::Unreadable(what) => refuse(StatusCode::BAD_REQUEST, &what, Vec::new()),
            Self::NoKey => with_header(unknown("JWT Token not found"), header::WWW_AUTHENTICATE, "Bearer"),
            Self::WrongKey => with_header(unknown("Invalid credentials."), header::WWW_AUTHENTICATE, "Bearer"),
            Self::NotFound => refuse(StatusCode::NOT_FOUND, "Not Found", Vec::new()),
            Self::Method(allowed) => {
                let answer = refuse(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed", Vec::new());
                with_header(answer, header::ALLOW, allowed)
            }
            Self::MediaType => {
                let detail = "The content-type is not supported. Supported MIME types are \"application/ld+json\", \
                    \"application/json\", and for PATCH \"application/merge-patch+json\".";
                refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail, Vec::new())
            }
            Self::Invalid(violations) => {
                let line = |(member, message): &(String, String)| match member.as_str() {
                    "" => message.clone(),
                    member => format!("{member}: {message}"),
                };
                let detail = violations.iter().map(line).collect::<Vec<_>>().join("\n");
                refuse(StatusCode::UNPROCESSABLE_ENTITY, &detail, violations)
            }
            Self::TooMany(seconds) => {
                let answer = refuse(StatusCode::TOO_MANY_REQUESTS, "Too Many Requests", Vec::new());
                with_header(answer, header::RETRY_AFTER, &seconds.to_string())
            }
            Self::Ours(error) => {
                tracing::error!(%error, "request failed");
                refuse(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", Vec::new())
            }
        }
    }
}

/// In the words of the vendor's framework as far as it has some.
fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Required => BLANK.to_owned(),
        Problem::Email => "This value is not a valid email address.".to_owned(),
        Problem::TooLong { max } => format!("This value is too long. It should have {max} characters or less."),
        other => other.sentence(Language::En),
    }
}
