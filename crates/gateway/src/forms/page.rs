//! The form as a page of its own; it works without JavaScript.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use calling_card_contact::{
    Field, FieldKind, FieldTarget, FormId, FormLanguage, InboundSource, Language, Name, SourceStatus, Theme,
    plain_origin,
};
use calling_card_contact_form::{EVENT_STYLE, FILES_STYLE, Filled, STYLE, Words};
use leptos::html;
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::tree::Asked;
use super::{find, invitation, tree};
use crate::extract::{Query, languages};
use crate::store::events::{self, Standing};
use crate::store::{opt_ins, receipts};
use crate::{AppState, Error, Result};

/// What an address asks for.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The language.
    lang: Option<String>,
    /// The token of a receipt, where one was just made.
    receipt: Option<String>,
    /// The code of an invitation.
    invitation: Option<String>,
}

/// The form.
pub(super) async fn show_form(
    State(state): State<AppState>,
    Path(form): Path<String>,
    Query(asked): Query<Wanted>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let wanted = wanted(&asked, &headers);
    let Ok((workspace, source)) = find(&state.store, &form).await else {
        return Ok(missing(Language::choose(wanted)));
    };
    let language = source.form.language_for(wanted);
    if source.status == SourceStatus::Disabled {
        return Ok(message_page(StatusCode::GONE, language, Words::of(language).disabled));
    }
    let event = events::of_source(&state.store, workspace, &source).await?;
    let open = event.as_ref().is_none_or(|event| event.standing == Standing::Open);
    let code = asked.invitation.unwrap_or_default();
    let invited = invitation::of_code(&state, workspace, event.as_ref(), &code).await?;
    if let Some(invited) = invited.as_ref().filter(|invited| invitation::is_used(invited)) {
        return Ok(Redirect::to(&format!("/invitation/{}", invited.code)).into_response());
    }
    let mut filled = filled_by(&source, &query.unwrap_or_default());
    filled.values.extend(invited.iter().flat_map(|invited| named(&source, &invited.name)));
    let asked = Asked { source: &source, event: event.as_ref(), invited };
    let status = if open { StatusCode::OK } else { StatusCode::GONE };
    Ok(form_page(status, asked, language, filled, &Uuid::now_v7().to_string()))
}

/// The name of who is invited, in the fields that ask for it.
fn named(source: &InboundSource, name: &Name) -> Vec<(String, String)> {
    let value = |field: &Field| match field.target {
        Some(FieldTarget::GivenName) => Some((field.name.clone(), name.given.clone())),
        Some(FieldTarget::FamilyName) => Some((field.name.clone(), name.family.clone())),
        _ => None,
    };
    source.form.fields.iter().filter_map(value).collect()
}

/// What the page's address says for fields that nobody sees (`utm_source`).
fn filled_by(source: &InboundSource, query: &str) -> Filled {
    let said: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let value = |field: &Field| match &field.kind {
        FieldKind::Hidden { parameter, .. } if !parameter.is_empty() => {
            let (_, value) = said.iter().find(|(name, _)| name == parameter)?;
            Some((field.name.clone(), field.tidy(value)))
        }
        _ => None,
    };
    Filled { values: source.form.fields.iter().filter_map(value).collect(), ..Filled::default() }
}

/// What is said when it was sent.
pub(super) async fn show_thanks(
    State(state): State<AppState>,
    Path(form): Path<String>,
    Query(asked): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response> {
    let wanted = wanted(&asked, &headers);
    let Ok((_, source)) = find(&state.store, &form).await else { return Ok(missing(Language::choose(wanted))) };
    let language = source.form.language_for(wanted);
    let sentence = source.form.thanks.text(language);
    let receipt = match &asked.receipt {
        Some(token) => receipts::draft(&state.store, token).await?.map(|draft| (draft, token)),
        None => None,
    };
    let Some((draft, token)) = receipt else { return Ok(message_page(StatusCode::OK, language, sentence)) };
    let consented = opt_ins::look_at_withdrawal(&state.store, token).await?.is_some();
    let words = Words::of(language);
    let body = Owner::new().with(|| {
        let link = html::a().attr("href", format!("/withdraw/{token}")).child(words.withdraw);
        let number = html::p().child((words.receipt, " ", html::strong().child(draft.reference())));
        let withdrawal = consented.then(|| html::p().attr("class", "aside").child(link));
        html::div().child((said(sentence), number, withdrawal)).to_html()
    });
    let mut response = page(StatusCode::OK, language, sentence, &body);
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// The page of a form, filled in as far as it was.
pub(super) fn form_page(
    status: StatusCode,
    asked: Asked<'_>,
    language: FormLanguage,
    filled: Filled,
    key: &str,
) -> Response {
    let source = asked.source;
    let invited = asked.invited.is_some();
    let action = format!("/f/{}/submissions", source.id);
    let title = Some(source.form.title.text(language)).filter(|title| !title.is_empty()).unwrap_or(&source.name);
    let body = tree::page(asked, language, &action, key, filled);
    let theme = source.form.theme.as_ref().map(|_| &source.id);
    let mut response = document(status, language, Document { title, body: &body, theme });
    // Whose code stands in the address is told to no other website.
    if invited {
        response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    // Browsers hold where a form leads to after sending to be a part of where it is sent.
    if let Some(origin) = plain_origin(&source.form.redirect)
        && let Ok(policy) =
            HeaderValue::from_str(&POLICY.replace("form-action 'self'", &format!("form-action 'self' {origin}")))
    {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// `/f/{form}/theme.css`: a form's own colours, for its page.
pub(super) async fn theme(State(state): State<AppState>, Path(form): Path<String>) -> Result<Response> {
    let (_, source) = find(&state.store, &form).await?;
    let style = source.form.theme.as_ref().map(Theme::style).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((headers, format!(":root{{{style}}}")).into_response())
}

/// A page that says one thing.
pub(super) fn message_page(status: StatusCode, language: impl Into<FormLanguage>, sentence: &str) -> Response {
    let body = Owner::new().with(|| said(sentence).to_html());
    page(status, language.into(), sentence, &body)
}

/// A page that says what has gone wrong.
pub(super) fn failed(error: &Error, language: Language) -> Response {
    error.log("a page could not be shown");
    let details = error.details();
    let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    message_page(status, language, details.kind.sentence(language))
}

fn said(sentence: &str) -> impl IntoView + use<> {
    let heading = html::h1().attr("class", "message").child(sentence.to_owned());
    html::div().attr("role", "status").child(heading)
}

/// The style of the pages.
pub(super) async fn style() -> Response {
    let text = format!("{PAGE_STYLE}\n{STYLE}\n{FILES_STYLE}\n{EVENT_STYLE}");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    (headers, text).into_response()
}

const PAGE_STYLE: &str = include_str!("page.css");

/// What a form's page may do; our own app may show it in a frame, as a preview.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// A page with this title and body.
pub(super) fn page(status: StatusCode, language: FormLanguage, title: &str, body: &str) -> Response {
    document(status, language, Document { title, body, theme: None })
}

/// What a page says.
struct Document<'a> {
    title: &'a str,
    body: &'a str,
    /// The form whose colours it has.
    theme: Option<&'a FormId>,
}

fn document(status: StatusCode, language: FormLanguage, Document { title, body, theme }: Document<'_>) -> Response {
    let theme = theme.map(|form| format!("<link rel=\"stylesheet\" href=\"/f/{form}/theme.css\">")).unwrap_or_default();
    let title = Owner::new().with(|| html::title().child(title.to_owned()).to_html());
    let direction = if language.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    let document = format!(
        "<!doctype html><html lang=\"{language}\"{direction}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{title}\
         <link rel=\"stylesheet\" href=\"/f-style.css\">{theme}</head><body><main>{body}</main></body></html>"
    );
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (status, policy, Html(document)).into_response()
}

fn missing(language: Language) -> Response {
    let sentence = match language {
        Language::En => "There is no form at this address. Check the link, or ask whoever gave it to you.",
        Language::De => "Unter dieser Adresse gibt es kein Formular. Prüfen Sie den Link, oder fragen Sie nach.",
    };
    message_page(StatusCode::NOT_FOUND, language, sentence)
}

/// The languages that are asked for: in the address, else by the browser.
fn wanted<'a>(asked: &'a Wanted, headers: &'a HeaderMap) -> &'a str {
    asked.lang.as_deref().unwrap_or_else(|| languages(headers))
}
