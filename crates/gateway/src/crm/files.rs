//! Files that came in through forms.

use axum::Json as Answer;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemDetails;
use calling_card_api::files::FileRecord;
use calling_card_contact::{FileId, PersonId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::crm::Home;
use crate::extract::Key;
use crate::store::files;
use crate::{Error, Result};

/// What stands as it is in the extended value of a header (RFC 8187 section 3.2.1).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// The files of a person.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/files", tag = "Files", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<FileRecord>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_files(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Vec<FileRecord>>> {
    Ok(Answer(files::list(&home.store, home.actor.workspace, id).await?))
}

/// A file, always to be saved and never shown.
#[utoipa::path(get, path = "/crm/{connection}/files/{id}", tag = "Files", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FileId, Path, description = "The file")), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream", description = "As an attachment, with its own media type"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_file(home: Home, Key(id): Key<FileId>) -> Result<Response> {
    let (file, content) = files::get(&home.store, home.actor.workspace, id).await?;
    let text = |text: String| HeaderValue::from_str(&text).map_err(|error| Error::Internal(error.to_string()));
    let charset = if file.media_type.starts_with("text/") { "; charset=utf-8" } else { "" };
    let headers = [
        (header::CONTENT_TYPE, text(format!("{}{charset}", file.media_type))?),
        (header::CONTENT_DISPOSITION, text(disposition(&file.name))?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, content).into_response())
}

/// That it is to be saved, and under which name (RFC 6266): in full, and in ASCII for who cannot read that.
fn disposition(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_') { c } else { '_' };
    let plain: String = name.chars().map(letter).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_end_the_header() {
        assert_eq!(
            super::disposition("Grüße \"1\";\r\n.pdf"),
            "attachment; filename=\"Gr__e _1____.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22%3B%0D%0A.pdf"
        );
    }
}
