//! The embed: one script that brings element, form and style.

use std::io::Write;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calling_card_contact::{InboundSource, Language};
use calling_card_contact_form::STYLE;
use serde_json::json;

use super::{find, tree};
use crate::{AppState, Result};

/// The element, in plain JavaScript.
const ELEMENT: &str = include_str!("../../../widget/element.js");

/// `/f/{form}/form.js`.
pub(super) async fn form_js(
    State(state): State<AppState>,
    Path(form): Path<String>,
    request: HeaderMap,
) -> Result<Response> {
    let (_, source) = find(&state.store, &form).await?;
    let widget = state.site.manifest.widget.as_ref().map(|module| format!("/widget/{}", module.js));
    let text = script(&source, widget.as_deref());
    let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let brotli = accepted.split(',').any(|coding| coding.split(';').next().is_some_and(|name| name.trim() == "br"));
    let (coding, body) = if brotli { (Some("br"), compress(&text)) } else { (None, text.into_bytes()) };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60, stale-while-revalidate=600"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok((headers, body).into_response())
}

/// The element with the form's data in its place.
fn script(source: &InboundSource, widget: Option<&str>) -> String {
    let data = json!({
        "id": source.id,
        "trees": { "en": tree::tree(source, Language::En), "de": tree::tree(source, Language::De) },
        "thanks": { "en": source.form.thanks.text(Language::En), "de": source.form.thanks.text(Language::De) },
        "style": shorten(STYLE),
        "widget": widget,
        "form": source.form,
    });
    // The data stands in a script: what would end one is written so that it does not.
    let data = data.to_string().replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    shorten(ELEMENT).replacen("__FORM__", &data, 1)
}

/// Without indentation, comments of a whole line, and empty lines.
fn shorten(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn compress(text: &str) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
    // Writing to a Vec cannot fail.
    let _ = writer.write_all(text.as_bytes());
    writer.into_inner()
}
