//! The card as a page of its own; it runs no script.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use calling_card_api::ProblemKind;
use calling_card_contact::Language;
use calling_card_public_card::{Places, PublicCardView, STYLE};
use leptos::html;
use leptos::prelude::*;
use serde::Deserialize;

use super::{address, answer, find, keep_out_of_indexes, language, places};
use crate::extract::Query;
use crate::store::published_cards::Shown;
use crate::{AppState, Error};

const PAGE_STYLE: &str = include_str!("page.css");

/// What a card's page may do: show its style, and its picture.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
);

/// The language that an address asks for.
#[derive(Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
}

/// `/c/{id}`.
pub(super) async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    request: HeaderMap,
) -> Response {
    let language = language(asked.lang.as_deref(), &request);
    match find(&state, &id).await {
        Ok(shown) => {
            let card = html(&shown, language, places(&shown, &address(&state, &shown)), true);
            let head = format!("<link rel=\"alternate\" type=\"text/vcard\" href=\"/c/{}/card.vcf\">", shown.id);
            let page = document(&Document {
                language,
                title: &shown.card.title(),
                head: &head,
                body: &card,
                indexed: shown.indexed,
            });
            guarded(answer(&request, "text/html; charset=utf-8", page.into_bytes()), shown.indexed)
        }
        Err(error) => missing(&error, language),
    }
}

/// The card as HTML.
pub(super) fn html(shown: &Shown, language: Language, places: Places, page: bool) -> String {
    let card = shown.card.clone();
    let owner = Owner::new();
    let html = owner.with(|| view! { <PublicCardView card language places page /> }.to_html());
    drop(owner);
    html
}

/// The style of the pages.
pub(super) async fn style(request: HeaderMap) -> Response {
    answer(&request, "text/css; charset=utf-8", format!("{PAGE_STYLE}\n{STYLE}").into_bytes())
}

/// What stands where no card is, or no longer.
fn missing(error: &Error, language: Language) -> Response {
    let kind = error.details().kind;
    let sentence = match (kind, language) {
        (ProblemKind::NotFound, Language::En) => {
            "There is no business card at this address. Check the link, or ask whoever gave it to you."
        }
        (ProblemKind::NotFound, Language::De) => {
            "Unter dieser Adresse gibt es keine Visitenkarte. Prüfen Sie den Link, oder fragen Sie nach."
        }
        (kind, language) => kind.sentence(language),
    };
    error.log("a card could not be shown");
    let heading = Owner::new().with(|| html::h1().attr("class", "message").child(sentence).to_html());
    let page = document(&Document { language, title: sentence, head: "", body: &heading, indexed: false });
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    guarded((status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response(), false)
}

/// What a page says; `head` and `body` are HTML.
struct Document<'a> {
    language: Language,
    title: &'a str,
    head: &'a str,
    body: &'a str,
    indexed: bool,
}

fn document(Document { language, title, head, body, indexed }: &Document<'_>) -> String {
    let title = Owner::new().with(|| html::title().child((*title).to_owned()).to_html());
    let robots = if *indexed { "" } else { "<meta name=\"robots\" content=\"noindex\">" };
    let (other, words) = match language {
        Language::En => ("de", "Deutsch"),
        Language::De => ("en", "English"),
    };
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         {title}{robots}{head}<link rel=\"stylesheet\" href=\"/c-style.css\"></head><body><main>{body}</main>\
         <footer><a href=\"?lang={other}\" lang=\"{other}\" hreflang=\"{other}\">{words}</a></footer></body></html>"
    )
}

/// No script, no frame, no referrer, no index unless it was chosen.
fn guarded(mut response: Response, indexed: bool) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    keep_out_of_indexes(&mut response, indexed);
    response
}
