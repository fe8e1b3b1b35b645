//! Files that visitors send, each by itself before the submission that names it, or with a form without script.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::{ProblemKind, file_name};
use calling_card_contact::{
    Field, FieldError, FieldKind, FormDefinition, FormLanguage, InboundSource, Problem, SourceStatus, rules,
};
use multer::{Constraints, Multipart, SizeLimit};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::incoming::Incoming;
use super::multipart::{read_part, unreadable};
use super::screen::{self, Sender};
use super::{file_content, find, open_to_all, refusal};
use crate::extract::{Address, Query};
use crate::store::files::{self, Named, NewFile};
use crate::store::{Store, WorkspaceId};
use crate::{AppState, Error, Result};

/// What may stand around a file in a request, in bytes.
const AROUND_BYTES: u64 = 16 * 1024;

/// The language in which is said what is wrong.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    lang: FormLanguage,
}

/// `POST /f/{form}/files/{field}`: keeps one file, and answers the token by which a submission names it.
pub(super) async fn upload(
    State(state): State<AppState>,
    Path((form, field)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    address: Address,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let door = Door { state: &state, form: &form, address, sender: Sender::of(&headers) };
    let outcome = take_in(&door, &field, &headers, body).await;
    open_to_all(outcome.map_or_else(|error| refusal::said(error, asked.lang), IntoResponse::into_response))
}

async fn take_in(door: &Door<'_>, field: &str, headers: &HeaderMap, body: Body) -> Result<impl IntoResponse + use<>> {
    let admitted = door.admit().await?;
    let field = file_field(&admitted.source.form, field).ok_or(Error::NOT_FOUND)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(unreadable)?;
    let limit = SizeLimit::new().whole_stream(u64::from(rules::FILE_BYTES) + AROUND_BYTES);
    let constraints = Constraints::new().size_limit(limit);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        if part.file_name().is_none() {
            continue;
        }
        let sent = Sent::read(&mut part).await?;
        let kept = admitted.keep(door.state, field, sent).await?;
        let body = json!({ "token": kept.token, "name": kept.name, "size": kept.size, "type": kept.media_type });
        return Ok((StatusCode::CREATED, Json(body)));
    }
    Err(Error::Problem(ProblemKind::Unreadable))
}

/// The field of this name, where it is one for files.
pub(super) fn file_field<'a>(form: &'a FormDefinition, name: &str) -> Option<&'a Field> {
    form.fields.iter().find(|field| field.name == name && matches!(field.kind, FieldKind::File { .. }))
}

/// Where a visitor stands with files.
pub(super) struct Door<'a> {
    pub state: &'a AppState,
    pub form: &'a str,
    pub address: Address,
    pub sender: Sender,
}

/// A form that takes files from this visitor.
pub(super) struct Admitted {
    workspace: WorkspaceId,
    source: InboundSource,
}

impl Door<'_> {
    /// Lets a file in by the rules that hold for submissions.
    pub(super) async fn admit(&self) -> Result<Admitted> {
        let (workspace, source) = find(&self.state.store, self.form).await?;
        self.state.uploads.pass((self.address.0, source.id.clone())).await?;
        if source.status == SourceStatus::Disabled {
            return Err(Error::Problem(ProblemKind::Disabled));
        }
        screen::refuse_origin(&source, &self.sender, self.state.config.public_url.as_deref())?;
        Ok(Admitted { workspace, source })
    }
}

/// A file as it was sent.
pub(super) struct Sent {
    name: String,
    declared: String,
    /// None where there is more than is taken.
    content: Option<Vec<u8>>,
}

impl Sent {
    /// Reads a part, and no more of it than is taken.
    pub(super) async fn read(part: &mut multer::Field<'_>) -> Result<Self> {
        let name = part.file_name().unwrap_or_default().to_owned();
        let declared = part.content_type().map(ToString::to_string).unwrap_or_default();
        Ok(Self { name, declared, content: read_part(part, rules::FILE_BYTES as usize).await? })
    }

    /// Whether it is what browsers send where no file was chosen.
    pub(super) fn is_none(&self) -> bool {
        self.name.is_empty() && self.content.as_ref().is_some_and(Vec::is_empty)
    }
}

/// A file that is kept.
pub(super) struct Kept {
    pub token: String,
    name: String,
    size: usize,
    media_type: &'static str,
}

impl Admitted {
    /// Keeps a file that is what it says it is.
    pub(super) async fn keep(&self, state: &AppState, field: &Field, sent: Sent) -> Result<Kept> {
        let wrong = |problem| Error::Invalid(vec![FieldError { field: format!("/{}", field.name), problem }]);
        let FieldKind::File { kinds, .. } = field.kind.clone() else { return Err(Error::NOT_FOUND) };
        let Some(content) = sent.content.filter(|content| !content.is_empty()) else {
            return Err(wrong(Problem::FileSize { max: rules::FILE_MEGABYTES }));
        };
        let (form, field) = (self.source.id.clone(), field.name.clone());
        let look = move || {
            let format = file_content::format(&sent.name, &sent.declared, &content, &kinds)?;
            let name = safe_name(&sent.name);
            let sha256 = Sha256::digest(&content).to_vec();
            Ok(NewFile { form, field, name, media_type: format.media_type, sha256, content })
        };
        let looked = tokio::task::spawn_blocking(look).await.map_err(|error| Error::Internal(error.to_string()))?;
        let file = looked.map_err(wrong)?;
        let (name, size, media_type) = (file.name.clone(), file.content.len(), file.media_type);
        let token = files::keep(&state.store, self.workspace, file).await?;
        Ok(Kept { token, name, size, media_type })
    }
}

/// A name without path, and with nothing in it that would not be seen or would be taken for something else.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    file_name(if stem.trim().is_empty() { "file" } else { stem }, &ending.to_ascii_lowercase())
}

/// The files that a submission names, asked for or not. A token that names none is left out; of those that are asked for it is wrong.
pub(super) async fn named(
    store: &Store,
    workspace: WorkspaceId,
    source: &InboundSource,
    incoming: &Incoming,
) -> Result<Vec<Named>> {
    let mut all = Vec::new();
    let asked = source.form.asked(|name| incoming.value(name));
    let takes = |field: &&Field| matches!(field.kind, FieldKind::File { .. });
    for field in source.form.fields.iter().filter(takes) {
        let value = field.tidy(incoming.value(&field.name).unwrap_or_default());
        for token in value.lines().take(rules::FILES as usize) {
            match files::named(store, workspace, (&source.id, &field.name), token).await? {
                Some(file) => all.push(file),
                None if asked.iter().any(|other| other.name == field.name) => {
                    let error = FieldError { field: format!("/{}", field.name), problem: Problem::File };
                    return Err(Error::Invalid(vec![error]));
                }
                None => {}
            }
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn names_have_no_path_and_nothing_that_is_not_seen() {
        for (name, safe) in [
            ("../../etc/cv.PDF", "cv.pdf"),
            ("C:\\fakepath\\Grüße 1.txt", "Grüße 1.txt"),
            ("in\u{202e}voice\r\n\0.png", "in_voice___.png"),
            (".png", "file.png"),
            ("con.txt", "con_.txt"),
            ("<b>.csv", "_b_.csv"),
        ] {
            assert_eq!(safe_name(name), safe);
        }
        assert!(safe_name(&format!("{}.pdf", "x".repeat(1000))).chars().count() <= 200);
    }
}
