//! Refusals as the vendor writes them: in the frame of all answers, but for a token that is none.

use axum::http::{HeaderValue, StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldErrors, Language};
use calling_card_crm::Response;
use calling_card_crm::onlyoffice::calls::Format;

use super::super::with_header;
use super::answer::refused;
use crate::Error;

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// 400: an argument is missing or wrong; what of it, as a sentence.
    Argument(String),
    /// 401: there is no token, or it is none.
    Unauthorized,
    /// 403: a file is no picture.
    NoPicture,
    /// 404: there is no such address or contact.
    NotFound,
    /// 405: the address takes these methods.
    Method(String),
    /// 500: a picture is too large; the vendor has no better number for it.
    TooLarge,
    /// 503: seconds until the next request is welcome.
    TooMany(u64),
    /// 500: our fault.
    Ours(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(ProblemKind::NotFound) => Self::NotFound,
            Error::Problem(ProblemKind::Credentials) => Self::Unauthorized,
            Error::TooMany(seconds) => Self::TooMany(seconds),
            Error::Invalid(errors) => Self::of(&errors),
            other => Self::Ours(other),
        }
    }
}

impl Refusal {
    /// An argument that is missing, or cannot be read.
    pub(super) fn argument(name: &str) -> Self {
        let name: String = name.chars().take(60).collect();
        Self::Argument(format!("Value does not fall within the expected range. Parameter name: {name}"))
    }

    /// What is wrong with a record of ours: where, and what.
    pub(super) fn of(errors: &FieldErrors) -> Self {
        let sentence = |error: &calling_card_contact::FieldError| {
            format!("{}: {}", error.field.trim_start_matches('/'), error.problem.sentence(Language::En))
        };
        Self::Argument(errors.iter().map(sentence).collect::<Vec<_>>().join("\n"))
    }

    /// As the vendor answers it.
    pub(super) fn answer(self, format: Format) -> Response {
        let refuse = |status, message: &str| refused(format, status, message);
        match self {
            Self::Argument(what) => refuse(StatusCode::BAD_REQUEST, &what),
            Self::Unauthorized => {
                let mut answer = Response::new(b"Unauthorized".to_vec());
                *answer.status_mut() = StatusCode::UNAUTHORIZED;
                let plain = HeaderValue::from_static("text/plain; charset=utf-8");
                answer.headers_mut().insert(header::CONTENT_TYPE, plain);
                with_header(answer, header::WWW_AUTHENTICATE, "Bearer")
            }
            Self::NoPicture => {
                refuse(StatusCode::FORBIDDEN, "The file is not a picture: JPEG, PNG, GIF or WebP is needed.")
            }
            Self::NotFound => refuse(StatusCode::NOT_FOUND, "Item not found"),
            Self::Method(allowed) => {
                with_header(refuse(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"), header::ALLOW, &allowed)
            }
            Self::TooLarge => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The picture is larger than 1 MB."),
            Self::TooMany(seconds) => {
                let answer = refuse(StatusCode::SERVICE_UNAVAILABLE, "Too many requests");
                with_header(answer, header::RETRY_AFTER, &seconds.to_string())
            }
            Self::Ours(error) => {
                tracing::error!(%error, "request failed");
                refuse(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
            }
        }
    }
}
