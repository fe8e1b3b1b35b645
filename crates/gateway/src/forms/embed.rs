//! The embed: one script that brings element, form and style, and what a page needs to name a version of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::inbound_sources::InboundSourceRecord;
use calling_card_api::{ProblemKind, Version};
use calling_card_contact::{FieldKind, FormId, FormLanguage, InboundSource, Theme};
use calling_card_contact_form::{EVENT_STYLE, EventWords, FILES_STYLE, STYLE, SaidOfFiles, Words};
use serde_json::{Value, json};

use super::{find_record, tree};
use crate::script::{HOST_STYLE, Script, shorten, text_of};
use crate::site::{Site, open_to_all};
use crate::store::events::{self, Bookable, Standing};
use crate::store::{WorkspaceId, embeds};
use crate::{AppState, Error, Result};

/// Where the built element stands in the site; it has `__FORM__` in the place of the form's data.
const ELEMENT: &str = "form/element.js";
/// The same with what only some forms need.
const ELEMENT_WITH_MORE: &str = "form/element-more.js";
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, max-age=60, stale-while-revalidate=86400");
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What a script was made of: versions of the form's record and of its event's, and whether there is a place.
type Made = (Version, Option<(Option<Version>, Standing)>);

/// The scripts of the forms as they are now, each with what it was made of.
#[derive(Debug, Default)]
pub struct Embeds(Mutex<HashMap<FormId, (Made, Arc<Script>)>>);

/// `/f/{form}/form.js`: the newest version, at an address that is asked again.
pub(super) async fn form_js(
    State(state): State<AppState>,
    Path(form): Path<String>,
    request: HeaderMap,
) -> Result<Response> {
    newest_script(&state, &form, &request).await
}

/// The same, where it is asked for at another address.
pub(crate) async fn newest_script(state: &AppState, form: &str, request: &HeaderMap) -> Result<Response> {
    let (workspace, record) = find_record(&state.store, form).await?;
    Ok(current(state, workspace, &record).await?.answer(request, REVALIDATE))
}

/// `/f/{form}/{version}/form.js`: one version, for ever.
pub(super) async fn version_js(
    State(state): State<AppState>,
    Path((form, version)): Path<(String, String)>,
    request: HeaderMap,
) -> Result<Response> {
    let (workspace, record) = find_record(&state.store, &form).await?;
    let newest = current(&state, workspace, &record).await?;
    if newest.version == version {
        return Ok(newest.answer(&request, IMMUTABLE));
    }
    // A page that names a version keeps it when the form has changed.
    let text = embeds::find(&state.store, &record.id, &version).await?.ok_or(Error::NOT_FOUND)?;
    Ok(Script::pack(text).await?.answer(&request, IMMUTABLE))
}

/// `/f/{form}/form.json`: the form's data, and the address and integrity of its newest script, which is kept from then on.
pub(super) async fn form_json(State(state): State<AppState>, Path(form): Path<String>) -> Result<Response> {
    let (workspace, record) = find_record(&state.store, &form).await?;
    let embed = current(&state, workspace, &record).await?;
    embeds::keep(&state.store, workspace, &record.id, &embed.version, &embed.text).await?;
    let src = format!("/f/{}/{}/form.js", record.id, embed.version);
    let event = events::of_source(&state.store, workspace, &record.content).await?;
    let data = data(&state.site, &record.content, event.as_ref());
    let body = json!({ "src": src, "integrity": embed.integrity, "form": data });
    Ok(open_to_all(([(header::CACHE_CONTROL, REVALIDATE)], Json(body)).into_response()))
}

/// The script of a form; none where the element is not built.
pub fn script(site: &Site, source: &InboundSource, event: Option<&Bookable>) -> Option<String> {
    // Where nothing is asked, nothing needs help.
    let open = event.is_none_or(|event| event.standing == Standing::Open);
    let element = if open && (event.is_some() || needs_more(source)) { ELEMENT_WITH_MORE } else { ELEMENT };
    text_of(site, element, "__FORM__", &data(site, source, event))
}

/// The hash of a form's newest script, as a page names it.
pub(crate) async fn integrity(
    state: &AppState,
    workspace: WorkspaceId,
    record: &InboundSourceRecord,
) -> Result<String> {
    Ok(current(state, workspace, record).await?.integrity.clone())
}

/// Whether a form has conditions, steps, countries, files, or fields that are filled in by the page's address, as invitations are.
fn needs_more(source: &InboundSource) -> bool {
    source.form.fields.iter().any(|field| match &field.kind {
        FieldKind::Step | FieldKind::Country | FieldKind::File { .. } => true,
        FieldKind::Hidden { parameter, .. } => !parameter.is_empty(),
        _ => field.when.is_some(),
    })
}

async fn current(state: &AppState, workspace: WorkspaceId, record: &InboundSourceRecord) -> Result<Arc<Script>> {
    let event = events::of_source(&state.store, workspace, &record.content).await?;
    let of_event = |event: &Bookable| (event.event.as_ref().map(|event| event.version), event.standing);
    let made: Made = (record.version, event.as_ref().map(of_event));
    let known = state.embeds.0.lock().unwrap_or_else(PoisonError::into_inner).get(&record.id).cloned();
    if let Some((_, embed)) = known.filter(|(known, _)| *known == made) {
        return Ok(embed);
    }
    let text = script(&state.site, &record.content, event.as_ref()).ok_or(Error::Problem(ProblemKind::Unavailable))?;
    let embed = Arc::new(Script::pack(text).await?);
    let mut embeds = state.embeds.0.lock().unwrap_or_else(PoisonError::into_inner);
    embeds.insert(record.id.clone(), (made, embed.clone()));
    Ok(embed)
}

/// What the element is made of.
pub(crate) fn data(site: &Site, source: &InboundSource, event: Option<&Bookable>) -> Value {
    let widget = site.manifest.widget.as_ref().map(|module| format!("/widget/{}", module.js));
    let files = source.form.takes_files();
    let language = |language: FormLanguage| {
        let mut words = json!(Words::of(language));
        if let (true, Value::Object(words), Value::Object(more)) = (files, &mut words, json!(SaidOfFiles::of(language)))
        {
            words.extend(more);
        }
        if event.is_some() {
            words["booking"] = EventWords::of(language).booking.into();
        }
        json!({ "tag": language, "tree": tree::tree(source, event, language), "thanks": source.form.thanks.text(language), "words": words })
    };
    let event_style = if event.is_some() { shorten(EVENT_STYLE) } else { String::new() };
    let languages: Vec<Value> = source.form.languages().into_iter().map(language).collect();
    json!({
        "id": source.id,
        "languages": languages,
        "style": format!("{HOST_STYLE}{}{}{event_style}{}", theme(source), shorten(STYLE), if files { shorten(FILES_STYLE) } else { String::new() }),
        "widget": widget,
        "more": more(site, source),
        "form": source.form,
    })
}

/// What only some visitors load: with a field for a phone number, what sets it; where a vCard is dropped or pasted, what reads it.
fn more(site: &Site, source: &InboundSource) -> Value {
    let manifest = &site.manifest;
    let mut more = serde_json::Map::new();
    let mut say = |name: &str, folder: &str, file: &Option<String>| {
        if let Some(file) = file {
            more.insert(name.to_owned(), format!("/{folder}/{file}").into());
        }
    };
    if source.form.fields.iter().any(|field| field.kind == FieldKind::Phone) {
        say("phone", "help", &manifest.helps.phone);
    }
    if source.form.fields.iter().any(|field| field.target.is_some()) {
        say("card", "help", &manifest.helps.card);
        say("reader", "reader", &manifest.reader.as_ref().map(|module| module.js.clone()));
    }
    more.into()
}

/// A form's own colours; what a page says about the element wins over them.
fn theme(source: &InboundSource) -> String {
    let style = source.form.theme.as_ref().map(Theme::style).unwrap_or_default();
    if style.is_empty() { style } else { format!(":host{{{style}}}") }
}
