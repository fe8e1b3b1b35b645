//! The card as one script for other people's pages.

use std::sync::{Arc, PoisonError};

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use calling_card_api::ProblemKind;
use calling_card_contact::Language;
use calling_card_public_card::STYLE;
use serde_json::json;

use super::{A_MINUTE, address, find, page, places};
use crate::script::{HOST_STYLE, Script, shorten, text_of};
use crate::site::Site;
use crate::store::published_cards::Shown;
use crate::tree::tree_of;
use crate::{AppState, Error, Result};

/// Most scripts that are kept ready.
const READY: usize = 1000;

/// `/c/{id}/card.js`.
pub(super) async fn card_js(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: HeaderMap,
) -> Result<Response> {
    let shown = find(&state, &id).await?;
    let text = script(&state.site, &shown, &address(&state, &shown));
    let text = text.ok_or(Error::Problem(ProblemKind::Unavailable))?;
    Ok(packed(&state, &shown, text).await?.answer(&request, A_MINUTE))
}

/// The script of a card whose page has this address; none where the element is not built.
pub(super) fn script(site: &Site, shown: &Shown, address: &str) -> Option<String> {
    let said = |language: Language| {
        let html = page::html(shown, language, places(shown, address), false);
        json!({ "tag": language, "tree": tree_of(&html) })
    };
    let data = json!({
        "id": shown.id,
        "languages": [said(Language::En), said(Language::De)],
        "style": format!("{HOST_STYLE}{}", shorten(STYLE)),
    });
    text_of(site, "card/element.js", "__CARD__", &data)
}

/// The script, compressed once as long as it says the same.
async fn packed(state: &AppState, shown: &Shown, text: String) -> Result<Arc<Script>> {
    let scripts = || state.cards.scripts.lock().unwrap_or_else(PoisonError::into_inner);
    let known = scripts().get(&shown.id).cloned();
    if let Some(script) = known.filter(|script| script.text == text) {
        return Ok(script);
    }
    let script = Arc::new(Script::pack(text).await?);
    let mut scripts = scripts();
    if scripts.len() >= READY {
        scripts.clear();
    }
    scripts.insert(shown.id.clone(), script.clone());
    Ok(script)
}
