//! Reading what was sent: JSON from the embed, urlencoded or multipart from a form without script; all are checked alike.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{
    Answer, ContactDraft, FieldErrors, FieldKind, FormDefinition, FormLanguage, InboundSource, InvitationId,
    SourceStatus,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::files::Door;
use super::screen::Sender;
use super::{SUBMISSION_BYTES, multipart};
use crate::store::files::Named;
use crate::store::tokens::hexadecimal;
use crate::{Error, Result, clock};

/// What a visitor sent.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    /// Values by the names of their fields.
    pub values: Vec<(String, String)>,
    /// Whether the consent was ticked.
    pub consent: bool,
    /// The language in which the form was read.
    pub language: FormLanguage,
    /// The page that the form stood on.
    pub page: String,
    /// The key of the submission.
    pub key: String,
    /// Whether something was put into the field that people do not see.
    pub trapped: bool,
    /// How long the visitor took, where the browser says so.
    pub seconds: Option<f64>,
    /// The proof of work.
    pub proof: String,
    /// Where it comes from.
    pub sender: Sender,
    /// Why files that came with it were not kept.
    pub refused: FieldErrors,
    /// The invitation by which a place at an event is asked for.
    pub invitation: Option<InvitationId>,
    /// The code of an invitation, as the form has sent it; what is none is nobody's.
    pub code: String,
    /// Whether it came from a form without script, to be answered with a page.
    pub plain: bool,
}

#[derive(Deserialize)]
struct Sent {
    values: std::collections::BTreeMap<String, Value>,
    #[serde(default)]
    consent: bool,
    #[serde(default)]
    language: FormLanguage,
    #[serde(default)]
    page: String,
    #[serde(default)]
    trap: String,
    seconds: Option<f64>,
    #[serde(default)]
    proof: String,
    #[serde(default)]
    invitation: String,
}

/// What a script sends for a field: a text, or what else JSON has for it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Several(Vec<String>),
    Ticked(bool),
    Number(serde_json::Number),
}

impl Value {
    /// As a form without script would send it; several as a line each.
    fn text(self) -> String {
        match self {
            Self::Text(text) => lines(&text),
            Self::Several(texts) => texts.iter().map(|text| lines(text)).collect::<Vec<_>>().join("\n"),
            Self::Ticked(ticked) => (if ticked { "yes" } else { "" }).to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// The media types of forms without script.
const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Whether a request comes from a form without script, and not from a script that sends as such a form does.
pub(super) fn is_plain(headers: &HeaderMap) -> bool {
    let form = [URLENCODED, MULTIPART].contains(&media_type(headers).as_str());
    form && !text(headers, header::ACCEPT.as_str()).contains("application/json")
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = text(headers, header::CONTENT_TYPE.as_str());
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Longest address of a page that is kept.
const PAGE_CHARACTERS: usize = 2000;

/// Reads a body by its media type; files that come with it go through the door.
pub(super) async fn read(headers: &HeaderMap, body: Body, door: &Door<'_>) -> Result<Incoming> {
    let whole = async |body| to_bytes(body, SUBMISSION_BYTES).await.map_err(|_| Error::Problem(ProblemKind::TooLarge));
    let mut incoming = match media_type(headers).as_str() {
        "application/json" => read_json(&whole(body).await?)?,
        URLENCODED => read_fields(form_urlencoded::parse(&whole(body).await?).into_owned().collect()),
        MULTIPART => {
            let parts = multipart::read(text(headers, header::CONTENT_TYPE.as_str()), body, door).await?;
            Incoming { refused: parts.refused, ..read_fields(parts.fields) }
        }
        _ => return Err(Error::Problem(ProblemKind::Unreadable)),
    };
    incoming.plain = is_plain(headers);
    incoming.sender = Sender::of(headers);
    let key = text(headers, "idempotency-key");
    if !key.is_empty() {
        incoming.key = key.to_owned();
    }
    if incoming.page.is_empty() {
        incoming.page = text(headers, header::REFERER.as_str()).to_owned();
    }
    incoming.page = incoming.page.chars().take(PAGE_CHARACTERS).collect();
    Ok(incoming)
}

pub(super) fn read_json(body: &[u8]) -> Result<Incoming> {
    let sent: Sent = serde_json::from_slice(body).map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
    let Sent { values, consent, language, page, trap, seconds, proof, invitation: code } = sent;
    let values = values.into_iter().map(|(name, value)| (name, value.text())).collect();
    let trapped = !trap.is_empty();
    Ok(Incoming { values, consent, language, page, trapped, seconds, proof, code, ..Incoming::default() })
}

fn read_fields(fields: Vec<(String, String)>) -> Incoming {
    let mut incoming = Incoming::default();
    for (name, value) in fields {
        match name.as_str() {
            FormDefinition::CONSENT => incoming.consent = true,
            FormDefinition::KEY => incoming.key = value,
            FormDefinition::PROOF => incoming.proof = value,
            FormDefinition::INVITATION => incoming.code = value,
            FormDefinition::TRAP => incoming.trapped = !value.is_empty(),
            FormDefinition::LANGUAGE => incoming.language = FormLanguage::of(&value).unwrap_or_default(),
            // A field of which several can be chosen is sent several times.
            _ => match incoming.values.iter_mut().find(|(known, _)| *known == name) {
                Some((_, text)) => *text = format!("{text}\n{}", lines(&value)),
                None => incoming.values.push((name, lines(&value))),
            },
        }
    }
    incoming
}

/// Forms send the ends of lines in another way than scripts do.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

impl Incoming {
    /// What is wrong with it.
    pub(super) fn check(&self, form: &FormDefinition) -> FieldErrors {
        let mut errors = self.refused.clone();
        for error in form.check_values(|name| self.value(name), self.consent) {
            if errors.iter().all(|known| known.field != error.field) {
                errors.push(error);
            }
        }
        errors
    }

    /// SHA-256 of what was typed, by which a repeat with other content is told apart. For a file stands what is in it, because
    /// a form without script that is sent twice sends it twice.
    pub(super) fn hash(&self, files: &[Named]) -> Vec<u8> {
        let content = |name: &str, line: &str| {
            let file = files.iter().find(|file| file.field == name && file.token == line)?;
            Some(hexadecimal(&file.sha256))
        };
        let text = |(name, text): &(String, String)| {
            if files.iter().all(|file| file.field != *name) {
                return (name.clone(), text.clone());
            }
            let lines = text.lines().map(|line| content(name, line.trim()).unwrap_or_else(|| line.to_owned()));
            (name.clone(), lines.collect::<Vec<_>>().join("\n"))
        };
        let mut values: Vec<(String, String)> = self.values.iter().map(text).collect();
        values.sort();
        Sha256::digest(format!("{values:?} {}", self.consent).as_bytes()).to_vec()
    }

    /// The draft that is made of it. In it files are named by their keys, and read by their names.
    pub(super) fn draft(&self, source: &InboundSource, files: &[Named]) -> ContactDraft {
        let answer = |field: &calling_card_contact::Field| {
            let (value, meaning) = if let FieldKind::File { .. } = field.kind {
                let own = || files.iter().filter(|file| file.field == field.name);
                let keys: Vec<String> = own().map(|file| file.id.to_string()).collect();
                let names: Vec<&str> = own().map(|file| file.name.as_str()).collect();
                (keys.join("\n"), names.join(", "))
            } else {
                let value = field.tidy(self.value(&field.name).unwrap_or_default());
                let meaning = field.meaning(&value, self.language).unwrap_or_default();
                (value, meaning)
            };
            Answer { field: field.name.clone(), label: field.label.text(self.language).to_owned(), value, meaning }
        };
        // What is not asked is not kept, whatever was sent for it.
        let answers: Vec<Answer> = source.form.asked(|name| self.value(name)).into_iter().map(answer).collect();
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
            held: Vec::new(),
            spam_at: None,
            editor: source.editor,
            create_lead: source.create_lead,
            event: None,
        }
    }

    /// What was typed into a field.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}
