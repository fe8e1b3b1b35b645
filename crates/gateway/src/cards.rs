//! Published business cards: as page, embed, vCard, QR code and picture. Nothing here knows a person: what there is to show comes from
//! [`find`], as a [`PublicCard`](calling_card_contact::PublicCard).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use calling_card_contact::{Image, Language, PublicCard, PublishedCardId};
use calling_card_public_card::Places;

use crate::extract::languages;
use crate::script::{Script, is_known};
use crate::site::{Site, open_to_all};
use crate::store::published_cards::{self, Shown};
use crate::{AppState, Error, Result};

mod embed;
mod page;
pub(crate) mod picture;
pub(crate) mod qr;
mod vcard;

/// So long a withdrawal takes at most: what is kept longer is asked for again.
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// What published cards are made of, made once.
#[derive(Debug, Default)]
pub struct Cards {
    /// Scripts as they were last asked for.
    scripts: Mutex<HashMap<PublishedCardId, Arc<Script>>>,
    /// Pictures drawn anew, by the SHA-256 of what they were drawn from.
    pictures: Mutex<HashMap<[u8; 32], Option<Image>>>,
}

/// All addresses below `/c`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/c/{id}", get(page::show))
        .route("/c/{id}/card.js", get(embed::card_js))
        .route("/c/{id}/card.vcf", get(vcard::vcard))
        .route("/c/{id}/qr.svg", get(qr::svg))
        .route("/c/{id}/picture", get(picture::show))
        .route("/c-style.css", get(page::style))
}

/// The script of a card that says all that one can say; none where the element is not built.
pub fn script(site: &Site, card: PublicCard) -> Option<String> {
    let id = PublishedCardId::new([0; 10]);
    let address = format!("https://cards.example/c/{id}");
    embed::script(site, &Shown { id, card, indexed: false }, &address)
}

/// What is shown at an address. The picture is one that was drawn anew.
async fn find(state: &AppState, id: &str) -> Result<Shown> {
    let id: PublishedCardId = id.parse().map_err(|_| Error::NOT_FOUND)?;
    let mut shown = published_cards::find(&state.store, &id).await?;
    if let Some(picture) = shown.card.picture.take() {
        shown.card.picture = picture::drawn_anew(&state.cards, picture).await?;
    }
    Ok(shown)
}

/// The address of a card's page, as others are told of it.
fn address(state: &AppState, shown: &Shown) -> String {
    format!("{}/c/{}", state.config.link_base(), shown.id)
}

/// Where the parts of a card are found, seen from the gateway.
fn places(shown: &Shown, address: &str) -> Places {
    let Shown { id, card, .. } = shown;
    let version = card.picture.as_ref().map(|picture| Site::tag(picture.data.as_bytes()));
    let version = version.map(|tag| tag.trim_matches('"').chars().take(8).collect::<String>());
    Places {
        vcard: format!("/c/{id}/card.vcf"),
        picture: version.map(|version| format!("/c/{id}/picture?{version}")).unwrap_or_default(),
        qr: qr::path(address),
    }
}

/// The language that an address asks for, else the browser.
fn language(asked: Option<&str>, request: &HeaderMap) -> Language {
    Language::choose(asked.unwrap_or_else(|| languages(request)))
}

/// An answer that is kept for a minute, or says that what the sender has is still so.
fn answer(request: &HeaderMap, kind: &str, body: Vec<u8>) -> Response {
    let tag = Site::tag(&body);
    let known = is_known(request, &tag);
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, A_MINUTE);
    for (name, value) in [(header::ETAG, tag.as_str()), (header::CONTENT_TYPE, kind)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if known { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, body).into_response() }
}

/// A part of a card: pages of every origin may have it.
fn part(shown: &Shown, request: &HeaderMap, kind: &str, body: Vec<u8>) -> Response {
    let mut response = open_to_all(answer(request, kind, body));
    keep_out_of_indexes(&mut response, shown.indexed);
    response
}

/// Search engines keep away, unless it was chosen that they need not.
fn keep_out_of_indexes(response: &mut Response, indexed: bool) {
    if !indexed {
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
}

#[cfg(test)]
mod tests {
    use calling_card_public_card::QrPath;

    #[test]
    fn a_code_keeps_the_border_that_readers_ask_for() {
        let QrPath { d, side } = super::qr::path("https://cards.example/c/7k2mzq0v4x9d3r5t").unwrap_or_default();
        assert_eq!((side - 8) % 4, 1, "{side} modules");
        // The upper left corner: a line of seven modules, and below its first the next one.
        assert!(d.starts_with("M4 4h7v1h-7z"), "{d}");
        assert!(d.contains("M4 5h1v1h-1z"), "{d}");
    }
}
