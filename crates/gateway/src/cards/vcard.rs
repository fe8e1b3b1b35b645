//! The card as a vCard, for the address book of whoever wants it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use calling_card_api::{ProblemKind, file_name};
use calling_card_contact::{Person, Timestamp};
use calling_card_vcard::{Export, Version, write};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{address, find, language, part};
use crate::extract::Query;
use crate::{AppState, Error, Result};

/// The version that is asked for: 3.0 unless said, which every phone reads; and the language of countries.
#[derive(Deserialize)]
pub(super) struct Asked {
    version: Option<String>,
    lang: Option<String>,
}

/// `/c/{id}/card.vcf`.
pub(super) async fn vcard(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    request: HeaderMap,
) -> Result<Response> {
    let version = asked.version.map_or(Ok(Version::V3), |version| version.parse());
    let version = version.map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
    let shown = find(&state, &id).await?;
    let person = shown.card.person(language(asked.lang.as_deref(), &request));
    let text = text(&person, &address(&state, &shown), version);
    let mut response = part(&shown, &request, "text/vcard; charset=utf-8", text.into_bytes());
    if let Ok(disposition) = HeaderValue::from_str(&disposition(&file_name(&shown.card.title(), "vcf"))) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

/// The card is known again by its page's address, and says neither under which key nor since when the person is known here.
fn text(person: &Person, address: &str, version: Version) -> String {
    write(&Export {
        person,
        uid: address,
        notes: &[],
        organizations: &[],
        relatives: &[],
        custom_fields: &[],
        version,
        card: None,
        changed_at: &Timestamp(String::new()),
    })
}

/// A file of this name, to be kept (RFC 6266); for old programs also without what is not ASCII.
fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, NON_ALPHANUMERIC))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_of_files_are_said_twice() {
        assert_eq!(
            disposition("Zoë Müller.vcf"),
            "attachment; filename=\"Zo_ M_ller.vcf\"; filename*=UTF-8''Zo%C3%AB%20M%C3%BCller%2Evcf"
        );
    }
}
