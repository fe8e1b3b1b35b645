//! What the list of people is made of beside its pages: an index for the browser, saved views, stages, and many changed at once.

use std::io::Write as _;

use axum::Json as Answer;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::bulk::{BulkOutcome, BulkPart};
use calling_card_api::listed::{IndexPart, IndexQuery};
use calling_card_api::views::{SavedView, StageCount, View};
use calling_card_api::{Nothing, ProblemDetails, Written};
use flate2::Compression;
use flate2::write::GzEncoder;
use uuid::Uuid;

use crate::Result;
use crate::auth::Staff;
use crate::crm::Home;
use crate::extract::{Json, Key, Query};
use crate::store::{bulk, index, views};

/// All by which people are listed and found, part after part.
#[utoipa::path(get, path = "/crm/{connection}/people/index", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), IndexQuery), responses((status = 200, body = IndexPart, description = "A part: at most 1000 people"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn read_index(home: Home, Query(query): Query<IndexQuery>, headers: HeaderMap) -> Result<Response> {
    let part = index::part(&home.store, home.actor.workspace, &query).await?;
    let text = serde_json::to_vec(&part)?;
    let takes = |accepted: &str| accepted.split(',').any(|one| one.split(';').next().map(str::trim) == Some("gzip"));
    let headers_of = [(header::CONTENT_TYPE, "application/json"), (header::VARY, "accept-encoding")];
    if !headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(takes) {
        return Ok((headers_of, text).into_response());
    }
    let mut gzip = GzEncoder::new(Vec::with_capacity(text.len() / 6), Compression::fast());
    // Memory takes all that is written.
    let _ = gzip.write_all(&text);
    let packed = gzip.finish().unwrap_or_default();
    Ok((headers_of, [(header::CONTENT_ENCODING, "gzip")], packed).into_response())
}

/// The views of who asks.
#[utoipa::path(get, path = "/crm/{connection}/people/views", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<SavedView>, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_views(home: Home, staff: Staff) -> Result<Answer<Vec<SavedView>>> {
    Ok(Answer(views::list(&home.store, owner(&staff)).await?))
}

/// Saves a view.
#[utoipa::path(post, path = "/crm/{connection}/people/views", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = View, responses((status = 200, body = SavedView, description = "Saved"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn save_view(home: Home, staff: Staff, Json(view): Json<View>) -> Result<Answer<SavedView>> {
    Ok(Answer(views::save(&home.store, owner(&staff), view).await?))
}

/// Forgets a view.
#[utoipa::path(delete, path = "/crm/{connection}/people/views/{id}", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = Uuid, Path, description = "The view")), responses((status = 200, body = Nothing, description = "Forgotten"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_view(home: Home, staff: Staff, Key(id): Key<Uuid>) -> Result<Answer<Nothing>> {
    views::delete(&home.store, owner(&staff), id).await?;
    Ok(Answer(Nothing))
}

/// The stages that people are at.
#[utoipa::path(get, path = "/crm/{connection}/people/stages", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<StageCount>, description = "The most used first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_stages(home: Home) -> Result<Answer<Vec<StageCount>>> {
    Ok(Answer(views::stages(&home.store, home.actor.workspace).await?))
}

/// Changes some of many people: all of them or none.
#[utoipa::path(post, path = "/crm/{connection}/people/bulk", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = BulkPart, responses((status = 200, body = Written<BulkOutcome>, description = "What was done, or would be; with the batch, for the next part and for undoing all of them"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn edit_many(home: Home, staff: Staff, Json(part): Json<BulkPart>) -> Result<Answer<Written<BulkOutcome>>> {
    Ok(Answer(bulk::edit(&home.store, &home.actor, owner(&staff), part).await?))
}

fn owner(staff: &Staff) -> views::Owner {
    views::Owner { workspace: staff.actor.workspace, user: staff.user.id }
}
