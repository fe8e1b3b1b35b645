//! Refusals as the vendor writes them: a number without a body; what is wrong with a body is said, in its framework's way.

use axum::http::{StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldErrors, Language, Problem};
use calling_card_crm::Response;
use calling_card_crm::samdock::answers::{nothing, respond};
use serde_json::json;

use super::super::with_header;
use crate::Error;

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// 400: what cannot be taken, each as a sentence that begins with the member.
    Content(Vec<String>),
    /// 401: no token, or one that is none.
    Token,
    /// 403: the source takes nothing in, no place is left at its event, or one of its words is none of the vendor's.
    Forbidden,
    /// 404: there is nothing of this id, or at this address.
    NotFound,
    /// 405: the address takes these methods.
    Method(&'static str),
    /// 429: seconds until the next request is welcome.
    TooMany(u64),
    /// 503: the program was built without what is asked for.
    Unavailable,
    /// 500: our fault.
    Ours(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(ProblemKind::NotFound) => Self::NotFound,
            Error::Problem(ProblemKind::Credentials) => Self::Token,
            Error::Problem(ProblemKind::Full) => Self::Forbidden,
            Error::Problem(ProblemKind::Unavailable) => Self::Unavailable,
            Error::TooMany(seconds) => Self::TooMany(seconds),
            Error::Invalid(errors) => Self::of(&errors),
            other => Self::Ours(other),
        }
    }
}

impl Refusal {
    /// What is wrong with a member of theirs.
    pub(super) fn at(member: &str, what: &str) -> Self {
        Self::Content(vec![format!("{member} {what}")])
    }

    /// A member that is required.
    pub(super) fn required(member: &str) -> Self {
        Self::at(member, "is required.")
    }

    /// What is wrong with a record of ours, at the members of theirs.
    pub(super) fn of(errors: &FieldErrors) -> Self {
        let sentence = |problem: &Problem| match problem {
            Problem::Required => "is required.".to_owned(),
            other => format!("is not taken: {}", other.sentence(Language::En)),
        };
        let each = errors.iter().map(|error| format!("{} {}", theirs(&error.field), sentence(&error.problem)));
        Self::Content(each.collect())
    }

    /// As the vendor answers it.
    pub(super) fn answer(self) -> Response {
        match self {
            Self::Content(message) => {
                let body = json!({ "statusCode": 400, "message": message, "error": "Bad Request" });
                let mut answer = respond(&body);
                *answer.status_mut() = StatusCode::BAD_REQUEST;
                answer
            }
            Self::Token => with_header(nothing(StatusCode::UNAUTHORIZED), header::WWW_AUTHENTICATE, "Bearer"),
            Self::Forbidden => nothing(StatusCode::FORBIDDEN),
            Self::NotFound => nothing(StatusCode::NOT_FOUND),
            Self::Method(allowed) => with_header(nothing(StatusCode::METHOD_NOT_ALLOWED), header::ALLOW, allowed),
            Self::TooMany(seconds) => {
                with_header(nothing(StatusCode::TOO_MANY_REQUESTS), header::RETRY_AFTER, &seconds.to_string())
            }
            Self::Unavailable => nothing(StatusCode::SERVICE_UNAVAILABLE),
            Self::Ours(error) => {
                tracing::error!(%error, "request failed");
                nothing(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

/// Where a member of ours begins, and what it is there; the first that fits counts.
const MEMBERS: &[(&str, &str)] = &[
    ("/name/family", "lastName"),
    ("/name/given", "firstName"),
    ("/name/honorific_prefix", "namePrefix"),
    ("/name/honorific_suffix", "nameSuffix"),
    ("/gender", "gender"),
    ("/web_addresses", "website"),
    ("/website", "website"),
    ("/social_profiles", "linkedin"),
    ("/organizations", "employers"),
    ("/emails", "email"),
    ("/email", "email"),
    ("/phones", "phoneNumber"),
    ("/phone", "phoneNumber"),
    ("/fax", "faxNumber"),
    ("/addresses", "address"),
    ("/address", "address"),
    ("/branches", "branches"),
    ("/positions", "role"),
    ("/vat_number", "vatRegNo"),
    ("/note", "note"),
    ("/text", "note"),
    ("/logo", "logo"),
    ("/custom", "customFields"),
    ("/contact_person", "contactPerson"),
    ("/label", "name"),
    ("/name", "name"),
    ("/key", "key"),
    ("/kind", "type"),
    ("/options", "options"),
    ("/description", "description"),
    ("/form", "formSettings"),
    ("/editor", "editor"),
];

fn theirs(field: &str) -> &'static str {
    // What of a card is wrong is told by the card's member.
    let of_card = field.strip_prefix("/cards/").and_then(|rest| rest.find('/').and_then(|place| rest.get(place..)));
    let field = of_card.unwrap_or(field);
    let found = MEMBERS.iter().find(|(ours, _)| field.starts_with(ours));
    found.map_or("body", |(_, theirs)| theirs)
}
