//! Reading what was sent: JSON from the embed, urlencoded from a form without script; both are checked alike.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{Answer, ContactDraft, FieldErrors, FormDefinition, InboundSource, Language, SourceStatus};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{Error, Result, clock};

/// What a visitor sent.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    /// Values by the names of their fields.
    pub values: Vec<(String, String)>,
    /// Whether the consent was ticked.
    pub consent: bool,
    /// The language in which the form was read.
    pub language: Language,
    /// The page that the form stood on.
    pub page: String,
    /// The key of the submission.
    pub key: String,
    /// Whether it came from a form without script, to be answered with a page.
    pub plain: bool,
}

#[derive(Deserialize)]
struct Sent {
    values: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    consent: bool,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    page: String,
}

/// The media type of a form without script.
const PLAIN: &str = "application/x-www-form-urlencoded";

/// Whether a request comes from a form without script.
pub(super) fn is_plain(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(PLAIN.as_bytes()))
}

/// Reads a body by its media type.
pub(super) fn read(headers: &HeaderMap, body: &Bytes) -> Result<Incoming> {
    let text =
        |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok()).unwrap_or_default();
    let kind = text(header::CONTENT_TYPE).split(';').next().unwrap_or_default().trim();
    let unreadable = Error::Problem(ProblemKind::Unreadable);
    match kind {
        "application/json" => {
            let sent: Sent = serde_json::from_slice(body).map_err(|_| unreadable)?;
            let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
            let page = sent.page.chars().take(2000).collect();
            let values = sent.values.into_iter().collect();
            Ok(Incoming { values, consent: sent.consent, language: sent.language, page, key: key.into(), plain: false })
        }
        PLAIN => {
            let mut incoming = Incoming {
                plain: true,
                page: text(header::REFERER).chars().take(2000).collect(),
                ..Incoming::default()
            };
            for (name, value) in form_urlencoded::parse(body) {
                match name.as_ref() {
                    FormDefinition::CONSENT => incoming.consent = true,
                    FormDefinition::KEY => incoming.key = value.into_owned(),
                    FormDefinition::LANGUAGE => incoming.language = Language::choose(&value),
                    _ => incoming.values.push((name.into_owned(), value.into_owned())),
                }
            }
            Ok(incoming)
        }
        _ => Err(unreadable),
    }
}

impl Incoming {
    /// What is wrong with it.
    pub(super) fn check(&self, form: &FormDefinition) -> FieldErrors {
        form.check_values(|name| self.value(name), self.consent)
    }

    /// SHA-256 of what was typed, by which a repeat with other content is told apart.
    pub(super) fn hash(&self) -> Vec<u8> {
        let mut values: Vec<_> = self.values.iter().collect();
        values.sort();
        Sha256::digest(format!("{values:?} {}", self.consent).as_bytes()).to_vec()
    }

    /// The draft that is made of it.
    pub(super) fn draft(&self, source: &InboundSource) -> ContactDraft {
        let answer = |field: &calling_card_contact::Field| {
            let value = self.value(&field.name).unwrap_or_default().trim().replace("\r\n", "\n");
            Answer { field: field.name.clone(), label: field.label.text(self.language).to_owned(), value }
        };
        let answers: Vec<Answer> = source.form.fields.iter().map(answer).collect();
        let (person, message) = source.form.propose(&answers);
        ContactDraft {
            source: source.id.clone(),
            source_name: source.name.clone(),
            received_at: clock::now(),
            answers,
            person,
            message,
            consent: super::opt_in::consent(source, self),
            language: self.language,
            page: self.page.clone(),
            unread: true,
            test: source.status == SourceStatus::Testing,
        }
    }

    /// What was typed into a field.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}
