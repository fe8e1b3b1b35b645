//! What whoever sent a form is told where it was not taken in, in the form's language.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldError, FieldErrors, FormLanguage};
use calling_card_contact_form::{EventWords, Words};
use serde_json::json;

use crate::Error;

/// What happened, in the language of the form where we speak it.
pub(super) fn sentence(kind: ProblemKind, language: FormLanguage) -> &'static str {
    let (words, ours) = (Words::of(language), language.ours());
    match kind {
        ProblemKind::Invalid => words.invalid,
        ProblemKind::Disabled => words.disabled,
        ProblemKind::Full => EventWords::of(language).full,
        ProblemKind::InvitationUsed => EventWords::of(language).used,
        _ if language == FormLanguage::from(ours) => kind.sentence(ours),
        _ => words.failed,
    }
}

/// Problem details with the sentences of each field, in the visitor's language.
pub(super) fn said(error: Error, language: FormLanguage) -> Response {
    let details = error.details();
    let errors = sentences(&details.errors, language);
    let title = sentence(details.kind, language);
    let mut response = error.into_response();
    let mut body = json!({ "type": details.kind, "status": details.status, "title": title, "errors": errors });
    if let Some(seconds) = details.retry_after {
        // A header of this name is not readable by pages of other origins.
        body["retry_after"] = seconds.into();
    }
    *response.body_mut() = body.to_string().into();
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

fn sentences(errors: &FieldErrors, language: FormLanguage) -> Vec<serde_json::Value> {
    let sentence = |error: &FieldError| {
        let mut value = serde_json::to_value(error).unwrap_or_default();
        value["message"] = error.problem.sentence_in_form(language).into();
        value
    };
    errors.iter().map(sentence).collect()
}
