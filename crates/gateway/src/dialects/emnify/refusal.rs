//! Refusals as the vendor writes them: its number and its word for each.

use axum::http::{StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{BusinessCard, Check, Language, Person, PhoneKind, Problem};
use calling_card_crm::Response;
use calling_card_crm::emnify::answers::{refuse, refuse_plainly, theirs};
use calling_card_crm::emnify::wire;

use super::super::with_header;
use crate::Error;

/// A value is missing.
const REQUIRED: (u16, &str) = (1402, "Required");
/// A value is not written as it should be.
const INVALID_FORMAT: (u16, &str) = (1403, "InvalidFormat");
/// A value may not be said here.
const NOT_ALLOWED: (u16, &str) = (1406, "NotAllowed");

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// 400: the request cannot be read.
    Unreadable(String),
    /// 401: it brings no token.
    NoToken,
    /// 401: its token is none, or too old.
    WrongToken,
    /// 401: what was to be exchanged is no credential.
    Credentials,
    /// 404: there is nothing at this address.
    NoAddress,
    /// 404: the organisation has no contact of this number.
    NoContact(i64),
    /// 405: the address takes these methods.
    Method(&'static str),
    /// 422: a member that is required.
    Required(&'static str),
    /// 422: something that may not be said, as a sentence.
    NotAllowed(String),
    /// 422: what is wrong with it.
    Invalid(Vec<wire::Error>),
    /// 429: seconds until the next request is welcome.
    TooMany(u64),
    /// 500: our fault.
    Ours(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(ProblemKind::NotFound) => Self::NoAddress,
            Error::Problem(ProblemKind::Credentials) => Self::WrongToken,
            Error::TooMany(seconds) => Self::TooMany(seconds),
            Error::Invalid(errors) => {
                let wrong = errors.iter().map(|error| one(INVALID_FORMAT, "contact", &error.problem));
                Self::Invalid(wrong.collect())
            }
            other => Self::Ours(other),
        }
    }
}

impl Refusal {
    /// Refuses a person whom the model does not take, at the members of theirs.
    pub(super) fn unless_right(person: &Person) -> Result<(), Self> {
        let errors = person.check();
        if errors.is_empty() {
            return Ok(());
        }
        let phones = person.main_card().map(mobile_phones).unwrap_or_default();
        let wrong = errors.iter().map(|error| {
            let kind = if error.problem == Problem::Required { REQUIRED } else { INVALID_FORMAT };
            one(kind, theirs(&error.field, &phones), &error.problem)
        });
        Err(Self::Invalid(wrong.collect()))
    }

    /// As the vendor answers it.
    pub(super) fn answer(self) -> Response {
        match self {
            Self::Unreadable(what) => refuse(StatusCode::BAD_REQUEST, (1000, "BadRequest"), &what, Vec::new()),
            Self::NoToken => unknown((1102, "InvalidToken"), "Authorization token is missing"),
            Self::WrongToken => unknown((1102, "InvalidToken"), "Authorization token is invalid or expired"),
            Self::Credentials => unknown((1101, "InvalidCredentials"), "Invalid credentials"),
            Self::NoAddress => refuse(StatusCode::NOT_FOUND, (1201, "NotFound"), "Not found", Vec::new()),
            Self::NoContact(number) => {
                let message = format!("Contact with id {number} not found");
                refuse(StatusCode::NOT_FOUND, (1201, "NotFound"), &message, Vec::new())
            }
            Self::Method(allowed) => {
                let answer = refuse_plainly(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed");
                with_header(answer, header::ALLOW, allowed)
            }
            Self::Required(member) => invalid(vec![one(REQUIRED, member, &Problem::Required)]),
            Self::NotAllowed(sentence) => invalid(vec![error(NOT_ALLOWED, sentence)]),
            Self::Invalid(errors) => invalid(errors),
            Self::TooMany(seconds) => {
                let kind = (1105, "TooManyRequests");
                let answer = refuse(StatusCode::TOO_MANY_REQUESTS, kind, "Too many requests", Vec::new());
                with_header(answer, header::RETRY_AFTER, &seconds.to_string())
            }
            Self::Ours(error) => {
                tracing::error!(%error, "request failed");
                refuse_plainly(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
            }
        }
    }
}

fn unknown(kind: (u16, &str), message: &str) -> Response {
    let answer = refuse(StatusCode::UNAUTHORIZED, kind, message, Vec::new());
    with_header(answer, header::WWW_AUTHENTICATE, "Bearer")
}

fn invalid(errors: Vec<wire::Error>) -> Response {
    let kind = (1400, "InputValidationFailed");
    refuse(StatusCode::UNPROCESSABLE_ENTITY, kind, "Input validation failed", errors)
}

/// What is wrong with a member: `Contact - email is invalid.`, by which a client tells it.
fn one(kind: (u16, &str), member: &str, problem: &Problem) -> wire::Error {
    let sentence = match problem {
        Problem::Required => "is required.".to_owned(),
        other => format!("is invalid. {}", other.sentence(Language::En)),
    };
    error(kind, format!("Contact - {member} {sentence}"))
}

fn error((code, token): (u16, &str), message: String) -> wire::Error {
    wire::Error { error_code: Some(code), error_token: Some(token.to_owned()), message, errors: Vec::new() }
}

fn mobile_phones(card: &BusinessCard) -> Vec<usize> {
    let phones = card.phones.iter().enumerate();
    phones.filter(|(_, phone)| phone.kind == PhoneKind::Mobile).map(|(place, _)| place).collect()
}
